"""A form whose amounts, days and rates keep the last value that could be read; what was typed stays."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from app.kernel.errors import FieldRefused
from ui import wording
from ui.contracts.fields import AmountField, DayField, DayRefused
from ui.parts.forms import Form, LineField

_WHOLE = 10_000
"""Hundredths of a percent in the whole."""


class RateRefused(ValueError):
    """A text that is no rate between nothing and the whole, with at most two decimals."""


def read_rate(text: str) -> int:
    """Read a rate in percent as hundredths of a percent; nothing for nothing. Refuses with RateRefused."""
    plain = unicodedata.normalize("NFKC", text).replace("%", "").strip()
    if not plain:
        return 0
    try:
        hundredths = Decimal(plain) * 100
    except InvalidOperation as error:
        raise RateRefused(text) from error
    if not hundredths.is_finite() or hundredths % 1 or not 0 <= hundredths <= _WHOLE:
        raise RateRefused(text)
    return int(hundredths)


def rate_text(hundredths: int) -> str:
    """Write a rate as percent without needless noughts."""
    whole, part = divmod(hundredths, 100)
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".") if hundredths else ""


class KeptForm(Form):
    """Reads amounts, days and rates while they are typed; says under the field what cannot be read."""

    def __init__(self, parent: QWidget | None = None, *, columns: int = 2) -> None:
        super().__init__(parent, columns=columns)
        self._kept: dict[str, Any] = {}
        self._readers: dict[str, Callable[[], Any]] = {}
        self.edited.connect(self._on_typed)

    def add_amount(self, name: str, label: str, *, required: bool = False, span: int = 1) -> AmountField:
        """Add an amount in yuan, kept in fen."""
        editor = AmountField(self)
        self._add_kept(name, label, editor, editor.fen, 0, required=required, span=span)
        return editor

    def add_day(self, name: str, label: str, *, required: bool = False, span: int = 1) -> DayField:
        """Add a day that may be empty."""
        editor = DayField(self)
        self._add_kept(name, label, editor, editor.day, None, required=required, span=span)
        return editor

    def add_choice(
        self,
        name: str,
        label: str,
        options: Sequence[tuple[str, str]],
        *,
        required: bool = False,
        hint: str = "",
        span: int = 1,
    ) -> QComboBox:
        """Add a choice of (key, words) that asks for no more room than there is."""
        editor = super().add_choice(name, label, options, required=required, hint=hint, span=span)
        editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return editor

    def fen(self, name: str) -> int:
        """Give an amount in fen, the last that could be read."""
        return int(self._kept[name])

    def day(self, name: str) -> date | None:
        """Give a day, the last that could be read."""
        found: date | None = self._kept[name]
        return found

    def show_fen(self, name: str, fen: int) -> None:
        """Fill an amount."""
        editor = self.editor(name)
        assert isinstance(editor, AmountField)
        editor.show_fen(fen)
        self._kept[name] = fen

    def show_day(self, name: str, day: date | None) -> None:
        """Fill a day."""
        editor = self.editor(name)
        assert isinstance(editor, DayField)
        editor.show_day(day)
        self._kept[name] = day

    def wrong_field(self) -> str:
        """Name the first field that cannot be read, or ""."""
        return next((name for name in self._readers if self.error(name)), "")

    def focus_field(self, name: str) -> None:
        """Put the focus into a field."""
        self.editor(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_kept(
        self,
        name: str,
        label: str,
        editor: LineField,
        read: Callable[[], Any],
        empty: object,
        *,
        required: bool,
        span: int,
    ) -> None:
        self.add_field(name, label, editor, required=required, span=span)
        self._readers[name], self._kept[name] = read, empty

    def _on_typed(self, name: str) -> None:
        if name not in self._readers:
            return
        try:
            self._kept[name] = self._readers[name]()
        except FieldRefused as refused:
            self.set_hint(name, "")
            self.show_error(name, wording.sentence(refused))
        except DayRefused:
            self.show_error(name, self.tr("This is not a day. Write it like 2027-06-30."))
        except RateRefused:
            self.show_error(name, self.tr("Please write a rate from 0 to 100, like 3.5."))


class RateField(LineField):
    """A rate in percent; what can be read is written without the sign on leaving."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholder="0.00 %")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.editingFinished.connect(self._tidy)

    def rate(self) -> int:
        """Give the rate in hundredths of a percent; refuses with RateRefused."""
        return read_rate(self.text())

    def _tidy(self) -> None:
        try:
            plain = rate_text(self.rate())
        except RateRefused:
            return
        if self.text() != plain:
            self.setText(plain)
