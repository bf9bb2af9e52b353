"""Clauses of the parties' own: typed, or taken from the library; for a free text its sections."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.contracts.content import ClauseContent, ContractContent
from app.documents.templates import ContractTemplate
from ui.contracts.part_cards import PartCard, PartStack, place_of
from ui.parts.button import Button
from ui.parts.words import words

_LINES = 5


class ClauseCard(PartCard):
    """One clause with the section it stands in."""

    def __init__(
        self, clause: ClauseContent, sections: list[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source = clause.source
        self.form.add_choice("section", self.tr("Stands in"), sections, span=2)
        self.form.add_line("title", self.tr("Heading"), span=2)
        self.form.add_text("text", self.tr("Text"), required=True, lines=_LINES, span=2)
        self.form.set_text("section", clause.section)
        self.form.set_text("title", clause.title)
        self.form.set_text("text", clause.text)
        if clause.source:
            self.form.set_hint("text", self.tr("From the library: {0}").format(clause.source))
        self.form.edited.connect(self._settle)
        self._settle()

    def clause(self) -> ClauseContent:
        """Give what was typed."""
        form = self.form
        return ClauseContent(form.text("text"), form.text("section"), form.text("title"), self._source)

    def _settle(self) -> None:
        """Only a section of its own has a heading of its own."""
        has_heading = not self.form.text("section") or bool(self.form.text("title"))
        self.form.show_field("title", is_shown=has_heading)


class ClausesSection(QWidget):
    """The contract's own clauses in their order.

    Signals:
        edited: Something was typed.
        grown: A clause was added that may be out of sight.
        library_requested: A clause of the library is wanted.
    """

    edited = Signal()
    grown = Signal()
    library_requested = Signal()

    def __init__(self, template: ContractTemplate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections = [("", self.tr("A section of its own"))]
        self._sections += [(section.key, section.heading) for section in template.sections]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        advice = self.tr("What the parties agree beyond the template, at the end of a section or as its own.")
        column.addWidget(words(advice, "small", self, wrap=True))
        self.stack: PartStack[ClauseCard] = PartStack(
            self.tr("Clause {0}"), self.tr("Type a clause"), self._fresh, self
        )
        self.library = Button(self.tr("From the library (F7)"), "quiet", "search", parent=self)
        self.stack.foot.insertWidget(1, self.library)
        column.addWidget(self.stack)
        self.stack.edited.connect(self.edited)
        self.stack.grown.connect(self.grown)
        self.library.clicked.connect(self.library_requested)

    def show_content(self, content: ContractContent) -> None:
        """Fill the section."""
        self.stack.show_cards([ClauseCard(c, self._sections, self.stack) for c in content.clauses])

    def put_into(self, content: ContractContent) -> ContractContent:
        """Put what was typed into a content."""
        return replace(content, clauses=tuple(card.clause() for card in self.stack.cards()))

    def add_clause(self, clause: ClauseContent) -> None:
        """Add a clause and go to it."""
        self.stack.put_card(ClauseCard(clause, self._sections, self.stack))

    def has_field(self, name: str) -> bool:
        """Tell whether a field of a finding is here."""
        return name == "clauses" or place_of(name, "clause") >= 0

    def wrong_field(self) -> str:
        """Nothing here can be typed wrong."""
        return ""

    def focus_field(self, name: str) -> None:
        """Go to a clause, or to the first."""
        place = max(place_of(name, "clause"), 0)
        if place < len(self.stack.cards()):
            self.stack.cards()[place].form.focus_field("text")
        else:
            self.stack.focus_place(place)

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        self.stack.focus_place(0)

    def _fresh(self, parent: QWidget) -> ClauseCard:
        return ClauseCard(ClauseContent(""), self._sections, parent)
