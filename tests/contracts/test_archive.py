"""A year's contracts as folders: every damaged file is named, a restore test says equal or what is not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from app.__main__ import program
from app.contracts.archive_files import INDEX, MANIFEST, REGISTER, SEALED, Damage, check_archive
from app.contracts.copies import Handing
from app.contracts.entities import Contract
from app.contracts.refusals import ArchiveUnusable, NotSealedHere
from app.contracts.states import Pen
from app.contracts.strokes import Drawing
from app.counter import Counter
from app.documents.file_parts import FileParts
from app.kernel.errors import Forbidden
from app.security.actors import Actor, Role
from app.storage.files import StoredFile, read_file
from tests.builders import PASSWORD, STROKES, a_frozen_contract, a_signature, a_signed_contract
from tests.conftest import Opener

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def sealed(counter: Counter, clerk: Actor) -> str:
    key = a_signed_contract(counter, clerk)
    counter.sealing.seal(key, actor=clerk)
    counter.copies.print_all(key, actor=clerk)
    counter.copies.hand_out(key, 1, Handing("李振声"), actor=clerk)
    return key


@pytest.fixture
def archived(counter: Counter, clerk: Actor, sealed: str, tmp_path: Path) -> Path:
    home = tmp_path / "archive"
    counter.archive.export(home, *YEAR, actor=clerk)
    return home


def folder_of(home: Path) -> Path:
    return next(path for path in home.iterdir() if path.is_dir())


def test_a_contract_is_archived_whole_and_reads_back_equal(
    counter: Counter, sealed: str, archived: Path
) -> None:
    checked = check_archive(archived)
    assert (checked.contracts, checked.damages) == (1, ())
    assert checked.files >= 4
    folder = folder_of(archived)
    assert (folder / SEALED).read_bytes() == counter.sealing.sealed_pdf(sealed)
    register = json.loads((folder / REGISTER).read_bytes())
    assert [c["position"] for c in register["copies"]] == [1, 2, 3, 4]
    trail = json.loads((folder / "trail.json").read_bytes())
    assert {"seal_contract", "sign", "print_contract_copies"} & {entry["use_case"] for entry in trail}
    assert counter.archive.compare(archived).is_good


def test_only_the_days_asked_for_are_written(
    counter: Counter, clerk: Actor, sealed: str, tmp_path: Path
) -> None:
    day_before = (date(2026, 11, 1), date(2026, 11, 22))
    done = counter.archive.export(tmp_path / "early", *day_before, actor=clerk).value
    assert done.contracts == 0
    assert counter.archive.export(tmp_path / "early", *YEAR, actor=clerk).value.contracts == 1
    assert check_archive(tmp_path / "early").damages == ()


def test_strokes_stay_out_unless_the_administrator_asks(
    counter: Counter, clerk: Actor, archived: Path, tmp_path: Path
) -> None:
    assert not (folder_of(archived) / "strokes").exists()
    supervisor = replace(clerk, role=Role.SUPERVISOR)
    with pytest.raises(Forbidden):
        counter.archive.export(tmp_path / "no", *YEAR, actor=supervisor, with_strokes=True)
    counter.archive.export(tmp_path / "all", *YEAR, actor=clerk, with_strokes=True)
    assert len(list((folder_of(tmp_path / "all") / "strokes").iterdir())) == 2
    with pytest.raises(Forbidden):
        counter.archive.export(tmp_path / "no", *YEAR, actor=replace(clerk, role=Role.CLERK))


def test_signed_paper_and_strokes_are_archived_checked_and_come_back(
    counter: Counter, clerk: Actor, tmp_path: Path
) -> None:
    key = a_frozen_contract(counter, clerk)
    paper = counter.wet_ink.compare(key, [counter.sealing.signing_text(key)[0]], pages_of_one)
    by_hand = replace(a_signature(counter, key, 0), pen=Pen.PAPER, strokes=(), agreed_to="", scan=paper)
    by_hand = replace(by_hand, kept_because="\u9010\u9875\u6838\u5bf9\u65e0\u8bef")
    counter.signing.sign(key, by_hand, actor=clerk)
    counter.signing.sign(key, a_signature(counter, key, 1), actor=clerk)
    counter.sealing.seal(key, actor=clerk)
    counter.copies.print_all(key, actor=clerk)
    counter.copies.hand_out(key, 1, Handing("李振声", drawing=Drawing(STROKES)), actor=clerk)
    home = tmp_path / "archive"
    counter.archive.export(home, *YEAR, actor=clerk, with_strokes=True)
    folder = folder_of(home)
    (scan,) = (folder / "scans").iterdir()
    assert scan.read_bytes() == paper.content
    strokes = sorted((folder / "strokes").iterdir())
    assert len(strokes) == 2
    assert counter.archive.compare(home).is_good
    digests = [scan.name, *(path.stem for path in strokes)]
    with counter.store.keep() as session:
        session.query(StoredFile).filter(StoredFile.digest.in_(digests)).delete()
    assert counter.archive.restore(home, actor=clerk).value.restored == 3
    with counter.store.look() as session:
        assert read_file(session, scan.name) == paper.content
    scan.write_bytes(b"another paper")
    number = folder.name
    assert Damage(f"{number}/scans/{scan.name}", "changed") in check_archive(home).damages
    scan.unlink()
    assert Damage(f"{number}/scans/{scan.name}", "missing") in check_archive(home).damages


def pages_of_one(content: bytes) -> list[bytes]:
    """Pages as pictures: paper that came back unchanged shows what was printed."""
    pages = FileParts(content).pages(0)
    return [f"page {number}".encode() for number, _ in enumerate(pages, start=1)]


def test_a_folder_of_other_things_is_left_alone(counter: Counter, clerk: Actor, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"x")
    with pytest.raises(ArchiveUnusable):
        counter.archive.export(tmp_path / "photos", *YEAR, actor=clerk)
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["one.jpg"]


def spoil(home: Path, how: Callable[[Path], None], name: str) -> tuple[Damage, ...]:
    how(folder_of(home) / name)
    return check_archive(home).damages


@pytest.mark.parametrize("name", [SEALED, "contract.json", REGISTER, "trail.json", MANIFEST])
def test_a_damaged_file_is_named(archived: Path, name: str) -> None:
    number = folder_of(archived).name

    def flip(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

    assert spoil(archived, flip, name) == (Damage(f"{number}/{name}", "changed"),)
    assert spoil(archived, Path.unlink, name) == (Damage(f"{number}/{name}", "missing"),)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_changed_byte_goes_unseen(archived: Path, data: st.DataObject) -> None:
    files = sorted(path for path in folder_of(archived).rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    path.write_bytes(whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :])
    try:
        named = [damage.file for damage in check_archive(archived).damages]
        assert named == [path.relative_to(archived).as_posix()]
    finally:
        path.write_bytes(whole)


def test_what_does_not_belong_there_and_what_is_no_archive_is_told(archived: Path, tmp_path: Path) -> None:
    number = folder_of(archived).name
    (folder_of(archived) / "note.txt").write_text("x", encoding="utf-8")
    assert check_archive(archived).damages == (Damage(f"{number}/note.txt", "unexpected"),)
    assert check_archive(tmp_path / "nowhere").damages == (Damage(INDEX, "missing"),)
    for content in (b"{", b"[]", b'{"contracts": {"../x": "y"}}', b'{"contracts": 3}'):
        (archived / INDEX).write_bytes(content)
        assert {damage.problem for damage in check_archive(archived).damages} & {"unreadable"}


def test_an_archive_remade_with_another_file_is_seen_by_the_register(
    counter: Counter, archived: Path
) -> None:
    with counter.store.keep() as session:
        session.query(Contract).update({"sealed_digest": "0" * 64})
    number = folder_of(archived).name
    assert check_archive(archived).damages == ()
    assert counter.archive.compare(archived).differing == (number,)


def test_a_terminal_made_anew_gets_its_files_back(
    counter: Counter, clerk: Actor, sealed: str, archived: Path
) -> None:
    with counter.store.keep() as session:
        session.query(StoredFile).filter(StoredFile.kind == "sealed_contract").delete()
    with pytest.raises(NotSealedHere):
        counter.sealing.sealed_pdf(sealed)
    assert counter.archive.restore(archived, actor=clerk).value.restored == 1
    assert counter.sealing.sealed_pdf(sealed) == (folder_of(archived) / SEALED).read_bytes()
    assert counter.archive.restore(archived, actor=clerk).value.restored == 0


def test_an_empty_store_knows_none_of_it(open_copy: Opener, archived: Path) -> None:
    other = open_copy("other")
    assert other.archive.compare(archived).unknown == (folder_of(archived).name,)


def test_the_commands_say_what_was_found(open_copy: Opener, archived: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(program, ["archive", "check", str(archived)]).exit_code == 0
    open_copy("cli").close()
    home = ["--home", str(tmp_path / "cli"), "--login", "admin", "--password", PASSWORD]
    empty = runner.invoke(program, ["archive", "export", str(tmp_path / "out"), "--year", "2026", *home])
    assert (empty.exit_code, "0 contracts" in empty.output) == (0, True)
    told = runner.invoke(program, ["archive", "restore", str(archived), "--test", *home])
    assert (told.exit_code, "does not know" in told.output) == (1, True)
    shutil.rmtree(folder_of(archived))
    broken = runner.invoke(program, ["archive", "check", str(archived)])
    assert (broken.exit_code, "manifest.json: missing" in broken.output) == (1, True)
