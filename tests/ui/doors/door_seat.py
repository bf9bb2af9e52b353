"""Somebody before a door: room 3 of the sample hall, empty in the morning, and a ticket in hand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import MINUTE, SteppingClock
from app.reception.service import VisitEntry
from app.rooms.arranging import RoomSettings
from app.rooms.entries import BookingEntry
from app.rooms.rows import BookingCard, RoomRow
from app.rooms.states import Purpose
from app.security.actors import Actor
from tests.ui.page_seat import asked
from ui.doors.panel import DoorPanel
from ui.doors.reading import PanelDoors
from ui.parts.background import Background

RELEASE = 10


@dataclass
class DoorSeat:
    """A panel, and what happens elsewhere in the hall."""

    qtbot: QtBot
    counter: Counter
    clerk: Actor
    background: Background
    room: RoomRow
    quarter: int
    """The next full quarter of an hour; everything is booked from it on."""
    heard_at: int | None = None

    def open(self, number: str = "3") -> DoorPanel:
        """Hang a panel beside a door."""
        c = self.counter
        doors = PanelDoors(c.door, c.door_view, c.rooms_view, c.catalogue, c.store.clock, self.wire)
        panel = DoorPanel(doors, self.background, number, c.settings.zone)
        self.qtbot.addWidget(panel)
        panel.resize(1024, 600)
        panel.show()
        panel.activateWindow()
        self.qtbot.waitUntil(lambda: panel.sign.scene() is not None and self.background.is_idle())
        return panel

    def wire(self) -> int | None:
        """Tell when the centre was last heard."""
        return self.heard_at

    def book(self, start: int, end: int, title: str = "Talk", **more: object) -> BookingCard:
        """Book the room, in minutes after the quarter."""
        at = self.quarter
        entry = BookingEntry(
            self.room.id, at + start * MINUTE, at + end * MINUTE, Purpose.TALK, title, 2, **more
        )  # type: ignore[arg-type]
        return asked(lambda: self.counter.rooms.book(entry, actor=self.clerk)).value

    def ticket(self) -> tuple[str, str]:
        """Take a number; gives it and the visit's key."""
        matter = asked(self.counter.catalogue.matters)[0]
        entry = VisitEntry(matter.id)
        taken = asked(lambda: self.counter.queueing.take_number(entry, actor=self.clerk)).value
        return taken.number, taken.visit_id

    def booking(self, key: str) -> BookingCard:
        """Look a booking up."""
        return asked(lambda: self.counter.rooms_view.booking(key))

    def clock_to(self, minutes: float) -> None:
        """Go to a moment, in minutes after the quarter."""
        clock = self.counter.store.clock
        assert isinstance(clock, SteppingClock)
        clock.step((self.quarter + minutes * MINUTE - clock.now()) / 1_000_000)

    def face(self, panel: DoorPanel) -> str:
        """Read the room again and tell the word on the door."""
        panel.refresh()
        self.settle()
        scene = panel.sign.scene()
        assert scene is not None
        return scene.face.value

    def settle(self) -> None:
        """Wait until nothing is on its way."""
        self.qtbot.waitUntil(self.background.is_idle, timeout=10_000)

    def press(self, panel: DoorPanel, signs: str) -> None:
        """Press keys one by one."""
        for sign in signs:
            key = {"\n": Qt.Key.Key_Return, "\x1b": Qt.Key.Key_Escape}.get(sign)
            QTest.keyClick(panel.focusWidget() or panel, sign if key is None else key)
        self.settle()


def said(panel: DoorPanel) -> str:
    """All words of a panel that are no button."""
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def a_door(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> DoorSeat:
    """Room 3, given back after ten minutes, with time before and after each meeting."""
    room = next(r for r in asked(counter.rooms_view.rooms) if r.number == "3")
    settings = RoomSettings(
        room.name,
        room.name_en,
        room.seats,
        room.equipment,
        preparation_minutes=5,
        turnover_minutes=15,
        release_minutes=RELEASE,
        walks=room.walks,
        plan=room.plan,
    )
    asked(lambda: counter.room_arranging.set_room(room.id, settings, actor=clerk))
    day = asked(lambda: counter.rooms_view.day_sheet(counter.rooms_view.today(), room.id))[0]
    for booking in day.bookings:
        key = booking.id
        asked(lambda key=key: counter.rooms.cancel(key, "another day", actor=clerk))
    background.follow(counter.store.listen)
    now = counter.store.clock.now()
    quarter = now - now % (15 * MINUTE) + 15 * MINUTE
    return DoorSeat(qtbot, counter, clerk, background, room, quarter)
