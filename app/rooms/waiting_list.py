"""The waiting list: who would take a room that becomes free; an offer holds it for ten minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.clock import MINUTE
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused
from app.kernel.identity import masked_phone
from app.kernel.ids import new_key
from app.kernel.periods import Period
from app.reception.queries import find_visits
from app.rooms.entities import Booking, WaitingWish
from app.rooms.entries import MOST_PEOPLE, BookingEntry, PartyEntry, check_entry, new_booking, one_line, seat
from app.rooms.hall_time import HallTime, booked_by, read_hall_time, words_of
from app.rooms.instead import liked_by
from app.rooms.placing import Settling, ask_for_word, place
from app.rooms.refusals import OfferLapsed
from app.rooms.room_rules import rules_from
from app.rooms.rows import BookingCard, find_room
from app.rooms.service import asked_again, asked_for, of_visits, said_why, shown
from app.rooms.states import WISH_STEPS, BookingState, Purpose, WishState
from app.rooms.suggesting import Offer, best
from app.rooms.verdict import Meeting
from app.security.actors import Actor, Permission
from app.storage.store import ActorRef, Store, Work
from app.sync.hall_clock import hall_now

HELD = 10 * MINUTE
"""So long an offer holds its room."""

OFFER_LAPSED = "offer_lapsed"
"""Why a held booking ended that nobody took."""


@dataclass(frozen=True)
class WishEntry:
    """What somebody would take; ``room_id`` None: any room that holds them.

    name and phone: whom to phone; the number may be left out where ``person_id`` is a registered visitor.
    """

    starts_at: int
    ends_at: int
    purpose: Purpose
    title: str
    name: str
    party_size: int = 2
    room_id: str | None = None
    visit_id: str | None = None
    person_id: str | None = None
    phone: str = ""


@dataclass(frozen=True)
class WishRow:
    """A line of the waiting list, in the order people came; ``offers``: what is free for it now."""

    id: str
    room_id: str | None
    starts_at: int
    ends_at: int
    purpose: Purpose
    title: str
    name: str
    phone: str
    """Masked."""
    person_id: str | None
    party_size: int
    state: WishState
    held_until: int | None
    booking_id: str | None
    made_at: int
    offers: tuple[Offer, ...] = ()


class WaitingList:
    """The desk of the waiting list."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._zone = zone
        self._settling = Settling(store, confirm, zone)

    def rows(self, actor: Actor) -> tuple[WishRow, ...]:
        """List who waits or has an offer, in the order they came, with what ``actor`` may book for them."""
        now = self._store.clock.now()
        with self._store.look() as session:
            wishes = [w for w in _open_wishes(session) if w.ends_at > now]
            if not wishes:
                return ()
            within = Period(min(w.starts_at for w in wishes), max(w.ends_at for w in wishes))
            hall = read_hall_time(session, within, now, self._zone)
            whose = _organisations(session, wishes)
            booked = booked_by(session, set(whose.values()), within)
        who = words_of(actor)
        return tuple(_row(w, _offers(hall, w, who, booked.get(whose.get(w.id, ""), ()))) for w in wishes)

    def join(self, entry: WishEntry, *, actor: Actor) -> Outcome[str]:
        """Put somebody on the list and give the wish's key; refuses with FieldRefused, Missing."""
        actor.must(Permission.BOOK_ROOM)
        period = Period(entry.starts_at, entry.ends_at)
        if not one_line(entry.name):
            raise FieldRefused("name", "empty")
        if not one_line(entry.title):
            raise FieldRefused("title", "empty")
        if not 1 <= entry.party_size <= MOST_PEOPLE:
            raise FieldRefused("party_size", "out_of_range", str(entry.party_size))
        if period.ends_at <= self._store.clock.now():
            raise FieldRefused("starts_at", "in_the_past")
        wish = WaitingWish(
            id=new_key(),
            room_id=entry.room_id,
            starts_at=period.starts_at,
            ends_at=period.ends_at,
            purpose=entry.purpose,
            title=one_line(entry.title),
            party_size=entry.party_size,
            visit_id=entry.visit_id,
            person_id=entry.person_id,
            name=one_line(entry.name),
            phone=entry.phone.strip(),
            state=WishState.WAITING,
        )
        with self._store.change(actor, "join_waiting_list") as work:
            if entry.room_id is not None:
                find_room(work.session, entry.room_id)
            work.add(wish)
        return work.outcome(wish.id)

    def offer(
        self, wish_id: str, room_id: str, *, actor: Actor, period: Period | None = None
    ) -> Outcome[BookingCard]:
        """Hold a room for somebody for ten minutes, while they are phoned; as wished, or at another time.

        Gives the booking that holds it. Refuses with WrongStep, and like booking.
        """
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "offer_room") as work:
            wish = work.get(WaitingWish, wish_id)
            when = period or Period(wish.starts_at, wish.ends_at)
            entry = _entry(wish, room_id, when)
            check_entry(entry)
            (entry,) = of_visits(work.session, [entry])
            booking = new_booking(entry, actor)
            booking.state = BookingState.HELD
            asked = asked_for(entry, actor, booking.id)
            place(work, booking, asked, self._zone)
            work.add(booking)
            work.session.flush()
            seat(work, [booking.id], entry)
            wish.state = WISH_STEPS.check(wish.state, WishState.OFFERED)
            wish.booking_id, wish.held_until = booking.id, hall_now(work.session, work.now) + HELD
            card = shown(work, booking.id)
        return self._settling.settled(work.outcome(card), [asked])

    def take(self, wish_id: str, *, actor: Actor) -> Outcome[BookingCard]:
        """Turn an offer into a booking; in a room that wants approval: ask for it.

        Refuses with OfferLapsed after ten minutes, WrongStep.
        """
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "take_offer") as work:
            wish = work.get(WaitingWish, wish_id)
            if wish.held_until is not None and wish.held_until <= hall_now(work.session, work.now):
                raise OfferLapsed(wish.name, wish.held_until)
            wish.state = WISH_STEPS.check(wish.state, WishState.TAKEN)
            wish.ended_at = work.now
            booking = work.get(Booking, wish.booking_id or "")
            period = Period(booking.starts_at, booking.ends_at)
            asked = asked_again(work, booking, booking.room_id, period, actor, "")
            room = find_room(work.session, booking.room_id)
            booking.confirm()
            ask_for_word(booking, asked, rules_from(room.rules))
            card = shown(work, booking.id)
        return self._settling.settled(work.outcome(card), [asked])

    def lapse(self, *, actor: ActorRef, grace: int = 0) -> Outcome[tuple[WishRow, ...]]:
        """Give back the rooms of offers nobody took in time, or ``grace`` microseconds later; gives them.

        The hall's time counts; the centre refuses what comes before it.
        """
        with self._store.look() as session:
            if not _lapsed(session, hall_now(session, self._store.clock.now()) - grace):
                return Outcome(())
        with self._store.change(actor, "lapse_offers") as work:
            wishes = _lapsed(work.session, hall_now(work.session, work.now) - grace)
            held = _held_by(work.session, wishes)
            for wish in wishes:
                _give_back(work, wish, held)
                wish.state = WISH_STEPS.check(wish.state, WishState.LAPSED)
            rows = tuple(_row(wish, ()) for wish in wishes)
        return work.outcome(rows)

    def wait_again(self, wish_id: str, *, actor: Actor) -> Outcome[None]:
        """Put somebody whose offer lapsed back on the list, in their old place; refuses with WrongStep."""
        actor.must(Permission.BOOK_ROOM)
        with self._store.change(actor, "join_waiting_list") as work:
            wish = work.get(WaitingWish, wish_id)
            wish.state = WISH_STEPS.check(wish.state, WishState.WAITING)
            wish.booking_id, wish.held_until = None, None
        return work.outcome(None)

    def withdraw(self, wish_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Take somebody off the list; what is held for them is given back. Refuses with WrongStep."""
        actor.must(Permission.BOOK_ROOM)
        said = said_why(reason)
        with self._store.change(actor, "withdraw_wish") as work:
            wish = work.get(WaitingWish, wish_id)
            wish.state = WISH_STEPS.check(wish.state, WishState.WITHDRAWN)
            wish.ended_at, wish.end_reason = work.now, said
            _give_back(work, wish, _held_by(work.session, [wish]))
        return work.outcome(None)

    def number_of(self, wish_id: str, *, actor: Actor) -> Outcome[str]:
        """Show whom to phone in full; noted in the audit trail. Refuses with Forbidden, Missing."""
        actor.must(Permission.UNMASK)
        with self._store.change(actor, "unmask") as work:
            wish = work.get(WaitingWish, wish_id)
            work.subject(WaitingWish.__tablename__, wish_id)
        return work.outcome(wish.phone)


def _open_wishes(session: Session) -> list[WaitingWish]:
    states = (WishState.WAITING, WishState.OFFERED, WishState.LAPSED)
    query = select(WaitingWish).where(WaitingWish.ended_at.is_(None), WaitingWish.state.in_(states))
    return list(session.execute(query.order_by(WaitingWish.made_at, WaitingWish.id)).scalars())


def _lapsed(session: Session, now: int) -> list[WaitingWish]:
    query = select(WaitingWish).where(
        WaitingWish.ended_at.is_(None),
        WaitingWish.state == WishState.OFFERED,
        WaitingWish.held_until <= now,
    )
    return list(session.execute(query.order_by(WaitingWish.made_at)).scalars())


def _held_by(session: Session, wishes: Sequence[WaitingWish]) -> dict[str, Booking]:
    keys = [wish.booking_id for wish in wishes if wish.booking_id is not None]
    query = select(Booking).where(Booking.id.in_(keys), Booking.state == BookingState.HELD)
    return {booking.id: booking for booking in session.execute(query).scalars()}


def _give_back(work: Work, wish: WaitingWish, held: dict[str, Booking]) -> None:
    booking = held.get(wish.booking_id or "")
    if booking is not None:
        booking.cancel(OFFER_LAPSED, work.now)


def _entry(wish: WaitingWish, room_id: str, when: Period) -> BookingEntry:
    return BookingEntry(
        room_id,
        when.starts_at,
        when.ends_at,
        wish.purpose,
        wish.title,
        party_size=wish.party_size,
        visit_id=wish.visit_id,
        parties=(PartyEntry(wish.name, person_id=wish.person_id),),
    )


def _organisations(session: Session, wishes: Sequence[WaitingWish]) -> dict[str, str]:
    """Tell for whom each wish is, where its visit names an organisation: quotas count it."""
    visits = {wish.visit_id for wish in wishes if wish.visit_id is not None}
    found = find_visits(session, visits) if visits else {}
    named = {wish.id: found[wish.visit_id] for wish in wishes if wish.visit_id in found}
    return {key: visit.organisation_id for key, visit in named.items() if visit.organisation_id is not None}


def _offers(
    hall: HallTime, wish: WaitingWish, who: frozenset[str], booked: tuple[Period, ...]
) -> tuple[Offer, ...]:
    if wish.state is not WishState.WAITING:
        return ()
    meeting = Meeting(Period(wish.starts_at, wish.ends_at), wish.party_size, who=who)
    situation = replace(hall.situation, booked=booked)
    meant = hall.meant_for(wish.purpose)
    rooms = [time for key, time in meant.times.items() if wish.room_id in (None, key)]
    return best(meeting, rooms, situation, wish.ends_at, liked_by(wish.purpose))


def _row(wish: WaitingWish, offers: tuple[Offer, ...]) -> WishRow:
    return WishRow(
        id=wish.id,
        room_id=wish.room_id,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        purpose=wish.purpose,
        title=wish.title,
        name=wish.name,
        phone=masked_phone(wish.phone),
        person_id=wish.person_id,
        party_size=wish.party_size,
        state=wish.state,
        held_until=wish.held_until,
        booking_id=wish.booking_id,
        made_at=wish.made_at,
        offers=offers,
    )
