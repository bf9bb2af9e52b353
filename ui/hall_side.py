"""What the hall sees and hears of a terminal: the call display, the voice, the request for a rating."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt

from app.catalogue.queries import WindowRow
from app.counter import Counter
from app.settings import Settings
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
        self.rating = self._rating_screen() if kept.rating else None
        self._followed = kept
        self._voice: Voice | None = None

    def begin(self) -> None:
        """Open what the settings ask for, and speak for this terminal's window or for the whole hall."""
        if self._settings.values().display:
            self.display.open_when_there()
        if self.rating is not None:
            self.rating.open_when_there()
        self._background.read(self, self._counter.catalogue.windows, self._on_windows)

    def follow(self, settings: Settings) -> None:
        """Let the hall see and hear at once what is set now."""
        before, self._followed = self._followed, settings
        if settings.marquee != before.marquee:
            self.display.show_marquee(settings.marquee)
        if settings.display != before.display:
            self._show_display(settings.display)
        if settings.rating != before.rating:
            self._ask_for_ratings(settings.rating)
        if (settings.voice, settings.display) != (before.voice, before.display):
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

    def _show_display(self, is_wanted: bool) -> None:
        if is_wanted:
            # The clerk's keys stay with the settings.
            self.display.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, True)
            self.open_display()
            self.display.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        else:
            self.display.close()

    def _ask_for_ratings(self, is_wanted: bool) -> None:
        if self.rating is not None:
            self.rating.close()
            self.rating.deleteLater()
        self.rating = self._rating_screen() if is_wanted else None
        if self.rating is not None:
            self.rating.open_when_there()

    def _rating_screen(self) -> RatingScreen | None:
        """Make the screen of a window at work; None where nobody works at one."""
        if self._window_id is None:
            return None
        counter, screen = self._counter, self._settings.values().rating_screen
        doors = RatingDoors(counter.ratings_view, counter.ratings, counter.store.clock, self._window_id)
        made = RatingScreen(doors, self._background, self._screens, screen)
        made.seat.settled.connect(self._on_rating_settled)
        self.destroyed.connect(made.deleteLater)
        return made

    def _remember(self, name: str, screen: str) -> None:
        self._background.write(self, partial(self._settings.save, {name: screen}), later=True)

    def _on_windows(self, windows: tuple[WindowRow, ...]) -> None:
        # The terminal with the hall's display speaks for the hall; every other for its own window.
        own = frozenset(w.number for w in windows if w.id == self._window_id)
        speaks_for_all = self._settings.values().display
        if self._voice is not None:
            self._voice.end()
            self._voice = None
        if own or speaks_for_all:
            self._speak(frozenset() if speaks_for_all else own)

    def _speak(self, numbers: frozenset[int]) -> None:
        counter, wanted = self._counter, self._settings.values().voice
        speech, chime = (open_speech(self), open_chime(self)) if wanted else (None, None)
        rules, clock = counter.catalogue.rules, counter.store.clock
        doors = VoiceDoors(counter.queue, counter.queueing, clock, rules, numbers)
        self._voice = Voice(doors, self._background, speech, chime, self)
        self._voice.start()

    def _heard_at(self) -> int | None:
        """Tell when the centre was last heard; None without a centre. Runs on a reader."""
        status = self._counter.sync.status()
        return None if status.mode is Mode.STANDALONE else status.last_success_at
