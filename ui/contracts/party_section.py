"""The parties of a contract, one card each."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.contracts.content import PartyContent
from app.contracts.states import Side
from app.documents.templates import ContractTemplate
from ui import wording
from ui.contracts import phrases
from ui.contracts.party_card import Known, PartyCard
from ui.parts.button import Button

_TYPING_MS = 150
_RENAMED = {"representative": "legal_representative"}


class PartySection(QWidget):
    """Who concludes the contract.

    Signals:
        edited: Something was typed, a party was added or taken out.
        wanted: Organisations are looked for. Carries the text.
        grown: Something was added that may be out of sight.
    """

    edited = Signal()
    grown = Signal()
    wanted = Signal(str)

    def __init__(self, template: ContractTemplate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template = template
        self._cards: list[PartyCard] = []
        self._asking: tuple[PartyCard, str] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.add_buyer = Button(self._add_words(Side.BUYER), "quiet", "plus", parent=self)
        self.add_seller = Button(self._add_words(Side.SELLER), "quiet", "plus", parent=self)
        for button in (self.add_buyer, self.add_seller):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._ask)
        self.add_buyer.clicked.connect(self._on_add_buyer)
        self.add_seller.clicked.connect(self._on_add_seller)

    def show_parties(self, parties: tuple[PartyContent, ...]) -> None:
        """Fill the section."""
        for party in parties:
            self._add_card(party)

    def parties(self) -> tuple[PartyContent, ...]:
        """Give what was typed, in the order of the cards."""
        return tuple(card.party() for card in self._cards)

    def cards(self) -> tuple[PartyCard, ...]:
        """Give the cards in the order of the contract."""
        return tuple(self._cards)

    def show_matches(self, text: str, known: Known) -> None:
        """Offer who may be meant where the text was typed."""
        if self._asking is not None and self._asking[1] == text:
            self._asking[0].show_matches(text, known)
            self.grown.emit()

    def has_field(self, field: str) -> bool:
        """Tell whether a field of a finding is here."""
        return field.startswith("party_")

    def wrong_field(self) -> str:
        """Name the first party with a field that cannot be read, or ""."""
        odd = (f"party_{n}_agents" for n, card in enumerate(self._cards) if card.wrong_field())
        return next(odd, "")

    def focus_finding(self, field: str) -> None:
        """Go to what a finding names: party_0, party_1_phone, party_0_agent_1, a side without anybody."""
        rest = field.removeprefix("party_")
        place, _, name = rest.partition("_")
        if rest in set(Side):
            self._add_empty(Side(rest))
        elif place.isdigit() and int(place) < len(self._cards):
            self._cards[int(place)].focus_field(_RENAMED.get(name, name) or "name")

    def focus_first(self) -> None:
        """Put the focus into the first party, or on the button that adds one."""
        if self._cards:
            self._cards[0].focus_field("name")
        else:
            self.add_buyer.setFocus()

    def _add_words(self, side: Side) -> str:
        return self.tr("Add: {0}").format(self._role(side))

    def _role(self, side: Side) -> str:
        found = next((role for role in self._template.roles if role.key == side.value), None)
        return phrases.local_name(found.label, found.label_en) if found else wording.label(side)

    def _add_card(self, party: PartyContent) -> PartyCard:
        card = PartyCard(party, self._role(party.side), self)
        card.edited.connect(self._on_edited)
        card.wanted.connect(self._on_wanted)
        card.removed.connect(self._on_removed)
        card.grown.connect(self.grown)
        self._column.insertWidget(len(self._cards), card)
        self._cards.append(card)
        return card

    def _add_empty(self, side: Side) -> None:
        self._add_card(PartyContent(side, "")).focus_field("name")
        self.grown.emit()
        self.edited.emit()

    def _on_add_buyer(self) -> None:
        self._add_empty(Side.BUYER)

    def _on_add_seller(self) -> None:
        self._add_empty(Side.SELLER)

    def _on_edited(self) -> None:
        for card in self._cards:
            card.show_role(self._role(card.party().side))
        self.edited.emit()

    def _on_wanted(self, card: PartyCard, text: str) -> None:
        self._asking = (card, text)
        self._typing.start()

    def _ask(self) -> None:
        if self._asking is not None:
            self.wanted.emit(self._asking[1])

    def _on_removed(self, card: PartyCard) -> None:
        self._cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.edited.emit()
