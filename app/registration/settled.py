"""The centre's word on a step of a registration: one terminal takes it, the others are told."""

from __future__ import annotations

from typing import TypeVar

from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm, Verdict
from app.registration.entities import Registration
from app.registration.refusals import CaseOvertaken
from app.storage.store import Store

T = TypeVar("T")


def settled(store: Store, confirm: Confirm, registration_id: str, outcome: Outcome[T]) -> Outcome[T]:
    """Ask the centre about a step that is saved here. Refuses with CaseOvertaken: another was first.

    What was written here has been taken back by then and stands in the list of decisions.
    """
    told = confirm.ask(outcome.txn or "")
    if told.verdict is not Verdict.REFUSED:
        return outcome.confirmed(told)
    with store.look() as session:
        row = session.get(Registration, registration_id)
        state = str(row.state) if row else ""
        raise CaseOvertaken(row.acceptance_number if row else "", state, told.reason)
