"""Contract templates: clauses and variables as data; filled they are the sections of a sheet."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.documents.contract_template import Clause as Clause
from app.documents.contract_template import ContractTemplate as ContractTemplate
from app.documents.contract_template import RoleName as RoleName
from app.documents.contract_template import TemplateSection as TemplateSection
from app.documents.contract_template import put_in
from app.documents.sheets import CheckLine, Item, Paragraph, Section
from app.documents.template_text import shipped_codes, shipped_template
from app.documents.variables import Option as Option
from app.documents.variables import Variable as Variable
from app.documents.variables import VariableKind as VariableKind
from app.documents.wordings import Wordings, wordings_with
from app.documents.words import word, word_list


@dataclass(frozen=True)
class OwnClause:
    """A clause the parties added: at the end of the section of that key, or a section of its own ("").

    Its text is printed as it is, line by line; braces in it mean nothing.
    """

    text: str
    section: str = ""
    title: str = ""


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
def load_template(code: str, version: str = "") -> ContractTemplate:
    """Give a shipped template, the newest or one of the past; refused (Missing): there is none."""
    return shipped_template(code, version)


@functools.cache
def templates() -> tuple[ContractTemplate, ...]:
    """Give the newest shipped template of every code: the law's classes, then free text, supplement."""
    return tuple(load_template(code) for code in shipped_codes())


def worded(template: ContractTemplate, wordings: Wordings | None = None) -> ContractTemplate:
    """Put the hall's words, or the usual ones, into a template, its hints and usual answers included."""
    words = (wordings or wordings_with()).told()

    def put(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(put_in(text, words) for text in texts)

    return replace(
        template,
        preamble=put(template.preamble),
        closing=put(template.closing),
        copies=put_in(template.copies, words),
        sections=tuple(
            replace(s, clauses=tuple(replace(c, text=put_in(c.text, words)) for c in s.clauses))
            for s in template.sections
        ),
        variables=tuple(
            replace(v, default=put_in(v.default, words), hint=put_in(v.hint, words))
            for v in template.variables
        ),
    )


def fill(
    template: ContractTemplate,
    values: Mapping[str, str],
    wordings: Wordings | None = None,
    own: Sequence[OwnClause] = (),
) -> Filled:
    """Fill a template; blanks stay visible as blanks, so that a draft can be shown at any time.

    own: the clauses beyond the template's; those of a section that the template lacks make one of their own.
    """
    template = worded(template, wordings)
    by_key = {v.key: v for v in template.variables}
    answers = {v.key: values.get(v.key, "").strip() or v.default for v in template.variables}
    shown = {key: variable.shown(answers) for key, variable in by_key.items()}
    return Filled(
        preamble=tuple(put_in(text, shown) for text in template.preamble),
        sections=_sections(template, answers, shown, own),
        closing=tuple(put_in(text, shown) for text in template.closing),
        copies=put_in(template.copies, shown),
        missing=tuple(
            key for key, answer in answers.items() if not answer and by_key[key].is_needed(answers)
        ),
        invalid=tuple(key for key, answer in answers.items() if answer and not by_key[key].takes(answer)),
    )


def _sections(
    template: ContractTemplate,
    answers: Mapping[str, str],
    shown: Mapping[str, str],
    own: Sequence[OwnClause],
) -> tuple[Section, ...]:
    keys = {section.key for section in template.sections}
    apart = [clause for clause in own if clause.section not in keys and clause.text.strip()]
    made: list[Section] = []
    for section in template.sections:
        if section.key == template.own_sections_before:
            made += [_own_section(len(made) + n, clause) for n, clause in enumerate(apart, start=1)]
        added = [clause for clause in own if clause.section == section.key]
        made.append(_section(len(made) + 1, section, answers, shown, added))
    return tuple(made)


def _own_section(number: int, clause: OwnClause) -> Section:
    heading = clause.title.strip() or word("template", "own_heading")
    items = tuple(Paragraph(line) for line in _lines(clause.text))
    return Section(f"own_{number}", _heading(number, heading), items)


def _section(
    number: int,
    section: TemplateSection,
    answers: Mapping[str, str],
    shown: Mapping[str, str],
    own: Sequence[OwnClause],
) -> Section:
    added = [line for clause in own for line in _lines(clause.text)]
    names = [name for clause in section.clauses for name in clause.variables]
    is_unused = section.optional and not any(answers[name] for name in names)
    items: list[Item] = [] if is_unused else _items(number, section, answers, shown)
    count = sum(isinstance(item, Paragraph) for item in items)
    items += [Paragraph(line, f"{number}.{n}") for n, line in enumerate(added, start=count + 1)]
    if not items:
        items = [Paragraph(ended(word("template", "unused")))]
    return Section(section.key, _heading(number, section.heading), tuple(items), section.carries_price)


def _items(
    number: int, section: TemplateSection, answers: Mapping[str, str], shown: Mapping[str, str]
) -> list[Item]:
    items: list[Item] = []
    count = 0
    for clause in section.clauses:
        if clause.check:
            is_chosen = answers[clause.check] == clause.value
            words = shown if is_chosen else _struck(answers, shown)
            items.append(CheckLine(put_in(clause.text, words), is_chosen))
        else:
            count += 1
            items.append(Paragraph(ended(put_in(clause.text, shown)), f"{number}.{count}"))
    return items


def _struck(answers: Mapping[str, str], shown: Mapping[str, str]) -> dict[str, str]:
    """Strike the blanks of a line that was not chosen, so that nobody writes into them later."""
    return {key: text if answers[key] else word("template", "struck") for key, text in shown.items()}


def _heading(number: int, heading: str) -> str:
    return word("template", "section", number=_numeral(number), heading=heading)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def ended(text: str) -> str:
    """End a clause whose last word is somebody's answer with a full stop."""
    return text if text.endswith(word_list("template", "endings")) else text + word("template", "full_stop")


def _numeral(number: int) -> str:
    """Write a number as headings do; from a hundred on in figures."""
    if number > 99:
        return str(number)
    digits, ten = word_list("template", "numerals"), word("template", "ten")
    tens, ones = divmod(number, 10)
    head = (digits[tens] if tens > 1 else "") + ten if tens else ""
    return head + (digits[ones] if ones else "")
