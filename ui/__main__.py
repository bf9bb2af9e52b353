"""The window of the counter. Painted first; the data are opened behind it, never on the window's thread."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.kernel.clock import SystemClock
from app.kernel.identity import masked_name
from app.security.actors import Actor
from app.settings import Settings, load, usual_home
from ui import theme, wording
from ui.parts.background import Background
from ui.parts.sweeping import Sweeping
from ui.shell.first_start import FirstStartPage, FoundingWish
from ui.shell.frame import Frame, Place
from ui.shell.language import Language
from ui.shell.lock import LockScreen
from ui.shell.sign_in import SignInPage
from ui.shell.stage import Stage

log = logging.getLogger(__name__)

NO_DISPLAY = (
    "Guitai needs a display and found none (neither DISPLAY nor WAYLAND_DISPLAY is set). "
    "Without one, `scripts/run demo` walks the whole journey headless."
)


class Terminal(QObject):
    """From the first paint to the last: opens the data, lets people in and out, locks and unlocks.

    Signals:
        progressed: A step of the founding is done. Carries how many, of how many.
    """

    progressed = Signal(int, int)

    def __init__(self, app: QApplication, home: Path, language: str, *, is_kiosk: bool = False) -> None:
        super().__init__()
        self._app = app
        self._home = home
        self._is_kiosk = is_kiosk
        self._settings, self._settings_trouble = load(home)
        self._tongue = language or self._settings.language
        self._language = Language()
        self.background = Background(self)
        self.stage = Stage()
        self._counter: Any = None
        self._pages: Any = None
        self._keeper: Any = None
        self._windows: list[tuple[str, str]] = []
        self._hall = ("", False)
        self._actor: Actor | None = None
        self._frame: Frame | None = None
        self._lock: LockScreen | None = None
        self.progressed.connect(self._on_progress)

    def start(self) -> None:
        """Show the sign-in page, then open the data behind it."""
        self._dress()
        self._show_sign_in()
        self.stage.show()
        QTimer.singleShot(0, self._open)

    def close(self) -> None:
        """Finish what runs and close the data."""
        self.background.close()
        if self._counter is not None:
            self._counter.close()

    def show_trouble(self, error: Exception) -> None:
        """Say what a job could not do that no page asked for."""
        if self._frame is not None:
            self._frame.say(wording.sentence(error))
        else:
            log.error("%s", wording.sentence(error))

    def _dress(self) -> None:
        self._language.speak(self._tongue)
        theme.apply(self._app, look_of(self._settings))

    def _open(self) -> None:
        theme.load_rare_characters()
        self.background.write(self, _Opening(self._home), self._on_opened, self._on_blocked)

    def _on_opened(self, opened: tuple[Any, Any]) -> None:
        self._counter, self._pages = opened
        self._keeper = self._pages.SettingsKeeper(self._counter)
        self.background.follow(self._counter.store.listen)
        self._look_around()

    def _on_blocked(self, error: Exception) -> None:
        page = self.stage.shown()
        if isinstance(page, SignInPage):
            page.show_blocked(error)

    def _look_around(self) -> None:
        self.background.read(self, _LookingAround(self._counter), self._on_looked)

    def _on_looked(self, seen: tuple[Any, list[tuple[int, str, str, str]]]) -> None:
        hall, windows = seen
        if hall is None:
            self._show_first_start()
            return
        english = self._tongue == "en"
        self._hall = ((hall.name_en if english else "") or hall.name, hall.is_sample)
        self._windows = [
            (key, f"{number}  {(en if english else '') or name}") for number, name, en, key in windows
        ]
        page = self.stage.shown()
        if not isinstance(page, SignInPage):
            page = self._show_sign_in()
        page.show_ready(*self._hall, self._windows, self._windows[0][0] if self._windows else "")
        if self._settings_trouble is not None:
            page.show_note(
                self.tr(
                    "The settings file was damaged and is kept as {0}; usual settings are in force."
                ).format(self._settings_trouble.kept_as)
            )

    def _show_sign_in(self) -> SignInPage:
        page = SignInPage(self._tongue)
        page.sign_in_requested.connect(self._on_sign_in)
        page.language_chosen.connect(self._on_language)
        page.theme_chosen.connect(self._on_theme)
        self._frame = self._lock = None
        self.stage.put_on(page)
        return page

    def _show_first_start(self) -> None:
        page = FirstStartPage(self._tongue)
        page.found_requested.connect(self._on_found)
        page.language_chosen.connect(self._on_language)
        self.stage.put_on(page)

    def _on_found(self, wish: FoundingWish) -> None:
        page = self.stage.shown()
        if isinstance(page, FirstStartPage):
            job = _FoundingJob(self._counter.founding, wish, self.progressed.emit)
            self.background.write(page, job, self._on_founded, page.show_refusal)

    def _on_progress(self, done: int, total: int) -> None:
        page = self.stage.shown()
        if isinstance(page, FirstStartPage):
            page.show_progress(done, total)

    def _on_founded(self, outcome: object) -> None:
        self._look_around()

    def _on_sign_in(self, login: str, password: str, window: str) -> None:
        page = self.stage.shown()
        if isinstance(page, SignInPage):
            job = _SigningIn(self._counter.accounts, login, password, window or None)
            self.background.write(page, job, self._on_signed_in, page.show_refusal)

    def _on_signed_in(self, outcome: Any) -> None:
        self._actor = outcome.value
        self._show_frame()

    def _show_frame(self) -> None:
        actor = self._actor
        if actor is None:
            return
        if self._is_kiosk:
            service = importlib.import_module("ui.self_service").SelfService
            seat = service(self.stage, self._counter, self.background, actor, self._language)
            seat.left.connect(self._dress)
            seat.left.connect(self._on_sign_out)
            return
        window = dict(self._windows).get(actor.window_id or "", "")
        place = Place(
            self._hall[0], window, masked_name(actor.name), wording.label(actor.role), self._hall[1]
        )
        frame = Frame(place, SystemClock(), self._settings.zone)
        self._pages.fill(frame, self._counter, self.background, actor, self._keeper, self._on_look)
        frame.lock_requested.connect(self._on_lock)
        self._frame = frame
        self.stage.put_on(frame)

    def _on_lock(self) -> None:
        if self._lock is not None or self._actor is None:
            return
        self._lock = LockScreen(masked_name(self._actor.name))
        self._lock.unlock_requested.connect(self._on_unlock)
        self._lock.sign_out_requested.connect(self._on_sign_out)
        self.stage.cover(self._lock)
        self._lock.take_focus()

    def _on_unlock(self, password: str) -> None:
        if self._lock is not None:
            job = _Unlocking(self._counter.accounts, self._actor, password)
            self.background.write(self._lock, job, self._on_unlocked, self._lock.show_refusal)

    def _on_unlocked(self, outcome: object) -> None:
        self._lock = None
        self.stage.uncover()

    def _on_sign_out(self) -> None:
        if self._actor is not None:
            job = _SigningOut(self._counter, self._actor)
            self.background.write(self, job)
        self._actor = None
        self._show_sign_in()
        self._look_around()

    def _on_look(self, settings: Settings) -> None:
        page = self._frame.current_name() if self._frame is not None else ""
        self._settings, self._tongue = settings, settings.language
        self._dress()
        self._show_frame()
        if self._frame is not None and page:
            self._frame.open_page(page)

    def _on_language(self, code: str) -> None:
        self._tongue = code
        self._keep_look({"language": code})
        self._language.speak(code)
        if isinstance(self.stage.shown(), FirstStartPage):
            self._show_first_start()
            return
        self._show_sign_in()
        if self._counter is not None:
            self._look_around()

    def _on_theme(self, mode: str) -> None:
        self._keep_look({"theme": mode})
        theme.apply(self._app, theme.Theme(theme.mode_named(mode), theme.current().text_scale))

    def _keep_look(self, changes: dict[str, str]) -> None:
        if self._keeper is not None:
            self.background.write(self, _Keeping(self._keeper, changes), self._on_kept)

    def _on_kept(self, settings: Settings) -> None:
        self._settings = settings


class _Opening:
    """Opens the data. Here and nowhere else the heavy half of the program is loaded, away from the window."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __call__(self) -> tuple[Any, Any]:
        counter = importlib.import_module("app.counter").open_counter(self._home)
        pages = importlib.import_module("ui.pages")
        counter.start()
        return counter, pages


class _LookingAround:
    """Reads the hall and its windows."""

    def __init__(self, counter: Any) -> None:
        self._catalogue = counter.catalogue

    def __call__(self) -> tuple[Any, list[tuple[int, str, str, str]]]:
        hall = self._catalogue.hall()
        return hall, [(w.number, w.name, w.name_en, w.id) for w in self._catalogue.windows()]


class _FoundingJob:
    """Makes the hall somebody wished for."""

    def __init__(self, founding: Any, wish: FoundingWish, on_progress: Callable[[int, int], None]) -> None:
        self._founding = founding
        self._wish = wish
        self._on_progress = on_progress

    def __call__(self) -> object:
        kinds, wish = importlib.import_module("app.founding"), self._wish
        admin = kinds.AdminEntry(wish.admin_name, wish.login, wish.password)
        if wish.is_sample:
            return self._founding.found_sample(admin, self._on_progress)
        plan = kinds.HallPlan(wish.hall_name, wish.windows, wish.rooms)
        return self._founding.found_hall(plan, admin, self._on_progress)


class _SigningIn:
    """Lets somebody in."""

    def __init__(self, accounts: Any, login: str, password: str, window: str | None) -> None:
        self._accounts = accounts
        self._typed = (login, password, window)

    def __call__(self) -> object:
        return self._accounts.sign_in(*self._typed)


class _Unlocking:
    """Lets the same person back."""

    def __init__(self, accounts: Any, actor: Actor | None, password: str) -> None:
        self._accounts = accounts
        self._typed = (actor, password)

    def __call__(self) -> object:
        return self._accounts.unlock(*self._typed)


class _SigningOut:
    """Notes that somebody left the program, and the window they were on duty at."""

    def __init__(self, counter: Any, actor: Actor) -> None:
        self._counter = counter
        self._actor = actor

    def __call__(self) -> object:
        self._counter.duty.leave(self._actor)
        return self._counter.accounts.sign_out(self._actor)


class _Keeping:
    """Saves settings."""

    def __init__(self, keeper: Any, changes: dict[str, str]) -> None:
        self._keeper = keeper
        self._changes = changes

    def __call__(self) -> Settings:
        saved: Settings = self._keeper.save(self._changes)
        return saved


def look_of(settings: Settings) -> theme.Theme:
    """Read the look from the settings."""
    return theme.Theme(theme.mode_named(settings.theme), settings.text_scale)


def has_display() -> bool:
    """Tell whether a window can be shown."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def made_application(arguments: Sequence[str]) -> QApplication:
    """Make the application, with every point of a pen delivered (contracts.md 6)."""
    for attribute in (
        Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents,
        Qt.ApplicationAttribute.AA_CompressTabletEvents,
    ):
        QApplication.setAttribute(attribute, False)
    app = QApplication(list(arguments))
    app.setApplicationName("Guitai")
    Sweeping(app)
    return app


def note_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write a bug of the window's own thread to the log under a reference; the program goes on."""
    log.critical("fault %s in the window", secrets.token_hex(3).upper(), exc_info=(kind, error, trace))


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; 2 where there is no display."""
    parser = argparse.ArgumentParser(prog="guitai", description="Counter of a technology market's hall.")
    parser.add_argument("--home", type=Path, help="folder of the data")
    parser.add_argument("--language", choices=("zh_CN", "en"), default="", help="speak this language today")
    parser.add_argument("--screenshots", type=Path, metavar="DIR", help="draw every page into a folder")
    parser.add_argument("--self-test", action="store_true", help="draw every page, print once; 0 if well")
    parser.add_argument("--display", action="store_true", help="be the hall's call display, and nothing else")
    parser.add_argument("--kiosk", action="store_true", help="give numbers to visitors, once signed in")
    parser.add_argument("--door", metavar="ROOM_NUMBER", help="be the panel beside that room's door")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if not has_display():
        sys.stderr.write(NO_DISPLAY + "\n")
        return 2
    sys.excepthook = note_bug
    app = made_application(sys.argv[:1])
    # Neither is loaded where nobody asks for it.
    if chosen.self_test:
        return int(importlib.import_module("ui.self_test").run(app))
    if chosen.screenshots is not None:
        drawing = importlib.import_module("ui.pictures")
        return int(drawing.draw(app, chosen.screenshots, chosen.language or "zh_CN"))
    home = chosen.home or usual_home()
    if chosen.display or chosen.door:
        return int(importlib.import_module("ui.unattended").run(app, home, chosen.language, chosen.door))
    terminal = Terminal(app, home, chosen.language, is_kiosk=chosen.kiosk)
    terminal.start()
    status = app.exec()
    terminal.close()
    return status


if __name__ == "__main__":
    raise SystemExit(main())
