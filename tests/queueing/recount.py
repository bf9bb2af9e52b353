"""The day counted period by period, beside the program's own statements."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import select

from app.cases.closing_report import LetterCount
from app.counter import Counter
from app.kernel.clock import SECOND
from app.queueing.entities import Period, Ticket
from app.queueing.moves import OVER
from app.queueing.states import PeriodKind
from app.queueing.times import CALLED, SERVING, SUSPENDED, TAKEN_BACK, WAITING, TimeSpent


@dataclass(frozen=True)
class PeriodRow:
    """A period of the log; ``ended_at`` None while it lasts."""

    kind: PeriodKind
    began_at: int
    ended_at: int | None
    end_reason: str = ""


def recount(periods: Iterable[PeriodRow], now: int) -> TimeSpent:
    """Count how long a visitor waited, was called, was served and rested; open periods last until now."""
    lengths = dict.fromkeys(PeriodKind, 0)
    for period in periods:
        if period.end_reason != TAKEN_BACK:
            end = now if period.ended_at is None else period.ended_at
            lengths[period.kind] += max(0, end - period.began_at)

    def of(kinds: frozenset[PeriodKind]) -> int:
        return sum(lengths[kind] for kind in kinds) // SECOND

    return TimeSpent(of(WAITING), of(CALLED), of(SERVING), of(SUSPENDED))


@dataclass(frozen=True)
class DayBooks:
    """A closed day of one terminal as the log of periods tells it.

    calls: those taken back too; broken: visits whose periods do not follow each other without a gap.
    """

    letters: dict[str, LetterCount]
    times: TimeSpent
    calls: int
    broken: list[str]

    def told(self) -> str:
        """Give the sums in a line."""
        lines = self.letters.values()
        names = ("taken", "served", "missed", "voided", "carried")
        return ", ".join(f"{sum(getattr(line, name) for line in lines)} {name}" for name in names)


def books_of(counter: Counter) -> DayBooks:
    """Count a store that has seen one day, from its periods alone; a ticket tells only its letter."""
    with counter.store.look() as session:
        letters = {row.visit_id: row.letter for row in session.execute(select(Ticket)).scalars()}
        rows = session.execute(select(Period).order_by(Period.began_at, Period.id)).scalars().all()
    logs: dict[str, list[PeriodRow]] = {}
    for row in rows:
        period = PeriodRow(row.kind, row.began_at, row.ended_at, row.end_reason)
        logs.setdefault(row.visit_id, []).append(period)
    standing = {visit: [p for p in log if p.end_reason != TAKEN_BACK] for visit, log in logs.items()}
    standing = {visit: log for visit, log in standing.items() if log}
    ends = Tally((letters[visit], _end(log)) for visit, log in standing.items())
    return DayBooks(
        letters={letter: _letter(letter, ends) for letter in sorted({key for key, _ in ends})},
        times=recount((p for log in standing.values() for p in log), 0),
        calls=sum(p.kind is PeriodKind.CALLED for log in logs.values() for p in log),
        broken=[visit for visit, log in standing.items() if not _is_whole(log)],
    )


def _letter(letter: str, ends: Tally[tuple[str, str]]) -> LetterCount:
    names = ("served", "missed", "voided", "carried", "still_open")
    counts = {name: ends[letter, name] for name in names}
    return LetterCount(letter=letter, carried_in=0, taken=sum(counts.values()), **counts)


def _end(log: Sequence[PeriodRow]) -> str:
    last = log[-1]
    if last.ended_at is None:
        return "carried" if last.kind is PeriodKind.CARRIED else "still_open"
    if last.kind is PeriodKind.SERVING:
        return "served"
    return "missed" if last.kind is PeriodKind.MISSED else "voided"


def _is_whole(log: Sequence[PeriodRow]) -> bool:
    """Tell whether each period begins where the one before it ended, and only the last may be open."""
    last = log[-1]
    is_over = (last.end_reason == OVER) == (last.ended_at is not None)
    return is_over and all(before.ended_at == after.began_at for before, after in pairwise(log))
