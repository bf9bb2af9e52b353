"""Rooms: opening one, its seats and times, what stands in it, what it can be divided into, closing it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.errors import FieldRefused
from app.rooms.arranging import LONGEST_AROUND, MOST_SEATS, RoomArranging, RoomSettings
from app.rooms.entries import RoomPlan
from app.rooms.rows import RoomRow
from app.rooms.states import Equipment, RoomKind
from app.security.actors import Actor
from ui import wording
from ui.arranging.picture_file import PictureEdit, read_picture
from ui.arranging.plan_edit import Placed, PlanEdit
from ui.arranging.reading import Hall
from ui.arranging.sections import NEW, Job, Line, Section, Typed, whole_number
from ui.parts.names import local_name
from ui.parts.words import words

_PLAN_PARTS = 4
_PLAN_SIZE = 1000
_FARTHEST = 9999
_KEPT = "\u2713"


class RoomSection(Section):
    """A room as it is and what it takes to use it."""

    columns = 2

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form, minutes = self.form, self.tr(" min")
        self._number = form.add_line("number", self.tr("Number on the door"), required=True)
        self._kind = form.add_choice("kind", self.tr("Kind"), [(str(k), wording.label(k)) for k in RoomKind])
        form.add_line("room_name", self.tr("Name"), required=True)
        form.add_line("name_en", self.tr("Name in English"))
        form.add_number("seats", self.tr("Seats"), 1, MOST_SEATS)
        hint = self.tr("0: never. So long after the start a room nobody checked in to is given back.")
        form.add_number(
            "release_minutes", self.tr("Given back after"), 0, LONGEST_AROUND, suffix=minutes, hint=hint
        )
        between = self.tr("Between two meetings the longer of the two counts.")
        form.add_number("preparation_minutes", self.tr("Preparing before"), 0, LONGEST_AROUND, suffix=minutes)
        form.add_number(
            "turnover_minutes", self.tr("Clearing after"), 0, LONGEST_AROUND, suffix=minutes, hint=between
        )
        for thing in Equipment:
            form.add_tick(f"has_{thing}", wording.label(thing))
        divided = self.tr(
            "Numbers of rooms, like 201 202. Whoever books it has them too. Empty: not divided."
        )
        form.add_line("parts", self.tr("Can be divided into"), hint=divided, span=2)
        plan = self.tr(
            "Left, top, width, height in thousandths of the plan, like 40 120 200 150. "
            "Empty: placed by the program."
        )
        form.add_line("plan", self.tr("Place on the floor plan"), hint=plan, span=2)
        walks = self.tr("Metres from each window, like 1:12 2:15. Nearer rooms are offered first.")
        form.add_line("walks", self.tr("Way from the windows"), hint=walks, span=2)
        picture = self.tr("A JPEG or PNG file. \u2713: as it is. Empty: none.")
        form.add_line("picture", self.tr("Picture"), hint=picture, span=2)
        self.place = PlanEdit(self)
        self.left.addWidget(words(self.tr("Floor plan: arrows, Shift and arrows"), "small", self))
        self.left.addWidget(self.place)
        self.picture = PictureEdit(self)
        below = form.layout()
        assert isinstance(below, QVBoxLayout)
        below.insertWidget(below.count() - 1, self.picture)
        self.place.placed.connect(self._on_placed)
        self.picture.chosen.connect(self._on_picture)

    def lines(self, hall: Hall) -> list[Line]:
        """List the rooms, and one that is to be opened."""
        return [*(_line(hall, room) for room in hall.rooms), Line(NEW, self.tr("Another room"), "", _EMPTY)]

    def show_more(self) -> None:
        """Number and kind are given once; the plan follows what is typed."""
        is_new = self.current_key() == NEW
        self._number.setEnabled(is_new)
        self._kind.setEnabled(is_new)
        shown = [
            Placed(line.key, self.typed(line.key)["number"], self._place(line.key)) for line in self.rows()
        ]
        self.place.show_rooms(shown, self.current_key())
        room = self.hall.room(self.current_key()) if self.hall is not None else None
        key = room.picture if room is not None else ""
        self.picture.show_picture(key, self.hall.pictures.get(key) if self.hall is not None else None)

    def _place(self, key: str) -> tuple[int, ...]:
        typed = self.form.text("plan") if key == self.current_key() else self.typed(key)["plan"]
        try:
            return _plan(typed)
        except FieldRefused:
            return ()

    def _on_placed(self, place: str) -> None:
        self.form.set_text("plan", place)

    def _on_picture(self, path: str) -> None:
        self.form.set_text("picture", path)

    def job(self, key: str, typed: Typed) -> Job:
        """Set a room, or open one."""
        assert self.hall is not None
        room = self.hall.room(key)
        parts = _parts(self.hall, typed["parts"])
        settings = _settings(typed, room)
        if room is None:
            plan = RoomPlan(
                RoomKind(typed["kind"]), typed["number"], settings.name, settings.name_en, settings.seats
            )
            return partial(_open, plan, settings, parts, typed["picture"])
        was = [part.id for part in self.hall.parts_of(room)]
        path = typed["picture"] if typed["picture"] != _shown_picture(room) else None
        return partial(_set, key, settings, parts if parts != was else None, path)

    def removal_words(self, key: str) -> str:
        """Rooms can be closed."""
        return self.tr("Close this room") if key not in ("", NEW) else ""

    def remove(self, key: str, reason: str, keeps: bool) -> Job:
        """Close a room."""
        return partial(_close, key, reason, keeps)


def _line(hall: Hall, room: RoomRow) -> Line:
    values = {
        "number": room.number,
        "kind": str(room.kind),
        "room_name": room.name,
        "name_en": room.name_en,
        "seats": str(room.seats),
        "release_minutes": str(room.release_minutes),
        "preparation_minutes": str(room.preparation_minutes),
        "turnover_minutes": str(room.turnover_minutes),
        "parts": " ".join(part.number for part in hall.parts_of(room)),
        "plan": " ".join(str(n) for n in room.plan),
        "walks": " ".join(f"{window}:{metres}" for window, metres in room.walks.items()),
        "picture": _shown_picture(room),
    }
    values |= {f"has_{thing}": "1" if thing in room.equipment else "" for thing in Equipment}
    name = f"{room.number}  {local_name(room.name, room.name_en)}"
    return Line(room.id, name, str(room.seats), tuple(values.items()))


_EMPTY = (
    ("number", ""),
    ("kind", str(RoomKind.NEGOTIATION)),
    ("room_name", ""),
    ("name_en", ""),
    ("seats", "6"),
    ("release_minutes", "10"),
    ("preparation_minutes", "0"),
    ("turnover_minutes", "15"),
    ("parts", ""),
    ("plan", ""),
    ("walks", ""),
    ("picture", ""),
    *((f"has_{thing}", "") for thing in Equipment),
)


def _settings(typed: Typed, room: RoomRow | None) -> RoomSettings:
    kept = {} if room is None else {"rules": room.rules, "picture": room.picture}
    return RoomSettings(
        name=typed["room_name"],
        name_en=typed["name_en"],
        seats=int(typed["seats"]),
        equipment=tuple(thing for thing in Equipment if typed[f"has_{thing}"]),
        preparation_minutes=int(typed["preparation_minutes"]),
        turnover_minutes=int(typed["turnover_minutes"]),
        release_minutes=int(typed["release_minutes"]),
        plan=_plan(typed["plan"]),
        walks=_walks(typed["walks"]),
        **kept,  # type: ignore[arg-type]
    )


def _plan(text: str) -> tuple[int, ...]:
    numbers = tuple(whole_number("plan", part) for part in text.replace(",", " ").split())
    if not numbers:
        return ()
    if len(numbers) != _PLAN_PARTS:
        raise FieldRefused("plan", "wrong_form", text)
    left, top, width, height = numbers
    if min(left, top) < 0 or min(width, height) < 1 or max(left + width, top + height) > _PLAN_SIZE:
        raise FieldRefused("plan", "out_of_range", text)
    return numbers


def _walks(text: str) -> dict[str, int]:
    walks = {}
    for part in text.replace(",", " ").replace("\uff1a", ":").split():
        window, colon, metres = part.partition(":")
        if not colon or not window:
            raise FieldRefused("walks", "wrong_form", part)
        walks[window] = whole_number("walks", metres)
        if not 0 <= walks[window] <= _FARTHEST:
            raise FieldRefused("walks", "out_of_range", part)
    return walks


def _shown_picture(room: RoomRow) -> str:
    return _KEPT if room.picture else ""


def _parts(hall: Hall, text: str) -> list[str]:
    return [room_numbered(hall, "parts", number).id for number in text.replace(",", " ").split()]


def room_numbered(hall: Hall, field: str, number: str) -> RoomRow:
    """Find a room by the number on its door; refuses with FieldRefused."""
    found = next((room for room in hall.rooms if room.number.casefold() == number.casefold()), None)
    if found is None:
        raise FieldRefused(field, "no_such_room", number)
    return found


def _open(
    plan: RoomPlan,
    settings: RoomSettings,
    parts: list[str],
    path: str,
    arranging: RoomArranging,
    actor: Actor,
) -> object:
    content = read_picture(path) if path else None
    key = arranging.add_room(plan, actor=actor).value.id
    outcome = _set(key, settings, parts or None, None, arranging, actor)
    if content is not None:
        arranging.set_picture(key, content, actor=actor)
    return outcome


def _set(
    key: str,
    settings: RoomSettings,
    parts: list[str] | None,
    path: str | None,
    arranging: RoomArranging,
    actor: Actor,
) -> object:
    """Set a room; ``path``: of another picture, "" where there shall be none, None: as it is."""
    content = None if path is None else read_picture(path) if path else b""
    outcome = arranging.set_room(key, settings, actor=actor)
    if content is not None:
        arranging.set_picture(key, content, actor=actor)
    return outcome if parts is None else arranging.divide(key, parts, actor=actor)


def _close(key: str, reason: str, keeps: bool, arranging: RoomArranging, actor: Actor) -> object:
    return arranging.close_room(key, reason, actor=actor, despite_bookings=keeps)
