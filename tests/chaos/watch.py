"""What a terminal must show at every moment; looked at after each pull and each act of its own.

The rows beneath the overlay are worked out here anew, so that the overlay's own code is not its own judge.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.storage.outbox import BaseRow, OutboxEntry, Sending, read_fact
from app.storage.store import Store
from app.sync.facts import EPOCH, TOKEN
from tests.chaos.journal import Journal, Line
from tests.chaos.market import MARKET, TOTAL, Purse

RowKey = tuple[str, str]
LATEST = 12
"""So many accepted changesets are looked at again and again."""
NAMES_OF_OTHERS = ("booking_id",)
"""Columns that name another row."""


class Watch:
    """Checks one store, remembers what it has shown, and writes down what must not be."""

    def __init__(self, store: Store, journal: Journal, seen: dict[str, str]) -> None:
        self._store = store
        self._journal = journal
        self._seen = seen
        self._lives = {_epoch(version, "") for version in seen.values()}
        self._refused: dict[int, set[RowKey]] = {}
        self._turn = threading.Lock()
        self._said: tuple[str, dict[str, Any]] = ("", {})

    def look(self, touched: Iterable[RowKey]) -> None:
        """Check one consistent state of the store; from any thread."""
        with self._turn, self._store.look() as session:
            if read_fact(session, TOKEN) is not None:
                self._check_total(session)
            self._check_own_writes(session)
            self._check_accepted_writes(session)
            self._check_versions(session, set(touched))

    def _complain(self, rule: str, **facts: Any) -> None:
        if (rule, facts) != self._said:
            self._journal.swear(Line.VIOLATION, rule=rule, **facts)
        self._said = (rule, facts)

    def _check_total(self, session: Session) -> None:
        """The purses as the centre has them add up, or a pull was torn (I4)."""
        beneath = dict(session.execute(select(Purse.id, Purse.fen)).all())
        for entry in reversed(_laid(session)):
            for change in entry.changes:
                if change["table"] == Purse.__tablename__ and change["key"] in beneath:
                    beneath[change["key"]] = change["old"].get("fen", beneath[change["key"]])
        kept = session.execute(select(BaseRow.key, BaseRow.row).where(BaseRow.table == Purse.__tablename__))
        beneath |= {key: row["fen"] if row else 0 for key, row in kept}
        if sum(beneath.values()) != TOTAL:
            self._complain("torn state", total=sum(beneath.values()), wanted=TOTAL, purses=len(beneath))

    def _check_own_writes(self, session: Session) -> None:
        """What was saved here and is on its way is in sight (I7).

        Excused is what was built on something refused, or on a row that a restored centre lacks as yet.
        """
        refused = self._keys_of_refused(session)
        wanted: dict[RowKey, dict[str, Any]] = {}
        excused: set[RowKey] = set()
        made: set[RowKey] = set()
        for entry in _laid(session):
            made |= {(c["table"], c["key"]) for c in entry.changes if c["op"] == "insert"}
            ground = _built_on(entry)
            is_refused = entry.state is Sending.REFUSED or bool(ground & (refused | excused))
            if is_refused or self._is_lost(session, ground - made):
                excused |= _keys(entry)
                continue
            for change in entry.changes:
                wanted.setdefault((change["table"], change["key"]), {}).update(change["new"])
        for (name, key), values in wanted.items():
            if (name, key) in excused:
                continue
            row = _row(session, name, key)
            other = {c: v for c, v in values.items() if row is None or row[c] != v}
            if other:
                self._complain(
                    "own write out of sight", table=name, key=key, wanted=other,
                    shown=row and {c: row[c] for c in other},
                )  # fmt: skip

    def _is_lost(self, session: Session, keys: set[RowKey]) -> bool:
        """Tell whether the centre has begun another life, and one of these rows is not back yet."""
        lives = self._lives | {read_fact(session, EPOCH, "")[:8]}
        return len(lives) > 1 and any(_row(session, name, key) is None for name, key in keys)

    def _check_accepted_writes(self, session: Session) -> None:
        """What was accepted is in sight when its overlay goes: a row that is there, and is newer (I7)."""
        accepted = select(OutboxEntry).where(OutboxEntry.state == Sending.ACCEPTED, OutboxEntry.shown)
        for entry in session.execute(accepted.order_by(OutboxEntry.seq.desc()).limit(LATEST)).scalars():
            for change in entry.changes:
                row = _row(session, change["table"], change["key"])
                if row is None:
                    self._complain("accepted row out of sight", table=change["table"], key=change["key"])
                elif change["table"] == Purse.__tablename__ and not _is_newer(row["version"], change["base"]):
                    self._complain("accepted value out of sight", key=change["key"], shown=row["version"])

    def _keys_of_refused(self, session: Session) -> set[RowKey]:
        # What another life of the centre has refused waits again with its answer, and stays refused.
        kept = OutboxEntry.answer["status"].as_string() == Sending.REFUSED
        refused = select(OutboxEntry.seq).where(or_(OutboxEntry.state == Sending.REFUSED, kept))
        fresh = set(session.execute(refused).scalars()) - set(self._refused)
        for entry in session.execute(select(OutboxEntry).where(OutboxEntry.seq.in_(fresh))).scalars():
            self._refused[entry.seq] = _keys(entry)
        return set().union(*self._refused.values())

    def _check_versions(self, session: Session, touched: set[RowKey]) -> None:
        """No row goes back to an older version, or away, within an epoch (I6, I11)."""
        epoch = read_fact(session, EPOCH, "")
        fresh = {}
        for name, key in sorted(touched):
            if name not in MARKET.tables or key == "*":
                continue
            row = _row(session, name, key)
            version = row["version"] if row else None
            before = self._seen.get(f"{name}:{key}")
            if before is not None and _epoch(before, epoch) == _epoch(version, epoch):
                if version is None:
                    self._complain("row went away", table=name, key=key, before=before)
                elif _revision(version) < _revision(before):
                    self._complain("row went back", table=name, key=key, before=before, after=version)
            if version is not None and version != before:
                fresh[f"{name}:{key}"] = version
        if fresh:
            self._seen |= fresh
            self._lives |= {_epoch(version, epoch) for version in fresh.values()}
            self._journal.write(Line.SAW, rows=fresh)


def _laid(session: Session) -> list[OutboxEntry]:
    query = select(OutboxEntry).where(OutboxEntry.shown.is_(False)).order_by(OutboxEntry.seq)
    return list(session.execute(query).scalars())


def _keys(entry: OutboxEntry) -> set[RowKey]:
    return {(change["table"], change["key"]) for change in entry.changes}


def _built_on(entry: OutboxEntry) -> set[RowKey]:
    named = {
        ("test_booking", value)
        for change in entry.changes
        for column, value in change["new"].items()
        if column in NAMES_OF_OTHERS
    }
    return _keys(entry) | named


def _row(session: Session, name: str, key: str) -> dict[str, Any] | None:
    table = MARKET.tables[name]
    found = session.execute(select(table).where(table.c.id == key)).mappings().one_or_none()
    if found is None:
        return None
    return {c: value.isoformat() if isinstance(value, date) else value for c, value in found.items()}


def _epoch(version: str | None, current: str) -> str:
    """The epoch of a version; a row that is not there is judged by the epoch the terminal is in."""
    return version.split(".")[0] if version is not None and version.count(".") == 2 else current[:8]


def _is_newer(version: str, base: str) -> bool:
    return _epoch(version, "") != _epoch(base, "") or _revision(version) > _revision(base)


def _revision(version: str) -> int:
    return int(version.rsplit(".", 1)[1])
