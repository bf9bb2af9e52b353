"""Reception by keys: finding, registering, taking a number."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.catalogue.arranging import Arranging
from app.catalogue.known import GroupRow, KnownHall
from app.counter import Counter
from app.devices.ports import CardFacts, CardKind, Trouble
from app.kernel.clock import MINUTE
from app.queueing.states import Suspension, TicketState
from app.reception.appointments import AppointmentEntry
from app.reception.documents import DocumentWarning
from app.reception.service import PersonEntry
from app.reception.states import AppointmentState, Priority
from app.security.actors import Actor
from app.storage.spool import Paper, Printing
from tests.ui.page_seat import Key, PageSeat, asked
from ui import wording
from ui.parts.background import Background
from ui.reception.jobs import ReceptionDoors
from ui.reception.page import ReceptionPage

GOOD_ID = "620102190001010010"
WRONG_CHECK_DIGIT = "620102190001010011"
NEW_ID = "440524188001010014"
UNKNOWN_AREA = "622401190001010012"
Ctrl = Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier
Seat = PageSeat[ReceptionPage]


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Seat]:
    background.follow(counter.store.listen)
    clock, zone = counter.store.clock, counter.settings.zone
    doors = ReceptionDoors(
        counter.reception,
        counter.people,
        counter.queueing,
        counter.queue,
        counter.catalogue,
        counter.spool,
        clock,
        counter.merging,
        counter.privacy,
        counter.appointments,
    )
    seat = PageSeat(qtbot, ReceptionPage(doors, background, clerk, zone), background, clock, zone)
    seat.press(Key.Key_F1)
    seat.settle(lambda: len(seat.page.matter.offer.choices()) > 0)
    seat.keys = 0
    yield seat
    background.close()


@pytest.fixture(autouse=True)
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def find(seat: Seat, text: str) -> None:
    seat.type(text)
    seat.settle()


def open_form(seat: Seat, name: str) -> None:
    find(seat, name)
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return)


def test_a_known_visitor_has_a_number_after_six_keys(seat: Seat, counter: Counter) -> None:
    seat.press(Key.Key_F1)
    find(seat, "lz")
    seat.type("1")
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    assert seat.keys <= 6
    newest = asked(counter.queue.today)[0]
    assert seat.page.result.number.text() == newest.number
    assert newest.person == "李振声"


def test_what_is_typed_while_a_number_is_on_its_way_is_the_next_visitors(
    seat: Seat, counter: Counter, hold_writer: Callable[[], threading.Event]
) -> None:
    before, gate = asked(counter.queue.count).taken, hold_writer()
    seat.type("2")
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return)
    assert seat.said == ["The number is on its way"]
    seat.type("lzx")
    seat.press(Key.Key_Backspace)
    gate.set()
    seat.settle(lambda: seat.page.visitor.line.text() == "lz")
    newest = asked(counter.queue.today)[0]
    assert asked(counter.queue.count).taken == before + 1
    assert (newest.letter, newest.person) == ("B", "")
    assert seat.said[1:] == [f"{newest.number} is given; the slip is on its way"]
    seat.settle(lambda: [c.text for c in seat.page.visitor.found.choices()][:1] == ["李振声"])
    seat.type("i")
    assert seat.page.visitor.line.text() == "lzi"


def test_what_is_typed_while_a_number_is_refused_stands_behind_what_was_typed(
    seat: Seat, counter: Counter, clerk: Actor, hold_writer: Callable[[], threading.Event]
) -> None:
    arranging = Arranging(counter.store, KnownHall(counter.store))
    asked(lambda: arranging.set_group(GroupRow("A", quota=1), actor=clerk))
    gate = hold_writer()
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.type("2")
    gate.set()
    seat.settle(seat.page.banner.isVisible)
    assert seat.page.result.ticket is None
    assert seat.page.visitor.line.text() == "12"


def test_digits_pressed_before_the_answer_came_choose_from_the_answer(seat: Seat) -> None:
    seat.type("lz1")
    seat.settle(lambda: seat.page.visitor.person is not None)
    assert seat.page.visitor.line.text() == "lz"


def test_an_enquiry_without_a_name_needs_f1_digit_enter(seat: Seat, counter: Counter) -> None:
    before = asked(counter.queue.count).taken
    seat.press(Key.Key_F1)
    seat.type("2")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    assert seat.keys == 3
    newest = asked(counter.queue.today)[0]
    assert (newest.letter, newest.person) == ("B", "")
    assert asked(counter.queue.count).taken == before + 1


@pytest.mark.parametrize(
    ("typed", "last", "code"), [("1", 2, "A2"), ("", 2, "B1"), ("2", 1, "B1")], ids=["12", "2", "21"]
)
def test_with_alt_the_last_digit_takes_the_number_of_an_enquiry(
    seat: Seat, counter: Counter, typed: str, last: int, code: str
) -> None:
    seat.press(Key.Key_F1)
    seat.type(typed)
    seat.press(Key(Key.Key_0 + last), Alt)
    seat.settle(lambda: seat.page.result.ticket is not None)
    assert seat.keys <= 3
    newest = asked(counter.queue.today)[0]
    wanted = next(m for m in asked(counter.catalogue.matters) if m.code == code)
    assert (newest.matter_id, newest.person) == (wanted.id, "")


def test_with_alt_the_last_digit_takes_the_number_of_a_known_visitor(seat: Seat, counter: Counter) -> None:
    seat.press(Key.Key_F1)
    find(seat, "lz")
    seat.type("11")
    seat.press(Key.Key_2, Alt)
    seat.settle(lambda: seat.page.result.ticket is not None)
    assert seat.keys <= 6
    newest = asked(counter.queue.today)[0]
    assert (newest.person, asked(counter.catalogue.matters)[1].id) == ("李振声", newest.matter_id)


@pytest.mark.parametrize("typed", ["8000", "lz", "9"], ids=["a phone tail", "a name", "no such platform"])
def test_with_alt_a_digit_takes_nothing_where_no_business_is_meant(
    seat: Seat, counter: Counter, typed: str
) -> None:
    before = asked(counter.queue.count).taken
    find(seat, typed)
    seat.press(Key.Key_1, Alt)
    seat.settle()
    assert asked(counter.queue.count).taken == before
    assert seat.page.visitor.person is None
    assert seat.page.visitor.line.text().startswith(typed)


def test_a_phone_tail_is_no_matter(seat: Seat) -> None:
    find(seat, "8000")
    assert [choice.text for choice in seat.page.visitor.found.choices()] == ["李振声"]


def test_answers_to_older_keystrokes_are_dropped(seat: Seat) -> None:
    find(seat, "chen")
    seat.page.visitor.show_found("c", ())
    assert [choice.text for choice in seat.page.visitor.found.choices()] == ["陈明远"]


def test_lists_and_cards_show_masked_numbers_only(seat: Seat) -> None:
    find(seat, "lz")
    shown = repr(seat.page.visitor.found.choices())
    assert "138****8000" in shown
    assert "13800138000" not in shown and GOOD_ID not in shown


def test_a_wrong_check_digit_is_said_at_the_field_and_nothing_typed_is_lost(
    seat: Seat, counter: Counter
) -> None:
    open_form(seat, "qqzz")
    seat.type(WRONG_CHECK_DIGIT)
    seat.press(Key.Key_Return)
    seat.type("13800138001")
    seat.press(Key.Key_Return, Ctrl)
    form = seat.page.registering.form
    seat.settle(lambda: form.error("document_number") != "")
    assert form.error("document_number") == wording.problem("wrong_check_digit")
    assert [form.text(n) for n in ("name", "document_number", "phone")] == [
        "qqzz",
        WRONG_CHECK_DIGIT,
        "13800138001",
    ]
    assert asked(lambda: counter.people.find_people("qqzz")) == ()


def test_a_number_is_checked_while_it_is_typed(seat: Seat) -> None:
    open_form(seat, "qqzz")
    form = seat.page.registering.form
    seat.type(GOOD_ID[:-1])
    seat.settle()
    assert form.hint("document_number") == ""
    seat.type("1")
    seat.settle(lambda: form.hint("document_number") != "")
    assert form.hint("document_number") == wording.problem("wrong_check_digit")
    seat.press(Key.Key_Backspace)
    seat.type("0")
    seat.settle(lambda: form.hint("document_number") == "The number is right.")


def test_an_unknown_area_is_a_hint_and_no_refusal(seat: Seat) -> None:
    open_form(seat, "qqzz")
    form = seat.page.registering.form
    seat.type(UNKNOWN_AREA)
    warning = wording.label(DocumentWarning.AREA_UNKNOWN)
    seat.settle(lambda: form.hint("document_number") == warning)
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: seat.page.visitor.person is not None)
    assert seat.page.banner.text() == warning


def test_a_registered_visitor_goes_on_to_the_business(seat: Seat, counter: Counter) -> None:
    open_form(seat, "qqzz")
    seat.type(NEW_ID)
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: seat.page.visitor.person is not None)
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    # The sample's visitor bears this document: brought up to date, not doubled.
    assert "known already" in seat.said[0]
    assert asked(counter.queue.today)[0].person == "qqzz"


def test_pasted_line_breaks_and_full_width_digits_are_taken(seat: Seat, counter: Counter) -> None:
    open_form(seat, "qqzz")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in NEW_ID)
    QApplication.clipboard().setText(f"{wide[:10]}\n{wide[10:]}\r\n")
    seat.press(Key.Key_V, Ctrl)
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: seat.page.visitor.person is not None)
    person = seat.page.visitor.person
    assert person is not None and person.document == "440524********0014"


def test_a_wrong_credit_code_leaves_nothing_behind(seat: Seat, counter: Counter) -> None:
    open_form(seat, "qqzz")
    seat.page.registering.form.set_text("document_kind", "none")
    picker = seat.page.registering.organisation
    picker.line.setFocus()
    seat.type("Lanzhou Test")
    seat.settle()
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return)
    seat.type("91620100MA00001117")
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: picker.form.error("credit_code") != "")
    assert picker.form.text("organisation_name") == "Lanzhou Test"
    assert asked(lambda: counter.people.find_organisations("Lanzhou Test")) == ()
    assert asked(lambda: counter.people.find_people("qqzz")) == ()


def test_an_organisation_is_found_and_chosen_by_digit(seat: Seat, counter: Counter) -> None:
    open_form(seat, "qqzz")
    seat.page.registering.form.set_text("document_kind", "none")
    picker = seat.page.registering.organisation
    picker.line.setFocus()
    seat.type("lvyuan")
    seat.settle()
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.visitor.person is not None)
    assert asked(lambda: counter.people.find_people("qqzz"))[0].organisation == "兰州绿原土壤修复有限公司"


def test_a_body_abroad_needs_its_country(seat: Seat) -> None:
    open_form(seat, "qqzz")
    picker = seat.page.registering.organisation
    picker.new.click()
    picker.form.set_text("organisation_name", "NTU Singapore")
    picker.form.set_text("abroad", "1")
    seat.page.registering.submit()
    assert picker.form.error("country") == wording.problem("empty")


def test_esc_goes_back_one_step_and_keeps_what_was_typed(seat: Seat) -> None:
    open_form(seat, "qqzz")
    seat.type("6201")
    seat.press(Key.Key_Escape)
    assert seat.focus() is seat.page.visitor.line
    assert seat.page.visitor.line.text() == "qqzz"
    seat.press(Key.Key_Return)
    assert seat.page.registering.form.text("document_number") == "6201"


def test_esc_after_a_number_brings_the_empty_search(seat: Seat) -> None:
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    seat.press(Key.Key_Escape)
    assert seat.focus() is seat.page.visitor.line
    assert seat.page.visitor.line.text() == ""


def test_the_next_visitor_is_typed_beside_the_number_in_hand(seat: Seat, counter: Counter) -> None:
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    find(seat, "lz")
    assert seat.focus() is seat.page.visitor.line
    assert (seat.page.visitor.line.text(), seat.page.result.ticket) == ("lz", None)
    seat.type("121")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    assert seat.page.result.line.text() == ""
    assert asked(counter.queue.today)[0].person == "李振声"
    seat.frame.open_page("page")
    seat.type("2")
    assert [matter.code for matter in seat.page.matter.matters()] == ["B1"]


def test_who_rests_stands_in_the_list_of_the_day(seat: Seat, counter: Counter, clerk: Actor) -> None:
    desk = counter.case_desk
    called = asked(lambda: desk.call_next(actor=clerk)).value
    case = asked(lambda: desk.serve(called.id, actor=clerk)).value
    asked(lambda: desk.suspend(case, Suspension.HELD, actor=clerk))
    table = seat.page.today.table
    seat.settle(lambda: any(row.state is TicketState.SUSPENDED for row in table.rows()))
    model = table._view.model()
    place = [row.id for row in table.rows()].index(called.id)
    assert model.index(place, 2).data() == wording.label(TicketState.SUSPENDED)
    assert model.index(place, 2).data(Qt.ItemDataRole.ForegroundRole) is not None


def test_priority_and_subject_are_kept_with_the_visit(seat: Seat, counter: Counter) -> None:
    find(seat, "lz")
    seat.type("1")
    form = seat.page.visitor.visit.form
    form.set_text("priority", Priority.ELDERLY.value)
    form.set_text("proof_seen", "1")
    form.set_text("party_size", "3")
    form.set_text("subject", "Carbon fibres")
    seat.type("12")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    newest = asked(counter.queue.today)[0]
    visit = asked(lambda: counter.people.visit(newest.visit_id))
    assert newest.is_priority and newest.state is TicketState.WAITING
    assert (visit.priority, visit.party_size, visit.subject) == (Priority.ELDERLY, 3, "Carbon fibres")


def test_the_slip_is_shown_and_can_be_printed_again(seat: Seat, counter: Counter) -> None:
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.preview.page_count() == 1)
    seat.press(Key.Key_P, Ctrl)
    seat.settle(lambda: len(seat.said) > 0)
    first, second = asked(counter.spool.jobs)[:2]
    assert first.is_reprint and not second.is_reprint
    assert first.subject == second.subject


def test_an_unsure_slip_is_settled_by_keys_without_leaving_the_desk(seat: Seat, counter: Counter) -> None:
    seat.type("1")
    seat.press(Key.Key_Return)
    result = seat.page.result
    seat.settle(lambda: result.preview.page_count() == 1)
    key = asked(counter.spool.jobs)[0].id

    def cut_short() -> None:
        while (taken := counter.spool.take(Paper.SLIP)) is not None:
            counter.spool.doubt(taken.id, Trouble.UNREACHABLE)

    def state() -> Printing:
        return next(row.state for row in asked(counter.spool.jobs) if row.id == key)

    asked(cut_short)
    seat.settle(lambda: result.yes.isVisible() and "Look at the printer" in result.paper.text())
    seat.press(Key.Key_F4)
    seat.settle(lambda: state() is Printing.WAITING)
    seat.settle(lambda: result.yes.isHidden())
    seat.press(Key.Key_F7)
    asked(cut_short)
    seat.settle(lambda: result.yes.isVisible())
    seat.press(Key.Key_F7)
    seat.settle(lambda: state() is Printing.PRINTED)
    seat.settle(lambda: result.yes.isHidden() and result.no.isHidden())
    assert result.ticket is not None


def test_a_number_taken_back_is_no_number_any_more(seat: Seat, counter: Counter, clerk: Actor) -> None:
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.preview.page_count() == 1)
    given = seat.page.result.paper.text()
    asked(lambda: counter.taking_back.take_back_last(actor=clerk))
    seat.page.refresh()
    seat.settle(lambda: seat.page.result.paper.text() != given)
    assert "void" in seat.page.result.paper.text()
    assert not seat.page.result.again.isEnabled()
    seat.press(Key.Key_P, Ctrl)
    seat.settle(lambda: seat.page.banner.isVisible())
    assert not any(job.is_reprint for job in asked(counter.spool.jobs))


def test_the_day_is_counted(seat: Seat, counter: Counter) -> None:
    rows = seat.page.today.table.rows()
    assert len(rows) == asked(counter.queue.count).taken


def test_the_keys_of_every_way_to_a_number_are_few(
    seat: Seat, counter: Counter, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = {}
    ways = {
        "known visitor, two initials": (Key.Key_F1, "lz", Key.Key_Return, "1", Key.Key_Return),
        "known visitor, by digit": (Key.Key_F1, "lz", "1", "1", Key.Key_Return),
        "anonymous": (Key.Key_F1, "1", Key.Key_Return),
    }
    for way, keys in ways.items():
        seat.keys = 0
        for key in keys:
            if isinstance(key, str):
                seat.type(key)
                seat.settle()
            else:
                seat.press(key)
        seat.settle(lambda: seat.page.result.ticket is not None)
        counts[way] = seat.keys
    card = CardFacts(CardKind.RESIDENT_ID, "李振声", GOOD_ID)
    seat.keys = 0
    seat.page.take_card(card)
    seat.settle(lambda: seat.page.visitor.person is not None)
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    counts["card"] = seat.keys
    with capsys.disabled():
        print("\nkeys to a number:", counts)
    assert counts["known visitor, two initials"] <= 6 and counts["known visitor, by digit"] <= 6
    assert counts["anonymous"] <= 3 and counts["card"] <= 3
    assert asked(counter.queue.today)[0].person == "李振声"


def test_several_matters_are_noted_with_plus_and_taken_off_with_backspace(
    seat: Seat, counter: Counter
) -> None:
    find(seat, "lz")
    seat.type("1")
    seat.settle()
    seat.type("11+12+")
    assert "Also" in seat.page.matter.noted.words()
    seat.press(Key.Key_Backspace)
    seat.type("21")
    names = [matter.id for matter in seat.page.matter.matters()]
    assert len(names) == 2
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    visit = asked(counter.queue.today)[0].visit_id
    rows = asked(lambda: counter.store.glance(
        "SELECT matter_id FROM visit_matter WHERE visit_id = ? ORDER BY position", visit
    ))  # fmt: skip
    assert [key for (key,) in rows] == names


def test_a_second_draft_costs_the_first_nothing(seat: Seat, counter: Counter) -> None:
    open_form(seat, "qqzz")
    seat.type("6201")
    seat.press(Key.Key_N, Ctrl)
    second = seat.page.registering
    assert second.form.text("name") == ""
    seat.type("wwzz")
    seat.press(Key.Key_Escape)
    first = seat.page.registering
    assert [first.form.text(n) for n in ("name", "document_number")] == ["qqzz", "6201"]
    seat.press(Key.Key_Escape)
    assert seat.focus() is seat.page.visitor.line
    assert "2 begun" in seat.page.visitor.register.text() or "2" in seat.page.visitor.register.text()
    seat.press(Key.Key_F1)
    seat.press(Key.Key_N, Ctrl)
    assert seat.page.registering is first
    seat.press(Key.Key_N, Ctrl)
    assert second.form.text("name") == "wwzz"


def test_a_double_is_seen_while_typing_and_taken_instead(seat: Seat) -> None:
    open_form(seat, "qqzz")
    form = seat.page.registering.form
    form.set_text("name", "李正声")
    form.editor("phone").setFocus()
    seat.type("13800138000")
    seat.settle(lambda: len(seat.page.registering.similar.choices()) == 1)
    seat.press(Key.Key_F9)
    seat.type("1")
    seat.settle(lambda: seat.page.visitor.person is not None)
    assert seat.page.visitor.person is not None and seat.page.visitor.person.name == "李振声"


def test_a_pasted_novel_stays_in_the_field_and_is_refused_at_it(seat: Seat, counter: Counter) -> None:
    open_form(seat, "qqzz")
    form = seat.page.registering.form
    for text, problem in (("王" * 5000, "too_long"), ("王😀", "odd_character"), ("a\x00b", "odd_character")):
        form.set_text("document_kind", "none")
        form.set_text("name", text)
        seat.page.registering.submit()
        seat.settle(lambda: form.error("name") != "")
        assert form.error("name") == wording.problem(problem)
        assert form.text("name") == text
    assert asked(lambda: counter.people.find_people("qqzz")) == ()


def test_priority_for_age_is_proposed_with_its_proof(seat: Seat) -> None:
    find(seat, GOOD_ID)
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.visitor.person is not None)
    form = seat.page.visitor.visit.form
    assert (form.text("priority"), form.text("proof_seen")) == (Priority.ELDERLY.value, "1")


def test_an_organisation_shows_its_people_and_may_come_without_a_name(seat: Seat, counter: Counter) -> None:
    find(seat, "gssd")
    seat.press(Key.Key_Return)
    seat.settle()
    assert [choice.text for choice in seat.page.visitor.found.choices()] == ["李振声", "甘肃尚德机电有限公司"]
    seat.type("2")
    seat.settle()
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    visit = asked(lambda: counter.people.visit(counter.queue.today()[0].visit_id))
    assert (visit.person_id, visit.organisation) == (None, "甘肃尚德机电有限公司")


def test_a_ticket_is_found_again_with_its_slip(seat: Seat, counter: Counter) -> None:
    ticket = asked(counter.queue.today)[0]
    seat.page.open_record(ticket.visit_id)
    seat.settle(lambda: seat.page.result.ticket is not None)
    assert seat.page.result.number.text() == ticket.number


def record_of(seat: Seat) -> None:
    find(seat, "lz")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.visitor.person is not None)
    seat.press(Key.Key_F10)


def test_hidden_data_needs_a_reason_and_goes_out_of_sight(seat: Seat, counter: Counter) -> None:
    record_of(seat)
    record = seat.page.record
    seat.press(Key.Key_Return)
    assert record.form.error("purpose") == wording.problem("empty")
    seat.type("call back")
    seat.press(Key.Key_Return)
    seat.settle(lambda: "13800138000" in record.value.text())
    assert "13800138000" not in "".join(choice.detail for choice in seat.page.visitor.found.choices())
    person = seat.page.visitor.person
    assert person is not None
    assert asked(lambda: counter.privacy.looks_at(person.id))[0].purpose == "call back"
    seat.press(Key.Key_Escape)
    assert record.value.text() == ""


def test_papers_of_privacy_go_to_the_page_printer(seat: Seat, counter: Counter) -> None:
    record_of(seat)
    seat.type("asked for it")
    seat.page.record.paper.click()
    seat.page.record.notice.click()
    seat.settle(lambda: len(seat.said) == 2)
    assert [job.paper.value for job in asked(counter.spool.jobs)[:2]] == ["page", "page"]


def test_two_records_are_merged_by_keys_and_taken_back(seat: Seat, counter: Counter, clerk: Actor) -> None:
    double = asked(lambda: counter.reception.register_person(PersonEntry("李震声"), actor=clerk)).value.id
    record_of(seat)
    seat.page.record.line.setFocus()
    seat.type("lizhen")
    seat.settle(lambda: seat.page.record.line.has_choices)
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: len(seat.said) > 0)
    person = seat.page.visitor.person
    assert person is not None
    assert asked(lambda: counter.people.person(double)).id == person.id
    asked(lambda: counter.taking_back.take_back_last(actor=clerk))
    assert asked(lambda: counter.people.person(double)).id == double


def test_a_number_is_corrected_and_the_visitor_stays(seat: Seat, counter: Counter) -> None:
    record_of(seat)
    record = seat.page.record
    record.number.set_text("document_kind", "residence_permit")
    record.number.set_text("document_number", "810000190001010019")
    record.correct.click()
    seat.settle(lambda: record.number.error("document_number") != "")
    record.number.set_text("document_number", "810000190001010018")
    record.correct.click()
    seat.settle(lambda: len(seat.said) > 0)
    person = seat.page.visitor.person
    assert person is not None and person.document == "810000********0018"


def test_an_appointment_of_today_is_checked_in_by_enter(seat: Seat, counter: Counter, clerk: Actor) -> None:
    person = asked(lambda: counter.people.find_people("李振声"))[0]
    matter = asked(counter.catalogue.matters)[1]
    now = counter.store.clock.now()
    agreed = AppointmentEntry(matter.id, now + 10 * MINUTE, now + 40 * MINUTE, person_id=person.id)
    key = asked(lambda: counter.appointments.book(agreed, actor=clerk)).value
    find(seat, "lz")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.visitor.visit.appointment is not None)
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    ticket = asked(counter.queue.today)[0]
    assert ticket.matter == matter.name
    assert asked(lambda: counter.appointments.appointment(key)).state is AppointmentState.ARRIVED


def test_over_the_quota_one_more_is_given_on_purpose(seat: Seat, counter: Counter, clerk: Actor) -> None:
    arranging = Arranging(counter.store, KnownHall(counter.store))
    asked(lambda: arranging.set_group(GroupRow("A", quota=1), actor=clerk))
    before = asked(counter.queue.count).taken
    seat.press(Key.Key_F1)
    seat.type("1")
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.banner.isVisible())
    assert asked(counter.queue.count).taken == before
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.result.ticket is not None)
    assert asked(counter.queue.count).taken == before + 1


@pytest.mark.parametrize("by_key", [True, False])
def test_the_notice_is_handed_out_before_anything_of_a_visitor_is_kept(
    seat: Seat, counter: Counter, *, by_key: bool
) -> None:
    before = len(asked(counter.spool.jobs))
    seat.press(Key.Key_N, Ctrl)
    seat.page.registering.form.set_text("name", "欧阳兰")
    if by_key:
        seat.press(Key.Key_P, Ctrl | Qt.KeyboardModifier.ShiftModifier)
    else:
        seat.page.registering.notice.click()
    seat.settle(lambda: len(asked(counter.spool.jobs)) == before + 1)
    assert seat.said[-1] == "The notice is on its way to the printer"
    assert seat.page.registering.form.text("name") == "欧阳兰"


def test_an_empty_form_names_nobody_who_may_be_known(seat: Seat) -> None:
    seat.press(Key.Key_N, Ctrl)
    assert seat.page.registering.isVisible() and not seat.page.registering.similar.isVisible()
