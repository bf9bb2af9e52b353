"""The contract of a registration that stands again: it is claimed by one alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement

from app.registration.cases import claimed_beside, claims_its_contract
from app.registration.refusals import RegisteredAlready
from app.storage.reversing import Change, Turn, turn_of
from app.storage.store import Work


class RegistrationEffect:
    """Refuses where the contract was handed in once more meanwhile."""

    def question(self, change: Change, beside: tuple[str, ...]) -> ColumnElement[Any] | None:
        """Ask under which number another registration has the contract."""
        return None if turn_of(change) is Turn.ENDED else claimed_beside(change["key"])

    def follow(self, work: Work, key: str, turn: Turn, answer: Any) -> None:
        """Refuses with RegisteredAlready."""
        if answer and claims_its_contract(work.session, key):
            raise RegisteredAlready(answer)
