"""Patent numbers and terms, by vectors."""

from __future__ import annotations

from datetime import date

import pytest

from app.documents.patents import PatentKind, check_digit, last_day, read_patent_number


def test_the_vector_of_the_domain_file() -> None:
    assert check_digit("200310102344") == "5"
    number = read_patent_number("ZL200310102344.5")
    assert number is not None
    assert (number.year, number.kind, str(number)) == (2003, PatentKind.INVENTION, "ZL200310102344.5")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("200310102344.5", PatentKind.INVENTION),
        ("2003101023445", PatentKind.INVENTION),
        ("ＺＬ ２００３１０１０２３４４．５", PatentKind.INVENTION),
        # 2*2 + 1*4 + 2*6 + 1*7 + 1*2 + 2*3 + 3*4 + 4*5 = 67, less 66: 1.
        ("201021001234.1", PatentKind.UTILITY_MODEL),
        # 2*2 + 1*4 + 9*5 + 3*6 + 1*3 = 74, less 66: 8.
        ("zl 2019 3000 0100 .8", PatentKind.DESIGN),
        ("201021001234.2", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, kind: PatentKind | None) -> None:
    number = read_patent_number(text)
    assert (number.kind if number else None) == kind


def test_a_remainder_of_ten_is_an_x() -> None:
    # 2*2 + 1*4 + 5*5 + 3*6 + 1*5 = 56, less 55: 1.
    assert check_digit("201530000001") == "1"
    digits = next(f"2015300000{n:02d}" for n in range(100) if check_digit(f"2015300000{n:02d}") == "X")
    number = read_patent_number(f"zl{digits}.x")
    assert number is not None
    assert (number.kind, number.check) == (PatentKind.DESIGN, "X")


@pytest.mark.parametrize("place", range(12))
def test_every_wrong_digit_is_seen(place: int) -> None:
    digits = "200310102344"
    for other in set("0123456789") - {digits[place]}:
        wrong = digits[:place] + other + digits[place + 1 :]
        assert read_patent_number(f"{wrong}.5") is None


@pytest.mark.parametrize(
    "text", ["", "ZL", "200310102344", "20031010234X.5", "CN200310102344.6", "ZZ200310102344.5"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_patent_number(text) is None


@pytest.mark.parametrize(
    ("kind", "filed_on", "end"),
    [
        (PatentKind.INVENTION, date(2003, 10, 15), date(2023, 10, 15)),
        (PatentKind.UTILITY_MODEL, date(2020, 2, 29), date(2030, 2, 28)),
        (PatentKind.DESIGN, date(2021, 6, 1), date(2036, 6, 1)),
        (PatentKind.DESIGN, date(2021, 5, 31), date(2031, 5, 31)),
        (PatentKind.INVENTION, date(9999, 1, 1), date(9999, 1, 1)),
    ],
)
def test_terms_count_from_the_filing_day(kind: PatentKind, filed_on: date, end: date) -> None:
    assert last_day(kind, filed_on) == end
