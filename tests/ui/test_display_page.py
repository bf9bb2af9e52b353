"""The hall's display shows no name and never old data unmarked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import HOUR, SECOND
from app.kernel.identity import masked_name
from app.queueing.queries import CallLine
from app.reception.service import VisitEntry
from app.reception.states import Priority, ShownAs
from app.security.actors import Actor
from tests.builders import PASSWORD
from tests.ui.fake_screens import FakeScreens
from tests.ui.hall_seat import Hall, a_hall
from tests.ui.page_seat import asked
from ui.parts.background import Background
from ui.queueing.display import FAR_AFTER, STALE_AFTER, CallDisplay, DisplayDoors, DisplayLook
from ui.queueing.display_painting import ROWS, BoardScene, paint_board
from ui.queueing.marquee import Marquee


@pytest.fixture
def hall(counter: Counter, clerk: Actor, background: Background) -> Iterator[Hall]:
    yield a_hall(counter, clerk, background)
    background.close()


@pytest.fixture
def display(qtbot: QtBot, hall: Hall, no_sql_in_the_window: None) -> CallDisplay:
    doors = DisplayDoors(hall.counter.queue, hall.counter.catalogue, hall.clock, hall.wire, hall.steady)
    made = CallDisplay(doors, hall.background, FakeScreens(), DisplayLook(hall.counter.settings.zone))
    qtbot.addWidget(made)
    made.open_on_second_screen()
    qtbot.waitUntil(lambda: made.scene().hall != "")
    return made


def test_a_call_appears_by_itself_and_the_one_before_goes_to_the_side(
    qtbot: QtBot, hall: Hall, display: CallDisplay
) -> None:
    first = hall.call()
    qtbot.waitUntil(lambda: [call.number for call in display.scene().current] == [first])
    hall.serve()
    second = hall.call()
    qtbot.waitUntil(lambda: [call.number for call in display.scene().current] == [second])
    assert [call.number for call in display.scene().earlier] == [first]
    assert {call.window_number for call in display.scene().current} == {1}


def test_nothing_on_the_display_tells_who_anybody_is(qtbot: QtBot, hall: Hall, display: CallDisplay) -> None:
    hall.call()
    qtbot.waitUntil(lambda: bool(display.scene().current))
    shown = repr(display.scene())
    for row in asked(hall.counter.queue.today):
        assert row.person not in shown and row.organisation not in shown
        assert row.visit_id not in shown


def test_waiting_is_counted_by_business(hall: Hall, display: CallDisplay) -> None:
    counted = {group.letter: group.count for group in display.scene().waiting}
    rows = asked(hall.counter.queue.waiting)
    assert counted == {letter: sum(r.letter == letter for r in rows) for letter in {r.letter for r in rows}}


def test_each_line_says_how_long_a_visitor_of_now_would_wait(hall: Hall, display: CallDisplay) -> None:
    for group in display.scene().waiting:
        assert group.name and group.minutes is not None
        assert 0 <= group.minutes[0] <= group.minutes[1]
    assert any(group.minutes != (0, 0) for group in display.scene().waiting if group.minutes)


def test_the_call_just_made_stands_out_for_a_while(qtbot: QtBot, hall: Hall, display: CallDisplay) -> None:
    hall.call()
    qtbot.waitUntil(lambda: bool(display.scene().fresh))
    hall.gone += 13 * SECOND
    assert not display.scene().fresh


def test_old_data_are_marked_with_the_moment_they_were_true(hall: Hall, display: CallDisplay) -> None:
    assert not display.scene().is_stale
    hall.gone += STALE_AFTER + SECOND
    scene = display.scene()
    assert scene.is_stale and "Nothing new since" in scene.note


def test_a_centre_not_heard_for_long_is_said(qtbot: QtBot, hall: Hall, display: CallDisplay) -> None:
    hall.heard_at = hall.clock.now() - FAR_AFTER - 1_000_000
    display.refresh()
    qtbot.waitUntil(lambda: display.scene().is_stale)
    assert "Other windows not heard since" in display.scene().note


def call_at_the_others(hall: Hall) -> list[str]:
    """A visitor is called to each window but the clerk's; gives the numbers in this order."""
    counter, numbers = hall.counter, []
    matters = counter.catalogue.matters()
    for window in counter.catalogue.windows():
        if window.id == hall.clerk.window_id:
            continue
        actor = counter.accounts.sign_in("admin", PASSWORD, window.id).value
        matter = next(m for m in matters if not window.letters or m.letter in window.letters)
        ticket = counter.queueing.take_number(VisitEntry(matter.id), actor=actor).value.ticket_id
        called = counter.case_desk.call_chosen(ticket, on_purpose=True, actor=actor)
        numbers.append(called.value.number)
    return numbers


def test_whoever_is_called_at_any_window_is_seen_before_who_is_served(
    qtbot: QtBot, hall: Hall, display: CallDisplay
) -> None:
    first = hall.call()
    hall.serve()
    numbers = asked(lambda: call_at_the_others(hall))
    hall.call()
    hall.serve()
    qtbot.waitUntil(lambda: first in [call.number for call in display.scene().earlier])
    qtbot.waitUntil(lambda: len(display.scene().large) == ROWS)
    scene = display.scene()
    shown = [call.number for call in (*scene.large, *scene.beside)]
    assert shown[: len(numbers)] == numbers[::-1]
    assert len(numbers) > ROWS and not any(call.is_served for call in scene.large)
    assert shown[len(numbers) :] == [first]


def test_a_new_call_is_first_though_the_clock_was_set_back(
    qtbot: QtBot, hall: Hall, display: CallDisplay
) -> None:
    earlier = asked(lambda: call_at_the_others(hall))
    hall.clock.step(-HOUR / SECOND)
    matter = asked(hall.counter.catalogue.matters)[0].id
    newest = asked(lambda: hall.counter.queueing.take_number(VisitEntry(matter), actor=hall.clerk)).value
    asked(lambda: hall.counter.case_desk.call_chosen(newest.ticket_id, on_purpose=True, actor=hall.clerk))
    numbers = [newest.number, *earlier[::-1]]
    qtbot.waitUntil(lambda: [call.number for call in display.scene().current] == numbers)
    scene = display.scene()
    assert scene.fresh >= {scene.current[0].call_id}


def test_a_clock_set_back_stops_neither_the_reading_nor_the_warning(
    qtbot: QtBot, hall: Hall, display: CallDisplay
) -> None:
    hall.clock.step(-HOUR / SECOND)
    hall.gone += STALE_AFTER + SECOND
    assert display.scene().is_stale
    qtbot.waitUntil(lambda: not display.scene().is_stale)


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (640, 360)])
def test_the_board_is_painted_at_every_size(size: tuple[int, int]) -> None:
    calls = tuple(CallLine(str(n), str(n), f"A0{n}", n, 0, 1, True) for n in range(6))
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    scene = BoardScene("Hall", "09:41:07", current=calls, earlier=calls, fresh=frozenset({"0"}), note="x")
    paint_board(painter, QRect(0, 0, *size), scene)
    painter.end()
    colours = {image.pixel(x, y) for x in range(0, size[0], 7) for y in range(0, size[1], 7)}
    assert len(colours) > 20


def a_placed_display(qtbot: QtBot, hall: Hall, screens: FakeScreens, screen: str = "wall") -> CallDisplay:
    doors = DisplayDoors(hall.counter.queue, hall.counter.catalogue, hall.clock, hall.wire, hall.steady)
    made = CallDisplay(doors, hall.background, screens, DisplayLook(hall.counter.settings.zone, screen))
    qtbot.addWidget(made)
    made.open_when_there()
    return made


def test_a_visitor_is_shown_as_they_chose_and_priority_without_a_reason(
    qtbot: QtBot, hall: Hall, display: CallDisplay
) -> None:
    person = asked(lambda: hall.counter.people.find_people("孙䶮"))[0]
    matter = asked(hall.counter.catalogue.matters)[0]
    entry = VisitEntry(
        matter.id, person.id, priority=Priority.DISABLED, proof_seen=True, shown_as=ShownAs.MASKED_NAME
    )
    number = asked(lambda: hall.counter.queueing.take_number(entry, actor=hall.clerk)).value.number
    hall.call()
    hall.serve()
    while number not in [call.number for call in display.scene().current]:
        called = hall.call()
        qtbot.waitUntil(lambda called=called: called in [call.number for call in display.scene().current])
        hall.serve()
    line = next(call for call in display.scene().current if call.number == number)
    assert (line.shown, line.is_priority) == (masked_name(person.name), True)
    shown = repr(display.scene())
    assert person.name not in shown and "disabled" not in shown.lower()


def test_unplugged_it_is_away_at_once_and_plugged_again_it_is_back_with_the_calls_of_now(
    qtbot: QtBot, hall: Hall
) -> None:
    screens = FakeScreens("rating", "wall")
    display = a_placed_display(qtbot, hall, screens)
    qtbot.waitUntil(lambda: display.scene().hall != "")
    assert screens.puts == ["wall"] and display.isFullScreen()
    screens.unplug("wall")
    assert not display.isVisible()
    number = hall.call()
    hall.clock.step(60)
    screens.plug("wall")
    qtbot.waitUntil(display.isVisible)
    qtbot.waitUntil(lambda: [call.number for call in display.scene().current] == [number])
    assert screens.puts == ["wall", "wall"] and display.isFullScreen()
    assert not display.scene().is_stale


def test_at_the_start_it_waits_for_its_own_screen(qtbot: QtBot, hall: Hall) -> None:
    screens = FakeScreens("rating")
    display = a_placed_display(qtbot, hall, screens)
    assert not display.isVisible() and screens.puts == []
    screens.plug("wall")
    qtbot.waitUntil(display.isVisible)
    assert screens.puts == ["wall"]


def test_closed_by_a_person_it_stays_closed(qtbot: QtBot, hall: Hall) -> None:
    screens = FakeScreens("wall")
    display = a_placed_display(qtbot, hall, screens)
    display.close()
    screens.unplug("wall")
    screens.plug("wall")
    qtbot.wait(500)
    assert not display.isVisible()


def test_a_new_second_screen_is_taken_on_request_and_remembered(qtbot: QtBot, hall: Hall) -> None:
    screens = FakeScreens("new")
    display = a_placed_display(qtbot, hall, screens)
    kept: list[str] = []
    display.seat.settled.connect(kept.append)
    assert screens.puts == []
    display.open_on_second_screen()
    assert screens.puts == kept == ["new"]


def test_a_long_text_passes_in_its_own_strip_and_a_short_one_stands(qtbot: QtBot) -> None:
    long, short = Marquee("今日办理须知 " * 40), Marquee("欢迎")
    for strip in (long, short):
        qtbot.addWidget(strip)
        strip.resize(800, 40)
        strip.show()
    assert long.is_passing() and not short.is_passing()
    before = long.grab().toImage()
    qtbot.waitUntil(lambda: long.grab().toImage() != before)
    long.hide()
    assert not long.is_passing()
