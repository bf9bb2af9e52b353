"""Registrations as lists and pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.catalogue.calendar import Deadline, WorkingDays, read_working_days
from app.contracts.content import ContractContent
from app.contracts.queries import find_contract
from app.kernel.clock import day_of
from app.registration.cases import entry_of, facts_of, found, living_of
from app.registration.deadlines import deadline, due_on, light
from app.registration.entities import Registration, RegistrationEvent
from app.registration.fields import Subfields, read_subfields
from app.registration.form import CaseEntry, asked_facts
from app.registration.precheck import CheckFinding, precheck
from app.registration.profiles import Criterion, PaperRule, Profile, criteria, papers, profile
from app.registration.states import REGISTRATION_STEPS, DueLight, HistoryKind, RegistrationState
from app.security.accounts import staff_rows
from app.storage.store import Store


@dataclass(frozen=True)
class RegistrationRow:
    """A registration in a list. ``due``: the last day of the running limit, None where none runs."""

    id: str
    acceptance_number: str
    national_number: str
    contract_number: str
    title: str
    applicant: str
    kind: str
    state: RegistrationState
    state_at: int
    total_fen: int
    technical_fen: int
    due: Deadline | None
    days_left: int
    light: DueLight


@dataclass(frozen=True)
class HistoryRow:
    """A line of the history, with who did it."""

    kind: HistoryKind
    at: int
    by: str
    note: str
    facts: tuple[tuple[str, str], ...]
    is_taken_back: bool


@dataclass(frozen=True)
class RegistrationCard:
    """A registration on a page."""

    row: RegistrationRow
    contract_id: str
    content: ContractContent
    entry: CaseEntry
    revision: int
    profile: Profile
    findings: tuple[CheckFinding, ...]
    papers: tuple[PaperRule, ...]
    criteria: tuple[Criterion, ...]
    ticked: tuple[str, ...]
    grounds: tuple[str, ...]
    reason: str
    verified_fen: int | None
    verified_reason: str
    signed_on: date
    submitted_on: date
    accepted_on: date | None
    decided_on: date | None
    registered_on: date | None
    cancelled_on: date | None
    decided_by: str
    is_expert: bool
    objection: str
    objection_by: str
    history: tuple[HistoryRow, ...]
    subfields: Subfields
    """The second level of technical fields as the hall has it."""
    today: date

    def may(self, after: RegistrationState) -> bool:
        """Tell whether a step is possible now."""
        return after in REGISTRATION_STEPS.allowed(self.row.state)


class RegistrationsView:
    """Looks at registrations."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def rows(
        self, states: tuple[RegistrationState, ...] = (), limit: int = 500
    ) -> tuple[RegistrationRow, ...]:
        """List registrations of some states or of all: what is due first, then the last moved."""
        query = select(Registration).where(Registration.ended_at.is_(None))
        if states:
            query = query.where(Registration.state.in_(states))
        query = query.order_by(Registration.state_at.desc()).limit(limit)
        with self._store.look() as session:
            calendar = read_working_days(session)
            rows = [self._row(r, calendar) for r in session.execute(query).scalars()]
        return tuple(sorted(rows, key=_by_due))

    def counts(self) -> dict[RegistrationState, int]:
        """Count registrations by state."""
        query = select(Registration.state, func.count()).where(Registration.ended_at.is_(None))
        with self._store.look() as session:
            found_counts = session.execute(query.group_by(Registration.state)).all()
        return {row[0]: row[1] for row in found_counts}

    def registration(self, registration_id: str) -> RegistrationCard:
        """Give a registration with its pre-check as of today; refuses with Missing."""
        with self._store.look() as session:
            row = found(session, registration_id)
            content = find_contract(session, row.contract_id).content
            entry = entry_of(row)
            names = {s.id: s.name for s in staff_rows(session)}
            return RegistrationCard(
                row=self._row(row, read_working_days(session)),
                contract_id=row.contract_id,
                content=content,
                entry=entry,
                revision=row.revision,
                profile=profile(row.profile),
                findings=precheck(facts_of(session, row, self.today())),
                papers=papers(row.kind, asked_facts(entry.form, content)),
                criteria=criteria(row.kind),
                ticked=tuple(row.criteria),
                grounds=tuple(row.grounds),
                reason=row.reason,
                verified_fen=row.verified_fen,
                verified_reason=row.verified_reason,
                signed_on=row.signed_on,
                submitted_on=row.submitted_on,
                accepted_on=row.accepted_on,
                decided_on=row.decided_on,
                registered_on=row.registered_on,
                cancelled_on=row.cancelled_on,
                decided_by=names.get(row.decided_by, ""),
                is_expert=row.is_expert,
                objection=row.objection,
                objection_by=row.objection_by,
                history=_history(session, row.id, names),
                subfields=read_subfields(session),
                today=self.today(),
            )

    def of_contract(self, contract_id: str) -> RegistrationRow | None:
        """Give the registration of a contract: the one that is not over, else the last."""
        query = select(Registration).where(
            Registration.contract_id == contract_id, Registration.ended_at.is_(None)
        )
        with self._store.look() as session:
            row = living_of(session, contract_id)
            if row is None:
                last = query.order_by(Registration.made_at.desc()).limit(1)
                row = session.execute(last).scalar_one_or_none()
            return self._row(row, read_working_days(session)) if row else None

    def find(self, text: str, limit: int = 50) -> tuple[RegistrationRow, ...]:
        """Find by acceptance, contract or registration number, or by words of the project's name."""
        wanted = f"%{text.strip()}%"
        columns = (
            Registration.acceptance_number,
            Registration.contract_number,
            Registration.national_number,
            Registration.title,
        )
        query = select(Registration).where(Registration.ended_at.is_(None))
        with self._store.look() as session:
            calendar = read_working_days(session)
            query = (
                query.where(or_(*(column.like(wanted) for column in columns)))
                .order_by(Registration.state_at.desc())
                .limit(limit)
            )
            return tuple(self._row(r, calendar) for r in session.execute(query).scalars())

    def today(self) -> date:
        """Tell the hall's day."""
        return day_of(self._store.clock.now(), self._zone)

    def _row(self, r: Registration, calendar: WorkingDays) -> RegistrationRow:
        running = deadline(profile(r.profile), r.state, r.accepted_on, r.due_days, is_expert=r.is_expert)
        due = due_on(*running, calendar) if running else None
        today = self.today()
        entry = entry_of(r)
        place = entry.form.applicant
        return RegistrationRow(
            id=r.id,
            acceptance_number=r.acceptance_number,
            national_number=r.national_number or "",
            contract_number=r.contract_number,
            title=r.title,
            applicant=entry.parties[place].name if 0 <= place < len(entry.parties) else "",
            kind=r.kind,
            state=r.state,
            state_at=r.state_at,
            total_fen=r.total_fen,
            technical_fen=r.technical_fen if r.verified_fen is None else r.verified_fen,
            due=due,
            days_left=calendar.between(today, due.day) if due else 0,
            light=light(due, today, calendar),
        )


def _history(session: Session, registration_id: str, names: dict[str, str]) -> tuple[HistoryRow, ...]:
    query = select(RegistrationEvent).where(RegistrationEvent.registration_id == registration_id)
    events = session.execute(query.order_by(RegistrationEvent.at, RegistrationEvent.id)).scalars()
    return tuple(
        HistoryRow(
            e.kind,
            e.at,
            names.get(e.staff_id, ""),
            e.note,
            tuple((key, str(value)) for key, value in sorted(e.facts.items()) if value is not None),
            e.ended_at is not None,
        )
        for e in events
    )


def _by_due(row: RegistrationRow) -> tuple[bool, date, int]:
    return row.due is None, row.due.day if row.due else date.max, -row.state_at
