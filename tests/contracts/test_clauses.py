"""The clause library: shipped clauses, the hall's own, editions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.contracts.clauses import LONGEST_CLAUSE, ClausePlan, shipped_clauses
from app.contracts.refusals import ReasonMissing
from app.counter import Counter
from app.documents.fonts import missing
from app.documents.templates import fill, load_template, templates
from app.documents.words import word_list
from app.kernel.errors import FieldRefused, Forbidden, Missing
from app.security.actors import Actor, Role

PLAN = ClausePlan(
    "样品寄送", "乙方应当在交付前寄送样品。", "delivery", "民法典第六百三十五条", ("dev", "srv1")
)


def test_the_shipped_clauses_cover_sections_and_classes() -> None:
    rows = shipped_clauses()
    assert len(rows) >= 40
    assert len({row.code for row in rows}) == len({row.title for row in rows}) == len(rows)
    assert len({row.section for row in rows}) >= 15
    for template in templates():
        assert sum(row.fits_template(template) for row in rows) >= 25
    for kind in ("dev", "trf", "lic", "con", "srv"):
        assert any(fit.startswith(kind) for row in rows for fit in row.fits)


@pytest.mark.parametrize("row", shipped_clauses(), ids=lambda row: row.code)
def test_a_shipped_clause_has_its_place_and_can_be_printed(row: object) -> None:
    from_file = next(r for r in shipped_clauses() if r == row)
    fitting = [t for t in templates() if from_file.fits_template(t)]
    assert any(from_file.section in {s.key for s in t.sections} for t in fitting)
    assert from_file.law
    assert not any(law in from_file.text for law in word_list("template", "repealed_laws"))
    assert from_file.text.endswith("。")
    assert missing(from_file.title + from_file.text + from_file.law) == []


def test_a_clause_taken_into_a_contract_stands_at_the_end_of_its_section(counter: Counter) -> None:
    template = load_template("lic1")
    clause = counter.clauses.clause("royalty-books").content(template)
    assert (clause.section, clause.source) == ("price", "royalty-books@1")
    free = counter.clauses.clause("lic-quality").content(load_template("free"))
    assert free.section == ""
    price = next(s for s in fill(template, {}).sections if s.key == "price")
    assert price.carries_price


def test_clauses_are_found_by_template_section_and_words(counter: Counter) -> None:
    library = counter.clauses
    assert {row.code for row in library.clauses(section="mediation")} == {"med-exclusive", "med-conflict"}
    codes = {row.code for row in library.clauses(load_template("dev2"))}
    assert "dev-joint-licence" in codes
    assert "dev-pilot" not in codes
    assert [row.code for row in library.clauses(search="提成 查阅")] == ["royalty-books"]
    assert library.clauses(search="没有这样的词") == ()
    sections = [row.section for row in library.clauses(load_template("srv1"))]
    order = [s.key for s in load_template("srv1").sections]
    assert sections == sorted(sections, key=order.index)


def test_a_clause_is_added_changed_ended_and_taken_up_again(counter: Counter, clerk: Actor) -> None:
    library = counter.clauses
    added = library.add(PLAN, actor=clerk).value
    assert (added.edition, added.is_own, added.title) == (1, True, "样品寄送")
    second = library.change(added.code, replace(PLAN, text="第一行\n\n 第二行 "), actor=clerk).value
    assert (second.edition, second.text) == (2, "第一行\n第二行")
    assert library.clause(added.code) == second
    assert [row.edition for row in library.editions(added.code)] == [2, 1]
    library.end(added.code, "不再使用", actor=clerk)
    with pytest.raises(Missing):
        library.clause(added.code)
    with pytest.raises(Missing):
        library.end(added.code, "再来一次", actor=clerk)
    third = library.change(added.code, PLAN, actor=clerk).value
    assert third.edition == 3
    assert library.clause(added.code) == third


def test_a_shipped_clause_is_changed_and_ended_for_this_hall(counter: Counter, clerk: Actor) -> None:
    library = counter.clauses
    own = library.change("notice", replace(PLAN, title="通知", section="terms", fits=()), actor=clerk).value
    assert (own.edition, own.is_own) == (2, True)
    assert [row.edition for row in library.editions("notice")] == [2, 1]
    library.end("language", "大厅不用外文", actor=clerk)
    assert "language" not in {row.code for row in library.clauses()}
    assert "notice" in {row.code for row in library.clauses()}
    assert len(library.editions("language")) == 2


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"title": " "}, "title", "empty"),
        ({"text": "\n"}, "text", "empty"),
        ({"text": "长" * (LONGEST_CLAUSE + 1)}, "text", "too_long"),
        ({"title": "标题\x07"}, "title", "odd_character"),
        ({"section": "nowhere"}, "section", "not_known"),
        ({"fits": ("dev9",)}, "fits", "not_known"),
        ({"text": "依据《中华人民共和国合同法》。"}, "text", "repealed_law"),
    ],
)
def test_what_is_no_clause_is_refused(
    counter: Counter, clerk: Actor, changes: dict[str, object], field: str, problem: str
) -> None:
    with pytest.raises(FieldRefused) as refused:
        counter.clauses.add(replace(PLAN, **changes), actor=clerk)
    assert (refused.value.field, refused.value.problem) == (field, problem)


def test_only_whoever_arranges_the_hall_changes_the_library(counter: Counter, clerk: Actor) -> None:
    somebody = replace(clerk, role=Role.CLERK)
    with pytest.raises(Forbidden):
        counter.clauses.add(PLAN, actor=somebody)
    with pytest.raises(Forbidden):
        counter.clauses.change("notice", PLAN, actor=somebody)
    with pytest.raises(Forbidden):
        counter.clauses.end("notice", "理由", actor=somebody)
    with pytest.raises(ReasonMissing):
        counter.clauses.end("notice", " ", actor=clerk)
    with pytest.raises(Missing):
        counter.clauses.change("none", PLAN, actor=clerk)
