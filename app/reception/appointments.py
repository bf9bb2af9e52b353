"""Appointments (预约, domain.md 5.4): agreed at the desk, checked in with a number, not kept, excused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.catalogue.calendar import read_working_days
from app.catalogue.known import HallNow, KnownHall
from app.catalogue.rules import Rules
from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.kernel.errors import FieldRefused, Missing, WrongStep
from app.kernel.ids import new_key
from app.kernel.periods import Period
from app.reception.arriving import check_in_window, has_come, note_what_became, state_now
from app.reception.entities import Appointment, Organisation, Person
from app.reception.names import tidy_line
from app.reception.queries import same_person
from app.reception.refusals import AppointmentDouble, WalkInOnly
from app.reception.states import APPOINTMENT_STEPS, AppointmentState
from app.security.actors import Actor, Permission
from app.storage.store import Store


class CheckIn(StrEnum):
    """What a visitor with an appointment can have at this moment."""

    EARLY = "early"
    IN_TIME = "in_time"
    LATE = "late"
    """A number of the ordinary queue."""
    CLOSED = "closed"
    """Another day, or nothing to check in any more."""


@dataclass(frozen=True)
class AppointmentEntry:
    """What the clerk typed for an appointment; moments in UTC."""

    matter_id: str
    starts_at: int
    ends_at: int
    person_id: str | None = None
    organisation_id: str | None = None
    party_size: int = 1
    subject: str = ""


@dataclass(frozen=True)
class AppointmentRow:
    """An appointment in a list; for staff, with the name.

    organisation: whom it is for, else the one the person belongs to; organisation_id: only the first;
    state: no_show also where nobody has noted it yet; opens_at and closes_at: the window for checking in
    before the others; note: why it was cancelled or excused.
    """

    id: str
    person_id: str | None
    person: str
    organisation_id: str | None
    organisation: str
    matter_id: str
    matter: str
    matter_en: str
    day: dt.date
    starts_at: int
    ends_at: int
    party_size: int
    subject: str
    code: str
    state: AppointmentState
    check_in: CheckIn
    opens_at: int
    closes_at: int
    note: str


class Appointments:
    """The desk's appointments. Whoever has one checks in by taking a number that names it."""

    def __init__(self, store: Store, known: KnownHall, zone: str) -> None:
        self._store = store
        self._known = known
        self._zone = zone

    def book(self, entry: AppointmentEntry, *, actor: Actor) -> Outcome[str]:
        """Agree on an appointment; gives its key.

        Refuses with FieldRefused (nobody named, past, ends before it starts, not within one day, a closed
        day, a party of nobody, a long subject), Missing, WalkInOnly for a person who too often did not
        come, and AppointmentDouble for one who has an appointment at this time, or for this matter on this
        day (domain.md 5.4).
        """
        actor.must(Permission.RECEIVE)
        hall, now = self._known.now(), self._store.clock.now()
        matter = hall.matter(entry.matter_id)
        day = self._checked_day(entry, now)
        with self._store.change(actor, "book_appointment") as work:
            _check_people(work.session, entry)
            if not read_working_days(work.session).is_working(day):
                raise FieldRefused("day", "closed_day", day.isoformat())
            if entry.person_id is not None:
                _check_others(work.session, entry, day, hall, now, self._zone)
            appointment = Appointment(
                id=new_key(),
                person_id=entry.person_id,
                organisation_id=entry.organisation_id,
                matter_id=matter.id,
                day=day,
                starts_at=entry.starts_at,
                ends_at=entry.ends_at,
                party_size=entry.party_size,
                subject=tidy_line(entry.subject, "subject"),
                state=AppointmentState.BOOKED,
                state_at=work.now,
            )
            work.add(appointment)
        return work.outcome(appointment.id)

    def cancel(self, appointment_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Call an appointment off; refuses with FieldRefused without a reason, WrongStep, Missing."""
        return self._step(appointment_id, AppointmentState.CANCELLED, reason, actor, "cancel_appointment")

    def excuse(self, appointment_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Let a missed appointment not count (谅解); refuses like cancel, and one that may still be kept."""
        return self._step(appointment_id, AppointmentState.EXCUSED, reason, actor, "excuse_no_show")

    def note_no_shows(self, *, actor: Actor) -> Outcome[int]:
        """Note of those whose time is over whether they came; gives how many. Every reader knows before."""
        with self._store.change(actor, "note_no_shows") as work:
            count = note_what_became(work, self._known.now().rules)
        return work.outcome(count)

    def today(self) -> tuple[AppointmentRow, ...]:
        """List today's appointments by their time, whatever became of them."""
        return self.on_day(day_of(self._store.clock.now(), self._zone))

    def on_day(self, day: dt.date) -> tuple[AppointmentRow, ...]:
        """List the appointments of a day by their time, whatever became of them."""
        return self._rows(Appointment.day == day)

    def is_open(self, day: dt.date) -> bool:
        """Tell whether the hall works on a day: no appointment is given for another."""
        with self._store.look() as session:
            return read_working_days(session).is_working(day)

    def of_person(self, person_id: str) -> tuple[AppointmentRow, ...]:
        """List the appointments of a person, those of merged records too, by their time."""
        return self._rows(Appointment.person_id.in_(same_person(person_id)))

    def open_of_person(self, person_id: str) -> tuple[AppointmentRow, ...]:
        """List what a person can still come for, from today on, by its time."""
        today = day_of(self._store.clock.now(), self._zone)
        rows = self._rows(Appointment.person_id.in_(same_person(person_id)), Appointment.day >= today)
        return tuple(
            row for row in rows if row.state is AppointmentState.BOOKED or row.check_in is not CheckIn.CLOSED
        )

    def appointment(self, appointment_id: str) -> AppointmentRow:
        """Give an appointment; refuses with Missing."""
        found = self._rows(Appointment.id == appointment_id)
        if not found:
            raise Missing("appointment", appointment_id)
        return found[0]

    def walk_in_only_until(self, person_id: str) -> dt.date | None:
        """Tell until which day, that one included, a person is given no appointment; None: they are."""
        now = self._store.clock.now()
        with self._store.look() as session:
            rules, today = self._known.now().rules, day_of(now, self._zone)
            return _walk_in_only_until(session, person_id, rules, now, today)

    def _checked_day(self, entry: AppointmentEntry, now: int) -> dt.date:
        if entry.person_id is None and entry.organisation_id is None:
            raise FieldRefused("person", "empty")
        if not 1 <= entry.party_size <= 99:
            raise FieldRefused("party_size", "out_of_range", str(entry.party_size))
        period = Period(entry.starts_at, entry.ends_at)
        if period.starts_at <= now:
            raise FieldRefused("starts_at", "in_the_past")
        day = day_of(period.starts_at, self._zone)
        if day_of(period.ends_at - 1, self._zone) != day:
            raise FieldRefused("ends_at", "too_long")
        return day

    def _step(
        self, appointment_id: str, after: AppointmentState, reason: str, actor: Actor, use_case: str
    ) -> Outcome[None]:
        actor.must(Permission.RECEIVE)
        said = " ".join(reason.split())
        if not said:
            raise FieldRefused("reason", "empty")
        rules = self._known.now().rules
        with self._store.change(actor, use_case) as work:
            appointment, came = _found(work.session, appointment_id)
            before = state_now(appointment, came, rules, work.now)
            if after is AppointmentState.EXCUSED and before is AppointmentState.BOOKED:
                # The table allows it for those whom nobody has noted yet; this one may still come.
                raise WrongStep(appointment.__tablename__, before, after)
            appointment.state = APPOINTMENT_STEPS.check(before, after)
            appointment.state_at, appointment.note = work.now, said
        return work.outcome(None)

    def _rows(self, *conditions: ColumnElement[bool]) -> tuple[AppointmentRow, ...]:
        query = (
            select(
                Appointment,
                Person.name.label("person"),
                Organisation.name.label("organisation"),
                has_come().label("came"),
            )
            .outerjoin(Person, Person.id == Appointment.person_id)
            .outerjoin(
                Organisation,
                Organisation.id == func.coalesce(Appointment.organisation_id, Person.organisation_id),
            )
            .where(Appointment.ended_at.is_(None), *conditions)
            .order_by(Appointment.starts_at, Appointment.id)
        )
        hall, now = self._known.now(), self._store.clock.now()
        with self._store.look() as session:
            return tuple(_row(row, hall, now, self._zone) for row in session.execute(query))


def suspended_until(no_shows: Sequence[dt.date], rules: Rules) -> dt.date | None:
    """Tell the last day without appointments that follows from the days on which somebody did not come.

    So many within so many days end in walk-in only for so many days after the last of them; 0: never.
    """
    days, often = sorted(no_shows), rules.no_shows
    if often == 0:
        return None
    ends = [
        days[n] + dt.timedelta(days=rules.walk_in_only_days)
        for n in range(often - 1, len(days))
        if (days[n] - days[n - often + 1]).days < rules.no_show_days
    ]
    return max(ends, default=None)


def _check_others(
    session: Session, entry: AppointmentEntry, day: dt.date, hall: HallNow, now: int, zone: str
) -> None:
    """Hold what else was agreed with a person against a new appointment."""
    today = day_of(now, zone)
    others = _not_come_for(session, entry.person_id or "", hall.rules, today)
    until = _ban(others, hall.rules, now, today)
    if until is not None:
        raise WalkInOnly(until)
    for other in others:
        is_open = _is_at(other, AppointmentState.BOOKED, hall.rules, now)
        is_at_once = other.starts_at < entry.ends_at and entry.starts_at < other.ends_at
        is_again = other.day == day and other.matter_id == entry.matter_id
        if is_open and (is_at_once or is_again):
            matter = hall.matters[other.matter_id]
            raise AppointmentDouble(other.starts_at, matter.name, matter.name_en)


def _walk_in_only_until(
    session: Session, person_id: str, rules: Rules, now: int, today: dt.date
) -> dt.date | None:
    return _ban(_not_come_for(session, person_id, rules, today), rules, now, today)


def _not_come_for(session: Session, person_id: str, rules: Rules, today: dt.date) -> Sequence[Appointment]:
    """Read what a person missed and what is still to come; not what they came for."""
    since = today - dt.timedelta(days=rules.no_show_days + rules.walk_in_only_days)
    query = select(Appointment).where(
        Appointment.person_id.in_(same_person(person_id)),
        Appointment.ended_at.is_(None),
        Appointment.day >= since,
        Appointment.state.not_in((AppointmentState.CANCELLED, AppointmentState.EXCUSED)),
        ~has_come(),
    )
    return session.execute(query).scalars().all()


def _ban(appointments: Iterable[Appointment], rules: Rules, now: int, today: dt.date) -> dt.date | None:
    until = suspended_until(_missed_days(appointments, rules, now), rules)
    return until if until is not None and until >= today else None


def _missed_days(appointments: Iterable[Appointment], rules: Rules, now: int) -> list[dt.date]:
    return [a.day for a in appointments if _is_at(a, AppointmentState.NO_SHOW, rules, now)]


def _is_at(appointment: Appointment, state: AppointmentState, rules: Rules, now: int) -> bool:
    """Tell of an appointment nobody has come for whether it is in a state."""
    return state_now(appointment, False, rules, now) is state


def _check_in(
    appointment: Appointment, state: AppointmentState, rules: Rules, now: int, zone: str
) -> CheckIn:
    can_come = AppointmentState.ARRIVED in APPOINTMENT_STEPS.allowed(state)
    if not can_come or appointment.day != day_of(now, zone):
        return CheckIn.CLOSED
    opens_at, closes_at = check_in_window(appointment.starts_at, rules)
    if now < opens_at:
        return CheckIn.EARLY
    return CheckIn.IN_TIME if now <= closes_at else CheckIn.LATE


def _check_people(session: Session, entry: AppointmentEntry) -> None:
    wanted: tuple[tuple[type[Any], str | None], ...] = (
        (Person, entry.person_id),
        (Organisation, entry.organisation_id),
    )
    for kind, key in wanted:
        found = session.get(kind, key) if key is not None else None
        if key is not None and (found is None or found.ended_at is not None):
            raise Missing(kind.__tablename__, key)


def _found(session: Session, appointment_id: str) -> tuple[Appointment, bool]:
    """Bring an appointment and whether its visitor has come; refuses with Missing."""
    query = select(Appointment, has_come()).where(
        Appointment.id == appointment_id, Appointment.ended_at.is_(None)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise Missing("appointment", appointment_id)
    return row[0], row[1]


def _row(row: Any, hall: HallNow, now: int, zone: str) -> AppointmentRow:
    a: Appointment = row.Appointment
    matter, state = hall.matters[a.matter_id], state_now(a, row.came, hall.rules, now)
    opens_at, closes_at = check_in_window(a.starts_at, hall.rules)
    return AppointmentRow(
        id=a.id,
        person_id=a.person_id,
        person=row.person or "",
        organisation_id=a.organisation_id,
        organisation=row.organisation or "",
        matter_id=matter.id,
        matter=matter.name,
        matter_en=matter.name_en,
        day=a.day,
        starts_at=a.starts_at,
        ends_at=a.ends_at,
        party_size=a.party_size,
        subject=a.subject,
        code=a.code,
        state=state,
        check_in=_check_in(a, state, hall.rules, now, zone),
        opens_at=opens_at,
        closes_at=closes_at,
        note=a.note,
    )
