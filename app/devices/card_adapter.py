"""A card reader behind a program of its vendor's world, spoken to over its standard input and output.

Vendors ship drivers for one system and one width of words, and some of them end the process they run in. In
a process of its own such a driver takes nothing along: the counter ends it when it is silent and starts it
anew.
"""

from __future__ import annotations

import logging
import queue
import subprocess
import threading
from collections.abc import Sequence
from typing import IO

from app.devices.card_messages import (
    ERROR,
    HELLO,
    LONGEST_LINE,
    NO_CARD,
    PROTOCOL,
    Message,
    ask_for_card,
    read_card,
    read_line,
)
from app.devices.ports import CardFacts, ReaderFault, ReaderTrouble

log = logging.getLogger(__name__)

ANSWER_S = 3.0
"""So long an adapter may be silent; then it is ended."""
WAIT_MS = 2000
_MOST_LINES_WAITING = 100
_SAID = {"no-reader": ReaderFault.NO_READER, "unreadable": ReaderFault.UNREADABLE}


class AdapterCardReader:
    """Starts an adapter when it is first needed, and again after it ended or was ended."""

    def __init__(self, command: Sequence[str], answer_s: float = ANSWER_S, wait_ms: int = WAIT_MS) -> None:
        """``answer_s`` bounds the silence; ``wait_ms``, which is less, is how long to wait for a card."""
        self._command = tuple(command)
        self._answer_s = answer_s
        self._wait_ms = wait_ms
        self._lock = threading.Lock()
        self._line: _Line | None = None
        self._is_closed = False

    def wait_card(self) -> CardFacts | None:
        """Ask the adapter to wait for a card; refuses with ReaderTrouble."""
        line = self._running()
        try:
            line.forget()
            line.say(ask_for_card(self._wait_ms))
            return _card_of(line.hear(self._answer_s))
        except ReaderTrouble as trouble:
            if trouble.fault not in _SAID.values():
                self._end()
            raise

    def close(self) -> None:
        """End the adapter for good."""
        with self._lock:
            self._is_closed = True
        self._end()

    def _running(self) -> _Line:
        if self._line is not None:
            return self._line
        with self._lock:
            if self._is_closed:
                raise ReaderTrouble(ReaderFault.ENDED)
            self._line = line = _Line(self._command)
        try:
            hello = line.hear(self._answer_s)
            if hello["say"] != HELLO or hello.get("protocol") != PROTOCOL:
                raise ReaderTrouble(ReaderFault.WRONG_PROTOCOL)
        except ReaderTrouble:
            self._end()
            raise
        return line

    def _end(self) -> None:
        with self._lock:
            line, self._line = self._line, None
        if line is not None:
            line.end()


class _Line:
    """A running adapter: what is said to it, and a thread that listens to it."""

    def __init__(self, command: Sequence[str]) -> None:
        try:
            # What it writes to its error output may name people; it goes nowhere.
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except (OSError, ValueError) as error:
            log.warning("the card reader's adapter does not start: %s", error)
            raise ReaderTrouble(ReaderFault.NOT_STARTED) from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to: IO[bytes] = self._process.stdin
        self._heard: queue.Queue[Message | None] = queue.Queue(_MOST_LINES_WAITING)
        self._listener = threading.Thread(
            target=self._listen, args=(self._process.stdout,), name="card-adapter", daemon=True
        )
        self._listener.start()

    def say(self, line: bytes) -> None:
        """Send a line; refuses with ReaderTrouble where the adapter has ended."""
        try:
            self._to.write(line)
            self._to.flush()
        except OSError as error:
            raise ReaderTrouble(ReaderFault.ENDED) from error

    def forget(self) -> None:
        """Drop what was said without having been asked; the end is not forgotten."""
        while not self._heard.empty():
            if self._heard.get_nowait() is None:
                self._heard.put(None)
                return

    def hear(self, timeout_s: float) -> Message:
        """Wait for a message; refuses with ReaderTrouble where the adapter is silent or has ended."""
        try:
            message = self._heard.get(timeout=timeout_s)
        except queue.Empty:
            raise ReaderTrouble(ReaderFault.SILENT) from None
        if message is None:
            raise ReaderTrouble(ReaderFault.ENDED)
        return message

    def end(self) -> None:
        """End the process, whatever it is doing, and the thread that listens to it."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        try:
            self._to.close()
        except OSError as error:
            log.debug("the adapter had ended with a question unread: %s", error)

    def _listen(self, source: IO[bytes]) -> None:
        with source:
            while line := source.readline(LONGEST_LINE):
                message = read_line(line)
                if message is not None and not self._heard.full():
                    self._heard.put(message)
                elif message is None:
                    log.debug("the adapter wrote %d bytes that are no message", len(line))
        self._tell_end()

    def _tell_end(self) -> None:
        while self._heard.full():
            self._heard.get_nowait()
        self._heard.put(None)


def _card_of(message: Message) -> CardFacts | None:
    said = message["say"]
    if said == NO_CARD:
        return None
    if said == ERROR:
        raise ReaderTrouble(_SAID.get(str(message.get("reason")), ReaderFault.BROKEN))
    if said == HELLO:
        raise ReaderTrouble(ReaderFault.WRONG_PROTOCOL)
    try:
        return read_card(message)
    except ValueError as error:
        # The text of the error may hold what was on the card.
        raise ReaderTrouble(ReaderFault.UNREADABLE) from error
