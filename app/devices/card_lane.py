"""The lane of the card reader: one thread that waits for cards and tells who listens."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from app.devices.ports import CardFacts, CardReader, ReaderFault, ReaderTrouble

log = logging.getLogger(__name__)

PAUSES_S = (1.0, 2.0, 5.0, 10.0, 30.0)
BREATH_S = 0.05
"""Between two questions, for readers that answer at once instead of waiting."""

OnCard = Callable[[CardFacts], None]
OnFault = Callable[[ReaderFault | None], None]


class CardLane:
    """Reads card after card; one that stays on the reader is told once. Without a reader it does nothing."""

    def __init__(self, reader: CardReader | None, pauses_s: Sequence[float] = PAUSES_S) -> None:
        """``pauses_s`` are the waits after the first, second … fault in a row."""
        self.reader = reader
        self._pauses_s = pauses_s
        self._card_ears: list[OnCard] = []
        self._fault_ears: list[OnFault] = []
        self._fault: ReaderFault | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lane-cards", daemon=True)

    def start(self) -> None:
        """Begin to wait for cards."""
        if self.reader is not None:
            self._thread.start()

    def stop(self) -> None:
        """End the lane; a waiting is cut short."""
        self._stopping.set()
        if self.reader is not None:
            self.reader.close()
        if self._thread.ident is not None:
            self._thread.join()

    @property
    def fault(self) -> ReaderFault | None:
        """Tell why cards are not read; None while they are."""
        return self._fault

    def listen(self, on_card: OnCard, on_fault: OnFault) -> Callable[[], None]:
        """Have each card told, and each change of the fault, in the lane's thread; gives the way to stop."""
        self._card_ears.append(on_card)
        self._fault_ears.append(on_fault)

        def stop() -> None:
            self._card_ears.remove(on_card)
            self._fault_ears.remove(on_fault)

        return stop

    def _run(self) -> None:
        assert self.reader is not None
        failures, lying = 0, ""
        while not self._stopping.is_set():
            try:
                card = self.reader.wait_card()
            except ReaderTrouble as trouble:
                lying, failures = "", failures + 1
                self._note(trouble.fault)
            except Exception:
                log.exception("the card reader failed")
                lying, failures = "", failures + 1
                self._note(ReaderFault.BROKEN)
            else:
                failures = 0
                self._note(None)
                if card is not None and card.number != lying:
                    self._tell(self._card_ears, card)
                lying = card.number if card is not None else ""
            pause = self._pauses_s[min(failures, len(self._pauses_s)) - 1] if failures else BREATH_S
            self._stopping.wait(pause)

    def _note(self, fault: ReaderFault | None) -> None:
        if fault is self._fault or self._stopping.is_set():
            return
        self._fault = fault
        log.info("card reader: %s", fault or "ready")
        self._tell(self._fault_ears, fault)

    def _tell(self, ears: Sequence[Callable[..., None]], what: object) -> None:
        for ear in list(ears):
            try:
                ear(what)
            except Exception:
                log.exception("a listener of the card reader failed")
