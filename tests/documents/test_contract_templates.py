"""Templates: whole, consistent with their variables, and filled without inventing anything."""

from __future__ import annotations

import re

import pytest

from app.documents.fonts import missing
from app.documents.sheets import CheckLine, Paragraph, texts
from app.documents.templates import ContractTemplate, Filled, VariableKind, fill, load_template, templates
from app.kernel.errors import Missing

ANSWERS = {VariableKind.DATE: "2026-12-01", VariableKind.INTEGER: "3"}


def whole(template: ContractTemplate, **changes: str) -> dict[str, str]:
    """Answer every question of a template."""
    values = {v.key: v.default or ANSWERS.get(v.kind, f"答{v.key}") for v in template.variables}
    return values | changes


def words(filled: Filled) -> str:
    return "\n".join(texts((filled.preamble, filled.sections, filled.closing, filled.copies)))


@pytest.fixture(params=["dev1", "srv1"])
def template(request: pytest.FixtureRequest) -> ContractTemplate:
    return load_template(request.param)


def test_both_templates_are_shipped() -> None:
    assert [(t.code, t.title) for t in templates()] == [
        ("dev1", "技术开发（委托）合同"),
        ("srv1", "技术服务合同"),
    ]


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(Missing):
        load_template("none")


def test_every_variable_is_used_and_every_blank_is_declared(template: ContractTemplate) -> None:
    declared = {v.key for v in template.variables}
    clauses = [clause for section in template.sections for clause in section.clauses]
    used = {name for clause in clauses for name in (*clause.variables, clause.check) if name}
    for text in (*template.preamble, *template.closing, template.copies):
        used |= set(re.findall(r"{(\w+)}", text))
    assert used == declared


def test_the_law_named_is_the_civil_code(template: ContractTemplate) -> None:
    assert "《中华人民共和国民法典》" in template.preamble[0]
    assert "合同法" not in words(fill(template, {}))


def test_the_statutory_minimum_has_its_sections(template: ContractTemplate) -> None:
    needed = {
        "price",
        "confidentiality",
        "delivery",
        "acceptance",
        "ownership",
        "default",
        "dispute",
        "terms",
    }
    assert needed <= {section.key for section in template.sections}
    assert [section.key for section in template.sections if section.carries_price] == ["price"]
    assert {role.key for role in template.roles} == {"buyer", "seller"}


def test_a_whole_answer_misses_nothing_and_prints_every_answer(template: ContractTemplate) -> None:
    filled = fill(template, whole(template))
    assert (filled.missing, filled.invalid) == ((), ())
    text = words(filled)
    assert "{" not in text
    for variable in template.variables:
        if variable.kind in (VariableKind.TEXT, VariableKind.LONG_TEXT) and not variable.default:
            assert f"答{variable.key}" in text
    assert missing(text) == []


def test_no_answer_at_all_names_what_is_required(template: ContractTemplate) -> None:
    filled = fill(template, {})
    silent = [v.key for v in template.variables if v.required and not v.default]
    assert list(filled.missing) == [*silent, "arbitration_commission"]
    assert "＿＿＿" in words(filled)


def test_an_unused_optional_section_prints_none(template: ContractTemplate) -> None:
    filled = fill(template, whole(template, support="", support_time="", support_return=" "))
    (section,) = [s for s in filled.sections if s.key == "support"]
    assert section.items == (Paragraph("无"),)


def test_an_unused_optional_clause_prints_none(template: ContractTemplate) -> None:
    assert "其他违约责任约定：无。" in words(fill(template, whole(template, other_default="")))


@pytest.mark.parametrize(("chosen", "ticked"), [("arbitration", [True, False]), ("court", [False, True])])
def test_either_arbitration_or_court(template: ContractTemplate, chosen: str, ticked: list[bool]) -> None:
    filled = fill(template, whole(template, dispute=chosen))
    (section,) = [s for s in filled.sections if s.key == "dispute"]
    assert [item.checked for item in section.items if isinstance(item, CheckLine)] == ticked


def test_the_chosen_arbitration_needs_its_commission(template: ContractTemplate) -> None:
    assert fill(template, whole(template, arbitration_commission="")).missing == ("arbitration_commission",)
    court = whole(template, dispute="court", arbitration_commission="")
    assert fill(template, court).missing == ()


def test_answers_of_the_wrong_kind_are_named(template: ContractTemplate) -> None:
    values = whole(template, start_date="2026-02-30", acceptance_days="３０", dispute="duel")
    assert set(fill(template, values).invalid) == {"start_date", "acceptance_days", "dispute"}


def test_days_stand_in_words_and_headings_are_counted(template: ContractTemplate) -> None:
    filled = fill(template, whole(template, start_date="2026-12-01"))
    assert "自2026年12月1日起" in words(filled)
    headings = [section.heading.split("　")[0] for section in filled.sections]
    assert headings[:3] == ["第一条", "第二条", "第三条"]
    assert headings[9:11] == ["第十条", "第十一条"]
    assert len(set(headings)) == len(headings)


def test_paragraphs_are_numbered_by_section(template: ContractTemplate) -> None:
    first = fill(template, whole(template)).sections[0]
    assert [item.number for item in first.items if isinstance(item, Paragraph)][:2] == ["1.1", "1.2"]
