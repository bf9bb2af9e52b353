"""What the hall promises about who is called: read off the line as it stood, not off the program's reasons.

The words are those of counter.md 3 and 6 and domain.md 5.3 and 5.4; nothing here knows how a choice is made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from app.catalogue.rules import Rules
from app.kernel.clock import MINUTE, SECOND
from app.queueing.queries import TicketRow


@dataclass(frozen=True)
class Caller:
    """A window that calls, with a clerk who has no field of their own.

    letters: the lines it serves, empty for all; calls: whom it called today and nobody took back, the latest
    first, each once, True for a visitor with priority.
    """

    window_id: str
    staff_id: str
    letters: tuple[str, ...]
    calls: Sequence[bool] = ()


def broken_promises(
    called: TicketRow, line: Collection[TicketRow], caller: Caller, rules: Rules, now: int
) -> list[str]:
    """Name what was promised to somebody in a line and not kept when another was called.

    line: who waited, the called one too, but for those the clerk skipped.
    """
    line = [row for row in line if _may_be_called(row, caller)]
    fresh = [row for row in line if not _is_called_lately(row, rules, now)]
    if fresh and called.id not in {row.id for row in fresh}:
        return ["called a moment ago: somebody else waited"]
    line = fresh or line
    others = [row for row in line if row.id != called.id]
    for name, is_first, begin in _order(caller, rules, now):
        if is_first(called):
            earlier = any(is_first(row) and begin(row) < begin(called) for row in others)
            return [f"{name}: another came first"] if earlier else []
        if any(is_first(row) for row in others):
            return [f"{name}: passed over"]
    return _ratio_broken(called, others, caller, rules)


def _ratio_broken(called: TicketRow, others: list[TicketRow], caller: Caller, rules: Rules) -> list[str]:
    lately = caller.calls[: rules.ordinary_per_priority]
    broken = []
    if any(row.is_priority is called.is_priority and row.place < called.place for row in others):
        broken.append("first come: another came first")
    if called.is_priority and any(lately) and any(not row.is_priority for row in others):
        broken.append("ratio: priority out of turn while others wait")
    if not called.is_priority and not any(lately) and any(row.is_priority for row in others):
        broken.append("ratio: priority was due and is passed over")
    return broken


Belongs = Callable[[TicketRow], bool]
Begin = Callable[[TicketRow], int]


def _order(caller: Caller, rules: Rules, now: int) -> tuple[tuple[str, Belongs, Begin], ...]:
    """Name who goes before the others, one group before the next, each by whoever has waited since."""

    def is_over(row: TicketRow) -> bool:
        return (now - _since(row)) // SECOND > rules.most_wait_min * MINUTE // SECOND

    def is_due(row: TicketRow) -> bool:
        return row.due_at is not None and row.due_at - rules.due_within_s * SECOND <= now

    def is_kept(row: TicketRow) -> bool:
        return row.for_window_id == caller.window_id or row.for_staff_id == caller.staff_id

    return (
        ("kept for this window", is_kept, _place),
        ("carried over", _is_carried, _place),
        ("maximum wait", is_over, _since),
        ("appointment", is_due, _since),
    )


def _may_be_called(row: TicketRow, caller: Caller) -> bool:
    if row.for_window_id is not None or row.for_staff_id is not None:
        return row.for_window_id == caller.window_id or row.for_staff_id == caller.staff_id
    return not caller.letters or row.letter in caller.letters


def _is_called_lately(row: TicketRow, rules: Rules, now: int) -> bool:
    """Tell of somebody who missed a call and waits again whether it was just now."""
    return row.called_at is not None and 0 <= (now - row.called_at) // SECOND < rules.pass_over_s


def _since(row: TicketRow) -> int:
    """Tell since when somebody waits; who came early for an appointment from its hour."""
    return max(row.place, row.due_at or 0)


def _place(row: TicketRow) -> int:
    return row.place


def _is_carried(row: TicketRow) -> bool:
    return row.is_carried
