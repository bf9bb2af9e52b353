"""A card or a code opens its page, whatever has the focus; behind the lock nothing opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.devices.card_lane import CardLane
from app.devices.ports import CardFacts, ReaderFault
from app.devices.simulated_reader import lay_card, sample_card
from app.kernel.clock import SteppingClock
from tests.builders import MORNING, ZONE
from tests.ui.moody_reader import MoodyReader
from ui.inputs import CONTRACTS, RECEPTION, WINDOW, Inputs
from ui.parts.background import Background
from ui.parts.page import Page
from ui.parts.reader_banner import ReaderBanner
from ui.shell.frame import Frame, PageSlot, Place


class Told(Page):
    """A page that notes what it was shown."""

    def __init__(self, background: Background) -> None:
        super().__init__(background)
        self.field = QLineEdit(self)
        self.body.addWidget(self.field)
        self.told: list[object] = []

    def open_record(self, key: str) -> None:
        self.told.append(("record", key))

    def search(self, text: str) -> None:
        self.told.append(("search", text))


class Reception(Told):
    """A page that takes cards, too."""

    def take_card(self, card: CardFacts) -> None:
        self.told.append(card)


class Desk:
    """A frame with the pages codes lead to, and a card reader."""

    def __init__(self, background: Background, folder: Path) -> None:
        self.folder = folder
        self.frame = Frame(Place("Hall", "1", "W*", "Clerk", is_sample=True), SteppingClock(MORNING), ZONE)
        self.pages: dict[str, Told] = {
            RECEPTION: Reception(background),
            WINDOW: Told(background),
            CONTRACTS: Told(background),
            "rooms": Told(background),
        }
        for name, page in self.pages.items():
            self.frame.add_page(PageSlot(name, name, "list", lambda page=page: page))
        self.reader = MoodyReader(folder, wait_s=0.2)
        self.cards = CardLane(self.reader, pauses_s=(0.02,))
        self.inputs = Inputs(self.frame, self.cards, SteppingClock(MORNING), ZONE)
        self.frame.open_page("rooms")

    def told(self) -> dict[str, list[object]]:
        return {name: page.told for name, page in self.pages.items() if page.told}


@pytest.fixture
def desk(qtbot: QtBot, background: Background, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(background, tmp_path / "cards")
    qtbot.addWidget(desk.frame)
    desk.frame.show()
    desk.cards.start()
    yield desk
    desk.cards.stop()
    shiboken6.delete(desk.inputs)


def test_a_card_on_the_reader_comes_to_the_reception_and_into_no_field(desk: Desk, qtbot: QtBot) -> None:
    field = desk.pages["rooms"].field
    field.setFocus()
    lay_card(desk.folder, sample_card())
    qtbot.waitUntil(lambda: desk.told() == {RECEPTION: [sample_card()]})
    assert desk.frame.current_name() == RECEPTION
    assert field.text() == ""


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("GT1:V:0198c0de", RECEPTION, ("record", "0198c0de")),
        ("GT1:C:LZ-2026-000123:9f86d081", CONTRACTS, ("search", "LZ-2026-000123")),
        ("620102190001010010", RECEPTION, ("search", "620102190001010010")),
        ("91620100MA0000015W", RECEPTION, ("search", "91620100MA0000015W")),
    ],
)
def test_a_code_opens_its_page(desk: Desk, text: str, name: str, told: tuple[str, str]) -> None:
    desk.inputs.scanner.scanned.emit(text)
    assert desk.told() == {name: [told]}
    assert desk.frame.current_name() == name


def test_a_visit_is_shown_at_the_window_where_that_is_open(desk: Desk) -> None:
    desk.frame.open_page(WINDOW)
    desk.inputs.take_text("GT1:V:0198c0de")
    assert desk.told() == {WINDOW: [("record", "0198c0de")]}


def test_a_code_that_means_nothing_is_said_and_opens_nothing(desk: Desk) -> None:
    desk.inputs.take_text("https://somewhere.example/" + "x" * 200)
    assert desk.told() == {}
    assert desk.frame.current_name() == "rooms"
    assert "https://somewhere" in desk.frame.toast.text()
    assert len(desk.frame.toast.text()) < 100


def test_behind_the_lock_neither_card_nor_code_opens_anything(desk: Desk) -> None:
    desk.frame.hide()
    desk.inputs.take_card(CardFacts(sample_card().kind, "A", "B", date(1900, 1, 1)))
    desk.inputs.take_text("GT1:V:0198c0de")
    assert desk.told() == {}
    assert desk.frame.current_name() == "rooms"


def test_a_reader_that_does_not_read_is_told_above_every_page_until_it_reads(
    desk: Desk, qtbot: QtBot
) -> None:
    banner = desk.frame.findChild(ReaderBanner)
    assert banner is not None and not banner.isVisible()
    desk.reader.fault = ReaderFault.SILENT
    qtbot.waitUntil(banner.isVisible)
    assert "does not answer" in banner.text() and "typed meanwhile" in banner.text()
    desk.frame.open_page(RECEPTION)
    assert banner.isVisible()
    desk.reader.fault = None
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_a_reader_that_was_at_fault_before_the_window_opened_is_told_too(
    desk: Desk, background: Background, qtbot: QtBot
) -> None:
    desk.reader.fault = ReaderFault.NO_READER
    qtbot.waitUntil(lambda: desk.cards.fault is ReaderFault.NO_READER)
    banner = ReaderBanner(desk.cards)
    qtbot.addWidget(banner)
    assert not banner.isHidden() and "No card reader" in banner.text()


def test_a_card_that_could_not_be_read_is_asked_for_once_more(desk: Desk, qtbot: QtBot) -> None:
    banner = desk.frame.findChild(ReaderBanner)
    assert banner is not None
    desk.reader.fault = ReaderFault.UNREADABLE
    qtbot.waitUntil(banner.isVisible)
    assert "Lay it down once more" in banner.text() and "typed" not in banner.text()
