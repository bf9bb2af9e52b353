"""Registration: the list by state and time limit, the case, the figures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.kernel.changes import Outcome
from app.registration.queries import RegistrationRow
from app.registration.states import IN_FORCE, OVER, RUNNING, RegistrationState
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.empty_state import EmptyState
from ui.parts.page import KeyAction, Page
from ui.parts.row_table import Column, RowTable
from ui.registration import phrases
from ui.registration.case_view import CHECK, CaseView
from ui.registration.doors import RegistrationDoors
from ui.registration.figures_view import FiguresView

_S = RegistrationState
OF_CONTRACT = "contract:"
_GROUPS = ((_S.SUBMITTED, _S.SUPPLEMENT, *RUNNING), (_S.SUPPLEMENT,), IN_FORCE, OVER)


class RegistrationPage(Page):
    """For the registrar: what is due first, one case at a time, by keys."""

    tables = ("registration", "registration_event", "contract", "calendar_day", "hall_rule")

    def __init__(
        self, doors: RegistrationDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(background, parent)
        self._doors, self._actor = doors, actor
        self._is_first = True
        self._build()
        self._connect()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Registration")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the view in sight."""
        shown = self._views.currentWidget()
        if shown is self.case:
            return (
                KeyAction("Ctrl+Tab", self.tr("Next tab"), self.case.next_tab),
                KeyAction("Ctrl+S", self.tr("Save"), self.case.save),
                KeyAction("F10", self.tr("Next step"), self.case.go_on),
            )
        if shown is self.figures:
            return (
                KeyAction("Ctrl+E", self.tr("List for the national system"), self.figures.choose_export),
                KeyAction("Ctrl+O", self.tr("Take numbers in"), self.figures.choose_list),
            )
        return (
            KeyAction("Ctrl+Tab", self.tr("Next group"), self.next_group),
            KeyAction("F9", self.tr("Figures and lists"), self.show_figures),
        )

    def refresh(self) -> None:
        """Read the list, the case and the figures again."""
        group = self.groups.currentIndex()
        states = _GROUPS[group] if group < len(_GROUPS) else ()
        self.background.read(self, partial(self._doors.view.rows, states), self._on_rows)
        if self._views.currentWidget() is self.case:
            self.case.refresh()
        elif self._views.currentWidget() is self.figures:
            self.figures.refresh()

    def take_focus(self) -> None:
        """Begin where the view begins."""
        shown = self._views.currentWidget()
        if shown is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(shown, CaseView | FiguresView):
            shown.take_focus()

    def open_record(self, key: str) -> None:
        """Show a case another page sent the person to; ``contract:key`` hands a contract in first."""
        contract = key.removeprefix(OF_CONTRACT)
        if contract != key:
            self.open_for_contract(contract)
            return
        self.case.open_case(key, CHECK)
        self._show_view(self.case)

    def open_for_contract(self, contract_id: str) -> None:
        """Open the registration of a contract, or begin it, prefilled."""
        job = partial(_opened, self._doors, contract_id, self._actor)
        self.background.write(self, job, self._on_opened)

    def search(self, text: str) -> None:
        """Show the cases that fit a text."""
        self._show_view(self.table)
        self.background.read(self, partial(self._doors.view.find, text), self._on_rows)

    def show_figures(self) -> None:
        """Show figures and lists."""
        self.figures.refresh()
        self._show_view(self.figures)

    def next_group(self) -> None:
        """Go to the next group of states."""
        self.groups.setCurrentIndex((self.groups.currentIndex() + 1) % self.groups.count())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._views.currentWidget() is not self.table:
            self._show_view(self.table)
            self.refresh()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.more = Button(self.tr("Figures and lists") + "   F9", "plain", "list", parent=self)
        self.back = Button(self.tr("Back to the list") + "   Esc", "quiet", "chevron-left", parent=self)
        self.head.addWidget(self.more)
        self.head.addWidget(self.back)
        self.groups = QTabBar(self)
        self.groups.setExpanding(False)
        self.groups.setDrawBase(False)
        for title in (
            self.tr("Under way"),
            self.tr("To be completed"),
            self.tr("Registered"),
            self.tr("Over"),
            self.tr("All"),
        ):
            self.groups.addTab(title)
        self.table: RowTable[RegistrationRow] = RowTable(self._columns(), _key, self._nothing(), parent=self)
        self.case = CaseView(self._doors, self.background, self._actor, self)
        self.figures = FiguresView(self._doors, self.background, self._actor, self)
        self._views = QStackedWidget(self)
        for view in (self.table, self.case, self.figures):
            self._views.addWidget(view)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.groups)
        column.addWidget(self._views, 1)
        self.body.addLayout(column, 1)
        self.back.hide()
        self._ask_room_for(self.table)

    def _columns(self) -> tuple[Column[RegistrationRow], ...]:
        return (
            Column(self.tr("Due"), phrases.due_words, 132, tone=phrases.due_tone, wraps=True),
            Column(self.tr("State"), _state, 112, wraps=True),
            Column(self.tr("Acceptance"), _number, 152, strong=True),
            Column(self.tr("Project"), _title, wraps=True, least=144),
            Column(self.tr("Applicant"), _applicant, 106, wraps=True, spare=1),
            Column(self.tr("Technical amount"), _amount, 132, right=True),
        )

    def _nothing(self) -> EmptyState:
        return EmptyState(
            "stamp",
            self.tr("No case in this group"),
            self.tr("A signed contract is handed in from its own page: F8, choose it, Ctrl+R."),
            self,
        )

    def _connect(self) -> None:
        self.groups.currentChanged.connect(self._on_group)
        self.table.chosen.connect(self._on_chosen)
        self.more.clicked.connect(self.show_figures)
        self.back.clicked.connect(self._on_back)
        self.case.shown.connect(self.keys_changed)
        for view in (self.case, self.figures):
            view.said.connect(self._on_said)
            view.refused.connect(self.show_trouble)

    def _show_view(self, view: QWidget) -> None:
        self.clear_trouble()
        self._views.setCurrentWidget(view)
        self._ask_room_for(view)
        is_list = view is self.table
        self.groups.setVisible(is_list)
        self.more.setVisible(is_list)
        self.back.setVisible(not is_list)
        self.take_focus()
        self.keys_changed.emit()

    def _ask_room_for(self, shown: QWidget) -> None:
        """Let the views out of sight ask for no room: the page scrolls for what is seen alone."""
        for view in (self.table, self.case, self.figures):
            policy = QSizePolicy.Policy.Preferred if view is shown else QSizePolicy.Policy.Ignored
            view.setSizePolicy(policy, policy)

    def _on_rows(self, rows: tuple[RegistrationRow, ...]) -> None:
        self.table.show_rows(rows)
        late = sum(row.light in phrases.TONES for row in rows)
        self.set_subtitle(self.tr("{0} cases, {1} due or late").format(len(rows), late))
        if rows and self.table.current() is None:
            self.table.select_first()
        if rows and self._is_first and self._views.currentWidget() is self.table:
            self.take_focus()
        self._is_first = self._is_first and not rows

    def _on_group(self, group: int) -> None:
        self.refresh()

    def _on_chosen(self, row: RegistrationRow) -> None:
        self.open_record(row.id)

    def _on_opened(self, key: str) -> None:
        self.open_record(key)

    def _on_back(self) -> None:
        self._show_view(self.table)
        self.refresh()

    def _on_said(self, sentence: str, can_undo: bool) -> None:
        self.clear_trouble()
        self.said.emit(sentence, can_undo)


def _opened(doors: RegistrationDoors, contract_id: str, actor: Actor) -> str:
    row = doors.view.of_contract(contract_id)
    if row is not None and row.state not in OVER:
        return row.id
    outcome: Outcome[str] = doors.intake.open(contract_id, actor=actor)
    return outcome.value


def _state(row: RegistrationRow) -> str:
    return wording.label(row.state)


def _number(row: RegistrationRow) -> str:
    return row.acceptance_number


def _title(row: RegistrationRow) -> str:
    return row.title


def _applicant(row: RegistrationRow) -> str:
    return row.applicant


def _amount(row: RegistrationRow) -> str:
    return phrases.yuan(row.technical_fen)


def _key(row: RegistrationRow) -> str:
    return row.id
