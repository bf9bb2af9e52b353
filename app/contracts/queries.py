"""Contracts as lists and pages read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.contracts.content import ContractContent
from app.contracts.editions import template_of
from app.contracts.entities import Contract, ContractParty, Signature
from app.contracts.records import parties_of, read_content
from app.contracts.signing import signatures_of
from app.contracts.states import CONTRACT_STEPS, Capacity, ContractState, Side
from app.documents.templates import ContractTemplate, worded
from app.documents.wordings import wordings_with
from app.kernel.errors import Missing
from app.storage.store import Store


@dataclass(frozen=True)
class ContractRow:
    """A contract in a list."""

    id: str
    number: str
    title: str
    template_code: str
    parties: tuple[str, ...]
    total_fen: int
    state: ContractState
    state_at: int
    visit_id: str | None
    stamp_owed: bool = False
    """Its time stamp did not come while sealing and is still asked for."""


@dataclass(frozen=True)
class PartyRow:
    """A party on the signing page, with who signed for it."""

    id: str
    side: Side
    name: str
    legal_representative: str
    signer: str
    capacity: Capacity | None
    signed_at: int | None


@dataclass(frozen=True)
class ContractCard:
    """A contract on a page."""

    id: str
    number: str
    template_code: str
    state: ContractState
    state_at: int
    visit_id: str | None
    booking_id: str | None
    content: ContractContent
    template: ContractTemplate
    """The edition it was drafted with, the hall's words put in."""
    revision: int
    """Counts the savings of the draft; whoever saves it names the one they read."""
    parties: tuple[PartyRow, ...]
    remark: str
    digest: str
    drafted_by: str
    reviewed_by: str
    sealed_digest: str
    sealed_at: int | None
    sign_before: int | None
    formed_at: int | None = None
    """When the last party signed (Civil Code art. 490)."""
    stamp_owed: bool = False
    stamped_at: int | None = None
    """The moment told by a time stamp that was fetched after sealing."""


@dataclass(frozen=True)
class ContractsOf:
    """Whose contracts are meant: a person by their visits, and the organisation they came for."""

    visit_ids: tuple[str, ...]
    organisation_id: str | None


_IN_WORK = tuple(state for state in ContractState if CONTRACT_STEPS.allowed(state))


class ContractsView:
    """Looks at contracts."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def contracts(self, state: ContractState | None = None, limit: int = 200) -> tuple[ContractRow, ...]:
        """List contracts, the last moved first; of one state or of all."""
        query = select(Contract).order_by(Contract.state_at.desc()).limit(limit)
        if state is not None:
            query = query.where(Contract.state == state)
        with self._store.look() as session:
            found = session.execute(query).scalars().all()
            names = _names(session, [c.id for c in found])
            return tuple(_row(c, names.get(c.id, ())) for c in found)

    def of_visit(self, visit_id: str) -> tuple[ContractRow, ...]:
        """List the contracts of a visit."""
        with self._store.look() as session:
            found = session.execute(select(Contract).where(Contract.visit_id == visit_id)).scalars().all()
            names = _names(session, [c.id for c in found])
            return tuple(_row(c, names.get(c.id, ())) for c in found)

    def count_open(self, parties: Sequence[ContractsOf]) -> tuple[int, ...]:
        """Count the contracts still in work, neither sealed nor void, of each of some guests at the counter.

        Those begun at any visit of the guest, and those their organisation is a party of; one statement.
        """
        visits = [visit_id for party in parties for visit_id in party.visit_ids]
        bodies = [party.organisation_id for party in parties if party.organisation_id]
        query = (
            select(Contract.id, Contract.visit_id, ContractParty.organisation_id)
            .outerjoin(
                ContractParty,
                and_(ContractParty.contract_id == Contract.id, ContractParty.ended_at.is_(None)),
            )
            .where(Contract.state.in_(_IN_WORK), Contract.ended_at.is_(None))
            .where(or_(Contract.visit_id.in_(visits), ContractParty.organisation_id.in_(bodies)))
        )
        with self._store.look() as session:
            found = session.execute(query).all()
        return tuple(len({key for key, *of in found if _is_of(party, *of)}) for party in parties)

    def contract(self, contract_id: str) -> ContractCard:
        """Give a contract; refuses with Missing."""
        with self._store.look() as session:
            return find_contract(session, contract_id)


def find_contract(session: Session, contract_id: str) -> ContractCard:
    """Give a contract in an open session; refuses with Missing."""
    contract = session.get(Contract, contract_id)
    if contract is None:
        raise Missing("contract", contract_id)
    given = {s.party_id: s for s in signatures_of(session, contract_id)}
    parties = tuple(_party(p, given.get(p.id)) for p in parties_of(session, contract_id))
    content = read_content(session, contract)
    template = template_of(session, contract.template_code, contract.template_version)
    return ContractCard(
        id=contract.id,
        number=contract.number,
        template_code=contract.template_code,
        state=contract.state,
        state_at=contract.state_at,
        visit_id=contract.visit_id,
        booking_id=contract.booking_id,
        content=content,
        template=worded(template, wordings_with(content.wordings)),
        revision=contract.revision,
        parties=parties,
        remark=contract.remark,
        digest=contract.digest,
        drafted_by=contract.drafted_by,
        reviewed_by=contract.reviewed_by,
        sealed_digest=contract.sealed_digest,
        sealed_at=contract.sealed_at,
        sign_before=contract.sign_before,
        formed_at=contract.formed_at,
        stamp_owed=contract.stamp_owed,
        stamped_at=contract.stamped_at,
    )


def _is_of(party: ContractsOf, visit_id: str | None, organisation_id: str | None) -> bool:
    is_theirs = organisation_id is not None and organisation_id == party.organisation_id
    return is_theirs or visit_id in party.visit_ids


def _names(session: Session, contract_ids: list[str]) -> dict[str, tuple[str, ...]]:
    query = (
        select(ContractParty)
        .where(ContractParty.contract_id.in_(contract_ids), ContractParty.ended_at.is_(None))
        .order_by(ContractParty.position)
    )
    names: dict[str, tuple[str, ...]] = {}
    for party in session.execute(query).scalars():
        names[party.contract_id] = (*names.get(party.contract_id, ()), party.name)
    return names


def _row(c: Contract, parties: tuple[str, ...]) -> ContractRow:
    return ContractRow(
        id=c.id,
        number=c.number,
        title=c.title,
        template_code=c.template_code,
        parties=parties,
        total_fen=c.total_fen,
        state=c.state,
        state_at=c.state_at,
        visit_id=c.visit_id,
        stamp_owed=c.stamp_owed,
    )


def _party(p: ContractParty, given: Signature | None) -> PartyRow:
    return PartyRow(
        id=p.id,
        side=p.side,
        name=p.name,
        legal_representative=p.legal_representative,
        signer=given.signer if given else "",
        capacity=given.capacity if given else None,
        signed_at=given.signed_at if given else None,
    )
