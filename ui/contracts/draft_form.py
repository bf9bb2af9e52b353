"""The form of a draft: one section at a time, what was typed put together as a content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.contracts.checks import Finding
from app.contracts.content import ContractContent
from app.contracts.derived import derived_answers
from app.documents.templates import ContractTemplate, Variable
from ui.contracts.answers_section import AnswersSection
from ui.contracts.attachments_section import AttachmentsSection
from ui.contracts.clauses_section import ClausesSection
from ui.contracts.copies_section import CopiesSection
from ui.contracts.party_card import Known
from ui.contracts.party_section import PartySection
from ui.contracts.price_section import PriceSection
from ui.contracts.sections import BasicsSection
from ui.parts.words import words

_ROOM_BELOW = 170
BASICS, PARTIES, PRICE, COPIES = "basics", "parties", "price", "copies"
CLAUSES, ATTACHMENTS = "clauses", "attachments"
OWN_SECTIONS = (BASICS, PARTIES, PRICE, COPIES, CLAUSES, ATTACHMENTS)
ASKED_ELSEWHERE = {
    "project_name": "title",
    "start_date": "valid_from",
    "end_date": "valid_to",
    "copies_held": "holders",
    "payment_method": "payment",
}
"""Variables that a field of the form answers, with the name of that field."""


class Section(Protocol):
    """A section with fields of its own."""

    def has_field(self, name: str, /) -> bool:
        """Tell whether a field of a finding is here."""
        ...

    def wrong_field(self) -> str:
        """Name the first field that cannot be read, or ""."""
        ...

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        ...


@dataclass(frozen=True)
class SectionHead:
    """A section of the form."""

    key: str
    heading: str


class DraftForm(QWidget):
    """All that can be typed into a draft.

    Signals:
        edited: Something was typed.
        section_shown: Another section is in sight. Carries its key.
        known_wanted: Organisations and people are looked for. Carries the text.
    """

    edited = Signal()
    section_shown = Signal(str)
    known_wanted = Signal(str)

    def __init__(
        self, template: ContractTemplate, content: ContractContent, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._template, self._given = template, content
        self._heads: list[SectionHead] = []
        self._pages: dict[str, QScrollArea] = {}
        self._answers: dict[str, AnswersSection] = {}
        self._has_fields: dict[str, bool] = {}
        self._stack = QStackedWidget(self)
        # Only once the layout has settled is it known where the focused field is.
        self._scrolling = QTimer(self, singleShot=True, interval=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.basics = BasicsSection(self)
        self.parties = PartySection(template, self)
        self.price = PriceSection(self)
        self.copies = CopiesSection(self)
        self.clauses = ClausesSection(template, self)
        self.attachments = AttachmentsSection(self)
        self._own: dict[str, Section] = {
            BASICS: self.basics,
            PARTIES: self.parties,
            PRICE: self.price,
            COPIES: self.copies,
            CLAUSES: self.clauses,
            ATTACHMENTS: self.attachments,
        }
        self._build()
        self._fill(content)
        self._connect()

    def content(self) -> ContractContent:
        """Give what was typed; what cannot be read stays as it was kept."""
        answers: dict[str, str] = {}
        for section in self._answers.values():
            answers |= section.answers()
        typed = replace(self._given, parties=self.parties.parties(), answers=answers)
        for part in (self.basics, self.price, self.copies, self.clauses):
            typed = part.put_into(typed)
        return typed

    def show_attachments(self, content: ContractContent) -> None:
        """Show the files as they are kept by now; everything else stays as it was typed."""
        self._given = replace(self._given, attachments=content.attachments)
        self.attachments.show_attachments(content.attachments)

    def heads(self) -> tuple[SectionHead, ...]:
        """List the sections that ask for something."""
        return tuple(head for head in self._heads if self._has_fields[head.key])

    def paper_headings(self) -> dict[str, str]:
        """Give the headings on paper of the sections that stand there, by the key of the form's section."""
        own = {PRICE: next((s.heading for s in self._template.sections if s.carries_price), "")}
        found = {f"section_{s.key}": s.heading for s in self._template.sections if not s.carries_price}
        return {key: heading for key, heading in (own | found).items() if heading and key in self._pages}

    def current_section(self) -> str:
        """Tell the key of the section in sight."""
        shown = self._stack.currentWidget()
        return next(key for key, page in self._pages.items() if page is shown)

    def show_section(self, key: str) -> None:
        """Show a section; the focus goes into its first field."""
        self._turn_to(key)
        if key in self._own:
            self._own[key].focus_first()
        else:
            self._answers[key].form.focus_first()

    def step(self, sections: int) -> None:
        """Go to the next section or the one before."""
        keys = [head.key for head in self.heads()]
        place = keys.index(self.current_section()) + sections if self.current_section() in keys else 0
        if 0 <= place < len(keys):
            self.show_section(keys[place])

    def section_of(self, field: str) -> str:
        """Tell in which section a field of a finding is."""
        field = self._asked_at(field)
        if self._is_own(field):
            return next(key for key in OWN_SECTIONS if self._own[key].has_field(field))
        return next((key for key, s in self._answers.items() if field in s.variable_keys()), BASICS)

    def has_field(self, field: str) -> bool:
        """Tell whether a field of a finding is anywhere in the form."""
        field = self._asked_at(field)
        return self._is_own(field) or any(field in s.variable_keys() for s in self._answers.values())

    def go_to(self, field: str) -> None:
        """Show a field and put the focus into it."""
        key = self.section_of(field)
        self._turn_to(key)
        field = self._asked_at(field)
        if not self._is_own(field):
            self._focus_answer(key, field)
        elif key == PARTIES:
            self.parties.focus_finding(field)
        elif key == BASICS:
            self.basics.focus_field(field)
        elif key == PRICE:
            self.price.focus_field(field)
        elif key == COPIES:
            self.copies.focus_field(field)
        elif key == CLAUSES:
            self.clauses.focus_field(field)
        else:
            self.attachments.focus_field(field)
        self._scrolling.start()

    def wrong_field(self) -> str:
        """Name the first field whose text cannot be kept as it stands, or ""."""
        return next((wrong for s in self._own.values() if (wrong := s.wrong_field())), "")

    def show_matches(self, text: str, known: Known) -> None:
        """Offer who is known to the party whose name is typed."""
        self.parties.show_matches(text, known)

    def label_of(self, finding: Finding) -> str:
        """Name the field of a finding in the person's language, or "" for the finding's own words."""
        for section in self._answers.values():
            if finding.field in section.variable_keys():
                return section.labels()[finding.field]
        return ""

    def _build(self) -> None:
        placed: set[str] = set()
        groups: list[tuple[str, str, tuple[Variable, ...]]] = []
        by_key = {v.key: v for v in self._template.variables}
        price_heading = self.tr("Price and payment")
        price_variables: tuple[Variable, ...] = ()
        for section in self._template.sections:
            named = [k for clause in section.clauses for k in (clause.check, *clause.variables) if k]
            fresh = tuple(by_key[k] for k in dict.fromkeys(named) if k in by_key and k not in placed)
            placed |= {v.key for v in fresh}
            if section.carries_price:
                price_heading, price_variables = section.heading, price_variables + fresh
            elif fresh:
                groups.append((section.key, section.heading, fresh))
        rest = tuple(v for v in self._template.variables if v.key not in placed)
        self._add_page(BASICS, self.tr("Project and term"), self.basics, rest)
        self._add_page(PARTIES, self.tr("Parties"), self.parties, ())
        self._add_page(PRICE, price_heading, self.price, price_variables)
        for key, heading, variables in groups:
            self._add_page(f"section_{key}", heading, None, variables)
        self._add_page(CLAUSES, self.tr("Clauses of our own"), self.clauses, ())
        self._add_page(ATTACHMENTS, self.tr("Files"), self.attachments, ())
        self._add_page(COPIES, self.tr("Copies"), self.copies, ())

    def _add_page(self, key: str, heading: str, own: QWidget | None, variables: tuple[Variable, ...]) -> None:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(2, 2, 14, 16)
        column.setSpacing(12)
        column.addWidget(words(heading, "heading", page, wrap=True))
        if own is not None:
            column.addWidget(own)
        if variables:
            answers = AnswersSection(variables, page)
            answers.edited.connect(self._on_edited)
            answers.submitted.connect(self._on_submitted)
            self._answers[key] = answers
            column.addWidget(answers)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        # A card that was just added finds its height later than the keys reach it.
        area.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._stack.addWidget(area)
        self._pages[key] = area
        self._heads.append(SectionHead(key, heading))
        self._has_fields[key] = True

    def _fill(self, content: ContractContent) -> None:
        self.basics.show_content(content)
        self.parties.show_parties(content.parties)
        self.price.show_content(content)
        self.copies.show_content(content)
        self.clauses.show_content(content)
        self.attachments.show_attachments(content.attachments)
        for section in self._answers.values():
            section.show_answers(content.answers)
        self._settle()

    def _connect(self) -> None:
        for section in (self.basics, self.price, self.copies):
            section.submitted.connect(self._on_submitted)
        for part in (self.basics, self.parties, self.price, self.copies, self.clauses):
            part.edited.connect(self._on_edited)
        for grows in (self.parties, self.price, self.copies, self.clauses):
            grows.grown.connect(self._scrolling.start)
        self.parties.wanted.connect(self.known_wanted)
        self._scrolling.timeout.connect(self._show_focused)

    def _settle(self) -> None:
        content = self.content()
        self.copies.show_parties(content.parties)
        derived = derived_answers(content) | ASKED_ELSEWHERE
        usual = {v.key: v.default for v in self._template.variables}
        effective: Mapping[str, str] = usual | content.answers
        for key, section in self._answers.items():
            has_fields = section.settle(derived, effective)
            section.setVisible(has_fields)
            if key not in OWN_SECTIONS:
                self._has_fields[key] = has_fields

    def _is_own(self, field: str) -> bool:
        """Tell whether a field belongs to the form itself, and not to an answer that was typed."""
        is_typed = any(field in section.answers() for section in self._answers.values())
        return not is_typed and any(section.has_field(field) for section in self._own.values())

    def _asked_at(self, field: str) -> str:
        """Name the field that answers a variable: its own, or the one of the form it follows from."""
        is_own = any(field in section.answers() for section in self._answers.values())
        return field if is_own else ASKED_ELSEWHERE.get(field, field)

    def _focus_answer(self, key: str, field: str) -> None:
        """Put the focus into an answer, asked for or not by now; elsewhere into the section's first field."""
        answers = self._answers.get(key)
        if answers is None or field not in answers.variable_keys():
            self._own[BASICS].focus_first()
            return
        answers.form.show_field(field, is_shown=True)
        answers.setVisible(True)
        answers.focus_field(field)

    def _turn_to(self, key: str) -> None:
        self._stack.setCurrentWidget(self._pages[key])
        self.section_shown.emit(key)

    def _show_focused(self) -> None:
        page = self._pages[self.current_section()]
        focused = page.focusWidget()
        if focused is not None and page.isAncestorOf(focused):
            page.ensureWidgetVisible(focused, 0, _ROOM_BELOW)

    def _on_edited(self) -> None:
        self._settle()
        self.edited.emit()

    def _on_range(self, low: int, high: int) -> None:
        self._scrolling.start()

    def _on_submitted(self) -> None:
        self.step(1)


def place_of_finding(found: Finding) -> str:
    """Name the field of the form a finding is about, as exactly as it says."""
    if found.field.startswith("party_") and found.part:
        return f"{found.field}_{found.part}"
    if found.field == "attachments" or not found.part:
        return found.field
    return "payment_other" if found.part == "other" else found.part
