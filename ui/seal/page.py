"""The hall's seal: whose certificate seals and until when, its keys, and what takes its place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.security.actors import Actor
from ui import theme
from ui.parts.background import Background
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.page import KeyAction, Page
from ui.parts.upright import UprightArea
from ui.seal.doors import SealDoors, SealRead, Wish, read_seal
from ui.seal.looking import KeysSection, StandingSection
from ui.seal.sections import BoughtSection, OwnSection, SealSection, StampSection, TokenSection

SEAL_LANE = "seal"
"""pyHanko is loaded there at the first look, so that neither readers nor the writer wait for it."""
_LEFT = 240


class SealPage(Page):
    """A digit opens a section, Esc goes back to the list; what ends something is asked twice."""

    tables = ("hall_key",)

    def __init__(
        self, doors: SealDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._asking: SealSection | None = None
        self._wish: Wish | None = None
        self.list = ChoiceList(self)
        self._card = Card(parent=self)
        self._stack = QStackedWidget(self)
        self.sections: dict[str, SealSection] = {
            "standing": StandingSection(doors.zone, self),
            "keys": KeysSection(doors.zone, self),
            "bought": BoughtSection(self),
            "token": TokenSection(self),
            "own": OwnSection(self),
            "stamps": StampSection(self),
        }
        self._titles = {
            "standing": self.tr("How it stands"),
            "keys": self.tr("Keys"),
            "bought": self.tr("Bought certificate"),
            "token": self.tr("Token"),
            "own": self.tr("The hall's own"),
            "stamps": self.tr("Time stamps"),
        }
        self._build()
        self._connect()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Seal")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        return (KeyAction("Ctrl+S", self.tr("Key card for checkers"), self._on_card),)

    def refresh(self) -> None:
        """Read how the seal stands."""
        self.background.on_lane(SEAL_LANE, self, partial(read_seal, self._doors), self._on_read)

    def take_focus(self) -> None:
        """Begin in the list of sections."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.take_focus()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.set_subtitle(self.tr("What this terminal seals contracts with"))
        self.list.setFixedWidth(theme.px(_LEFT))
        self.list.show_choices([Choice(key, title) for key, title in self._titles.items()])
        for section in self.sections.values():
            self._stack.addWidget(UprightArea(section, self))
        self._card.body.addWidget(self._stack, 1)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.list)
        line.addWidget(self._card, 1)
        self.body.addLayout(line, 1)
        self._show_section(next(iter(self.sections)))

    def _connect(self) -> None:
        self.list.moved.connect(self._show_section)
        self.list.chosen.connect(self._on_chosen)
        for section in self.sections.values():
            section.wanted.connect(self._on_wanted)

    def _show_section(self, key: str) -> None:
        if key in self.sections:
            self._stack.setCurrentIndex(list(self.sections).index(key))
            self._card.set_title(self._titles[key])

    def _on_chosen(self, key: str) -> None:
        self._show_section(key)
        self.sections[key].begin()

    def _on_card(self) -> None:
        keys = self.sections["keys"]
        if isinstance(keys, KeysSection):
            keys.choose_place()

    def _on_read(self, read: SealRead) -> None:
        for section in self.sections.values():
            section.show_read(read)

    def _on_wanted(self, wish: Wish) -> None:
        if self._wish is not None:
            return
        self.clear_trouble()
        section = self.sender()
        self._asking = section if isinstance(section, SealSection) else None
        self._wish = wish
        job = partial(wish.job, self._doors, self._actor)
        self.background.on_lane(SEAL_LANE, self, job, self._on_done, self._on_refused)

    def _on_done(self, outcome: object) -> None:
        wish, section = self._wish, self._asking
        self._wish = self._asking = None
        if section is not None:
            section.finish()
        if wish is not None:
            self.said.emit(wish.said, False)
        self.refresh()

    def _on_refused(self, error: Exception) -> None:
        section, self._wish, self._asking = self._asking, None, None
        if section is None or not section.show_refusal(error):
            self.show_trouble(error)
