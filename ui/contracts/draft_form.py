"""The form of a draft: one section at a time, what was typed put together as a content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.contracts.checks import Fault, Finding
from app.contracts.content import ContractContent
from app.contracts.sheets import derived_answers
from app.documents.templates import ContractTemplate, Variable
from app.reception.queries import OrganisationRow
from ui.contracts.answers_section import AnswersSection
from ui.contracts.party_section import PartySection
from ui.contracts.sections import BasicsSection, PriceSection
from ui.parts.words import words

_ROOM_BELOW = 170
BASICS, PARTIES, PRICE = "basics", "parties", "price"
ASKED_ELSEWHERE = {
    "project_name": "title",
    "start_date": "valid_from",
    "end_date": "valid_to",
    "copies": "copies",
    "payment_method": "payment",
}
"""Variables that a field of the form answers, with the name of that field."""
_OWN_FIELDS = {
    "title": BASICS,
    "place": BASICS,
    "copies": BASICS,
    "valid_from": BASICS,
    "valid_to": BASICS,
    "total": PRICE,
    "technical": PRICE,
    "payment": PRICE,
    "instalments": PRICE,
}


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
        organisations_wanted: Organisations are looked for. Carries the text.
    """

    edited = Signal()
    section_shown = Signal(str)
    organisations_wanted = Signal(str)

    def __init__(
        self, template: ContractTemplate, content: ContractContent, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._template = template
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
        self._build()
        self._fill(content)
        self._connect()

    def content(self) -> ContractContent:
        """Give what was typed; what cannot be read stays as it was kept."""
        answers: dict[str, str] = {}
        for section in self._answers.values():
            answers |= section.answers()
        blank = ContractContent(title="", parties=self.parties.parties(), answers=answers)
        return self.price.put_into(self.basics.put_into(blank))

    def heads(self) -> tuple[SectionHead, ...]:
        """List the sections that ask for something."""
        return tuple(head for head in self._heads if self._has_fields[head.key])

    def current_section(self) -> str:
        """Tell the key of the section in sight."""
        shown = self._stack.currentWidget()
        return next(key for key, page in self._pages.items() if page is shown)

    def show_section(self, key: str) -> None:
        """Show a section; the focus goes into its first field."""
        self._turn_to(key)
        if key == PARTIES:
            self.parties.focus_first()
        elif key == BASICS:
            self.basics.focus_field("title")
        elif key == PRICE:
            self.price.focus_field("total")
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
        if field.startswith("party_"):
            return PARTIES
        if field in _OWN_FIELDS and field not in self.content().answers:
            return _OWN_FIELDS[field]
        return next((key for key, s in self._answers.items() if field in s.variable_keys()), BASICS)

    def go_to(self, field: str, fault: Fault | None = None) -> None:
        """Show a field and put the focus into it."""
        key = self.section_of(field)
        self._turn_to(key)
        field = self._asked_at(field)
        if key == PARTIES:
            self.parties.focus_finding(field, fault)
        elif key == PRICE and _OWN_FIELDS.get(field) == PRICE:
            self.price.focus_field(field)
        elif key == BASICS and _OWN_FIELDS.get(field) == BASICS:
            self.basics.focus_field(field)
        else:
            self._answers[key].focus_field(field)
        self._scrolling.start()

    def wrong_field(self) -> str:
        """Name the first field whose text cannot be kept as it stands, or ""."""
        return self.basics.wrong_field() or self.price.wrong_field()

    def show_matches(self, text: str, rows: tuple[OrganisationRow, ...]) -> None:
        """Offer organisations to the party whose name is typed."""
        self.parties.show_matches(text, rows)

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
            fresh = tuple(by_key[k] for k in dict.fromkeys(named) if k not in placed)
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
        self._stack.addWidget(area)
        self._pages[key] = area
        self._heads.append(SectionHead(key, heading))
        self._has_fields[key] = True

    def _fill(self, content: ContractContent) -> None:
        self.basics.show_content(content)
        self.parties.show_parties(content.parties)
        self.price.show_content(content)
        for section in self._answers.values():
            section.show_answers(content.answers)
        self._settle()

    def _connect(self) -> None:
        for section in (self.basics, self.price):
            section.edited.connect(self._on_edited)
            section.submitted.connect(self._on_submitted)
        self.parties.edited.connect(self._on_edited)
        self.parties.wanted.connect(self.organisations_wanted)
        self.parties.grown.connect(self._scrolling.start)
        self.price.grown.connect(self._scrolling.start)
        self._scrolling.timeout.connect(self._show_focused)

    def _settle(self) -> None:
        content = self.content()
        derived = derived_answers(content) | ASKED_ELSEWHERE
        usual = {v.key: v.default for v in self._template.variables}
        effective: Mapping[str, str] = usual | content.answers
        for key, section in self._answers.items():
            has_fields = section.settle(derived, effective)
            section.setVisible(has_fields)
            if key not in (BASICS, PARTIES, PRICE):
                self._has_fields[key] = has_fields

    def _asked_at(self, field: str) -> str:
        """Name the field that answers a variable: its own, or the one of the form it follows from."""
        is_own = any(field in section.answers() for section in self._answers.values())
        return field if is_own else ASKED_ELSEWHERE.get(field, field)

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

    def _on_submitted(self) -> None:
        self.step(1)
