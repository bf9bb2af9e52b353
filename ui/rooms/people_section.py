"""Everybody who takes part besides the two sides: at the table, or from elsewhere by a link."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rooms.entries import PartyEntry
from app.rooms.states import PartyRole
from ui import wording
from ui.parts.button import Button, IconButton
from ui.parts.card import Card
from ui.parts.forms import Form


class PersonCard(Card):
    """One who takes part.

    Signals:
        submitted: Enter in the last field, or Ctrl+Enter.
        edited: Something was typed.
        removed: They do not take part after all. Carries the card.
    """

    submitted = Signal()
    edited = Signal()
    removed = Signal(object)

    def __init__(self, entry: PartyEntry, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._entry = entry
        self.form = Form(self, columns=4)
        roles = [(role.value, wording.label(role)) for role in PartyRole]
        self.form.add_choice("role", self.tr("Side"), roles, span=2)
        self.form.add_line("name", self.tr("Name"), span=2)
        self.form.add_line("organisation", self.tr("Organisation"), span=2)
        self.form.add_line(
            "link", self.tr("Meeting link"), placeholder=self.tr("only if from elsewhere"), span=2
        )
        for name, value in (
            ("role", entry.role.value),
            ("name", entry.name),
            ("organisation", entry.organisation),
            ("link", entry.link),
        ):
            self.form.set_text(name, value)
        self._away = IconButton("x", self.tr("Leave out"), self)
        self.head.addWidget(self._away)
        self.body.addWidget(self.form)
        self.form.submitted.connect(self.submitted)
        self.form.edited.connect(self.edited)
        self._away.clicked.connect(self._on_away)

    def entry(self) -> PartyEntry:
        """Give what was typed; the tie to a record holds while the name is the same."""
        name, kept = self.form.text("name"), self._entry
        is_same = bool(name) and name == kept.name
        return PartyEntry(
            name=name,
            role=PartyRole(self.form.text("role")),
            organisation_id=kept.organisation_id if is_same else None,
            person_id=kept.person_id if is_same else None,
            organisation=self.form.text("organisation"),
            link=self.form.text("link"),
        )

    def take_focus(self) -> None:
        """Put the focus on the name."""
        self.form.editor("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_away(self) -> None:
        self.removed.emit(self)


class PeopleSection(QWidget):
    """The list of those who take part, with a button for one more.

    Signals:
        submitted: The booking is to be made.
        edited: Something was typed, somebody came or went.
    """

    submitted = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[PersonCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        self.add = Button(self.tr("One more person"), "quiet", "plus", "Ctrl+N", parent=self)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add.clicked.connect(self._on_add)

    def set_entries(self, entries: Sequence[PartyEntry]) -> None:
        """Show other people."""
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for entry in entries:
            self._put(entry)

    def entries(self) -> tuple[PartyEntry, ...]:
        """Give who takes part; a card without a name counts nobody."""
        found = (card.entry() for card in self._cards)
        return tuple(entry for entry in found if entry.name)

    def cards(self) -> tuple[PersonCard, ...]:
        """Give the cards in their order."""
        return tuple(self._cards)

    def _put(self, entry: PartyEntry) -> PersonCard:
        card = PersonCard(entry, self)
        card.submitted.connect(self.submitted)
        card.edited.connect(self.edited)
        card.removed.connect(self._on_removed)
        self._cards.append(card)
        self._list.addWidget(card)
        return card

    def _on_add(self) -> None:
        self._put(PartyEntry("")).take_focus()

    def _on_removed(self, card: PersonCard) -> None:
        self._cards.remove(card)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
