"""A walk through all pages of a frame, and what else is to be seen, waiting at each until it has settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEventLoop, QObject, QTimer

from ui.parts.background import Background
from ui.shell.frame import Frame

TICK_MS = 30
QUIET_TICKS = 12
"""A page has settled when nothing came home for so many ticks; answers may ask further questions."""


class Tour(QObject):
    """Opens page after page; nothing of it runs where nobody asked for pictures or a self-test."""

    def __init__(
        self,
        frame: Frame,
        background: Background,
        on_page: Callable[[str], None],
        more: Iterable[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        super().__init__(frame)
        self._background = background
        self._on_page = on_page
        pages = [(name, partial(frame.open_page, name)) for name in frame.names()]
        self._stops: list[tuple[str, Callable[[], object]]] = [*pages, *more]
        self._quiet = 0
        self._loop = QEventLoop(self)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def walk(self) -> None:
        """Show every page once, then what else there is; returns when the last has been told."""
        self._open_next()
        self._timer.start()
        self._loop.exec()

    def _open_next(self) -> None:
        if not self._stops:
            self._timer.stop()
            self._loop.quit()
            return
        self._quiet = 0
        self._stops[0][1]()

    def _on_tick(self) -> None:
        self._quiet = self._quiet + 1 if self._background.is_idle() else 0
        if self._quiet >= QUIET_TICKS:
            self._on_page(self._stops.pop(0)[0])
            self._open_next()
