"""Ratings in words: levels, deadlines, figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ratings.options import option_list
from app.ratings.queries import Satisfaction, TaskRow
from app.ratings.states import Due
from ui import wording
from ui.parts.names import local_name

_TONES = {Due.LATE: "trouble", Due.TODAY: "waiting"}


def level_words(level: int) -> str:
    """Name a level."""
    found = option_list().level(level)
    return local_name(found.name, found.name_en)


def star_words(level: int) -> str:
    """Write a level short, for lists: 5 and a star for the best."""
    return f"{level}\u2605"


def due_words(row: TaskRow) -> str:
    """Say when something is due and how many working days are left; colour is not the only sign."""
    if row.due is Due.NONE:
        return QCoreApplication.translate("Ratings", "Nothing due")
    day = row.due_by.day.isoformat()
    if row.due is Due.LATE:
        left = QCoreApplication.translate("Ratings", "late by {0}").format(-row.days_left)
    elif row.due is Due.TODAY:
        left = QCoreApplication.translate("Ratings", "today")
    else:
        left = QCoreApplication.translate("Ratings", "{0} left").format(row.days_left)
    sure = "" if row.due_by.is_sure else QCoreApplication.translate("Ratings", ", holidays not known")
    return wording.with_aside(day, f"{left}{sure}")


def due_tone(row: TaskRow) -> str:
    """Name the colour of a deadline."""
    return _TONES.get(row.due, "")


def rate_words(found: Satisfaction) -> str:
    """Word the rate; a dash where nobody rated."""
    share = found.per_mille
    return "\u2014" if share is None else f"{share // 10}.{share % 10} %"


def count_words(found: Satisfaction) -> str:
    """Word what stands behind the rate: both counts always."""
    text = QCoreApplication.translate("Ratings", "{0} rated, {1} not rated, {2} do not count").format(
        found.rated, found.unrated, found.set_aside
    )
    levels = "   ".join(f"{star_words(level)} {count}" for level, count in found.by_level)
    return f"{text}\n{levels}"
