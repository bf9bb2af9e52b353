"""What the page of a meeting asks and tells, and what it reads in one go."""

from __future__ import annotations

from dataclasses import dataclass

from app.rooms.arriving import Door
from app.rooms.door import DoorView, SignedIn
from app.rooms.queries import RoomsView
from app.rooms.rows import BookingCard
from app.security.accounts import Accounts
from app.security.actors import Actor


@dataclass(frozen=True)
class MeetingDoors:
    """The services of the page; zone is the hall's."""

    view: RoomsView
    states: DoorView
    door: Door
    accounts: Accounts
    zone: str


@dataclass(frozen=True)
class MeetingReading:
    """A meeting with who was announced and who came."""

    card: BookingCard
    people: tuple[SignedIn, ...]
    host: str


def read_meeting(doors: MeetingDoors, booking_id: str, actor: Actor) -> MeetingReading:
    """Read a meeting as somebody may see it; refuses with Missing."""
    card = doors.view.booking(booking_id, actor.staff_id)
    people = doors.states.attendance(booking_id, actor.staff_id)
    hosts = {row.id: row.name for row in doors.accounts.staff()}
    return MeetingReading(card, people, hosts.get(card.host_id, ""))
