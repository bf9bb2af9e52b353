"""A terminal nobody sits at: the call display, or the panel beside a room's door, on a computer of its own.

It has a data folder of its own, joined to the centre like every terminal; two programs never share one.
Nothing is kept but the store: a display or panel that dies shows the same when it is started again.
"""

from __future__ import annotations

import importlib
import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.settings import load
from ui import theme, wording
from ui.parts.background import Background
from ui.shell.language import Language

log = logging.getLogger(__name__)


class UnattendedTerminal(QObject):
    """Opens the data and shows one thing full screen; nobody signs in."""

    mode: theme.Mode = "dark"

    def __init__(self, app: QApplication, home: Path, language: str) -> None:
        super().__init__()
        self._app = app
        self._home = home
        self._counter: Any = None
        self.background = Background(self)
        settings, _ = load(home)
        self._language = Language()
        self._language.speak(language or settings.language)
        theme.apply(app, theme.Theme(self.mode, 1.0))

    def start(self) -> None:
        """Open the data behind the first paint."""
        QTimer.singleShot(0, self._open)

    def close(self) -> None:
        """Finish what runs and close the data."""
        self.background.close()
        if self._counter is not None:
            self._counter.close()

    def show_trouble(self, error: Exception) -> None:
        """Say why there is nothing to show, and end: whoever keeps the display starts it again."""
        log.error("%s", wording.sentence(error))
        QApplication.exit(1)

    def begin(self, counter: Any) -> None:
        """Show what this terminal is for."""
        raise NotImplementedError

    def _open(self) -> None:
        theme.load_rare_characters()
        self.background.write(self, _Opening(self._home), self._on_opened)

    def _on_opened(self, counter: Any) -> None:
        self._counter = counter
        self.background.follow(counter.store.listen)
        self.begin(counter)


class BoardTerminal(UnattendedTerminal):
    """``--display``: the board full screen, and the voice."""

    def begin(self, counter: Any) -> None:
        """Show the board."""
        pages, hall_side = (importlib.import_module(f"ui.{name}") for name in ("pages", "hall_side"))
        side = hall_side.HallSide(counter, self.background, pages.SettingsKeeper(counter), None, self)
        side.begin_as_board()
        log.info("the call display is open")


class DoorTerminal(UnattendedTerminal):
    """``--door``: the panel of one room. Light, since it hangs in a lit corridor."""

    mode = "light"

    def __init__(self, app: QApplication, home: Path, language: str, number: str) -> None:
        super().__init__(app, home, language)
        self._number = number
        self.panel: Any = None

    def begin(self, counter: Any) -> None:
        """Show the panel."""
        side = importlib.import_module("ui.door_side")
        self.panel = side.open_door(counter, self.background, self._number, self._app)
        log.info("the door panel is open")


class _Opening:
    """Opens the data and sets the lanes to work, away from the window."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __call__(self) -> Any:
        counter = importlib.import_module("app.counter").open_counter(self._home)
        importlib.import_module("ui.pages")
        counter.start()
        return counter


def run(app: QApplication, home: Path, language: str, door: str | None) -> int:
    """Be the panel of a room's door, or the call display, until the window is closed."""
    terminal = DoorTerminal(app, home, language, door) if door else BoardTerminal(app, home, language)
    terminal.start()
    status = app.exec()
    terminal.close()
    return status
