"""Who has come: the one search box, the people it finds, and the visitor once chosen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.reception.queries import PersonRow
from app.reception.service import VisitEntry
from app.reception.states import Priority
from ui import wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.elided import Elided
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.names import day_and_hour
from ui.parts.words import rule
from ui.reception.search_line import SearchLine, let_shrink

_MATTER_DIGITS = 2
_CURRENT = 0


class VisitorPanel(Card):
    """The left of the reception page.

    Signals:
        searched: Something was typed. Carries the text; answer by ``show_people``.
        person_chosen: Carries the PersonRow.
        register_wanted: Carries what was typed.
        matter_typed: One or two digits in the empty box: platform and matter of an enquiry without a name.
        take_wanted: Enter where everything needed is there.
        went_back: Esc; the box is empty again.
    """

    searched = Signal(str)
    person_chosen = Signal(object)
    register_wanted = Signal(str)
    matter_typed = Signal(str)
    take_wanted = Signal()
    went_back = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Visitor"))
        self._zone = zone
        self._people: tuple[PersonRow, ...] = ()
        self._wish: int | None = None
        self._is_waiting = False
        self.person: PersonRow | None = None
        self.line = SearchLine(self.tr("Name, initials, phone, document"), self)
        self.line.setAccessibleName(self.tr("Search for a visitor"))
        self.found = ChoiceList(self)
        self.found.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.visit = VisitForm(self)
        self._nobody = EmptyState("user-plus", "", "", self)
        self.register = Button(self.tr("Register a visitor") + "   Ctrl+N", "plain", "user-plus", parent=self)
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()

    def reset(self) -> None:
        """Begin with an empty box."""
        self.person = None
        self.line.clear()
        self.visit.reset()
        self.visit.show_person(None, self._zone)
        self._stack.setCurrentWidget(self.visit)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_people(self, text: str, people: Sequence[PersonRow]) -> None:
        """Show who was found for a text; an answer to an older text is dropped."""
        if text != self.line.text():
            return
        self._is_waiting = False
        self._people = tuple(people)
        self.line.has_choices = bool(people)
        # Emptied first: after more typing Enter means the first line, not the one that was current.
        self.found.show_choices(())
        self.found.show_choices([_choice(row, self._zone) for row in people])
        if people:
            self._stack.setCurrentWidget(self.found)
        else:
            self._show_nobody(text)
        self._grant_wish()

    def show_person(self, person: PersonRow) -> None:
        """Show the visitor; the matter comes next."""
        self.person = person
        self.visit.show_person(person, self._zone)
        self._stack.setCurrentWidget(self.visit)

    def forget_person(self) -> None:
        """Go back to the people found, with what was typed."""
        self.person = None
        self.visit.show_person(None, self._zone)
        self._stack.setCurrentWidget(self.found if self._people else self.visit)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.body.addWidget(self.line)
        for page in (self.visit, self.found, self._nobody):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.register)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._on_typed)
        self.line.digit_pressed.connect(self._on_digit)
        self.line.confirmed.connect(self._on_enter)
        self.line.stepped.connect(self.found.step)
        self.line.turned.connect(self.found.turn_page)
        self.line.went_back.connect(self._on_back)
        self.found.chosen.connect(self._on_chosen)
        self.register.clicked.connect(self._on_register)
        self.visit.form.submitted.connect(self.take_wanted)

    def _on_typed(self, text: str) -> None:
        self._wish = None
        self.person = None
        self.visit.show_person(None, self._zone)
        short = _short_number(text)
        self._is_waiting = bool(text.strip()) and short is None
        self.line.has_choices = self._is_waiting
        if self._is_waiting:
            self.searched.emit(text)
            return
        self._people = ()
        self._stack.setCurrentWidget(self.visit)
        self.matter_typed.emit(short or "")

    def _on_digit(self, digit: int) -> None:
        if self._is_waiting:
            self._wish = digit
        else:
            self.found.choose_digit(digit)

    def _on_enter(self) -> None:
        if self._is_waiting:
            self._wish = _CURRENT
        elif self.person is not None or not self.line.text().strip() or self._is_short():
            self.take_wanted.emit()
        elif self._people:
            self.found.choose_current()
        else:
            self._on_register()

    def _grant_wish(self) -> None:
        """Do what was pressed before the answer was here."""
        wish, self._wish = self._wish, None
        if wish is None:
            return
        if wish == _CURRENT:
            self._on_enter()
        elif not self.found.choose_digit(wish):
            self.line.insert(str(wish))

    def _on_back(self) -> None:
        if self.person is not None:
            self.forget_person()
        else:
            self.line.clear()
            self.went_back.emit()

    def _on_chosen(self, key: str) -> None:
        person = next((row for row in self._people if row.id == key), None)
        if person is not None:
            self.show_person(person)
            self.person_chosen.emit(person)

    def _on_register(self) -> None:
        self.register_wanted.emit(self.line.text().strip())

    def _is_short(self) -> bool:
        return _short_number(self.line.text()) is not None

    def _show_nobody(self, text: str) -> None:
        self._nobody.say(
            self.tr("Nobody found for: {0}").format(text.strip()),
            self.tr("Enter registers a new visitor with what was typed."),
        )
        self._stack.setCurrentWidget(self._nobody)


class VisitForm(QWidget):
    """The visitor in short, and what is to be known about this visit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Elided("", "heading", self)
        self._lines = [Elided("", tone, self) for tone in ("", "muted", "muted")]
        self.form = Form(self, columns=2)
        options = [(item.value, wording.label(item)) for item in Priority]
        let_shrink(self.form.add_choice("priority", self.tr("Priority"), options))
        self.form.add_number("party_size", self.tr("How many people"), 1, 99)
        self.form.add_tick("proof_seen", self.tr("Proof of the priority seen"), span=2)
        self.form.add_line("subject", self.tr("Subject"), span=2, placeholder=self.tr("What it is about"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        for part in (self._name, *self._lines):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(rule(self))
        column.addSpacing(8)
        column.addWidget(self.form)
        column.addStretch(1)
        self.form.edited.connect(self._on_edited)
        self.reset()

    def reset(self) -> None:
        """Begin a new visit."""
        for name, value in (("priority", Priority.NONE.value), ("party_size", "1"), ("subject", "")):
            self.form.set_text(name, value)
        self.form.set_text("proof_seen", "")
        self.form.clear_errors()
        self._on_edited("priority")

    def show_person(self, person: PersonRow | None, zone: str) -> None:
        """Show who it is; nobody means an enquiry without a name."""
        if person is None:
            self._name.set_words(self.tr("Enquiry without a name"))
            self._say(
                self.tr("Type to find a visitor, or a digit for the business."),
                self.tr("Enter takes the number."),
                "",
            )
            return
        self._name.set_words(person.name)
        last = person.last_visit_at
        came = self.tr("Last visit {0}").format(day_and_hour(last, zone)) if last else self.tr("First visit")
        marks = [mark for mark in (person.phone, person.document) if mark]
        self._say(person.organisation or self.tr("No organisation"), "   ".join(marks), came)

    def entry(self, matter_id: str, person_id: str | None) -> VisitEntry:
        """Give what was typed."""
        priority = Priority(self.form.text("priority"))
        return VisitEntry(
            matter_id=matter_id,
            person_id=person_id,
            priority=priority,
            proof_seen=priority is not Priority.NONE and bool(self.form.text("proof_seen")),
            party_size=int(self.form.text("party_size")),
            subject=self.form.text("subject"),
        )

    def _say(self, *lines: str) -> None:
        for label, line in zip(self._lines, lines, strict=True):
            label.set_words(line)
            label.setVisible(bool(line))

    def _on_edited(self, name: str) -> None:
        if name == "priority":
            has_priority = self.form.text("priority") != Priority.NONE.value
            self.form.show_field("proof_seen", is_shown=has_priority)


def _choice(row: PersonRow, zone: str) -> Choice:
    last = day_and_hour(row.last_visit_at, zone)[5:10] if row.last_visit_at else ""
    return Choice(row.id, row.name, "  ".join(x for x in (row.organisation, row.phone) if x), last)


def _short_number(text: str) -> str | None:
    """Read one or two digits as platform and matter; longer ones are telephone or document numbers."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain if plain.isdecimal() and len(plain) <= _MATTER_DIGITS else None
