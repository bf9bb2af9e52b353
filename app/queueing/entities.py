"""Tickets and what happened to them."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.queueing.refusals import CalledOften
from app.queueing.states import MOST_CALLS, TICKET_STEPS, Spoken, TicketState
from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Day, Key, Moment, StateOf, Words


class Ticket(Record):
    """A place in the line (号票). Lives from taking to serving; never deleted."""

    __tablename__ = "ticket"
    __table_args__ = synced(
        Policy(
            # A ticket's state, its window and its moments tell one story: together or not at all.
            groups=(("state", "window_id", "calls", "called_at", "serving_at", "closed_at"),),
            unique=(("hall_id", "day", "number"),),
            steps={"state": TICKET_STEPS},
        )
    )

    number: Mapped[Words]
    day: Mapped[Day] = mapped_column(index=True)
    visit_id: Mapped[Key] = mapped_column(ForeignKey("visit.id"))
    matter_id: Mapped[Key] = mapped_column(ForeignKey("matter.id"))
    letter: Mapped[Words]
    is_priority: Mapped[bool]
    state: Mapped[TicketState] = mapped_column(StateOf(TicketState), index=True)
    window_id: Mapped[Key | None] = mapped_column(ForeignKey("window.id"))
    calls: Mapped[Count] = mapped_column(default=0)
    taken_at: Mapped[Moment]
    called_at: Mapped[Moment | None]
    serving_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]

    def call(self, window_id: str, at: int) -> None:
        """Call the visitor to a window, again where it is the same; refuses with CalledOften, WrongStep."""
        again = self.state is TicketState.CALLED
        if again and self.calls >= MOST_CALLS:
            raise CalledOften(self.number, self.calls)
        self._step(TicketState.CALLED)
        self.window_id = window_id
        self.called_at = at
        self.calls = self.calls + 1 if again else 1

    def serve(self, at: int) -> None:
        """Note that the visitor has come to the window."""
        self._step(TicketState.SERVING)
        self.serving_at = at

    def miss(self, at: int) -> None:
        """Note that nobody came; the ticket may be called again."""
        self._step(TicketState.MISSED)
        self.closed_at = at

    def close(self, at: int) -> None:
        """Note that the visitor was served."""
        self._step(TicketState.DONE)
        self.closed_at = at

    def wait_again(self) -> None:
        """Put the ticket back in its place in the line: a wrong call, or a missed visitor who came."""
        self._step(TicketState.WAITING)
        self.window_id = None
        self.called_at = None
        self.serving_at = None
        self.closed_at = None
        self.calls = 0

    def _step(self, after: TicketState) -> None:
        self.state = TICKET_STEPS.check(self.state, after)


class Call(Record):
    """One calling of a ticket to a window (叫号): what the display shows and the voice says."""

    __tablename__ = "call"
    # Two windows calling one waiting visitor make the same turn: the second is refused as a whole.
    __table_args__ = synced(Policy(unique=(("ticket_id", "turn"),)))

    ticket_id: Mapped[Key] = mapped_column(ForeignKey("ticket.id"), index=True)
    window_id: Mapped[Key] = mapped_column(ForeignKey("window.id"))
    called_at: Mapped[Moment] = mapped_column(index=True)
    turn: Mapped[Count]
    spoken: Mapped[Spoken] = mapped_column(StateOf(Spoken), default=Spoken.NOT_YET)
    spoken_detail: Mapped[Words]
