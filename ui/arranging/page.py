"""The page of whoever arranges the rooms: a digit opens a section, Ctrl+S saves everything typed in any."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused
from app.rooms.arranging import Hit
from app.security.actors import Actor
from ui import theme
from ui.arranging.hours_section import HoursSection
from ui.arranging.other_sections import BlockingSection, StockSection
from ui.arranging.reading import ArrangingDoors, Hall, read_hall
from ui.arranging.removal import RemovalLine
from ui.arranging.room_section import RoomSection
from ui.arranging.rules_section import RulesSection
from ui.arranging.sections import Job, Section
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import buttons_row
from ui.parts.names import day_and_hour
from ui.parts.page import KeyAction, Page

_LEFT = 190
_TOLD = 3


class ArrangingPage(Page):
    """What is refused stays typed; bookings that lose something are named, for their people to be told."""

    tables = ("room", "opening_layer", "room_blocking", "equipment_stock", "calendar_day")

    def __init__(
        self, doors: ArrangingDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._asked: tuple[Section, str] | None = None
        self._told = ""
        self.list = ChoiceList(self)
        self._card = Card(parent=self)
        self._stack = QStackedWidget(self)
        self.save = Button(self.tr("Save") + "   Ctrl+S", "primary", "check", parent=self)
        self.removal = RemovalLine(self)
        self.sections: dict[str, tuple[str, Section]] = {
            "rooms": (self.tr("Rooms"), RoomSection(self)),
            "rules": (self.tr("Booking rules"), RulesSection(self)),
            "hours": (self.tr("Hours"), HoursSection(self)),
            "blockings": (self.tr("Blockings"), BlockingSection(self)),
            "stock": (self.tr("Equipment"), StockSection(self)),
        }
        self._build()
        self._connect()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Arranging rooms")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        return (KeyAction("Ctrl+S", self.tr("Save"), self._on_save),)

    def refresh(self) -> None:
        """Read the hall as it stands."""
        self.background.read(self, partial(read_hall, self._doors), self._on_hall)

    def take_focus(self) -> None:
        """Begin in the list of sections."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, key: str) -> None:
        """Show a room."""
        self._show_section("rooms")
        self.shown().table.select_key(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.take_focus()
        else:
            super().keyPressEvent(event)

    def shown(self) -> Section:
        """Give the section that is shown."""
        section = self._stack.currentWidget()
        assert isinstance(section, Section)
        return section

    def _build(self) -> None:
        self.set_subtitle(self.tr("The same at every terminal of the hall"))
        self.list.setFixedWidth(theme.px(_LEFT - 20) if theme.current().text_scale > 1 else _LEFT)
        self.list.show_choices([Choice(key, title) for key, (title, _) in self.sections.items()])
        for _, section in self.sections.values():
            self._stack.addWidget(section)
        self._card.body.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.removal, 1)
        foot.addWidget(buttons_row(self.save, parent=self))
        self._card.body.addLayout(foot)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.list)
        line.addWidget(self._card, 1)
        self.body.addLayout(line, 1)
        self._show_section("rooms")
        self.save.setEnabled(False)

    def _connect(self) -> None:
        self.list.moved.connect(self._show_section)
        self.list.chosen.connect(self._on_chosen)
        self.save.clicked.connect(self._on_save)
        self.removal.wanted.connect(self._on_removal)
        for _, section in self.sections.values():
            section.save_wanted.connect(self._on_save)
            section.edited.connect(self._on_edited)
            section.pointed.connect(self._show_removal)

    def _show_section(self, key: str) -> None:
        if key in self.sections:
            title, section = self.sections[key]
            self._stack.setCurrentWidget(section)
            self._card.set_title(title)
            self._show_removal()

    def _show_removal(self) -> None:
        section = self.shown()
        wants_reason = section is self.sections["rooms"][1]
        self.removal.show_words(section.removal_words(section.current_key()), wants_reason=wants_reason)

    def _on_chosen(self, key: str) -> None:
        self._show_section(key)
        self.shown().begin()

    def _on_hall(self, hall: Hall) -> None:
        for _, section in self.sections.values():
            section.show_hall(hall)
        self._show_removal()
        self._on_edited()

    def _on_edited(self) -> None:
        self.save.setEnabled(self._first() is not None)

    def _first(self) -> tuple[Section, str] | None:
        waiting = ((s, key) for _, s in self.sections.values() for key in s.waiting())
        return next(waiting, None)

    def _on_save(self) -> None:
        first = self._first()
        if self._asked is None and first is not None:
            self.clear_trouble()
            self._told = ""
            self._save(*first)

    def _save(self, section: Section, key: str) -> None:
        self._asked = section, key
        try:
            wish = section.wish(key)
        except FieldRefused as refused:
            self._on_refused(refused)
            return
        self._write(wish.job)

    def _write(self, job: Job) -> None:
        work = partial(_set, self._doors, job, self._actor)
        self.background.write(self, work, self._on_set, self._on_refused)

    def _on_set(self, done: tuple[Hall, str]) -> None:
        asked, self._asked = self._asked, None
        hall, told = done
        self._told = self._told or told
        if asked is not None:
            section, key = asked
            section.forget(key)
        self.removal.clear()
        self._on_hall(hall)
        following = self._first() if asked is not None and asked[1] else None
        if following is not None:
            self._save(*following)
        else:
            self._tell_done()

    def _tell_done(self) -> None:
        if self._told:
            text = self.tr("Saved. These bookings lose what they were promised; tell their people: {0}")
            self.banner.say(text.format(self._told), Tint.WAITING)
        self.said.emit(self.tr("Saved. Every terminal follows with its next contact."), False)

    def _on_refused(self, error: Exception) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        section, key = asked
        self._stack.setCurrentWidget(section)
        title = next(title for title, known in self.sections.values() if known is section)
        self._card.set_title(title)
        if self.removal.is_asking():
            self.removal.show_refusal(error)
            self.show_trouble(error)
        elif section.show_refusal(key, error):
            self.banner.say(self.tr("Not saved: {0}").format(title), Tint.TROUBLE)
        else:
            self.show_trouble(error)

    def _on_removal(self, reason: str, keeps: bool) -> None:
        section = self.shown()
        key = section.current_key()
        if self._asked is None and key:
            self.clear_trouble()
            self._told = ""
            self._asked = section, key
            self._write(section.remove(key, reason, keeps))


def _set(doors: ArrangingDoors, job: Job, actor: Actor) -> tuple[Hall, str]:
    """Set something; gives the hall as it is then, and the bookings that lose something, in words."""
    outcome = job(doors.arranging, actor)
    hit = outcome.value if isinstance(outcome, Outcome) else None
    rows = hit.bookings if isinstance(hit, Hit) else ()
    told = "; ".join(f"{day_and_hour(row.starts_at, doors.zone)} {row.title}".strip() for row in rows[:_TOLD])
    more = f" (+{len(rows) - _TOLD})" if len(rows) > _TOLD else ""
    return read_hall(doors), told + more
