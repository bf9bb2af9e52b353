"""The last signature is covered by none: every byte of it has to be as it was written."""

from __future__ import annotations

import datetime as dt
import functools
import logging
from collections.abc import Callable, Iterator
from typing import Any as Anything

import pytest
from asn1crypto import cms, parser
from asn1crypto.algos import DSASignature
from asn1crypto.core import Any, OctetString
from cryptography.hazmat.primitives.asymmetric import ec

from app.documents.inspecting import inspect_file
from app.documents.seal_report import SealProblem, SealVerdict
from app.documents.sealing import seal_contract
from app.documents.time_stamping import HttpStamper
from tests.documents.sealed_for_tests import AT, works
from tests.documents.time_stamp_authority import TimeStampAuthority

CONSTRUCTED = 1
BIT_STRING = 3


@functools.cache
def stamped() -> bytes:
    w = works()
    with TimeStampAuthority(dt.datetime(2026, 9, 21, 14, 13, 20, tzinfo=dt.UTC)) as authority:
        return seal_contract(w.order, w.opened.keys(AT), HttpStamper(authority.url)).pdf


def value_of(pdf: bytes) -> tuple[int, bytes]:
    """Where the last signature's value stands in the file, and the value."""
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    field = bytes.fromhex(pdf[start : pdf.index(b">", start)].decode())
    return start, cms.ContentInfo.load(field).dump()


def with_value(pdf: bytes, value: bytes) -> bytes:
    start, _ = value_of(pdf)
    room = pdf.index(b">", start)
    return pdf[:start] + value.hex().upper().encode().ljust(room - start, b"0") + pdf[room:]


def elements(value: bytes, start: int = 0) -> Iterator[int]:
    """Where each element of a DER value ends that holds no others: one byte of each is changed."""
    while value:
        _, method, tag, head, inside, tail = parser.parse(value)
        if method == CONSTRUCTED:
            yield from elements(inside, start + len(head))
        elif inside:
            # The first byte of a bit string tells how many bits are left over.
            yield start + len(head) if tag == BIT_STRING else start + len(head) + len(inside) - 1
        else:
            yield start
        step = len(head) + len(inside) + len(tail)
        value, start = value[step:], start + step


def verdict(pdf: bytes) -> SealVerdict:
    return inspect_file(pdf, works().card).verdict


def test_no_element_of_it_can_be_changed(caplog: Anything) -> None:
    caplog.set_level(logging.CRITICAL)
    pdf = stamped()
    assert verdict(pdf) is SealVerdict.CONSISTENT
    _, value = value_of(pdf)
    places = list(elements(value))
    assert len(places) > 80
    unseen = []
    for place in places:
        changed = value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
        if verdict(with_value(pdf, changed)) is SealVerdict.CONSISTENT:
            unseen.append(place)
    assert unseen == []


def exchanged_for_its_twin(info: Anything) -> None:
    signer = info["content"]["signer_infos"][0]
    drawn = DSASignature.load(signer["signature"].native)
    other = ec.SECP256R1.group_order - drawn["s"].native
    signer["signature"] = DSASignature({"r": drawn["r"].native, "s": other}).dump()


def without_a_certificate(info: Anything) -> None:
    signed = info["content"]
    signed["certificates"] = cms.CertificateSet([one.chosen for one in list(signed["certificates"])[1:]])


def with_something_hung_on(info: Anything) -> None:
    signer = info["content"]["signer_infos"][0]
    signer["unsigned_attrs"] = [{"type": "1.2.3.4.5", "values": [Any(OctetString(b"a word"))]}]


def with_another_list_of_digests(info: Anything) -> None:
    signed = info["content"]
    signed["digest_algorithms"] = [{"algorithm": "sha256"}, {"algorithm": "sha512"}]


@pytest.mark.parametrize(
    "change",
    [
        exchanged_for_its_twin,
        without_a_certificate,
        with_something_hung_on,
        with_another_list_of_digests,
    ],
)
def test_a_value_that_is_still_valid_is_not_the_one_that_was_written(
    change: Callable[[Anything], None],
) -> None:
    pdf = works().sealed
    info = cms.ContentInfo.load(value_of(pdf)[1])
    change(info)
    report = inspect_file(with_value(pdf, info.dump(force=True)), works().card)
    assert SealProblem.BROKEN in report.problems


def test_its_certificates_stand_in_their_order() -> None:
    pdf = works().sealed
    _, value = value_of(pdf)
    carried = [one.dump() for one in cms.ContentInfo.load(value)["content"]["certificates"]]
    changed = value.replace(b"".join(carried), b"".join(reversed(carried)))
    assert changed != value
    assert SealProblem.BROKEN in inspect_file(with_value(pdf, changed), works().card).problems
