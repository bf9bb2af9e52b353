"""The question before the day is closed: what becomes of whom, asked in the page itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.cases.closing import LeftOver
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.keys import with_key
from ui.parts.names import local_name
from ui.parts.words import words


class Question(Card):
    """Hidden until the day shall be closed; leaving it changes nothing.

    Signals:
        confirmed: The day shall be closed so.
        left: Not yet.
    """

    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Close the day like this?"), parent, tinted=True)
        self.carried = words("", "", self, wrap=True)
        self.closed = words("", "trouble", self, wrap=True)
        self._after = words("", "muted", self, wrap=True)
        self.back = Button(with_key(self.tr("Not yet"), "Esc"), parent=self)
        self.confirm = Button(
            with_key(self.tr("Close the day"), "Ctrl+Return"), "primary", "clipboard-check", parent=self
        )
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.confirm, 1)
        for line in (self.carried, self.closed, self._after):
            self.body.addWidget(line)
        self.body.addLayout(foot)
        self.back.clicked.connect(self.left)
        self.confirm.clicked.connect(self.confirmed)
        self.hide()

    def ask(
        self, carried: Sequence[LeftOver], closed: Sequence[LeftOver], reason: str, *, is_today: bool
    ) -> None:
        """Say what will happen, by business, and wait for the second press."""
        evening = self.tr("Every window ends its duty. Ctrl+Z takes it back.")
        earlier = self.tr("Who is here today stays. Ctrl+Z takes it back.")
        self._after.setText(evening if is_today else earlier)
        nobody = self.tr("Nobody is left. Nobody is carried over or closed.")
        over = self.tr("Carried over: {0}.  {1}").format(_count(carried), _by_business(carried))
        self.carried.setText(over if carried else nobody)
        self.carried.setVisible(bool(carried) or not closed)
        gone = self.tr("Closed: {0}.  {1}").format(_count(closed), _by_business(closed))
        self.closed.setText("\n".join((gone, self.tr("Reason: {0}").format(reason))))
        self.closed.setVisible(bool(closed))
        self.show()
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)


def _count(rows: Sequence[LeftOver]) -> int:
    return sum(len(row.numbers) for row in rows)


def _by_business(rows: Sequence[LeftOver]) -> str:
    """List how many of each business."""
    return " \u00b7 ".join(f"{_name(row)}\u00a0\u00d7{len(row.numbers)}" for row in rows)


def _name(row: LeftOver) -> str:
    return local_name(row.matter, row.matter_en)
