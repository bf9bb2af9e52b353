"""What of a record a reader may see: private words are taken out before anything is named or compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.storage.base import Base, Policy, Private
from app.sync.values import row_of


class Veil:
    """Takes private words out of rows for one reader; knows rows that are only wanted, too."""

    def __init__(self, session: Session, reader: str, changes: Iterable[Mapping[str, Any]] = ()) -> None:
        self._session = session
        self.reader = reader
        self._wanted = {(c["table"], c["key"]): dict(c["new"]) for c in changes}

    def row(self, table: str, key: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """Give a row without what this reader may not see."""
        private = private_of(table)
        if private is None or not self._is_closed(private, table, key, row):
            return dict(row)
        return {name: value for name, value in row.items() if name not in private.columns}

    def hides(self, table: str, key: str, column: str) -> bool:
        """Tell whether a column of a record is not for this reader."""
        private = private_of(table)
        return private is not None and column in private.columns and self._is_closed(private, table, key, {})

    def _is_closed(self, private: Private, table: str, key: str, row: Mapping[str, Any]) -> bool:
        whole = self._whole(table, key) | dict(row)
        if private.belongs_to is None:
            return private.is_closed(whole, self.reader)
        parent, column = private.belongs_to
        above = private_of(parent)
        named = whole.get(column)
        return above is not None and bool(named) and above.is_closed(self._whole(parent, named), self.reader)

    def _whole(self, table: str, key: Any) -> dict[str, Any]:
        return (row_of(self._session, table, str(key)) or {}) | self._wanted.get((table, str(key)), {})


def private_of(table: str) -> Private | None:
    """Give what a table keeps private, if anything."""
    known = Base.metadata.tables.get(table)
    policy: Policy | None = known.info.get("sync") if known is not None else None
    return policy.private if policy is not None else None
