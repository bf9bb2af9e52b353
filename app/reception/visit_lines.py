"""Who a visit is of, joined to another slice's question: one statement answers both."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from app.kernel.errors import Missing
from app.reception.entities import Organisation, Person, Visit, VisitMatter
from app.reception.states import Priority, ShownAs


@dataclass(frozen=True)
class VisitLine:
    """A visit as far as the line needs it. ``matters``: what the visitor came for, by position."""

    id: str
    person_id: str | None
    person_name: str
    organisation: str
    priority: Priority
    party_size: int
    subject: str
    shown_as: ShownAs
    matters: dict[int, str]


def person_column(person_id: str | None) -> ColumnElement[Any]:
    """Look a person up as a column of another question: NULL where there is none."""
    found = select(func.json_array(Person.organisation_id)).where(Person.id == person_id)
    return found.scalar_subquery().label("person")


def organisation_told(text: str | None, person_id: str) -> str | None:
    """Read the person's organisation of what ``person_column`` gave; refuses with Missing."""
    if text is None:
        raise Missing("person", person_id)
    found: str | None = json.loads(text)[0]
    return found


def with_visits(statement: Select[*tuple[Any, ...]], visit_id: ColumnElement[str] | Any) -> Select[Any]:
    """Join a statement to the visits its rows name; ``visit_line`` reads what was added."""
    pair = func.json_array(VisitMatter.position, VisitMatter.matter_id)
    matters = (
        select(func.json_group_array(func.json(pair)))
        .where(VisitMatter.visit_id == visit_id, VisitMatter.ended_at.is_(None))
        .scalar_subquery()
    )
    return (
        statement.add_columns(
            Visit.id.label("visit_key"),
            Visit.person_id,
            Visit.priority.label("visit_priority"),
            Visit.party_size,
            Visit.subject,
            Visit.shown_as,
            Person.name.label("person_name"),
            Organisation.name.label("organisation_name"),
            matters.label("visit_matters"),
        )
        .join(Visit, Visit.id == visit_id)
        .outerjoin(Person, Person.id == Visit.person_id)
        .outerjoin(Organisation, Organisation.id == Visit.organisation_id)
    )


def visit_line(row: Row[Any]) -> VisitLine:
    """Read the visit of a row."""
    return VisitLine(
        id=row.visit_key,
        person_id=row.person_id,
        person_name=row.person_name or "",
        organisation=row.organisation_name or "",
        priority=row.visit_priority,
        party_size=row.party_size,
        subject=row.subject,
        shown_as=row.shown_as,
        matters=dict(json.loads(row.visit_matters)),
    )
