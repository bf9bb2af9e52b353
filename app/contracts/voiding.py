"""Ending a contract that will not be concluded, at any time before it is sealed."""

from __future__ import annotations

from app.contracts.entities import Contract, WitnessNote
from app.contracts.refusals import ReasonMissing
from app.contracts.settled import settled
from app.contracts.signing import signatures_of
from app.contracts.states import ContractState
from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm
from app.kernel.ids import new_key
from app.security.actors import Actor, Permission
from app.storage.store import Store


class Voiding:
    """The way out of a contract."""

    def __init__(self, store: Store, confirm: Confirm) -> None:
        self._store = store
        self._confirm = confirm

    def void(self, contract_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Declare a contract void; what was signed stays kept.

        Once somebody has signed, only who witnesses signings may, and the reason stands among the notes of
        the signing as well: nobody gets out of a given signature silently (documenso#3180).
        Refuses with ReasonMissing, Forbidden, WrongStep once sealed, ContractOvertaken.
        """
        actor.must(Permission.DRAFT_CONTRACT)
        if not reason.strip():
            raise ReasonMissing("void")
        with self._store.change(actor, "void_contract") as work:
            contract = work.get(Contract, contract_id)
            contract.step(ContractState.VOID, work.now)
            contract.remark = reason.strip()
            if signatures_of(work.session, contract_id):
                actor.must(Permission.WITNESS_SIGNING)
                note = WitnessNote(
                    id=new_key(), contract_id=contract_id, text=reason.strip(), written_by=actor.staff_id
                )
                work.add(note)
        return settled(self._store, self._confirm, contract_id, work.outcome(None))
