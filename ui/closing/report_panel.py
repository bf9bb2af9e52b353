"""The closing report on the screen: every number of the day, and what does not fit by name."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.cases.closing_report import ClosingReport, LetterCount
from ui import theme, wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.names import hour
from ui.parts.row_table import Column, RowTable
from ui.parts.words import set_tone, words

_BALANCED, _OPEN = "\u2713", "\u2717"


@dataclass(frozen=True)
class _Total:
    """The sum of all lines, shown below them."""

    line: LetterCount
    is_total: bool = False


class ReportPanel(Card):
    """Says whether the day balances before it says anything else."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self.verdict = words("", "tag-good", self)
        self.print = Button(self.tr("Print") + "   Ctrl+P", "plain", "printer", parent=self)
        self.head.addWidget(self.verdict)
        self.head.addWidget(self.print)
        self.lines: RowTable[_Total] = RowTable(
            self._columns(),
            _key,
            EmptyState("list", self.tr("No numbers today"), self.tr("They are counted here line by line.")),
            parent=self,
        )
        self.lines.setMinimumHeight(theme.px(190))
        self._values: dict[str, QLabel] = {}
        self._trouble = QVBoxLayout()
        self._trouble.setSpacing(2)
        self.body.addLayout(self._trouble)
        self.body.addWidget(self.lines, 1)
        self.body.addLayout(self._counts())

    def show_report(self, report: ClosingReport) -> None:
        """Show a report."""
        at = hour(report.at, self._zone)
        self.set_title(self.tr("{0}, as of {1}").format(report.day.isoformat(), at))
        self._show_verdict(report)
        rows = [_Total(line) for line in report.letters]
        self.lines.show_rows([*rows, _Total(_sum(report.letters), is_total=True)] if rows else [])
        centre = report.centre
        told = {
            "calls": (report.calls.made, report.calls.spoken, report.calls.shown_only, report.calls.put_back),
            "slips": (report.slips.numbers_given, report.slips.printed, report.slips.waiting),
            "cases": (report.cases.opened, report.cases.closed, report.cases.handed_on, report.cases.in_hand),
            "centre": (centre.made, centre.confirmed, centre.waiting, centre.refused, centre.beaten),
            "times": (report.times.waiting_s // 60, report.times.serving_s // 60),
        }
        for name, numbers in told.items():
            self._values[name].setText(self._templates[name].format(*numbers))
        if not centre.is_joined:
            self._values["centre"].setText(self.tr("works without a centre"))

    def differences(self) -> list[str]:
        """Give what is said not to fit."""
        found = [self._trouble.itemAt(i) for i in range(self._trouble.count())]
        labels = [item.widget() for item in found if item is not None]
        return [label.text() for label in labels if isinstance(label, QLabel)]

    def _show_verdict(self, report: ClosingReport) -> None:
        while self._trouble.count():
            item = self._trouble.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for difference, count in report.differences:
            line = f"{_OPEN}  {wording.label(difference)}: {count}"
            self._trouble.addWidget(words(line, "trouble", self))
        balanced = self.tr("Everything is accounted for")
        found = self.tr("Differences: {0}").format(len(report.differences))
        self.verdict.setText(f"{_OPEN}  {found}" if report.differences else f"{_BALANCED}  {balanced}")
        set_tone(self.verdict, "tag-trouble" if report.differences else "tag-good")

    def _columns(self) -> tuple[Column[_Total], ...]:
        return (
            Column(self.tr("Line"), self._letter, strong=True),
            Column(self.tr("Before"), _carried_in, 80, right=True),
            Column(self.tr("Taken"), _taken, 72, right=True),
            Column(self.tr("Served"), _served, 76, right=True),
            Column(self.tr("Missed"), _missed, 76, right=True),
            Column(self.tr("Void"), _voided, 68, right=True),
            Column(self.tr("Carried"), _carried, 80, right=True),
            Column(self.tr("Open"), _open, 68, right=True, tone=_tone_open),
            Column("", _balance, 44, tone=_tone),
        )

    def _counts(self) -> QGridLayout:
        self._templates = {
            "calls": self.tr("{0} made, {1} spoken, {2} shown only, {3} taken back"),
            "slips": self.tr("{0} numbers, {1} printed, {2} waiting"),
            "cases": self.tr("{0} opened, {1} finished, {2} handed on, {3} in hand"),
            "centre": self.tr("{0} sent, {1} confirmed, {4} won by others, {2} waiting, {3} refused"),
            "times": self.tr("{0} min waited, {1} min served"),
        }
        titles = {
            "calls": self.tr("Calls"),
            "slips": self.tr("Slips"),
            "cases": self.tr("Cases"),
            "centre": self.tr("Centre"),
            "times": self.tr("Times"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, title) in enumerate(titles.items()):
            grid.addWidget(words(title, "label", self), row, 0, Qt.AlignmentFlag.AlignTop)
            self._values[name] = words("", "", self, wrap=True)
            grid.addWidget(self._values[name], row, 1)
        return grid

    def _letter(self, row: _Total) -> str:
        return self.tr("Sum") if row.is_total else row.line.letter


def _sum(lines: tuple[LetterCount, ...]) -> LetterCount:
    numbers = zip(*(astuple(line)[1:] for line in lines), strict=True)
    return LetterCount("", *(sum(column) for column in numbers)) if lines else LetterCount("", *[0] * 7)


def _carried_in(row: _Total) -> str:
    return str(row.line.carried_in)


def _taken(row: _Total) -> str:
    return str(row.line.taken)


def _served(row: _Total) -> str:
    return str(row.line.served)


def _missed(row: _Total) -> str:
    return str(row.line.missed)


def _voided(row: _Total) -> str:
    return str(row.line.voided)


def _carried(row: _Total) -> str:
    return str(row.line.carried)


def _open(row: _Total) -> str:
    return str(row.line.still_open)


def _tone_open(row: _Total) -> str:
    return "trouble" if row.line.still_open else ""


def _balance(row: _Total) -> str:
    return _BALANCED if row.line.balances else _OPEN


def _tone(row: _Total) -> str:
    return "good" if row.line.balances else "trouble"


def _key(row: _Total) -> str:
    return row.line.letter
