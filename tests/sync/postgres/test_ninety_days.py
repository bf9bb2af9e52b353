"""A terminal comes back after 90 days: its last answer was lost, hall and centre have moved on and tidied."""

from __future__ import annotations

import pytest

from app.kernel.clock import DAY, SteppingClock
from app.storage.outbox import Sending
from app.sync.confirm import CentreConfirm
from app.sync.exchange import Exchange
from app.sync.refusals import CentreUnreachable
from app.sync.status import Mode
from app.sync.tidying import tidy_outbox
from app.sync.wire import centre_wire
from tests.sync.postgres.halls import RealHall
from tests.sync.postgres.wires import Unanswered, through
from tests.sync.small_market import (
    HALL,
    SMALL,
    SmallAccount,
    SmallBooking,
    SmallPerson,
    SmallPrint,
    Terminal,
    booking,
)

pytestmark = [pytest.mark.centre, pytest.mark.slow]

DAYS = 90
ROWS = 3_000


def _with_wire(terminal: Terminal, *, answers: bool) -> None:
    """Give a terminal another wire; without answers the centre hears it and is not heard."""
    terminal.confirm.close()
    terminal.exchange.close()
    connect = centre_wire(terminal.url)
    terminal.exchange = Exchange(
        terminal.store, connect if answers else through(Unanswered, connect), SMALL, page=500
    )
    terminal.confirm = CentreConfirm(terminal.exchange)


def _days_pass(hall: RealHall, days: int) -> None:
    """Everybody's clock goes on, the centre's as far as its notes tell; then it tidies, as it does daily."""
    for terminal in hall.terminals.values():
        assert isinstance(terminal.store.clock, SteppingClock)
        terminal.store.clock.step(days * DAY / 1_000_000)
    hall.centre.ask("UPDATE sync_applied SET applied_at = applied_at - make_interval(days => %s)", days)
    hall.centre.ask("UPDATE sync_centre SET tidied_at = tidied_at - make_interval(days => %s)", days)


def test_it_finds_everything_changed_and_nothing_is_done_twice(hall: RealHall) -> None:
    away, home = hall.join("away", "home")
    shared = [away.add(SmallAccount(name="shared", fen=0))[0] for _ in range(40)]
    room, _ = away.add(booking(room="301", hour=9))
    hall.converge(2)

    # The last thing it did on its last day went up; that it did was never heard.
    _with_wire(away, answers=False)
    for fen in range(1, 41):
        away.change(SmallAccount, shared[fen - 1], fen=fen)
    unheard = away.add(SmallPrint(title="paper of the last day"))[1]
    with pytest.raises(CentreUnreachable):
        away.exchange.run()
    assert {e.state for e in away.outbox() if e.seq > 41} == {Sending.WAITING}
    assert hall.centre.ask("SELECT status FROM sync_applied WHERE txn = %s", unheard) == [
        {"status": "accepted"}
    ]

    # It works on alone: own rows, changes of shared ones, a booking somebody else will have made.
    for number in range(100):
        away.add(SmallPrint(title=f"paper {number}"))
        away.add(SmallPerson(id=f"person-{number % 50}-{number // 50}", name=f"{number}", phone=None))
        away.change(SmallAccount, shared[number % 40], name=f"{number} days away")
    clash, _ = away.add(booking(room="302", hour=9, title="of the one away"))
    away.change(SmallBooking, clash, note="with projector")
    assert away.view.status().waiting == 343

    # Meanwhile the hall goes on, day after day; what is old is let go of on both sides.
    home.exchange.run()
    for _ in range(9):
        _days_pass(hall, DAYS // 9)
        for key in shared:
            home.change(SmallAccount, key, fen=(home.row(SmallAccount, key) or SmallAccount(fen=0)).fen + 100)
        home.exchange.run()
        tidy_outbox(home.store)
    home.add(booking(room="302", hour=9, title="of the one at home"))
    home.change(SmallBooking, room, note="moved on")
    home.exchange.run()
    hall.centre.ask(
        "INSERT INTO test_account (hall_id, name, fen)"
        " SELECT %s, 'of other days', n FROM generate_series(1, %s) n",
        HALL.id,
        ROWS,
    )
    hall.centre.ask("SELECT sync_tidy()")
    kept = {row["txn"] for row in hall.centre.ask("SELECT txn FROM sync_applied")}
    assert unheard in kept, "the centre forgot an answer nobody has heard"
    assert len(kept) < 41 + 41 + 9 * 40, "nothing was tidied"
    assert len(home.outbox()) < 9 * 40, "nothing was tidied at the terminal"

    _with_wire(away, answers=True)
    report = away.exchange.run()

    assert report.sent == 343 and away.view.status().waiting == 0
    hall.converge(2)
    assert hall.in_step() and away.view.status().filling is None
    prints = [row["title"] for row in hall.centre.ask("SELECT title FROM test_print")]
    assert sorted(prints) == sorted(["paper of the last day", *(f"paper {n}" for n in range(100))])
    # What went up 90 days ago took effect once: the hall counted on from it.
    fens = {row["id"]: row["fen"] for row in hall.centre.ask("SELECT * FROM test_account WHERE fen > 900")}
    assert {key: fens[key] for key in shared} == {key: 900 + n for n, key in enumerate(shared, start=1)}
    names = {row["name"] for row in hall.centre.ask("SELECT name FROM test_account WHERE id = %s", shared[0])}
    assert names == {"80 days away"}
    refused = [entry for entry in away.outbox() if entry.state is Sending.REFUSED]
    assert [entry.changes[0]["key"] for entry in refused] == [clash, clash]
    assert away.row(SmallBooking, clash) is None and away.view.status().mode is Mode.TROUBLE
    assert {r["txn"] for r in hall.centre.ask("SELECT txn FROM conflict")} == {e.txn for e in refused}
    assert len(away.rows(SmallAccount)) == 40 + ROWS
