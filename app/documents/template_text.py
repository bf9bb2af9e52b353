"""Contract templates as text: read and checked whole; the shipped ones are put together from parts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.documents.contract_template import (
    Clause,
    ContractTemplate,
    RoleName,
    TemplateSection,
    blanks_of,
    put_in,
)
from app.documents.variables import Option, Variable, VariableKind
from app.documents.wordings import WORDING_KEYS
from app.documents.words import word_list
from app.kernel.errors import Missing, Refusal
from app.kernel.places import resource

_HOME = "templates/contracts"
_ORDER = ("dev", "trf", "lic", "con", "srv", "free", "supp")
_LONGEST = 300_000
_LINE = re.compile(r"line (\d+)")
_LISTS = ("role", "section", "variable")
_SCALARS = ("extends", "kind", "code", "title", "title_en", "version", "copies", "own_sections_before")
_SIDES = ("buyer", "seller")


class TemplateProblem(StrEnum):
    """What is wrong with the text of a template."""

    NOT_TOML = "not_toml"
    TOO_LONG = "too_long"
    KEY_MISSING = "key_missing"
    KEY_UNKNOWN = "key_unknown"
    KEY_TWICE = "key_twice"
    WRONG_VALUE = "wrong_value"
    OTHER_CODE = "other_code"
    OPEN_BRACE = "open_brace"
    UNKNOWN_BLANK = "unknown_blank"
    UNUSED_VARIABLE = "unused_variable"
    UNKNOWN_OPTION = "unknown_option"
    SECTION_MISSING = "section_missing"
    ROLE_MISSING = "role_missing"
    PRICE_SECTION = "price_section"
    REPEALED_LAW = "repealed_law"


@dataclass(eq=False)
class TemplateRefused(Refusal):
    """A text is no template. ``line`` counts from 1, 0: no line is to blame; ``about`` is what is meant."""

    line: int
    problem: TemplateProblem
    about: str = ""


class _Fault(Exception):
    def __init__(self, problem: TemplateProblem, about: str = "") -> None:
        super().__init__(problem)
        self.problem, self.about = problem, about


def read_template(text: str, original: ContractTemplate) -> ContractTemplate:
    """Read a hall's own edition of a shipped template, and check it whole.

    Refused (TemplateRefused): what is not TOML, strange or missing keys, blanks without a variable and
    variables without a blank, a section left out that every edition must have, a repealed law by name.
    """
    if len(text) > _LONGEST:
        raise TemplateRefused(0, TemplateProblem.TOO_LONG)
    try:
        template = _read(tomllib.loads(text))
        if template.code != original.code:
            raise _Fault(TemplateProblem.OTHER_CODE, template.code)
        _check(template, original.must)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise TemplateRefused(
            int(found[1]) if found else text.count("\n") + 1, TemplateProblem.NOT_TOML
        ) from error
    except _Fault as fault:
        raise TemplateRefused(_line_of(text, fault), fault.problem, fault.about) from fault
    return template


def shipped_codes() -> tuple[str, ...]:
    """List the codes of the shipped templates: classes in the law's order, then free text and supplement."""
    codes = [file.stem for file in resource(_HOME).glob("*.toml")]
    return tuple(sorted(codes, key=lambda code: (_ORDER.index(code.rstrip("0123456789")), code)))


def shipped_template(code: str, version: str = "") -> ContractTemplate:
    """Put a shipped template together, the newest or the one of a version; refused (Missing): none."""
    if not code.isalnum() or not code.isascii() or (version and not version.isalnum()):
        raise Missing("contract_template", code)
    newest = resource(_HOME) / f"{code}.toml"
    if newest.exists():
        template = _composed_template(newest)
        if version in ("", template.version):
            return template
    past = resource(_HOME) / "past" / f"{code}-{version}.toml"
    if version and past.exists():
        return _composed_template(past)
    raise Missing("contract_template", code)


def _composed_template(file: Any) -> ContractTemplate:
    template = _read(_with_base(tomllib.loads(file.read_text(encoding="utf-8"))))
    _check(template, template.must)
    return template


def _with_base(own: dict[str, Any]) -> dict[str, Any]:
    """Lay a file over the shared one it extends; what it says itself goes first."""
    if "extends" not in own:
        return own
    file = resource(_HOME) / "shared" / f"{own.pop('extends')}.toml"
    base = _with_base(tomllib.loads(file.read_text(encoding="utf-8")))
    merged = base | own
    merged["words"] = base.get("words", {}) | own.get("words", {})
    for kind in _LISTS:
        by_key = {part["key"]: part for part in base.get(kind, [])}
        merged[kind] = list((by_key | {part["key"]: part for part in own.get(kind, [])}).values())
    return merged


def _read(data: Mapping[str, Any]) -> ContractTemplate:
    """Make a template of its data: words put in, sections in their order, only the variables they ask for."""
    known = (*_SCALARS, *_LISTS, "words", "sections", "preamble", "closing", "must", "needs_price")
    _keys(data, ("code", "kind", "title", "title_en", "version", "copies", "own_sections_before"), known)
    roles = tuple(_role(role) for role in _tables(data, "role"))
    words = {role.key: role.short for role in roles} | _words(data)
    found = {key: _section(section, words) for key, section in _by_key(data, "section").items()}
    order = data.get("sections", list(found))
    for key in order:
        if key not in found:
            raise _Fault(TemplateProblem.SECTION_MISSING, str(key))
    template = ContractTemplate(
        **{key: _text(data, key, words) for key in ("title", "title_en", "version", "copies")},
        **{key: _text(data, key) for key in ("code", "kind", "own_sections_before")},
        roles=roles,
        preamble=_texts(data, "preamble", words),
        sections=tuple(found[key] for key in order),
        closing=_texts(data, "closing", words),
        variables=tuple(_variable(v, words) for v in _by_key(data, "variable").values()),
        must=_texts(data, "must"),
        needs_price=data.get("needs_price", True) is True,
    )
    return _without_unasked(template) if "sections" in data else template


def _without_unasked(template: ContractTemplate) -> ContractTemplate:
    """Leave out the shared variables that this template does not ask for; the rest in their order."""
    by_key = {v.key: v for v in template.variables}
    asked = [by_key[key] for key in _asked(template) if key in by_key]
    return ContractTemplate(**{**vars(template), "variables": tuple(asked)})


def _asked(template: ContractTemplate) -> tuple[str, ...]:
    """List the keys a template asks for, in the order of the page."""
    keys = [key for text in template.preamble for key in blanks_of(text)]
    for section in template.sections:
        for clause in section.clauses:
            keys += [clause.check] * bool(clause.check) + list(clause.variables)
    keys += [key for text in (*template.closing, template.copies) for key in blanks_of(text)]
    return tuple(dict.fromkeys(key for key in keys if key not in WORDING_KEYS))


def _check(template: ContractTemplate, must: tuple[str, ...]) -> None:
    for text in (*template.texts(), *(v.default for v in template.variables)):
        _check_text(text)
    by_key = {v.key: v for v in template.variables}
    asked = _asked(template)
    for key in asked:
        if key not in by_key:
            raise _Fault(TemplateProblem.UNKNOWN_BLANK, key)
    for key in by_key:
        if key not in asked:
            raise _Fault(TemplateProblem.UNUSED_VARIABLE, key)
    for variable in template.variables:
        _check_variable(variable, by_key)
    _check_sections(template, must, by_key)
    for side in _SIDES:
        if side not in {role.key for role in template.roles}:
            raise _Fault(TemplateProblem.ROLE_MISSING, side)


def _check_sections(
    template: ContractTemplate, must: tuple[str, ...], by_key: Mapping[str, Variable]
) -> None:
    keys = [section.key for section in template.sections]
    for key in (*must, template.own_sections_before):
        if key not in keys:
            raise _Fault(TemplateProblem.SECTION_MISSING, key)
    if sum(section.carries_price for section in template.sections) != 1:
        raise _Fault(TemplateProblem.PRICE_SECTION)
    for section in template.sections:
        for clause in section.clauses:
            if clause.check and not by_key[clause.check].takes(clause.value):
                raise _Fault(TemplateProblem.UNKNOWN_OPTION, clause.value)


def _check_variable(variable: Variable, by_key: Mapping[str, Variable]) -> None:
    if variable.default and not variable.takes(variable.default):
        raise _Fault(TemplateProblem.UNKNOWN_OPTION, variable.default)
    for key, value in variable.needed_with:
        if key not in by_key:
            raise _Fault(TemplateProblem.UNKNOWN_BLANK, key)
        if not by_key[key].takes(value):
            raise _Fault(TemplateProblem.UNKNOWN_OPTION, value)


def _check_text(text: str) -> None:
    left = re.sub(r"\{\w+\}", "", text)
    if "{" in left or "}" in left:
        raise _Fault(TemplateProblem.OPEN_BRACE, text[:40])
    for law in word_list("template", "repealed_laws"):
        if law in text:
            raise _Fault(TemplateProblem.REPEALED_LAW, law)


def _role(data: Mapping[str, Any]) -> RoleName:
    _keys(data, ("key", "label", "label_en", "short"))
    return RoleName(**{key: _text(data, key) for key in ("key", "label", "label_en", "short")})


def _section(data: Mapping[str, Any], words: Mapping[str, str]) -> TemplateSection:
    _keys(data, ("key", "heading", "body"), ("optional", "carries_price"))
    if not isinstance(data["body"], list) or not data["body"]:
        raise _Fault(TemplateProblem.WRONG_VALUE, "body")
    return TemplateSection(
        _text(data, "key"),
        _text(data, "heading", words),
        tuple(_clause(entry, words) for entry in data["body"]),
        data.get("optional", False) is True,
        data.get("carries_price", False) is True,
    )


def _clause(entry: Any, words: Mapping[str, str]) -> Clause:
    if isinstance(entry, str):
        return Clause(put_in(entry, words))
    if not isinstance(entry, dict):
        raise _Fault(TemplateProblem.WRONG_VALUE, "body")
    _keys(entry, ("text", "check", "is"))
    return Clause(_text(entry, "text", words), _text(entry, "check"), _text(entry, "is"))


def _variable(data: Mapping[str, Any], words: Mapping[str, str]) -> Variable:
    optional = ("required", "default", "hint", "law", "options", "needed_with")
    _keys(data, ("key", "kind", "label", "label_en"), optional)
    if data["kind"] not in tuple(VariableKind):
        raise _Fault(TemplateProblem.WRONG_VALUE, str(data["kind"]))
    needed = data.get("needed_with", {})
    if not isinstance(needed, dict) or not all(isinstance(value, str) for value in needed.values()):
        raise _Fault(TemplateProblem.WRONG_VALUE, "needed_with")
    return Variable(
        key=_text(data, "key"),
        kind=VariableKind(data["kind"]),
        required=data.get("required", False) is True,
        options=tuple(_option(entry, words) for entry in data.get("options", ())),
        needed_with=tuple(needed.items()),
        **{
            key: _text(data, key, words) if key in data else ""
            for key in ("label", "label_en", "default", "hint", "law")
        },
    )


def _option(entry: Any, words: Mapping[str, str]) -> Option:
    if not isinstance(entry, list) or len(entry) != 3 or not all(isinstance(part, str) for part in entry):
        raise _Fault(TemplateProblem.WRONG_VALUE, "options")
    return Option(entry[0], put_in(entry[1], words), entry[2])


def _words(data: Mapping[str, Any]) -> dict[str, str]:
    """The template's own words, put in where the text names them."""
    told = data.get("words", {})
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise _Fault(TemplateProblem.WRONG_VALUE, "words")
    return dict(told)


def _by_key(data: Mapping[str, Any], kind: str) -> dict[str, Mapping[str, Any]]:
    by_key: dict[str, Mapping[str, Any]] = {}
    for table in _tables(data, kind):
        key = str(table.get("key", ""))
        if key in by_key:
            raise _Fault(TemplateProblem.KEY_TWICE, key)
        by_key[key] = table
    return by_key


def _tables(data: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    tables = data.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _Fault(TemplateProblem.WRONG_VALUE, kind)
    return tables


def _keys(data: Mapping[str, Any], needed: tuple[str, ...], allowed: tuple[str, ...] = ()) -> None:
    for key in needed:
        if key not in data:
            raise _Fault(TemplateProblem.KEY_MISSING, key)
    for key in data:
        if key not in needed and key not in allowed:
            raise _Fault(TemplateProblem.KEY_UNKNOWN, key)


def _text(data: Mapping[str, Any], key: str, words: Mapping[str, str] | None = None) -> str:
    if not isinstance(data[key], str):
        raise _Fault(TemplateProblem.WRONG_VALUE, key)
    return put_in(data[key], words or {})


def _texts(data: Mapping[str, Any], key: str, words: Mapping[str, str] | None = None) -> tuple[str, ...]:
    told = data.get(key, [])
    if not isinstance(told, list) or not all(isinstance(text, str) for text in told):
        raise _Fault(TemplateProblem.WRONG_VALUE, key)
    return tuple(put_in(text, words or {}) for text in told)


def _line_of(text: str, fault: _Fault) -> int:
    """Find the line a fault is about, by what it names; 0 where it names nothing that stands there."""
    about = f"{{{fault.about}}}" if fault.problem is TemplateProblem.UNKNOWN_BLANK else fault.about
    place = text.find(about) if about else -1
    return 0 if place < 0 else text.count("\n", 0, place) + 1
