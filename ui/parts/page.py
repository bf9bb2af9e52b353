"""The base of every page: a heading, a banner for trouble, a body; reads, tells and hears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.changes import ChangeSet
from ui import wording
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.words import words


@dataclass(frozen=True)
class KeyAction:
    """A key of a page: shown at the foot of the window, pressed there or on the keyboard."""

    key: str
    text: str
    slot: Callable[[], None]
    rank: int = 1
    """Where the foot is narrow, 2 is left out first and 0 never; keys of one rank go from the right."""


class Page(QWidget):
    """One task on one page.

    A page sets ``tables`` to the tables it shows and writes ``_build``, ``_connect`` and ``refresh``.
    It puts its parts into ``body`` and small buttons into ``head``. ``refresh`` is called when the page is
    shown and whenever one of its tables changed; it asks ``background.read`` and shows what comes home.

    Signals:
        said: Something was done. Carries the sentence and whether Ctrl+Z takes it back.
        page_requested: Another page shall be shown. Carries its name in PAGES and a key or "".
        keys_changed: The keys of the page are others now.
    """

    tables: ClassVar[tuple[str, ...]] = ()

    said = Signal(str, bool)
    page_requested = Signal(str, str)
    keys_changed = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.background = background
        self._is_stale = True
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self._title = words(self.title(), "title", self)
        self._subtitle = words("", "muted", self)
        self.head.addWidget(self._title)
        self.head.addSpacing(8)
        self.head.addWidget(self._subtitle)
        self.head.addStretch(1)
        column.addLayout(self.head)
        self.banner = Banner(self)
        column.addWidget(self.banner)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        background.changed.connect(self._on_changed)

    def title(self) -> str:
        """Give the heading, translated."""
        return ""

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the page as it stands."""
        return ()

    def refresh(self) -> None:
        """Read again what the page shows."""

    def open_record(self, key: str) -> None:
        """Show a record another page sent the person to."""

    def take_focus(self) -> None:
        """Put the focus where work begins on this page."""
        self.setFocus()

    def search(self, text: str) -> None:
        """Show what fits a text typed into the search box of the frame."""

    def needs(self, changes: ChangeSet) -> bool:
        """Tell whether a change concerns this page."""
        return changes.touches(*self.tables)

    def set_subtitle(self, text: str) -> None:
        """Show a short sentence beside the heading."""
        self._subtitle.setText(text)

    def show_trouble(self, error: Exception) -> None:
        """Show why something could not be; what was typed stays."""
        self.banner.say(wording.sentence(error), Tint.TROUBLE)

    def clear_trouble(self) -> None:
        """Take the banner away."""
        self.banner.hide()

    def heightForWidth(self, width: int) -> int:
        """Ask for the least height that squeezes nothing: the frame scrolls only below it."""
        return self._column.totalMinimumHeightForWidth(width)

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while the page was not seen."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def _on_changed(self, changes: ChangeSet) -> None:
        if not self.needs(changes):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True
