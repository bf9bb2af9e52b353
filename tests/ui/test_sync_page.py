"""The page on the centre: what waits, what was refused and why, what can be done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

import app
from app.counter import Counter
from app.security.actors import Actor
from app.storage.outbox import OutboxEntry, Sending, write_fact
from app.sync.facts import LAST_SUCCESS, TERMINAL_ROLE
from app.sync.refusals import CentreUnreachable
from app.sync.status import SyncDesk
from tests.ui.page_seat import Key, PageSeat, asked
from ui.parts.background import Background
from ui.sync import phrases
from ui.sync.page import SyncDoors, SyncPage

Seat = PageSeat[SyncPage]
Make = Callable[..., Seat]
LOCAL = {"sign_in", "sign_out", "sign_in_refused", "unlock_screen", "reprint_slip", "take_note_of_refusal"}
"""Use cases that write nothing the centre hears of."""


class Wire:
    """A wire that counts and can be cut."""

    def __init__(self) -> None:
        self.runs = 0
        self.is_cut = False

    def run(self) -> None:
        if self.is_cut:
            raise CentreUnreachable("OperationalError")
        self.runs += 1


@pytest.fixture
def make(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Make]:
    background.follow(counter.store.listen)
    clock, zone = counter.store.clock, counter.settings.zone

    def made(exchange: Callable[[], object] | None = None) -> Seat:
        doors = SyncDoors(counter.sync, SyncDesk(counter.store), clock, exchange)
        return PageSeat(qtbot, SyncPage(doors, background, clerk, zone), background, clock, zone)

    yield made
    background.close()


def join(counter: Counter, refused: str = "") -> None:
    """Make the store look as after an exchange; the last change was refused where a rule is named."""
    with counter.store.keep() as session:
        entries = session.execute(select(OutboxEntry).order_by(OutboxEntry.seq)).scalars().all()
        for entry in entries:
            entry.state = Sending.ACCEPTED
        if refused:
            entries[-1].state = Sending.REFUSED
            entries[-1].answer = {"constraint": refused, "detail": "Key exists already."}
        write_fact(session, TERMINAL_ROLE, "counter")
        write_fact(session, LAST_SUCCESS, counter.store.clock.now())


def test_alone_it_says_so_and_how_to_join(make: Make, counter: Counter, no_sql_in_the_window: None) -> None:
    seat = make()
    seat.settle(lambda: len(seat.page.table.rows()) > 0)
    assert "works alone" in seat.page.status.sentence.text()
    assert "guitai-admin enrol" in seat.page.status.advice.text()
    assert seat.page.status.value("waiting") == str(len(seat.page.table.rows()))
    assert seat.page.keys() == ()
    assert seat.page.now_button.isHidden()


def test_in_step_it_says_that_the_centre_has_everything(make: Make, counter: Counter) -> None:
    join(counter)
    seat = make(Wire().run)
    seat.settle(lambda: "has everything" in seat.page.status.sentence.text())
    assert seat.page.table.rows() == ()


def test_a_refusal_is_told_in_words_until_somebody_took_note(make: Make, counter: Counter) -> None:
    join(counter, "call_ticket_id_turn_unique")
    seat = make(Wire().run)
    seat.settle(lambda: len(seat.page.table.rows()) == 1)
    assert seat.page.status.value("refused") == "1"
    assert "Another window called this visitor first" in seat.page.detail.facts._values["reason"].text()
    assert not seat.page.detail.note.isHidden()
    seat.page.detail.note.click()
    seat.settle(lambda: seat.page.table.rows()[0].is_settled)
    assert seat.page.status.value("refused") == "0"
    assert seat.page.detail.note.isHidden()


def test_f9_exchanges_at_once(make: Make, counter: Counter) -> None:
    join(counter)
    wire = Wire()
    seat = make(wire.run)
    seat.press(Key.Key_F9)
    seat.settle(lambda: wire.runs == 1)
    assert seat.said == ["Exchanged with the centre"]


def test_a_centre_that_is_down_is_said_and_can_be_tried_again(make: Make, counter: Counter) -> None:
    join(counter)
    wire = Wire()
    wire.is_cut = True
    seat = make(wire.run)
    seat.press(Key.Key_F9)
    seat.settle(lambda: seat.page.banner.text() != "")
    wire.is_cut = False
    seat.press(Key.Key_F9)
    seat.settle(lambda: wire.runs == 1)
    assert seat.page.banner.isHidden()


def test_new_changes_appear_by_themselves(make: Make, counter: Counter, clerk: Actor) -> None:
    join(counter)
    seat = make(Wire().run)
    asked(lambda: counter.case_desk.call_next(actor=clerk))
    seat.settle(lambda: [phrases.done(row.use_case) for row in seat.page.table.rows()] == ["Visitor called"])


def test_every_use_case_the_centre_hears_of_has_words() -> None:
    sources = Path(app.__file__).parent.rglob("*.py")
    found = {
        name
        for source in sources
        for name in re.findall(r'\.change\([^,]+, "(\w+)"\)', source.read_text(encoding="utf-8"))
    }
    assert "take_number" in found
    assert {name for name in found - LOCAL if not phrases.has_words(name)} == set()
