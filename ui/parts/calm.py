"""Keeps a late press from hitting what it was not meant for."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QElapsedTimer

CALM_MS = 300
"""Nobody reads a new number and answers it sooner than this."""


class Calm:
    """Knows for how long something has stood on the screen as it stands."""

    def __init__(self, span_ms: int = CALM_MS) -> None:
        self._span_ms = span_ms
        self._seen: Hashable = None
        self._since = QElapsedTimer()

    def see(self, shown: Hashable) -> None:
        """Note what is shown now; the time begins anew when it is something else."""
        if shown != self._seen:
            self._seen = shown
            self._since.start()

    def is_over(self) -> bool:
        """Tell whether it has stood long enough to have been read."""
        return not self._since.isValid() or self._since.elapsed() >= self._span_ms
