"""Our own network between the terminals and PostgreSQL: one lane a terminal, each with its own weather.

The proxy lives in a thread with an event loop of its own; the lanes are steered from any other thread.
What the weather does is counted only when it has really met bytes or connections.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from tests.chaos.framing import Framing

CHUNK = 16_384
T = TypeVar("T")


class Way(StrEnum):
    """The two directions of a lane."""

    UP = "up"
    DOWN = "down"


class Door(StrEnum):
    """What becomes of a new connection."""

    OPEN = "open"
    SLAMMED = "slammed"
    """Reset at once."""
    SHUT = "shut"
    """Nobody listens: the system itself refuses."""
    DEAF = "deaf"
    """Taken, and never answered."""


@dataclass
class Weather:
    """How a lane treats what passes."""

    delay_up_s: float = 0.0
    delay_down_s: float = 0.0
    held_up: bool = False
    held_down: bool = False
    spares_some: bool = False
    """Of a terminal's connections some are held and others are not."""
    bytes_per_s: float = 0.0
    """0: as fast as it goes."""
    door: Door = Door.OPEN


class Pair:
    """One connection of a terminal and the one to PostgreSQL that belongs to it."""

    def __init__(self, lane: Lane, client: asyncio.StreamWriter, server: asyncio.StreamWriter) -> None:
        self._lane = lane
        self._ends = (client, server)
        self.framing = {Way.UP: Framing(begins_untyped=True), Way.DOWN: Framing(begins_untyped=False)}
        self.bytes_left: dict[Way, int] = {}
        self.swallows_answers = False
        self.slowness = lane.chance.uniform(0.0, 2.0)
        self.is_spared = lane.chance.random() < 0.5
        self.is_over = False
        self.ended = asyncio.Event()
        self.has_vanished = False

    @property
    def inside_a_message(self) -> bool:
        """Tell whether a message is under way in either direction."""
        return any(framing.inside for framing in self.framing.values())

    def cut(self, fault: str, *, reset: bool) -> None:
        """End it on both sides; with a reset, unsent bytes are lost."""
        if self.is_over:
            return
        self.is_over = True
        self.ended.set()
        self._lane.counted[fault] += 1
        if self.inside_a_message:
            self._lane.counted["cut inside a message"] += 1
        for end in self._ends:
            if reset:
                _reset(end)
            else:
                end.close()

    def vanish(self) -> None:
        """Let go of PostgreSQL's side; the terminal's stays open and deaf."""
        if not self.is_over and not self.has_vanished:
            self.has_vanished = True
            self._ends[1].close()

    def end(self) -> None:
        """End it because one side did."""
        self.is_over = True
        self.ended.set()
        for end in self._ends:
            end.close()


class Lane:
    """The way of one terminal to the centre; its port never changes."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self.chance = proxy.chance
        self._server: asyncio.Server | None = None
        self._is_opening = False
        self._pairs: set[Pair] = set()
        self._changed = asyncio.Event()
        self._deaf: set[asyncio.StreamWriter] = set()
        self._answers_to_lose = 0
        self.weather = Weather()
        self.counted: Counter[str] = Counter()
        self.port = 0

    # --- steering, from any thread -----------------------------------------------------------------

    def set_weather(self, **values: float | bool | Door) -> None:
        """Change some of the weather; what is not named stays."""
        self._proxy.call(lambda: self._set(values))

    def clear(self) -> None:
        """Fine weather; what was held goes on, what was never answered ends."""
        self._proxy.call(self._clear)

    def wait_until_open(self) -> None:
        """Return when the lane listens again after its door was shut."""
        self._proxy.finish()

    def cut(self, *, reset: bool) -> None:
        """Cut every connection now."""
        self._proxy.call(lambda: self._cut(reset=reset))

    def cut_after(self, way: Way, count: int) -> None:
        """Cut every connection after so many more bytes in one direction."""
        self._proxy.call(lambda: self._cut_after(way, count))

    def vanish(self) -> None:
        """Forget every connection: PostgreSQL is told that it has ended, the terminal never hears again."""
        self._proxy.call(self._vanish)

    def lose_answer(self, skip: int) -> None:
        """Let requests reach the centre, but lose one answer, after ``skip`` others, and the connection."""
        self._proxy.call(lambda: setattr(self, "_answers_to_lose", skip + 1))

    # --- inside the loop ---------------------------------------------------------------------------

    async def open(self) -> None:
        """Listen; the first time at a free port, later at the same one."""
        self._server = await asyncio.start_server(self._arrived, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        self._is_opening = False

    async def close(self) -> None:
        """Stop listening and end what is open."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for pair in list(self._pairs):
            pair.end()
        self._clear_deaf()

    def _set(self, values: dict[str, float | bool | Door]) -> None:
        for name, value in values.items():
            setattr(self.weather, name, value)
        if self.weather.door is Door.SHUT and self._server is not None:
            self._server.close()
            self._server = None
            self.counted["nobody listened"] += 1
        elif self.weather.door is not Door.SHUT and self._server is None and not self._is_opening:
            self._is_opening = True
            self._proxy.spawn(self.open())
        self._changed.set()
        self._changed = asyncio.Event()

    def _clear(self) -> None:
        self._set(vars(Weather()))
        self._answers_to_lose = 0
        for pair in self._pairs:
            pair.bytes_left.clear()
        self._clear_deaf()

    def _clear_deaf(self) -> None:
        for writer in self._deaf:
            _reset(writer)
        self._deaf.clear()

    def _cut(self, *, reset: bool) -> None:
        for pair in list(self._pairs):
            pair.cut("connection reset" if reset else "connection closed", reset=reset)

    def _vanish(self) -> None:
        for pair in self._pairs:
            pair.vanish()

    def _cut_after(self, way: Way, count: int) -> None:
        for pair in self._pairs:
            pair.bytes_left[way] = count

    async def _arrived(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.weather.door is Door.SLAMMED:
            self.counted["new connection reset"] += 1
            _reset(writer)
            return
        if self.weather.door is Door.DEAF:
            self.counted["new connection not answered"] += 1
            self._deaf.add(writer)
            return
        try:
            server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self._proxy.target_port)
        except OSError:
            _reset(writer)
            return
        pair = Pair(self, writer, server_writer)
        self._pairs.add(pair)
        try:
            ways = (
                self._pump(pair, Way.UP, reader, server_writer),
                self._pump(pair, Way.DOWN, server_reader, writer),
            )
            await asyncio.gather(*ways)
        finally:
            pair.end()
            self._pairs.discard(pair)

    async def _pump(
        self, pair: Pair, way: Way, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while data := await reader.read(CHUNK):
                if pair.has_vanished:
                    self.counted["vanished without a word"] += way is Way.UP
                elif not await self._pass(pair, way, data, writer):
                    return
            if pair.has_vanished and way is Way.DOWN:
                await pair.ended.wait()
        except OSError:
            return
        finally:
            # Half-open connections are none PostgreSQL or libpq would use.
            pair.end()

    async def _pass(self, pair: Pair, way: Way, data: bytes, writer: asyncio.StreamWriter) -> bool:
        """Send one piece on as the weather allows; False when that was the end."""
        await self._wait_for_weather(pair, way, len(data))
        if pair.is_over or pair.has_vanished:
            return not pair.is_over
        if self._is_lost(pair, way):
            pair.cut("answer lost", reset=True)
            return False
        left = pair.bytes_left.get(way)
        if left is not None and left < len(data):
            pair.framing[way].feed(data[:left])
            writer.write(data[:left])
            await writer.drain()
            pair.cut(f"cut after some bytes {way}", reset=True)
            return False
        if left is not None:
            pair.bytes_left[way] = left - len(data)
        pair.framing[way].feed(data)
        writer.write(data)
        await writer.drain()
        return True

    async def _wait_for_weather(self, pair: Pair, way: Way, size: int) -> None:
        delay = self.weather.delay_up_s if way is Way.UP else self.weather.delay_down_s
        if delay:
            self.counted[f"delayed {way}"] += 1
            await asyncio.sleep(delay * pair.slowness)
        if self.weather.bytes_per_s:
            self.counted["throttled"] += 1
            await asyncio.sleep(size / self.weather.bytes_per_s)
        is_counted = False
        while self._is_held(pair, way):
            if not is_counted:
                both = self.weather.held_up and self.weather.held_down
                self.counted["held both ways" if both else f"held {way} only"] += 1
                is_counted = True
            await self._changed.wait()

    def _is_held(self, pair: Pair, way: Way) -> bool:
        if pair.is_spared and self.weather.spares_some:
            return False
        return self.weather.held_up if way is Way.UP else self.weather.held_down

    def _is_lost(self, pair: Pair, way: Way) -> bool:
        """Tell whether this is the answer to be lost: the first bytes down after bytes up, so many times."""
        if way is Way.UP:
            pair.swallows_answers = self._answers_to_lose > 0
            return False
        if not pair.swallows_answers:
            return False
        pair.swallows_answers = False
        self._answers_to_lose -= 1
        return self._answers_to_lose == 0


class Proxy:
    """All lanes, in a thread of their own."""

    def __init__(self, lanes: int, target_port: int, chance: random.Random) -> None:
        self.target_port = target_port
        self.chance = chance
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._thread.start()
        self.lanes = [self.call(lambda: Lane(self)) for _ in range(lanes)]
        for lane in self.lanes:
            asyncio.run_coroutine_threadsafe(lane.open(), self._loop).result(10)

    def call(self, act: Callable[[], T]) -> T:
        """Do something inside the loop and give its result."""

        async def acted() -> T:
            return act()

        return asyncio.run_coroutine_threadsafe(acted(), self._loop).result(10)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin something inside the loop."""
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def finish(self) -> None:
        """Wait for what was begun."""

        async def finished() -> None:
            await asyncio.gather(*self._tasks)

        asyncio.run_coroutine_threadsafe(finished(), self._loop).result(10)

    def counted(self) -> Counter[str]:
        """Sum what the weather did on all lanes."""
        return self.call(lambda: sum((lane.counted for lane in self.lanes), Counter()))

    def close(self) -> None:
        """End every connection and the thread."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _close(self) -> None:
        for lane in self.lanes:
            await lane.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST instead of FIN."""
    held: socket.socket = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        # It may be closed already.
        held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
