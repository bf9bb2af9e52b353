"""The hall's rules: everything a hall may want otherwise, with its usual value and its range."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from app.catalogue.arranging import Arrangement, Arranging
from app.security.actors import Actor
from ui import theme
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import buttons_row
from ui.parts.page import KeyAction, Page
from ui.rules.lists import LinesSection, SkillsSection, WindowsSection
from ui.rules.phrases import SECTIONS, said
from ui.rules.sections import RuleSection, SectionView, Wish

_LEFT = 220


class RulesPage(Page):
    """A digit opens a section, Ctrl+S saves everything typed in any of them; Esc goes back to the list."""

    tables = ("hall_rule", "business_group", "window", "skill", "matter", "platform", "staff")

    def __init__(
        self, arranging: Arranging, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(background, parent)
        self._arranging = arranging
        self._actor = actor
        self._asked: tuple[str, str] | None = None
        self.list = ChoiceList(self)
        self._card = Card(parent=self)
        self._stack = QStackedWidget(self)
        self.save = Button(self.tr("Save") + "   Ctrl+S", "primary", "check", parent=self)
        self.views: dict[str, SectionView] = {s.key: RuleSection(s, self) for s in SECTIONS}
        self.views |= {
            "lines": LinesSection(self),
            "windows": WindowsSection(self),
            "skills": SkillsSection(self),
        }
        self._titles = {s.key: said(s.title) for s in SECTIONS} | {
            "lines": self.tr("Lines and numbers"),
            "windows": self.tr("Windows"),
            "skills": self.tr("Skills"),
        }
        self._build()
        self._connect()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Rules")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        return (KeyAction("Ctrl+S", self.tr("Save"), self._on_save),)

    def refresh(self) -> None:
        """Read what is in force."""
        self.background.read(self, self._arranging.arrangement, self._on_arrangement)

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
        self.set_subtitle(self.tr("The same at every terminal of the hall"))
        self.list.setFixedWidth(theme.px(_LEFT))
        self.list.show_choices([Choice(key, title) for key, title in self._titles.items()])
        for view in self.views.values():
            area = QScrollArea(self)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(view)
            self._stack.addWidget(area)
        self._card.body.addWidget(self._stack, 1)
        self._card.body.addWidget(buttons_row(self.save, parent=self))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.list)
        line.addWidget(self._card, 1)
        self.body.addLayout(line, 1)
        self._show_section(next(iter(self.views)))
        self.save.setEnabled(False)

    def _connect(self) -> None:
        self.list.moved.connect(self._show_section)
        self.list.chosen.connect(self._on_chosen)
        self.save.clicked.connect(self._on_save)
        for view in self.views.values():
            view.save_wanted.connect(self._on_save)
            view.edited.connect(self._on_edited)

    def _show_section(self, key: str) -> None:
        if key in self.views:
            self._stack.setCurrentIndex(list(self.views).index(key))
            self._card.set_title(self._titles[key])

    def _on_chosen(self, key: str) -> None:
        self._show_section(key)
        self.views[key].begin()

    def _on_arrangement(self, now: Arrangement) -> None:
        for view in self.views.values():
            view.show_arrangement(now)
        self._on_edited()

    def _on_edited(self) -> None:
        self.save.setEnabled(self._first_wish() is not None)

    def _first_wish(self) -> tuple[str, Wish] | None:
        found = ((name, wish) for name, view in self.views.items() for wish in view.wishes())
        return next(found, None)

    def _on_save(self) -> None:
        first = self._first_wish()
        if self._asked is not None or first is None:
            return
        section, wish = first
        self.clear_trouble()
        self._asked = section, wish.key
        job = partial(_set, self._arranging, wish, self._actor)
        self.background.write(self, job, self._on_set, self._on_refused)

    def _on_set(self, now: Arrangement) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            section, key = asked
            self.views[section].forget(key)
        self._on_arrangement(now)
        if self._first_wish() is not None:
            self._on_save()
        else:
            self.said.emit(self.tr("Saved. Every terminal follows with its next contact."), False)

    def _on_refused(self, error: Exception) -> None:
        asked, self._asked = self._asked, None
        if asked is None:
            return
        section, key = asked
        self._show_section(section)
        if self.views[section].show_refusal(key, error):
            self.banner.say(self.tr("Not saved: {0}").format(self._titles[section]), Tint.TROUBLE)
        else:
            self.show_trouble(error)


def _set(arranging: Arranging, wish: Wish, actor: Actor) -> Arrangement:
    wish(arranging, actor)
    return arranging.arrangement()
