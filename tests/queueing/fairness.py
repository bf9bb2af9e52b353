"""What the hall promises about who is called: read off the line as it stood, not off the program's reasons.

The words are those of counter.md 3 and 6 and domain.md 5.3 and 5.4; nothing here knows how a choice is made.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
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

    line: who waited, the called one too, but for those the clerk skipped. Each of the others is heard by
    themselves: may this one have been let past me? Nothing is sorted and nobody is chosen here.
    """
    line = [row for row in line if _may_be_called(row, caller)]
    fresh = [row for row in line if not _is_called_lately(row, rules, now)]
    if fresh and called.id not in {row.id for row in fresh}:
        return ["called a moment ago: somebody else waited"]
    broken = []
    for row in fresh or line:
        if row.id != called.id:
            broken += _complaints(_Visitor(row, caller, rules, now), _Visitor(called, caller, rules, now))
    return broken


@dataclass(frozen=True)
class _Visitor:
    """What somebody in the line can say for themselves, each in the words in which it was promised."""

    row: TicketRow
    caller: Caller
    rules: Rules
    now: int

    @property
    def was_sent_here(self) -> bool:
        """A colleague handed me on to this window, or to this clerk."""
        return self.caller.window_id == self.row.for_window_id or (
            self.row.for_staff_id == self.caller.staff_id
        )

    @property
    def stayed_over_night(self) -> bool:
        """I came on an earlier day and the day was closed before I was called."""
        return self.row.is_carried

    @property
    def has_the_hour(self) -> bool:
        """I have an appointment, I have come, and in two minutes at the latest it is my hour."""
        return self.row.due_at is not None and self.row.due_at <= self.now + self.rules.due_within_s * SECOND

    @property
    def waits_since(self) -> int:
        """I have waited since I came; with an appointment, since its hour."""
        return max(self.row.place, self.row.due_at or 0)

    @property
    def has_waited_too_long(self) -> bool:
        """I have waited longer than the hall says anybody does."""
        return self.now - self.waits_since >= self.rules.most_wait_min * MINUTE + SECOND


def _complaints(me: _Visitor, called: _Visitor) -> list[str]:
    """Name with what right somebody who still waits can complain that another was called."""
    if called.was_sent_here:
        came_before = me.was_sent_here and me.row.place < called.row.place
        return ["sent here: I was sent here too, and came first"] if came_before else []
    if me.was_sent_here:
        return ["sent here: I was, the other was not"]
    if called.stayed_over_night:
        came_before = me.stayed_over_night and me.row.place < called.row.place
        return ["left over: so was I, and came first"] if came_before else []
    if me.stayed_over_night:
        return ["left over: I waited through the night"]
    if called.has_the_hour:
        # Whoever came without an appointment has no claim against one that is due, however long they wait.
        is_earlier = me.has_the_hour and me.waits_since < called.waits_since
        return ["appointment: mine was earlier"] if is_earlier else []
    if me.has_the_hour:
        return ["appointment: mine is due, the other has none or is too early"]
    if me.has_waited_too_long:
        if not called.has_waited_too_long:
            return ["maximum wait: mine is over"]
        return ["maximum wait: over for longer"] if me.waits_since < called.waits_since else []
    return [] if called.has_waited_too_long else _ratio_complaints(me, called)


def _ratio_complaints(me: _Visitor, called: _Visitor) -> list[str]:
    """So many ordinary visitors are called for each with priority; among their like, who came first."""
    lately = me.caller.calls[: me.rules.ordinary_per_priority]
    if me.row.is_priority is called.row.is_priority:
        return ["first come: I came first"] if me.row.place < called.row.place else []
    if called.row.is_priority:
        return ["ratio: priority out of turn while I wait"] if any(lately) else []
    return [] if any(lately) else ["ratio: priority was due, and that is me"]


def _may_be_called(row: TicketRow, caller: Caller) -> bool:
    if row.for_window_id is not None or row.for_staff_id is not None:
        return row.for_window_id == caller.window_id or row.for_staff_id == caller.staff_id
    return not caller.letters or row.letter in caller.letters


def _is_called_lately(row: TicketRow, rules: Rules, now: int) -> bool:
    """Tell of somebody who missed a call and waits again whether it was just now."""
    return row.called_at is not None and 0 <= (now - row.called_at) // SECOND < rules.pass_over_s
