"""Templates and their editions: changed as text, each mistake at its line, and put to use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.contracts.content import ContractContent
from app.contracts.editions import EditionRow
from app.contracts.text_of_contract import text_of_contract
from app.documents.template_text import TemplateRefused
from app.documents.templates import ContractTemplate
from app.kernel.changes import Outcome
from app.security.actors import Actor, Permission
from ui import theme, wording
from ui.contracts import draft_words, phrases
from ui.contracts.desk import ContractDesk
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.forms import LineField, TextField, buttons_row
from ui.parts.page import KeyAction
from ui.parts.row_table import Column, RowTable
from ui.parts.squeezed import Squeezed
from ui.parts.words import set_tone, words

_WIDTH, _LEAST_LEFT = 400, 300
_TYPING_MS = 500
_TABLE_LINES, _LEAST_LINES = 4, 2
_LEAST_TEXT = 120
_NO_LIMIT = 16_777_215
"""As high as the window allows."""


@dataclass(frozen=True)
class Checked:
    """Whether a text is a template; ``refused`` says at which line it is none, ``reading`` how it reads."""

    text: str
    reading: str
    refused: TemplateRefused | None


class ShelfView(Squeezed):
    """Lists templates and editions; whoever arranges the hall changes them.

    Signals:
        left: Back to the list of contracts.
    """

    left = Signal()

    def __init__(
        self, desk: ContractDesk, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._background, self._actor = desk, background, actor
        self._may_change = actor.may(Permission.ARRANGE_HALL)
        self._given = self._wanted = ""
        self._was_warned = False
        self._fault_line = 0
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the view."""
        found: tuple[KeyAction, ...] = (KeyAction("F3", self.tr("To the mistake"), self.go_to_fault),)
        if self._may_change:
            found += (
                KeyAction("Ctrl+S", self.tr("Save as the next edition"), self.save, 0),
                KeyAction("F4", self.tr("New drafts begin with it"), self.make_current),
            )
        return found

    def begin(self) -> None:
        """Show the templates."""
        self.banner.hide()
        self._background.read(self, self._desk.texts.shelf.templates, self._on_templates)
        self.templates.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_fault(self) -> None:
        """Put the cursor into the line that is wrong."""
        block = self.text.document().findBlockByNumber(max(self._fault_line - 1, 0))
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Keep the text as the hall's next edition."""
        template = self.templates.current()
        if not self._may_change or template is None or not self.is_changed():
            return
        note = self.note.text().strip()
        text = self.text.toPlainText()
        job = partial(self._desk.texts.shelf.save, template.code, text, note, actor=self._actor)
        self._background.write(self, job, self._on_saved)

    def make_current(self) -> None:
        """Let new drafts begin with the chosen edition."""
        row = self.editions.current()
        if self._may_change and row is not None:
            job = partial(self._desk.texts.shelf.make_current, row.code, row.edition, actor=self._actor)
            self._background.write(self, job, self._on_current)

    def is_changed(self) -> bool:
        """Tell whether the text is another than the edition's."""
        return self.text.toPlainText() != self._given

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be; what was typed stays."""
        if isinstance(error, TemplateRefused):
            self._show_check(error)
            self.go_to_fault()
        else:
            self.banner.say(wording.sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back; warns once where something was typed."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.is_changed() and not self._was_warned:
            self._was_warned = True
            self.banner.say(self.tr("What you typed is not saved yet. Esc again drops it."), Tint.WAITING)
        else:
            self.left.emit()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        left = Card(self.tr("Templates"), self)
        left.setMinimumWidth(theme.px(_LEAST_LEFT))
        left.setMaximumWidth(theme.px(_WIDTH))
        empty = EmptyState("file-text", self.tr("No template"))
        columns = (Column(self.tr("Template"), _title, strong=True), Column(self.tr("Edition"), _version, 74))
        self.templates: RowTable[ContractTemplate] = RowTable(columns, _code, empty, parent=left)
        none = EmptyState("list", self.tr("No edition"))
        self.editions: RowTable[EditionRow] = RowTable(self._columns(), _edition, none, parent=left)
        self.editions.setMinimumHeight(theme.px(40) * _LEAST_LINES)
        self.editions.setMaximumHeight(theme.px(40) * _TABLE_LINES)
        self.current = Button(self.tr("Use for new drafts"), icon="check", parent=left)
        self.back = Button(self.tr("Back"), parent=left)
        self.current.setVisible(self._may_change)
        left.body.addWidget(self.templates, 3)
        left.body.addWidget(words(self.tr("Editions"), "label", left))
        left.body.addWidget(self.editions, 2)
        left.body.addWidget(buttons_row(self.back, self.current, parent=left))
        row.addWidget(left, 2)
        row.addWidget(self._build_text(), 5)

    def _build_text(self) -> QWidget:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.banner = Banner(right)
        self.text = TextField(right)
        self.text.setMaximumHeight(_NO_LIMIT)
        self.text.setMinimumHeight(theme.px(_LEAST_TEXT))
        self.text.setReadOnly(not self._may_change)
        self.text.setAccessibleName(self.tr("Text of the edition"))
        self.verdict = words("", "small", right, wrap=True)
        self.note = LineField(right, placeholder=self.tr("What is other in this edition"))
        self.note.setAccessibleName(self.tr("Note"))
        self.keep = Button(self.tr("Save as the next edition"), "primary", "check", parent=right)
        for part in (self.note, self.keep):
            part.setVisible(self._may_change)
        self.reading = TextField(right)
        self.reading.setMaximumHeight(_NO_LIMIT)
        self.reading.setMinimumHeight(theme.px(_LEAST_TEXT))
        self.reading.setReadOnly(True)
        self.reading.setAccessibleName(self.tr("How it reads"))
        split = QSplitter(Qt.Orientation.Horizontal, right)
        split.setChildrenCollapsible(False)
        split.addWidget(self.text)
        split.addWidget(self.reading)
        column.addWidget(self.banner)
        column.addWidget(split, 1)
        column.addWidget(self.verdict)
        column.addWidget(self.note)
        column.addWidget(buttons_row(self.keep, parent=right))
        return right

    def _columns(self) -> tuple[Column[EditionRow], ...]:
        return (
            Column(self.tr("Edition"), _edition, 70),
            Column(self.tr("Note"), self._noted, wraps=True),
            Column("", self._in_use, 70, tone=_use_tone),
        )

    def _connect(self) -> None:
        self._typing.timeout.connect(self._check)
        self.templates.selected.connect(self._on_template)
        self.editions.selected.connect(self._on_edition)
        self.text.textChanged.connect(self._on_typed)
        self.keep.clicked.connect(self.save)
        self.current.clicked.connect(self.make_current)
        self.back.clicked.connect(self.left)

    def _on_templates(self, found: tuple[ContractTemplate, ...]) -> None:
        self.templates.show_rows(found)
        if self.templates.current() is None:
            self.templates.select_first()
        else:
            self._on_template(self.templates.current())

    def _on_template(self, template: ContractTemplate | None) -> None:
        if template is not None:
            job = partial(self._desk.texts.shelf.editions, template.code)
            self._background.read(self, job, self._on_editions)

    def _on_editions(self, rows: tuple[EditionRow, ...]) -> None:
        template = self.templates.current()
        if template is None or rows[0].code != template.code:
            return
        self.editions.show_rows(rows)
        in_use = next(row.edition for row in rows if row.is_current)
        wanted, self._wanted = self._wanted, ""
        if wanted or self.editions.current() is None:
            self.editions.select_key(wanted or in_use)
        self._on_edition(self.editions.current())

    def _on_edition(self, row: EditionRow | None) -> None:
        if row is not None and not self.is_changed():
            self._background.read(self, partial(_text, self._desk, row), self._on_text)

    def _on_text(self, found: tuple[EditionRow, str]) -> None:
        row, text = found
        if self.editions.current() == row and not self.is_changed():
            self._given, self._was_warned = text, False
            self.text.setPlainText(text)

    def _on_typed(self) -> None:
        self._typing.start()

    def _check(self) -> None:
        template = self.templates.current()
        if template is not None:
            job = partial(_checked, self._desk, template.code, self.text.toPlainText())
            self._background.read(self, job, self._on_checked)

    def _on_checked(self, checked: Checked) -> None:
        if checked.text == self.text.toPlainText():
            self._show_check(checked.refused)
            if checked.refused is None:
                self.reading.setPlainText(checked.reading)

    def _show_check(self, refused: TemplateRefused | None) -> None:
        self._fault_line = refused.line if refused is not None else 0
        if refused is None:
            told, tone = self.tr("The text can be used as it stands."), "good"
        else:
            line = self.tr("Line {0}: ").format(refused.line) if refused.line else ""
            told, tone = line + draft_words.template_problem(refused), "trouble"
        self.verdict.setText(told)
        set_tone(self.verdict, tone)

    def _on_saved(self, outcome: Outcome[str]) -> None:
        self._given = self.text.toPlainText()
        self.note.clear()
        told = self.tr("Kept as edition {0}. Drafts begin with it once F4 says so.")
        self.banner.say(told.format(outcome.value), Tint.GOOD)
        self._wanted = outcome.value
        self._on_template(self.templates.current())

    def _on_current(self, outcome: Outcome[None]) -> None:
        self.banner.say(self.tr("New drafts begin with this edition; older ones keep theirs."), Tint.GOOD)
        self._background.read(self, self._desk.texts.shelf.templates, self._on_templates)

    def _noted(self, row: EditionRow) -> str:
        at = phrases.moment(row.made_at, self._desk.zone) if row.made_at else self.tr("shipped")
        return " \u00b7 ".join(part for part in (at, row.note) if part)

    def _in_use(self, row: EditionRow) -> str:
        return self.tr("in use") if row.is_current else ""


def _text(desk: ContractDesk, row: EditionRow) -> tuple[EditionRow, str]:
    return row, desk.texts.shelf.text(row.code, row.edition)


def _checked(desk: ContractDesk, code: str, text: str) -> Checked:
    try:
        template = desk.texts.shelf.check(code, text)
    except TemplateRefused as refused:
        return Checked(text, "", refused)
    nothing_typed = ContractContent(title="", parties=())
    lines = text_of_contract(template, nothing_typed).lines
    return Checked(text, "\n\n".join(f"{line.number} {line.text}".strip() for line in lines), None)


def _title(template: ContractTemplate) -> str:
    return phrases.local_name(template.title, template.title_en)


def _version(template: ContractTemplate) -> str:
    return template.version


def _code(template: ContractTemplate) -> str:
    return template.code


def _edition(row: EditionRow) -> str:
    return row.edition


def _use_tone(row: EditionRow) -> str:
    return "good" if row.is_current else ""
