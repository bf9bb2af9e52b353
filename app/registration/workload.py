"""What the registrar's desk did (登记机构工作量, domain.md 11.2, T12), told from the histories. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date

from app.catalogue.calendar import WorkingDays
from app.registration.counting import DASH, Span, month_of
from app.registration.deadlines import due_on
from app.registration.profiles import profile
from app.registration.states import HistoryKind
from app.registration.words import paper_word


@dataclass(frozen=True)
class Happened:
    """A line of a history. ``days``: the limit it told; ``due``: the last day it told."""

    kind: HistoryKind
    day: date
    days: int = 0
    due: date | None = None


@dataclass(frozen=True)
class CaseHistory:
    """What happened to one case, in its order, and by which rules it goes."""

    profile: str
    happened: tuple[Happened, ...]


@dataclass(frozen=True)
class Deeds:
    """What was done. ``decided``: decisions within a running limit, after ``working_days`` in all.

    late: limits that ended in these days without a decision up to their last day.
    """

    accepted: int = 0
    notices: int = 0
    registered: int = 0
    refused: int = 0
    withdrawn: int = 0
    decided: int = 0
    working_days: int = 0
    late: int = 0

    def __add__(self, other: Deeds) -> Deeds:
        """Add up what was done."""
        return Deeds(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def mean_days(self) -> str:
        """Write how many working days a decision took, one decimal, halves up; a dash: none was taken."""
        if not self.decided:
            return DASH
        tenths = (self.working_days * 10 * 2 + self.decided) // (self.decided * 2)
        return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True)
class WorkloadLine:
    """A month, what was done in it, and what was done in the same month of the year before."""

    key: str
    name: str
    name_en: str
    now: Deeds
    before: Deeds


@dataclass(frozen=True)
class Workload:
    """A line for each month in which something was done, now or a year before."""

    span: Span
    lines: tuple[WorkloadLine, ...]
    total: WorkloadLine


def workload(span: Span, cases: Iterable[CaseHistory], calendar: WorkingDays, today: date) -> Workload:
    """Count what was done in a span and in the same days of the year before."""
    told = [one for case in cases for one in deeds_of(case, calendar, today)]
    now, before = _by_month(told, span), _by_month(told, span.year_before(), years=1)
    lines = tuple(
        WorkloadLine(month, month, month, now.get(month, Deeds()), before.get(month, Deeds()))
        for month in sorted(now.keys() | before.keys())
    )
    every, once = (sum(of.values(), Deeds()) for of in (now, before))
    return Workload(span, lines, WorkloadLine("", paper_word("statistics", "total"), "Total", every, once))


def deeds_of(case: CaseHistory, calendar: WorkingDays, today: date) -> Iterator[tuple[date, Deeds]]:
    """Tell day by day what was done with a case.

    The limit begins with the acceptance, is longer from the experts on, ends with the decision, a notice or
    the withdrawal, and begins anew when a refused case is taken up again.
    """
    rules = profile(case.profile)
    begun: date | None = None
    due: date | None = None
    days, is_expert = 0, False
    for event in case.happened:
        if event.kind in _DONE:
            yield event.day, _DONE[event.kind]
        if event.kind is HistoryKind.ACCEPTED:
            begun, due, days, is_expert = event.day, event.due, event.days, False
        elif event.kind is HistoryKind.EXPERT and begun is not None:
            days, is_expert = event.days, True
            due = due_on(begun, days, rules.limit(is_expert=True)[1], calendar).day
        elif event.kind is HistoryKind.REVIEW and begun is None and days:
            begun = event.day
            due = due_on(begun, days, rules.limit(is_expert=is_expert)[1], calendar).day
        elif event.kind in _ENDS and begun is not None:
            if event.kind in _DECISIONS:
                yield event.day, Deeds(decided=1, working_days=calendar.between(begun, event.day))
            if due is not None and event.day > due:
                yield due, Deeds(late=1)
            begun = None
    if begun is not None and due is not None and today > due:
        yield due, Deeds(late=1)


_DECISIONS = (HistoryKind.REGISTERED, HistoryKind.REFUSED)
_ENDS = (*_DECISIONS, HistoryKind.NOTICE, HistoryKind.WITHDRAWN)
_DONE = {
    HistoryKind.ACCEPTED: Deeds(accepted=1),
    HistoryKind.NOTICE: Deeds(notices=1),
    HistoryKind.REGISTERED: Deeds(registered=1),
    HistoryKind.REFUSED: Deeds(refused=1),
    HistoryKind.WITHDRAWN: Deeds(withdrawn=1),
}


def _by_month(told: Iterable[tuple[date, Deeds]], span: Span, years: int = 0) -> dict[str, Deeds]:
    found: dict[str, Deeds] = {}
    for day, done in told:
        if span.since <= day <= span.until:
            month = month_of(day, years)
            found[month] = found.get(month, Deeds()) + done
    return found
