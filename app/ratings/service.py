"""Rating a case, and handling the bad ones."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.cases.queries import find_case
from app.cases.states import CaseState
from app.catalogue.rules import read_rules
from app.kernel.changes import Outcome
from app.kernel.clock import DAY, day_of
from app.kernel.errors import FieldRefused, WrongStep
from app.kernel.ids import new_key
from app.ratings.entities import Rating, RatingContact, RatingTask
from app.ratings.options import option_list
from app.ratings.refusals import CaseNotOver, ExtendedAlready, NotAnswered, RatedAlready, RatingTooLate
from app.ratings.states import BAD_LEVELS, NOT_COUNTED, SaidBy, TaskState
from app.security.actors import Actor, Machine, Permission
from app.storage.store import Store, Work

LONGEST_NOTE = 500
_ANSWERED = (TaskState.ANSWERED, TaskState.SETTLED)


class Ratings:
    """The visitor's word, and the manager's desk behind it."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def rate(self, case_id: str, level: int, options: Sequence[str], said_by: SaidBy) -> Outcome[str]:
        """Keep what a visitor said about a case; gives the rating's key. A bad one opens a task.

        The terminal acts, not its clerk: nobody of the staff has a hand in it (甘政办发〔2021〕60号).
        Refuses with FieldRefused, CaseNotOver, RatedAlready, RatingTooLate.
        """
        codes = option_list().checked(level, options)
        with self._store.change(Machine(), "rate") as work:
            self._check_first(work, case_id)
            rating = _kept(work, case_id, level, codes, said_by, turn=0)
            if level in BAD_LEVELS:
                rules = read_rules(work.session)
                task = RatingTask(
                    rating_id=rating.id,
                    case_id=case_id,
                    state=TaskState.UNASSIGNED,
                    state_at=work.now,
                    began_on=day_of(work.now, self._zone),
                    contact_days=rules.contact_days,
                    settle_days=rules.settle_days,
                )
                work.add(task)
        return work.outcome(rating.id)

    def rate_again(self, case_id: str, level: int, options: Sequence[str]) -> Outcome[str]:
        """Keep a follow-up rating after a bad one was answered; the first one stands beside it.

        A second bad word sends an answered task back to mending. Refuses with FieldRefused, NotAnswered.
        """
        codes = option_list().checked(level, options)
        with self._store.change(Machine(), "rate_again") as work:
            query = select(RatingTask).where(RatingTask.case_id == case_id)
            task = work.session.execute(query).scalar_one_or_none()
            turns = select(Rating.turn).where(Rating.case_id == case_id).order_by(Rating.turn.desc())
            last = work.session.execute(turns.limit(1)).scalar() or 0
            most = read_rules(work.session).follow_up_ratings
            if task is None or task.state not in _ANSWERED or last >= most:
                raise NotAnswered()
            rating = _kept(work, case_id, level, codes, SaidBy.FOLLOW_UP, turn=last + 1)
            if level in BAD_LEVELS and task.state is TaskState.ANSWERED:
                task.step(TaskState.MENDING, work.now)
        return work.outcome(rating.id)

    def assign(self, task_id: str, staff_id: str, *, actor: Actor) -> Outcome[None]:
        """Give a task to a member of staff, or to another one while nobody was reached.

        Refuses with Forbidden, WrongStep.
        """
        with self._store.change(_manager(actor), "assign_rating") as work:
            task = work.get(RatingTask, task_id)
            task.step(TaskState.TO_CONTACT, work.now)
            task.staff_id = staff_id
        return work.outcome(None)

    def note_contact(self, task_id: str, note: str, *, was_reached: bool, actor: Actor) -> Outcome[None]:
        """Note a try to reach the visitor; the mending begins when they were reached.

        Refuses with Forbidden, FieldRefused ("note"), WrongStep where nothing is to be asked any more.
        """
        with self._store.change(_manager(actor), "note_rating_contact") as work:
            task = work.get(RatingTask, task_id)
            _check_running(task)
            if task.state is TaskState.TO_CONTACT and was_reached:
                task.step(TaskState.MENDING, work.now)
            contact = RatingContact(
                task_id=task_id,
                staff_id=actor.staff_id,
                at=work.now,
                was_reached=was_reached,
                note=_said(note, "note"),
            )
            work.add(contact)
        return work.outcome(None)

    def answer(self, task_id: str, text: str, *, actor: Actor) -> Outcome[None]:
        """Note what was done and told to the visitor; refuses with Forbidden, FieldRefused, WrongStep."""
        return self._close(task_id, TaskState.ANSWERED, _said(text, "answer"), actor)

    def settle(self, task_id: str, *, actor: Actor) -> Outcome[None]:
        """Close an answered task; refuses with Forbidden, WrongStep."""
        return self._close(task_id, TaskState.SETTLED, "", actor)

    def set_aside(self, task_id: str, state: TaskState, reason: str, *, actor: Actor) -> Outcome[None]:
        """Find after a check that a rating was a mistake or is not so; it does not count from then on.

        Refuses with Forbidden, FieldRefused, WrongStep: nobody is set aside unheard (回访 first).
        """
        if state not in NOT_COUNTED:
            raise FieldRefused("state", "unknown", str(state))
        return self._close(task_id, state, _said(reason, "answer"), actor)

    def extend(self, task_id: str, days: int, reason: str, *, actor: Actor) -> Outcome[None]:
        """Put the last deadline off, once, by so many working days.

        Refuses with Forbidden, FieldRefused ("days" out of 1 to the hall's settle_days, "reason"),
        ExtendedAlready, and WrongStep where nothing is due.
        """
        with self._store.change(_manager(actor), "extend_rating") as work:
            task = work.get(RatingTask, task_id)
            if task.extra_days:
                raise ExtendedAlready()
            if not 1 <= days <= read_rules(work.session).settle_days:
                raise FieldRefused("days", "out_of_range", str(days))
            _check_running(task)
            task.extra_days, task.extension_reason = days, _said(reason, "reason")
        return work.outcome(None)

    def _check_first(self, work: Work, case_id: str) -> None:
        case = find_case(work.session, case_id)
        if case.state is not CaseState.CLOSED or case.closed_at is None:
            raise CaseNotOver()
        query = select(Rating.level).where(Rating.case_id == case_id, Rating.ended_at.is_(None))
        level = work.session.execute(query.limit(1)).scalar()
        if level is not None:
            raise RatedAlready(level)
        days = read_rules(work.session).rate_within_days
        if work.now - case.closed_at > days * DAY:
            raise RatingTooLate(days)

    def _close(self, task_id: str, state: TaskState, text: str, actor: Actor) -> Outcome[None]:
        with self._store.change(_manager(actor), f"rating_{state}") as work:
            task = work.get(RatingTask, task_id)
            task.step(state, work.now)
            task.answer = text or task.answer
        return work.outcome(None)


def _manager(actor: Actor) -> Actor:
    actor.must(Permission.RATE_HANDLE)
    return actor


def _check_running(task: RatingTask) -> None:
    if task.state not in (TaskState.TO_CONTACT, TaskState.MENDING):
        raise WrongStep("rating_task", str(task.state), str(TaskState.MENDING))


def _kept(work: Work, case_id: str, level: int, codes: list[str], said_by: SaidBy, *, turn: int) -> Rating:
    return work.add(
        Rating(
            id=new_key(),
            case_id=case_id,
            turn=turn,
            level=level,
            options=codes,
            list_version=option_list().version,
            said_by=said_by,
            said_at=work.now,
        )
    )


def _said(text: str, field: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise FieldRefused(field, "empty")
    if len(said) > LONGEST_NOTE:
        raise FieldRefused(field, "too_long", text)
    return said
