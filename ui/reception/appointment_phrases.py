"""How appointments are told: where they stand, when they are, what can be done."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from app.kernel.clock import local
from app.reception.appointments import AppointmentRow, CheckIn
from app.reception.states import AppointmentState
from ui import wording
from ui.parts.names import hour, local_name

_EXPECTED = QT_TRANSLATE_NOOP("Appointments", "Expected")
_STANDS: dict[CheckIn, object] = {
    CheckIn.IN_TIME: QT_TRANSLATE_NOOP("Appointments", "May check in"),
    CheckIn.LATE: QT_TRANSLATE_NOOP("Appointments", "Late"),
}
_ROLES = {CheckIn.IN_TIME: "accent", CheckIn.LATE: "waiting"}
_ROLES_OVER = {
    AppointmentState.ARRIVED: "good",
    AppointmentState.NO_SHOW: "trouble",
    AppointmentState.CANCELLED: "muted",
    AppointmentState.EXCUSED: "muted",
}
_OTHER_DAY = QT_TRANSLATE_NOOP("Appointments", "It can be checked in on its day.")
_ADVICE: dict[CheckIn, object] = {
    CheckIn.EARLY: QT_TRANSLATE_NOOP("Appointments", "Can be checked in from {0} to {1}."),
    CheckIn.IN_TIME: QT_TRANSLATE_NOOP("Appointments", "Enter checks in, until {1}."),
    CheckIn.LATE: QT_TRANSLATE_NOOP("Appointments", "Too late to go first: Enter gives an ordinary number."),
}


def stands(row: AppointmentRow) -> str:
    """Say where an appointment stands at this moment."""
    if row.state is AppointmentState.BOOKED:
        return _translated(_STANDS.get(row.check_in, _EXPECTED))
    return wording.label(row.state)


def role(row: AppointmentRow) -> str:
    """Name the colour of the theme for where it stands."""
    return _ROLES_OVER.get(row.state, _ROLES.get(row.check_in, ""))


def advice(row: AppointmentRow, zone: str) -> str:
    """Say what can be done with it now; why it was called off or excused."""
    if row.note:
        return row.note
    if row.check_in in _ADVICE:
        text = _translated(_ADVICE[row.check_in])
        return text.format(hour(row.opens_at, zone), hour(row.closes_at, zone))
    return _translated(_OTHER_DAY) if row.state is AppointmentState.BOOKED else ""


def matter(row: AppointmentRow) -> str:
    """Name what it is for."""
    return local_name(row.matter, row.matter_en)


def hours(row: AppointmentRow, zone: str) -> str:
    """Write from when to when."""
    return f"{hour(row.starts_at, zone)}\u2013{hour(row.ends_at, zone)}"


def with_day(row: AppointmentRow, zone: str) -> str:
    """Write its day, weekday and hour."""
    weekday = QLocale().dayName(row.day.isoweekday(), QLocale.FormatType.ShortFormat)
    return f"{row.day:%m-%d} {weekday} {local(row.starts_at, zone):%H:%M}"


def _translated(text: object) -> str:
    return QCoreApplication.translate("Appointments", str(text))
