"""What is gathered when all is over: the centre, every store, every journal."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import Connection, select

from app.storage.outbox import OutboxEntry, Sending
from app.storage.store import Store
from app.storage.trail import first_broken_link
from tests.chaos.journal import read_journal
from tests.chaos.market import MARKET, content

LOG_PREFIX = "%m [%c] %e "
"""When, in which session (a number of a process comes again, this one does not), with which code."""
LOGGED = re.compile(r"\S+ \S+ \S+ \[([\w.]+)\] (\w{5}) (\w+):  (.*)")
COMPLAINTS = ("ERROR", "FATAL", "PANIC")
CUT, WRONG_PASSWORD = "08P01", "28P01"

Content = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Answered:
    """What the centre keeps of one changeset."""

    terminal: int
    incarnation: str
    seq: int
    txn: str
    status: str
    at: float


@dataclass(frozen=True)
class Sent:
    """One changeset as its terminal keeps it."""

    txn: str
    state: Sending
    is_shown: bool
    changes: list[dict[str, Any]]


@dataclass
class TerminalEvidence:
    """One terminal's store and journal."""

    number: int
    journal: list[dict[str, Any]]
    outbox: list[Sent]
    content: Content
    revisions: dict[tuple[str, str], int]
    damage: list[str]
    """What SQLite's and the audit chain's own checks say; empty when all is well."""


@dataclass
class Evidence:
    """Everything the balance sheet is drawn up from."""

    answered: list[Answered]
    content: Content
    revisions: dict[tuple[str, str], int]
    terminals: list[TerminalEvidence]
    counted: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    """What the conductor itself saw go wrong."""
    seconds_to_step: float | None = None
    """From fair weather until everybody was in step; None where that did not happen."""


def centre_content(url: str) -> tuple[Content, dict[tuple[str, str], int]]:
    """Everything the centre holds in the terminals' shape, and how often each row was written."""
    found: Content = {}
    revisions = {}
    with psycopg.connect(url, row_factory=dict_row) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in MARKET.sorted_tables:
            names = [c.name for c in table.columns if c.name != "version"]
            query = f'SELECT rev, {", ".join(names)} FROM guitai.{table.name} ORDER BY id COLLATE "C"'
            rows = connection.execute(query).fetchall()  # type: ignore[arg-type]
            revisions |= {(table.name, row["id"]): row.pop("rev") for row in rows}
            found[table.name] = rows
    return found, revisions


def centre_answers(url: str) -> list[Answered]:
    """Every changeset the centre has answered."""
    query = """
        SELECT terminal, incarnation, seq, txn, status, extract(epoch FROM applied_at)::float8
        FROM guitai.sync_applied ORDER BY terminal, incarnation, seq
    """
    with psycopg.connect(url) as connection:
        return [Answered(*row) for row in connection.execute(query)]


def terminal_evidence(number: int, folder: Path, store: Store) -> TerminalEvidence:
    """Read one terminal's store, which nobody else has open, and its journal."""
    revisions = {}
    with store.look() as session:
        query = select(OutboxEntry).order_by(OutboxEntry.seq)
        outbox = [Sent(e.txn, e.state, e.shown, e.changes) for e in session.execute(query).scalars()]
        for table in MARKET.sorted_tables:
            for key, version in session.execute(select(table.c.id, table.c.version)):
                revisions[table.name, key] = int(version.rsplit(".", 1)[1]) if version else 0
        held = content(session)
        damage = _damage(session.connection())
        broken = first_broken_link(session)
    if broken is not None:
        damage.append(f"the audit chain breaks at {broken}")
    journal = list(read_journal(folder / "journal.jsonl"))
    return TerminalEvidence(number, journal, outbox, held, revisions, damage)


def server_complaints(log: Path) -> dict[str, list[str]]:
    """Every error PostgreSQL has logged, by its code.

    A login that is cut inside its password message is told twice by its session: as a message that is not
    whole, and at once as a wrong password. It is counted as what it was, a cut.
    """
    found: dict[str, list[str]] = {}
    before: dict[str, str] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        matched = LOGGED.match(line)
        if matched is None:
            continue
        session, code, level, said = matched.groups()
        if level in COMPLAINTS:
            is_cut = code == WRONG_PASSWORD and before.get(session) == CUT
            found.setdefault(CUT if is_cut else code, []).append(said)
        before[session] = code
    return found


def _damage(connection: Connection) -> list[str]:
    damage = [
        f"integrity_check: {row[0]}"
        for row in connection.exec_driver_sql("PRAGMA integrity_check")
        if row[0] != "ok"
    ]
    damage += [f"cipher: {row[0]}" for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    damage += [f"foreign key: {tuple(row)}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return damage
