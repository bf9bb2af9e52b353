"""Coming for an appointment: whoever has come is read from the visits, nothing is written for it.

A visit names its appointment. So checking in costs no step of the appointment, two terminals that know
different halves of the story contradict each other in nothing, and whoever is in the hall has come, whatever
somebody cut off has noted meanwhile. When the day is closed what became of each is written down.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from app.catalogue.rules import Rules
from app.kernel.clock import MINUTE, day_of
from app.kernel.errors import Missing
from app.reception.entities import Appointment, Visit
from app.reception.refusals import AppointmentEarly, AppointmentOtherDay
from app.reception.states import APPOINTMENT_STEPS, AppointmentState
from app.storage.store import Work


@dataclass(frozen=True)
class Agreed:
    """An appointment as far as arriving needs it; the state is the one it is known to have."""

    day: dt.date
    starts_at: int
    state: AppointmentState

    def due_at(self, rules: Rules, now: int, zone: str) -> int | None:
        """Give the moment from which a number is due, None for whoever comes late and waits like others.

        Refuses with AppointmentOtherDay, AppointmentEarly, and WrongStep where somebody has come already or
        it was cancelled or excused.
        """
        if self.day != day_of(now, zone):
            raise AppointmentOtherDay(self.day)
        opens_at, closes_at = check_in_window(self.starts_at, rules)
        if now < opens_at:
            raise AppointmentEarly(opens_at)
        APPOINTMENT_STEPS.check(self.state, AppointmentState.ARRIVED)
        return self.starts_at if now <= closes_at else None


def has_come() -> ColumnElement[bool]:
    """Tell of an appointment whether a visit that stands names it."""
    return exists().where(Visit.appointment_id == Appointment.id, Visit.ended_at.is_(None))


def agreed_column(appointment_id: str | None) -> ColumnElement[Any]:
    """Look an appointment up as a column of another question; ``read_agreed`` reads it."""
    facts = func.json_array(Appointment.day, Appointment.starts_at, Appointment.state, has_come())
    found = select(facts).where(Appointment.id == appointment_id, Appointment.ended_at.is_(None))
    return found.scalar_subquery().label("agreed")


def read_agreed(text: str | None, appointment_id: str) -> Agreed:
    """Read what ``agreed_column`` gave; refuses with Missing."""
    if text is None:
        raise Missing("appointment", appointment_id)
    day, starts_at, state, came = json.loads(text)
    return Agreed(dt.date.fromisoformat(day), starts_at, _known(AppointmentState(state), bool(came)))


def check_in_window(starts_at: int, rules: Rules) -> tuple[int, int]:
    """Tell from when and until when somebody can check in before others."""
    return starts_at - rules.early_min * MINUTE, starts_at + rules.late_min * MINUTE


def state_now(appointment: Appointment, came: bool, rules: Rules, now: int) -> AppointmentState:
    """Tell the state: who has come is known from the visits, who has not to the clock."""
    known = _known(appointment.state, came)
    if known is AppointmentState.BOOKED and now > appointment.ends_at + rules.late_min * MINUTE:
        return AppointmentState.NO_SHOW
    return known


def note_what_became(work: Work, rules: Rules) -> int:
    """Note in an open transaction of every appointment whose time is over whether it was kept.

    Gives how many were not noted before. Somebody noted as not come who has come after all is put right.
    """
    query = select(Appointment, has_come().label("came")).where(
        or_(
            Appointment.state == AppointmentState.BOOKED,
            and_(Appointment.state == AppointmentState.NO_SHOW, has_come()),
        ),
        Appointment.ended_at.is_(None),
        Appointment.ends_at < work.now - rules.late_min * MINUTE,
    )
    found = work.session.execute(query).all()
    for appointment, came in found:
        after = AppointmentState.ARRIVED if came else AppointmentState.NO_SHOW
        appointment.state = APPOINTMENT_STEPS.check(appointment.state, after)
        appointment.state_at = work.now
    return len(found)


def kept_column(key: str, state: str | None = None) -> ColumnElement[Any]:
    """Look up how an appointment is kept once something was reversed, as a column of another question.

    key: that of the appointment, which has a state then, or of a visit that stands then and may be for one.
    ``check_kept_once`` reads it.
    """
    of_visit = select(Visit.appointment_id).where(Visit.id == key)
    visits = select(func.count()).where(
        Visit.appointment_id == Appointment.id, or_(Visit.ended_at.is_(None), Visit.id == key)
    )
    facts = func.json_array(state or Appointment.state, visits.scalar_subquery())
    found = select(facts).where(or_(Appointment.id == key, Appointment.id.in_(of_visit)))
    return found.scalar_subquery()


def check_kept_once(text: str | None) -> None:
    """Refuse with WrongStep where two visits are for one appointment, or one for one that was called off.

    text: what ``kept_column`` gave; None where there is no appointment.
    """
    state, visits = json.loads(text) if text else ("", 0)
    if visits:
        APPOINTMENT_STEPS.check(_known(AppointmentState(state), visits > 1), AppointmentState.ARRIVED)


def _known(written: AppointmentState, came: bool) -> AppointmentState:
    """Tell the state without the clock; an arrival that was written down is none without its visit."""
    if came:
        return AppointmentState.ARRIVED
    return AppointmentState.BOOKED if written is AppointmentState.ARRIVED else written
