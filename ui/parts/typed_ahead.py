"""Keys pressed while something is on its way: what is typed is kept for what comes next, nothing is lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class TypedAhead(QObject):
    """Holds the characters that are typed into a field whose words are sent already.

    Ctrl+Z means what was sent and not the field; keys that type nothing go their way.

    Signals:
        pressed_early: Enter, though what was sent is still on its way.
    """

    pressed_early = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None
        self._text = ""
        self._is_holding = False

    def begin(self, field: QWidget | None) -> None:
        """Hold what is typed into the field that has the keys now."""
        self._field, self._text, self._is_holding = field, "", True
        if field is not None:
            field.installEventFilter(self)

    def is_holding(self) -> bool:
        """Tell whether something is on its way."""
        return self._is_holding

    def end(self) -> str:
        """Let the field go; gives what was typed meanwhile."""
        if self._field is not None:
            self._field.removeEventFilter(self)
        text, self._field, self._text, self._is_holding = self._text, None, "", False
        return text

    def give_back(self) -> None:
        """Let the field go, with what was typed behind its words."""
        field = self._field
        text = self.end()
        if isinstance(field, QLineEdit):
            field.insert(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold what types something; true where an event is not to go on."""
        if isinstance(event, QInputMethodEvent):
            self._text += event.commitString()
            return bool(event.commitString())
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            if is_undo:
                event.ignore()
            return is_undo
        return event.type() == QEvent.Type.KeyPress and self._holds(event)

    def _holds(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self.pressed_early.emit()
            return True
        if event.key() == Qt.Key.Key_Backspace and self._text:
            self._text = self._text[:-1]
            return True
        is_character = event.text().isprintable() and bool(event.text())
        if is_character and not event.modifiers() & ~_PLAIN:
            self._text += event.text()
            return True
        return False
