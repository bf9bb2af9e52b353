"""Why reception says no."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class SameRecord(Refusal):
    """A record cannot be merged with itself."""

    name: str


@dataclass(eq=False)
class RecordEnded(Refusal):
    """The record has ended, was merged or taken back; only records that live can be merged or changed."""

    name: str


@dataclass(eq=False)
class WalkInOnly(Refusal):
    """The person too often did not come and is given no appointment until after this day; numbers always."""

    until: dt.date


@dataclass(eq=False)
class AppointmentEarly(Refusal):
    """The appointment can be checked in from this moment on; until then there are ordinary numbers."""

    opens_at: int


@dataclass(eq=False)
class AppointmentOtherDay(Refusal):
    """The appointment is of another day."""

    day: dt.date


@dataclass(eq=False)
class AppointmentDouble(Refusal):
    """The person has an appointment already: at this time, or for this matter on this day."""

    starts_at: int
    matter: str
    matter_en: str
