"""The fixed words of reception."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable

ENDED_BY_MERGING = "merged"
ENDED_BY_CORRECTION = "corrected"
ENDED_BY_RETENTION = "retention"
"""Why a person's record ended. The last one has lost its personal data."""


class Priority(StrEnum):
    """Who may be called before others (优先办理, domain.md 5.3); the hall's screens never tell why."""

    NONE = "none"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    MILITARY = "military"
    WITH_INFANT = "with_infant"
    OTHER = "other"


class ShownAs(StrEnum):
    """How the hall's screens may call a visitor, as the visitor chose."""

    NUMBER = "number"
    MASKED_NAME = "masked_name"


class AppointmentState(StrEnum):
    """Where an appointment stands (domain.md 5.4)."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXCUSED = "excused"
    """爽约 that a clerk excused; it does not count."""


APPOINTMENT_STEPS = StepTable(
    "appointment",
    {
        AppointmentState.BOOKED: frozenset(
            {
                AppointmentState.ARRIVED,
                AppointmentState.NO_SHOW,
                AppointmentState.CANCELLED,
                # Not kept, but nobody had noted it when it was excused.
                AppointmentState.EXCUSED,
            }
        ),
        # Came after the window for appointments had closed: the ordinary queue, and no no-show.
        AppointmentState.NO_SHOW: frozenset({AppointmentState.EXCUSED, AppointmentState.ARRIVED}),
        AppointmentState.ARRIVED: frozenset(),
        AppointmentState.CANCELLED: frozenset(),
        AppointmentState.EXCUSED: frozenset(),
    },
)


class Alike(StrEnum):
    """Why a record may be of the person who is being registered."""

    SAME_NUMBER = "same_number"
    SAME_PHONE = "same_phone"
    SAME_NAME = "same_name"
    SOUNDS_ALIKE = "sounds_alike"


class PersonalField(StrEnum):
    """What of a person is hidden until somebody needs it (domain.md 9.3)."""

    DOCUMENT_NUMBER = "document_number"
    PHONE = "phone"
    WHOLE_RECORD = "whole_record"
