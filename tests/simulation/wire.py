"""A wire that loses, doubles, cuts and delays; beneath it the real one."""

from __future__ import annotations

import json
import select
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import psycopg
from psycopg.pq import ConnStatus, ExecStatus

from app.sync.wire import Call, Wire

if TYPE_CHECKING:
    from tests.simulation.terminal import SimTerminal
    from tests.simulation.world import World

STRUCK_WITH = ("40P01", "40001", "55P03", "57014", "53100", "kill")
"""Deadlock, serialisation, lock not available, statement cancelled, disk full at the centre, backend gone."""


def cut(how: str) -> psycopg.OperationalError:
    """Give the error of a broken line."""
    return psycopg.OperationalError(f"simulated: {how}")


@dataclass
class LateCalls:
    """Calls on their way to a terminal, and the last ones that have arrived."""

    line: Wire | None = None
    held: list[Call] = field(default_factory=list)
    known: list[Call] = field(default_factory=list)

    def keep(self, line: Wire, calls: list[Call]) -> None:
        """Let calls come with the next ones."""
        self.line, self.held = line, calls

    def take(self) -> tuple[Wire | None, list[Call]]:
        """Give those that are late, and the line they were to come over."""
        found = (self.line, self.held)
        self.line, self.held = None, []
        return found


class FaultyWire:
    """One connection of one terminal; after a fault it is broken for good."""

    def __init__(self, world: World, terminal: SimTerminal, real: Wire, is_pooled: bool) -> None:
        self._world = world
        self._terminal = terminal
        self._real = real
        self._is_clean = is_pooled
        self._is_open = True
        self._is_deaf = False
        """No call comes through until the next pull."""

    def ask(self, gate: str, *values: str) -> Any:
        """Ask, with a chance that the question or the answer is lost, or that it is asked twice."""
        self._must_be_open()
        fault = self._world.wire_fault(gate)
        if gate == "gate_pull":
            self._is_deaf = False
        if fault == "lost request":
            self._break()
            raise cut(fault)
        if fault == "backend terminated":
            self._kill_backend()
        elif fault == "centre error":
            self._plan_strike(values[0])
        try:
            answer = self._heard(gate, values)
            if fault == "duplicated request":
                answer = self._heard(gate, values)
            if fault == "lost answer":
                self._break()
                raise cut(fault)
        except psycopg.Error:
            self._is_clean = False
            raise
        finally:
            if fault == "centre error":
                self._world.server.spare()
            self._world.after_request(self._terminal, gate, values)
        return self._world.answer_to(self._terminal, gate, values, answer)

    def ask_many(self, gate: str, messages: Iterable[str]) -> Iterator[str]:
        """Ask in a pipeline that may be cut after some answers, or struck in the middle of a batch."""
        self._must_be_open()
        fault = self._world.wire_fault(gate + "*")
        if fault == "lost request":
            self._break()
            raise cut(fault)
        asked: list[str] = []

        def told() -> Iterator[str]:
            for message in messages:
                if fault == "cut in the pipeline" and len(asked) == self._world.chance.randint(0, 3):
                    return
                if fault == "centre error" and not asked:
                    self._plan_strike(message)
                asked.append(message)
                yield message
                if fault == "duplicated request":
                    asked.append(message)
                    yield message

        was_clean, self._is_clean = self._is_clean, False
        place = -1
        answers = cast(Generator[str, None, None], self._real.ask_many(gate, told()))
        try:
            for place, answer in enumerate(answers):
                if fault == "duplicated request" and place % 2 == 0:
                    continue
                if fault in ("lost answer", "cut in the pipeline") and self._world.chance.random() < 0.6:
                    raise cut(fault)
                # What the answer says has happened at the centre before anybody here knows of it.
                self._world.after_request(self._terminal, gate, (asked[place],))
                yield self._world.answer_to(self._terminal, gate, (asked[place],), answer)
            if fault == "cut in the pipeline":
                raise cut(fault)
            self._is_clean = was_clean
        except BaseException:
            # Those on their way arrive all the same; their answers find nobody.
            answers.close()
            self._await(len(asked) - place - 1)
            self._break()
            raise
        finally:
            if fault == "centre error":
                self._world.server.spare()
            for message in asked:
                self._world.after_request(self._terminal, gate, (message,))
            if len(asked) > 1:
                self._world.happened("batches in a pipeline")

    def listen(self, channel: str) -> None:
        """Have the centre's calls come over this wire."""
        self._must_be_open()
        self._is_clean = False
        self._real.listen(channel)

    def heard(self, timeout_s: float) -> list[Call]:
        """Give the centre's calls; some are lost, come twice, or come late, over another line too."""
        self._must_be_open()
        # Whatever was committed before is here then; the runs of a seed are alike.
        self._connection.pgconn.exec_(b"SELECT 1")
        world, late = self._world, self._terminal.late_calls
        calls = self._in_order(late.take(), self._real.heard(0))
        world.has_heard_all = True
        if self._is_deaf:
            return []
        if calls and world.happens("notify lost"):
            world.has_heard_all = False
            if not all(call.said for call in calls) or world.chance.random() < 0.3:
                # The server loses none over a line that lives: what is lost is the line, for calls.
                self._is_deaf = True
                return []
            calls.pop(world.chance.randrange(len(calls)))
        if calls and world.happens("notify late"):
            late.keep(self, calls)
            return []
        if late.known and world.happens("notify doubled"):
            calls.insert(world.chance.randint(0, len(calls)), world.chance.choice(late.known))
        late.known = [*late.known, *calls][-20:]
        return calls

    def _in_order(self, late: tuple[Wire | None, list[Call]], calls: list[Call]) -> list[Call]:
        """Put late calls before the others where they came over this line, else anywhere."""
        line, before = late
        if line is self:
            return [*before, *calls]
        place = self._world.chance.randint(0, len(calls)) if before else 0
        return [*calls[:place], *before, *calls[place:]]

    def hang_up(self) -> None:
        """Break the line."""
        self._break()

    def close(self) -> None:
        """Let go; a wire in good order serves the terminal's next connection."""
        if not self._is_open:
            return
        self._is_open = False
        if self._is_clean:
            self._world.server.leave(self._terminal.role, self._real)
        else:
            self._real.close()

    def _heard(self, gate: str, values: tuple[str, ...]) -> Any:
        self._world.remember_request(self._terminal, gate, values)
        return self._real.ask(gate, *values)

    def _await(self, syncs: int) -> None:
        """Wait until the centre has done what was sent to it, or is gone."""
        line = self._connection.pgconn
        while syncs > 0 and line.status == ConnStatus.OK:
            while line.is_busy():
                if not select.select([line.socket], [], [], 10)[0]:
                    return
                try:
                    line.consume_input()
                except psycopg.Error:
                    return
            result = line.get_result()
            if result is not None and result.status == ExecStatus.PIPELINE_SYNC:
                syncs -= 1

    @property
    def _connection(self) -> psycopg.Connection[Any]:
        return self._real._connection  # type: ignore[attr-defined, no-any-return]

    def _break(self) -> None:
        # A question that was answered leaves the real line in order; only its other end is deaf.
        self.close()

    def _kill_backend(self) -> None:
        self._is_clean = False
        self._world.server.terminate(self._connection.info.backend_pid)

    def _plan_strike(self, message: str) -> None:
        try:
            entries = json.loads(message).get("entries", [])
        except json.JSONDecodeError:
            entries = []
        chance = self._world.chance
        what = chance.choice(STRUCK_WITH)
        if what == "kill":
            self._is_clean = False
        tables = ["sync_applied", *sorted({c["table"] for e in entries for c in e["changes"]})]
        self._world.server.strike(chance.choice(tables), chance.randint(1, max(1, len(entries))), what)

    def _must_be_open(self) -> None:
        if not self._is_open:
            raise cut("broken before")
