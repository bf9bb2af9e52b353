"""Python's garbage is swept on the window's thread alone.

The collector runs in whichever thread happens to make the next object. When that is a reader and the garbage
holds widgets, Qt's objects die away from the window's thread and the program falls. So the collector's own
timing is switched off, and a timer of the window sweeps by its thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

SWEEP_EVERY_MS = 1000


class Sweeping(QObject):
    """Sweeps for as long as it lives; made once, on the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        # What is there at the start stays to the end; it need not be looked through again and again.
        gc.freeze()
        self._timer = QTimer(self, interval=SWEEP_EVERY_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Collect the oldest generation whose threshold is reached."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return
