"""The registrar's desk up to the acceptance: opening, form and papers, the one-time notice, withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from app.catalogue.calendar import Deadline, read_working_days
from app.contracts.queries import ContractCard, find_contract
from app.contracts.states import ContractState
from app.kernel.changes import Outcome
from app.kernel.clock import day_of, local
from app.kernel.confirm import Confirm
from app.kernel.errors import FieldRefused
from app.kernel.ids import new_key
from app.registration.cases import facts_of, found, living_of, note, signed_day, write_entry
from app.registration.deadlines import due_on
from app.registration.entities import Registration
from app.registration.form import CaseEntry, kind_of_template, prefilled_form, prefilled_parties
from app.registration.precheck import precheck
from app.registration.profiles import USUAL_PROFILE, profile
from app.registration.refusals import (
    ContractNotSigned,
    FormChanged,
    GroundsMissing,
    PrecheckStops,
    RegisteredAlready,
)
from app.registration.settled import settled
from app.registration.states import HistoryKind, RegistrationState
from app.security.actors import Actor, Permission
from app.storage.outbox import read_fact, write_fact
from app.storage.store import Store
from app.sync.facts import TERMINAL_NUMBER

T = TypeVar("T")

NUMBER_SERIES = "registration"
NUMBERS_FACT = "last_acceptance_numbers"
LONGEST_REASON = 1000
CURABLE = "curable"
"""The mark of grounds for which a supplement may be asked (CT_REFUSE)."""
_SIGNED = (ContractState.SIGNED, ContractState.SEALED)


class Intake:
    """Takes registrations in."""

    def __init__(self, store: Store, confirm: Confirm, zone: str) -> None:
        self._store = store
        self._confirm = confirm
        self._zone = zone

    def open(self, contract_id: str, *, actor: Actor, profile_code: str = USUAL_PROFILE) -> Outcome[str]:
        """Open the registration of a signed contract, prefilled from it; gives its key.

        The acceptance number is the hall's own and is given at once, offline too (domain.md 0.1). Refuses
        with Forbidden, Missing, ContractNotSigned, RegisteredAlready; CaseOvertaken where another
        terminal has opened one in the same moment.
        """
        actor.must(Permission.REGISTER_CONTRACT)
        profile(profile_code)
        with self._store.look() as session:
            card = find_contract(session, contract_id)
            if card.state not in _SIGNED:
                raise ContractNotSigned(card.number)
            living = living_of(session, contract_id)
            if living is not None:
                raise RegisteredAlready(living.acceptance_number)
        number = self._next_number()
        with self._store.change(actor, "open_registration") as work:
            living = living_of(work.session, contract_id)
            if living is not None:
                raise RegisteredAlready(living.acceptance_number)
            row = self._fresh(card, number, actor, work.now)
            work.add(row)
            write_entry(row, _first_entry(card, profile_code, actor))
            note(work, row, HistoryKind.OPENED, number=number)
        return self._settled(row.id, work.outcome(row.id))

    def save(self, registration_id: str, entry: CaseEntry, revision: int, *, actor: Actor) -> Outcome[int]:
        """Keep the form and the list of papers, complete or not; gives the new revision.

        revision: the one that was read. Refuses with Forbidden, FormChanged, and WrongStep once decided.
        """
        actor.must(Permission.REGISTER_CONTRACT)
        profile(entry.profile)
        for field, fen in (("total", entry.total_fen), ("technical", entry.technical_fen)):
            if fen < 0:
                raise FieldRefused(field, "negative", str(fen))
        with self._store.change(actor, "save_registration") as work:
            row = found(work.session, registration_id)
            if row.revision != revision:
                raise FormChanged(row.acceptance_number)
            write_entry(row, entry)
            row.is_disputed = entry.is_disputed
        return work.outcome(row.revision)

    def accept(self, registration_id: str, *, actor: Actor) -> Outcome[Deadline]:
        """Accept a case that is complete: the time limit begins; gives its last day.

        After a supplement it begins anew (draft art. 14). Refuses with Forbidden, WrongStep, PrecheckStops.
        """
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "accept_registration") as work:
            row = found(work.session, registration_id)
            today = day_of(work.now, self._zone)
            stopping = [f.number for f in precheck(facts_of(work.session, row, today)) if f.stops]
            row.step(RegistrationState.ACCEPTED, work.now)
            if stopping:
                raise PrecheckStops(len(stopping), ", ".join(str(n) for n in sorted(set(stopping))))
            rules = profile(row.profile)
            row.is_expert = row.is_disputed or 0 < rules.expert_from_fen <= row.technical_fen
            row.due_days, counting = rules.limit(is_expert=row.is_expert)
            row.accepted_on, row.grounds, row.reason = today, [], ""
            due = due_on(today, row.due_days, counting, read_working_days(work.session))
            note(work, row, HistoryKind.ACCEPTED, due=due.day.isoformat(), days=row.due_days)
        return self._settled(registration_id, work.outcome(due))

    def give_notice(
        self, registration_id: str, grounds: Sequence[str], reason: str, *, actor: Actor
    ) -> Outcome[None]:
        """Send a case back for a supplement, naming everything that is missing at once (一次性告知).

        Grounds are codes of the profile that can be cured. Refuses with Forbidden, WrongStep,
        GroundsMissing, FieldRefused ("grounds", "reason").
        """
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "notify_registration") as work:
            row = found(work.session, registration_id)
            row.step(RegistrationState.SUPPLEMENT, work.now)
            row.grounds = checked_grounds(row.profile, grounds, "supplement", must_be_curable=True)
            row.reason = said(reason)
            row.accepted_on, row.is_expert, row.due_days = None, False, 0
            note(work, row, HistoryKind.NOTICE, row.reason, grounds=row.grounds)
        return self._settled(registration_id, work.outcome(None))

    def withdraw(self, registration_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """End a case at the applicant's wish; the contract is free. Refuses with Forbidden, WrongStep."""
        actor.must(Permission.REGISTER_CONTRACT)
        with self._store.change(actor, "withdraw_registration") as work:
            row = found(work.session, registration_id)
            row.step(RegistrationState.WITHDRAWN, work.now)
            row.reason = said(reason, must_be_there=True)
            note(work, row, HistoryKind.WITHDRAWN, row.reason)
        return self._settled(registration_id, work.outcome(None))

    def _fresh(self, card: ContractCard, number: str, actor: Actor, now: int) -> Registration:
        return Registration(
            id=new_key(),
            contract_id=card.id,
            contract_number=card.number,
            acceptance_number=number,
            claims=card.id,
            title=card.content.title,
            state=RegistrationState.SUBMITTED,
            state_at=now,
            signed_on=signed_day(card, self._zone),
            submitted_on=day_of(now, self._zone),
            opened_by=actor.staff_id,
            revision=0,
        )

    def _next_number(self) -> str:
        year = f"{local(self._store.clock.now(), self._zone):%Y}"
        given = self._confirm.number(NUMBER_SERIES, year)
        if given is not None:
            return f"SL-{year}-{given:04d}"
        with self._store.keep() as session:
            terminal = read_fact(session, TERMINAL_NUMBER, 1)
            numbers = dict(read_fact(session, NUMBERS_FACT, {}))
            numbers[year] = numbers.get(year, 0) + 1
            write_fact(session, NUMBERS_FACT, numbers)
        return f"SL-{year}-T{terminal}-{numbers[year]:04d}"

    def _settled(self, registration_id: str, outcome: Outcome[T]) -> Outcome[T]:
        return settled(self._store, self._confirm, registration_id, outcome)


def checked_grounds(
    profile_code: str, grounds: Sequence[str], step: str, *, must_be_curable: bool = False
) -> list[str]:
    """Give grounds in their order without doubles; refuses with GroundsMissing, FieldRefused ("grounds")."""
    if not grounds:
        raise GroundsMissing(step)
    known = {row.code: row for row in profile(profile_code).refusal_codes()}
    for code in grounds:
        if code not in known:
            raise FieldRefused("grounds", "unknown", code)
        if must_be_curable and known[code].mark != CURABLE:
            raise FieldRefused("grounds", "not_curable", code)
    return sorted(set(grounds))


def said(text: str, *, must_be_there: bool = False) -> str:
    """Give a reason on one line; refuses with FieldRefused ("reason")."""
    line = " ".join(text.split())
    if must_be_there and not line:
        raise FieldRefused("reason", "empty")
    if len(line) > LONGEST_REASON:
        raise FieldRefused("reason", "too_long", line)
    return line


def _first_entry(card: ContractCard, profile_code: str, actor: Actor) -> CaseEntry:
    kind = kind_of_template(card.template_code, card.content.answers)
    return CaseEntry(
        profile=profile_code,
        kind=kind,
        total_fen=card.content.total_fen,
        technical_fen=card.content.technical_fen,
        form=prefilled_form(card.content, kind, actor.name),
        parties=prefilled_parties(card.content),
        materials={},
    )
