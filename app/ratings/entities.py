"""Ratings and the handling of bad ones."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.ratings.states import TASK_STEPS, SaidBy, TaskState
from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Day, Key, Moment, StateOf, Words


class Rating(Record):
    """What a visitor said about a case (评价). Never changed; a case not rated has none (未评价)."""

    __tablename__ = "rating"
    __table_args__ = synced(Policy(append_only=True, unique=(("case_id", "turn"),)))

    case_id: Mapped[Key] = mapped_column(ForeignKey("case.id"), index=True)
    turn: Mapped[Count] = mapped_column(default=0)
    """0: the rating; from 1 on: follow-up ratings after a bad one was answered."""
    level: Mapped[Count]
    """5 to 1 (非常满意 … 非常不满意)."""
    options: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Codes of the options that were ticked, of the list below."""
    list_version: Mapped[Words]
    said_by: Mapped[SaidBy] = mapped_column(StateOf(SaidBy))
    said_at: Mapped[Moment] = mapped_column(index=True)


class RatingTask(Record):
    """What is done about a bad rating (差评整改): 谁办理、谁负责."""

    __tablename__ = "rating_task"
    __table_args__ = synced(
        Policy(
            groups=(("state", "state_at", "answer"), ("extra_days", "extension_reason")),
            unique=(("rating_id",),),
            steps={"state": TASK_STEPS.both_ways()},
        )
    )

    rating_id: Mapped[Key] = mapped_column(ForeignKey("rating.id"))
    case_id: Mapped[Key] = mapped_column(ForeignKey("case.id"))
    state: Mapped[TaskState] = mapped_column(StateOf(TaskState), index=True)
    state_at: Mapped[Moment]
    staff_id: Mapped[Words]
    """Whom it was given to; empty before that."""
    began_on: Mapped[Day]
    """Time limits count from the working day after it; they follow the calendar as it becomes known."""
    contact_days: Mapped[Count]
    settle_days: Mapped[Count]
    extra_days: Mapped[Count] = mapped_column(default=0)
    extension_reason: Mapped[Words]
    answer: Mapped[Words]
    """What the visitor was told, or why the rating does not count."""

    def step(self, after: TaskState, at: int) -> None:
        """Go on to a state; refuses with WrongStep."""
        self.state = TASK_STEPS.check(self.state, after)
        self.state_at = at


class RatingContact(Record):
    """One try to reach whoever rated badly (回访记录)."""

    __tablename__ = "rating_contact"
    __table_args__ = synced(Policy(append_only=True))

    task_id: Mapped[Key] = mapped_column(ForeignKey("rating_task.id"), index=True)
    staff_id: Mapped[Key]
    at: Mapped[Moment]
    was_reached: Mapped[bool]
    note: Mapped[Words]
