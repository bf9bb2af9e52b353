"""Founding a hall: a sample to try, or a real one. One data folder holds one hall, for ever."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from app.catalogue.queries import CatalogueView
from app.catalogue.service import MatterPlan, PlatformPlan, WindowPlan, offer_platform, open_hall, open_window
from app.kernel.changes import Outcome
from app.kernel.clock import local, moment_of
from app.kernel.errors import FieldRefused, Refusal
from app.kernel.places import resource
from app.queueing.service import Queueing
from app.reception.documents import DocumentKind
from app.reception.service import OrganisationEntry, PersonEntry, Reception, VisitEntry
from app.reception.states import Priority
from app.rooms.entries import USUAL_RELEASE_MINUTES, BookingEntry, PartyEntry, RoomPlan, open_room
from app.rooms.queries import RoomsView
from app.rooms.service import Rooms
from app.rooms.states import Equipment, Purpose, RoomKind
from app.seal_box import SealBox
from app.security.accounts import Accounts, take_in_staff
from app.security.actors import Actor, Machine, Role
from app.storage.outbox import read_fact
from app.storage.store import Store, Work
from app.sync.facts import HALL_TO_FOUND, TERMINAL_ROLE
from app.sync.refusals import SampleMixed

Progress = Callable[[int, int], None]
"""Hears how many steps are done, of how many."""

MOST_WINDOWS = 99
NEW_ROOM_SEATS = 6


@dataclass(eq=False)
class AlreadyFounded(Refusal):
    """This data folder holds a hall; another hall needs another folder."""

    hall: str
    is_sample: bool


@dataclass(frozen=True)
class AdminEntry:
    """The first administrator, with a password of their own choosing."""

    name: str
    login: str
    password: str


@dataclass(frozen=True)
class HallPlan:
    """A real hall as the set-up asks for it: the names of its windows and rooms."""

    name: str
    windows: tuple[str, ...]
    rooms: tuple[str, ...] = ()
    name_en: str = ""
    address: str = ""


@dataclass(frozen=True)
class Desks:
    """The desks that receive the sample's visitors, and the wall clock's zone."""

    reception: Reception
    queueing: Queueing
    rooms: Rooms
    zone: str


class Founding:
    """The set-up of an empty terminal."""

    def __init__(self, store: Store, accounts: Accounts, seal: SealBox, desks: Desks) -> None:
        self._store = store
        self._accounts = accounts
        self._seal = seal
        self._desks = desks
        self._catalogue = CatalogueView(store)

    def is_founded(self) -> bool:
        """Tell whether this data folder holds a hall."""
        return self._catalogue.hall() is not None

    def found_hall(self, plan: HallPlan, admin: AdminEntry, on_progress: Progress) -> Outcome[Actor]:
        """Set up a real hall with the market's usual offer; gives the administrator.

        Refuses with AlreadyFounded, SampleMixed, FieldRefused, WeakPassword; nothing is written then.
        """
        windows = tuple(WindowPlan(name) for name in plan.windows if name.strip())
        if not 1 <= len(windows) <= MOST_WINDOWS:
            raise FieldRefused("windows", "out_of_range", str(len(windows)))
        names = [name for name in plan.rooms if name.strip()]
        rooms = tuple(
            RoomPlan(
                RoomKind.NEGOTIATION,
                str(n),
                name.strip(),
                "",
                NEW_ROOM_SEATS,
                release_minutes=USUAL_RELEASE_MINUTES,
            )
            for n, name in enumerate(names, start=1)
        )
        hall = _Hall(plan.name, plan.name_en, plan.address, windows, rooms, is_sample=False)
        return self._found(hall, admin, on_progress, 2)

    def found_sample(
        self, admin: AdminEntry, on_progress: Progress, *, with_guests: bool = True
    ) -> Outcome[Actor]:
        """Set up the sample hall with its visitors, their business of today and its meetings.

        Refuses like found_hall.
        """
        data = _read("sample/hall.toml")
        steps = 2 + sum(len(data[part]) for part in ("organisation", "person", "visit", "booking"))
        outcome = self._found(_sample_hall(data), admin, on_progress, steps)
        if with_guests:
            _Guests(self._store, self._desks, outcome.value, on_progress, steps).receive(data)
        return outcome

    def _found(self, hall: _Hall, admin: AdminEntry, on_progress: Progress, steps: int) -> Outcome[Actor]:
        found = self._catalogue.hall()
        if found is not None:
            raise AlreadyFounded(found.name, found.is_sample)
        self._check_place(hall)
        password_hash = self._accounts.prepared_hash(admin.login, admin.name, admin.password)
        with self._store.change(Machine(), "found_hall") as work:
            open_hall(work, hall.name, hall.name_en, hall.address, is_sample=hall.is_sample)
            _furnish(work, hall)
            staff_id = take_in_staff(work, admin.login, admin.name, Role.ADMINISTRATOR, password_hash)
        on_progress(1, steps)
        self._seal.make(hall.name)
        on_progress(2, steps)
        return work.outcome(Actor(staff_id, admin.login.strip(), admin.name.strip(), Role.ADMINISTRATOR))

    def _check_place(self, hall: _Hall) -> None:
        with self._store.look() as session:
            is_joined = read_fact(session, TERMINAL_ROLE) is not None
            is_sample = read_fact(session, HALL_TO_FOUND)
        if is_joined and is_sample is None:
            # The hall it has joined is on its way down.
            raise AlreadyFounded("", hall.is_sample)
        if is_joined and is_sample != hall.is_sample:
            raise SampleMixed(is_sample)


@dataclass(frozen=True)
class _Hall:
    name: str
    name_en: str
    address: str
    windows: tuple[WindowPlan, ...]
    rooms: tuple[RoomPlan, ...]
    is_sample: bool


class _Guests:
    """The sample's visitors, received through the same doors as everybody."""

    def __init__(self, store: Store, desks: Desks, actor: Actor, on_progress: Progress, steps: int) -> None:
        self._store = store
        self._desks = desks
        self._actor = actor
        self._on_progress = on_progress
        self._steps = steps
        self._done = 2
        self._organisations: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._people: dict[str, str] = {}

    def receive(self, data: dict[str, Any]) -> None:
        """Register everybody, give numbers out and book the meetings."""
        for entry in data["organisation"]:
            self._organisation(entry)
        for entry in data["person"]:
            self._person(entry)
        matters = {m.code: m.id for m in CatalogueView(self._store).matters()}
        for entry in data["visit"]:
            self._visit(entry, matters)
        rooms = {r.number: r.id for r in RoomsView(self._store, self._desks.zone).rooms()}
        for entry in data["booking"]:
            self._booking(entry, rooms)

    def _organisation(self, entry: dict[str, Any]) -> None:
        key = entry["key"]
        typed = OrganisationEntry(**{name: value for name, value in entry.items() if name != "key"})
        found = self._desks.reception.register_organisation(typed, actor=self._actor).value
        self._organisations[key], self._names[key] = found.id, found.name
        self._step()

    def _person(self, entry: dict[str, Any]) -> None:
        typed = PersonEntry(
            name=entry["name"],
            document_kind=DocumentKind(entry["document_kind"]),
            document_number=entry["document_number"],
            phone=entry["phone"],
            organisation_id=self._organisations[entry["organisation"]],
        )
        found = self._desks.reception.register_person(typed, actor=self._actor).value
        self._people[entry["key"]] = found.id
        self._step()

    def _visit(self, entry: dict[str, Any], matters: dict[str, str]) -> None:
        typed = VisitEntry(
            matter_id=matters[entry["matter"]],
            person_id=self._people[entry["person"]],
            priority=Priority(entry.get("priority", Priority.NONE)),
            proof_seen="priority" in entry,
            party_size=entry["party_size"],
            subject=entry["subject"],
        )
        self._desks.queueing.take_number(typed, actor=self._actor)
        self._step()

    def _booking(self, entry: dict[str, Any], rooms: dict[str, str]) -> None:
        now = self._store.clock.now()
        zone = self._desks.zone
        starts_at = _at_hour(entry["starts"], now, zone)
        days = 0 if starts_at > now else 1
        typed = BookingEntry(
            room_id=rooms[entry["room"]],
            starts_at=_at_hour(entry["starts"], now, zone, days),
            ends_at=_at_hour(entry["ends"], now, zone, days),
            purpose=Purpose(entry["purpose"]),
            title=entry["title"],
            party_size=entry["party_size"],
            parties=tuple(
                PartyEntry(name=self._names[key], organisation_id=self._organisations[key])
                for key in entry["parties"]
            ),
        )
        self._desks.rooms.book(typed, actor=self._actor)
        self._step()

    def _step(self) -> None:
        self._done += 1
        self._on_progress(self._done, self._steps)


def _furnish(work: Work, hall: _Hall) -> None:
    for position, platform in enumerate(_read("sample/offer.toml")["platform"], start=1):
        matters = tuple(
            MatterPlan(**{**m, "documents": tuple(m["documents"])}) for m in platform.pop("matter")
        )
        offer_platform(work, PlatformPlan(**platform, matters=matters), position)
    for number, window in enumerate(hall.windows, start=1):
        open_window(work, window, number)
    for position, room in enumerate(hall.rooms, start=1):
        open_room(work, room, position)


def _sample_hall(data: dict[str, Any]) -> _Hall:
    windows = tuple(WindowPlan(w["name"], w["name_en"], tuple(w["letters"])) for w in data["window"])
    rooms = tuple(
        RoomPlan(
            kind=RoomKind(room.get("kind", RoomKind.NEGOTIATION)),
            number=room["number"],
            name=room["name"],
            name_en=room["name_en"],
            seats=room["seats"],
            equipment=tuple(Equipment(word) for word in room["equipment"]),
            release_minutes=USUAL_RELEASE_MINUTES,
            walks={str(window): metres for window, metres in enumerate(room["walks"], start=1)},
            plan=tuple(room["plan"]),
        )
        for room in data["room"]
    )
    hall = data["hall"]
    return _Hall(hall["name"], hall["name_en"], hall["address"], windows, rooms, is_sample=True)


def _at_hour(hour: str, now: int, zone: str, days: int = 0) -> int:
    day = local(now, zone).date() + timedelta(days=days)
    return moment_of(datetime.combine(day, time.fromisoformat(hour)), zone)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(name).read_text(encoding="utf-8"))
