"""What two texts of a contract differ in: figures, names, clauses added, removed, moved, reworded. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.contracts.comparing_facts import Fact as Fact
from app.contracts.comparing_facts import FactChange as FactChange
from app.contracts.comparing_facts import fact_changes
from app.contracts.text_of_contract import ContractText, Line

ALIKE = 0.5
"""From which likeness on two lines between the same neighbours are one that was reworded."""
STILL_ALIKE = 0.7
"""The same for lines far from each other: moved and reworded."""
SHORTEST_MOVE = 4
"""Characters a line has at least for its second place to be called a move; shorter ones stand everywhere."""
_FAR = 30
_LONGEST = 600_000
_TOKEN = re.compile(r"[0-9\uff10-\uff19][0-9\uff10-\uff19,.%\uff05]*|[A-Za-z]+|\s+|.", re.DOTALL)


class Mark(StrEnum):
    """What became of a run of characters."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


class Fate(StrEnum):
    """What became of a line; a moved one may be reworded as well."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class Run:
    """Characters of one fate."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Passage:
    """A line of either text. A moved one stands once, at its new place.

    before, after: its number in either text ("3.2"; "": none). place_before, place_after: which line it is
    there, from 0; None: it is not there.
    """

    fate: Fate
    is_heading: bool
    before: str
    after: str
    place_before: int | None
    place_after: int | None
    runs: tuple[Run, ...]
    section_before: str = ""
    section_after: str = ""
    """The numbers of the sections it stands in."""

    def where_before(self) -> str:
        """Tell where it stood: its own number, or that of its section."""
        return self.before or self.section_before

    def where_after(self) -> str:
        """Tell where it stands: its own number, or that of its section."""
        return self.after or self.section_after

    @property
    def is_reworded(self) -> bool:
        """Whether both texts have it, in other words."""
        marks = {run.mark for run in self.runs}
        return self.fate in (Fate.CHANGED, Fate.MOVED) and marks != {Mark.SAME}

    def text_before(self) -> str:
        """Give the line as it was."""
        return "".join(run.text for run in self.runs if run.mark is not Mark.INSERTED)

    def text_after(self) -> str:
        """Give the line as it is."""
        return "".join(run.text for run in self.runs if run.mark is not Mark.DELETED)


@dataclass(frozen=True)
class Difference:
    """Everything two texts differ in, in the order of the later one; lines that stayed stand between."""

    facts: tuple[FactChange, ...] = ()
    passages: tuple[Passage, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether the two texts say the same."""
        return not self.facts and all(p.fate is Fate.SAME for p in self.passages)

    def count(self, fate: Fate) -> int:
        """Count the lines of a fate."""
        return sum(passage.fate is fate for passage in self.passages)

    def lines_before(self) -> tuple[str, ...]:
        """Give the earlier text back, line by line."""
        placed = {p.place_before: p.text_before() for p in self.passages if p.place_before is not None}
        return tuple(placed[place] for place in range(len(placed)))

    def lines_after(self) -> tuple[str, ...]:
        """Give the later text back, line by line."""
        placed = {p.place_after: p.text_after() for p in self.passages if p.place_after is not None}
        return tuple(placed[place] for place in range(len(placed)))


def compare(before: ContractText, after: ContractText) -> Difference:
    """Compare two texts of one contract."""
    facts = fact_changes(before, after)
    return Difference(facts, tuple(compare_lines(before.lines, after.lines)))


def compare_lines(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Passage]:
    """Compare the lines of two texts, in the order of the later one."""
    stayed, moved = _pairs(before, after)
    from_after = {new: old for old, new in (stayed | moved).items()}
    gone = [old for old in range(len(before)) if old not in stayed and old not in moved]
    for new, line in enumerate(after):
        old = from_after.get(new)
        if old is None:
            yield _passage(Fate.ADDED, None, line, None, new)
            continue
        is_moved = old in moved
        while gone and not is_moved and gone[0] < old:
            place = gone.pop(0)
            yield _passage(Fate.REMOVED, before[place], None, place, None)
        fate = Fate.MOVED if is_moved else Fate.SAME if before[old].text == line.text else Fate.CHANGED
        yield _passage(fate, before[old], line, old, new)
    for place in gone:
        yield _passage(Fate.REMOVED, before[place], None, place, None)


def runs_between(before: str, after: str) -> tuple[Run, ...]:
    """Tell what was taken out and put in, by characters; numbers and Latin words stay whole."""
    if before == after:
        return (Run(Mark.SAME, after),) if after else ()
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _shared(old, new)
    tail = min(_shared(old[::-1], new[::-1]), min(len(old), len(new)) - head)
    middle = _moves(old[head : len(old) - tail], new[head : len(new) - tail])
    marks = [(Mark.SAME, "".join(old[:head])), *middle, (Mark.SAME, "".join(old[len(old) - tail :]))]
    return tuple(_joined(marks))


def _pairs(before: Sequence[Line], after: Sequence[Line]) -> tuple[dict[int, int], dict[int, int]]:
    """Pair the lines of two texts: those that stayed in order, and those that moved."""
    old_keys, new_keys = [line.key for line in before], [line.key for line in after]
    matcher = difflib.SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    blocks = matcher.get_matching_blocks()
    stayed = {b.a + n: b.b + n for b in blocks for n in range(b.size)}
    moved = _same_elsewhere(before, after, stayed)
    old_left = [n for n in range(len(before)) if n not in stayed and n not in moved]
    new_left = set(range(len(after))) - set(stayed.values()) - set(moved.values())
    signs = _Signs(before, after)
    start_old = start_new = 0
    for block in blocks:
        old_gap = [n for n in old_left if start_old <= n < block.a]
        new_gap = [n for n in range(start_new, block.b) if n in new_left]
        stayed |= _in_order(old_gap, new_gap, signs)
        start_old, start_new = block.a + block.size, block.b + block.size
    old_left = [n for n in old_left if n not in stayed]
    new_left -= set(stayed.values())
    moved |= _anywhere(old_left, sorted(new_left), signs)
    return stayed, moved


def _same_elsewhere(before: Sequence[Line], after: Sequence[Line], stayed: dict[int, int]) -> dict[int, int]:
    taken = set(stayed.values())
    free: dict[tuple[bool, str], list[int]] = {}
    for new, line in enumerate(after):
        if new not in taken and len(line.text) >= SHORTEST_MOVE:
            free.setdefault(line.key, []).append(new)
    moved = {}
    for old, line in enumerate(before):
        if old not in stayed and free.get(line.key):
            moved[old] = free[line.key].pop(0)
    return moved


class _Signs:
    """Pairs of neighbouring characters of each line, by which likeness is measured."""

    def __init__(self, before: Sequence[Line], after: Sequence[Line]) -> None:
        self._old = [_bigrams(line.text) for line in before]
        self._new = [_bigrams(line.text) for line in after]
        self._same_kind = [line.is_heading for line in before], [line.is_heading for line in after]

    def likeness(self, old: int, new: int) -> float:
        """Tell how alike two lines are: twice what they share over what both have."""
        one, other = self._old[old], self._new[new]
        if self._same_kind[0][old] != self._same_kind[1][new]:
            return 0.0
        return 2 * len(one & other) / (len(one) + len(other) or 1)


def _in_order(old_gap: list[int], new_gap: list[int], signs: _Signs) -> dict[int, int]:
    """Pair the lines of a gap that are alike and do not cross, the most alike first."""
    close = [
        (signs.likeness(old, new), n, m)
        for n, old in enumerate(old_gap)
        for m, new in enumerate(new_gap)
        if abs(n - m) <= _FAR
    ]
    chosen: dict[int, int] = {}
    for likeness, n, m in sorted(close, key=lambda c: (-c[0], abs(c[1] - c[2]), c[1])):
        if likeness < ALIKE:
            break
        if n not in chosen and all((a < n) == (b < m) and b != m for a, b in chosen.items()):
            chosen[n] = m
    return {old_gap[n]: new_gap[m] for n, m in chosen.items()}


def _anywhere(old_left: list[int], new_left: list[int], signs: _Signs) -> dict[int, int]:
    close = [(signs.likeness(old, new), old, new) for old in old_left for new in new_left]
    chosen: dict[int, int] = {}
    for likeness, old, new in sorted(close, key=lambda c: -c[0]):
        if likeness < STILL_ALIKE:
            break
        if old not in chosen and new not in chosen.values():
            chosen[old] = new
    return chosen


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[n : n + 2] for n in range(len(text) - 1)) or frozenset((text,))


def _passage(
    fate: Fate, before: Line | None, after: Line | None, place_before: int | None, place_after: int | None
) -> Passage:
    line = after or before
    assert line is not None
    return Passage(
        fate=fate,
        is_heading=line.is_heading,
        before=before.number if before else "",
        after=after.number if after else "",
        place_before=place_before,
        place_after=place_after,
        runs=runs_between(before.text if before else "", after.text if after else ""),
        section_before=before.section if before else "",
        section_after=after.section if after else "",
    )


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """Count the tokens two lists begin with alike."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _moves(old: list[str], new: list[str]) -> Iterator[tuple[Mark, str]]:
    if len(old) * len(new) > _LONGEST:
        yield Mark.DELETED, "".join(old)
        yield Mark.INSERTED, "".join(new)
        return
    moves = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for move, start, end, new_start, new_end in moves:
        # A single character between two changes tells nothing and makes the eye stumble.
        is_crumb = end - start == 1 and start > 0 and end < len(old) and not old[start].isdigit()
        if move == "equal" and not is_crumb:
            yield Mark.SAME, "".join(old[start:end])
        else:
            yield Mark.DELETED, "".join(old[start:end])
            yield Mark.INSERTED, "".join(new[new_start:new_end])


def _joined(marks: Sequence[tuple[Mark, str]]) -> Iterator[Run]:
    """Join neighbouring runs; between two that stayed, what went stands before what came."""
    gone = come = ""
    same = ""
    for mark, text in marks:
        if mark is Mark.SAME and text:
            if gone or come:
                yield from _change(gone, come)
                gone = come = ""
            same += text
        elif text:
            if same:
                yield Run(Mark.SAME, same)
                same = ""
            gone += text if mark is Mark.DELETED else ""
            come += text if mark is Mark.INSERTED else ""
    yield from _change(gone, come)
    if same:
        yield Run(Mark.SAME, same)


def _change(gone: str, come: str) -> Iterator[Run]:
    if gone:
        yield Run(Mark.DELETED, gone)
    if come:
        yield Run(Mark.INSERTED, come)
