"""Lists inside the form: one card for each part, added and taken out by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.contracts.kept_form import KeptForm
from ui.parts.button import Button, IconButton
from ui.parts.card import Card

V = TypeVar("V")


class PartCard(Card):
    """One part of a list with its fields.

    Signals:
        edited: Something was typed.
        removed: This part is to be taken out. Carries the card.
    """

    edited = Signal()
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, columns: int = 2) -> None:
        super().__init__(" ", parent)
        self.form = KeptForm(self, columns=columns)
        self.body.addWidget(self.form)
        self.remove = IconButton("trash-2", self.tr("Take this out"), self, role="trouble")
        self.head.addWidget(self.remove)
        self.remove.clicked.connect(self._on_remove)
        self.form.edited.connect(self._on_form)

    def focus_first(self) -> None:
        """Put the focus into the first field, or into the one that cannot be read."""
        wrong = self.form.wrong_field()
        if wrong:
            self.form.focus_field(wrong)
        else:
            self.form.focus_first()

    def _on_form(self) -> None:
        self.edited.emit()

    def _on_remove(self) -> None:
        self.removed.emit(self)


C = TypeVar("C", bound=PartCard)


class PartStack(QWidget, Generic[C]):
    """Cards below each other with a button that adds one.

    Signals:
        edited: Something was typed, a part was added or taken out.
        grown: A part was added that may be out of sight.
    """

    edited = Signal()
    grown = Signal()

    def __init__(
        self, title: str, add: str, fresh: Callable[[QWidget], C], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._fresh = title, fresh
        self._cards: list[C] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.foot = QHBoxLayout()
        self.add = Button(add, "quiet", "plus", parent=self)
        self.foot.addWidget(self.add)
        self.foot.addStretch(1)
        self._column.addLayout(self.foot)
        self.add.clicked.connect(self._on_add)

    def show_cards(self, cards: Sequence[C]) -> None:
        """Show cards made for the parts of a content."""
        for card in cards:
            self._put(card)
        self._number()

    def cards(self) -> tuple[C, ...]:
        """Give the cards in their order."""
        return tuple(self._cards)

    def wrong_place(self) -> int:
        """Tell the place of the first card with a field that cannot be read, or -1."""
        return next((n for n, card in enumerate(self._cards) if card.form.wrong_field()), -1)

    def focus_place(self, place: int) -> None:
        """Go to a card, or to the button that adds one where there is none."""
        if 0 <= place < len(self._cards):
            self._cards[place].focus_first()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_card(self, card: C) -> None:
        """Add a card that holds something already, and go to it."""
        self._put(card)
        self._number()
        card.focus_first()
        self.edited.emit()
        self.grown.emit()

    def _put(self, card: C) -> None:
        card.edited.connect(self.edited)
        card.removed.connect(self._on_removed)
        self._column.insertWidget(len(self._cards), card)
        self._cards.append(card)

    def _number(self) -> None:
        for number, card in enumerate(self._cards, start=1):
            card.set_title(self._title.format(number))

    def _on_add(self) -> None:
        self.put_card(self._fresh(self))

    def _on_removed(self, card: C) -> None:
        place = self._cards.index(card)
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._number()
        self.focus_place(min(place, len(self._cards) - 1))
        self.edited.emit()


def place_of(field: str, word: str) -> int:
    """Read the place out of a field like ``cost_2``; -1 where it is none of that word."""
    head, _, tail = field.rpartition("_")
    return int(tail) if head == word and tail.isdigit() else -1
