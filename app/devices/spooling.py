"""The printers' lanes: one thread per kind of paper takes jobs from the spool (decision 9)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from app.devices.ports import PagePrinter, PrinterStatus, PrinterTrouble, TicketPrinter
from app.kernel.changes import ChangeSet
from app.storage.spool import Paper, Spool, TakenJob

log = logging.getLogger(__name__)

PAUSES_S = (1.0, 2.0, 5.0, 10.0, 30.0)
BROKE_OFF = "broke_off"
"""The trouble of a job whose printing ended in a fault of the program."""


class SpoolWorker:
    """One lane: hands jobs of one paper over, tries again for ever while nothing has come out.

    A job that may have come out in part becomes unsure; only a person's word prints it again.
    """

    def __init__(
        self,
        spool: Spool,
        paper: Paper,
        hand_over: Callable[[TakenJob], None],
        on_change: Callable[[str], None] | None = None,
        pauses_s: Sequence[float] = PAUSES_S,
    ) -> None:
        """``on_change`` hears a job's key in the lane's thread; ``pauses_s`` are the waits between tries."""
        self._spool = spool
        self._paper = paper
        self._hand_over = hand_over
        self._on_change = on_change
        self._pauses_s = pauses_s
        self._signal = threading.Condition()
        self._wanted = True
        self._hurry = False
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=f"lane-{paper}", daemon=True)

    def start(self) -> None:
        """Begin to print what waits."""
        self._thread.start()

    def wake(self) -> None:
        """Say that a new job may be there; a pause after trouble is not cut short."""
        with self._signal:
            self._wanted = True
            self._signal.notify_all()

    def retry_now(self) -> None:
        """Cut a pause short: somebody has mended the printer."""
        with self._signal:
            self._wanted = self._hurry = True
            self._signal.notify_all()

    def stop(self, timeout_s: float = 5.0) -> bool:
        """End the lane after the job in hand; tells whether it ended in time."""
        with self._signal:
            self._stopping = True
            self._signal.notify_all()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        failures = 0
        while self._wait(failures):
            try:
                failures = failures + 1 if self._work_off() else 0
            except Exception:
                log.exception("the %s lane could not reach the spool", self._paper)
                failures += 1

    def _wait(self, failures: int) -> bool:
        """Wait for a job, or for the pause after trouble; false once the lane shall end."""
        with self._signal:
            if failures:
                pause = self._pauses_s[min(failures, len(self._pauses_s)) - 1]
                self._signal.wait_for(lambda: self._hurry or self._stopping, pause)
            else:
                self._signal.wait_for(lambda: self._wanted or self._stopping)
            self._wanted = self._hurry = False
            return not self._stopping

    def _work_off(self) -> bool:
        """Print until nothing waits; true where a job had to be given back."""
        while not self._stopping and (job := self._spool.take(self._paper)) is not None:
            self._tell(job.id)
            given_back = self._print(job)
            self._tell(job.id)
            if given_back:
                return True
        return False

    def _print(self, job: TakenJob) -> bool:
        try:
            self._hand_over(job)
        except PrinterTrouble as trouble:
            log.warning("job %s did not print: %s", job.id, trouble)
            if not trouble.begun:
                self._spool.give_back(job.id, trouble.reason)
                return True
            self._spool.doubt(job.id, trouble.reason)
        except Exception:
            log.exception("printing job %s failed", job.id)
            self._spool.doubt(job.id, BROKE_OFF)
        else:
            self._spool.finish(job.id)
        return False

    def _tell(self, job_id: str) -> None:
        if self._on_change is not None:
            self._on_change(job_id)


class PrintLanes:
    """The lanes of a terminal: slips and pages, each at its own pace."""

    def __init__(
        self,
        spool: Spool,
        slips: TicketPrinter | None,
        pages: PagePrinter,
        on_change: Callable[[str], None] | None = None,
        pauses_s: Sequence[float] = PAUSES_S,
    ) -> None:
        """Without a ticket printer there is no lane for slips: they wait."""
        self._spool = spool
        self._slips = slips
        self._lanes = [SpoolWorker(spool, Paper.PAGE, PageHand(pages).print, on_change, pauses_s)]
        if slips is not None:
            self._lanes.append(SpoolWorker(spool, Paper.SLIP, SlipHand(slips).print, on_change, pauses_s))

    def start(self) -> list[str]:
        """Begin to print; gives the jobs that a person must decide on, cut short by the last end."""
        unsure = self._spool.recover()
        for lane in self._lanes:
            lane.start()
        return unsure

    def hear(self, changes: ChangeSet) -> None:
        """Listen to the store: a new job wakes the lanes."""
        if changes.touches("print_job"):
            for lane in self._lanes:
                lane.wake()

    def retry_now(self) -> None:
        """Try at once: somebody has mended a printer."""
        for lane in self._lanes:
            lane.retry_now()

    def slip_status(self) -> PrinterStatus | None:
        """Ask the ticket printer how it is; None where there is none. Takes as long as the printer does."""
        return self._slips.status() if self._slips is not None else None

    def stop(self) -> None:
        """End both lanes after the jobs in hand."""
        for lane in self._lanes:
            if not lane.stop():
                log.warning("a lane is still printing; its job will be unsure at the next start")


class SlipHand:
    """Hands slips to a ticket printer."""

    def __init__(self, printer: TicketPrinter) -> None:
        self._printer = printer

    def print(self, job: TakenJob) -> None:
        """Print every copy of a slip; refuses with PrinterTrouble."""
        for copy in range(job.copies):
            try:
                self._printer.send(job.content)
            except PrinterTrouble as trouble:
                raise PrinterTrouble(trouble.reason, trouble.printer, trouble.begun or copy > 0) from trouble


class PageHand:
    """Hands documents to a page printer."""

    def __init__(self, printer: PagePrinter) -> None:
        self._printer = printer

    def print(self, job: TakenJob) -> None:
        """Print a document; refuses with PrinterTrouble."""
        reference = self._printer.print_pages(job.content, job.title, job.copies)
        log.info("job %s printed as %s", job.id, reference)
