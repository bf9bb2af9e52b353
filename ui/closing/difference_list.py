"""What does not fit in the evening's report: how often, what it means, and a button that leads there."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.cases.closing_report import Difference
from ui import wording
from ui.closing.phrases import advice, way, way_words
from ui.parts.button import Button
from ui.parts.words import words

_MARK = "\u2717"


class DifferenceLine(QWidget):
    """One kind of difference.

    Signals:
        way_wanted: The button. Carries the name of the page that leads on.
    """

    way_wanted = Signal(str)

    def __init__(self, difference: Difference, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.difference = difference
        self.count = words("", "trouble", self)
        self.advice = words(advice(difference), "small", self, wrap=True)
        self.way = Button(way_words(difference), "quiet", "chevron-right", parent=self)
        self.way.setAccessibleDescription(advice(difference))
        line, said = QHBoxLayout(self), QVBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        said.setSpacing(0)
        said.addWidget(self.count)
        said.addWidget(self.advice)
        line.addLayout(said, 1)
        line.addWidget(self.way)
        self.way.clicked.connect(self._on_way)

    def show_count(self, count: int) -> None:
        """Show how often; hidden where it does not occur."""
        self.count.setText(f"{_MARK}  {wording.named(wording.label(self.difference), count)}")
        self.setVisible(count > 0)

    def _on_way(self) -> None:
        self.way_wanted.emit(way(self.difference))


class DifferenceList(QWidget):
    """Lines stay while the report is counted anew, so that the focus does too.

    Signals:
        way_wanted: Carries the name of the page that leads on.
    """

    way_wanted = Signal(str)

    def __init__(self, pages: Collection[str], parent: QWidget | None = None) -> None:
        """``pages`` names the pages this person has; a button that leads nowhere is not shown."""
        super().__init__(parent)
        self.lines = {difference: DifferenceLine(difference, self) for difference in Difference}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in self.lines.values():
            line.way.setVisible(way(line.difference) in pages)
            line.way_wanted.connect(self.way_wanted)
            line.hide()
            column.addWidget(line)
        self.hide()

    def show_differences(self, found: Sequence[tuple[Difference, int]]) -> None:
        """Show what does not fit."""
        counts = dict(found)
        for difference, line in self.lines.items():
            line.show_count(counts.get(difference, 0))
        self.setVisible(bool(counts))

    def told(self) -> list[str]:
        """Give what is said not to fit."""
        return [line.count.text() for line in self.lines.values() if line.isVisibleTo(self)]
