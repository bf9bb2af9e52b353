"""Drafting: making, filling, checking, showing, handing in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.catalogue.queries import hall_card
from app.contracts.checks import Fault, Finding, check_content
from app.contracts.content import ContractContent, PartyContent
from app.contracts.editions import current_template, current_templates, template_of
from app.contracts.entities import Contract
from app.contracts.records import frozen_record, read_content, write_content
from app.contracts.refusals import DraftIncomplete, ReasonMissing
from app.contracts.sheets import ContractPress, SheetFrame, contract_sheet, with_derived
from app.contracts.states import ContractState, Side
from app.documents.templates import ContractTemplate, fill
from app.documents.wordings import Wordings
from app.kernel.changes import Outcome
from app.kernel.clock import local
from app.kernel.confirm import Confirm
from app.kernel.errors import Missing
from app.kernel.ids import new_key
from app.reception.queries import OrganisationRow, find_organisation, find_visit, organisation_named
from app.rooms.rows import PartyRow, find_booking
from app.rooms.states import PartyRole
from app.security.actors import Actor, Permission
from app.storage.outbox import read_fact, write_fact
from app.storage.store import Store
from app.sync.facts import TERMINAL_NUMBER

NUMBER_SERIES = "contract"
NUMBERS_FACT = "last_contract_numbers"


@dataclass(frozen=True)
class DraftEntry:
    """What a new draft starts from."""

    template_code: str
    title: str = ""
    visit_id: str | None = None
    booking_id: str | None = None


class Drafting:
    """The desk where contracts are written."""

    def __init__(
        self, store: Store, confirm: Confirm, press: ContractPress, zone: str, wordings: Wordings
    ) -> None:
        self._store = store
        self._confirm = confirm
        self._press = press
        self._zone = zone
        self._wordings = wordings

    def templates(self) -> tuple[ContractTemplate, ...]:
        """List the templates a draft can start from."""
        with self._store.look() as session:
            return current_templates(session)

    def draft(self, entry: DraftEntry, *, actor: Actor) -> Outcome[str]:
        """Start a contract; a visit and a booking fill in the parties. Gives its key."""
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.look() as session:
            template = current_template(session, entry.template_code)
        number = self._next_number()
        with self._store.change(actor, "draft_contract") as work:
            contract = Contract(
                id=new_key(),
                number=number,
                template_code=template.code,
                template_version=template.version,
                visit_id=entry.visit_id,
                booking_id=entry.booking_id,
                state=ContractState.DRAFT,
                state_at=work.now,
                drafted_by=actor.staff_id,
            )
            work.add(contract)
            hall = hall_card(work.session)
            content = ContractContent(
                title=entry.title or _subject(work.session, entry.visit_id),
                parties=_first_parties(work.session, entry, actor.staff_id),
                place=hall.address if hall else "",
                wordings=self._wordings.told(),
            )
            write_content(work, contract, content)
        return work.outcome(contract.id)

    def save(self, contract_id: str, content: ContractContent, *, actor: Actor) -> Outcome[None]:
        """Keep what was typed, complete or not; refuses with WrongStep once the draft was handed in."""
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.change(actor, "save_draft") as work:
            write_content(work, work.get(Contract, contract_id), content)
        return work.outcome(None)

    def check(self, contract_id: str) -> tuple[Finding, ...]:
        """List the faults of a saved draft."""
        with self._store.look() as session:
            contract = _found(session, contract_id)
            template = template_of(session, contract.template_code, contract.template_version)
            return self._findings(template, read_content(session, contract))

    def preview(self, contract_id: str) -> bytes:
        """Set a draft as a PDF with the draft's mark across it."""
        with self._store.look() as session:
            contract = _found(session, contract_id)
            content = read_content(session, contract)
            _, digest = frozen_record(session, contract)
            hall = hall_card(session)
            template = template_of(session, contract.template_code, contract.template_version)
        frame = SheetFrame(
            number=contract.number,
            digest=digest,
            hall_name=hall.name if hall else "",
            zone=self._zone,
            is_draft=True,
            is_sample=bool(hall and hall.is_sample),
        )
        return self._press.press(contract_sheet(frame, template, content))

    def hand_in(self, contract_id: str, *, actor: Actor) -> Outcome[None]:
        """Give a draft to review; refuses with DraftIncomplete while faults stop it."""
        actor.must(Permission.DRAFT_CONTRACT)
        stopping = [f for f in self.check(contract_id) if f.stops]
        if stopping:
            raise DraftIncomplete(tuple((str(f.fault), f.field) for f in stopping))
        with self._store.change(actor, "hand_in_draft") as work:
            work.get(Contract, contract_id).step(ContractState.REVIEW, work.now)
        return work.outcome(None)

    def void(self, contract_id: str, reason: str, *, actor: Actor) -> Outcome[None]:
        """End a contract that will not be concluded; refuses with ReasonMissing, WrongStep once sealed."""
        actor.must(Permission.DRAFT_CONTRACT)
        if not reason.strip():
            raise ReasonMissing("void")
        with self._store.change(actor, "void_contract") as work:
            contract = work.get(Contract, contract_id)
            contract.step(ContractState.VOID, work.now)
            contract.remark = reason.strip()
        return work.outcome(None)

    def _findings(self, template: ContractTemplate, content: ContractContent) -> tuple[Finding, ...]:
        labels = {v.key: v.label for v in template.variables}
        filled = fill(template, with_derived(content))
        answered = with_derived(content)
        required = {key: labels[key] for key in filled.missing if not answered.get(key)}
        invalid = tuple(Finding(Fault.ANSWER_INVALID, key, labels[key]) for key in filled.invalid)
        return check_content(content, required, self._press.unprintable) + invalid

    def _next_number(self) -> str:
        year = f"{local(self._store.clock.now(), self._zone):%Y}"
        given = self._confirm.number(NUMBER_SERIES, year)
        if given is not None:
            return f"HT-{year}-{given:04d}"
        with self._store.keep() as session:
            terminal = read_fact(session, TERMINAL_NUMBER, 1)
            numbers = dict(read_fact(session, NUMBERS_FACT, {}))
            numbers[year] = numbers.get(year, 0) + 1
            write_fact(session, NUMBERS_FACT, numbers)
        return f"HT-{year}-T{terminal}-{numbers[year]:04d}"


def _found(session: Session, contract_id: str) -> Contract:
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    return contract


def _subject(session: Session, visit_id: str | None) -> str:
    return find_visit(session, visit_id).subject if visit_id else ""


def _first_parties(session: Session, entry: DraftEntry, reader: str) -> tuple[PartyContent, ...]:
    """Fill in who is known: the visitor's organisation buys, whoever else sat at the table sells."""
    visitor = find_visit(session, entry.visit_id).organisation_id if entry.visit_id else None
    parties = [_party(Side.BUYER, find_organisation(session, visitor))] if visitor else []
    booked = find_booking(session, entry.booking_id, reader).parties if entry.booking_id else ()
    for at_table in booked:
        known = _known(session, at_table)
        name = known.name if known else at_table.name
        if any(p.name == name for p in parties):
            continue
        side = Side.BUYER if at_table.role is PartyRole.BUYER or not parties else Side.SELLER
        parties.append(_party(side, known) if known else PartyContent(side, name))
    return tuple(sorted(parties, key=_buyers_first))


def _known(session: Session, at_table: PartyRow) -> OrganisationRow | None:
    if at_table.organisation_id:
        return find_organisation(session, at_table.organisation_id)
    return organisation_named(session, at_table.name)


def _buyers_first(party: PartyContent) -> bool:
    return party.side is not Side.BUYER


def _party(side: Side, o: OrganisationRow) -> PartyContent:
    return PartyContent(
        side=side,
        name=o.name,
        organisation_id=o.id,
        credit_code=o.credit_code,
        legal_representative=o.legal_representative,
        contact=o.legal_representative,
        phone=o.phone,
        address=o.address,
    )
