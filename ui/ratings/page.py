"""Ratings: bad ones with their deadlines, and the figures of a period with both counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.catalogue.calendar import HallCalendar
from app.kernel.changes import Outcome
from app.kernel.clock import Clock, day_of
from app.kernel.errors import FieldRefused
from app.ratings.paper import RatingsPaper
from app.ratings.queries import RatingsView, Satisfaction, TaskCard, TaskRow
from app.ratings.service import Ratings
from app.ratings.states import TaskState
from app.security.accounts import StaffRow
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.keys import with_key
from ui.parts.names import local_name
from ui.parts.page import KeyAction, Page
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words
from ui.ratings.phrases import count_words, due_tone, due_words, rate_words, star_words
from ui.ratings.task_panel import TaskPanel, Wish

_LONGEST_FILE = 200_000
_FIELDS = {"answer": "note", "reason": "note"}
"""Names of the core's fields that are one field here."""


@dataclass(frozen=True)
class RatingsDoors:
    """What the page reads and tells."""

    view: RatingsView
    ratings: Ratings
    paper: RatingsPaper
    calendar: HallCalendar
    clock: Clock


class RatingsPage(Page):
    """For whoever handles ratings; a visitor's name is not on it."""

    tables = ("rating", "rating_task", "rating_contact", "calendar_day", "case")

    def __init__(
        self,
        doors: RatingsDoors,
        background: Background,
        actor: Actor,
        zone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._wanted = ""
        self._waits_for_rows = False
        today = day_of(doors.clock.now(), zone)
        self.table: RowTable[TaskRow] = RowTable(
            (
                Column(self.tr("Due"), due_words, 236, tone=due_tone),
                Column(self.tr("State"), _state, 140),
                Column(self.tr("Rating"), _level, 64),
                Column(self.tr("Number"), _number, 84, strong=True),
                Column(self.tr("Matter"), _matter, wraps=True),
            ),
            _key,
            EmptyState(
                "smile",
                self.tr("No bad rating is open"),
                self.tr("The two lowest levels appear here with their deadlines."),
            ),
            parent=self,
        )
        self.panel = TaskPanel(zone, self)
        self.every = QCheckBox(self.tr("Settled ones, too"), self)
        self.days = Button(self.tr("Take in a holiday list") + "   F9", "plain", "calendar-plus", parent=self)
        self.period = Form(self, columns=2)
        self.period.add_date("since", self.tr("From"), today.replace(day=1))
        self.period.add_date("until", self.tr("Until"), today)
        self.print_button = Button(
            with_key(self.tr("Print satisfaction"), "Ctrl+P"), "plain", "printer", parent=self
        )
        self.rate = words("", "figure", self)
        self.counts = words("", "muted", self, wrap=True)
        self._build()
        self._connect()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Ratings")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        return (
            KeyAction("Ctrl+P", self.tr("Print satisfaction"), self._on_print),
            KeyAction("F9", self.tr("Holiday list"), self._on_days),
        )

    def take_focus(self) -> None:
        """Begin in the list, once it is known."""
        self._waits_for_rows = not self.table.rows()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read tasks, staff and figures again."""
        view = self._doors.view
        self.background.read(self, partial(view.tasks, is_open=not self.every.isChecked()), self._on_tasks)
        self.background.read(self, view.staff, self._on_staff)
        self._read_figures()

    def _build(self) -> None:
        self.head.addWidget(self.every)
        self.head.addWidget(self.days)
        left = QVBoxLayout()
        left.setSpacing(12)
        figures = Card(self.tr("Satisfaction of a period"), self)
        line = QHBoxLayout()
        line.setSpacing(24)
        line.addWidget(self.period, 1)
        line.addWidget(self.rate)
        figures.body.addLayout(line)
        foot = QHBoxLayout()
        foot.addWidget(self.counts, 1)
        foot.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignBottom)
        figures.body.addLayout(foot)
        left.addWidget(self.table, 1)
        left.addWidget(figures)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 3)
        row.addWidget(self.panel, 2)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.table.selected.connect(self._on_selected)
        self.panel.wished.connect(self._on_wished)
        self.every.toggled.connect(self._on_every)
        self.days.clicked.connect(self._on_days)
        self.period.edited.connect(self._on_period)
        self.print_button.clicked.connect(self._on_print)

    def _on_tasks(self, rows: tuple[TaskRow, ...]) -> None:
        self.table.show_rows(rows)
        late = sum(bool(due_tone(row)) for row in rows)
        text = self.tr("{0} open, {1} due or late") if not self.every.isChecked() else self.tr("{0} in all")
        self.set_subtitle(text.format(len(rows), late))
        if rows and self.table.current() is None:
            self.table.select_first()
        if rows and self._waits_for_rows:
            self.take_focus()
        self._waits_for_rows = False
        self._on_selected(self.table.current())

    def _on_staff(self, staff: Sequence[StaffRow]) -> None:
        self.panel.show_staff(staff)

    def _on_selected(self, row: TaskRow | None) -> None:
        self._wanted = row.id if row else ""
        if row is None:
            self.panel.show_task(None)
        else:
            self.background.read(self, partial(self._doors.view.task, row.id), self._on_task)

    def _on_task(self, card: TaskCard) -> None:
        if card.row.id == self._wanted:
            self.panel.show_task(card)

    def _on_wished(self, wish: Wish) -> None:
        row = self.table.current()
        if row is not None:
            self.clear_trouble()
            self.panel.form.clear_errors()
            self.background.write(self, self._job(wish, row), self._on_done, self._on_refused)

    def _job(self, wish: Wish, row: TaskRow) -> Callable[[], object]:
        desk, form, actor = self._doors.ratings, self.panel.form, self._actor
        note = form.text("note")
        jobs: dict[Wish, Callable[[], object]] = {
            Wish.ASSIGN: partial(desk.assign, row.id, form.text("staff"), actor=actor),
            Wish.REACHED: partial(desk.note_contact, row.id, note, was_reached=True, actor=actor),
            Wish.NOT_REACHED: partial(desk.note_contact, row.id, note, was_reached=False, actor=actor),
            Wish.ANSWER: partial(desk.answer, row.id, note, actor=actor),
            Wish.SETTLE: partial(desk.settle, row.id, actor=actor),
            Wish.MISTAKEN: partial(desk.set_aside, row.id, TaskState.MISTAKEN, note, actor=actor),
            Wish.UNFOUNDED: partial(desk.set_aside, row.id, TaskState.UNFOUNDED, note, actor=actor),
            Wish.EXTEND: partial(desk.extend, row.id, int(form.text("days")), note, actor=actor),
            Wish.FOLLOW_UP: partial(desk.rate_again, row.case_id, int(form.text("level")), ()),
        }
        return jobs[wish]

    def _on_done(self, outcome: object) -> None:
        self.panel.forget_note()
        self.said.emit(self.tr("Done. It stands in the history."), False)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, FieldRefused):
            error = FieldRefused(_FIELDS.get(error.field, error.field), error.problem, error.value)
        if not self.panel.form.show_refusal(error):
            self.show_trouble(error)

    def _on_every(self) -> None:
        self.refresh()

    def _on_period(self) -> None:
        self._read_figures()

    def _read_figures(self) -> None:
        job = partial(self._doors.view.satisfaction, *self._days())
        self.background.read(self, job, self._on_figures)

    def _days(self) -> tuple[dt.date, dt.date]:
        """Give the period; a last day before the first counts as the first alone."""
        since, until = (dt.date.fromisoformat(self.period.text(name)) for name in ("since", "until"))
        return since, max(since, until)

    def _on_print(self) -> None:
        self.clear_trouble()
        job = partial(self._doors.paper.print_satisfaction, *self._days(), actor=self._actor)
        self.background.write(self, job, self._on_printed)

    def _on_printed(self, outcome: Outcome[str]) -> None:
        since, until = self._days()
        text = self.tr("The satisfaction of {0} to {1} is on its way to the printer")
        self.said.emit(text.format(since.isoformat(), until.isoformat()), False)

    def _on_figures(self, found: Satisfaction) -> None:
        self.rate.setText(rate_words(found))
        self.counts.setText(count_words(found))

    def _on_days(self) -> None:
        dialog = QFileDialog(self, self.tr("Holiday list"), "", self.tr("Lists (*.csv *.toml *.txt)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_list)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_list(self, path: str) -> None:
        """Take a holiday list in from a file."""
        self.clear_trouble()
        job = partial(_import, self._doors.calendar, Path(path), self._actor)
        self.background.write(self, job, self._on_list)

    def _on_list(self, outcome: Outcome[int]) -> None:
        text = self.tr("Days taken into the calendar: {0}. Deadlines follow them.").format(outcome.value)
        self.said.emit(text, False)


def _import(calendar: HallCalendar, path: Path, actor: Actor) -> Outcome[int]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_LONGEST_FILE)
    except (OSError, UnicodeDecodeError) as error:
        raise FieldRefused("calendar", "wrong_form", str(error)) from error
    return calendar.import_days(text, actor=actor)


def _state(row: TaskRow) -> str:
    return wording.label(row.state)


def _level(row: TaskRow) -> str:
    return star_words(row.level)


def _number(row: TaskRow) -> str:
    return row.number


def _matter(row: TaskRow) -> str:
    return local_name(row.matter, row.matter_en)


def _key(row: TaskRow) -> str:
    return row.id
