"""Tickets and what happened to them."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.queueing.states import TICKET_STEPS, PeriodKind, Spoken, Suspension, TicketState
from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Day, Key, Moment, StateOf, Words


class Ticket(Record):
    """A place in the line (号票). Lives from taking to the last matter of the visit; never deleted."""

    __tablename__ = "ticket"
    __table_args__ = synced(
        Policy(
            # A ticket's state, its place, its window and its moments tell one story: together or not at all.
            groups=(
                (
                    "state", "suspension", "matter_id", "letter", "leg", "position", "ranked_at",
                    "for_window_id", "for_staff_id", "window_id", "calls", "called_at", "serving_at",
                    "closed_at", "is_carried",
                ),
            ),
            unique=(("hall_id", "day", "number", "serial"),),
            steps={"state": TICKET_STEPS.both_ways()},
        )
    )  # fmt: skip

    number: Mapped[Words]
    serial: Mapped[Count] = mapped_column(default=0)
    """The how-manieth of its series that day: after the end of the range the numbers begin again."""
    day: Mapped[Day] = mapped_column(index=True)
    visit_id: Mapped[Key] = mapped_column(ForeignKey("visit.id"), index=True)
    matter_id: Mapped[Key] = mapped_column(ForeignKey("matter.id"))
    """The matter in turn; the others of the visit are in ``visit_matter``."""
    letter: Mapped[Words]
    leg: Mapped[Count] = mapped_column(default=1)
    """Counts the matters and transfers of the visit: each leg has one case at most."""
    position: Mapped[Count] = mapped_column(default=1)
    """Which of the visit's matters is in turn: ``VisitMatter.position``; those before it are done."""
    is_priority: Mapped[bool]
    state: Mapped[TicketState] = mapped_column(StateOf(TicketState), index=True)
    suspension: Mapped[Suspension] = mapped_column(StateOf(Suspension), default=Suspension.NONE)
    ranked_at: Mapped[Moment] = mapped_column(default=0)
    """The place in the line, as a moment: that of taking, or just behind others after a missed call."""
    due_at: Mapped[Moment | None]
    """When the appointment begins that was checked in with this ticket."""
    for_window_id: Mapped[Key | None] = mapped_column(ForeignKey("window.id"))
    """Transferred to this window alone."""
    for_staff_id: Mapped[Key | None]
    """Transferred to this member of staff alone."""
    remark: Mapped[Words]
    """What the clerk who transferred it wrote for the next one, or why it is void."""
    window_id: Mapped[Key | None] = mapped_column(ForeignKey("window.id"))
    calls: Mapped[Count] = mapped_column(default=0)
    taken_at: Mapped[Moment]
    called_at: Mapped[Moment | None]
    serving_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]
    is_carried: Mapped[bool] = mapped_column(default=False, index=True)
    """Left over from the day it was taken on and still to be served; it is called before the new ones."""

    @property
    def place(self) -> int:
        """The rank in the line; tickets of older programs stand where they were taken."""
        return self.ranked_at or self.taken_at

    def call(self, window_id: str, at: int) -> None:
        """Call the visitor to a window, again where it is the same; refuses with WrongStep."""
        again = self.state is TicketState.CALLED
        self._step(TicketState.CALLED)
        self.window_id, self.called_at, self.closed_at = window_id, at, None
        self.calls = self.calls + 1 if again else 1

    def serve(self, at: int) -> None:
        """Note that the visitor has come to the window; who it was kept for is said no more."""
        self._step(TicketState.SERVING)
        self.serving_at = at
        self.for_window_id = self.for_staff_id = None
        self.suspension = Suspension.NONE

    def miss(self, at: int) -> None:
        """Note that nobody came; the ticket may be called again."""
        self._step(TicketState.MISSED)
        self.closed_at = at

    def suspend(self, kind: Suspension) -> None:
        """Let the case rest; the visitor's window stays known."""
        self._step(TicketState.SUSPENDED)
        self.suspension = kind

    def go_on(self, window_id: str, at: int) -> None:
        """Serve a visitor again whose case rested."""
        self._step(TicketState.SERVING)
        self.window_id, self.serving_at, self.suspension = window_id, at, Suspension.NONE

    def take_up(self, matter_id: str, letter: str, position: int) -> None:
        """Put another matter in turn: a leg of its own."""
        self.matter_id, self.letter, self.position = matter_id, letter, position
        self.leg += 1

    def keep_serving(self, at: int) -> None:
        """Stay at the window with the next matter."""
        self._step(TicketState.SERVING)
        self.serving_at = at

    def close(self, at: int) -> None:
        """Note that the visitor was served."""
        self._step(TicketState.DONE)
        self.closed_at = at

    def void(self, at: int) -> None:
        """Take the ticket out of the line for good."""
        self._step(TicketState.VOID)
        self.closed_at = at

    def wait_again(self) -> None:
        """Stand in the line again, in the old place.

        Of who missed a call its moment stays known: somebody just called is not called of itself at once.
        """
        if self.state is not TicketState.MISSED:
            self.called_at = None
        self._step(TicketState.WAITING)
        self.window_id = self.serving_at = self.closed_at = None
        self.calls = 0
        self.suspension = Suspension.NONE

    def keep_for(self, window_id: str | None, staff_id: str | None = None, remark: str = "") -> None:
        """Keep the visitor for one window or member of staff; None for both: for whoever serves the line."""
        self.for_window_id, self.for_staff_id, self.remark = window_id, staff_id, remark

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


class Period(Record):
    """A stretch of a visitor's day (时段): waiting, called, served, at rest. Its record ends with it.

    A visit that is not over has exactly one open period; a period begins at the moment the one before it
    ended. A step that was taken back leaves its period ended by ``taken_back``: it counts nowhere.
    """

    __tablename__ = "period"
    __table_args__ = synced(
        Policy(groups=(("ended_at", "end_reason"),), unique=(("visit_id",),)),
    )

    visit_id: Mapped[Key] = mapped_column(ForeignKey("visit.id"), index=True)
    ticket_id: Mapped[Key] = mapped_column(ForeignKey("ticket.id"))
    matter_id: Mapped[Key] = mapped_column(ForeignKey("matter.id"))
    kind: Mapped[PeriodKind] = mapped_column(StateOf(PeriodKind))
    day: Mapped[Day] = mapped_column(index=True)
    window_id: Mapped[Key | None]
    staff_id: Mapped[Words]
    began_at: Mapped[Moment]
    """It lasts until ``ended_at``."""


class Duty(Record):
    """A member of staff on duty at a window (在岗). The record ends when they leave it."""

    __tablename__ = "duty"
    __table_args__ = synced(Policy(unique=(("window_id",),)))

    window_id: Mapped[Key] = mapped_column(ForeignKey("window.id"))
    staff_id: Mapped[Key]
    began_at: Mapped[Moment]
    is_paused: Mapped[bool] = mapped_column(default=False)
    """暂停服务: the window is manned and calls nobody."""


class SlipLayout(Record):
    """The hall's own layout of slips (号票版式); a hall without one uses that of the program."""

    __tablename__ = "slip_layout"
    __table_args__ = synced(Policy(unique=(("hall_id",),)))

    text: Mapped[Words]
    """As ``app/documents/slip_template.py`` reads it."""
