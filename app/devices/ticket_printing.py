"""Ticket printers on the network: ESC/POS over TCP port 9100 (热敏打印机)."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from app.devices.ports import PrinterStatus, PrinterTrouble, Trouble

log = logging.getLogger(__name__)

PORT = 9100
# Real-time status requests of ESC/POS: DLE EOT n is answered even while the printer is off-line.
ASK_PRINTER = b"\x10\x04\x01"
ASK_CAUSE = b"\x10\x04\x02"
ASK_PAPER = b"\x10\x04\x04"
# GS r 1 is answered in its turn: its answer says that everything before it has been worked off.
ASK_IN_TURN = b"\x1d\x72\x01"

OFFLINE = 0x08
COVER_OPEN = 0x04
PAPER_STOP = 0x20
PAPER_LOW = 0x0C
PAPER_END = 0x60
# The answer to GS r 1 has bits of its own.
PAPER_END_IN_TURN = 0x0C

# What a printer sends is told apart by its fixed bits (ESC/POS: DLE EOT, GS r, GS a).
REAL_TIME = (0x93, 0x12)
IN_TURN = (0x90, 0x00)
UNASKED = (0x93, 0x10)
UNASKED_BYTES_AFTER = 3


class EscposNetworkPrinter:
    """A ticket printer behind a TCP port."""

    def __init__(self, host: str, port: int = PORT, timeout_s: float = 3.0, answer_s: float = 0.5) -> None:
        """``timeout_s`` bounds connecting and printing, ``answer_s`` the wait for a status."""
        self._address = (host, port)
        self._name = f"{host}:{port}"
        self._timeout_s = timeout_s
        self._answer_s = answer_s
        self._has_answered = False

    def send(self, data: bytes) -> None:
        """Print one slip; refuses with PrinterTrouble, whose ``begun`` says whether a part may be out."""
        with self._connected() as line:
            status = self._ask(line)
            if status.trouble is not None:
                raise PrinterTrouble(status.trouble, self._name)
            if self._has_answered and not status.answered:
                raise PrinterTrouble(Trouble.UNREACHABLE, self._name)
            self._transmit(line, data)
            if status.answered:
                self._await_end(line)
                with suppress(OSError):
                    line.hang_up(self._answer_s)
                return
            has_ended = self._has_ended(line)
        if not has_ended:
            self._knock()

    def status(self) -> PrinterStatus:
        """Ask the printer how it is; trouble with the line is told as a status too."""
        try:
            with self._connected() as line:
                status = self._ask(line)
                with suppress(OSError):
                    line.hang_up(self._answer_s)
        except PrinterTrouble as trouble:
            return PrinterStatus(trouble.reason, answered=False)
        return status

    @contextmanager
    def _connected(self) -> Iterator[_Line]:
        try:
            connection = socket.create_connection(self._address, timeout=self._timeout_s)
        except ConnectionRefusedError as error:
            raise PrinterTrouble(Trouble.OFF, self._name) from error
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._name) from error
        with connection:
            yield _Line(connection)

    def _ask(self, line: _Line) -> PrinterStatus:
        """Put the real-time questions one by one; stop at the first that stays without an answer."""
        try:
            printer = line.ask(ASK_PRINTER, REAL_TIME, self._answer_s)
            cause = line.ask(ASK_CAUSE, REAL_TIME, self._answer_s) if printer is not None else None
            paper = line.ask(ASK_PAPER, REAL_TIME, self._answer_s) if cause is not None else None
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._name) from error
        self._has_answered = self._has_answered or printer is not None
        return read_status(printer, cause, paper)

    def _transmit(self, line: _Line, data: bytes) -> None:
        try:
            line.put(data, self._timeout_s)
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._name, begun=True) from error

    def _await_end(self, line: _Line) -> None:
        """Wait until the printer has worked the slip off, and find out why where it has not."""
        try:
            paper = line.ask(ASK_IN_TURN, IN_TURN, self._timeout_s)
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._name, begun=True) from error
        if paper is not None:
            if paper & PAPER_END_IN_TURN:
                raise PrinterTrouble(Trouble.PAPER_OUT, self._name, begun=True)
            return
        log.info("ticket printer %s did not answer after the slip", self._name)
        status = self._ask_after(line)
        if status.trouble is not None or not status.answered:
            raise PrinterTrouble(status.trouble or Trouble.UNREACHABLE, self._name, begun=True)

    def _ask_after(self, line: _Line) -> PrinterStatus:
        try:
            return self._ask(line)
        except PrinterTrouble as trouble:
            raise PrinterTrouble(trouble.reason, self._name, begun=True) from trouble

    def _has_ended(self, line: _Line) -> bool:
        """Tell whether the printer, too, ended the line in order, having taken everything."""
        try:
            line.hang_up(self._answer_s)
        except TimeoutError:
            log.debug("ticket printer %s kept its side open", self._name)
            return False
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._name, begun=True) from error
        return True

    def _knock(self) -> None:
        """Make sure that a printer that never answers is still there: what it was sent is in its hands."""
        try:
            with self._connected() as line, suppress(OSError):
                line.hang_up(self._answer_s)
        except PrinterTrouble as trouble:
            raise PrinterTrouble(trouble.reason, self._name, begun=True) from trouble


class _Line:
    """An open line to a printer; every call refuses with OSError once the line is broken."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._unasked_left = 0

    def put(self, data: bytes, within_s: float) -> None:
        """Send bytes."""
        self._connection.settimeout(within_s)
        self._connection.sendall(data)

    def ask(self, question: bytes, form: tuple[int, int], within_s: float) -> int | None:
        """Ask and wait for an answer whose fixed bits are right; None where none comes in time.

        Late answers to other questions and the status a printer sends unasked are passed over.
        """
        self.put(question, within_s)
        end = time.monotonic() + within_s
        fixed, value = form
        while (left := end - time.monotonic()) > 0:
            self._connection.settimeout(left)
            try:
                got = self._connection.recv(1)
            except TimeoutError:
                return None
            if not got:
                raise ConnectionResetError("the printer closed the line")
            if not self._is_unasked(got[0]) and got[0] & fixed == value:
                return got[0]
        return None

    def _is_unasked(self, byte: int) -> bool:
        """Automatic status is four bytes; the last three look like answers given in turn."""
        fixed, value = UNASKED
        if byte & fixed == value:
            self._unasked_left = UNASKED_BYTES_AFTER
            return True
        fixed, value = IN_TURN
        if self._unasked_left and byte & fixed == value:
            self._unasked_left -= 1
            return True
        return False

    def hang_up(self, within_s: float) -> None:
        """End the line in order: closing with unread bytes would reset it and lose the slip's tail."""
        self._connection.settimeout(within_s)
        self._connection.shutdown(socket.SHUT_WR)
        while self._connection.recv(64):
            pass


def read_status(printer: int | None, cause: int | None, paper: int | None) -> PrinterStatus:
    """Read the answers to DLE EOT 1, 2 and 4; None stands for an answer that did not come."""
    if printer is None:
        return PrinterStatus(answered=False)
    cause, paper = cause or 0, paper or 0
    low = bool(paper & PAPER_LOW)
    if cause & COVER_OPEN:
        return PrinterStatus(Trouble.COVER_OPEN, low)
    if paper & PAPER_END or cause & PAPER_STOP:
        return PrinterStatus(Trouble.PAPER_OUT, low)
    if printer & OFFLINE:
        return PrinterStatus(Trouble.OFF, low)
    return PrinterStatus(None, low)
