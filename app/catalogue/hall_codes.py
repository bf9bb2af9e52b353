"""Rows a hall adds to a code table, kept with its rules: every terminal of the hall has the same ones."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.entities import HallRule
from app.storage.store import Work

HallCodes = tuple[tuple[str, ...], ...]
"""Rows of texts as a code table has them: code, parent, name, English name, first and last day."""


def read_hall_codes(session: Session, table: str) -> HallCodes:
    """Read the rows a hall has added to a table; none where it has not, or another version wrote them."""
    query = select(HallRule.value).where(HallRule.name == _name(table), HallRule.ended_at.is_(None))
    found = session.execute(query.limit(1)).scalar()
    if not isinstance(found, list):
        return ()
    return tuple(tuple(str(cell) for cell in row) for row in found if isinstance(row, list))


def set_hall_codes(work: Work, table: str, rows: Sequence[Sequence[str]]) -> None:
    """Put rows in the place of those a hall has added to a table."""
    query = select(HallRule).where(HallRule.name == _name(table), HallRule.ended_at.is_(None))
    rule = work.session.execute(query).scalar_one_or_none()
    value = [list(row) for row in rows]
    if rule is None:
        work.add(HallRule(name=_name(table), value=value))
    else:
        rule.value = value


def _name(table: str) -> str:
    return f"codes:{table}"
