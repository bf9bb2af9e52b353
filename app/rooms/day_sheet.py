"""Rooms on paper: the day of a room or of the hall, and the attendance sheet of a meeting.

A day sheet hangs where anybody reads it: it names no person, and of what is confidential only that it is.
"""

from __future__ import annotations

from app.catalogue.queries import HallCard
from app.documents.sheets import Align, Paragraph, ReportSheet, Section, Table
from app.documents.words import word, word_list
from app.kernel.clock import day_of, local
from app.rooms.arriving import MEETING_PREFIX
from app.rooms.door import SignedIn
from app.rooms.queries import BlockingRow, RoomDay
from app.rooms.rows import BookingCard, RoomRow

_DAY, _LIST = "room_day", "attendance"
_SHARES = (2.2, 4.0, 1.0, 0.8, 1.4, 1.0)
_ALIGNS: tuple[Align, ...] = ("center", "left", "center", "center", "center", "center")
_LIST_SHARES = (0.7, 1.6, 3.2, 1.2, 2.2, 1.4)
_LIST_ALIGNS: tuple[Align, ...] = ("center", "left", "left", "center", "center", "center")
_LEAST_ROWS = 12
_SPARE_ROWS = 4
_TALL = 30.0


def day_sheet(days: tuple[RoomDay, ...], hall: HallCard, at: int, zone: str) -> ReportSheet:
    """Word a day of one room, or of all."""
    day = days[0].day.isoformat() if days else day_of(at, zone).isoformat()
    title = word(_DAY, "hall_title")
    if len(days) == 1:
        room = days[0].room
        title = word(_DAY, "room_title", number=room.number, name=room.name)
    under = word(_DAY, "day", day=day, at=f"{local(at, zone):%Y-%m-%d %H:%M}")
    sections = tuple(_room(one, zone) for one in days)
    return ReportSheet(title, hall.name, (under,), sections, hall.is_sample)


def attendance_sheet(
    booking: BookingCard, room: RoomRow, people: tuple[SignedIn, ...], hall: HallCard, zone: str
) -> ReportSheet:
    """Word the attendance sheet of a meeting: who was announced, and empty lines for the others."""
    starts, ends = local(booking.starts_at, zone), local(booking.ends_at, zone)
    times = {"day": f"{starts:%Y-%m-%d}", "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
    title = word(_LIST, "confidential") if booking.is_hidden else booking.title
    rows = [_person(n, one, zone) for n, one in enumerate(people, start=1)]
    wanted = max(_LEAST_ROWS, len(rows) + _SPARE_ROWS)
    rows += [(str(n), "", "", "", "", "") for n in range(len(rows) + 1, wanted + 1)]
    table = Table(word_list(_LIST, "columns"), tuple(rows), _LIST_SHARES, _LIST_ALIGNS, _TALL)
    closing = (Paragraph(word(_LIST, "note")), Paragraph(word(_LIST, "witness")))
    return ReportSheet(
        title=word(_LIST, "title"),
        hall_name=hall.name,
        subtitle=(
            word(_LIST, "room", number=room.number, name=room.name, **times),
            word(_LIST, "subject", title=title),
        ),
        sections=(Section("people", word(_LIST, "people"), (table, *closing)),),
        is_sample=hall.is_sample,
        code=f"{MEETING_PREFIX}{booking.id}",
        code_note=word(_LIST, "code_note"),
    )


def _room(day: RoomDay, zone: str) -> Section:
    room = day.room
    spans = "  ".join(f"{_clock(s.starts)}\u2013{_clock(s.ends)}" for s in day.hours.spans)
    hours = word(_DAY, "hours", hours=spans) if spans else word(_DAY, "closed")
    heading = word(_DAY, "room", number=room.number, name=room.name, seats=room.seats, hours=hours)
    lines = [(b.starts_at, _booking(b, zone)) for b in day.bookings]
    lines += [(b.starts_at, _blocking(b, zone)) for b in day.blockings]
    if not lines:
        return Section(room.id, heading, (Paragraph(word(_DAY, "nothing")),))
    rows = tuple(row for _, row in sorted(lines))
    return Section(room.id, heading, (Table(word_list(_DAY, "columns"), rows, _SHARES, _ALIGNS),))


def _booking(row: BookingCard, zone: str) -> tuple[str, ...]:
    title = word(_DAY, "confidential") if row.is_hidden else row.title
    before, after = row.prepare_from or row.starts_at, row.busy_until
    if before < row.starts_at or after > row.ends_at:
        title += word(_DAY, "around", before=_hour(before, zone), after=_hour(after, zone))
    state = word(_DAY, "waiting_centre") if row.is_pending else word(_DAY, str(row.state))
    here = _hour(row.checked_in_at, zone) if row.checked_in_at is not None else ""
    when = f"{_hour(row.starts_at, zone)}\u2013{_hour(row.ends_at, zone)}"
    return when, title, word(_DAY, str(row.purpose)), str(row.party_size), state, here


def _blocking(row: BlockingRow, zone: str) -> tuple[str, ...]:
    when = f"{_hour(row.starts_at, zone)}\u2013{_hour(row.ends_at, zone)}"
    return when, word(_DAY, "blocked", reason=row.reason), "", "", "", ""


def _person(number: int, one: SignedIn, zone: str) -> tuple[str, ...]:
    role = word(_LIST, str(one.party.role)) if one.party is not None else ""
    here = _hour(one.signed_at, zone) if one.signed_at is not None else ""
    return str(number), one.name, one.organisation, role, "", here


def _hour(moment: int, zone: str) -> str:
    return f"{local(moment, zone):%H:%M}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
