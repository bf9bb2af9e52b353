"""How fast the desk and the windows are on a store with ten years in it, against the bare driver.

scripts/bench queue [--quick] [--keep FOLDER] [--json FILE]
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from pypinyin import lazy_pinyin

from app.queueing.rows import TicketRow
from app.queueing.states import TicketState
from app.reception.service import VisitEntry
from tests.bench.figures import Figure, Job, save, side_by_side, table
from tests.bench.ten_years import FULL, QUICK, Hall, Span, bare, old_hall
from ui.queueing.window_scene import WindowDoors, read_scene
from ui.reception.jobs import ReceptionDoors, read_today

PEOPLE_TYPED = 60
TICKETS = 200
CALLS = 150
REFRESHES = 60
SHARES = (0.5, 0.95, 0.99)
TARGETS_MS = {"search": 50.0, "ticket": 50.0, "back": 50.0, "call": 30.0, "refresh": 100.0}


def measured(hall: Hall) -> Iterator[Figure]:
    """Run the five parts; each tells p50, p95 and p99 of ours and of the bare driver in the same run."""
    line = bare(hall.counter.home)
    try:
        yield from side_by_side(TARGETS_MS, SHARES, "search", _searches(hall), _bare_searches(hall, line))
        yield from side_by_side(TARGETS_MS, SHARES, "ticket", _tickets(hall), _bare_tickets(hall, line))
        yield from side_by_side(TARGETS_MS, SHARES, "back", _steps_back(hall), _bare_tickets(hall, line))
        yield from side_by_side(TARGETS_MS, SHARES, "call", _calls(hall), _bare_decisions(line))
        yield from side_by_side(TARGETS_MS, SHARES, "refresh", _refreshes(hall), _bare_refreshes(line))
    finally:
        line.close()
        _send_home(hall)


def _send_home(hall: Hall) -> None:
    """Nobody is left in the line: a store that is kept is the same the next time."""
    desk, actor = hall.counter.case_desk, hall.actor
    for row in hall.counter.queue.on_the_way():
        case = hall.counter.cases.of_ticket(row.id)
        if row.state is TicketState.SERVING and case is not None:
            desk.finish(case.id, actor=actor)
        else:
            desk.void(row.id, "measured", actor=actor)


def _typed(hall: Hall) -> Iterator[str]:
    """What a clerk types, key by key: initials, pinyin, characters."""
    chance = random.Random(3)
    for name in chance.sample(hall.people, PEOPLE_TYPED):
        syllables = lazy_pinyin(name)
        for whole in ("".join(s[0] for s in syllables), "".join(syllables), name):
            yield from (whole[: end + 1] for end in range(len(whole)))


def _searches(hall: Hall) -> Iterator[Job]:
    for text in _typed(hall):
        yield partial(hall.counter.people.find, text)


def _bare_searches(hall: Hall, line: Any) -> Iterator[Job]:
    """The least there is: people whose name begins so, over an index of names alone."""
    line.execute("CREATE TEMP TABLE bare_name AS SELECT name, id FROM person")
    line.execute("CREATE INDEX temp.bare_name_name ON bare_name (name)")
    text = "SELECT name, id FROM bare_name WHERE name >= ? AND name < ? LIMIT 9"
    for typed in _typed(hall):
        yield partial(_all, line, text, (typed, typed + "\U0010ffff"))


def _tickets(hall: Hall) -> Iterator[Job]:
    """A number is given for one business after the other."""
    desk, actor = hall.counter.queueing, hall.actor
    window = hall.counter.catalogue.windows()[0]
    matters = [
        m for m in hall.counter.catalogue.matters() if not window.letters or m.letter in window.letters
    ]
    for turn in range(TICKETS):
        yield partial(desk.take_number, VisitEntry(matters[turn % len(matters)].id), actor=actor)


def _steps_back(hall: Hall) -> Iterator[Job]:
    """Ctrl+Z behind a number; that it is given is not measured."""
    for take in _tickets(hall):
        take()
        yield partial(hall.counter.taking_back.take_back_last, actor=hall.actor)


def _bare_tickets(hall: Hall, line: Any) -> Iterator[Job]:
    """Six rows in one transaction that reaches the disk, copies of the last of each table."""
    tables = ("visit", "visit_matter", "ticket", "period", "outbox", "print_job")
    for name in tables:
        line.execute(f'CREATE TABLE bare_{name} AS SELECT * FROM "{name}" LIMIT 1')
    for _ in range(TICKETS):
        yield partial(_six_rows, line, tables)
    for name in tables:
        line.execute(f"DROP TABLE bare_{name}")


def _six_rows(line: Any, tables: Sequence[str]) -> None:
    line.execute("BEGIN IMMEDIATE")
    for name in tables:
        line.execute(f"INSERT INTO bare_{name} SELECT * FROM bare_{name} LIMIT 1")
    line.execute("COMMIT")


def _calls(hall: Hall) -> Iterator[Job]:
    """F2: the running case is closed, the next visitor called; that the visitor comes is not measured."""
    desk, actor = hall.counter.case_desk, hall.actor
    called: list[TicketRow] = []
    for _ in range(CALLS):
        yield partial(_call, hall, called)
        if called[-1].state is TicketState.CALLED:
            desk.serve(called[-1].id, actor=actor)


def _call(hall: Hall, called: list[TicketRow]) -> None:
    called.append(hall.counter.case_desk.call_next(actor=hall.actor).value)


def _bare_decisions(line: Any) -> Iterator[Job]:
    text = "SELECT id, number FROM ticket WHERE day = ? AND state = 'waiting' ORDER BY ranked_at LIMIT 1"
    day = _all(line, "SELECT max(day) FROM ticket", ())[0][0]
    for _ in range(CALLS):
        yield partial(_all, line, text, (day,))


def _refreshes(hall: Hall) -> Iterator[Job]:
    """All that the window's page and the reception read when something changed; painting is not in it."""
    c, clock = hall.counter, hall.counter.store.clock
    known = c.hall_parts.known
    window = WindowDoors(
        c.case_desk, c.duty, c.cases, c.queue, c.guests, c.contracts, known, c.accounts, clock
    )
    desk = ReceptionDoors(
        c.reception, c.people, c.queueing, c.queue, c.catalogue, c.spool, clock, c.merging, c.privacy,
        c.appointments,
    )  # fmt: skip
    for turn in range(REFRESHES):
        yield partial(read_scene, window, hall.actor, frozenset(), turn)
        yield partial(read_today, desk)


def _bare_refreshes(line: Any) -> Iterator[Job]:
    day = _all(line, "SELECT max(day) FROM ticket", ())[0][0]
    for _ in range(2 * REFRESHES):
        yield partial(
            _all, line, "SELECT * FROM ticket WHERE day = ? ORDER BY taken_at DESC LIMIT 100", (day,)
        )


def _all(line: Any, text: str, values: tuple[Any, ...]) -> list[Any]:
    found: list[Any] = line.execute(text, values).fetchall()
    return found


def _measure(folder: Path, span: Span) -> tuple[list[Figure], dict[str, Any]]:
    with old_hall(folder, span) as hall:
        size = (hall.counter.home / "counter.db").stat().st_size
        facts = {
            "people": span.people,
            "visits": span.visits,
            "megabytes": size // 10**6,
            "python": platform.python_version(),
            "cores": os.cpu_count(),
        }
        print(facts, file=sys.stderr, flush=True)
        return list(measured(hall)), facts


def main(words: Sequence[str]) -> None:
    """Measure, print the table, keep the JSON."""
    parser = argparse.ArgumentParser(prog="scripts/bench queue")
    parser.add_argument("--quick", action="store_true", help="one year of a small hall")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the store here and use it again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep everything measured here")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as passing:
        figures, facts = _measure(asked.keep or Path(passing), QUICK if asked.quick else FULL)
    print(table(figures))
    if asked.json is not None:
        save(asked.json, figures, facts)


if __name__ == "__main__":
    main(sys.argv[1:])
