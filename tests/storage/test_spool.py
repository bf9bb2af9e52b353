"""Paper is a job: durable, printed once, reprinted with a mark."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.kernel.errors import WrongStep
from app.reception.service import VisitEntry
from app.security.actors import Actor
from app.storage.spool import Paper, Printing, PrintJob
from tests.builders import PASSWORD
from tests.conftest import Opener

HOUR_S = 3600


def test_a_job_is_taken_once_and_printed_once(counter: Counter) -> None:
    first = counter.spool.take(Paper.SLIP)
    second = counter.spool.take(Paper.SLIP)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    counter.spool.finish(first.id)
    with pytest.raises(WrongStep):
        counter.spool.finish(first.id)


def test_a_job_in_a_printers_hands_at_a_crash_asks_for_a_persons_word(open_copy: Opener) -> None:
    counter = open_copy("before")
    taken = counter.spool.take(Paper.SLIP)
    assert taken is not None
    counter.store.close()
    again = open_copy("before")
    assert again.spool.recover() == [taken.id]
    unsure = [job for job in again.spool.jobs() if job.state is Printing.UNSURE]
    assert [job.id for job in unsure] == [taken.id]
    again.spool.decide(taken.id, came_out=False)
    assert taken.id in {job.id for job in again.spool.jobs() if job.state is Printing.WAITING}


def test_a_reprint_is_another_job_and_says_so(counter: Counter, clerk: Actor) -> None:
    ticket = counter.queue.today()[0]
    job_id = counter.queueing.reprint_slip(ticket.id, actor=clerk).value
    job = next(job for job in counter.spool.jobs() if job.id == job_id)
    assert job.is_reprint
    assert counter.spool.preview(job_id).startswith(b"%PDF")


def test_nobody_shall_wait_with_the_paper_of_a_void_number(counter: Counter, clerk: Actor) -> None:
    waiting = next(ticket for ticket in counter.queue.waiting())
    counter.case_desk.void(waiting.id, "left", actor=clerk)
    before = len(counter.spool.jobs())
    with pytest.raises(WrongStep):
        counter.queueing.reprint_slip(waiting.id, actor=clerk)
    assert len(counter.spool.jobs()) == before


def test_slips_carry_the_visits_key_and_nothing_of_the_person(counter: Counter) -> None:
    for job in counter.spool.jobs():
        taken = counter.spool.take(Paper.SLIP)
        assert taken is not None
        assert "李振声".encode("gb18030") not in taken.content
        assert b"620102" not in taken.content
        assert job.title[0].isalpha()


def test_a_terminal_without_a_ticket_printer_queues_nothing(open_copy: Opener) -> None:
    first = open_copy("silent")
    first.save_settings(replace(first.settings, ticket_printer="none"))
    counter = open_copy("silent")
    clerk = counter.accounts.sign_in("admin", PASSWORD, None).value
    before = counter.spool.waiting_count()
    entry = VisitEntry(counter.catalogue.matters()[0].id)
    taken = counter.queueing.take_number(entry, actor=clerk).value
    assert counter.spool.waiting_count() == before
    assert counter.spool.preview(taken.print_job_id).startswith(b"%PDF")


def test_a_slip_that_an_older_program_has_set_comes_out_as_it_was(counter: Counter) -> None:
    with counter.store.keep() as session:
        old = PrintJob(
            paper=Paper.SLIP, title="A001", subject="ticket:1", content=b"\x1b@A001", preview=b"%PDF old",
            state=Printing.WAITING, made_at=1,
        )  # fmt: skip
        session.add(old)
    *_, taken = iter(lambda: counter.spool.take(Paper.SLIP), None)
    assert (taken.title, taken.content) == ("A001", b"\x1b@A001")
    assert counter.spool.preview(taken.id) == b"%PDF old"


def test_a_clock_set_back_hides_no_reprint_and_gives_no_number_twice(counter: Counter, clerk: Actor) -> None:
    clock, entry = counter.store.clock, VisitEntry(counter.catalogue.matters()[0].id)
    assert isinstance(clock, SteppingClock)
    clock.step(3 * HOUR_S)
    first = counter.queueing.take_number(entry, actor=clerk).value
    clock.step(-HOUR_S)
    second = counter.queueing.take_number(entry, actor=clerk).value
    again = counter.queueing.reprint_slip(first.ticket_id, actor=clerk).value
    latest = counter.spool.latest_of(f"ticket:{first.ticket_id}")
    assert latest is not None and (latest.id, latest.is_reprint) == (again, True)
    assert counter.spool.jobs(1)[0].id == again
    assert first.number != second.number
    # Paper comes out in the order in which it was asked for.
    order = [taken.id for taken in iter(lambda: counter.spool.take(Paper.SLIP), None)]
    assert order[-3:] == [first.print_job_id, second.print_job_id, again]
    clock.step(-24 * HOUR_S)
    assert counter.queueing.take_number(entry, actor=clerk).value.number not in (first.number, second.number)
