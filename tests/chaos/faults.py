"""Doing what the plan says, and undoing it when its time is over."""

from __future__ import annotations

import heapq
import itertools
import os
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psycopg

from app.sync.enrolment import declare_restored
from app.sync.refusals import CentreUnreachable
from tests.chaos.balance import PUT_BACK
from tests.chaos.crew import Mate
from tests.chaos.plan import Fault, Step
from tests.chaos.proxy import Door, Lane, Proxy, Way
from tests.postgres_server import PostgresServer

MOST_DELAY_S = 0.3
SLOWEST, FASTEST = 3_000, 40_000
"""Bytes a second of a throttled lane."""
TRIES, TRY_AGAIN_S, RECOVERED_S = 6, 0.5, 60.0
BACKENDS = (
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
    " AND application_name = 'guitai' ORDER BY pid"
)


class Faults:
    """Applies steps; keeps an agenda of what ends when."""

    def __init__(
        self, server: PostgresServer, database: str, proxy: Proxy, mates: list[Mate], counted: Counter[str]
    ) -> None:
        self._server = server
        self._database = database
        self._proxy = proxy
        self._mates = mates
        self._counted = counted
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        self._places = itertools.count()
        self._is_up = True
        self._is_ending = False
        self._deeds: dict[Fault, Callable[[Step], None]] = {
            Fault.CUT: lambda step: self._on_lanes(step, lambda lane: lane.cut(reset=step.first < 0.5)),
            Fault.CUT_INSIDE: self._cut_inside,
            Fault.LOSE_ANSWER: lambda step: self._on_lanes(
                step, lambda lane: lane.lose_answer(int(step.first * 4))
            ),
            Fault.DELAY: self._delay,
            Fault.HOLD: lambda step: self._hold(step, held_up=True, held_down=True),
            Fault.ONLY_UP: lambda step: self._hold(step, held_down=True),
            Fault.ONLY_DOWN: lambda step: self._hold(step, held_up=True),
            Fault.VANISH: lambda step: self._on_lanes(step, lambda lane: lane.vanish()),
            Fault.THROTTLE: lambda step: self._weather(
                step, bytes_per_s=SLOWEST + step.first * (FASTEST - SLOWEST)
            ),
            Fault.SLAM: lambda step: self._close_door(step, Door.SLAMMED),
            Fault.SHUT: lambda step: self._close_door(step, Door.SHUT),
            Fault.DEAF: lambda step: self._close_door(step, Door.DEAF),
            Fault.KILL: self._kill,
            Fault.KILL_EARLY: self._kill_early,
            Fault.PAUSE: self._pause,
            Fault.END_BACKEND: lambda step: self._signal_backend(step, signal.SIGTERM, "backend terminated"),
            Fault.FREEZE_BACKEND: lambda step: self._signal_backend(
                step, signal.SIGSTOP, "backend stood still"
            ),
            Fault.CRASH_BACKEND: lambda step: self._signal_backend(
                step, signal.SIGKILL, "backend crashed, server recovered"
            ),
            Fault.LONG_TRANSACTION: self._long_transaction,
            Fault.DECLARE_RESTORED: lambda step: self._declare_restored(),
            Fault.RESTORE: self._restore,
            Fault.STOP_SERVER: lambda step: self._down(step, signal.SIGQUIT, "server stopped at once"),
            Fault.KILL_SERVER: lambda step: self._down(step, signal.SIGKILL, "server killed"),
        }

    def apply(self, step: Step) -> None:
        """Do it now."""
        self._deeds[step.fault](step)

    def until_next_end(self) -> float:
        """Seconds until something on the agenda ends; a second where there is nothing."""
        return max(0.0, min(1.0, self._agenda[0][0] - time.monotonic())) if self._agenda else 1.0

    def end_what_is_over(self) -> None:
        """Undo what has lasted long enough."""
        while self._agenda and self._agenda[0][0] <= time.monotonic():
            heapq.heappop(self._agenda)[2]()

    def end_all(self) -> None:
        """Fine weather, everybody awake, the server up."""
        self._is_ending = True
        while self._agenda:
            heapq.heappop(self._agenda)[2]()
        for lane in self._proxy.lanes:
            lane.clear()
        self._wait_for_server()

    def _wait_for_server(self) -> None:
        """Return when the server answers: it may be recovering from the crash of a session."""
        pause, until = threading.Event(), time.monotonic() + RECOVERED_S
        while True:
            try:
                self._server.ask("SELECT 1")
                return
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                pause.wait(TRY_AGAIN_S)

    def _again(self, step: Step) -> None:
        """Do it a little later, when the server is there to be taken away; not when the end has come."""
        if not self._is_ending:
            self._later(TRY_AGAIN_S, lambda: self.apply(step))

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (time.monotonic() + seconds, next(self._places), act))

    # --- the network -------------------------------------------------------------------------------

    def _on_lanes(self, step: Step, act: Callable[[Lane], None]) -> None:
        for target in step.targets:
            act(self._proxy.lanes[target])

    def _weather(self, step: Step, **values: float | bool) -> None:
        self._on_lanes(step, lambda lane: lane.set_weather(**values))
        self._later(step.lasts_s, lambda: self._end_weather(step))

    def _hold(self, step: Step, **ways: bool) -> None:
        self._weather(step, **ways, spares_some=step.first < 0.5)

    def _end_weather(self, step: Step) -> None:
        """Half of the time the connections that met it do not live on."""

        def end(lane: Lane) -> None:
            if step.second < 0.5:
                lane.cut(reset=step.first < 0.5)
            lane.clear()

        self._on_lanes(step, end)

    def _delay(self, step: Step) -> None:
        up = step.first * MOST_DELAY_S if step.second < 0.67 else 0.0
        down = step.first * MOST_DELAY_S if step.second > 0.33 else 0.0
        self._weather(step, delay_up_s=up, delay_down_s=down)

    def _cut_inside(self, step: Step) -> None:
        way = Way.UP if step.first < 0.5 else Way.DOWN
        self._on_lanes(step, lambda lane: lane.cut_after(way, int(4_000 * step.second**3)))

    def _close_door(self, step: Step, door: Door) -> None:
        def close(lane: Lane) -> None:
            lane.set_weather(door=door)
            lane.cut(reset=True)

        self._on_lanes(step, close)
        self._later(step.lasts_s, lambda: self._on_lanes(step, lambda lane: lane.clear()))

    # --- the terminals -----------------------------------------------------------------------------

    def _kill(self, step: Step) -> None:
        mate = self._mates[step.targets[0]]
        if mate.kill():
            self._counted["terminal killed"] += 1
            self._later(step.lasts_s, lambda: self.wake(mate))

    def _kill_early(self, step: Step) -> None:
        """Kill it, and again at a chosen moment of its next life.

        That is 1 to 50 ms after it opens its store, or after its exchanges begin, or between a commit of
        the store and its being reported.
        """
        mate = self._mates[step.targets[0]]
        if mate.kill():
            moment = ("open", "exchange", "saved")[int(step.first * 3)]
            after = 1 + int(3 * step.second) if moment == "saved" else round(1 + 49 * step.second, 1)
            mate.start(dies=f"{moment}:{after}")
            self._counted["terminal killed"] += 1
            self._counted["terminal killed just after a commit"] += moment == "saved"
            self._counted["terminal killed just after its start"] += moment != "saved"

    def wake(self, mate: Mate) -> None:
        """Start a terminal that is not running."""
        if not mate.is_alive:
            mate.start()

    def _pause(self, step: Step) -> None:
        mate = self._mates[step.targets[0]]
        if mate.pause():
            self._counted["terminal stood still"] += 1
            self._later(step.lasts_s, mate.go_on)

    # --- the server --------------------------------------------------------------------------------

    def _backend(self, step: Step) -> int | None:
        try:
            found = [int(str(row[0])) for row in self._server.ask(BACKENDS)]
        except psycopg.Error:
            return None
        return found[int(step.first * len(found))] if found else None

    def _signal_backend(self, step: Step, word: signal.Signals, name: str, tries: int = TRIES) -> None:
        """Signal a session of a terminal; where there is none just now, try again a little later.

        SIGTERM is what pg_terminate_backend does, SIGSTOP a session that does not get on, perhaps with
        the hall's lock in its hand; after SIGKILL PostgreSQL throws everybody out and recovers.
        """
        pid = self._backend(step)
        if pid is not None and _signalled(pid, word):
            self._counted[name] += 1
            if word is signal.SIGSTOP:
                self._later(step.lasts_s, lambda: _go_on(pid))
        elif tries:
            self._later(TRY_AGAIN_S, lambda: self._signal_backend(step, word, name, tries - 1))

    def _long_transaction(self, step: Step) -> None:
        try:
            connection = psycopg.connect(self._server.socket_url, dbname=self._database, connect_timeout=2)
            connection.execute("SELECT pg_current_xact_id()")
        except psycopg.Error:
            return
        self._counted["long transaction held open"] += 1
        self._later(step.lasts_s, connection.close)

    def _declare_restored(self, tries: int = TRIES) -> None:
        try:
            declare_restored(self._server.url(self._database))
            self._counted["declared restored"] += 1
        except (psycopg.Error, CentreUnreachable):
            if tries:
                self._later(TRY_AGAIN_S, lambda: self._declare_restored(tries - 1))

    def _down(self, step: Step, how: signal.Signals, name: str) -> None:
        if not self._is_up:
            self._again(step)
            return
        if how is signal.SIGKILL:
            self._server.kill()
        else:
            self._server.run("pg_ctl", "-D", str(self._server.data), "-m", "immediate", "stop")
            self._server.stop()
        self._is_up = False
        self._counted[name] += 1
        self._later(step.lasts_s, self._up)

    def _up(self) -> None:
        self._server.start()
        self._is_up = True

    def _restore(self, step: Step) -> None:
        """Copy the data of a server that is down, or put the copy in its place and say so."""
        if not self._is_up:
            self._again(step)
            return
        self._server.kill()
        self._is_up = False
        data, copy = self._server.data, self._server.folder / "copy"
        if not copy.exists():
            _move_over(data, copy, keeps=True)
            self._counted["backup of the centre taken"] += 1
            self._later(step.lasts_s, self._up)
            return
        shutil.rmtree(data)
        _move_over(copy, data, keeps=False)
        self._counted[PUT_BACK] += 1
        self._later(step.lasts_s, self._up_restored)

    def _up_restored(self) -> None:
        self._up()
        self._declare_restored()


def _move_over(source: Path, target: Path, *, keeps: bool) -> None:
    # Owners and rights must stay as they are: the server has an account of its own.
    command = ["cp", "-a"] if keeps else ["mv"]
    subprocess.run([*command, str(source), str(target)], check=True)


def _go_on(pid: int) -> None:
    _signalled(pid, signal.SIGCONT)


def _signalled(pid: int, word: signal.Signals) -> bool:
    try:
        os.kill(pid, word)
    except ProcessLookupError:
        return False
    return True
