"""How many copies there are and who keeps them (domain.md 3.5)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from app.contracts.content import ContractContent, HolderContent, PartyContent
from app.contracts.states import Holder
from ui import wording
from ui.contracts.kept_form import KeptForm
from ui.contracts.part_cards import PartCard, PartStack, place_of
from ui.parts.words import set_tone, words

MOST_COPIES = 30


class HolderCard(PartCard):
    """Somebody who keeps copies."""

    def __init__(
        self, holder: HolderContent, parties: tuple[PartyContent, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = holder.name
        self.form.add_choice("holder", self.tr("Kept by"), _choices(parties))
        self.form.add_number("copies", self.tr("Copies"), 1, MOST_COPIES)
        self.form.add_line("name", self.tr("Who it is"), span=2)
        party = holder.party
        is_party = holder.holder is Holder.PARTY and party is not None
        self.form.set_text("holder", f"party_{party}" if is_party else holder.holder.value)
        self.form.set_text("copies", str(max(holder.copies, 1)))
        self.form.set_text("name", holder.name)
        self.form.edited.connect(self._settle)
        self._settle()

    def holder(self) -> HolderContent:
        """Give what was chosen."""
        copies = self.form.editor("copies")
        assert isinstance(copies, QSpinBox)
        chosen, name = self.form.text("holder"), self.form.text("name")
        place = place_of(chosen, "party")
        if place >= 0:
            return HolderContent(Holder.PARTY, copies.value(), place, "")
        return HolderContent(Holder(chosen), copies.value(), None, name)

    def show_parties(self, parties: tuple[PartyContent, ...]) -> None:
        """Name the parties as they stand by now."""
        self.form.set_options("holder", _choices(parties))

    def _settle(self) -> None:
        chosen = self.form.text("holder")
        is_known = place_of(chosen, "party") >= 0 or chosen == Holder.REGISTRAR.value
        self.form.show_field("name", is_shown=not is_known)


class CopiesSection(QWidget):
    """Number of copies and their holders; without holders each party keeps one, the registrar the rest.

    Signals:
        edited: Something was typed.
        grown: A holder was added that may be out of sight.
        submitted: Enter in the last field.
    """

    edited = Signal()
    grown = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parties: tuple[PartyContent, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.form = KeptForm(self)
        hint = self.tr("One for each party and one for the registrar.")
        self.form.add_number("copies", self.tr("Copies"), 1, MOST_COPIES, hint=hint)
        self.stack: PartStack[HolderCard] = PartStack(
            self.tr("Holder {0}"), self.tr("Say who keeps them"), self._fresh, self
        )
        self._sum = words("", "muted", self, wrap=True)
        column.addWidget(self.form)
        column.addWidget(self.stack)
        column.addWidget(self._sum)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.submitted)
        self.stack.edited.connect(self._on_edited)
        self.stack.grown.connect(self.grown)

    def show_content(self, content: ContractContent) -> None:
        """Fill the section."""
        self._parties = content.parties
        self.form.set_text("copies", str(content.copies))
        self.stack.show_cards([HolderCard(h, content.parties, self.stack) for h in content.holders])
        self._settle()

    def show_parties(self, parties: tuple[PartyContent, ...]) -> None:
        """Hear which parties there are by now."""
        names = [party.name for party in parties]
        if names != [party.name for party in self._parties]:
            self._parties = parties
            for card in self.stack.cards():
                card.show_parties(parties)

    def put_into(self, content: ContractContent) -> ContractContent:
        """Put what was typed into a content."""
        holders = tuple(card.holder() for card in self.stack.cards())
        return replace(content, copies=self._copies(), holders=holders)

    def has_field(self, name: str) -> bool:
        """Tell whether a field of a finding is here."""
        return name in ("copies", "holders") or place_of(name, "holder") >= 0

    def wrong_field(self) -> str:
        """Nothing here can be typed wrong."""
        return ""

    def focus_field(self, name: str) -> None:
        """Put the focus into a field."""
        if name == "copies":
            self.form.focus_field("copies")
        else:
            self.stack.focus_place(max(place_of(name, "holder"), 0))

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        self.form.focus_field("copies")

    def _copies(self) -> int:
        editor = self.form.editor("copies")
        assert isinstance(editor, QSpinBox)
        return editor.value()

    def _fresh(self, parent: QWidget) -> HolderCard:
        """The next party that keeps none yet, then the registrar."""
        kept = [card.holder() for card in self.stack.cards()]
        held = {holder.party for holder in kept}
        place = next((n for n in range(len(self._parties)) if n not in held), None)
        if place is not None:
            fresh = HolderContent(Holder.PARTY, 1, place)
        else:
            left = self._copies() - sum(holder.copies for holder in kept)
            fresh = HolderContent(Holder.REGISTRAR, max(left, 1))
        return HolderCard(fresh, self._parties, parent)

    def _on_edited(self) -> None:
        self._settle()
        self.edited.emit()

    def _settle(self) -> None:
        held = sum(card.holder().copies for card in self.stack.cards())
        if not self.stack.cards():
            self._sum.setText(self.tr("Not said: each party keeps one, the registrar the rest."))
            set_tone(self._sum, "muted")
            return
        is_right = held == self._copies()
        self._sum.setText(self.tr("{0} of {1} copies are given out").format(held, self._copies()))
        set_tone(self._sum, "good" if is_right else "trouble")


def _choices(parties: tuple[PartyContent, ...]) -> list[tuple[str, str]]:
    """The parties by name, then everybody else who may keep a copy."""
    named = [(f"party_{n}", f"{n + 1}  {party.name or '?'}") for n, party in enumerate(parties)]
    return named + [(h.value, wording.label(h)) for h in Holder if h is not Holder.PARTY]
