"""A terminal in a process of its own; answers lines with lines (processes.py).

    python -m tests.bench.terminal TASK FILE ADDRESS

The clock is the machine's monotonic one, which all processes share.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import func, select

from app.kernel.changes import ChangeSet
from app.reception.entities import Visit
from app.storage.outbox import read_fact
from app.storage.store import Store
from app.sync.rhythm import Rhythm
from tests.bench.market import Clerk, Joined, a_visit

Questions = Iterator[dict[str, Any]]


def questions() -> Questions:
    """What the parent asks, line by line."""
    for line in sys.stdin:
        yield json.loads(line)


def tell(**answer: Any) -> None:
    """Answer with a line."""
    print(json.dumps(answer), flush=True)


def pull(joined: Joined) -> None:
    """Be in step, then pull as often as told; answers when it was in step again."""
    with joined.opened() as (store, exchange):
        exchange.run()
        tell(ready=True)
        for _ in questions():
            exchange.run()
            at = time.monotonic_ns()
            tell(at=at, visits=visits_in(store))


def copy(joined: Joined) -> None:
    """The bare limit: have the server send the visits and throw them away; by an administrator's address."""
    with psycopg.connect(joined.url, autocommit=True) as connection:
        tell(ready=True)
        for question in questions():
            query = f"COPY (SELECT * FROM guitai.visit ORDER BY id LIMIT {int(question['rows'])}) TO STDOUT"
            with connection.cursor().copy(query) as rows:
                for _ in rows:
                    pass
            tell(at=time.monotonic_ns())


def fill(joined: Joined) -> None:
    """Pull everything; tells the progress it can read in its own store, as the window does."""
    with joined.opened() as (store, exchange):
        tell(ready=True)
        next(questions())
        done = threading.Event()
        watching = threading.Thread(target=_tell_progress, args=(store, done), daemon=True)
        watching.start()
        exchange.run()
        at = time.monotonic_ns()
        done.set()
        watching.join()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        tell(at=at, visits=visits_in(store), peak_mb=peak / 1024)


def _tell_progress(store: Store, done: threading.Event) -> None:
    last = None
    while not done.wait(0.1):
        with store.look() as session:
            staging = read_fact(session, "staging")
        if staging and staging != last:
            tell(done=staging["done"], of=staging["of"])
            last = staging


def speak(joined: Joined) -> None:
    """Make visits in the rhythm asked for; answers when each was saved, as the clerk sees it."""
    with joined.opened() as (store, exchange):
        rhythm = Rhythm(exchange)
        rhythm.start()
        tell(ready=True)
        for question in questions():
            tell(made=_spoken(store, question))
        rhythm.stop()


def _spoken(store: Store, question: dict[str, Any]) -> dict[str, tuple[int, int]]:
    made, due = {}, time.monotonic()
    for number in range(question["changes"]):
        time.sleep(max(0.0, due - time.monotonic()))
        due += 1 / question["per_second"]
        with store.change(Clerk(), "open_visit") as work:
            visit = work.add(a_visit(question["matter"], question["person"], number))
            work.session.flush()
            before = time.monotonic_ns()
        made[visit.id] = (before, time.monotonic_ns())
    return made


class Hearing:
    """Notes when each visit came into sight; lets others wait for a number of them."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}
        self._more = threading.Condition()

    def hear(self, changes: ChangeSet) -> None:
        at = time.monotonic_ns()
        with self._more:
            for key in changes.of("visit"):
                self.seen.setdefault(key, at)
            self._more.notify_all()

    def all_of(self, wanted: set[str]) -> dict[str, int]:
        with self._more:
            self._more.wait_for(lambda: wanted <= self.seen.keys(), timeout=30)
        return {key: self.seen[key] for key in wanted if key in self.seen}


def listen(joined: Joined) -> None:
    """Keep in step by the rhythm; answers when each visit came into sight here."""
    with joined.opened() as (store, exchange):
        exchange.run()
        hearing = Hearing()
        store.listen(hearing.hear)
        rhythm = Rhythm(exchange)
        rhythm.start()
        tell(ready=True)
        for question in questions():
            wanted = set(question["keys"])
            seen = hearing.all_of(wanted)
            with store.look() as session:
                query = select(func.count()).where(Visit.id.in_(wanted))
                here = session.execute(query).scalar_one()
            tell(seen=seen, here=here)
        rhythm.stop()


def bare_speak(joined: Joined) -> None:
    """The limit of latency: one INSERT and NOTIFY each by an administrator's address."""
    with psycopg.connect(joined.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bare_visit (id bigint PRIMARY KEY, subject text)")
        connection.execute("TRUNCATE bare_visit")
        tell(ready=True)
        for question in questions():
            made, due = {}, time.monotonic()
            for number in range(question["changes"]):
                time.sleep(max(0.0, due - time.monotonic()))
                due += 1 / question["per_second"]
                before = time.monotonic_ns()
                with connection.transaction():
                    connection.execute("INSERT INTO bare_visit VALUES (%s, repeat('x', 400))", (number,))
                    connection.execute("NOTIFY bare")
                made[number] = (before, time.monotonic_ns())
            tell(made=made)


def bare_listen(joined: Joined) -> None:
    """The limit of latency: LISTEN, then SELECT what is new."""
    seen: dict[str, int] = {}
    reading = psycopg.connect(joined.url, autocommit=True)
    more = threading.Condition()

    def hear() -> None:
        with psycopg.connect(joined.url, autocommit=True) as connection:
            connection.execute("LISTEN bare")
            tell(ready=True)
            for _ in connection.notifies():
                query = "SELECT id FROM bare_visit WHERE id > %s"
                found = reading.execute(query, (max(map(int, seen), default=-1),)).fetchall()
                at = time.monotonic_ns()
                with more:
                    seen.update({str(key): at for (key,) in found})
                    more.notify_all()

    threading.Thread(target=hear, daemon=True).start()
    for question in questions():
        with more:
            more.wait_for(lambda: set(question["keys"]) <= seen.keys(), timeout=30)  # noqa: B023
        tell(seen=seen, here=len(seen))


def visits_in(store: Store) -> int:
    """How many visits are here."""
    with store.look() as session:
        return session.execute(select(func.count()).select_from(Visit)).scalar_one()


TASKS: dict[str, Callable[[Joined], None]] = {
    task.__name__: task for task in (pull, copy, fill, speak, listen, bare_speak, bare_listen)
}

if __name__ == "__main__":
    # As the program does at its start: what is there stays, and need not be looked through again and again.
    gc.freeze()
    TASKS[sys.argv[1]](Joined(Path(sys.argv[2]), sys.argv[3]))
