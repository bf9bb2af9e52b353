"""The two halves of the rooms' page; where letters are large one of them gives way to the other."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.rooms.hall_view import HallView, View
from ui.rooms.right_side import RightSide

_BOTH = 900


class Halves(QWidget):
    """The hall, and the right side beside it.

    Where there is no width for both, week and month take all of it while the keys are in the hall, until the
    right side is called; a series, or several rooms at once, takes all of it while it is typed.
    """

    def __init__(self, hall: HallView, side: RightSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hall, self._side = hall, side
        self._is_looking = False
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(hall, 1)
        line.addWidget(side)
        hall.focused.connect(self._on_hall)
        hall.booking_opened.connect(self._on_side)
        hall.cancel_requested.connect(self._on_side)
        side.called.connect(self._on_side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look anew whether there is the width for both."""
        super().resizeEvent(event)
        self._arrange()

    def _on_hall(self) -> None:
        self._is_looking = True
        self._arrange()

    def _on_side(self) -> None:
        self._is_looking = False
        self._arrange()

    def _arrange(self) -> None:
        is_narrow = self.width() < theme.px(_BOTH)
        is_hall_alone = is_narrow and self._is_looking and self._hall.view() in (View.WEEK, View.MONTH)
        is_side_alone = is_narrow and not self._is_looking and self._side.wants_width()
        self._side.set_alone(is_alone=is_side_alone)
        self._side.setVisible(not is_hall_alone)
        self._hall.setVisible(not is_side_alone)
