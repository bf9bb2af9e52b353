"""Side by side: what was wanted here at the left, what the centre has at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.sync.conflicts import Line, Part
from ui import theme
from ui.parts.words import rule, words
from ui.sync import columns, phrases

_SAME, _OTHER = "=", "\u2260"
_NAME, _MINE, _SIGN, _THEIRS = range(4)


class Comparison(QWidget):
    """One grid for each record; a sign between the values says whether they differ."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._shown: list[QWidget] = []
        self._parts: tuple[Part, ...] = ()

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Show other records."""
        if parts == self._parts:
            return
        for old in self._shown:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = parts
        self._shown = [self._made(part) for part in parts]
        for grid in self._shown:
            self._column.addWidget(grid)

    def lines(self) -> list[tuple[str, str, str, str]]:
        """Tell what is shown: column, mine, sign, theirs."""
        return [
            (columns.column(line.column), self._mine(line), _sign(part, line), self._theirs(part, line))
            for part in self._parts
            for line in part.lines
        ]

    def _made(self, part: Part) -> QWidget:
        box = QWidget(self)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, stretch in ((_NAME, 2), (_MINE, 4), (_SIGN, 0), (_THEIRS, 4)):
            grid.setColumnStretch(place, stretch)
        grid.addWidget(words(self._heading(part), "strong", box, wrap=True), 0, _NAME, 1, 4)
        grid.addWidget(rule(box), 1, _NAME, 1, 4)
        grid.addWidget(words(self.tr("Mine"), "label", box), 2, _MINE)
        grid.addWidget(words(self._right_heading(part), "label", box, wrap=True), 2, _THEIRS)
        for row, line in enumerate(part.lines, start=3):
            self._add_line(box, grid, row, part, line)
        return box

    def _add_line(self, box: QWidget, grid: QGridLayout, row: int, part: Part, line: Line) -> None:
        tone = "strong" if line.differs else ""
        grid.addWidget(_top(words(columns.column(line.column), "small", box, wrap=True)), row, _NAME)
        grid.addWidget(_value(self._mine(line), tone, box), row, _MINE)
        sign = words(_sign(part, line), "tag-waiting" if line.differs else "muted", box)
        sign.setAccessibleName(self.tr("differs") if line.differs else self.tr("the same"))
        grid.addWidget(sign, row, _SIGN, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        grid.addWidget(_value(self._theirs(part, line), tone, box), row, _THEIRS)

    def _heading(self, part: Part) -> str:
        kind = phrases.record(part.table)
        kind = kind[:1].upper() + kind[1:]
        name = columns.named(part.name)
        text = f"{kind}  {name}" if name else kind
        return self.tr("{0} (new)").format(text) if part.is_new else text

    def _right_heading(self, part: Part) -> str:
        if part.rival is not None:
            return self.tr("At the centre, in the way: {0}").format(columns.named(part.rival) or "\u2014")
        return self.tr("At the centre") if part.is_here else self.tr("The centre has no such record")

    def _mine(self, line: Line) -> str:
        return columns.said(line.mine, self._zone)

    def _theirs(self, part: Part, line: Line) -> str:
        if not part.is_here and line.theirs is None:
            return ""
        text = columns.said(line.theirs, self._zone)
        if line.is_moved_on:
            return self.tr("{0} (today: {1})").format(text, columns.said(line.now, self._zone))
        return text


def _sign(part: Part, line: Line) -> str:
    if line.differs:
        return _OTHER
    return _SAME if part.is_here else ""


def _value(text: str, tone: str, parent: QWidget) -> QLabel:
    made = _top(words(text, tone, parent, wrap=True))
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setMinimumWidth(theme.px(80))
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


def _top(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label
