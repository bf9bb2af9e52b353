"""Cases."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.cases.states import CASE_STEPS, CaseState
from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Key, Moment, StateOf, Words


class Case(Record):
    """A matter in hand (办件): one visitor, one matter, one window."""

    __tablename__ = "case"
    __table_args__ = synced(
        Policy(
            groups=(("state", "closed_at", "result"),),
            unique=(("ticket_id", "leg"),),
            steps={"state": CASE_STEPS.both_ways()},
        )
    )

    ticket_id: Mapped[Key] = mapped_column(ForeignKey("ticket.id"), index=True)
    leg: Mapped[Count] = mapped_column(default=1)
    """The ticket's leg it belongs to: a visit with two matters has two cases under one number."""
    visit_id: Mapped[Key] = mapped_column(ForeignKey("visit.id"), index=True)
    matter_id: Mapped[Key] = mapped_column(ForeignKey("matter.id"))
    window_id: Mapped[Key] = mapped_column(ForeignKey("window.id"))
    staff_id: Mapped[Key]
    state: Mapped[CaseState] = mapped_column(StateOf(CaseState))
    opened_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]
    result: Mapped[Words]
    notes: Mapped[Words]

    def close(self, result: str, at: int) -> None:
        """Note how the case ended; refuses with WrongStep when it has ended already."""
        self.state = CASE_STEPS.check(self.state, CaseState.CLOSED)
        self.result = result
        self.closed_at = at

    def hand_on(self, at: int) -> None:
        """Note that the visitor was transferred; refuses with WrongStep when the case has ended already."""
        self.state = CASE_STEPS.check(self.state, CaseState.TRANSFERRED)
        self.closed_at = at
