"""A line that says while cards are not read, and how work goes on meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.devices.card_lane import CardLane
from app.devices.ports import ReaderFault, ReaderTrouble
from ui import wording
from ui.parts.banner import Banner, Tint
from ui.parts.card_feed import CardFeed


class ReaderBanner(Banner):
    """Shown as long as the reader has a fault; put away by hand, it comes back with the next fault."""

    def __init__(self, cards: CardLane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = CardFeed(cards, self)
        self._feed.fault_changed.connect(self.show_fault)
        self.show_fault(cards.fault)

    def show_fault(self, fault: ReaderFault | None) -> None:
        """Say a fault; None takes it away."""
        if fault is None:
            self.hide()
        elif fault is ReaderFault.UNREADABLE:
            self.say(wording.label(fault), Tint.WAITING)
        else:
            self.say(wording.sentence(ReaderTrouble(fault)), Tint.WAITING)
