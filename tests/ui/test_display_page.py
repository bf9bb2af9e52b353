"""The hall's display shows no name and never old data unmarked; the voice speaks one call after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.queueing.queries import CallLine
from app.queueing.states import Spoken
from app.security.actors import Actor
from tests.ui.page_seat import asked
from ui.parts.background import Background
from ui.queueing import voice as speaking
from ui.queueing.display import FAR_AFTER, STALE_AFTER, CallDisplay, DisplayDoors
from ui.queueing.display_painting import BoardScene, paint_board
from ui.queueing.voice import Speech, Voice, VoiceDoors, spelled


@dataclass
class Hall:
    """A display on the sample hall."""

    counter: Counter
    clerk: Actor
    clock: SteppingClock
    background: Background
    heard_at: int | None = None

    def wire(self) -> int | None:
        return self.heard_at

    def call(self) -> str:
        return asked(lambda: self.counter.case_desk.call_next(actor=self.clerk)).value.number

    def serve(self) -> None:
        ticket = asked(lambda: self.counter.queue.at_window(self.clerk.window_id or ""))
        assert ticket is not None
        asked(lambda: self.counter.case_desk.serve(ticket.id, actor=self.clerk))


class Mouth(Speech):
    """A voice that says when it has spoken only when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)


@pytest.fixture
def hall(counter: Counter, clerk: Actor, background: Background) -> Iterator[Hall]:
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    background.follow(counter.store.listen)
    yield Hall(counter, clerk, clock, background)
    background.close()


@pytest.fixture
def display(qtbot: QtBot, hall: Hall, no_sql_in_the_window: None) -> CallDisplay:
    doors = DisplayDoors(hall.counter.queue, hall.counter.catalogue, hall.clock, hall.wire)
    made = CallDisplay(doors, hall.background, hall.counter.settings.zone)
    qtbot.addWidget(made)
    made.open_on_second_screen()
    qtbot.waitUntil(lambda: made.scene().hall != "")
    return made


def calls_noted(hall: Hall) -> dict[str, tuple[Spoken, str]]:
    """Look at the calls in the store, as the audit would."""
    with hall.counter.store.look() as session:
        connection = session.connection()
        rows = connection.exec_driver_sql(
            "SELECT t.number, c.spoken, c.spoken_detail FROM call c JOIN ticket t ON t.id = c.ticket_id"
        )
        return {number: (Spoken(spoken), detail) for number, spoken, detail in rows}


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


def test_the_call_just_made_stands_out_for_a_while(qtbot: QtBot, hall: Hall, display: CallDisplay) -> None:
    hall.call()
    qtbot.waitUntil(lambda: bool(display.scene().fresh))
    hall.clock.step(13)
    assert not display.scene().fresh


def test_old_data_are_marked_with_the_moment_they_were_true(hall: Hall, display: CallDisplay) -> None:
    assert not display.scene().is_stale
    hall.clock.step(STALE_AFTER / 1_000_000 + 1)
    scene = display.scene()
    assert scene.is_stale and "Nothing new since" in scene.note


def test_a_centre_not_heard_for_long_is_said(qtbot: QtBot, hall: Hall, display: CallDisplay) -> None:
    hall.heard_at = hall.clock.now() - FAR_AFTER - 1_000_000
    display.refresh()
    qtbot.waitUntil(lambda: display.scene().is_stale)
    assert "Other windows not heard since" in display.scene().note


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


def test_calls_are_spoken_one_after_the_other(qtbot: QtBot, hall: Hall, no_sql_in_the_window: None) -> None:
    mouth = Mouth()
    voice = Voice(VoiceDoors(hall.counter.queue, hall.counter.queueing, hall.clock), hall.background, mouth)
    first = hall.call()
    qtbot.waitUntil(lambda: len(mouth.said) == 1)
    hall.serve()
    second = hall.call()
    qtbot.waitUntil(lambda: len(voice._waiting) == 1)
    assert mouth.said == [f"Number {spelled(first)}, please come to window 1"]
    mouth.ended.emit("")
    assert mouth.said[1:] == [f"Number {spelled(second)}, please come to window 1"]
    mouth.ended.emit("device lost")
    qtbot.waitUntil(
        lambda: (
            asked(lambda: calls_noted(hall))
            == {first: (Spoken.SPOKEN, ""), second: (Spoken.NOT_SPOKEN, "device lost")}
        )
    )


def test_without_a_voice_each_call_is_noted_as_not_spoken(qtbot: QtBot, hall: Hall) -> None:
    voice = Voice(VoiceDoors(hall.counter.queue, hall.counter.queueing, hall.clock), hall.background, None)
    voice.start()
    number = hall.call()
    wanted = {number: (Spoken.NOT_SPOKEN, speaking.NO_ENGINE)}
    qtbot.waitUntil(lambda: asked(lambda: calls_noted(hall)) == wanted)


def test_a_call_made_long_ago_is_not_spoken_any_more(qtbot: QtBot, hall: Hall) -> None:
    number = hall.call()
    hall.clock.step(600)
    mouth = Mouth()
    voice = Voice(VoiceDoors(hall.counter.queue, hall.counter.queueing, hall.clock), hall.background, mouth)
    voice.start()
    wanted = {number: (Spoken.NOT_SPOKEN, speaking.TOO_LATE)}
    qtbot.waitUntil(lambda: asked(lambda: calls_noted(hall)) == wanted)
    assert mouth.said == []


def test_a_terminal_speaks_for_its_own_windows_only(qtbot: QtBot, hall: Hall) -> None:
    mouth = Mouth()
    doors = VoiceDoors(hall.counter.queue, hall.counter.queueing, hall.clock, frozenset({2}))
    voice = Voice(doors, hall.background, mouth)
    number = hall.call()
    voice.start()
    qtbot.waitUntil(hall.background.is_idle)
    assert mouth.said == []
    assert asked(lambda: calls_noted(hall)) == {number: (Spoken.NOT_YET, "")}


def test_digits_are_spoken_singly() -> None:
    assert spelled("A012") == "A 0 1 2"
    assert spelled("A3-07") == "A 3, 0 7"
