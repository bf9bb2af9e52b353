"""Calling the gates by hand, as a terminal's role: honest messages, and what becomes of them."""

from __future__ import annotations

import json
import uuid
from types import TracebackType
from typing import Any, Self

import psycopg

Message = dict[str, Any]


class Caller:
    """A connection of a terminal's role that says what it wants."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)
        self.incarnation = str(uuid.uuid4())
        self.epoch = str(self.ask("gate_hello", self.hello())["epoch"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.connection.close()

    def begin_anew(self) -> None:
        """Take another incarnation, as a terminal does after a fork."""
        self.incarnation = str(uuid.uuid4())

    def hello(self) -> Message:
        """An honest greeting."""
        asked = {"protocol": 2, "schema": 1, "incarnation": self.incarnation, "epoch": None, "token": None}
        return {**asked, "numbers": {"ticket|2026-11-25": 1}, "now": 1_800_000_000_000_000}

    def batch(self, *entries: Message, **more: Any) -> Message:
        """An honest batch."""
        asked = {
            "epoch": self.epoch,
            "incarnation": self.incarnation,
            "acked_seq": 0,
            "waiting": len(entries),
        }
        return {**asked, "caught_up": True, "entries": list(entries), **more}

    def pull(self) -> Message:
        """An honest question for everything."""
        return {"epoch": self.epoch, "token": None, "parked": []}

    def ask(self, gate: str, message: Message | str) -> dict[str, Any]:
        """Call a gate; raises psycopg.Error where it refuses the message."""
        text = message if isinstance(message, str) else json.dumps(message)
        row = self.connection.execute(f"SELECT guitai.{gate}(%s)", (text,)).fetchone()
        assert row is not None
        answer: dict[str, Any] = json.loads(row[0])
        return answer

    def push(self, *entries: Message, **more: Any) -> dict[str, Any]:
        """Push entries."""
        return self.ask("gate_push", self.batch(*entries, **more))

    def refusal(self, gate: str, message: Message | str) -> str:
        """Call a gate that must refuse the message; gives the SQLSTATE."""
        try:
            answer = self.ask(gate, message)
        except psycopg.Error as error:
            return error.sqlstate or type(error).__name__
        raise AssertionError(f"not refused: {answer}")


def entry(seq: Any, *changes: Message, **more: Any) -> Message:
    """An honest changeset."""
    told = {"seq": seq, "txn": str(uuid.uuid4()), "digest": uuid.uuid4().hex, "use_case": "add"}
    return {**told, "actor_id": "someone", "made_at": 1, "changes": list(changes), "again": False, **more}


def inserted(table: str, hall_id: str, **values: Any) -> Message:
    """An honest new row."""
    key = values.pop("id", None) or str(uuid.uuid4())
    new = {"id": key, "hall_id": hall_id, "made_at": 1, "ended_at": None, "end_reason": "", **values}
    return {"table": table, "key": key, "op": "insert", "base": None, "old": {}, "new": new}


def updated(table: str, key: Any, old: Message, new: Message, base: Any = None) -> Message:
    """An honest change of a row."""
    return {"table": table, "key": key, "op": "update", "base": base, "old": old, "new": new}
