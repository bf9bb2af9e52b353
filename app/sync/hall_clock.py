"""What the time is in the hall, as far as a terminal knows: its own clock, set right by the centre's."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.storage.outbox import read_fact
from app.sync.facts import CLOCK_SKEW


def hall_now(session: Session, now: int) -> int:
    """Tell the hall's moment, in microseconds UTC, where this terminal's own clock says ``now``.

    For what a clock decides alone and for everybody: giving back a room, letting an offer lapse. It is as
    right as the last greeting; the centre looks at its own clock once more. Without a centre it is ``now``.
    """
    return now + int(read_fact(session, CLOCK_SKEW, 0))
