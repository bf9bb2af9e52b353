"""A time of day that goes by quarters of an hour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QTimeEdit, QWidget


class QuarterEdit(QTimeEdit):
    """A time of day; Up and Down go by a quarter of an hour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def stepBy(self, steps: int) -> None:
        """Go by quarters in the minutes, by hours in the hours."""
        is_minute = self.currentSection() is QTimeEdit.Section.MinuteSection
        self.setTime(self.time().addSecs(steps * (900 if is_minute else 3600)))
