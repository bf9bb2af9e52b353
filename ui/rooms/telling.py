"""What came of a wish about bookings, in one sentence: done, asked for, or saved and to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.kernel.changes import Outcome
from app.kernel.confirm import Verdict
from app.rooms.rows import BookingRow
from app.rooms.states import BookingState
from ui.rooms import phrases


def of_one(outcome: Outcome[Any], row: BookingRow, done: str, asked: str) -> str:
    """Tell of one booking; ``asked``: what is said where the hall has yet to agree."""
    text = asked if row.state is BookingState.REQUESTED else done
    return _with_word(outcome, text, is_open=row.state is BookingState.PENDING)


def of_several(outcome: Outcome[Any], rows: Sequence[BookingRow], done: str, asked: str = "") -> str:
    """Tell of several together; where not all are ``asked`` for, how many the hall has yet to agree to."""
    waiting = sum(1 for row in rows if row.state is BookingState.REQUESTED)
    if not waiting:
        return _with_word(outcome, done)
    if asked and waiting == len(rows):
        return _with_word(outcome, asked)
    some = QCoreApplication.translate("Rooms", "asked for, not yet agreed to: {count}")
    return _with_word(outcome, phrases.names((done, some.format(count=waiting))))


def _with_word(outcome: Outcome[Any], text: str, *, is_open: bool = False) -> str:
    is_offline = outcome.confirmation.verdict is Verdict.OFFLINE
    return phrases.names((text, phrases.to_be_confirmed())) if is_offline or is_open else text
