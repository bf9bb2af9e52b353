"""A card reader that has a fault until it is mended."""

from __future__ import annotations

from app.devices.ports import CardFacts, ReaderFault, ReaderTrouble
from app.devices.simulated_reader import FolderCardReader


class MoodyReader(FolderCardReader):
    """The twin of a reader, with the fault it is given."""

    fault: ReaderFault | None = None

    def wait_card(self) -> CardFacts | None:
        if self.fault is not None:
            raise ReaderTrouble(self.fault)
        return super().wait_card()
