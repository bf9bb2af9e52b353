"""Why somebody is next, how long somebody waits, why somebody is aside: one line each."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.kernel.clock import SECOND, local
from app.queueing.choosing import Choice, Reason
from app.queueing.queries import TicketRow
from app.queueing.states import Suspension, TicketState
from ui import wording
from ui.parts.names import hour, minutes_since

_REASONS: dict[Reason, object] = {
    Reason.KEPT: QT_TRANSLATE_NOOP("Reasons", "Handed on to this window, waits {waited} min"),
    Reason.CARRIED: QT_TRANSLATE_NOOP("Reasons", "Left over from {day}"),
    Reason.WAITED_TOO_LONG: QT_TRANSLATE_NOOP("Reasons", "Waits {waited} min, the limit is {limit}"),
    Reason.DUE: QT_TRANSLATE_NOOP("Reasons", "Appointment at {due} is due"),
    Reason.PRIORITY: QT_TRANSLATE_NOOP("Reasons", "Priority's turn (1 : {ratio}), waits {waited} min"),
    Reason.ORDINARY_TURN: QT_TRANSLATE_NOOP("Reasons", "Ordinary turn (1 : {ratio}), waits {waited} min"),
    Reason.WEIGHT: QT_TRANSLATE_NOOP("Reasons", "Your own field, waits {waited} min, limit {limit}"),
    Reason.FIRST_COME: QT_TRANSLATE_NOOP("Reasons", "Waits longest: {waited} min, limit {limit}"),
}
_DUE = QT_TRANSLATE_NOOP("Reasons", "due {0}")
_MINUTES = QT_TRANSLATE_NOOP("Reasons", "{0} min")
_CALLED = QT_TRANSLATE_NOOP("Reasons", "{0} did not come when called at {1}")
_RESTS = QT_TRANSLATE_NOOP("Reasons", "{0}: {1}")
_SHORT: dict[Suspension, object] = {
    Suspension.NONE: "",
    Suspension.AWAY: QT_TRANSLATE_NOOP("Reasons", "away"),
    Suspension.HELD: QT_TRANSLATE_NOOP("Reasons", "held"),
    Suspension.HERE: QT_TRANSLATE_NOOP("Reasons", "here"),
}


def reason_line(choice: Choice, ticket: TicketRow, zone: str) -> str:
    """Say why this visitor is the next."""
    return _said(_REASONS[choice.reason]).format(
        waited=choice.waited_s // 60,
        limit=choice.limit_min,
        ratio=choice.ordinary_per_priority,
        due=hour(choice.due_at, zone) if choice.due_at is not None else "",
        day=f"{ticket.day:%m-%d}",
    )


def wait_words(row: TicketRow, now: int, zone: str) -> str:
    """Say how long somebody waits; of an appointment still to come, when it is due."""
    if row.due_at is not None and row.due_at > now:
        return _said(_DUE).format(hour(row.due_at, zone))
    return _said(_MINUTES).format(waited_min(row, now))


def waited_min(row: TicketRow, now: int) -> int:
    """Count the minutes of waiting; who came early for an appointment waits from its hour."""
    return minutes_since(max(row.taken_at, row.due_at or 0), now)


def aside_mark(row: TicketRow, zone: str) -> str:
    """Say in a word why a visitor is aside: the hour of the missed call, or how the case rests."""
    if row.state is TicketState.MISSED:
        return hour(row.called_at, zone) if row.called_at else ""
    return _said(_SHORT[row.suspension])


def aside_words(row: TicketRow, zone: str) -> str:
    """Say why a visitor is aside."""
    if row.state is TicketState.MISSED:
        return _said(_CALLED).format(row.number, aside_mark(row, zone))
    return _said(_RESTS).format(row.number, wording.label(row.suspension))


def day_of_visit(moment: int, zone: str) -> str:
    """Write the day of a former visit."""
    return f"{local(moment, zone):%Y-%m-%d}"


def seconds_left(since: int, now: int, span_s: int) -> int:
    """Count the seconds left of a span; 0 when it is over, also where the clock was set back."""
    passed = now - since
    return max(0, span_s - passed // SECOND) if passed >= 0 else 0


def _said(text: object) -> str:
    return QCoreApplication.translate("Reasons", str(text)) if text else ""
