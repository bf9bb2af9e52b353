"""Each of the 24 rules has one example that breaks it, and a whole case breaks none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.contracts.codes import codes
from app.contracts.content import (
    ContractContent,
    CostContent,
    InstalmentContent,
    PartyContent,
    PaymentContent,
    RoyaltyContent,
)
from app.contracts.states import CostKind, Payment, Side
from app.registration.form import CaseEntry, FormContent, FormParty
from app.registration.precheck import RULES, CaseFacts, precheck, rule_words
from app.registration.profiles import PROFILES, criteria, paper_rules, profile
from app.registration.states import MaterialMark, MendedAt, Weight

TODAY = date(2026, 11, 26)
BUYER = FormParty(
    Side.BUYER, "兰州甲公司", "91620100MA00001116", "156", "620102", "150", "李振声", "王五",
    "09312345678", "城关区", size="small",
)  # fmt: skip
SELLER = FormParty(
    Side.SELLER, "兰州乙研究所", "91620100MA00001116", "156", "620102", "0211", "张䶮", "赵六",
    "09312345679", "城关区",
)  # fmt: skip
CONTENT = ContractContent(
    title="碳纳米纤维制备技术开发",
    parties=(PartyContent(Side.BUYER, BUYER.name), PartyContent(Side.SELLER, SELLER.name)),
    total_fen=1_000_000,
    technical_fen=900_000,
    valid_from=date(2026, 11, 1),
    valid_to=date(2027, 11, 1),
)
FORM = FormContent(1, "0", "0", "05", "10", "M", "C", originals=3)
ENTRY = CaseEntry(
    "rules2000",
    "DEV1",
    1_000_000,
    900_000,
    FORM,
    (BUYER, SELLER),
    {rule.key: MaterialMark.BROUGHT for rule in paper_rules()},
)
FACTS = CaseFacts(ENTRY, CONTENT, "dev1", date(2026, 11, 20), TODAY, {0: BUYER.name, 1: SELLER.name})


def entry(**changes: object) -> CaseFacts:
    return replace(FACTS, entry=replace(ENTRY, **changes))  # type: ignore[arg-type]


def form(**changes: object) -> CaseFacts:
    return entry(form=replace(FORM, **changes))  # type: ignore[arg-type]


def seller(**changes: object) -> CaseFacts:
    return entry(parties=(BUYER, replace(SELLER, **changes)))  # type: ignore[arg-type]


def content(**changes: object) -> CaseFacts:
    return replace(FACTS, content=replace(CONTENT, **changes))  # type: ignore[arg-type]


ROYALTY = PaymentContent(royalty=RoyaltyContent(rates=(500,), years=3))
BROKEN: dict[str, Callable[[], CaseFacts]] = {
    "p01": lambda: entry(parties=(replace(BUYER, side=Side.SELLER), SELLER)),
    "p02": lambda: replace(FACTS, registered_names={1: "兰州乙研究所有限公司"}),
    "p03": lambda: seller(credit_code="91620100MA00001117"),
    "p04": lambda: seller(country="CN"),
    "p05": lambda: seller(division="6201"),
    "p06": lambda: seller(nature="150"),
    "p07": lambda: seller(contact=""),
    "p08": lambda: seller(legal_representative=BUYER.legal_representative),
    "p09": lambda: form(applicant=0),
    "p10": lambda: content(title="合同"),
    "p11": lambda: entry(kind="SRV1"),
    "p12": lambda: entry(total_fen=2_000_000),
    "p13": lambda: entry(technical_fen=1_000_001),
    "p14": lambda: content(costs=(CostContent(CostKind.EQUIPMENT, "设备", 1, 200_000),)),
    "p15": lambda: entry(technical_fen=49_999),
    "p16": lambda: content(payment=Payment.INSTALMENTS, instalments=(InstalmentContent(999_999),)),
    "p17": lambda: content(payment=Payment.ROYALTY, terms=ROYALTY),
    "p18": lambda: replace(FACTS, signed_on=date(2026, 11, 27)),
    "p19": lambda: content(valid_to=date(2026, 10, 1)),
    "p20": lambda: replace(FACTS, signed_on=date(2026, 10, 26)),
    "p21": lambda: form(field=""),
    "p22": lambda: form(rights=""),
    "p23": lambda: entry(materials={}),
    "p24": lambda: form(originals=1),
}


def test_a_whole_case_breaks_no_rule() -> None:
    assert precheck(FACTS) == ()


def test_there_are_twenty_four_rules_and_each_has_its_words() -> None:
    assert len(RULES) == 24
    assert set(RULES) == set(rule_words()) == set(BROKEN)
    assert {words.ground for words in rule_words().values()} <= {row.code for row in codes("refuse")}


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_each_rule_is_broken_by_its_example_alone(rule: str) -> None:
    found = precheck(BROKEN[rule]())
    assert {finding.rule for finding in found} == {rule}
    assert all(finding.text and finding.text_en and finding.words.law for finding in found)


def test_the_draft_takes_applications_inside_the_term_alone() -> None:
    late = content(valid_to=date(2026, 11, 25))
    assert precheck(late) == ()
    drafted = replace(late, entry=replace(ENTRY, profile="draft2024"))
    assert [finding.rule for finding in precheck(drafted)] == ["p19"]


def test_a_transfer_involves_property_and_asks_for_its_proof() -> None:
    transfer = replace(entry(kind="TRF1"), template_code="trf1")
    assert [finding.rule for finding in precheck(transfer)] == ["p22"]
    named = replace(FORM, rights="2a")
    without_proof = {key: m for key, m in ENTRY.materials.items() if key != "rights"}
    asked = replace(transfer, entry=replace(ENTRY, kind="TRF1", form=named, materials=without_proof))
    assert [(f.rule, f.field) for f in precheck(asked)] == [("p23", "rights")]


def test_an_import_is_applied_for_by_the_buyer_at_home() -> None:
    abroad = (BUYER, replace(SELLER, country="702", division="", credit_code=""))
    facts = entry(parties=abroad, form=replace(FORM, is_import=True, applicant=1))
    assert [finding.rule for finding in precheck(facts)] == ["p09"]
    right = entry(parties=abroad, form=replace(FORM, is_import=True, applicant=0))
    assert precheck(right) == ()


def test_the_mark_of_a_share_is_exact_to_the_fen() -> None:
    assert "p15" not in {f.rule for f in precheck(entry(technical_fen=50_000))}


@pytest.mark.parametrize("row", [row.code for row in codes("type") if row.parent])
def test_every_subtype_has_criteria(row: str) -> None:
    assert criteria(row)


def test_profiles_know_their_grounds() -> None:
    known = {code: {row.code for row in profile(code).refusal_codes()} for code in PROFILES}
    assert known["draft2024"] - known["rules2000"] == {"R12"}


def test_what_stands_on_form_or_among_papers_is_cured_by_a_notice() -> None:
    curable = {row.code for row in codes("refuse") if row.mark == "curable"}
    mended = [
        w for w in rule_words().values() if w.place is not MendedAt.CONTRACT and w.weight is Weight.STOPS
    ]
    assert mended and {words.ground for words in mended} <= curable
