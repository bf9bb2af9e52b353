"""Whom to phone: what was arranged since takes from bookings to come, and what the hall declined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.kernel.clock import MINUTE
from app.kernel.confirm import Standalone
from app.kernel.errors import WrongStep
from app.kernel.periods import Period
from app.reception.service import OrganisationEntry, PersonEntry, Reception
from app.rooms.approving import Approvals
from app.rooms.arranging import LayerEntry
from app.rooms.call_list import CallList, CallRow, Why
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.opening import Span
from app.rooms.reasons import Blocked, ClosedThen, EquipmentMissing, EquipmentTaken, OutOfUse, TooManyPeople
from app.rooms.rules import RoomRules
from app.rooms.states import BookingState, Equipment, PartyRole, Purpose
from app.taking_back.rooms import BookingEffect
from app.taking_back.service import TakingBack
from tests.rooms.centre_hall import terminals
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at
from tests.rooms.statements import count_of
from tests.rooms.test_arranging import arranging, settings

PEOPLE = (PartyEntry("甲公司", PartyRole.BUYER), PartyEntry("远程专家", link="https://meet.example/1"))
MORNING = Period(at(8), at(12))


def listed(hall: SmallHall, reader: str = "") -> tuple[CallRow, ...]:
    return CallList(hall.store, ZONE).to_phone(reader)


def talk(hall: SmallHall, start: int = at(9), end: int = at(10), room: str = "") -> BookingEntry:
    return BookingEntry(room or hall.small, start, end, Purpose.TALK, "节水", 6, parties=PEOPLE)


def shut_out(hall: SmallHall) -> object:
    closed = LayerEntry(DAY, DAY, ((),) * 7, "停电")
    return arranging(hall).set_layer(closed, actor=MANAGER)


ARRANGED: dict[str, tuple[Callable[[SmallHall], object], type]] = {
    "room closed": (
        lambda hall: arranging(hall).close_room(hall.small, "漏水", actor=MANAGER, despite_bookings=True),
        OutOfUse,
    ),
    "blocked": (
        lambda hall: arranging(hall).block((hall.small,), MORNING, "检修", actor=MANAGER, around=True),
        Blocked,
    ),
    "hours": (shut_out, ClosedThen),
    "fewer seats": (
        lambda hall: arranging(hall).set_room(hall.small, settings(seats=4), actor=MANAGER),
        TooManyPeople,
    ),
    "stock": (lambda hall: arranging(hall).set_stock("flipchart", 0, actor=MANAGER), EquipmentMissing),
    "what stood there": (
        lambda hall: arranging(hall).set_room(hall.small, settings(seats=6, equipment=()), actor=MANAGER),
        EquipmentMissing,
    ),
}


@pytest.mark.parametrize("what", ARRANGED)
def test_what_was_arranged_since_puts_a_booking_on_the_list_with_reason_and_people(
    hall: SmallHall, what: str
) -> None:
    arrange, reason = ARRANGED[what]
    arranging(hall).set_stock("flipchart", 1, actor=MANAGER)
    wanted = replace(talk(hall), equipment={"flipchart": 1, Equipment.WHITEBOARD: 1})
    made = hall.desk().book(wanted, actor=CLERK).value
    other = hall.desk().book(replace(talk(hall, room=hall.large), title="另一间"), actor=CLERK).value
    assert listed(hall) == ()
    arrange(hall)
    (row,) = [row for row in listed(hall) if row.booking_id != other.id]
    assert (row.why, row.booking_id, row.room) == (Why.LOST, made.id, "洽谈室一")
    assert reason in {type(found) for found in row.reasons}
    assert [person.name for person in row.people] == ["甲公司", "远程专家"]
    # All that was typed is there to be typed again.
    assert row.entry == replace(wanted, host_id=CLERK.staff_id)
    # It leaves the list when it has a place again, or is given back.
    hall.desk().cancel(made.id, "改期", actor=CLERK)
    assert [r for r in listed(hall) if r.booking_id == made.id] == []


def test_a_booking_that_is_moved_to_what_is_free_leaves_the_list(hall: SmallHall) -> None:
    made = hall.desk().book(talk(hall), actor=CLERK).value
    arranging(hall).close_room(hall.small, "漏水", actor=MANAGER, despite_bookings=True)
    (row,) = listed(hall)
    assert (row.room, row.room_en) == ("洽谈室一", "Room 1")
    offer = hall.view().alternatives(row.room_id, row.meeting, row.purpose)[0]
    period = Period(offer.starts_at, offer.ends_at)
    hall.desk().move(made.id, offer.room_id, period, actor=CLERK)
    assert listed(hall) == ()


def test_what_is_over_or_going_on_is_not_phoned_about(hall: SmallHall) -> None:
    hall.desk().book(talk(hall), actor=CLERK)
    shut_out(hall)
    assert len(listed(hall)) == 1
    hall.clock.step(31 * 60)
    assert listed(hall) == ()


def test_what_a_manager_allowed_outside_the_hours_stays_allowed(hall: SmallHall) -> None:
    late = replace(talk(hall, at(20), at(21)), override="外宾航班晚点")
    hall.desk().book(late, actor=MANAGER)
    assert listed(hall) == ()


def test_fewer_pieces_than_were_promised_concern_everybody_who_shares_them(hall: SmallHall) -> None:
    arranging(hall).set_stock("flipchart", 2, actor=MANAGER)
    for room in (hall.small, hall.large):
        hall.desk().book(replace(talk(hall, room=room), equipment={"flipchart": 1}), actor=CLERK)
    later = replace(talk(hall, at(14), at(15)), equipment={"flipchart": 1})
    hall.desk().book(later, actor=CLERK)
    assert listed(hall) == ()
    arranging(hall).set_stock("flipchart", 1, actor=MANAGER)
    found = listed(hall)
    assert {row.room_id for row in found} == {hall.small, hall.large}
    assert {type(reason) for row in found for reason in row.reasons} == {EquipmentTaken}
    assert {row.starts_at for row in found} == {at(9)}


def test_a_confidential_booking_that_lost_its_room_shows_its_people_and_not_its_title(
    hall: SmallHall,
) -> None:
    hall.desk().book(replace(talk(hall), is_confidential=True, note="注"), actor=CLERK)
    shut_out(hall)
    (own,), (others,) = listed(hall, CLERK.staff_id), listed(hall, MANAGER.staff_id)
    assert (own.title, own.entry.note, own.is_hidden) == ("节水", "注", False)
    assert (others.title, others.entry.note, others.is_hidden) == ("", "", True)
    assert [p.name for p in others.people] == ["甲公司", "远程专家"]


def asked_in_vain(hall: SmallHall) -> str:
    """Somebody asks for a room that wants the hall's word, and is declined."""
    rules = RoomRules(wants_approval=True)
    arranging(hall).set_room(hall.large, settings(rules=rules, seats=12), actor=MANAGER)
    key = hall.desk().book(talk(hall, room=hall.large), actor=CLERK).value.id
    Approvals(hall.store, Standalone(), ZONE).decline(key, "省里有活动", actor=MANAGER)
    return key


def test_what_was_declined_is_listed_with_the_reason_until_its_people_know(hall: SmallHall) -> None:
    key = asked_in_vain(hall)
    (row,) = listed(hall)
    assert (row.why, row.booking_id, row.said) == (Why.DECLINED, key, "省里有活动")
    assert [person.name for person in row.people] == ["甲公司", "远程专家"]
    calls = CallList(hall.store, ZONE)
    calls.tell_declined(key, actor=CLERK)
    assert listed(hall) == ()
    known = hall.view().booking(key)
    assert (known.state, known.end_reason) == (BookingState.CANCELLED, "省里有活动")
    with pytest.raises(WrongStep):
        calls.tell_declined(key, actor=CLERK)


@pytest.mark.centre
def test_what_was_arranged_where_nobody_had_heard_of_the_booking_is_listed_at_every_terminal(
    hall: SmallHall, centre_url: str, tmp_path: Path
) -> None:
    arranging(hall).set_stock("flipchart", 1, actor=MANAGER)
    with terminals(hall, centre_url, tmp_path, 1, patience_s=20) as (first, second):
        for start, equipment in ((at(9), {"flipchart": 1}), (at(14), {})):
            entry = replace(talk(hall, start, start + 60 * MINUTE), equipment=equipment)
            second.rooms().book(entry, actor=CLERK)
        # The first has not pulled: neither change hits anything it knows.
        assert arranging(hall).set_stock("flipchart", 0, actor=MANAGER).value.bookings == ()
        arranging(hall).block((hall.small,), Period(at(13), at(18)), "检修", actor=MANAGER)
        for terminal in (first, second, first):
            terminal.exchange.run()
        for terminal in (first, second):
            told = [[reason.code for reason in row.reasons] for row in listed(terminal.hall)]
            assert told == [["EquipmentMissing"], ["Blocked"]]


@pytest.mark.centre
def test_whoever_is_ticked_off_as_told_is_off_the_list_everywhere_and_comes_back_when_that_was_wrong(
    hall: SmallHall, centre_url: str, tmp_path: Path
) -> None:
    with terminals(hall, centre_url, tmp_path, 1, patience_s=20) as (first, second):
        key = asked_in_vain(hall)

        def met() -> list[list[str]]:
            for terminal in (second, first, second):
                assert terminal.exchange.run().refused == 0
            return [[row.booking_id for row in listed(terminal.hall)] for terminal in (first, second)]

        assert met() == [[key], [key]]
        CallList(second.hall.store, ZONE).tell_declined(key, actor=CLERK)
        assert met() == [[], []]
        effects = {"booking": BookingEffect(ZONE)}
        TakingBack(second.hall.store, second.confirm, ZONE, effects).take_back_last(actor=CLERK)
        assert met() == [[key], [key]]


def test_those_who_lost_to_another_request_are_listed_too(hall: SmallHall) -> None:
    rules = RoomRules(wants_approval=True)
    arranging(hall).set_room(hall.large, settings(rules=rules, seats=12), actor=MANAGER)
    desk = hall.desk()
    wins, loses = (
        desk.book(replace(talk(hall, room=hall.large), title=title), actor=CLERK).value
        for title in ("先", "后")
    )
    Approvals(hall.store, Standalone(), ZONE).approve(wins.id, "另有安排", actor=MANAGER)
    assert [(row.booking_id, row.said) for row in listed(hall)] == [(loses.id, "另有安排")]


def test_numbers_come_from_the_person_or_the_organisation(hall: SmallHall) -> None:
    reception = Reception(hall.store, b"secret", ZONE)
    body = reception.register_organisation(
        OrganisationEntry("尚德科技", country="德国", phone="09318888888"), actor=CLERK
    ).value
    reception.register_organisation(
        OrganisationEntry("乙大学", country="德国", phone="09317777777"), actor=CLERK
    )
    person = reception.register_person(PersonEntry("李振声", phone="13800138000"), actor=CLERK).value
    parties = (
        PartyEntry("李振声", person_id=person.id),
        PartyEntry("王某", organisation="乙大学"),
        PartyEntry("尚德科技", PartyRole.SELLER),
        PartyEntry("张某"),
    )
    entry = replace(talk(hall), parties=parties, organisation_id=body.id)
    hall.desk().book(entry, actor=CLERK)
    nobody = replace(talk(hall, at(14), at(15)), parties=(), organisation_id=body.id)
    hall.desk().book(nobody, actor=CLERK)
    shut_out(hall)
    first, second = listed(hall)
    assert [(p.name, p.phone) for p in first.people] == [
        ("李振声", "138****8000"),
        ("王某", "09317777777"),
        ("尚德科技", "09318888888"),
        ("张某", "09318888888"),
    ]
    assert [(p.name, p.phone) for p in second.people] == [("尚德科技", "09318888888")]


def test_the_list_asks_as_often_about_many_as_about_one(hall: SmallHall) -> None:
    arranging(hall).set_stock("flipchart", 3, actor=MANAGER)
    hall.desk().book(talk(hall), actor=CLERK)
    asked_in_vain(hall)
    tomorrow = DAY + dt.timedelta(days=1)
    closed = LayerEntry(DAY, tomorrow, ((),) * 7)
    few = count_of(lambda: listed(hall))
    for hour in (11, 13, 15):
        for room in (hall.small, hall.stage):
            entry = replace(talk(hall, at(hour), at(hour) + 45 * MINUTE, room), equipment={"flipchart": 1})
            hall.desk().book(entry, actor=CLERK)
    arranging(hall).set_layer(closed, actor=MANAGER)
    arranging(hall).block((hall.small,), MORNING, "检修", actor=MANAGER, around=True)
    assert len(listed(hall)) == 8
    assert count_of(lambda: listed(hall)) == few


def test_hours_that_are_longer_again_take_nobody_off_who_still_lies_outside(hall: SmallHall) -> None:
    hall.desk().book(talk(hall), actor=CLERK)
    hall.desk().book(talk(hall, at(17), at(18)), actor=CLERK)
    shut_out(hall)
    half = LayerEntry(DAY, DAY, ((Span(8 * 60, 12 * 60),),) * 7)
    hall.clock.step(1)
    arranging(hall).set_layer(half, actor=MANAGER)
    assert [row.starts_at for row in listed(hall)] == [at(17)]
