"""A proxy between terminal and centre that takes its time and counts.

    python -m tests.bench.delay MILLISECONDS ADDRESS

Every byte arrives so many milliseconds later in either direction; how many may be under way is not limited.
In a process of its own, so that it takes no turn from the terminal that is measured. Prints its port; for
every line it reads it prints what has passed so far: ``{up, down, turns}``, where a turn is the terminal
speaking again after the centre had spoken, which is one round trip.
"""

from __future__ import annotations

import json
import queue
import socket
import sys
import threading
import time
from dataclasses import dataclass

from psycopg.conninfo import conninfo_to_dict

CHUNK = 1 << 16


@dataclass
class Passed:
    """What has gone through."""

    up: int = 0
    down: int = 0
    turns: int = 0
    centre_spoke: bool = True

    def note(self, size: int, *, is_up: bool) -> None:
        if not is_up:
            self.down, self.centre_spoke = self.down + size, True
            return
        self.up += size
        self.turns += self.centre_spoke
        self.centre_spoke = False


class Direction:
    """One way of one connection: reads at once, hands on when it is due."""

    def __init__(
        self, source: socket.socket, target: socket.socket, delay_s: float, passed: Passed, *, is_up: bool
    ) -> None:
        self._source, self._target, self._delay_s = source, target, delay_s
        self._passed, self._is_up = passed, is_up
        self._under_way: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        for work in (self._read, self._hand_on):
            threading.Thread(target=work, daemon=True).start()

    def _read(self) -> None:
        data = b"-"
        while data:
            try:
                data = self._source.recv(CHUNK)
            except OSError:
                data = b""
            if data:
                self._passed.note(len(data), is_up=self._is_up)
            self._under_way.put((time.monotonic() + self._delay_s, data))

    def _hand_on(self) -> None:
        while True:
            due, data = self._under_way.get()
            time.sleep(max(0.0, due - time.monotonic()))
            try:
                if not data:
                    self._target.shutdown(socket.SHUT_WR)
                    return
                self._target.sendall(data)
            except OSError:
                return


def main(delay_ms: str, address: str) -> None:
    passed = Passed()
    door = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_admit, args=(door, address, float(delay_ms) / 1000, passed), daemon=True).start()
    print(door.getsockname()[1], flush=True)
    for _ in sys.stdin:
        print(json.dumps({"up": passed.up, "down": passed.down, "turns": passed.turns}), flush=True)


def _admit(door: socket.socket, address: str, delay_s: float, passed: Passed) -> None:
    while True:
        terminal, _ = door.accept()
        centre = _connected(address)
        for side in (terminal, centre):
            if side.family == socket.AF_INET:
                side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        Direction(terminal, centre, delay_s, passed, is_up=True)
        Direction(centre, terminal, delay_s, passed, is_up=False)


def _connected(address: str) -> socket.socket:
    found = conninfo_to_dict(address)
    host, port = str(found.get("host") or "127.0.0.1"), int(found.get("port") or 5432)
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    centre = socket.socket(socket.AF_UNIX)
    centre.connect(f"{host}/.s.PGSQL.{port}")
    return centre


if __name__ == "__main__":
    main(*sys.argv[1:])
