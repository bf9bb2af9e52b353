"""The ways the waiting line says no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class NobodyWaiting(Refusal):
    """Nobody is waiting for what this window serves."""

    window_number: int


@dataclass(eq=False)
class CalledOften(Refusal):
    """The ticket has been called as often as allowed; it can be set aside as missed."""

    number: str
    calls: int


@dataclass(eq=False)
class RecallLocked(Refusal):
    """The last call is too fresh to be repeated; in so many seconds it can be."""

    number: str
    seconds_left: int


@dataclass(eq=False)
class TicketTaken(Refusal):
    """Another window has this ticket; the centre says so."""

    number: str


@dataclass(eq=False)
class NoWindow(Refusal):
    """The person signed in without a window; calling needs one."""


@dataclass(eq=False)
class WindowPaused(Refusal):
    """The window is paused or nobody is on duty at it; it calls nobody until it is resumed."""

    window_number: int


@dataclass(eq=False)
class CutOff(Refusal):
    """The centre cannot be asked, so another window might call the same visitor.

    Either the wire comes back, or the clerk says that the whole hall is cut off and shares the line, or
    calls a chosen visitor on purpose.

    since: the last contact with the centre, None where there was none; waiting_from_before: how many wait
    whom other windows may know of.
    """

    since: int | None
    waiting_from_before: int


@dataclass(eq=False)
class OthersShare(CutOff):
    """The line is shared, and whoever waits now is called by other windows, or here on purpose."""


@dataclass(eq=False)
class TooLateBack(Refusal):
    """A missed visitor came back after the time allowed; a new number keeps the line fair."""

    number: str
    minutes: int


@dataclass(eq=False)
class QuotaReached(Refusal):
    """As many tickets as the hall gives a day are given; a clerk may give more on purpose."""

    letter: str
    quota: int
    taken: int


@dataclass(eq=False)
class KeptForAnother(Refusal):
    """The visitor was transferred to another window or person and is called there."""

    number: str


@dataclass(eq=False)
class StillServed(Refusal):
    """The day cannot be closed while visitors are at windows."""

    numbers: tuple[str, ...]


@dataclass(eq=False)
class WindowBusy(Refusal):
    """Somebody is at the window; a case that rested goes on when they have gone."""

    number: str
