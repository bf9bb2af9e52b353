"""The ways the centre and the joining of it say no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class CentreTooOld(Refusal):
    """The database server is older than PostgreSQL 15."""

    version: int


@dataclass(eq=False)
class CentreUnreachable(Refusal):
    """The centre does not answer, or does not know us; what waits here goes on waiting."""

    reason: str


@dataclass(eq=False)
class CentreNotPrepared(Refusal):
    """The database holds no centre yet."""


@dataclass(eq=False)
class ForeignHall(Refusal):
    """The terminal has a hall of its own and the centre has another."""

    hall_id: str


@dataclass(eq=False)
class SampleMixed(Refusal):
    """A sample hall and real data do not go together."""

    centre_is_sample: bool


@dataclass(eq=False)
class SecretDiffers(Refusal):
    """The terminal made keys under another market's secret; its people would not be found again."""


@dataclass(eq=False)
class OutOfStep(Refusal):
    """The centre and this terminal disagree on what was sent; nothing more is sent before it is mended."""

    status: str
    seq: int


@dataclass(eq=False)
class CentreTooNew(Refusal):
    """The centre was made by a newer version of this program; an older one must not touch it."""

    version: str


@dataclass(eq=False)
class CentreOutdated(Refusal):
    """The database holds a centre of the first protocol, from before its tables carried a version."""


@dataclass(eq=False)
class CentreBusy(Refusal):
    """Somebody holds the centre's tables for so long that they could not be changed."""

    reason: str


@dataclass(eq=False)
class CentreNotVerified(Refusal):
    """The address leads to another computer without checking its certificate; nothing is sent there."""

    host: str


@dataclass(eq=False)
class AddressMalformed(Refusal):
    """What was given is no address of a PostgreSQL database."""


@dataclass(eq=False)
class CodeMistyped(Refusal):
    """What was typed cannot be a code; the check sign does not fit."""


@dataclass(eq=False)
class CodeRefused(Refusal):
    """The centre does not take this code: it was used, has expired, or belongs to another centre."""


@dataclass(eq=False)
class UnknownTerminal(Refusal):
    """The centre has no terminal of this number."""

    number: int


@dataclass(eq=False)
class HallUnclear(Refusal):
    """Which hall is meant cannot be told; the centre has these."""

    halls: str


@dataclass(eq=False)
class HistoryMissing(Refusal):
    """This terminal has already forgotten changes another centre took; here they would be missing."""

    first_kept: int


@dataclass(eq=False)
class WrongVersion(Refusal):
    """Centre and program do not understand each other; work goes on here and goes up after the upgrade.

    ``verdict``: terminal_too_old (this program must be renewed) or terminal_too_new (the centre must be).
    """

    verdict: str
    centre_schema: int
    own_schema: int
