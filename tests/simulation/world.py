"""The world of one seed: terminals, centre, website, faults, and a scheduler that draws what happens next."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.exc import SQLAlchemyError

import app.sync.downward
import app.sync.upward
from app.kernel.confirm import Verdict
from app.kernel.errors import Refusal
from app.storage.outbox import write_fact
from app.storage.store import HALL_FACT
from app.sync.confirm import CentreConfirm
from app.sync.downward import Heard
from app.sync.facts import INCARNATION, STAGING, TERMINAL_NUMBER, TERMINAL_ROLE
from app.sync.refusals import CentreUnreachable, OutOfStep
from app.sync.tidying import tidy_outbox
from app.sync.wire import Wire
from tests.simulation import checks
from tests.simulation.local_work import NothingToDo, act_once, decide_conflict, give_number
from tests.simulation.market import TABLES
from tests.simulation.oracle import Oracle, Saved, Violation
from tests.simulation.server import MOST_TERMINALS, Backup, Server
from tests.simulation.terminal import Image, SimTerminal, SimulatedCrash
from tests.simulation.website import Website, without_stamps
from tests.simulation.wire import FaultyWire

START = 1_800_000_000_000_000
HOUR = 3_600_000_000
DAY = 24 * HOUR
HALL_A = "00000000-0000-7000-8000-0000000000aa"
HALL_B = "00000000-0000-7000-8000-0000000000bb"
PURSES = 5
EACH = 1_000
ROUNDS = 6
"""After healing everybody must be in step within so many rounds of exchanges."""

FAULTS = (
    "lost request", "lost answer", "duplicated request", "delayed duplicate", "cut in the pipeline",
    "backend terminated", "centre error", "notify lost", "notify late", "notify doubled", "rows told",
    "asynchronous commit",
    "crash before a statement", "crash before commit", "crash after commit", "crash, copy of the files",
    "crash, unflushed lost",
    "full disk", "restart", "clock jump",
    "terminal put back", "terminal cloned", "terminal away", "terminal revoked", "older terminal",
    "older terminal upgraded", "centre restored and declared", "centre restored, declared late",
    "centre set back with its counter", "restored twice", "long transaction", "long transaction rolled back",
    "savepoint rolled back", "held by a lock", "first filling interrupted", "large pull in pages",
    "batches in a pipeline", "refused", "merged", "parked", "fork", "gap", "conflict decided",
    "number withheld",
)  # fmt: skip
"""What must have happened in a run of many seeds; zero of one of them fails the run."""

CHANCES = dict.fromkeys(("notify lost", "notify late", "notify doubled"), (0.1, 0.3))
"""What is seldom possible is likely where it is."""
UNLUCKY = 5
"""Every so manieth hall's centre loses hours in which everybody worked: elsewhere that is too seldom."""
UNDECIDED = {"decision": "open", "decided_at": None, "decided_by": "", "decision_note": "", "again_txn": ""}
WIRE_FAULTS = {
    "gate_push*": (
        "lost request",
        "lost answer",
        "duplicated request",
        "cut in the pipeline",
        "centre error",
    ),
    "gate_push": ("lost request", "lost answer", "duplicated request", "backend terminated", "centre error"),
}
PERILS = (
    ("crash before a statement", "statement"),
    ("crash before commit", "commit"),
    ("crash after commit", "committed"),
    ("full disk", "full"),
)
ANY_GATE = ("lost request", "lost answer", "duplicated request", "backend terminated")


@dataclass(frozen=True)
class Plan:
    """What a run is to be."""

    seed: int
    terminals: int = 3
    steps: int = 60


@dataclass
class Snapshot:
    """A backup of the centre: its rows or its whole folder, and what the oracle knew then."""

    rows: Backup | None
    folder: Path | None
    oracle: Oracle


class World:
    """Everything there is in one run."""

    def __init__(
        self, server: Server, folder: Path, template: Path, plan: Plan, faults: Counter[str]
    ) -> None:
        self.server = server
        self.folder = folder
        self.template = template
        self.plan = plan
        self.faults = faults
        self.chance = random.Random(plan.seed)
        self.now = START
        self.terminals: list[SimTerminal] = []
        self.oracle = Oracle()
        self.website = Website(server, self.oracle)
        self.saved: dict[str, Saved] = {}
        self.excused: set[str] = set()
        self.numbers: dict[tuple[str, str, str, int], str] = {}
        self.total: dict[str, int] = {}
        self.backups: list[Snapshot] = []
        self.images: list[tuple[SimTerminal, Image]] = []
        self.requests: list[tuple[SimTerminal, str, tuple[str, ...]]] = []
        self.page = 1000
        self.is_calm = True
        self.has_heard_all = False
        """Whether the last hearing of calls brought whatever the centre had said."""
        self.in_doubt = False
        """The centre was set back and nobody knows yet: what terminals hold says nothing about it."""
        self.was_restored = False
        self.history = hashlib.sha256()
        self.lines: list[str] = []
        self._polled = 0
        self._known: dict[str, str] = {}
        self._mix: dict[str, float] = {}
        self._preferred: Mapping[str, float] = {}
        self._page: int | None = None
        self._weights = {name: weight for name, weight, _ in STEPS}
        if not plan.seed % UNLUCKY:
            self._weights["lost hours"] = 16
        self.tampering: Tampering | None = None
        self._broken: Violation | None = None

    # --- Beginning -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Make halls, purses and terminals; draw which faults this run knows."""
        chance = self.chance
        count = min(self.plan.terminals, MOST_TERMINALS)
        halls = [HALL_A] * count
        if count > 2 and chance.random() < 0.4:
            halls[-1] = HALL_B
        app.sync.upward.BATCH = chance.choice((1, 2, 4, 50))
        app.sync.downward.AT_HAND = chance.choice((0, 1, 16))
        self.page = chance.choice((2, 5, 12, 1000, 1000))
        self.page = self._page or self.page
        self.server.reset(f"{chance.getrandbits(32):08x}-0000-4000-8000-{chance.getrandbits(48):012x}", halls)
        for hall_id in (HALL_A, HALL_B):
            self._fill_hall(hall_id)
        for number, hall_id in enumerate(halls, start=1):
            self._add_terminal(number, hall_id)
        if chance.random() < 0.35:
            older = chance.choice(self.terminals)
            self._change_version(older, is_older=True)
            self.happened("older terminal")
        for fault in FAULTS:
            self._mix[fault] = chance.choice(CHANCES.get(fault, (0.0, 0.02, 0.06, 0.15)))
        self._mix.update(self._preferred)

    def _fill_hall(self, hall_id: str) -> None:
        transaction = self.website.begin()
        for n in range(PURSES):
            row = {"id": f"{hall_id[-2:]}-purse-{n}", "hall_id": hall_id, "name": f"purse {n}", "fen": EACH}
            self.website.insert(transaction, "sim_purse", row)
        self.website.end(transaction, commits=True)
        self.total[hall_id] = PURSES * EACH

    def _add_terminal(self, number: int, hall_id: str) -> SimTerminal:
        path = self.folder / f"terminal-{len(self.terminals)}.db"
        shutil.copyfile(self.template, path)
        terminal = SimTerminal(self, f"t{len(self.terminals)}", number, hall_id, path)
        terminal.open()
        with terminal.store.keep() as session:
            for name, value in (
                (TERMINAL_NUMBER, number),
                (TERMINAL_ROLE, terminal.role),
                (INCARNATION, f"{self.chance.getrandbits(64):016x}"),
                (HALL_FACT, hall_id),
            ):
                write_fact(session, name, value)
        self.terminals.append(terminal)
        return terminal

    # --- What the parts ask of the world -------------------------------------------------------------

    def tick(self) -> int:
        """Tell the moment and let a millisecond pass."""
        self.now += 1000
        return self.now

    def wire_of(self, terminal: SimTerminal) -> Wire:
        """Connect a terminal."""
        if terminal.is_revoked:
            # The role may not sign in any more; the gate says so to connections that live on.
            self.happened("terminal revoked")
        real = self.server.wire(terminal.role)
        return FaultyWire(self, terminal, real, is_pooled=True)

    def happens(self, fault: str) -> bool:
        """Draw whether a fault happens now, and count it."""
        if self.is_calm or self.chance.random() >= self._mix[fault]:
            return False
        self.happened(fault)
        return True

    def happened(self, fault: str) -> None:
        """Count a fault."""
        self.faults[fault] += 1

    def wire_fault(self, gate: str) -> str:
        """Draw what goes wrong with one request."""
        for fault in WIRE_FAULTS.get(gate, ANY_GATE):
            if self.happens(fault):
                self.note(f"  {gate}: {fault}")
                return fault
        return ""

    def remember_request(self, terminal: SimTerminal, gate: str, values: tuple[str, ...]) -> None:
        """Keep a request, to be delivered once more much later."""
        if gate in ("gate_push", "gate_pull", "gate_hello"):
            self.requests.append((terminal, gate, values))
            del self.requests[:-40]

    def after_request(self, terminal: SimTerminal, gate: str, values: tuple[str, ...]) -> None:
        """Take over into the folded log what the centre has decided."""
        if gate == "gate_push":
            self.requests.append((terminal, gate, values))
            del self.requests[:-40]
            try:
                self.poll()
            except Violation as violation:
                # A pipeline that nobody listens to any more would swallow it.
                self._broken = self._broken or violation
                raise

    def answer_to(self, terminal: SimTerminal, gate: str, values: tuple[str, ...], answer: Any) -> Any:
        """Give the answer as it arrives; the place where known mistakes of the wire are made."""
        if isinstance(answer, str):
            self._count_answer(gate, values, answer)
        return answer if self.tampering is None else self.tampering(terminal, gate, values, answer)

    def prefer(self, weights: Mapping[str, int], mix: Mapping[str, float], page: int | None) -> None:
        """Have some things happen more often than by chance."""
        self._weights |= weights
        self._preferred, self._page = mix, page

    def _count_answer(self, gate: str, values: tuple[str, ...], answer: str) -> None:
        said = json.loads(answer)
        if gate == "gate_push" and said["status"] in ("fork", "gap"):
            self.happened(said["status"])
            self.note(f"  {said['status']} {said.get('seq') or said.get('expected_seq')}")
        if gate == "gate_pull" and said.get("next") is not None:
            self.happened("large pull in pages")

    # --- The folded log ------------------------------------------------------------------------------

    def poll(self) -> None:
        """Fold what the centre has decided since the last look, in the order in which it did."""
        found = self.server.ask(
            "SELECT n, txn, status FROM sim.decided WHERE n > %s ORDER BY n", self._polled
        )
        batch = []
        for place, txn, status in found:
            self._polled = place
            if self._known.get(txn) == status:
                continue
            self._known[txn] = status
            if txn not in self.saved:
                self.learn_all()
            if txn not in self.saved:
                raise Violation("I2", f"the centre has {txn}, which nobody has saved")
            batch.append((self.saved[txn], status))
            self.happened(status)
            self.note(f"  decided {txn} {status}")
        if batch:
            self._adopt_conflicts([saved.txn for saved, _ in batch])
            self.oracle.decide(batch)

    def _adopt_conflicts(self, txns: list[str]) -> None:
        for (row,) in self.server.ask("SELECT to_jsonb(t) FROM conflict t WHERE txn = ANY(%s)", txns):
            if row["id"] not in self.oracle.rows["conflict"]:
                # A decision of the same request is folded after it.
                self.oracle.write("conflict", without_stamps(row) | UNDECIDED)

    def centre_rows(self) -> checks.Rows:
        """Read every row of the centre, with its version."""
        parts = [f"SELECT '{name}' AS name, to_jsonb(t) AS row FROM {name} t" for name in TABLES]
        rows: checks.Rows = {}
        ((epoch,),) = self.server.ask("SELECT epoch FROM sync_centre")
        for name, row in self.server.ask(" UNION ALL ".join(parts)):
            version = f"{epoch[:8]}.{row['ver']}.{row['rev']}"
            rows[name, row["id"]] = without_stamps(row) | {"version": version}
        return rows

    # --- Looking -------------------------------------------------------------------------------------

    def learn(self, terminal: SimTerminal, sight: checks.Sight) -> None:
        """Note changesets that stand in an outbox now."""
        terminal.txns.update(entry.txn for entry in sight.outbox)
        for entry in sight.outbox:
            if entry.txn in self.saved:
                continue
            seen_at = {(c["table"], c["key"]): c["base"] for c in entry.changes}
            self.saved[entry.txn] = Saved(entry.txn, entry.use_case, terminal.hall_id, entry.changes, seen_at)
            for change in entry.changes:
                row = sight.rows[change["table"]].get(change["key"])
                if row is not None:
                    self.oracle.enter(change["table"], change["key"], row)

    def learn_all(self) -> None:
        """Note the changesets of every terminal."""
        for terminal in self.terminals:
            self.learn(terminal, terminal.sight())

    def look_at(self, terminal: SimTerminal, *, exact: bool = False) -> checks.Sight:
        """Check one terminal; exact: it has just finished an exchange."""
        if self._broken is not None:
            raise self._broken
        sight = terminal.sight()
        self.learn(terminal, sight)
        if self.in_doubt:
            terminal.is_tainted = True
        elif terminal.is_tainted:
            # What it fetched of a centre in doubt is of two lives at once, until it has fetched all anew.
            ((epoch,),) = self.server.ask("SELECT epoch FROM sync_centre")
            terminal.is_tainted = sight.facts.get("epoch") != epoch
        oracle = None if terminal.is_tainted else self.oracle
        checks.check_terminal(terminal, sight, self.total[terminal.hall_id], oracle)
        if exact and not self.in_doubt:
            checks.check_refused_are_gone(terminal, sight, self.oracle, self._dead_rows())
            checks.check_exact(terminal, sight, self.centre_rows())
        return sight

    def _dead_rows(self) -> set[tuple[str, str]]:
        made: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
        for txn, outcome in self.oracle.outcomes.items():
            for change in self.saved[txn].changes:
                if change["op"] == "insert":
                    made[outcome == "refused"].add((change["table"], change["key"]))
        return {key for key in made[True] - made[False] if key[1] not in self.oracle.rows[key[0]]}

    def note(self, line: str) -> None:
        """Write a line of the history."""
        self.history.update(line.encode() + b"\n")
        self.lines.append(line)

    # --- Acts ----------------------------------------------------------------------------------------

    def run(self) -> None:
        """Begin, let things happen, heal, look at the end."""
        self.begin()
        self.is_calm = False
        for step in range(self.plan.steps):
            self.now += self.chance.randint(1, 20 * 60) * 1_000_000
            self.step(step)
        self.heal()

    def step(self, step: int) -> None:
        """Let one thing happen."""
        name = self.chance.choices(list(self._weights), list(self._weights.values()))[0]
        act = next(act for known, _, act in STEPS if known == name)
        terminal = self.chance.choice(self.terminals)
        self.note(f"{step} {name} {terminal.name}")
        act(self, terminal)

    def work_locally(self, terminal: SimTerminal) -> None:
        """A clerk does something, and perhaps the power fails."""
        for _ in range(self.chance.randint(1, 3)):
            if not self._one_local(terminal, lambda: act_once(terminal, self.chance)):
                return

    def decide(self, terminal: SimTerminal) -> None:
        """A registrar decides a conflict."""
        if self._one_local(terminal, lambda: decide_conflict(terminal, self.chance)):
            self.happened("conflict decided")

    def _one_local(self, terminal: SimTerminal, act: Callable[[], str]) -> bool:
        before = terminal.query("SELECT coalesce(max(seq), 0) FROM outbox")
        try:
            with self.perils(terminal):
                name = act()
        except SimulatedCrash:
            self.start_again(terminal)
            return False
        except NothingToDo:
            return False
        except Refusal as refusal:
            self.note(f"  said no: {type(refusal).__name__}")
            return False
        except SQLAlchemyError as error:
            self._must_be_planned(terminal, error)
            return False
        self.note(f"  {name}")
        self.look_at(terminal)
        if terminal.query("SELECT coalesce(max(seq), 0) FROM outbox") <= before and name != "submit_again":
            # A person may write what stood there already; then there is nothing to send.
            self.note("  nothing changed")
        return True

    def exchange(self, terminal: SimTerminal) -> None:
        """Talk to the centre, with everything that can go wrong."""
        self._talk(terminal, lambda: terminal.exchange.run(), is_whole=True)

    def call(self, terminal: SimTerminal) -> None:
        """Somebody works and sends; the others hear of it."""
        self.work_locally(terminal)
        self.exchange(terminal)
        for other in self.terminals:
            if other is not terminal and self.chance.random() < 0.7:
                self.hear(other)

    def push_only(self, terminal: SimTerminal) -> None:
        """Send without fetching."""
        self._talk(terminal, terminal.exchange.push)

    def pull_only(self, terminal: SimTerminal) -> None:
        """Fetch without sending."""
        self._talk(terminal, terminal.exchange.pull)

    def confirm(self, terminal: SimTerminal) -> None:
        """Book and have the centre's word on it."""
        last = "SELECT txn FROM outbox ORDER BY seq DESC LIMIT 1"
        before = terminal.query(last)
        if not self._one_local(terminal, lambda: act_once(terminal, self.chance)):
            return
        txn = terminal.query(last)
        if txn == before or terminal.is_away:
            return
        said: list[Verdict] = []

        def ask() -> None:
            said.append(CentreConfirm(terminal.exchange).ask(txn[0][0]).verdict)

        self._talk(terminal, ask)
        if said and said[0] is not Verdict.OFFLINE:
            ((status,),) = self.server.ask(
                "SELECT max(status) FROM sync_applied WHERE txn = %s", txn[0][0]
            ) or [("",)]
            expected = (Verdict.REFUSED,) if status == "refused" else (Verdict.CONFIRMED,)
            if status not in ("accepted", "merged", "refused") or said[0] not in expected:
                raise Violation(
                    "I5", f"{txn[0][0]} was shown as {said[0]}, the centre says {status or 'nothing'}"
                )
            self.note(f"  {said[0]}")

    def hear(self, terminal: SimTerminal) -> None:
        """Fetch when the centre calls; a call may be lost."""
        if terminal.is_away:
            return
        heard: list[Heard] = []
        self._talk(terminal, lambda: heard.append(terminal.exchange.await_call(0)))
        if Heard.ROWS in heard:
            self.happened("rows told")
            self.note("  rows told")
            # Calls are commits in their order: whoever has heard them all is where the centre is.
            self.look_at(terminal, exact=self.has_heard_all)
        elif Heard.NEWS in heard:
            self.note("  heard")
            self.exchange(terminal)

    def number(self, terminal: SimTerminal) -> None:
        """Reserve a number and put it on paper."""
        if self.in_doubt:
            return
        series, day = self.chance.choice(("A", "contract")), self.chance.choice(("1", "2"))
        given: list[int | None] = []
        self._talk(terminal, lambda: given.append(terminal.exchange.number(series, day)))
        if not given:
            return
        if given[0] is None:
            self.happened("number withheld")
            return
        number = (terminal.hall_id, series, day, given[0])
        if number in self.numbers:
            raise Violation("I12", f"{number} was given to {self.numbers[number]} and to {terminal.name}")
        self.numbers[number] = terminal.name
        terminal.numbers.add(number)
        self.note(f"  number {number}")
        self._one_local(terminal, lambda: give_number(terminal, series, day, number[3]) or "number")

    def _talk(self, terminal: SimTerminal, question: Callable[[], Any], *, is_whole: bool = False) -> None:
        if terminal.is_away:
            return
        locks = any(t.written for t in self.website.open)
        was_filled = "token" in terminal.sight().facts if not self.is_calm else True
        with self._asynchronous(terminal):
            try:
                with self.perils(terminal):
                    question()
            except SimulatedCrash:
                self.start_again(terminal)
                return
            except CentreUnreachable as refusal:
                self.note(f"  unreachable: {refusal.reason} {refusal.__cause__}".splitlines()[0])
                if terminal.is_revoked:
                    self.happened("terminal revoked")
                if locks and refusal.reason == "55P03":
                    self.happened("held by a lock")
                if not was_filled and terminal.sight().facts.get(STAGING):
                    self.happened("first filling interrupted")
                is_whole = False
            except OutOfStep as refusal:
                self.note(f"  out of step: {refusal.status}")
                is_whole = False
            except SQLAlchemyError as error:
                self._must_be_planned(terminal, error)
                is_whole = False
            except Refusal as refusal:
                self.note(f"  refused: {type(refusal).__name__}")
                is_whole = False
        if terminal.is_revoked and is_whole:
            raise Violation("I14", f"{terminal.name} was revoked and has been served")
        self.look_at(terminal, exact=is_whole)

    @contextmanager
    def _asynchronous(self, terminal: SimTerminal) -> Iterator[None]:
        """Have somebody tune the centre for speed while a terminal talks, perhaps."""
        if not self.happens("asynchronous commit"):
            yield
            return
        self.server.ask(f"ALTER ROLE {terminal.role} SET synchronous_commit = off")
        terminal.exchange.close()
        self.server.forget_wires(terminal.role)
        try:
            yield
        finally:
            self.server.ask(f"ALTER ROLE {terminal.role} RESET synchronous_commit")
            terminal.exchange.close()
            self.server.forget_wires(terminal.role)

    @contextmanager
    def perils(self, terminal: SimTerminal) -> Iterator[None]:
        """Arm the terminal's fuse for the time of an act, perhaps."""
        name, fuse = self._arm(terminal), terminal.fuse
        try:
            yield
        except Exception:
            if fuse.is_dead:
                # Whatever the dying process tripped over on its way out was not there to happen.
                raise SimulatedCrash from None
            raise
        else:
            if fuse.is_dead:
                raise SimulatedCrash
        finally:
            if name and fuse.has_blown:
                self.happened(name)
                self.note(f"  {name}")
            fuse.disarm()

    def _arm(self, terminal: SimTerminal) -> str:
        if self.is_calm:
            return ""
        for name, kind in PERILS:
            if self.chance.random() < self._mix[name]:
                copies = self.chance.choice(
                    (None, None, terminal.copy_at_crash, terminal.copy_flushed_at_crash)
                )
                left = (
                    self.chance.randint(1, 40) if kind in ("statement", "full") else self.chance.randint(1, 4)
                )
                terminal.fuse.arm(kind, left, copies)
                return name
        return ""

    def _must_be_planned(self, terminal: SimTerminal, error: SQLAlchemyError) -> None:
        if "disk is full" not in str(error):
            raise Violation("I9", f"{terminal.name} failed: {error}") from error
        self.note("  full disk")

    def start_again(self, terminal: SimTerminal) -> None:
        """Start a terminal after a crash, from what lies on the disk."""
        self.note("  crash")
        terminal.close()
        if terminal.crashed_copy is not None:
            for ending in ("", "-wal", "-shm"):
                Path(f"{terminal.path}{ending}").unlink(missing_ok=True)
                source = Path(f"{terminal.crashed_copy}{ending}")
                if source.exists():
                    shutil.move(source, f"{terminal.path}{ending}")
            terminal.crashed_copy = None
            self.happened("crash, copy of the files")
            if terminal.has_lost_unflushed:
                self.happened("crash, unflushed lost")
                terminal.has_lost_unflushed = False
                # The last pulls are gone with it, their cursor too.
                terminal.seen.clear()
        terminal.open()
        self.look_at(terminal)

    def restart(self, terminal: SimTerminal) -> None:
        """End and start the program in good order."""
        self.happened("restart")
        terminal.close()
        terminal.open()
        self.look_at(terminal)

    def jump(self, terminal: SimTerminal) -> None:
        """Set a terminal's clock wrong by up to days."""
        terminal.skew = self.chance.choice((0, 1, -1)) * self.chance.randint(0, 3 * DAY)
        self.happened("clock jump")

    def idle(self, terminal: SimTerminal) -> None:
        """Two exchanges one after the other: the second brings nothing and changes nothing."""
        if terminal.is_away or self.in_doubt:
            return
        was_calm, self.is_calm = self.is_calm, True
        try:
            self.exchange(terminal)
            before = terminal.sight()
            self.exchange(terminal)
            changed = checks.same_content(before, terminal.sight())
        finally:
            self.is_calm = was_calm
        if terminal.is_revoked:
            return
        waits = any(entry.state in checks.UNSENT for entry in before.outbox)
        try:
            differing = terminal.exchange.compare()
        except CentreUnreachable:
            return
        if differing:
            raise Violation("I1", f"{terminal.name}: sums differ from the centre's: {differing}")
        if changed and not waits:
            raise Violation("I13", f"{terminal.name}: a pull without news has changed {changed}")

    def deliver_old(self, terminal: SimTerminal) -> None:
        """An old request arrives once more; its answer finds nobody."""
        if not self.requests:
            return
        sender, gate, values = self.chance.choice(self.requests)
        self.happened("delayed duplicate")
        real = self.server.wire(sender.role)
        try:
            real.ask(gate, *values)
            self.server.leave(sender.role, real)
        except psycopg.Error as error:
            self.note(f"  old {gate}: {error.sqlstate}")
            real.close()
        self.poll()

    def write_web(self, terminal: SimTerminal) -> None:
        """The website writes and commits."""
        transaction = self.website.begin()
        kind = self.chance.choice(WEB_KINDS)
        if self.website.write(transaction, kind, self._some_hall(), self.chance):
            self.website.end(transaction, commits=True)
            self.note(f"  web {kind}")

    def long_transaction(self, terminal: SimTerminal) -> None:
        """The website opens a transaction, goes on with one, changes its mind, or ends it."""
        chance = self.chance
        if len(self.website.open) < 2 and chance.random() < 0.5:
            self.website.begin()
            self.happened("long transaction")
        if not self.website.open:
            return
        transaction = chance.choice(self.website.open)
        what = chance.random()
        if what < 0.5:
            kind = chance.choice(WEB_KINDS)
            self.website.write(transaction, kind, self._some_hall(), chance)
        elif what < 0.6:
            self.website.savepoint(transaction)
        elif what < 0.7 and transaction.marks:
            self.website.back_to_savepoint(transaction)
            self.happened("savepoint rolled back")
        else:
            commits = chance.random() < 0.7
            if not commits:
                self.happened("long transaction rolled back")
            self.website.end(transaction, commits=commits)

    def _some_hall(self) -> str:
        return HALL_A if self.chance.random() < 0.8 else HALL_B

    # --- Disasters of terminals ----------------------------------------------------------------------

    def take_image(self, terminal: SimTerminal) -> None:
        """Copy a terminal's file."""
        self.images.append((terminal, terminal.image()))
        del self.images[:-4]

    def put_back(self, terminal: SimTerminal) -> None:
        """Put an old copy in the place of a terminal, or start it beside the living one."""
        if not self.images:
            return
        original, image = self.images.pop(self.chance.randrange(len(self.images)))
        if original.is_revoked:
            return
        if self.chance.random() < 0.4 and len(self.terminals) < MOST_TERMINALS + 2:
            self._clone(original, image)
        else:
            self._replace(original, image)

    def _replace(self, terminal: SimTerminal, image: Image) -> None:
        self.happened("terminal put back")
        self.note(f"  {terminal.name} is put back")
        self.learn(terminal, terminal.sight())
        terminal.close()
        self._write_files(terminal, image)
        terminal.is_older, terminal.is_tainted = image.is_older, image.is_tainted
        terminal.numbers, terminal.txns = set(image.numbers), set(image.txns)
        terminal.seen.clear()
        terminal.open()
        self._excuse()
        self.look_at(terminal)

    def _clone(self, original: SimTerminal, image: Image) -> None:
        self.happened("terminal cloned")
        name = f"t{len(self.terminals)}"
        self.note(f"  {name} is a copy of {original.name}")
        clone = SimTerminal(
            self, name, original.number, original.hall_id, self.folder / f"terminal-{len(self.terminals)}.db"
        )
        clone.is_older, clone.numbers, clone.txns = image.is_older, set(image.numbers), set(image.txns)
        clone.is_tainted = image.is_tainted
        self._write_files(clone, image)
        clone.open()
        self.terminals.append(clone)
        self.look_at(clone)

    def _write_files(self, terminal: SimTerminal, image: Image) -> None:
        for ending in ("", "-wal", "-shm"):
            path = Path(f"{terminal.path}{ending}")
            path.unlink(missing_ok=True)
            if ending in image.files:
                path.write_bytes(image.files[ending])

    def revoke(self, terminal: SimTerminal) -> None:
        """Lock a terminal out."""
        others = [t for t in self.terminals if t.hall_id == terminal.hall_id and not t.is_revoked]
        if len({t.number for t in others} - {terminal.number}) == 0:
            return
        self.server.ask("UPDATE sync_terminal SET revoked_at = now() WHERE number = %s", terminal.number)
        self.server.ask("UPDATE sync_hall SET channel = DEFAULT WHERE hall_id = %s", terminal.hall_id)
        for other in self.terminals:
            if other.number == terminal.number:
                other.is_revoked = True
        self.note(f"  number {terminal.number} is revoked")
        self._excuse()

    def go_away(self, terminal: SimTerminal) -> None:
        """A terminal is without a line for the rest of the run."""
        if sum(not t.is_away for t in self.terminals) > 1:
            terminal.is_away = True
            self.happened("terminal away")

    def upgrade(self, terminal: SimTerminal) -> None:
        """Give an older terminal the newer program."""
        older = [t for t in self.terminals if t.is_older]
        if older:
            self._change_version(self.chance.choice(older), is_older=False)
            self.happened("older terminal upgraded")

    def _change_version(self, terminal: SimTerminal, *, is_older: bool) -> None:
        terminal.close()
        terminal.is_older = is_older
        terminal.open()

    def _excuse(self) -> None:
        """What no terminal keeps any more and the centre has not got is lost with its disk."""
        kept = {txn for terminal in self.terminals if not terminal.is_revoked for txn in terminal.txns}
        self.excused |= set(self.saved) - kept - set(self.oracle.outcomes)

    # --- Disasters of the centre ---------------------------------------------------------------------

    def back_up(self, terminal: SimTerminal) -> None:
        """Take a backup of the centre."""
        if self.in_doubt:
            return
        if self.chance.random() < (0.12 if self.plan.seed % UNLUCKY else 0.4):
            self.website.forget()
            self.backups.append(Snapshot(None, self.server.copy_folder(), self.oracle.snapshot()))
        else:
            self.backups.append(Snapshot(self.server.backup(), None, self.oracle.snapshot()))
        while len(self.backups) > 3:
            self._throw_away(self.backups.pop(0))

    def lose_hours(self, terminal: SimTerminal) -> None:
        """Everybody works on after a backup, and again, over open lines, when the centre is back at it."""
        if self.in_doubt:
            return
        self.back_up(terminal)
        self._work_everywhere(self.exchange)
        self._put_back(self.backups[-1])
        self._work_everywhere(self.push_only)

    def _work_everywhere(self, then: Callable[[SimTerminal], None]) -> None:
        for terminal in self.terminals:
            if not (terminal.is_away or terminal.is_revoked):
                self.work_locally(terminal)
                then(terminal)

    def restore(self, terminal: SimTerminal) -> None:
        """Put the centre back to a backup, and have somebody notice."""
        if self.backups and not self.in_doubt:
            self._put_back(self.chance.choice(self.backups))

    def _put_back(self, backup: Snapshot) -> None:
        self.learn_all()
        self.website.forget()
        if backup.rows is not None:
            self.server.restore(backup.rows)
        else:
            assert backup.folder is not None
            for other in self.terminals:
                other.exchange.close()
            self.server.put_folder_back(backup.folder)
        if self.was_restored:
            self.happened("restored twice")
        self.was_restored = True
        self._take_over(backup.oracle.snapshot())
        self.note("  the centre is set back")
        if backup.folder is not None:
            # A cold copy has the revocations of then, and is younger than the roles of the server.
            self._notice_by_token()
        elif self.chance.random() < 0.35:
            self.in_doubt = True
            self.happened("centre restored, declared late")
        else:
            self.declare()
            self.happened("centre restored and declared")

    def _take_over(self, oracle: Oracle) -> None:
        oracle.entered = self.oracle.entered
        self.oracle = self.website.oracle = oracle
        self._known = dict(oracle.outcomes)
        ((self._polled,),) = self.server.ask("SELECT coalesce(max(n), 0) FROM sim.decided")
        # A number that nobody keeps any more on paper or disk may come again.
        kept = {number for t in self.terminals if not t.is_revoked for number in t.numbers}
        self.numbers = {number: name for number, name in self.numbers.items() if number in kept}
        for terminal in self.terminals:
            if terminal.is_revoked:
                self.server.ask(
                    "UPDATE sync_terminal SET revoked_at = now() WHERE number = %s", terminal.number
                )
        self._excuse()

    def declare(self, terminal: SimTerminal | None = None) -> None:
        """The administrator says that the centre was restored."""
        self.server.ask("SELECT sync_new_epoch()")
        self.in_doubt = False
        self.note("  declared")

    def declare_late(self, terminal: SimTerminal) -> None:
        """The administrator notices at last."""
        if self.in_doubt:
            self.declare()

    def _notice_by_token(self) -> None:
        """A terminal that has seen more than the centre knows of calls first; without one it is declared."""
        query = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint, epoch FROM sync_centre"
        ((counter, epoch),) = self.server.ask(query)
        for terminal in self.terminals:
            facts = terminal.sight().facts
            has_seen = (
                facts.get("token") and facts["epoch"] == epoch and int(facts["token"].split(":")[1]) > counter
            )
            if has_seen and not (terminal.is_away or terminal.is_revoked):
                self.happened("centre set back with its counter")
                self.in_doubt = True
                was_calm, self.is_calm = self.is_calm, True
                terminal.exchange.close()
                before = self.server.ask("SELECT epoch FROM sync_centre")
                self.exchange(terminal)
                self.is_calm = was_calm
                if self.server.ask("SELECT epoch FROM sync_centre") == before:
                    raise Violation("I8", f"{terminal.name} has seen the future and nobody has noticed")
                self.in_doubt = False
                return
        self.declare()

    def _throw_away(self, backup: Snapshot) -> None:
        if backup.folder is not None:
            shutil.rmtree(backup.folder, ignore_errors=True)

    # --- The end -------------------------------------------------------------------------------------

    def heal(self) -> None:
        """Let everything work again and demand that all is well within some rounds."""
        self.is_calm = True
        self.note("healing")
        for transaction in list(self.website.open):
            self.website.end(transaction, commits=self.chance.random() < 0.5)
        if self.in_doubt:
            self.declare()
        for terminal in self.terminals:
            terminal.is_away = False
            if terminal.is_older:
                self._change_version(terminal, is_older=False)
                self.happened("older terminal upgraded")
        living = [t for t in self.terminals if not t.is_revoked]
        troubles: dict[str, str] = {}
        was_quiet = False
        for _ in range(ROUNDS):
            troubles.clear()
            for terminal in living:
                try:
                    terminal.exchange.run()
                except (Refusal, SQLAlchemyError) as error:
                    troubles[terminal.name] = f"{type(error).__name__}: {vars(error)} {error.__cause__}"
                self.look_at(terminal, exact=terminal.name not in troubles)
            is_quiet = not troubles and all(self._is_in_step(terminal) for terminal in living)
            if is_quiet and was_quiet:
                break
            was_quiet = is_quiet
        if troubles:
            raise Violation("I9", f"after {ROUNDS} rounds: {troubles}")
        self._check_end(living)
        if self.chance.random() < 0.5:
            self._check_bounds(living)

    def _is_in_step(self, terminal: SimTerminal) -> bool:
        query = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'parked') OR shown = 0"
        return terminal.query(query) == [(0,)]

    def _check_end(self, living: list[SimTerminal]) -> None:
        centre = self.centre_rows()
        checks.check_centre(self.oracle, centre, self.total)
        checks.check_overwritten(self.oracle, centre)
        for terminal in living:
            sight = terminal.sight()
            waiting = [e.txn for e in sight.outbox if e.state in checks.UNSENT or not e.shown]
            if waiting:
                raise Violation("I9", f"{terminal.name} still has on its way: {waiting}")
            checks.check_outcomes(terminal, sight, self.oracle, was_restored=self.was_restored)
            checks.check_exact(terminal, sight, centre)
        lost = set(self.saved) - set(self.oracle.outcomes) - self.excused
        revoked = {
            txn for t in self.terminals if t.is_revoked for (txn,) in t.query("SELECT txn FROM outbox")
        }
        if lost - revoked:
            raise Violation("I8" if self.was_restored else "I2", f"lost: {sorted(lost - revoked)}")
        if self.server.ask("SELECT 1 FROM sync_parked"):
            raise Violation("I9", "something is parked for ever")
        self._check_rules()

    def _check_rules(self) -> None:
        overlapping = self.server.ask(
            "SELECT a.id, b.id FROM test_booking a JOIN test_booking b ON a.id < b.id "
            "AND a.hall_id = b.hall_id AND a.room = b.room "
            "AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at "
            "WHERE a.ended_at IS NULL AND b.ended_at IS NULL"
        )
        doubled = self.server.ask(
            "SELECT booking_id, name FROM test_guest WHERE ended_at IS NULL GROUP BY 1, 2 HAVING count(*) > 1"
        )
        if overlapping or doubled:
            raise Violation("I5", f"rows that may not meet: {overlapping} {doubled}")

    def _check_bounds(self, living: list[SimTerminal]) -> None:
        self.server.ask(
            "UPDATE sync_applied SET applied_at = applied_at - interval '80 days'; "
            "UPDATE sync_centre SET tidied_at = tidied_at - interval '2 days'"
        )
        self.now += 40 * DAY
        self.note("tidying")
        for terminal in living:
            terminal.skew = 0
            terminal.exchange.close()
            tidy_outbox(terminal.store)
            terminal.exchange.run()
            sight = self.look_at(terminal, exact=True)
            open_refusals = {k for k, r in sight.rows["conflict"].items() if r["decision"] == "open"}
            kept = [e for e in sight.outbox[:-1] if e.txn not in open_refusals]
            if kept:
                raise Violation("I15", f"{terminal.name} keeps {len(kept)} old changesets: {kept[0]}")
            if sight.kept:
                raise Violation(
                    "I15", f"{terminal.name} keeps copies of the centre's rows: {sorted(sight.kept)}"
                )
            staged = terminal.query("SELECT name FROM sqlite_master WHERE name LIKE 'staged%'")
            if staged:
                raise Violation("I15", f"{terminal.name} keeps staged pages: {staged}")
        self._work_once_more(living)
        self.server.ask("UPDATE sync_centre SET tidied_at = tidied_at - interval '2 days'")
        living[0].exchange.close()
        living[0].exchange.run()
        ((left,),) = self.server.ask(
            "SELECT count(*) FROM sync_applied WHERE terminal NOT IN (SELECT number FROM sync_terminal "
            "WHERE revoked_at IS NOT NULL)"
        )
        if left > 2 * len(self.terminals):
            raise Violation("I15", f"the centre keeps {left} old answers")

    def _work_once_more(self, living: list[SimTerminal]) -> None:
        """After everything was tidied away work goes on as before."""
        for terminal in living:
            give_number(terminal, "after", "1", 1)
            terminal.exchange.run()
            self.look_at(terminal, exact=True)
        for terminal in living:
            terminal.exchange.run()
            sight = self.look_at(terminal, exact=True)
            if any(entry.state in checks.UNSENT for entry in sight.outbox):
                raise Violation("I9", f"{terminal.name} cannot go on after tidying")

    def close(self) -> None:
        """Let go of everything."""
        self.website.forget()
        for terminal in self.terminals:
            terminal.close()
        for backup in self.backups:
            self._throw_away(backup)


WEB_KINDS = ("transfer", "account", "rename", "number", "step", "booking", "guest")

Step = Callable[[World, SimTerminal], None]
Tampering = Callable[[SimTerminal, str, tuple[str, ...], Any], Any]
STEPS: tuple[tuple[str, int, Step], ...] = (
    ("work", 100, World.work_locally),
    ("exchange", 60, World.exchange),
    ("push only", 10, World.push_only),
    ("pull only", 10, World.pull_only),
    ("confirm", 14, World.confirm),
    ("hear", 16, World.hear),
    ("call", 30, World.call),
    ("number", 8, World.number),
    ("decide", 10, World.decide),
    ("website", 14, World.write_web),
    ("long transaction", 18, World.long_transaction),
    ("old request", 8, World.deliver_old),
    ("idle", 5, World.idle),
    ("restart", 4, World.restart),
    ("clock", 5, World.jump),
    ("image", 5, World.take_image),
    ("put back", 4, World.put_back),
    ("revoke", 1, World.revoke),
    ("away", 1, World.go_away),
    ("upgrade", 2, World.upgrade),
    ("backup", 6, World.back_up),
    ("restore", 4, World.restore),
    ("lost hours", 0, World.lose_hours),
    ("declare", 6, World.declare_late),
)
