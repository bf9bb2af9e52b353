"""Reading and writing a contract's rows in an open transaction."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.content import (
    AccountContent,
    AmendsContent,
    AttachmentContent,
    ClauseContent,
    ContractContent,
    InstalmentContent,
    PartyContent,
    agents_of,
    canonical_record,
    costs_of,
    digest_of_record,
    holders_of,
    plain,
    terms_of,
)
from app.contracts.entities import Contract, ContractParty, Instalment
from app.contracts.refusals import DraftMoved
from app.contracts.states import ContractState
from app.kernel.errors import WrongStep
from app.kernel.ids import new_key
from app.security.accounts import staff_row
from app.storage.store import Work


def parties_of(session: Session, contract_id: str) -> list[ContractParty]:
    """List a contract's parties in their order."""
    query = select(ContractParty).where(
        ContractParty.contract_id == contract_id, ContractParty.ended_at.is_(None)
    )
    return list(session.execute(query.order_by(ContractParty.position)).scalars())


def instalments_of(session: Session, contract_id: str) -> list[Instalment]:
    """List a contract's instalments in their order."""
    query = select(Instalment).where(Instalment.contract_id == contract_id, Instalment.ended_at.is_(None))
    return list(session.execute(query.order_by(Instalment.position)).scalars())


def read_content(session: Session, contract: Contract) -> ContractContent:
    """Gather what a contract says from its rows."""
    return ContractContent(
        title=contract.title,
        parties=tuple(_party_content(p) for p in parties_of(session, contract.id)),
        total_fen=contract.total_fen,
        technical_fen=contract.technical_fen,
        payment=contract.payment,
        instalments=tuple(
            InstalmentContent(i.fen, i.due_on, i.condition) for i in instalments_of(session, contract.id)
        ),
        answers=dict(contract.answers),
        valid_from=contract.valid_from,
        valid_to=contract.valid_to,
        place=contract.place,
        copies=contract.copies,
        terms=terms_of(contract.terms),
        costs=costs_of(contract.costs),
        holders=holders_of(contract.holders),
        clauses=tuple(ClauseContent(**c) for c in contract.clauses),
        attachments=tuple(AttachmentContent(**a) for a in contract.attachments),
        amends=_amends(contract),
        wordings=dict(contract.wordings),
    )


def write_content(work: Work, contract: Contract, content: ContractContent) -> None:
    """Write a draft's content; refuses with WrongStep once the draft has left the desk."""
    if contract.state is not ContractState.DRAFT:
        raise WrongStep("contract", str(contract.state), "edit")
    contract.title = " ".join(content.title.split())
    contract.total_fen, contract.technical_fen = content.total_fen, content.technical_fen
    contract.payment = content.payment
    contract.answers = {key: text.strip() for key, text in content.answers.items() if text.strip()}
    contract.valid_from, contract.valid_to = content.valid_from, content.valid_to
    contract.place = " ".join(content.place.split())
    contract.copies = content.copies
    contract.terms = plain(content.terms)
    contract.costs = [plain(cost) for cost in content.costs]
    contract.holders = [plain(holder) for holder in content.holders]
    contract.clauses = [plain(clause) for clause in content.clauses]
    contract.attachments = [plain(attachment) for attachment in content.attachments]
    contract.wordings = dict(content.wordings)
    _write_amends(contract, content.amends)
    contract.revision += 1
    contract.saved_by, contract.saved_at = work.actor.staff_id, work.now
    _write_parties(work, contract, content.parties)
    _write_instalments(work, contract, content.instalments)


def must_be_of(session: Session, contract: Contract, based_on: int | None) -> None:
    """Refuse with DraftMoved what was typed into another revision than the one kept; None asks nothing."""
    if based_on is None or based_on == contract.revision:
        return
    saver = staff_row(session, contract.saved_by)
    raise DraftMoved(contract.number, saver.name if saver else "", contract.saved_at or 0, contract.revision)


def frozen_record(session: Session, contract: Contract) -> tuple[dict[str, object], str]:
    """Give the canonical record of a contract as it stands, with its digest."""
    template = (contract.template_code, contract.template_version)
    record = canonical_record(contract.number, template, read_content(session, contract))
    return record, digest_of_record(record)


def _write_parties(work: Work, contract: Contract, parties: tuple[PartyContent, ...]) -> None:
    rows = parties_of(work.session, contract.id)
    for place, content in enumerate(parties):
        if place < len(rows):
            row = rows[place]
        else:
            row = ContractParty(id=new_key(), contract_id=contract.id, position=place)
            work.add(row)
        row.side = content.side
        row.organisation_id = content.organisation_id
        row.name = " ".join(content.name.split())
        row.credit_code = content.credit_code.strip()
        row.legal_representative = " ".join(content.legal_representative.split())
        row.contact = " ".join(content.contact.split())
        row.phone = content.phone.strip()
        row.address = " ".join(content.address.split())
        row.nature, row.country, row.division = content.nature, content.country, content.division
        row.postcode, row.email = content.postcode.strip(), content.email.strip()
        row.account_holder = " ".join(content.account.holder.split())
        row.account_bank = " ".join(content.account.bank.split())
        row.account_number = content.account.number.strip()
        row.agents = [plain(agent) for agent in content.agents]
    for row in rows[len(parties) :]:
        row.ended_at, row.end_reason = work.now, "taken_out"


def _write_instalments(work: Work, contract: Contract, parts: tuple[InstalmentContent, ...]) -> None:
    rows = instalments_of(work.session, contract.id)
    for place, content in enumerate(parts):
        if place < len(rows):
            row = rows[place]
        else:
            row = Instalment(id=new_key(), contract_id=contract.id, position=place)
            work.add(row)
        row.due_on, row.fen, row.condition = content.due_on, content.fen, " ".join(content.condition.split())
    for row in rows[len(parts) :]:
        row.ended_at, row.end_reason = work.now, "taken_out"


def _party_content(p: ContractParty) -> PartyContent:
    return PartyContent(
        side=p.side,
        name=p.name,
        organisation_id=p.organisation_id,
        credit_code=p.credit_code,
        legal_representative=p.legal_representative,
        contact=p.contact,
        phone=p.phone,
        address=p.address,
        nature=p.nature,
        country=p.country,
        division=p.division,
        postcode=p.postcode,
        email=p.email,
        account=AccountContent(p.account_holder, p.account_bank, p.account_number),
        agents=agents_of(p.agents),
    )


def _amends(contract: Contract) -> AmendsContent | None:
    if contract.amends_kind is None:
        return None
    return AmendsContent(
        contract.amends_kind, contract.amends_number, contract.amends_digest, contract.amends_id
    )


def _write_amends(contract: Contract, amends: AmendsContent | None) -> None:
    contract.amends_kind = amends.kind if amends else None
    contract.amends_number = amends.number if amends else ""
    contract.amends_digest = amends.digest if amends else ""
    contract.amends_id = amends.contract_id if amends else None
