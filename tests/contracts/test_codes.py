"""Code tables of the registration form."""

from __future__ import annotations

from datetime import date

import pytest

from app.contracts.codes import TABLES, code_name, code_path, code_row, codes, valid_codes
from app.contracts.states import Payment
from app.documents.templates import templates
from app.kernel.errors import Missing


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_whole(table: str) -> None:
    rows = codes(table)
    by_code = {row.code for row in rows}
    assert len(by_code) == len(rows) > 0
    assert all(row.parent in by_code for row in rows if row.parent)
    assert all(row.name and row.name_en.isascii() and row.name_en for row in rows)
    places = {row.code: n for n, row in enumerate(rows)}
    assert all(places[row.parent] < places[row.code] for row in rows if row.parent)


def test_the_types_are_those_of_the_templates() -> None:
    subtypes = {row.code for row in codes("type") if row.parent}
    assert subtypes == {t.code.upper() for t in templates() if t.kind not in ("free", "supp")}
    assert [row.code for row in codes("type") if not row.parent] == ["DEV", "TRF", "LIC", "CON", "SRV"]


def test_licence_is_a_class_since_the_civil_code() -> None:
    assert "LIC1" in {row.code for row in valid_codes("type", date(2021, 1, 1))}
    before = {row.code for row in valid_codes("type", date(2020, 12, 31))}
    assert "LIC1" not in before
    assert "TRF1" in before


def test_the_ways_of_payment_are_the_programs() -> None:
    assert [row.mark for row in codes("pay")] == [str(way) for way in Payment]


def test_the_fields_are_eleven_in_the_national_order() -> None:
    tops = [row for row in codes("field") if not row.parent]
    assert [row.code for row in tops] == [f"{n:02d}" for n in range(1, 12)]
    assert code_name("field", "06") == "新能源与高效节能"


def test_the_nature_of_a_party_has_its_path_and_its_statistical_head() -> None:
    assert [row.code for row in code_path("party", "0221")] == ["020", "022", "0221"]
    heads = {code: code_row("party", code).mark for code in ("0112", "0221", "030", "150", "500", "600")}
    assert list(heads.values()) == ["organ", "institution", "association", "enterprise", "person", "other"]


def test_five_grounds_of_refusal_are_curable() -> None:
    curable = [row.code for row in codes("refuse") if row.mark == "curable"]
    assert curable == ["R04", "R05", "R07", "R09", "R10"]


def test_what_is_unknown_is_refused() -> None:
    with pytest.raises(Missing):
        codes("none")
    with pytest.raises(Missing):
        code_name("field", "12")
