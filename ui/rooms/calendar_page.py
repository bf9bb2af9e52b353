"""Calendar files of the rooms: meetings from other programs in, a room's calendar out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.documents.meetings import LARGEST, Meeting, Problem, Unread
from app.kernel.errors import FieldRefused, Refusal
from app.rooms.calendars import Effect, FileLine, FileLook, LineTaken, RoomCalendars
from app.rooms.rows import RoomRow
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.busy import Busy
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.page import KeyAction, Page
from ui.parts.row_table import Column, RowTable
from ui.rooms import calendar_phrases, phrases
from ui.rooms.calendar_taking import Taking

_TAKEN = (Effect.NEW, Effect.MOVED, Effect.CHANGED, Effect.CANCELLED)
"""What changes something here."""


class RoomList(Protocol):
    """Lists the rooms."""

    def rooms(self) -> tuple[RoomRow, ...]:
        """List the rooms in their order."""
        ...


@dataclass(frozen=True)
class CalendarDoors:
    """What the page asks and tells; zone is the hall's."""

    calendars: RoomCalendars
    rooms: RoomList
    zone: str


@dataclass(frozen=True)
class _Row:
    """A line of the list: a meeting with what it does, or what was not read."""

    key: str
    meeting: Meeting | None
    effect: Effect | None
    problem: Problem | None = None
    result: str = ""
    tone: str = ""


class CalendarPage(Page):
    """Shows what a file would do before anything is done; each meeting is then taken by itself.

    A long file is taken in portions and can be stopped; what was taken stays and is told.
    """

    tables = ("room",)

    def __init__(
        self, doors: CalendarDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._lines: tuple[FileLine, ...] = ()
        self._taking = Taking(doors.calendars, background, actor, self)
        self._build()
        self._connect()
        self._show_lines(FileLook((), ()))

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Calendar files")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        if self._taking.is_running():
            return (KeyAction("Esc", self.tr("Stop"), self._taking.stop, 0),)
        return (
            KeyAction("Ctrl+O", self.tr("Read a file"), self._on_choose),
            KeyAction("Ctrl+Return", self.tr("Take the meetings"), self._on_take),
            KeyAction("Ctrl+S", self.tr("Write the room's calendar"), self._on_save),
        )

    def refresh(self) -> None:
        """Read the rooms again; a file that was read stays."""
        self.background.read(self, self._doors.rooms.rooms, self._on_rooms)

    def take_focus(self) -> None:
        """Begin with the file."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_file(self, path: str) -> None:
        """Read a file and show what its meetings would do."""
        self.clear_trouble()
        self.set_subtitle(Path(path).name)
        self.background.read(self, partial(_look, self._doors.calendars, Path(path)), self._on_look)

    def write_to(self, path: str) -> None:
        """Write the chosen room's calendar."""
        self.clear_trouble()
        job = partial(_write, self._doors.calendars, self._form.text("room"), Path(path))
        self.background.read(self, job, self._on_written)

    def _build(self) -> None:
        self.choose = Button(self.tr("Read a file"), "plain", "file-text", parent=self)
        self.take = Button(self.tr("Take the meetings"), "primary", "check", parent=self)
        self.save = Button(self.tr("Write the room's calendar"), "plain", "download", parent=self)
        self._form = Form(self, columns=2)
        self._form.add_choice("room", self.tr("Room"), [], hint=self.tr("New meetings go into this room."))
        empty = EmptyState(
            "calendar-plus",
            self.tr("No file is read"),
            self.tr("Read an .ics file with Ctrl+O: you see what each meeting would do before it is taken."),
        )
        columns: tuple[Column[_Row], ...] = (
            Column(self.tr("When"), self._when, 200, wraps=True),
            Column(self.tr("What about"), _title, strong=True, wraps=True, least=180),
            Column(self.tr("In the file"), _place, 150, spare=1),
            Column(self.tr("What happens"), self._effect, 280, tone=_tone, wraps=True),
        )
        self.table = RowTable(columns, _key, empty, parent=self)
        self.table.setAccessibleName(self.tr("Meetings of the file"))
        card = Card("", self)
        line = QHBoxLayout()
        line.addWidget(self._form, 1)
        for button in (self.choose, self.take, self.save):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(line)
        self.busy = Busy(self, can_cancel=True)
        self.body.addWidget(card)
        self.body.addWidget(self.busy)
        self.body.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.take.clicked.connect(self._on_take)
        self.save.clicked.connect(self._on_save)
        self.busy.cancel_requested.connect(self._taking.stop)
        self._taking.advanced.connect(self.busy.advance)
        self._taking.ended.connect(self._on_taken)
        self._taking.troubled.connect(self.show_trouble)

    def _show_lines(self, look: FileLook) -> None:
        self._lines = look.lines
        rows = [_Row(f"p{n}", None, None, problem) for n, problem in enumerate(look.problems)]
        self._rows = (*(_Row(line.meeting.name, line.meeting, line.effect) for line in look.lines), *rows)
        self.table.show_rows(self._rows)
        self._show_running()

    def _show_running(self) -> None:
        is_running = self._taking.is_running()
        self.take.setEnabled(not is_running and any(line.effect in _TAKEN for line in self._lines))
        self.choose.setEnabled(not is_running)
        self.save.setEnabled(not is_running)
        self.keys_changed.emit()

    def _on_rooms(self, rooms: tuple[RoomRow, ...]) -> None:
        self._form.set_options("room", [(room.id, phrases.room_name(room)) for room in rooms])

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Which file?"), QDir.homePath(), self.tr("Calendars (*.ics)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_look(self, look: FileLook) -> None:
        self._show_lines(look)
        if look.is_guessed:
            self.banner.say(
                self.tr("The file is not in UTF-8 and was read as GB18030. Look at the titles first."),
                Tint.WAITING,
            )
        if look.lines:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_take(self) -> None:
        wanted = [line for line in self._lines if line.effect in _TAKEN]
        room = self._form.text("room")
        if not wanted or not room:
            return
        self.clear_trouble()
        self.busy.begin(self.tr("The meetings are being taken. Esc stops it; what is taken stays."))
        self._taking.begin(wanted, room, self.tr("Called off in its calendar"))
        self._show_running()

    def _on_taken(self, taken: Sequence[LineTaken]) -> None:
        self.busy.finish()
        results = {one.line.meeting.name: one.refusal for one in taken}
        self._rows = tuple(self._told(row, results) for row in self._rows)
        wanted = [line for line in self._lines if line.effect in _TAKEN]
        done = {name for name, refusal in results.items() if refusal is None}
        self._lines = tuple(line for line in wanted if line.meeting.name not in done)
        self.table.show_rows(self._rows)
        self._show_running()
        self._say_what_was_taken(len(done), len(results) - len(done), len(wanted) - len(results))

    def _say_what_was_taken(self, done: int, refused: int, left: int) -> None:
        if left:
            words = self.tr("Stopped: {0} taken, {1} not, {2} left").format(done, refused, left)
        else:
            words = self.tr("{0} taken, {1} not").format(done, refused)
        self.said.emit(words, False)

    def _on_save(self) -> None:
        if not self._form.text("room"):
            return
        dialog = QFileDialog(self, self.tr("Where shall the calendar go?"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Calendars (*.ics)"))
        dialog.setDefaultSuffix("ics")
        dialog.fileSelected.connect(self.write_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_written(self, path: Path) -> None:
        self.said.emit(self.tr("Written: {0}").format(path.name), False)

    def _told(self, row: _Row, results: dict[str, Refusal | None]) -> _Row:
        if row.key not in results:
            return row
        refusal = results[row.key]
        text = self.tr("Done") if refusal is None else wording.sentence(refusal)
        return _Row(row.key, row.meeting, row.effect, None, text, "" if refusal is None else "trouble")

    def _when(self, row: _Row) -> str:
        told = row.meeting or row.problem
        return calendar_phrases.span(told.starts_at, told.ends_at, self._doors.zone) if told else ""

    def _effect(self, row: _Row) -> str:
        if row.result:
            return row.result
        if row.problem is not None:
            how = calendar_phrases.rhythm(row.problem.rhythm, self._doors.zone)
            return wording.with_aside(wording.label(row.problem.reason), how)
        return wording.label(row.effect) if row.effect is not None else ""


def _title(row: _Row) -> str:
    return row.meeting.title if row.meeting else row.problem.title if row.problem else ""


def _place(row: _Row) -> str:
    return row.meeting.place if row.meeting else ""


def _tone(row: _Row) -> str:
    if row.effect is Effect.DIFFERS:
        return "waiting"
    return "trouble" if row.problem is not None else row.tone


def _key(row: _Row) -> str:
    return row.key


def _look(calendars: RoomCalendars, path: Path) -> FileLook:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError:
        return FileLook((), (Problem(Unread.NO_CALENDAR, path.name),))
    return calendars.look_at(content)


def _write(calendars: RoomCalendars, room_id: str, path: Path) -> Path:
    content = calendars.of_room(room_id)
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        raise FieldRefused("path", "not_written") from error
    return path
