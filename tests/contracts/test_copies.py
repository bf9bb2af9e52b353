"""As many copies as the text says: each numbered, each signed for once; the sealed file stays as it is."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from app.contracts.content import ContractContent, HolderContent, PartyContent
from app.contracts.copies import Handing, holders, receipt_sheet
from app.contracts.refusals import CopiesDone, CopyReceived, HoldersDiffer, NotSealedHere, SignatureEmpty
from app.contracts.states import Holder, SeamSeal, Side
from app.contracts.strokes import Drawing
from app.counter import Counter
from app.documents.file_parts import FileParts
from app.documents.page_text import page_content
from app.kernel.errors import FieldRefused, Forbidden, Missing
from app.presses import ReportMaker
from app.security.actors import Actor, Role
from app.storage.files import read_file
from app.storage.spool import Paper, TakenJob
from tests.builders import STROKES, a_signed_contract

PARTIES = (PartyContent(Side.BUYER, "甲公司"), PartyContent(Side.SELLER, "乙研究所"))
HELD = st.lists(
    st.builds(
        HolderContent,
        st.sampled_from(Holder),
        st.integers(1, 5),
        st.none() | st.integers(0, 3),
        st.sampled_from(["", "某银行"]),
    ),
    min_size=1,
    max_size=5,
)


@given(HELD, st.integers(-2, 2))
def test_every_copy_has_one_holder_or_the_difference_is_told(held: list[HolderContent], off: int) -> None:
    together = sum(one.copies for one in held)
    content = ContractContent("项目", PARTIES, copies=together + off, holders=tuple(held))
    if off:
        with pytest.raises(HoldersDiffer):
            holders(content)
    else:
        named = holders(content)
        assert len(named) == together and all(named)


@given(st.integers(1, 12))
def test_without_holders_every_party_has_one_first(copies: int) -> None:
    named = holders(ContractContent("项目", PARTIES, copies=copies))
    assert len(named) == copies
    assert list(named[:2]) == ["甲公司", "乙研究所"][:copies]


def a_sealed_contract(counter: Counter, clerk: Actor) -> str:
    key = a_signed_contract(counter, clerk)
    counter.sealing.seal(key, actor=clerk)
    return key


def printed(counter: Counter) -> list[TakenJob]:
    jobs = []
    while (job := counter.spool.take(Paper.PAGE)) is not None:
        counter.spool.finish(job.id)
        jobs.append(job)
    return jobs


def test_the_print_job_makes_what_the_text_says(counter: Counter, clerk: Actor) -> None:
    key = a_sealed_contract(counter, clerk)
    sealed = counter.sealing.sealed_pdf(key)
    assert counter.copies.print_all(key, actor=clerk).value == 4
    jobs = printed(counter)
    number = counter.contracts.contract(key).number
    assert [(job.title, job.copies) for job in jobs] == [(f"{number} {k}/4", 1) for k in range(1, 5)]
    assert counter.sealing.sealed_pdf(key) == sealed
    assert counter.contracts.contract(key).sealed_digest == hashlib.sha256(sealed).hexdigest()
    assert len({job.content for job in jobs}) == 4
    pages = [PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"] for pdf in (sealed, jobs[0].content)]
    assert pages[0] == pages[1] > 0
    with pytest.raises(CopiesDone):
        counter.copies.print_all(key, actor=clerk)


def test_a_reprint_is_marked_has_its_reason_and_keeps_its_number(counter: Counter, clerk: Actor) -> None:
    key = a_sealed_contract(counter, clerk)
    with pytest.raises(Missing):
        counter.copies.reprint(key, 2, "卡纸", actor=clerk)
    counter.copies.print_all(key, actor=clerk)
    with pytest.raises(FieldRefused):
        counter.copies.reprint(key, 2, " ", actor=clerk)
    counter.copies.reprint(key, 2, "卡纸", actor=clerk)
    rows = counter.copies.copies(key)
    assert [(row.position, row.reprints, row.reason) for row in rows][:2] == [(1, 0, ""), (2, 1, "卡纸")]
    assert len(printed(counter)) == 5


def test_a_copy_is_handed_out_once_with_the_seals_seen_on_it(counter: Counter, clerk: Actor) -> None:
    key = a_sealed_contract(counter, clerk)
    handing = Handing("李振声", (SeamSeal.BUYER, SeamSeal.SELLER))
    with pytest.raises(Missing):
        counter.copies.hand_out(key, 1, handing, actor=clerk)
    counter.copies.print_all(key, actor=clerk)
    with pytest.raises(FieldRefused):
        counter.copies.hand_out(key, 1, replace(handing, received_by=" "), actor=clerk)
    counter.copies.hand_out(key, 1, handing, actor=clerk)
    counter.copies.reprint(key, 1, "污损", actor=clerk)
    with pytest.raises(CopyReceived):
        counter.copies.hand_out(key, 1, handing, actor=clerk)
    first, second, *_ = counter.copies.copies(key)
    assert (first.received_by, first.seam_seals) == ("李振声", handing.seam_seals)
    assert first.received_at is not None and second.received_at is None
    assert counter.copies.receipt_sheet(key).startswith(b"%PDF")


DRAWING = Drawing(STROKES, device="fake pad", pad_mm=(120.0, 60.0))


def test_who_receives_a_copy_signs_for_it_on_the_pad_and_the_strokes_stand_on_the_sheet(
    counter: Counter, clerk: Actor
) -> None:
    key = a_sealed_contract(counter, clerk)
    counter.copies.print_all(key, actor=clerk)
    before = counter.copies.receipt_sheet(key)
    with pytest.raises(SignatureEmpty):
        counter.copies.hand_out(key, 1, Handing("李振声", drawing=Drawing(())), actor=clerk)
    assert counter.copies.copies(key)[0].received_at is None
    counter.copies.hand_out(key, 1, Handing("李振声", drawing=DRAWING), actor=clerk)
    counter.copies.hand_out(key, 2, Handing("王敏"), actor=clerk)
    first, second, *_ = counter.copies.copies(key)
    assert second.strokes_digest == ""
    with counter.store.look() as session:
        kept = json.loads(read_file(session, first.strokes_digest))
    assert [[tuple(point) for point in stroke] for stroke in kept["strokes"]] == [list(s) for s in STROKES]
    # The strokes are bound to this copy of this sealed file and to the name.
    assert kept["text_sha256"] == counter.contracts.contract(key).sealed_digest
    assert (kept["signer"], kept["party"].split()[0]) == ("李振声", "1/4")
    assert ink(counter.copies.receipt_sheet(key)) > ink(before) + 10
    unsigned = replace(first, strokes_digest="")
    plain = receipt_sheet("LZ", (unsigned, second), None, "Asia/Shanghai", {})
    signed = receipt_sheet("LZ", (first, second), None, "Asia/Shanghai", {1: STROKES})
    assert ink(ReportMaker().press(signed)) > ink(ReportMaker().press(plain)) + 10


def ink(pdf: bytes) -> int:
    """How many lines are drawn on the first page."""
    parts = FileParts(pdf)
    return page_content(parts.pages(0)[0]).count(b" l")


def test_an_unsealed_contract_has_no_copies_to_print(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    with pytest.raises(NotSealedHere):
        counter.copies.print_all(key, actor=clerk)
    with pytest.raises(Forbidden):
        counter.copies.print_all(key, actor=Actor("s", "s", "s", Role.AUDITOR))
