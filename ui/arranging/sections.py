"""What every section of the page has in common: a list at the left, what can be set at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kernel.errors import FieldRefused
from app.rooms.arranging import RoomArranging
from app.security.actors import Actor
from ui import theme
from ui.arranging.reading import Hall
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.row_table import Column, RowTable
from ui.parts.upright import UprightArea

NEW = "new"
"""The line under which something new is typed."""
_LIST_WIDTH = 280
_LARGE = 1.3
Typed = dict[str, str]
Job = Callable[[RoomArranging, Actor], object]


@dataclass(frozen=True)
class Line:
    """A line of the list: what it stands for, its words, what stands smaller behind, what the form shows."""

    key: str
    name: str
    detail: str = ""
    values: tuple[tuple[str, str], ...] = ()
    is_fixed: bool = False
    """What is there already and can only be taken away."""


@dataclass(frozen=True)
class Wish:
    """Something typed that is to be set. ``job`` refuses with FieldRefused what cannot be read."""

    key: str
    job: Job


class Section(QWidget):
    """A row is chosen and set; what is typed for other rows is kept until it is saved.

    Signals:
        save_wanted: Ctrl+Enter, or Enter in the last field.
        edited: Something was typed or put back.
        pointed: Another row is chosen.
    """

    save_wanted = Signal()
    edited = Signal()
    pointed = Signal()

    columns: ClassVar[int] = 2
    removal: ClassVar[bool] = True
    """Whether a line can be taken away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hall: Hall | None = None
        self._drafts: dict[str, Typed] = {}
        self._is_filling = False
        self.table: RowTable[Line] = RowTable(
            (
                Column(self.tr("Name"), _name, strong=True, icon=self._mark),
                Column(self.tr("Set to"), _detail, 92),
            ),
            _key,
            EmptyState("list", self.tr("Nothing to arrange yet")),
            numbered=True,
            parent=self,
        )
        self.table.setFixedWidth(_LIST_WIDTH + round((theme.px(_LIST_WIDTH) - _LIST_WIDTH) / 2))
        # Large text leaves half the width.
        is_large = theme.current().text_scale >= _LARGE
        self.form = Form(self, columns=max(1, self.columns // 2) if is_large else self.columns)
        area = UprightArea(self.form, self)
        # In the largest letters a form may be wider than the page.
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.left = QVBoxLayout()
        self.left.addWidget(self.table, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addLayout(self.left)
        line.addWidget(area, 1)
        self.table.chosen.connect(self._on_chosen)
        self.table.selected.connect(self._on_selected)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.save_wanted)

    def lines(self, hall: Hall) -> list[Line]:
        """Make the list of the hall as it stands."""
        raise NotImplementedError

    def job(self, key: str, typed: Typed) -> Job:
        """Make what sets a row, of all its fields; refuses with FieldRefused."""
        raise NotImplementedError

    def removal_words(self, key: str) -> str:
        """Word the button that takes the chosen line away; "" where it cannot."""
        return ""

    def remove(self, key: str, reason: str, keeps: bool) -> Job:
        """Make what takes a row away. ``keeps``: what is booked stays booked."""
        raise NotImplementedError

    def show_hall(self, hall: Hall) -> None:
        """Show the hall; the chosen row and everything typed stay."""
        self.hall = hall
        # Choices that follow from the hall are no typing.
        self._is_filling = True
        self.table.show_rows(self.lines(hall))
        self._is_filling = False
        if self.table.current() is None:
            self.table.select_first()
        self._fill()

    def rows(self) -> tuple[Line, ...]:
        """Give the lines."""
        return self.table.rows()

    def current_key(self) -> str:
        """Name the chosen row, or ""."""
        line = self.table.current()
        return line.key if line is not None else ""

    def typed(self, key: str) -> Typed:
        """Give all fields of a row, with what was typed."""
        line = next((line for line in self.table.rows() if line.key == key), None)
        return (dict(line.values) if line is not None else {}) | self._drafts.get(key, {})

    def waiting(self) -> tuple[str, ...]:
        """Name the rows with something typed."""
        known = {line.key for line in self.table.rows()}
        return tuple(key for key in self._drafts if key in known)

    def wish(self, key: str) -> Wish:
        """Give what is typed for a row; refuses with FieldRefused."""
        return Wish(key, self.job(key, self.typed(key)))

    def forget(self, key: str) -> None:
        """Let go of what was typed for a row."""
        self._drafts.pop(key, None)

    def show_refusal(self, key: str, error: Exception) -> bool:
        """Bring the row into sight and show the reason at its field."""
        self.table.select_key(key)
        return isinstance(error, FieldRefused) and self.form.show_refusal(error)

    def begin(self) -> None:
        """Begin in the list; Enter or a digit goes on to the form."""
        self.table.setFocus()

    def show_more(self) -> None:
        """Show what follows from what is typed."""

    def _fill(self) -> None:
        line = self.table.current()
        self.form.setEnabled(line is not None and not line.is_fixed)
        if line is None:
            return
        self._is_filling = True
        self.form.clear_errors()
        for name, value in self.typed(line.key).items():
            if self.form.text(name) != value:
                self.form.set_text(name, value)
        self._is_filling = False
        self.show_more()
        self.pointed.emit()

    def _mark(self, line: Line) -> str:
        return "pencil" if line.key in self._drafts else "plus" if line.key == NEW else ""

    def _on_selected(self, line: Line | None) -> None:
        self._fill()

    def _on_chosen(self, line: Line) -> None:
        self.form.focus_first()

    def _on_edited(self, name: str) -> None:
        line = self.table.current()
        if self._is_filling or line is None:
            return
        was = dict(line.values)
        changed = {n: self.form.text(n) for n, value in was.items() if self.form.text(n) != value}
        if changed:
            self._drafts[line.key] = changed
        else:
            self._drafts.pop(line.key, None)
        self.show_more()
        self.edited.emit()


def whole_number(field: str, text: str) -> int:
    """Read a number; refuses with FieldRefused."""
    try:
        return int(text)
    except ValueError as error:
        raise FieldRefused(field, "wrong_form", text) from error


def _key(line: Line) -> str:
    return line.key


def _name(line: Line) -> str:
    return line.name


def _detail(line: Line) -> str:
    return line.detail
