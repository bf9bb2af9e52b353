"""What the hall sees and hears of a terminal: the call display, the voice, the request for a rating."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from app.catalogue.queries import WindowRow
from app.counter import Counter
from app.sync.status import Mode
from ui.parts.background import Background
from ui.parts.screens import QtScreens
from ui.queueing.chime import open_chime
from ui.queueing.display import CallDisplay, DisplayDoors, DisplayLook
from ui.queueing.voice import Voice, VoiceDoors, open_speech
from ui.ratings.rating_screen import RatingDoors, RatingScreen
from ui.shell.settings_page import SettingsDoor


class HallSide(QObject):
    """Second windows and the voice, of a window at work or of a terminal that is nothing but a display."""

    def __init__(
        self,
        counter: Counter,
        background: Background,
        settings: SettingsDoor,
        window_id: str | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._background = background
        self._settings = settings
        self._window_id = window_id
        self._screens = QtScreens(self)
        kept, clock = settings.values(), counter.store.clock
        doors = DisplayDoors(counter.queue, counter.catalogue, clock, self._heard_at)
        look = DisplayLook(kept.zone, kept.display_screen, kept.marquee)
        self.display = CallDisplay(doors, background, self._screens, look)
        self.display.seat.settled.connect(self._on_display_settled)
        self.destroyed.connect(self.display.deleteLater)
        self.rating: RatingScreen | None = None
        if kept.rating and window_id is not None:
            asking = RatingDoors(counter.ratings_view, counter.ratings, clock, window_id)
            self.rating = RatingScreen(asking, background, self._screens, kept.rating_screen)
            self.rating.seat.settled.connect(self._on_rating_settled)
            self.destroyed.connect(self.rating.deleteLater)

    def begin(self) -> None:
        """Open what the settings ask for, and speak for this terminal's window or for the whole hall."""
        if self._settings.values().display:
            self.display.open_when_there()
        if self.rating is not None:
            self.rating.open_when_there()
        self._background.read(self, self._counter.catalogue.windows, self._on_windows)

    def begin_as_board(self) -> None:
        """Be the hall's display and voice and nothing else, on whatever screen is here."""
        # A computer at the wall may have no window manager that makes a full-screen window fill it.
        self.display.setGeometry(self.display.screen().geometry())
        self.display.showFullScreen()
        self._speak(frozenset())

    def open_display(self) -> None:
        """Show the call display, or bring it to the front."""
        if self.display.isVisible():
            self.display.raise_()
        else:
            self.display.open_on_second_screen()

    def show_trouble(self, error: Exception) -> None:
        """Stay silent: calls are shown in any case."""

    def _on_display_settled(self, screen: str) -> None:
        if self._settings.values().display_screen != screen:
            self._remember("display_screen", screen)

    def _on_rating_settled(self, screen: str) -> None:
        if self._settings.values().rating_screen != screen:
            self._remember("rating_screen", screen)

    def _remember(self, name: str, screen: str) -> None:
        self._background.write(self, partial(self._settings.save, {name: screen}), later=True)

    def _on_windows(self, windows: tuple[WindowRow, ...]) -> None:
        # The terminal with the hall's display speaks for the hall; every other for its own window.
        own = frozenset(w.number for w in windows if w.id == self._window_id)
        speaks_for_all = self._counter.settings.display
        if own or speaks_for_all:
            self._speak(frozenset() if speaks_for_all else own)

    def _speak(self, numbers: frozenset[int]) -> None:
        counter, wanted = self._counter, self._counter.settings.voice
        speech, chime = (open_speech(self), open_chime(self)) if wanted else (None, None)
        rules, clock = counter.catalogue.rules, counter.store.clock
        doors = VoiceDoors(counter.queue, counter.queueing, clock, rules, numbers)
        Voice(doors, self._background, speech, chime, self).start()

    def _heard_at(self) -> int | None:
        """Tell when the centre was last heard; None without a centre. Runs on a reader."""
        status = self._counter.sync.status()
        return None if status.mode is Mode.STANDALONE else status.last_success_at
