"""Words for meetings of calendar files: when they are, and how they repeat."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from app.documents.meetings import Beat, Rhythm
from app.kernel.clock import local
from ui import wording
from ui.parts.names import day_and_hour
from ui.rooms import phrases


def span(starts_at: int | None, ends_at: int | None, zone: str) -> str:
    """Write a day with its hours, or two days with theirs; what is not known is left out."""
    if starts_at is None:
        return ""
    if ends_at is None or ends_at <= starts_at:
        return day_and_hour(starts_at, zone)
    if phrases.day(starts_at, zone) == phrases.day(ends_at, zone):
        return f"{phrases.day(starts_at, zone)} {phrases.stretch(starts_at, ends_at, zone)}"
    return f"{day_and_hour(starts_at, zone)} \u2013 {day_and_hour(ends_at, zone)}"


def rhythm(told: Rhythm | None, zone: str) -> str:
    """Say how a meeting repeats, as it is typed into a series here; "" where nobody can tell."""
    if told is None:
        return ""
    parts = [_beat(told)]
    parts.append(
        wording.listed(QLocale().dayName(n + 1, QLocale.FormatType.ShortFormat) for n in told.weekdays)
    )
    if told.count is not None:
        times = QCoreApplication.translate("CalendarPhrases", "{0} times in all")
        parts.append(times.format(told.count))
    if told.until is not None:
        until = QCoreApplication.translate("CalendarPhrases", "until {0}")
        parts.append(until.format(local(told.until, zone).date().isoformat()))
    parts.append(told.rest)
    return wording.listed(parts)


def _beat(told: Rhythm) -> str:
    if told.beat is None:
        return ""
    one, many = _BEATS[told.beat]
    return _translated(one) if told.every == 1 else _translated(many).format(told.every)


def _translated(source: object) -> str:
    return QCoreApplication.translate("CalendarPhrases", str(source))


_BEATS: dict[Beat, tuple[object, object]] = {
    Beat.DAY: (
        QT_TRANSLATE_NOOP("CalendarPhrases", "every day"),
        QT_TRANSLATE_NOOP("CalendarPhrases", "every {0} days"),
    ),
    Beat.WEEK: (
        QT_TRANSLATE_NOOP("CalendarPhrases", "every week"),
        QT_TRANSLATE_NOOP("CalendarPhrases", "every {0} weeks"),
    ),
    Beat.MONTH: (
        QT_TRANSLATE_NOOP("CalendarPhrases", "every month"),
        QT_TRANSLATE_NOOP("CalendarPhrases", "every {0} months"),
    ),
    Beat.YEAR: (
        QT_TRANSLATE_NOOP("CalendarPhrases", "every year"),
        QT_TRANSLATE_NOOP("CalendarPhrases", "every {0} years"),
    ),
}
