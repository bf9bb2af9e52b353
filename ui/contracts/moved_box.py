"""Somebody else saved the draft meanwhile: who, when, and the three ways out; nothing typed is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.contracts.refusals import DraftMoved
from ui import theme
from ui.contracts import phrases
from ui.parts.button import Button
from ui.parts.words import words


class MovedBox(QFrame):
    """Hidden until a draft moved.

    Signals:
        compare_requested: What differs between theirs and what is typed here shall be shown.
        theirs_chosen: What is typed here is kept as a version, the draft stays as they saved it.
        mine_chosen: Theirs is kept as a version, the draft becomes what is typed here.
    """

    compare_requested = Signal()
    theirs_chosen = Signal()
    mine_chosen = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self.setProperty("part", "banner")
        theme.mark(self, "mood", "waiting")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(4)
        self._told = words("", "", self, wrap=True)
        self.compare = Button(self.tr("Look at the differences"), "quiet", "eye", parent=self)
        theirs = self.tr("Keep mine as a version and take theirs")
        self.theirs = Button(theirs, "quiet", "download", parent=self)
        mine = self.tr("Keep theirs as a version and take mine")
        self.mine = Button(mine, "quiet", "pencil", parent=self)
        column.addWidget(self._told)
        for button in (self.compare, self.theirs, self.mine):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.compare.clicked.connect(self.compare_requested)
        self.theirs.clicked.connect(self.theirs_chosen)
        self.mine.clicked.connect(self.mine_chosen)
        self.hide()

    def ask(self, moved: DraftMoved) -> None:
        """Say who saved when, and wait for a decision."""
        at = phrases.moment(moved.moved_at, self._zone)
        told = self.tr("{0} saved this draft at {1}. Nothing was overwritten; what you typed is still here.")
        self._told.setText(told.format(moved.by or self.tr("Somebody else"), at))
        self.show()
        self.compare.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Tell what is said."""
        return self._told.text()
