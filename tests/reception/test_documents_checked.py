"""Document numbers: the vectors of the trade's domain file, all synthetic."""

from __future__ import annotations

from datetime import date

import pytest
from stdnum.iso7064 import mod_11_2

from app.kernel.errors import FieldRefused
from app.reception.documents import (
    DocumentKind,
    DocumentWarning,
    check_credit_code,
    check_document,
    check_phone,
)

TODAY = date(2026, 11, 23)
ID = DocumentKind.RESIDENT_ID


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "440524188001010014",
        "620102190001010010",
        "62010219000101007X",
        "620103198802290019",
    ],
)
def test_valid_numbers_are_taken_as_they_are(number: str) -> None:
    checked = check_document(ID, number, TODAY)
    assert (checked.number, checked.warnings) == (number, ())


@pytest.mark.parametrize(
    "typed", ["６２０１０２１９０００１０１００１０", " 620102 19000101\n0010 ", "62010219000101007x"]
)
def test_full_width_digits_blanks_and_line_breaks_are_forgiven(typed: str) -> None:
    assert check_document(ID, typed, TODAY).number in ("620102190001010010", "62010219000101007X")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "empty"),
        ("620102190001010011", "wrong_check_digit"),
        ("620102199002300010", "impossible_date"),
        ("62010219000101001", "wrong_form"),
        ("810000190001010018", "other_kind"),
        ("911840198101010010", "other_kind"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(typed: str, problem: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_document(ID, typed, TODAY)
    assert refused.value.problem == problem


def test_an_area_that_never_existed_is_only_a_warning_and_an_abolished_one_is_none() -> None:
    assert check_document(ID, "622401190001010012", TODAY).warnings == (DocumentWarning.AREA_UNKNOWN,)


@pytest.mark.parametrize(
    ("area", "is_known"),
    [
        ("622101", True),
        ("622324", True),
        ("622429", True),
        ("622630", True),
        ("622801", True),
        ("620112", True),
        ("620824", True),
        ("620925", True),
        ("620102", True),
        ("620171", False),
        ("622401", False),
    ],
)
def test_abolished_areas_of_gansu_are_known_and_statistical_ones_are_not(area: str, is_known: bool) -> None:
    number = f"{area}19000101001"
    checked = check_document(ID, number + mod_11_2.calc_check_digit(number), TODAY)
    assert checked.warnings == (() if is_known else (DocumentWarning.AREA_UNKNOWN,))


def test_an_old_number_of_fifteen_digits_is_converted() -> None:
    checked = check_document(ID, "620102000101001", TODAY)
    assert checked.number == "620102190001010010"
    assert DocumentWarning.CONVERTED_FROM_15 in checked.warnings


@pytest.mark.parametrize(
    ("kind", "typed", "number"),
    [
        (DocumentKind.RESIDENCE_PERMIT, "82000019000101001X", "82000019000101001X"),
        (DocumentKind.FOREIGN_PERMANENT_ID, "911840198101010010", "911840198101010010"),
        (DocumentKind.FOREIGN_PERMANENT_ID, "abc123456789012", "ABC123456789012"),
        (DocumentKind.HOME_RETURN_PERMIT, "H1234567800", "H12345678"),
        (DocumentKind.PASSPORT, "e00000001", "E00000001"),
    ],
)
def test_other_documents_have_their_own_forms(kind: DocumentKind, typed: str, number: str) -> None:
    assert check_document(kind, typed, TODAY).number == number


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "9144030071526726XG", "91620100MA0000015W", "12620100MA00000152"]
)
def test_credit_codes_with_right_check_characters_are_taken(code: str) -> None:
    assert check_credit_code(code.lower()).number == code


@pytest.mark.parametrize(
    ("code", "problem"), [("91620100MA0000015V", "wrong_form"), ("91620100MA00000150", "wrong_check_digit")]
)
def test_wrong_credit_codes_are_refused(code: str, problem: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        check_credit_code(code)
    assert refused.value.problem == problem


def test_phones_come_into_one_spelling() -> None:
    assert check_phone("+86 138-0013-8000") == "13800138000"
    assert check_phone("0931-2345678") == "0931-2345678"
    assert check_phone("") == ""
    with pytest.raises(FieldRefused):
        check_phone("12000000000")
