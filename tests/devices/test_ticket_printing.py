"""Slips over real TCP sockets, against the simulated printer and against ill-behaved ones."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.devices.choosing import ticket_printer
from app.devices.ports import PrinterTrouble, TicketPrinter, Trouble
from app.devices.simulated import PRINTING_MOODS, FolderTicketPrinter, Mood, SimulatedTicketPrinter
from app.devices.ticket_printing import EscposNetworkPrinter, read_status

SLIP = b"\x1b@A012\n" + bytes(range(256)) * 40 + b"\x1dV\x00"


def printer_at(port: int) -> EscposNetworkPrinter:
    return EscposNetworkPrinter("127.0.0.1", port, timeout_s=2, answer_s=0.2)


@pytest.mark.parametrize("mood", PRINTING_MOODS)
def test_a_slip_arrives_byte_for_byte(mood: Mood) -> None:
    with SimulatedTicketPrinter() as twin:
        twin.switch(mood)
        printer = printer_at(twin.port)
        printer.send(SLIP)
        printer.send(b"second")
        assert twin.wait_for(2, timeout_s=5)
        assert twin.slips == [SLIP, b"second"]


def test_a_printer_that_never_answers_counts_as_ready() -> None:
    with SimulatedTicketPrinter() as twin:
        twin.switch(Mood.SILENT)
        status = printer_at(twin.port).status()
    assert status.ready
    assert not status.answered


@pytest.mark.parametrize(
    ("mood", "reason"), [(Mood.PAPER_OUT, Trouble.PAPER_OUT), (Mood.COVER_OPEN, Trouble.COVER_OPEN)]
)
def test_trouble_known_beforehand_lets_nothing_out(mood: Mood, reason: Trouble) -> None:
    with SimulatedTicketPrinter() as twin:
        twin.switch(mood)
        printer = printer_at(twin.port)
        with pytest.raises(PrinterTrouble) as refused:
            printer.send(SLIP)
        assert (refused.value.reason, refused.value.begun) == (reason, False)
        assert printer.status().trouble is reason
        twin.switch(Mood.READY)
        printer.send(b"after")
        assert twin.wait_for(1, timeout_s=5)
        assert twin.slips == [b"after"]


def test_a_printer_that_is_off_refuses_and_prints_when_it_is_on_again() -> None:
    with SimulatedTicketPrinter() as twin:
        printer = printer_at(twin.port)
        twin.switch(Mood.OFF)
        with pytest.raises(PrinterTrouble) as refused:
            printer.send(SLIP)
        assert (refused.value.reason, refused.value.begun) == (Trouble.OFF, False)
        assert printer.status().trouble is Trouble.OFF
        twin.switch(Mood.READY)
        printer.send(SLIP)
        assert twin.wait_for(1, timeout_s=5)


def test_a_name_nobody_knows_is_unreachable() -> None:
    with pytest.raises(PrinterTrouble) as refused:
        EscposNetworkPrinter("printer.invalid", timeout_s=2).send(SLIP)
    assert (refused.value.reason, refused.value.begun) == (Trouble.UNREACHABLE, False)


@contextmanager
def line_to(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """A printer with one line, behaving as the test wants."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def wait_and_serve() -> None:
            line, _ = listener.accept()
            with line:
                serve(line)

        thread = threading.Thread(target=wait_and_serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            thread.join()


def answer_questions(line: socket.socket, answers: bytes) -> None:
    for answer in answers:
        line.recv(3)
        line.sendall(bytes([answer]))


def test_paper_that_ends_in_the_middle_of_a_slip_is_told_as_begun() -> None:
    def ends_midway(line: socket.socket) -> None:
        answer_questions(line, b"\x12\x12\x12")
        got = b""
        while not got.endswith(b"\x10\x04\x01"):
            got += line.recv(4096)
        line.sendall(b"\x1a")
        answer_questions(line, b"\x32\x72")
        while line.recv(4096):
            pass

    with line_to(ends_midway) as port, pytest.raises(PrinterTrouble) as refused:
        EscposNetworkPrinter("127.0.0.1", port, timeout_s=0.3, answer_s=2).send(b"A012")
    assert (refused.value.reason, refused.value.begun) == (Trouble.PAPER_OUT, True)


def test_a_line_that_breaks_after_the_slip_went_is_told_as_begun() -> None:
    def breaks(line: socket.socket) -> None:
        answer_questions(line, b"\x12\x12\x12")
        line.recv(4)

    with line_to(breaks) as port, pytest.raises(PrinterTrouble) as refused:
        printer_at(port).send(b"A012")
    assert (refused.value.reason, refused.value.begun) == (Trouble.UNREACHABLE, True)


def test_paper_that_has_ended_when_the_slip_was_worked_off_leaves_a_person_to_say() -> None:
    def says_paper_end_in_turn(line: socket.socket) -> None:
        answer_questions(line, b"\x12\x12\x12")
        got = b""
        while not got.endswith(b"\x1d\x72\x01"):
            got += line.recv(4096)
        line.sendall(b"\x0c")
        while line.recv(4096):
            pass

    with line_to(says_paper_end_in_turn) as port, pytest.raises(PrinterTrouble) as refused:
        printer_at(port).send(b"A012")
    assert (refused.value.reason, refused.value.begun) == (Trouble.PAPER_OUT, True)


def test_bytes_sent_unasked_are_not_taken_for_an_answer() -> None:
    def chatters(line: socket.socket) -> None:
        line.sendall(b"\x10\x00\x00\x00")
        answer_questions(line, b"\x12\x16\x12")
        while line.recv(4096):
            pass

    with line_to(chatters) as port:
        assert printer_at(port).status().trouble is Trouble.COVER_OPEN


def test_paper_that_is_low_is_no_trouble() -> None:
    status = read_status(0x12, 0x12, 0x1E)
    assert status.ready
    assert status.paper_low
    assert read_status(0x1A, 0x12, 0x12).trouble is Trouble.OFF


def test_the_folder_keeps_every_slip(tmp_path: Path) -> None:
    printer: TicketPrinter = FolderTicketPrinter(tmp_path / "slips")
    printer.send(b"one")
    printer.send(b"two")
    assert [p.read_bytes() for p in sorted((tmp_path / "slips").iterdir())] == [b"one", b"two"]
    assert printer.status().ready


def test_a_folder_that_cannot_be_refuses(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PrinterTrouble) as refused:
        FolderTicketPrinter(tmp_path / "file").send(b"one")
    assert refused.value.reason is Trouble.UNREACHABLE


def test_settings_name_a_ticket_printer(tmp_path: Path) -> None:
    with SimulatedTicketPrinter() as twin:
        chosen = ticket_printer(f"127.0.0.1:{twin.port}", tmp_path)
        assert chosen is not None
        chosen.send(b"A012")
        assert twin.wait_for(1, timeout_s=5)
    assert ticket_printer("none", tmp_path) is None
    assert isinstance(ticket_printer("folder", tmp_path), FolderTicketPrinter)
    assert isinstance(ticket_printer("[::1]", tmp_path), EscposNetworkPrinter)
    with pytest.raises(ValueError, match="invalid literal"):
        ticket_printer("host:port", tmp_path)
