"""Twins of devices for halls, demos and tests without the hardware."""

from __future__ import annotations

import logging
import socket
import struct
import threading
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from app.devices.ports import PrinterStatus, PrinterTrouble, Trouble
from app.devices.ticket_printing import (
    ASK_CAUSE,
    ASK_IN_TURN,
    ASK_PAPER,
    ASK_PRINTER,
    COVER_OPEN,
    OFFLINE,
    PAPER_END,
    PAPER_STOP,
)

log = logging.getLogger(__name__)

ANSWER = 0x12
QUESTIONS = (ASK_PRINTER, ASK_CAUSE, ASK_PAPER)
UNASKED_STATUS = b"\x10\x00\x00\x00"


class Mood(StrEnum):
    """How the simulated printer behaves. SILENT prints and answers nothing, as simple printers do.

    LATE prints and answers the question for paper only when the next bytes come; CHATTY prints and tells its
    status unasked with whatever it gets (automatic status, GS a).
    """

    READY = "ready"
    SILENT = "silent"
    LATE = "late"
    CHATTY = "chatty"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFF = "off"


PRINTING_MOODS = (Mood.READY, Mood.SILENT, Mood.LATE, Mood.CHATTY)


class FolderTicketPrinter:
    """A ticket printer that puts each slip into a folder as a file of ESC/POS bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, data: bytes) -> None:
        """Write one slip; refuses with PrinterTrouble where the folder cannot be written."""
        try:
            write_numbered(self._folder, "slip", ".bin", data)
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, str(self._folder)) from error

    def status(self) -> PrinterStatus:
        """Tell that a folder is always ready."""
        return PrinterStatus()


class SimulatedTicketPrinter:
    """A ticket printer on a real TCP port of this computer that keeps what it prints.

    What it gets while it is out of paper or open it holds, and prints when that is mended. It can be made to
    die at any byte; what it had got of a slip by then is among its ``scraps``.
    """

    def __init__(self, port: int = 0) -> None:
        """Port 0 takes a free one; see ``port`` after ``start``."""
        self.port = port
        self._changed = threading.Condition()
        self._mood = Mood.READY
        self._slips: list[bytes] = []
        self._held: list[bytes] = []
        self._scraps: list[bytes] = []
        self._bytes_left: int | None = None
        self._dies_quietly = False
        self._buried = threading.Event()
        self._listener: socket.socket | None = None
        self._lines: list[tuple[threading.Thread, socket.socket]] = []
        self._doorman: threading.Thread | None = None

    def __enter__(self) -> SimulatedTicketPrinter:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Switch on: listen at the port."""
        self.stop()
        self._buried.clear()
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen()
        self.port = listener.getsockname()[1]
        self._listener = listener
        self._doorman = threading.Thread(target=self._welcome, args=(listener,), name="ticket-printer-twin")
        self._doorman.start()

    def stop(self) -> None:
        """Switch off: close the port and every line."""
        self._close_port()
        self._buried.set()
        if self._doorman is not None:
            self._doorman.join()
            self._doorman = None
        for thread, line in self._lines:
            _end_reading(line)
            thread.join()
        self._lines.clear()

    def switch(self, mood: Mood) -> None:
        """Take paper out, open the cover, switch off, or set everything right again."""
        with self._changed:
            self._mood = mood
            self._bytes_left = None
            if self._prints():
                self._slips += self._held
                self._held.clear()
            self._changed.notify_all()
        if mood is Mood.OFF:
            self.stop()
        elif self._listener is None:
            self.start()

    def die_after(self, count: int, *, quietly: bool) -> None:
        """Have it die as soon as it has got ``count`` more bytes of whatever; ``switch`` brings it back.

        It resets its line as a program that ends does; ``quietly``, the line stays open and nothing is heard
        any more, as when the power fails.
        """
        with self._changed:
            self._bytes_left, self._dies_quietly = count, quietly

    @property
    def scraps(self) -> list[bytes]:
        """What it had got of slips when it died, oldest first; the last bytes may be all there are."""
        with self._changed:
            return list(self._scraps)

    @property
    def slips(self) -> list[bytes]:
        """What came out, oldest first."""
        with self._changed:
            return list(self._slips)

    def wait_for(self, count: int, timeout_s: float) -> bool:
        """Wait until that many slips have come out."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._slips) >= count, timeout_s)

    def _prints(self) -> bool:
        return self._mood in PRINTING_MOODS

    def _welcome(self, listener: socket.socket) -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(line,), name="ticket-printer-line")
            self._lines.append((thread, line))
            thread.start()

    def _serve(self, line: socket.socket) -> None:
        got = b""
        with line:
            try:
                while piece := line.recv(65536):
                    self._speak_out_of_turn(line, got, piece)
                    alive = self._taken(piece)
                    if alive < len(piece) or self._bytes_left == 0:
                        self._die(line, got + piece[:alive])
                        return
                    got = self._heed(line, got + piece)
            except OSError as error:
                log.info("the other side broke off: %s", error)
        if slip := got.removesuffix(ASK_IN_TURN):
            self._put_out(slip)

    def _speak_out_of_turn(self, line: socket.socket, got: bytes, piece: bytes) -> None:
        """Say what nobody waits for, before a piece is taken: it may die of that piece."""
        if self._mood is Mood.CHATTY:
            line.sendall(UNASKED_STATUS)
        elif self._mood is Mood.LATE and not got and piece[:3] not in QUESTIONS:
            line.sendall(bytes([ANSWER]))

    def _taken(self, piece: bytes) -> int:
        """Count down to its death; gives how many bytes of a piece it still takes."""
        with self._changed:
            if self._bytes_left is None:
                return len(piece)
            alive = min(self._bytes_left, len(piece))
            self._bytes_left -= alive
            return alive

    def _die(self, line: socket.socket, got: bytes) -> None:
        with self._changed:
            self._mood = Mood.OFF
            self._scraps.append(got)
            quietly = self._dies_quietly
            self._changed.notify_all()
        self._close_port()
        if quietly:
            self._buried.wait()
        else:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _close_port(self) -> None:
        with self._changed:
            listener, self._listener = self._listener, None
        if listener is not None:
            _close_listener(listener)

    def _heed(self, line: socket.socket, got: bytes) -> bytes:
        """Answer the questions before and after a slip and give what belongs to the slip."""
        while got[:3] in QUESTIONS:
            self._answer(line, got[:3])
            got = got[3:]
        while got[-3:] in QUESTIONS:
            self._answer(line, got[-3:])
            got = got[:-3]
        if got.endswith(ASK_IN_TURN) and self._prints() and self._mood is not Mood.SILENT:
            line.sendall(b"\x00")
        return got

    def _answer(self, line: socket.socket, question: bytes) -> None:
        if self._mood is Mood.SILENT or (self._mood is Mood.LATE and question == ASK_PAPER):
            return
        bits = {
            Mood.PAPER_OUT: {ASK_PRINTER: OFFLINE, ASK_CAUSE: PAPER_STOP, ASK_PAPER: PAPER_END},
            Mood.COVER_OPEN: {ASK_PRINTER: OFFLINE, ASK_CAUSE: COVER_OPEN},
        }.get(self._mood, {})
        line.sendall(bytes([ANSWER | bits.get(question, 0)]))

    def _put_out(self, slip: bytes) -> None:
        with self._changed:
            (self._slips if self._prints() else self._held).append(slip)
            self._changed.notify_all()


def write_numbered(folder: Path, stem: str, ending: str, data: bytes) -> Path:
    """Write a file under the next free number of a folder; never over another."""
    folder.mkdir(parents=True, exist_ok=True)
    number = len(list(folder.iterdir())) + 1
    while True:
        path = folder / f"{number:04d}-{stem}{ending}"
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            number += 1
        else:
            return path


def _close_listener(listener: socket.socket) -> None:
    """Wake the accepting thread, which a mere close would leave asleep."""
    try:
        listener.shutdown(socket.SHUT_RDWR)
    except OSError as error:
        log.debug("the port was closed already: %s", error)
    listener.close()


def _end_reading(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RD)
    except OSError as error:
        log.debug("the line was closed already: %s", error)
