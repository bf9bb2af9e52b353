"""What follows for a contract's blanks from the rest of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.contracts.content import AmendsContent, ClauseContent, HolderContent
from app.contracts.derived import copies_held, derived_answers, own_clauses, with_derived
from app.contracts.drafting import DraftEntry
from app.contracts.states import Amends, Holder
from app.counter import Counter
from app.documents.templates import fill, load_template
from app.sample_deals import sample_contract
from app.security.actors import Actor
from tests.builders import all_ticks

TODAY = date(2026, 11, 26)


def test_without_arrangement_each_party_keeps_one_copy_and_the_rest_is_filed() -> None:
    content = replace(sample_contract("trf3", TODAY), holders=(), copies=5)
    assert copies_held(content) == "甲方执1份，乙方执1份，报送技术合同登记机构3份"
    assert copies_held(replace(content, copies=2)) == "甲方执1份，乙方执1份"


def test_parties_that_share_a_side_are_called_by_name() -> None:
    held = copies_held(sample_contract("srv1", TODAY))
    assert held == (
        "甘肃陇源节水农业有限公司执1份，兰州绿原土壤修复有限公司执1份，乙方执1份，报送技术合同登记机构3份"
    )


def test_every_holder_has_a_name_on_paper() -> None:
    holders = tuple(HolderContent(holder, 1) for holder in Holder)
    held = copies_held(replace(sample_contract("trf3", TODAY), holders=holders))
    assert held == "当事人执1份，报送技术合同登记机构1份，税务机关执1份，银行执1份，见证方执1份，其他执1份"
    named = (HolderContent(Holder.OTHER, 2, name="某公证处"), HolderContent(Holder.PARTY, 1, party=9))
    assert copies_held(replace(sample_contract("trf3", TODAY), holders=named)) == "某公证处执2份，当事人执1份"


def test_the_account_is_that_of_the_first_seller_who_has_one() -> None:
    told = derived_answers(sample_contract("dev1", TODAY))
    assert told["account_number"] == "1100 0000 0000 0000 226"
    assert told["buyer_contact"] == "马晓燕"


def test_what_was_typed_goes_before_what_follows() -> None:
    content = sample_contract("dev1", TODAY)
    typed = replace(content, answers=content.answers | {"buyer_contact": "赵文博", "project_name": ""})
    assert with_derived(typed)["buyer_contact"] == "赵文博"
    assert with_derived(typed)["project_name"] == content.title


def test_a_supplement_names_the_contract_it_changes() -> None:
    amends = AmendsContent(Amends.SUPPLEMENT, "HT-2026-0001", "ab" * 32)
    answers = {"original_date": "2026-11-26", "reason": "项目延期", "changes": "第二条的结束日期改为2027年底"}
    content = replace(sample_contract("dev1", TODAY), amends=amends, answers=answers)
    filled = fill(load_template("supp"), with_derived(content), own=own_clauses(content))
    assert (filled.missing, filled.invalid) == ((), ())
    original = next(s for s in filled.sections if s.key == "original")
    told = " ".join(getattr(item, "text", "") for item in original.items)
    assert "HT-2026-0001；签订日期：2026年11月26日" in told
    assert "ab" * 32 in told


def test_own_clauses_are_handed_on_in_their_order() -> None:
    clauses = (ClauseContent("一。", "price", "甲"), ClauseContent("二。"))
    handed = own_clauses(replace(sample_contract("dev1", TODAY), clauses=clauses))
    assert [(c.text, c.section, c.title) for c in handed] == [("一。", "price", "甲"), ("二。", "", "")]


def test_what_the_law_says_when_a_contract_is_silent_stands_beside_the_blank() -> None:
    said = {
        ("dev1", "patent_owner"): "第八百五十九条",
        ("dev2", "patent_owner"): "第八百六十条",
        ("dev1", "knowhow_terms"): "第八百六十一条",
        ("trf3", "improvement_owner"): "第八百七十五条",
        ("lic2", "improvement_owner"): "第八百七十五条",
        ("con1", "contractor_results"): "第八百八十五条",
        ("srv1", "client_results"): "第八百八十五条",
        ("srv1", "working_costs"): "第八百八十六条",
        ("lic1", "licence_kind"): "第二十五条",
        ("lic1", "licence_until"): "第二十八条",
        ("dev1", "risk_sharing"): "第八百五十八条",
        ("srv3", "fee_sharing"): "第三十九条",
    }
    for (code, key), article in said.items():
        assert article in next(v.law for v in load_template(code).variables if v.key == key), (code, key)


def test_a_contract_of_an_own_edition_is_frozen_and_found_again(counter: Counter, clerk: Actor) -> None:
    code = "dev1"
    text = counter.shelf.text(code).replace("研究开发成果的交付", "成果移交")
    counter.shelf.make_current(code, counter.shelf.save(code, text, "", actor=clerk).value, actor=clerk)
    key = counter.drafting.draft(DraftEntry(code), actor=clerk).value
    counter.drafting.save(key, sample_contract(code, TODAY), actor=clerk)
    counter.drafting.hand_in(key, actor=clerk)
    counter.review.approve(key, all_ticks(), actor=clerk)
    pdf, digest = counter.sealing.signing_text(key)
    assert pdf.startswith(b"%PDF")
    counter.shelf.make_current(code, "2", actor=clerk)
    assert counter.sealing.signing_text(key) == (pdf, digest)
    card = counter.contracts.contract(key)
    assert any(section.heading == "成果移交" for section in card.template.sections)
