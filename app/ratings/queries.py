"""Ratings as the screens read them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cases.queries import CaseCard, cases_of_visit, closed_case_ids, find_case
from app.cases.states import CaseState
from app.catalogue.calendar import Deadline, WorkingDays, read_working_days
from app.catalogue.queries import all_matters, all_windows
from app.catalogue.rules import read_rules
from app.kernel.clock import DAY, day_bounds, day_of
from app.kernel.errors import Missing
from app.queueing.queries import ticket_row
from app.ratings.entities import Rating, RatingContact, RatingTask
from app.ratings.options import option_list
from app.ratings.states import NOT_COUNTED, OPEN_STATES, SATISFIED_LEVELS, Due, SaidBy, TaskState
from app.security.accounts import StaffRow, staff_row, staff_rows
from app.storage.store import Store


@dataclass(frozen=True)
class RateRequest:
    """A case a visitor may rate now: what it was, and who did it where (domain.md 5.2, device)."""

    case_id: str
    matter: str
    matter_en: str
    staff: StaffRow | None
    window_id: str
    window_number: int
    closed_at: int
    is_follow_up: bool = False


@dataclass(frozen=True)
class TaskRow:
    """A task in the manager's list. Nothing in it names the visitor."""

    id: str
    case_id: str
    visit_id: str
    person_id: str | None
    state: TaskState
    level: int
    said_by: SaidBy
    said_at: int
    options: tuple[str, ...]
    number: str
    matter: str
    matter_en: str
    window_number: int
    served_by: str
    given_to: str
    contact_by: Deadline
    settle_by: Deadline
    due: Due
    days_left: int
    is_extended: bool
    extension_reason: str
    answer: str

    @property
    def due_by(self) -> Deadline:
        """The deadline that runs now."""
        waits = self.state in (TaskState.UNASSIGNED, TaskState.TO_CONTACT)
        return self.contact_by if waits else self.settle_by


@dataclass(frozen=True)
class ContactRow:
    """A try to reach the visitor."""

    at: int
    staff: str
    was_reached: bool
    note: str


@dataclass(frozen=True)
class TaskCard:
    """A task with its tries and follow-up ratings (moment and level)."""

    row: TaskRow
    contacts: tuple[ContactRow, ...]
    follow_ups: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Satisfaction:
    """The figures of a period. A case that was not rated stays so: it is in no rate (domain.md 5.2)."""

    since: dt.date
    until: dt.date
    rated: int
    unrated: int
    set_aside: int
    by_level: tuple[tuple[int, int], ...]
    """(level, ratings that count), from 5 to 1."""

    @property
    def per_mille(self) -> int | None:
        """(5 + 4 + 3) / rated, rounded down to a tenth of a percent; None where nobody rated."""
        satisfied = sum(count for level, count in self.by_level if level in SATISFIED_LEVELS)
        return satisfied * 1000 // self.rated if self.rated else None


class RatingsView:
    """Looks at ratings."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def request(self, case_id: str) -> RateRequest | None:
        """Give what a visitor is asked about a case, None where it cannot be rated now."""
        with self._store.look() as session:
            return self._request(session, find_case(session, case_id))

    def of_visit(self, visit_id: str) -> tuple[RateRequest, ...]:
        """List the cases of a visit that can be rated now, oldest first."""
        with self._store.look() as session:
            found = (self._request(session, case) for case in cases_of_visit(session, visit_id))
            return tuple(request for request in found if request is not None)

    def tasks(self, *, is_open: bool = True) -> tuple[TaskRow, ...]:
        """List the tasks, the nearest deadline first; the open ones, or all of them, newest first."""
        query = select(RatingTask, Rating).join(Rating, Rating.id == RatingTask.rating_id)
        if is_open:
            query = query.where(RatingTask.state.in_(OPEN_STATES))
        query = query.order_by(RatingTask.made_at.desc()).limit(500)
        with self._store.look() as session:
            words = _Words(session, day_of(self._store.clock.now(), self._zone))
            rows = tuple(words.row(task, rating) for task, rating in session.execute(query).all())
        return tuple(sorted(rows, key=_nearest)) if is_open else rows

    def task(self, task_id: str) -> TaskCard:
        """Give a task with its history; refuses with Missing."""
        with self._store.look() as session:
            task = session.get(RatingTask, task_id)
            if task is None:
                raise Missing("rating_task", task_id)
            rating = session.get_one(Rating, task.rating_id)
            words = _Words(session, day_of(self._store.clock.now(), self._zone))
            tries = select(RatingContact).where(RatingContact.task_id == task_id).order_by(RatingContact.at)
            again = select(Rating.said_at, Rating.level).where(
                Rating.case_id == task.case_id, Rating.turn > 0
            )
            return TaskCard(
                words.row(task, rating),
                tuple(
                    ContactRow(c.at, words.name(c.staff_id), c.was_reached, c.note)
                    for c in session.execute(tries).scalars()
                ),
                tuple((at, level) for at, level in session.execute(again.order_by(Rating.turn))),
            )

    def staff(self) -> tuple[StaffRow, ...]:
        """List whom a task can be given to."""
        with self._store.look() as session:
            return staff_rows(session)

    def satisfaction(self, since: dt.date, until: dt.date) -> Satisfaction:
        """Count the cases closed from a day to another, both included."""
        first, _ = day_bounds(since, self._zone)
        _, after = day_bounds(until, self._zone)
        with self._store.look() as session:
            closed = closed_case_ids(session, first, after)
            query = (
                select(Rating.case_id, Rating.level, RatingTask.state)
                .outerjoin(RatingTask, RatingTask.rating_id == Rating.id)
                .where(Rating.turn == 0, Rating.said_at >= first, Rating.ended_at.is_(None))
            )
            found = [row for row in session.execute(query) if row[0] in closed]
        counted = Counter(level for _, level, state in found if state not in NOT_COUNTED)
        return Satisfaction(
            since,
            until,
            rated=counted.total(),
            unrated=len(closed) - len(found),
            set_aside=len(found) - counted.total(),
            by_level=tuple((level, counted[level]) for level in range(5, 0, -1)),
        )

    def _request(self, session: Session, case: CaseCard) -> RateRequest | None:
        if case.state is not CaseState.CLOSED or case.closed_at is None:
            return None
        rules = read_rules(session)
        turns = session.execute(select(Rating.turn).where(Rating.case_id == case.id)).scalars().all()
        is_follow_up = bool(turns)
        if is_follow_up:
            query = select(RatingTask.state).where(RatingTask.case_id == case.id)
            state = session.execute(query).scalar_one_or_none()
            is_open = state in (TaskState.ANSWERED, TaskState.SETTLED)
            if not is_open or max(turns) >= rules.follow_up_ratings:
                return None
        elif self._store.clock.now() - case.closed_at > rules.rate_within_days * DAY:
            return None
        matter, window = all_matters(session)[case.matter_id], all_windows(session)[case.window_id]
        return RateRequest(
            case_id=case.id,
            matter=matter.name,
            matter_en=matter.name_en,
            staff=staff_row(session, case.staff_id),
            window_id=window.id,
            window_number=window.number,
            closed_at=case.closed_at,
            is_follow_up=is_follow_up,
        )


class _Words:
    """What rows need from elsewhere, read once for a whole list."""

    def __init__(self, session: Session, today: dt.date) -> None:
        self._session = session
        self._today = today
        self._staff = {row.id: row for row in staff_rows(session)}
        self._windows = all_windows(session)
        self._matters = all_matters(session)
        self._calendar = read_working_days(session)

    def name(self, staff_id: str) -> str:
        """Give the name of a member of staff."""
        found = self._staff.get(staff_id)
        return found.name if found else ""

    def row(self, task: RatingTask, rating: Rating) -> TaskRow:
        """Show a task."""
        case = find_case(self._session, task.case_id)
        ticket = ticket_row(self._session, case.ticket_id)
        matter = self._matters[case.matter_id]
        contact_by = self._calendar.after(task.began_on, task.contact_days)
        settle_by = self._calendar.after(task.began_on, task.settle_days + task.extra_days)
        waits = task.state in (TaskState.UNASSIGNED, TaskState.TO_CONTACT)
        due, left = due_of(self._calendar, self._today, contact_by if waits else settle_by, task.state)
        return TaskRow(
            id=task.id,
            case_id=case.id,
            visit_id=case.visit_id,
            person_id=ticket.person_id if ticket else None,
            state=task.state,
            level=rating.level,
            said_by=rating.said_by,
            said_at=rating.said_at,
            options=option_list().texts(rating.level, rating.options),
            number=ticket.number if ticket else "",
            matter=matter.name,
            matter_en=matter.name_en,
            window_number=self._windows[case.window_id].number,
            served_by=self.name(case.staff_id),
            given_to=self.name(task.staff_id),
            contact_by=contact_by,
            settle_by=settle_by,
            due=due,
            days_left=left,
            is_extended=task.extra_days > 0,
            extension_reason=task.extension_reason,
            answer=task.answer,
        )


def due_of(calendar: WorkingDays, today: dt.date, by: Deadline, state: TaskState) -> tuple[Due, int]:
    """Tell how near a deadline is, and how many working days are left (negative: passed)."""
    left = calendar.between(today, by.day)
    if state not in OPEN_STATES:
        return Due.NONE, left
    if today > by.day:
        return Due.LATE, min(left, -1)
    return (Due.TODAY if left <= 0 else Due.IN_TIME), left


def _nearest(row: TaskRow) -> tuple[dt.date, int]:
    return row.due_by.day, row.said_at
