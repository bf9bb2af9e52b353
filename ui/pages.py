"""The pages of the rail, in order, and what each is given. A new page is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QTimer

from app.counter import Counter
from app.kernel.changes import ChangeSet
from app.kernel.clock import SECOND
from app.kernel.errors import FieldRefused
from app.security.actors import Actor, Permission
from app.settings import Settings
from app.sync.status import Mode
from ui.parts.background import Background
from ui.parts.page import Page
from ui.shell.frame import Frame, PageSlot
from ui.shell.settings_page import SettingsPage, SettingValue
from ui.shell.status_line import Centre, Status

_STATUS_EVERY_MS = 5000
_CENTRES = {
    Mode.STANDALONE: Centre.STANDALONE,
    Mode.IN_STEP: Centre.IN_STEP,
    Mode.BEHIND: Centre.SENDING,
    Mode.OFFLINE: Centre.OFFLINE,
    Mode.TROUBLE: Centre.DECISION,
}
_STATUS_TABLES = ("ticket", "print_job", "sync_state", "outbox")


@dataclass(frozen=True)
class Rig:
    """What pages are made from; a page is handed the few services it needs, never the rig."""

    counter: Counter
    background: Background
    actor: Actor
    settings: SettingsKeeper
    on_look: Callable[[Settings], None]


@dataclass(frozen=True)
class PageEntry:
    """A line of the table: name, words in the rail, icon, how it is made, whose it is (None: everybody's)."""

    name: str
    title: object
    icon: str
    make: Callable[[Rig], Page]
    permission: Permission | None = None


class SettingsKeeper:
    """The settings in force, and their saving."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._settings = counter.settings

    def values(self) -> Settings:
        """Give what is in force."""
        return self._settings

    def save(self, changes: Mapping[str, SettingValue]) -> Settings:
        """Write changes; refuses with FieldRefused when a value is not allowed."""
        wanted = replace(self._settings, **changes)  # type: ignore[arg-type]
        try:
            self._counter.save_settings(wanted)
        except ValueError as error:
            raise FieldRefused("settings", "wrong_form", str(error)) from error
        self._settings = wanted
        return wanted


def _settings(rig: Rig) -> Page:
    page = SettingsPage(rig.settings, rig.background)
    page.look_changed.connect(rig.on_look)
    return page


PAGES: tuple[PageEntry, ...] = (
    PageEntry("settings", QT_TRANSLATE_NOOP("Pages", "Settings"), "settings", _settings),
)


def fill(
    frame: Frame,
    counter: Counter,
    background: Background,
    actor: Actor,
    settings: SettingsKeeper,
    on_look: Callable[[Settings], None],
) -> None:
    """Put the pages an actor may use into a frame and show the first."""
    rig = Rig(counter, background, actor, settings, on_look)
    for entry in PAGES:
        if entry.permission is None or actor.may(entry.permission):
            title = QCoreApplication.translate("Pages", str(entry.title))
            frame.add_page(PageSlot(entry.name, title, entry.icon, _Maker(entry, rig)))
    StatusFeed(frame, counter, background)
    if frame.names():
        frame.open_page(frame.names()[0])


@dataclass(frozen=True)
class _Maker:
    """Makes a page when it is first opened."""

    entry: PageEntry
    rig: Rig

    def __call__(self) -> Page:
        return self.entry.make(self.rig)


class StatusFeed(QObject):
    """Reads what the last line shows: every five seconds, and when something of it changed."""

    def __init__(self, frame: Frame, counter: Counter, background: Background) -> None:
        super().__init__(frame)
        self._frame = frame
        self._counter = counter
        self._background = background
        self._timer = QTimer(self)
        self._timer.setInterval(_STATUS_EVERY_MS)
        self._timer.timeout.connect(self._ask)
        background.changed.connect(self._on_changed)
        self._timer.start()
        self._ask()

    def show_trouble(self, error: Exception) -> None:
        """Leave the line to say since when nothing was heard."""

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches(*_STATUS_TABLES):
            self._ask()

    def _ask(self) -> None:
        self._background.read(self, _StatusJob(self._counter), self._frame.show_status)


@dataclass(frozen=True)
class _StatusJob:
    """Reads the status on a reader."""

    counter: Counter

    def __call__(self) -> Status:
        now = self.counter.store.clock.now()
        day = self.counter.queue.count()
        sync = self.counter.sync.status()
        longest = now - day.longest_wait_s * SECOND if day.waiting else None
        return Status(
            read_at=now,
            waiting=day.waiting,
            longest_since=longest,
            prints=self.counter.spool.waiting_count(),
            centre=_CENTRES[sync.mode],
            unsent=sync.waiting,
            oldest_at=sync.oldest_unsent_at,
            in_step_at=sync.last_success_at,
            decisions=sync.refused,
        )
