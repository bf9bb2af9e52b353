"""The closing report on the screen: every number of the day, and what does not fit by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import astuple, dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.cases.closing_report import ClosingReport, Difference, LetterCount
from ui import theme
from ui.closing.difference_list import DifferenceLine, DifferenceList
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.keys import with_key
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
    """Says whether the day balances before it says anything else.

    Signals:
        way_wanted: A difference shall be settled. Carries the name of the page where it can be.
    """

    way_wanted = Signal(str)

    def __init__(self, zone: str, pages: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self.verdict = words("", "tag-good", self)
        self.print = Button(with_key(self.tr("Print"), "Ctrl+P"), "plain", "printer", parent=self)
        self.head.addWidget(self.verdict)
        self.head.addWidget(self.print)
        self.lines: RowTable[_Total] = RowTable(
            self._columns(),
            _key,
            EmptyState("list", self.tr("No numbers today"), self.tr("They are counted here line by line.")),
            parent=self,
        )
        self._values: dict[str, QLabel] = {}
        self._trouble = DifferenceList(pages, self)
        self._trouble.way_wanted.connect(self.way_wanted)
        self.body.addWidget(self._scrolled(), 1)

    def show_report(self, report: ClosingReport) -> None:
        """Show a report."""
        at = hour(report.at, self._zone)
        self.set_title(self.tr("{0}, as of {1}").format(report.day.isoformat(), at))
        self._show_verdict(report)
        rows = [_Total(line) for line in report.letters]
        self.lines.show_rows([*rows, _Total(_sum(report.letters), is_total=True)] if rows else [])
        self.lines.setFixedHeight(theme.px(40) * (len(rows) + 2) if rows else theme.px(190))
        for name, text in self._counted(report).items():
            self._values[name].setText(text)

    def differences(self) -> list[str]:
        """Give what is said not to fit."""
        return self._trouble.told()

    def line(self, difference: Difference) -> DifferenceLine:
        """Give the line of a difference."""
        return self._trouble.lines[difference]

    def count(self, name: str) -> str:
        """Give what is counted below: calls, slips, cases, centre or times."""
        return self._values[name].text()

    def _scrolled(self) -> QScrollArea:
        """Everything below the verdict in one piece that scrolls where the day was long."""
        inside, area = QWidget(self), QScrollArea(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._trouble)
        column.addWidget(self.lines)
        column.addLayout(self._counts())
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(theme.px(200))
        area.setAccessibleName(self.tr("Report of the day"))
        area.setWidget(inside)
        return area

    def _show_verdict(self, report: ClosingReport) -> None:
        self._trouble.show_differences(report.differences)
        balanced = self.tr("Everything is accounted for")
        found = self.tr("Differences: {0}").format(len(report.differences))
        self.verdict.setText(f"{_OPEN}  {found}" if report.differences else f"{_BALANCED}  {balanced}")
        set_tone(self.verdict, "tag-trouble" if report.differences else "tag-good")

    def _counted(self, report: ClosingReport) -> dict[str, str]:
        """Word the counts; what is rarely other than nought is told only then."""
        calls, slips, cases, centre = report.calls, report.slips, report.cases, report.centre
        told = {
            "calls": self.tr("{0} made, {1} spoken, {2} shown only, {3} taken back").format(
                calls.made, calls.spoken, calls.shown_only, calls.put_back
            ),
            "slips": self.tr("{0} numbers, {1} printed, {2} waiting").format(
                slips.numbers_given, slips.printed, slips.waiting
            ),
            "cases": self.tr("{0} opened, {1} finished, {2} handed on, {3} in hand").format(
                cases.opened, cases.closed, cases.handed_on, cases.in_hand
            ),
            "centre": self.tr("{0} sent, {1} confirmed, {2} waiting, {3} refused").format(
                centre.made, centre.confirmed, centre.waiting, centre.refused
            ),
            "times": self.tr("{0} min waited, {1} min served").format(
                report.times.waiting_s // 60, report.times.serving_s // 60
            ),
        }
        if not centre.is_joined:
            told["centre"] = self.tr("works without a centre")
        for name, text, count in (
            ("calls", self.tr("{0} not spoken yet"), calls.unspoken),
            ("slips", self.tr("{0} perhaps printed"), slips.unsure),
            ("centre", self.tr("{0} calls another window won"), centre.beaten),
        ):
            if count:
                told[name] = self.tr("{0}, {1}").format(told[name], text.format(count))
        return told

    def _columns(self) -> tuple[Column[_Total], ...]:
        return (
            Column(self.tr("Line"), self._letter, strong=True),
            Column(self.tr("Before"), _carried_in, 72, right=True),
            Column(self.tr("Taken"), _taken, 64, right=True),
            Column(self.tr("Served"), _served, 70, right=True),
            Column(self.tr("Missed"), _missed, 72, right=True),
            Column(self.tr("Void"), _voided, 56, right=True),
            Column(self.tr("Carried"), _carried, 76, right=True),
            Column(self.tr("Open"), _open, 58, right=True, tone=_tone_open),
            Column("", _balance, 40, tone=_tone),
        )

    def _counts(self) -> QGridLayout:
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
