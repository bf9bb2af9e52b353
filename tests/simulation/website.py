"""Another program of the market: it writes plainly, keeps transactions open, changes its mind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.types.json import Jsonb

from app.kernel.ids import new_key
from tests.simulation.market import CASE_STEPS, CaseState
from tests.simulation.oracle import Oracle
from tests.simulation.server import Server

Written = tuple[str, dict[str, Any]]


@dataclass
class Transaction:
    """An open transaction and what it has written so far."""

    connection: Connection[Any]
    written: list[Written] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)


class Website:
    """Writes at the centre as an ordinary client of the database."""

    def __init__(self, server: Server, oracle: Oracle) -> None:
        self._server = server
        self.oracle = oracle
        self.open: list[Transaction] = []

    def begin(self) -> Transaction:
        """Open a transaction that stays open."""
        transaction = Transaction(self._server.website())
        self.open.append(transaction)
        return transaction

    def write(self, transaction: Transaction, kind: str, hall_id: str, chance: Any) -> bool:
        """Write something; False where a lock or a rule forbids it: then the transaction is over."""
        try:
            self._write(transaction, kind, hall_id, chance)
        except psycopg.errors.QueryCanceled:
            raise
        except psycopg.Error:
            self.end(transaction, commits=False)
            return False
        return True

    def insert(self, transaction: Transaction, table: str, row: dict[str, Any]) -> None:
        """Write a row as it is given."""
        names = ", ".join(row)
        marks = ", ".join(["%s"] * len(row))
        self._run(transaction, table, f"INSERT INTO {table} ({names}) VALUES ({marks})", *row.values())

    def savepoint(self, transaction: Transaction) -> None:
        """Mark a place to come back to."""
        transaction.connection.execute(f"SAVEPOINT s{len(transaction.marks)}")
        transaction.marks.append(len(transaction.written))

    def back_to_savepoint(self, transaction: Transaction) -> None:
        """Undo what was written since the last mark."""
        if transaction.marks:
            place = transaction.marks.pop()
            transaction.connection.execute(f"ROLLBACK TO SAVEPOINT s{len(transaction.marks)}")
            del transaction.written[place:]

    def end(self, transaction: Transaction, commits: bool) -> bool:
        """Commit or roll back; tells whether it was committed."""
        self.open.remove(transaction)
        try:
            if commits:
                transaction.connection.commit()
                for table, row in transaction.written:
                    self.oracle.write(table, row)
            return commits
        except psycopg.Error:
            return False
        finally:
            if transaction.connection.closed:
                transaction.written.clear()
            else:
                self._server.give_back(transaction.connection)

    def forget(self) -> None:
        """The server is gone: what was open never was."""
        for transaction in list(self.open):
            self.end(transaction, commits=False)

    def _write(self, transaction: Transaction, kind: str, hall_id: str, chance: Any) -> None:
        if kind == "transfer":
            purses = self._keys("sim_purse", hall_id)
            fen = chance.randint(1, 50)
            for key, by in zip(chance.sample(purses, 2), (fen, -fen), strict=True):
                self._run(
                    transaction, "sim_purse", "UPDATE sim_purse SET fen = fen + %s WHERE id = %s", by, key
                )
        elif kind == "account":
            query = "INSERT INTO test_account (id, hall_id, name, fen) VALUES (%s, %s, %s, %s)"
            self._run(transaction, "test_account", query, new_key(), hall_id, self._word(chance), 5)
        elif kind == "rename" and (keys := self._keys("test_account", hall_id)):
            query = "UPDATE test_account SET name = %s WHERE id = %s"
            self._run(transaction, "test_account", query, self._word(chance), chance.choice(keys))
        elif kind == "number" and (keys := self._keys("sim_case", hall_id)):
            query = "UPDATE sim_case SET number = %s WHERE id = %s"
            self._run(transaction, "sim_case", query, self._word(chance), chance.choice(keys))
        elif kind == "step":
            found = [(k, r) for k, r in self.oracle.rows["sim_case"].items() if r["hall_id"] == hall_id]
            if found:
                key, row = chance.choice(found)
                allowed = sorted(CASE_STEPS.allowed(CaseState(row["state"])))
                if allowed:
                    query = "UPDATE sim_case SET state = %s, state_at = %s WHERE id = %s AND state = %s"
                    state_at = chance.randint(1, 10**9)
                    values = (str(chance.choice(allowed)), state_at, key, row["state"])
                    self._run(transaction, "sim_case", query, *values)
        elif kind == "booking":
            start = chance.randint(0, 11)
            query = (
                "INSERT INTO test_booking (id, hall_id, room, starts_at, ends_at, title) "
                "VALUES (%s, %s, %s, %s, %s, %s)"
            )
            values = (new_key(), hall_id, chance.choice("ABC"), start, start + 1, self._word(chance))
            self._run(transaction, "test_booking", query, *values)
        elif kind == "guest" and (keys := self._keys("test_booking", hall_id)):
            query = "INSERT INTO test_guest (id, hall_id, booking_id, name, tags) VALUES (%s, %s, %s, %s, %s)"
            name = chance.choice("甲乙丙丁")
            values = (new_key(), hall_id, chance.choice(keys), name, Jsonb(["网"]))
            self._run(transaction, "test_guest", query, *values)

    def _run(self, transaction: Transaction, table: str, query: str, *values: Any) -> None:
        cursor = transaction.connection.execute(f"{query} RETURNING to_jsonb({table}.*)", values)
        for (row,) in cursor.fetchall():
            transaction.written.append((table, without_stamps(row)))

    def _keys(self, table: str, hall_id: str) -> list[str]:
        return sorted(k for k, row in self.oracle.rows[table].items() if row["hall_id"] == hall_id)

    @staticmethod
    def _word(chance: Any) -> str:
        return f"网{chance.randint(0, 999)}"


def without_stamps(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row of the centre as the terminals know it, without a version."""
    return {name: value for name, value in row.items() if name not in ("ver", "rev", "marks")}
