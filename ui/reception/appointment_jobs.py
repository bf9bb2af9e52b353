"""What the appointments' page has done away from the window's thread."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.kernel.clock import day_of
from app.reception.appointments import AppointmentRow
from app.reception.queries import PersonRow
from app.reception.service import VisitEntry
from app.reception.states import Priority
from app.security.actors import Actor
from ui.reception import appointment_phrases as phrases
from ui.reception import jobs
from ui.reception.jobs import ReceptionDoors, Taking
from ui.reception.result_panel import TakenTicket


@dataclass(frozen=True)
class DayOfAppointments:
    """A day's appointments as read; ``now`` is the moment of reading."""

    day: dt.date
    today: dt.date
    now: int
    is_open: bool
    rows: tuple[AppointmentRow, ...]


@dataclass(frozen=True)
class Standing:
    """What is agreed with a person, and until which day they are given no appointment (None: they are)."""

    person: PersonRow
    until: dt.date | None
    agreed: tuple[AppointmentRow, ...]


def read_day(doors: ReceptionDoors, day: dt.date | None, zone: str) -> DayOfAppointments:
    """Read a day; None: today."""
    now = doors.clock.now()
    today = day_of(now, zone)
    wanted = day or today
    is_open, rows = doors.appointments.is_open(wanted), doors.appointments.on_day(wanted)
    return DayOfAppointments(wanted, today, now, is_open, rows)


def read_standing(doors: ReceptionDoors, person_id: str) -> Standing:
    """Read what is agreed with a person."""
    person = doors.people.person_row(person_id)
    until = doors.appointments.walk_in_only_until(person.id)
    return Standing(person, until, doors.appointments.open_of_person(person.id))


def check_in(doors: ReceptionDoors, row: AppointmentRow, actor: Actor, *, is_extra: bool) -> TakenTicket:
    """Take the number of an appointment, with the priority that the visitor's document speaks for."""
    person = doors.people.person_row(row.person_id) if row.person_id else None
    priority = person.proposed if person else Priority.NONE
    entry = VisitEntry(
        matter_id=row.matter_id,
        person_id=person.id if person else None,
        organisation_id=row.organisation_id,
        priority=priority,
        proof_seen=priority is not Priority.NONE,
        party_size=row.party_size,
        subject=row.subject,
        appointment_id=row.id,
    )
    ticket = TakenTicket("", "", row.person or row.organisation, phrases.matter(row), 0)
    return jobs.take_number(doors.queueing, Taking(entry, ticket, is_extra), actor)
