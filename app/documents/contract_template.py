"""A contract template as frozen data, and how names in braces are found and filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.documents.variables import Variable

_BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class RoleName:
    """How a party is called: whole, in English, and short for the initials box."""

    key: str
    label: str
    label_en: str
    short: str


@dataclass(frozen=True)
class Clause:
    """A paragraph with {variables}; with ``check`` a ballot box, ticked where that choice is ``value``."""

    text: str
    check: str = ""
    value: str = ""

    @property
    def variables(self) -> tuple[str, ...]:
        """The keys its text names."""
        return blanks_of(self.text)


@dataclass(frozen=True)
class TemplateSection:
    """A section. An optional one without any answer prints only the word for "none"."""

    key: str
    heading: str
    clauses: tuple[Clause, ...]
    optional: bool = False
    carries_price: bool = False


@dataclass(frozen=True)
class ContractTemplate:
    """A whole contract text as data.

    kind: the class of domain.md 1.2 (dev trf lic con srv), ``free`` for the parties' own text, ``supp`` for a
    supplement. own_sections_before: the section before which the contract's own sections stand.
    must: the sections no edition may leave out. needs_price: whether there is no such contract without one.
    """

    code: str
    kind: str
    title: str
    title_en: str
    version: str
    roles: tuple[RoleName, ...]
    preamble: tuple[str, ...]
    sections: tuple[TemplateSection, ...]
    closing: tuple[str, ...]
    copies: str
    variables: tuple[Variable, ...]
    own_sections_before: str
    must: tuple[str, ...] = ()
    needs_price: bool = True

    def texts(self) -> tuple[str, ...]:
        """Give every text that is filled, in the order of the page."""
        clauses = [clause.text for section in self.sections for clause in section.clauses]
        return (*self.preamble, *clauses, *self.closing, self.copies)


def blanks_of(text: str) -> tuple[str, ...]:
    """List the names in braces of a text."""
    return tuple(_BLANK.findall(text))


def put_in(text: str, words: Mapping[str, str]) -> str:
    """Put words for the names in braces that have one; the others stay."""
    return _BLANK.sub(lambda match: words.get(match[1], match[0]), text)
