"""From an open visit to a booked room, in the whole program, by real keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.queueing.states import TicketState
from tests.builders import PASSWORD
from tests.ui.page_seat import Key, asked
from tests.ui.whole_desk import Ctrl, WholeDesk
from ui.parts.background import Background
from ui.parts.calm import Calm
from ui.rooms.page import RoomsPage

MOST_KEYS = 3


@pytest.fixture
def desk(
    qtbot: QtBot,
    open_copy: Callable[[], Counter],
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[WholeDesk]:
    """The shell on the sample hall; keys follow each other as fast as a test presses them."""
    monkeypatch.setenv("GUITAI_SET_VOICE", "false")
    monkeypatch.setattr(Calm, "is_over", lambda self: True)
    counter = open_copy()
    clerk = counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[0].id).value
    counter.start()
    yield WholeDesk(qtbot, counter, clerk, background)
    background.close()


def rooms_of(desk: WholeDesk) -> RoomsPage:
    page = desk.page("rooms")
    assert isinstance(page, RoomsPage)
    return page


def test_three_keys_lead_from_an_open_visit_to_its_room(
    desk: WholeDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    with desk.visitor("anonymous"):
        desk.press(Key.Key_1, Key.Key_Return)
    desk.press(Key.Key_F2)
    desk.settle()
    desk.press(Key.Key_F2)
    desk.see(TicketState.CALLED)
    visit_id = desk.here().visit_id
    desk.press(Key.Key_Return)
    desk.settle()
    before = desk.keys
    desk.press(Key.Key_F6)
    desk.settle(lambda: desk.frame.current_name() == "rooms")
    desk.settle(lambda: bool(rooms_of(desk).form.best.choices()) and rooms_of(desk).form.best.hasFocus())
    offered = rooms_of(desk).form.best.choices()
    assert len(offered) == 3
    assert all(choice.detail and choice.remark for choice in offered), "each says why"
    desk.press(Key.Key_1)
    desk.press(Key.Key_Return)
    desk.settle(lambda: bool(asked(lambda: desk.counter.rooms_view.of_visit(visit_id))))
    (card,) = asked(lambda: desk.counter.rooms_view.of_visit(visit_id))
    used = desk.keys - before
    with capsys.disabled():
        print(f"\nfrom an open visit to {card.room_en}: {used} keys")
    assert used == MOST_KEYS
    assert f"{card.room_id} " in offered[0].key


def test_ctrl_z_takes_a_booking_and_its_move_back(desk: WholeDesk) -> None:
    desk.press(Key.Key_F6)
    desk.settle(lambda: desk.frame.current_name() == "rooms")
    desk.settle(lambda: rooms_of(desk).timeline.scene() is not None)
    page, view = rooms_of(desk), desk.counter.rooms_view
    page.timeline.setFocus()
    before = {b.id for b in asked(lambda: view.day(view.today()))}
    desk.press(*[Key.Key_Down] * 5, *[Key.Key_Right] * 4, Key.Key_Return)
    page.form.form.set_text("title", "试订")
    desk.press((Key.Key_Return, Ctrl))
    desk.settle(lambda: len(asked(lambda: view.day(view.today()))) == len(before) + 1)
    (key,) = {b.id for b in asked(lambda: view.day(view.today()))} - before
    start = asked(lambda: view.booking(key)).starts_at
    desk.settle(lambda: page.timeline.pointed() is not None and page.timeline.hasFocus())
    desk.press((Key.Key_Right, Ctrl), Key.Key_Return)
    desk.settle(lambda: asked(lambda: view.booking(key)).starts_at > start)
    desk.press((Key.Key_Z, Ctrl))
    desk.settle(lambda: asked(lambda: view.booking(key)).starts_at == start)
    desk.press((Key.Key_Z, Ctrl))
    desk.settle(lambda: key not in {b.id for b in asked(lambda: view.day(view.today()))})
