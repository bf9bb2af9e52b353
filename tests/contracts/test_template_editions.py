"""The hall's own editions of templates."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contracts.drafting import DraftEntry
from app.contracts.entities import Contract
from app.counter import Counter
from app.documents.template_text import TemplateProblem, TemplateRefused, read_template
from app.documents.template_writing import template_text
from app.documents.templates import load_template, templates
from app.kernel.errors import Forbidden, Missing
from app.security.actors import Actor, Role


@pytest.mark.parametrize("code", [t.code for t in templates()])
def test_a_copy_reads_back_as_the_template_it_is_of(code: str) -> None:
    template = load_template(code)
    assert read_template(template_text(template), template) == template


def test_an_edition_is_saved_chosen_and_left_again(counter: Counter, clerk: Actor) -> None:
    shelf = counter.shelf
    text = shelf.text("srv1").replace("技术服务地点：", "提供服务的地点：")
    edition = shelf.save("srv1", text, " 第一次  修改 ", actor=clerk).value
    assert edition == "H1"
    assert shelf.template("srv1").version == "2"
    shelf.make_current("srv1", edition, actor=clerk)
    assert shelf.template("srv1").version == "H1"
    assert [(r.edition, r.is_current, r.note) for r in shelf.editions("srv1")] == [
        ("H1", True, "第一次 修改"),
        ("2", False, ""),
    ]
    assert {t.code: t.version for t in counter.drafting.templates()}["srv1"] == "H1"
    shelf.make_current("srv1", "2", actor=clerk)
    assert [(r.edition, r.is_current) for r in shelf.editions("srv1")] == [("H1", False), ("2", True)]


def test_a_contract_keeps_the_edition_it_was_drafted_with(counter: Counter, clerk: Actor) -> None:
    shelf = counter.shelf
    before = counter.drafting.draft(DraftEntry("dev1"), actor=clerk).value
    text = shelf.text("dev1").replace("技术风险与技术公开", "风险的承担")
    shelf.make_current("dev1", shelf.save("dev1", text, "", actor=clerk).value, actor=clerk)
    after = counter.drafting.draft(DraftEntry("dev1"), actor=clerk).value
    shelf.make_current("dev1", "2", actor=clerk)

    def asked(version: str) -> bool:
        return any(s.heading == "风险的承担" for s in shelf.template("dev1", version).sections)

    with counter.store.look() as session:
        versions = [session.get_one(Contract, key).template_version for key in (before, after)]
    assert versions == ["2", "H1"]
    assert (asked("2"), asked("H1")) == (False, True)
    assert counter.drafting.preview(after).startswith(b"%PDF")
    assert counter.drafting.check(after)


@pytest.mark.parametrize(
    ("found", "put", "problem", "about"),
    [
        ("[[section]]", "[[section", TemplateProblem.NOT_TOML, ""),
        ("{service_place}", "{service_plac}", TemplateProblem.UNKNOWN_BLANK, "service_plac"),
        ("{service_place}", "{service_place", TemplateProblem.OPEN_BRACE, "技术服务地点：{service_place。"),
        ("{service_place}", "兰州", TemplateProblem.UNUSED_VARIABLE, "service_place"),
        ('key = "acceptance"', 'key = "acceptances"', TemplateProblem.SECTION_MISSING, "acceptance"),
        ("carries_price = true\n", "", TemplateProblem.PRICE_SECTION, ""),
        ('kind = "srv"', 'kinds = "srv"', TemplateProblem.KEY_MISSING, "kind"),
        ("title_en =", 'tilte = "x"\ntitle_en =', TemplateProblem.KEY_UNKNOWN, "tilte"),
        ('code = "srv1"', 'code = "srv2"', TemplateProblem.OTHER_CODE, "srv2"),
        ('key = "buyer"', 'key = "client"', TemplateProblem.ROLE_MISSING, "buyer"),
        ('kind = "percent"', 'kind = "share"', TemplateProblem.WRONG_VALUE, "share"),
        ('is = "court"', 'is = "duel"', TemplateProblem.UNKNOWN_OPTION, "duel"),
        ("依据", "依据《中华人民共和国合同法》和", TemplateProblem.REPEALED_LAW, "《中华人民共和国合同法》"),
    ],
)
def test_a_text_that_is_no_template_is_refused_with_its_place(
    counter: Counter, clerk: Actor, found: str, put: str, problem: TemplateProblem, about: str
) -> None:
    text = counter.shelf.text("srv1")
    assert found in text
    with pytest.raises(TemplateRefused) as refused:
        counter.shelf.save("srv1", text.replace(found, put, 1), "", actor=clerk)
    assert (refused.value.problem, refused.value.about) == (problem, about)
    assert [row.edition for row in counter.shelf.editions("srv1")] == ["2"]


def test_the_line_of_a_fault_is_named(counter: Counter) -> None:
    text = counter.shelf.text("srv1")
    line = next(n for n, words in enumerate(text.splitlines(), start=1) if "{service_place}" in words)
    with pytest.raises(TemplateRefused) as refused:
        counter.shelf.check("srv1", text.replace("{service_place}", "{place}"))
    assert refused.value.line == line
    with pytest.raises(TemplateRefused) as refused:
        counter.shelf.check("srv1", 'code = "srv1"\nkind = srv\n')
    assert (refused.value.line, refused.value.problem) == (2, TemplateProblem.NOT_TOML)


def test_only_whoever_arranges_the_hall_changes_templates(counter: Counter, clerk: Actor) -> None:
    somebody = replace(clerk, role=Role.CLERK)
    text = counter.shelf.text("dev1")
    with pytest.raises(Forbidden):
        counter.shelf.save("dev1", text, "", actor=somebody)
    with pytest.raises(Forbidden):
        counter.shelf.make_current("dev1", "2", actor=somebody)
    with pytest.raises(Missing):
        counter.shelf.make_current("dev1", "H7", actor=clerk)
    with pytest.raises(Missing):
        counter.shelf.template("dev1", "H7")
    with pytest.raises(Missing):
        counter.shelf.editions("none")


SHORT = load_template("srv3")
SHORT_TEXT = template_text(SHORT)


@settings(deadline=None)
@given(start=st.integers(0, len(SHORT_TEXT)), count=st.integers(0, 200))
def test_a_text_with_a_part_cut_out_is_read_or_refused(start: int, count: int) -> None:
    try:
        read = read_template(SHORT_TEXT[:start] + SHORT_TEXT[start + count :], SHORT)
    except TemplateRefused as refused:
        assert refused.line >= 0
    else:
        assert read.code == "srv3"
