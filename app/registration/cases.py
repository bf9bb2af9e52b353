"""Reading and writing a registration's row in an open session."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from app.contracts.queries import ContractCard, find_contract
from app.kernel.clock import day_of
from app.kernel.errors import Missing, WrongStep
from app.kernel.ids import new_key
from app.reception.queries import find_organisation
from app.registration.entities import Registration, RegistrationEvent
from app.registration.fields import read_subfields
from app.registration.form import CaseEntry, form_of, parties_of_form, tidy, written
from app.registration.precheck import CaseFacts
from app.registration.states import BEFORE_DECISION, HistoryKind, MaterialMark
from app.storage.store import Work


def found(session: Session, registration_id: str) -> Registration:
    """Bring a registration; refuses with Missing."""
    row = session.get(Registration, registration_id)
    if row is None or row.ended_at is not None:
        raise Missing("registration", registration_id)
    return row


def living_of(session: Session, contract_id: str) -> Registration | None:
    """Find the registration of a contract that is not over."""
    query = select(Registration).where(Registration.claims == contract_id, Registration.ended_at.is_(None))
    return session.execute(query.limit(1)).scalar_one_or_none()


def claimed_beside(registration_id: str) -> ColumnElement[str]:
    """Ask for the acceptance number under which another registration has the contract of this one."""
    own, other = aliased(Registration), aliased(Registration)
    query = (
        select(other.acceptance_number)
        .join(own, own.contract_id == other.claims)
        .where(own.id == registration_id, other.id != registration_id, other.ended_at.is_(None))
    )
    return query.limit(1).scalar_subquery()


def claims_its_contract(session: Session, registration_id: str) -> bool:
    """Tell whether a registration has its contract for itself, as it stands in an open session."""
    row = session.get(Registration, registration_id)
    return row is not None and row.claims is not None


def entry_of(row: Registration) -> CaseEntry:
    """Read what was written down of a case."""
    return CaseEntry(
        profile=row.profile,
        kind=row.kind,
        total_fen=row.total_fen,
        technical_fen=row.technical_fen,
        form=form_of(row.form),
        parties=parties_of_form(row.parties),
        materials={key: MaterialMark(mark) for key, mark in row.materials.items()},
        is_disputed=row.is_disputed,
    )


def write_entry(row: Registration, entry: CaseEntry) -> None:
    """Write a case down; refuses with WrongStep once it was decided."""
    if row.state not in BEFORE_DECISION:
        raise WrongStep("registration", str(row.state), "edit")
    tidied = tidy(entry)
    row.profile, row.kind = tidied.profile, tidied.kind
    row.total_fen, row.technical_fen = tidied.total_fen, tidied.technical_fen
    row.form = written(tidied.form)
    row.parties = [written(party) for party in tidied.parties]
    row.materials = {key: str(mark) for key, mark in sorted(tidied.materials.items())}
    row.revision += 1


def facts_of(session: Session, row: Registration, today: date) -> CaseFacts:
    """Gather what the pre-check looks at."""
    card = find_contract(session, row.contract_id)
    names = {
        place: find_organisation(session, party.organisation_id).name
        for place, party in enumerate(card.content.parties)
        if party.organisation_id
    }
    return CaseFacts(
        entry_of(row), card.content, card.template_code, row.signed_on, today, names, read_subfields(session)
    )


def signed_day(card: ContractCard, zone: str) -> date:
    """Tell the day a contract was formed; of older contracts the day of their last step."""
    return day_of(card.formed_at or card.sealed_at or card.state_at, zone)


def note(work: Work, row: Registration, kind: HistoryKind, text: str = "", **facts: Any) -> None:
    """Write a line of the history."""
    event = RegistrationEvent(
        id=new_key(),
        registration_id=row.id,
        kind=kind,
        at=work.now,
        staff_id=work.actor.staff_id,
        note=text,
        facts=facts,
    )
    work.add(event)
