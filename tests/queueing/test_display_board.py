"""What the display is given: whoever is called is on it, whatever the clock and however long the day."""

from __future__ import annotations

from app.counter import Counter
from app.security.actors import Actor
from tests.cases.visitors import Visitors

HOUR_S = 3600


def test_whoever_is_called_after_the_clock_was_set_back_is_on_the_board(
    counter: Counter, clerk: Actor
) -> None:
    visitors = Visitors(counter, clerk)
    visitors.passes(HOUR_S)
    for _ in range(5):
        visitors.desk.finish(visitors.served()[1], actor=clerk)
        visitors.passes(60)
    visitors.passes(-HOUR_S)
    ticket = visitors.called()
    assert counter.queue.display("", 3).calls[0].ticket_id == ticket
    visitors.desk.serve(ticket, actor=clerk)
    line = counter.queue.display("", 3).calls[0]
    assert (line.ticket_id, line.is_current, line.is_served) == (ticket, True, True)


def test_more_than_the_lines_asked_for_are_shown_where_more_are_called(
    counter: Counter, clerk: Actor
) -> None:
    visitors = Visitors(counter, clerk)
    visitors.desk.finish(visitors.served()[1], actor=clerk)
    ticket = visitors.called()
    assert [line.ticket_id for line in counter.queue.display("", 0).calls] == [ticket]


def test_nobody_who_comes_after_the_clock_was_set_back_stands_before_who_waits(
    counter: Counter, clerk: Actor
) -> None:
    visitors = Visitors(counter, clerk)
    first = visitors.takes()
    visitors.passes(-HOUR_S)
    later = [visitors.takes(), visitors.takes()]
    rows = {row.id: row for row in counter.queue.waiting()}
    assert list(rows) == [first, *later]
    assert rows[later[0]].taken_at < rows[first].taken_at
    assert visitors.desk.call_next(actor=clerk).value.id == first
