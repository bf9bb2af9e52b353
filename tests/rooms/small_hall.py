"""A small hall with rooms on a real store file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import app.schema  # noqa: F401 - every table must be known before the file is made
from app.catalogue.queries import CatalogueView
from app.catalogue.service import MatterPlan, PlatformPlan, offer_platform, open_hall
from app.kernel.clock import MINUTE, SteppingClock, moment_of
from app.kernel.confirm import Confirm, Confirmation, Standalone
from app.reception.service import OrganisationEntry, PersonEntry, Reception, VisitEntry, open_visit
from app.rooms.entries import RoomPlan, open_room
from app.rooms.queries import RoomsView
from app.rooms.service import Rooms
from app.rooms.states import Equipment, RoomKind
from app.security.actors import Actor, Machine, Role
from app.storage.store import Store

ZONE = "Asia/Shanghai"
DAY = dt.date(2026, 3, 3)
CLERK = Actor("staff-1", "wang", "王小明", Role.CLERK, None)
MANAGER = Actor("staff-4", "li", "李主任", Role.SUPERVISOR, None)
AUDITOR = Actor("staff-2", "shen", "沈审", Role.AUDITOR, None)


@dataclass
class SmallHall:
    """Two negotiation rooms and the roadshow hall; it is 8:30 on a Tuesday."""

    store: Store
    clock: SteppingClock
    small: str
    large: str
    stage: str

    def desk(self, confirm: Confirm | None = None) -> Rooms:
        return Rooms(self.store, confirm or Standalone(), ZONE)

    def view(self) -> RoomsView:
        return RoomsView(self.store, ZONE)

    def key(self) -> str:
        card = CatalogueView(self.store).hall()
        assert card is not None
        return card.id

    def offer_matter(self) -> str:
        plan = PlatformPlan("trade", "技术交易", "Trade", "A", (MatterPlan("talk", "洽谈", "Talk"),))
        with self.store.change(Machine(), "offer_matter") as work:
            offer_platform(work, plan, 1)
        return CatalogueView(self.store).matters()[0].id


class FixedWord:
    """A centre that always says the same; what it does to the store meanwhile is up to the test."""

    def __init__(self, confirmation: Confirmation) -> None:
        self.confirmation = confirmation
        self.asked: list[str] = []

    def ask(self, txn: str) -> Confirmation:
        self.asked.append(txn)
        return self.confirmation

    def number(self, series: str, day: str) -> int | None:
        return None


def at(hour: int, minute: int = 0, day: dt.date = DAY) -> int:
    """A moment of the hall's day."""
    return moment_of(dt.datetime(day.year, day.month, day.day), ZONE) + (hour * 60 + minute) * MINUTE


def a_visit(hall: SmallHall) -> str:
    """A visitor of an organisation; gives the organisation."""
    reception = Reception(hall.store, b"secret", ZONE)
    body = reception.register_organisation(OrganisationEntry("甘肃尚德机电", country="CH"), actor=CLERK).value
    person = reception.register_person(PersonEntry("李振声", organisation_id=body.id), actor=CLERK).value
    matter = hall.offer_matter()
    with hall.store.change(CLERK, "open_visit") as work:
        open_visit(work, VisitEntry(matter, person.id, party_size=3, subject="气凝胶"), "visit-1")
    return body.id


@contextmanager
def founded(path: Path) -> Iterator[SmallHall]:
    """Found the hall in a new file."""
    clock = SteppingClock(at(8, 30))
    store = Store(path, b"k" * 32, clock)
    store.create_tables()
    with store.change(Machine(), "found_hall") as work:
        open_hall(work, "兰州科技大市场", "Lanzhou Technology Market", "", is_sample=True)
        plans = (
            RoomPlan(RoomKind.NEGOTIATION, "201", "洽谈室一", "Room 1", 6, (Equipment.WHITEBOARD,)),
            RoomPlan(RoomKind.NEGOTIATION, "202", "洽谈室二", "Room 2", 12, (Equipment.DISPLAY,)),
            RoomPlan(
                RoomKind.ROADSHOW,
                "100",
                "路演厅",
                "Roadshow hall",
                120,
                (Equipment.PROJECTOR, Equipment.MICROPHONE),
                30,
            ),
        )
        small, large, stage = (open_room(work, plan, place) for place, plan in enumerate(plans, start=1))
    yield SmallHall(store, clock, small, large, stage)
    store.close()
