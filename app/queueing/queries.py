"""The waiting line as windows, the desk and the hall's display read it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, func, literal_column, select
from sqlalchemy.orm import Session

from app.catalogue.known import HallNow, read_hall
from app.catalogue.queries import WindowRow
from app.kernel.clock import SECOND, day_bounds
from app.queueing.choosing import Candidate, Choice, Seat, choose, fits
from app.queueing.cut_off import Standing, read_standing, standing_column, withheld_calls
from app.queueing.entities import Call, Duty, Period, Ticket
from app.queueing.estimate import Told, WaitRange, estimate, steadied
from app.queueing.line import (
    BUSY,
    LATE,
    CallLook,
    Scope,
    at_a_window,
    call_query,
    candidate,
    in_line,
    in_line_query,
    read_call_look,
)
from app.queueing.pace import HallParts
from app.queueing.rows import CallLine as CallLine
from app.queueing.rows import TicketRow as TicketRow
from app.queueing.rows import shown_call, shown_ticket
from app.queueing.states import Light, PeriodKind, Spoken, TicketState, WindowState
from app.queueing.times import (
    CALLED,
    SERVING,
    SUSPENDED,
    TAKEN_BACK,
    WAITING,
    TimeSpent,
)
from app.reception.visit_lines import visit_line, with_visits
from app.storage.store import Store

_HEARD = literal_column("call.rowid", Integer)
"""In which order this store heard of the calls: no clock that is set back puts a new one behind others."""
_MOST_CALLS = 200
"""More than the windows of a hall can have called to themselves at once, each three times."""
_URGENCY = case((Ticket.state == TicketState.CALLED, 0), (Ticket.state == TicketState.SERVING, 1), else_=2)


@dataclass(frozen=True)
class DisplayBoard:
    """All that the hall's display shows, and the moment it was true."""

    hall: str
    calls: tuple[CallLine, ...]
    waiting: tuple[tuple[str, int], ...]
    as_of: int


@dataclass(frozen=True)
class DayCount:
    """The day in numbers."""

    taken: int
    waiting: int
    longest_wait_s: int
    done: int


@dataclass(frozen=True)
class Preview:
    """Who F2 would call, and why."""

    ticket: TicketRow
    choice: Choice


@dataclass(frozen=True)
class Ahead:
    """Whom a window can call: with F2, None where nobody; and those it can call on purpose alone.

    on_purpose: while the window is cut off, who waits for it and may be called by another as well.
    """

    preview: Preview | None
    on_purpose: frozenset[str]


@dataclass(frozen=True)
class WindowNow:
    """What a window is doing. ``since``: the call, the service or the beginning of duty; None where off."""

    id: str
    number: int
    name: str
    name_en: str
    letters: tuple[str, ...]
    state: WindowState
    since: int | None
    ticket_number: str
    staff_id: str
    is_paused: bool = False
    """Serves whoever is there and calls nobody after."""


@dataclass(frozen=True)
class LineNow:
    """A line with its load light and how long a visitor who came now would wait."""

    letter: str
    name: str
    name_en: str
    waiting: int
    longest_wait_s: int
    light: Light
    estimate: WaitRange


class QueueView:
    """Looks at the waiting line."""

    def __init__(self, store: Store, hall: HallParts) -> None:
        self._store = store
        self._known = hall.known
        self._pace = hall.pace
        self._zone = hall.zone
        self._told: dict[str, Told] = {}

    def waiting(self, letters: tuple[str, ...] = ()) -> tuple[TicketRow, ...]:
        """List who is waiting, priority before others, then by place; of some business groups or of all."""
        rows = self._rows(self._scope().is_open(), Ticket.state == TicketState.WAITING)
        return tuple(sorted((r for r in rows if not letters or r.letter in letters), key=calling_order))

    def missed(self) -> tuple[TicketRow, ...]:
        """List today's visitors who did not come when called."""
        return self._rows(self._scope().is_open(), Ticket.state == TicketState.MISSED)

    def suspended(self) -> tuple[TicketRow, ...]:
        """List the visitors whose cases rest."""
        return self._rows(self._scope().is_open(), Ticket.state == TicketState.SUSPENDED)

    def on_the_way(self) -> tuple[TicketRow, ...]:
        """List everybody whose visit is not over, in any state, by the moment of taking; one statement."""
        return self._rows(self._scope().is_open())

    def today(self, limit: int = 200) -> tuple[TicketRow, ...]:
        """List the day's tickets, newest first."""
        todays = in_line_query(Ticket.ended_at.is_(None), Ticket.day == self._scope().day)
        return self._read(todays.order_by(Ticket.taken_at.desc(), Ticket.id.desc()).limit(limit))

    def ticket(self, ticket_id: str) -> TicketRow | None:
        """Show one ticket, None where there is none or it was taken back."""
        return next(iter(self._rows(Ticket.id == ticket_id, Ticket.ended_at.is_(None))), None)

    def count(self) -> DayCount:
        """Count the day; who waits is counted with those carried over."""
        scope = self._scope()
        query = (
            select(Ticket.state, func.count()).where(Ticket.day == scope.day, Ticket.ended_at.is_(None))
        ).group_by(Ticket.state)
        first = select(func.count(), func.min(Ticket.taken_at)).where(
            scope.is_open(), Ticket.state == TicketState.WAITING
        )
        with self._store.look() as session:
            found = {row[0]: row[1] for row in session.execute(query)}
            waiting, since = session.execute(first).one()
        return DayCount(
            taken=sum(found.values()),
            waiting=waiting,
            longest_wait_s=max(0, scope.now - (scope.now if since is None else since)) // SECOND,
            done=found.get(TicketState.DONE, 0),
        )

    def display(self, hall: str, lines: int = 6) -> DisplayBoard:
        """Give what the hall's display shows; a call the centre has not decided is not among it.

        First who is called and not come yet, whoever was called last before others; then who is served, then
        who was. Everybody who is called is among it, however many lines are asked for.
        """
        scope = self._scope()
        query = self._calls(scope).order_by(_URGENCY, _HEARD.desc()).limit(_MOST_CALLS)
        counted = select(Ticket.letter, func.count()).where(
            scope.is_open(), Ticket.state == TicketState.WAITING
        )
        with self._store.look() as session:
            seen: dict[str, CallLine] = {}
            for line in self._heard(session, query):
                seen.setdefault(line.ticket_id, line)
            waiting = session.execute(counted.group_by(Ticket.letter).order_by(Ticket.letter)).all()
        shown = tuple((letter, count) for letter, count in waiting)
        awaited = sum(line.is_current and not line.is_served for line in seen.values())
        return DisplayBoard(hall, tuple(seen.values())[: max(lines, awaited)], shown, scope.now)

    def unspoken(self) -> tuple[CallLine, ...]:
        """List today's calls the voice has not dealt with yet, oldest first; undecided ones are left out."""
        query = self._calls(self._scope()).where(Call.spoken == Spoken.NOT_YET).order_by(Call.called_at)
        with self._store.look() as session:
            return tuple(self._heard(session, query))

    def at_window(self, window_id: str) -> TicketRow | None:
        """Give the ticket a window is busy with."""
        rows = self._rows(*at_a_window(window_id))
        return max(rows, key=lambda row: row.called_at or 0, default=None)

    def preview(
        self, window_id: str, staff_id: str, passed_over: Collection[str] = frozenset()
    ) -> Preview | None:
        """Tell who would be called next and why, before F2; None where F2 would call nobody.

        Whoever was skipped comes again when everybody else was.
        """
        return self.ahead(window_id, staff_id, passed_over).preview

    def ahead(self, window_id: str, staff_id: str, passed_over: Collection[str] = frozenset()) -> Ahead:
        """Tell who would be called next, and whom F2 leaves to others while the centre cannot be asked."""
        scope, hall = self._scope(), self._known.now()
        with self._store.look() as session:
            look = read_call_look(list(session.execute(call_query(scope, window_id))), window_id)
            seat = seat_of(hall, hall.window(window_id), staff_id, look)
            free = free_line(look, seat, hall, is_alone=look.standing.is_cut)
            kept = {c.id for c in fits(look.candidates(), seat, hall.rules)} - {c.id for c in free}
            choice = choose(free, seat, hall.rules, scope.now, passed_over)
            if choice is None:
                return Ahead(None, frozenset(kept))
            entry = look.entry(choice.id)
            return Ahead(Preview(shown_ticket(entry.ticket, entry.visit, hall), choice), frozenset(kept))

    def windows(self) -> tuple[WindowNow, ...]:
        """Tell what every window is doing."""
        hall = self._known.now()
        with self._store.look() as session:
            duties = session.execute(select(Duty).where(Duty.ended_at.is_(None))).scalars()
            duty = {d.window_id: d for d in duties}
            query = select(Ticket).where(
                self._scope().is_open(), Ticket.state.in_(BUSY), Ticket.window_id.is_not(None)
            )
            busy = {t.window_id: t for t in session.execute(query.order_by(Ticket.called_at)).scalars()}
            open_windows = (w for w in hall.windows.values() if not w.is_ended)
            return tuple(_window_now(w, duty.get(w.id), busy.get(w.id)) for w in open_windows)

    def lines(self) -> tuple[LineNow, ...]:
        """Tell how full each line is and how long a visitor who came now would wait."""
        scope, hall = self._scope(), self._known.now()
        with self._store.look() as session:
            waits = select(Ticket).where(scope.is_open(), Ticket.state == TicketState.WAITING)
            line = [candidate(t) for t in session.execute(waits).scalars()]
            duty = select(Duty.window_id).where(Duty.ended_at.is_(None), Duty.is_paused.is_(False))
            manned = frozenset(session.execute(duty).scalars())
        waiting = Counter(c.letter for c in line)
        first = {letter: min(c.place for c in line if c.letter == letter) for letter in waiting}
        letters = sorted({m.letter for m in hall.matters.values() if not m.is_ended} | set(waiting))
        return tuple(
            LineNow(
                letter=letter,
                name=hall.group(letter).name,
                name_en=hall.group(letter).name_en,
                waiting=waiting[letter],
                longest_wait_s=max(0, scope.now - first.get(letter, scope.now)) // SECOND,
                light=_light(waiting[letter], hall),
                estimate=self._steady(letter, waiting[letter], len(hall.serving(letter, manned))),
            )
            for letter in letters
        )

    def standing(self) -> Standing:
        """Tell whether the centre can be asked and whether the line is shared among the windows."""
        with self._store.look() as session:
            return read_standing(session.execute(select(standing_column())).scalar_one())

    def day_times(self, day: dt.date | None = None) -> TimeSpent:
        """Add up the times of a day (today where none is named) without reading its periods one by one.

        Where the day was not closed, the night is no time: nothing lasts longer than the day's line goes on.
        """
        scope = self._scope()
        wanted = day or scope.day
        over = day_bounds(wanted, self._zone)[1] + LATE
        end = func.min(func.coalesce(Period.ended_at, scope.now), over)
        query = (
            select(Period.kind, func.sum(func.max(0, end - Period.began_at)))
            .where(Period.day == wanted, Period.end_reason != TAKEN_BACK)
            .group_by(Period.kind)
        )
        with self._store.look() as session:
            lengths: dict[PeriodKind, int] = {row[0]: row[1] for row in session.execute(query)}
        return TimeSpent(*(_seconds(lengths, kinds) for kinds in (WAITING, CALLED, SERVING, SUSPENDED)))

    def _steady(self, letter: str, ahead: int, windows: int) -> WaitRange:
        fresh = estimate(ahead, windows, self._pace.of(letter))
        self._told[letter] = told = steadied(self._told.get(letter), fresh, self._store.clock.now())
        return told.range

    def _calls(self, scope: Scope) -> Select[Any]:
        query = select(Call, Ticket).join(Ticket, Ticket.id == Call.ticket_id)
        # Whoever stands in the line again, or whose number is void, is not called any more.
        is_over = Ticket.state.in_((TicketState.WAITING, TicketState.VOID))
        alive = (Call.ended_at.is_(None), Ticket.ended_at.is_(None), ~is_over)
        return with_visits(query.where(scope.is_todays(), *alive), Ticket.visit_id)

    def _heard(self, session: Session, query: Select[Any]) -> list[CallLine]:
        withheld, hall = withheld_calls(session), self._known.now()
        return [
            shown_call(row.Call, row.Ticket, visit_line(row), hall)
            for row in session.execute(query)
            if row.Call.id not in withheld
        ]

    def _rows(self, *conditions: ColumnElement[bool]) -> tuple[TicketRow, ...]:
        return self._read(in_line_query(*conditions).order_by(Ticket.taken_at, Ticket.id))

    def _read(self, query: Select[Any]) -> tuple[TicketRow, ...]:
        hall = self._known.now()
        with self._store.look() as session:
            entries = [in_line(row) for row in session.execute(query)]
            return tuple(shown_ticket(entry.ticket, entry.visit, hall) for entry in entries)

    def _scope(self) -> Scope:
        return Scope(self._store.clock.now(), self._zone)


def ticket_row(session: Session, ticket_id: str) -> TicketRow | None:
    """Show one ticket in an open session, also one that was taken back."""
    row = session.execute(in_line_query(Ticket.id == ticket_id)).one_or_none()
    if row is None:
        return None
    entry = in_line(row)
    return shown_ticket(entry.ticket, entry.visit, read_hall(session))


def calling_order(row: TicketRow) -> tuple[bool, bool, int]:
    """Order of a list: carried over, priority, then the place; ``preview`` says who really is next."""
    return (not row.is_carried, not row.is_priority, row.place)


def seat_of(hall: HallNow, window: WindowRow, staff_id: str, look: CallLook) -> Seat:
    """Give a window with its clerk as the choice sees them."""
    weights = hall.skills.get(staff_id, {})
    return Seat(window.id, staff_id, window.letters, window.id in hall.helping, weights, look.recent)


def free_line(look: CallLook, seat: Seat, hall: HallNow, *, is_alone: bool) -> list[Candidate]:
    """Give who waits and may be called with F2; ``is_alone``: without the centre's word."""
    return [
        candidate(entry.ticket)
        for entry in look.waiting
        if not is_alone or look.is_callable_alone(entry.ticket, seat, hall)
    ]


def _light(waiting: int, hall: HallNow) -> Light:
    if waiting >= hall.rules.light_red:
        return Light.RED
    return Light.AMBER if waiting >= hall.rules.light_amber else Light.GREEN


def _window_now(window: WindowRow, duty: Duty | None, busy: Ticket | None) -> WindowNow:
    state, since = WindowState.OFF, duty.began_at if duty else None
    if busy is not None and busy.state is TicketState.CALLED:
        state, since = WindowState.CALLING, busy.called_at
    elif busy is not None:
        state, since = WindowState.SERVING, busy.serving_at
    elif duty is not None:
        state = WindowState.PAUSED if duty.is_paused else WindowState.FREE
    return WindowNow(
        id=window.id,
        number=window.number,
        name=window.name,
        name_en=window.name_en,
        letters=window.letters,
        state=state,
        since=since,
        ticket_number=busy.number if busy else "",
        staff_id=duty.staff_id if duty else "",
        is_paused=duty is not None and duty.is_paused,
    )


def _seconds(lengths: dict[PeriodKind, int], kinds: frozenset[PeriodKind]) -> int:
    return sum(lengths.get(kind, 0) for kind in kinds) // SECOND
