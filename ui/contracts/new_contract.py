"""Which kind of contract: the law's classes, then the subtypes of one; or a word of its name is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.documents.templates import ContractTemplate
from ui import theme
from ui.contracts import draft_words, phrases
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import LINES, Choice, ChoiceList
from ui.parts.elided import Elided
from ui.parts.empty_state import EmptyState
from ui.parts.forms import LineField, buttons_row
from ui.parts.page import KeyAction
from ui.parts.squeezed import Squeezed

_WIDTH = 680
_LEAST_LINES = 3
_NEVER_ALONE = "supp"
"""A supplement is begun from the sealed contract it belongs to."""


class NewContract(Squeezed):
    """Chooses a template.

    Signals:
        chosen: Carries the template's code.
        import_requested: A text that exists already is to be taken over.
        left: No contract is to be made.
    """

    chosen = Signal(str)
    import_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._templates: tuple[ContractTemplate, ...] = ()
        self._kind = ""
        card = Card(self.tr("Which contract?"), self)
        card.setMinimumWidth(_WIDTH)
        card.setMaximumWidth(theme.px(_WIDTH))
        self._start = Elided("", "muted", card)
        self.needle = LineField(card, placeholder=self.tr("Type part of its name, or press a digit"))
        self.needle.setAccessibleName(self.tr("Find a template"))
        self.choices = ChoiceList(card)
        self.choices.setAccessibleName(self.tr("Templates"))
        self.choices.setMinimumHeight(theme.px(44) * _LEAST_LINES + 12)
        self.choices.setMaximumHeight(theme.px(44) * LINES + 12)
        self.take_over = Button(self.tr("Take over a text (docx)"), icon="download", parent=card)
        self.back = Button(self.tr("Back to the list"), parent=card)
        card.body.addWidget(self._start)
        card.body.addWidget(self.needle)
        nothing = self.tr("No such template")
        self._nothing = EmptyState(
            "search", nothing, self.tr("Fewer letters find more; Esc shows all."), card
        )
        self._found = QStackedWidget(card)
        self._found.addWidget(self.choices)
        self._found.addWidget(self._nothing)
        card.body.addWidget(self._found, 1)
        card.body.addWidget(buttons_row(self.back, self.take_over, parent=card))
        column = QVBoxLayout(self)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        column.addLayout(line, 1)
        self._connect()

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the view."""
        return (KeyAction("F4", self.tr("Take over a text (docx)"), self.request_import),)

    def request_import(self) -> None:
        """Ask for a text that exists already."""
        self.import_requested.emit()

    def ask(self, start: str, templates: Sequence[ContractTemplate]) -> None:
        """Say what the contract starts from, and wait for a digit or a word."""
        self._start.set_words(start)
        self._start.setVisible(bool(start))
        self._templates = tuple(t for t in templates if t.kind != _NEVER_ALONE)
        self._kind = ""
        self.needle.clear()
        self._show()
        self.choices.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Words typed over the list go into the search line; from there the list is led by its keys."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.choices:
            return self._begins_search(event)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.choices.step(steps[Qt.Key(event.key())])
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.choices.choose_current()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back one step."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._kind or self.needle.text():
            self._kind = ""
            self.needle.clear()
            self._show()
            self.choices.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _connect(self) -> None:
        self.choices.chosen.connect(self._on_choice)
        self.needle.textEdited.connect(self._show)
        self.take_over.clicked.connect(self.request_import)
        self.back.clicked.connect(self.left)
        self.choices.installEventFilter(self)
        self.needle.installEventFilter(self)

    def _begins_search(self, event: QKeyEvent) -> bool:
        text = event.text()
        if not text or not text.isprintable() or text.isdigit() or text.isspace() or event.modifiers():
            return False
        self.needle.setFocus(Qt.FocusReason.OtherFocusReason)
        self.needle.insert(text)
        self._show()
        return True

    def _show(self) -> None:
        needle = self.needle.text().strip().casefold()
        if needle:
            shown = [_choice(t) for t in self._templates if needle in _told(t)]
        elif self._kind:
            shown = [_choice(t) for t in self._templates if t.kind == self._kind]
        else:
            shown = self._classes()
        self.choices.show_choices(shown)
        self._found.setCurrentWidget(self.choices if shown else self._nothing)

    def _classes(self) -> list[Choice]:
        made = []
        for kind in dict.fromkeys(t.kind for t in self._templates):
            among = [t for t in self._templates if t.kind == kind]
            if len(among) == 1:
                made.append(_choice(among[0]))
            else:
                count = self.tr("{0} kinds").format(len(among))
                made.append(Choice(kind, draft_words.template_kind(kind), "", count, "list"))
        return made

    def _on_choice(self, key: str) -> None:
        if any(t.code == key for t in self._templates):
            self.chosen.emit(key)
            return
        self._kind = key
        self._show()


def _choice(template: ContractTemplate) -> Choice:
    name = phrases.local_name(template.title, template.title_en)
    return Choice(template.code, name, "", template.code.upper(), "file-text")


def _told(template: ContractTemplate) -> str:
    return f"{template.title} {template.title_en} {template.code}".casefold()
