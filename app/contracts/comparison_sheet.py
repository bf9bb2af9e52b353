"""From a difference to the sheet that is printed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from app.contracts.comparing import Difference, Fate, Mark, Passage
from app.documents.comparison import ComparisonSheet, Ink, InkLine, InkRun
from app.documents.sheets import Table
from app.documents.words import word, word_list

INKS = {Mark.SAME: Ink.PLAIN, Mark.INSERTED: Ink.INSERTED, Mark.DELETED: Ink.DELETED}
SHORTEST_GAP = 4
"""So many unchanged lines in a row are told by their count; fewer stand there."""


def comparison_sheet(
    number: str, title: str, hall_name: str, sides: tuple[str, str], difference: Difference
) -> ComparisonSheet:
    """Set a difference. ``sides``: how the two versions are called; "" : the text as it stands."""
    after = sides[1] or word("comparison", "now")
    counts = word(
        "comparison",
        "counts",
        added=difference.count(Fate.ADDED),
        removed=difference.count(Fate.REMOVED),
        changed=difference.count(Fate.CHANGED),
        moved=difference.count(Fate.MOVED),
    )
    return ComparisonSheet(
        title=word("comparison", "title"),
        hall_name=hall_name,
        subtitle=(
            f"{number}\u3000{title}",
            word("comparison", "sides", before=sides[0], after=after),
            counts,
        ),
        facts_heading=word("comparison", "facts"),
        facts=_facts(difference),
        no_facts=word("comparison", "no_facts"),
        lines_heading=word("comparison", "texts"),
        legend=_legend(),
        lines=tuple(_lines(difference)),
    )


def _facts(difference: Difference) -> Table | None:
    rows = tuple(
        (word("comparison", f"fact_{change.fact}"), change.about, change.before, change.after)
        for change in difference.facts
    )
    return Table(word_list("comparison", "columns"), rows, (24, 30, 46, 46)) if rows else None


def _legend() -> InkLine:
    return InkLine(
        (
            InkRun(Ink.PLAIN, word("comparison", "legend")),
            InkRun(Ink.INSERTED, word("comparison", "inserted")),
            InkRun(Ink.PLAIN, "\u3000"),
            InkRun(Ink.DELETED, word("comparison", "deleted")),
        )
    )


def _lines(difference: Difference) -> Iterator[InkLine]:
    if all(passage.fate is Fate.SAME for passage in difference.passages):
        yield InkLine((InkRun(Ink.PLAIN, word("comparison", "nothing")),))
        return
    for is_same, group in groupby(difference.passages, key=_stayed):
        passages = list(group)
        # The heading above a changed line tells where one is.
        shown = passages[-1:] if is_same and passages[-1].is_heading else []
        left_out = len(passages) - len(shown)
        if is_same and left_out >= SHORTEST_GAP:
            yield InkLine((InkRun(Ink.PLAIN, word("comparison", "same", count=left_out)),))
            passages = shown
        yield from (_line(passage) for passage in passages)


def _stayed(passage: Passage) -> bool:
    return passage.fate is Fate.SAME


def _line(passage: Passage) -> InkLine:
    runs = [InkRun(INKS[run.mark], run.text) for run in passage.runs]
    note = _note(passage)
    return InkLine(
        runs=(*([InkRun(Ink.PLAIN, note)] if note else []), *runs),
        number=passage.after or passage.before,
        is_heading=passage.is_heading,
        has_bar=passage.fate is not Fate.SAME,
    )


def _note(passage: Passage) -> str:
    if passage.fate is Fate.MOVED:
        key = "moved" if passage.where_before() else "moved_unnumbered"
        return word("comparison", key, before=passage.where_before())
    if passage.fate in (Fate.ADDED, Fate.REMOVED):
        return word("comparison", str(passage.fate))
    return ""
