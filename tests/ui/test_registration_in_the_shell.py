"""A case in the whole program: found by its number from any page, its step taken back by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.registration.states import RegistrationState
from app.security.actors import Actor
from tests.registration.filled import complete, registered
from tests.ui.page_seat import Key, asked
from tests.ui.whole_desk import Ctrl, WholeDesk
from ui.parts.background import Background
from ui.registration.page import RegistrationPage
from ui.taking_back.panel import ActionsPanel

S = RegistrationState
NUMBER = "2026620101000123"


@pytest.fixture
def desk(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, counter, clerk, background)
    yield made
    background.close()


def page_of(desk: WholeDesk) -> RegistrationPage:
    page = desk.frame.current_page()
    assert isinstance(page, RegistrationPage)
    return page


def state_of(desk: WholeDesk) -> RegistrationState | None:
    """The state of the case in sight."""
    card = page_of(desk).case.card()
    return card.row.state if card is not None else None


def case_of(desk: WholeDesk) -> str:
    """The key of the case in sight, or ""."""
    page = desk.frame.current_page()
    card = page.case.card() if isinstance(page, RegistrationPage) else None
    return card.row.id if card is not None else ""


def test_the_search_box_leads_to_the_case(desk: WholeDesk, counter: Counter, clerk: Actor) -> None:
    key = asked(lambda: registered(counter, clerk))
    asked(lambda: counter.registering.deciding.set_number(key, NUMBER, actor=clerk))
    desk.go_to("rooms", Key.Key_F6)
    desk.press((Key.Key_K, Ctrl))
    desk.type("2026 6201 01 000123")
    desk.press(Key.Key_Return)
    desk.settle(lambda: bool(desk.reception.visitor.found.choices()))
    (found,) = desk.reception.visitor.found.choices()
    assert (found.key, found.icon) == (key, "stamp")
    desk.press(Key.Key_Return)
    desk.settle(lambda: case_of(desk) == key)


def test_a_step_is_taken_back_by_its_key_and_what_was_issued_says_what_to_do(
    desk: WholeDesk, counter: Counter, clerk: Actor
) -> None:
    key = asked(lambda: complete(counter, clerk))
    desk.press((Key.Key_D, Ctrl))
    desk.settle(lambda: bool(page_of(desk).table.rows()))
    page_of(desk).take_focus()
    desk.press(Key.Key_Return)
    desk.settle(lambda: case_of(desk) == key)
    for after in (S.ACCEPTED, S.REVIEW):
        desk.press(Key.Key_F10)
        desk.settle(lambda after=after: state_of(desk) is after)
    desk.press((Key.Key_Z, Ctrl))
    desk.settle(lambda: state_of(desk) is S.ACCEPTED)
    desk.press(Key.Key_F10)
    desk.settle(lambda: state_of(desk) is S.REVIEW)
    asked(lambda: counter.registering.deciding.refuse(key, ("R02",), "承揽合同", actor=clerk))
    desk.settle(lambda: state_of(desk) is S.REFUSED)
    desk.press((Key.Key_Z, Ctrl))
    panel = desk.frame.findChild(ActionsPanel)
    assert isinstance(panel, ActionsPanel)
    desk.settle(panel.banner.isVisible)
    assert "Note the objection" in panel.banner.text()
    assert state_of(desk) is S.REFUSED
