"""Amounts in words against the vectors of the payment rules and against the figures themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.amounts import in_words, same_words

VECTORS = {
    0: "零元整",
    5: "伍分",
    50: "伍角",
    168032: "壹仟陆佰捌拾元零叁角贰分",
    10700053: "壹拾万柒仟元零伍角叁分",
    130000000: "壹佰叁拾万元整",
    10010001000: "壹亿零壹拾万零壹拾元整",
    140950: "壹仟肆佰零玖元伍角",
    1640902: "壹万陆仟肆佰零玖元零贰分",
    32504: "叁佰贰拾伍元零肆分",
    1000753: "壹万零柒元伍角叁分",
    20500000000: "贰亿零伍佰万元整",
    12345678901: "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元零壹分",
}
PLACES = {"仟": 1000, "佰": 100, "拾": 10}


def read(words: str) -> int:
    """Read words back as fen, digit by digit: an independent way to the same number."""
    text = words.removeprefix("人民币").removesuffix("整")
    total = group = digit = fen = 0
    for character in text:
        if character in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(character)
        elif character in PLACES:
            group, digit = group + digit * PLACES[character], 0
        elif character in "万亿":
            unit = 10**4 if character == "万" else 10**8
            total, group, digit = _raised(total, group + digit, unit), 0, 0
        elif character == "元":
            total, group, digit = total + group + digit, 0, 0
        else:
            fen, digit = fen + digit * {"角": 10, "分": 1}[character], 0
    return total * 100 + fen


def _raised(total: int, group: int, unit: int) -> int:
    if unit == 10**8 and total and total % 10**8 and group == 0:
        return total * unit
    return total + group * unit


@pytest.mark.parametrize(("fen", "words"), VECTORS.items())
def test_the_vectors(fen: int, words: str) -> None:
    assert in_words(fen) == "人民币" + words


@given(st.integers(min_value=0, max_value=10**14 - 1))
def test_words_read_back_are_the_figures(fen: int) -> None:
    assert read(in_words(fen)) == fen


@given(st.integers(min_value=0, max_value=10**18 - 1).map(lambda fen: fen % 10**16))
def test_no_two_zeros_meet_and_none_ends_a_group(fen: int) -> None:
    words = in_words(fen)
    assert "零零" not in words
    assert not any(pair in words.removeprefix("人民币零元") for pair in ("零万", "零亿", "零元", "零整"))


@given(st.integers(min_value=0, max_value=10**16 - 1), st.integers(min_value=0, max_value=10**16 - 1))
def test_different_amounts_are_never_the_same_words(one: int, other: int) -> None:
    assert same_words(in_words(one), in_words(other)) is (one == other)


@pytest.mark.parametrize(
    ("fen", "typed"),
    [
        (10700053, "壹拾万零柒仟元伍角叁分"),
        (168032, "人民币 壹仟陆佰捌拾元叁角贰分"),
        (130000000, "壹佰叁拾万圆正"),
        (140950, "壹仟肆佰零玖元伍角整"),
    ],
)
def test_other_accepted_wordings(fen: int, typed: str) -> None:
    assert same_words(typed, in_words(fen))


def test_the_mistake_of_a_public_sample_contract_is_seen() -> None:
    assert not same_words("壹拾叁万元整", in_words(10_000_000))


@pytest.mark.parametrize("fen", [-1, 10**16])
def test_amounts_beyond_the_form_are_refused(fen: int) -> None:
    with pytest.raises(ValueError, match=str(fen)):
        in_words(fen)
