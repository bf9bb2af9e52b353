"""Who has come: the one search box, what it finds, and the visitor once chosen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.reception.finding import HitKind
from app.reception.queries import Hit, OrganisationRow, PersonRow
from ui import wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.empty_state import EmptyState
from ui.parts.names import day_and_hour
from ui.reception.search_line import SearchLine
from ui.reception.visit_form import VisitForm

_MATTER_DIGITS = 2
_CURRENT = 0


class VisitorPanel(Card):
    """The left of the reception page.

    Signals:
        searched: Something was typed. Carries the text; answer by ``show_found``.
        hit_chosen: Carries the Hit: a person is shown already, the rest is the page's affair.
        register_wanted: Carries what was typed.
        matter_typed: One or two digits in the empty box: platform and matter of an enquiry without a name.
        take_wanted: Enter where everything needed is there.
        went_back: Esc; the box is empty again.
    """

    searched = Signal(str)
    hit_chosen = Signal(object)
    register_wanted = Signal(str)
    matter_typed = Signal(str)
    take_wanted = Signal()
    went_back = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Visitor"))
        self._zone = zone
        self._hits: tuple[Hit, ...] = ()
        self._people_of = ""
        """The organisation whose people are listed."""
        self._wish: int | None = None
        self._is_waiting = False
        self.person: PersonRow | None = None
        self.organisation: OrganisationRow | None = None
        """Whom the visit is for where nobody is named."""
        self.line = SearchLine(self.tr("Name, initials, phone, document, company, ticket, contract"), self)
        self.line.setAccessibleName(self.tr("Search for a visitor"))
        self.found = ChoiceList(self)
        self.found.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.visit = VisitForm(zone, self)
        self._nobody = EmptyState("user-plus", "", "", self)
        self.register = Button(self.tr("Register a visitor") + "   Ctrl+N", "plain", "user-plus", parent=self)
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()

    def reset(self) -> None:
        """Begin with an empty box."""
        self._forget()
        self.line.clear()
        self.visit.reset()
        self._stack.setCurrentWidget(self.visit)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_found(self, text: str, hits: Sequence[Hit]) -> None:
        """Show what was found for a text; an answer to an older text is dropped."""
        if text != self.line.text():
            return
        self._is_waiting = False
        self._people_of = ""
        self._show_hits(hits)
        if not hits:
            self._show_nobody(text)
        self._grant_wish()

    def show_people_of(self, body: OrganisationRow, people: Sequence[PersonRow]) -> None:
        """Show whom an organisation has sent before, and last itself: nobody need be named."""
        self._people_of = body.id
        named = [Hit(HitKind.PERSON, row.id, person=row) for row in people]
        self._show_hits([*named, Hit(HitKind.ORGANISATION, body.id, organisation=body)])
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_listed_with_people(self, body: OrganisationRow) -> bool:
        """Tell whether the list is that of an organisation's people."""
        return self._people_of == body.id

    def show_person(self, person: PersonRow) -> None:
        """Show the visitor; the matter comes next."""
        self.person, self.organisation = person, None
        self.visit.show_person(person)
        self._stack.setCurrentWidget(self.visit)

    def show_organisation(self, body: OrganisationRow) -> None:
        """Show whom the visit is for where nobody is named."""
        self.person, self.organisation = None, body
        self.visit.show_organisation(body)
        self._stack.setCurrentWidget(self.visit)

    def has_visitor(self) -> bool:
        """Tell whether a person or an organisation was chosen."""
        return self.person is not None or self.organisation is not None

    def forget_visitor(self) -> None:
        """Go back to what was found, with what was typed."""
        self._forget()
        self.visit.show_nobody()
        self._stack.setCurrentWidget(self.found if self._hits else self.visit)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_first(self, text: str) -> None:
        """Search for a text and choose the best that is found."""
        self.line.setText(text)
        if self._is_waiting:
            self._wish = _CURRENT

    def show_drafts(self, count: int) -> None:
        """Say how many registrations are begun and not done."""
        text = self.tr("Register a visitor") + "   Ctrl+N"
        begun = self.tr("({0} begun)").format(count)
        self.register.setText(f"{text}   {begun}" if count else text)

    def _forget(self) -> None:
        self.person = self.organisation = None

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        self._hits = tuple(hits)
        self.line.has_choices = bool(hits)
        # Emptied first: after more typing Enter means the first line, not the one that was current.
        self.found.show_choices(())
        self.found.show_choices([_choice(hit, self._zone) for hit in hits])
        if hits:
            self._stack.setCurrentWidget(self.found)

    def _build(self) -> None:
        self.body.addWidget(self.line)
        for page in (self.visit, self.found, self._nobody):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.register)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._on_typed)
        self.line.digit_pressed.connect(self._on_digit)
        self.line.taken.connect(self._on_taken)
        self.line.confirmed.connect(self._on_enter)
        self.line.stepped.connect(self.found.step)
        self.line.turned.connect(self.found.turn_page)
        self.line.went_back.connect(self._on_back)
        self.found.chosen.connect(self._on_chosen)
        self.register.clicked.connect(self._on_register)
        self.visit.form.submitted.connect(self.take_wanted)

    def _on_typed(self, text: str) -> None:
        self._wish = None
        self._forget()
        self.visit.show_nobody()
        short = _short_number(text)
        self._is_waiting = bool(text.strip()) and short is None
        self.line.has_choices = self._is_waiting
        if self._is_waiting:
            self.searched.emit(text)
            return
        self._hits = ()
        self._stack.setCurrentWidget(self.visit)
        self.matter_typed.emit(short or "")

    def _on_digit(self, digit: int) -> None:
        if self._is_waiting:
            self._wish = digit
        else:
            self.found.choose_digit(digit)

    def _on_taken(self, digit: int) -> None:
        """Take a number for the business of an enquiry without a name, its last digit typed with Alt."""
        text = self.line.text() + str(digit)
        if not self.has_visitor() and _short_number(text) is not None:
            self.line.setText(text)
            self.take_wanted.emit()

    def _on_enter(self) -> None:
        if self._is_waiting:
            self._wish = _CURRENT
        elif self.has_visitor() or not self.line.text().strip() or self._is_short():
            self.take_wanted.emit()
        elif self._hits:
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
        if self.has_visitor():
            self.forget_visitor()
        else:
            self.line.clear()
            self.went_back.emit()

    def _on_chosen(self, key: str) -> None:
        hit = next((hit for hit in self._hits if hit.key == key), None)
        if hit is None:
            return
        if hit.person is not None:
            self.show_person(hit.person)
        self.hit_chosen.emit(hit)

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


_ICONS = {HitKind.CONTRACT: "file-signature", HitKind.REGISTRATION: "stamp"}


def _choice(hit: Hit, zone: str) -> Choice:
    if hit.person is not None:
        row = hit.person
        last = day_and_hour(row.last_visit_at, zone)[5:10] if row.last_visit_at else ""
        return Choice(row.id, row.name, "  ".join(x for x in (row.organisation, row.phone) if x), last)
    kind = wording.label(hit.kind)
    if hit.organisation is not None:
        return Choice(hit.key, hit.organisation.name, hit.organisation.credit_code, kind, "building-2")
    icon = _ICONS.get(hit.kind, "list")
    found = hit.elsewhere
    return Choice(hit.key, found.text, found.detail, kind, icon) if found else Choice(hit.key, hit.key)


def _short_number(text: str) -> str | None:
    """Read one or two digits as platform and matter; longer ones are telephone or document numbers."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain if plain.isdecimal() and len(plain) <= _MATTER_DIGITS else None
