"""The price: total and technical amount with their words and computation, and how it is paid."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.contracts.content import ContractContent, InstalmentContent
from app.contracts.states import Payment
from app.documents.amounts import in_words
from app.kernel.money import figures
from ui import wording
from ui.contracts.cost_section import CostSection
from ui.contracts.kept_form import KeptForm
from ui.contracts.part_cards import PartCard, PartStack, place_of
from ui.contracts.royalty_section import ROYALTY_FIELDS, RoyaltySection
from ui.parts.words import set_tone, words

_WITH_ROYALTY = (Payment.ROYALTY, Payment.ENTRY_AND_ROYALTY)
_OWN = ("total", "technical", "payment")


class InstalmentCard(PartCard):
    """A part of the price."""

    def __init__(self, part: InstalmentContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form.add_amount("amount", self.tr("Amount in yuan"), required=True)
        self.form.add_day("due_on", self.tr("Due on"))
        self.form.add_line("condition", self.tr("Falls due upon"), span=2)
        self.form.show_fen("amount", part.fen)
        self.form.show_day("due_on", part.due_on)
        self.form.set_text("condition", part.condition)

    def part(self) -> InstalmentContent:
        """Give what was typed; what cannot be read stays as it was kept."""
        form = self.form
        return InstalmentContent(form.fen("amount"), form.day("due_on"), form.text("condition"))


class PriceSection(QWidget):
    """Total, costs that are no technology, technical amount, and the way of payment with its own fields.

    Signals:
        edited: Something was typed.
        grown: A part was added that may be out of sight.
        submitted: Enter in the last field.
    """

    edited = Signal()
    grown = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.submitted)
        self.costs.edited.connect(self._on_edited)
        self.costs.grown.connect(self.grown)
        self.costs.technical_taken.connect(self._on_technical)
        self.parts.edited.connect(self._on_edited)
        self.parts.grown.connect(self.grown)
        self.royalty.edited.connect(self._on_edited)

    def show_content(self, content: ContractContent) -> None:
        """Fill the section."""
        self.form.show_fen("total", content.total_fen)
        self.form.show_fen("technical", content.technical_fen)
        self.form.set_text("payment", content.payment.value)
        self.parts.show_cards([InstalmentCard(part, self.parts) for part in content.instalments])
        self.costs.show_costs(content.costs)
        self.royalty.show_terms(content.terms)
        self._settle()

    def put_into(self, content: ContractContent) -> ContractContent:
        """Put what was typed into a content; an amount that cannot be read stays as it was kept."""
        payment = self._payment()
        return replace(
            content,
            total_fen=self.form.fen("total"),
            technical_fen=self.form.fen("technical"),
            payment=payment,
            instalments=tuple(card.part() for card in self.parts.cards()),
            costs=self.costs.costs(),
            terms=self.royalty.terms(has_royalty=payment in _WITH_ROYALTY),
        )

    def cards(self) -> tuple[InstalmentCard, ...]:
        """Give the cards of the parts."""
        return self.parts.cards()

    def has_field(self, name: str) -> bool:
        """Tell whether a field of a finding is here."""
        is_part = name == "instalments" or place_of(name, "instalment") >= 0
        return name in _OWN or is_part or self.costs.has_field(name) or name in ROYALTY_FIELDS

    def wrong_field(self) -> str:
        """Name the first field that cannot be read, or ""."""
        place = self.parts.wrong_place()
        parts = f"instalment_{place}" if place >= 0 else ""
        return self.form.wrong_field() or self.costs.wrong_field() or self.royalty.wrong_field() or parts

    def focus_field(self, name: str) -> None:
        """Put the focus into a field; for the parts into the first that is wrong or empty."""
        if name in _OWN:
            self.form.focus_field(name)
        elif self.costs.has_field(name):
            self.costs.focus_field(name)
        elif name in ROYALTY_FIELDS:
            self._focus_royalty(name)
        elif self._payment() is not Payment.INSTALMENTS:
            self.form.focus_field("payment")
        else:
            place = place_of(name, "instalment")
            self.parts.focus_place(place if place >= 0 else self._odd_place())

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        self.form.focus_field("total")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.form = KeptForm(self)
        self.form.add_amount("total", self.tr("Total amount in yuan"), required=True)
        self.form.add_amount("technical", self.tr("Of it technical amount"), required=True)
        ways = [(way.value, wording.label(way)) for way in Payment]
        self.form.add_choice("payment", self.tr("Paid"), ways, span=2)
        self.parts: PartStack[InstalmentCard] = PartStack(
            self.tr("Instalment {0}"), self.tr("Add an instalment"), self._fresh_part, self
        )
        self.add = self.parts.add
        self._sum = words("", "muted", self, wrap=True)
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.parts.foot.addWidget(self._sum, 1)
        self.royalty = RoyaltySection(self)
        self.costs = CostSection(self)
        for part in (self.form, self.parts, self.royalty, self.costs):
            column.addWidget(part)

    def _payment(self) -> Payment:
        return Payment(self.form.text("payment"))

    def _fresh_part(self, parent: QWidget) -> InstalmentCard:
        return InstalmentCard(InstalmentContent(max(self._left(), 0)), parent)

    def _focus_royalty(self, name: str) -> None:
        """A field of a way of payment that is not chosen is asked where the way is chosen."""
        if self.royalty.is_asked(name):
            self.royalty.focus_field(name)
        else:
            self.form.focus_field("payment")

    def _odd_place(self) -> int:
        """Find the part that cannot be read, else one without an amount, else the first."""
        wrong = self.parts.wrong_place()
        empty = (place for place, card in enumerate(self.cards()) if not card.part().fen)
        return wrong if wrong >= 0 else next(empty, 0 if self.cards() else -1)

    def _left(self) -> int:
        return self.form.fen("total") - sum(card.part().fen for card in self.cards())

    def _on_edited(self) -> None:
        self._settle()
        self.edited.emit()

    def _on_technical(self, fen: int) -> None:
        self.form.show_fen("technical", fen)
        self.form.focus_field("technical")

    def _settle(self) -> None:
        """Show the words of the amounts, and of the ways of payment the one that is chosen."""
        payment = self._payment()
        for name in ("total", "technical"):
            if not self.form.error(name):
                fen = self.form.fen(name)
                self.form.set_hint(name, in_words(fen) if fen else "")
        self.parts.setVisible(payment is Payment.INSTALMENTS)
        self.royalty.settle(payment)
        self.costs.settle(self.form.fen("total"), self.form.fen("technical"))
        self._settle_sum()

    def _settle_sum(self) -> None:
        left = self._left()
        if not left:
            text = self.tr("Adds up to {0}").format(figures(self.form.fen("total")))
        elif left > 0:
            text = self.tr("{0} of the total are still open").format(figures(left))
        else:
            text = self.tr("{0} more than the total").format(figures(-left))
        set_tone(self._sum, "trouble" if left else "good")
        self._sum.setText(text)
