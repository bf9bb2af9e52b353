"""The printers' lanes over a real store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.devices.page_printing import PdfFilePrinter
from app.devices.ports import PrinterStatus, PrinterTrouble, TicketPrinter, Trouble
from app.devices.simulated import Mood, SimulatedTicketPrinter
from app.devices.spooling import PrintLanes
from app.devices.ticket_printing import EscposNetworkPrinter
from app.kernel.changes import ChangeSet
from app.kernel.clock import SteppingClock
from app.storage.spool import Paper, Printing, PrintJobRow, PrintOrder, Spool, queue_print
from app.storage.store import Store

QUICK = (0.02,)
NEVER = (3600.0,)


class PlainSlips:
    """Slips whose words are the printer's own."""

    def for_printer(self, words: bytes) -> bytes:
        return words

    def for_screen(self, words: bytes) -> bytes:
        return b"%PDF of " + words


class Office:
    """A store with its spool, and an ear for what happens to jobs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "hall.db", bytes(32), SteppingClock(1_700_000_000_000_000))
        self.store.create_tables()
        self.spool = Spool(self.store, PlainSlips())
        self._moved = threading.Condition()
        self._lanes: list[PrintLanes] = []

    def lanes(self, slips: TicketPrinter | None, pauses_s: tuple[float, ...] = QUICK) -> PrintLanes:
        lanes = PrintLanes(self.spool, slips, PdfFilePrinter(self.folder / "pages"), self.hear, pauses_s)
        self.store.listen(lanes.hear)
        self._lanes.append(lanes)
        return lanes

    def order(self, content: bytes = b"A012", paper: Paper = Paper.SLIP, copies: int = 1) -> str:
        with self.store.keep() as session:
            order = PrintOrder(paper, "number", "ticket:1", content, copies=copies)
            job = queue_print(session, order, self.store.clock.now())
        self.store.announce(ChangeSet(frozenset({("print_job", job)})))
        return job

    def hear(self, job_id: str) -> None:
        with self._moved:
            self._moved.notify_all()

    def row(self, job_id: str) -> PrintJobRow:
        return next(row for row in self.spool.jobs() if row.id == job_id)

    def reaches(self, job_id: str, state: Printing, attempts: int = 1, trouble: str = "") -> bool:
        def there() -> bool:
            row = self.row(job_id)
            return row.state is state and row.attempts >= attempts and row.trouble == trouble

        with self._moved:
            return self._moved.wait_for(there, timeout=10)

    def close(self) -> None:
        for lanes in self._lanes:
            lanes.stop()
        self.store.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.close()


class FaultyPrinter:
    """A printer that meets each slip with what the test planned, then prints."""

    def __init__(self, *plan: Exception) -> None:
        self.plan = list(plan)
        self.slips: list[bytes] = []

    def send(self, data: bytes) -> None:
        if self.plan:
            raise self.plan.pop(0)
        self.slips.append(data)

    def status(self) -> PrinterStatus:
        return PrinterStatus()


def network_printer(twin: SimulatedTicketPrinter) -> EscposNetworkPrinter:
    return EscposNetworkPrinter("127.0.0.1", twin.port, timeout_s=2, answer_s=0.2)


def test_jobs_come_out_in_their_order(office: Office) -> None:
    first, second = office.order(b"A001"), office.order(b"A002")
    with SimulatedTicketPrinter() as twin:
        office.lanes(network_printer(twin)).start()
        assert office.reaches(first, Printing.PRINTED)
        assert office.reaches(second, Printing.PRINTED)
        assert twin.wait_for(2, timeout_s=5)
        assert twin.slips == [b"A001", b"A002"]


def test_a_number_is_printed_once_when_the_printer_returns(office: Office) -> None:
    with SimulatedTicketPrinter() as twin:
        twin.switch(Mood.OFF)
        office.lanes(network_printer(twin)).start()
        job = office.order()
        assert office.reaches(job, Printing.FAILED, attempts=3, trouble=Trouble.OFF)
        twin.switch(Mood.READY)
        assert office.reaches(job, Printing.PRINTED)
        assert twin.wait_for(1, timeout_s=5)
        assert twin.slips == [b"A012"]


def test_a_pause_ends_when_somebody_says_so(office: Office) -> None:
    printer = FaultyPrinter(PrinterTrouble(Trouble.PAPER_OUT, "p"))
    job = office.order()
    lanes = office.lanes(printer, NEVER)
    lanes.start()
    assert office.reaches(job, Printing.FAILED, trouble=Trouble.PAPER_OUT)
    lanes.retry_now()
    assert office.reaches(job, Printing.PRINTED, attempts=2)
    assert printer.slips == [b"A012"]


@pytest.mark.parametrize(
    "fault", [PrinterTrouble(Trouble.PAPER_OUT, "p", begun=True), RuntimeError("a fault of ours")]
)
def test_what_may_have_come_out_waits_for_a_persons_word(office: Office, fault: Exception) -> None:
    printer = FaultyPrinter(fault)
    doubtful, next_one = office.order(b"A001"), office.order(b"A002")
    office.lanes(printer).start()
    assert office.reaches(next_one, Printing.PRINTED)
    assert office.row(doubtful).state is Printing.UNSURE
    assert printer.slips == [b"A002"]
    office.spool.decide(doubtful, came_out=False)
    assert office.reaches(doubtful, Printing.PRINTED, attempts=2)
    assert printer.slips == [b"A002", b"A001"]


def test_the_second_copy_failing_makes_the_job_unsure(office: Office) -> None:
    class OneSlipLeft(FaultyPrinter):
        def send(self, data: bytes) -> None:
            if self.slips:
                raise PrinterTrouble(Trouble.PAPER_OUT, "p")
            super().send(data)

    job = office.order(copies=2)
    office.lanes(OneSlipLeft()).start()
    assert office.reaches(job, Printing.UNSURE, trouble=Trouble.PAPER_OUT)


def test_a_job_cut_short_by_the_last_end_is_not_printed_again(office: Office) -> None:
    job = office.order()
    assert office.spool.take(Paper.SLIP) is not None
    printer = FaultyPrinter()
    later = office.order(b"A013")
    assert office.lanes(printer).start() == [job]
    assert office.reaches(later, Printing.PRINTED)
    assert printer.slips == [b"A013"]
    assert office.row(job).state is Printing.UNSURE


def test_pages_go_on_while_the_ticket_printer_is_off(office: Office) -> None:
    slip, page = office.order(), office.order(b"%PDF-1.7", Paper.PAGE, copies=2)
    office.lanes(FaultyPrinter(PrinterTrouble(Trouble.OFF, "p")), NEVER).start()
    assert office.reaches(page, Printing.PRINTED)
    assert office.reaches(slip, Printing.FAILED, trouble=Trouble.OFF)
    names = sorted(path.name for path in (office.folder / "pages").iterdir())
    assert names == ["0001-number-1of2.pdf", "0002-number-2of2.pdf"]


def test_without_a_ticket_printer_slips_wait(office: Office) -> None:
    slip, page = office.order(), office.order(b"%PDF-1.7", Paper.PAGE)
    office.lanes(None).start()
    assert office.reaches(page, Printing.PRINTED)
    assert office.row(slip).state is Printing.WAITING


def test_stopping_ends_the_threads_even_in_a_pause(office: Office) -> None:
    office.order()
    lanes = office.lanes(FaultyPrinter(PrinterTrouble(Trouble.OFF, "p")), NEVER)
    lanes.start()
    lanes.stop()
    assert not [t for t in threading.enumerate() if t.name.startswith("lane-")]
