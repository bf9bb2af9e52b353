"""A line of text above a numbered list: typing searches, digits and Enter choose, Esc goes back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui import theme
from ui.parts.forms import LineField

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class SearchLine(LineField):
    """Keeps the focus while the list below is moved through.

    Signals:
        digit_pressed: A digit that chooses. Carries it.
        taken: A digit with Alt: it chooses and is Enter at once. Carries it.
        stepped: Up or Down. Carries -1 or 1.
        turned: PgUp or PgDn. Carries -1 or 1.
        confirmed: Enter.
        went_back: Esc.
        added: The plus sign where digits choose always. Carries nothing.
        taken_off: Backspace in the empty line.
    """

    digit_pressed = Signal(int)
    taken = Signal(int)
    stepped = Signal(int)
    turned = Signal(int)
    confirmed = Signal()
    went_back = Signal()
    added = Signal()
    taken_off = Signal()

    def __init__(
        self, placeholder: str, parent: QWidget | None = None, *, after_digits: bool = False
    ) -> None:
        """``after_digits``: digits choose always, not only after letters."""
        super().__init__(parent, placeholder=placeholder)
        self._after_digits = after_digits
        self.has_choices = False
        self.setClearButtonEnabled(True)
        self.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell keys that move and choose; the rest is typing."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = key - Qt.Key.Key_0
        if plain and 1 <= digit <= 9 and self.digits_choose():
            self.digit_pressed.emit(digit)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and 1 <= digit <= 9:
            self.taken.emit(digit)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif key in _TURNS:
            self.turned.emit(_TURNS[Qt.Key(key)])
        elif key in _ENTER and plain:
            self.confirmed.emit()
        elif key == Qt.Key.Key_Escape:
            self.went_back.emit()
        elif key == Qt.Key.Key_Plus and self._after_digits:
            self.added.emit()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.taken_off.emit()
        else:
            super().keyPressEvent(event)

    def digits_choose(self) -> bool:
        """Tell whether a digit chooses a line.

        After digits it goes on with a telephone or document number, and a capital letter begins
        a passport or permit number: initials and pinyin are typed small.
        """
        text = self.text().strip()
        if self._after_digits:
            return self.has_choices
        is_word = bool(text) and not any(c.isdigit() or (c.isascii() and c.isupper()) for c in text)
        return self.has_choices and is_word


def let_shrink(choice: QComboBox) -> None:
    """Let a choice be narrower than its longest line; the open list is as wide as it needs."""
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(6)
    choice.view().setTextElideMode(Qt.TextElideMode.ElideNone)
