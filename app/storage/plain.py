"""Between what a mapped class holds and the plain values of a changeset."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Date

from app.storage.base import Base, Record
from app.storage.columns import StateOf


def class_of(table: str) -> type[Record] | None:
    """Find the mapped class of a synchronised table; None where this program knows none."""
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Record) and mapper.class_.__tablename__ == table:
            return mapper.class_
    return None


def typed(column: Column[Any], value: Any) -> Any:
    """Make a plain value what the mapped class holds."""
    if value is None:
        return None
    if isinstance(column.type, Date):
        return dt.date.fromisoformat(value)
    if isinstance(column.type, StateOf):
        return column.type.words(value)
    return value


def plain(value: Any) -> Any:
    """Make what a mapped class holds a plain value again."""
    if isinstance(value, StrEnum):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else value
