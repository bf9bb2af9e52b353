"""What a scanned code means."""

from __future__ import annotations

from datetime import date

import pytest

from app.documents.paper_codes import ContractFacts, bytes_to_sign, signed_text
from ui.parts.scanned_codes import CodeKind, ScannedCode, read_code

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("GT1:V:0198c0de-1234", CodeKind.VISIT, "0198c0de-1234"),
        ("GT1:C:LZ-2026-000123:9f86d081", CodeKind.CONTRACT, "LZ-2026-000123"),
        ("620102190001010010", CodeKind.DOCUMENT, "620102190001010010"),
        ("62010219000101007x", CodeKind.DOCUMENT, "62010219000101007X"),
        ("830000190001010011", CodeKind.DOCUMENT, "830000190001010011"),
        ("911840198101010010", CodeKind.DOCUMENT, "911840198101010010"),
        ("91620100MA0000015W", CodeKind.CREDIT_CODE, "91620100MA0000015W"),
        ("620102190001010011", CodeKind.UNKNOWN, "620102190001010011"),
        ("91620100MA00000150", CodeKind.UNKNOWN, "91620100MA00000150"),
        ("6901234567892", CodeKind.UNKNOWN, "6901234567892"),
        ("GT2:V:1", CodeKind.UNKNOWN, "GT2:V:1"),
        (" 91620100MA0000015W ", CodeKind.CREDIT_CODE, "91620100MA0000015W"),
    ],
)
def test_a_code_says_what_it_stands_for(text: str, kind: CodeKind, value: str) -> None:
    assert read_code(text, TODAY) == ScannedCode(kind, value)


def test_a_signed_code_leads_to_its_contract_and_rubbish_nowhere() -> None:
    facts = ContractFacts("HT-2026-T1-0001", TODAY, 130_000_000, "ab" * 32)
    code = signed_text(bytes_to_sign(facts, b"keyid"[:4]), bytes(64))
    assert read_code(code, TODAY) == ScannedCode(CodeKind.CONTRACT, "HT-2026-T1-0001")
    assert read_code("GT1:S:0000", TODAY).kind is CodeKind.UNKNOWN
