"""The proxy hands on every byte, later, and counts."""

from __future__ import annotations

import socket
import threading
import time

from psycopg.conninfo import conninfo_to_dict

from tests.bench.processes import proxied

PAUSE_MS = 40.0


def _echo(door: socket.socket) -> None:
    side, _ = door.accept()
    with side:
        while data := side.recv(1 << 16):
            side.sendall(data)


def test_every_byte_arrives_late_by_the_round_trip_and_is_counted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        threading.Thread(target=_echo, args=(door,), daemon=True).start()
        port = door.getsockname()[1]
        with proxied(f"host=127.0.0.1 port={port}", PAUSE_MS) as (url, proxy):
            through = conninfo_to_dict(url)
            with socket.create_connection((str(through["host"]), int(str(through["port"])))) as side:
                for word in (b"one", b"two"):
                    began = time.monotonic()
                    side.sendall(word)
                    assert side.recv(10) == word
                    assert time.monotonic() - began >= PAUSE_MS / 1000
            assert proxy.ask() == {"up": 6, "down": 6, "turns": 2}
