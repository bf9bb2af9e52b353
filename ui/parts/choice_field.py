"""A choice of a form that never asks for the width of its longest line."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from ui import theme

_LEAST_LETTERS, _AROUND = 8, 24


class ChoiceField(QComboBox):
    """A choice that gives way: what does not fit stands in the tooltip, and whole in its open list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_LETTERS)
        self.currentTextChanged.connect(self.setToolTip)

    def showPopup(self) -> None:
        """Open the list as wide as its longest line."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + theme.px(_AROUND))
        super().showPopup()
