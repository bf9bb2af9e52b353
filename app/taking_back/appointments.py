"""An appointment is kept once, and not after it was called off, whatever is taken back and done again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement

from app.reception.arriving import check_kept_once, kept_column
from app.storage.reversing import Change, Turn, turn_of
from app.storage.store import Work


class AppointmentEffect:
    """Looks at an appointment that is reversed, and at the one a reversed visit is for."""

    def question(self, change: Change, beside: tuple[str, ...]) -> ColumnElement[Any] | None:
        """Ask for whom the appointment stands then."""
        return (
            None if turn_of(change) is Turn.ENDED else kept_column(change["key"], change["old"].get("state"))
        )

    def follow(self, work: Work, key: str, turn: Turn, answer: Any) -> None:
        """Refuses with WrongStep where somebody else has checked in meanwhile, or it was called off."""
        check_kept_once(answer)
