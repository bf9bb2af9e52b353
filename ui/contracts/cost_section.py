"""Costs inside the total that are no price of technology, and the computation of the technical amount."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from app.contracts.content import CostContent
from app.contracts.states import CostKind
from app.kernel.money import figures
from ui import wording
from ui.contracts.part_cards import PartCard, PartStack, place_of
from ui.parts.button import Button
from ui.parts.words import set_tone, words

_MOST = 9999


class CostCard(PartCard):
    """One cost: what it is, how many, for how much."""

    def __init__(self, cost: CostContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kinds = [(kind.value, wording.label(kind)) for kind in CostKind]
        self.form.add_choice("kind", self.tr("Kind"), kinds)
        self.form.add_line("name", self.tr("What it is"), required=True)
        self.form.add_number("quantity", self.tr("How many"), 1, _MOST)
        self.form.add_amount("amount", self.tr("For them in yuan"), required=True)
        self.form.set_text("kind", cost.kind.value)
        self.form.set_text("name", cost.name)
        self.form.set_text("quantity", str(max(cost.quantity, 1)))
        self.form.show_fen("amount", cost.fen)

    def cost(self) -> CostContent:
        """Give what was typed; what cannot be read stays as it was kept."""
        quantity = self.form.editor("quantity")
        assert isinstance(quantity, QSpinBox)
        kind = CostKind(self.form.text("kind"))
        return CostContent(kind, self.form.text("name"), quantity.value(), self.form.fen("amount"))


class CostSection(QWidget):
    """The costs, and what is left of the total for the technology (domain.md 1.7).

    Signals:
        edited: Something was typed.
        grown: A cost was added that may be out of sight.
        technical_taken: The computed technical amount shall stand. Carries fen.
    """

    edited = Signal()
    grown = Signal()
    technical_taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._computed = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words(self.tr("Costs that are no price of technology"), "strong", self))
        advice = self.tr("Equipment, instruments, parts, material; not the carriers of the technology.")
        column.addWidget(words(advice, "small", self, wrap=True))
        self.stack: PartStack[CostCard] = PartStack(
            self.tr("Cost {0}"), self.tr("Add a cost"), self._fresh, self
        )
        column.addWidget(self.stack)
        self._sum = words("", "muted", self, wrap=True)
        self.take = Button(self.tr("Take this technical amount"), icon="check", parent=self)
        column.addWidget(self._sum)
        column.addWidget(self.take)
        self.stack.edited.connect(self.edited)
        self.stack.grown.connect(self.grown)
        self.take.clicked.connect(self._on_take)

    def show_costs(self, costs: Sequence[CostContent]) -> None:
        """Fill the section."""
        self.stack.show_cards([CostCard(cost, self.stack) for cost in costs])

    def costs(self) -> tuple[CostContent, ...]:
        """Give what was typed."""
        return tuple(card.cost() for card in self.stack.cards())

    def settle(self, total: int, technical: int) -> None:
        """Show the computation; where the technical amount differs, offer to take the computed one."""
        costs = sum(cost.fen for cost in self.costs())
        self._computed = total - costs
        told = self.tr("Total {0} \u2212 costs {1} = technical amount {2}")
        self._sum.setText(told.format(figures(total), figures(costs), figures(self._computed)))
        is_other = technical != self._computed
        set_tone(self._sum, "waiting" if is_other and costs else "good" if costs else "muted")
        self._sum.setVisible(bool(total))
        self.take.setVisible(is_other and self._computed > 0)

    def has_field(self, name: str) -> bool:
        """Tell whether a field of a finding is here."""
        return name == "costs" or place_of(name, "cost") >= 0

    def wrong_field(self) -> str:
        """Name the first field that cannot be read, or ""."""
        place = self.stack.wrong_place()
        return f"cost_{place}" if place >= 0 else ""

    def focus_field(self, name: str) -> None:
        """Go to a cost, or to the first."""
        self.stack.focus_place(max(place_of(name, "cost"), 0))

    def _fresh(self, parent: QWidget) -> CostCard:
        return CostCard(CostContent(CostKind.EQUIPMENT, ""), parent)

    def _on_take(self) -> None:
        self.technical_taken.emit(self._computed)
