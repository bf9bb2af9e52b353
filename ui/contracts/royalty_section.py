"""Ways of payment beyond fixed sums: entry fee, royalty (Civil Code art. 846), words for what is neither."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from app.contracts.content import PaymentContent, RoyaltyContent
from app.contracts.states import Payment, RateCourse, RoyaltyBase
from app.documents.amounts import in_words
from ui import wording
from ui.contracts.kept_form import KeptForm, RateRefused, rate_text, read_rate

ROYALTY_FIELDS = ("entry_fee", "royalty", "royalty_rates", "royalty_years", "inspection", "payment_other")
_MOST_YEARS = 50
_SEPARATORS = str.maketrans({"\u3001": " ", "\uff0c": " ", ",": " ", ";": " ", "\uff1b": " "})
_SHOWN = {
    Payment.ROYALTY: ("royalty", "course", "royalty_rates", "royalty_years", "inspection"),
    Payment.ENTRY_AND_ROYALTY: (
        *("entry_fee", "royalty", "course", "royalty_rates", "royalty_years", "inspection"),
    ),
    Payment.OTHER: ("payment_other",),
}
_ALL = ("entry_fee", "royalty", "course", "royalty_rates", "royalty_years", "inspection", "payment_other")


def read_rates(text: str) -> tuple[int, ...]:
    """Read rates by year, parted by blanks or commas, as hundredths of a percent; refuses RateRefused."""
    return tuple(read_rate(piece) for piece in text.translate(_SEPARATORS).split())


class RoyaltySection(QWidget):
    """The fields of the chosen way of payment.

    Signals:
        edited: Something was typed.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rates: tuple[int, ...] = ()
        self._payment = Payment.LUMP_SUM
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.form = KeptForm(self)
        self._build()
        column.addWidget(self.form)
        self.form.edited.connect(self._on_edited)

    def show_terms(self, terms: PaymentContent) -> None:
        """Fill the section."""
        royalty = terms.royalty or RoyaltyContent()
        self._rates = royalty.rates
        self.form.show_fen("entry_fee", terms.entry_fee_fen)
        self.form.set_text("royalty", royalty.base.value)
        self.form.set_text("course", royalty.course.value)
        self.form.set_text("royalty_rates", "  ".join(rate_text(rate) or "0" for rate in royalty.rates))
        self.form.set_text("royalty_years", str(royalty.years))
        self.form.set_text("inspection", royalty.inspection)
        self.form.set_text("payment_other", terms.other)

    def terms(self, *, has_royalty: bool) -> PaymentContent:
        """Give what was typed; fields of a way that is not chosen keep nothing but their words."""
        years = self.form.editor("royalty_years")
        assert isinstance(years, QSpinBox)
        royalty = RoyaltyContent(
            base=RoyaltyBase(self.form.text("royalty")),
            course=RateCourse(self.form.text("course")),
            rates=self._rates,
            years=years.value(),
            inspection=self.form.text("inspection"),
        )
        return PaymentContent(
            entry_fee_fen=self.form.fen("entry_fee"),
            royalty=royalty if has_royalty else None,
            other=self.form.text("payment_other"),
        )

    def settle(self, payment: Payment) -> None:
        """Show what a way of payment asks for."""
        self._payment = payment
        shown = _SHOWN.get(payment, ())
        for name in _ALL:
            self.form.show_field(name, is_shown=name in shown)
        self.setVisible(bool(shown))

    def is_asked(self, name: str) -> bool:
        """Tell whether the chosen way of payment asks for a field."""
        return name in _SHOWN.get(self._payment, ())

    def wrong_field(self) -> str:
        """Name the first field that cannot be read, or ""."""
        return self.form.wrong_field() or ("royalty_rates" if self.form.error("royalty_rates") else "")

    def focus_field(self, name: str) -> None:
        """Put the focus into a field."""
        self.form.focus_field(name)

    def _build(self) -> None:
        form = self.form
        form.add_amount("entry_fee", self.tr("Entry fee in yuan"), required=True, span=2)
        bases = [(base.value, wording.label(base)) for base in RoyaltyBase]
        form.add_choice("royalty", self.tr("A share"), bases)
        courses = [(course.value, wording.label(course)) for course in RateCourse]
        form.add_choice("course", self.tr("Rates"), courses)
        rates = form.add_line("royalty_rates", self.tr("Rates by year, %"), required=True)
        rates.setPlaceholderText("3.5  3  2.5")
        form.add_number("royalty_years", self.tr("Years"), 0, _MOST_YEARS)
        label = self.tr("Inspection of the accounts")
        form.add_text("inspection", label, lines=2, span=2)
        form.add_text("payment_other", self.tr("How it is paid"), required=True, lines=3, span=2)

    def _on_edited(self, name: str) -> None:
        if name == "royalty_rates":
            self._read_rates()
        elif name == "entry_fee" and not self.form.error(name):
            fen = self.form.fen(name)
            self.form.set_hint(name, in_words(fen) if fen else "")
        self.edited.emit()

    def _read_rates(self) -> None:
        try:
            self._rates = read_rates(self.form.text("royalty_rates"))
        except RateRefused:
            told = self.tr("Please write rates from 0 to 100, with blanks between the years.")
            self.form.show_error("royalty_rates", told)
