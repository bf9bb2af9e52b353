"""One run from the first enrolment to the balance sheet."""

from __future__ import annotations

import json
import random
import secrets
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from app.kernel.errors import Refusal
from app.storage.store import Store
from app.sync.enrolment import init_centre
from tests.chaos.balance import met_between, violations
from tests.chaos.crew import Mate
from tests.chaos.evidence import (
    LOG_PREFIX,
    Evidence,
    centre_answers,
    centre_content,
    server_complaints,
    terminal_evidence,
)
from tests.chaos.faults import Faults
from tests.chaos.journal import Line, read_journal
from tests.chaos.market import FIRST_FEN, MARKET, PURSES, content, digest_of_content, purse_key
from tests.chaos.plan import plan
from tests.chaos.proxy import Proxy
from tests.chaos.terminal import open_terminal_store, wire
from tests.chaos.website import Website
from tests.postgres_server import PostgresServer
from tests.sync.small_market import HALL, joined

IN_STEP_WITHIN_S = 120.0
"""The longest pause after a failure is 20 seconds; a swamped machine needs some of them."""
LAST_ROUNDS = 2
TRANSIENT = ("08", "40", "53", "55", "57")
"""What a server in trouble may say; everything else is a mistake of the gate."""
SERVER = {
    "max_connections": "200",
    "log_line_prefix": LOG_PREFIX,
    # A server that is told to stop waits so long for a connection whose first message is held on the way.
    "authentication_timeout": "5s",
}
MOST_CLOCK_ERROR = 26 * 3_600_000_000


@dataclass(frozen=True)
class Orders:
    """How a run is to be."""

    terminals: int
    seed: int
    pace_s: float
    """Between two acts of one clerk, on average."""
    fault_every_s: float
    is_enough: Callable[[Run], bool]


MET = (
    "connection reset", "connection closed", "cut inside a message", "cut after some bytes up",
    "cut after some bytes down", "answer lost", "delayed up", "delayed down", "held both ways",
    "held up only", "held down only", "throttled", "vanished without a word", "new connection reset",
    "nobody listened", "new connection not answered", "terminal killed",
    "terminal killed just after its start", "terminal stood still", "backend terminated",
    "backend stood still", "backend crashed, server recovered", "long transaction held open",
    "server stopped at once", "server killed", "declared restored", "backup of the centre taken",
    "centre put back to its backup", "website committed",
)  # fmt: skip
"""What a long run must have met."""


class Run:
    """The server, the network, the terminals, and what has happened to them."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self.folder = Path(tempfile.mkdtemp(prefix="guitai-chaos-"))
        self.counted: Counter[str] = Counter()
        self.troubles: list[str] = []
        self.began = time.monotonic()
        self.steps = 0
        """How many faults have been begun."""
        self._chance = random.Random(orders.seed)
        self._server = PostgresServer(SERVER)
        self._admin_url = self._server.create_database("market")
        self._proxy = Proxy(orders.terminals, self._server.port, self._chance)
        self._mates: list[Mate] = []
        self._direct_urls: list[str] = []

    def go(self) -> Evidence:
        """Let everything go wrong for a while, then everything well, and gather what there is."""
        self._prepare()
        for mate in self._mates:
            mate.start()
        website = Website(self._admin_url, random.Random(self._chance.random()), self.counted, 0.5)
        faults = Faults(self._server, "market", self._proxy, self._mates, self.counted)
        try:
            self._rage(faults)
        finally:
            faults.end_all()
            website.stop()
        seconds = self._come_into_step(faults)
        self._send_home()
        return self._gather(seconds)

    def met(self) -> Counter[str]:
        """What has happened so far."""
        return self.counted + self._proxy.counted()

    def acts(self) -> int:
        """The fewest acts that any terminal has sworn to."""
        return min(
            sum(line["line"] == Line.SAVED for line in read_journal(mate.folder / "journal.jsonl"))
            for mate in self._mates
        )

    def close(self, *, keep: bool) -> None:
        """End everything; keep the folders where they are wanted for a closer look."""
        for mate in self._mates:
            mate.kill()
        self._proxy.close()
        # A server told to stop in good order while it recovers may not do so.
        self._server.kill()
        if not keep:
            self._server.delete()
            shutil.rmtree(self.folder)

    @property
    def folders(self) -> tuple[Path, Path]:
        """Where the terminals and the server are kept."""
        return self.folder, self._server.folder

    def _prepare(self) -> None:
        init_centre(self._admin_url, MARKET, None)
        with psycopg.connect(self._admin_url) as connection:
            for number in range(PURSES):
                connection.execute(
                    "INSERT INTO guitai.test_purse (id, hall_id, name, fen) VALUES (%s, %s, %s, %s)",
                    (purse_key(number), HALL.id, f"purse {number}", FIRST_FEN),
                )
        secret = None
        for number in range(self.orders.terminals):
            secret = self._enrol(number, secret)

    def _enrol(self, number: int, secret: str | None) -> str:
        folder = self.folder / f"terminal-{number + 1:02}"
        folder.mkdir()
        settings: dict[str, Any] = {
            "key": secrets.token_hex(32),
            "seed": f"{self.orders.seed}:{number}",
            "clock_wrong_by": self._chance.randint(-MOST_CLOCK_ERROR, MOST_CLOCK_ERROR),
            "every_s": 5.0,
            "pace_s": self.orders.pace_s,
        }
        (folder / "terminal.json").write_text(json.dumps(settings), encoding="utf-8")
        store = open_terminal_store(folder)
        terminal, enrolment = joined(store, self._admin_url, f"chaos {number + 1}", secret)
        terminal.close()
        self._direct_urls.append(enrolment.url)
        settings["url"] = make_conninfo(
            enrolment.url, host="127.0.0.1", port=self._proxy.lanes[number].port, sslmode="disable"
        )
        (folder / "terminal.json").write_text(json.dumps(settings), encoding="utf-8")
        self._mates.append(Mate(number, folder, self.counted))
        return enrolment.market_secret

    def _rage(self, faults: Faults) -> None:
        pause = threading.Event()
        steps = plan(self.orders.seed, self.orders.terminals, self.orders.fault_every_s)
        step = next(steps)
        due = time.monotonic() + step.pause_s
        while not self.orders.is_enough(self):
            pause.wait(min(max(0.0, due - time.monotonic()), faults.until_next_end()))
            faults.end_what_is_over()
            self._bury(faults)
            if time.monotonic() >= due:
                faults.apply(step)
                self.steps += 1
                step = next(steps)
                due = time.monotonic() + step.pause_s

    def _bury(self, faults: Faults) -> None:
        """Start those again that killed themselves when they were told to; nobody ends for another reason."""
        for mate in self._mates:
            code = mate.unexpected_end()
            if code is not None:
                if code != -9:
                    self.troubles.append(f"terminal {mate.number + 1} ended by itself with {code}")
                faults.wake(mate)

    def _come_into_step(self, faults: Faults) -> float | None:
        """Nobody does anything more; the terminals' own rhythm must bring them into step."""
        began = time.monotonic()
        pause = threading.Event()
        for mate in self._mates:
            faults.wake(mate)
            mate.say("rest")
        while time.monotonic() < began + IN_STEP_WITHIN_S:
            self._bury(faults)
            digest = digest_of_content(centre_content(self._admin_url)[0])
            wanted = {"waiting": 0, "unshown": 0, "digest": digest}
            if all(self._standing(mate) == wanted for mate in self._mates):
                return time.monotonic() - began
            pause.wait(0.5)
        for mate in self._mates:
            if self._standing(mate) != wanted:
                self.troubles.append(f"terminal {mate.number + 1} stands at {self._standing(mate)}")
        return None

    def _standing(self, mate: Mate) -> dict[str, Any] | None:
        path = mate.folder / "standing.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def _send_home(self) -> None:
        for mate in self._mates:
            mate.say("end")
        for mate in self._mates:
            code = mate.wait(30)
            if code != 0:
                self.troubles.append(f"terminal {mate.number + 1} did not end well: {code}")

    def _gather(self, seconds: float | None) -> Evidence:
        terminals = []
        for mate, url in zip(self._mates, self._direct_urls, strict=True):
            mate.kill()
            store = open_terminal_store(mate.folder)
            exchange = wire(store, url)
            try:
                for turn in range(LAST_ROUNDS):
                    before = _held_by(store)
                    report = exchange.run()
                    touched = {table for table, _ in report.changes.rows} - {"outbox"}
                    # A row that came with a call comes once more with the exact pull, as it is.
                    is_news = _held_by(store) != before if turn == 0 else bool(touched)
                    if report.sent or is_news:
                        self.troubles.append(f"terminal {mate.number + 1} had still to do: {report}")
                if exchange.compare() != ():
                    self.troubles.append(f"terminal {mate.number + 1} does not hold what the centre holds")
            except Refusal as refusal:
                self.troubles.append(f"terminal {mate.number + 1} cannot exchange: {refusal!r}")
            exchange.close()
            terminals.append(terminal_evidence(mate.number + 1, mate.folder, store))
            store.close()
        held, revisions = centre_content(self._admin_url)
        answered = centre_answers(self._admin_url)
        evidence = Evidence(answered, held, revisions, terminals, self.met(), self.troubles, seconds)
        evidence.counted += met_between(evidence)
        for code, complaints in server_complaints(self._server.log).items():
            evidence.counted[f"the server said {code}"] += len(complaints)
            if not code.startswith(TRANSIENT):
                evidence.troubles.append(f"the server said {code}: {complaints[0]}")
        return evidence


def _held_by(store: Store) -> str:
    with store.look() as session:
        return digest_of_content(content(session))


def run(orders: Orders, *, wanted: tuple[str, ...]) -> tuple[Evidence, list[str], tuple[Path, ...]]:
    """Run once; gives the evidence, what is wrong, and the folders that were kept because of it."""
    running = Run(orders)
    wrong: list[str] = ["the run did not come to its end"]
    try:
        evidence = running.go()
        wrong = violations(evidence)
        wrong += [f"never happened: {name}" for name in wanted if not evidence.counted[name]]
    finally:
        running.close(keep=bool(wrong))
    return evidence, wrong, running.folders if wrong else ()
