"""The library of clauses: searched, put into a draft by Enter; who arranges the hall changes it here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.contracts.clauses import ClausePlan, ClauseRow
from app.contracts.content import ClauseContent
from app.documents.templates import ContractTemplate
from app.kernel.changes import Outcome
from app.security.actors import Actor, Permission
from ui import wording
from ui.contracts.clause_form import ClauseForm
from ui.contracts.desk import ContractDesk
from ui.contracts.reason_box import ReasonBox
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.button import Button
from ui.parts.empty_state import EmptyState
from ui.parts.forms import LineField, buttons_row
from ui.parts.page import KeyAction
from ui.parts.row_table import Column, RowTable
from ui.parts.squeezed import Squeezed

_TYPING_MS = 120
_END = "end"


class LibraryView(Squeezed):
    """Shows the clauses a template is offered, or all.

    Signals:
        left: Back to where the person came from.
        taken: A clause goes into the draft. Carries a ClauseContent.
    """

    left = Signal()
    taken = Signal(object)

    def __init__(
        self, desk: ContractDesk, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._background, self._actor = desk, background, actor
        self._template: ContractTemplate | None = None
        self._may_change = actor.may(Permission.ARRANGE_HALL)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the view."""
        if self.form.is_open():
            return (KeyAction("Ctrl+S", self.tr("Save the clause"), self.form.submit, 0),)
        found: tuple[KeyAction, ...] = (KeyAction("F3", self.tr("Search"), self.focus_search),)
        if self._may_change:
            found += (
                KeyAction("F4", self.tr("New clause"), self.begin_new),
                KeyAction("F5", self.tr("Change it"), self.begin_change),
                KeyAction("F9", self.tr("End it"), self.ask_end),
            )
        return found

    def open_for(self, template: ContractTemplate | None) -> None:
        """Show the clauses for a draft's template, or the whole library."""
        self._template = template
        self.banner.hide()
        self.reason.hide()
        self.form.close_form()
        self.search.clear()
        self.take.setVisible(template is not None)
        self._refresh()
        self.focus_search()

    def focus_search(self) -> None:
        """Put the focus into the search line."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_new(self) -> None:
        """Begin a clause of the hall's own."""
        if self._may_change:
            self.form.begin(None)

    def begin_change(self) -> None:
        """Begin the next edition of the chosen clause."""
        row = self.table.current()
        if self._may_change and row is not None:
            self.form.begin(row)

    def ask_end(self) -> None:
        """Ask why the chosen clause shall not be used any more."""
        row = self.table.current()
        if self._may_change and row is not None:
            question = self.tr("Why is \u201c{0}\u201d not used any more? Contracts keep the text they took.")
            self.reason.ask(_END, question.format(row.title), self.tr("End it"))

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be; what was typed stays."""
        if not self.form.show_refusal(error):
            self.banner.say(wording.sentence(error))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search line, Down goes into the list and Enter takes its first line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_take()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back one step."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.form.is_open():
            self.form.leave()
        else:
            self.left.emit()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.search = LineField(left, placeholder=self.tr("Words of the clause, its heading or its law"))
        self.search.setAccessibleName(self.tr("Search"))
        empty = EmptyState("search", self.tr("No such clause"), self.tr("Fewer words find more."))
        self.table: RowTable[ClauseRow] = RowTable(self._columns(), _code, empty, numbered=True, parent=left)
        self.banner = Banner(left)
        self.reason = ReasonBox(left)
        self.new = Button(self.tr("New clause"), icon="plus", parent=left)
        self.back = Button(self.tr("Back"), parent=left)
        self.take = Button(self.tr("Put into the draft"), "primary", "check", parent=left)
        self.new.setVisible(self._may_change)
        column.addWidget(self.search)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)
        column.addWidget(buttons_row(self.new, self.back, self.take, parent=left))
        self.form = ClauseForm(self._may_change, self)
        row.addWidget(left, 3)
        row.addWidget(self.form, 4)

    def _columns(self) -> tuple[Column[ClauseRow], ...]:
        return (
            Column(self.tr("Clause"), _title, strong=True, least=150),
            Column(self.tr("Section"), self._section, 160, spare=1),
            Column(self.tr("Edition"), self._edition, 96, spare=2),
        )

    def _connect(self) -> None:
        self._typing.timeout.connect(self._refresh)
        self.search.textEdited.connect(self._on_search)
        self.search.installEventFilter(self)
        self.table.selected.connect(self._on_selected)
        self.table.chosen.connect(self._on_chosen)
        self.take.clicked.connect(self._on_take)
        self.new.clicked.connect(self.begin_new)
        self.back.clicked.connect(self.left)
        self.reason.given.connect(self._on_reason)
        self.form.change_requested.connect(self.begin_change)
        self.form.end_requested.connect(self.ask_end)
        self.form.planned.connect(self._on_planned)
        self.form.closed.connect(self._on_closed)

    def _refresh(self) -> None:
        text = self.search.text().strip()
        job = partial(_found, self._desk, self._template, text)
        self._background.read(self, job, self._on_rows)

    def _on_search(self) -> None:
        self._typing.start()

    def _on_rows(self, found: tuple[str, tuple[ClauseRow, ...]]) -> None:
        text, rows = found
        if text != self.search.text().strip():
            return
        self.table.show_rows(rows)
        if self.table.current() is None:
            self.table.select_first()
        self._on_selected(self.table.current())

    def _on_selected(self, row: ClauseRow | None) -> None:
        if not self.form.is_open():
            self.form.show_row(row)

    def _on_chosen(self, row: ClauseRow) -> None:
        self._on_take()

    def _on_take(self) -> None:
        row = self.table.current()
        if row is not None and self._template is not None:
            content: ClauseContent = row.content(self._template)
            self.taken.emit(content)

    def _on_planned(self, code: str, plan: ClausePlan) -> None:
        library = self._desk.texts.clauses
        if code:
            job = partial(library.change, code, plan, actor=self._actor)
        else:
            job = partial(library.add, plan, actor=self._actor)
        self._background.write(self, job, self._on_kept)

    def _on_kept(self, outcome: Outcome[ClauseRow]) -> None:
        self.form.close_form()
        told = self.tr("\u201c{0}\u201d is in the library, edition {1}.")
        self.banner.say(told.format(outcome.value.title, outcome.value.edition), Tint.GOOD)
        self._refresh()

    def _on_closed(self) -> None:
        self._on_selected(self.table.current())
        self.focus_search()

    def _on_reason(self, word: str, reason: str) -> None:
        row = self.table.current()
        if row is not None:
            job = partial(self._desk.texts.clauses.end, row.code, reason, actor=self._actor)
            self._background.write(self, job, self._on_ended)

    def _on_ended(self, outcome: Outcome[None]) -> None:
        self.banner.say(self.tr("The clause is not offered any more."), Tint.GOOD)
        self._refresh()

    def _section(self, row: ClauseRow) -> str:
        return self.form.section_name(row.section)

    def _edition(self, row: ClauseRow) -> str:
        return self.tr("ours, {0}").format(row.edition) if row.is_own else self.tr("shipped")


def _found(
    desk: ContractDesk, template: ContractTemplate | None, text: str
) -> tuple[str, tuple[ClauseRow, ...]]:
    return text, desk.texts.clauses.clauses(template, None, text)


def _code(row: ClauseRow) -> str:
    return row.code


def _title(row: ClauseRow) -> str:
    return row.title
