"""The words of settings on paper: kept with the draft, printed from its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.contracts.sheets import SheetFrame, contract_sheet
from app.documents.sheets import ContractSheet, Field, texts
from app.documents.templates import load_template
from app.documents.wordings import WORDING_KEYS, wordings_with
from app.sample_deals import sample_contract

FRAME = SheetFrame("HT-1", "0" * 64, "大厅", "Asia/Shanghai", is_draft=True, is_sample=True)


def sheet(**wordings: str) -> ContractSheet:
    content = replace(sample_contract("srv1", date(2026, 11, 26)), wordings=wordings)
    return contract_sheet(FRAME, load_template("srv1"), content)


def test_nobody_is_named_as_the_issuer_of_the_form_unless_a_hall_says_who() -> None:
    assert "文本印制" not in {field.label for field in sheet().cover}
    assert sheet(printing_authority="某机关").cover[-1] == Field("文本印制", "某机关")


def test_the_words_of_the_record_stand_in_text_and_copies() -> None:
    other = sheet(registrar="某登记处", mediator="某调解处", legal_basis="《某法》")
    printed = "\n".join(texts(other))
    assert "报送某登记处3份" in printed
    assert "请求某调解处调解" in printed
    assert "依据《某法》的规定" in printed


def test_strange_and_empty_words_count_for_nothing() -> None:
    assert wordings_with({"registrar": " ", "anything": "x"}) == wordings_with()
    assert tuple(wordings_with().told()) == WORDING_KEYS
