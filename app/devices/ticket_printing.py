"""Ticket printers on the network: ESC/POS over TCP port 9100 (热敏打印机)."""

from __future__ import annotations

import logging
import socket
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
                    self._hang_up(line)
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
                    self._hang_up(line)
        except PrinterTrouble as trouble:
            return PrinterStatus(trouble.reason, answered=False)
        return status

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        try:
            line = socket.create_connection(self._address, timeout=self._timeout_s)
        except ConnectionRefusedError as error:
            raise PrinterTrouble(Trouble.OFF, self._name) from error
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._name) from error
        with line:
            yield line

    def _ask(self, line: socket.socket) -> PrinterStatus:
        """Put the real-time questions one by one; stop at the first that stays without an answer."""
        try:
            line.settimeout(self._answer_s)
            printer = _answer(line, ASK_PRINTER)
            cause = _answer(line, ASK_CAUSE) if printer is not None else None
            paper = _answer(line, ASK_PAPER) if cause is not None else None
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._name) from error
        self._has_answered = self._has_answered or printer is not None
        return read_status(printer, cause, paper)

    def _transmit(self, line: socket.socket, data: bytes) -> None:
        try:
            line.settimeout(self._timeout_s)
            line.sendall(data)
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._name, begun=True) from error

    def _await_end(self, line: socket.socket) -> None:
        """Wait until the printer has worked the slip off, and find out why where it has not."""
        try:
            line.sendall(ASK_IN_TURN)
            if line.recv(1):
                return
            raise PrinterTrouble(Trouble.UNREACHABLE, self._name, begun=True)
        except TimeoutError:
            log.info("ticket printer %s did not answer after the slip", self._name)
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._name, begun=True) from error
        status = self._ask_after(line)
        if status.trouble is not None or not status.answered:
            raise PrinterTrouble(status.trouble or Trouble.UNREACHABLE, self._name, begun=True)

    def _ask_after(self, line: socket.socket) -> PrinterStatus:
        try:
            return self._ask(line)
        except PrinterTrouble as trouble:
            raise PrinterTrouble(trouble.reason, self._name, begun=True) from trouble

    def _has_ended(self, line: socket.socket) -> bool:
        """Tell whether the printer, too, ended the line in order, having taken everything."""
        try:
            self._hang_up(line)
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
                self._hang_up(line)
        except PrinterTrouble as trouble:
            raise PrinterTrouble(trouble.reason, self._name, begun=True) from trouble

    def _hang_up(self, line: socket.socket) -> None:
        """End the line in order: closing with unread bytes would reset it and lose the slip's tail."""
        line.settimeout(self._answer_s)
        line.shutdown(socket.SHUT_WR)
        while line.recv(64):
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


def _answer(line: socket.socket, question: bytes) -> int | None:
    """Ask and read one byte; bytes the printer sends unasked do not have the pattern of an answer."""
    line.sendall(question)
    try:
        while got := line.recv(1):
            if got[0] & 0x93 == 0x12:
                return got[0]
    except TimeoutError:
        return None
    raise ConnectionResetError("the printer closed the line")
