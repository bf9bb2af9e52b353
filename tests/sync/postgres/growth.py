"""What a centre has to bear from many terminals: measured with real pulls and pushes, beside a formula.

    python -m tests.sync.postgres.growth --terminals 20 50 100 --halls 1 --seconds 30

The centre is the real one, with every declared table. Terminals are thin: two real connections each, greeted
and listening as a terminal's are, but no store behind them, so that what is measured is the centre. One
change every 20 seconds each is a busy hall. The server's load is counted from the time its processes were on
a processor, which other work on the machine does not distort as it does any clock.
"""

from __future__ import annotations

import argparse
import heapq
import json
import multiprocessing
import random
import selectors
import statistics
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import psycopg

from app.schema import METADATA
from app.storage.store import SCHEMA_VERSION
from app.sync.enrolment import HallIdentity, enrol
from tests.postgres_server import PostgresServer
from tests.sync.postgres.gates import entry, inserted
from tests.sync.small_market import HALL, Centre

EVERY_S = 20.0
TIMER_S = 20.0
PROCESSES = 2
WORKED = 3_000
NOBODY = {"document_kind": "", "document_number": "", "phone": "", "organisation_id": None, "initials": ""}
ROOMY = {"max_connections": "1300", "shared_buffers": "256MB"}


# --- Thin terminals -------------------------------------------------------------------------------------


class ThinTerminal:
    """Two connections that say what a terminal says."""

    def __init__(self, url: str) -> None:
        self.up, self.down = (psycopg.connect(url, autocommit=True) for _ in range(2))
        self._incarnation = str(uuid.uuid4())
        asked = {"protocol": 2, "schema": SCHEMA_VERSION, "incarnation": self._incarnation, "now": 0}
        self._hello = [_asked(line, "gate_hello", asked) for line in (self.up, self.down)][1]
        self.hall_id = self._hello["hall_id"]
        self._place: dict[str, Any] = {"epoch": self._hello["epoch"], "token": None, "parked": []}
        self._seq = 0
        self.down.execute(f'LISTEN "{self._hello["channel"]}"')
        self.pull()

    def pull(self) -> list[str]:
        """Bring what is new; gives the names of the new persons."""
        names: list[str] = []
        place = dict(self._place)
        while True:
            answer = _asked(self.down, "gate_pull", place)
            part = answer["tables"].get("person")
            if part is not None:
                at = part["columns"].index("name")
                names += [row[at] for row in part["rows"]]
            if answer.get("token") is not None:
                self._place = {"epoch": answer["epoch"], "token": answer["token"], "parked": []}
                return names
            place |= {"as_of": answer["as_of"], "cursor": answer["next"]}
            if answer["next"] is None:
                place = {**self._place, "token": answer["as_of"]}

    def push(self, name: str, changesets: int = 1) -> None:
        """Send changesets of one new person each."""
        entries = []
        for _ in range(changesets):
            self._seq += 1
            row = inserted("person", self.hall_id, name=name, **NOBODY)
            entries.append(entry(self._seq, row))
        asked = {
            "epoch": self._hello["epoch"],
            "incarnation": self._incarnation,
            "acked_seq": 0,
            "waiting": 1,
        }
        answer = _asked(self.up, "gate_push", {**asked, "caught_up": True, "entries": entries})
        assert answer["status"] == "ok", answer

    def called(self) -> bool:
        """Tell whether the centre has called."""
        return len(list(self.down.notifies(timeout=0))) > 0

    def close(self) -> None:
        """Hang up."""
        self.up.close()
        self.down.close()


def _asked(line: psycopg.Connection[Any], gate: str, message: dict[str, Any]) -> dict[str, Any]:
    row = line.execute(f"SELECT guitai.{gate}(%s)", (json.dumps(message),)).fetchone()
    assert row is not None
    answer: dict[str, Any] = json.loads(row[0])
    return answer


@dataclass
class Counted:
    """What some terminals did."""

    pushes: int = 0
    pulls: int = 0
    arrivals: int = 0
    took: list[float] = field(default_factory=list)
    """From before a push to the end of the pull that brought it, in seconds."""

    def add(self, other: Counted) -> None:
        """Count others in."""
        self.pushes += other.pushes
        self.pulls += other.pulls
        self.arrivals += other.arrivals
        self.took += other.took


def run_terminals(terminals: list[ThinTerminal], seconds: float, every_s: float, seed: int) -> Counted:
    """Let terminals live for a while in one thread: changes by chance, pulls when called and by the clock."""
    chance, counted = random.Random(seed), Counted()
    ends = time.monotonic() + seconds
    due = [(time.monotonic() + chance.expovariate(1 / every_s), n) for n in range(len(terminals))]
    heapq.heapify(due)
    looked = [time.monotonic()] * len(terminals)
    with selectors.DefaultSelector() as waiting:
        for number, terminal in enumerate(terminals):
            waiting.register(terminal.down.fileno(), selectors.EVENT_READ, number)
        while (now := time.monotonic()) < ends:
            while due[0][0] <= now:
                _, number = heapq.heappop(due)
                terminals[number].push(f"at {time.monotonic()}")
                counted.pushes += 1
                heapq.heappush(due, (now + chance.expovariate(1 / every_s), number))
            called = {key.data for key, _ in waiting.select(max(0.0, min(due[0][0], ends) - now))}
            overdue = {n for n, moment in enumerate(looked) if now - moment > TIMER_S}
            for number in called | overdue:
                is_due = terminals[number].called() or number in overdue
                while is_due:
                    _look(terminals[number], counted)
                    looked[number] = time.monotonic()
                    # A call that came together with the answer makes no more noise on the line.
                    is_due = terminals[number].called()
    return counted


def _look(terminal: ThinTerminal, counted: Counted) -> None:
    names = terminal.pull()
    now = time.monotonic()
    counted.pulls += 1
    counted.arrivals += len(names)
    counted.took += [now - float(name[3:]) for name in names if name.startswith("at ")]


def _process(
    urls: list[str], seconds: float, every_s: float, seed: int, ready: Barrier, told: Queue[Counted]
) -> None:
    terminals = [ThinTerminal(url) for url in urls]
    ready.wait()
    counted = run_terminals(terminals, seconds, every_s, seed)
    ready.wait()
    told.put(counted)
    ready.wait()
    for terminal in terminals:
        terminal.close()


# --- The centre's side ----------------------------------------------------------------------------------


def join_many(centre_url: str, number: int, halls: int) -> list[str]:
    """Have so many terminals join, spread evenly over so many halls; gives their addresses."""
    centre = Centre(centre_url, METADATA)
    first = enrol(centre_url, "first", HALL, None)
    homes = [HALL]
    urls = [first.url]
    for n in range(1, halls):
        founded = enrol(centre_url, f"hall {n}", None, None, new_hall=True)
        homes.append(HallIdentity(founded.hall_id, founded.is_sample))
        urls.append(founded.url)
    for n in range(halls, number):
        urls.append(enrol(centre_url, f"terminal {n}", homes[n % halls], first.market_secret).url)
    # A hall that has worked for a while: an empty table would be read whole at every pull.
    centre.ask(
        "INSERT INTO person (hall_id, name, document_kind, document_number, initials)"
        " SELECT h, 'of other days', '', n::text, '' FROM unnest(%s::text[]) h, generate_series(1, %s) n",
        [home.id for home in homes],
        WORKED,
    )
    centre.ask("ANALYZE")
    return urls


def processor_seconds(server: PostgresServer) -> float:
    """How long the server's processes were on a processor since they began."""
    return sum(_on_processor(pid) for pid in _processes(server))


def _on_processor(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    except FileNotFoundError:
        return 0.0


def _processes(server: PostgresServer) -> list[int]:
    head = int((server.data / "postmaster.pid").read_text(encoding="ascii").split()[0])
    children = Path(f"/proc/{head}/task/{head}/children").read_text(encoding="ascii").split()
    return [head, *map(int, children)]


def memory_of(pid: int) -> int:
    """What a process has of its own, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))


@dataclass(frozen=True)
class Costs:
    """What one of each costs the server, in seconds on a processor."""

    pull: float
    """One pull that brings one new row."""
    idle_pull: float
    push: float
    wake: float
    """One listener signalled, whether or not it asks anything then."""


def measure_costs(server: PostgresServer, urls: list[str], rounds: int = 300) -> Costs:
    """Measure each by itself."""
    reader, writer, *others = (ThinTerminal(url) for url in urls)
    backend = reader.down.info.backend_pid

    def of(act: Any, pid: int, times: int) -> float:
        act()
        before = _on_processor(pid)
        for _ in range(times):
            act()
        return (_on_processor(pid) - before) / times

    idle = of(reader.pull, backend, rounds)
    push = of(lambda: writer.push("x"), writer.up.info.backend_pid, rounds)
    listeners = [terminal.down.info.backend_pid for terminal in others]
    before = sum(map(_on_processor, listeners))
    for _ in range(rounds):
        writer.push("x")
    for terminal in others:
        # A listener answers a question only after it has looked at every call.
        terminal.down.execute("SELECT 1")
    wake = (sum(map(_on_processor, listeners)) - before) / rounds / len(others)

    spent = 0.0
    reader.pull()
    for _ in range(rounds):
        writer.push("x")
        begun = _on_processor(backend)
        reader.pull()
        spent += _on_processor(backend) - begun
    for terminal in (reader, writer, *others):
        terminal.close()
    return Costs(spent / rounds, idle, push, wake)


@dataclass(frozen=True)
class Load:
    """What was measured, and what the formula says."""

    terminals: int
    halls: int
    seconds: float
    counted: Counted
    on_processor: float
    memory: int
    """Of one connection at the end, the median."""
    costs: Costs
    every_s: float

    @property
    def expected_pulls(self) -> float:
        """A second: every change of a hall has each of its terminals pull once."""
        return self.terminals**2 / self.halls / self.every_s

    @property
    def expected_load(self) -> float:
        """Processors kept busy: every change is pushed, wakes every listener of the database, is pulled."""
        changes, costs = self.terminals / self.every_s, self.costs
        return changes * (costs.push + self.terminals * costs.wake) + self.expected_pulls * costs.pull

    def line(self) -> str:
        """A line of the table in docs/growth.md."""
        took = sorted(self.counted.took)
        p95 = took[int(len(took) * 0.95)] * 1000
        return (
            f"| {self.terminals} | {self.halls} | {self.counted.pushes / self.seconds:.1f} "
            f"| {self.expected_pulls:,.0f} | {self.counted.pulls / self.seconds:,.0f} "
            f"| {self.expected_load * 100:.1f} % | {self.on_processor / self.seconds * 100:.1f} % "
            f"| {statistics.median(took) * 1000:.1f} / {p95:.1f} | {self.memory / 1e6:.1f} MB |"
        )


def measure_load(
    server: PostgresServer, urls: list[str], halls: int, costs: Costs, seconds: float, every_s: float
) -> Load:
    """Let the terminals of some halls live for a while, in processes of their own."""
    context = multiprocessing.get_context("spawn")
    ready, told = context.Barrier(PROCESSES + 1), context.Queue()
    workers = [
        context.Process(target=_process, args=(urls[n::PROCESSES], seconds, every_s, n, ready, told))
        for n in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    ready.wait()
    before = processor_seconds(server)
    ready.wait()
    spent = processor_seconds(server) - before
    lines = server.ask("SELECT pid FROM pg_stat_activity WHERE usename LIKE 'guitai%%'")
    memory = int(statistics.median(memory_of(int(str(row[0]))) for row in lines))
    counted = Counted()
    for _ in workers:
        counted.add(told.get())
    ready.wait()
    for worker in workers:
        worker.join()
    return Load(len(urls), halls, seconds, counted, spent, memory, costs, every_s)


@contextmanager
def many(number: int, halls: int) -> Iterator[tuple[PostgresServer, list[str]]]:
    """A server with room and so many terminals."""
    with PostgresServer(ROOMY) as server:
        yield server, join_many(server.create_database("market"), number, halls)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="measures what a centre bears")
    parser.add_argument("--terminals", type=int, nargs="+", default=[20, 50, 100])
    parser.add_argument("--halls", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--every", type=float, default=EVERY_S)
    asked = parser.parse_args()
    with many(12, 1) as (server, urls):
        costs = measure_costs(server, urls)
    print(f"costs in µs: { ({k: round(v * 1e6) for k, v in vars(costs).items()}) }")
    for number in asked.terminals:
        with many(number, asked.halls) as (server, urls):
            print(
                measure_load(server, urls, asked.halls, costs, asked.seconds, asked.every).line(), flush=True
            )


if __name__ == "__main__":
    main()
