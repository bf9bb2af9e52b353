"""Two texts of a contract as one: what was put in is underlined, what was taken out is struck out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextTableFormat
from PySide6.QtWidgets import QTextEdit, QWidget

from app.contracts.comparing import Difference, FactChange, Fate, Mark, Passage
from ui import theme, wording

_SHORTEST_GAP = 6
"""So many unchanged lines in a row are told by their number; fewer stand there."""
_SIGNS = {Fate.ADDED: "+", Fate.REMOVED: "\u2212", Fate.CHANGED: "\u2260", Fate.MOVED: "\u21c4"}


class DifferenceText(QTextEdit):
    """Shows a difference, read only; goes from place to place.

    Signals:
        place_shown: Another difference is in sight. Carries its number from 1 and how many there are.
    """

    place_shown = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Differences"))
        self._places: list[int] = []
        self._at = -1

    def show_difference(self, difference: Difference) -> None:
        """Show a difference from its beginning."""
        self.clear()
        self._places, self._at = [], -1
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if difference.is_empty:
            cursor.insertText(self.tr("The two texts say the same."), _format())
        else:
            self._write_counts(cursor, difference)
            self._write_facts(cursor, difference.facts)
            self._write_passages(cursor, difference.passages)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.place_shown.emit(0, len(self._places))

    def places(self) -> int:
        """Count the places that differ."""
        return len(self._places)

    def step(self, places: int) -> None:
        """Go to the next difference, or to one before; after the last comes the first."""
        if not self._places:
            return
        self._at = (self._at + places) % len(self._places) if self._at >= 0 else (0 if places > 0 else -1)
        self._at %= len(self._places)
        cursor = self.textCursor()
        cursor.setPosition(self._places[self._at])
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)
        self.place_shown.emit(self._at + 1, len(self._places))

    def _write_counts(self, cursor: QTextCursor, difference: Difference) -> None:
        told = [
            f"{_SIGNS[kind]} {wording.named(wording.label(kind), difference.count(kind))}"
            for kind in (Fate.ADDED, Fate.REMOVED, Fate.CHANGED, Fate.MOVED)
        ]
        cursor.insertText("    ".join(told), _format(bold=True))
        cursor.insertBlock()
        cursor.insertText(self.tr("Put in"), _inserted())
        cursor.insertText("    ", _format())
        cursor.insertText(self.tr("taken out"), _deleted())

    def _write_facts(self, cursor: QTextCursor, facts: Sequence[FactChange]) -> None:
        if not facts:
            return
        cursor.insertBlock()
        cursor.insertBlock()
        cursor.insertText(self.tr("Figures and names"), _format(bold=True))
        cursor.insertBlock()
        layout = QTextTableFormat()
        layout.setCellPadding(4)
        layout.setCellSpacing(0)
        layout.setBorder(1)
        layout.setBorderBrush(theme.colour("line"))
        table = cursor.insertTable(len(facts), 3, layout)
        for row, change in enumerate(facts):
            told = " ".join(part for part in (wording.label(change.fact), change.about) if part)
            start = table.cellAt(row, 0).firstCursorPosition()
            self._places.append(start.position())
            start.insertText(told, _format())
            table.cellAt(row, 1).firstCursorPosition().insertText(change.before, _deleted())
            table.cellAt(row, 2).firstCursorPosition().insertText(change.after, _inserted())
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _write_passages(self, cursor: QTextCursor, passages: Sequence[Passage]) -> None:
        cursor.insertBlock()
        cursor.insertText(self.tr("Text"), _format(bold=True))
        for stayed, group in groupby(passages, key=_stayed):
            lines = list(group)
            if stayed and len(lines) >= _SHORTEST_GAP:
                _line(cursor)
                told = self.tr("\u2026 {0} lines as they were \u2026").format(len(lines))
                cursor.insertText(told, _format(role="muted"))
            else:
                for passage in lines:
                    self._write_passage(cursor, passage)

    def _write_passage(self, cursor: QTextCursor, passage: Passage) -> None:
        _line(cursor)
        if passage.fate is not Fate.SAME:
            self._places.append(cursor.position())
            cursor.insertText(
                f"{_SIGNS[passage.fate]} {_from_where(passage)}  ", _format(role="accent", bold=True)
            )
        elif passage.after:
            cursor.insertText(f"{passage.after}  ", _format(role="muted"))
        for run in passage.runs:
            style = {Mark.INSERTED: _inserted(), Mark.DELETED: _deleted()}.get(run.mark)
            cursor.insertText(run.text, style or _format(bold=passage.is_heading))


def _stayed(passage: Passage) -> bool:
    return passage.fate is Fate.SAME


def _from_where(passage: Passage) -> str:
    if passage.fate is Fate.MOVED:
        told = QCoreApplication.translate("Contracts", "moved from {0} to {1}")
        return told.format(passage.where_before() or "?", passage.where_after() or "?")
    return " ".join(part for part in (passage.after or passage.before, wording.label(passage.fate)) if part)


def _line(cursor: QTextCursor) -> None:
    style = QTextBlockFormat()
    style.setTopMargin(6)
    style.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.insertBlock(style)


def _format(*, role: str = "text", bold: bool = False) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFont(theme.font(bold=bold))
    style.setForeground(theme.colour(role))
    return style


def _inserted() -> QTextCharFormat:
    style = _format(role="good")
    style.setFontUnderline(True)
    style.setBackground(theme.colour("good_soft"))
    return style


def _deleted() -> QTextCharFormat:
    style = _format(role="trouble")
    style.setFontStrikeOut(True)
    style.setBackground(theme.colour("trouble_soft"))
    return style
