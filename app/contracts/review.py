"""Review by a second pair of eyes; what passes is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.contracts.checklists import checklist
from app.contracts.entities import Contract
from app.contracts.prepared import Preparing
from app.contracts.refusals import OwnDraft, ReasonMissing, TicksMissing
from app.contracts.settled import settled
from app.contracts.states import ContractState, SigningOrder, Stage
from app.contracts.versions import keep_version
from app.kernel.changes import Outcome
from app.kernel.clock import day_bounds, day_of
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused
from app.security.accounts import count_with
from app.security.actors import Actor, Permission
from app.settings import MOST_SIGNING_DAYS
from app.storage.store import Store


@dataclass(frozen=True)
class ReviewTicks:
    """Which lines of the reviewer's list were ticked, by their keys."""

    ticked: frozenset[str]


@dataclass(frozen=True)
class SigningTerms:
    """How an approved text is to be signed.

    days: so many whole days after today it may still be signed; 0: for ever; None: as the settings say.
    """

    order: SigningOrder = SigningOrder.ANY
    days: int | None = None


class Review:
    """The reviewer's desk. ``days``: how long an approved text may usually be signed; 0: for ever."""

    def __init__(self, store: Store, confirm: Confirm, preparing: Preparing, zone: str, days: int) -> None:
        self._store = store
        self._confirm = confirm
        self._preparing = preparing
        self._zone = zone
        self._days = days

    @property
    def usual_days(self) -> int:
        """Tell how many days an approved text may usually be signed; 0: for ever."""
        return self._days

    def approve(
        self, contract_id: str, ticks: ReviewTicks, terms: SigningTerms | None = None, *, actor: Actor
    ) -> Outcome[str]:
        """Pass a contract and freeze its text; gives the digest of what will be signed.

        The file is made outside the transaction; file, digests, code, ticks and the version are kept in one.
        Refuses with OwnDraft while somebody else may review, with TicksMissing, WrongStep, TextChanged,
        FieldRefused, SealUnusable, ContractOvertaken.
        """
        actor.must(Permission.REVIEW_CONTRACT)
        asked = terms or SigningTerms()
        days = self._days if asked.days is None else asked.days
        if not 0 <= days <= MOST_SIGNING_DAYS:
            raise FieldRefused("days", "out_of_range", str(days))
        prepared = self._preparing.prepare(contract_id)
        with self._store.change(actor, "approve_contract") as work:
            contract = work.get(Contract, contract_id)
            contract.step(ContractState.READY, work.now)
            is_own = contract.drafted_by == actor.staff_id
            if is_own and count_with(work.session, Permission.REVIEW_CONTRACT) > 1:
                raise OwnDraft(contract.number)
            lines = checklist(contract.template_code)
            missing = [line for line in lines if line.key not in ticks.ticked]
            if missing:
                raise TicksMissing(len(missing))
            contract.reviewed_by, contract.reviewed_at = actor.staff_id, work.now
            contract.review_ticks = [line.key for line in lines]
            contract.signing_order = asked.order
            contract.sign_before = self._last_moment(work.now, days)
            contract.remark = ""
            self._preparing.freeze(work, contract, prepared)
            keep_version(work, contract, Stage.FROZEN)
            digest = contract.digest
        return settled(self._store, self._confirm, contract_id, work.outcome(digest))

    def send_back(self, contract_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Give a contract back to its drafter with a reason, from review or before anybody signed.

        Refuses with ReasonMissing, WrongStep, ContractOvertaken.
        """
        actor.must(Permission.REVIEW_CONTRACT)
        if not reason.strip():
            raise ReasonMissing("send_back")
        with self._store.change(actor, "send_back_contract") as work:
            contract = work.get(Contract, contract_id)
            contract.step(ContractState.DRAFT, work.now)
            keep_version(work, contract, Stage.SENT_BACK, reason.strip())
            contract.remark = reason.strip()
            contract.frozen, contract.digest, contract.digest_sm3 = None, "", ""
            contract.text_digest, contract.paper_code = "", ""
            contract.reviewed_by, contract.reviewed_at, contract.review_ticks = "", None, []
            contract.signing_order, contract.sign_before = SigningOrder.ANY, None
        return settled(self._store, self._confirm, contract_id, work.outcome(None))

    def _last_moment(self, now: int, days: int) -> int | None:
        """Tell the midnight behind the last day on which it may be signed."""
        if days == 0:
            return None
        return day_bounds(day_of(now, self._zone) + timedelta(days=days), self._zone)[1]
