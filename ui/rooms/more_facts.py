"""What a booking may say besides place, time and the two sides: people, equipment, host, subject, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rooms.entries import MOST_PIECES, BookingEntry
from app.rooms.queries import StockRow
from app.rooms.rows import BookingCard
from app.rooms.states import SubjectKind
from ui import wording
from ui.parts.forms import Form
from ui.parts.words import words
from ui.rooms.people_section import PeopleSection
from ui.rooms.reason_words import thing


@dataclass(frozen=True)
class Subject:
    """What a booking can be for: a case or a contract by its key, with its words."""

    kind: SubjectKind
    key: str
    words: str


_BY_NUMBER = (SubjectKind.CONTRACT, SubjectKind.DEMAND, SubjectKind.ACHIEVEMENT)
_PIECES = 2


class MoreFacts(QWidget):
    """The part of the form that is folded away until somebody needs it.

    Signals:
        submitted: The booking is to be made.
        asked: Something was typed that what is free depends on.
        number_typed: The number of a contract was typed. Carries the text.
    """

    submitted = Signal()
    asked = Signal()
    number_typed = Signal(str)

    def __init__(self, *, may_override: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[str, ...] = ()
        self._subjects: tuple[Subject, ...] = ()
        self._contract: tuple[str, str] = ("", "")
        self._may_override = may_override
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(words(self.tr("Others who take part"), "strong", self))
        self.people = PeopleSection(self)
        column.addWidget(self.people)
        self._pieces_title = words(self.tr("Movable equipment"), "strong", self)
        column.addWidget(self._pieces_title)
        self.pieces = Form(self, columns=_PIECES)
        column.addWidget(self.pieces)
        column.addWidget(words(self.tr("Details"), "strong", self))
        self.form = Form(self, columns=2)
        column.addWidget(self.form)
        self._fill()
        self.set_subjects(())
        self.set_stock(())
        self.people.submitted.connect(self.submitted)
        self.people.edited.connect(self.asked)
        self.pieces.submitted.connect(self.submitted)
        self.pieces.edited.connect(self.asked)
        self.form.submitted.connect(self.submitted)
        self.form.edited.connect(self._on_edited)

    def set_staff(self, staff: Sequence[tuple[str, str]]) -> None:
        """Offer hosts as (key, name)."""
        self.form.set_options("host_id", [("", self.tr("Myself")), *staff])

    def set_stock(self, stock: Sequence[StockRow]) -> None:
        """Offer movable equipment; a kind that is offered already keeps its number."""
        for row in stock:
            if row.kind not in self._kinds:
                self.pieces.add_number(row.kind, thing(row.kind), 0, MOST_PIECES)
            self.pieces.show_hint(row.kind, self.tr("of {count}").format(count=row.quantity))
        self._kinds = tuple(dict.fromkeys((*self._kinds, *(row.kind for row in stock))))
        self._pieces_title.setVisible(bool(self._kinds))
        self.pieces.setVisible(bool(self._kinds))

    def set_subjects(self, subjects: Sequence[Subject]) -> None:
        """Offer what the booking can be for; the rest is named by its number."""
        self._subjects = tuple(subjects)
        by_number = self.tr("{kind}, by number")
        options = [("", wording.label(SubjectKind.NONE))]
        options += [(s.key, f"{wording.label(s.kind)} \u00b7 {s.words}") for s in subjects]
        options += [(k.value, by_number.format(kind=wording.label(k))) for k in _BY_NUMBER]
        self.form.set_options("subject", options)
        self._show_number()

    def choose_subject(self, subject: Subject) -> None:
        """Choose what the booking is for, also where it was not offered."""
        if subject.kind is SubjectKind.NONE:
            self.form.set_text("subject", "")
        elif any(s.key == subject.key for s in self._subjects):
            self.form.set_text("subject", subject.key)
        elif subject.kind in (SubjectKind.DEMAND, SubjectKind.ACHIEVEMENT):
            self.form.set_text("subject", subject.kind.value)
            self.form.set_text("number", subject.key)
        else:
            self.set_subjects((*self._subjects, subject))
            self.form.set_text("subject", subject.key)

    def show_contract(self, typed: str, key: str, title: str) -> None:
        """Show which contract bears the number that was typed; an empty key: none does."""
        if typed != self.form.text("number"):
            return
        self._contract = (typed, key)
        none = self.tr("No contract bears this number.")
        self.form.show_hint("number", title if key else none, "small" if key else "waiting")

    def subject(self) -> tuple[SubjectKind, str]:
        """Give what the booking is for."""
        chosen, number = self.form.text("subject"), self.form.text("number")
        found = next((s for s in self._subjects if s.key == chosen), None)
        if found is not None:
            return found.kind, found.key
        if not chosen or not number:
            return SubjectKind.NONE, ""
        if chosen != SubjectKind.CONTRACT.value:
            return SubjectKind(chosen), number
        key = self._contract[1] if self._contract[0] == number else ""
        return (SubjectKind.CONTRACT, key) if key else (SubjectKind.NONE, "")

    def is_complete(self) -> bool:
        """Tell whether a contract that was named by its number is known; says so where it is not."""
        is_asked = self.form.text("subject") == SubjectKind.CONTRACT.value and bool(self.form.text("number"))
        if not is_asked or self.subject()[1]:
            return True
        self.form.show_error("number", self.tr("No contract bears this number."))
        return False

    def equipment(self) -> dict[str, int]:
        """Give so many pieces of each kind."""
        found = {kind: int(self.pieces.text(kind)) for kind in self._kinds}
        return {kind: count for kind, count in found.items() if count}

    def override(self) -> str:
        """Give the reason for setting rules aside."""
        return self.form.text("override") if self._may_override else ""

    def show_known(self, known: BookingCard | BookingEntry) -> None:
        """Show a booking that is to be changed, or to be made once more."""
        self.set_stock([StockRow(kind, 0) for kind in known.equipment if kind not in self._kinds])
        for kind in self._kinds:
            self.pieces.set_text(kind, str(known.equipment.get(kind, 0)))
        self.form.set_text("host_id", known.host_id or "")
        self.form.set_text("note", known.note)
        self.form.set_text("internal_note", known.internal_note)
        self.form.set_text("is_confidential", "1" if known.is_confidential else "")
        self.choose_subject(Subject(known.subject_kind, known.subject_id, known.title))

    def reset(self) -> None:
        """Empty it."""
        self.people.set_entries(())
        for kind in self._kinds:
            self.pieces.set_text(kind, "0")
        for name in ("host_id", "subject", "number", "note", "internal_note", "is_confidential"):
            self.form.set_text(name, "")
        if self._may_override:
            self.form.set_text("override", "")
        self.set_subjects(())

    def is_empty(self) -> bool:
        """Tell whether nothing was said here."""
        texts = ("note", "internal_note", "is_confidential", "number", "host_id")
        said = self.people.entries() or self.equipment() or self.override()
        return not said and not any(self.form.text(name) for name in texts)

    def _fill(self) -> None:
        form = self.form
        form.add_choice("host_id", self.tr("Host"), [("", self.tr("Myself"))])
        form.add_choice("subject", self.tr("Belongs to"), ())
        form.add_line("number", self.tr("Number"), span=2)
        form.add_text("note", self.tr("Note"), lines=2, span=2)
        form.add_text("internal_note", self.tr("Internal note"), lines=2, span=2)
        form.set_hint("internal_note", self.tr("The guests never see it."))
        form.add_tick("is_confidential", self.tr("Confidential: others see only that it is taken"), span=2)
        if self._may_override:
            form.add_line("override", self.tr("Why rules are set aside"), span=2)
            form.set_hint("override", self.tr("Is logged. Never sets somebody else's booking aside."))

    def _on_edited(self, name: str) -> None:
        if name == "subject":
            self._show_number()
        if name == "number" and self.form.text("subject") == SubjectKind.CONTRACT.value:
            self.number_typed.emit(self.form.text("number"))
        if name == "override":
            self.asked.emit()

    def _show_number(self) -> None:
        chosen = self.form.text("subject")
        self.form.show_field("number", is_shown=chosen in {kind.value for kind in _BY_NUMBER})
