"""From the draft to the sealed file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.contracts.checks import Fault
from app.contracts.content import canonical_record, content_of, digest_of_record
from app.contracts.drafting import DraftEntry
from app.contracts.entities import ContractParty
from app.contracts.refusals import (
    AuthorityMissing,
    DraftIncomplete,
    NotSealedHere,
    OwnDraft,
    ReasonMissing,
    SameAgent,
    SignatureEmpty,
    SignedAlready,
    TextChanged,
    TicksMissing,
)
from app.contracts.review import ReviewTicks
from app.contracts.states import Capacity, ContractState, Side
from app.counter import Counter
from app.documents.seal_report import SealVerdict
from app.kernel.clock import HOUR
from app.kernel.errors import FieldRefused, Forbidden, WrongStep
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.states import PartyRole, Purpose
from app.security.actors import Actor, Role
from tests.builders import (
    PASSWORD,
    a_content,
    a_draft,
    a_frozen_contract,
    a_signature,
    a_signed_contract,
    all_ticks,
    without,
)


def _faults(counter: Counter, key: str) -> set[Fault]:
    return {finding.fault for finding in counter.drafting.check(key) if finding.stops}


def test_a_complete_draft_has_no_faults_that_stop_it(counter: Counter, clerk: Actor) -> None:
    assert _faults(counter, a_draft(counter, clerk)) == set()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": " "}, Fault.TITLE_MISSING),
        ({"total_fen": 0}, Fault.TOTAL_MISSING),
        ({"technical_fen": 130_000_001}, Fault.TECHNICAL_ABOVE_TOTAL),
        ({"instalments": ()}, Fault.INSTALMENTS_DIFFER),
        ({"valid_to": date(2026, 1, 1)}, Fault.VALIDITY_REVERSED),
        ({"copies": 2}, Fault.COPIES_TOO_FEW),
        ({"answers": {}}, Fault.ANSWER_MISSING),
        ({"title": "含无字形字符\U000e01f0的合同"}, Fault.CHARACTER_NOT_PRINTABLE),
    ],
)
def test_each_fault_stops_the_draft_and_is_named(
    counter: Counter, clerk: Actor, changes: dict[str, object], fault: Fault
) -> None:
    key = a_draft(counter, clerk, without(a_content(counter), **changes))
    assert fault in _faults(counter, key)
    with pytest.raises(DraftIncomplete):
        counter.drafting.hand_in(key, actor=clerk)
    assert counter.contracts.contract(key).state is ContractState.DRAFT


def test_a_draft_keeps_all_that_was_typed_and_loses_what_was_taken_out(
    counter: Counter, clerk: Actor
) -> None:
    content = a_content(counter)
    key = a_draft(counter, clerk, content)
    shorter = without(content, parties=content.parties[:1], instalments=content.instalments[:1])
    counter.drafting.save(key, shorter, actor=clerk)
    assert len(counter.contracts.contract(key).content.parties) == 1
    counter.drafting.save(key, content, actor=clerk)
    kept = counter.contracts.contract(key).content
    assert replace(kept, wordings={}) == content
    assert kept.wordings["registrar"] == "技术合同登记机构"


def test_the_canonical_record_reads_back_and_its_digest_knows_every_figure(counter: Counter) -> None:
    content = a_content(counter)
    record = canonical_record("HT-1", ("dev1", "1"), content)
    stripped = replace(content, parties=tuple(replace(p, organisation_id=None) for p in content.parties))
    assert content_of(record) == stripped
    other = canonical_record("HT-1", ("dev1", "1"), replace(content, total_fen=content.total_fen + 1))
    assert digest_of_record(record) != digest_of_record(other)


def test_an_empty_draft_can_be_looked_at(counter: Counter, clerk: Actor) -> None:
    key = counter.drafting.draft(DraftEntry("srv1"), actor=clerk).value
    assert counter.drafting.preview(key).startswith(b"%PDF")


def test_a_draft_begins_with_whoever_sat_at_the_table(counter: Counter, clerk: Actor) -> None:
    visit = next(row for row in counter.queue.waiting() if row.person == "李振声")
    room = counter.rooms_view.rooms()[1]
    starts_at = counter.rooms_view.hours(counter.rooms_view.today()).ends_at - 2 * HOUR
    entry = BookingEntry(
        room_id=room.id,
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        purpose=Purpose.SIGNING,
        title="签约",
        visit_id=visit.visit_id,
        parties=(
            PartyEntry("新加坡南洋理工大学", PartyRole.SELLER),
            PartyEntry("甘肃尚德机电有限公司", PartyRole.BUYER),
            PartyEntry("没有登记过的公司", PartyRole.SELLER),
        ),
    )
    booking = counter.rooms.book(entry, actor=clerk).value
    key = counter.drafting.draft(
        DraftEntry("dev1", visit_id=visit.visit_id, booking_id=booking.id), actor=clerk
    ).value
    parties = counter.contracts.contract(key).content.parties
    assert [(p.side, p.name, bool(p.legal_representative)) for p in parties] == [
        (Side.BUYER, "甘肃尚德机电有限公司", True),
        (Side.SELLER, "新加坡南洋理工大学", True),
        (Side.SELLER, "没有登记过的公司", False),
    ]


def test_nothing_is_edited_once_it_left_the_desk(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    with pytest.raises(WrongStep):
        counter.drafting.save(key, a_content(counter), actor=clerk)


def test_review_needs_every_tick_and_a_second_pair_of_eyes(counter: Counter, clerk: Actor) -> None:
    key = a_draft(counter, clerk)
    counter.drafting.hand_in(key, actor=clerk)
    with pytest.raises(TicksMissing):
        counter.review.approve(key, ReviewTicks(frozenset({"target"})), actor=clerk)
    counter.accounts.add_staff("zhang", "张䶮", Role.REGISTRAR, PASSWORD, actor=clerk)
    with pytest.raises(OwnDraft):
        counter.review.approve(key, all_ticks(), actor=clerk)
    assert counter.contracts.contract(key).state is ContractState.REVIEW
    other = counter.accounts.sign_in("zhang", PASSWORD, None).value
    counter.review.approve(key, all_ticks(), actor=other)
    assert counter.contracts.contract(key).state is ContractState.READY


def test_sending_back_needs_a_reason_and_opens_the_draft_again(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    with pytest.raises(ReasonMissing):
        counter.review.send_back(key, "  ", actor=clerk)
    counter.review.send_back(key, "金额有误", actor=clerk)
    card = counter.contracts.contract(key)
    assert (card.state, card.remark, card.digest) == (ContractState.DRAFT, "金额有误", "")


def test_both_parties_sign_once_each_and_then_it_is_signed(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    first = a_signature(counter, key, 0)
    assert counter.signing.sign(key, first, actor=clerk).value is ContractState.SIGNING
    with pytest.raises(SignedAlready):
        counter.signing.sign(key, first, actor=clerk)
    assert counter.signing.sign(key, a_signature(counter, key, 1), actor=clerk).value is ContractState.SIGNED


def test_a_signature_that_cannot_be_is_refused_and_leaves_nothing(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    good = a_signature(counter, key, 0)
    for bad, refusal in (
        (replace(good, strokes=()), SignatureEmpty),
        (replace(good, text_digest="0" * 64), TextChanged),
        (replace(good, capacity=Capacity.AGENT), AuthorityMissing),
        (replace(good, signer=" "), FieldRefused),
        (replace(good, identity_checked=False), FieldRefused),
    ):
        with pytest.raises(refusal):
            counter.signing.sign(key, bad, actor=clerk)
    card = counter.contracts.contract(key)
    assert (card.state, [p.signer for p in card.parties]) == (ContractState.READY, ["", ""])


def test_one_person_does_not_sign_for_both_sides(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    first = a_signature(counter, key, 0)
    counter.signing.sign(key, first, actor=clerk)
    second = replace(a_signature(counter, key, 1), signer=first.signer)
    with pytest.raises(SameAgent):
        counter.signing.sign(key, second, actor=clerk)


def test_a_text_changed_behind_our_back_is_not_signed(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    entry = a_signature(counter, key, 0)
    with counter.store.change(clerk, "tamper") as work:
        party = work.get(ContractParty, entry.party_id)
        party.name = "别的公司"
    with pytest.raises(TextChanged):
        counter.signing.sign(key, entry, actor=clerk)


def test_the_text_for_signing_is_the_same_bytes_twice(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    assert counter.sealing.signing_text(key) == counter.sealing.signing_text(key)


def test_a_sealed_file_is_known_again_and_one_changed_byte_is_seen(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    sealed = counter.sealing.seal(key, actor=clerk).value
    pdf = counter.sealing.sealed_pdf(key)
    found = counter.verifying.verify(pdf)
    assert (found.intact, found.problems) == (True, ())
    assert (found.contract_id, found.number) == (key, sealed.number)
    place = pdf.index(b"stream") + 30
    changed = counter.verifying.verify(pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :])
    assert changed.problems != ()
    assert changed.contract_id == key
    assert changed.verdict is SealVerdict.ALTERED
    assert counter.verifying.verify(b"no pdf at all").problems != ()


def test_a_contract_is_sealed_once_and_only_after_signing(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    with pytest.raises(WrongStep):
        counter.sealing.seal(key, actor=clerk)
    with pytest.raises(NotSealedHere):
        counter.sealing.sealed_pdf(key)
    signed = a_signed_contract(counter, clerk)
    counter.sealing.seal(signed, actor=clerk)
    with pytest.raises(WrongStep):
        counter.sealing.seal(signed, actor=clerk)


def test_a_clerk_does_not_seal(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    with pytest.raises(Forbidden):
        counter.sealing.seal(key, actor=Actor("s", "s", "s", Role.CLERK))


def test_a_void_contract_keeps_its_reason(counter: Counter, clerk: Actor) -> None:
    key = a_draft(counter, clerk)
    counter.voiding.void(key, "双方未达成一致", actor=clerk)
    assert counter.contracts.contract(key).remark == "双方未达成一致"
    assert Side.BUYER in {p.side for p in counter.contracts.contract(key).parties}
