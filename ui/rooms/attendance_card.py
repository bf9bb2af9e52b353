"""Who was announced and who is here: signing in by a digit, by name, by scanning a ticket."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rooms.arriving import GuestEntry
from app.rooms.door import SignedIn
from ui import wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.row_table import Column, RowTable
from ui.parts.words import words
from ui.rooms import phrases


@dataclass(frozen=True)
class _Line:
    key: str
    one: SignedIn
    name: str
    organisation: str
    side: str
    signed: str


class AttendanceCard(Card):
    """The attendance sheet on the screen.

    Signals:
        sign_in_wanted: Somebody is here. Carries a GuestEntry.
    """

    sign_in_wanted = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Who is here"))
        self._zone = zone
        columns: tuple[Column[_Line], ...] = (
            Column(self.tr("Name"), _name, 100, wraps=True),
            Column(self.tr("Organisation"), _organisation, wraps=True),
            Column(self.tr("Side"), _side, 76, wraps=True),
            Column(self.tr("Signed in"), _signed, 80, icon=_icon),
        )
        empty = EmptyState(
            "users", self.tr("Nobody was announced"), self.tr("Type a name below, or scan a ticket.")
        )
        self.table = RowTable(columns, _key, empty, numbered=True, parent=self)
        self.table.setAccessibleName(self.tr("Who is here"))
        self.form = Form(self, columns=2)
        self.form.add_line("name", self.tr("Somebody else"), placeholder=self.tr("Name"))
        self.form.add_line("organisation", self.tr("Organisation"))
        self.sign = Button(self.tr("Sign in"), "plain", "user-check", parent=self)
        self._hint = words(
            self.tr("A digit or Enter signs a line in; a scanned ticket signs its visitor in."),
            "small",
            self,
            wrap=True,
        )
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._hint)
        line = QHBoxLayout()
        line.addWidget(self.form, 1)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(line)
        self.table.chosen.connect(self._on_chosen)
        self.form.submitted.connect(self._on_typed)
        self.sign.clicked.connect(self._on_typed)

    def show_people(self, people: tuple[SignedIn, ...], *, is_open: bool) -> None:
        """Show who was announced and who came; ``is_open``: somebody may sign in."""
        self.table.show_rows([self._line(n, one) for n, one in enumerate(people)])
        for part in (self.form, self.sign):
            part.setEnabled(is_open)

    def forget_typed(self) -> None:
        """Empty the line of somebody else: they are signed in."""
        for name in ("name", "organisation"):
            self.form.set_text(name, "")
        self.form.clear_errors()

    def take_focus(self) -> None:
        """Begin with the people who were announced."""
        is_empty = not self.table.rows()
        first = self.form.editor("name") if is_empty else self.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, n: int, one: SignedIn) -> _Line:
        key = one.party.id if one.party is not None else f"other {n}"
        side = wording.label(one.party.role) if one.party is not None else ""
        signed = phrases.hour(one.signed_at, self._zone) if one.signed_at is not None else ""
        return _Line(key, one, one.name, one.organisation, side, signed)

    def _on_chosen(self, line: _Line) -> None:
        if line.one.party is not None and line.one.signed_at is None:
            self.sign_in_wanted.emit(GuestEntry(line.name, line.organisation, line.one.party.id))

    def _on_typed(self) -> None:
        if not self.form.text("name"):
            self.form.show_error("name", wording.problem("empty"))
            return
        self.sign_in_wanted.emit(GuestEntry(self.form.text("name"), self.form.text("organisation")))


def _key(line: _Line) -> str:
    return line.key


def _name(line: _Line) -> str:
    return line.name


def _organisation(line: _Line) -> str:
    return line.organisation


def _side(line: _Line) -> str:
    return line.side


def _signed(line: _Line) -> str:
    return line.signed


def _icon(line: _Line) -> str:
    return "check" if line.signed else ""
