"""The chaos' own network does what it says: what it counts has really happened to the bytes."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chaos.framing import Framing
from tests.chaos.proxy import Door, Lane, Proxy, Way

PATIENCE_S = 10
ASKED = b"Q\x00\x00\x00\x08ask\x00"
SAID = b"ask heard"


class Server:
    """Answers each connection's first question; keeps what it was asked."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.asked = threading.Semaphore(0)
        self._held: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            connection.settimeout(PATIENCE_S)
            self._held.append(connection)
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        try:
            while connection.recv(100):
                self.asked.release()
                connection.sendall(SAID)
        except OSError:
            return

    def close(self) -> None:
        """Stop listening, end all."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(PATIENCE_S)
        for connection in self._held:
            connection.close()


@pytest.fixture
def server() -> Iterator[Server]:
    """Somebody to talk to."""
    opened = Server()
    yield opened
    opened.close()


@pytest.fixture
def lane(server: Server) -> Iterator[Lane]:
    """One lane to that server."""
    proxy = Proxy(1, server.port, random.Random(1))
    yield proxy.lanes[0]
    proxy.close()


def _dial(lane: Lane) -> socket.socket:
    return socket.create_connection(("127.0.0.1", lane.port), PATIENCE_S)


def _hear(connection: socket.socket, size: int = len(SAID)) -> bytes:
    heard = b""
    while len(heard) < size:
        piece = connection.recv(size - len(heard))
        if not piece:
            break
        heard += piece
    return heard


def test_in_fine_weather_everything_comes_through(lane: Lane) -> None:
    with _dial(lane) as line:
        line.sendall(ASKED)
        assert _hear(line) == SAID
    assert not +lane.counted


def test_a_lost_answer_was_asked_for_and_never_comes(lane: Lane, server: Server) -> None:
    lane.lose_answer(skip=1)
    with _dial(lane) as line:
        line.sendall(ASKED)
        assert _hear(line) == SAID
        line.sendall(ASKED)
        with pytest.raises(ConnectionResetError):
            line.recv(1)
    assert server.asked.acquire(timeout=0) and server.asked.acquire(timeout=0)
    assert lane.counted["answer lost"] == 1


def test_a_cut_inside_a_message_leaves_its_beginning(lane: Lane) -> None:
    with _dial(lane) as line:
        line.sendall(ASKED)
        assert _hear(line) == SAID
        lane.cut_after(Way.DOWN, 4)
        line.sendall(ASKED)
        assert _hear(line, 4) == SAID[:4]
        with pytest.raises(ConnectionResetError):
            line.recv(1)
    assert lane.counted["cut after some bytes down"] == lane.counted["cut inside a message"] == 1


def test_one_way_only_the_question_arrives_and_the_answer_waits(lane: Lane, server: Server) -> None:
    lane.set_weather(held_down=True)
    with _dial(lane) as line:
        line.sendall(ASKED)
        assert server.asked.acquire(timeout=PATIENCE_S)
        line.setblocking(False)
        with pytest.raises(BlockingIOError):
            line.recv(1)
        line.settimeout(PATIENCE_S)
        lane.clear()
        assert _hear(line) == SAID


def test_a_question_that_is_held_arrives_when_the_weather_clears(lane: Lane, server: Server) -> None:
    lane.set_weather(held_up=True)
    with _dial(lane) as line:
        line.sendall(ASKED)
        assert not server.asked.acquire(timeout=0)
        lane.clear()
        assert _hear(line) == SAID


def test_a_forgotten_connection_stays_open_and_silent(lane: Lane) -> None:
    with _dial(lane) as line:
        line.sendall(ASKED)
        assert _hear(line) == SAID
        lane.vanish()
        line.sendall(ASKED)
        line.settimeout(0.2)
        with pytest.raises(TimeoutError):
            line.recv(1)


def test_a_shut_door_refuses_and_opens_at_the_same_place(lane: Lane) -> None:
    lane.set_weather(door=Door.SHUT)
    with pytest.raises(ConnectionRefusedError):
        _dial(lane)
    lane.clear()
    lane.wait_until_open()
    with _dial(lane) as line:
        line.sendall(ASKED)
        assert _hear(line) == SAID


@pytest.mark.parametrize("door", [Door.SLAMMED, Door.DEAF])
def test_a_closed_door_lets_nobody_through(lane: Lane, server: Server, door: Door) -> None:
    lane.set_weather(door=door)
    with pytest.raises((ConnectionResetError, TimeoutError)), _dial(lane) as line:
        line.settimeout(0.2)
        line.recv(1)
    assert not server.asked.acquire(timeout=0)
    assert sum(lane.counted.values()) == 1


def test_a_cut_ends_what_is_open(lane: Lane) -> None:
    with _dial(lane) as line:
        line.sendall(ASKED)
        assert _hear(line) == SAID
        lane.cut(reset=True)
        with pytest.raises(ConnectionResetError):
            line.recv(1)
    assert lane.counted["connection reset"] == 1


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=5), st.data())
def test_messages_are_told_apart_however_they_are_chopped(bodies: list[bytes], data: st.DataObject) -> None:
    first, *others = bodies
    stream = (len(first) + 4).to_bytes(4, "big") + first
    ends = {0, len(stream)}
    for body in others:
        stream += b"Q" + (len(body) + 4).to_bytes(4, "big") + body
        ends.add(len(stream))
    framing, place = Framing(begins_untyped=True), 0
    while place < len(stream):
        step = data.draw(st.integers(1, len(stream) - place))
        framing.feed(stream[place : place + step])
        place += step
        assert framing.inside == (place not in ends)
