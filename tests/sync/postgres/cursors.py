"""Cursors a pull could use: those that look right and are not (sync.md, T1 and T2), and the gate's own."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import psycopg


class Reader:
    """Collects accounts as a terminal would, pull after pull."""

    name: str

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        self.seen: dict[str, int] = {}
        self.deliveries: Counter[str] = Counter()

    def pull(self) -> None:
        """Bring what is new."""
        for key, fen in self._new_rows():
            self.seen[key] = fen
            self.deliveries[key] += 1

    def total(self) -> int:
        """All the money this reader believes in."""
        return sum(self.seen.values())

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _new_rows(self) -> list[tuple[str, int]]:
        raise NotImplementedError


class HighestReader(Reader):
    """Asks for what is above the highest value it has seen of a column."""

    column: str
    start: str

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._last: Any = None

    def _new_rows(self) -> list[tuple[str, int]]:
        query = (
            f"SELECT id, fen, {self.column} FROM guitai.test_account WHERE {self.column} > %s::{self.start}"
        )
        low = {"text": "", "bigint": 0, "xid8": "0"}[self.start]
        found = self._connection.execute(query, (low if self._last is None else self._last,)).fetchall()
        if found:
            self._last = max(((row[2]) for row in found), key=lambda v: int(v) if self.start != "text" else v)
        return [(row[0], row[1]) for row in found]


class HighestKey(HighestReader):
    """``id > last``: keys are drawn from a sequence before the commit."""

    name, column, start = "id > last", "id", "text"


class HighestMoment(HighestReader):
    """``made_at > last``: the clock is read before the commit."""

    name, column, start = "clock_timestamp() > last", "made_at", "bigint"


class HighestXid(HighestReader):
    """``ver > last``: the transaction's number is older than its commit."""

    name, column, start = "xid8 > last", "ver", "xid8"


class Horizon(Reader):
    """``ver < xmin`` of the snapshot: misses nothing in the end, and shows states that never were."""

    name = "xmin horizon"

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._last = "0"

    def _new_rows(self) -> list[tuple[str, int]]:
        query = """
            WITH now AS MATERIALIZED (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin)
            SELECT now.xmin::text, t.id, t.fen FROM now
            LEFT JOIN guitai.test_account t ON t.ver >= %s::xid8 AND t.ver < now.xmin
        """
        found = self._connection.execute(query, (self._last,)).fetchall()
        self._last = found[0][0]
        return [(row[1], row[2]) for row in found if row[1] is not None]


class GateReader(Reader):
    """The gate's own cursor, the whole snapshot, asked as a terminal's role."""

    name = "snapshot token"

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._place: dict[str, Any] = {"epoch": None, "token": None, "parked": []}

    def _new_rows(self) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        place = dict(self._place)
        while True:
            row = self._connection.execute("SELECT guitai.gate_pull(%s)", (json.dumps(place),)).fetchone()
            assert row is not None
            answer = json.loads(row[0])
            part = answer["tables"].get("test_account", {"columns": [], "rows": []})
            columns = part["columns"]
            found += [(r[columns.index("id")], r[columns.index("fen")]) for r in part["rows"]]
            if answer.get("token") is not None:
                self._place = {"epoch": answer["epoch"], "token": answer["token"], "parked": []}
                return found
            if answer["next"] is None:
                place = {"epoch": answer["epoch"], "token": answer["as_of"], "parked": []}
            else:
                place |= {"epoch": answer["epoch"], "as_of": answer["as_of"], "cursor": answer["next"]}
