"""The desk that seals: wholly or not at all, whatever breaks on the way."""

from __future__ import annotations

import datetime as dt
import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.contracts.entities import Contract
from app.contracts.refusals import SealUnusable, TextChanged
from app.contracts.states import ContractState
from app.counter import Counter, open_counter
from app.documents.certificates import issue, make_authority, open_key
from app.documents.inspecting import inspect_file
from app.documents.seal_refusals import CertificateNotFit, SealLocked
from app.documents.seal_report import SealProblem, SealVerdict
from app.kernel.clock import DAY, HOUR, SteppingClock
from app.kernel.errors import WrongStep
from app.seal_box import RING_FACT, SEAL_CERTIFICATE_FACT, SEAL_KEY_FACT
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from app.settings import Settings, save
from app.storage.files import StoredFile
from app.storage.outbox import read_fact, write_fact
from tests.builders import MORNING, PASSWORD, a_frozen_contract, a_signed_contract
from tests.documents.time_stamp_authority import TimeStampAuthority

ROOT = Path(__file__).parents[2]


def sealed_bytes(counter: Counter, key: str, actor: Actor) -> bytes:
    counter.sealing.seal(key, actor=actor)
    return counter.sealing.sealed_pdf(key)


def test_what_was_shown_is_what_is_sealed(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    shown, digest = counter.sealing.signing_text(key)
    pdf = sealed_bytes(counter, key, clerk)
    assert pdf.startswith(shown)
    report = inspect_file(pdf, counter.seal.key_card())
    assert (report.findings, report.text_digest) == ((), digest)
    with counter.store.look() as session:
        contract = session.execute(select(Contract).where(Contract.id == key)).scalar_one()
        assert (contract.signature_count, contract.page_count) == (4, report.pages)
        assert contract.sealed_digest == hashlib.sha256(pdf).hexdigest()
        assert contract.sealed_sm3 == hashlib.new("sm3", pdf).hexdigest()
        assert contract.digest == report.content_digest


def test_another_process_makes_the_approved_file_again(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    kept, digest = counter.sealing.signing_text(key)
    with counter.store.keep() as session:
        session.delete(session.get(StoredFile, digest))
    assert counter.sealing.signing_text(key) == (kept, digest)


def test_a_file_that_cannot_be_made_again_is_not_signed(counter: Counter, clerk: Actor) -> None:
    key = a_frozen_contract(counter, clerk)
    _, digest = counter.sealing.signing_text(key)
    with counter.store.keep() as session:
        session.delete(session.get(StoredFile, digest))
    with counter.store.change(clerk, "test") as work:
        work.get(Contract, key).text_digest = "0" * 64
    with pytest.raises(TextChanged):
        counter.sealing.signing_text(key)


def test_a_signature_given_to_another_text_is_not_sealed(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    with counter.store.keep() as session:
        session.connection().exec_driver_sql("UPDATE signature SET text_digest = 'another'")
    with pytest.raises(TextChanged):
        counter.sealing.seal(key, actor=clerk)
    assert counter.contracts.contract(key).state is ContractState.SIGNED


@pytest.mark.slow
def test_killed_at_any_statement_it_is_sealed_wholly_or_not_at_all(
    counter: Counter, clerk: Actor, tmp_path: Path
) -> None:
    key = a_signed_contract(counter, clerk)
    counter.close()
    command = [sys.executable, "-m", "tests.contracts.dying_at_the_seal"]
    told = subprocess.run(
        [*command, str(counter.home), str(tmp_path / "deaths"), key],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    last = int(told.stdout)
    assert last > 10
    homes = [tmp_path / "deaths" / str(n) for n in range(1, last + 1)]
    # To seal again takes long: every fifth death, and the last ones, where something was written.
    again = {*range(0, last, 5), *range(last - 6, last)}
    outcomes = [_outcome(home, key, seals=n in again) for n, home in enumerate(homes)]
    assert outcomes[0] is ContractState.SIGNED
    assert outcomes[-1] is ContractState.SEALED
    assert outcomes == sorted(outcomes, key=lambda state: state is ContractState.SEALED)


def _outcome(home: Path, key: str, *, seals: bool) -> ContractState:
    """Tell the state after a death; what is not sealed can be sealed, once."""
    counter = open_counter(home, SteppingClock(MORNING + 2 * HOUR), FileSecrets(home))
    try:
        actor = counter.accounts.sign_in("admin", PASSWORD, None).value
        state = counter.contracts.contract(key).state
        with counter.store.look() as session:
            contract = session.get(Contract, key)
            assert contract is not None
            kept = session.execute(
                select(StoredFile.digest).where(StoredFile.kind == "sealed_contract")
            ).scalars()
            assert list(kept) == ([contract.sealed_digest] if contract.sealed_digest else [])
        if not seals:
            return state
        if state is ContractState.SIGNED:
            counter.sealing.seal(key, actor=actor)
        with pytest.raises(WrongStep):
            counter.sealing.seal(key, actor=actor)
        pdf = counter.sealing.sealed_pdf(key)
        assert counter.verifying.verify(pdf).verdict is SealVerdict.CONSISTENT
        return state
    finally:
        counter.close()


def test_a_full_disk_leaves_it_signed(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    pages = counter.store.glance("PRAGMA page_count")[0][0]
    with counter.store.keep() as session:
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(OperationalError, match="full"):
        counter.sealing.seal(key, actor=clerk)
    assert counter.contracts.contract(key).state is ContractState.SIGNED
    with counter.store.keep() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1073741823")
    pdf = sealed_bytes(counter, key, clerk)
    assert counter.verifying.verify(pdf).verdict is SealVerdict.CONSISTENT


# --- time stamps ------------------------------------------------------------------------------------


def with_authority(counter: Counter, url: str) -> Counter:
    """Open the same folder with a time-stamp authority in its settings."""
    counter.close()
    save(counter.home, replace(Settings(), time_stamp_url=url))
    return open_counter(counter.home, SteppingClock(MORNING + 2 * HOUR), FileSecrets(counter.home))


def test_an_authority_in_the_settings_stamps_the_seal(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    with TimeStampAuthority(dt.datetime(2026, 11, 23, 2, 41, tzinfo=dt.UTC)) as authority:
        again = with_authority(counter, authority.url)
        outcome = again.sealing.seal(key, actor=clerk)
        found = again.verifying.verify(again.sealing.sealed_pdf(key))
        again.close()
    assert not outcome.value.owes_time_stamp
    assert found.verdict is SealVerdict.CONSISTENT
    assert all(signature.is_stamped for signature in found.signatures)


def test_an_authority_that_is_down_leaves_a_seal_that_says_so(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    with TimeStampAuthority(dt.datetime(2026, 11, 23, tzinfo=dt.UTC)) as authority:
        url = authority.url
    again = with_authority(counter, url)
    outcome = again.sealing.seal(key, actor=clerk)
    found = again.verifying.verify(again.sealing.sealed_pdf(key))
    again.close()
    assert outcome.value.owes_time_stamp
    assert found.verdict is SealVerdict.CONSISTENT
    assert not any(signature.is_stamped for signature in found.signatures)


# --- keys -------------------------------------------------------------------------------------------


def at(counter: Counter, moment: int) -> Counter:
    """Open the same folder at another time."""
    counter.close()
    return open_counter(counter.home, SteppingClock(moment), FileSecrets(counter.home))


def test_what_was_sealed_stays_true_after_every_key_was_renewed(counter: Counter, clerk: Actor) -> None:
    first, second = a_signed_contract(counter, clerk), a_signed_contract(counter, clerk)
    old = sealed_bytes(counter, first, clerk)
    later = at(counter, MORNING + 20 * 365 * DAY)
    new = sealed_bytes(later, second, clerk)
    card = later.seal.key_card()
    later.close()
    assert (len(card.roots), len(card.code_keys)) == (2, 2)
    assert [inspect_file(pdf, card).findings for pdf in (old, new)] == [(), ()]


def test_no_key_lies_open(counter: Counter) -> None:
    with counter.store.look() as session:
        ring = read_fact(session, RING_FACT, "")
    assert ring.count("BEGIN ENCRYPTED PRIVATE KEY") == 3
    assert "BEGIN PRIVATE KEY" not in ring


def test_a_hall_of_the_third_version_gets_its_keys_at_the_first_use(counter: Counter, clerk: Actor) -> None:
    authority = make_authority("兰州科技大市场", MORNING, "old")
    with counter.store.keep() as session:
        write_fact(session, RING_FACT, "")
        write_fact(session, SEAL_KEY_FACT, authority.kept.key)
        write_fact(session, SEAL_CERTIFICATE_FACT, authority.kept.certificates)
    again = at(counter, MORNING + 2 * HOUR)
    key = a_signed_contract(again, clerk)
    pdf = sealed_bytes(again, key, clerk)
    card = again.seal.key_card()
    again.close()
    assert inspect_file(pdf, card).findings == ()
    assert authority.kept.certificates.endswith(card.roots[-1])


def test_without_its_passphrase_the_seal_is_missing(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    counter.close()
    secrets = FileSecrets(counter.home)
    again = open_counter(counter.home, SteppingClock(MORNING + HOUR), secrets)
    again.secrets.write("seal-passphrase", "00" * 32)
    with pytest.raises(SealUnusable) as refusal:
        again.sealing.seal(key, actor=clerk)
    assert refusal.value.problem == "locked"
    assert again.contracts.contract(key).state is ContractState.SIGNED
    again.close()


def bought(days: int = 400, password: bytes = b"pw") -> bytes:
    """A certificate of somebody else's authority in a PKCS#12 file."""
    authority = make_authority("某电子认证服务机构", MORNING, "x")
    made = issue(open_key(authority.kept, "x"), "兰州科技大市场有限公司", "", MORNING, days)
    return pkcs12.serialize_key_and_certificates(
        b"seal", made.key, made.leaf, list(made.chain[1:]), serialization.BestAvailableEncryption(password)
    )


def test_a_bought_certificate_seals_and_is_not_renewed(counter: Counter, clerk: Actor) -> None:
    first, second = a_signed_contract(counter, clerk), a_signed_contract(counter, clerk)
    counter.seal_box.take_bought(bought(), "pw", actor=clerk)
    found = counter.verifying.verify(sealed_bytes(counter, first, clerk))
    assert (found.verdict, found.signer) == (SealVerdict.CONSISTENT, "兰州科技大市场有限公司")
    later = at(counter, MORNING + 401 * DAY)
    with pytest.raises(SealUnusable) as refusal:
        later.sealing.seal(second, actor=clerk)
    assert refusal.value.problem == "expired"
    assert later.contracts.contract(second).state is ContractState.SIGNED
    later.close()


def test_a_file_that_is_no_certificate_for_sealing_changes_nothing(counter: Counter, clerk: Actor) -> None:
    with pytest.raises(SealLocked):
        counter.seal_box.take_bought(bought(), "wrong", actor=clerk)
    with pytest.raises(SealLocked):
        counter.seal_box.take_bought(b"no file of this kind", "pw", actor=clerk)
    authority = open_key(make_authority("某机构", MORNING, "x").kept, "x")
    of_an_issuer = pkcs12.serialize_key_and_certificates(
        b"ca", authority.key, authority.leaf, None, serialization.BestAvailableEncryption(b"pw")
    )
    with pytest.raises(CertificateNotFit) as refusal:
        counter.seal_box.take_bought(of_an_issuer, "pw", actor=clerk)
    assert refusal.value.problem == "no_signing"
    key = a_signed_contract(counter, clerk)
    assert counter.verifying.verify(sealed_bytes(counter, key, clerk)).verdict is SealVerdict.CONSISTENT


# --- checking ---------------------------------------------------------------------------------------


def test_a_void_contract_and_another_hall_are_named(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    pdf = sealed_bytes(counter, key, clerk)
    cut = pdf[: pdf[:-10].rindex(b"%%EOF\n") + 6]
    found = counter.verifying.verify(cut)
    assert (found.verdict, found.contract_id) == (SealVerdict.ALTERED, key)
    assert {SealProblem.SIGNATURE_MISSING, SealProblem.NOT_THE_SEALED_FILE} <= set(found.problems)


def test_the_register_tells_which_page_and_words_differ(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    pdf = sealed_bytes(counter, key, clerk)
    place = pdf.index(b"/MediaBox [ 0 0 595")
    found = counter.verifying.verify(pdf[: place + 14] + b"6" + pdf[place + 15 :])
    pages = [finding.page for finding in found.findings if finding.problem is SealProblem.PAGE_CHANGED]
    assert pages == [1]


def test_codes_are_checked_against_the_register(counter: Counter, clerk: Actor) -> None:
    key = a_signed_contract(counter, clerk)
    counter.sealing.seal(key, actor=clerk)
    with counter.store.look() as session:
        contract = session.get(Contract, key)
        assert contract is not None
        signed, number, digest = contract.paper_code, contract.number, contract.digest
        pages = contract.page_count
    short = f"GT1:C:{number}:2/{pages}:{digest[:16].upper()}"
    assert counter.verifying.verify_codes([signed, short]).verdict is SealVerdict.CONSISTENT
    assert counter.verifying.verify_codes([short]).verdict is SealVerdict.CONSISTENT
    wrong = f"GT1:C:{number}:2/{pages + 1}:{digest[:16].upper()}"
    assert counter.verifying.verify_codes([wrong]).differs == ("pages",)
    strange = f"GT1:C:HT-1999-T9-0001:1/1:{'0' * 16}"
    assert counter.verifying.verify_codes([strange]).verdict is SealVerdict.UNKNOWN_HERE
    assert counter.verifying.verify_picture(b"no picture").verdict is SealVerdict.UNREADABLE


def test_a_root_is_a_certificate_everybody_can_read(counter: Counter) -> None:
    for root in counter.seal.key_card().roots:
        certificate = x509.load_pem_x509_certificate(root.encode())
        assert certificate.issuer == certificate.subject
