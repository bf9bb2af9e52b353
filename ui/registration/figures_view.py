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
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.forms import Form
from ui.parts.words import words
from ui.registration.doors import RegistrationDoors
from ui.registration.figure_tables import FigureTables, Shown
from ui.registration.files import read_file, write_file
from ui.registration.phrases import worded

WORKLOAD = "workload"
_LANE = "lists"
"""Long lists keep no clerk waiting."""


class FiguresView(QWidget):
    """Shows one table at a time.

    Signals:
        said: Something was done. Carries the sentence and whether Ctrl+Z takes it back.
        refused: Carries why something could not be.
    """

    said = Signal(str, bool)
    refused = Signal(object)

    def __init__(
        self, doors: RegistrationDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._doors, self._background, self._actor = doors, background, actor
        self.span = Form(self, columns=3)
        self.tables = FigureTables(self)
        self.sum = words("", "strong", self, wrap=True)
        self._build()
        self.span.edited.connect(self._on_edited)

    def refresh(self) -> None:
        """Count again."""
        since, until = self._days()
        chosen, until = self.span.text("dimension"), max(since, until)
        statistics = self._doors.statistics
        if chosen == WORKLOAD:
            self._read(partial(statistics.workload, since, until))
        else:
            self._read(partial(statistics.figures, Dimension(chosen), since, until))

    def take_focus(self) -> None:
        """Begin with what is counted by."""
        self.span.focus_first()

    def take_numbers(self, path: str) -> None:
        """Take returned numbers in from a file."""
        job = partial(_take, self._doors, Path(path), self._actor)
        self._background.on_lane(_LANE, self, job, self._on_taken, self._on_refused)

    def take_fields(self, path: str) -> None:
        """Take the second level of technical fields in from a file."""
        job = partial(_take_fields, self._doors, Path(path), self._actor)
        self._background.on_lane(_LANE, self, job, self._on_fields, self._on_refused)

    def write_table_to(self, path: str) -> None:
        """Write the table in sight, as Excel or CSV by the ending of the file's name."""
        table = self.tables.table()
        if table is not None:
            job = partial(_write_table, self._doors, table, Path(path))
            self._background.read(self, job, self._on_written, self.refused.emit)

    def write_list_to(self, path: str) -> None:
        """Write what is registered in the span for the national system, by the ending of the file's name."""
        since, until = self._days()
        job = partial(_write_list, self._doors, since, until, Path(path), self._actor)
        self._background.on_lane(_LANE, self, job, self._on_written, self._on_refused)

    def choose_list(self) -> None:
        """Ask for the list that came back."""
        self._ask_file(self.tr("Numbers that came back"), self.take_numbers)

    def choose_fields(self) -> None:
        """Ask for the list of the second level of fields."""
        self._ask_file(self.tr("Second level of technical fields"), self.take_fields)

    def choose_export(self) -> None:
        """Ask where the list shall go."""
        self._ask_place(self.tr("Excel (*.xlsx);;JSON (*.json)"), self.write_list_to)

    def choose_table(self) -> None:
        """Ask where the table shall go."""
        self._ask_place(self.tr("Excel (*.xlsx);;CSV (*.csv)"), self.write_table_to)

    def heightForWidth(self, width: int) -> int:
        """Ask for the least height that squeezes nothing: the page scrolls only below it."""
        return self._column.totalMinimumHeightForWidth(width)

    def _ask_file(self, title: str, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, title, QDir.homePath())
        dialog.setNameFilter(self.tr("Lists (*.xlsx *.csv *.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _ask_place(self, endings: str, then: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, self.tr("Where shall it go?"), QDir.homePath(), endings)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _build(self) -> None:
        day = self._doors.view.today()
        chosen = [(str(one), wording.label(one)) for one in Dimension]
        chosen.append((WORKLOAD, self.tr("Work of the desk")))
        self.span.add_choice("dimension", self.tr("Counted"), chosen)
        self.span.add_date("since", self.tr("From"), day.replace(month=1, day=1))
        self.span.add_date("until", self.tr("Until"), day)
        self.print = Button(self.tr("Print"), "primary", "printer", parent=self)
        self.save_table = Button(self.tr("Save the table"), icon="download", parent=self)
        self.export = Button(self.tr("List for the national system"), icon="download", parent=self)
        self.take = Button(self.tr("Take numbers in"), icon="plus", parent=self)
        self.fields = Button(self.tr("Take fields in"), icon="plus", parent=self)
        card = Card("", self)
        card.body.addWidget(self.span)
        card.body.addWidget(self.tables, 1)
        for line in self._lines(card):
            card.body.addLayout(line)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)

    def _lines(self, card: Card) -> tuple[QHBoxLayout, QHBoxLayout]:
        """Make the line of the table and the one of the national system."""
        told = self.tr("The list of registered contracts goes out; it comes back with the 16-digit numbers.")
        self.export.setToolTip(told)
        table, national = QHBoxLayout(), QHBoxLayout()
        table.addWidget(self.sum, 1)
        national.addWidget(words(self.tr("National system"), "muted", card), 1)
        for line, button, slot in (
            (table, self.save_table, self.choose_table),
            (table, self.print, self._on_print),
            (national, self.export, self.choose_export),
            (national, self.take, self.choose_list),
            (national, self.fields, self.choose_fields),
        ):
            button.clicked.connect(slot)
            line.addWidget(button)
        return table, national

    def _days(self) -> tuple[dt.date, dt.date]:
        since, until = (dt.date.fromisoformat(self.span.text(name)) for name in ("since", "until"))
        return since, until

    def _read(self, job: Callable[[], Shown]) -> None:
        self._background.read(self, job, self._on_table, self.refused.emit)

    def _on_table(self, table: Shown) -> None:
        self.tables.show_table(table)
        self.sum.setText(self.tables.total_words())

    def _on_edited(self, name: str) -> None:
        self.refresh()

    def _on_print(self) -> None:
        table = self.tables.table()
        if table is not None:
            job = partial(self._doors.statistics.print, (table,), actor=self._actor)
            self._background.write(self, job, self._on_printed, self.refused.emit)

    def _on_printed(self, outcome: object) -> None:
        self.said.emit(self.tr("The table goes to the printer"), False)

    def _on_refused(self, error: Exception) -> None:
        self.refused.emit(worded(error))

    def _on_taken(self, count: int) -> None:
        self.said.emit(self.tr("Numbers taken in: {0}").format(count), count > 0)

    def _on_fields(self, count: int) -> None:
        self.said.emit(self.tr("Rows of the second level taken in: {0}").format(count), count > 0)

    def _on_written(self, name: str) -> None:
        self.said.emit(self.tr("Written: {0}").format(name), False)


def _take(doors: RegistrationDoors, path: Path, actor: Actor) -> int:
    outcome: Outcome[int] = doors.returns.take(read_file(path), actor=actor)
    return outcome.value


def _take_fields(doors: RegistrationDoors, path: Path, actor: Actor) -> int:
    outcome: Outcome[int] = doors.fields.take(read_file(path), actor=actor)
    return outcome.value


def _write_table(doors: RegistrationDoors, table: Shown, target: Path) -> str:
    is_csv = target.suffix == ".csv"
    return write_file(target, doors.statistics.csv(table) if is_csv else doors.statistics.workbook((table,)))


def _write_list(doors: RegistrationDoors, since: dt.date, until: dt.date, target: Path, actor: Actor) -> str:
    keys = doors.exporting.registered(since, until)
    if target.suffix == ".json":
        return write_file(target, doors.exporting.json(keys, actor=actor).value)
    return write_file(target, doors.exporting.workbook(keys, actor=actor).value)
