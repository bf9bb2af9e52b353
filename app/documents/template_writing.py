"""A contract template written as text, whole: what a hall takes as the beginning of its own edition."""

from __future__ import annotations

import json
from collections.abc import Iterator

from app.documents.contract_template import ContractTemplate, TemplateSection
from app.documents.variables import Variable


def template_text(template: ContractTemplate) -> str:
    """Write a template whole, without parts from elsewhere; ``read_template`` reads it."""
    lines = [
        *(
            f"{key} = {_quoted(getattr(template, key))}"
            for key in ("code", "kind", "title", "title_en", "version", "own_sections_before", "copies")
        ),
        f"needs_price = {str(template.needs_price).lower()}",
        f"must = [{', '.join(_quoted(key) for key in template.must)}]",
        *_text_list("preamble", template.preamble),
        *_text_list("closing", template.closing),
    ]
    for role in template.roles:
        lines += ["", "[[role]]", *(f"{key} = {_quoted(value)}" for key, value in vars(role).items())]
    for section in template.sections:
        lines += ["", *_section_lines(section)]
    for variable in template.variables:
        lines += ["", *_variable_lines(variable)]
    return "\n".join(lines) + "\n"


def _section_lines(section: TemplateSection) -> Iterator[str]:
    yield "[[section]]"
    yield f"key = {_quoted(section.key)}"
    yield f"heading = {_quoted(section.heading)}"
    if section.optional:
        yield "optional = true"
    if section.carries_price:
        yield "carries_price = true"
    yield "body = ["
    for clause in section.clauses:
        if clause.check:
            parts = (("check", clause.check), ("is", clause.value), ("text", clause.text))
            yield "    { " + ", ".join(f"{key} = {_quoted(value)}" for key, value in parts) + " },"
        else:
            yield f"    {_quoted(clause.text)},"
    yield "]"


def _variable_lines(variable: Variable) -> Iterator[str]:
    yield "[[variable]]"
    for key in ("key", "kind", "label", "label_en", "default", "hint", "law"):
        if value := getattr(variable, key):
            yield f"{key} = {_quoted(str(value))}"
    if variable.required:
        yield "required = true"
    if variable.needed_with:
        parts = ", ".join(f"{key} = {_quoted(value)}" for key, value in variable.needed_with)
        yield f"needed_with = {{ {parts} }}"
    if variable.options:
        yield "options = ["
        for option in variable.options:
            yield f"    [{', '.join(_quoted(part) for part in vars(option).values())}],"
        yield "]"


def _text_list(key: str, texts: tuple[str, ...]) -> list[str]:
    return [f"{key} = [", *(f"    {_quoted(text)}," for text in texts), "]"]


def _quoted(text: str) -> str:
    """Write a TOML string; JSON's is one, but for the character DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
