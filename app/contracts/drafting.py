"""Drafting: making, filling, checking, showing, handing in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.queries import hall_card
from app.contracts.beginning import Numbers, begin, first_parties, subject_of
from app.contracts.checks import Fault, Finding, Ground, check_content
from app.contracts.content import AmendsContent, ContractContent, content_of
from app.contracts.editions import current_template, current_templates, template_of
from app.contracts.entities import Contract
from app.contracts.records import frozen_record, must_be_of, read_content, write_content
from app.contracts.refusals import DraftIncomplete, NotSealed, OthersDraft
from app.contracts.settled import settled
from app.contracts.sheets import ContractPress, SheetFrame, contract_sheet, with_derived
from app.contracts.states import Amends, ContractState, Stage
from app.contracts.template_rules import template_rules
from app.contracts.versions import keep_version
from app.documents.templates import ContractTemplate, fill
from app.documents.wordings import Wordings
from app.kernel.changes import Outcome
from app.kernel.clock import local
from app.kernel.confirm import Confirm
from app.kernel.errors import Missing, WrongStep
from app.security.actors import Actor, Permission
from app.storage.files import StoredFile
from app.storage.store import Store

SUPPLEMENT_CODE = "supp"


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
        self._numbers = Numbers(store, confirm, zone)

    def templates(self) -> tuple[ContractTemplate, ...]:
        """List the templates a draft can start from."""
        with self._store.look() as session:
            return current_templates(session)

    def draft(self, entry: DraftEntry, *, actor: Actor) -> Outcome[str]:
        """Start a contract; a visit and a booking fill in the parties. Gives its key."""
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.look() as session:
            template = current_template(session, entry.template_code)
        number = self._numbers.next()
        with self._store.change(actor, "draft_contract") as work:
            hall = hall_card(work.session)
            content = ContractContent(
                title=entry.title or subject_of(work.session, entry.visit_id),
                parties=first_parties(work.session, entry.visit_id, entry.booking_id, actor.staff_id),
                place=hall.address if hall else "",
                wordings=self._wordings.told(),
            )
            contract = begin(work, number, template, content, entry.visit_id, entry.booking_id)
        return work.outcome(contract.id)

    def draft_amending(self, contract_id: str, kind: Amends, *, actor: Actor) -> Outcome[str]:
        """Start a contract that changes a sealed one, which it names by number and digest. Gives its key.

        A supplement takes over the parties, a replacement everything the sealed text says. The sealed
        contract itself stays as it is. Refuses with NotSealed.
        """
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.look() as session:
            old = _found(session, contract_id)
            if old.state is not ContractState.SEALED or old.frozen is None:
                raise NotSealed(old.number)
            is_supplement = kind is Amends.SUPPLEMENT
            template = current_template(session, SUPPLEMENT_CODE if is_supplement else old.template_code)
            content = self._taken_over(session, old, kind)
        number = self._numbers.next()
        with self._store.change(actor, "draft_amending") as work:
            contract = begin(work, number, template, content, old.visit_id)
        return work.outcome(contract.id)

    def save(
        self, contract_id: str, content: ContractContent, based_on: int | None = None, *, actor: Actor
    ) -> Outcome[int]:
        """Keep what was typed, complete or not; gives the draft's new revision.

        based_on: the revision that was on the screen. Refuses with DraftMoved when somebody else has saved
        another since, here or at a terminal that was pulled from; with WrongStep once it was handed in.
        What is not typed into the form stays as it is kept: attachments, the contract changed, the
        settings' words.
        """
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.change(actor, "save_draft") as work:
            contract = work.get(Contract, contract_id)
            must_be_of(work.session, contract, based_on)
            kept = read_content(work.session, contract)
            typed = replace(content, attachments=kept.attachments, amends=kept.amends, wordings=kept.wordings)
            write_content(work, contract, typed)
            revision = contract.revision
        return work.outcome(revision)

    def check(self, contract_id: str) -> tuple[Finding, ...]:
        """List the faults of a saved draft."""
        with self._store.look() as session:
            return self._findings(session, _found(session, contract_id))

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
        """Give a draft to review, with the settings' words of today; the text is kept as a version.

        Refuses with DraftIncomplete while faults stop it, with DraftMoved when it was saved while being read.
        """
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.look() as session:
            contract = _found(session, contract_id)
            read = contract.revision
            stopping = [f for f in self._findings(session, contract) if f.stops]
        if stopping:
            raise DraftIncomplete(tuple((str(f.fault), f.field) for f in stopping))
        with self._store.change(actor, "hand_in_draft") as work:
            contract = work.get(Contract, contract_id)
            must_be_of(work.session, contract, read)
            contract.wordings = self._wordings.told()
            contract.step(ContractState.REVIEW, work.now)
            keep_version(work, contract, Stage.HANDED_IN)
        return work.outcome(None)

    def withdraw(self, contract_id: str, *, actor: Actor) -> Outcome[None]:
        """Take an own draft back from review; refuses with OthersDraft, with WrongStep when it is not there.

        Refuses with ContractOvertaken when it was approved at another terminal first.
        """
        actor.must(Permission.DRAFT_CONTRACT)
        with self._store.change(actor, "withdraw_draft") as work:
            contract = work.get(Contract, contract_id)
            if contract.state is not ContractState.REVIEW:
                raise WrongStep("contract", str(contract.state), "withdraw")
            if contract.drafted_by != actor.staff_id:
                raise OthersDraft(contract.number)
            contract.step(ContractState.DRAFT, work.now)
        return settled(self._store, self._confirm, contract_id, work.outcome(None))

    def _taken_over(self, session: Session, old: Contract, kind: Amends) -> ContractContent:
        """Give what a contract that changes a sealed one starts from."""
        said = content_of(old.frozen or {})
        kept = read_content(session, old).parties
        parties = tuple(
            replace(p, organisation_id=k.organisation_id if k.name == p.name else None)
            for p, k in zip(said.parties, kept, strict=False)
        )
        amends = AmendsContent(kind, old.number, old.digest, old.id)
        words = self._wordings.told()
        if kind is Amends.REPLACEMENT:
            return replace(said, parties=parties, amends=amends, wordings=words)
        formed = local(old.formed_at or old.sealed_at or old.state_at, self._zone).date()
        return ContractContent(
            title=said.title,
            parties=parties,
            answers={"original_date": formed.isoformat()},
            place=said.place,
            copies=said.copies,
            holders=said.holders,
            amends=amends,
            wordings=words,
        )

    def _findings(self, session: Session, contract: Contract) -> tuple[Finding, ...]:
        template = template_of(session, contract.template_code, contract.template_version)
        content = read_content(session, contract)
        answered = with_derived(content)
        labels = {v.key: v.label for v in template.variables}
        filled = fill(template, answered)
        ground = Ground(
            template=template,
            required={key: labels[key] for key in filled.missing if not answered.get(key)},
            today=local(self._store.clock.now(), self._zone).date(),
            unprintable=self._press.unprintable,
            absent=_absent(session, content),
        )
        rules = template_rules(template.code, answered, content.valid_from, content.valid_to)
        return (
            *check_content(content, ground),
            *(Finding(Fault.ANSWER_INVALID, key, labels[key]) for key in filled.invalid),
            *(Finding(rule.fault, rule.field, rule.about, rule.law) for rule in rules),
        )


def _found(session: Session, contract_id: str) -> Contract:
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    return contract


def _absent(session: Session, content: ContractContent) -> frozenset[str]:
    """Name the attachments whose file is not at this terminal."""
    digests = {attachment.digest for attachment in content.attachments}
    query = select(StoredFile.digest).where(StoredFile.digest.in_(digests))
    return frozenset(digests - set(session.execute(query).scalars()))
