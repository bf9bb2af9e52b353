"""What the centre did not take stays in sight until a person decides; each decision is one transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pytest

from app.counter import Counter
from app.kernel.clock import DAY, HOUR
from app.kernel.confirm import Standalone, Verdict
from app.kernel.errors import Forbidden, Missing, WrongStep
from app.queueing.entities import Ticket
from app.reception.documents import DocumentKind
from app.reception.entities import Person
from app.reception.service import PersonEntry
from app.rooms.entities import Booking, BookingParty
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.states import Purpose
from app.security.actors import Actor, Role
from app.storage.outbox import Sending
from app.sync.conflicts import ConflictRow, ConflictsView
from app.sync.deciding import AlreadyDecided, CannotSendAgain, ConflictDesk
from app.sync.entities import Conflict
from app.sync.states import ConflictKind, Decision
from app.sync.status import Mode
from app.sync.values import Instant, Named
from tests.refused import (
    MEETING,
    OVERLAP,
    change_conflict,
    give_back,
    join,
    last_entry,
    overwrite,
    refuse_last,
    refused_meeting,
    rows_of,
)
from tests.sync.small_market import (
    START,
    Centre,
    SmallAccount,
    SmallBooking,
    SmallGuest,
    Terminal,
    booking,
)

WRONG_STEP = {"code": "GT113", "reason": "wrong step", "table": "conflict", "column": "decision"}


def named(counter: Counter, key: str) -> ConflictRow:
    """The row of a conflict in the list."""
    return next(row for row in counter.conflicts.rows() if row.key == key)


def a_person(counter: Counter, clerk: Actor) -> str:
    entry = PersonEntry("李振声", DocumentKind.NONE, phone="13800138000")
    return counter.reception.register_person(entry, actor=clerk).value.id


# ---- looking ----


def test_a_refusal_is_listed_with_the_record_it_is_about(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    row = named(counter, meeting.conflict)
    assert (row.kind, row.use_case, row.table) == (ConflictKind.REFUSED, "book_room", "booking")
    assert row.name.name == MEETING
    assert (row.code, row.reason, row.decision) == ("23P01", "booking_exclude_0", Decision.OPEN)
    assert row.actor == "管*员"


def test_a_refused_booking_stands_beside_the_one_that_was_first(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    part = counter.conflicts.conflict(meeting.conflict).parts[0]
    lines = {line.column: line for line in part.lines}
    assert part.rival is not None and part.rival.name == "科技金融路演准备"
    assert not lines["room_id"].differs and isinstance(lines["room_id"].mine, Named)
    assert lines["room_id"].mine.name == counter.rooms_view.rooms()[0].name
    assert isinstance(lines["starts_at"].mine, Instant) and not lines["starts_at"].differs
    assert (lines["purpose"].mine, lines["purpose"].theirs) == (Purpose.TALK, Purpose.ROADSHOW)
    assert lines["title"].differs


def test_the_rival_is_shown_as_it_is_today(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    give_back(counter, meeting.rival)
    lines = {line.column: line for line in counter.conflicts.conflict(meeting.conflict).parts[0].lines}
    assert str(lines["state"].theirs) == "cancelled"


def test_an_overwritten_value_shows_mine_theirs_and_todays(counter: Counter, clerk: Actor) -> None:
    key = a_person(counter, clerk)
    join(counter)
    conflict = overwrite(counter.store, clerk, "person", key, "name", "李振升", "李振生")
    (line,) = counter.conflicts.conflict(conflict).parts[0].lines
    assert (line.mine, line.theirs, line.now) == ("李振升", "李振生", "李振声")
    assert line.differs and line.is_moved_on


def test_telephone_and_document_numbers_are_masked(counter: Counter, clerk: Actor) -> None:
    key = a_person(counter, clerk)
    join(counter)
    conflict = overwrite(counter.store, clerk, "person", key, "phone", "13900139000", "13800138000")
    (line,) = counter.conflicts.conflict(conflict).parts[0].lines
    assert (line.mine, line.theirs) == ("139****9000", "138****8000")


def test_numbers_that_look_alike_behind_their_masks_show_what_differs(counter: Counter, clerk: Actor) -> None:
    key = a_person(counter, clerk)
    join(counter)
    conflict = overwrite(counter.store, clerk, "person", key, "phone", "13800128000", "13800218000")
    (line,) = counter.conflicts.conflict(conflict).parts[0].lines
    assert (line.mine, line.theirs) == ("138**128000", "138**218000")


def test_a_password_is_in_no_line(counter: Counter, clerk: Actor) -> None:
    join(counter)
    counter.accounts.add_staff("zhao", "赵敏", Role.CLERK, "Lanzhou-2026", actor=clerk)
    conflict = refuse_last(counter.store, {"code": "23505", "table": "staff", "constraint": "staff_hall_id"})
    columns = {line.column for part in counter.conflicts.conflict(conflict).parts for line in part.lines}
    assert "login" in columns and "password_hash" not in columns


def test_what_was_built_on_a_refusal_names_it_and_is_named_by_it(counter: Counter, clerk: Actor) -> None:
    join(counter)
    origin = refused_meeting(counter, clerk).conflict
    a_person(counter, clerk)
    builds = {"code": "GT105", "reason": "row is not here", "table": "person"}
    dependent = refuse_last(counter.store, builds, because_of=origin)
    card = counter.conflicts.conflict(dependent)
    assert card.goes_with is not None and card.goes_with.key == origin
    assert [row.key for row in counter.conflicts.conflict(origin).took_along] == [dependent]


def test_a_refusal_known_by_the_answer_alone_is_counted_and_listed(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk, is_heard=False)
    status = counter.sync.status()
    assert (status.mode, status.open_conflicts) == (Mode.TROUBLE, 1)
    row = named(counter, meeting.conflict)
    assert not row.is_heard and row.name.name == MEETING
    assert counter.conflicts.conflict(meeting.conflict).parts[0].is_new
    with pytest.raises(Missing):
        counter.conflict_desk.take_theirs(meeting.conflict, actor=clerk)


def test_open_ones_come_first_and_decided_ones_stay(counter: Counter, clerk: Actor) -> None:
    key = a_person(counter, clerk)
    join(counter)
    first = overwrite(counter.store, clerk, "person", key, "name", "甲", "乙")
    second = overwrite(counter.store, clerk, "person", key, "phone", "13900139000", "13800138000")
    counter.conflict_desk.take_theirs(first, actor=clerk, note="已核对证件")
    rows = counter.conflicts.rows()
    assert [(row.key, row.decision) for row in rows] == [
        (second, Decision.OPEN),
        (first, Decision.TOOK_THEIRS),
    ]
    assert (rows[1].decided_by, rows[1].note) == ("管*员", "已核对证件")


# ---- deciding ----


def test_taking_theirs_is_one_change_of_the_conflict(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    counter.conflict_desk.take_theirs(meeting.conflict, actor=clerk)
    entry = last_entry(counter.store)
    assert (entry.use_case, entry.state) == ("take_theirs", Sending.WAITING)
    assert [(c["table"], c["key"], c["op"]) for c in entry.changes] == [
        ("conflict", meeting.conflict, "update")
    ]
    assert entry.changes[0]["new"]["decision"] == "took_theirs"
    assert counter.sync.status().open_conflicts == 0
    assert named(counter, meeting.conflict).is_on_way


def test_making_a_new_one_is_noted(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    counter.conflict_desk.make_new(meeting.conflict, actor=clerk)
    assert named(counter, meeting.conflict).decision is Decision.MADE_NEW


def test_a_refused_booking_is_laid_again_with_its_parties(counter: Counter, clerk: Actor) -> None:
    join(counter)
    room = counter.rooms_view.rooms()[0]
    start = counter.store.clock.now() // HOUR * HOUR + 7 * DAY
    parties = (PartyEntry("甲方"), PartyEntry("乙方"))
    entry = BookingEntry(room.id, start, start + 3_600_000_000, Purpose.TALK, MEETING, parties=parties)
    booked = counter.rooms.book(entry, actor=clerk).value
    recorded = last_entry(counter.store)
    conflict = refuse_last(counter.store, OVERLAP)
    assert rows_of(counter, Booking, lambda b: b.id == booked.id) == []

    outcome = counter.conflict_desk.submit_again(conflict, actor=clerk)

    again = last_entry(counter.store)
    assert outcome.txn == again.txn and again.changes[0]["new"]["again_txn"] == again.txn
    assert [c["table"] for c in again.changes] == ["conflict", "booking", "booking_party", "booking_party"]
    wanted = {(c["table"], c["key"]): c["new"] for c in recorded.changes}
    assert {(c["table"], c["key"]): c["new"] for c in again.changes[1:]} == wanted
    (booking,) = rows_of(counter, Booking, lambda b: b.id == booked.id)
    assert (booking.title, booking.purpose) == (MEETING, Purpose.TALK)
    assert len(rows_of(counter, BookingParty, lambda p: p.booking_id == booked.id)) == 2


def test_an_overwritten_value_is_set_on_the_row_of_today(counter: Counter, clerk: Actor) -> None:
    key = a_person(counter, clerk)
    join(counter)
    conflict = overwrite(counter.store, clerk, "person", key, "phone", "13900139000", "13800138000")
    counter.conflict_desk.submit_again(conflict, actor=clerk)
    assert rows_of(counter, Person, lambda p: p.id == key)[0].phone == "13900139000"
    change = last_entry(counter.store).changes[1]
    assert (change["op"], change["old"], change["new"]) == (
        "update",
        {"phone": "13800138000"},
        {"phone": "13900139000"},
    )


def test_states_travel_as_plain_words_and_come_back(counter: Counter, clerk: Actor) -> None:
    join(counter)
    counter.case_desk.call_next(actor=clerk)
    called = last_entry(counter.store)
    wanted = next(c for c in called.changes if c["table"] == "ticket")
    conflict = refuse_last(
        counter.store, {"code": "23505", "constraint": "call_ticket_id_turn_unique", "table": "call"}
    )
    counter.conflict_desk.submit_again(conflict, actor=clerk)
    (ticket,) = rows_of(counter, Ticket, lambda t: t.id == wanted["key"])
    assert str(ticket.state) == wanted["new"]["state"] == "called"


def test_it_is_not_sent_again_when_what_it_needs_is_missing(counter: Counter, clerk: Actor) -> None:
    join(counter)
    counter.case_desk.call_next(actor=clerk)
    conflict = refuse_last(counter.store, {"code": "GT105", "reason": "row is not here", "table": "ticket"})
    with counter.store.keep() as session:
        refused = session.get(Conflict, conflict)
        assert refused is not None
        refused.wanted = [{**c, "key": "00000000-0000-7000-8000-000000000001"} for c in refused.wanted]
    with pytest.raises(CannotSendAgain) as refusal:
        counter.conflict_desk.submit_again(conflict, actor=clerk)
    assert refusal.value.problem == "needed_missing"
    assert named(counter, conflict).decision is Decision.OPEN


def test_it_is_not_sent_again_when_this_program_knows_no_such_column(counter: Counter, clerk: Actor) -> None:
    key = a_person(counter, clerk)
    join(counter)
    conflict = overwrite(counter.store, clerk, "person", key, "nickname", "小李", "")
    with pytest.raises(CannotSendAgain) as refusal:
        counter.conflict_desk.submit_again(conflict, actor=clerk)
    assert (refusal.value.table, refusal.value.problem) == ("person", "unknown_here")


def test_a_row_that_went_on_is_not_driven_back(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    give_back(counter, meeting.rival)
    conflict = overwrite(
        counter.store, clerk, "conflict", meeting.conflict, "decision", "open", "took_theirs"
    )
    change_conflict(counter.store, meeting.conflict, decision=Decision.TOOK_THEIRS)
    with pytest.raises(WrongStep):
        counter.conflict_desk.submit_again(conflict, actor=clerk)


def test_what_is_decided_is_decided(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    counter.conflict_desk.take_theirs(meeting.conflict, actor=clerk)
    for decide in (
        counter.conflict_desk.take_theirs,
        counter.conflict_desk.submit_again,
        counter.conflict_desk.make_new,
    ):
        with pytest.raises(AlreadyDecided) as refusal:
            decide(meeting.conflict, actor=clerk)
        assert (refusal.value.decided_by, refusal.value.decision) == ("管*员", Decision.TOOK_THEIRS)
    assert rows_of(counter, Booking, lambda b: b.id == meeting.wanted) == []


def test_a_clerk_may_leave_an_own_refusal_at_that_and_nothing_more(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    own = replace(clerk, role=Role.CLERK)
    for decide in (counter.conflict_desk.submit_again, counter.conflict_desk.make_new):
        with pytest.raises(Forbidden):
            decide(meeting.conflict, actor=own)
    counter.conflict_desk.take_theirs(meeting.conflict, actor=own)
    assert counter.conflicts.conflict(meeting.conflict).row.decision is Decision.TOOK_THEIRS


def test_only_those_who_may_decide_do(counter: Counter, clerk: Actor) -> None:
    join(counter)
    key = refused_meeting(counter, clerk).conflict
    stranger = Actor("staff-9", "li", "李", Role.CLERK)
    for decide in (
        counter.conflict_desk.take_theirs,
        counter.conflict_desk.submit_again,
        counter.conflict_desk.make_new,
    ):
        with pytest.raises(Forbidden):
            decide(key, actor=stranger)


# ---- decisions that are refused in their turn ----


def test_sending_again_in_vain_leaves_one_thing_to_decide(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    counter.conflict_desk.submit_again(meeting.conflict, actor=clerk)
    refuse_last(counter.store, OVERLAP)
    assert counter.sync.status().open_conflicts == 1
    assert [row.key for row in counter.conflicts.rows()] == [meeting.conflict]
    (vain,) = counter.conflicts.conflict(meeting.conflict).tries
    assert (vain.decision, vain.reason) == (Decision.SENT_AGAIN, "booking_exclude_0")


def test_a_try_in_vain_known_by_the_answer_alone_is_not_counted_twice(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    counter.conflict_desk.submit_again(meeting.conflict, actor=clerk)
    refuse_last(counter.store, OVERLAP, is_heard=False)
    assert counter.sync.status().open_conflicts == 1


def test_what_was_built_on_a_try_goes_with_what_was_tried(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    counter.conflict_desk.submit_again(meeting.conflict, actor=clerk)
    vain = refuse_last(counter.store, OVERLAP)
    a_person(counter, clerk)
    builds = {"code": "GT105", "reason": "row is not here", "table": "person"}
    dependent = refuse_last(counter.store, builds, because_of=vain)
    goes_with = counter.conflicts.conflict(dependent).goes_with
    assert goes_with is not None and goes_with.key == meeting.conflict
    assert [row.key for row in counter.conflicts.conflict(meeting.conflict).took_along] == [dependent]


def test_two_who_decide_alike_at_once_are_done(counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    counter.conflict_desk.take_theirs(meeting.conflict, actor=clerk)
    refuse_last(counter.store, WRONG_STEP)
    change_conflict(counter.store, meeting.conflict, decision=Decision.MADE_NEW, decided_at=1)
    assert counter.sync.status().open_conflicts == 0
    assert [row.key for row in counter.conflicts.rows()] == [meeting.conflict]
    assert len(counter.conflicts.conflict(meeting.conflict).tries) == 1


def test_what_somebody_wanted_again_while_another_gave_it_up_stays_to_decide(
    counter: Counter, clerk: Actor
) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    counter.conflict_desk.submit_again(meeting.conflict, actor=clerk)
    lost = refuse_last(counter.store, WRONG_STEP)
    change_conflict(counter.store, meeting.conflict, decision=Decision.TOOK_THEIRS, decided_at=1)
    assert counter.sync.status().open_conflicts == 1
    card = counter.conflicts.conflict(lost)
    assert card.rival_decision is not None and card.rival_decision.decision is Decision.TOOK_THEIRS
    assert card.row.name.name == MEETING

    counter.conflict_desk.submit_again(lost, actor=clerk)

    assert counter.sync.status().open_conflicts == 0
    decided = [c["key"] for c in last_entry(counter.store).changes if c["table"] == "conflict"]
    assert decided == [lost]
    assert len(rows_of(counter, Booking, lambda b: b.id == meeting.wanted)) == 1


# ---- two terminals and a real centre ----


@dataclass
class Party:
    """A terminal with its conflicts."""

    terminal: Terminal
    conflicts: ConflictsView
    desk: ConflictDesk

    def exchange(self) -> None:
        self.terminal.exchange.run()

    def open_ones(self) -> list[ConflictRow]:
        return [row for row in self.conflicts.rows() if row.decision is Decision.OPEN]

    def count(self) -> int:
        return self.terminal.view.status().open_conflicts


@pytest.fixture
def here(first: Terminal) -> Party:
    return Party(first, ConflictsView(first.store), ConflictDesk(first.store, first.confirm))


@pytest.fixture
def there(second: Terminal) -> Party:
    return Party(second, ConflictsView(second.store), ConflictDesk(second.store, second.confirm))


DECIDER = Actor("00000000-0000-7000-8000-0000000000dd", "zhao", "赵敏", Role.REGISTRAR)


def in_step(*parties: Party) -> None:
    """Exchange until everybody has heard of everything."""
    for _ in range(2):
        for party in parties:
            party.exchange()


def taken_room(here: Party, there: Party) -> tuple[str, str]:
    """A booking at ``here`` and one at ``there`` of the same hour; the second is refused."""
    winner, _ = here.terminal.add(booking(title="first"))
    here.exchange()
    loser, _ = there.terminal.add(booking(title="second"))
    in_step(there, here)
    return winner, loser


@pytest.mark.centre
def test_a_refusal_is_decided_at_any_terminal_and_accepted_once_the_room_is_free(
    here: Party, there: Party
) -> None:
    winner, loser = taken_room(here, there)
    (row,) = here.open_ones()
    assert [row.key] == [row.key for row in there.open_ones()]
    assert row.code == "23P01"
    part = here.conflicts.conflict(row.key).parts[0]
    assert part.rival is not None and part.rival.name == "first"

    here.terminal.change(SmallBooking, winner, ended_at=START)
    outcome = here.desk.submit_again(row.key, actor=DECIDER)

    assert outcome.confirmation.verdict is Verdict.CONFIRMED
    in_step(here, there)
    for party in (here, there):
        assert party.count() == 0 and party.terminal.view.status().mode is Mode.IN_STEP
        assert [(r.key, r.decision) for r in party.conflicts.rows()] == [(row.key, Decision.SENT_AGAIN)]
        assert party.terminal.row(SmallBooking, loser) is not None
    assert here.terminal.content() == there.terminal.content()


@pytest.mark.centre
def test_sent_again_while_the_room_is_still_taken_it_is_open_as_before(here: Party, there: Party) -> None:
    taken_room(here, there)
    (row,) = there.open_ones()
    outcome = there.desk.submit_again(row.key, actor=DECIDER)
    assert outcome.confirmation.verdict is Verdict.REFUSED
    in_step(there, here)
    for party in (here, there):
        assert party.count() == 1 and [r.key for r in party.open_ones()] == [row.key]
        assert [t.decision for t in party.conflicts.conflict(row.key).tries] == [Decision.SENT_AGAIN]


@pytest.mark.centre
def test_a_refusal_counts_from_the_answer_on(here: Party, there: Party) -> None:
    here.terminal.add(booking(title="first"))
    here.exchange()
    there.terminal.add(booking(title="second"))
    there.terminal.exchange.push()
    assert there.count() == 1
    assert [r.is_heard for r in there.open_ones()] == [False]
    there.terminal.exchange.pull()
    assert there.count() == 1
    assert [r.is_heard for r in there.open_ones()] == [True]


@pytest.mark.centre
@pytest.mark.parametrize("is_mine", [True, False])
def test_an_overwritten_value_is_decided_where_it_was_wanted(
    here: Party, there: Party, is_mine: bool
) -> None:
    key, _ = here.terminal.add(SmallAccount(name="before", fen=1))
    in_step(here, there)
    here.terminal.change(SmallAccount, key, name="theirs")
    there.terminal.change(SmallAccount, key, name="mine")
    in_step(here, there)
    (row,) = there.open_ones()
    (line,) = there.conflicts.conflict(row.key).parts[0].lines
    assert (row.kind, line.mine, line.theirs) == (ConflictKind.OVERWRITTEN, "mine", "theirs")
    decide = there.desk.submit_again if is_mine else there.desk.take_theirs
    decide(row.key, actor=DECIDER)
    in_step(there, here)
    for party in (here, there):
        found = party.terminal.row(SmallAccount, key)
        assert found is not None and found.name == ("mine" if is_mine else "theirs")
        assert party.count() == 0


@pytest.mark.centre
def test_what_was_built_on_a_refused_booking_goes_with_it_and_comes_back_after_it(
    here: Party, there: Party
) -> None:
    winner, _ = here.terminal.add(booking(title="first"))
    here.exchange()
    loser, txn = there.terminal.add(booking(title="second"))
    guest, built = there.terminal.add(SmallGuest(booking_id=loser, name="甲", born=dt.date(1980, 2, 29)))
    in_step(there, here)
    assert {r.key for r in here.open_ones()} == {txn, built}
    goes_with = here.conflicts.conflict(built).goes_with
    assert goes_with is not None and goes_with.key == txn
    assert [r.key for r in here.conflicts.conflict(txn).took_along] == [built]
    with pytest.raises(CannotSendAgain) as refusal:
        here.desk.submit_again(built, actor=DECIDER)
    assert (refusal.value.key, refusal.value.problem) == (loser, "needed_missing")

    here.terminal.change(SmallBooking, winner, ended_at=START)
    for key in (txn, built):
        assert here.desk.submit_again(key, actor=DECIDER).confirmation.verdict is Verdict.CONFIRMED
    in_step(here, there)
    came = there.terminal.row(SmallGuest, guest)
    assert came is not None and came.born == dt.date(1980, 2, 29)
    assert there.count() == 0


@pytest.mark.centre
def test_two_who_decide_at_once_make_no_new_work(here: Party, there: Party, centre: Centre) -> None:
    taken_room(here, there)
    (row,) = here.open_ones()
    for party in (here, there):
        party.desk = ConflictDesk(party.terminal.store, Standalone())
    here.desk.take_theirs(row.key, actor=DECIDER)
    there.desk.make_new(row.key, actor=DECIDER)
    in_step(here, there, here, there)
    for party in (here, there):
        assert party.count() == 0 and party.open_ones() == []
        assert [r.decision for r in party.conflicts.rows()] == [Decision.TOOK_THEIRS]
        assert [t.decision for t in party.conflicts.conflict(row.key).tries] == [Decision.MADE_NEW]
    assert len(centre.ask("SELECT id FROM conflict")) == 2


@pytest.mark.centre
def test_who_wanted_it_again_while_another_gave_it_up_has_the_last_word(here: Party, there: Party) -> None:
    winner, loser = taken_room(here, there)
    (row,) = here.open_ones()
    here.terminal.change(SmallBooking, winner, ended_at=START)
    in_step(here, there)
    here.desk = ConflictDesk(here.terminal.store, Standalone())
    there.desk = ConflictDesk(there.terminal.store, Standalone())
    here.desk.take_theirs(row.key, actor=DECIDER)
    there.desk.submit_again(row.key, actor=DECIDER)
    in_step(here, there)
    (second_no,) = there.open_ones()
    assert here.count() == there.count() == 1
    assert there.terminal.row(SmallBooking, loser) is None
    rival = there.conflicts.conflict(second_no.key).rival_decision
    assert rival is not None and rival.decision is Decision.TOOK_THEIRS

    there.desk.submit_again(second_no.key, actor=DECIDER)

    in_step(there, here)
    assert here.count() == there.count() == 0
    assert here.terminal.row(SmallBooking, loser) is not None
