"""Tickets and what happened to them."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.queueing.refusals import CalledOften
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
                    "state", "suspension", "matter_id", "letter", "leg", "ranked_at", "for_window_id",
                    "for_staff_id", "window_id", "calls", "called_at", "serving_at", "closed_at",
                ),
            ),
            unique=(("hall_id", "day", "number"),),
            steps={"state": TICKET_STEPS.both_ways()},
        )
    )  # fmt: skip

    number: Mapped[Words]
    day: Mapped[Day] = mapped_column(index=True)
    visit_id: Mapped[Key] = mapped_column(ForeignKey("visit.id"))
    matter_id: Mapped[Key] = mapped_column(ForeignKey("matter.id"))
    """The matter in turn; the others of the visit are in ``visit_matter``."""
    letter: Mapped[Words]
    leg: Mapped[Count] = mapped_column(default=1)
    """Counts the matters and transfers of the visit: each leg has one case at most."""
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
    """What the clerk who transferred it wrote for the next one."""
    window_id: Mapped[Key | None] = mapped_column(ForeignKey("window.id"))
    calls: Mapped[Count] = mapped_column(default=0)
    taken_at: Mapped[Moment]
    called_at: Mapped[Moment | None]
    serving_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]

    def call(self, window_id: str, at: int, most_calls: int) -> None:
        """Call the visitor to a window, again where it is the same; refuses with CalledOften, WrongStep."""
        again = self.state is TicketState.CALLED
        if again and self.calls >= most_calls:
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
