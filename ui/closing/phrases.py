"""What a difference of the evening means, what to do about it, and which page leads on."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.cases.closing_report import Difference

WHO_IS_LEFT = "closing"
"""The way of a difference that is settled on this very page."""

_ADVICE: dict[Difference, object] = {
    Difference.TICKETS_OPEN: QT_TRANSLATE_NOOP(
        "Differences",
        "These visitors still hold an open number. Closing the day carries each of them over or closes it.",
    ),
    Difference.TICKETS_UNBALANCED: QT_TRANSLATE_NOOP(
        "Differences",
        "The numbers of a line do not add up. Fetch from the centre what is missing and count again; if it "
        "stays so, print the report and tell the administrator.",
    ),
    Difference.CALLS_UNSPOKEN: QT_TRANSLATE_NOOP(
        "Differences",
        "These calls stand on the display and the voice has not come to them. If the hall stays silent, look "
        "at the voice and the loudspeaker.",
    ),
    Difference.SLIPS_MISSING: QT_TRANSLATE_NOOP(
        "Differences",
        "No slip was ordered for these numbers. The numbers hold all the same; whoever wants paper gets it "
        "from the reception, and the printer should be looked at.",
    ),
    Difference.SLIPS_WAITING: QT_TRANSLATE_NOOP(
        "Differences",
        "These slips have not come out, or nobody has said whether they did. Look at the printer; then try "
        "again, answer, or cancel them.",
    ),
    Difference.CASES_OPEN: QT_TRANSLATE_NOOP(
        "Differences",
        "These cases were begun and neither finished nor handed on. Finish each at the window where it "
        "stands.",
    ),
    Difference.SERVED_WITHOUT_CASE: QT_TRANSLATE_NOOP(
        "Differences",
        "These visitors count as served and no finished case stands behind them. Mostly it is still on its "
        "way from another terminal: fetch from the centre and count again.",
    ),
    Difference.SERVED_WITHOUT_CALL: QT_TRANSLATE_NOOP(
        "Differences",
        "These visitors were served and no call is noted. Look for them among today's visitors; write the "
        "reason on the printed report.",
    ),
    Difference.PERIODS_BROKEN: QT_TRANSLATE_NOOP(
        "Differences",
        "The times of these visits have a gap or overlap, so their minutes are not exact. No visit is lost; "
        "print the report and tell the administrator.",
    ),
    Difference.CENTRE_WAITS: QT_TRANSLATE_NOOP(
        "Differences",
        "This work is safe here and has not reached the centre yet. It is sent by itself: leave the terminal "
        "on until the last line is green.",
    ),
    Difference.CENTRE_REFUSED: QT_TRANSLATE_NOOP(
        "Differences",
        "The centre did not take these changes. Decide each of them: take what the centre has, submit again, "
        "or make it new.",
    ),
}
_WAYS: dict[Difference, tuple[str, object]] = {
    Difference.TICKETS_OPEN: (WHO_IS_LEFT, QT_TRANSLATE_NOOP("Differences", "Who is left")),
    Difference.TICKETS_UNBALANCED: ("sync", QT_TRANSLATE_NOOP("Differences", "To the centre")),
    Difference.CALLS_UNSPOKEN: ("settings", QT_TRANSLATE_NOOP("Differences", "To the voice")),
    Difference.SLIPS_MISSING: ("reception", QT_TRANSLATE_NOOP("Differences", "To the reception")),
    Difference.SLIPS_WAITING: ("devices", QT_TRANSLATE_NOOP("Differences", "To the printing")),
    Difference.CASES_OPEN: ("queueing", QT_TRANSLATE_NOOP("Differences", "To the window")),
    Difference.SERVED_WITHOUT_CASE: ("sync", QT_TRANSLATE_NOOP("Differences", "To the centre")),
    Difference.SERVED_WITHOUT_CALL: ("reception", QT_TRANSLATE_NOOP("Differences", "To the reception")),
    Difference.PERIODS_BROKEN: ("sync", QT_TRANSLATE_NOOP("Differences", "To the centre")),
    Difference.CENTRE_WAITS: ("sync", QT_TRANSLATE_NOOP("Differences", "To the centre")),
    Difference.CENTRE_REFUSED: ("sync", QT_TRANSLATE_NOOP("Differences", "To the decisions")),
}


def advice(difference: Difference) -> str:
    """Say what a difference means and what to do."""
    return QCoreApplication.translate("Differences", str(_ADVICE[difference]))


def way(difference: Difference) -> str:
    """Name the page that leads on."""
    return _WAYS[difference][0]


def way_words(difference: Difference) -> str:
    """Word the button that leads there."""
    return QCoreApplication.translate("Differences", str(_WAYS[difference][1]))
