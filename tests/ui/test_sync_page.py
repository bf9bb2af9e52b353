"""The sync page tells the truth about the wire; what the centre did not take is decided here, by keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import app
from app.counter import Counter
from app.kernel.clock import MINUTE
from app.kernel.confirm import Confirmation, Verdict
from app.reception.service import PersonEntry
from app.rooms.entities import Booking
from app.schema import METADATA
from app.security.actors import Actor, Role
from app.storage.outbox import write_fact
from app.sync.deciding import ConflictDesk
from app.sync.facts import CLOCK_SKEW, STAGING, TROUBLE
from app.sync.refusals import CentreUnreachable
from app.sync.values import UNSHOWN
from tests.refused import OVERLAP, change_conflict, join, overwrite, refuse_last, refused_meeting, rows_of
from tests.rooms.small_hall import FixedWord
from tests.ui.page_seat import Key, PageSeat, asked
from ui import wording
from ui.parts.background import Background
from ui.sync import columns, phrases
from ui.sync.page import SyncDoors, SyncPage

Seat = PageSeat[SyncPage]
Make = Callable[..., Seat]
LOCAL = {"sign_in", "sign_out", "sign_in_refused", "unlock_screen", "reprint_slip", "print_trial"}
"""Use cases that write nothing the centre hears of."""
EVERY_PAGE = frozenset({"reception", "queueing", "rooms", "contracts"})


class Wire:
    """A wire that counts and can be cut."""

    def __init__(self) -> None:
        self.runs = 0
        self.is_cut = False

    def run(self) -> None:
        if self.is_cut:
            raise CentreUnreachable("OperationalError")
        self.runs += 1


@pytest.fixture
def make(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Make]:
    background.follow(counter.store.listen)
    clock, zone = counter.store.clock, counter.settings.zone

    def made(
        exchange: Callable[[], object] | None = None, actor: Actor = clerk, confirm: FixedWord | None = None
    ) -> Seat:
        desk = ConflictDesk(counter.store, confirm) if confirm else counter.conflict_desk
        doors = SyncDoors(counter.sync, counter.conflicts, desk, clock, exchange, EVERY_PAGE)
        return PageSeat(qtbot, SyncPage(doors, background, actor, zone), background, clock, zone)

    yield made
    background.close()


def keep_fact(counter: Counter, name: str, value: object) -> None:
    with counter.store.keep() as session:
        write_fact(session, name, value)


def open_count(seat: Seat) -> int:
    return len(seat.page.open_pane.table.rows())


def lines(seat: Seat) -> dict[str, tuple[str, str, str]]:
    """What stands side by side, by the words of the column."""
    return {
        name: (mine, sign, theirs)
        for name, mine, sign, theirs in seat.page.open_pane.panel.comparison.lines()
    }


def seat_with_refusal(make: Make, counter: Counter, clerk: Actor, **options: object) -> tuple[Seat, str]:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    seat = make(Wire().run, **options)
    seat.settle(lambda: seat.page.open_pane.panel.card() is not None)
    return seat, meeting.conflict


# ---- how it stands ----


def test_alone_it_says_so_and_how_to_join(make: Make, counter: Counter, no_sql_in_the_window: None) -> None:
    seat = make()
    seat.settle(lambda: len(seat.page.waiting_pane.table.rows()) > 0)
    assert "works alone" in seat.page.status.sentence.text()
    assert "guitai-admin join ADDRESS CODE" in seat.page.status.advice.text()
    assert seat.page.status.value("waiting") == str(len(seat.page.waiting_pane.table.rows()))
    shown = seat.page.keys()
    assert "F9" not in [action.key for action in shown]
    assert seat.page.now_button.isHidden()


def test_in_step_it_says_that_the_centre_has_everything(make: Make, counter: Counter) -> None:
    join(counter)
    seat = make(Wire().run)
    seat.settle(lambda: "has everything" in seat.page.status.sentence.text())
    assert seat.page.waiting_pane.table.rows() == () and open_count(seat) == 0
    assert len(seat.page.answered_pane.table.rows()) > 0


def test_while_it_is_filled_it_shows_how_far_it_is(make: Make, counter: Counter) -> None:
    join(counter)
    keep_fact(counter, STAGING, {"done": 250_000, "of": 1_000_000})
    seat = make(Wire().run)
    seat.settle(lambda: "being filled" in seat.page.status.sentence.text())
    assert not seat.page.status.filling.isHidden()
    assert "250,000" in seat.page.status.filling._words.text()
    assert seat.page.status.filling._share.text() == "25 %"


@pytest.mark.parametrize(
    ("reason", "sentence", "advice"),
    [
        ("terminal_too_old", "does not work with this version", "Install the newer"),
        ("terminal_too_new", "does not work with this version", "upgrade the centre"),
        ("GT101", "cannot be reached", "does not let this terminal in"),
        ("OperationalError", "cannot be reached", "Nothing is lost"),
    ],
)
def test_cut_off_it_says_why(make: Make, counter: Counter, reason: str, sentence: str, advice: str) -> None:
    join(counter)
    keep_fact(counter, TROUBLE, reason)
    seat = make(Wire().run)
    seat.settle(lambda: sentence in seat.page.status.sentence.text())
    assert advice in seat.page.status.advice.text()


@pytest.mark.parametrize(("skew", "word"), [(7 * MINUTE, "7 min slow"), (-3 * MINUTE, "3 min fast")])
def test_a_clock_that_is_wrong_is_told(make: Make, counter: Counter, skew: int, word: str) -> None:
    join(counter)
    keep_fact(counter, CLOCK_SKEW, skew)
    seat = make(Wire().run)
    seat.settle(lambda: word in seat.page.status.warning.text())
    assert not seat.page.status.warning.isHidden()


def test_a_clock_a_minute_off_is_no_trouble(make: Make, counter: Counter) -> None:
    join(counter)
    keep_fact(counter, CLOCK_SKEW, MINUTE)
    seat = make(Wire().run)
    seat.settle(lambda: "has everything" in seat.page.status.sentence.text())
    assert seat.page.status.warning.isHidden()


def test_f9_exchanges_at_once(make: Make, counter: Counter) -> None:
    join(counter)
    wire = Wire()
    seat = make(wire.run)
    seat.press(Key.Key_F9)
    seat.settle(lambda: wire.runs == 1)
    assert seat.said == ["Exchanged with the centre"]


def test_a_centre_that_is_down_is_said_and_can_be_tried_again(make: Make, counter: Counter) -> None:
    join(counter)
    wire = Wire()
    wire.is_cut = True
    seat = make(wire.run)
    seat.press(Key.Key_F9)
    seat.settle(lambda: seat.page.banner.text() != "")
    wire.is_cut = False
    seat.press(Key.Key_F9)
    seat.settle(lambda: wire.runs == 1)
    assert seat.page.banner.isHidden()


def test_new_changes_appear_by_themselves(make: Make, counter: Counter, clerk: Actor) -> None:
    join(counter)
    seat = make(Wire().run)
    asked(lambda: counter.case_desk.call_next(actor=clerk))
    table = seat.page.waiting_pane.table
    seat.settle(lambda: [wording.deed(row.use_case) for row in table.rows()] == ["Next visitor called"])


def test_cut_off_with_something_to_decide_it_says_both(make: Make, counter: Counter, clerk: Actor) -> None:
    keep_fact(counter, TROUBLE, "08006")
    seat, _ = seat_with_refusal(make, counter, clerk)
    assert "needs a decision" in seat.page.status.sentence.text()
    assert "cannot be reached" in seat.page.status.advice.text()


# ---- what needs a decision ----


def test_a_refused_booking_is_told_in_words_beside_the_one_in_the_way(
    make: Make, counter: Counter, clerk: Actor, no_sql_in_the_window: None
) -> None:
    asked(lambda: join(counter))
    asked(lambda: refused_meeting(counter, clerk))
    seat = make(Wire().run)
    seat.settle(lambda: bool(lines(seat)))
    panel = seat.page.open_pane.panel
    assert seat.page.status.value("open") == "1"
    assert "Another terminal booked this room" in panel.reason.text()
    assert lines(seat)["Room"] == ("Room 1", "=", "Room 1")
    assert lines(seat)["Purpose"] == ("Negotiation", "\u2260", "Roadshow")
    assert not {name for name in lines(seat) if "_" in name}


def test_an_overwritten_number_is_masked_and_marked_by_a_sign(
    make: Make, counter: Counter, clerk: Actor
) -> None:
    person = counter.reception.register_person(
        PersonEntry("李振声", phone="13800138000"), actor=clerk
    ).value.id
    join(counter)
    overwrite(counter.store, clerk, "person", person, "phone", "13900139000", "13800138000")
    seat = make(Wire().run)
    seat.settle(lambda: bool(lines(seat)))
    assert lines(seat) == {"Telephone": ("139****9000", "\u2260", "138****8000")}


def test_a_digit_asks_and_enter_decides(make: Make, counter: Counter, clerk: Actor) -> None:
    seat, _ = seat_with_refusal(make, counter, clerk)
    seat.press(Key.Key_1)
    assert seat.page.open_pane.panel.bar.is_asking()
    seat.type("checked 2")
    seat.press(Key.Key_Return)
    seat.settle(lambda: open_count(seat) == 0 and len(seat.page.decided_pane.table.rows()) == 1)
    decided = seat.page.decided_pane.table.rows()[0]
    assert (str(decided.decision), decided.note) == ("took_theirs", "checked 2")
    assert seat.said == ["The centre's version stays"]
    assert seat.page.status.value("open") == "0"


def test_esc_goes_back_and_decides_nothing(make: Make, counter: Counter, clerk: Actor) -> None:
    seat, _ = seat_with_refusal(make, counter, clerk)
    seat.press(Key.Key_2)
    seat.press(Key.Key_Escape)
    assert not seat.page.open_pane.panel.bar.is_asking()
    seat.settle()
    assert open_count(seat) == 1 and seat.said == []


def test_a_change_elsewhere_does_not_take_the_question_away(
    make: Make, counter: Counter, clerk: Actor
) -> None:
    seat, _ = seat_with_refusal(make, counter, clerk)
    seat.press(Key.Key_1)
    seat.type("half a no")
    asked(lambda: counter.case_desk.call_next(actor=clerk))
    seat.settle(lambda: len(seat.page.waiting_pane.table.rows()) == 1)
    bar = seat.page.open_pane.panel.bar
    assert bar.is_asking() and bar.note.text() == "half a no"


def test_submitting_again_lays_the_booking_again(make: Make, counter: Counter, clerk: Actor) -> None:
    seat, _ = seat_with_refusal(make, counter, clerk)
    seat.press(Key.Key_2)
    seat.press(Key.Key_Return)
    seat.settle(lambda: open_count(seat) == 0)
    assert len(asked(lambda: rows_of(counter, Booking, lambda b: b.title == "材料基因项目洽谈"))) == 1


def test_a_second_no_of_the_centre_is_told_at_once(make: Make, counter: Counter, clerk: Actor) -> None:
    confirm = FixedWord(Confirmation(Verdict.REFUSED, OVERLAP["constraint"], dict(OVERLAP)))
    seat, _ = seat_with_refusal(make, counter, clerk, confirm=confirm)
    seat.press(Key.Key_2)
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.banner.text() != "")
    assert "did not take it again: Another terminal booked" in seat.page.banner.text()


def test_making_a_new_one_opens_the_page_for_it(make: Make, counter: Counter, clerk: Actor) -> None:
    seat, conflict = seat_with_refusal(make, counter, clerk)
    opened: list[str] = []
    seat.page.page_requested.connect(lambda page, key: opened.append(page))
    seat.press(Key.Key_3)
    seat.press(Key.Key_Return)
    seat.settle(lambda: opened == ["rooms"])
    assert str(asked(lambda: counter.conflicts.conflict(conflict).row.decision)) == "made_new"


def test_who_may_not_decide_sees_why(make: Make, counter: Counter, clerk: Actor) -> None:
    colleague = replace(clerk, role=Role.CLERK, staff_id="staff-9")
    seat, _ = seat_with_refusal(make, counter, clerk, actor=colleague)
    bar = seat.page.open_pane.panel.bar
    assert not any(button.isEnabled() for button in bar.buttons.values())
    assert "decide differences with the centre" in bar.why.text()
    seat.press(Key.Key_1)
    assert not bar.is_asking()


def test_an_own_refusal_can_be_left_at_that_by_anybody(make: Make, counter: Counter, clerk: Actor) -> None:
    seat, _ = seat_with_refusal(make, counter, clerk, actor=replace(clerk, role=Role.CLERK))
    bar = seat.page.open_pane.panel.bar
    assert [button.isEnabled() for button in bar.buttons.values()] == [True, False, False]


def test_what_is_known_by_the_answer_alone_waits_for_the_record(
    make: Make, counter: Counter, clerk: Actor
) -> None:
    join(counter)
    refused_meeting(counter, clerk, is_heard=False)
    seat = make(Wire().run)
    seat.settle(lambda: seat.page.open_pane.panel.card() is not None)
    assert "after the next exchange" in seat.page.open_pane.panel.bar.why.text()
    assert seat.page.status.value("open") == "1"


def test_what_goes_with_a_refusal_leads_to_it(make: Make, counter: Counter, clerk: Actor) -> None:
    join(counter)
    origin = refused_meeting(counter, clerk).conflict
    counter.reception.register_person(PersonEntry("赵敏"), actor=clerk)
    builds = {"code": "GT105", "reason": "row is not here", "table": "person"}
    dependent = refuse_last(counter.store, builds, because_of=origin)
    seat = make(Wire().run)
    seat.settle(lambda: open_count(seat) == 2)
    seat.page.open_pane.select(dependent)
    panel = seat.page.open_pane.panel
    seat.settle(lambda: panel.card() is not None and panel.card().row.key == dependent)
    assert "Decide that first" in panel.first.text()
    panel._links[0].click()
    seat.settle(lambda: panel.card() is not None and panel.card().row.key == origin)
    assert "built on it: 1" in panel.hints.text()


def test_somebody_quicker_is_named(make: Make, counter: Counter, clerk: Actor) -> None:
    seat, conflict = seat_with_refusal(make, counter, clerk)
    seat.press(Key.Key_1)
    asked(lambda: counter.conflict_desk.make_new(conflict, actor=clerk))
    seat.page._on_decided(seat.page.open_pane.panel.bar._asked, "")
    seat.settle(lambda: seat.page.banner.text() != "")
    assert "has decided this already" in seat.page.banner.text()


def test_decided_ones_stay_and_say_by_whom(make: Make, counter: Counter, clerk: Actor) -> None:
    join(counter)
    meeting = refused_meeting(counter, clerk)
    counter.conflict_desk.take_theirs(meeting.conflict, actor=clerk, note="已与客户联系")
    change_conflict(counter.store, meeting.conflict, decided_at=counter.store.clock.now())
    seat = make(Wire().run)
    seat.settle(lambda: seat.page.decided_pane.panel.card() is not None)
    said = seat.page.decided_pane.panel.bar.why.text()
    assert "管*员" in said and "已与客户联系" in said and "next exchange" in said


# ---- words ----


def test_every_use_case_the_centre_hears_of_has_words() -> None:
    sources = Path(app.__file__).parent.rglob("*.py")
    found = {
        name
        for source in sources
        for name in re.findall(r'\.change\([^,]+, "(\w+)"\)', source.read_text(encoding="utf-8"))
    }
    assert "take_number" in found
    assert {name for name in found - LOCAL if not wording.has_deed(name)} == set()


def test_every_record_and_column_has_words() -> None:
    silent = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        if "sync" in table.info and table.name != "conflict" and not table.name.startswith(("test_", "sim_"))
        for column in table.columns
        if column.name not in UNSHOWN
        and not column.name.endswith("digest")
        and not (columns.has_column(column.name) and phrases.has_record(table.name))
    }
    assert sorted(silent) == []
