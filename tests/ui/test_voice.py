"""Calls are spoken one after the other, whole, as often as the rules say; what is taken back falls silent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTextToSpeech import QTextToSpeech
from pytestqt.qtbot import QtBot

from app.catalogue.rules import Rules
from app.counter import Counter
from app.queueing.states import Spoken
from app.security.actors import Actor
from tests.ui.hall_seat import Hall, a_hall
from tests.ui.page_seat import asked
from ui.parts.background import Background
from ui.queueing import voice as speaking
from ui.queueing.chime import Chime
from ui.queueing.voice import EngineSpeech, Speech, Voice, VoiceDoors, spelled

DIGITS = "0123456789"


class Mouth(Speech):
    """A voice that says when it has spoken only when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.stops = 0

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        self.stops += 1


class Bell(Chime):
    """A chime that counts."""

    def __init__(self) -> None:
        super().__init__()
        self.rings = 0

    def ring(self) -> None:
        self.rings += 1


@pytest.fixture
def hall(counter: Counter, clerk: Actor, background: Background) -> Iterator[Hall]:
    yield a_hall(counter, clerk, background)
    background.close()


@pytest.fixture
def mouth(qapp: object) -> Mouth:
    return Mouth()


def a_voice(
    hall: Hall,
    speech: Speech | None,
    *,
    times: int = 1,
    chime: Chime | None = None,
    windows: frozenset[int] = frozenset(),
) -> Voice:
    doors = VoiceDoors(
        hall.counter.queue, hall.counter.queueing, hall.clock, lambda: Rules(speak_times=times), windows
    )
    return Voice(doors, hall.background, speech, chime)


def sentence(number: str) -> str:
    return f"Number {spelled(number, DIGITS)}, please come to window 1"


def test_calls_are_spoken_one_after_the_other(
    qtbot: QtBot, hall: Hall, mouth: Mouth, no_sql_in_the_window: None
) -> None:
    voice = a_voice(hall, mouth)
    first = hall.call()
    qtbot.waitUntil(lambda: len(mouth.said) == 1)
    hall.serve()
    second = hall.call()
    qtbot.waitUntil(lambda: len(voice._waiting) == 1)
    assert mouth.said == [sentence(first)]
    mouth.ended.emit("")
    assert mouth.said[1:] == [sentence(second)]
    mouth.ended.emit("device lost")
    wanted = {first: (Spoken.SPOKEN, ""), second: (Spoken.NOT_SPOKEN, "device lost")}
    qtbot.waitUntil(lambda: hall.calls_noted() == wanted)
    assert mouth.stops == 0


def test_a_call_is_repeated_before_the_next_and_noted_once(qtbot: QtBot, hall: Hall, mouth: Mouth) -> None:
    voice = a_voice(hall, mouth, times=2)
    first = hall.call()
    qtbot.waitUntil(lambda: len(mouth.said) == 1)
    hall.serve()
    second = hall.call()
    qtbot.waitUntil(lambda: len(voice._waiting) == 1)
    for _ in range(4):
        mouth.ended.emit("")
    assert mouth.said == [sentence(first)] * 2 + [sentence(second)] * 2
    wanted = {first: (Spoken.SPOKEN, ""), second: (Spoken.SPOKEN, "")}
    qtbot.waitUntil(lambda: hall.calls_noted() == wanted)


def test_a_wrong_call_is_silenced_at_once_and_the_visitor_keeps_the_place(
    qtbot: QtBot, hall: Hall, mouth: Mouth
) -> None:
    voice = a_voice(hall, mouth, times=2)
    number = hall.call()
    qtbot.waitUntil(lambda: mouth.said == [sentence(number)])
    hall.put_back()
    qtbot.waitUntil(lambda: mouth.stops == 1)
    mouth.ended.emit("")
    assert mouth.said == [sentence(number)] and not voice._waiting
    assert hall.calls_noted() == {number: (Spoken.NOT_YET, "")}
    assert number in [row.number for row in asked(hall.counter.queue.waiting)]


def test_a_call_taken_back_before_its_turn_is_never_spoken(qtbot: QtBot, hall: Hall, mouth: Mouth) -> None:
    voice = a_voice(hall, mouth)
    first = hall.call()
    qtbot.waitUntil(lambda: len(mouth.said) == 1)
    hall.serve()
    hall.call()
    qtbot.waitUntil(lambda: len(voice._waiting) == 1)
    hall.put_back()
    qtbot.waitUntil(lambda: not voice._waiting)
    assert mouth.stops == 0
    mouth.ended.emit("")
    assert mouth.said == [sentence(first)]


def test_the_next_call_is_spoken_after_a_wrong_one_was_silenced(
    qtbot: QtBot, hall: Hall, mouth: Mouth
) -> None:
    voice = a_voice(hall, mouth)
    wrong = hall.call()
    qtbot.waitUntil(lambda: len(mouth.said) == 1)
    hall.put_back()
    qtbot.waitUntil(lambda: mouth.stops == 1)
    again = hall.call()
    qtbot.waitUntil(lambda: len(mouth.said) == 2)
    assert mouth.said == [sentence(wrong), sentence(again)]
    assert voice._now is not None


def test_an_engine_that_never_ends_does_not_hold_the_next_call(
    qtbot: QtBot, hall: Hall, mouth: Mouth
) -> None:
    voice = a_voice(hall, mouth)
    first = hall.call()
    qtbot.waitUntil(lambda: len(mouth.said) == 1)
    hall.serve()
    second = hall.call()
    qtbot.waitUntil(lambda: len(voice._waiting) == 1)
    voice._patience.timeout.emit()
    assert mouth.stops == 1 and mouth.said[-1] == sentence(second)
    qtbot.waitUntil(lambda: hall.calls_noted()[first] == (Spoken.NOT_SPOKEN, speaking.NEVER_ENDED))


def test_without_a_voice_the_chime_rings_and_the_call_is_noted_as_not_spoken(
    qtbot: QtBot, hall: Hall
) -> None:
    bell = Bell()
    voice = a_voice(hall, None, chime=bell)
    number = hall.call()
    wanted = {number: (Spoken.NOT_SPOKEN, speaking.NO_ENGINE)}
    qtbot.waitUntil(lambda: hall.calls_noted() == wanted)
    voice.start()
    qtbot.waitUntil(hall.background.is_idle)
    assert bell.rings == 1


def test_after_a_restart_what_is_fresh_is_spoken_and_what_is_old_is_noted(
    qtbot: QtBot, hall: Hall, mouth: Mouth
) -> None:
    old = hall.call()
    hall.serve()
    hall.clock.step(91)
    fresh = hall.call()
    hall.clock.step(60)
    voice = a_voice(hall, mouth)
    voice.start()
    qtbot.waitUntil(lambda: mouth.said == [sentence(fresh)])
    wanted = {old: (Spoken.NOT_SPOKEN, speaking.TOO_LATE), fresh: (Spoken.NOT_YET, "")}
    qtbot.waitUntil(lambda: hall.calls_noted() == wanted)


def test_a_terminal_speaks_for_its_own_windows_only(qtbot: QtBot, hall: Hall, mouth: Mouth) -> None:
    voice = a_voice(hall, mouth, windows=frozenset({2}))
    number = hall.call()
    voice.start()
    qtbot.waitUntil(hall.background.is_idle)
    assert mouth.said == []
    assert hall.calls_noted() == {number: (Spoken.NOT_YET, "")}


def test_digits_are_spoken_singly_in_the_language_of_the_hall() -> None:
    assert spelled("A012", DIGITS) == "A 0 1 2"
    assert spelled("A3-07", DIGITS) == "A 3, 0 7"
    assert spelled("A007", "零一二三四五六七八九") == "A 零 零 七"


def test_a_real_engine_tells_the_end_of_each_sentence_and_nothing_of_a_stopped_one(qtbot: QtBot) -> None:
    speech = EngineSpeech(QTextToSpeech("mock"), QTextToSpeech.State)
    ends: list[str] = []
    speech.ended.connect(ends.append)
    speech.say("one")
    speech.stop()
    speech.say("two words")
    qtbot.waitUntil(lambda: ends == [""])
