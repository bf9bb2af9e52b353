"""The hall at a glance: the floor plan with how every room stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.kernel.changes import Outcome
from app.kernel.clock import Clock
from app.rooms.door import DoorState, DoorView
from app.rooms.paper import RoomPaper
from app.rooms.queries import RoomDay, RoomsView
from app.security.actors import Actor
from ui import wording
from ui.doors import phrases
from ui.doors.plan import PlanRoom, PlanView
from ui.doors.standing import Face, standing
from ui.parts.background import Background
from ui.parts.banner import Glyph
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.names import hour
from ui.parts.page import KeyAction, Page
from ui.parts.words import words

_EVERY_MS = 15_000


@dataclass(frozen=True)
class PlanDoors:
    """What the page asks and tells."""

    states: DoorView
    rooms: RoomsView
    paper: RoomPaper
    clock: Clock


@dataclass(frozen=True)
class PlanReading:
    """The hall at a moment."""

    at: int
    day: dt.date
    states: tuple[DoorState, ...]
    days: tuple[RoomDay, ...]


class PlanPage(Page):
    """Arrows from room to room, Enter opens the room's day; day sheets are printed from here.

    Signals:
        room_requested: The day of a room is to be shown. Carries its key.
    """

    tables = ("room", "booking", "booking_party", "room_blocking", "opening_layer")

    room_requested = Signal(str)

    def __init__(
        self, doors: PlanDoors, background: Background, actor: Actor, zone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._zone = zone
        self._reading: PlanReading | None = None
        self.plan = PlanView(self)
        self.line = words("", "", self, wrap=True)
        self._stack = QStackedWidget(self)
        self._build()
        self.plan.opened.connect(self.room_requested)
        self.plan.pointed.connect(self._on_pointed)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._on_timer)
        self._timer.start()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Floor plan")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        return (
            KeyAction("Ctrl+P", self.tr("Day sheet of the room"), self._on_print_room),
            KeyAction("Ctrl+Shift+P", self.tr("Day sheet of the hall"), self._on_print_hall),
        )

    def refresh(self) -> None:
        """Read how the rooms stand."""
        self.background.read(self, partial(_read, self._doors, self._actor.staff_id), self._on_read)

    def take_focus(self) -> None:
        """Begin on the plan."""
        self.plan.setFocus()

    def _build(self) -> None:
        for face in Face:
            self.head.addWidget(Glyph(phrases.ICONS[face], phrases.ROLES[face], 18, self))
            self.head.addWidget(words(phrases.face(face), "small", self))
        card = Card(parent=self)
        hint = self.tr("Rooms are named when the hall is set up.")
        self._stack.addWidget(self.plan)
        self._stack.addWidget(EmptyState("door-open", self.tr("There are no rooms yet"), hint))
        card.body.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.line, 1)
        card.body.addLayout(foot)
        self.body.addWidget(card, 1)

    def _on_timer(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_read(self, reading: PlanReading) -> None:
        self._reading = reading
        days = {day.room.id: day for day in reading.days}
        shown = [self._shown(s, days[s.room.id], reading.at) for s in reading.states if s.room.id in days]
        self._stack.setCurrentIndex(0 if shown else 1)
        self.plan.show_rooms(shown)
        self.set_subtitle(self.tr("as of {0}").format(hour(reading.at, self._zone)))
        self._on_pointed("")

    def _shown(self, state: DoorState, day: RoomDay, now: int) -> PlanRoom:
        stand = standing(state, day, now, self._zone)
        more = phrases.title(stand.shown) if stand.shown is not None else ""
        if not more and stand.next is not None:
            more = phrases.next_line(stand, now, self._zone)
        return PlanRoom(state.room, stand.face, phrases.until(stand, now, self._zone), more)

    def _on_pointed(self, room_id: str) -> None:
        shown = self.plan.current()
        if shown is None:
            self.line.setText("")
            return
        room = shown.room
        things = "  ".join(wording.label(thing) for thing in room.equipment)
        seats = self.tr("{0} seats").format(room.seats)
        open_day = self.tr("Enter: the room's day")
        facts = (f"{room.number}  {phrases.room_name(room)}", seats, things, shown.until, open_day)
        self.line.setText(" \u00b7 ".join(fact for fact in facts if fact))

    def _on_print_room(self) -> None:
        shown = self.plan.current()
        if shown is not None:
            self._print(shown.room.id)

    def _on_print_hall(self) -> None:
        self._print(None)

    def _print(self, room_id: str | None) -> None:
        if self._reading is not None:
            job = partial(self._doors.paper.print_day, self._reading.day, room_id, actor=self._actor)
            self.background.write(self, job, self._on_printed)

    def _on_printed(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The day sheet is on its way to the printer"), False)


def _read(doors: PlanDoors, reader: str) -> PlanReading:
    day = doors.rooms.today()
    states, days = doors.states.states(reader), doors.rooms.day_sheet(day, reader=reader)
    return PlanReading(doors.clock.now(), day, states, days)
