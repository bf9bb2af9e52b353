"""The text of a contract line by line, as its paper has it: what versions are compared by. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.contracts.content import ContractContent
from app.contracts.derived import own_clauses, with_derived
from app.contracts.sheet_terms import price_items
from app.documents.sheets import CheckLine, Item, Paragraph, Section
from app.documents.templates import ContractTemplate, fill
from app.documents.wordings import wordings_with
from app.documents.words import word


@dataclass(frozen=True)
class Line:
    """A heading or a paragraph; its number stands apart, since it changes with what stands before it.

    section: the number of the section it stands in.
    """

    text: str
    number: str = ""
    is_heading: bool = False
    section: str = ""

    @property
    def key(self) -> tuple[bool, str]:
        """By what two lines are the same."""
        return self.is_heading, self.text


@dataclass(frozen=True)
class ContractText:
    """A text of a contract: what it says as data, its lines, the labels of its blanks by key."""

    content: ContractContent
    lines: tuple[Line, ...]
    labels: dict[str, str]
    title: str


def text_of_contract(template: ContractTemplate, content: ContractContent) -> ContractText:
    """Set a content into its template, as lines."""
    filled = fill(template, with_derived(content), wordings_with(content.wordings), own_clauses(content))
    lines = [
        *(Line(text) for text in filled.preamble),
        *(line for section in filled.sections for line in _section(section, content)),
        *(Line(text) for text in (*filled.closing, filled.copies)),
    ]
    labels = {v.key: v.label for v in template.variables}
    return ContractText(content, tuple(lines), labels, template.title)


def _section(section: Section, content: ContractContent) -> Iterator[Line]:
    number, _, heading = section.heading.partition("\u3000")
    yield Line(heading, number, is_heading=True) if heading else Line(section.heading, is_heading=True)
    items = (*section.items, *price_items(content)) if section.carries_price else section.items
    for item in items:
        yield from (replace(line, section=number if heading else "") for line in _item(item))


def _item(item: Item) -> Iterator[Line]:
    if isinstance(item, Paragraph):
        yield Line(item.text, item.number)
    elif isinstance(item, CheckLine):
        yield Line(word("comparison", "ticked" if item.checked else "open") + item.text)
    else:
        yield from (Line(word("comparison", "cell").join(row)) for row in item.rows)
