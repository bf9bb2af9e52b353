"""A meeting by keys: who is here, scanned tickets, the outcome, the contract with both parties filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.contracts.states import ContractState, Side
from app.counter import Counter
from app.kernel.clock import MINUTE
from app.queueing.slips import CODE_PREFIX
from app.reception.service import PersonEntry, VisitEntry
from app.rooms.arriving import MEETING_PREFIX
from app.rooms.door import SignedIn
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.states import MeetingOutcome, PartyRole, Purpose
from app.security.actors import Actor
from tests.builders import PASSWORD
from tests.ui.page_seat import Key, asked
from tests.ui.whole_desk import Ctrl, WholeDesk
from ui.contracts.page import ContractsPage
from ui.inputs import Inputs
from ui.parts.background import Background
from ui.parts.calm import Calm
from ui.rooms.meeting_page import MeetingPage
from ui.rooms.page import RoomsPage


class MeetingDesk(WholeDesk):
    """The shell, and the clerk who sits before it."""

    def __init__(self, qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> None:
        self.clerk = clerk
        super().__init__(qtbot, counter, clerk, background)


@pytest.fixture
def desk(
    qtbot: QtBot,
    open_copy: Callable[[], Counter],
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MeetingDesk]:
    """The shell on the sample hall; keys follow each other as fast as a test presses them."""
    monkeypatch.setenv("GUITAI_SET_VOICE", "false")
    monkeypatch.setattr(Calm, "is_over", lambda self: True)
    counter = open_copy()
    clerk = counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[0].id).value
    counter.start()
    yield MeetingDesk(qtbot, counter, clerk, background)
    background.close()


def meeting_of(desk: MeetingDesk) -> MeetingPage:
    page = desk.page("meeting")
    assert isinstance(page, MeetingPage)
    return page


def rooms_of(desk: MeetingDesk) -> RoomsPage:
    page = desk.page("rooms")
    assert isinstance(page, RoomsPage)
    return page


def visit_of_buyer(desk: MeetingDesk) -> str:
    """A visitor of an organisation the hall knows takes a number; gives the visit."""
    counter, clerk = desk.counter, desk.clerk
    buyer = asked(lambda: counter.people.find_organisations("尚德"))[0]
    person = asked(
        lambda: counter.reception.register_person(
            PersonEntry("刘一舟", organisation_id=buyer.id), actor=clerk
        )
    ).value
    matter = asked(counter.catalogue.matters)[0]
    entry = VisitEntry(matter.id, person_id=person.id, organisation_id=buyer.id, subject="碳纤维")
    return asked(lambda: counter.queueing.take_number(entry, actor=clerk)).value.visit_id


def a_meeting(desk: MeetingDesk, *, minutes: int = 0, **more: object) -> BookingEntry:
    """A booking of the first room that begins at the quarter that is running."""
    quarter = 15 * MINUTE
    start = desk.counter.store.clock.now() // quarter * quarter + minutes * MINUTE
    room = asked(desk.counter.rooms_view.rooms)[4]
    return BookingEntry(room.id, start, start + 60 * MINUTE, Purpose.TALK, "供需洽谈", **more)  # type: ignore[arg-type]


def booked(desk: MeetingDesk, entry: BookingEntry) -> str:
    return asked(lambda: desk.counter.rooms.book(entry, actor=desk.clerk)).value.id


def opened(desk: MeetingDesk, key: str) -> MeetingPage:
    desk.frame.open_page("meeting", key)
    page = meeting_of(desk)
    desk.settle(lambda: page.line.isVisible())
    return page


def test_from_the_visit_to_the_contract_draft_by_keys(desk: MeetingDesk) -> None:
    visit_id = visit_of_buyer(desk)
    desk.frame.open_page("rooms", visit_id)
    rooms = rooms_of(desk)
    desk.settle(lambda: bool(rooms.form.best.choices()) and rooms.form.best.hasFocus())
    rooms.form.form.set_text("seller", "南洋理工大学")
    desk.settle(lambda: bool(rooms.form.best.choices()) and not rooms.talk._typing.isActive())
    rooms.form.best.setFocus()
    desk.press(Key.Key_1, Key.Key_Return)
    view = desk.counter.rooms_view
    desk.settle(lambda: bool(asked(lambda: view.of_visit(visit_id))))
    (card,) = asked(lambda: view.of_visit(visit_id))
    desk.clock.step(max(card.starts_at - desk.clock.now(), 0) / 1_000_000)
    desk.settle(lambda: rooms.hall.pointed() is not None)
    desk.press((Key.Key_E, Ctrl))
    desk.settle(lambda: desk.frame.current_name() == "meeting" and meeting_of(desk).line.isVisible())
    page = meeting_of(desk)
    desk.press(Key.Key_F7)
    desk.settle(lambda: asked(lambda: view.booking(card.id)).checked_in_at is not None)
    # The outcome by its digit, what was agreed, and the contract.
    desk.press(Key.Key_F9, Key.Key_1)
    assert page.minutes.text.hasFocus()
    desk.type("agreed")
    desk.press((Key.Key_S, Ctrl))
    desk.settle(lambda: asked(lambda: view.booking(card.id)).outcome is MeetingOutcome.INTENTION)
    assert asked(lambda: view.booking(card.id)).minutes == "agreed"
    assert page.minutes.contract.hasFocus()
    desk.press(Key.Key_F8)
    desk.settle(lambda: desk.frame.current_name() == "contracts")
    contracts = desk.page("contracts")
    assert isinstance(contracts, ContractsPage)
    desk.settle(lambda: contracts.chooser.isVisible() and contracts.chooser.choices.hasFocus())
    desk.press(Key.Key_1)
    desk.press(Key.Key_1)
    desk.settle(lambda: bool(asked(lambda: desk.counter.contracts.of_visit(visit_id))))
    (row,) = asked(lambda: desk.counter.contracts.of_visit(visit_id))
    contract = asked(lambda: desk.counter.contracts.contract(row.id))
    assert row.state is ContractState.DRAFT
    assert [(p.side, p.name) for p in contract.content.parties] == [
        (Side.BUYER, contract.content.parties[0].name),
        (Side.SELLER, "南洋理工大学"),
    ]
    assert "尚德" in contract.content.parties[0].name
    assert contract.content.parties[0].credit_code
    assert (contract.visit_id, contract.booking_id) == (visit_id, card.id)


def test_a_meeting_without_a_visit_and_a_confidential_one_fill_the_parties_in_too(desk: MeetingDesk) -> None:
    parties = (PartyEntry("甲公司", PartyRole.BUYER), PartyEntry("乙大学", PartyRole.SELLER))
    key = booked(desk, a_meeting(desk, parties=parties, is_confidential=True))
    opened(desk, key)
    desk.press(Key.Key_F8)
    desk.settle(lambda: desk.frame.current_name() == "contracts")
    contracts = desk.page("contracts")
    assert isinstance(contracts, ContractsPage)
    desk.settle(lambda: contracts.chooser.isVisible() and contracts.chooser.choices.hasFocus())
    before = {row.id for row in asked(desk.counter.contracts.contracts)}
    desk.press(Key.Key_1)
    desk.press(Key.Key_1)
    desk.settle(lambda: len(asked(desk.counter.contracts.contracts)) == len(before) + 1)
    (made,) = {row.id for row in asked(desk.counter.contracts.contracts)} - before
    contract = asked(lambda: desk.counter.contracts.contract(made))
    assert [(p.side, p.name) for p in contract.content.parties] == [
        (Side.BUYER, "甲公司"),
        (Side.SELLER, "乙大学"),
    ]
    assert (contract.visit_id, contract.booking_id) == (None, key)


def test_people_sign_in_by_a_digit_by_name_and_by_their_ticket(desk: MeetingDesk) -> None:
    visit_id = visit_of_buyer(desk)
    parties = (PartyEntry("甲公司", PartyRole.BUYER), PartyEntry("乙大学", PartyRole.SELLER))
    key = booked(desk, a_meeting(desk, parties=parties))
    page = opened(desk, key)

    def attendance() -> tuple[SignedIn, ...]:
        return asked(lambda: desk.counter.door_view.attendance(key, desk.clerk.staff_id))

    desk.settle(lambda: page.people.table.hasFocus() or page.people.table.isAncestorOf(desk.focus()))
    desk.press(Key.Key_2)
    desk.settle(lambda: attendance()[1].signed_at is not None)
    # A ticket is scanned while somebody types a name: it lands in no field.
    page.people.form.editor("name").setFocus()
    desk.type("Wang Wu")
    inputs = desk.frame.findChild(Inputs)
    assert inputs is not None
    inputs.take_text(f"{CODE_PREFIX}{visit_id}")
    desk.settle(lambda: len(attendance()) == 3)
    assert attendance()[2].name == "刘一舟"
    assert desk.frame.current_name() == "meeting"
    desk.settle(lambda: len(page.people.table.rows()) == 3)
    page.people.form.set_text("name", "Wang Wu")
    page.people.form.editor("organisation").setFocus()
    desk.type("Bank")
    desk.press(Key.Key_Return)
    desk.settle(lambda: len(attendance()) == 4)
    assert (attendance()[3].name, attendance()[3].organisation) == ("Wang Wu", "Bank")
    assert page.people.form.text("name") == ""


def test_the_code_of_a_sheet_opens_its_meeting_from_any_page(desk: MeetingDesk) -> None:
    key = booked(desk, a_meeting(desk))
    inputs = desk.frame.findChild(Inputs)
    assert inputs is not None
    desk.frame.open_page("reception")
    inputs.take_text(f"{MEETING_PREFIX}{key}".upper())
    desk.settle(lambda: desk.frame.current_name() == "meeting" and meeting_of(desk).line.isVisible())
    assert meeting_of(desk)._card is not None
    assert meeting_of(desk)._card.id == key
    # One that is nobody's is told, and the meeting that was open stays.
    inputs.take_text(f"{MEETING_PREFIX}gone")
    desk.settle(lambda: meeting_of(desk).banner.isVisible())


def test_too_early_and_without_an_outcome_is_told_and_nothing_typed_is_lost(desk: MeetingDesk) -> None:
    key = booked(desk, a_meeting(desk, minutes=60))
    page = opened(desk, key)
    desk.press(Key.Key_F7)
    desk.settle(lambda: page.banner.isVisible())
    page.minutes.text.setFocus()
    desk.type("draft")
    desk.press((Key.Key_S, Ctrl))
    assert page.minutes.outcome.hasFocus()
    # News of the same meeting from elsewhere leaves what is typed.
    asked(lambda: desk.counter.rooms.cancel(key, "改期", actor=desk.clerk))
    desk.settle(lambda: "Cancelled" in page._state.text())
    assert page.minutes.form.text("minutes") == "draft"


def test_a_confidential_meeting_shows_nobody_to_others(desk: MeetingDesk) -> None:
    parties = (PartyEntry("甲公司", PartyRole.BUYER),)
    entry = a_meeting(desk, parties=parties, is_confidential=True, host_id="somebody-else")
    page = opened(desk, booked(desk, entry))
    assert page._title_line.text() == "Confidential"
    assert page.people.table.rows() == ()
    assert not page.minutes.form.isEnabled()
    assert not page.minutes.contract.isEnabled()
    desk.press(Key.Key_F8)
    assert desk.frame.current_name() == "meeting"
