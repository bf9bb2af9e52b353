"""Amounts as clerks type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import FieldRefused
from app.kernel.money import LARGEST_FEN, WHOLE, figures, parse_yuan, percent, shares


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("0.05", 5),
        ("1,234.5", 123450),
        ("１，３００，０００．００", 130000000),
        (" ￥ 12 \n 345 ", 1234500),
        ("7.", 700),
    ],
)
def test_amounts_are_read_as_clerks_type_them(typed: str, fen: int) -> None:
    assert parse_yuan(typed) == fen


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "empty"),
        ("12.345", "too_many_decimals"),
        ("-3", "negative"),
        ("12a", "not_an_amount"),
        ("1,23", "not_an_amount"),
        ("9" * 17, "too_large"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_problem(typed: str, problem: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        parse_yuan(typed, "total")
    assert (refused.value.field, refused.value.problem) == ("total", problem)


@given(st.integers(min_value=0, max_value=LARGEST_FEN))
def test_figures_read_back(fen: int) -> None:
    assert parse_yuan(figures(fen)) == fen


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(300, "3%"), (250, "2.5%"), (3846, "38.46%"), (10_000, "100%"), (5, "0.05%"), (0, "0%")],
)
def test_a_percentage_has_no_more_decimals_than_it_needs(hundredths: int, text: str) -> None:
    assert percent(hundredths) == text


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=20))
def test_shares_of_a_whole_are_a_hundred_percent_together(parts: list[int]) -> None:
    told = shares(parts, sum(parts))
    assert sum(told) == WHOLE
    assert all(abs(share - part * WHOLE / sum(parts)) < 1 for share, part in zip(told, parts, strict=True))


def test_shares_of_a_whole_not_yet_reached_stay_what_they_are() -> None:
    assert shares([500, 250], 1000) == [5000, 2500]
