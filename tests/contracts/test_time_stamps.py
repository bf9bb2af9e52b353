"""A time stamp that did not come while sealing is fetched later, beside the file, wholly or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from asn1crypto import pem
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.contracts.archive_files import check_archive
from app.contracts.refusals import NoStampAuthority, NotSealedHere, StampNotOwed
from app.counter import Counter, open_counter
from app.documents.seal_refusals import TimeStampUnreachable
from app.documents.seal_report import SealVerdict
from app.kernel.clock import HOUR, SteppingClock, local
from app.kernel.errors import Forbidden
from app.security.actors import Actor, Role
from app.security.secrets import FileSecrets
from app.settings import Settings, save
from app.storage.files import StoredFile
from app.storage.trail import AuditEntry
from tests.builders import MORNING, PASSWORD, a_signed_contract
from tests.documents.time_stamp_authority import TimeStampAuthority

ROOT = Path(__file__).parents[2]
LATER = dt.datetime(2026, 11, 23, 5, 30, tzinfo=dt.UTC)
OTHER = hashlib.sha256(b"another file").digest()
DAY = date(2026, 11, 23)


def opened(home: Path, url: str) -> Counter:
    save(home, replace(Settings(), time_stamp_url=url))
    return open_counter(home, SteppingClock(MORNING + 2 * HOUR), FileSecrets(home))


def kept_stamp(session: Session) -> StoredFile:
    return session.execute(select(StoredFile).where(StoredFile.kind == "time_stamp")).scalar_one()


class Owing:
    """A sealed contract whose authority was down; ``port`` is where it is expected."""

    def __init__(self, counter: Counter, clerk: Actor) -> None:
        with TimeStampAuthority(LATER) as authority:
            self.port, url = authority.port, authority.url
        self.key = a_signed_contract(counter, clerk)
        counter.close()
        self.home, self.actor = counter.home, clerk
        self.counter = opened(self.home, url)
        assert self.counter.sealing.seal(self.key, actor=clerk).value.owes_time_stamp
        self.pdf = self.counter.sealing.sealed_pdf(self.key)

    def authority(self, *, about: bytes = b"", spoils: bool = False) -> TimeStampAuthority:
        return TimeStampAuthority(LATER, about=about, spoils=spoils, port=self.port)

    def restart(self) -> None:
        url = self.counter.settings.time_stamp_url
        self.counter.close()
        self.counter = opened(self.home, url)

    def is_owed(self) -> bool:
        rows = [row.stamp_owed for row in self.counter.contracts.contracts() if row.id == self.key]
        assert rows == [self.counter.contracts.contract(self.key).stamp_owed]
        return rows[0]

    def stamps(self) -> list[bytes]:
        with self.counter.store.look() as session:
            query = select(StoredFile.content).where(StoredFile.kind == "time_stamp")
            return list(session.execute(query).scalars())


@pytest.fixture
def owing(counter: Counter, clerk: Actor) -> Iterator[Owing]:
    made = Owing(counter, clerk)
    yield made
    made.counter.close()


def test_what_is_owed_is_fetched_by_itself_after_a_restart(owing: Owing) -> None:
    assert owing.is_owed()
    assert not owing.counter.stamping.tick()
    found = owing.counter.verifying.verify(owing.pdf)
    assert (found.verdict, found.owes_stamp, found.stamp) == (SealVerdict.CONSISTENT, True, None)
    owing.restart()
    with owing.authority() as authority:
        assert owing.counter.stamping.tick()
        assert owing.counter.stamping.tick()
        assert authority.answers == 1
    assert not owing.is_owed()
    found = owing.counter.verifying.verify(owing.pdf)
    assert found.stamp is not None
    assert (found.verdict, found.stamp.is_true, found.stamp.authority, found.owes_stamp) == (
        SealVerdict.CONSISTENT, True, "Time of the tests", False,
    )  # fmt: skip
    told = found.stamp.at
    assert told is not None
    assert local(told, "UTC") == LATER
    assert owing.counter.contracts.contract(owing.key).stamped_at == told
    assert owing.counter.sealing.sealed_pdf(owing.key) == owing.pdf
    with owing.counter.store.look() as session:
        deeds = session.execute(select(AuditEntry.use_case)).scalars().all()
    assert deeds.count("stamp_contract") == 1


def test_a_stamp_of_another_file_a_page_and_silence_leave_it_owed(owing: Owing) -> None:
    for about, spoils in ((OTHER, False), (b"", True)):
        with owing.authority(about=about, spoils=spoils), pytest.raises(TimeStampUnreachable):
            owing.counter.stamping.fetch(owing.key, actor=owing.actor)
    with pytest.raises(TimeStampUnreachable):
        owing.counter.stamping.fetch(owing.key, actor=owing.actor)
    with owing.authority(about=OTHER):
        assert not owing.counter.stamping.tick()
    assert owing.is_owed()
    assert owing.stamps() == []


def test_by_hand_it_is_fetched_once_where_the_file_is_and_by_whoever_may_seal(owing: Owing) -> None:
    counter = owing.counter
    counter.accounts.add_staff("zhang", "张䶮", Role.CLERK, PASSWORD, actor=owing.actor)
    zhang = counter.accounts.sign_in("zhang", PASSWORD, None).value
    with owing.authority() as authority:
        with pytest.raises(Forbidden):
            counter.stamping.fetch(owing.key, actor=zhang)
        counter.stamping.fetch(owing.key, actor=owing.actor)
        with pytest.raises(StampNotOwed):
            counter.stamping.fetch(owing.key, actor=owing.actor)
        assert authority.answers == 1


def test_another_terminal_leaves_it_to_the_one_that_sealed(owing: Owing) -> None:
    with owing.counter.store.keep() as session:
        digest = hashlib.sha256(owing.pdf).hexdigest()
        session.delete(session.get_one(StoredFile, digest))
    with owing.authority() as authority:
        with pytest.raises(NotSealedHere):
            owing.counter.stamping.fetch(owing.key, actor=owing.actor)
        assert owing.counter.stamping.tick()
        assert authority.answers == 0


def test_where_no_authority_is_named_any_more_it_stays_owed(owing: Owing) -> None:
    owing.counter.close()
    owing.counter = opened(owing.home, "")
    with pytest.raises(NoStampAuthority):
        owing.counter.stamping.fetch(owing.key, actor=owing.actor)
    assert owing.counter.stamping.tick()
    assert owing.is_owed()


def test_one_silence_ends_the_round(owing: Owing) -> None:
    second = a_signed_contract(owing.counter, owing.actor)
    assert owing.counter.sealing.seal(second, actor=owing.actor).value.owes_time_stamp
    with owing.authority(about=OTHER) as authority:
        assert not owing.counter.stamping.tick()
        assert authority.answers == 1
    with owing.authority() as authority:
        assert owing.counter.stamping.tick()
        assert authority.answers == 2


def test_a_spoilt_stamp_is_told_and_the_file_is_still_true(owing: Owing) -> None:
    with owing.authority():
        owing.counter.stamping.tick()
    with owing.counter.store.keep() as session:
        kept = kept_stamp(session)
        kept.content = kept.content[:-1] + bytes((kept.content[-1] ^ 1,))
    found = owing.counter.verifying.verify(owing.pdf)
    assert found.stamp is not None
    assert (found.verdict, found.stamp.problem) == (SealVerdict.CONSISTENT, "broken")


def test_a_stamp_says_nothing_of_an_altered_file(owing: Owing) -> None:
    with owing.authority():
        owing.counter.stamping.tick()
    found = owing.counter.verifying.verify(owing.pdf + b"\n")
    assert (found.verdict, found.stamp) == (SealVerdict.ALTERED, None)


@pytest.mark.slow
def test_killed_at_any_statement_the_stamp_is_there_or_still_owed(owing: Owing, tmp_path: Path) -> None:
    owing.counter.close()
    command = [sys.executable, "-m", "tests.contracts.dying_at_the_seal"]
    with owing.authority():
        told = subprocess.run(
            [*command, str(owing.home), str(tmp_path / "deaths"), owing.key, "stamp"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        last = int(told.stdout)
        assert last > 5
        outcomes = []
        for death in range(1, last + 1):
            home = tmp_path / "deaths" / str(death)
            owing.counter = open_counter(home, SteppingClock(MORNING + 3 * HOUR), FileSecrets(home))
            outcomes.append(owing.is_owed())
            assert len(owing.stamps()) == int(not outcomes[-1])
            assert owing.counter.stamping.tick()
            stamp = owing.counter.verifying.verify(owing.pdf).stamp
            assert stamp is not None
            assert stamp.is_true
            owing.counter.close()
    assert outcomes == sorted(outcomes, reverse=True)
    assert (outcomes[0], outcomes[-1]) == (True, False)


# --- the archive ------------------------------------------------------------------------------------


def test_the_stamp_lies_beside_the_file_in_the_archive_and_comes_back(owing: Owing, tmp_path: Path) -> None:
    with owing.authority():
        owing.counter.stamping.tick()
    home = tmp_path / "archive"
    owing.counter.archive.export(home, DAY, DAY, actor=owing.actor)
    (folder,) = (path for path in home.iterdir() if path.is_dir())
    stamp = folder / "sealed.tsr"
    assert [stamp.read_bytes()] == owing.stamps()
    assert check_archive(home).damages == ()
    with owing.counter.store.keep() as session:
        session.delete(kept_stamp(session))
    elsewhere = owing.counter.verifying.verify(owing.pdf).stamp
    assert elsewhere is not None
    assert (elsewhere.is_true, elsewhere.authority) == (True, "")
    assert owing.counter.archive.restore(home, actor=owing.actor).value.restored == 1
    assert owing.stamps() == [stamp.read_bytes()]


def test_a_stamp_exchanged_in_the_archive_is_named(owing: Owing, tmp_path: Path) -> None:
    with owing.authority():
        owing.counter.stamping.tick()
    home = tmp_path / "archive"
    owing.counter.archive.export(home, DAY, DAY, actor=owing.actor)
    (stamp,) = home.glob("*/sealed.tsr")
    stamp.write_bytes(stamp.read_bytes()[:-1] + b"\0")
    (damage,) = check_archive(home).damages
    assert (damage.file.split("/")[1], damage.problem) == ("sealed.tsr", "changed")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")
def test_anybody_can_check_the_archived_stamp_with_openssl(owing: Owing, tmp_path: Path) -> None:
    with owing.authority() as authority:
        owing.counter.stamping.tick()
        root = tmp_path / "authority.pem"
        root.write_bytes(pem.armor("CERTIFICATE", authority.certificate))
    owing.counter.archive.export(tmp_path / "archive", DAY, DAY, actor=owing.actor)
    (stamp,) = (tmp_path / "archive").glob("*/sealed.tsr")
    command = ["openssl", "ts", "-verify", "-in", stamp, "-data", stamp.with_suffix(".pdf"), "-CAfile", root]
    assert "Verification: OK" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
    stamp.with_suffix(".pdf").write_bytes(owing.pdf + b"\n")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0
