"""Contract templates: clauses and variables as data; filled they are the sections of a sheet."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import Formatter
from typing import Any

from app.documents.sheets import CheckLine, Item, Paragraph, Section
from app.documents.words import word, word_list
from app.kernel.errors import Missing
from app.kernel.places import resource


class VariableKind(StrEnum):
    """What a variable takes. Dates are ISO days, choices the value of an option."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    INTEGER = "integer"
    CHOICE = "choice"


@dataclass(frozen=True)
class Option:
    """One answer of a choice; ``label`` is also its wording in the contract."""

    value: str
    label: str
    label_en: str


@dataclass(frozen=True)
class Variable:
    """A blank of the contract. ``law`` names what applies when the contract is silent."""

    key: str
    label: str
    label_en: str
    kind: VariableKind
    required: bool
    default: str
    hint: str
    law: str
    options: tuple[Option, ...]
    needed_with: tuple[tuple[str, str], ...]


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
        return _names(self.text)


@dataclass(frozen=True)
class TemplateSection:
    """A section. An optional one without any answer prints only the word for "none"."""

    key: str
    heading: str
    clauses: tuple[Clause, ...]
    optional: bool
    carries_price: bool


@dataclass(frozen=True)
class ContractTemplate:
    """A whole contract text as data."""

    code: str
    title: str
    title_en: str
    version: str
    roles: tuple[RoleName, ...]
    preamble: tuple[str, ...]
    sections: tuple[TemplateSection, ...]
    closing: tuple[str, ...]
    copies: str
    variables: tuple[Variable, ...]


@dataclass(frozen=True)
class Filled:
    """A filled template. ``missing`` and ``invalid`` are the keys that still keep it from being signed."""

    preamble: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    copies: str
    missing: tuple[str, ...]
    invalid: tuple[str, ...]


@functools.cache
def load_template(code: str) -> ContractTemplate:
    """Read a template. Refused (Missing): there is none of that code."""
    for template in templates():
        if template.code == code:
            return template
    raise Missing("contract_template", code)


@functools.cache
def templates() -> tuple[ContractTemplate, ...]:
    """Read every template that is shipped, by code."""
    files = sorted(resource("templates/contracts").glob("*.toml"))
    return tuple(_template(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)


def fill(template: ContractTemplate, values: Mapping[str, str]) -> Filled:
    """Fill a template; blanks stay visible as blanks, so that a draft can be shown at any time."""
    answers = {v.key: values.get(v.key, "").strip() or v.default for v in template.variables}
    by_key = {v.key: v for v in template.variables}
    shown = {key: _shown(by_key[key], answers) for key in answers}
    sections = tuple(
        _section(number, section, answers, shown) for number, section in enumerate(template.sections, start=1)
    )
    return Filled(
        preamble=tuple(text.format_map(shown) for text in template.preamble),
        sections=sections,
        closing=tuple(text.format_map(shown) for text in template.closing),
        copies=template.copies.format_map(shown),
        missing=tuple(key for key, answer in answers.items() if not answer and _needed(by_key[key], answers)),
        invalid=tuple(
            key for key, answer in answers.items() if answer and not _is_valid(by_key[key], answer)
        ),
    )


def _section(
    number: int, section: TemplateSection, answers: Mapping[str, str], shown: Mapping[str, str]
) -> Section:
    heading = word("template", "section", number=_numeral(number), heading=section.heading)
    names = [name for clause in section.clauses for name in clause.variables]
    if section.optional and not any(answers[name] for name in names):
        items: list[Item] = [Paragraph(word("template", "unused"))]
    else:
        items = _items(number, section, answers, shown)
    return Section(section.key, heading, tuple(items), section.carries_price)


def _items(
    number: int, section: TemplateSection, answers: Mapping[str, str], shown: Mapping[str, str]
) -> list[Item]:
    items: list[Item] = []
    count = 0
    for clause in section.clauses:
        text = clause.text.format_map(shown)
        if clause.check:
            items.append(CheckLine(text, answers[clause.check] == clause.value))
        else:
            count += 1
            items.append(Paragraph(_ended(text), f"{number}.{count}"))
    return items


def _ended(text: str) -> str:
    """End a clause whose last word is somebody's answer with a full stop."""
    return text if text.endswith(word_list("template", "endings")) else text + word("template", "full_stop")


def _needed(variable: Variable, answers: Mapping[str, str]) -> bool:
    if variable.needed_with:
        return all(answers[key] == value for key, value in variable.needed_with)
    return variable.required


def _shown(variable: Variable, answers: Mapping[str, str]) -> str:
    """Tell how an answer stands in the contract: days and choices in words, blanks as such."""
    answer = answers[variable.key]
    if not answer:
        needed = variable.required or bool(variable.needed_with)
        return word("template", "blank" if needed else "unused")
    if not _is_valid(variable, answer):
        return answer
    if variable.kind is VariableKind.DATE:
        day = date.fromisoformat(answer)
        return word("template", "date", year=day.year, month=day.month, day=day.day)
    if variable.kind is VariableKind.CHOICE:
        return next(option.label for option in variable.options if option.value == answer)
    return answer


def _is_valid(variable: Variable, answer: str) -> bool:
    if variable.kind is VariableKind.INTEGER:
        return answer.isascii() and answer.isdigit()
    if variable.kind is VariableKind.CHOICE:
        return any(option.value == answer for option in variable.options)
    if variable.kind is VariableKind.DATE:
        return _is_day(answer)
    return True


def _is_day(answer: str) -> bool:
    try:
        return date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False


def _numeral(number: int) -> str:
    """Write a number below a hundred as headings do."""
    digits, ten = word_list("template", "numerals"), word("template", "ten")
    tens, ones = divmod(number, 10)
    head = (digits[tens] if tens > 1 else "") + ten if tens else ""
    return head + (digits[ones] if ones else "")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in Formatter().parse(text) if name)


def _template(data: Mapping[str, Any]) -> ContractTemplate:
    return ContractTemplate(
        code=data["code"],
        title=data["title"],
        title_en=data["title_en"],
        version=data["version"],
        roles=tuple(RoleName(**role) for role in data["role"]),
        preamble=tuple(data["preamble"]),
        sections=tuple(_template_section(section) for section in data["section"]),
        closing=tuple(data["closing"]),
        copies=data["copies"],
        variables=tuple(_variable(variable) for variable in data["variable"]),
    )


def _template_section(data: Mapping[str, Any]) -> TemplateSection:
    return TemplateSection(
        data["key"],
        data["heading"],
        tuple(_clause(entry) for entry in data["body"]),
        bool(data.get("optional", False)),
        bool(data.get("carries_price", False)),
    )


def _clause(entry: str | Mapping[str, str]) -> Clause:
    if isinstance(entry, str):
        return Clause(entry)
    return Clause(entry["text"], entry["check"], entry["is"])


def _variable(data: Mapping[str, Any]) -> Variable:
    return Variable(
        key=data["key"],
        label=data["label"],
        label_en=data["label_en"],
        kind=VariableKind(data["kind"]),
        required=bool(data.get("required", False)),
        default=data.get("default", ""),
        hint=data.get("hint", ""),
        law=data.get("law", ""),
        options=tuple(Option(**option) for option in data.get("options", ())),
        needed_with=tuple(data.get("needed_with", {}).items()),
    )
