"""A time stamp beside a file: taken only if it is true, and whatever its bytes are, a report comes back."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.detached_stamp import ask_stamp, read_stamp
from app.documents.seal_refusals import TimeStampUnreachable
from tests.documents.time_stamp_authority import TimeStampAuthority

AT = dt.datetime(2026, 11, 23, 5, 30, tzinfo=dt.UTC)
DIGEST = hashlib.sha256(b"the sealed file").hexdigest()
OTHER = hashlib.sha256(b"another file")


@pytest.fixture(scope="module")
def authority() -> Iterator[TimeStampAuthority]:
    with TimeStampAuthority(AT) as served:
        yield served


@pytest.fixture(scope="module")
def stamp(authority: TimeStampAuthority) -> bytes:
    return ask_stamp(authority.url, DIGEST)


def test_a_true_stamp_tells_its_moment_and_whose_it_is(stamp: bytes) -> None:
    found = read_stamp(stamp, DIGEST)
    assert (found.is_true, found.authority) == (True, "Time of the tests")
    assert found.at == int(AT.timestamp() * 1_000_000)


def test_it_is_true_for_no_other_file(stamp: bytes) -> None:
    assert read_stamp(stamp, OTHER.hexdigest()).problem == "other_file"


def test_an_answer_about_another_file_is_not_taken() -> None:
    lying = TimeStampAuthority(AT, about=OTHER.digest())
    with lying, pytest.raises(TimeStampUnreachable) as refusal:
        ask_stamp(lying.url, DIGEST)
    assert refusal.value.problem == "other_file"


@given(place=st.integers(0, 1400), bit=st.integers(0, 7), cut=st.integers(0, 40))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_altered_stamp_is_never_about_another_file(stamp: bytes, place: int, bit: int, cut: int) -> None:
    altered = bytearray(stamp)
    altered[place] ^= 1 << bit
    for content in (bytes(altered), bytes(altered[: len(altered) - cut])):
        read_stamp(content, DIGEST)
        assert not read_stamp(content, OTHER.hexdigest()).is_true


@given(content=st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_no_stamp(content: bytes) -> None:
    assert not read_stamp(content, DIGEST).is_true
