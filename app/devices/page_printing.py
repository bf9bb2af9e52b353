"""Page printers: CUPS where it is present, and a folder of PDF files as the simulated twin."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import threading
import time
from enum import StrEnum
from pathlib import Path

from app.devices.ipp import JobStanding, JobState, ask_job
from app.devices.ports import PrinterTrouble, Trouble
from app.devices.simulated import write_numbered

log = logging.getLogger(__name__)

REQUEST = re.compile(r"request id is (\S+)")
CONNECTING = "connecting-to-device"
# What the devices of CUPS say while they look for a printer that is off.
LOOKING_FOR_DEVICE = "may not exist or is unavailable"
DEVICE_REASONS = (
    ("media-empty", Trouble.PAPER_OUT),
    ("media-needed", Trouble.PAPER_OUT),
    ("cover-open", Trouble.COVER_OPEN),
    ("door-open", Trouble.COVER_OPEN),
)
DROPPED = (JobState.CANCELED, JobState.ABORTED)


class Sides(StrEnum):
    """On which sides of a sheet CUPS prints."""

    ONE = "one-sided"
    BOTH = "two-sided-long-edge"


class CupsPrinter:
    """A queue of CUPS, or its default one; each copy is a job of its own, so that no device ignores one.

    CUPS takes a job even where the printer is off, so paper is only believed once the job is complete.
    """

    def __init__(
        self, queue: str = "", sides: Sides = Sides.ONE, timeout_s: float = 180.0, poll_s: float = 0.5
    ) -> None:
        """``timeout_s`` is how long one copy may take before it is cancelled and given back."""
        self._queue = queue
        self._sides = sides
        self._timeout_s = timeout_s
        self._poll_s = poll_s
        self._pause = threading.Event()

    def print_pages(self, pdf: bytes, title: str, copies: int) -> str:
        """Print a document; gives the jobs' names at CUPS, refuses with PrinterTrouble."""
        jobs: list[str] = []
        for number in range(1, copies + 1):
            try:
                jobs.append(self._print_one(pdf, f"{title} {number}/{copies}"))
            except PrinterTrouble as trouble:
                raise PrinterTrouble(trouble.reason, self._queue, trouble.begun or bool(jobs)) from trouble
        return " ".join(jobs)

    def _print_one(self, pdf: bytes, title: str) -> str:
        """Queue one copy and wait until it has come out."""
        job = self._submit(pdf, title)
        deadline = time.monotonic() + self._timeout_s
        while time.monotonic() < deadline:
            standing = self._ask(job)
            if standing.state is JobState.COMPLETED:
                return job
            if standing.state in DROPPED:
                raise PrinterTrouble(Trouble.REFUSED, self._queue, begun=True)
            self._pause.wait(self._poll_s)
        return self._give_up(job)

    def _submit(self, pdf: bytes, title: str) -> str:
        """Put one copy into the queue. The paper is always named: CUPS would scale to Letter."""
        options = ["-o", "media=A4", "-o", f"sides={self._sides}"]
        queue = ["-d", self._queue] if self._queue else []
        said = self._run("lp", *queue, "-n", "1", *options, "-t", title, "-", given=pdf, sent=False)
        found = REQUEST.search(said)
        if found is None:
            raise PrinterTrouble(Trouble.REFUSED, self._queue)
        return found.group(1)

    def _give_up(self, job: str) -> str:
        """Take a job that hangs out of the queue, so that it cannot print behind the spool's back."""
        before = self._ask(job)
        if before.state not in (JobState.COMPLETED, *DROPPED):
            self._run("cancel", job)
        if self._ask(job).state is JobState.COMPLETED:
            return job
        raise PrinterTrouble(device_trouble(before), self._queue, may_have_begun(before))

    def _ask(self, job: str) -> JobStanding:
        """Ask how a job stands. What cannot be asked, or is known no more, may have printed."""
        try:
            standing = ask_job(int(job.rpartition("-")[2]))
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._queue, begun=True) from error
        if standing is None:
            raise PrinterTrouble(Trouble.REFUSED, self._queue, begun=True)
        return standing

    def _run(self, *command: str, given: bytes = b"", sent: bool = True) -> str:
        """Run a program of CUPS, with its words in English whatever the system speaks.

        ``sent`` says that a copy is in the queue already and may print although CUPS cannot be asked.
        """
        speaking = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
        try:
            done = subprocess.run(
                command, input=given, capture_output=True, env=speaking, timeout=60, check=True
            )
        except subprocess.CalledProcessError as error:
            log.warning("%s said: %s", command[0], error.stderr.decode(errors="replace").strip())
            raise PrinterTrouble(Trouble.REFUSED, self._queue, sent) from error
        except OSError as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._queue, sent) from error
        except subprocess.TimeoutExpired as error:
            raise PrinterTrouble(Trouble.UNREACHABLE, self._queue, begun=True) from error
        return done.stdout.decode(errors="replace")


class PdfFilePrinter:
    """A page printer that puts each copy into a folder as a numbered PDF file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def print_pages(self, pdf: bytes, title: str, copies: int) -> str:
        """Write the copies; gives the files' names, refuses with PrinterTrouble."""
        stem = re.sub(r"[^\w.-]+", "-", title).strip("-.")[:60] or "page"
        names: list[str] = []
        for number in range(1, copies + 1):
            try:
                names.append(write_numbered(self._folder, f"{stem}-{number}of{copies}", ".pdf", pdf).name)
            except OSError as error:
                raise PrinterTrouble(Trouble.UNREACHABLE, str(self._folder), bool(names)) from error
        return " ".join(names)


def may_have_begun(standing: JobStanding) -> bool:
    """Tell whether paper may have moved: the job is at its device, and the device was found."""
    looking = CONNECTING in standing.device_reasons or LOOKING_FOR_DEVICE in standing.device_message
    return standing.state not in (JobState.PENDING, JobState.HELD, JobState.STOPPED) and not looking


def device_trouble(standing: JobStanding) -> Trouble:
    """Read from the device's words why a job hangs."""
    words = " ".join(standing.device_reasons)
    return next((trouble for word, trouble in DEVICE_REASONS if word in words), Trouble.OFF)
