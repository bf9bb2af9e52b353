"""The fixed words of reception."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable


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
            {AppointmentState.ARRIVED, AppointmentState.NO_SHOW, AppointmentState.CANCELLED}
        ),
        # Came after the window for appointments had closed: the ordinary queue, and no no-show.
        AppointmentState.NO_SHOW: frozenset({AppointmentState.EXCUSED, AppointmentState.ARRIVED}),
        AppointmentState.ARRIVED: frozenset(),
        AppointmentState.CANCELLED: frozenset(),
        AppointmentState.EXCUSED: frozenset(),
    },
)
