"""Base and overlay as pure functions: rows as the centre has them, local changes laid over them.

No clock, no network, no database. A row is a plain dictionary, or None where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

RowKey = tuple[str, str]
Row = dict[str, Any] | None
Rows = dict[RowKey, Row]
Change = Mapping[str, Any]
Changes = list[dict[str, Any]]
Links = Mapping[tuple[str, str], str]
"""Which table a column of a table names a row of."""

INSERT = "insert"


@dataclass(frozen=True)
class Rebased:
    """The rows to show, and those of the centre to keep beneath the changes still on their way."""

    shown: Rows
    base: Rows


def keys_of(changesets: Iterable[Changes]) -> set[RowKey]:
    """Name every row that changesets touch."""
    return {(change["table"], change["key"]) for changes in changesets for change in changes}


def undo(rows: Rows, changes: Changes) -> Rows:
    """Take a changeset back from the rows it was made on."""
    result = dict(rows)
    for change in reversed(changes):
        key = (change["table"], change["key"])
        row = result.get(key)
        if change["op"] == INSERT:
            result[key] = None
        elif row is not None:
            result[key] = row | change["old"]
    return result


def redo(rows: Rows, changes: Changes) -> Rows:
    """Lay a changeset over rows; a change of a row that is not there leaves it so."""
    result = dict(rows)
    for change in changes:
        key = (change["table"], change["key"])
        row = result.get(key)
        if row is not None:
            result[key] = row | change["new"]
        elif change["op"] == INSERT:
            result[key] = dict(change["new"])
    return result


def stands(rows: Rows, changes: Changes, links: Links) -> bool:
    """Tell whether a changeset has what it was built on: the rows it changes, the rows it names."""
    made: set[RowKey] = set()
    for change in changes:
        key = (change["table"], change["key"])
        if change["op"] == INSERT:
            made.add(key)
        elif rows.get(key) is None and key not in made:
            return False
        for name, value in change["new"].items():
            target = links.get((change["table"], name))
            if target is None:
                # Not every value can be looked up: some are lists.
                continue
            named = (target, value)
            if named in rows and rows[named] is None and named not in made:
                return False
    return True


def base_of(current: Rows, kept: Rows, pending: list[Changes]) -> Rows:
    """Give the rows beneath pending changesets: the kept copy where there is one, else by taking back."""
    undone = current
    for changes in reversed(pending):
        undone = undo(undone, changes)
    return {key: kept[key] if key in kept else undone.get(key) for key in set(current) | set(kept)}


def rebase(
    current: Rows,
    kept: Rows,
    pulled: Rows,
    before: list[Changes],
    after: list[Changes],
    links: Links | None = None,
) -> Rebased:
    """Put pulled rows beneath the changes that are still on their way.

    current: rows as they are shown, of every key that is touched; kept: the centre's copies beneath
    them; before: changesets laid over them now; after: those that stay laid over (the others were
    refused, or the pull has brought them). One that was built on a refused row is not laid: the
    centre will refuse it too.
    """
    base = base_of(current, kept, before) | pulled
    shown = base
    for changes in after:
        if stands(shown, changes, links or {}):
            shown = redo(shown, changes)
    return Rebased(shown, {key: base.get(key) for key in keys_of(after)})


@dataclass(frozen=True)
class Token:
    """A whole PostgreSQL snapshot: which transactions the rows pulled with it show."""

    xmin: int
    xmax: int
    running: frozenset[int]
    told: frozenset[int] = frozenset()
    """Transactions whose rows came with the centre's calls since."""

    @classmethod
    def read(cls, text: str, told: Iterable[int] = ()) -> Token:
        """Read ``xmin:xmax:xip,xip@start of the server``."""
        xmin, xmax, running = text.partition("@")[0].split(":")
        return cls(int(xmin), int(xmax), frozenset(int(x) for x in running.split(",") if x), frozenset(told))

    def shows(self, xid: int) -> bool:
        """Tell whether a transaction is among those shown."""
        return xid in self.told or (xid < self.xmax and xid not in self.running)
