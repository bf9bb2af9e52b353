"""The sample deals: one of each class, whole and without a fault."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contracts.codes import code_row
from app.contracts.content import canonical_record, content_of, digest_of_record
from app.contracts.derived import with_derived
from app.contracts.drafting import DraftEntry
from app.contracts.states import Payment
from app.contracts.template_rules import template_rules
from app.counter import Counter
from app.documents.fonts import missing
from app.documents.sheets import texts
from app.documents.templates import fill, load_template
from app.kernel.clock import local
from app.kernel.errors import Missing
from app.reception.documents import check_credit_code
from app.sample_deals import SAMPLE_CODES, sample_contract
from app.security.actors import Actor
from tests.builders import MORNING, ZONE

TODAY = local(MORNING, ZONE).date()


def test_there_is_one_of_each_class() -> None:
    assert {load_template(code).kind for code in SAMPLE_CODES} == {"dev", "trf", "lic", "con", "srv"}
    with pytest.raises(Missing):
        sample_contract("srv2", TODAY)


@pytest.mark.parametrize("code", SAMPLE_CODES)
def test_a_sample_fills_its_template_whole(code: str) -> None:
    content, template = sample_contract(code, TODAY), load_template(code)
    filled = fill(template, with_derived(content))
    assert (filled.missing, filled.invalid) == ((), ())
    asked = {v.key for v in template.variables}
    assert set(content.answers) <= asked
    printed = "\n".join(texts((filled.preamble, filled.sections, filled.closing, filled.copies)))
    assert "＿" not in printed
    assert "{" not in printed
    assert missing(printed) == []
    assert template_rules(code, with_derived(content), content.valid_from, content.valid_to) == ()


@pytest.mark.parametrize("code", SAMPLE_CODES)
def test_a_sample_keeps_no_figure_that_does_not_fit(code: str) -> None:
    content = sample_contract(code, TODAY)
    assert content.technical_fen == content.total_fen - sum(cost.fen for cost in content.costs)
    if content.payment is Payment.INSTALMENTS:
        assert sum(part.fen for part in content.instalments) == content.total_fen
    assert sum(holder.copies for holder in content.holders) == content.copies
    assert content.valid_from is not None
    assert content.valid_to is not None
    assert all(content.valid_from <= p.due_on <= content.valid_to for p in content.instalments if p.due_on)
    for party in content.parties:
        assert check_credit_code(party.credit_code)
        assert code_row("party", party.nature).parent
    assert content_of(canonical_record("HT-1", (code, "2"), content)) == content


@pytest.mark.parametrize("code", SAMPLE_CODES)
def test_a_sample_draft_has_no_finding(counter: Counter, clerk: Actor, code: str) -> None:
    key = counter.drafting.draft(DraftEntry(code), actor=clerk).value
    counter.drafting.save(key, sample_contract(code, TODAY), actor=clerk)
    assert counter.drafting.check(key) == ()
    assert counter.drafting.preview(key).startswith(b"%PDF")


def test_rare_characters_stand_in_names() -> None:
    names = "".join(
        party.legal_representative + party.contact
        for code in SAMPLE_CODES
        for party in sample_contract(code, TODAY).parties
    )
    assert {"䶮", "𠮷", "㛃"} <= set(names)


@settings(deadline=None)
@given(today=st.dates(date(2021, 9, 1), date(2090, 1, 1)), code=st.sampled_from(SAMPLE_CODES))
def test_a_sample_of_any_day_is_the_same_deal(today: date, code: str) -> None:
    content, other = sample_contract(code, today), sample_contract(code, TODAY)
    assert (content.total_fen, content.title) == (other.total_fen, other.title)
    assert (content.valid_from == TODAY) == (today == TODAY)
    record = canonical_record("HT-1", (code, "2"), content)
    assert digest_of_record(record) == digest_of_record(canonical_record("HT-1", (code, "2"), content))
