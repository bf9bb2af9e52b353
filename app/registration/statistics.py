"""Figures of registered contracts as a technology market publishes them (domain.md 11).

Counted by the day of registration; refused and cancelled ones are left out. Beside each figure stands by
how much it grew since the same days of the year before.
"""

from __future__ import annotations

import csv
import importlib
import io
from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.catalogue.calendar import read_working_days
from app.catalogue.queries import hall_card
from app.contracts.states import Side
from app.documents.sheets import ReportSheet
from app.kernel.changes import Outcome
from app.kernel.clock import day_bounds, day_of, local
from app.registration.cases import entry_of
from app.registration.counting import Counted, Figures, Span, tabulated
from app.registration.entities import Registration, RegistrationEvent
from app.registration.fields import read_subfields
from app.registration.figure_sheets import grid_of, sheet_of
from app.registration.paper import SheetPress
from app.registration.states import IN_FORCE, RUNNING, Dimension
from app.registration.workload import CaseHistory, Happened, Workload, workload
from app.security.actors import Actor, Permission
from app.storage.spool import Paper, PrintOrder, queue_print
from app.storage.store import Store

PublishedTable = Figures | Workload


class Statistics:
    """Counts registered contracts, and what the registrar's desk did."""

    def __init__(self, store: Store, press: SheetPress, zone: str) -> None:
        self._store = store
        self._press = press
        self._zone = zone

    def figures(self, dimension: Dimension, since: date, until: date) -> Figures:
        """Count what was registered in a span of days, both counted, by one dimension."""
        span = Span(since, until)
        with self._store.look() as session:
            now, before = (_counted(session, days) for days in (span, span.year_before()))
            return tabulated(dimension, span, now, before, read_subfields(session))

    def workload(self, since: date, until: date) -> Workload:
        """Count what the registrar's desk did in a span of days, both counted (table T12)."""
        span = Span(since, until)
        first, _ = day_bounds(span.year_before().since, self._zone)
        today = day_of(self._store.clock.now(), self._zone)
        with self._store.look() as session:
            cases = self._histories(session, first)
            return workload(span, cases, read_working_days(session), today)

    def csv(self, table: PublishedTable) -> bytes:
        """Write a table as CSV that Excel opens (UTF-8 with its mark); amounts in 万元 and in fen."""
        grid, out = grid_of(table), io.StringIO()
        csv.writer(out).writerows([grid.columns, *grid.rows])
        return out.getvalue().encode("utf-8-sig")

    def workbook(self, tables: Sequence[PublishedTable]) -> bytes:
        """Write tables as an Excel file, a sheet each; amounts are numbers in 万元 and in fen."""
        book = importlib.import_module("app.documents.workbook")
        grids = [grid_of(table) for table in tables]
        content: bytes = book.write_sheets([(grid.title, grid.columns, grid.rows) for grid in grids])
        return content

    def pdf(self, tables: Sequence[PublishedTable]) -> bytes:
        """Set tables of one span as a report."""
        return self._press.press(self._sheet(tables))

    def print(self, tables: Sequence[PublishedTable], *, actor: Actor) -> Outcome[str]:
        """Send tables to the page printer; gives the job's key. Refuses with Forbidden."""
        actor.must(Permission.PRINT)
        sheet = self._sheet(tables)
        pdf = self._press.press(sheet)
        with self._store.change(actor, "print_statistics") as work:
            order = PrintOrder(Paper.PAGE, sheet.title, f"hall:{work.hall_id}", pdf)
            job = queue_print(work.session, order, work.now)
            work.subject("hall", work.hall_id)
        return work.outcome(job)

    def _sheet(self, tables: Sequence[PublishedTable]) -> ReportSheet:
        with self._store.look() as session:
            hall = hall_card(session)
        at = f"{local(self._store.clock.now(), self._zone):%Y-%m-%d %H:%M}"
        return sheet_of(tables, hall.name if hall else "", bool(hall and hall.is_sample), at)

    def _histories(self, session: Session, first: int) -> list[CaseHistory]:
        """Bring the histories of the cases in which something was done since a moment, or is being done."""
        moved = or_(Registration.state_at >= first, Registration.state.in_(RUNNING))
        query = (
            select(Registration.id, Registration.profile, RegistrationEvent)
            .join(RegistrationEvent, RegistrationEvent.registration_id == Registration.id)
            .where(moved, Registration.ended_at.is_(None), RegistrationEvent.ended_at.is_(None))
            .order_by(RegistrationEvent.at, RegistrationEvent.id)
        )
        profiles: dict[str, str] = {}
        told: dict[str, list[Happened]] = {}
        for key, profile_code, event in session.execute(query):
            profiles[key] = profile_code
            told.setdefault(key, []).append(self._happened(event))
        return [CaseHistory(profiles[key], tuple(happened)) for key, happened in told.items()]

    def _happened(self, event: RegistrationEvent) -> Happened:
        told = event.facts.get("due")
        due = date.fromisoformat(told) if told else None
        return Happened(event.kind, day_of(event.at, self._zone), int(event.facts.get("days", 0)), due)


def _counted(session: Session, span: Span) -> list[Counted]:
    query = select(Registration).where(
        Registration.ended_at.is_(None),
        Registration.state.in_(IN_FORCE),
        Registration.registered_on >= span.since,
        Registration.registered_on <= span.until,
    )
    return [_as_counted(row) for row in session.execute(query).scalars()]


def _as_counted(row: Registration) -> Counted:
    entry = entry_of(row)
    assert row.registered_on is not None
    return Counted(
        kind=entry.kind,
        field=entry.form.field,
        objective=entry.form.objective,
        rights=entry.form.rights,
        plan=entry.form.plan,
        industry=entry.form.served_industry,
        seller=next((p for p in entry.parties if p.side is Side.SELLER), None),
        buyer=next((p for p in entry.parties if p.side is Side.BUYER), None),
        registered_on=row.registered_on,
        total_fen=row.total_fen,
        technical_fen=row.technical_fen if row.verified_fen is None else row.verified_fen,
        subfield=entry.form.subfield,
    )
