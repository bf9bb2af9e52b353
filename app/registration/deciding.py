"""Deciding: review, experts, registration, refusal, objection, change and cancellation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused
from app.registration.cases import found, note
from app.registration.entities import Registration
from app.registration.numbers import number_problem, plain_number
from app.registration.profiles import criteria, profile
from app.registration.refusals import CriteriaMissing, ExpertsFirst, NumberRefused
from app.registration.service import checked_grounds, said
from app.registration.settled import settled
from app.registration.states import IN_FORCE, HistoryKind, RegistrationState
from app.security.actors import Actor, Permission
from app.storage.store import Store, Work

T = TypeVar("T")

_S = RegistrationState


class Deciding:
    """Decides registrations; of two terminals one takes a step, the other is told (CaseOvertaken)."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._confirm = confirm
        self._zone = zone

    def begin_review(self, registration_id: str, *, actor: Actor) -> Outcome[None]:
        """Take an accepted case in hand; refuses with Forbidden, WrongStep."""
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "review_registration") as work:
            row = found(work.session, registration_id)
            row.step(_S.REVIEW, work.now)
            note(work, row, HistoryKind.REVIEW)
        return self._settled(registration_id, work.outcome(None))

    def ask_experts(self, registration_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Give a case to experts: large or disputed (draft art. 14); the longer limit holds from then on.

        Refuses with Forbidden, WrongStep, FieldRefused ("reason").
        """
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "ask_experts") as work:
            row = found(work.session, registration_id)
            row.step(_S.EXPERT, work.now)
            row.is_expert = True
            row.due_days = profile(row.profile).limit(is_expert=True)[0]
            note(work, row, HistoryKind.EXPERT, said(reason, must_be_there=True), days=row.due_days)
        return self._settled(registration_id, work.outcome(None))

    def register(
        self, registration_id: str, verified_fen: int, ticked: Sequence[str], reason: str, *, actor: Actor
    ) -> Outcome[None]:
        """Register a case with the technical amount that is recognised (核定技术交易额).

        An amount other than what was asked needs its reason. Refuses with Forbidden, WrongStep,
        CriteriaMissing, ExpertsFirst, FieldRefused ("verified", "reason").
        """
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "register_contract") as work:
            row = found(work.session, registration_id)
            if row.state is _S.REVIEW and row.is_expert:
                raise ExpertsFirst(row.acceptance_number)
            row.step(_S.REGISTERED, work.now)
            missing = [line.key for line in criteria(row.kind) if line.key not in ticked]
            if missing:
                raise CriteriaMissing(len(missing))
            row.verified_fen = _checked_amount(row, verified_fen)
            row.verified_reason = said(reason, must_be_there=verified_fen != row.technical_fen)
            row.criteria = sorted({line.key for line in criteria(row.kind)})
            self._decide(work, row, actor)
            row.registered_on = row.decided_on
            facts = {"asked_fen": row.technical_fen, "verified_fen": verified_fen}
            note(work, row, HistoryKind.REGISTERED, row.verified_reason, **facts)
        return self._settled(registration_id, work.outcome(None))

    def refuse(
        self, registration_id: str, grounds: Sequence[str], reason: str, *, actor: Actor
    ) -> Outcome[None]:
        """Refuse a case with its grounds (不予登记); the contract is free for another registration.

        Refuses with Forbidden, WrongStep, GroundsMissing, FieldRefused ("grounds", "reason").
        """
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "refuse_registration") as work:
            row = found(work.session, registration_id)
            row.step(_S.REFUSED, work.now)
            row.grounds = checked_grounds(row.profile, grounds, str(_S.REFUSED))
            row.reason = said(reason, must_be_there=True)
            self._decide(work, row, actor)
            note(work, row, HistoryKind.REFUSED, row.reason, grounds=row.grounds)
        return self._settled(registration_id, work.outcome(None))

    def object(self, registration_id: str, by: str, text: str, *, actor: Actor) -> Outcome[None]:
        """Note an objection of the applicant, the finance or the tax authority (draft art. 17).

        Refuses with Forbidden, FieldRefused ("reason", "objection_by").
        """
        actor.must(Permission.REGISTER_CONTRACT)
        if not by.strip():
            raise FieldRefused("objection_by", "empty")
        with self._store.change(actor, "note_objection") as work:
            row = found(work.session, registration_id)
            row.objection, row.objection_by = said(text, must_be_there=True), by.strip()
            row.objected_at = work.now
            note(work, row, HistoryKind.OBJECTION, row.objection)
        return work.outcome(None)

    def reopen(self, registration_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Take a refused case up again after an objection; refuses as ``begin_change``."""
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "reopen_registration") as work:
            row = found(work.session, registration_id)
            if not row.objection:
                raise FieldRefused("objection_by", "empty")
            row.step(_S.REVIEW, work.now)
            row.grounds, row.decided_on, row.decided_by = [], None, ""
            row.reason = ""
            row.accepted_on = day_of(work.now, self._zone)
            note(work, row, HistoryKind.REVIEW, said(reason, must_be_there=True))
        return self._settled(registration_id, work.outcome(None))

    def begin_change(self, registration_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Begin a change (变更登记); refuses with Forbidden, WrongStep, FieldRefused ("reason")."""
        return self._move(registration_id, _S.CHANGING, HistoryKind.CHANGE_BEGUN, reason, actor)

    def change(
        self, registration_id: str, total_fen: int, verified_fen: int, reason: str, *, actor: Actor
    ) -> Outcome[None]:
        """End a change: the amounts as they are now; the history keeps those before.

        Refuses with Forbidden, WrongStep, FieldRefused ("total", "verified", "reason").
        """
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "change_registration") as work:
            row = found(work.session, registration_id)
            row.step(_S.CHANGED, work.now)
            if total_fen <= 0:
                raise FieldRefused("total", "out_of_range", str(total_fen))
            before = {"total_before_fen": row.total_fen, "verified_before_fen": row.verified_fen}
            row.total_fen = total_fen
            row.verified_fen = _checked_amount(row, verified_fen)
            row.verified_reason = said(reason, must_be_there=True)
            facts = {"total_fen": total_fen, "verified_fen": verified_fen} | before
            note(work, row, HistoryKind.CHANGED, row.verified_reason, **facts)
        return self._settled(registration_id, work.outcome(None))

    def begin_cancelling(self, registration_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Begin a cancellation (注销登记): rescinded or revoked; refuses as begin_change does."""
        return self._move(registration_id, _S.CANCELLING, HistoryKind.CANCELLING, reason, actor)

    def cancel(self, registration_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """End a cancellation; statistics leave the contract out. Refuses with Forbidden, WrongStep."""
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "cancel_registration") as work:
            row = found(work.session, registration_id)
            row.step(_S.CANCELLED, work.now)
            row.cancelled_on = day_of(work.now, self._zone)
            note(work, row, HistoryKind.CANCELLED, said(reason, must_be_there=True))
        return self._settled(registration_id, work.outcome(None))

    def drop_change(self, registration_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """Give a change or cancellation up: the registration stands as it was."""
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "drop_change") as work:
            row = found(work.session, registration_id)
            row.step(_S.REGISTERED, work.now)
            note(work, row, HistoryKind.CHANGE_DROPPED, said(reason, must_be_there=True))
        return self._settled(registration_id, work.outcome(None))

    def set_number(self, registration_id: str, number: str, *, actor: Actor) -> Outcome[None]:
        """Note the number the national system gave (合同登记编号); refuses with NumberRefused.

        Only a registered contract has one, and no two the same.
        """
        actor.must(Permission.REGISTER_CONTRACT)
        plain = plain_number(number)
        with self._store.change(actor, "set_registration_number") as work:
            row = found(work.session, registration_id)
            write_number(work, row, plain, day_of(work.now, self._zone).year)
        return self._settled(registration_id, work.outcome(None))

    def _move(
        self, registration_id: str, after: RegistrationState, kind: HistoryKind, reason: str, actor: Actor
    ) -> Outcome[None]:
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, f"registration_{after}") as work:
            row = found(work.session, registration_id)
            row.step(after, work.now)
            note(work, row, kind, said(reason, must_be_there=True))
        return self._settled(registration_id, work.outcome(None))

    def _decide(self, work: Work, row: Registration, actor: Actor) -> None:
        row.decided_on, row.decided_by = day_of(work.now, self._zone), actor.staff_id

    def _settled(self, registration_id: str, outcome: Outcome[T]) -> Outcome[T]:
        return settled(self._store, self._confirm, registration_id, outcome)


def write_number(work: Work, row: Registration, number: str, year: int) -> None:
    """Write a number that came back into a registration; refuses with NumberRefused."""
    problem = problem_of_number(work.session, row, number, year)
    if problem:
        raise NumberRefused(number, problem)
    if row.national_number is None:
        row.national_number = number
        note(work, row, HistoryKind.NUMBER, number=number)


def problem_of_number(session: Session, row: Registration, number: str, year: int) -> str:
    """Tell why a registration cannot have a number, or ""."""
    problem = number_problem(number, year)
    if problem:
        return problem
    if row.state not in IN_FORCE:
        return "not_registered"
    if row.national_number not in (None, number):
        return "has_another"
    return "taken" if _is_taken(session, row, number) else ""


def _is_taken(session: Session, row: Registration, number: str) -> bool:
    query = select(Registration.id).where(
        Registration.national_number == number, Registration.id != row.id, Registration.ended_at.is_(None)
    )
    return session.execute(query.limit(1)).scalar() is not None


def _checked_amount(row: Registration, fen: int) -> int:
    if not 0 < fen <= row.total_fen:
        raise FieldRefused("verified", "out_of_range", str(fen))
    return fen
