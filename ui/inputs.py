"""Cards and scanned codes: what is laid on the reader or scanned opens its page, whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication

from app.devices.card_lane import CardLane
from app.devices.ports import CardFacts
from app.kernel.clock import Clock, day_of
from ui.parts.card_feed import CardFeed, KeepsCards, TakesCards
from ui.parts.reader_banner import ReaderBanner
from ui.parts.scanned_codes import CodeKind, ScannedCode, TakesTickets, read_code
from ui.parts.scanning import Scanner
from ui.shell.frame import Frame

RECEPTION, WINDOW, CONTRACTS, MEETING = "reception", "queueing", "contracts", "meeting"
_LONGEST_SHOWN = 40


class Inputs(QObject):
    """Brings cards and codes to the pages of a frame; while the frame is locked, nowhere.

    Above every page stands why cards are not read, while they are not.
    """

    def __init__(self, frame: Frame, cards: CardLane, clock: Clock, zone: str) -> None:
        super().__init__(frame)
        self._frame = frame
        self._clock = clock
        self._zone = zone
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        self.scanner = Scanner(app, self)
        self.scanner.scanned.connect(self.take_text)
        self.feed = CardFeed(cards, self)
        self.feed.card_read.connect(self.take_card)
        frame.add_standing(ReaderBanner(cards, frame))

    def take_card(self, card: CardFacts) -> None:
        """Show a card's bearer at the reception."""
        if not self._frame.isVisible() or self._is_kept():
            return
        page = self._frame.open_page(RECEPTION)
        if isinstance(page, TakesCards):
            page.take_card(card)
        elif page is not None:
            page.search(card.number)

    def take_text(self, text: str) -> None:
        """Show what a scanned code stands for; says so where it stands for nothing."""
        if not self._frame.isVisible() or self._is_kept():
            return
        code, page = read_code(text, day_of(self._clock.now(), self._zone)), self._frame.current_page()
        if code.kind is CodeKind.VISIT and isinstance(page, TakesTickets):
            page.take_code(text)
        else:
            self._show(code)

    def _is_kept(self) -> bool:
        page = self._frame.current_page()
        return isinstance(page, KeepsCards) and page.keeps_cards()

    def _show(self, code: ScannedCode) -> None:
        if code.kind is CodeKind.VISIT:
            self._open_visit(code.value)
        elif code.kind is CodeKind.CONTRACT:
            self._search(CONTRACTS, code)
        elif code.kind is CodeKind.MEETING:
            self._frame.open_page(MEETING, code.value.lower())
        elif code.kind is CodeKind.UNKNOWN:
            words = QCoreApplication.translate("Inputs", "This code is not known here: {0}")
            self._frame.say(words.format(_shortened(code.value)))
        else:
            self._search(RECEPTION, code)

    def _open_visit(self, visit_id: str) -> None:
        """Show a visit on the window's page where that is open, else at the reception."""
        at_window = self._frame.current_name() == WINDOW or RECEPTION not in self._frame.names()
        self._frame.open_page(WINDOW if at_window else RECEPTION, visit_id)

    def _search(self, name: str, code: ScannedCode) -> None:
        page = self._frame.open_page(name)
        if page is not None:
            page.search(code.value)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}\u2026"
