"""The keys of the hall's seal: how they stand, what takes their place, and who may do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.contracts.refusals import SealUnusable
from app.counter import Counter, open_counter
from app.documents.inspecting import inspect_file
from app.documents.seal_refusals import CertificateNotFit, TimeStampUnreachable, TokenUnusable
from app.documents.seal_report import SealVerdict
from app.kernel.clock import DAY, HOUR, SteppingClock
from app.kernel.errors import FieldRefused, Forbidden
from app.seal_box import SealBox, SealKind, SealWays
from app.security.actors import Actor, Role
from app.security.secrets import FileSecrets
from app.settings import Settings, save
from app.storage.trail import AuditEntry
from tests.builders import MORNING, PASSWORD, a_signed_contract
from tests.conftest import Opener
from tests.contracts.test_sealing_desk import bought
from tests.documents.time_stamp_authority import TimeStampAuthority

HALL, BUYER = "兰州科技大市场（样例）", "兰州科技大市场有限公司"


def later(counter: Counter, moment: int) -> Counter:
    """Open the same folder at another time."""
    counter.close()
    return open_counter(counter.home, SteppingClock(moment), FileSecrets(counter.home))


def sealed_as(counter: Counter, actor: Actor) -> tuple[SealVerdict, str]:
    """Seal a contract and tell what its file is worth, and who sealed it."""
    key = a_signed_contract(counter, actor)
    counter.sealing.seal(key, actor=actor)
    found = counter.verifying.verify(counter.sealing.sealed_pdf(key))
    return found.verdict, found.signer


def test_the_halls_own_stands_well_and_never_ends_soon(counter: Counter) -> None:
    standing = counter.seal_box.standing()
    assert (standing.kind, standing.holder, standing.problem) == (SealKind.OWN, HALL, "")
    assert standing.valid_from <= MORNING < standing.valid_until < standing.authority_until
    after_years = later(counter, MORNING + 5 * 365 * DAY)
    standing = after_years.seal_box.standing()
    assert (standing.problem, standing.ends_soon) == ("", False)
    after_years.close()


@pytest.mark.parametrize(("days", "ends_soon"), [(29, True), (31, False)])
def test_a_bought_one_is_told_thirty_days_before(
    counter: Counter, clerk: Actor, days: int, ends_soon: bool
) -> None:
    counter.seal_box.take_bought(bought(days), "pw", actor=clerk)
    standing = counter.seal_box.standing()
    assert (standing.kind, standing.holder) == (SealKind.BOUGHT, BUYER)
    assert (standing.problem, standing.ends_soon) == ("", ends_soon)


def test_an_ended_seal_does_not_bar_its_successor(counter: Counter, clerk: Actor) -> None:
    counter.seal_box.take_bought(bought(20), "pw", actor=clerk)
    ended = later(counter, MORNING + 21 * DAY)
    standing = ended.seal_box.standing()
    assert (standing.problem, standing.holder, standing.ends_soon) == ("expired", BUYER, False)
    with pytest.raises(CertificateNotFit) as refusal:
        ended.seal_box.take_bought(bought(20), "pw", actor=clerk)
    assert refusal.value.problem == "expired"
    ended.seal_box.take_bought(bought(400), "pw", actor=clerk)
    assert sealed_as(ended, clerk) == (SealVerdict.CONSISTENT, BUYER)
    ended.close()


def test_back_to_the_halls_own_what_was_sealed_before_stays_true(counter: Counter, clerk: Actor) -> None:
    counter.seal_box.take_bought(bought(), "pw", actor=clerk)
    key = a_signed_contract(counter, clerk)
    counter.sealing.seal(key, actor=clerk)
    counter.seal_box.make_anew(actor=clerk)
    assert counter.seal_box.standing().kind is SealKind.OWN
    assert sealed_as(counter, clerk) == (SealVerdict.CONSISTENT, HALL)
    assert counter.verifying.verify(counter.sealing.sealed_pdf(key)).verdict is SealVerdict.CONSISTENT


def test_a_lost_passphrase_is_told_and_new_keys_are_the_way_out(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    counter.sealing.seal(key, actor=clerk)
    counter.secrets.write("seal-passphrase", "00" * 32)
    lost = later(counter, MORNING + HOUR)
    standing = lost.seal_box.standing()
    assert (standing.problem, standing.holder) == ("locked", HALL)
    with pytest.raises(SealUnusable):
        sealed_as(lost, clerk)
    lost.seal_box.make_anew(actor=clerk)
    assert lost.seal_box.standing().problem == ""
    assert sealed_as(lost, clerk) == (SealVerdict.CONSISTENT, HALL)
    assert lost.verifying.verify(lost.sealing.sealed_pdf(key)).verdict is SealVerdict.CONSISTENT
    lost.close()


def test_a_terminal_without_keys_says_so(counter: Counter, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    standing = SealBox(counter.store, FileSecrets(empty)).standing()
    assert standing.problem == "missing"


def test_keys_changed_by_another_process_are_used_at_once(open_copy: Opener, clerk: Actor) -> None:
    window, command = open_copy("home"), open_copy("home")
    assert window.seal_box.standing().kind is SealKind.OWN
    command.seal_box.take_bought(bought(), "pw", actor=clerk)
    assert sealed_as(window, clerk) == (SealVerdict.CONSISTENT, BUYER)


def test_only_who_arranges_the_hall_changes_the_seal_and_it_is_noted(counter: Counter, clerk: Actor) -> None:
    counter.accounts.add_staff("zhang", "张䶮", Role.REGISTRAR, PASSWORD, actor=clerk)
    zhang = counter.accounts.sign_in("zhang", PASSWORD, None).value
    box, token = counter.seal_box, SealWays("", "m", "t", "c")
    deeds: tuple[Callable[[], object], ...] = (
        lambda: box.take_bought(bought(), "pw", actor=zhang),
        lambda: box.take_token(token, "1234", actor=zhang),
        lambda: box.make_anew(actor=zhang),
        lambda: box.name_stamp_authority("", actor=zhang),
    )
    before = box.key_ids()
    for deed in deeds:
        with pytest.raises(Forbidden):
            deed()
    assert box.key_ids() == before
    box.take_bought(bought(), "pw", actor=clerk)
    with counter.store.look() as session:
        query = select(AuditEntry.actor_id).where(AuditEntry.use_case == "change_seal")
        assert session.execute(query).scalars().all() == [clerk.staff_id]


def test_the_keys_are_listed_with_those_in_use_and_the_revoked(counter: Counter, clerk: Actor) -> None:
    first = {row.id for row in counter.seal_box.key_rows()}
    assert all(row.is_in_use for row in counter.seal_box.key_rows())
    counter.seal_box.make_anew(actor=clerk)
    rows = counter.seal_box.key_rows()
    assert {row.id for row in rows if not row.is_in_use} == first
    lost = next(iter(first))
    counter.seal_box.revoke(lost, "the disk is gone", actor=clerk)
    (revoked,) = (row for row in counter.seal_box.key_rows() if row.revoked_at is not None)
    assert (revoked.id, revoked.revoked_for) == (lost, "the disk is gone")


def test_a_seal_that_does_not_open_can_still_be_revoked(counter: Counter, clerk: Actor) -> None:
    counter.secrets.write("seal-passphrase", "00" * 32)
    lost = later(counter, MORNING + HOUR)
    root, _ = lost.seal_box.key_ids()
    lost.seal_box.revoke(root, "the disk is gone", actor=clerk)
    assert root not in lost.seal_box.key_ids()
    lost.close()


def test_an_authority_is_tried_before_it_is_named(counter: Counter, clerk: Actor) -> None:
    with pytest.raises(FieldRefused):
        counter.seal_box.name_stamp_authority("stamps.example", actor=clerk)
    with TimeStampAuthority(dt.datetime(2026, 11, 23, tzinfo=dt.UTC)) as authority:
        url = authority.url
        counter.seal_box.name_stamp_authority(url, actor=clerk)
        assert counter.seal.has_stamp_authority()
        key = a_signed_contract(counter, clerk)
        assert not counter.sealing.seal(key, actor=clerk).value.owes_time_stamp
    with pytest.raises(TimeStampUnreachable):
        counter.seal_box.name_stamp_authority(url + "/other", actor=clerk)
    assert counter.seal_box.ways.stamp_url == url
    counter.seal_box.name_stamp_authority("", actor=clerk)
    assert not counter.seal.has_stamp_authority()


# --- tokens -----------------------------------------------------------------------------------------


@pytest.fixture
def tokens() -> Any:
    """The tokens made of software, where they can be had."""
    pytest.importorskip("pkcs11")
    found = pytest.importorskip("tests.documents.soft_token")
    if not found.IS_THERE:
        pytest.skip("needs softhsm2")
    return found


def test_a_token_seals_is_not_asked_for_how_it_stands_and_can_be_left(
    counter: Counter, clerk: Actor, tokens: Any
) -> None:
    tokens.plug_in("three weeks", BUYER, MORNING, 20)
    ways = SealWays("", str(tokens.MODULE), "three weeks", tokens.CERTIFICATE)
    with pytest.raises(TokenUnusable):
        counter.seal_box.take_token(ways, "9999", actor=clerk)
    with pytest.raises(FieldRefused):
        counter.seal_box.take_token(replace(ways, token=""), tokens.PIN, actor=clerk)
    assert counter.seal_box.ways == SealWays()
    counter.seal_box.take_token(ways, tokens.PIN, actor=clerk)
    assert sealed_as(counter, clerk) == (SealVerdict.CONSISTENT, BUYER)
    named = {"seal_token_module": ways.token_module, "seal_token": ways.token}
    save(counter.home, replace(Settings(), seal_token_certificate=ways.token_certificate, **named))
    counter = later(counter, MORNING + DAY)
    assert sealed_as(counter, clerk) == (SealVerdict.CONSISTENT, BUYER)
    tokens.pull_out("three weeks")
    with pytest.raises(SealUnusable) as refusal:
        sealed_as(counter, clerk)
    assert refusal.value.problem == "token"
    standing = counter.seal_box.standing()
    assert (standing.kind, standing.holder, standing.ends_soon) == (SealKind.TOKEN, BUYER, True)
    ended = later(counter, MORNING + 21 * DAY)
    assert ended.seal_box.standing().problem == "expired"
    ended.seal_box.make_anew(actor=clerk)
    assert sealed_as(ended, clerk) == (SealVerdict.CONSISTENT, HALL)
    ended.close()


def test_a_token_whose_root_was_revoked_seals_no_more(counter: Counter, clerk: Actor, tokens: Any) -> None:
    tokens.plug_in("stolen", BUYER, MORNING, 400)
    own = set(counter.seal_box.key_ids())
    ways = SealWays("", str(tokens.MODULE), "stolen", tokens.CERTIFICATE)
    counter.seal_box.take_token(ways, tokens.PIN, actor=clerk)
    (root,) = set(counter.seal_box.key_ids()) - own
    assert root in {row.id for row in counter.seal_box.key_rows() if row.is_in_use}
    counter.seal_box.revoke(root, "the token was stolen", actor=clerk)
    assert counter.seal_box.standing().problem == "revoked"
    with pytest.raises(SealUnusable) as refusal:
        sealed_as(counter, clerk)
    assert refusal.value.problem == "revoked"


def test_what_was_never_seen_of_a_token_is_not_made_up(counter: Counter, clerk: Actor) -> None:
    ways = SealWays("", "/nowhere/library.so", "hall", "seal")
    box = SealBox(counter.store, counter.secrets, ways)
    standing = box.standing()
    assert (standing.kind, standing.holder, standing.problem) == (SealKind.TOKEN, "", "token")


def test_the_card_of_the_box_is_what_files_are_checked_with(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    counter.sealing.seal(key, actor=clerk)
    assert inspect_file(counter.sealing.sealed_pdf(key), counter.seal_box.card()).findings == ()
