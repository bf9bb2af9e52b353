"""The store: one transaction, one changeset, one audit entry; nothing by halves."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from app.catalogue.entities import Platform
from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.kernel.errors import FieldRefused
from app.reception.documents import DocumentKind
from app.reception.entities import Person
from app.reception.service import PersonEntry
from app.security.actors import Actor, Machine
from app.storage.outbox import OutboxEntry, digest_of
from app.storage.refusals import StoreFromNewerVersion, StoreNotReadable
from app.storage.store import Store
from app.storage.trail import AuditEntry, first_broken_link


def _last(counter: Counter) -> OutboxEntry:
    with counter.store.look() as session:
        return session.execute(select(OutboxEntry).order_by(OutboxEntry.seq.desc()).limit(1)).scalar_one()


def test_a_change_is_captured_with_old_and_new_values(counter: Counter, clerk: Actor) -> None:
    made = counter.reception.register_person(PersonEntry("王小明", phone="13800138000"), actor=clerk)
    with counter.store.change(clerk, "rename") as work:
        work.get(Person, made.value.id).name = "王晓明"
    entry = _last(counter)
    assert (entry.use_case, entry.actor_id) == ("rename", clerk.staff_id)
    assert entry.changes == [
        {
            "table": "person",
            "key": made.value.id,
            "op": "update",
            "base": None,
            "old": {"name": "王小明"},
            "new": {"name": "王晓明"},
        }
    ]
    assert entry.digest == digest_of(entry.txn, entry.use_case, entry.actor_id, entry.made_at, entry.changes)


def test_what_a_clerk_saves_is_flushed_and_what_the_centre_can_give_again_is_not(counter: Counter) -> None:
    flushing = []
    with counter.store.rewrite() as connection:
        flushing.append(connection.execute("PRAGMA synchronous").fetchone()[0])
    with pytest.raises(OperationalError), counter.store.rewrite() as connection:
        connection.execute("SELECT nothing FROM nowhere")
    with counter.store.keep() as session:
        flushing.append(session.execute(text("PRAGMA synchronous")).scalar())
    with counter.store.change(Machine(), "look") as work:
        flushing.append(work.session.execute(text("PRAGMA synchronous")).scalar())
    normal, full = 1, 2
    assert flushing == [normal, full, full]


def test_sequence_numbers_have_no_gaps_even_after_refusals(counter: Counter, clerk: Actor) -> None:
    for name in ("甲", "", "乙"):
        entry = PersonEntry(name)
        if name:
            counter.reception.register_person(entry, actor=clerk)
        else:
            with pytest.raises(FieldRefused):
                counter.reception.register_person(entry, actor=clerk)
    with counter.store.look() as session:
        seqs = session.execute(select(OutboxEntry.seq).order_by(OutboxEntry.seq)).scalars().all()
    assert list(seqs) == list(range(1, len(seqs) + 1))


def test_what_fails_half_way_leaves_nothing(counter: Counter, clerk: Actor) -> None:
    before = _last(counter).seq
    with pytest.raises(ZeroDivisionError), counter.store.change(clerk, "half") as work:
        work.add(Person(name="半", document_kind=DocumentKind.NONE, initials="b"))
        work.session.flush()
        raise ZeroDivisionError
    assert _last(counter).seq == before
    assert counter.people.find_people("半") == ()


def test_a_change_that_names_a_missing_record_leaves_nothing(counter: Counter, clerk: Actor) -> None:
    before = _last(counter).seq
    with pytest.raises(Exception, match="FOREIGN KEY"):
        counter.reception.register_person(PersonEntry("无处", organisation_id="nowhere"), actor=clerk)
    assert _last(counter).seq == before


def test_records_are_never_deleted(counter: Counter, clerk: Actor) -> None:
    with pytest.raises(RuntimeError), counter.store.change(clerk, "delete") as work:
        work.session.delete(work.session.execute(select(Platform).limit(1)).scalar_one())


def test_looking_cannot_write(counter: Counter) -> None:
    with counter.store.look() as session, pytest.raises(OperationalError):
        session.execute(text("DELETE FROM person"))


def test_the_file_cannot_be_read_without_its_key(counter: Counter) -> None:
    content = counter.store.path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert "尚德".encode() not in content
    with pytest.raises(StoreNotReadable):
        Store(counter.store.path, b"x" * 32, SteppingClock(0))


def test_a_store_from_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path, key = tmp_path / "counter.db", b"k" * 32
    store = Store(path, key, SteppingClock(0))
    store.create_tables()
    with store.rewrite() as connection:
        connection.execute("PRAGMA user_version = 99")
    store.close()
    with pytest.raises(StoreFromNewerVersion) as refused:
        Store(path, key, SteppingClock(0))
    assert refused.value.found == 99


def test_the_audit_trail_tells_of_every_use_case_and_shows_tampering(counter: Counter, clerk: Actor) -> None:
    with counter.store.look() as session:
        entries = session.execute(select(AuditEntry).order_by(AuditEntry.seq)).scalars().all()
        assert {"found_hall", "register_person", "take_number", "book_room", "sign_in"} <= {
            e.use_case for e in entries
        }
        assert first_broken_link(session) is None
    with counter.store.rewrite() as connection:
        connection.execute("UPDATE audit_entry SET actor_id = 'somebody' WHERE seq = 3")
    with counter.store.look() as session:
        assert first_broken_link(session) == 3


@pytest.mark.parametrize("name", ["王\0明", "王\ud800"])
def test_text_the_centre_could_not_hold_is_refused_before_it_is_saved(
    counter: Counter, clerk: Actor, name: str
) -> None:
    before = _last(counter).seq
    with pytest.raises(FieldRefused) as refused, counter.store.change(clerk, "rename") as work:
        work.add(Platform(code="x", name=name, name_en="", position=9))
    assert (refused.value.field, refused.value.problem) == ("name", "wrong_form")
    assert _last(counter).seq == before


def test_rare_characters_and_written_escapes_are_kept_as_they_are(counter: Counter, clerk: Actor) -> None:
    with counter.store.change(clerk, "rename") as work:
        work.add(Platform(code="x", name="𠮷\\u0000\\ud800", name_en="", position=9))
    assert _last(counter).changes[0]["new"]["name"] == "𠮷\\u0000\\ud800"


def test_whoever_works_at_the_counter_goes_before_the_pull(counter: Counter, clerk: Actor) -> None:
    store, order = counter.store, list[str]()

    def pull() -> None:
        with store.rewrite():
            order.append("pull")

    def work() -> None:
        with store.change(clerk, "look_busy"):
            order.append("clerk")

    with store.rewrite():
        later = [threading.Thread(target=pull), threading.Thread(target=work)]
        for thread in later:
            thread.start()
            # Each is in the line before the next comes.
            waiting = f"{thread.name} waits"
            assert _waits(thread), waiting
    for thread in later:
        thread.join()
    assert order == ["clerk", "pull"]


def _waits(thread: threading.Thread) -> bool:
    """Tell whether a thread has come to rest on a condition."""
    for _ in range(200_000):
        frame = sys._current_frames().get(thread.ident or 0)
        if frame is not None and frame.f_code.co_name == "wait":
            return True
    return False


def test_listeners_hear_what_was_touched_and_a_bad_one_harms_nobody(
    counter: Counter, clerk: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    heard = []

    def bad(_changes: object) -> None:
        raise ValueError

    counter.store.listen(bad)
    counter.store.listen(heard.append)
    counter.reception.register_person(PersonEntry("听见"), actor=clerk)
    assert heard[0].touches("person")
    assert "listener failed" in caplog.text


def test_a_machine_may_act_where_no_person_does(counter: Counter) -> None:
    with counter.store.change(Machine(), "note") as work:
        work.subject("hall", "x")
    assert work.outcome(None).txn is None
