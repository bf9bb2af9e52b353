"""Names and moments as a person reads them: in the program's language, by the hall's wall clock."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from app.kernel.clock import MINUTE, local


def local_name(name: str, name_en: str) -> str:
    """Give the name for the language of the program; the Chinese one where there is no other."""
    is_chinese = QLocale().language() == QLocale.Language.Chinese
    return name if is_chinese or not name_en else name_en


def hour(moment: int, zone: str) -> str:
    """Write a moment of today as the hall's wall clock shows it."""
    return local(moment, zone).strftime("%H:%M")


def day_and_hour(moment: int, zone: str) -> str:
    """Write a moment with its day."""
    return local(moment, zone).strftime("%Y-%m-%d %H:%M")


def minutes_since(moment: int, now: int) -> int:
    """Count the whole minutes since a moment; never below nought, clocks may differ."""
    return max(0, now - moment) // MINUTE
