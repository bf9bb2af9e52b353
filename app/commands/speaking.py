"""How the command line speaks: plain English lines, and refusals that say what to do."""

from __future__ import annotations

import importlib
import signal
import threading
from types import FrameType
from typing import Any, Self

import typer

from app.kernel.errors import Refusal

_WHAT_TO_DO = {
    "AddressMalformed": "this is no address of a database; write it as postgresql://USER@HOST/DATABASE",
    "CentreBusy": "other programs hold the centre's tables; nothing was changed, try again in a quiet moment",
    "CentreNotPrepared": "this database holds no centre; prepare it with: guitai-admin centre init URL",
    "CentreNotVerified": "the address leaves this computer without checking the server's certificate; name"
    " the authority that signed it (join --ca FILE, or sslmode=verify-full&sslrootcert=FILE in the address)",
    "CentreOutdated": "the database holds a centre of the first protocol; make a new database and join anew",
    "CentreTooNew": "the centre belongs to a newer version of this program; update the program",
    "CentreTooOld": "the server is older than PostgreSQL 15; update it first",
    "CentreUnreachable": "the centre does not answer or does not let us in; nothing is lost, see the reason",
    "CodeMistyped": "a sign of the code is wrong, missing or swapped; compare it with the printed one",
    "CodeRefused": "the code was used, has expired or belongs to another centre; ask for a new one"
    " (guitai-admin centre enrol URL --name NAME)",
    "ForeignHall": "the centre, or the code, is for another hall than this terminal's; a further hall joins"
    " with a code made by: guitai-admin centre enrol URL --name NAME --new-hall",
    "HallUnclear": "which hall is meant cannot be told; name one with --hall, or a new one with --new-hall",
    "HistoryMissing": "this terminal has been at another centre and no longer keeps all it did; take over the"
    " hall from a terminal that is whole, into an empty data folder",
    "OutOfStep": "centre and terminal disagree on what was sent; run: guitai-admin centre check URL",
    "SampleMixed": "sample data and real data do not go together; use another data folder",
    "SecretDiffers": "this hall was founded apart from the market; begin with an empty data folder, join"
    " with a code for a new hall, then found it",
    "StoreFromNewerVersion": "the data folder belongs to a newer version of this program; update the program",
    "UnknownTerminal": "the centre has no such terminal; list them with: guitai-admin centre roles URL",
    "WrongVersion": "terminal and centre are more than one version apart; update the older one",
}


def say(text: str) -> None:
    """Tell a line."""
    typer.echo(text)


def part(module: str) -> Any:
    """Load a part of the program; each command loads its own libraries, which are for few."""
    return importlib.import_module(module)


def refused(refusal: Refusal) -> str:
    """Word a refusal: its name, its facts, and what to do."""
    facts = ", ".join(f"{name}={value}" for name, value in refusal.facts().items())
    advice = _WHAT_TO_DO.get(refusal.code)
    return f"Refused: {refusal.code}" + (f" ({facts})" if facts else "") + (f": {advice}" if advice else "")


class UntilTold:
    """Goes on until Ctrl+C, or until the system says that it is time to end."""

    def __init__(self) -> None:
        self._told = threading.Event()
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        for sign in (signal.SIGINT, signal.SIGTERM):
            self._before[sign] = signal.signal(sign, self._end)
        return self

    def __exit__(self, *_: object) -> None:
        for sign, handler in self._before.items():
            signal.signal(sign, handler)

    def is_over(self, seconds: float) -> bool:
        """Wait for a while; tells whether the end has come."""
        return self._told.wait(seconds)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._told.set()
