"""Booking, moving and giving back rooms on a real store."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from app.kernel.clock import DAY as DAY_LONG
from app.kernel.clock import MINUTE
from app.kernel.confirm import Confirmation, Verdict
from app.kernel.errors import FieldRefused, Forbidden, Missing, WrongStep
from app.kernel.periods import Period
from app.rooms.entries import BookingEntry, PartyEntry, RoomPlan, open_room
from app.rooms.hall_time import words_of
from app.rooms.refusals import BookingRefused, RoomGivenAway, RoomTaken, RoomTooSmall
from app.rooms.rows import TERMINAL_ROLE_FACT
from app.rooms.rules import Quota, QuotaSpan, QuotaUnit, RoomRules
from app.rooms.states import BookingState, PartyRole, Purpose, RoomKind
from app.rooms.verdict import Meeting
from app.security.actors import Machine
from app.storage.outbox import OutboxEntry, Sending, write_fact
from app.storage.trail import AuditEntry
from tests.rooms.small_hall import AUDITOR, CLERK, DAY, MANAGER, FixedWord, SmallHall, a_visit, at
from tests.rooms.test_arranging import arranging, settings


def entry(room_id: str, start: int, end: int, **more: Any) -> BookingEntry:
    return BookingEntry(room_id, start, end, Purpose.TALK, more.pop("title", "碳纤维气凝胶"), **more)


def outbox(hall: SmallHall) -> list[OutboxEntry]:
    with hall.store.look() as session:
        return list(session.execute(select(OutboxEntry).order_by(OutboxEntry.seq)).scalars())


def test_a_booking_is_told_as_it_was_typed(hall: SmallHall) -> None:
    parties = (
        PartyEntry("甘肃尚德机电", PartyRole.BUYER),
        PartyEntry("  ", PartyRole.BROKER),
        PartyEntry("南洋理工大学 𠮷", PartyRole.SELLER),
    )
    made = hall.desk().book(
        entry(hall.small, at(9), at(10), title=" 碳纤维\n气凝胶 ", parties=parties, note="备茶 "), actor=CLERK
    )
    card = hall.view().booking(made.value.id)
    assert card == made.value
    assert (card.title, card.note, card.room, card.room_en) == ("碳纤维 气凝胶", "备茶", "洽谈室一", "Room 1")
    assert [(p.role, p.name) for p in card.parties] == [
        (PartyRole.BUYER, "甘肃尚德机电"),
        (PartyRole.SELLER, "南洋理工大学 𠮷"),
    ]
    assert (card.busy_until, card.host_id) == (at(10, 15), CLERK.staff_id)
    assert made.confirmation.verdict is Verdict.STANDALONE
    (row,) = hall.view().day(DAY)
    assert (row.id, row.party_names) == (card.id, ("甘肃尚德机电", "南洋理工大学 𠮷"))


def test_one_use_case_is_one_changeset_and_one_audit_entry(hall: SmallHall) -> None:
    before = len(outbox(hall))
    made = hall.desk().book(entry(hall.small, at(9), at(10), parties=(PartyEntry("甲方"),)), actor=CLERK)
    (sent,) = outbox(hall)[before:]
    assert (sent.txn, sent.use_case) == (made.txn, "book_room")
    assert [(c["table"], c["op"]) for c in sent.changes] == [
        ("booking", "insert"),
        ("booking_party", "insert"),
    ]
    with hall.store.look() as session:
        last = session.execute(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).scalar_one()
    assert (last.use_case, last.actor_id, last.txn) == ("book_room", CLERK.staff_id, made.txn)


@pytest.mark.parametrize(
    ("start", "end"),
    [((9, 0), (10, 0)), ((9, 30), (9, 45)), ((8, 45), (9, 15)), ((10, 0), (11, 0)), ((8, 30), (8, 46))],
)
def test_an_overlap_is_refused_with_facts_and_alternatives(
    hall: SmallHall, start: tuple[int, int], end: tuple[int, int]
) -> None:
    hall.desk().book(entry(hall.small, at(9), at(10), title="节水"), actor=CLERK)
    sent = len(outbox(hall))
    with pytest.raises(RoomTaken) as refused:
        hall.desk().book(entry(hall.small, at(*start), at(*end)), actor=CLERK)
    facts = refused.value
    assert (facts.room, facts.title, facts.starts_at, facts.ends_at) == (
        "洽谈室一",
        "节水",
        at(9),
        at(10, 15),
    )
    assert hall.large in {offer.room_id for offer in facts.alternatives}
    assert len(outbox(hall)) == sent
    for offer in facts.alternatives:
        meeting = Meeting(Period(offer.starts_at, offer.ends_at), who=words_of(CLERK))
        assert hall.view().against(offer.room_id, meeting) == ()


def test_rooms_follow_each_other_when_the_clearing_is_over(hall: SmallHall) -> None:
    desk = hall.desk()
    desk.book(entry(hall.small, at(10), at(11)), actor=CLERK)
    desk.book(entry(hall.small, at(11, 15), at(12)), actor=CLERK)
    desk.book(entry(hall.small, at(9), at(9, 45)), actor=CLERK)
    desk.book(entry(hall.large, at(10), at(11)), actor=CLERK)
    with pytest.raises(RoomTaken):
        desk.book(entry(hall.stage, at(13), at(14, 1)), actor=CLERK) and desk.book(
            entry(hall.stage, at(14, 15), at(15)), actor=CLERK
        )
    assert len(hall.view().day(DAY)) == 5


@pytest.mark.parametrize(
    ("start", "end", "field", "problem"),
    [
        (at(10), at(9), "ends_at", "not_after_start"),
        (at(10), at(10), "ends_at", "not_after_start"),
        (at(9), at(9) + 32 * DAY_LONG, "ends_at", "too_long"),
        (at(8), at(9), "starts_at", "in_the_past"),
        (at(7), at(8), "starts_at", "in_the_past"),
    ],
)
def test_odd_times_are_refused_and_nothing_is_written(
    hall: SmallHall, start: int, end: int, field: str, problem: str
) -> None:
    with pytest.raises(FieldRefused) as refused:
        hall.desk().book(entry(hall.small, start, end), actor=CLERK)
    assert (refused.value.field, refused.value.problem) == (field, problem)
    assert hall.view().day(DAY) == ()


def test_the_running_quarter_can_still_be_taken(hall: SmallHall) -> None:
    hall.clock.step(8 * 60)
    made = hall.desk().book(entry(hall.small, at(8, 30), at(9)), actor=CLERK)
    assert made.value.starts_at == at(8, 30)


def test_what_is_missing_or_too_much_is_refused(hall: SmallHall) -> None:
    desk = hall.desk()
    with pytest.raises(FieldRefused) as refused:
        desk.book(entry(hall.small, at(9), at(10), title=" \n"), actor=CLERK)
    assert refused.value.field == "title"
    with pytest.raises(FieldRefused) as refused:
        desk.book(entry(hall.small, at(9), at(10), party_size=0), actor=CLERK)
    assert refused.value.field == "party_size"
    with pytest.raises(RoomTooSmall) as small:
        desk.book(entry(hall.small, at(9), at(10), party_size=7), actor=CLERK)
    assert (small.value.seats, small.value.party_size) == (6, 7)
    with pytest.raises(Missing):
        desk.book(entry("no such room", at(9), at(10)), actor=CLERK)
    with pytest.raises(Missing):
        desk.book(entry(hall.small, at(9), at(10), visit_id="no such visit"), actor=CLERK)
    with pytest.raises(Forbidden):
        desk.book(entry(hall.small, at(9), at(10)), actor=AUDITOR)
    assert hall.view().day(DAY) == ()


def test_a_cancelled_booking_frees_its_room_and_stays_readable(hall: SmallHall) -> None:
    desk = hall.desk()
    first = desk.book(entry(hall.small, at(9), at(10)), actor=CLERK).value
    with pytest.raises(FieldRefused):
        desk.cancel(first.id, "  ", actor=CLERK)
    desk.cancel(first.id, "对方改期", actor=CLERK)
    kept = hall.view().booking(first.id)
    assert (kept.state, kept.end_reason) == (BookingState.CANCELLED, "对方改期")
    assert hall.view().day(DAY) == ()
    desk.book(entry(hall.small, at(9), at(10)), actor=CLERK)
    with pytest.raises(WrongStep):
        desk.cancel(first.id, "again", actor=CLERK)
    with pytest.raises(WrongStep):
        desk.move(first.id, hall.large, Period(at(9), at(10)), actor=CLERK)


def test_moving_keeps_the_rules(hall: SmallHall) -> None:
    desk = hall.desk()
    first = desk.book(entry(hall.small, at(9), at(10)), actor=CLERK).value
    desk.book(entry(hall.large, at(9), at(10)), actor=CLERK)
    with pytest.raises(RoomTaken):
        desk.move(first.id, hall.large, Period(at(9, 30), at(10, 30)), actor=CLERK)
    moved = desk.move(first.id, hall.small, Period(at(9, 15), at(10, 15)), actor=CLERK).value
    assert (moved.starts_at, moved.busy_until) == (at(9, 15), at(10, 30))
    again = desk.move(first.id, hall.small, Period(at(9, 15), at(10, 15)), actor=CLERK)
    assert again.txn is None
    with pytest.raises(FieldRefused):
        desk.move(first.id, hall.small, Period(at(7), at(8)), actor=CLERK)
    hall.clock.step(90 * 60)
    longer = desk.move(first.id, hall.small, Period(at(9, 15), at(11)), actor=CLERK).value
    assert longer.ends_at == at(11)
    with pytest.raises(FieldRefused):
        desk.move(first.id, hall.small, Period(at(9), at(11)), actor=CLERK)


def test_a_room_given_away_by_the_centre_comes_with_alternatives(hall: SmallHall) -> None:
    centre = FixedWord(Confirmation(Verdict.REFUSED, "conflicting key value", {"code": "23P01"}))
    with pytest.raises(RoomGivenAway) as refused:
        hall.desk(centre).book(entry(hall.small, at(9), at(10)), actor=CLERK)
    assert centre.asked == [outbox(hall)[-1].txn]
    assert refused.value.room == "洽谈室一"
    assert refused.value.alternatives
    assert hall.small not in {s.room_id for s in refused.value.alternatives}


def test_the_winner_is_named_when_the_centre_has_sent_it_down(hall: SmallHall) -> None:
    class Winner(FixedWord):
        """Undoes our booking and brings the one that was there first, as a refusal and its pull do."""

        def ask(self, txn: str) -> Confirmation:
            (ours,) = hall.view().day(DAY)
            hall.desk().cancel(ours.id, "refused", actor=CLERK)
            hall.desk().book(entry(hall.small, at(9, 30), at(10), title="先到"), actor=CLERK)
            return super().ask(txn)

    centre = Winner(Confirmation(Verdict.REFUSED, "conflicting key value", {"code": "23P01"}))
    with pytest.raises(RoomTaken) as refused:
        hall.desk(centre).book(entry(hall.small, at(9), at(10)), actor=CLERK)
    assert (refused.value.title, refused.value.starts_at) == ("先到", at(9, 30))
    assert hall.large in {offer.room_id for offer in refused.value.alternatives}


def test_another_refusal_by_the_centre_is_told_as_such(hall: SmallHall) -> None:
    centre = FixedWord(Confirmation(Verdict.REFUSED, "row is not here", {"code": "GT105"}))
    with pytest.raises(BookingRefused) as refused:
        hall.desk(centre).book(entry(hall.small, at(9), at(10)), actor=CLERK)
    assert refused.value.reason == "row is not here"


def test_a_room_is_pending_until_the_centre_answers(hall: SmallHall) -> None:
    desk = hall.desk(FixedWord(Confirmation(Verdict.OFFLINE)))
    made = desk.book(entry(hall.small, at(9), at(10)), actor=CLERK)
    assert made.confirmation.verdict is Verdict.OFFLINE
    assert not hall.view().booking(made.value.id).is_pending  # nobody to ask: standalone
    with hall.store.keep() as session:
        write_fact(session, TERMINAL_ROLE_FACT, "counter")
    assert hall.view().booking(made.value.id).is_pending
    assert [row.is_pending for row in hall.view().day(DAY)] == [True]
    with hall.store.keep() as session:
        waiting = session.execute(select(OutboxEntry).where(OutboxEntry.txn == made.txn)).scalar_one()
        waiting.state = Sending.ACCEPTED
    assert [row.is_pending for row in hall.view().day(DAY)] == [False]


def test_the_view_lists_rooms_days_and_suggestions(hall: SmallHall) -> None:
    view = hall.view()
    assert [r.number for r in view.rooms()] == ["201", "202", "100"]
    assert view.hours(DAY) == Period(at(8), at(20))
    assert view.today() == DAY
    late = replace(entry(hall.small, at(23), at(24) + 30 * MINUTE), override="外宾航班晚点")
    with pytest.raises(Forbidden):
        hall.desk().book(late, actor=CLERK)
    night = hall.desk().book(late, actor=MANAGER).value
    tomorrow = DAY + dt.timedelta(days=1)
    assert [b.id for b in view.day(DAY)] == [b.id for b in view.day(tomorrow)] == [night.id]
    talk = view.suggestions(at(9), 60, 4, Purpose.TALK)
    assert [s.room_id for s in talk] == [hall.small, hall.large, hall.stage]
    show = view.suggestions(at(9), 60, 40, Purpose.ROADSHOW)
    assert [(s.room_id, s.lacks, s.shift) for s in show] == [(hall.stage, (), 0)]
    assert view.suggestions(at(9), 60, 500, Purpose.TALK) == ()
    assert night.override_reason == "外宾航班晚点"
    assert [b.id for b in view.standing_against(hall.small, at(22), at(22, 46))] == [night.id]
    assert view.standing_against(hall.small, at(22), at(22, 45)) == ()


def test_rooms_without_a_name_or_seats_are_not_opened(hall: SmallHall) -> None:
    for plan in (
        RoomPlan(RoomKind.NEGOTIATION, "203", " ", "", 4),
        RoomPlan(RoomKind.NEGOTIATION, "203", "洽谈室三", "", 0),
    ):
        with pytest.raises(FieldRefused), hall.store.change(Machine(), "found_hall") as work:
            open_room(work, plan, 9)
    assert len(hall.view().rooms()) == 3


def test_the_winner_is_named_by_the_refusal_itself_where_its_row_has_not_come_down(hall: SmallHall) -> None:
    arranging(hall).divide(hall.stage, (hall.small, hall.large), actor=MANAGER)
    winner = {
        "id": "other", "room_id": hall.stage, "starts_at": at(9), "ends_at": at(10), "busy_until": at(10, 30),
        "prepare_from": at(9), "title": "路演", "is_confidential": False,
    }  # fmt: skip
    centre = FixedWord(Confirmation(Verdict.REFUSED, "overlap", {"code": "23P01", "other": winner}))
    with pytest.raises(RoomTaken) as refused:
        hall.desk(centre).book(entry(hall.small, at(9), at(10)), actor=CLERK)
    assert (refused.value.title, refused.value.ends_at) == ("路演", at(10, 30))
    # Its whole floor is taken then, the other half of the hall too.
    assert refused.value.alternatives
    assert all(not (o.starts_at < at(10) and at(9) < o.ends_at) for o in refused.value.alternatives)


def test_nothing_is_offered_that_an_organisation_has_no_quota_for(hall: SmallHall) -> None:
    one_a_day = RoomRules(quotas=(Quota(1, QuotaUnit.BOOKINGS, QuotaSpan.DAY),))
    for room in (hall.small, hall.large):
        arranging(hall).set_room(room, settings(rules=one_a_day), actor=MANAGER)
    ours, view, hour = a_visit(hall), hall.view(), Meeting(Period(at(11), at(12)), 2)
    entry = BookingEntry(hall.small, at(9), at(10), Purpose.TALK, "已用完", organisation_id=ours)
    key = hall.desk().book(entry, actor=CLERK).value.id

    def offered(**whose: str) -> set[str]:
        """All rooms that are offered on this day, whichever way."""
        best = view.suggestions(at(11), 60, 2, Purpose.TALK, actor=CLERK, **whose)
        instead = view.alternatives(hall.large, hour, Purpose.TALK, **whose)
        found = (*best, *instead, *view.gaps(hour, [Period(at(13), at(18))], **whose))
        return {offer.room_id for offer in found if offer.ends_at <= at(20)}

    assert offered() == {hall.small, hall.large, hall.stage}
    assert offered(organisation_id=ours) == {hall.stage}
    # The one that is being changed does not use itself up.
    again = view.suggestions(at(11), 60, 2, Purpose.TALK, key, actor=CLERK, organisation_id=ours)
    assert hall.small in {offer.room_id for offer in again}
