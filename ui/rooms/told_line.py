"""Words below the timeline, in full where its bars have no room: one line, two where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import theme

_NARROW = 600


class ToldLine(QLabel):
    """Keeps its height whatever it says, so that nothing moves; what is cut stands in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", "small")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def words(self) -> str:
        """Give the whole text."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut again at the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        lines = 2 if self.width() < theme.px(_NARROW) else 1
        self.setFixedHeight(metrics.lineSpacing() * lines + 4)
        # A line may end early where a long word does not fit any more.
        spared = metrics.averageCharWidth() * 6 * (lines - 1)
        room = self.width() * lines - spared
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, max(room, 0)))
