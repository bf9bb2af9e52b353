"""A card reader without hardware: cards are files laid into a folder, each read once and then gone."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from app.devices.card_messages import CARD, read_card, read_line, write_card
from app.devices.ports import CardFacts, ReaderFault, ReaderTrouble
from app.kernel.places import resource

LOOK_EVERY_S = 0.2
WAIT_S = 2.0
ENDING = ".card"
SAMPLE = "sample/card.json"


class FolderCardReader:
    """The twin of a card reader."""

    def __init__(self, folder: Path, wait_s: float = WAIT_S) -> None:
        self._folder = folder
        self._wait_s = wait_s
        self._closed = threading.Event()

    def wait_card(self) -> CardFacts | None:
        """Read the card that was laid down first; refuses with ReaderTrouble one that cannot be read."""
        for _ in range(max(round(self._wait_s / LOOK_EVERY_S), 1)):
            waiting = sorted(self._folder.glob(f"*{ENDING}")) if self._folder.is_dir() else []
            if waiting:
                return _read(waiting[0])
            if self._closed.wait(LOOK_EVERY_S):
                break
        return None

    def close(self) -> None:
        """End a waiting."""
        self._closed.set()

    def lay_sample(self) -> None:
        """Lay the sample card down, as somebody without a card does who tries the program."""
        lay_card(self._folder, sample_card())


def lay_card(folder: Path, card: CardFacts) -> Path:
    """Lay a card into a folder: written beside first, so that no half of it is read."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{time.time_ns():020d}{ENDING}"
    beside = path.with_suffix(".new")
    beside.write_bytes(write_card(card))
    return beside.replace(path)


def sample_card() -> CardFacts:
    """Give the sample card (a made-up number of domain.md 4.1)."""
    message = read_line(resource(SAMPLE).read_bytes())
    assert message is not None
    return read_card(message)


def _read(path: Path) -> CardFacts:
    message = read_line(path.read_bytes())
    path.unlink()
    try:
        if message is not None and message["say"] == CARD:
            return read_card(message)
    except ValueError as error:
        raise ReaderTrouble(ReaderFault.UNREADABLE) from error
    raise ReaderTrouble(ReaderFault.UNREADABLE)
