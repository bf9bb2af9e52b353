"""Printing rooms: day sheets and attendance sheets, through the spool like every page."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from app.catalogue.known import KnownHall
from app.documents.sheets import ReportSheet
from app.kernel.changes import Outcome
from app.kernel.errors import Missing
from app.rooms.day_sheet import attendance_sheet, day_sheet
from app.rooms.door import DoorView
from app.rooms.queries import RoomsView
from app.rooms.room_use import UseView
from app.rooms.use_sheet import use_sheet
from app.security.actors import Actor, Permission
from app.storage.spool import Paper, PrintOrder, queue_print
from app.storage.store import Store


class RoomPress(Protocol):
    """Makes a page of a sheet."""

    def press(self, sheet: ReportSheet) -> bytes:
        """Set a sheet as a PDF."""
        ...


class RoomPaper:
    """What of rooms is printed."""

    def __init__(
        self, store: Store, view: RoomsView, doors: DoorView, known: KnownHall, press: RoomPress, zone: str
    ) -> None:
        self._store = store
        self._view = view
        self._doors = doors
        self._known = known
        self._press = press
        self._zone = zone
        self._uses = UseView(store, zone)

    def print_day(self, day: dt.date, room_id: str | None = None, *, actor: Actor) -> Outcome[str]:
        """Send the day of a room, or of all rooms, to the page printer; gives the job's key.

        Refuses with Missing a room that is closed.
        """
        actor.must(Permission.PRINT)
        days = self._view.day_sheet(day, room_id)
        sheet = day_sheet(days, self._known.now().hall(), self._store.clock.now(), self._zone)
        subject = f"room:{room_id}" if room_id is not None else f"hall:{self._known.now().hall().id}"
        return self._printed("print_room_day", sheet, subject, actor)

    def print_attendance(self, booking_id: str, *, actor: Actor) -> Outcome[str]:
        """Send the attendance sheet of a meeting to the page printer; gives the job's key.

        A confidential one is printed for its host alone. Refuses with Missing.
        """
        actor.must(Permission.PRINT)
        booking = self._view.booking(booking_id, actor.staff_id)
        room = next((room for room in self._view.rooms() if room.id == booking.room_id), None)
        if room is None or booking.is_hidden:
            raise Missing("booking", booking_id)
        people = self._doors.attendance(booking_id, actor.staff_id)
        sheet = attendance_sheet(booking, room, people, self._known.now().hall(), self._zone)
        return self._printed("print_attendance", sheet, f"booking:{booking_id}", actor)

    def print_use(self, first: dt.date, last: dt.date, *, actor: Actor) -> Outcome[str]:
        """Send the use of all rooms over some days to the page printer; gives the job's key.

        Refuses with FieldRefused days that make no sense.
        """
        actor.must(Permission.PRINT)
        hall = self._known.now().hall()
        uses = self._uses.of_days(first, last)
        sheet = use_sheet(uses, first, last, hall, self._store.clock.now(), self._zone)
        return self._printed("print_room_use", sheet, f"hall:{hall.id}", actor)

    def _printed(self, use_case: str, sheet: ReportSheet, subject: str, actor: Actor) -> Outcome[str]:
        order = PrintOrder(Paper.PAGE, sheet.title, subject, self._press.press(sheet))
        with self._store.change(actor, use_case) as work:
            job = queue_print(work.session, order, work.now)
            work.subject(*subject.split(":", maxsplit=1))
        return work.outcome(job)
