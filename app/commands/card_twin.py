"""The simulated card reader as a program: an adapter in the sense of app/devices/READER.md, without hardware.

``guitai-card-twin --folder CARDS`` reads the cards laid into a folder and speaks the protocol; as the setting
``card_reader`` it stands for a vendor's adapter. ``--lay`` lays the sample card down and ends.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.devices.card_messages import ERROR, HELLO, NO_CARD, PROTOCOL, write_card
from app.devices.ports import ReaderTrouble
from app.devices.simulated_reader import FolderCardReader, lay_card, sample_card


def main() -> None:
    """Run the program."""
    typer.run(run)


def run(
    folder: Annotated[Path, typer.Option(help="The folder cards are laid into.")],
    lay: Annotated[bool, typer.Option("--lay", help="Lay the sample card down and end.")] = False,
) -> None:
    """Stand in for a card reader's adapter on standard input and output."""
    if lay:
        lay_card(folder, sample_card())
        return
    _say({"say": HELLO, "protocol": PROTOCOL, "reader": "simulated"})
    for line in sys.stdin.buffer:
        _answer(FolderCardReader(folder, json.loads(line)["for_ms"] / 1000))


def _answer(reader: FolderCardReader) -> None:
    try:
        card = reader.wait_card()
    except ReaderTrouble as trouble:
        _say({"say": ERROR, "reason": str(trouble.fault)})
        return
    if card is None:
        _say({"say": NO_CARD})
        return
    sys.stdout.buffer.write(write_card(card))
    sys.stdout.buffer.flush()


def _say(message: dict[str, object]) -> None:
    sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
