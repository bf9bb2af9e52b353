"""A booking dragged over a full day of forty rooms: a frame, against the bare copy of a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.rooms.full_day import full_scene
from tests.rooms.small_hall import at
from ui import theme
from ui.rooms.timeline import Timeline

ROOMS, EACH = 40, 50
WIDTH, HEIGHT = 1600, 1700
FRAMES = 200


class _Copy(QWidget):
    """Paints a picture as large as the timeline, and nothing else."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self._picture = picture
        self.resize(picture.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, self._picture)


def frames() -> tuple[Iterator[Callable[[], None]], Iterator[Callable[[], None]]]:
    """Give the frames of a drag over two thousand bookings, and as many of the bare copy."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, theme.Theme())
    timeline = Timeline()
    timeline.resize(WIDTH, HEIGHT)
    timeline.show_day(full_scene(ROOMS, EACH))
    timeline.show()
    return _dragged(timeline), _copied(timeline.grab())


def _dragged(timeline: Timeline) -> Iterator[Callable[[], None]]:
    grid = timeline.grid()
    assert grid is not None
    start = QPoint(round(grid.x_of(at(8, 5))), round(grid.top + 0.5 * grid.row_height))
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, FRAMES + 1):
        yield partial(_frame, timeline, start + QPoint(step * 7 % (WIDTH - 400), step * 13 % (HEIGHT - 300)))
    assert timeline.against(), "nothing was dragged"


def _frame(timeline: Timeline, to: QPoint) -> None:
    QTest.mouseMove(timeline, to)
    timeline.grab()


def _copied(picture: QPixmap) -> Iterator[Callable[[], None]]:
    copy = _Copy(picture)
    copy.show()
    for _ in range(FRAMES):
        yield partial(_grabbed, copy)


def _grabbed(widget: QWidget) -> None:
    # Painted for certain: where there is no screen, a mere repaint paints nothing.
    widget.grab()
