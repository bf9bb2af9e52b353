"""Labels in the theme's tones."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui import theme


def words(text: str, tone: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """Make a label. Tones: title heading strong muted small label figure huge error trouble waiting good
    accent chip, and the pills tag tag-good tag-waiting tag-trouble tag-plain. Plain text always.
    """
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("tone", tone)
    return made


def set_tone(target: QLabel, tone: str) -> None:
    """Change the tone of a label that is shown already."""
    theme.mark(target, "tone", tone)


def rule(parent: QWidget | None = None) -> QFrame:
    """Make a thin horizontal line."""
    made = QFrame(parent)
    made.setProperty("part", "rule")
    return made
