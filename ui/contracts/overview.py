"""The contracts by stage, and the chosen one beside them."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.contracts.queries import ContractCard, ContractRow
from app.contracts.states import ContractState
from app.kernel.money import figures
from ui import theme, wording
from ui.contracts import phrases
from ui.contracts.contract_panel import WIDTH, ContractPanel
from ui.contracts.desk import ContractDesk
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.empty_state import EmptyState
from ui.parts.row_table import Column, RowTable
from ui.parts.squeezed import Squeezed


class Overview(Squeezed):
    """Lists contracts.

    Signals:
        new_requested: A new contract is wanted.
        check_requested: A file shall be checked.
    """

    new_requested = Signal()
    check_requested = Signal()

    def __init__(self, desk: ContractDesk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._rows: tuple[ContractRow, ...] = ()
        self._needle = self._wanted = ""
        self._build()
        self.new.clicked.connect(self.new_requested)
        self.check.clicked.connect(self.check_requested)
        self.stages.currentChanged.connect(self._on_stage)
        self.table.selected.connect(self._on_selected)
        self.table.chosen.connect(self._on_chosen)

    def refresh(self) -> None:
        """Read the list again, and the chosen contract."""
        self._background.read(self, self._desk.view.contracts, self._on_rows)

    def show_contract(self, key: str) -> None:
        """Select a contract, whatever its stage."""
        self._wanted = key
        self._needle = ""
        self.stages.setCurrentIndex(0)
        self.refresh()

    def filter_by(self, text: str) -> None:
        """Show what fits a text: number, title or a party's name."""
        self._needle = text.strip().casefold()
        self.stages.setCurrentIndex(0)
        self._show_rows()

    def take_focus(self) -> None:
        """Put the focus into the list."""
        self.table.setFocus()

    def _build(self) -> None:
        self.tools = QWidget(self)
        line = QHBoxLayout(self.tools)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.check = Button(self.tr("Check a file"), icon="stamp", parent=self.tools)
        self.new = Button(self.tr("New contract"), "plain", "plus", parent=self.tools)
        line.addWidget(self.check)
        line.addWidget(self.new)
        self.stages = QTabBar(self)
        self.stages.setExpanding(False)
        self.stages.setDrawBase(False)
        self.stages.setUsesScrollButtons(True)
        self.stages.addTab(self.tr("All"))
        for state in ContractState:
            self.stages.setTabData(self.stages.addTab(wording.label(state)), state)
        self.table: RowTable[ContractRow] = RowTable(self._columns(), _key, self._empty_list(), parent=self)
        self.panel = ContractPanel(self._desk.zone, self)
        advice = self.tr("Choose a contract to see how it stands and what comes next.")
        self._nothing = EmptyState("file-text", self.tr("No contract chosen"), advice, self)
        self._side = QStackedWidget(self)
        self._side.setFixedWidth(theme.px(WIDTH) + 80)
        self._side.addWidget(self._nothing)
        self._side.addWidget(self.panel)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.table, 1)
        row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.stages)
        column.addLayout(row, 1)

    def _columns(self) -> tuple[Column[ContractRow], ...]:
        return (
            Column(self.tr("Number"), _number, 148),
            Column(self.tr("Project"), _title, strong=True),
            Column(self.tr("Parties"), _parties, spare=1),
            Column(self.tr("Total in yuan"), _total, 140, right=True, spare=2),
            Column(self.tr("Stage"), self._stage, 126, tone=_tone, wraps=True),
            Column(self.tr("Since"), self._age, 84, right=True, spare=3),
        )

    def _empty_list(self) -> EmptyState:
        return EmptyState(
            "file-signature",
            self.tr("No contract at this stage"),
            self.tr("Ctrl+N drafts one; F8 at the window drafts one for the visitor there."),
        )

    def _stage(self, row: ContractRow) -> str:
        told = wording.label(row.state)
        return self.tr("{0}, time stamp owed").format(told) if row.stamp_owed else told

    def _age(self, row: ContractRow) -> str:
        return phrases.age(row.state_at, self._desk.clock.now())

    def _on_rows(self, rows: tuple[ContractRow, ...]) -> None:
        is_first, self._rows = not self._rows, rows
        counts = Counter(row.state for row in rows)
        for place, state in enumerate(ContractState, start=1):
            text = wording.label(state)
            self.stages.setTabText(place, f"{text}  {counts[state]}" if counts[state] else text)
        self._show_rows()
        if is_first and rows and self.isVisible():
            self.take_focus()

    def _show_rows(self) -> None:
        state = self.stages.tabData(self.stages.currentIndex())
        self.table.show_rows([r for r in self._rows if _fits(r, state, self._needle)])
        if self._wanted and self.table.select_key(self._wanted):
            self._wanted = ""
        chosen = self.table.current()
        if chosen is None:
            self.table.select_first()
            chosen = self.table.current()
        self._on_selected(chosen)

    def _on_stage(self) -> None:
        self._show_rows()

    def _on_selected(self, row: ContractRow | None) -> None:
        if row is None:
            self._side.setCurrentWidget(self._nothing)
        else:
            self._background.read(self, partial(self._desk.view.contract, row.id), self._on_card)

    def _on_card(self, card: ContractCard) -> None:
        chosen = self.table.current()
        if chosen is not None and chosen.id == card.id:
            self.panel.show_card(card)
            self._side.setCurrentWidget(self.panel)

    def _on_chosen(self, row: ContractRow) -> None:
        shown = self.panel.card()
        if shown is not None and shown.id == row.id:
            self.panel.take_first_step()


def _fits(row: ContractRow, state: ContractState | None, needle: str) -> bool:
    if state is not None and row.state != state:
        return False
    return not needle or any(needle in text.casefold() for text in (row.number, row.title, *row.parties))


def _key(row: ContractRow) -> str:
    return row.id


def _number(row: ContractRow) -> str:
    return row.number


def _title(row: ContractRow) -> str:
    return row.title or "\u2014"


def _parties(row: ContractRow) -> str:
    return " \u00b7 ".join(name for name in row.parties if name)


def _total(row: ContractRow) -> str:
    return figures(row.total_fen) if row.total_fen else "\u2014"


def _tone(row: ContractRow) -> str:
    if row.stamp_owed:
        return "waiting"
    return phrases.STATE_COLOURS.get(row.state, "")
