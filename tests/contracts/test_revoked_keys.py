"""A stolen key: what is sealed with it afterwards is called revoked, and the hall seals with new ones."""

from __future__ import annotations

import shutil

import pytest

from app.contracts.refusals import ReasonMissing
from app.counter import Counter
from app.documents.inspecting import inspect_file
from app.documents.key_card import read_key_card
from app.documents.paper_codes import ContractFacts
from app.documents.seal_report import SealVerdict
from app.kernel.clock import SteppingClock
from app.kernel.errors import Forbidden, Missing
from app.security.actors import Actor, Role
from tests.builders import PASSWORD, a_signed_contract
from tests.conftest import Opener


def step(counter: Counter, seconds: int) -> None:
    assert isinstance(counter.store.clock, SteppingClock)
    counter.store.clock.step(seconds)


def _sealed(counter: Counter, actor: Actor) -> bytes:
    key = a_signed_contract(counter, actor)
    counter.sealing.seal(key, actor=actor)
    return counter.sealing.sealed_pdf(key)


def test_what_a_thief_seals_is_revoked_and_what_was_sealed_before_is_not(
    counter: Counter, clerk: Actor, open_copy: Opener
) -> None:
    before = _sealed(counter, clerk)
    root, _ = counter.seal_box.key_ids()
    shutil.copytree(counter.home, counter.home.with_name("stolen"))
    step(counter, 3600)
    counter.seal_box.revoke(root, "the disk is gone", actor=clerk)
    thief = open_copy("stolen")
    step(thief, 7200)
    forged = _sealed(thief, thief.accounts.sign_in("admin", PASSWORD, None).value)
    card = read_key_card(counter.seal.key_card().written())
    assert inspect_file(forged, card).verdict is SealVerdict.REVOKED
    assert inspect_file(before, card).verdict is SealVerdict.CONSISTENT
    assert counter.verifying.verify(before).verdict is SealVerdict.CONSISTENT
    after = _sealed(counter, clerk)
    assert root not in counter.seal_box.key_ids()
    assert inspect_file(after, counter.seal.key_card()).verdict is SealVerdict.CONSISTENT


def test_codes_of_a_revoked_key_are_revoked_whenever_printed(counter: Counter, clerk: Actor) -> None:
    facts = ContractFacts("HT-2026-0001", counter.rooms_view.today(), 130_000_000, "ab" * 32)
    code = counter.seal.sign_code(facts)
    _, key = counter.seal_box.key_ids()
    assert counter.verifying.verify_codes([code]).verdict is not SealVerdict.REVOKED
    counter.seal_box.revoke(key, "the disk is gone", actor=clerk)
    assert counter.verifying.verify_codes([code]).verdict is SealVerdict.REVOKED
    assert counter.verifying.verify_codes([counter.seal.sign_code(facts)]).verdict is not SealVerdict.REVOKED


def test_nothing_is_revoked_by_a_wrong_name_without_a_reason_or_twice(counter: Counter, clerk: Actor) -> None:
    keys = counter.seal_box.key_ids()
    with pytest.raises(Missing):
        counter.seal_box.revoke("0" * 64, "lost", actor=clerk)
    with pytest.raises(ReasonMissing):
        counter.seal_box.revoke(keys[0], " ", actor=clerk)
    counter.accounts.add_staff("zhang", "张䶮", Role.CLERK, PASSWORD, actor=clerk)
    with pytest.raises(Forbidden):
        counter.seal_box.revoke(
            keys[0], "lost", actor=counter.accounts.sign_in("zhang", PASSWORD, None).value
        )
    assert counter.seal_box.key_ids() == keys
    counter.seal_box.revoke(keys[0], "lost", actor=clerk)
    with pytest.raises(Missing):
        counter.seal_box.revoke(keys[0], "lost", actor=clerk)
