"""Codes on paper: read back, signed, and judged alone, together and against the register."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.documents.code import matrix
from app.documents.code_checking import check_codes, number_of
from app.documents.code_reading import NoPicture, codes_of_picture
from app.documents.code_signing import sign_code, signer_of, verify_code
from app.documents.key_card import CodeKey, KeyCard, NoKeyCard, Revocation, read_key_card
from app.documents.paper_codes import (
    ContractFacts,
    NoCode,
    from_base45,
    key_id,
    page_code,
    read_page_code,
    read_signed_code,
    to_base45,
)
from app.documents.seal_report import Registered, SealVerdict

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
DIGEST = hashlib.sha256(b"{}").hexdigest()
FACTS = ContractFacts("HT-2026-T1-0001", date(2026, 11, 26), 130_000_000, DIGEST)
CARD = KeyCard("hall", (), (CodeKey(PUBLIC.hex(), 0, 2**62),))
SIGNED = sign_code(FACTS, KEY)
SHORT = page_code(FACTS.number, 3, 9, DIGEST)
KNOWN = Registered(FACTS.number, DIGEST, FACTS.total_fen, 9, SIGNED, is_void=False)

facts = st.builds(
    ContractFacts,
    st.text("ABCXYZ0123456789-", min_size=1, max_size=30),
    st.dates(date(2000, 1, 1), date(2999, 12, 31)),
    st.integers(0, 10**15),
    st.binary(min_size=32, max_size=32).map(bytes.hex),
)


@given(facts)
def test_a_signed_code_reads_back_and_is_signed(told: ContractFacts) -> None:
    code = read_signed_code(sign_code(told, KEY))
    assert code.facts == told
    assert verify_code(code, PUBLIC)


@given(st.binary(max_size=200))
def test_base45_reads_back(content: bytes) -> None:
    assert from_base45(to_base45(content)) == content


def test_base45_writes_the_examples_of_its_standard() -> None:
    assert [to_base45(text) for text in (b"AB", b"Hello!!", b"base-45")] == [
        "BB8",
        "%69 VD92EX0",
        "UJCLQE7W581",
    ]
    assert from_base45("QED8WEX0") == b"ietf!"


@given(st.text(max_size=250))
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in (read_page_code, read_signed_code, from_base45):
        for told in (text, "GT1:S:" + text, "GT1:C:" + text):
            try:
                read(told)
            except NoCode:
                continue


@given(st.integers(0, len(SIGNED) - 1), st.sampled_from("0AZ%:"))
def test_any_changed_sign_of_a_signed_code_is_seen(place: int, sign: str) -> None:
    changed = SIGNED[:place] + sign + SIGNED[place + 1 :]
    verdict = check_codes([changed], CARD).verdict
    assert (verdict is SealVerdict.CONSISTENT) == (changed == SIGNED)


def test_the_largest_amount_fits_and_one_beyond_does_not() -> None:
    assert read_signed_code(sign_code(replace(FACTS, total_fen=10**15), KEY)).facts.total_fen == 10**15
    with pytest.raises(ValueError, match="does not fit"):
        sign_code(replace(FACTS, total_fen=2**56), KEY)
    with pytest.raises(ValueError, match="does not fit"):
        sign_code(replace(FACTS, number="N" * 61), KEY)


def test_the_code_stays_of_a_size_that_paper_reads() -> None:
    assert len(matrix(SIGNED)) == 49
    assert len(matrix(SHORT)) == 29


@given(st.binary(min_size=1, max_size=40))
def test_no_code_ends_with_a_blank_that_a_scanner_might_swallow(content: bytes) -> None:
    assert to_base45(content)[-1] != " "


@pytest.mark.parametrize(
    ("texts", "registered", "verdict", "differs"),
    [
        ([SIGNED], None, SealVerdict.CONSISTENT, ()),
        ([SIGNED, SHORT], None, SealVerdict.CONSISTENT, ()),
        ([SHORT], None, SealVerdict.UNKNOWN_HERE, ()),
        ([SHORT], KNOWN, SealVerdict.CONSISTENT, ()),
        ([SIGNED, SHORT], replace(KNOWN, is_void=True), SealVerdict.VOID, ()),
        ([SIGNED, page_code(FACTS.number, 3, 9, "0" * 64)], None, SealVerdict.ALTERED, ("content",)),
        ([SIGNED, page_code("HT-2026-T1-0002", 3, 9, DIGEST)], None, SealVerdict.ALTERED, ("number",)),
        ([SHORT], replace(KNOWN, pages=10), SealVerdict.ALTERED, ("pages",)),
        ([SHORT], replace(KNOWN, digest="1" * 64), SealVerdict.ALTERED, ("registered_content",)),
        (
            [sign_code(replace(FACTS, frozen_on=date(2026, 11, 27)), KEY)],
            KNOWN,
            SealVerdict.ALTERED,
            ("registered_code",),
        ),
        ([], KNOWN, SealVerdict.UNREADABLE, ()),
        (["http://elsewhere"], None, SealVerdict.UNREADABLE, ()),
        (["GT1:S:ABC"], None, SealVerdict.UNREADABLE, ()),
    ],
)
def test_codes_of_a_page_are_judged(
    texts: list[str], registered: Registered | None, verdict: SealVerdict, differs: tuple[str, ...]
) -> None:
    report = check_codes(texts, CARD, registered)
    assert (report.verdict, report.differs) == (verdict, differs)


def test_a_code_of_a_strange_or_revoked_key_is_not_believed() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
    assert check_codes([sign_code(FACTS, other)], CARD).verdict is SealVerdict.NOT_OURS
    revoked = replace(CARD, revoked=(Revocation(key_id(PUBLIC).hex(), 1),))
    assert check_codes([SIGNED], revoked).verdict is SealVerdict.REVOKED
    assert signer_of(CARD, read_signed_code(SIGNED)) == CARD.code_keys[0]


def test_with_a_register_what_it_does_not_hold_is_unknown() -> None:
    assert check_codes([SIGNED], CARD, None, has_register=True).verdict is SealVerdict.UNKNOWN_HERE


def test_which_contract_is_meant_is_told_of_either_code() -> None:
    assert [number_of([text]) for text in (SIGNED, SHORT, "nothing")] == [FACTS.number, FACTS.number, ""]


def test_a_key_card_reads_back_and_nothing_else_is_one() -> None:
    card = replace(CARD, roots=("pem",), revoked=(Revocation("aa", 1, "lost"),))
    assert read_key_card(card.written()) == card
    for text in ("", "{}", "[]", '{"format": 2}', card.written().replace('"public"', '"private"')):
        with pytest.raises(NoKeyCard):
            read_key_card(text)


def test_what_is_no_picture_is_told() -> None:
    for content in (b"", b"%PDF", random.Random(1).randbytes(500)):
        with pytest.raises(NoPicture):
            codes_of_picture(content)


def test_the_worked_example_of_the_description_is_true() -> None:
    told = (Path(__file__).parents[2] / "docs/paper-code.md").read_text(encoding="utf-8")
    for value in (
        PUBLIC.hex(),
        key_id(PUBLIC).hex(),
        DIGEST,
        SIGNED,
        SHORT,
        read_signed_code(SIGNED).signed.hex(),
    ):
        assert value in told
