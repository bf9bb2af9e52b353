"""Values of any synchronised column: from plain JSON and back, and as a screen may show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, Table, select
from sqlalchemy.orm import Session

from app.kernel.identity import masked_name, masked_number, masked_phone
from app.kernel.ids import is_key
from app.storage.base import LOCAL_COLUMNS, Base, Policy
from app.storage.columns import StateOf
from app.storage.plain import plain

STAFF = "staff"
UNSHOWN = LOCAL_COLUMNS | {"id", "hall_id", "made_at", "initials", "password_hash", "frozen", "position"}
"""Columns nobody decides by: keys, order, what follows from others, what must not be seen."""
_UNSHOWN_END = "digest"
_MASKS: dict[str, Callable[[str], str]] = {"phone": masked_phone, "document_number": masked_number}
_TITLES = ("title", "name", "number", "subject")
_CHUNK = 400


@dataclass(frozen=True)
class Instant:
    """A moment in UTC."""

    at: int


@dataclass(frozen=True)
class Sum:
    """An amount in fen."""

    fen: int


@dataclass(frozen=True)
class Named:
    """Another record by its name; the names are empty where it is not here."""

    table: str
    name: str = ""
    name_en: str = ""


Value = None | str | int | bool | dt.date | StrEnum | Instant | Sum | Named | tuple[str, ...]
"""What a screen words: personal numbers arrive masked, keys of records as their names."""

Keys = set[tuple[str, str]]
Names = Mapping[tuple[str, str], Named]


def row_of(session: Session, table: str, key: str) -> dict[str, Any] | None:
    """Read the row of today as plain values; None where there is none."""
    known = Base.metadata.tables.get(table)
    if known is None or "sync" not in known.info:
        return None
    found = session.execute(select(known).where(known.c.id == key)).mappings().one_or_none()
    return None if found is None else {name: plain(value) for name, value in found.items()}


def shown_columns(table: str, *rows: Mapping[str, Any]) -> list[str]:
    """List the columns worth showing in their order: those some row names and that are filled somewhere."""
    known = Base.metadata.tables.get(table)
    order = known.columns.keys() if known is not None else sorted({name for row in rows for name in row})
    return [
        name
        for name in order
        if name not in UNSHOWN
        and not name.endswith(_UNSHOWN_END)
        and any(row.get(name) not in (None, "", [], {}) for row in rows)
    ]


def companions(table: str, new: Mapping[str, Any], today: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give what the row of today has in the columns that move together with those of a change."""
    known = Base.metadata.tables.get(table)
    if known is None or today is None:
        return {}
    policy: Policy = known.info["sync"]
    moving = [group for group in policy.groups if set(group) & set(new)]
    return {name: today.get(name) for group in moving for name in group}


def target_of(table: str, column: str) -> str:
    """Name the table a column holds keys of, or ""."""
    known = Base.metadata.tables.get(table)
    if known is None or column not in known.c:
        return ""
    return next((link.target_fullname.split(".")[0] for link in known.c[column].foreign_keys), "")


def keys_in(table: str, row: Mapping[str, Any]) -> Keys:
    """Name the records a row names: by its foreign keys, else members of staff."""
    return {
        (target_of(table, name) or STAFF, value)
        for name, value in row.items()
        if isinstance(value, str) and is_key(value)
    }


def names_of(session: Session, keys: Keys, reader: str = "") -> Names:
    """Bring the names of records that are here; one that is private has none for others."""
    found: dict[tuple[str, str], Named] = {}
    for name in sorted({table for table, _ in keys}):
        known = Base.metadata.tables.get(name)
        if known is not None and "id" in known.c:
            wanted = sorted(key for table, key in keys if table == name)
            found |= _names_in(session, known, wanted, reader)
    return found


def title_in(row: Mapping[str, Any]) -> Named:
    """Name a record by the first of its columns that can."""
    name = next((str(row[column]) for column in _TITLES if row.get(column)), "")
    return Named("", name, str(row.get("name_en") or ""))


def shown(table: str, column: str, value: Any, names: Names) -> Value:
    """Make a plain value one that a screen may show."""
    if value is None or value == "" or isinstance(value, bool):
        return None if value == "" else value
    if isinstance(value, str):
        return _shown_text(table, column, value, names)
    if isinstance(value, int):
        return _shown_number(column, value)
    if isinstance(value, Mapping):
        return tuple(str(entry) for entry in value.values())
    if isinstance(value, Iterable):
        return tuple(str(entry) for entry in value)
    return str(value)


def shown_beside(table: str, column: str, mine: Any, theirs: Any, names: Names) -> tuple[Value, Value]:
    """Make two plain values what a screen may show, so that one can be told from the other.

    Where masks hide the difference, the characters that differ are shown, and only those.
    """
    left, right = shown(table, column, mine, names), shown(table, column, theirs, names)
    if column in _MASKS and mine != theirs and left == right:
        return _unmasked_where(mine, theirs, str(left)), _unmasked_where(theirs, mine, str(right))
    return left, right


def _unmasked_where(own: str, other: str, masked: str) -> str:
    pairs = zip(own, other, masked, strict=True)
    return "".join(digit if digit != beside else veil for digit, beside, veil in pairs)


def _shown_text(table: str, column: str, value: str, names: Names) -> Value:
    if column in _MASKS:
        return _MASKS[column](value)
    if is_key(value):
        target = target_of(table, column) or STAFF
        return names.get((target, value), Named(target))
    known = Base.metadata.tables.get(table)
    kind = known.c[column].type if known is not None and column in known.c else None
    if isinstance(kind, StateOf):
        words: type[StrEnum] = kind.words
        return words(value) if value in [str(word) for word in words] else value
    return dt.date.fromisoformat(value) if isinstance(kind, Date) else value


def _shown_number(column: str, value: int) -> Value:
    if column.endswith(("_at", "_until")):
        return Instant(value)
    return Sum(value) if column.endswith("fen") else value


def _names_in(session: Session, table: Table, keys: list[str], reader: str) -> dict[tuple[str, str], Named]:
    policy: Policy | None = table.info.get("sync")
    private = policy.private if policy is not None and policy.private and policy.private.flag else None
    also = (private.flag, private.owner) if private is not None else ()
    columns = [table.c[name] for name in ("id", *_TITLES, "name_en", *also) if name in table.c]
    found: dict[tuple[str, str], Named] = {}
    for start in range(0, len(keys), _CHUNK):
        query = select(*columns).where(table.c.id.in_(keys[start : start + _CHUNK]))
        for row in session.execute(query).mappings():
            is_closed = private is not None and private.is_closed(dict(row), reader)
            title = title_in({} if is_closed else dict(row))
            name = masked_name(title.name) if table.name == STAFF else title.name
            found[table.name, row["id"]] = Named(table.name, name, title.name_en)
    return found


def distinct(mine: Any, theirs: Any) -> tuple[Any, Any]:
    """Of two sets of entries keep those that differ; anything else stays as it is."""
    if not isinstance(mine, Mapping) or not isinstance(theirs, Mapping):
        return mine, theirs
    return (
        {key: value for key, value in mine.items() if theirs.get(key) != value},
        {key: value for key, value in theirs.items() if mine.get(key) != value},
    )
