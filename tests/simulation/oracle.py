"""What the centre must hold: the accepted log folded by a reference of its own, in dictionaries."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from tests.simulation.market import GROUPS, TABLES

Row = dict[str, Any]
NOT_FILLED_IN = {"id", "hall_id", "made_at"}


class Violation(Exception):
    """An invariant does not hold."""

    def __init__(self, invariant: str, what: str) -> None:
        super().__init__(f"{invariant}: {what}")
        self.invariant = invariant


@dataclass(frozen=True)
class Saved:
    """A local transaction that a person was told of as saved."""

    txn: str
    use_case: str
    hall_id: str
    changes: list[dict[str, Any]]
    was_seen_at: dict[tuple[str, str], str | None]


@dataclass
class Oracle:
    """Rows by table and key, the outcome of every changeset, the values that were kept against one."""

    rows: dict[str, dict[str, Row]] = field(default_factory=lambda: {name: {} for name in TABLES})
    outcomes: dict[str, str] = field(default_factory=dict)
    overwritten: dict[tuple[str, str, str, str], tuple[Any, Any]] = field(default_factory=dict)
    entered: dict[tuple[str, str, int], set[tuple[Any, ...]]] = field(default_factory=dict)
    """For each row and group of columns: the combinations somebody saw whole when he saved them."""

    def snapshot(self) -> Oracle:
        """Copy it, as a backup copies the centre."""
        return Oracle(copy.deepcopy(self.rows), dict(self.outcomes), dict(self.overwritten), self.entered)

    def refused_keys(self) -> set[str]:
        """Name the changesets the centre has refused."""
        return {txn for txn, outcome in self.outcomes.items() if outcome == "refused"}

    # --- The website ---------------------------------------------------------------------------------

    def write(self, table: str, row: Row) -> None:
        """Take over a row as another program has left it."""
        self._put(table, row["id"], dict(row))
        self.enter(table, row["id"], row)

    def enter(self, table: str, key: str, row: Row) -> None:
        """Note the combinations of grouped columns that somebody saw whole."""
        for place, group in enumerate(GROUPS[table]):
            combination = tuple(row.get(name) for name in group)
            self.entered.setdefault((table, key, place), set()).add(combination)

    # --- Changesets ----------------------------------------------------------------------------------

    def decide(self, batch: list[tuple[Saved, str]]) -> list[tuple[str, str, str, str]]:
        """Fold what one request has settled, in its order; gives the overwritten values it must have noted.

        What builds on a later one of the same request (both were parked) is folded after it.
        """
        noted: list[tuple[str, str, str, str]] = []
        left = list(batch)
        while left:
            later = []
            for saved, outcome in left:
                if outcome in ("accepted", "merged") and not self._stands(saved):
                    later.append((saved, outcome))
                    continue
                noted += self._take(saved, outcome)
            if len(later) == len(left):
                saved, outcome = later[0]
                raise Violation(
                    "I11", f"{outcome} {saved.txn} ({saved.use_case}) changes a row that is not there"
                )
            left = later
        return noted

    def _stands(self, saved: Saved) -> bool:
        made = {(c["table"], c["key"]) for c in saved.changes if c["op"] == "insert"}
        return all((c["table"], c["key"]) in made or c["key"] in self.rows[c["table"]] for c in saved.changes)

    def _take(self, saved: Saved, outcome: str) -> list[tuple[str, str, str, str]]:
        before = self.outcomes.get(saved.txn)
        if before is not None and before != "parked":
            raise Violation("I3", f"{saved.txn} was {before} and is {outcome} now")
        self.outcomes[saved.txn] = outcome
        if outcome not in ("accepted", "merged"):
            return []
        noted = []
        for change in saved.changes:
            noted += self._change(saved, change)
        if bool(noted) != (outcome == "merged"):
            raise Violation("I10", f"{saved.txn} is {outcome}, but {len(noted)} of its values lose: {noted}")
        return list(noted)

    def _change(self, saved: Saved, change: dict[str, Any]) -> list[tuple[str, str, str, str]]:
        table, key, wanted = change["table"], change["key"], change["new"]
        policy = TABLES[table].info["sync"]
        held = self.rows[table].get(key)
        noted = []

        def lose(name: str) -> None:
            assert held is not None
            identity = (saved.txn, table, key, name)
            self.overwritten[identity] = (wanted[name], held[name])
            noted.append(identity)

        if change["op"] == "insert":
            if held is None:
                row = {c.name: _default(c) for c in TABLES[table].columns if c.name != "version"}
                self._put(table, key, row | {n: v for n, v in wanted.items() if n not in policy.central})
                return []
            if not policy.same_row:
                raise Violation("I3", f"{saved.txn} has made {table} {key}, which was there")
            row = dict(held)
            for name, value in wanted.items():
                if name in NOT_FILLED_IN or value in (None, "") or value == held[name]:
                    continue
                if held[name] in (None, ""):
                    row[name] = value
                else:
                    lose(name)
            self._put(table, key, row)
            return noted
        assert held is not None
        if policy.append_only:
            raise Violation("I10", f"{saved.txn} has changed {table} {key}, which is append only")
        row = dict(held)
        grouped = {name for group in policy.groups for name in group}
        for name, value in wanted.items():
            if held[name] == value:
                continue
            if name not in policy.central and name in change["old"] and held[name] == change["old"][name]:
                row[name] = value
            elif name in grouped:
                raise Violation("I10", f"{saved.txn} has overwritten {name} of {table} {key} unseen")
            else:
                lose(name)
        self._put(table, key, row)
        return noted

    def _put(self, table: str, key: str, row: Row) -> None:
        held = self.rows[table].get(key)
        if held is not None and held["ended_at"] is not None and row["ended_at"] is None:
            raise Violation("I11", f"{table} {key} had ended and lives again")
        self.rows[table][key] = row


def _default(column: Any) -> Any:
    default = column.default
    if default is None:
        return None
    value = default.arg(None) if default.is_callable else default.arg
    return value if isinstance(value, bool | int | list | dict) else str(value)
