"""The reviewer's list by class."""

from __future__ import annotations

import pytest

from app.contracts.checklists import checklist
from app.documents.templates import templates

VOID = {
    "no_ban_on_improving",
    "no_one_sided_grant_back",
    "no_ban_on_sources",
    "no_restriction_of_market",
    "no_tie_in",
    "no_restriction_of_purchase",
    "no_ban_on_challenge",
}


@pytest.mark.parametrize("code", [t.code for t in templates()])
def test_every_kind_of_contract_is_asked_its_own_lines_and_those_of_every(code: str) -> None:
    lines = checklist(code)
    keys = [line.key for line in lines]
    assert len(set(keys)) == len(keys)
    assert set(keys) >= VOID
    others = {line.key for line in checklist("none")}
    assert len(set(keys) - others) >= 3
    assert all(line.text and line.text_en.isascii() and line.law for line in lines)


def test_class_then_subtype_then_every() -> None:
    keys = [line.key for line in checklist("LIC1")]
    assert keys.index("licence_scope") < keys.index("within_term") < keys.index("names")
    assert "within_term" not in {line.key for line in checklist("lic2")}
    assert "all_work" in {line.key for line in checklist("dev2")}
