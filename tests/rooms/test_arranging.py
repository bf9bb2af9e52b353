"""Arranging rooms: what they ask, when they are open, blockings, a hall that is divided, equipment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from app.counter import Counter
from app.kernel.clock import HOUR
from app.kernel.errors import FieldRefused, Forbidden, Missing
from app.kernel.ids import new_key
from app.kernel.periods import Period
from app.reception.service import VisitEntry, open_visit
from app.rooms.arranging import LayerEntry, RoomArranging, RoomSettings
from app.rooms.entries import BookingEntry, RoomPlan
from app.rooms.opening import Span, WhyClosed
from app.rooms.reasons import ClosedThen
from app.rooms.refusals import BookingsInTheWay, RoomNotGiven, RoomTaken
from app.rooms.rules import Quota, QuotaSpan, QuotaUnit, RoomRules
from app.rooms.states import Purpose, RoomKind
from app.security.actors import Actor
from tests.rooms.small_hall import CLERK, DAY, MANAGER, ZONE, SmallHall, at


def settings(**other: Any) -> RoomSettings:
    """The settings of a small room, some otherwise."""
    return RoomSettings(**{"name": "洽谈室一", "name_en": "Room 1", "seats": 6} | other)


def arranging(hall: SmallHall) -> RoomArranging:
    return RoomArranging(hall.store, ZONE)


def talk(room_id: str, start: int, end: int, **more: Any) -> BookingEntry:
    return BookingEntry(room_id, start, end, Purpose.TALK, more.pop("title", "洽谈"), **more)


def reasons_of(refused: pytest.ExceptionInfo[RoomNotGiven]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_room_is_arranged_and_its_rules_hold(hall: SmallHall) -> None:
    rules = RoomRules(
        notice_minutes=60,
        advance_days=7,
        shortest_minutes=30,
        longest_minutes=120,
        grid_minutes=30,
        quotas=(Quota(3, QuotaUnit.BOOKINGS, QuotaSpan.WEEK),),
    )
    wanted = settings(name="贵宾室", seats=8, rules=rules, walks={"3": 12}, plan=(10, 20, 100, 80))
    row = arranging(hall).set_room(hall.small, wanted, actor=MANAGER).value
    assert (row.name, row.seats, row.rules, row.walks, row.plan) == (
        "贵宾室",
        8,
        rules,
        {"3": 12},
        (10, 20, 100, 80),
    )
    assert hall.view().rooms()[0] == row
    desk = hall.desk()
    for start, end, code in (
        (at(9), at(10), "ShortNotice"),
        (at(10), at(10, 15), "TooShort"),
        (at(10), at(12, 30), "TooLong"),
        (at(10, 15), at(11, 15), "OffGrid"),
        (at(10, day=DAY + dt.timedelta(days=8)), at(11, day=DAY + dt.timedelta(days=8)), "TooFarAhead"),
    ):
        with pytest.raises(RoomNotGiven) as refused:
            desk.book(talk(hall.small, start, end), actor=CLERK)
        assert reasons_of(refused) == [code]
    made = desk.book(talk(hall.small, at(10), at(11)), actor=CLERK)
    assert made.value.title == "洽谈"


def test_only_who_may_book_does(hall: SmallHall) -> None:
    rules = RoomRules(who_may_book=frozenset({"supervisor"}))
    arranging(hall).set_room(hall.small, settings(rules=rules), actor=MANAGER)
    with pytest.raises(RoomNotGiven) as refused:
        hall.desk().book(talk(hall.small, at(9), at(10)), actor=CLERK)
    assert reasons_of(refused) == ["NotForYou"]
    hall.desk().book(talk(hall.small, at(9), at(10)), actor=MANAGER)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"name": " "}, "room_name"),
        ({"seats": 0}, "seats"),
        ({"preparation_minutes": 241}, "preparation_minutes"),
        ({"turnover_minutes": -1}, "turnover_minutes"),
        ({"release_minutes": 999}, "release_minutes"),
        ({"plan": (1, 2, 3)}, "plan"),
    ],
)
def test_settings_without_sense_are_refused(hall: SmallHall, other: dict[str, Any], field: str) -> None:
    before = hall.view().rooms()
    with pytest.raises(FieldRefused) as refused:
        arranging(hall).set_room(hall.small, settings(**other), actor=MANAGER)
    assert (refused.value.field, hall.view().rooms()) == (field, before)


def test_only_who_arranges_the_hall_may(hall: SmallHall) -> None:
    with pytest.raises(Forbidden):
        arranging(hall).set_room(hall.small, settings(), actor=CLERK)
    with pytest.raises(Forbidden):
        arranging(hall).block((hall.small,), Period(at(9), at(10)), "检修", actor=CLERK)


def test_another_room_stands_behind_the_others(hall: SmallHall) -> None:
    plan = RoomPlan(RoomKind.NEGOTIATION, "203", "洽谈室三", "Room 3", 4, preparation_minutes=5)
    row = arranging(hall).add_room(plan, actor=MANAGER).value
    assert hall.view().rooms()[-1] == row
    hall.desk().book(talk(row.id, at(9), at(10)), actor=CLERK)


def test_the_shortest_layer_of_opening_hours_counts(hall: SmallHall) -> None:
    desk = arranging(hall)
    summer = ((Span(9 * 60, 12 * 60), Span(14 * 60, 18 * 60)),) * 5 + ((), ())
    desk.set_layer(LayerEntry(dt.date(2026, 1, 1), dt.date(2026, 12, 31), summer, "全年"), actor=MANAGER)
    for start, end, why in (
        (at(8, 45), at(9, 30), WhyClosed.BEFORE_OPENING),
        (at(11, 30), at(12, 30), WhyClosed.BREAK),
        (at(17, 30), at(18, 30), WhyClosed.AFTER_CLOSING),
        (at(10, day=dt.date(2026, 3, 8)), at(11, day=dt.date(2026, 3, 8)), WhyClosed.CLOSED_DAY),
    ):
        with pytest.raises(RoomNotGiven) as refused:
            hall.desk().book(talk(hall.small, start, end), actor=CLERK)
        (reason,) = refused.value.reasons
        assert isinstance(reason, ClosedThen)
        assert reason.closed.why is why
    closed = LayerEntry(DAY, DAY, ((),) * 7, "盘点", hall.small)
    layer = desk.set_layer(closed, actor=MANAGER).value
    with pytest.raises(RoomNotGiven):
        hall.desk().book(talk(hall.small, at(9), at(10)), actor=CLERK)
    hall.desk().book(talk(hall.large, at(9), at(10)), actor=CLERK)
    desk.end_layer(layer, actor=MANAGER)
    with pytest.raises(Missing):
        desk.end_layer(layer, actor=MANAGER)
    hall.desk().book(talk(hall.small, at(9), at(10)), actor=CLERK)
    assert [row.name for row in hall.view().layers()] == ["全年"]


def test_a_blocking_keeps_out_what_is_new_and_lets_stay_what_was_booked(hall: SmallHall) -> None:
    desk = arranging(hall)
    booked = hall.desk().book(talk(hall.small, at(9), at(10)), actor=CLERK).value
    afternoon = Period(at(8, 30), at(18))
    with pytest.raises(BookingsInTheWay) as refused:
        desk.block((hall.small, hall.large), afternoon, "检修", actor=MANAGER)
    assert refused.value.bookings == (booked.id,)
    hit = desk.block((hall.small, hall.large), afternoon, "检修", actor=MANAGER, around=True).value
    assert [b.id for b in hit.bookings] == [booked.id]
    for room in (hall.small, hall.large):
        with pytest.raises(RoomNotGiven) as blocked:
            hall.desk().book(talk(room, at(14), at(15)), actor=CLERK)
        assert reasons_of(blocked) == ["Blocked"]
    blockings = hall.view().blockings(DAY)
    assert {(b.room_id, b.reason) for b in blockings} == {(hall.small, "检修"), (hall.large, "检修")}
    desk.unblock(next(b.id for b in blockings if b.room_id == hall.large), actor=MANAGER)
    hall.desk().book(talk(hall.large, at(14), at(15)), actor=CLERK)


def test_what_stays_in_a_blocking_is_written_anew_and_gets_shorter_but_takes_no_more(hall: SmallHall) -> None:
    entry = talk(hall.small, at(9), at(11))
    key = hall.desk().book(entry, actor=CLERK).value.id
    arranging(hall).block((hall.small,), Period(at(8, 30), at(18)), "检修", actor=MANAGER, around=True)
    hall.desk().change(key, replace(entry, note="已电话告知"), actor=CLERK)
    hall.desk().move(key, hall.small, Period(at(9), at(10)), actor=CLERK)
    card = hall.view().booking(key)
    assert (card.note, card.ends_at) == ("已电话告知", at(10))
    for period in (Period(at(9), at(11)), Period(at(14), at(15))):
        with pytest.raises(RoomNotGiven) as refused:
            hall.desk().move(key, hall.small, period, actor=CLERK)
        assert reasons_of(refused) == ["Blocked"]


def test_a_blocking_of_a_divided_hall_names_what_is_booked_in_its_parts_and_before_it(
    hall: SmallHall,
) -> None:
    desk = arranging(hall)
    desk.divide(hall.stage, (hall.small, hall.large), actor=MANAGER)
    in_part = hall.desk().book(talk(hall.small, at(9), at(10)), actor=CLERK).value
    desk.set_room(hall.large, settings(preparation_minutes=30), actor=MANAGER)
    prepared = hall.desk().book(talk(hall.large, at(18, 15), at(19)), actor=CLERK).value
    whole = Period(at(8, 30), at(18))
    with pytest.raises(BookingsInTheWay) as refused:
        desk.block((hall.stage,), whole, "布展", actor=MANAGER)
    assert refused.value.bookings == (in_part.id, prepared.id)
    hit = desk.block((hall.stage,), whole, "布展", actor=MANAGER, around=True).value
    assert [b.id for b in hit.bookings] == [in_part.id, prepared.id]
    # Whoever closes the hall as a whole takes nothing from its parts.
    assert desk.close_room(hall.stage, "改作他用", actor=MANAGER).value.bookings == ()


def test_a_closed_room_is_named_with_the_bookings_that_lose_it(hall: SmallHall) -> None:
    booked = hall.desk().book(talk(hall.small, at(9), at(10)), actor=CLERK).value
    with pytest.raises(BookingsInTheWay):
        arranging(hall).close_room(hall.small, "改作他用", actor=MANAGER)
    hit = arranging(hall).close_room(hall.small, "改作他用", actor=MANAGER, despite_bookings=True).value
    assert [b.id for b in hit.bookings] == [booked.id]
    assert hall.small not in {room.id for room in hall.view().rooms()}
    with pytest.raises(RoomNotGiven) as given:
        hall.desk().book(talk(hall.small, at(14), at(15)), actor=CLERK)
    assert reasons_of(given) == ["OutOfUse"]
    best = given.value.alternatives[0]
    assert (
        hall.desk().book(talk(best.room_id, best.starts_at, best.ends_at), actor=CLERK).value.room_id
        == hall.large
    )
    moved = hall.desk().move(booked.id, hall.large, Period(at(9), at(10)), actor=CLERK)
    assert moved.value.room_id == hall.large


def test_a_divided_hall_and_its_parts_exclude_each_other(hall: SmallHall) -> None:
    desk = arranging(hall)
    desk.divide(hall.stage, (hall.small, hall.large), actor=MANAGER)
    hall.desk().book(talk(hall.small, at(9), at(10)), actor=CLERK)
    hall.desk().book(talk(hall.large, at(9), at(10)), actor=CLERK)
    with pytest.raises(RoomTaken):
        hall.desk().book(talk(hall.stage, at(9), at(10)), actor=CLERK)
    desk.divide(hall.stage, (), actor=MANAGER)
    hall.desk().book(talk(hall.stage, at(9), at(10)), actor=CLERK)
    with pytest.raises(BookingsInTheWay):
        desk.divide(hall.stage, (hall.small, hall.large), actor=MANAGER)
    hall.desk().book(talk(hall.small, at(14), at(15)), actor=CLERK)


def test_movable_equipment_is_given_once_and_its_withdrawal_names_who_is_hit(hall: SmallHall) -> None:
    desk = arranging(hall)
    desk.set_stock("projector", 2, actor=MANAGER)
    with_one = {"equipment": {"projector": 1}}
    first = hall.desk().book(talk(hall.small, at(9), at(10), **with_one), actor=CLERK).value
    assert dict(first.equipment) == {"projector": 1}
    hall.desk().book(talk(hall.large, at(9), at(10), **with_one), actor=CLERK)
    third = RoomPlan(RoomKind.NEGOTIATION, "203", "洽谈室三", "Room 3", 4)
    room = desk.add_room(third, actor=MANAGER).value.id
    with pytest.raises(RoomNotGiven) as refused:
        hall.desk().book(talk(room, at(9, 30), at(10, 30), **with_one), actor=CLERK)
    assert reasons_of(refused) == ["EquipmentTaken"]
    hall.desk().book(talk(room, at(10, 15), at(11), **with_one), actor=CLERK)
    hit = desk.withdraw_equipment("projector", 1, actor=MANAGER).value
    assert {b.room_id for b in hit.bookings} == {hall.small, hall.large}
    assert [(s.kind, s.quantity) for s in hall.view().stock()] == [("projector", 1)]
    with pytest.raises(FieldRefused):
        desk.withdraw_equipment("projector", 2, actor=MANAGER)


def test_a_quota_counts_what_an_organisation_has_booked(counter: Counter, clerk: Actor) -> None:
    rules = RoomRules(quotas=(Quota(1, QuotaUnit.BOOKINGS, QuotaSpan.WEEK),))
    room = counter.rooms_view.rooms()[1].id
    counter.room_arranging.set_room(room, settings(rules=rules, seats=9), actor=clerk)
    ours, theirs = (counter.people.find_organisations(name)[0].id for name in ("尚德", "南洋"))
    tomorrow = counter.rooms_view.now() // HOUR * HOUR + 25 * HOUR
    matter = counter.catalogue.matters()[0].id
    visit = new_key()
    with counter.store.change(clerk, "take_number") as work:
        open_visit(work, VisitEntry(matter_id=matter, organisation_id=ours), visit)
    # The visitor's organisation is the one that asks, where nobody says otherwise.
    first = talk(room, tomorrow, tomorrow + HOUR, visit_id=visit)
    booked = counter.rooms.book(first, actor=clerk).value
    assert booked.organisation_id == ours
    later = talk(room, tomorrow + 5 * HOUR, tomorrow + 6 * HOUR, organisation_id=ours)
    with pytest.raises(RoomNotGiven) as refused:
        counter.rooms.book(later, actor=clerk)
    assert reasons_of(refused) == ["OverQuota"]
    counter.rooms.book(replace(later, organisation_id=theirs), actor=clerk)
    counter.rooms.move(booked.id, room, Period(tomorrow + HOUR, tomorrow + 2 * HOUR), actor=clerk)
