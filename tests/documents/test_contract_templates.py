"""Templates: whole, consistent with their variables, and filled without inventing anything."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.fonts import missing
from app.documents.sheets import CheckLine, Paragraph, texts
from app.documents.templates import (
    ContractTemplate,
    Filled,
    OwnClause,
    VariableKind,
    fill,
    load_template,
    templates,
    worded,
)
from app.documents.wordings import WORDING_KEYS, wordings_with
from app.kernel.errors import Missing
from app.kernel.places import resource

CODES = (
    *("dev1", "dev2", "dev3"),
    *(f"trf{n}" for n in range(1, 9)),
    *(f"lic{n}" for n in range(1, 8)),
    *("con1", "srv1", "srv2", "srv3", "free", "supp"),
)
LAWS_CLASSES = CODES[:-2]

ANSWERS = {
    VariableKind.DATE: "2026-12-01",
    VariableKind.INTEGER: "3",
    VariableKind.AMOUNT: "5000050",
    VariableKind.PERCENT: "12.5",
    VariableKind.PATENT_NUMBER: "ZL200310102344.5",
    VariableKind.PHONE: "13800138000",
    VariableKind.YES_NO: "yes",
}

# The matrix of domain.md 2.2; cover, party block, copies and signatures are of every sheet.
EVERY = "price confidentiality change default rescission dispute force_majeure terms"
DONE = f"delivery acceptance ownership improvement contacts {EVERY}"
DEV = f"subject plan support handover guidance funds assignment risk warranty {DONE}"
RIGHTS = f"status handover confidentiality warranty contacts {EVERY}"
TRANSFER = f"{RIGHTS} transfer"
LICENCE = f"{RIGHTS} licence guidance acceptance improvement exploitation"
MATRIX = {
    "dev1": DEV,
    "dev2": f"{DEV} division",
    "dev3": DEV,
    "trf1": f"{TRANSFER} patent guidance improvement invalidation",
    "trf2": f"{TRANSFER} application rejection",
    "trf3": f"{RIGHTS} knowhow knowhow_transfer guidance acceptance improvement",
    "trf4": f"{RIGHTS} software copyright_transfer guidance acceptance improvement",
    "trf5": f"{TRANSFER} layout guidance acceptance improvement invalidation",
    "trf6": f"{TRANSFER} variety guidance acceptance improvement invalidation",
    "trf7": f"{TRANSFER} biological guidance acceptance improvement",
    "trf8": f"{TRANSFER} technology contribution guidance acceptance improvement",
    "lic1": f"{LICENCE} patent technology filing invalidation",
    "lic2": f"{LICENCE} knowhow",
    "lic3": f"{LICENCE} application technology licence_rejection",
    "lic4": f"{LICENCE} software",
    "lic5": f"{LICENCE} layout invalidation",
    "lic6": f"{LICENCE} variety invalidation",
    "lic7": f"{LICENCE} biological",
    "con1": f"advice support assignment {DONE}",
    "srv1": f"service performance support assignment {DONE}",
    "srv2": f"training performance support assignment acceptance contacts {EVERY}",
    "srv3": f"mediation performance support assignment contacts {EVERY}",
}
ROLES = {
    "dev": ("委托人（甲方）", "研究开发人（乙方）"),
    "trf": ("受让人（甲方）", "让与人（乙方）"),
    "lic": ("被许可人（甲方）", "许可人（乙方）"),
    "con": ("委托人（甲方）", "受托人（乙方）"),
    "srv": ("委托人（甲方）", "受托人（乙方）"),
}
OWN_ROLES = {
    "dev2": ("合作方（甲方）", "合作方（乙方）"),
    "trf8": ("被投资企业（甲方）", "技术入股方（乙方）"),
    "srv2": ("委托人（甲方）", "受托人、培训方（乙方）"),
    "srv3": ("委托人（甲方）", "中介人（乙方）"),
}


def whole(template: ContractTemplate, **changes: str) -> dict[str, str]:
    """Answer every question of a template."""
    values = {
        v.key: v.default or (v.options[0].value if v.options else ANSWERS.get(v.kind, f"答{v.key}"))
        for v in template.variables
    }
    return values | changes


def words(filled: Filled) -> str:
    return "\n".join(texts((filled.preamble, filled.sections, filled.closing, filled.copies)))


@pytest.fixture(params=CODES)
def template(request: pytest.FixtureRequest) -> ContractTemplate:
    return load_template(request.param)


@pytest.fixture(params=["dev1", "srv1"])
def usual(request: pytest.FixtureRequest) -> ContractTemplate:
    return load_template(request.param)


def test_every_class_and_subtype_is_shipped_in_the_laws_order() -> None:
    assert tuple(t.code for t in templates()) == CODES
    assert {t.kind for t in templates()} == {"dev", "trf", "lic", "con", "srv", "free", "supp"}
    assert len({t.title for t in templates()}) == len(CODES)
    assert all(t.title_en.isascii() for t in templates())


@pytest.mark.parametrize(
    ("code", "version"), [("none", ""), ("dev1", "77"), ("../shared/common", ""), ("", "")]
)
def test_what_is_not_shipped_is_refused(code: str, version: str) -> None:
    with pytest.raises(Missing):
        load_template(code, version)


@pytest.mark.parametrize("code", ["dev1", "srv1"])
def test_a_template_of_the_past_is_still_given(code: str) -> None:
    past, present = load_template(code, "1"), load_template(code)
    assert (past.version, present.version) == ("1", "2")
    assert "payment_method" in {v.key for v in past.variables}
    assert not {"payment_method", "account_number"} & {v.key for v in present.variables}
    assert "支付方式：一次总算、一次总付。" in words(fill(past, whole(past, payment_method="lump_sum")))


def test_every_variable_is_used_and_every_blank_is_declared(template: ContractTemplate) -> None:
    declared = {v.key for v in template.variables}
    used = {clause.check for section in template.sections for clause in section.clauses if clause.check}
    for text in template.texts():
        used |= set(re.findall(r"{(\w+)}", text))
    assert used - set(WORDING_KEYS) == declared
    assert all(v.label_en.isascii() and v.label_en for v in template.variables)


def test_no_shared_variable_is_asked_by_nobody() -> None:
    folder = resource("templates/contracts")
    written = {
        variable["key"]
        for file in (*folder.glob("*.toml"), *(folder / "shared").glob("*.toml"))
        for variable in tomllib.loads(file.read_text(encoding="utf-8")).get("variable", ())
    }
    assert written == {v.key for t in templates() for v in t.variables}


def test_the_law_named_is_a_setting_and_the_civil_code_by_itself(template: ContractTemplate) -> None:
    assert "《中华人民共和国民法典》" in fill(template, {}).preamble[0]
    assert "合同法》" not in words(fill(template, {}))
    other = wordings_with({"legal_basis": "某法", "registrar": "某登记处", "mediator": "某调解处"})
    text = words(fill(template, whole(template), other))
    assert "依据某法" in text
    assert "民法典" not in text


@pytest.mark.parametrize("code", LAWS_CLASSES)
def test_the_sections_of_the_matrix_are_there(code: str) -> None:
    assert set(MATRIX[code].split()) <= {section.key for section in load_template(code).sections}


def test_the_sections_of_other_classes_are_not_there() -> None:
    keys = {code: {s.key for s in load_template(code).sections} for code in LAWS_CLASSES}
    for code in LAWS_CLASSES:
        is_development = code.startswith("dev")
        assert ("risk" in keys[code], "funds" in keys[code]) == (is_development, is_development)
        assert ("licence" in keys[code]) == code.startswith("lic")
        assert ("status" in keys[code]) == code.startswith(("trf", "lic"))
        assert ("division" in keys[code]) == (code == "dev2")
    assert "acceptance" not in keys["srv3"]


def test_one_section_carries_the_price_and_the_roles_are_the_laws(template: ContractTemplate) -> None:
    assert [section.key for section in template.sections if section.carries_price] == ["price"]
    labels = tuple(role.label.replace("，登记方", "") for role in template.roles)
    if template.code in LAWS_CLASSES:
        assert labels == OWN_ROLES.get(template.code, ROLES[template.kind])
    assert [(role.key, role.short) for role in template.roles] == [("buyer", "甲方"), ("seller", "乙方")]
    assert set(template.must) <= {section.key for section in template.sections}


def test_a_whole_answer_misses_nothing_and_prints_every_answer(template: ContractTemplate) -> None:
    filled = fill(template, whole(template))
    assert (filled.missing, filled.invalid) == ((), ())
    text = words(filled)
    assert "{" not in text
    assert "＿" not in text
    for variable in template.variables:
        if variable.kind in (VariableKind.TEXT, VariableKind.LONG_TEXT) and not variable.default:
            assert f"答{variable.key}" in text
    assert missing(text) == []


def test_no_answer_at_all_names_what_is_required(template: ContractTemplate) -> None:
    filled = fill(template, {})
    usual = {v.key: v.default for v in template.variables}
    needed = [
        v.key
        for v in template.variables
        if not v.default
        and (all(usual[k] == value for k, value in v.needed_with) if v.needed_with else v.required)
    ]
    assert list(filled.missing) == needed
    assert "＿＿＿" in words(filled)


def test_an_unused_optional_section_prints_none(usual: ContractTemplate) -> None:
    blank = dict.fromkeys(("support", "support_time", "cooperation", "support_return"), " ")
    filled = fill(usual, whole(usual, **blank))
    (section,) = [s for s in filled.sections if s.key == "support"]
    assert section.items == (Paragraph("无。"),)


def test_an_unused_optional_clause_prints_none(usual: ContractTemplate) -> None:
    assert "其他违约责任约定：无。" in words(fill(usual, whole(usual, other_default="")))


@pytest.mark.parametrize(("chosen", "ticked"), [("arbitration", [True, False]), ("court", [False, True])])
def test_either_arbitration_or_court(usual: ContractTemplate, chosen: str, ticked: list[bool]) -> None:
    filled = fill(usual, whole(usual, dispute=chosen))
    (section,) = [s for s in filled.sections if s.key == "dispute"]
    assert [item.checked for item in section.items if isinstance(item, CheckLine)] == ticked


def test_a_choice_not_taken_leaves_nothing_to_write_into(usual: ContractTemplate) -> None:
    filled = fill(usual, whole(usual, dispute="court", court="某法院", arbitration_commission=""))
    (section,) = [s for s in filled.sections if s.key == "dispute"]
    lines = [item for item in section.items if isinstance(item, CheckLine)]
    assert lines == [CheckLine("提交／仲裁。", False), CheckLine("依法向某法院起诉。", True)]
    licence = load_template("lic1")
    text = words(fill(licence, whole(licence, may_sublicense="no", sublicence_terms="")))
    assert "再许可的范围和收益分配：无。" in text


def test_the_chosen_arbitration_needs_its_commission(usual: ContractTemplate) -> None:
    assert fill(usual, whole(usual, arbitration_commission="")).missing == ("arbitration_commission",)
    court = whole(usual, dispute="court", arbitration_commission="")
    assert fill(usual, court).missing == ()
    hint = next(v.hint for v in worded(usual).variables if v.key == "arbitration_commission")
    assert "兰州仲裁委员会" in hint


def test_answers_of_the_wrong_kind_are_named(usual: ContractTemplate) -> None:
    values = whole(usual, start_date="2026-02-30", acceptance_days="３０", dispute="duel", penalty_cap="101")
    assert set(fill(usual, values).invalid) == {"start_date", "acceptance_days", "dispute", "penalty_cap"}


def test_figures_stand_as_paper_writes_them() -> None:
    share = load_template("trf8")
    text = words(fill(share, whole(share, share="12.5", registered_capital="123456789")))
    assert "股权比例为12.5%，对应的注册资本为￥1,234,567.89。" in text
    licence = load_template("lic1")
    text = words(fill(licence, whole(licence, patent_number="zl 2003 1 0102344.5", may_sublicense="no")))
    assert "专利号：ZL200310102344.5。" in text
    assert "许可第三人使用：否。" in text


def test_an_answers_full_stop_is_not_doubled(usual: ContractTemplate) -> None:
    text = words(fill(usual, whole(usual, subcontracting="零件加工。", other_terms="另行商定。")))
    assert "允许乙方交由第三人承担的工作：零件加工。乙方" in text
    assert "。。" not in text


def test_days_stand_in_words_and_headings_are_counted(usual: ContractTemplate) -> None:
    filled = fill(usual, whole(usual, start_date="2026-12-01"))
    assert "自2026年12月1日起" in words(filled)
    headings = [section.heading.split("　")[0] for section in filled.sections]
    assert headings[:3] == ["第一条", "第二条", "第三条"]
    assert headings[9:11] == ["第十条", "第十一条"]
    assert len(set(headings)) == len(headings)


def test_paragraphs_are_numbered_by_section(usual: ContractTemplate) -> None:
    first = fill(usual, whole(usual)).sections[0]
    assert [item.number for item in first.items if isinstance(item, Paragraph)][:2] == ["1.1", "1.2"]


def test_own_clauses_stand_at_the_end_of_their_section_or_in_one_of_their_own() -> None:
    template = load_template("dev1")
    own = (
        OwnClause("加一条。\n再加一条。", section="confidentiality"),
        OwnClause("{project_name} 不是空格。", title="知识产权标注"),
        OwnClause("没有标题"),
        OwnClause(" ", title="空的"),
    )
    filled = fill(template, whole(template), own=own)
    by_key = {s.key: s for s in filled.sections}
    last = by_key["confidentiality"].items[-1]
    assert last == Paragraph("再加一条。", "10.7")
    headings = [s.heading for s in filled.sections]
    assert headings[-3:] == [
        "第二十二条　知识产权标注",
        "第二十三条　其他约定",
        "第二十四条　名词术语、附件与其他约定",
    ]
    assert filled.sections[-3].items == (Paragraph("{project_name} 不是空格。"),)


def test_a_text_of_the_parties_own_has_its_sections_before_the_price() -> None:
    template = load_template("free")
    own = tuple(OwnClause(f"第 {n} 段", title=f"标题 {n}") for n in range(120))
    filled = fill(template, whole(template), own=own)
    assert [s.carries_price for s in filled.sections[-2:]] == [True, False]
    assert filled.sections[0].heading == "第一条　标题 0"
    assert filled.sections[119].heading == "第120条　标题 119"


def test_an_optional_section_with_an_own_clause_alone_prints_that() -> None:
    template = load_template("srv1")
    filled = fill(template, {}, own=(OwnClause("甲方提供样品十份。", section="support"),))
    (section,) = [s for s in filled.sections if s.key == "support"]
    assert section.items == (Paragraph("甲方提供样品十份。", "3.1"),)


KEYS = {t.code: [v.key for v in t.variables] for t in templates()}


@settings(max_examples=60, deadline=None)
@given(code=st.sampled_from(CODES), data=st.data())
def test_any_answers_fill_and_what_is_unused_prints_none(code: str, data: st.DataObject) -> None:
    template = load_template(code)
    keys = KEYS[code]
    answer = st.text(max_size=30) | st.sampled_from(["{", "}", "{0}", "{project_name}", "yes", "2026-13-01"])
    values = data.draw(st.dictionaries(st.sampled_from(keys), answer))
    filled = fill(
        template, values, own=(OwnClause(data.draw(answer), data.draw(st.sampled_from(["", "dispute"]))),)
    )
    assert len(filled.sections) >= len(template.sections)
    answered = {key for key, text in values.items() if text.strip()}
    for section, printed in zip(
        template.sections, [s for s in filled.sections if s.key[:4] != "own_"], strict=True
    ):
        asked = [by for clause in section.clauses for by in clause.variables]
        usual = [v for v in template.variables if v.key in asked and v.default]
        if section.optional and not usual and not answered & set(asked):
            assert printed.items == (Paragraph("无。"),)
        assert printed.items
    bad = {v.key for v in template.variables if v.key in answered and not v.takes(values[v.key].strip())}
    assert set(filled.invalid) == bad
