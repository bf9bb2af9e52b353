"""Paper as pages see it: the spool's doors they use, and the words of its states."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from app.devices.ports import Trouble
from app.devices.spooling import BROKE_OFF
from ui import wording

TICKET_OF = "ticket:"
"""Opens the subject of a slip; the ticket's key follows."""


class PaperKind(StrEnum):
    """Which printer a sheet is for, as the spool writes it."""

    SLIP = "slip"
    PAGE = "page"


class JobState(StrEnum):
    """How far a job has come, as the spool writes it; windows do not reach into the store's modules."""

    WAITING = "waiting"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    UNSURE = "unsure"
    CANCELLED = "cancelled"


class PaperSight(StrEnum):
    """Whether a job can be looked at, as the spool writes it: never where hidden data stands on it."""

    SHOWN = "shown"
    PERSONAL = "personal"
    GONE = "gone"


class PrintJob(Protocol):
    """A job as lists show it."""

    @property
    def id(self) -> str:
        """The key."""
        ...

    @property
    def paper(self) -> StrEnum:
        """Slip or page."""
        ...

    @property
    def title(self) -> str:
        """What it is."""
        ...

    @property
    def subject(self) -> str:
        """The record the paper is of, as ``table:key``."""
        ...

    @property
    def copies(self) -> int:
        """How many."""
        ...

    @property
    def state(self) -> StrEnum:
        """How far it has come."""
        ...

    @property
    def trouble(self) -> str:
        """Why the last try failed, or ""."""
        ...

    @property
    def attempts(self) -> int:
        """How many tries there were."""
        ...

    @property
    def made_at(self) -> int:
        """When it was asked for."""
        ...

    @property
    def printed_at(self) -> int | None:
        """When it came out."""
        ...

    @property
    def is_reprint(self) -> bool:
        """Whether it is printed again."""
        ...

    @property
    def sight(self) -> StrEnum:
        """Whether it can be looked at."""
        ...


class PrintJobs(Protocol):
    """The spool of this terminal."""

    def jobs(self, limit: int = 200) -> Sequence[PrintJob]:
        """List the latest jobs, newest first."""
        ...

    def latest_of(self, subject: str) -> PrintJob | None:
        """Find the newest job of a record."""
        ...

    def preview(self, job_id: str) -> bytes:
        """Give a job as a PDF; empty where nothing of it is shown."""
        ...

    def decide(self, job_id: str, *, came_out: bool) -> None:
        """Settle an unsure job."""
        ...

    def cancel(self, job_id: str) -> None:
        """Take a job off."""
        ...


def trouble_words(trouble: str) -> str:
    """Word why a job did not print; empty where it had no trouble."""
    if not trouble:
        return ""
    if trouble == BROKE_OFF:
        return QCoreApplication.translate("PrintJobs", "Printing broke off in the program.")
    known = {item.value: item for item in Trouble}
    return wording.label(known[trouble]) if trouble in known else trouble


def state_role(state: StrEnum, trouble: str) -> str:
    """Name the colour of a state: red only for trouble, amber for waiting."""
    if state in (JobState.UNSURE, JobState.FAILED):
        return "trouble"
    if state in (JobState.WAITING, JobState.PRINTING):
        return "waiting"
    return "good" if state == JobState.PRINTED else "muted"
