"""The invariants of sync.md, section 8.3, each by its name."""

from __future__ import annotations

from typing import Any

from tests.simulation.market import NEW_COLUMN, TABLES
from tests.simulation.oracle import Oracle, Violation
from tests.simulation.terminal import Entry, Sight, SimTerminal

RowKey = tuple[str, str]
Rows = dict[RowKey, dict[str, Any] | None]

LINKS = {
    (table.name, column.name): key.column.table.name
    for table in TABLES.values()
    for column in table.columns
    for key in column.foreign_keys
}
UNSENT = ("waiting", "parked")


def flat(rows: dict[str, dict[str, dict[str, Any]]]) -> Rows:
    """Name rows by table and key."""
    return {(table, key): row for table, found in rows.items() for key, row in found.items()}


def base_of(sight: Sight) -> Rows:
    """Give the rows beneath the changesets that are on their way: what the centre is known to have."""
    base = flat(sight.rows)
    for entry in reversed(laid(sight)):
        for change in reversed(entry.changes):
            key = (change["table"], change["key"])
            if key in sight.kept or base.get(key) is None:
                continue
            row = base[key]
            base[key] = None if change["op"] == "insert" or row is None else {**row, **change["old"]}
    base.update(sight.kept)
    return {key: row for key, row in base.items() if row is not None}


def laid(sight: Sight) -> list[Entry]:
    """List the changesets that lie over the base, oldest first.

    A refused one is taken back by the transaction after the one that notes its answer.
    """
    return [entry for entry in sight.outbox if not entry.shown]


def overlaid(base: Rows, entries: list[Entry]) -> Rows:
    """Lay changesets over rows; one that lacks what it was built on is left out whole."""
    shown = dict(base)
    for entry in entries:
        made = {(c["table"], c["key"]) for c in entry.changes if c["op"] == "insert"}
        is_founded = True
        for change in entry.changes:
            if change["op"] == "update" and (change["table"], change["key"]) not in made:
                is_founded &= shown.get((change["table"], change["key"])) is not None
            for name, value in change["new"].items():
                link = LINKS.get((change["table"], name))
                if link is not None and value is not None and (link, value) not in made:
                    is_founded &= shown.get((link, value)) is not None
        if not is_founded:
            continue
        for change in entry.changes:
            key = (change["table"], change["key"])
            row = shown.get(key)
            shown[key] = {**row, **change["new"]} if row is not None else dict(change["new"])
    return {key: row for key, row in shown.items() if row is not None}


def check_terminal(terminal: SimTerminal, sight: Sight, total: int, oracle: Oracle | None) -> None:
    """Look at one terminal after it has applied something. Without an oracle the centre is in doubt."""
    base = base_of(sight)
    _check_isolation(terminal, sight, base)
    if sight.facts.get("epoch") is not None:
        if oracle is not None:
            _check_total(terminal, base, total)
        _check_monotonic(terminal, base, strictly=oracle is not None)
    _check_own_writes(terminal, sight, base)
    if oracle is not None:
        _check_accepted(terminal, sight, base)
    _check_overlay(terminal, sight, base)


def check_refused_are_gone(terminal: SimTerminal, sight: Sight, oracle: Oracle, dead: set[RowKey]) -> None:
    """I11: what the centre has refused is not shown, unless it is on its way anew."""
    on_way = {(c["table"], c["key"]) for entry in laid(sight) for c in entry.changes if c["op"] == "insert"}
    for key in dead:
        if sight.rows[key[0]].get(key[1]) is not None and key not in on_way:
            raise Violation("I11", f"{terminal.name} shows {key}, which was refused")


def check_centre(oracle: Oracle, centre: Rows, total: dict[str, int]) -> None:
    """Compare the centre's tables with the folded log; look at its own rules."""
    for hall_id, expected in sorted(total.items()):
        found = sum(
            r["fen"] for (t, _), r in centre.items() if t == "sim_purse" and r and r["hall_id"] == hall_id
        )
        if found != expected:
            raise Violation("I4", f"the centre's purses of {hall_id} hold {found}, not {expected}")
    expected_rows = flat(oracle.rows)
    for key in sorted(set(centre) | set(expected_rows)):
        there, wanted = centre.get(key), expected_rows.get(key)
        if there is None:
            raise Violation("oracle", f"the centre lacks {key}")
        bare = {name: value for name, value in there.items() if name != "version"}
        if wanted is None:
            raise Violation("oracle", f"nobody has made {key} at the centre: {bare}")
        if bare != wanted:
            raise Violation("oracle", f"{key} is {_differences(bare, wanted)} (centre, folded log)")
        _check_combinations(oracle, key, bare)


def check_exact(terminal: SimTerminal, sight: Sight, centre: Rows) -> None:
    """I1: what lies beneath the own changes is the centre as it is, row by row."""
    if any(entry.state == "refused" for entry in laid(sight)):
        raise Violation("I4", f"{terminal.name} still shows what was refused")
    base = base_of(sight)
    expected = {k: r for k, r in centre.items() if r is not None and r["hall_id"] == terminal.hall_id}
    for key in sorted(set(base) | set(expected)):
        here, there = base.get(key), expected.get(key)
        if here is None or there is None:
            raise Violation("I1", f"{key} is {'not ' if here is None else ''}at {terminal.name} only")
        if terminal.is_older and key[0] == NEW_COLUMN[0]:
            here, there = {**here, NEW_COLUMN[1]: None}, {**there, NEW_COLUMN[1]: None}
        if here != there:
            raise Violation("I1", f"{key} is {_differences(here, there)} ({terminal.name}, centre)")


def check_outcomes(terminal: SimTerminal, sight: Sight, oracle: Oracle, *, was_restored: bool) -> None:
    """I2 and I8: every changeset kept here has one outcome, the same on both sides, refusals are shown."""
    names = {"accepted": "accepted", "merged": "accepted", "refused": "refused", "parked": "parked"}
    for entry in sight.outbox:
        outcome = oracle.outcomes.get(entry.txn)
        if outcome is None:
            raise Violation(
                "I8" if was_restored else "I2",
                f"{terminal.name} keeps {entry.txn}, the centre has not got it",
            )
        if names[outcome] != entry.state:
            raise Violation("I2", f"{entry.txn} is {entry.state} at {terminal.name}, {outcome} at the centre")
        if outcome == "refused" and entry.txn not in sight.rows["conflict"]:
            raise Violation("I2", f"{entry.txn} was refused and {terminal.name} has nothing to show of it")


def check_overwritten(oracle: Oracle, centre: Rows) -> None:
    """I10: every value that lost has its line, and nothing else has."""
    noted = {
        (r["txn"], r["table_name"], r["key"], r["column_name"]): (r["wanted"], r["kept"])
        for (table, _), r in centre.items()
        if table == "conflict" and r is not None and r["kind"] == "overwritten"
    }
    for identity in sorted(set(noted) | set(oracle.overwritten)):
        if identity not in noted:
            raise Violation("I10", f"a value was overwritten without a line: {identity}")
        if identity not in oracle.overwritten or noted[identity] != oracle.overwritten[identity]:
            raise Violation(
                "I10", f"a line of a value that was not overwritten so: {identity} {noted[identity]}"
            )


def same_content(before: Sight, after: Sight) -> str:
    """I13: name what a pull without news has changed; empty where nothing has."""
    if before.rows != after.rows:
        return "rows"
    if before.kept != after.kept:
        return "the centre's copies"
    if before.outbox != after.outbox:
        return "the outbox"
    return ""


def _check_isolation(terminal: SimTerminal, sight: Sight, base: Rows) -> None:
    for key, row in (*flat(sight.rows).items(), *base.items()):
        if row is not None and row["hall_id"] != terminal.hall_id:
            raise Violation("I14", f"{terminal.name} has {key} of another hall")


def _check_total(terminal: SimTerminal, base: Rows, total: int) -> None:
    found = sum(row["fen"] for (table, _), row in base.items() if table == "sim_purse" and row is not None)
    if found != total:
        raise Violation("I4", f"{terminal.name} knows a centre whose purses hold {found}, not {total}")


def _check_monotonic(terminal: SimTerminal, base: Rows, *, strictly: bool) -> None:
    for key, row in base.items():
        assert row is not None
        if row["version"] is None:
            continue
        life, _, revision = row["version"].split(".")
        before = terminal.seen.get(key)
        if strictly and before is not None and before[0] == life and before[1] > int(revision):
            raise Violation("I6", f"{terminal.name} goes back from {before} to {row['version']} of {key}")
        terminal.seen[key] = (life, int(revision))


def _check_own_writes(terminal: SimTerminal, sight: Sight, base: Rows) -> None:
    expected: dict[tuple[str, str, str], Any] = {}
    for entry in laid(sight):
        for change in entry.changes:
            for name, value in change["new"].items():
                expected[change["table"], change["key"], name] = value
    standing = overlaid(base, laid(sight))
    for (table, key, name), value in expected.items():
        if standing.get((table, key)) is None:
            continue
        row = sight.rows[table].get(key)
        if row is None or (row[name] != value and standing[table, key][name] == value):  # type: ignore[index]
            shown = "nothing" if row is None else row[name]
            raise Violation("I7", f"{terminal.name} shows {shown!r}, not its own {name} of {(table, key)}")


def _check_accepted(terminal: SimTerminal, sight: Sight, base: Rows) -> None:
    for entry in sight.outbox:
        if entry.state != "accepted" or not entry.shown:
            continue
        for change in entry.changes:
            key = (change["table"], change["key"])
            if change["op"] == "insert" and key not in base:
                raise Violation("I7", f"{terminal.name} has lost sight of its own {key}, which was accepted")
            row = base.get(key)
            was_taken = (entry.answer or {}).get("status") == "accepted"
            if (
                was_taken
                and row is not None
                and change["base"] is not None
                and row["version"] == change["base"]
            ) and any(row[name] != value for name, value in change["new"].items()):
                raise Violation("I7", f"{terminal.name} shows {key} as it was before its accepted change")


def _check_overlay(terminal: SimTerminal, sight: Sight, base: Rows) -> None:
    expected = overlaid(base, laid(sight))
    shown = flat(sight.rows)
    for key in sorted(set(expected) | set(shown)):
        here, wanted = shown.get(key), expected.get(key)
        if here is None or wanted is None:
            raise Violation("I13", f"{terminal.name}: {key} should {'' if here is None else 'not '}be shown")
        for name in here:
            if name != "version" and here[name] != wanted.get(name, here[name]):
                raise Violation(
                    "I13",
                    f"{terminal.name} shows {name} of {key} as {here[name]!r}, "
                    f"base and overlay give {wanted.get(name)!r}",
                )


def _check_combinations(oracle: Oracle, key: RowKey, row: dict[str, Any]) -> None:
    for place, group in enumerate(TABLES[key[0]].info["sync"].groups):
        seen = oracle.entered.get((*key, place))
        combination = tuple(row[name] for name in group)
        if seen is not None and combination not in seen:
            raise Violation("I10", f"nobody has entered {combination} of {key} together")


def _differences(one: dict[str, Any], other: dict[str, Any]) -> str:
    names = sorted(name for name in set(one) | set(other) if one.get(name) != other.get(name))
    return ", ".join(f"{name}: {one.get(name)!r} / {other.get(name)!r}" for name in names)
