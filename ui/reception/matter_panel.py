"""What they have come for: platforms and their matters as numbered lists, with a typed filter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.catalogue.queries import MatterRow, PlatformRow
from ui import wording
from ui.parts.button import Button, IconButton
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.elided import Elided
from ui.parts.keys import with_key
from ui.parts.names import local_name
from ui.reception.search_line import SearchLine


class MatterPanel(Card):
    """The middle of the reception page: a digit opens a platform, another chooses the matter.

    Enter takes it; with Alt the last digit does so at once.

    Signals:
        take_wanted: Enter on a matter, or the button; where one matter is asked for: that it is chosen.
        went_back: Esc where nothing is open.
    """

    take_wanted = Signal()
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_single: bool = False) -> None:
        """``is_single``: one matter is asked for, and no number is taken here."""
        super().__init__(parent=parent)
        self.set_title(self.tr("Business"))
        self._is_single = is_single
        self._platforms: tuple[PlatformRow, ...] = ()
        self._matters: tuple[MatterRow, ...] = ()
        self._open: PlatformRow | None = None
        self._noted: list[MatterRow] = []
        hint = self.tr("Digit, or type to filter")
        if not is_single:
            hint = self.tr("Digit (with Alt: take it at once), or type")
        self.line = SearchLine(hint, self, after_digits=True)
        self.line.setAccessibleName(self.tr("Filter the business"))
        self.offer = ChoiceList(self)
        self.offer.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._back = IconButton("chevron-left", self.tr("All platforms"), self)
        self._place = Elided("", "label", self)
        self.noted = Elided("", "accent", self)
        self._more = Button(self.tr("One more matter") + "   +", "quiet", "plus", parent=self)
        self.take = Button(with_key(self.tr("Take a number"), "Return"), "primary", "check", parent=self)
        self._build()
        self._connect()
        self.reset()

    def show_offer(self, platforms: Sequence[PlatformRow], matters: Sequence[MatterRow]) -> None:
        """Show what the hall offers; what is open stays open."""
        self._platforms, self._matters = tuple(platforms), tuple(matters)
        self._show_lines()

    def reset(self) -> None:
        """Show the platforms."""
        self._open = None
        self._noted = []
        self.line.clear()
        self._show_lines()

    def show_matter(self, matter_id: str) -> None:
        """Open the platform of a matter and point at it."""
        wanted = next((m for m in self._matters if m.id == matter_id), None)
        platform = next((p for p in self._platforms if wanted and p.id == wanted.platform_id), None)
        if wanted is None or platform is None:
            return
        self._open_platform(platform)
        keys = [choice.key for choice in self.offer.choices()]
        self.offer.step(keys.index(matter_id) - keys.index(self.offer.current_key()))

    def take_focus(self) -> None:
        """Put the focus where digits choose."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def point(self, digits: str) -> None:
        """Open a platform by the first digit and point at a matter by the second."""
        self.reset()
        place = int(digits[:1] or 0)
        if not 1 <= place <= len(self._platforms):
            return
        self._open_platform(self._platforms[place - 1])
        steps = int(digits[1:2] or 1) - 1
        if 0 <= steps < len(self.offer.choices()):
            self.offer.step(steps)

    def matter(self) -> MatterRow | None:
        """Give the matter that is pointed at; None while platforms are shown."""
        key = self.offer.current_key()
        return next((m for m in self._matters if m.id == key), None)

    def matters(self) -> tuple[MatterRow, ...]:
        """Give what the visitor came for, in its order: what was noted, then what is pointed at."""
        pointed = self.matter()
        return tuple(dict.fromkeys([*self._noted, *([pointed] if pointed is not None else [])]))

    def _build(self) -> None:
        self.body.addWidget(self.line)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._back)
        line.addWidget(self._place, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.offer, 1)
        self.body.addWidget(self.noted)
        self.body.addWidget(self._more)
        self.body.addWidget(self.take)
        self._more.setHidden(self._is_single)
        self.take.setHidden(self._is_single)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._show_lines)
        self.line.digit_pressed.connect(self.offer.choose_digit)
        self.line.taken.connect(self._on_taken)
        self.line.stepped.connect(self.offer.step)
        self.line.turned.connect(self.offer.turn_page)
        self.line.confirmed.connect(self._on_enter)
        self.line.went_back.connect(self._on_back)
        self._back.clicked.connect(self._on_back)
        self.offer.chosen.connect(self._on_chosen)
        self.offer.moved.connect(self._on_moved)
        self.take.clicked.connect(self.take_wanted)
        self._more.clicked.connect(self._on_added)
        self.line.added.connect(self._on_added)
        self.line.taken_off.connect(self._on_taken_off)

    def _show_lines(self) -> None:
        lines, place = self._lines()
        self._place.set_words(place)
        self.line.has_choices = bool(lines)
        self._back.setVisible(bool(self.line.text()) or self._open is not None)
        self.offer.show_choices(lines)
        self._on_moved()

    def _lines(self) -> tuple[list[Choice], str]:
        """Give what is offered at this place, and the words for the place."""
        text = self.line.text().strip().casefold()
        if text:
            found = [_matter_choice(m) for m in self._matters if _fits(m, text)]
            nothing = self.tr("Nothing fits. Esc shows all platforms.")
            return found, self.tr("Found in all platforms") if found else nothing
        if self._open is not None:
            inside = [_matter_choice(m) for m in self._matters if m.platform_id == self._open.id]
            return inside, local_name(self._open.name, self._open.name_en)
        return [self._platform_choice(p) for p in self._platforms], self.tr("All platforms")

    def _platform_choice(self, platform: PlatformRow) -> Choice:
        letter = next((m.letter for m in self._matters if m.platform_id == platform.id), "")
        return Choice(platform.id, local_name(platform.name, platform.name_en), remark=letter)

    def _open_platform(self, platform: PlatformRow) -> None:
        self._open = platform
        self._show_lines()

    def _on_chosen(self, key: str) -> None:
        platform = next((p for p in self._platforms if p.id == key), None)
        if platform is not None:
            self._open_platform(platform)

    def _on_taken(self, digit: int) -> None:
        """Take the matter of a line at once; of a platform its first."""
        if self.offer.choose_digit(digit):
            self._on_enter()

    def _on_enter(self) -> None:
        if self.matters():
            self.take_wanted.emit()
        else:
            self.offer.choose_current()

    def _on_back(self) -> None:
        if self.line.text():
            self.line.clear()
        elif self._open is not None:
            self._open = None
            self._show_lines()
        else:
            self.went_back.emit()

    def _on_added(self) -> None:
        """Note the matter that is pointed at and choose another."""
        if self.matter() is None or self._is_single:
            return
        self._noted = list(self.matters())
        self._open = None
        self.line.clear()
        self._show_lines()
        self.take_focus()

    def _on_taken_off(self) -> None:
        self._noted = self._noted[:-1]
        self._show_lines()

    def _on_moved(self) -> None:
        self.take.setEnabled(bool(self.matters()))
        self._more.setEnabled(self.matter() is not None)
        names = wording.listed(local_name(m.name, m.name_en) for m in self._noted)
        self.noted.set_words(self.tr("Also (Backspace takes off): {0}").format(names))
        self.noted.setVisible(bool(names))


def _matter_choice(matter: MatterRow) -> Choice:
    return Choice(matter.id, local_name(matter.name, matter.name_en), remark=matter.code)


def _fits(matter: MatterRow, text: str) -> bool:
    return any(text in word.casefold() for word in (matter.name, matter.name_en, matter.code))
