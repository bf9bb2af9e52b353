"""Who is next, and why: pure, so that it can be shown before F2 and tested against every line.

In this order: who is kept for this window or person; who was left over from an earlier day; whose appointment
is due, by its hour; which walk-in has waited longer than the hall allows; then priority and ordinary visitors
in the hall's ratio, each by waiting time times the clerk's weight (counter.md 3, domain.md 5.3 and 5.4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.catalogue.rules import Rules
from app.kernel.clock import MINUTE, SECOND

USUAL_WEIGHT = 3


class Reason(StrEnum):
    """Why a visitor is the next."""

    KEPT = "kept"
    CARRIED = "carried"
    WAITED_TOO_LONG = "waited_too_long"
    DUE = "due"
    PRIORITY = "priority"
    ORDINARY_TURN = "ordinary_turn"
    """Priority visitors wait too, and it is an ordinary visitor's turn."""
    WEIGHT = "weight"
    """Others wait longer, but this matter is the clerk's own field."""
    FIRST_COME = "first_come"


@dataclass(frozen=True)
class Candidate:
    """A waiting visitor as far as the choice needs them; moments in microseconds UTC."""

    id: str
    letter: str
    place: int
    is_priority: bool = False
    due_at: int | None = None
    for_window_id: str | None = None
    for_staff_id: str | None = None
    called_at: int | None = None
    """The last call, though the visitor waits again."""
    is_carried: bool = False


@dataclass(frozen=True)
class Seat:
    """Who calls: a window with its lines, a member of staff with their weights.

    letters: the lines it serves, empty for all; recent: its calls of the day, the latest first, True for
    priority; is_help: it also takes from a line that is longer than the hall allows.
    """

    window_id: str
    staff_id: str = ""
    letters: tuple[str, ...] = ()
    is_help: bool = False
    weights: Mapping[str, int] = field(default_factory=dict)
    recent: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Choice:
    """Who is next, why, and the facts of the reason."""

    id: str
    reason: Reason
    waited_s: int
    due_at: int | None
    limit_min: int
    ordinary_per_priority: int


def choose(
    line: Sequence[Candidate], seat: Seat, rules: Rules, now: int, passed_over: Collection[str] = ()
) -> Choice | None:
    """Choose the next visitor for a window, None where nobody fits.

    passed_over: skipped by the clerk for the moment; they lose nothing, and are taken when nobody else fits.
    """
    fitting = fits(line, seat, rules)
    fresh = [c for c in fitting if not _called_lately(c, rules, now)]
    for group in ([c for c in fresh if c.id not in passed_over], fresh, fitting):
        if group:
            return _chosen(group, seat, rules, now)
    return None


def fits(line: Sequence[Candidate], seat: Seat, rules: Rules) -> list[Candidate]:
    """List whom a window may call: its lines, lines that are too long where it helps, who is kept for it."""
    length = Counter(c.letter for c in line)

    def is_for(c: Candidate) -> bool:
        if c.for_window_id is not None or c.for_staff_id is not None:
            return is_kept(c, seat)
        is_long = seat.is_help and length[c.letter] > rules.busy_line
        return not seat.letters or c.letter in seat.letters or is_long

    return [c for c in line if is_for(c)]


def waited_s(candidate: Candidate, now: int) -> int:
    """Tell the seconds somebody has waited; who came early for an appointment waits from its hour."""
    return max(0, now - max(candidate.place, candidate.due_at or 0)) // SECOND


def _chosen(group: list[Candidate], seat: Seat, rules: Rules, now: int) -> Choice:
    best, reason = _first(group, seat, rules, now)
    return Choice(
        best.id, reason, waited_s(best, now), best.due_at, rules.most_wait_min, rules.ordinary_per_priority
    )


def _first(group: list[Candidate], seat: Seat, rules: Rules, now: int) -> tuple[Candidate, Reason]:
    def is_mine(c: Candidate) -> bool:
        return is_kept(c, seat)

    def is_over(c: Candidate) -> bool:
        return waited_s(c, now) > rules.most_wait_min * MINUTE // SECOND

    def is_due(c: Candidate) -> bool:
        return c.due_at is not None and c.due_at - rules.due_within_s * SECOND <= now

    orders: tuple[tuple[Reason, Callable[[Candidate], bool], Callable[[Candidate], int]], ...] = (
        (Reason.KEPT, is_mine, _place),
        (Reason.CARRIED, _is_carried, _place),
        (Reason.DUE, is_due, _begin),
        (Reason.WAITED_TOO_LONG, is_over, _begin),
    )
    for reason, belongs, order in orders:
        some = [c for c in group if belongs(c)]
        if some:
            return min(some, key=lambda c: (order(c), c.id)), reason
    return _in_ratio(group, seat, rules, now)


def _in_ratio(group: list[Candidate], seat: Seat, rules: Rules, now: int) -> tuple[Candidate, Reason]:
    first = [c for c in group if c.is_priority]
    others = [c for c in group if not c.is_priority]
    if first and (not others or _is_priority_turn(seat.recent, rules.ordinary_per_priority)):
        return _heaviest(first, seat, now), Reason.PRIORITY
    best = _heaviest(others, seat, now)
    if first:
        return best, Reason.ORDINARY_TURN
    is_first = best == min(others, key=lambda c: (c.place, c.id))
    return best, Reason.FIRST_COME if is_first else Reason.WEIGHT


def _is_priority_turn(recent: tuple[bool, ...], ordinary_per_priority: int) -> bool:
    since = recent.index(True) if True in recent else ordinary_per_priority
    return since >= ordinary_per_priority


def _heaviest(group: list[Candidate], seat: Seat, now: int) -> Candidate:
    def weight(c: Candidate) -> tuple[int, int, str]:
        return -max(0, now - c.place) * seat.weights.get(c.letter, USUAL_WEIGHT), c.place, c.id

    return min(group, key=weight)


def _called_lately(c: Candidate, rules: Rules, now: int) -> bool:
    return c.called_at is not None and 0 <= now - c.called_at < rules.pass_over_s * SECOND


def is_kept(c: Candidate, seat: Seat) -> bool:
    """Tell whether a visitor is kept for this window or member of staff."""
    return c.for_window_id == seat.window_id or (
        c.for_staff_id is not None and c.for_staff_id == seat.staff_id
    )


def _is_carried(c: Candidate) -> bool:
    return c.is_carried


def _place(c: Candidate) -> int:
    return c.place


def _begin(c: Candidate) -> int:
    return max(c.place, c.due_at or 0)
