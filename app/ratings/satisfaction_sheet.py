"""The satisfaction of a period on paper. It counts, it names nobody."""

from __future__ import annotations

from app.catalogue.queries import HallCard
from app.documents.sheets import Align, Paragraph, ReportSheet, Section, Table
from app.documents.words import word, word_list
from app.kernel.clock import local
from app.ratings.options import option_list
from app.ratings.queries import Satisfaction

_WORDS = "satisfaction"
_CENTRED: Align = "center"


def satisfaction_sheet(found: Satisfaction, hall: HallCard, clerk: str, at: int, zone: str) -> ReportSheet:
    """Word the figures of a period: both counts always stand beside the rate (domain.md 5.2)."""
    made = f"{local(at, zone):%Y-%m-%d %H:%M}"
    under = (
        word(_WORDS, "days", since=found.since, until=found.until, at=made),
        word(_WORDS, "clerk", name=clerk),
    )
    notes = tuple(Paragraph(text) for text in word_list(_WORDS, "notes"))
    sections = (
        Section("counts", word(_WORDS, "counts"), (_counts(found),)),
        Section("levels", word(_WORDS, "levels"), (_levels(found), *notes)),
    )
    return ReportSheet(word(_WORDS, "title"), hall.name, under, sections, hall.is_sample)


def _counts(found: Satisfaction) -> Table:
    closed = found.rated + found.unrated + found.set_aside
    counts = (closed, found.rated, found.unrated, found.set_aside)
    return _table("count_columns", ((*map(str, counts), _share(found.per_mille)),))


def _levels(found: Satisfaction) -> Table:
    names = {level.value: level.name for level in option_list().levels}
    rows = tuple(
        (names[level], str(count), _share(count * 1000 // found.rated if found.rated else None))
        for level, count in found.by_level
    )
    return _table("level_columns", rows)


def _table(columns: str, rows: tuple[tuple[str, ...], ...]) -> Table:
    heads = word_list(_WORDS, columns)
    return Table(heads, rows, (1.0,) * len(heads), (_CENTRED,) * len(heads))


def _share(per_mille: int | None) -> str:
    return word(_WORDS, "no_rate") if per_mille is None else f"{per_mille // 10}.{per_mille % 10} %"
