"""The pages of the self-service screen, one question each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.identity import masked_name, masked_phone
from app.queueing.service import TakenNumber
from app.reception.states import ShownAs
from ui import theme
from ui.kiosk.taking import Way, Wish
from ui.parts.big_number import BigNumber
from ui.parts.names import local_name
from ui.parts.touch import Tile, TileBoard, TileFacts
from ui.parts.words import words


class ConfirmStep(QWidget):
    """Everything chosen once more, and how the hall's screen may call the visitor.

    Signals:
        confirmed: Carries ShownAs.
    """

    confirmed = Signal(object)

    def __init__(self, wish: Wish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown_as = ShownAs.NUMBER
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for text, tone in self._lines(wish):
            column.addWidget(words(text, tone, self, wrap=True))
        facts = (
            TileFacts(ShownAs.NUMBER, self.tr("Call me by my number"), icon="ticket"),
            TileFacts(ShownAs.MASKED_NAME, self.tr("Call me by my masked name"), icon="users"),
        )
        self.choices = TileBoard(facts, 2, self)
        for tile in self.choices.tiles:
            tile.setCheckable(True)
        self.choices.chosen.connect(self._on_chosen)
        self.choices.setVisible(wish.way is not Way.NOBODY)
        column.addWidget(self.choices)
        self.go = Tile(TileFacts("go", self.tr("Take a number"), icon="ticket"), parent=self, is_main=True)
        self.go.clicked.connect(self._on_go)
        column.addStretch(1)
        column.addWidget(self.go)
        self._on_chosen(ShownAs.NUMBER)

    def choose_digit(self, digit: int) -> bool:
        """Choose how to be called by the number of the button."""
        return self.choices.isVisible() and self.choices.choose_digit(digit)

    def take_focus(self) -> None:
        """Let Enter take the number."""
        self.go.setFocus()

    def wait(self) -> None:
        """Take no second touch while the number is on its way."""
        self.go.setEnabled(False)

    def _lines(self, wish: Wish) -> list[tuple[str, str]]:
        assert wish.matter is not None
        lines = [(local_name(wish.matter.name, wish.matter.name_en), "title")]
        if wish.way is Way.PHONE:
            lines.append((self.tr("Phone {0}").format(masked_phone(wish.phone)), "heading"))
        if wish.way is Way.CARD and wish.card is not None:
            lines.append((self.tr("Card of {0}").format(masked_name(wish.card.name)), "heading"))
        return lines

    def _on_chosen(self, key: str) -> None:
        self._shown_as = ShownAs(key)
        for tile in self.choices.tiles:
            tile.setChecked(tile.facts.key == key)

    def _on_go(self) -> None:
        self.wait()
        self.confirmed.emit(self._shown_as)


class ResultStep(QWidget):
    """The number, who is ahead, and what became of the slip."""

    def __init__(self, taken: TakenNumber, matter: str, *, has_printer: bool, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        column.addWidget(words(self.tr("Your number"), "heading", self))
        number = BigNumber(72, self)
        number.show_number(taken.number)
        column.addWidget(number)
        column.addWidget(words(matter, "title", self, wrap=True))
        column.addWidget(words(self._ahead(taken), "heading", self, wrap=True))
        slip = self.tr("Please take your slip. Your number is called on the screen and by voice.")
        note = self.tr("Please note your number. It is called on the screen and by voice.")
        column.addWidget(words(slip if has_printer else note, "", self, wrap=True))
        column.addStretch(1)

    def _ahead(self, taken: TakenNumber) -> str:
        if not taken.ahead:
            return self.tr("Nobody is ahead of you")
        wait = self.tr("{0} ahead of you, about {1} to {2} minutes")
        return wait.format(taken.ahead, taken.wait.least_min, taken.wait.most_min)


class MessageStep(QWidget):
    """One sentence: what could not be, or thanks."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        said = words(text, "title", self, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        column.addWidget(said)
        column.addStretch(1)


class CardStep(MessageStep):
    """Waits for a card."""


class WayBoard(TileBoard):
    """How a visitor says who they are."""

    def __init__(self, facts: Sequence[TileFacts], parent: QWidget) -> None:
        super().__init__(facts, len(facts), parent, upright=True)
