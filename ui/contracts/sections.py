"""The sections of the contract form that every contract has: what it is about, and its price."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.contracts.content import ContractContent, InstalmentContent
from app.contracts.states import Payment
from app.documents.amounts import in_words
from app.kernel.errors import FieldRefused
from app.kernel.money import figures
from ui import wording
from ui.contracts.fields import AmountField, DayField, DayRefused
from ui.parts.button import Button, IconButton
from ui.parts.card import Card
from ui.parts.forms import Form
from ui.parts.words import set_tone, words

_MOST_COPIES = 30


class BasicsSection(QWidget):
    """Title, place, term and copies.

    Signals:
        edited: Something was typed.
        submitted: Enter in the last field.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[str, date | None] = {"valid_from": None, "valid_to": None}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.form = Form(self, columns=2)
        self.form.add_line("title", self.tr("Project name"), required=True, span=2)
        self.form.add_field("valid_from", self.tr("Valid from"), DayField(self), required=True)
        self.form.add_field("valid_to", self.tr("Valid to"), DayField(self), required=True)
        self.form.add_line("place", self.tr("Signed at"), span=2)
        hint = self.tr("One for each party and one for the registrar.")
        self.form.add_number("copies", self.tr("Copies"), 1, _MOST_COPIES, hint=hint)
        column.addWidget(self.form)
        column.addStretch(1)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.submitted)

    def show_content(self, content: ContractContent) -> None:
        """Fill the section."""
        self._kept = {"valid_from": content.valid_from, "valid_to": content.valid_to}
        self.form.set_text("title", content.title)
        self.form.set_text("place", content.place)
        self.form.set_text("copies", str(content.copies))
        for name, day in self._kept.items():
            self._day_field(name).show_day(day)

    def put_into(self, content: ContractContent) -> ContractContent:
        """Put what was typed into a content; a day that cannot be read stays as it was kept."""
        copies = self.form.editor("copies")
        assert isinstance(copies, QSpinBox)
        return replace(
            content,
            title=self.form.text("title"),
            place=self.form.text("place"),
            copies=copies.value(),
            valid_from=self._kept["valid_from"],
            valid_to=self._kept["valid_to"],
        )

    def wrong_field(self) -> str:
        """Name the first field that cannot be read, or ""."""
        return next((name for name in self._kept if self.form.error(name)), "")

    def focus_field(self, name: str) -> None:
        """Put the focus into a field."""
        self.form.editor(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _day_field(self, name: str) -> DayField:
        editor = self.form.editor(name)
        assert isinstance(editor, DayField)
        return editor

    def _on_edited(self, name: str) -> None:
        if name in self._kept:
            self._read_day(name)
        self.edited.emit()

    def _read_day(self, name: str) -> None:
        try:
            self._kept[name] = self._day_field(name).day()
        except DayRefused:
            self.form.show_error(name, self.tr("This is not a day. Write it like 2027-06-30."))


class InstalmentCard(Card):
    """A part of the price.

    Signals:
        edited: Something was typed.
        removed: This part is to be taken out. Carries the card.
    """

    edited = Signal()
    removed = Signal(object)

    def __init__(self, part: InstalmentContent, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self._part = part
        self.form = Form(self, columns=2)
        self.form.add_field("amount", self.tr("Amount in yuan"), AmountField(self), required=True)
        self.form.add_field("due_on", self.tr("Due on"), DayField(self))
        condition = self.form.add_line("condition", self.tr("Falls due upon"), span=2)
        condition.setText(part.condition)
        self._amount().show_fen(part.fen)
        self._due().show_day(part.due_on)
        self.body.addWidget(self.form)
        self.remove = IconButton("trash-2", self.tr("Take this part out"), self, role="trouble")
        self.head.addWidget(self.remove)
        self.form.edited.connect(self._on_edited)
        self.remove.clicked.connect(self._on_remove)

    def part(self) -> InstalmentContent:
        """Give what was typed; what cannot be read stays as it was kept."""
        return self._part

    def wrong_field(self) -> str:
        """Name the first field that cannot be read, or ""."""
        return next((name for name in ("amount", "due_on") if self.form.error(name)), "")

    def _amount(self) -> AmountField:
        editor = self.form.editor("amount")
        assert isinstance(editor, AmountField)
        return editor

    def _due(self) -> DayField:
        editor = self.form.editor("due_on")
        assert isinstance(editor, DayField)
        return editor

    def _on_edited(self, name: str) -> None:
        try:
            fen = self._amount().fen() if name == "amount" else self._part.fen
            due = self._due().day() if name == "due_on" else self._part.due_on
            self._part = InstalmentContent(fen, due, self.form.text("condition"))
        except FieldRefused as refused:
            self.form.show_error(name, wording.sentence(refused))
        except DayRefused:
            self.form.show_error(name, self.tr("This is not a day. Write it like 2027-06-30."))
        self.edited.emit()

    def _on_remove(self) -> None:
        self.removed.emit(self)


class PriceSection(QWidget):
    """Total and technical amount with their words, and how it is paid.

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
        self._kept = {"total": 0, "technical": 0}
        self._cards: list[InstalmentCard] = []
        self._build()
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.submitted)
        self.add.clicked.connect(self._on_add)

    def show_content(self, content: ContractContent) -> None:
        """Fill the section."""
        self._kept = {"total": content.total_fen, "technical": content.technical_fen}
        for name, fen in self._kept.items():
            self._amount(name).show_fen(fen)
            self._show_words(name)
        self.form.set_text("payment", content.payment.value)
        for part in content.instalments:
            self._add_card(part)
        self._settle()

    def put_into(self, content: ContractContent) -> ContractContent:
        """Put what was typed into a content; an amount that cannot be read stays as it was kept."""
        return replace(
            content,
            total_fen=self._kept["total"],
            technical_fen=self._kept["technical"],
            payment=Payment(self.form.text("payment")),
            instalments=tuple(card.part() for card in self._cards),
        )

    def cards(self) -> tuple[InstalmentCard, ...]:
        """Give the cards of the parts."""
        return tuple(self._cards)

    def wrong_field(self) -> str:
        """Name the first field that cannot be read, or ""."""
        own = next((name for name in self._kept if self.form.error(name)), "")
        return own or ("instalments" if any(card.wrong_field() for card in self._cards) else "")

    def focus_field(self, name: str) -> None:
        """Put the focus into a field; for the parts into the first that is wrong or empty."""
        if name != "instalments":
            self.form.editor(name).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._cards:
            odd = (card for card in self._cards if card.wrong_field() or not card.part().fen)
            card = next(odd, self._cards[0])
            card.form.editor(card.wrong_field() or "amount").setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.form = Form(self, columns=2)
        self.form.add_field("total", self.tr("Total amount in yuan"), AmountField(self), required=True)
        self.form.add_field("technical", self.tr("Of it technical amount"), AmountField(self), required=True)
        ways = [(way.value, wording.label(way)) for way in Payment]
        self.form.add_choice("payment", self.tr("Paid"), ways, span=2)
        column.addWidget(self.form)
        self._parts = QWidget(self)
        self._parts_column = QVBoxLayout(self._parts)
        self._parts_column.setContentsMargins(0, 0, 0, 0)
        self._parts_column.setSpacing(8)
        foot = QHBoxLayout()
        self.add = Button(self.tr("Add an instalment"), "quiet", "plus", parent=self)
        self._sum = words("", "muted", self, wrap=True)
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.add)
        foot.addWidget(self._sum, 1)
        self._parts_column.addLayout(foot)
        column.addWidget(self._parts)

    def _amount(self, name: str) -> AmountField:
        editor = self.form.editor(name)
        assert isinstance(editor, AmountField)
        return editor

    def _on_edited(self, name: str) -> None:
        if name in self._kept:
            self._read_amount(name)
        self._settle()
        self.edited.emit()

    def _read_amount(self, name: str) -> None:
        try:
            self._kept[name] = self._amount(name).fen()
            self._show_words(name)
        except FieldRefused as refused:
            self.form.set_hint(name, "")
            self.form.show_error(name, wording.sentence(refused))

    def _show_words(self, name: str) -> None:
        self.form.set_hint(name, in_words(self._kept[name]) if self._kept[name] else "")

    def _settle(self) -> None:
        """Show the parts where there are any, number them, and say whether they add up."""
        self._parts.setVisible(self.form.text("payment") == Payment.INSTALMENTS.value)
        for number, card in enumerate(self._cards, start=1):
            card.set_title(self.tr("Instalment {0}").format(number))
        left = self._left()
        if not left:
            text = self.tr("Adds up to {0}").format(figures(self._kept["total"]))
        elif left > 0:
            text = self.tr("{0} of the total are still open").format(figures(left))
        else:
            text = self.tr("{0} more than the total").format(figures(-left))
        set_tone(self._sum, "trouble" if left else "good")
        self._sum.setText(text)

    def _left(self) -> int:
        return self._kept["total"] - sum(card.part().fen for card in self._cards)

    def _add_card(self, part: InstalmentContent) -> InstalmentCard:
        card = InstalmentCard(part, self._parts)
        card.edited.connect(self._on_part)
        card.removed.connect(self._on_removed)
        self._parts_column.insertWidget(len(self._cards), card)
        self._cards.append(card)
        return card

    def _on_part(self) -> None:
        self._settle()
        self.edited.emit()

    def _on_add(self) -> None:
        card = self._add_card(InstalmentContent(max(self._left(), 0)))
        self._on_part()
        card.form.editor("amount").setFocus(Qt.FocusReason.OtherFocusReason)
        self.grown.emit()

    def _on_removed(self, card: InstalmentCard) -> None:
        self._cards.remove(card)
        self._parts_column.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._on_part()
