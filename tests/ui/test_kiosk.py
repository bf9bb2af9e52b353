"""The self-service screen: few touches to a number, nobody named, no way out without a password."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.devices.card_lane import CardLane
from app.devices.ports import CardFacts, CardKind, ReaderFault
from app.devices.simulated_reader import lay_card
from app.kernel.identity import masked_name
from app.queueing.slips import RATING_PREFIX
from app.reception.service import PersonEntry
from app.security.actors import Actor
from tests.builders import PASSWORD
from tests.ui.hall_seat import Hall, a_hall
from tests.ui.moody_reader import MoodyReader
from tests.ui.page_seat import asked
from ui import theme
from ui.kiosk.keypad import Keypad
from ui.kiosk.leaving import LeavingPanel
from ui.kiosk.screen import KioskScreen
from ui.kiosk.steps import CardStep, ConfirmStep, MessageStep, ResultStep, WayBoard
from ui.parts.background import Background
from ui.parts.rating_panel import RatingPanel
from ui.parts.touch import LEAST_SIDE, Tile, TileBoard
from ui.self_service import SelfService
from ui.shell.language import Language
from ui.shell.stage import Stage

CARD = CardFacts(CardKind.RESIDENT_ID, "欧阳兰", "11010519491231002X")
PHONE = "13800001234"


@dataclass
class Visitor:
    """Somebody in front of the screen."""

    qtbot: QtBot
    hall: Hall
    service: SelfService

    @property
    def screen(self) -> KioskScreen:
        assert self.service.kiosk is not None
        return self.service.kiosk

    def press(self, text: str) -> None:
        """Press digits and signs of the keyboard, each one a key of its own."""
        for sign in text:
            key = {"\n": Qt.Key.Key_Return, "\x1b": Qt.Key.Key_Escape}.get(sign)
            target = self.screen.focusWidget() or self.screen
            if key is None:
                QTest.keyClick(target, sign)
            else:
                QTest.keyClick(target, key)

    def sees(self, kind: type) -> None:
        """Wait for a page."""
        self.qtbot.waitUntil(lambda: isinstance(self.screen.step(), kind), timeout=10_000)

    def text(self) -> str:
        """All words on the screen."""
        labels = " ".join(label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())
        return labels + " ".join(tile.text() for tile in self.screen.findChildren(Tile))

    def numbers(self) -> dict[str, str]:
        """The day's tickets: number and whose."""
        return {row.number: row.person for row in asked(self.hall.counter.queue.today)}


@pytest.fixture
def visitor(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Visitor]:
    yield from in_front_of(qtbot, counter, clerk, background)


def in_front_of(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Visitor]:
    stage = Stage()
    qtbot.addWidget(stage)
    tongue = Language()
    hall = a_hall(counter, clerk, background)
    service = SelfService(stage, counter, background, clerk, tongue)
    service.speak("en")
    seat = Visitor(qtbot, hall, service)
    seat.sees(TileBoard)
    yield seat
    stage.removeEventFilter(service)
    background.close()
    tongue.speak("en")
    theme.apply(QApplication.instance(), theme.Theme())


@pytest.fixture
def reader(tmp_path: Path) -> MoodyReader:
    return MoodyReader(tmp_path / "cards", wait_s=0.2)


@pytest.fixture
def at_reader(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background, reader: MoodyReader
) -> Iterator[Visitor]:
    """A terminal with a card reader."""
    lane = CardLane(reader, pauses_s=(0.02,))
    lane.start()
    yield from in_front_of(qtbot, replace(counter, cards=lane), clerk, background)
    lane.stop()


def ways(visitor: Visitor) -> list[str]:
    """The ways to say who one is that are offered."""
    step = visitor.screen.step()
    return [tile.facts.key for tile in step.tiles] if isinstance(step, WayBoard) else []


def test_three_digits_and_enter_give_a_number_without_a_name(
    visitor: Visitor, no_sql_in_the_window: None
) -> None:
    before = visitor.numbers()
    visitor.press("112")
    visitor.sees(ConfirmStep)
    visitor.press("\n")
    visitor.sees(ResultStep)
    new = {number: who for number, who in visitor.numbers().items() if number not in before}
    assert list(new.values()) == [""]
    assert "ahead" in visitor.text() and "slip" in visitor.text()
    jobs = asked(visitor.hall.counter.spool.jobs)
    assert jobs[0].title == next(iter(new))


def test_a_phone_is_masked_after_it_was_typed_and_its_bearer_is_never_named(visitor: Visitor) -> None:
    known = PersonEntry("欧阳兰", phone=PHONE)
    asked(lambda: visitor.hall.counter.reception.register_person(known, actor=visitor.hall.clerk))
    before = visitor.numbers()
    visitor.press("111")
    visitor.sees(Keypad)
    visitor.press(PHONE + "\n")
    visitor.sees(ConfirmStep)
    assert "138****1234" in visitor.text() and PHONE not in visitor.text() and "欧阳" not in visitor.text()
    visitor.press("2\n")
    visitor.sees(ResultStep)
    assert "欧阳" not in visitor.text() and PHONE not in visitor.text()
    assert [who for number, who in visitor.numbers().items() if number not in before] == ["欧阳兰"]


def test_an_unknown_phone_looks_the_same_and_gives_a_number(visitor: Visitor) -> None:
    before = visitor.numbers()
    visitor.press("111")
    visitor.sees(Keypad)
    visitor.press("19999999999\n")
    visitor.sees(ConfirmStep)
    visitor.press("\n")
    visitor.sees(ResultStep)
    assert [who for number, who in visitor.numbers().items() if number not in before] == [""]


def test_a_number_that_is_none_is_not_taken(visitor: Visitor) -> None:
    visitor.press("111")
    visitor.sees(Keypad)
    visitor.press("123\n")
    assert isinstance(visitor.screen.step(), Keypad) and "11 digits and begins with 1" in visitor.text()


def test_a_card_says_who_before_or_after_the_matter(visitor: Visitor) -> None:
    before = visitor.numbers()
    visitor.screen.take_card(CARD)
    visitor.press("11")
    visitor.sees(ConfirmStep)
    assert masked_name(CARD.name) in visitor.text()
    assert CARD.name not in visitor.text() and CARD.number not in visitor.text()
    visitor.press("2\n")
    visitor.sees(ResultStep)
    new = next(number for number in visitor.numbers() if number not in before)
    assert visitor.numbers()[new] == CARD.name


def test_a_terminal_without_a_reader_asks_for_no_card(visitor: Visitor) -> None:
    visitor.press("11")
    assert isinstance(visitor.screen.step(), WayBoard)
    assert ways(visitor) == ["phone", "nobody"]


def test_a_card_is_asked_for_where_one_can_be_read(
    at_reader: Visitor, reader: MoodyReader, tmp_path: Path
) -> None:
    at_reader.press("11")
    assert ways(at_reader) == ["phone", "nobody", "card"]
    at_reader.press("3")
    at_reader.sees(CardStep)
    lay_card(tmp_path / "cards", CARD)
    at_reader.sees(ConfirmStep)
    assert masked_name(CARD.name) in at_reader.text()


def test_a_reader_that_falls_silent_leads_back_to_the_other_ways(
    at_reader: Visitor, reader: MoodyReader
) -> None:
    at_reader.press("113")
    at_reader.sees(CardStep)
    reader.fault = ReaderFault.SILENT
    at_reader.sees(WayBoard)
    assert ways(at_reader) == ["phone", "nobody"]
    assert "choose another way" in at_reader.text()
    reader.fault = None
    at_reader.qtbot.waitUntil(lambda: ways(at_reader) == ["phone", "nobody", "card"])
    assert "choose another way" not in at_reader.text()
    at_reader.press("2")
    at_reader.sees(ConfirmStep)


def test_a_card_that_could_not_be_read_is_asked_for_again(at_reader: Visitor, reader: MoodyReader) -> None:
    at_reader.press("113")
    at_reader.sees(CardStep)
    reader.fault = ReaderFault.UNREADABLE
    at_reader.qtbot.waitUntil(lambda: "Lay it down once more" in at_reader.text())
    assert isinstance(at_reader.screen.step(), CardStep)


def test_after_a_minute_of_silence_everything_is_forgotten(visitor: Visitor) -> None:
    visitor.press("111")
    visitor.sees(Keypad)
    visitor.press("1380000")
    assert visitor.screen.left_s() == 60
    for _ in range(59):
        visitor.screen._second.timeout.emit()
    assert isinstance(visitor.screen.step(), Keypad) and "Begins anew in 1 s" in visitor.text()
    visitor.press("1")
    assert visitor.screen.left_s() == 60
    for _ in range(60):
        visitor.screen._second.timeout.emit()
    visitor.sees(TileBoard)
    assert visitor.screen.wish.matter is None and visitor.screen.left_s() == 0


def test_esc_begins_anew(visitor: Visitor) -> None:
    visitor.press("112")
    visitor.sees(ConfirmStep)
    visitor.press("\x1b")
    visitor.sees(TileBoard)
    assert visitor.screen.wish.matter is None


def test_the_language_is_another_and_after_a_silence_the_usual_again(visitor: Visitor) -> None:
    visitor.service.speak("en")
    visitor.sees(TileBoard)
    assert "What have you come for?" in visitor.text()
    visitor.press("1")
    for _ in range(60):
        visitor.screen._second.timeout.emit()
    visitor.qtbot.waitUntil(lambda: "What have you come for?" not in visitor.text())


def test_every_button_is_large_enough_for_a_finger(visitor: Visitor) -> None:
    seen = 0
    for keys, kind in (("", TileBoard), ("1", TileBoard), ("1", TileBoard), ("1", Keypad)):
        visitor.press(keys)
        visitor.sees(kind)
        for tile in visitor.screen.findChildren(Tile):
            if tile.isVisible():
                seen += 1
                assert min(tile.width(), tile.height()) >= LEAST_SIDE, tile.text()
    assert seen > 20


def test_closing_and_f12_ask_for_the_password_of_whoever_set_it_up(visitor: Visitor) -> None:
    stage, left = visitor.screen.window(), []
    visitor.service.left.connect(lambda: left.append(True))
    assert not stage.close() and stage.isVisible()
    panel = stage.findChild(LeavingPanel)
    assert panel is not None
    panel._form.set_text("password", "wrong-Password-1")
    panel._on_leave()
    visitor.qtbot.waitUntil(lambda: panel._leave.isEnabled())
    assert left == []
    panel._back.timeout.emit()
    visitor.qtbot.waitUntil(lambda: stage.findChild(LeavingPanel) is None)
    QTest.keyClick(visitor.screen, Qt.Key.Key_F12)
    panel = stage.findChild(LeavingPanel)
    assert panel is not None
    panel._form.set_text("password", PASSWORD)
    panel._on_leave()
    visitor.qtbot.waitUntil(lambda: left == [True])


def test_the_slip_s_code_opens_the_rating_of_the_visit(visitor: Visitor) -> None:
    hall = visitor.hall
    hall.call()
    ticket = asked(lambda: hall.counter.queue.at_window(hall.clerk.window_id or ""))
    assert ticket is not None
    case_id = asked(lambda: hall.counter.case_desk.serve(ticket.id, actor=hall.clerk)).value
    asked(lambda: hall.counter.case_desk.finish(case_id, actor=hall.clerk))
    visitor.screen.take_code("https://elsewhere.example/x")
    visitor.screen.take_code(RATING_PREFIX + ticket.visit_id)
    visitor.sees(RatingPanel)
    visitor.press("5")
    visitor.press("8\n")
    visitor.qtbot.waitUntil(lambda: len(asked(hall.counter.ratings_view.tasks)) == 1)
    task = asked(hall.counter.ratings_view.tasks)[0]
    assert (task.level, task.case_id, len(task.options)) == (1, case_id, 1)
    visitor.screen.begin()
    visitor.sees(TileBoard)
    visitor.screen.take_code(RATING_PREFIX + ticket.visit_id)
    visitor.sees(MessageStep)


def test_a_refusal_is_said_and_nothing_is_taken(visitor: Visitor) -> None:
    before = visitor.numbers()
    bad = CardFacts(CardKind.RESIDENT_ID, "欧阳兰", "110105194912310021")
    visitor.screen.take_card(bad)
    visitor.press("11")
    visitor.sees(ConfirmStep)
    visitor.press("\n")
    visitor.sees(MessageStep)
    assert visitor.numbers() == before
