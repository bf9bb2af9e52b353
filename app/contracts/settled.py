"""The centre's word on a step of a contract: one terminal takes it, the others are told."""

from __future__ import annotations

from typing import TypeVar

from app.contracts.entities import Contract
from app.contracts.refusals import ContractOvertaken
from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm, Verdict
from app.storage.store import Store

T = TypeVar("T")


def settled(store: Store, confirm: Confirm, contract_id: str, outcome: Outcome[T]) -> Outcome[T]:
    """Ask the centre about a step that is saved here. Refuses with ContractOvertaken: another was first.

    What was written here has been taken back by then and stands in the list of decisions.
    """
    told = confirm.ask(outcome.txn or "")
    if told.verdict is not Verdict.REFUSED:
        return outcome.confirmed(told)
    with store.look() as session:
        contract = session.get(Contract, contract_id)
        state = str(contract.state) if contract else ""
        raise ContractOvertaken(contract.number if contract else "", state, told.reason)
