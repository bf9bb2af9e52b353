"""Review by a second pair of eyes; what passes is frozen."""

from __future__ import annotations

from dataclasses import dataclass

from app.contracts.checklists import checklist
from app.contracts.entities import Contract
from app.contracts.prepared import Preparing
from app.contracts.refusals import OwnDraft, ReasonMissing, TicksMissing
from app.contracts.states import ContractState
from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm
from app.security.accounts import count_with
from app.security.actors import Actor, Permission
from app.storage.store import Store


@dataclass(frozen=True)
class ReviewTicks:
    """Which lines of the reviewer's list were ticked, by their keys."""

    ticked: frozenset[str]


class Review:
    """The reviewer's desk."""

    def __init__(self, store: Store, confirm: Confirm, preparing: Preparing) -> None:
        self._store = store
        self._confirm = confirm
        self._preparing = preparing

    def approve(self, contract_id: str, ticks: ReviewTicks, *, actor: Actor) -> Outcome[str]:
        """Pass a contract and freeze its text; gives the digest of what will be signed.

        Refuses with OwnDraft while somebody else may review, with TicksMissing, with WrongStep.
        """
        actor.must(Permission.REVIEW_CONTRACT)
        prepared = self._preparing.prepare(contract_id)
        with self._store.change(actor, "approve_contract") as work:
            contract = work.get(Contract, contract_id)
            contract.step(ContractState.READY, work.now)
            if (
                contract.drafted_by == actor.staff_id
                and count_with(work.session, Permission.REVIEW_CONTRACT) > 1
            ):
                raise OwnDraft(contract.number)
            missing = [line for line in checklist(contract.template_code) if line.key not in ticks.ticked]
            if missing:
                raise TicksMissing(len(missing))
            contract.reviewed_by, contract.reviewed_at = actor.staff_id, work.now
            self._preparing.freeze(work, contract, prepared)
            contract.remark = ""
            digest = contract.digest
        outcome = work.outcome(digest)
        return outcome.confirmed(self._confirm.ask(outcome.txn or ""))

    def send_back(self, contract_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Give a contract back to its drafter with a reason, from review or before anybody signed."""
        actor.must(Permission.REVIEW_CONTRACT)
        if not reason.strip():
            raise ReasonMissing("send_back")
        with self._store.change(actor, "send_back_contract") as work:
            contract = work.get(Contract, contract_id)
            contract.step(ContractState.DRAFT, work.now)
            contract.remark = reason.strip()
            contract.frozen, contract.digest, contract.digest_sm3 = None, "", ""
            contract.text_digest, contract.paper_code = "", ""
            contract.reviewed_by, contract.reviewed_at = "", None
        return work.outcome(None)
