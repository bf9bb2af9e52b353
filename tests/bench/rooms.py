"""How fast rooms are found and shown, against the bare driver.

scripts/bench rooms [--quick] [--keep FOLDER] [--json FILE]
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import platform
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from app.counter import Counter
from app.kernel.clock import DAY, HOUR, MINUTE, day_bounds
from app.kernel.periods import Period
from app.rooms.states import Purpose
from app.rooms.verdict import Meeting
from tests.bench.busy_rooms import FULL, QUICK, ZONE, Span, busy_hall
from tests.bench.dragging import frames
from tests.bench.figures import Figure, Job, save, side_by_side, table
from tests.bench.ten_years import bare

ASKED = 60
SHARES = (0.5, 0.95)
TARGETS_MS = {
    "best rooms": 50.0,
    "alternatives": 50.0,
    "gaps of a fortnight": 50.0,
    "month": 100.0,
    "day": 100.0,
    "drag frame, 2,000 bookings": 16.0,
}


def measured(counter: Counter, span: Span) -> Iterator[Figure]:
    """Run the parts; each tells p50 and p95 of ours and of the bare driver in the same run."""
    line = bare(counter.home)
    try:
        for name, ours, theirs in (
            ("best rooms", _best(counter), _bare_stretch(line, counter, days=1)),
            ("alternatives", _alternatives(counter, line), _bare_stretch(line, counter, days=32)),
            ("gaps of a fortnight", _gaps(counter, span), _bare_stretch(line, counter, days=span.ahead)),
            ("month", _months(counter, span), _bare_months(line, counter, span)),
            ("day", _days(counter, span), _bare_days(line, counter, span)),
        ):
            yield from side_by_side(TARGETS_MS, SHARES, name, ours, theirs)
    finally:
        line.close()
    yield from side_by_side(TARGETS_MS, SHARES, "drag frame, 2,000 bookings", *frames())


def _tomorrow(counter: Counter, hour: int) -> int:
    view = counter.rooms_view
    return day_bounds(view.today() + dt.timedelta(days=1), ZONE)[0] + hour * HOUR


def _best(counter: Counter) -> Iterator[Job]:
    for turn in range(ASKED):
        start = _tomorrow(counter, 9 + turn % 6)
        yield partial(counter.rooms_view.suggestions, start, 60, 3, Purpose.TALK)


def _alternatives(counter: Counter, line: Any) -> Iterator[Job]:
    """For hours that are taken: this is what a refusal offers."""
    since = _tomorrow(counter, 0)
    query = (
        "SELECT room_id, starts_at, ends_at FROM booking WHERE starts_at > ? ORDER BY starts_at, id LIMIT 400"
    )
    taken = line.execute(query, (since,)).fetchall()
    for room, start, end in random.Random(7).sample(taken, min(ASKED, len(taken))):
        meeting = Meeting(Period(start, end), 3)
        yield partial(counter.rooms_view.alternatives, room, meeting, Purpose.TALK)


def _gaps(counter: Counter, span: Span) -> Iterator[Job]:
    """A gap of an hour between nine and five on each of the days ahead, over all rooms."""
    start = _tomorrow(counter, 9)
    windows = [Period(start + n * DAY, start + n * DAY + 8 * HOUR) for n in range(span.ahead - 1)]
    for turn in range(ASKED):
        meeting = Meeting(Period(start, start + (45 + turn) * MINUTE), 3)
        yield partial(counter.rooms_view.gaps, meeting, windows)


def _months(counter: Counter, span: Span) -> Iterator[Job]:
    for first, last in _month_days(counter, span):
        yield partial(counter.rooms_view.month, first, last)


def _days(counter: Counter, span: Span) -> Iterator[Job]:
    for first, _ in _month_days(counter, span):
        yield partial(counter.rooms_view.day, first)


def _month_days(counter: Counter, span: Span) -> Iterator[tuple[dt.date, dt.date]]:
    chance, today = random.Random(9), counter.rooms_view.today()
    for _ in range(ASKED):
        first = today - dt.timedelta(days=chance.randrange(max(1, span.days - 31)))
        yield first, first + dt.timedelta(days=30)


def _bare_stretch(line: Any, counter: Counter, days: int) -> Iterator[Job]:
    """The least there is: read what stands in the stretch."""
    start = _tomorrow(counter, 0)
    text = (
        "SELECT room_id, starts_at, ends_at, busy_until FROM booking WHERE starts_at >= ? AND starts_at < ?"
    )
    for _ in range(ASKED):
        yield partial(_all, line, text, (start, start + days * DAY))


def _bare_months(line: Any, counter: Counter, span: Span) -> Iterator[Job]:
    text = (
        "SELECT room_id, starts_at / 86400000000, count(*) FROM booking "
        "WHERE starts_at >= ? AND starts_at < ? GROUP BY 1, 2"
    )
    for first, last in _month_days(counter, span):
        yield partial(_all, line, text, (day_bounds(first, ZONE)[0], day_bounds(last, ZONE)[1]))


def _bare_days(line: Any, counter: Counter, span: Span) -> Iterator[Job]:
    text = "SELECT * FROM booking WHERE starts_at >= ? AND starts_at < ?"
    for first, _ in _month_days(counter, span):
        yield partial(_all, line, text, day_bounds(first, ZONE))


def _all(line: Any, text: str, values: tuple[Any, ...]) -> list[Any]:
    found: list[Any] = line.execute(text, values).fetchall()
    return found


def _measure(folder: Path, span: Span) -> tuple[list[Figure], dict[str, Any]]:
    with busy_hall(folder, span) as counter:
        facts = {
            "rooms": span.rooms,
            "bookings": span.bookings,
            "python": platform.python_version(),
            "cores": os.cpu_count(),
        }
        print(facts, file=sys.stderr, flush=True)
        return list(measured(counter, span)), facts


def main(words: Sequence[str]) -> None:
    """Measure, print the table, keep the JSON."""
    parser = argparse.ArgumentParser(prog="scripts/bench rooms")
    parser.add_argument("--quick", action="store_true", help="two months of bookings")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the store here and use it again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep everything measured here")
    asked = parser.parse_args(words)
    # As in the program, which collects by a timer and not in the middle of an answer.
    gc.disable()
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as passing:
        figures, facts = _measure(asked.keep or Path(passing), QUICK if asked.quick else FULL)
    print(table(figures))
    if asked.json is not None:
        save(asked.json, figures, facts)


if __name__ == "__main__":
    main(sys.argv[1:])
