"""At the door and at the table: check-in, release, staying longer, ending early, signing in, the outcome."""

from __future__ import annotations

import pytest

from app.kernel.clock import MINUTE
from app.kernel.confirm import Standalone
from app.kernel.errors import FieldRefused, Missing, WrongStep
from app.kernel.ids import new_key
from app.kernel.periods import Period
from app.queueing.slips import CODE_PREFIX
from app.reception.service import PersonEntry, Reception, VisitEntry, open_visit
from app.rooms.arriving import NOT_USED, Door, GuestEntry
from app.rooms.door import DoorSign, DoorView
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.refusals import NoBookingHere, NotBegun, NotTimeYet, OnlyItsHost, RoomTaken
from app.rooms.room_use import UseView
from app.rooms.states import BookingState, MeetingOutcome, Purpose
from app.security.actors import Machine
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.rooms.statements import count_of
from tests.rooms.test_arranging import arranging, settings


def door(hall: SmallHall) -> Door:
    return Door(hall.store, Standalone(), ZONE)


def view(hall: SmallHall) -> DoorView:
    return DoorView(hall.store, ZONE)


def book(hall: SmallHall, start: int, end: int, room: str = "") -> str:
    parties = (PartyEntry("甲方", organisation="甲公司"), PartyEntry("乙方"))
    entry = BookingEntry(room or hall.small, start, end, Purpose.TALK, "洽谈", parties=parties)
    return hall.desk().book(entry, actor=CLERK).value.id


def test_a_meeting_is_checked_in_from_a_quarter_before(hall: SmallHall) -> None:
    key = book(hall, at(9), at(10))
    with pytest.raises(NotTimeYet) as refused:
        door(hall).check_in(key, actor=CLERK)
    assert refused.value.starts_at == at(9)
    hall.clock.step(15 * 60)
    checked = door(hall).check_in(key, actor=CLERK).value
    assert checked.checked_in_at is not None
    assert door(hall).check_in(key, actor=CLERK).txn is None
    late = book(hall, at(10, 15), at(10, 30))
    hall.clock.step(3 * 3600)
    with pytest.raises(WrongStep):
        door(hall).check_in(late, actor=CLERK)


def test_a_ticket_opens_the_room_of_its_visit_and_tells_where_else_it_is(hall: SmallHall) -> None:
    matter = hall.offer_matter()
    visit_id = new_key()
    with hall.store.change(CLERK, "take_number") as work:
        open_visit(work, VisitEntry(matter_id=matter), visit_id)
    entry = BookingEntry(hall.small, at(8, 30), at(10), Purpose.TALK, "洽谈", visit_id=visit_id)
    key = hall.desk().book(entry, actor=CLERK).value.id
    code = CODE_PREFIX + visit_id
    with pytest.raises(NoBookingHere) as refused:
        door(hall).check_in_by_code(hall.large, code, actor=CLERK)
    assert refused.value.elsewhere == "洽谈室一"
    with pytest.raises(NoBookingHere) as refused:
        door(hall).check_in_by_code(hall.large, CODE_PREFIX + "00", actor=CLERK)
    assert refused.value.elsewhere == ""
    assert door(hall).check_in_by_code(hall.small, code.upper(), actor=CLERK).value.id == key


def test_a_room_nobody_came_to_is_released_after_a_warning(hall: SmallHall) -> None:
    arranging(hall).set_room(hall.small, settings(release_minutes=10), actor=MANAGER)
    unused, used = book(hall, at(9), at(10)), book(hall, at(9), at(10), hall.large)
    hall.clock.step((30 + 7) * 60)
    assert view(hall).state(hall.small).sign is DoorSign.WAITING
    assert view(hall).warnings().to_release == ()
    assert door(hall).release_no_shows(actor=Machine()).txn is None
    hall.clock.step(60)
    assert [b.id for b in view(hall).warnings().to_release] == [unused]
    hall.clock.step(2 * 60)
    released = door(hall).release_no_shows(actor=Machine()).value
    assert [(b.id, b.state) for b in released] == [(unused, BookingState.RELEASED)]
    assert hall.view().booking(unused).end_reason == NOT_USED
    assert view(hall).state(hall.small).sign is DoorSign.FREE
    # A room without that rule keeps its meeting.
    assert hall.view().booking(used).state is BookingState.CONFIRMED
    book(hall, at(9, 15), at(10))


def test_a_meeting_goes_on_where_the_room_is_free(hall: SmallHall) -> None:
    key = book(hall, at(8, 30), at(9, 30))
    book(hall, at(10), at(11))
    assert view(hall).state(hall.small).extends == (15,)
    longer = door(hall).extend(key, 15, actor=CLERK).value
    assert (longer.ends_at, longer.busy_until) == (at(9, 45), at(10))
    assert view(hall).state(hall.small).extends == ()
    with pytest.raises(RoomTaken):
        door(hall).extend(key, 15, actor=CLERK)


def test_only_what_is_going_on_is_extended(hall: SmallHall) -> None:
    later, given_back = book(hall, at(9), at(10)), book(hall, at(11), at(12))
    hall.desk().cancel(given_back, "改期", actor=CLERK)
    with pytest.raises(NotBegun) as refused:
        door(hall).extend(later, 15, actor=CLERK)
    assert refused.value.starts_at == at(9)
    hall.clock.step(90 * 60)
    with pytest.raises(WrongStep):
        door(hall).extend(later, 15, actor=CLERK)
    hall.clock.step(60 * 60)
    with pytest.raises(WrongStep):
        door(hall).extend(given_back, 15, actor=CLERK)
    assert [hall.view().booking(key).ends_at for key in (later, given_back)] == [at(10), at(12)]


def test_a_meeting_that_ends_early_gives_its_room_back(hall: SmallHall) -> None:
    key, later = book(hall, at(8, 30), at(10)), book(hall, at(14), at(15))
    hall.clock.step(20 * 60)
    ended = door(hall).end_early(key, actor=CLERK).value
    assert (ended.ends_at, ended.busy_until) == (at(8, 51), at(9, 6))
    with pytest.raises(WrongStep):
        door(hall).end_early(later, actor=CLERK)


def test_a_door_tells_what_is_and_what_comes(hall: SmallHall) -> None:
    now, later = book(hall, at(8, 30), at(9)), book(hall, at(10), at(11))
    state = view(hall).state(hall.small)
    assert state.current is not None
    assert state.next is not None
    assert (state.sign, state.until, state.current.id, state.next.id) == (DoorSign.BUSY, at(9), now, later)
    assert (state.may_check_in, state.is_ending) == (True, False)
    hall.clock.step(26 * 60)
    assert view(hall).state(hall.small).is_ending
    assert [b.id for b in view(hall).warnings().ending] == [now]
    hall.clock.step(10 * 60)
    assert (view(hall).state(hall.small).sign, view(hall).state(hall.small).until) == (DoorSign.FREE, at(10))
    arranging(hall).block((hall.large,), Period(at(9), at(12)), "检修", actor=MANAGER)
    blocked = view(hall).state(hall.large)
    assert (blocked.sign, blocked.until) == (DoorSign.CLOSED, at(12))
    before = count_of(view(hall).states)
    for n in range(6):
        book(hall, at(14) + n * 30 * MINUTE, at(14, 15) + n * 30 * MINUTE)
    assert count_of(view(hall).states) == before


def test_who_signs_in_stands_on_the_sheet_once(hall: SmallHall) -> None:
    key = book(hall, at(8, 30), at(10))
    first, _ = hall.view().booking(key).parties
    entry = door(hall).sign_in(key, GuestEntry("", party_id=first.id), actor=CLERK)
    again = door(hall).sign_in(key, GuestEntry("", party_id=first.id), actor=CLERK)
    assert (again.value, again.txn) == (entry.value, None)
    door(hall).sign_in(key, GuestEntry("丙方", "丙公司"), actor=CLERK)
    sheet = view(hall).attendance(key)
    assert [(s.name, s.organisation, s.signed_at is not None) for s in sheet] == [
        ("甲方", "甲公司", True),
        ("乙方", "", False),
        ("丙方", "丙公司", True),
    ]
    assert hall.view().booking(key).checked_in_at is not None


def test_a_scanned_ticket_signs_its_visitor_in_as_whom_they_were_announced(hall: SmallHall) -> None:
    matter = hall.offer_matter()
    reception = Reception(hall.store, b"secret", ZONE)
    names = (PersonEntry("刘一舟"), PersonEntry("高山"))
    person, stranger = (reception.register_person(n, actor=CLERK).value.id for n in names)
    visits = [new_key(), new_key(), new_key()]
    with hall.store.change(CLERK, "take_number") as work:
        for key, who in zip(visits, (person, stranger, None), strict=True):
            open_visit(work, VisitEntry(matter_id=matter, person_id=who), key)
    parties = (PartyEntry("兰州某公司", person_id=person), PartyEntry("乙方"))
    entry = BookingEntry(hall.small, at(8, 30), at(10), Purpose.TALK, "洽谈", parties=parties)
    key = hall.desk().book(entry, actor=CLERK).value.id
    codes = [f"{CODE_PREFIX}{visit}" for visit in visits]
    door(hall).sign_in_by_code(key, codes[0].upper(), actor=CLERK)
    door(hall).sign_in_by_code(key, codes[0], actor=CLERK)
    door(hall).sign_in_by_code(key, codes[1], actor=CLERK)
    door(hall).sign_in_by_code(key, codes[1], actor=CLERK)
    told = [(s.name, s.party is not None, s.signed_at is not None) for s in view(hall).attendance(key)]
    assert told == [("兰州某公司", True, True), ("乙方", True, False), ("高山", False, True)]
    with pytest.raises(FieldRefused) as nameless:
        door(hall).sign_in_by_code(key, codes[2], actor=CLERK)
    assert nameless.value.field == "name"
    for code in ("", "GT1:C:LZ-2026-1", "6901234567892"):
        with pytest.raises(FieldRefused):
            door(hall).sign_in_by_code(key, code, actor=CLERK)
    with pytest.raises(Missing):
        door(hall).sign_in_by_code(key, f"{CODE_PREFIX}nobody", actor=CLERK)


def test_nobody_signs_in_as_a_guest_of_another_meeting(hall: SmallHall) -> None:
    here, elsewhere = book(hall, at(8, 30), at(9)), book(hall, at(8, 30), at(9), hall.large)
    guest = hall.view().booking(elsewhere).parties[0]
    with pytest.raises(Missing):
        door(hall).sign_in(here, GuestEntry("", party_id=guest.id), actor=CLERK)


def test_who_sits_at_a_confidential_table_is_its_hosts_business(hall: SmallHall) -> None:
    entry = BookingEntry(
        hall.small,
        at(8, 30),
        at(9),
        Purpose.TALK,
        "并购",
        parties=(PartyEntry("甲方"),),
        is_confidential=True,
    )
    key = hall.desk().book(entry, actor=CLERK).value.id
    assert [s.name for s in view(hall).attendance(key, CLERK.staff_id)] == ["甲方"]
    assert view(hall).attendance(key, MANAGER.staff_id) == view(hall).attendance(key) == ()


def test_the_outcome_is_noted(hall: SmallHall) -> None:
    key = book(hall, at(8, 30), at(10))
    card = door(hall).note_outcome(key, MeetingOutcome.INTENTION, " 双方达成意向 ", actor=CLERK).value
    assert (card.outcome, card.minutes) == (MeetingOutcome.INTENTION, "双方达成意向")


def test_what_came_of_a_meeting_is_not_noted_before_it_nor_of_one_given_back(hall: SmallHall) -> None:
    later, given_back = book(hall, at(9), at(10)), book(hall, at(9), at(10), hall.large)
    hall.desk().cancel(given_back, "改期", actor=CLERK)
    with pytest.raises(NotBegun):
        door(hall).note_outcome(later, MeetingOutcome.INTENTION, "", actor=CLERK)
    hall.clock.step(31 * 60)
    with pytest.raises(WrongStep):
        door(hall).note_outcome(given_back, MeetingOutcome.INTENTION, "", actor=CLERK)
    door(hall).note_outcome(later, MeetingOutcome.INTENTION, "", actor=CLERK)
    # The next day it may still be written.
    hall.clock.step(24 * 3600)
    door(hall).note_outcome(later, MeetingOutcome.NONE, "", actor=CLERK)
    noted = [hall.view().booking(key).outcome for key in (later, given_back)]
    assert noted == [MeetingOutcome.NONE, MeetingOutcome.OPEN]


def test_what_came_of_a_confidential_meeting_is_its_hosts_to_write(hall: SmallHall) -> None:
    entry = BookingEntry(hall.small, at(8, 30), at(9), Purpose.TALK, "并购", is_confidential=True)
    key = hall.desk().book(entry, actor=CLERK).value.id
    hall.clock.step(60)
    with pytest.raises(OnlyItsHost):
        door(hall).note_outcome(key, MeetingOutcome.NONE, "", actor=MANAGER)
    assert hall.view().booking(key).outcome is MeetingOutcome.OPEN
    door(hall).note_outcome(key, MeetingOutcome.CONTINUE, "", actor=CLERK)


def test_use_is_measured_by_opening_hours(hall: SmallHall) -> None:
    arranging(hall).set_room(hall.small, settings(release_minutes=10), actor=MANAGER)
    used, unused = book(hall, at(9), at(10)), book(hall, at(11), at(12))
    gone = book(hall, at(14), at(15))
    hall.desk().cancel(gone, "改期", actor=CLERK)
    hall.clock.step(30 * 60)
    door(hall).check_in(used, actor=CLERK)
    hall.clock.step(132 * 60)
    door(hall).release_no_shows(actor=Machine())
    use = UseView(hall.store, ZONE).of_days(DAY, DAY)[0]
    assert (use.open, use.booked, use.used, use.outside) == (720, 60, 60, 0)
    assert (use.bookings, use.no_shows, use.cancelled) == (1, 1, 1)
    assert use.share == pytest.approx(60 / 720)
    assert hall.view().booking(unused).state is BookingState.RELEASED
