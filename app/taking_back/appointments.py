"""An appointment is kept once, and not after it was called off, whatever is taken back and done again."""

from __future__ import annotations

from app.reception.arriving import check_kept_once
from app.storage.reversing import Turn
from app.storage.store import Work


class AppointmentEffect:
    """Looks at an appointment that was reversed, and at the one a reversed visit is for."""

    def follow(self, work: Work, key: str, turn: Turn) -> None:
        """Refuses with WrongStep where somebody else has checked in meanwhile, or it was called off."""
        if turn is not Turn.ENDED:
            check_kept_once(work.session, key)
