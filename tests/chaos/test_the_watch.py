"""The watch at a terminal sees what it is there to see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, update

from app.kernel.ids import new_key
from app.storage.outbox import BaseRow, OutboxEntry, Sending, write_fact
from app.storage.store import Store
from app.sync.facts import EPOCH, TOKEN
from app.sync.upward import send_again
from tests.chaos.journal import Journal, Line, read_journal
from tests.chaos.market import FIRST_FEN, PURSES, Purse, purse_key
from tests.chaos.watch import Watch
from tests.sync.small_market import HALL, Clerk, SmallBooking, SmallGuest, booking, give_hall, open_store

FIRST, SECOND = ("test_purse", purse_key(0)), ("test_purse", purse_key(1))


class Desk:
    """A store that has pulled the purses, and the watch over it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "journal.jsonl"
        self.store: Store = open_store(folder / "store.db")
        self.watch = Watch(self.store, Journal(self._path), {})
        give_hall(self.store)
        with self.store.keep() as session:
            write_fact(session, TOKEN, "10:10:")
            write_fact(session, EPOCH, "e" * 36)
        with self.store.keep() as session:
            for number in range(PURSES):
                values = {"id": purse_key(number), "hall_id": HALL.id, "made_at": 1, "fen": FIRST_FEN}
                session.execute(insert(Purse).values(**values, name="", end_reason="", version="5.2"))

    def move(self, fen: int) -> None:
        """Move money from the first purse to the second, as a clerk does."""
        with self.store.change(Clerk(), "move") as work:
            work.get(Purse, FIRST[1]).fen -= fen
            work.get(Purse, SECOND[1]).fen += fen

    def set_purse(self, **values: object) -> None:
        """Write the first purse behind everybody's back."""
        with self.store.keep() as session:
            session.execute(update(Purse).where(Purse.id == FIRST[1]).values(**values))

    def put(self, made: SmallBooking, version: str) -> None:
        """Put a booking in place as a pull does."""
        stamped = {"hall_id": HALL.id, "made_at": 1, "end_reason": "", "version": version, "id": new_key()}
        for name, value in stamped.items():
            setattr(made, name, value)
        values = {c.name: getattr(made, c.name) for c in SmallBooking.__table__.columns}
        with self.store.keep() as session:
            session.execute(insert(SmallBooking).values({**values, "note": ""}))
        self.watch.look([("test_booking", made.id)])

    def complaints(self) -> list[str]:
        """What the watch says now."""
        self.watch.look([FIRST, SECOND])
        return [line["rule"] for line in read_journal(self._path) if line["line"] == Line.VIOLATION]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One desk."""
    opened = Desk(tmp_path)
    yield opened
    opened.store.close()


def test_work_on_its_way_is_no_torn_state(desk: Desk) -> None:
    assert desk.complaints() == []
    desk.move(7)
    desk.move(5)
    assert desk.complaints() == []


def test_a_pulled_row_beneath_own_work_counts_as_the_centre_has_it(desk: Desk) -> None:
    desk.move(7)
    with desk.store.keep() as session:
        for (name, key), fen in ((FIRST, FIRST_FEN + 3), (SECOND, FIRST_FEN - 3)):
            session.execute(insert(BaseRow).values(table=name, key=key, row={"fen": fen}))
    assert desk.complaints() == []


def test_half_a_transfer_is_seen(desk: Desk) -> None:
    desk.set_purse(fen=FIRST_FEN - 1)
    assert desk.complaints() == ["torn state"]


def test_an_own_change_that_is_gone_is_seen(desk: Desk) -> None:
    with desk.store.change(Clerk(), "book") as work:
        work.add(booking(title="mine"))
    with desk.store.keep() as session:
        session.execute(update(SmallBooking).values(title="theirs"))
    assert desk.complaints() == ["own write out of sight"]


def test_what_was_built_on_something_refused_may_go(desk: Desk) -> None:
    made = booking(title="mine")
    with desk.store.change(Clerk(), "book") as work:
        work.add(made)
    with desk.store.change(Clerk(), "guest") as work:
        work.add(SmallGuest(booking_id=made.id, name="王伟"))
    with desk.store.keep() as session:
        session.execute(delete(SmallGuest))
        session.execute(delete(SmallBooking))
    with desk.store.keep() as session:
        session.query(OutboxEntry).filter_by(use_case="book").update({"state": Sending.REFUSED})
    assert desk.complaints() == []


def test_a_refusal_that_goes_again_to_a_restored_centre_is_known_to_a_new_watch(desk: Desk) -> None:
    made = booking(title="mine")
    with desk.store.change(Clerk(), "book") as work:
        work.add(made)
    with desk.store.change(Clerk(), "change") as work:
        work.get(SmallBooking, made.id).note = "more"
    refused = {"state": Sending.REFUSED, "shown": True, "answer": {"status": "refused"}}
    with desk.store.keep() as session:
        session.execute(delete(SmallBooking))
        session.query(OutboxEntry).filter_by(use_case="book").update(refused)
    with desk.store.keep() as session:
        send_again(session, 0, 0)
    assert desk.complaints() == []


def test_what_was_built_on_a_row_a_restored_centre_lacks_may_go(desk: Desk) -> None:
    made = booking(title="theirs")
    desk.put(made, "dddddddd.5.1")
    assert desk.complaints() == []
    with desk.store.change(Clerk(), "guest") as work:
        work.add(SmallGuest(booking_id=made.id, name="王伟"))
    with desk.store.keep() as session:
        session.execute(delete(SmallGuest))
        session.execute(delete(SmallBooking))
    assert desk.complaints() == []


def test_an_accepted_row_that_is_gone_is_seen(desk: Desk) -> None:
    with desk.store.change(Clerk(), "book") as work:
        work.add(booking(title="mine"))
    with desk.store.keep() as session:
        session.query(OutboxEntry).update({"state": Sending.ACCEPTED, "shown": True})
    assert desk.complaints() == []
    with desk.store.keep() as session:
        session.execute(delete(SmallBooking))
    assert desk.complaints() == ["accepted row out of sight"]


def test_an_accepted_transfer_of_which_nothing_is_seen(desk: Desk) -> None:
    desk.move(7)
    with desk.store.keep() as session:
        session.query(OutboxEntry).update({"state": Sending.ACCEPTED, "shown": True})
    with desk.store.keep() as session:
        session.execute(update(Purse).values(fen=FIRST_FEN))
    assert desk.complaints() == ["accepted value out of sight"] * 2


def test_an_older_version_after_a_newer_one_is_seen(desk: Desk) -> None:
    assert desk.complaints() == []
    desk.set_purse(version="9.3")
    assert desk.complaints() == []
    desk.set_purse(version="9.2")
    assert desk.complaints() == ["row went back"]


def test_another_epoch_counts_anew(desk: Desk) -> None:
    desk.set_purse(version="eeeeeeee.9.7")
    assert desk.complaints() == []
    desk.set_purse(version="ffffffff.4.1")
    assert desk.complaints() == []


def test_a_row_that_goes_away_is_seen(desk: Desk) -> None:
    assert desk.complaints() == []
    with desk.store.keep() as session:
        session.execute(delete(Purse).where(Purse.id == FIRST[1]))
        session.execute(update(Purse).where(Purse.id == SECOND[1]).values(fen=2 * FIRST_FEN))
    assert desk.complaints() == ["row went away"]


def test_half_a_line_of_a_killed_process_counts_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'{"line": "saved", "at": 1, "txn": "a"}\n{"line": "sav')
    journal = Journal(path)
    journal.swear(Line.SAVED, txn="b")
    journal.close()
    assert [line["txn"] for line in read_journal(path)] == ["a", "b"]
