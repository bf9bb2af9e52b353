"""Asks one thing in the middle of the page, never over it: a digit answers, Esc leaves it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.button import Button
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import LineField, buttons_row
from ui.parts.keys import with_key
from ui.parts.words import words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class PickLine(LineField):
    """Typing narrows the list below; digits choose from it, Up, Down and the page keys move in it.

    Signals:
        digit_pressed: Carries the digit.
        moved: Carries -1 or 1.
        turned: Carries -1 or 1.
    """

    digit_pressed = Signal(int)
    moved = Signal(int)
    turned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what is for the list."""
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.digit_pressed.emit(key - Qt.Key.Key_0)
        elif key in _MOVES:
            self.moved.emit(_MOVES[Qt.Key(key)])
        elif key in _TURNS:
            self.turned.emit(_TURNS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)


class PickBox(QWidget):
    """A question with numbered answers and, where asked for, words beside them.

    Signals:
        picked: It is answered. Carries the key of the answer ("" for own words) and the words.
        left: Esc, or the button.
    """

    picked = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._is_own_words = self._has_remark = False
        self._answer = ""
        self._question = words("", "heading", self, wrap=True)
        self._line = PickLine(self)
        self.list = ChoiceList(self)
        self._chosen = words("", "tag", self)
        self.remark = LineField(self)
        self._leave = Button(self.tr("Leave it") + "   Esc", parent=self)
        self._confirm = Button(with_key(self.tr("Do it"), "Return"), "primary", "check", parent=self)
        self._build()
        self._connect()

    def ask(self, question: str, choices: Sequence[Choice], *, remark: str = "", own_words: str = "") -> None:
        """Ask; ``remark`` has words typed beside the answer, ``own_words`` instead of it."""
        self._choices = tuple(choices)
        self._has_remark, self._is_own_words = bool(remark), bool(own_words)
        self._question.setText(question)
        self._line.clear()
        self._line.setPlaceholderText(own_words or self.tr("Digit, or type to narrow the list"))
        self._line.setAccessibleName(question)
        self.remark.clear()
        self.remark.setPlaceholderText(remark)
        self.remark.setAccessibleName(remark)
        self._ask_again()

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer other answers to the same question; what is typed stays."""
        self._choices = tuple(choices)
        self._narrow()

    def question(self) -> str:
        """Tell what is asked."""
        return self._question.text()

    def take_focus(self) -> None:
        """Put the focus where the answer is given."""
        target = self.remark if self._answer else self._line
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back a step."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        elif event.key() in _ENTER:
            event.accept()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        answer = QHBoxLayout()
        answer.setSpacing(8)
        answer.addWidget(self._chosen)
        answer.addWidget(self.remark, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        for part in (self._question, self._line):
            column.addWidget(part)
        column.addLayout(answer)
        column.addWidget(self.list, 1)
        column.addWidget(buttons_row(self._leave, self._confirm, parent=self))

    def _connect(self) -> None:
        self._line.textChanged.connect(self._narrow)
        self._line.digit_pressed.connect(self.list.choose_digit)
        self._line.moved.connect(self.list.step)
        self._line.turned.connect(self.list.turn_page)
        self._line.returnPressed.connect(self._on_enter)
        self.remark.returnPressed.connect(self._on_enter)
        self.list.chosen.connect(self._on_chosen)
        self._confirm.clicked.connect(self._on_enter)
        self._leave.clicked.connect(self.left)

    def _ask_again(self) -> None:
        self._answer = ""
        self._show_answer(is_given=False)
        self._narrow()

    def _show_answer(self, *, is_given: bool) -> None:
        self._chosen.setVisible(is_given)
        self.remark.setVisible(is_given)
        self._line.setVisible(not is_given)
        self.list.setVisible(not is_given)

    def _narrow(self) -> None:
        text = self._line.text().strip().casefold()
        if not text or self._is_own_words:
            self.list.show_choices(self._choices)
        else:
            self.list.show_choices([c for c in self._choices if _fits(c, text)])

    def _on_enter(self) -> None:
        if self._answer:
            self.picked.emit(self._answer, self.remark.text().strip())
        elif self._is_own_words and self._line.text().strip():
            self.picked.emit("", self._line.text().strip())
        else:
            self.list.choose_current()

    def _on_chosen(self, key: str) -> None:
        choice = next(c for c in self._choices if c.key == key)
        if not self._has_remark:
            self.picked.emit(key, choice.text)
            return
        self._answer = key
        self._chosen.setText(choice.text)
        self._show_answer(is_given=True)
        self.take_focus()

    def _on_back(self) -> None:
        if self._answer:
            self._ask_again()
            self.take_focus()
        else:
            self.left.emit()


def _fits(choice: Choice, text: str) -> bool:
    return any(text in word.casefold() for word in (choice.text, choice.detail, choice.remark))
