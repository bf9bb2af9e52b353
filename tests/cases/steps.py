"""Every action of a clerk that has to do with visitors, each made ready to be done."""

from __future__ import annotations

from collections.abc import Callable

from app.cases.service import TransferTo
from app.counter import Counter
from app.kernel.clock import MINUTE, SteppingClock
from app.queueing.states import Suspension
from app.ratings.states import SaidBy, TaskState
from app.reception.appointments import AppointmentEntry
from app.reception.documents import DocumentKind
from app.reception.service import OrganisationEntry, PersonEntry, VisitEntry
from app.security.actors import Actor


class Window:
    """A clerk at a window and the visitors that come."""

    def __init__(self, counter: Counter, clerk: Actor) -> None:
        self.desk, self.counter, self.clerk = counter.case_desk, counter, clerk
        letters = counter.catalogue.windows()[0].letters
        matters = counter.catalogue.matters()
        self.mine = [m.id for m in matters if m.letter in letters]
        self.others = [m.id for m in matters if m.letter not in letters]
        # The line of the sample stands aside: these tests know their visitors.
        for row in counter.queue.waiting():
            self.desk.void(row.id, "test", actor=clerk)

        self.person = counter.people.find_people("李")[0].id

    def appointment(self) -> str:
        starts = self.counter.store.clock.now() + 5 * MINUTE
        agreed = AppointmentEntry(self.mine[0], starts, starts + 20 * MINUTE, person_id=self.person)
        return self.counter.appointments.book(agreed, actor=self.clerk).value

    def passes(self, seconds: float) -> None:
        assert isinstance(self.counter.store.clock, SteppingClock)
        self.counter.store.clock.step(seconds)

    def rated_badly(self) -> str:
        _, case = self.served()
        self.desk.finish(case, actor=self.clerk)
        self.counter.ratings.rate(case, 1, ["b8"], SaidBy.SCREEN)
        return next(row.id for row in self.counter.ratings_view.tasks() if row.case_id == case)

    def contacted(self) -> str:
        task = self.rated_badly()
        self.counter.ratings.assign(task, self.clerk.staff_id, actor=self.clerk)
        self.counter.ratings.note_contact(task, "rang up", was_reached=True, actor=self.clerk)
        return task

    def takes(self, matter_id: str, *further: str) -> str:
        entry = VisitEntry(matter_id, person_id=self.person, matters=further)
        return self.counter.queueing.take_number(entry, actor=self.clerk).value.ticket_id

    def called(self, *further: str) -> str:
        ticket = self.takes(self.mine[0], *further)
        assert self.desk.call_chosen(ticket, actor=self.clerk).value.id == ticket
        return ticket

    def served(self, *further: str) -> tuple[str, str]:
        ticket = self.called(*further)
        return ticket, self.desk.serve(ticket, actor=self.clerk).value

    def suspended(self, kind: Suspension) -> str:
        ticket, case = self.served()
        self.desk.suspend(case, kind, actor=self.clerk)
        return ticket

    def missed(self) -> str:
        ticket = self.called()
        self.desk.miss(ticket, actor=self.clerk)
        return ticket


Step = Callable[[], object]


def _take(w: Window) -> Step:
    w.takes(w.mine[0])
    return lambda: w.takes(w.mine[0], w.others[0])


def _next(w: Window) -> Step:
    w.takes(w.mine[0])
    return lambda: w.desk.call_next(actor=w.clerk)


def _next_closing(w: Window) -> Step:
    w.served()
    w.takes(w.mine[0])
    return lambda: w.desk.call_next(result="done", actor=w.clerk)


def _next_closing_with_another_line(w: Window) -> Step:
    w.served(w.others[0])
    w.takes(w.mine[0])
    return lambda: w.desk.call_next(actor=w.clerk)


def _next_matter_here(w: Window) -> Step:
    w.served(w.mine[1])
    return lambda: w.desk.call_next(actor=w.clerk)


def _chosen(w: Window) -> Step:
    w.served()
    ticket = w.takes(w.mine[0])
    return lambda: w.desk.call_chosen(ticket, actor=w.clerk)


def _recall(w: Window) -> Step:
    ticket = w.called()
    w.passes(61)
    return lambda: w.desk.recall(ticket, actor=w.clerk)


def _serve(w: Window) -> Step:
    ticket = w.called()
    return lambda: w.desk.serve(ticket, actor=w.clerk)


def _miss(w: Window) -> Step:
    ticket = w.called()
    return lambda: w.desk.miss(ticket, actor=w.clerk)


def _bring_back(w: Window) -> Step:
    ticket = w.missed()
    return lambda: w.desk.bring_back(ticket, actor=w.clerk)


def _put_back(w: Window) -> Step:
    ticket = w.called()
    return lambda: w.desk.put_back(ticket, actor=w.clerk)


def _suspend(w: Window) -> Step:
    _, case = w.served()
    return lambda: w.desk.suspend(case, Suspension.HELD, actor=w.clerk)


def _resume(w: Window) -> Step:
    ticket = w.suspended(Suspension.HELD)
    return lambda: w.desk.resume(ticket, actor=w.clerk)


def _transfer(w: Window) -> Step:
    ticket, _ = w.served()
    to = TransferTo(matter_id=w.others[0], remark="papers are complete")
    return lambda: w.desk.transfer(ticket, to, actor=w.clerk)


def _finish(w: Window) -> Step:
    _, case = w.served()
    return lambda: w.desk.finish(case, actor=w.clerk)


def _finish_with_follow_up(w: Window) -> Step:
    _, case = w.served(w.others[0])
    return lambda: w.desk.finish(case, "", w.mine[1], actor=w.clerk)


def _void(w: Window) -> Step:
    ticket = w.suspended(Suspension.AWAY)
    return lambda: w.desk.void(ticket, "went home", actor=w.clerk)


def _note(w: Window) -> Step:
    _, case = w.served()
    return lambda: w.desk.note(case, "a word", actor=w.clerk)


def _take_anonymous(w: Window) -> Step:
    w.takes(w.mine[0])
    return lambda: w.counter.queueing.take_number(VisitEntry(w.mine[0]), actor=w.clerk)


def _check_in(w: Window) -> Step:
    w.takes(w.mine[0])
    entry = VisitEntry(w.mine[0], w.person, appointment_id=w.appointment(), matters=(w.others[0],))
    return lambda: w.counter.queueing.take_number(entry, actor=w.clerk)


def _check_in_late(w: Window) -> Step:
    w.takes(w.mine[0])
    entry = VisitEntry(w.mine[0], w.person, appointment_id=w.appointment())
    w.passes(3600)
    return lambda: w.counter.queueing.take_number(entry, actor=w.clerk)


def _next_skipping(w: Window) -> Step:
    skipped = w.takes(w.mine[0])
    w.takes(w.mine[0])
    return lambda: w.desk.call_next(passed_over={skipped}, actor=w.clerk)


def _chosen_missed(w: Window) -> Step:
    ticket = w.missed()
    return lambda: w.desk.call_chosen(ticket, actor=w.clerk)


def _resume_from_home(w: Window) -> Step:
    ticket = w.suspended(Suspension.AWAY)
    return lambda: w.desk.resume(ticket, actor=w.clerk)


def _transfer_to_a_window(w: Window) -> Step:
    ticket = w.takes(w.mine[0])
    to = TransferTo(window_id=w.counter.catalogue.windows()[1].id)
    return lambda: w.desk.transfer(ticket, to, actor=w.clerk)


def _transfer_to_a_colleague(w: Window) -> Step:
    ticket, _ = w.served()
    return lambda: w.desk.transfer(ticket, TransferTo(staff_id=w.clerk.staff_id), actor=w.clerk)


def _void_missed(w: Window) -> Step:
    ticket = w.missed()
    return lambda: w.desk.void(ticket, "went home", actor=w.clerk)


def _reprint(w: Window) -> Step:
    ticket = w.takes(w.mine[0])
    return lambda: w.counter.queueing.reprint_slip(ticket, actor=w.clerk)


def _register(w: Window) -> Step:
    entry = PersonEntry("Ada Quist", DocumentKind.PASSPORT, "E12345671", "13800138001")
    return lambda: w.counter.reception.register_person(entry, actor=w.clerk)


def _register_organisation(w: Window) -> Step:
    entry = OrganisationEntry("Quist Instruments", country="DEU")
    return lambda: w.counter.reception.register_organisation(entry, actor=w.clerk)


def _merge(w: Window) -> Step:
    keep, other = (w.counter.reception.register_person(PersonEntry("Ada"), actor=w.clerk) for _ in range(2))
    return lambda: w.counter.merging.merge_people(keep.value.id, other.value.id, actor=w.clerk)


def _correct(w: Window) -> Step:
    key = w.counter.reception.register_person(PersonEntry("Ada"), actor=w.clerk).value.id
    passport = (DocumentKind.PASSPORT, "E12345672")
    return lambda: w.counter.merging.correct_document(key, *passport, actor=w.clerk)


def _agree(w: Window) -> Step:
    return w.appointment


def _call_off(w: Window) -> Step:
    key = w.appointment()
    return lambda: w.counter.appointments.cancel(key, "rang up", actor=w.clerk)


def _excuse(w: Window) -> Step:
    key = w.appointment()
    w.passes(3600)
    return lambda: w.counter.appointments.excuse(key, "an accident", actor=w.clerk)


def _pause(w: Window) -> Step:
    w.counter.duty.begin(w.clerk)
    return lambda: w.counter.duty.pause(w.clerk)


def _begin_duty(w: Window) -> Step:
    w.counter.duty.begin(w.clerk)
    return lambda: w.counter.duty.begin(w.clerk)


def _rate(w: Window) -> Step:
    _, case = w.served()
    w.desk.finish(case, actor=w.clerk)
    return lambda: w.counter.ratings.rate(case, 1, ["b8"], SaidBy.SCREEN)


def _assign_rating(w: Window) -> Step:
    task = w.rated_badly()
    return lambda: w.counter.ratings.assign(task, w.clerk.staff_id, actor=w.clerk)


def _contact(w: Window) -> Step:
    task = w.rated_badly()
    w.counter.ratings.assign(task, w.clerk.staff_id, actor=w.clerk)
    return lambda: w.counter.ratings.note_contact(task, "rang up", was_reached=True, actor=w.clerk)


def _extend_rating(w: Window) -> Step:
    task = w.contacted()
    return lambda: w.counter.ratings.extend(task, 3, "a part is on its way", actor=w.clerk)


def _answer_rating(w: Window) -> Step:
    task = w.contacted()
    return lambda: w.counter.ratings.answer(task, "put right", actor=w.clerk)


def _settle_rating(w: Window) -> Step:
    task = w.contacted()
    w.counter.ratings.answer(task, "put right", actor=w.clerk)
    return lambda: w.counter.ratings.settle(task, actor=w.clerk)


def _set_rating_aside(w: Window) -> Step:
    task = w.contacted()
    return lambda: w.counter.ratings.set_aside(task, TaskState.MISTAKEN, "meant five", actor=w.clerk)


STEPS = (
    _take,
    _next,
    _next_closing,
    _next_closing_with_another_line,
    _next_matter_here,
    _chosen,
    _recall,
    _serve,
    _miss,
    _bring_back,
    _put_back,
    _suspend,
    _resume,
    _transfer,
    _finish,
    _finish_with_follow_up,
    _void,
    _note,
    _take_anonymous,
    _check_in,
    _check_in_late,
    _next_skipping,
    _chosen_missed,
    _resume_from_home,
    _transfer_to_a_window,
    _transfer_to_a_colleague,
    _void_missed,
    _reprint,
    _register,
    _register_organisation,
    _merge,
    _correct,
    _agree,
    _call_off,
    _excuse,
    _pause,
    _begin_duty,
    _rate,
    _assign_rating,
    _contact,
    _extend_rating,
    _answer_rating,
    _settle_rating,
    _set_rating_aside,
)
"""Closing the day is left out: it is one action for everybody who is left."""
