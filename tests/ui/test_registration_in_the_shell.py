"""A case in the whole program: found by its number from any page, its step taken back by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.security.actors import Actor
from tests.registration.filled import registered
from tests.ui.page_seat import Key, asked
from tests.ui.whole_desk import Ctrl, WholeDesk
from ui.parts.background import Background
from ui.registration.page import RegistrationPage

NUMBER = "2026620101000123"


@pytest.fixture
def desk(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, counter, clerk, background)
    yield made
    background.close()


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
