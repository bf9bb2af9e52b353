"""One connection to the centre: a question, many questions in one round trip, and the centre's calls."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import make_conninfo
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult

from app.sync.address import checked_address

CONNECT_S = 2
ANSWER_S = 20.0
"""So long an answer may take; longer than the server lets a statement run."""
IN_FLIGHT = 16
"""So many batches are on their way at once; each is a transaction of its own at the centre."""

OPTIONS = " ".join(
    f"-c {name}={value}"
    for name, value in {
        "statement_timeout": 15_000,
        "lock_timeout": 5_000,
        "idle_in_transaction_session_timeout": 30_000,
        # The server too lets go of a line that was cut without a word, or this terminal's own dead sessions
        # would soon keep it out.
        "tcp_keepalives_idle": 10,
        "tcp_keepalives_interval": 5,
        "tcp_keepalives_count": 3,
        "tcp_user_timeout": 15_000,
    }.items()
)
DEAD_LINE = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A line that was cut without a word is given up after so long (seconds; the last in milliseconds)."""


@dataclass(frozen=True)
class Call:
    """What the centre said by itself, and where."""

    channel: str
    said: str


class Wire(Protocol):
    """One connection to the centre. Every question is a transaction of its own."""

    def ask(self, gate: str, *values: str) -> Any:
        """Call a function of the gate and bring its answer as text."""
        ...

    def ask_many(self, gate: str, messages: Iterable[str]) -> Iterator[str]:
        """Call a gate for each message without waiting in between; answers come in the same order."""
        ...

    def listen(self, channel: str) -> None:
        """Have the centre's calls come over this wire from now on."""
        ...

    def heard(self, timeout_s: float) -> list[Call]:
        """Wait for calls of the centre; gives those that came, in their order, or none."""
        ...

    def hang_up(self) -> None:
        """Break the line at once, from whatever thread; a question under way fails."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


Connect = Callable[[], Wire]


def centre_wire(url: str) -> Connect:
    """Give the way to open wires to an address; each refuses with CentreNotVerified."""
    return lambda: CentreWire(_connected(checked_address(url)))


class CentreWire:
    """A wire over a real connection."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection
        self.deadline: float | None = None
        """When the question under way has taken too long, on the monotonic clock; None without one."""
        _WATCH.over(self)

    def ask(self, gate: str, *values: str) -> Any:
        """Call a function of the gate and bring its answer as text."""
        # By libpq: psycopg's cursors cost as much as the rest of a small pull.
        marks = ", ".join(f"${n}" for n in range(1, len(values) + 1))
        query, told = f"SELECT guitai.{gate}({marks})".encode(), [value.encode() for value in values]
        with self._patience(), self._connection.lock:
            answer = _checked(self._connection.pgconn.exec_params(query, told)).get_value(0, 0)
        return None if answer is None else answer.decode()

    def ask_many(self, gate: str, messages: Iterable[str]) -> Iterator[str]:
        """Call a gate for each message; a message after a failed one is still asked by the server."""
        # psycopg's own pipeline waits a whole round trip at every sync; its libpq layer does not.
        line, query, asked = self._connection.pgconn, f"SELECT guitai.{gate}($1)".encode(), 0
        line.enter_pipeline_mode()
        for message in messages:
            with self._patience():
                line.send_query_params(query, [message.encode()])
                line.pipeline_sync()
                _send_off(line)
            asked += 1
            if asked >= IN_FLIGHT:
                yield self._next_answer()
                asked -= 1
        for _ in range(asked):
            yield self._next_answer()
        # Not left after an error: the lane lets the wire go then.
        line.exit_pipeline_mode()

    def listen(self, channel: str) -> None:
        """Have the centre's calls come over this wire from now on."""
        # Psycopg's own way would keep calls that come along with the answer to itself.
        query = sql.SQL("LISTEN {}").format(sql.Identifier(channel)).as_bytes(self._connection)
        with self._patience(), self._connection.lock:
            _checked(self._connection.pgconn.exec_(query))

    def heard(self, timeout_s: float) -> list[Call]:
        """Wait for calls of the centre; gives those that came, in their order, or none."""
        # Those that came along with an answer are here already.
        if calls := self._calls():
            return calls
        # Waiting on the socket alone leaves the connection free for whoever asks something meanwhile.
        ready, _, _ = select.select([self._connection.fileno()], [], [], timeout_s)
        calls = self._calls(reading=bool(ready))
        # The last words of a line that is closed are no call; that it is closed, the next reading tells.
        return calls or self._calls(reading=bool(ready))

    def hang_up(self) -> None:
        """Break the line at once; whoever waits for an answer gets an error."""
        with contextlib.suppress(OSError, psycopg.Error):
            twin = socket.socket(fileno=os.dup(self._connection.fileno()))
            with twin:
                twin.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _calls(self, *, reading: bool = False) -> list[Call]:
        with self._connection.lock:
            line = self._connection.pgconn
            if reading:
                line.consume_input()
            found = iter(line.notifies, None)
            return [Call(call.relname.decode(), call.extra.decode()) for call in found]

    def _next_answer(self) -> str:
        line, answer = self._connection.pgconn, ""
        with self._patience():
            while True:
                while line.is_busy():
                    select.select([line.socket], [], [])
                    line.consume_input()
                result = line.get_result()
                if result is None:
                    continue
                if result.status == ExecStatus.PIPELINE_SYNC:
                    return answer
                answer = (_checked(result).get_value(0, 0) or b"").decode()

    @contextlib.contextmanager
    def _patience(self) -> Iterator[None]:
        self.deadline = time.monotonic() + ANSWER_S
        try:
            yield
        finally:
            self.deadline = None


class _Watch:
    """Hangs up wires whose answer never comes: a line may swallow answers without being cut."""

    def __init__(self) -> None:
        self._wires: weakref.WeakSet[CentreWire] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._runs = False

    def over(self, wire: CentreWire) -> None:
        """Watch over a wire for as long as it lives."""
        with self._lock:
            self._wires.add(wire)
            if not self._runs:
                self._runs = True
                threading.Thread(target=self._watching, name="wire-watch", daemon=True).start()

    def _watching(self) -> None:
        pause = threading.Event()
        while not pause.wait(1.0):
            with self._lock:
                wires = list(self._wires)
            for wire in wires:
                deadline = wire.deadline
                if deadline is not None and time.monotonic() > deadline:
                    wire.hang_up()


_WATCH = _Watch()


def _send_off(line: PGconn) -> None:
    # What the centre answers meanwhile is taken in, or both sides would wait with full hands.
    while line.flush():
        ready, _, _ = select.select([line.socket], [line.socket], [])
        if ready:
            line.consume_input()


def _checked(result: PGresult) -> PGresult:
    if result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        return result
    error = error_from_result(result)
    # Where the line itself is gone the server has not said a code.
    raise error if error.sqlstate is not None else psycopg.OperationalError(str(error))


def _connected(url: str) -> Connection[Any]:
    address = make_conninfo(
        checked_address(url),
        connect_timeout=CONNECT_S,
        options=OPTIONS,
        application_name="guitai",
        **DEAD_LINE,
    )
    return psycopg.connect(address, autocommit=True)
