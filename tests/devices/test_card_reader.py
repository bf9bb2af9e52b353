"""Card readers: adapters as real processes in every mood, the twin, the lane."""

from __future__ import annotations

import logging
import os
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app.devices.card_adapter import AdapterCardReader
from app.devices.card_lane import CardLane
from app.devices.choosing import card_reader
from app.devices.ports import CardFacts, CardKind, CardReader, ReaderFault, ReaderTrouble
from app.devices.private_use import PUBLIC, has_private, public_name
from app.devices.simulated_reader import FolderCardReader, lay_card, sample_card

SCRIPT = Path(__file__).with_name("adapter_for_tests.py")
NUMBER = "620102190001010010"
Maker = Callable[..., AdapterCardReader]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "note"


@pytest.fixture
def adapter(note: Path) -> Iterator[Maker]:
    made: list[AdapterCardReader] = []

    def make(behaviour: str, answer_s: float = 5.0) -> AdapterCardReader:
        reader = AdapterCardReader([sys.executable, str(SCRIPT), behaviour, str(note)], answer_s, wait_ms=50)
        made.append(reader)
        return reader

    yield make
    for reader in made:
        reader.close()
    assert not [t for t in threading.enumerate() if t.name == "card-adapter"]


def fault_of(reader: CardReader) -> ReaderFault:
    with pytest.raises(ReaderTrouble) as refused:
        reader.wait_card()
    return refused.value.fault


@pytest.mark.parametrize("behaviour", ["good", "noisy", "slow-halves"])
def test_a_card_is_read_whatever_else_the_adapter_writes(adapter: Maker, behaviour: str) -> None:
    card = adapter(behaviour).wait_card()
    assert card == CardFacts(
        CardKind.RESIDENT_ID, "孙䶮", NUMBER, date(1900, 1, 1), date(2036, 1, 1), name_needs_check=True
    )


@pytest.mark.parametrize(
    ("behaviour", "answer_s", "fault"),
    [
        ("mute", 0.3, ReaderFault.SILENT),
        ("halves", 1.0, ReaderFault.SILENT),
        ("newer", 5.0, ReaderFault.WRONG_PROTOCOL),
        ("rude", 5.0, ReaderFault.WRONG_PROTOCOL),
        ("broken-once", 5.0, ReaderFault.ENDED),
        ("error:no-reader", 5.0, ReaderFault.NO_READER),
        ("error:unreadable", 5.0, ReaderFault.UNREADABLE),
        ("error:on fire", 5.0, ReaderFault.BROKEN),
        ("odd", 5.0, ReaderFault.UNREADABLE),
        ("nameless", 5.0, ReaderFault.UNREADABLE),
        ("wrong-types", 5.0, ReaderFault.UNREADABLE),
    ],
)
def test_what_goes_wrong_is_told_for_what_it_is(
    adapter: Maker, behaviour: str, answer_s: float, fault: ReaderFault
) -> None:
    assert fault_of(adapter(behaviour, answer_s)) is fault


def test_an_adapter_that_falls_silent_is_ended_and_started_again(adapter: Maker, note: Path) -> None:
    reader = adapter("silent-later", 1.0)
    assert reader.wait_card() is not None
    assert fault_of(reader) is ReaderFault.SILENT
    first = int(note.read_text().split()[0])
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert reader.wait_card() is not None
    assert note.read_text().split()[1] == "2"


def test_an_adapter_killed_from_outside_is_started_again(adapter: Maker, note: Path) -> None:
    reader = adapter("good")
    assert reader.wait_card() is not None
    os.kill(int(note.read_text().split()[0]), signal.SIGKILL)
    assert fault_of(reader) is ReaderFault.ENDED
    assert reader.wait_card() is not None


def test_an_error_of_the_reader_does_not_end_its_adapter(adapter: Maker, note: Path) -> None:
    reader = adapter("error:unreadable")
    for _ in range(3):
        assert fault_of(reader) is ReaderFault.UNREADABLE
    assert note.read_text().split()[1] == "1"


def test_answers_nobody_asked_for_are_not_kept(adapter: Maker) -> None:
    reader = adapter("chatty")
    assert [reader.wait_card() for _ in range(5)] == [None] * 5


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert fault_of(AdapterCardReader([str(tmp_path / "missing")])) is ReaderFault.NOT_STARTED
    unclosed = card_reader("'adapter --port 3", tmp_path)
    assert unclosed is not None
    assert fault_of(unclosed) is ReaderFault.NOT_STARTED


def test_closing_ends_a_waiting_and_nothing_starts_again(adapter: Maker, note: Path) -> None:
    reader = adapter("mute", 60.0)
    told: list[ReaderFault] = []
    waiting = threading.Thread(target=lambda: told.append(fault_of(reader)))
    waiting.start()
    pause = threading.Event()
    while not note.exists() or len(note.read_text().split()) < 2:
        pause.wait(0.01)
    reader.close()
    waiting.join()
    assert told == [ReaderFault.ENDED]
    assert fault_of(reader) is ReaderFault.ENDED
    assert note.read_text().split()[1] == "1"


def test_no_card_gets_into_a_log(adapter: Maker, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        card = adapter("good").wait_card()
        logging.getLogger("test").info("%s %r", card, card)
        for behaviour in ("odd", "wrong-types", "noisy"):
            reader = adapter(behaviour)
            try:
                reader.wait_card()
            except ReaderTrouble as trouble:
                logging.getLogger("test").info("%s", trouble, exc_info=False)
    assert NUMBER not in caplog.text
    assert "孙" not in caplog.text


class Ear:
    """Hears a lane and lets a test wait for what it heard."""

    def __init__(self) -> None:
        self.cards: list[CardFacts] = []
        self.faults: list[ReaderFault | None] = []
        self._heard = threading.Condition()

    def on_card(self, card: CardFacts) -> None:
        with self._heard:
            self.cards.append(card)
            self._heard.notify_all()

    def on_fault(self, fault: ReaderFault | None) -> None:
        with self._heard:
            self.faults.append(fault)
            self._heard.notify_all()

    def waits_for(self, is_so: Callable[[], bool]) -> bool:
        with self._heard:
            return self._heard.wait_for(is_so, timeout=10)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def run_lane(ear: Ear) -> Iterator[Callable[[CardReader], CardLane]]:
    lanes: list[CardLane] = []

    def run(reader: CardReader) -> CardLane:
        lane = CardLane(reader, pauses_s=(0.01,))
        lane.listen(ear.on_card, ear.on_fault)
        lanes.append(lane)
        lane.start()
        return lane

    yield run
    for lane in lanes:
        lane.stop()
    assert not [t for t in threading.enumerate() if t.name == "lane-cards"]


Run = Callable[[CardReader], CardLane]


def test_a_card_that_stays_is_told_once_and_again_when_it_is_laid_down_again(
    adapter: Maker, run_lane: Run, ear: Ear
) -> None:
    run_lane(adapter("twice-then-gone"))
    assert ear.waits_for(lambda: len(ear.cards) == 2)
    assert [card.number for card in ear.cards] == [NUMBER, NUMBER]


def test_the_lane_goes_on_after_the_adapter_died(adapter: Maker, run_lane: Run, ear: Ear) -> None:
    lane = run_lane(adapter("broken-once"))
    assert ear.waits_for(lambda: len(ear.cards) == 1)
    assert ear.faults == [ReaderFault.ENDED, None]
    assert lane.fault is None


def test_a_fault_that_stays_is_told_once(adapter: Maker, run_lane: Run, ear: Ear, note: Path) -> None:
    lane = run_lane(adapter("error:no-reader"))
    assert ear.waits_for(lambda: ear.faults == [ReaderFault.NO_READER])
    assert lane.fault is ReaderFault.NO_READER


class FaultyReader:
    """Fails in a way nobody foresaw, then reads."""

    def __init__(self) -> None:
        self._tries = 0

    def wait_card(self) -> CardFacts | None:
        self._tries += 1
        if self._tries == 1:
            raise RuntimeError("a fault of ours")
        return sample_card()

    def close(self) -> None:
        """Nothing is held."""


def test_a_bug_in_a_reader_does_not_end_the_lane(run_lane: Run, ear: Ear) -> None:
    run_lane(FaultyReader())
    assert ear.waits_for(lambda: len(ear.cards) == 1)
    assert ear.faults == [ReaderFault.BROKEN, None]


def test_a_listener_that_fails_does_not_keep_the_card_from_others(run_lane: Run, ear: Ear) -> None:
    def fail(card: CardFacts) -> None:
        raise RuntimeError("a fault of a page")

    lane = CardLane(FaultyReader(), pauses_s=(0.01,))
    lane.listen(fail, ear.on_fault)
    lane.listen(ear.on_card, ear.on_fault)
    lane.start()
    assert ear.waits_for(lambda: len(ear.cards) == 1)
    lane.stop()


def test_a_terminal_without_a_reader_has_a_lane_that_does_nothing(tmp_path: Path) -> None:
    lane = CardLane(card_reader("none", tmp_path))
    lane.start()
    lane.stop()
    assert lane.fault is None


def test_the_twin_reads_each_card_once_in_the_order_they_were_laid(tmp_path: Path) -> None:
    reader = card_reader("simulated", tmp_path / "cards")
    assert isinstance(reader, FolderCardReader)
    other = CardFacts(CardKind.FOREIGN_PERMANENT_ID, "SMITH JOHN", "911840198101010010", date(1981, 1, 1))
    reader.lay_sample()
    lay_card(tmp_path / "cards", other)
    assert [reader.wait_card(), reader.wait_card()] == [sample_card(), other]
    assert list((tmp_path / "cards").iterdir()) == []
    reader.close()
    assert reader.wait_card() is None


@pytest.mark.parametrize("content", [b"", b"not json", b'{"say": "no-card"}', b'{"say": "card"}'])
def test_a_file_that_is_no_card_is_unreadable_and_gone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.card").write_bytes(content)
    assert fault_of(FolderCardReader(tmp_path)) is ReaderFault.UNREADABLE
    assert list(tmp_path.iterdir()) == []


def test_the_twin_as_a_program_is_an_adapter_like_any_other(tmp_path: Path) -> None:
    folder = tmp_path / "my cards"
    command = [sys.executable, "-m", "app.commands.card_twin", "--folder", str(folder)]
    subprocess.run([*command, "--lay"], check=True)
    reader = card_reader(shlex.join(command), tmp_path)
    assert isinstance(reader, AdapterCardReader)
    try:
        assert reader.wait_card() == sample_card()
        assert reader.wait_card() is None
    finally:
        reader.close()


def test_private_code_points_become_what_stands_there_today() -> None:
    assert public_name("孙\ue863·买买提\ue81e") == "孙䶮·买买提龴"
    assert public_name("张𠮷") == "张𠮷"
    assert has_private("孙\ue863")
    assert has_private("孙\U000f0000")
    assert not has_private("孙䶮𠮷·")
    assert not any(has_private(chr(code)) for code in PUBLIC.values())


def test_the_table_is_the_standards_where_python_knows_it() -> None:
    # Python has the mapping of 2005: fourteen of these are still private there.
    places = [bytes([0xFE, low]) for low in range(0x50, 0xA1) if low != 0x7F]
    python = {0xE815 + n: ord(code.decode("gb18030")) for n, code in enumerate(places)}
    assert {code: PUBLIC[code] for code, now in python.items() if now != code} == {
        code: now for code, now in python.items() if now != code
    }
    assert sum(code == now for code, now in python.items()) == 14
