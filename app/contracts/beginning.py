"""How a contract comes into being: its number, its row, who is a party from the start."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.contracts.content import ContractContent, PartyContent
from app.contracts.entities import Contract
from app.contracts.records import write_content
from app.contracts.states import ContractState, Side
from app.documents.templates import ContractTemplate
from app.kernel.clock import local
from app.kernel.confirm import Confirm
from app.kernel.ids import new_key
from app.reception.queries import OrganisationRow, find_organisation, find_visit, organisation_named
from app.rooms.rows import PartyRow, find_booking
from app.rooms.states import PartyRole
from app.storage.outbox import read_fact, write_fact
from app.storage.store import Store, Work
from app.sync.facts import TERMINAL_NUMBER

NUMBER_SERIES, NUMBER_PREFIX = "contract", "HT"


class Numbers:
    """Gives the numbers of a series: the centre's, or the terminal's own while it is cut off (decision 2)."""

    def __init__(
        self,
        store: Store,
        confirm: Confirm,
        zone: str,
        series: str = NUMBER_SERIES,
        prefix: str = NUMBER_PREFIX,
    ) -> None:
        self._store = store
        self._confirm = confirm
        self._zone = zone
        self._series = series
        self._prefix = prefix
        self._fact = f"last_{series}_numbers"

    def next(self) -> str:
        """Give a number nobody else has."""
        year = f"{local(self._store.clock.now(), self._zone):%Y}"
        given = self._confirm.number(self._series, year)
        if given is not None:
            return f"{self._prefix}-{year}-{given:04d}"
        with self._store.keep() as session:
            terminal = read_fact(session, TERMINAL_NUMBER, 1)
            numbers = dict(read_fact(session, self._fact, {}))
            numbers[year] = numbers.get(year, 0) + 1
            write_fact(session, self._fact, numbers)
        return f"{self._prefix}-{year}-T{terminal}-{numbers[year]:04d}"


def begin(
    work: Work,
    number: str,
    template: ContractTemplate,
    content: ContractContent,
    visit_id: str | None = None,
    booking_id: str | None = None,
) -> Contract:
    """Put a new draft into the store, with what it starts from."""
    contract = work.add(
        Contract(
            id=new_key(),
            number=number,
            template_code=template.code,
            template_version=template.version,
            visit_id=visit_id,
            booking_id=booking_id,
            state=ContractState.DRAFT,
            state_at=work.now,
            drafted_by=work.actor.staff_id,
            revision=0,
        )
    )
    write_content(work, contract, content)
    return contract


def subject_of(session: Session, visit_id: str | None) -> str:
    """Tell what a visit is about, as the name of the project."""
    return find_visit(session, visit_id).subject if visit_id else ""


def first_parties(
    session: Session, visit_id: str | None, booking_id: str | None, reader: str
) -> tuple[PartyContent, ...]:
    """Fill in who is known: the visitor's organisation buys, whoever else sat at the table sells."""
    visitor = find_visit(session, visit_id).organisation_id if visit_id else None
    parties = [party_of_organisation(Side.BUYER, find_organisation(session, visitor))] if visitor else []
    booked = find_booking(session, booking_id, reader).parties if booking_id else ()
    for at_table in booked:
        known = _known(session, at_table)
        name = known.name if known else at_table.name
        if any(p.name == name for p in parties):
            continue
        side = Side.BUYER if at_table.role is PartyRole.BUYER or not parties else Side.SELLER
        parties.append(party_of_organisation(side, known) if known else PartyContent(side, name))
    return tuple(sorted(parties, key=_buyers_first))


def party_of_organisation(side: Side, o: OrganisationRow) -> PartyContent:
    """Make an organisation on record a party."""
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


def _known(session: Session, at_table: PartyRow) -> OrganisationRow | None:
    if at_table.organisation_id:
        return find_organisation(session, at_table.organisation_id)
    return organisation_named(session, at_table.name)


def _buyers_first(party: PartyContent) -> bool:
    return party.side is not Side.BUYER
