"""What each rule is called and means, and the sections they stand in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


@dataclass(frozen=True)
class RuleText:
    """The words of a rule: its name, its unit behind the number, what it does."""

    label: object
    unit: object
    meaning: object


@dataclass(frozen=True)
class Section:
    """Rules that belong together."""

    key: str
    title: object
    rules: tuple[str, ...]


_MINUTES = QT_TRANSLATE_NOOP("Rules", " min")
_SECONDS = QT_TRANSLATE_NOOP("Rules", " s")
_DAYS = QT_TRANSLATE_NOOP("Rules", " days")
_WORKING_DAYS = QT_TRANSLATE_NOOP("Rules", " working days")
_YEARS = QT_TRANSLATE_NOOP("Rules", " years")
_TIMES = QT_TRANSLATE_NOOP("Rules", " times")
_VISITORS = QT_TRANSLATE_NOOP("Rules", " visitors")

RULES: dict[str, RuleText] = {
    "ordinary_per_priority": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Ordinary visitors for each with priority"),
        "",
        QT_TRANSLATE_NOOP("Rules", "0: everybody with priority goes first."),
    ),
    "most_wait_min": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Longest wait"),
        _MINUTES,
        QT_TRANSLATE_NOOP("Rules", "Who has waited longer goes before the ratio."),
    ),
    "due_within_s": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Appointments count as due"),
        _SECONDS,
        QT_TRANSLATE_NOOP("Rules", "So long before their time."),
    ),
    "pass_over_s": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Not called again at once"),
        _SECONDS,
        QT_TRANSLATE_NOOP("Rules", "Whoever was called so recently is passed over."),
    ),
    "recall_lock_s": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Pause between two calls"),
        _SECONDS,
        QT_TRANSLATE_NOOP("Rules", "F3 waits so long."),
    ),
    "most_calls": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Calls of one ticket at most"),
        _TIMES,
        QT_TRANSLATE_NOOP("Rules", "After that it can be set aside as missed."),
    ),
    "back_behind": RuleText(
        QT_TRANSLATE_NOOP("Rules", "A missed visitor stands behind"),
        _VISITORS,
        QT_TRANSLATE_NOOP("Rules", "So many go first when the visitor is back."),
    ),
    "missed_back_min": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Missed visitors may come back for"),
        _MINUTES,
        QT_TRANSLATE_NOOP("Rules", "Later they take a new number."),
    ),
    "speak_times": RuleText(
        QT_TRANSLATE_NOOP("Rules", "A call is spoken"),
        _TIMES,
        QT_TRANSLATE_NOOP("Rules", "Where a voice is installed."),
    ),
    "busy_line": RuleText(
        QT_TRANSLATE_NOOP("Rules", "A line asks for help beyond"),
        _VISITORS,
        QT_TRANSLATE_NOOP("Rules", "Then windows that help take from it."),
    ),
    "light_amber": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Load light: amber from"),
        _VISITORS,
        QT_TRANSLATE_NOOP("Rules", "Not above the red one."),
    ),
    "light_red": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Load light: red from"),
        _VISITORS,
        QT_TRANSLATE_NOOP("Rules", "Not below the amber one."),
    ),
    "early_min": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Check-in at the earliest"),
        _MINUTES,
        QT_TRANSLATE_NOOP("Rules", "Before the appointment."),
    ),
    "late_min": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Check-in at the latest"),
        _MINUTES,
        QT_TRANSLATE_NOOP("Rules", "After it; then the ordinary line."),
    ),
    "no_shows": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Appointments not kept"),
        _TIMES,
        QT_TRANSLATE_NOOP("Rules", "After so many none is given for a while; 0: never."),
    ),
    "no_show_days": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Counted over"),
        _DAYS,
        QT_TRANSLATE_NOOP("Rules", "Older ones are forgotten."),
    ),
    "walk_in_only_days": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Then no appointment for"),
        _DAYS,
        QT_TRANSLATE_NOOP("Rules", "Walking in is always possible."),
    ),
    "elderly_age": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Priority for age from"),
        _YEARS,
        QT_TRANSLATE_NOOP("Rules", "Read off the identity number."),
    ),
    "kiosk_reset_s": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Self-service screen forgets after"),
        _SECONDS,
        QT_TRANSLATE_NOOP("Rules", "Nobody sees what the last visitor typed."),
    ),
    "keep_people_days": RuleText(
        QT_TRANSLATE_NOOP("Rules", "A person's record is kept for"),
        _DAYS,
        QT_TRANSLATE_NOOP("Rules", "After the last visit; then it ends."),
    ),
    "contact_days": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Bad rating: contact within"),
        _WORKING_DAYS,
        QT_TRANSLATE_NOOP("Rules", "The visitor is asked what happened."),
    ),
    "settle_days": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Bad rating: settled within"),
        _WORKING_DAYS,
        QT_TRANSLATE_NOOP("Rules", "And answered."),
    ),
    "rate_within_days": RuleText(
        QT_TRANSLATE_NOOP("Rules", "A visit can be rated for"),
        _DAYS,
        QT_TRANSLATE_NOOP("Rules", "By the code on the slip."),
    ),
    "follow_up_ratings": RuleText(
        QT_TRANSLATE_NOOP("Rules", "Ratings after a settled bad one"),
        _TIMES,
        QT_TRANSLATE_NOOP("Rules", "A follow-up rating."),
    ),
}

SECTIONS: tuple[Section, ...] = (
    Section(
        "calling",
        QT_TRANSLATE_NOOP("Rules", "Calling"),
        (
            "ordinary_per_priority", "most_wait_min", "due_within_s", "pass_over_s", "recall_lock_s",
            "most_calls", "back_behind", "missed_back_min", "speak_times",
        ),
    ),
    Section("load", QT_TRANSLATE_NOOP("Rules", "Load and help"), ("busy_line", "light_amber", "light_red")),
    Section(
        "appointments",
        QT_TRANSLATE_NOOP("Rules", "Appointments"),
        ("early_min", "late_min", "no_shows", "no_show_days", "walk_in_only_days"),
    ),
    Section(
        "reception",
        QT_TRANSLATE_NOOP("Rules", "Reception"),
        ("elderly_age", "kiosk_reset_s", "keep_people_days"),
    ),
    Section(
        "ratings",
        QT_TRANSLATE_NOOP("Rules", "Ratings"),
        ("contact_days", "settle_days", "rate_within_days", "follow_up_ratings"),
    ),
)  # fmt: skip


def said(text: object) -> str:
    """Give a text of this table in the window's language."""
    return QCoreApplication.translate("Rules", str(text)) if text else ""
