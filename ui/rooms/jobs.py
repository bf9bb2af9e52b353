"""What the rooms' page is given, and what it reads away from the window's thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from app.cases.queries import CaseView
from app.catalogue.queries import CatalogueView
from app.contracts.queries import ContractsView
from app.kernel.changes import Outcome
from app.kernel.clock import MINUTE, day_bounds, day_of, moment_of
from app.kernel.periods import Period
from app.reception.finding import HitKind
from app.reception.privacy import Privacy
from app.reception.queries import ReceptionView, VisitCard
from app.rooms.approving import Approvals
from app.rooms.call_list import CallList
from app.rooms.day_floor import DayFloor
from app.rooms.entries import BookingEntry
from app.rooms.hall_time import words_of
from app.rooms.queries import RoomsView, StockRow, usual_hours
from app.rooms.reasons import Excluded, Reason, Taken
from app.rooms.refusals import DateAgainst
from app.rooms.rows import BookingCard, RoomRow
from app.rooms.series import Scope, SeriesBooked, SeriesDesk, SeriesEntry, SeriesPreview
from app.rooms.service import Rooms
from app.rooms.states import SubjectKind
from app.rooms.suggesting import Gap
from app.rooms.verdict import Meeting
from app.rooms.waiting_list import WaitingList
from app.security.accounts import Accounts
from app.security.actors import Actor
from app.sync.deciding import ConflictDesk
from ui.parts.names import day_and_hour
from ui.rooms import phrases
from ui.rooms.asking import Answer, Question
from ui.rooms.day import DayScene, Line
from ui.rooms.more_facts import Subject

_NAMED = 20
"""Of so many bookings that stand in the way of a series the title is read."""


@dataclass(frozen=True)
class RoomsDoors:
    """The services of the rooms' page."""

    rooms: Rooms
    view: RoomsView
    series: SeriesDesk
    approvals: Approvals
    waiting: WaitingList
    calls: CallList
    decisions: ConflictDesk
    people: ReceptionView
    cases: CaseView
    contracts: ContractsView
    catalogue: CatalogueView
    accounts: Accounts
    privacy: Privacy
    zone: str


@dataclass(frozen=True)
class GapWish:
    """A gap that is looked for: how long, how many people, between which hours of which days."""

    minutes: int
    people: int
    first: dt.date
    days: int
    starts: dt.time
    ends: dt.time


@dataclass(frozen=True)
class Month:
    """How many bookings each room has on each day of a month."""

    first: dt.date
    days: int
    rooms: tuple[RoomRow, ...]
    counts: Mapping[tuple[str, dt.date], int]


@dataclass(frozen=True)
class FormOptions:
    """What the form offers: hosts and movable equipment."""

    staff: tuple[tuple[str, str], ...]
    stock: tuple[StockRow, ...]


@dataclass(frozen=True)
class SeriesDates:
    """The dates of a series, and what stands in the way of the first of them."""

    entry: SeriesEntry
    preview: SeriesPreview
    titles: Mapping[str, str]


@dataclass(frozen=True)
class SeveralPlaces:
    """Rooms and days of one basket, and what stands in the way of them."""

    entries: tuple[BookingEntry, ...]
    found: tuple[DateAgainst, ...]
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Visiting:
    """A visit with what a booking for it may belong to."""

    visit: VisitCard
    subjects: tuple[Subject, ...]


def read_day(doors: RoomsDoors, day: dt.date, actor: Actor) -> DayScene:
    """Read all rooms of a day."""
    view, floor = doors.view, doors.view.floor(day, day)
    rooms, closed = view.rooms(), view.rooms_out_of_use()
    return DayScene(
        day=day,
        zone=doors.zone,
        lines=tuple(Line(room) for room in rooms),
        bookings=view.day(day, actor.staff_id),
        hours=_hours(floor, [day], doors.zone, floor.opened),
        now=view.now(),
        floor=floor,
        blockings=view.blockings(day),
        who=words_of(actor),
        names=_names((*closed, *rooms)),
        out_of_use=closed,
    )


def read_week(doors: RoomsDoors, room_id: str, day: dt.date, actor: Actor) -> DayScene:
    """Read the week of a room that a day lies in; refuses with Missing."""
    view, zone = doors.view, doors.zone
    monday = day - dt.timedelta(days=day.weekday())
    week = view.week(room_id, monday, actor.staff_id)
    floor = view.floor(monday, week[-1].day)
    base = day_bounds(monday, zone)[0]
    return DayScene(
        day=monday,
        zone=zone,
        lines=tuple(Line(d.room, day_bounds(d.day, zone)[0] - base, d.day) for d in week),
        bookings=tuple({b.id: b for d in week for b in d.bookings}.values()),
        hours=_hours(floor, [d.day for d in week], zone, [room_id]),
        now=view.now(),
        floor=floor,
        blockings=tuple({b.id: b for d in week for b in d.blockings}.values()),
        who=words_of(actor),
        names=_names(view.rooms()),
    )


def read_month(doors: RoomsDoors, day: dt.date) -> Month:
    """Count the bookings of the month a day lies in."""
    first = day.replace(day=1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    counts = doors.view.month(first, last)
    return Month(first, last.day, doors.view.rooms(), counts)


def read_answer(doors: RoomsDoors, question: Question, actor: Actor) -> Answer:
    """Ask the service what stands against a wish, and what is best: rooms, or what else there is."""
    view, window = doors.view, window_number(doors, actor)
    meeting = question.meeting(words_of(actor))
    found, quotas = view.checked(question.room_id, meeting, window, question.organisation_id)
    against = question.left(found)
    if against:
        offers = view.alternatives(
            question.room_id, meeting, question.purpose, window, question.organisation_id
        )
        if offers:
            return Answer(question, against, offers, quotas)
    length = phrases.minutes(question.starts_at, question.ends_at)
    best = view.suggestions(
        question.starts_at,
        length,
        question.party_size,
        question.purpose,
        question.booking_id,
        window,
        actor,
        question.organisation_id,
    )
    return Answer(question, against, best, quotas)


def read_series(doors: RoomsDoors, entry: SeriesEntry, actor: Actor) -> SeriesDates:
    """Look through the dates of a series; refuses with FieldRefused, Missing."""
    preview = doors.series.preview(entry, actor=actor)
    reasons = (reason for row in preview.against for reason in row.reasons)
    return SeriesDates(entry, preview, _titles(doors, reasons, actor))


def read_several(doors: RoomsDoors, entries: tuple[BookingEntry, ...], actor: Actor) -> SeveralPlaces:
    """Look through several rooms and days; refuses with FieldRefused, Missing."""
    found = doors.rooms.look_through(entries, actor=actor)
    reasons = (reason for one in found for reason in one.reasons)
    return SeveralPlaces(entries, found, _titles(doors, reasons, actor))


def _titles(doors: RoomsDoors, reasons: Iterable[Reason], actor: Actor) -> dict[str, str]:
    """Name the first bookings that stand in the way, in the words somebody may see."""
    taken = {r.booking_id: None for r in reasons if isinstance(r, Taken | Excluded)}
    cards = doors.view.bookings(tuple(islice(taken, _NAMED)), actor.staff_id)
    return {card.id: phrases.title(card) for card in cards}


def change_series(
    doors: RoomsDoors,
    card: BookingCard,
    scope: Scope,
    entry: BookingEntry,
    against: Iterable[DateAgainst],
    actor: Actor,
) -> Outcome[SeriesBooked]:
    """Write dates of a series anew; those whose new day is ``against`` it stay as they are."""
    refused = {day_of(date.starts_at, doors.zone) for date in against}
    moved = day_of(entry.starts_at, doors.zone) - day_of(card.starts_at, doors.zone)
    rows = doors.series.dates_of(card.series_id or "") if refused else ()
    leave = frozenset(row.id for row in rows if day_of(row.starts_at, doors.zone) + moved in refused)
    return doors.series.change(card.id, scope, entry, actor=actor, leave=leave)


def read_gaps(
    doors: RoomsDoors, wish: GapWish, actor: Actor, organisation_id: str | None = None
) -> tuple[Gap, ...]:
    """Find the gaps of a wish over all rooms; ``organisation_id``: whose quotas are asked."""
    midnight = day_bounds(wish.first, doors.zone)[0]
    meeting = Meeting(
        Period(midnight, midnight + wish.minutes * MINUTE),
        people=wish.people,
        who=words_of(actor),
    )
    days = [wish.first + dt.timedelta(days=n) for n in range(wish.days)]
    windows = [
        Period(*(moment_of(dt.datetime.combine(day, at), doors.zone) for at in (wish.starts, wish.ends)))
        for day in days
    ]
    return doors.view.gaps(meeting, windows, organisation_id)


def read_options(doors: RoomsDoors) -> FormOptions:
    """Read what the form offers."""
    staff = tuple((row.id, row.name) for row in doors.accounts.staff())
    return FormOptions(staff, doors.view.stock())


def read_visit(doors: RoomsDoors, visit_id: str) -> Visiting:
    """Read a visit and what a booking for it may belong to; refuses with Missing."""
    visit = doors.people.visit(visit_id)
    contracts = [
        Subject(SubjectKind.CONTRACT, row.id, phrases.names(word for word in (row.number, row.title) if word))
        for row in doors.contracts.of_visit(visit_id)
    ]
    cases = [
        Subject(SubjectKind.CASE, row.id, day_and_hour(row.opened_at, doors.zone))
        for row in doors.cases.of_visit(visit_id)
    ]
    return Visiting(visit, (*contracts, *cases))


def find_contract(doors: RoomsDoors, number: str) -> tuple[str, str, str]:
    """Look for the contract that bears a number; gives the number, its key and its title, or "" twice."""
    hits = doors.people.find(number, 3) if number.strip() else ()
    found = next((hit for hit in hits if hit.kind is HitKind.CONTRACT), None)
    if found is None:
        return number, "", ""
    told = found.elsewhere
    return number, found.key, phrases.names((told.text, told.detail)) if told else number


def window_number(doors: RoomsDoors, actor: Actor) -> str:
    """Tell the number of the window somebody sits at, from which the way to the rooms is told."""
    if actor.window_id is None:
        return ""
    rows = doors.catalogue.windows()
    return next((str(row.number) for row in rows if row.id == actor.window_id), "")


def _hours(floor: DayFloor, days: list[dt.date], zone: str, rooms: Iterable[str]) -> Period:
    """Tell from when to when the lines are shown: while any of the rooms is open, at least 8 to 20."""
    usual = usual_hours(days[0], zone)
    base = day_bounds(days[0], zone)[0]
    starts, ends = [usual.starts_at], [usual.ends_at]
    opened = {floor.opened[room] for room in rooms if room in floor.opened}
    for day in days:
        midnight, next_midnight = day_bounds(day, zone)
        for period in (p for periods in opened for p in periods):
            if period.starts_at < next_midnight and midnight < period.ends_at:
                starts.append(max(period.starts_at, midnight) - midnight + base)
                ends.append(min(period.ends_at, next_midnight) - midnight + base)
    return Period(min(starts), max(ends))


def _names(rooms: Iterable[RoomRow]) -> dict[str, str]:
    return {room.id: phrases.room_name(room) for room in rooms}
