"""Lines, windows and skills: a list at the left, what can be set at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.catalogue.arranging import (
    LAST_NUMBER,
    LEAST_WEIGHT,
    LONGEST_NAME,
    MOST_QUOTA,
    MOST_WEIGHT,
    Arrangement,
    Arranging,
    WindowArranged,
)
from app.catalogue.known import GroupRow
from app.security.accounts import StaffRow
from ui import theme, wording
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form, LineField
from ui.parts.names import local_name
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words
from ui.rules.sections import SectionView, Wish

R = TypeVar("R")
Typed = dict[str, str]
_LIST_WIDTH = 300


class ListSection(SectionView, Generic[R]):
    """A row is chosen and set; what is typed for other rows is kept until it is saved."""

    columns: ClassVar[int] = 2

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts: dict[str, Typed] = {}
        self._rows: tuple[R, ...] = ()
        self._is_filling = False
        self.table: RowTable[R] = RowTable(
            (
                Column(self.tr("Name"), self.name_of, strong=True, icon=self._mark),
                Column(self.tr("Set to"), self.detail_of, 120),
            ),
            self.key_of,
            EmptyState("list", self.tr("Nothing to arrange yet"), self.tr("Set up the hall first.")),
            numbered=True,
            parent=self,
        )
        self.table.setMinimumWidth(theme.px(_LIST_WIDTH))
        self.form = Form(self, columns=self.columns)
        self.form.setEnabled(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(24)
        line.addWidget(self.table, 2)
        line.addWidget(self.form, 3)
        self.table.chosen.connect(self._on_chosen)
        self.table.selected.connect(self._on_selected)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.save_wanted)

    def key_of(self, row: R) -> str:
        """Give a row's key."""
        raise NotImplementedError

    def name_of(self, row: R) -> str:
        """Name a row in the list."""
        raise NotImplementedError

    def detail_of(self, row: R) -> str:
        """Say in the list what is set."""
        raise NotImplementedError

    def read(self, row: R) -> Typed:
        """Give what the form shows of a row."""
        raise NotImplementedError

    def wish(self, row: R, typed: Typed) -> Wish:
        """Make a wish of what is typed for a row."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show rows; the chosen one and everything typed stay."""
        self._rows = tuple(rows)
        self.table.show_rows(rows)
        if self.table.current() is None:
            self.table.select_first()
        self._fill(self.table.current())

    def wishes(self) -> tuple[Wish, ...]:
        """Give a wish for every row with something typed."""
        by_key = {self.key_of(row): row for row in self._rows}
        return tuple(self.wish(by_key[k], typed) for k, typed in self._drafts.items() if k in by_key)

    def forget(self, key: str) -> None:
        """Let go of what was typed for a row."""
        self._drafts.pop(key, None)

    def show_refusal(self, key: str, error: Exception) -> bool:
        """Bring the row into sight and show the reason at its field."""
        self.table.select_key(key)
        return self.form.show_refusal(error)

    def begin(self) -> None:
        """Begin in the list; Enter or a digit goes on to the form."""
        self.table.setFocus()

    def _mark(self, row: R) -> str:
        return "pencil" if self.key_of(row) in self._drafts else ""

    def _fill(self, row: R | None) -> None:
        self.form.setEnabled(row is not None)
        if row is None:
            return
        self._is_filling = True
        self.form.clear_errors()
        for name, value in (self.read(row) | self._drafts.get(self.key_of(row), {})).items():
            if self.form.text(name) != value:
                self.form.set_text(name, value)
        self._is_filling = False

    def _on_selected(self, row: R | None) -> None:
        self._fill(row)

    def _on_chosen(self, row: R) -> None:
        self.form.focus_first()

    def _on_edited(self, name: str) -> None:
        row = self.table.current()
        if self._is_filling or row is None:
            return
        was = self.read(row)
        typed = {name: self.form.text(name) for name in was}
        changed = {n: typed[n] for n in was if typed[n] != was[n]}
        if changed:
            self._drafts[self.key_of(row)] = changed
        else:
            self._drafts.pop(self.key_of(row), None)
        self.edited.emit()


class LinesSection(ListSection[GroupRow]):
    """The business groups: name, range of numbers, quota."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for name, label in (("name", self.tr("Name")), ("name_en", self.tr("Name in English"))):
            line = self.form.add_line(name, label, span=2)
            line.setMaxLength(LONGEST_NAME)
        last = self.tr("After the last number they begin again.")
        self.form.add_number("first_number", self.tr("First number"), 1, LAST_NUMBER)
        self.form.add_number("last_number", self.tr("Last number"), 1, LAST_NUMBER, hint=last)
        hint = self.tr("0: as many as come. A clerk may give more after a word of confirmation.")
        self.form.add_number("quota", self.tr("Numbers a day"), 0, MOST_QUOTA, hint=hint, span=2)

    def show_arrangement(self, now: Arrangement) -> None:
        """Show the lines."""
        self.show_rows(now.groups)

    def key_of(self, row: GroupRow) -> str:
        """Give the letter."""
        return row.letter

    def name_of(self, row: GroupRow) -> str:
        """Give letter and name."""
        return f"{row.letter}  {local_name(row.name, row.name_en)}"

    def detail_of(self, row: GroupRow) -> str:
        """Give the range and the quota."""
        numbers = f"{row.first_number}\u2013{row.last_number}"
        return numbers + (f"  \u2264 {row.quota}" if row.quota else "")

    def read(self, row: GroupRow) -> Typed:
        """Give the fields."""
        return {
            "name": row.name,
            "name_en": row.name_en,
            "first_number": str(row.first_number),
            "last_number": str(row.last_number),
            "quota": str(row.quota),
        }

    def wish(self, row: GroupRow, typed: Typed) -> Wish:
        """Set the line."""
        said = self.read(row) | typed
        first, last, quota = (int(said[n]) for n in ("first_number", "last_number", "quota"))
        group = GroupRow(row.letter, said["name"], said["name_en"], first, last, quota)
        return Wish(row.letter, partial(Arranging.set_group, group=group))


class WindowsSection(ListSection[WindowArranged]):
    """The windows: which letters they serve, whether they help."""

    columns = 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.letters = LineField(self)
        hint = self.tr("Letters one after the other, like ABC. Empty: all lines.")
        self.form.add_field("letters", self.tr("Lines it serves"), self.letters, hint=hint)
        self.form.add_tick("is_help", self.tr("Helps where another line is too long"))
        self._known = words("", "muted", self, wrap=True)
        self.form.add_field("known", self.tr("Lines of the hall"), self._known)

    def show_arrangement(self, now: Arrangement) -> None:
        """Show the windows, and which letters there are."""
        lines = (f"{g.letter} {local_name(g.name, g.name_en)}" for g in now.groups)
        self._known.setText("   ".join(lines))
        self.show_rows(now.windows)

    def key_of(self, row: WindowArranged) -> str:
        """Give the window's key."""
        return row.window.id

    def name_of(self, row: WindowArranged) -> str:
        """Give number and name."""
        return f"{row.window.number}  {local_name(row.window.name, row.window.name_en)}"

    def detail_of(self, row: WindowArranged) -> str:
        """Give the letters."""
        letters = "".join(row.window.letters) or self.tr("all")
        return letters + ("  +" if row.is_help else "")

    def read(self, row: WindowArranged) -> Typed:
        """Give the fields."""
        return {"letters": "".join(row.window.letters), "is_help": "1" if row.is_help else ""}

    def wish(self, row: WindowArranged, typed: Typed) -> Wish:
        """Set the window; blanks and commas between letters mean nothing."""
        said = self.read(row) | typed
        letters = tuple(sorted({c for c in said["letters"].upper() if c.isalnum()}))
        job = partial(
            Arranging.set_window, window_id=row.window.id, letters=letters, is_help=bool(said["is_help"])
        )
        return Wish(row.window.id, job)


class SkillsSection(ListSection[StaffRow]):
    """Who is best at which line: such visitors are called sooner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now: Arrangement | None = None
        self._letters: tuple[str, ...] = ()

    def show_arrangement(self, now: Arrangement) -> None:
        """Show the staff with a number for each line."""
        self._now = now
        for group in now.groups:
            if group.letter not in self._letters:
                label = f"{group.letter}  {local_name(group.name, group.name_en)}"
                self.form.add_number(group.letter, label, LEAST_WEIGHT, MOST_WEIGHT)
                self._letters += (group.letter,)
        self.show_rows(now.staff)

    def key_of(self, row: StaffRow) -> str:
        """Give the key."""
        return row.id

    def name_of(self, row: StaffRow) -> str:
        """Give the name."""
        return row.name

    def detail_of(self, row: StaffRow) -> str:
        """Give the role."""
        return wording.label(row.role)

    def read(self, row: StaffRow) -> Typed:
        """Give the weights."""
        assert self._now is not None
        return {letter: str(self._now.weight(row.id, letter)) for letter in self._letters}

    def wish(self, row: StaffRow, typed: Typed) -> Wish:
        """Set the weights that were changed."""
        weights = {letter: int(value) for letter, value in typed.items()}
        return Wish(row.id, partial(Arranging.set_skills, staff_id=row.id, weights=weights))
