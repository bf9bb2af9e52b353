"""The card reader as pages hear it: its lane's news come to the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from app.devices.card_lane import CardLane
from app.devices.ports import CardFacts


@runtime_checkable
class TakesCards(Protocol):
    """A page that does something with a card."""

    def take_card(self, card: CardFacts) -> None:
        """Take what a card told, whatever field has the focus; it lands in none."""
        ...


@runtime_checkable
class KeepsCards(Protocol):
    """A page with a window of its own that hears cards itself while it is open."""

    def keeps_cards(self) -> bool:
        """Tell whether cards and codes are for that window now."""
        ...


class CardFeed(QObject):
    """Listens to the lane for as long as it lives.

    Signals:
        card_read: A card was laid down. Carries CardFacts.
        fault_changed: Cards are not read any more, or again. Carries a ReaderFault or None.
    """

    card_read = Signal(object)
    fault_changed = Signal(object)

    def __init__(self, lane: CardLane, parent: QObject) -> None:
        super().__init__(parent)
        stop: Callable[[], None] = lane.listen(self.card_read.emit, self.fault_changed.emit)
        self.destroyed.connect(stop)
