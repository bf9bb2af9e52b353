"""Words of doors: the five faces, until when, warnings, why a meeting cannot go on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.kernel.clock import MINUTE, day_of, local
from app.rooms.rows import BookingRow, RoomRow
from ui import wording
from ui.doors.standing import Face, Standing, WhyNot
from ui.parts.names import hour, local_name

ICONS = {
    Face.FREE: "circle-check",
    Face.TAKEN: "users",
    Face.ABOUT: "clock",
    Face.PREPARED: "sparkles",
    Face.CLOSED: "lock",
}
ROLES = {
    Face.FREE: "good",
    Face.TAKEN: "trouble",
    Face.ABOUT: "waiting",
    Face.PREPARED: "accent",
    Face.CLOSED: "muted",
}
"""The colour of each face; white words stand on each with a contrast of at least 4.5."""


def face(shown: Face) -> str:
    """Word a face in one or two words."""
    return {
        Face.FREE: QCoreApplication.translate("Doors", "Free"),
        Face.TAKEN: QCoreApplication.translate("Doors", "Taken"),
        Face.ABOUT: QCoreApplication.translate("Doors", "About to begin"),
        Face.PREPARED: QCoreApplication.translate("Doors", "Being prepared"),
        Face.CLOSED: QCoreApplication.translate("Doors", "Closed"),
    }[shown]


def room_name(room: RoomRow) -> str:
    """Give a room's name for the language of the program."""
    return local_name(room.name, room.name_en)


def title(row: BookingRow) -> str:
    """Write what a meeting is about; of what is confidential, that it is taken and nothing else."""
    if row.is_hidden:
        return QCoreApplication.translate("Doors", "Booked")
    return row.title or wording.label(row.purpose)


def until(stand: Standing, now: int, zone: str) -> str:
    """Write until when a face lasts."""
    if stand.face is Face.ABOUT and stand.shown is not None:
        return hours(stand.shown, zone)
    if stand.until is None:
        return (
            QCoreApplication.translate("Doors", "for the rest of the day") if stand.face is Face.FREE else ""
        )
    when = moment(stand.until, now, zone)
    if stand.face is Face.CLOSED:
        return QCoreApplication.translate("Doors", "opens {0}").format(when)
    if stand.face is Face.PREPARED:
        return QCoreApplication.translate("Doors", "ready {0}").format(when)
    return QCoreApplication.translate("Doors", "until {0}").format(when)


def warning(stand: Standing, zone: str) -> str:
    """Write what those in or before the room should know now, or ""."""
    if stand.release_at is not None:
        when = hour(stand.release_at, zone)
        if stand.is_release_near:
            return QCoreApplication.translate(
                "Doors", "Nobody has checked in: the room is given back at {0}"
            ).format(when)
        return QCoreApplication.translate("Doors", "Please check in before {0}").format(when)
    if stand.ends_in is not None:
        return QCoreApplication.translate("Doors", "The meeting ends in {0} min").format(stand.ends_in)
    return ""


def next_line(stand: Standing, now: int, zone: str) -> str:
    """Write what comes next in the room today."""
    if stand.next is None:
        return QCoreApplication.translate("Doors", "Nothing else is booked today")
    row = stand.next
    if day_of(row.starts_at, zone) != day_of(now, zone):
        return QCoreApplication.translate("Doors", "Nothing else is booked today")
    return QCoreApplication.translate("Doors", "Next: {0}  {1}").format(hours(row, zone), title(row))


def reason(why: tuple[WhyNot, int | None], zone: str) -> str:
    """Write why a meeting cannot go on, short enough for a button."""
    kind, at = why
    when = hour(at, zone) if at is not None else ""
    return {
        WhyNot.NOBODY: QCoreApplication.translate("Doors", "no meeting now"),
        WhyNot.NEXT: QCoreApplication.translate("Doors", "next meeting {0}").format(when),
        WhyNot.CLOSING: QCoreApplication.translate("Doors", "closes {0}").format(when),
        WhyNot.RULES: QCoreApplication.translate("Doors", "not possible here"),
    }[kind]


def hours(row: BookingRow, zone: str) -> str:
    """Write from when to when a meeting goes."""
    return f"{hour(row.starts_at, zone)}\u2013{hour(row.ends_at, zone)}"


def moment(at: int, now: int, zone: str) -> str:
    """Write a moment; with its date where it is not today."""
    if day_of(at, zone) == day_of(now, zone):
        return hour(at, zone)
    return f"{local(at, zone):%m-%d %H:%M}"


def minutes_left(at: int, now: int) -> int:
    """Count the minutes to a moment, a begun one whole."""
    return max(0, -(-(at - now) // MINUTE))
