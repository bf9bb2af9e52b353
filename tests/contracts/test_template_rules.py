"""Rules between the answers of a template."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contracts.template_rules import WARNING_RULES, RuleFault, template_rules
from app.documents.templates import templates

KEYS = {t.code: [v.key for v in t.variables] for t in templates()}
FIRST, LAST = date(2026, 12, 1), date(2027, 12, 31)

# Each digit of a number before its check digit is weighted; these were reckoned by hand in test_patents.
PATENT = {
    "patent_number": "ZL201021001234.1",
    "patent_kind": "utility_model",
    "filing_date": "2010-12-20",
    "fee_paid_until": "2027-12-20",
}
YOUNG = {
    "patent_number": "ZL201930000100.8",
    "patent_kind": "design",
    "filing_date": "2019-05-05",
    "fee_paid_until": "2027-05-05",
    "licence_from": "2026-12-01",
    "licence_until": "2029-05-05",
}


def faults(code: str, answers: dict[str, str]) -> list[tuple[RuleFault, str, str]]:
    return [finding[:3] for finding in template_rules(code, answers, FIRST, LAST)]


def test_a_licence_within_the_term_contradicts_nothing() -> None:
    assert faults("lic1", YOUNG) == []


def test_a_licence_ends_with_the_patent_at_the_latest() -> None:
    found = template_rules("lic1", YOUNG | {"licence_until": "2029-05-06"}, FIRST, LAST)
    assert found[0][:3] == (RuleFault.LICENCE_AFTER_EXPIRY, "licence_until", "2029-05-05")
    assert "第八百六十五条" in found[0].law


@pytest.mark.parametrize("code", ["lic1", "trf1"])
def test_an_expired_patent_is_neither_licensed_nor_sold(code: str) -> None:
    assert (RuleFault.PATENT_EXPIRED, "filing_date", "2020-12-20") in faults(code, PATENT)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"patent_kind": "invention"}, (RuleFault.PATENT_KIND_DIFFERS, "patent_kind", "ZL201930000100.8")),
        ({"filing_date": "2018-05-05"}, (RuleFault.FILING_YEAR_DIFFERS, "filing_date", "ZL201930000100.8")),
        ({"filing_date": "2026-12-02"}, (RuleFault.FILED_AFTER_START, "filing_date", "2026-12-02")),
        ({"licence_until": "2026-11-30"}, (RuleFault.LICENCE_REVERSED, "licence_until", "2026-12-01")),
        ({"fee_paid_until": "2026-11-30"}, (RuleFault.ANNUAL_FEE_OVERDUE, "fee_paid_until", "2026-11-30")),
        ({"delivery_date": "2028-01-01"}, (RuleFault.DAY_OUTSIDE_VALIDITY, "delivery_date", "2028-01-01")),
        (
            {"licence_kind": "sole", "earlier_licences": "已许可甲公司"},
            (RuleFault.LICENSED_BEFORE, "licence_kind", "已许可甲公司"),
        ),
    ],
)
def test_each_contradiction_is_named_with_its_field(
    changes: dict[str, str], fault: tuple[RuleFault, str, str]
) -> None:
    assert fault in faults("lic1", YOUNG | changes)


def test_an_exclusive_licence_with_none_before_is_no_matter() -> None:
    assert faults("lic1", YOUNG | {"licence_kind": "exclusive", "earlier_licences": "无"}) == []


def test_who_only_pays_does_not_cooperate() -> None:
    assert faults("dev2", {"buyer_part": "means_only"}) == [
        (RuleFault.COOPERATION_IS_COMMISSION, "buyer_part", "")
    ]
    assert faults("dev2", {}) == []


def test_a_plant_variety_ends_with_its_protection() -> None:
    answers = {"protected_until": "2030-01-01", "licence_from": "2026-12-01", "licence_until": "2030-01-02"}
    assert faults("lic6", answers) == [(RuleFault.LICENCE_AFTER_EXPIRY, "licence_until", "2030-01-01")]


def test_every_fault_has_a_field_that_some_template_asks_for() -> None:
    assert set(WARNING_RULES) < set(RuleFault)
    asked = {v.key for t in templates() for v in t.variables}
    assert {
        "patent_kind",
        "filing_date",
        "licence_until",
        "buyer_part",
        "delivery_date",
        "transfer_date",
    } <= asked


@settings(deadline=None)
@given(code=st.sampled_from(list(KEYS)), data=st.data())
def test_any_answers_give_findings_about_asked_fields_alone(code: str, data: st.DataObject) -> None:
    keys = KEYS[code]
    answer = st.text(max_size=12) | st.dates().map(str) | st.sampled_from(["sole", "means_only", "design"])
    answers = data.draw(st.dictionaries(st.sampled_from(keys), answer))
    days = st.none() | st.dates()
    for finding in template_rules(code, answers, data.draw(days), data.draw(days)):
        assert finding.field in keys
        assert finding.law
