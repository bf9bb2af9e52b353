"""Pictures of every page and of rooms at work with the sample hall's data, in both themes and two sizes."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import Settings
from ui import sample_story, sample_terminal, theme
from ui.room_scenes import RoomScenes, Scene
from ui.shell.first_start import FirstStartPage
from ui.shell.language import Language
from ui.shell.sign_in import SignInPage
from ui.tour import Tour

SIZES = (QSize(1366, 768), QSize(1920, 1080))
MODES = ("light", "dark")


def draw(app: QApplication, folder: Path, language: str) -> int:
    """Write a PNG for each page, theme and size into a folder; 0 when done."""
    folder.mkdir(parents=True, exist_ok=True)
    speaking = Language()
    speaking.speak(language)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        terminal = sample_terminal.opened(Path(home) / "home", Settings())
        sample_story.tell(terminal)
        try:
            for mode in MODES:
                theme.apply(app, theme.Theme(theme.mode_named(mode), 1.0))
                theme.load_rare_characters()
                for size in SIZES:
                    _Album(app, terminal, folder, mode, size, language).fill()
        finally:
            terminal.close()
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}\n")
    return 0


class _Album:
    """The pictures of one theme at one size."""

    def __init__(
        self,
        app: QApplication,
        terminal: sample_terminal.SampleTerminal,
        folder: Path,
        mode: str,
        size: QSize,
        language: str,
    ) -> None:
        self._app = app
        self._terminal = terminal
        self._folder = folder
        self._tail = f"{mode}-{size.width()}x{size.height()}"
        self._size = size
        self._language = language

    def fill(self) -> None:
        """Draw the doors of the program, then every page, then the rooms at work."""
        self._draw_doors()
        frame = self._terminal.frame(self._language)
        frame.resize(self._size)
        frame.show()
        self._frame: QWidget = frame
        self._shown: QWidget = frame
        rooms = RoomScenes(self._app, self._terminal, frame, self._size)
        more = [(scene.name, partial(self._show, scene)) for scene in rooms.scenes()]
        Tour(frame, self._terminal.background, self._on_page, more).walk()
        frame.close()
        frame.deleteLater()

    def _show(self, scene: Scene) -> None:
        self._shown = scene.show()

    def _draw_doors(self) -> None:
        hall = self._terminal.counter.catalogue.hall()
        windows = [(w.id, f"{w.number}  {w.name}") for w in self._terminal.counter.catalogue.windows()]
        door = SignInPage(self._language)
        door.show_ready(hall.name if hall else "", True, windows, windows[0][0])
        for name, page in (("sign-in", door), ("first-start", FirstStartPage(self._language))):
            page.resize(self._size)
            page.show()
            self._keep(name, page)
            page.close()

    def _on_page(self, name: str) -> None:
        self._keep(name, self._shown)
        if self._shown is not self._frame:
            self._shown.close()
            self._shown.deleteLater()
            self._shown = self._frame

    def _keep(self, name: str, part: QWidget) -> None:
        part.grab().save(str(self._folder / f"{name}-{self._tail}.png"))
