"""Figures of registered contracts, and the lists that go to the national system and come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.changes import Outcome
from app.registration.states import Dimension
from app.registration.statistics import WAN_FEN, YI_FEN, Figures, Line, in_unit, percent
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.names import local_name
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words
from ui.registration.doors import RegistrationDoors
from ui.registration.files import read_file, write_file
from ui.registration.phrases import worded

_LANE = "lists"
"""Long lists keep no clerk waiting."""


class FiguresView(QWidget):
    """Shows one table at a time.

    Signals:
        said: Something was done. Carries the sentence.
        refused: Carries why something could not be.
    """

    said = Signal(str)
    refused = Signal(object)

    def __init__(
        self, doors: RegistrationDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._doors, self._background, self._actor = doors, background, actor
        self._figures: Figures | None = None
        self._total = 0
        self._count = 0
        self.span = Form(self, columns=3)
        self.table: RowTable[Line] = RowTable(self._columns(), _key, self._nothing(), parent=self)
        self.sum = words("", "strong", self, wrap=True)
        self._build()
        self.span.edited.connect(self._on_edited)

    def refresh(self) -> None:
        """Count again."""
        since, until = self._days()
        dimension = Dimension(self.span.text("dimension"))
        job = partial(self._doors.statistics.figures, dimension, since, max(since, until))
        self._background.read(self, job, self._on_figures, self.refused.emit)

    def take_focus(self) -> None:
        """Begin with what is counted by."""
        self.span.focus_first()

    def take_numbers(self, path: str) -> None:
        """Take returned numbers in from a file."""
        job = partial(_take, self._doors, Path(path), self._actor)
        self._background.on_lane(_LANE, self, job, self._on_taken, self._on_refused)

    def write_to(self, path: str) -> None:
        """Write what is registered in the span, or the table, by the ending of the file's name."""
        target, (since, until) = Path(path), self._days()
        job: Callable[[], str]
        if target.suffix == ".csv" and self._figures is not None:
            job = partial(_write_table, self._doors, self._figures, target)
            self._background.read(self, job, self._on_written, self.refused.emit)
        else:
            job = partial(_write_list, self._doors, since, until, target, self._actor)
            self._background.on_lane(_LANE, self, job, self._on_written, self._on_refused)

    def choose_list(self) -> None:
        """Ask for the list that came back."""
        dialog = QFileDialog(self, self.tr("Numbers that came back"), QDir.homePath())
        dialog.setNameFilter(self.tr("Lists (*.xlsx *.csv *.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_numbers)
        dialog.open()

    def choose_export(self) -> None:
        """Ask where the list shall go."""
        self._ask_place(self.tr("Excel (*.xlsx);;JSON (*.json)"), "xlsx")

    def choose_table(self) -> None:
        """Ask where the table shall go."""
        self._ask_place(self.tr("Tables (*.csv)"), "csv")

    def heightForWidth(self, width: int) -> int:
        """Ask for the least height that squeezes nothing: the page scrolls only below it."""
        return self._column.totalMinimumHeightForWidth(width)

    def _ask_place(self, endings: str, suffix: str) -> None:
        dialog = QFileDialog(self, self.tr("Where shall it go?"), QDir.homePath(), endings)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    def _columns(self) -> tuple[Column[Line], ...]:
        return (
            Column(self.tr("Row"), _name, strong=True, wraps=True),
            Column(self.tr("Contracts"), _number, 88, right=True),
            Column(self.tr("Share"), self._share, 88, right=True),
            Column(self.tr("Total, 10,000 yuan"), _total, 150, right=True),
            Column(self.tr("Technical"), _technical, 130, right=True),
            Column(self.tr("Of total"), self._share_of_total, 92, right=True),
        )

    def _nothing(self) -> EmptyState:
        advice = self.tr("Contracts are counted on the day they are registered. Choose another span.")
        return EmptyState("list", self.tr("Nothing was registered in these days"), advice, self)

    def _build(self) -> None:
        day = self._doors.view.today()
        chosen = [(str(one), wording.label(one)) for one in Dimension]
        self.span.add_choice("dimension", self.tr("Counted"), chosen)
        self.span.add_date("since", self.tr("From"), day.replace(month=1, day=1))
        self.span.add_date("until", self.tr("Until"), day)
        self.print = Button(self.tr("Print"), "primary", "printer", parent=self)
        self.save_table = Button(self.tr("Save as CSV"), icon="download", parent=self)
        self.export = Button(self.tr("List for the national system"), icon="download", parent=self)
        self.take = Button(self.tr("Take numbers in"), icon="plus", parent=self)
        left, right = Card("", self), Card(self.tr("National system"), self)
        left.body.addWidget(self.span)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.sum)
        row = QHBoxLayout()
        row.addWidget(self.save_table)
        row.addWidget(self.print)
        row.addStretch(1)
        left.body.addLayout(row)
        told = self.tr("The list of registered contracts goes out; it comes back with the 16-digit numbers.")
        right.body.addWidget(words(told, "muted", right, wrap=True))
        right.body.addWidget(self.export)
        right.body.addWidget(self.take)
        right.body.addStretch(1)
        line = self._column = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        column = QVBoxLayout()
        column.addWidget(left, 1)
        line.addLayout(column, 3)
        line.addWidget(right, 1)
        self.print.clicked.connect(self._on_print)
        self.save_table.clicked.connect(self.choose_table)
        self.export.clicked.connect(self.choose_export)
        self.take.clicked.connect(self.choose_list)

    def _days(self) -> tuple[dt.date, dt.date]:
        since, until = (dt.date.fromisoformat(self.span.text(name)) for name in ("since", "until"))
        return since, until

    def _on_edited(self, name: str) -> None:
        self.refresh()

    def _on_figures(self, figures: Figures) -> None:
        self._figures = figures
        self._total, self._count = figures.total.total_fen, figures.total.count
        self.table.show_rows(figures.lines)
        text = self.tr("{0} contracts, {1} hundred million yuan in all, technical amount {2}")
        total, technical = (in_unit(f, YI_FEN) for f in (self._total, figures.total.technical_fen))
        self.sum.setText(text.format(self._count, total, technical))

    def _share(self, line: Line) -> str:
        return percent(line.count, self._count)

    def _share_of_total(self, line: Line) -> str:
        return percent(line.total_fen, self._total)

    def _on_print(self) -> None:
        if self._figures is not None:
            job = partial(self._doors.statistics.print, (self._figures,), actor=self._actor)
            self._background.write(self, job, self._on_printed, self.refused.emit)

    def _on_printed(self, outcome: object) -> None:
        self.said.emit(self.tr("The table goes to the printer"))

    def _on_refused(self, error: Exception) -> None:
        self.refused.emit(worded(error))

    def _on_taken(self, count: int) -> None:
        self.said.emit(self.tr("Numbers taken in: {0}").format(count))

    def _on_written(self, name: str) -> None:
        self.said.emit(self.tr("Written: {0}").format(name))


def _take(doors: RegistrationDoors, path: Path, actor: Actor) -> int:
    outcome: Outcome[int] = doors.returns.take(read_file(path), actor=actor)
    return outcome.value


def _write_table(doors: RegistrationDoors, figures: Figures, target: Path) -> str:
    return write_file(target, doors.statistics.csv(figures))


def _write_list(doors: RegistrationDoors, since: dt.date, until: dt.date, target: Path, actor: Actor) -> str:
    keys = doors.exporting.registered(since, until)
    if target.suffix == ".json":
        return write_file(target, doors.exporting.json(keys, actor=actor).value)
    return write_file(target, doors.exporting.workbook(keys, actor=actor).value)


def _name(line: Line) -> str:
    return local_name(line.name, line.name_en)


def _number(line: Line) -> str:
    return str(line.count)


def _total(line: Line) -> str:
    return in_unit(line.total_fen, WAN_FEN)


def _technical(line: Line) -> str:
    return in_unit(line.technical_fen, WAN_FEN)


def _key(line: Line) -> str:
    return line.key
