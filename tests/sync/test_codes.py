"""One-time codes: easily typed, and a mistake is told before anything is asked."""

from __future__ import annotations

import itertools

import pytest

from app.sync.codes import LENGTH, SIGNS, in_groups, new_code, read_code, role_of
from app.sync.refusals import CodeMistyped


def test_a_code_is_read_however_it_was_typed() -> None:
    code = new_code()
    for typed in (code, in_groups(code), in_groups(code).lower(), f"  {in_groups(code).replace('-', ' ')} "):
        assert read_code(typed) == code
    mistaken = code.replace("1", "l").replace("0", "o")
    assert read_code(mistaken) == code


def test_no_code_is_made_twice_and_its_role_is_seen_before_connecting() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == len({role_of(code) for code in codes}) == 500
    assert {len(code) for code in codes} == {LENGTH}
    assert all(role_of(code) == f"guitai_{code[:8].lower()}" for code in codes)


def test_every_wrong_sign_is_found() -> None:
    code = new_code()
    for place, sign in itertools.product(range(LENGTH), SIGNS):
        if code[place] != sign:
            with pytest.raises(CodeMistyped):
                read_code(code[:place] + sign + code[place + 1 :])


def test_any_two_swapped_signs_are_found() -> None:
    code = new_code()
    for one, other in itertools.combinations(range(LENGTH), 2):
        if code[one] != code[other]:
            signs = list(code)
            signs[one], signs[other] = signs[other], signs[one]
            with pytest.raises(CodeMistyped):
                read_code("".join(signs))


@pytest.mark.parametrize(
    "typed", ["", "0", "U" * LENGTH, "0" * (LENGTH - 1), "0" * LENGTH, "0" * (LENGTH + 1), "中" * LENGTH]
)
def test_what_cannot_be_a_code_is_refused(typed: str) -> None:
    with pytest.raises(CodeMistyped):
        read_code(typed)
