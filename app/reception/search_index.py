"""The index people and organisations are found by. It is this terminal's own and follows from the records.

Triggers note whose words are out of date, whoever wrote the row: a clerk here or the pull. ``catch_up``
brings them up to date in short transactions, so that neither a first filling nor a clerk waits for spelling.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

from sqlalchemy import Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.changes import ChangeSet
from app.reception.index_words import Kind, forms_of, words_of
from app.storage.base import Base
from app.storage.columns import Moment, Words
from app.storage.store import Store

log = logging.getLogger(__name__)

WORDS_VERSION = 2
"""Raised when records get other words: the triggers bear it, and every index is then made anew."""
BATCH = 400
"""Records of one transaction: a clerk never waits longer for it than for a pull."""
AT_ONCE = 200
"""So many are brought up to date before whoever changed them goes on."""


class SearchEntry(Base):
    """A record that can be found, with what its words were made of."""

    __tablename__ = "search_entry"
    __table_args__ = (Index("ix_search_entry_recent", "seen_at", "forms", "ref"),)

    ref: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[Words]
    key: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[Words]
    phone: Mapped[Words]
    forms: Mapped[Words]
    """Kind and words of the whole name, one a line: those seen last are looked through as a whole."""
    seen_at: Mapped[Moment] = mapped_column(default=0)
    """The last visit; 0: none."""


class SearchWord(Base):
    """A word and what is found by it. A clustered tree: a beginning is a range of it."""

    __tablename__ = "search_word"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read by SQLAlchemy, never changed

    word: Mapped[str] = mapped_column(Text, primary_key=True)
    ref: Mapped[int] = mapped_column(Integer, primary_key=True)


class SearchDue(Base):
    """A record whose words are out of date."""

    __tablename__ = "search_due"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[Words]
    key: Mapped[Words]


class SearchIndex:
    """Keeps the index up; everything else follows from the triggers."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = threading.Lock()
        self._wanted = threading.Event()
        self._is_ending = False
        self._thread = threading.Thread(target=self._run, name="search index", daemon=True)

    def prepare(self) -> None:
        """Put the triggers up; where the words are of another version, everything is due again."""
        made = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search\\_%' ESCAPE '\\'"
        there = {name for (name,) in self._store.glance(made)}
        if there != _TRIGGERS.keys():
            with self._store.rewrite() as connection:
                for name in there:
                    connection.execute(f"DROP TRIGGER {name}")
                for statement in (*_TRIGGERS.values(), *_ANEW):
                    connection.execute(statement)
        self.catch_up(AT_ONCE)

    def start(self) -> None:
        """Work off what is due beside the day's work."""
        self._thread.start()
        self._wanted.set()

    def stop(self) -> None:
        """End after the batch in hand."""
        self._is_ending = True
        self._wanted.set()
        if self._thread.ident is not None:
            self._thread.join()

    def hear(self, changes: ChangeSet) -> None:
        """Listen to the store: few records are found at once, many are worked off beside."""
        if changes.touches("person", "organisation") and not self.catch_up(AT_ONCE):
            self._wanted.set()

    def catch_up(self, most: int = BATCH) -> bool:
        """Bring records up to date, those changed last first; tells whether none is left."""
        with self._turn:
            query = "SELECT seq, kind, key FROM search_due ORDER BY seq DESC LIMIT ?"
            due = self._store.glance(query, most)
            if due:
                now = {kind: self._read(kind, due) for kind in Kind}
                self._write(due, now)
            return len(due) < most

    def catch_up_wholly(self) -> None:
        """Bring every record up to date before going on."""
        while not self.catch_up():
            pass

    def _run(self) -> None:
        while self._wanted.wait() and not self._is_ending:
            self._wanted.clear()
            try:
                while not self._is_ending and not self.catch_up():
                    pass
            except Exception:
                log.exception("the search index stands still until the next change")

    def _read(self, kind: Kind, due: list[Any]) -> dict[str, tuple[str, str, int]]:
        """Give name, telephone and last visit of the records that are due and live."""
        keys = sorted({key for _, whose, key in due if whose == kind})
        marks = ", ".join("?" * len(keys))
        found = self._store.glance(_LIVE[kind].format(marks=marks), *keys) if keys else []
        return {key: (name, phone, seen_at) for key, name, phone, seen_at in found}

    def _write(self, due: list[Any], now: dict[Kind, dict[str, tuple[str, str, int]]]) -> None:
        keys = {key: Kind(kind) for _, kind, key in due}
        with self._store.rewrite() as connection:
            before = _entries(connection, list(keys))
            gone = [(word, ref) for ref, kind, name, phone in before.values()
                    for word in words_of(Kind(kind), name, phone)]  # fmt: skip
            connection.executemany("DELETE FROM search_word WHERE word = ? AND ref = ?", sorted(gone))
            made = []
            for key, kind in keys.items():
                ref = before[key][0] if key in before else None
                found = now[kind].get(key)
                if found is None:
                    connection.execute("DELETE FROM search_entry WHERE ref = ?", (ref,))
                    continue
                name, phone, seen_at = found
                forms = "\n".join((kind, *forms_of(kind, name)))
                ref = connection.execute(_PUT_ENTRY, (ref, kind, key, name, phone, forms, seen_at)).lastrowid
                made += [(word, ref) for word in words_of(kind, name, phone)]
            connection.executemany("INSERT INTO search_word (word, ref) VALUES (?, ?)", sorted(made))
            connection.execute("DELETE FROM search_due WHERE seq BETWEEN ? AND ?", (due[-1][0], due[0][0]))


def _entries(connection: Any, keys: list[str]) -> dict[str, tuple[int, str, str, str]]:
    marks = ", ".join("?" * len(keys))
    query = f"SELECT key, ref, kind, name, phone FROM search_entry WHERE key IN ({marks})"
    return {key: (ref, kind, name, phone) for key, ref, kind, name, phone in connection.execute(query, keys)}


_LIVE = {
    Kind.PERSON: """
SELECT id, name, phone, coalesce((SELECT max(arrived_at) FROM visit WHERE person_id = person.id), 0)
FROM person WHERE id IN ({marks}) AND ended_at IS NULL
""",
    Kind.ORGANISATION: "SELECT id, name, '', 0 FROM organisation WHERE id IN ({marks}) AND ended_at IS NULL",
}
_PUT_ENTRY = """
INSERT OR REPLACE INTO search_entry (ref, kind, key, name, phone, forms, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_ANEW = (
    "DELETE FROM search_word",
    "DELETE FROM search_entry",
    "DELETE FROM search_due",
    f"INSERT INTO search_due (kind, key) SELECT '{Kind.ORGANISATION}', id FROM organisation",
    f"INSERT INTO search_due (kind, key) SELECT '{Kind.PERSON}', id FROM person",
)


def _triggers() -> dict[str, str]:
    """Write the triggers: a row made, gone, or changed in what its words are made of is due."""
    ended = "(NEW.ended_at IS NULL) IS NOT (OLD.ended_at IS NULL)"
    changes = {
        Kind.PERSON: f"NEW.name IS NOT OLD.name OR NEW.phone IS NOT OLD.phone OR {ended}",
        Kind.ORGANISATION: f"NEW.name IS NOT OLD.name OR {ended}",
    }
    made = {}
    for kind, changed in changes.items():
        table = kind.name.lower()
        whens = (("insert", "NEW", ""), ("update", "NEW", f"WHEN {changed}"), ("delete", "OLD", ""))
        for event, row, when in whens:
            name = f"search_{table}_{event}_{WORDS_VERSION}"
            made[name] = (
                f"CREATE TRIGGER {name} AFTER {event} ON {table} {when} "
                f"BEGIN INSERT INTO search_due (kind, key) VALUES ('{kind}', {row}.id); END"
            )
    name = f"search_visit_insert_{WORDS_VERSION}"
    made[name] = (
        f"CREATE TRIGGER {name} AFTER INSERT ON visit BEGIN "
        "UPDATE search_entry SET seen_at = NEW.arrived_at "
        "WHERE key IN (NEW.person_id, NEW.organisation_id) AND seen_at < NEW.arrived_at; END"
    )
    return made


_TRIGGERS = _triggers()
