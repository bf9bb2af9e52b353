"""The day is closed: who is left, what becomes of them, a report that reconciles."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from app.cases.closing import Rest
from app.cases.closing_report import Difference
from app.counter import Counter
from app.kernel.clock import SECOND, day_bounds
from app.kernel.errors import FieldRefused
from app.queueing.choosing import Reason
from app.queueing.line import LATE
from app.queueing.refusals import StillServed
from app.queueing.states import Spoken, Suspension, TicketState
from app.security.actors import Actor
from app.storage.spool import Paper
from tests.builders import PASSWORD
from tests.cases.visitors import Visitors

HOUR_S = 3600
DAY_S = 24 * HOUR_S
SAMPLE = 7
"""Visitors of the sample hall, all void in these tests."""


@pytest.fixture
def visitors(counter: Counter, clerk: Actor) -> Visitors:
    return Visitors(counter, clerk)


def _text(pdf: bytes, folder: Path) -> str:
    (folder / "report.pdf").write_bytes(pdf)
    command = ["pdftotext", str(folder / "report.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _choices(visitors: Visitors, rest: Rest) -> dict[str, Rest]:
    return {left.matter_id: rest for left in visitors.counter.closing.left_over()}


def test_who_is_carried_over_keeps_the_number_and_is_called_first_tomorrow(visitors: Visitors) -> None:
    closing, queue = visitors.counter.closing, visitors.counter.queue
    left = visitors.takes()
    number = queue.waiting()[0].number
    closing.close_day(_choices(visitors, Rest.CARRY), actor=visitors.clerk)
    visitors.passes(DAY_S)
    today = visitors.takes()
    window = visitors.clerk.window_id or ""
    preview = queue.preview(window, visitors.clerk.staff_id)
    assert preview is not None
    assert (preview.ticket.id, preview.ticket.number, preview.choice.reason) == (left, number, Reason.CARRIED)
    assert preview.ticket.day < queue.today()[0].day
    assert visitors.desk.call_next(actor=visitors.clerk).value.id == left
    assert queue.day_times().waiting_s < 60
    assert today in [row.id for row in queue.waiting()]


def _served_elsewhere(visitors: Visitors) -> tuple[Actor, str, str]:
    """Somebody is served at the second window; gives its clerk, the ticket and the case."""
    window = visitors.counter.catalogue.windows()[1]
    clerk = visitors.counter.accounts.sign_in("admin", PASSWORD, window.id).value
    ticket = visitors.takes()
    visitors.desk.call_chosen(ticket, on_purpose=True, actor=clerk)
    return clerk, ticket, visitors.desk.serve(ticket, actor=clerk).value


def test_a_day_that_was_not_closed_is_told_the_next_morning_and_settled_like_in_the_evening(
    visitors: Visitors,
) -> None:
    counter, desk, clerk = visitors.counter, visitors.desk, visitors.clerk
    closing, queue = counter.closing, counter.queue
    held, case = visitors.served()
    desk.suspend(case, Suspension.HELD, actor=clerk)
    waiting = visitors.takes()
    other, served, case = _served_elsewhere(visitors)
    yesterday = queue.today()[0].day
    visitors.passes(DAY_S)
    new = visitors.takes()
    # Whoever waited yesterday is in nobody's way; what a window keeps or does stays in sight until settled.
    assert [row.id for row in queue.waiting()] == [new]
    assert {row.id for row in queue.on_the_way()} == {held, served, new}
    assert [row.id for row in queue.suspended()] == [held]
    assert [(open_day.day, open_day.left) for open_day in closing.not_closed()] == [(yesterday, 3)]
    choices = {left.matter_id: Rest.CARRY for left in closing.left_over(yesterday)}
    with pytest.raises(StillServed):
        closing.close_day(choices, day=yesterday, actor=clerk)
    desk.finish(case, actor=other)
    with pytest.raises(FieldRefused):
        closing.close_day({}, day=yesterday, actor=clerk)
    counter.duty.begin(clerk)
    report = closing.close_day(choices, day=yesterday, actor=clerk).value
    assert (report.day, dict(report.differences).get(Difference.TICKETS_OPEN)) == (yesterday, None)
    assert all(line.balances for line in report.letters) and closing.not_closed() == ()
    assert {row.id for row in queue.waiting() if row.is_carried} == {held, waiting}
    assert new in {row.id for row in queue.waiting() if not row.is_carried}
    window = next(window for window in queue.windows() if window.id == clerk.window_id)
    assert window.staff_id == clerk.staff_id


def test_the_evening_closes_what_an_earlier_day_has_left_too(visitors: Visitors) -> None:
    closing = visitors.counter.closing
    left = visitors.takes()
    visitors.passes(3 * DAY_S)
    today = visitors.takes()
    (over,) = closing.left_over()
    assert over.numbers[0].startswith("11-23 ") and len(over.numbers) == 2
    closing.close_day(_choices(visitors, Rest.CARRY), actor=visitors.clerk)
    assert closing.not_closed() == ()
    assert [row.id for row in visitors.counter.queue.waiting()] == [left, today]


def test_the_night_after_a_day_that_was_not_closed_is_nobodys_waiting(visitors: Visitors) -> None:
    closing, queue = visitors.counter.closing, visitors.counter.queue
    visitors.takes()
    taken = queue.waiting()[0]
    before = queue.day_times().waiting_s
    visitors.passes(2 * DAY_S)
    _, ends = day_bounds(taken.day, visitors.counter.settings.zone)
    longest = (ends + LATE - taken.taken_at) // SECOND
    assert longest <= queue.day_times(taken.day).waiting_s <= longest + before + 1
    closing.close_day(_choices(visitors, Rest.CLOSE), "forgotten", taken.day, actor=visitors.clerk)
    assert closing.report(taken.day).times.waiting_s <= longest + before + 1


def test_midnight_costs_nobody_the_place(visitors: Visitors) -> None:
    """It strikes eight hours and more after the number was taken, and the window is still open."""
    closing, queue = visitors.counter.closing, visitors.counter.queue
    ticket, day = visitors.takes(), queue.today()[0].day
    while queue.today():
        visitors.passes(HOUR_S)
    visitors.takes()
    assert queue.today()[0].day > day
    assert queue.waiting()[0].id == ticket and closing.not_closed() == ()
    assert visitors.desk.call_next(actor=visitors.clerk).value.id == ticket


def test_the_report_of_an_earlier_day_is_seen_and_printed(visitors: Visitors, tmp_path: Path) -> None:
    visitors.served()
    closing, spool = visitors.counter.closing, visitors.counter.spool
    today = closing.at_hand()
    visitors.passes(2 * DAY_S)
    visitors.takes()
    before = closing.at_hand().before
    assert before == today.day
    at_hand = closing.at_hand(before)
    assert (at_hand.after, at_hand.before) == (closing.at_hand().day, None)
    assert [line.taken for line in at_hand.report.letters] == [line.taken for line in today.report.letters]
    job = closing.print_report(before, actor=visitors.clerk).value
    assert before.isoformat() in _text(spool.preview(job), tmp_path)


def test_who_is_closed_becomes_void_with_the_reason(visitors: Visitors) -> None:
    ticket = visitors.takes()
    choices = _choices(visitors, Rest.CLOSE)
    with pytest.raises(FieldRefused):
        visitors.counter.closing.close_day(choices, actor=visitors.clerk)
    visitors.counter.closing.close_day(choices, "the hall closes", actor=visitors.clerk)
    row = visitors.counter.queue.ticket(ticket)
    assert row is not None
    assert (row.state, row.remark) == (TicketState.VOID, "the hall closes")


def test_the_day_is_not_closed_over_a_served_visitor_or_a_forgotten_matter(visitors: Visitors) -> None:
    closing = visitors.counter.closing
    _, case = visitors.served()
    with pytest.raises(StillServed):
        closing.close_day(_choices(visitors, Rest.CARRY), actor=visitors.clerk)
    visitors.desk.finish(case, actor=visitors.clerk)
    visitors.takes()
    with pytest.raises(FieldRefused):
        closing.close_day({}, actor=visitors.clerk)


def test_the_report_reconciles_a_whole_day(visitors: Visitors) -> None:
    closing, desk, clerk = visitors.counter.closing, visitors.desk, visitors.clerk
    _, case = visitors.served()
    desk.finish(case, actor=clerk)
    _, case = visitors.served()
    desk.suspend(case, Suspension.HELD, actor=clerk)
    missed = visitors.called()
    desk.miss(missed, actor=clerk)
    visitors.takes()
    for line in visitors.counter.queue.unspoken():
        visitors.counter.queueing.note_voice(line.call_id, Spoken.SPOKEN)
    before = closing.report()
    assert dict(before.differences)[Difference.TICKETS_OPEN] == 3
    choices = _choices(visitors, Rest.CARRY)
    report = closing.close_day(choices, actor=clerk).value
    assert all(line.balances for line in report.letters)
    totals = [
        sum(getattr(line, name) for line in report.letters)
        for name in ("taken", "served", "carried", "still_open")
    ]
    assert totals == [4 + SAMPLE, 1, 3, 0]
    assert (report.calls.made, report.calls.spoken) == (3, 3)
    assert (report.cases.opened, report.cases.closed) == (2, 1)
    assert report.slips.numbers_given == report.slips.first_prints == 4 + SAMPLE
    named = {difference for difference, _ in report.differences}
    # The sample's printer has printed nothing; everything else fits.
    assert named <= {Difference.SLIPS_WAITING}


def test_a_report_of_an_open_day_names_what_does_not_fit(visitors: Visitors) -> None:
    visitors.served()
    named = dict(visitors.counter.closing.report().differences)
    assert named[Difference.CASES_OPEN] == named[Difference.CALLS_UNSPOKEN] == 1


def test_a_number_that_became_void_is_not_called_out_and_its_silent_call_is_told(visitors: Visitors) -> None:
    queue, closing = visitors.counter.queue, visitors.counter.closing
    ticket = visitors.called()
    assert [line.number for line in queue.unspoken()] != []
    visitors.desk.miss(ticket, actor=visitors.clerk)
    visitors.desk.bring_back(ticket, actor=visitors.clerk)
    report = closing.close_day(_choices(visitors, Rest.CLOSE), "nobody came", actor=visitors.clerk).value
    assert queue.unspoken() == ()
    assert dict(report.differences)[Difference.CALLS_UNSPOKEN] == 1


def test_the_report_comes_out_of_the_page_printer(visitors: Visitors, tmp_path: Path) -> None:
    visitors.served()
    closing, spool = visitors.counter.closing, visitors.counter.spool
    job = closing.print_report(actor=visitors.clerk).value
    row = next(row for row in spool.jobs() if row.id == job)
    assert row.paper is Paper.PAGE
    text = _text(spool.preview(job), tmp_path)
    assert "2026-11-23" in text
    assert closing.preview(actor=visitors.clerk).startswith(b"%PDF")
