"""The record of a signing: everything it must tell, sealed, written once, noted to later."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm

from app.contracts.entities import Contract, WitnessRecord
from app.contracts.refusals import NobodySigned, ReasonMissing, RecordedAlready
from app.contracts.signing import signatures_of
from app.contracts.statements import consent, statements
from app.contracts.states import ContractState, IdentityCheck
from app.contracts.witness import WitnessEntry
from app.counter import Counter
from app.documents.copy_mark import marked
from app.documents.seal_report import SealProblem, SealVerdict
from app.documents.sheets import ReportSheet
from app.kernel.errors import FieldRefused, Forbidden, WrongStep
from app.presses import ReportMaker
from app.security.actors import Actor, Role
from tests.builders import PASSWORD, a_frozen_contract, a_signature, a_signed_contract


def facts_of(counter: Counter, key: str) -> dict[str, object]:
    with counter.store.look() as session:
        record = session.query(WitnessRecord).filter_by(contract_id=key).one()
        return dict(record.facts)


def test_the_record_tells_all_that_was_seen_and_said(counter: Counter, clerk: Actor) -> None:
    second = counter.accounts.add_staff("zhang", "张䶮", Role.CLERK, PASSWORD, actor=clerk).value
    key = a_frozen_contract(counter, clerk)
    first = replace(
        a_signature(counter, key, 0),
        identity_by=IdentityCheck.CARD_READER,
        document_kind="resident_id",
        document_number="11010519491231002X",
        reading=(3, 5),
    )
    counter.signing.sign(key, first, actor=clerk)
    counter.signing.sign(key, a_signature(counter, key, 1), actor=clerk)
    parties = counter.contracts.contract(key).parties
    entry = WitnessEntry(
        said=frozenset({"meaning", "pad"}),
        second_id=second,
        seals=frozenset({parties[0].id}),
        seam_seals=frozenset({parties[1].id}),
        photos="三楼影像柜 12",
        photos_agreed=True,
        remarks="乙方由法定代表人到场",
    )
    card = counter.witness.write(key, entry, actor=clerk).value
    told = facts_of(counter, key)
    assert card.number == "JZ-2026-T1-0001"
    assert (told["number"], told["room"]) == (card.number, "")
    assert told["window"] == counter.catalogue.windows()[0].name
    assert told["text_digest"] == first.text_digest
    assert told["pages"] == 2
    assert [said["is_said"] for said in told["statements"]] == [
        said.key in ("meaning", "pad") for said in statements()
    ]
    assert [one["document_hint"] for one in told["attendees"]] == ["110105********002X", ""]
    assert told["attendees"][0]["agreed_to"] == consent().name
    assert (told["seals"], told["seam_seals"]) == ([parties[0].name], [parties[1].name])
    assert (told["clerk"], told["second_clerk"]) == (clerk.name, "张䶮")
    assert "11010519491231002X" not in str(told)


def test_the_page_is_sealed_by_the_hall_and_registered(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    card = counter.witness.write(key, WitnessEntry(), actor=clerk).value
    pdf = counter.witness.pdf(key)
    (seal,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    assert seal.docmdp_level is MDPPerm.NO_CHANGES
    report = counter.seal.inspect(pdf)
    assert SealProblem.BROKEN not in {finding.problem for finding in report.findings}
    assert SealProblem.UNKNOWN_SIGNER not in {finding.problem for finding in report.findings}
    spoilt = counter.seal.inspect(pdf.replace(b"/Title", b"/Titlf", 1))
    assert spoilt.findings
    with counter.store.look() as session:
        assert session.get_one(Contract, key).witness_digest == card.digest


def test_it_is_written_once_and_only_added_to(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    counter.witness.write(key, WitnessEntry(), actor=clerk)
    before = counter.witness.pdf(key)
    with pytest.raises(RecordedAlready):
        counter.witness.write(key, WitnessEntry(remarks="另写一份"), actor=clerk)
    with pytest.raises(FieldRefused):
        counter.witness.note(key, "  ", actor=clerk)
    card = counter.witness.note(key, "甲方领取两份", actor=clerk).value
    assert [(note.text, note.written_by) for note in card.notes] == [("甲方领取两份", clerk.name)]
    assert counter.witness.pdf(key) == before


def test_there_is_no_record_before_the_signing_is_over(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    with pytest.raises(NobodySigned):
        counter.witness.write(key, WitnessEntry(), actor=clerk)
    counter.signing.sign(key, a_signature(counter, key, 0), actor=clerk)
    with pytest.raises(WrongStep):
        counter.witness.write(key, WitnessEntry(), actor=clerk)
    assert counter.witness.card(key).number == ""


def test_a_second_clerk_is_somebody_else_and_pictures_need_consent(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    for entry in (WitnessEntry(second_id=clerk.staff_id), WitnessEntry(second_id="nobody")):
        with pytest.raises(FieldRefused):
            counter.witness.write(key, entry, actor=clerk)
    with pytest.raises(FieldRefused):
        counter.witness.write(key, WitnessEntry(photos="柜 1"), actor=clerk)


def test_whoever_has_signed_is_not_left_out_of_it_silently(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    counter.signing.sign(key, a_signature(counter, key, 0), actor=clerk)
    with pytest.raises(WrongStep):
        counter.review.send_back(key, "重新谈", actor=clerk)
    with pytest.raises(ReasonMissing):
        counter.voiding.void(key, " ", actor=clerk)
    with pytest.raises(Forbidden):
        counter.voiding.void(key, "乙方不签", actor=Actor("a", "a", "a", Role.AUDITOR))
    counter.voiding.void(key, "乙方不签", actor=clerk)
    assert counter.contracts.contract(key).state is ContractState.VOID
    assert [note.text for note in counter.witness.card(key).notes] == ["乙方不签"]
    with counter.store.look() as session:
        assert len(signatures_of(session, key)) == 1
    # What happened until then is put on record as well.
    assert counter.witness.write(key, WitnessEntry(), actor=clerk).value.number
    assert facts_of(counter, key)["reason"] == "乙方不签"


@pytest.fixture
def record(counter: Counter, clerk: Actor) -> tuple[str, bytes]:
    key = a_signed_contract(counter, clerk)
    counter.witness.write(key, WitnessEntry(), actor=clerk)
    return key, counter.witness.pdf(key)


def test_a_brought_record_is_known_for_what_it_is(counter: Counter, record: tuple[str, bytes]) -> None:
    key, pdf = record
    found = counter.verifying.verify(pdf)
    assert (found.is_record, found.contract_id, found.verdict) == (True, key, SealVerdict.CONSISTENT)


def added(pdf: bytes) -> bytes:
    return pdf + b"\n"


def with_one_byte_changed(pdf: bytes) -> bytes:
    place = len(pdf) // 2
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def with_words_written_over(pdf: bytes) -> bytes:
    return marked(pdf, "\u4e59\u65b9\u672a\u5230\u573a")


def without_its_seal(pdf: bytes) -> bytes:
    return pdf[: pdf.index(b"%%EOF") + 6]


@pytest.mark.parametrize(
    ("alter", "problem"),
    [
        (added, SealProblem.ADDED_TO),
        (with_one_byte_changed, SealProblem.BROKEN),
        (with_words_written_over, SealProblem.PAGE_CHANGED),
        (without_its_seal, SealProblem.UNSIGNED),
    ],
)
def test_an_altered_record_is_told_as_one_of_that_signing_with_what_was_changed(
    counter: Counter,
    record: tuple[str, bytes],
    alter: Callable[[bytes], bytes],
    problem: SealProblem,
) -> None:
    key, pdf = record
    found = counter.verifying.verify(alter(pdf))
    assert (found.is_record, found.contract_id, found.verdict) == (True, key, SealVerdict.ALTERED)
    assert found.number == counter.contracts.contract(key).number
    assert {SealProblem.NOT_THE_SEALED_FILE, problem} <= {finding.problem for finding in found.findings}
    # What holds for contracts alone is not said of a record.
    assert SealProblem.WRONG_SIGNER not in {finding.problem for finding in found.findings}


def test_another_paper_that_names_a_record_is_none(counter: Counter, record: tuple[str, bytes]) -> None:
    other = ReportMaker().press(ReportSheet("\u8bf4\u660e", "", ("JZ-2026-T1-0001",), (), is_sample=False))
    assert not counter.verifying.verify(other).is_record
