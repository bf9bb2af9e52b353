"""Words of the rooms' pages: names in the person's language, hours, reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.kernel.clock import MINUTE, day_of, local, moment_of
from app.rooms.rows import BookingRow, RoomRow
from app.rooms.states import BookingState, Equipment, Purpose
from app.rooms.suggesting import How, Offer
from ui import wording

PURPOSE_ICONS = {
    Purpose.TALK: "users",
    Purpose.SIGNING: "file-signature",
    Purpose.REVIEW: "file-text",
    Purpose.ROADSHOW: "monitor",
}


def local_name(name: str, name_en: str) -> str:
    """Give the name for the language of the program."""
    is_chinese = QLocale().language() == QLocale.Language.Chinese
    return name if is_chinese or not name_en else name_en


def room_name(room: RoomRow) -> str:
    """Give a room's name for the language of the program."""
    return local_name(room.name, room.name_en)


def hour(moment: int, zone: str) -> str:
    """Write a moment as the hall's wall clock shows it."""
    return local(moment, zone).strftime("%H:%M")


def stretch(starts_at: int, ends_at: int, zone: str) -> str:
    """Write from when to when."""
    return f"{hour(starts_at, zone)}\u2013{hour(ends_at, zone)}"


def seats(count: int) -> str:
    """Write how many seats there are."""
    return QCoreApplication.translate("Rooms", "{count} seats").format(count=count)


def names(parties: Iterable[str]) -> str:
    """Write who meets whom."""
    return " \u00b7 ".join(parties)


def to_be_confirmed() -> str:
    """Write that the centre has not answered yet."""
    return QCoreApplication.translate("Rooms", "to be confirmed")


def asked_for() -> str:
    """Write that somebody asks for a room that wants the hall's word."""
    return QCoreApplication.translate("Rooms", "asked for")


def held() -> str:
    """Write that a room is kept for somebody who is being phoned."""
    return QCoreApplication.translate("Rooms", "held")


class Titled(Protocol):
    """Something with a title that not everybody may read."""

    @property
    def title(self) -> str:
        """What it is about."""
        ...

    @property
    def is_hidden(self) -> bool:
        """Whether the title is not for who looks."""
        ...


def title(row: Titled) -> str:
    """Write what a booking is about; what is confidential says only that."""
    return QCoreApplication.translate("Rooms", "Confidential") if row.is_hidden else row.title


def short_day(day: dt.date) -> str:
    """Write a day in few characters: weekday and date."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd MM-dd")


def pending() -> str:
    """Write the same in one short word, for a bar."""
    return QCoreApplication.translate("Rooms", "pending")


def room_tip(room: RoomRow) -> str:
    """Write a room in some lines, for the tooltip."""
    things = names(wording.label(thing) for thing in room.equipment)
    return "\n".join(line for line in (room_name(room), seats(room.seats), things) if line)


def booking_tip(row: BookingRow, zone: str) -> str:
    """Write a booking in some lines, for the tooltip and for screen readers."""
    clearing = QCoreApplication.translate("Rooms", "clearing until {end}")
    preparing = QCoreApplication.translate("Rooms", "preparing from {start}")
    lines = [title(row), stretch(row.starts_at, row.ends_at, zone), wording.label(row.purpose)]
    if row.party_names:
        lines.append(names(row.party_names))
    if row.busy_until > row.ends_at:
        lines.append(clearing.format(end=hour(row.busy_until, zone)))
    if 0 < row.prepare_from < row.starts_at:
        lines.append(preparing.format(start=hour(row.prepare_from, zone)))
    if row.state is not BookingState.CONFIRMED:
        lines.append(wording.label(row.state))
    elif row.is_pending:
        lines.append(to_be_confirmed())
    return "\n".join(lines)


def booking_line(row: BookingRow, room: str, zone: str) -> str:
    """Write a booking in a line: what about and who first, then where, when, and what is not settled."""
    state = wording.label(row.state) if row.state is not BookingState.CONFIRMED else ""
    if row.is_pending and not state:
        state = to_be_confirmed()
    place = f"{room} {stretch(row.starts_at, row.ends_at, zone)}".strip()
    return names(part for part in (title(row), *row.party_names, place, state) if part)


def when(suggestion: Offer, zone: str, day: dt.date) -> str:
    """Write when a suggested room is free, with the date where it is another day."""
    hours = stretch(suggestion.starts_at, suggestion.ends_at, zone)
    if day_of(suggestion.starts_at, zone) != day:
        return f"{local(suggestion.starts_at, zone):%m-%d} {hours}"
    if suggestion.how is How.AS_WISHED or suggestion.how is How.OTHER_ROOM:
        return QCoreApplication.translate("Rooms", "free")
    if suggestion.how is How.SHORTENED:
        return hours
    text = QCoreApplication.translate("Rooms", "from {start}")
    return text.format(start=hour(suggestion.starts_at, zone))


def why(suggestion: Offer, room: RoomRow) -> str:
    """Write what speaks for a room: its seats, and what it has and lacks of what is wanted."""
    reasons = [seats(room.seats)]
    reasons += [wording.label(Equipment(word)) for word in suggestion.has]
    without = QCoreApplication.translate("Rooms", "no {thing}")
    reasons += [without.format(thing=wording.label(Equipment(word))) for word in suggestion.lacks]
    if suggestion.walk:
        walk = QCoreApplication.translate("Rooms", "{metres} m away")
        reasons.append(walk.format(metres=suggestion.walk))
    if suggestion.how in (How.SHORTENED, How.OTHER_DAY, How.SHIFTED, How.NEXT_FREE):
        reasons.insert(0, wording.label(suggestion.how))
    return names(reasons)


def minutes(starts_at: int, ends_at: int) -> int:
    """Count the whole minutes of a stretch."""
    return (ends_at - starts_at) // MINUTE


def morning(day: dt.date, zone: str) -> int:
    """Give the moment at which the cursor begins on a day chosen from a month."""
    return moment_of(dt.datetime.combine(day, dt.time(9)), zone)


def day(moment: int, zone: str) -> dt.date:
    """Give the hall's day of a moment."""
    return day_of(moment, zone)
