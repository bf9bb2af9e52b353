"""Many want one slot: one has it, the others hear that it is taken, and nobody hears of a deadlock (T13)."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from app.storage.outbox import Sending
from app.storage.store import Work
from tests.sync.postgres.halls import RealHall
from tests.sync.small_market import HALL, START, SmallAccount, SmallBooking, Terminal, booking

pytestmark = [pytest.mark.centre, pytest.mark.slow]

TERMINALS = 8
SLOTS = 12
ROOMS = ("301", "302")


def test_eight_terminals_want_the_same_slots_and_each_slot_has_one_winner(hall: RealHall) -> None:
    terminals = hall.join(*(f"window-{n}" for n in range(TERMINALS)))
    together = threading.Barrier(TERMINALS)

    def want_everything(terminal: Terminal) -> None:
        for hour in range(SLOTS):
            rooms = ROOMS if len(terminal.outbox()) % 2 else ROOMS[::-1]

            def both(work: Work, rooms: tuple[str, ...] = rooms, hour: int = hour) -> None:
                for room in rooms:
                    work.add(booking(room, hour))

            terminal.do("book_both", both)
            together.wait()
            terminal.exchange.run()

    with ThreadPoolExecutor(TERMINALS) as pool:
        list(pool.map(want_everything, terminals))
    hall.converge(1)

    assert hall.in_step()
    taken = Counter((row["room"], row["starts_at"]) for row in hall.centre.ask("SELECT * FROM test_booking"))
    assert len(taken) == SLOTS * len(ROOMS) and set(taken.values()) == {1}
    answers = [entry for terminal in terminals for entry in terminal.outbox()]
    assert Counter(entry.state for entry in answers) == {
        Sending.ACCEPTED: SLOTS,
        Sending.REFUSED: SLOTS * (TERMINALS - 1),
    }
    codes = {(entry.answer or {}).get("code") for entry in answers if entry.state is Sending.REFUSED}
    assert codes == {"23P01"}
    # Who lost a room lost the other one with it.
    holders = hall.centre.ask("SELECT count(DISTINCT ver) AS n FROM test_booking GROUP BY starts_at")
    assert {row["n"] for row in holders} == {1}


def test_without_the_gates_order_the_same_wishes_end_in_a_deadlock(hall: RealHall) -> None:
    # What the advisory lock of a hall spares its terminals: 40P01, which says nothing about the room.
    insert = "INSERT INTO guitai.test_booking (hall_id, room, starts_at, ends_at) VALUES (%s, %s, 1, 2)"
    crosswise = threading.Barrier(2)
    codes: list[str | None] = []

    def book(rooms: tuple[str, str]) -> None:
        with psycopg.connect(hall.centre.url) as connection:
            try:
                connection.execute(insert, (HALL.id, rooms[0]))
                crosswise.wait()
                connection.execute(insert, (HALL.id, rooms[1]))
                connection.commit()
            except psycopg.Error as error:
                codes.append(error.sqlstate)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(book, (("301", "302"), ("302", "301"))))
    assert codes[0] == "40P01"


def test_two_batches_in_opposite_order_of_rows_both_go_up_at_once(hall: RealHall) -> None:
    terminals = hall.join("one", "two")
    keys = [terminals[0].add(SmallAccount(name="shared", fen=0))[0] for _ in range(20)]
    rooms = [terminals[0].add(booking(hour=hour))[0] for hour in range(20)]
    hall.converge(2)
    together = threading.Barrier(2)

    def touch(terminal: Terminal) -> int:
        first = terminal is terminals[0]
        for turn in range(3):
            for key, room in zip(keys if first else keys[::-1], rooms if first else rooms[::-1], strict=True):
                terminal.change(SmallAccount, key, **({"name": f"{turn}"} if first else {"fen": turn + 1}))
                terminal.change(
                    SmallBooking, room, **({"note": f"{turn}"} if first else {"title": f"{turn}"})
                )
            together.wait()
            # A deadlock would raise here, as CentreUnreachable with 40P01.
            terminal.exchange.run()
        return len(terminal.outbox())

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(touch, terminals))
    hall.converge(2)
    assert hall.in_step()
    assert {(r["name"], r["fen"]) for r in hall.centre.ask("SELECT * FROM test_account")} == {("2", 3)}
    assert hall.centre.ask("SELECT DISTINCT starts_at >= %s AS kept FROM test_booking", START) == [
        {"kept": True}
    ]
