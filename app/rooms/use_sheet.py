"""The use of rooms on paper and as a table for other programs. It counts, it names nobody."""

from __future__ import annotations

import csv
import datetime as dt
import io

from app.catalogue.queries import HallCard
from app.documents.sheets import Align, Paragraph, ReportSheet, Section, Table
from app.documents.words import word, word_list
from app.kernel.clock import local
from app.rooms.room_use import RoomUse, whole

_USE = "room_use"
_SHARES = (2.6, 1.1, 1.1, 1.0, 1.1, 1.1, 0.9, 0.9, 0.9)
_ALIGNS: tuple[Align, ...] = ("left", *("right",) * 8)


def use_sheet(
    uses: tuple[RoomUse, ...], first: dt.date, last: dt.date, hall: HallCard, at: int, zone: str
) -> ReportSheet:
    """Word the use of each room and of the hall over some days."""
    rows = tuple(_row(use) for use in (*uses, whole(uses)))
    table = Table(word_list(_USE, "columns"), rows, _SHARES, _ALIGNS)
    under = word(_USE, "days", first=first, last=last, at=f"{local(at, zone):%Y-%m-%d %H:%M}")
    closing = tuple(Paragraph(text) for text in word_list(_USE, "notes"))
    section = Section("use", word(_USE, "heading"), (table, *closing))
    return ReportSheet(word(_USE, "title"), hall.name, (under,), (section,), hall.is_sample)


def use_table(uses: tuple[RoomUse, ...], first: dt.date, last: dt.date) -> bytes:
    """Write the same as comma-separated values, in minutes; with the mark Excel knows UTF-8 by."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((*word_list(_USE, "span"), *word_list(_USE, "table")))
    for use in (*uses, whole(uses)):
        figures = (use.open, use.booked, use.used, use.outside, use.bookings, use.no_shows, use.cancelled)
        share = f"{use.share * 100:.1f}"
        writer.writerow((first.isoformat(), last.isoformat(), use.number, _name(use), *figures, share))
    return out.getvalue().encode("utf-8-sig")


def _row(use: RoomUse) -> tuple[str, ...]:
    figures = (use.bookings, use.no_shows, use.cancelled)
    return (
        " ".join(text for text in (use.number, _name(use)) if text),
        *(_hours(minutes) for minutes in (use.open, use.booked)),
        f"{use.share * 100:.1f} %",
        *(_hours(minutes) for minutes in (use.used, use.outside)),
        *(str(figure) for figure in figures),
    )


def _name(use: RoomUse) -> str:
    return use.name if use.room_id else word(_USE, "hall")


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
