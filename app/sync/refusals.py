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
