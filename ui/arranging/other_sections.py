"""Blockings, and movable equipment."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QWidget

from app.kernel.clock import local
from app.kernel.errors import FieldRefused
from app.kernel.periods import Period
from app.rooms.arranging import MOST_PIECES, RoomArranging
from app.rooms.queries import BlockingRow
from app.security.actors import Actor
from ui.arranging.reading import Hall
from ui.arranging.room_section import room_numbered
from ui.arranging.sections import NEW, Job, Line, Section, Typed, whole_number
from ui.arranging.week_words import moment_typed
from ui.parts.names import local_name


class BlockingSection(Section):
    """Rooms that are given to nobody for a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form, today = self.form, dt.date.today()
        hint = self.tr("Numbers, like 201 202. Empty: every room.")
        form.add_line("rooms", self.tr("Rooms"), hint=hint, span=2)
        form.add_date("first_day", self.tr("From"), today)
        form.add_line("first_time", self.tr("at"), required=True)
        form.add_date("last_day", self.tr("Until"), today)
        form.add_line("ends_at", self.tr("at"), required=True)
        form.add_line("reason", self.tr("Reason"), required=True, span=2)
        around = self.tr("Else nothing is blocked while something is booked then.")
        form.add_tick("around", self.tr("Around what is booked already"), hint=around, span=2)

    def lines(self, hall: Hall) -> list[Line]:
        """List the blockings that are not over, and one that is to be made."""
        empty = {"rooms": "", "first_day": str(hall.today), "first_time": "12:00"}
        empty |= {"last_day": str(hall.today), "ends_at": "13:00", "reason": "", "around": ""}
        rows = [self._line(hall, blocking) for blocking in hall.blockings]
        return [*rows, Line(NEW, self.tr("Another blocking"), "", tuple(empty.items()))]

    def job(self, key: str, typed: Typed) -> Job:
        """Block rooms."""
        assert self.hall is not None
        numbers = typed["rooms"].replace(",", " ").split()
        rooms = [room_numbered(self.hall, "rooms", number).id for number in numbers]
        rooms = rooms or [room.id for room in self.hall.rooms]
        zone = self.hall.zone
        start = moment_typed("first_time", typed["first_day"], typed["first_time"], zone)
        end = moment_typed("ends_at", typed["last_day"], typed["ends_at"], zone)
        return partial(_block, rooms, Period(start, end), typed["reason"], bool(typed["around"]))

    def removal_words(self, key: str) -> str:
        """Blockings can be lifted."""
        return self.tr("Give the room free again") if key not in ("", NEW) else ""

    def remove(self, key: str, reason: str, keeps: bool) -> Job:
        """Lift a blocking."""
        return partial(_unblock, key)

    def _line(self, hall: Hall, blocking: BlockingRow) -> Line:
        room = hall.room(blocking.room_id)
        start, end = local(blocking.starts_at, hall.zone), local(blocking.ends_at, hall.zone)
        values = {
            "rooms": room.number if room is not None else "",
            "first_day": f"{start:%Y-%m-%d}",
            "first_time": f"{start:%H:%M}",
            "last_day": f"{end:%Y-%m-%d}",
            "ends_at": f"{end:%H:%M}",
            "reason": blocking.reason,
            "around": "",
        }
        name = local_name(room.name, room.name_en) if room is not None else ""
        return Line(
            blocking.id, name or blocking.reason, f"{start:%m-%d %H:%M}", tuple(values.items()), is_fixed=True
        )


class StockSection(Section):
    """How many of each kind of movable equipment the hall owns."""

    removal = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hint = self.tr("As the booking form shall name it.")
        self._kind = self.form.add_line("kind", self.tr("Kind"), required=True, hint=hint)
        self.form.add_number("quantity", self.tr("Pieces"), 0, MOST_PIECES, hint=self.tr("0: none any more."))

    def lines(self, hall: Hall) -> list[Line]:
        """List the kinds, and another one."""
        rows = [
            Line(s.kind, s.kind, str(s.quantity), (("kind", s.kind), ("quantity", str(s.quantity))))
            for s in hall.stock
        ]
        return [*rows, Line(NEW, self.tr("Another kind"), "", (("kind", ""), ("quantity", "1")))]

    def show_more(self) -> None:
        """A kind keeps its name."""
        self._kind.setEnabled(self.current_key() == NEW)

    def job(self, key: str, typed: Typed) -> Job:
        """Set how many there are; a kind that is there already is not typed as another."""
        kind = typed["kind"].strip()
        known = {line.key for line in self.table.rows()} - {NEW}
        if key == NEW and kind in known:
            raise FieldRefused("kind", "used", kind)
        return partial(_stock, kind, whole_number("quantity", typed["quantity"]))


def _block(
    rooms: list[str], period: Period, reason: str, around: bool, arranging: RoomArranging, actor: Actor
) -> object:
    return arranging.block(rooms, period, reason, actor=actor, around=around)


def _unblock(key: str, arranging: RoomArranging, actor: Actor) -> object:
    return arranging.unblock(key, actor=actor)


def _stock(kind: str, quantity: int, arranging: RoomArranging, actor: Actor) -> object:
    return arranging.set_stock(kind, quantity, actor=actor)
