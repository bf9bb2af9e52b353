"""Numbers: a range for each line, anew every day, passed over while on their way, a quota."""

from __future__ import annotations

import pytest

from app.catalogue.entities import BusinessGroup
from app.counter import Counter
from app.kernel.confirm import Confirmation
from app.queueing.refusals import QuotaReached
from app.queueing.service import Queueing
from app.reception.service import VisitEntry
from app.security.actors import Actor, Machine
from app.storage.outbox import write_fact
from app.sync.facts import TERMINAL_NUMBER
from tests.cases.visitors import Visitors

DAY_S = 24 * 3600


class Series:
    """A centre that counts."""

    def __init__(self) -> None:
        self.last = 0

    def ask(self, txn: str) -> Confirmation:
        return Confirmation()

    def number(self, series: str, day: str) -> int | None:
        self.last += 1
        return self.last


@pytest.fixture
def visitors(counter: Counter, clerk: Actor) -> Visitors:
    return Visitors(counter, clerk)


def arrange(counter: Counter, first: int, last: int, quota: int = 0) -> None:
    with counter.store.change(Machine(), "test") as work:
        work.add(BusinessGroup(letter="E", name="", first_number=first, last_number=last, quota=quota))


def numbers(visitors: Visitors, count: int) -> list[str]:
    matter = next(m.id for m in visitors.counter.catalogue.matters() if m.letter == "E")
    entry = VisitEntry(matter)
    desk = visitors.counter.queueing
    return [desk.take_number(entry, actor=visitors.clerk).value.number for _ in range(count)]


def test_numbers_begin_anew_every_day_and_carry_the_terminal(visitors: Visitors) -> None:
    with visitors.counter.store.keep() as session:
        write_fact(session, TERMINAL_NUMBER, 3)
    assert numbers(visitors, 2) == ["E3-01", "E3-02"]
    visitors.passes(DAY_S)
    assert numbers(visitors, 1) == ["E3-01"]
    # Back over midnight: nobody gets a number twice.
    visitors.passes(-DAY_S)
    assert numbers(visitors, 1) == ["E3-03"]


def test_after_the_end_of_the_range_a_number_on_its_way_is_passed_over(visitors: Visitors) -> None:
    arrange(visitors.counter, 7, 9)
    assert numbers(visitors, 3) == ["E1-07", "E1-08", "E1-09"]
    rows = {row.number: row.id for row in visitors.counter.queue.today()}
    for number in ("E1-07", "E1-09"):
        visitors.desk.void(rows[number], "left", actor=visitors.clerk)
    assert numbers(visitors, 2) == ["E1-07", "E1-09"]


def test_the_centres_numbers_keep_to_the_range_too(visitors: Visitors, clerk: Actor) -> None:
    arrange(visitors.counter, 501, 502)
    counter = visitors.counter
    press = counter.queueing._press
    desk = Queueing(counter.store, Series(), press, counter.hall_parts)
    matter = next(m.id for m in counter.catalogue.matters() if m.letter == "E")
    taken = [desk.take_number(VisitEntry(matter), actor=clerk).value for _ in range(2)]
    assert [t.number for t in taken] == ["E501", "E502"]
    visitors.desk.void(taken[1].ticket_id, "left", actor=clerk)
    assert desk.take_number(VisitEntry(matter), actor=clerk).value.number == "E502"


def test_a_quota_is_told_and_a_clerk_may_give_more(visitors: Visitors, clerk: Actor) -> None:
    arrange(visitors.counter, 1, 99, quota=2)
    numbers(visitors, 2)
    with pytest.raises(QuotaReached) as refused:
        numbers(visitors, 1)
    assert (refused.value.letter, refused.value.quota, refused.value.taken) == ("E", 2, 2)
    matter = next(m.id for m in visitors.counter.catalogue.matters() if m.letter == "E")
    more = visitors.counter.queueing.take_number(VisitEntry(matter), override=True, actor=clerk).value
    assert more.number == "E1-03"


def test_a_number_whose_ticket_was_taken_away_is_not_given_again(visitors: Visitors) -> None:
    assert numbers(visitors, 1) == ["E1-01"]
    with visitors.counter.store.rewrite() as connection:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("DELETE FROM period WHERE ticket_id IN (SELECT id FROM ticket WHERE letter = 'E')")
        connection.execute("DELETE FROM ticket WHERE letter = 'E'")
    assert numbers(visitors, 1) == ["E1-02"]
