"""Screens that come and go, and windows that keep to theirs: the call display, the rating screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_SETTLE_MS = 300
"""A screen that is plugged in announces itself several times while it finds its size."""


@dataclass(frozen=True)
class ScreenFacts:
    """A screen. ``key`` names the same piece of glass again after it was unplugged."""

    key: str
    is_primary: bool


class Screens(QObject):
    """Whatever knows the screens of the computer.

    Signals:
        changed: A screen came, went, or has another size.
    """

    changed = Signal()

    def every(self) -> tuple[ScreenFacts, ...]:
        """List the screens that are there."""
        raise NotImplementedError

    def put(self, window: QWidget, key: str) -> None:
        """Show a window full screen on a screen."""
        raise NotImplementedError


class QtScreens(Screens):
    """The screens Qt sees."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._on_added)
        app.screenRemoved.connect(self.changed)
        app.primaryScreenChanged.connect(self.changed)
        for screen in app.screens():
            screen.geometryChanged.connect(self.changed)

    def every(self) -> tuple[ScreenFacts, ...]:
        """List the screens that are there."""
        primary = QGuiApplication.primaryScreen()
        return tuple(ScreenFacts(key_of(screen), screen is primary) for screen in QGuiApplication.screens())

    def put(self, window: QWidget, key: str) -> None:
        """Show a window full screen on a screen."""
        for screen in QGuiApplication.screens():
            if key_of(screen) == key:
                window.setScreen(screen)
                window.setGeometry(screen.geometry())
                window.showFullScreen()
                return

    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self.changed)
        self.changed.emit()


class ScreenSeat(QObject):
    """Keeps a second window on its own screen: away while the screen is away, back when it is back.

    Signals:
        settled: The window is on a screen. Carries the screen's key, to be remembered.
    """

    settled = Signal(str)

    def __init__(self, window: QWidget, screens: Screens, remembered: str) -> None:
        super().__init__(window)
        self._window = window
        self._screens = screens
        self._key = remembered
        self._is_wanted = False
        self._calm = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._calm.timeout.connect(self._on_calm)
        screens.changed.connect(self._on_changed)

    def take(self, *, any_screen: bool = True) -> bool:
        """Show the window on its screen; tells whether there is one.

        ``any_screen``: where the remembered screen is not there, take another second screen instead.
        """
        self._is_wanted = True
        key = self._target(any_screen=any_screen)
        if key:
            self._settle(key)
        return bool(key)

    def give_up(self) -> None:
        """Leave the window closed, whatever is plugged in."""
        self._is_wanted = False
        self._calm.stop()

    def _target(self, *, any_screen: bool) -> str:
        others = [screen.key for screen in self._screens.every() if not screen.is_primary]
        if self._key in others:
            return self._key
        return others[0] if others and (any_screen or not self._key) else ""

    def _settle(self, key: str) -> None:
        self._screens.put(self._window, key)
        self._key = key
        self.settled.emit(key)

    def _on_changed(self) -> None:
        if not self._is_wanted:
            return
        if self._window.isFullScreen() and not self._target(any_screen=False):
            # At once: otherwise the system would move it over the work of whoever sits here.
            self._window.hide()
        self._calm.start()

    def _on_calm(self) -> None:
        key = self._target(any_screen=False)
        if self._is_wanted and key:
            self._settle(key)


def key_of(screen: QScreen) -> str:
    """Name a screen by its maker and serial number, or by its socket where it has none."""
    serial = screen.serialNumber()
    return f"{screen.manufacturer()} {screen.model()} {serial}".strip() if serial else screen.name()
