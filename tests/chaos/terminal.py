"""One terminal as a process of its own: the real store, exchange and rhythm, and a clerk who never rests.

    python -m tests.chaos.terminal FOLDER [--dies open:12 | --dies exchange:30 | --dies saved:2]

It obeys two words on its standard input: ``rest`` (no more work of its own; only exchanges) and ``end``.
When the input ends without a word, whoever started it is gone, and so is it.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.kernel.changes import ChangeSet
from app.kernel.clock import SystemClock
from app.storage.outbox import OutboxEntry, Sending, read_fact
from app.storage.store import Store
from app.sync.confirm import CentreConfirm
from app.sync.exchange import Exchange
from app.sync.facts import STAGING, TROUBLE
from app.sync.rhythm import Rhythm
from app.sync.wire import centre_wire
from tests.chaos.clerk import Clerk
from tests.chaos.journal import Journal, Line, read_journal
from tests.chaos.market import MARKET, content, digest_of_content
from tests.chaos.watch import RowKey, Watch

PAGE = 40
"""Small, so that a terminal which was away for a moment already fetches in several pages."""
UNDECIDED = [state for state in Sending if state not in (Sending.ACCEPTED, Sending.REFUSED)]


class WrongClock(SystemClock):
    """A clock that is wrong by the same amount all day."""

    def __init__(self, wrong_by: int) -> None:
        self._wrong_by = wrong_by

    def now(self) -> int:
        """Tell the moment, wrongly."""
        return super().now() + self._wrong_by


class Complaints(logging.Handler):
    """Writes what the program logs as an error into the journal."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.ERROR)
        self._journal = journal
        self.setFormatter(logging.Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self._journal.swear(Line.UNEXPECTED, text=self.format(record))


class _Killing:
    """Kills the process in the middle of its n-th act: the store has committed, nobody has been told."""

    def __init__(self, act: int) -> None:
        self._left = act

    def __call__(self, changes: ChangeSet) -> None:
        """Hear of a change; only own acts name a changeset by its number."""
        if any(table == "outbox" and key != "*" for table, key in changes.rows):
            self._left -= 1
            if self._left == 0:
                _die()


class Seat:
    """The terminal at work: what it has been told to do, and what it has heard from its store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._settings = json.loads((folder / "terminal.json").read_text(encoding="utf-8"))
        self._journal = Journal(folder / "journal.jsonl")
        logging.getLogger().addHandler(Complaints(self._journal))
        self._signal = threading.Condition()
        self._touched: set[RowKey] = set()
        self._rests = self._ends = False
        self._trouble = ""
        self._looked = 0.0

    @contextmanager
    def opened(self, dies: dict[str, float]) -> Iterator[None]:
        """The store, the clerk and the rhythm, from here to the end."""
        _die_after(dies.get("open"))
        self.store = open_terminal_store(self.folder)
        seen: dict[str, str] = {}
        lives = 0
        for line in read_journal(self.folder / "journal.jsonl"):
            lives += line["line"] == Line.BORN
            seen |= line.get("rows", {}) if line["line"] == Line.SAW else {}
        self._journal.swear(Line.BORN, waiting=self._waiting(), half_fetched=self._fact(STAGING) is not None)
        exchange = wire(self.store, self._settings["url"])
        confirm = CentreConfirm(exchange)
        rhythm = Rhythm(exchange, every_s=self._settings["every_s"])
        self.chance = random.Random(f"{self._settings['seed']}:{lives}")
        self.clerk = Clerk(self.store, confirm, self._journal, self.chance)
        self.watch = Watch(self.store, self._journal, seen)
        self.store.listen(self._heard)
        if "saved" in dies:
            self.store.listen(_Killing(int(dies["saved"])))
        _die_after(dies.get("exchange"))
        rhythm.start()
        try:
            yield
        finally:
            rhythm.stop()
            confirm.close()
            self.store.close()

    def work(self) -> None:
        """Act at random moments and look at what the store shows; told to rest, only look."""
        while not self._ends:
            self._wait(self.chance.uniform(0.2, 1.8) * self._settings["pace_s"])
            if not self._rests:
                self.clerk.act()
            self._look()
            self._note_trouble()
            if self._rests:
                self._tell_standing()

    def obey(self) -> None:
        """Read the words that come from outside."""
        for word in sys.stdin:
            with self._signal:
                self._rests = True
                self._ends = word.strip() == "end"
                self._signal.notify_all()
        if not self._ends:
            os._exit(1)

    def _wait(self, seconds: float) -> None:
        with self._signal:
            self._signal.wait_for(lambda: self._ends, timeout=seconds)

    def _heard(self, changes: ChangeSet) -> None:
        """Look at once, in the thread that has just written, so that no passing state stays unseen."""
        with self._signal:
            self._touched |= changes.rows
            is_soon = time.monotonic() < self._looked + self._settings["pace_s"] / 16
        if not is_soon:
            self._look()

    def _look(self) -> None:
        with self._signal:
            touched, self._touched = self._touched, set()
        self.watch.look(touched)
        self._looked = time.monotonic()

    def _waiting(self) -> list[str]:
        with self.store.look() as session:
            query = select(OutboxEntry.txn).where(OutboxEntry.state.in_(UNDECIDED))
            return list(session.execute(query).scalars())

    def _fact(self, name: str) -> Any:
        with self.store.look() as session:
            return read_fact(session, name)

    def _note_trouble(self) -> None:
        trouble = self._fact(TROUBLE) or ""
        if trouble and trouble != self._trouble:
            self._journal.write(Line.TROUBLE, reason=trouble, waiting=self._waiting())
        self._trouble = trouble

    def _tell_standing(self) -> None:
        with self.store.look() as session:
            undecided = OutboxEntry.state.in_(UNDECIDED)
            waiting = session.execute(select(func.count()).where(undecided)).scalar_one()
            unshown = session.execute(select(func.count()).where(OutboxEntry.shown.is_(False))).scalar_one()
            standing = {"waiting": waiting, "unshown": unshown, "digest": digest_of_content(content(session))}
        fresh = self.folder / "standing.fresh"
        fresh.write_text(json.dumps(standing), encoding="utf-8")
        fresh.replace(self.folder / "standing.json")


def open_terminal_store(folder: Path) -> Store:
    """The terminal's store, with its tables."""
    settings = json.loads((folder / "terminal.json").read_text(encoding="utf-8"))
    store = Store(folder / "store.db", bytes.fromhex(settings["key"]), WrongClock(settings["clock_wrong_by"]))
    store.create_tables()
    return store


def wire(store: Store, url: str) -> Exchange:
    """The terminal's exchange with the centre."""
    return Exchange(store, centre_wire(url), MARKET, PAGE)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_after(milliseconds: float | None) -> None:
    if milliseconds is None:
        return

    timer = threading.Timer(milliseconds / 1000, _die)
    timer.daemon = True
    timer.start()


def main(words: list[str]) -> None:
    """Run until the end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dies", default="")
    given: Any = parser.parse_args(words)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    moment, _, after = given.dies.partition(":")
    seat = Seat(given.folder)
    threading.Thread(target=seat.obey, name="obey", daemon=True).start()
    with seat.opened({moment: float(after)} if moment else {}):
        seat.work()


if __name__ == "__main__":
    main(sys.argv[1:])
