"""The layout of slips: typed at the left, seen at the right as it prints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTabBar, QWidget

from app.kernel.changes import Outcome
from app.queueing.slip_desk import LayoutView, SlipDesk
from app.security.actors import Actor, Permission
from ui import theme, wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import TextField
from ui.parts.keys import with_key
from ui.parts.pdf_preview import PdfPreview
from ui.parts.squeezed import Squeezed
from ui.parts.words import words

_PAUSE_MS, _KEEP_MS = 300, 1000
WIDTHS_MM = (80, 58)
_PIECES = (
    ("{number}", QT_TRANSLATE_NOOP("LayoutPane", "Number; it must be there")),
    ("{hall}", QT_TRANSLATE_NOOP("LayoutPane", "Name of the hall")),
    ("{matter}", QT_TRANSLATE_NOOP("LayoutPane", "Matter")),
    ("{window}", QT_TRANSLATE_NOOP("LayoutPane", "Where to go")),
    ("{ahead}", QT_TRANSLATE_NOOP("LayoutPane", "How many wait before")),
    ("{estimate}", QT_TRANSLATE_NOOP("LayoutPane", "Expected wait")),
    ("{taken_at}", QT_TRANSLATE_NOOP("LayoutPane", "When it was taken")),
    ("{notice}", QT_TRANSLATE_NOOP("LayoutPane", "Notice of the day")),
    ("[code]", QT_TRANSLATE_NOOP("LayoutPane", "Code of the visit, on a line of its own")),
    ("[rating]", QT_TRANSLATE_NOOP("LayoutPane", "Code for rating, on a line of its own")),
    ("[center bold x2] ", QT_TRANSLATE_NOOP("LayoutPane", "In the middle, bold, double; x1 to x4")),
    ("[right] ", QT_TRANSLATE_NOOP("LayoutPane", "At the right")),
    ("[box] ", QT_TRANSLATE_NOOP("LayoutPane", "In a frame")),
    ("# ", QT_TRANSLATE_NOOP("LayoutPane", "A remark that is not printed")),
)


@dataclass(frozen=True)
class _Drawn:
    """A preview and what it is of."""

    text: str
    width_mm: int
    pdf: bytes


class LayoutPane(Squeezed):
    """The editor. What is typed stays until it is saved or put away, over a sign-out and a restart too.

    Signals:
        said: Something was done. Carries the sentence and whether Ctrl+Z takes it back.
    """

    said = Signal(str, bool)

    def __init__(
        self, desk: SlipDesk, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._background = background
        self._actor = actor
        self._saved: LayoutView | None = None
        self._kept = ""
        self.editor = TextField(self, lines=6)
        self.trouble = words("", "error", self, wrap=True)
        self.note = words("", "small", self, wrap=True)
        self.pieces = ChoiceList(self)
        self.save_button = Button(with_key(self.tr("Save"), "Ctrl+S"), "primary", "check", parent=self)
        self.as_saved = Button(self.tr("As saved"), "quiet", parent=self)
        self.usual_button = Button(self.tr("Usual layout"), "plain", "undo-2", parent=self)
        self.widths = QTabBar(self)
        self.preview = PdfPreview(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the layout in force; what is typed and not saved stays."""
        self._background.read(self, self._desk.layout, self._on_layout)

    def take_focus(self) -> None:
        """Begin in the text."""
        self.editor.setFocus()

    def save(self) -> None:
        """Make what is typed the hall's layout."""
        if not self._may_save():
            return
        text = self.editor.toPlainText()
        self._background.write(self, partial(_save, self._desk, text, self._actor), self._on_saved)

    def show_trouble(self, error: Exception) -> None:
        """Say below the text why it cannot be; nothing typed is touched."""
        self.trouble.setText(wording.sentence(error))
        self.trouble.show()

    def is_typed(self) -> bool:
        """Tell whether something is typed that is not saved."""
        return self._saved is not None and self.editor.toPlainText() != self._saved.text

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep at once what was typed last: the page may be gone for good."""
        super().hideEvent(event)
        if self._keeping.isActive():
            self._keep()

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._build_text(), 5)
        line.addWidget(self._build_pieces(), 4)
        line.addWidget(self._build_preview(), 4)

    def _build_text(self) -> QWidget:
        card = Card(self.tr("Text"), self)
        self.editor.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.editor.setMinimumHeight(theme.px(120))
        self.editor.setMaximumHeight(16_777_215)
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.editor.setAccessibleName(self.tr("Layout of the slip"))
        self.editor.setReadOnly(not self._may_save())
        self.trouble.hide()
        card.body.addWidget(self.editor, 1)
        card.body.addWidget(self.trouble)
        state = QHBoxLayout()
        state.addWidget(self.note, 1)
        state.addWidget(self.as_saved)
        card.body.addLayout(state)
        foot = QHBoxLayout()
        foot.addWidget(self.usual_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        card.body.addLayout(foot)
        for button in (self.usual_button, self.save_button):
            button.setEnabled(self._may_save())
        return card

    def _build_pieces(self) -> QWidget:
        card = Card(self.tr("Put in at the cursor"), self)
        self.pieces.show_choices([Choice(piece, piece.strip(), _translated(text)) for piece, text in _PIECES])
        card.body.addWidget(self.pieces, 1)
        card.body.addWidget(
            words(self.tr("Digit or Enter puts it in; PgDn shows more."), "small", self, wrap=True)
        )
        return card

    def _build_preview(self) -> QWidget:
        card = Card(parent=self)
        for width in WIDTHS_MM:
            self.widths.addTab(f"{width} mm")
        self.widths.setDrawBase(False)
        self.widths.setAccessibleName(self.tr("As it prints"))
        card.head.insertWidget(0, self.widths)
        card.body.addWidget(self.preview, 1)
        return card

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._on_typed)
        self.widths.currentChanged.connect(self._draw)
        self.pieces.chosen.connect(self._on_piece)
        self.save_button.clicked.connect(self.save)
        self.usual_button.clicked.connect(self._on_usual)
        self.as_saved.clicked.connect(self._on_as_saved)
        self._keeping.timeout.connect(self._keep)
        self._pause.timeout.connect(self._draw)

    def _may_save(self) -> bool:
        return self._actor.may(Permission.ARRANGE_HALL)

    def _on_layout(self, layout: LayoutView) -> None:
        is_first, was_typed = self._saved is None, self.is_typed()
        is_other = self._saved is not None and layout.text != self._saved.text
        self._saved = layout
        if not was_typed:
            self._show_text(layout.text)
        if is_first and layout.draft and self._may_save():
            self._kept = layout.draft
            self._show_text(layout.draft)
        self._say_state(is_other and was_typed)

    def _show_text(self, text: str) -> None:
        """Put a text into the editor as one step that Ctrl+Z takes back; the cursor stays where it was."""
        if text == self.editor.toPlainText():
            return
        cursor = self.editor.textCursor()
        place = cursor.position()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(min(place, len(text)))
        self.editor.setTextCursor(cursor)

    def _say_state(self, changed_elsewhere: bool) -> None:
        if not self._may_save():
            said = self.tr("Your role may look at the layout and not change it.")
        elif changed_elsewhere:
            said = self.tr("The layout was changed at another terminal. What you typed is still here.")
        elif self.is_typed():
            said = self.tr("Not saved yet, kept at this terminal.")
        elif self._saved is not None and self._saved.is_usual:
            said = self.tr("The hall uses the usual layout.")
        else:
            said = self.tr("This is the hall's own layout.")
        self.note.setText(said)
        self.as_saved.setVisible(self._may_save() and self.is_typed())

    def _on_typed(self) -> None:
        self._say_state(False)
        self._pause.start()
        if self._may_save():
            self._keeping.start()

    def _keep(self) -> None:
        """Keep what is typed as a draft, or forget one that is none any more."""
        self._keeping.stop()
        draft = self.editor.toPlainText() if self.is_typed() else ""
        if self._saved is not None and draft != self._kept:
            self._kept = draft
            self._background.write(self, partial(self._desk.keep_draft, draft, actor=self._actor))

    def _draw(self) -> None:
        text, width = self.editor.toPlainText(), WIDTHS_MM[self.widths.currentIndex()]
        self._background.read(self, partial(_draw, self._desk, text, width), self._on_drawn)

    def _on_drawn(self, drawn: _Drawn) -> None:
        if (
            drawn.text == self.editor.toPlainText()
            and drawn.width_mm == WIDTHS_MM[self.widths.currentIndex()]
        ):
            self.trouble.hide()
            self.preview.show_pdf(drawn.pdf)

    def _on_piece(self, piece: str) -> None:
        if self._may_save():
            self.editor.insertPlainText(piece)
            self.editor.setFocus()

    def _on_as_saved(self) -> None:
        self._show_text(self._saved.text if self._saved else "")
        self.editor.setFocus()

    def _on_usual(self) -> None:
        self._show_text(self._saved.usual if self._saved else "")
        self.editor.setFocus()

    def _on_saved(self, outcome: Outcome[None]) -> None:
        self.trouble.hide()
        self._kept = ""
        self.said.emit(self.tr("Saved. The next slip is printed so, at every terminal."), False)
        self.refresh()


def _save(desk: SlipDesk, text: str, actor: Actor) -> Outcome[None]:
    if text == desk.layout().usual:
        return desk.reset_layout(actor=actor)
    return desk.save_layout(text, actor=actor)


def _draw(desk: SlipDesk, text: str, width_mm: int) -> _Drawn:
    return _Drawn(text, width_mm, desk.preview(text, width_mm))


def _translated(text: object) -> str:
    return QCoreApplication.translate("LayoutPane", str(text))
