"""Whatever a file holds, the check neither breaks nor calls it true."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.differences import differences
from app.documents.inspecting import inspect_file
from app.documents.seal_report import SealVerdict
from tests.documents.sealed_for_tests import works

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SEALED = works().sealed
WORDS = sorted(set(re.findall(rb"/[A-Z][A-Za-z]{2,}", SEALED)))
NUMBERS = [found.span() for found in re.finditer(rb"(?<= )\d{1,6}(?= )", SEALED) if found.start() > 100]


def judge(pdf: bytes) -> None:
    report = inspect_file(pdf, works().card)
    if pdf != SEALED:
        assert report.verdict is not SealVerdict.CONSISTENT, report


@FEW
@given(st.binary(max_size=300))
def test_no_bytes_break_it(content: bytes) -> None:
    judge(content)
    judge(b"%PDF-1.7\n" + content + b"\nstartxref\n9\n%%EOF\n")


@FEW
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_any_changed_byte_is_seen(place: int, change: int) -> None:
    judge(SEALED[:place] + bytes([SEALED[place] ^ change]) + SEALED[place + 1 :])


@FEW
@given(st.integers(0, len(SEALED)), st.integers(0, len(SEALED)))
def test_any_cut_is_seen(start: int, end: int) -> None:
    judge(SEALED[: min(start, end)] + SEALED[max(start, end) :])


@FEW
@given(st.integers(0, len(SEALED)), st.binary(min_size=1, max_size=40))
def test_anything_put_in_is_seen(place: int, content: bytes) -> None:
    judge(SEALED[:place] + content + SEALED[place:])


@FEW
@given(st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(0, 200))
def test_any_exchanged_name_is_seen(old: bytes, new: bytes, skip: int) -> None:
    places = [found.start() for found in re.finditer(re.escape(old) + rb"(?![A-Za-z])", SEALED)]
    place = places[skip % len(places)]
    judge(SEALED[:place] + new + SEALED[place + len(old) :])


@FEW
@given(st.integers(0, len(NUMBERS) - 1), st.integers(0, 10**6))
def test_any_exchanged_number_is_seen(which: int, value: int) -> None:
    start, end = NUMBERS[which]
    new = str(value).encode().rjust(end - start, b"0")
    judge(SEALED[:start] + new + SEALED[end:])


@FEW
@given(st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_updates_in_any_order_are_seen(order: list[int]) -> None:
    ends = [0, *(found.end() for found in re.finditer(rb"%%EOF\n", SEALED))]
    parts = [SEALED[start:end] for start, end in pairwise(ends)]
    judge(b"".join(parts[n % len(parts)] for n in order))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_two_files_can_always_be_compared(place: int, change: int) -> None:
    given_file = SEALED[:place] + bytes([SEALED[place] ^ change]) + SEALED[place + 1 :]
    assert isinstance(differences(SEALED, given_file), tuple)
