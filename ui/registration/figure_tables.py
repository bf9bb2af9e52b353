"""The two tables of the figures: contracts by a dimension, and the work of the desk by month."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.registration.counting import WAN_FEN, YI_FEN, Figures, Line, Sums, growth, in_unit, percent
from app.registration.workload import Workload, WorkloadLine
from ui.parts.empty_state import EmptyState
from ui.parts.names import local_name
from ui.parts.row_table import Column, RowTable

Shown = Figures | Workload


class FigureTables(QStackedWidget):
    """Shows one of the two tables."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = Sums()
        self._table: Shown | None = None
        self.figures: RowTable[Line] = RowTable(self._columns(), _key, self._nothing(), parent=self)
        self.work: RowTable[WorkloadLine] = RowTable(self._work_columns(), _key, self._no_work(), parent=self)
        for table in (self.figures, self.work):
            self.addWidget(table)

    def table(self) -> Shown | None:
        """Give what is in sight."""
        return self._table

    def show_table(self, table: Shown) -> None:
        """Show a table."""
        self._table = table
        if isinstance(table, Workload):
            self.work.show_rows(table.lines)
            self.setCurrentWidget(self.work)
        else:
            self._whole = table.total.now
            self.figures.show_rows(table.lines)
            self.setCurrentWidget(self.figures)

    def total_words(self) -> str:
        """Tell the last line of what is in sight."""
        if isinstance(self._table, Workload):
            return self._work_words(self._table.total)
        return self._sum_words(self._table.total) if self._table is not None else ""

    def _sum_words(self, total: Line) -> str:
        text = self.tr("{0} contracts ({1}), {2} hundred million yuan ({3}), technical amount {4} ({5})")
        now, before = total.now, total.before
        return text.format(
            now.count,
            growth(now.count, before.count),
            in_unit(now.total_fen, YI_FEN),
            growth(now.total_fen, before.total_fen),
            in_unit(now.technical_fen, YI_FEN),
            growth(now.technical_fen, before.technical_fen),
        )

    def _work_words(self, total: WorkloadLine) -> str:
        text = self.tr("Accepted {0} ({1}), registered {2} ({3}), {4} working days on average, {5} overdue")
        now, before = total.now, total.before
        return text.format(
            now.accepted,
            growth(now.accepted, before.accepted),
            now.registered,
            growth(now.registered, before.registered),
            now.mean_days(),
            now.late,
        )

    def _columns(self) -> tuple[Column[Line], ...]:
        return (
            Column(self.tr("Row"), _name, strong=True, wraps=True, least=150),
            Column(self.tr("Contracts"), _count, 80, right=True),
            Column(self.tr("Share"), self._share, 84, right=True, spare=1),
            Column(self.tr("On year"), _count_growth, 86, right=True),
            Column(self.tr("Total, 10k yuan"), _total, 122, right=True),
            Column(self.tr("On year"), _total_growth, 86, right=True),
            Column(self.tr("Technical"), _technical, 104, right=True),
            Column(self.tr("On year"), _technical_growth, 86, right=True),
        )

    def _work_columns(self) -> tuple[Column[WorkloadLine], ...]:
        return (
            Column(self.tr("Month"), _name, strong=True, least=100),
            Column(self.tr("Accepted"), _accepted, 84, right=True),
            Column(self.tr("On year"), _accepted_growth, 86, right=True),
            Column(self.tr("Notices"), _notices, 74, right=True, spare=1),
            Column(self.tr("Registered"), _registered, 96, right=True),
            Column(self.tr("On year"), _registered_growth, 86, right=True),
            Column(self.tr("Refused"), _refused, 76, right=True),
            Column(self.tr("Mean days"), _mean, 96, right=True),
            Column(self.tr("Overdue"), _late, 82, right=True, tone=_late_tone),
        )

    def _nothing(self) -> EmptyState:
        advice = self.tr("Contracts are counted on the day they are registered. Choose another span.")
        return EmptyState("list", self.tr("Nothing was registered in these days"), advice, self)

    def _no_work(self) -> EmptyState:
        advice = self.tr("Applications count on the day they are accepted or decided. Choose another span.")
        return EmptyState("list", self.tr("Nothing was done in these days"), advice, self)

    def _share(self, line: Line) -> str:
        return percent(line.now.count, self._whole.count)


def _key(line: Line | WorkloadLine) -> str:
    return line.key


def _name(line: Line | WorkloadLine) -> str:
    return local_name(line.name, line.name_en)


def _count(line: Line) -> str:
    return str(line.now.count)


def _count_growth(line: Line) -> str:
    return growth(line.now.count, line.before.count)


def _total(line: Line) -> str:
    return in_unit(line.now.total_fen, WAN_FEN)


def _total_growth(line: Line) -> str:
    return growth(line.now.total_fen, line.before.total_fen)


def _technical(line: Line) -> str:
    return in_unit(line.now.technical_fen, WAN_FEN)


def _technical_growth(line: Line) -> str:
    return growth(line.now.technical_fen, line.before.technical_fen)


def _accepted(line: WorkloadLine) -> str:
    return str(line.now.accepted)


def _accepted_growth(line: WorkloadLine) -> str:
    return growth(line.now.accepted, line.before.accepted)


def _notices(line: WorkloadLine) -> str:
    return str(line.now.notices)


def _registered(line: WorkloadLine) -> str:
    return str(line.now.registered)


def _registered_growth(line: WorkloadLine) -> str:
    return growth(line.now.registered, line.before.registered)


def _refused(line: WorkloadLine) -> str:
    return str(line.now.refused)


def _mean(line: WorkloadLine) -> str:
    return line.now.mean_days()


def _late(line: WorkloadLine) -> str:
    return str(line.now.late)


def _late_tone(line: WorkloadLine) -> str:
    return "trouble" if line.now.late else ""
