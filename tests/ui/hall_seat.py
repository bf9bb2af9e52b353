"""The sample hall as its display and its voice see it, with a clerk who calls."""

from __future__ import annotations

from dataclasses import dataclass

from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.queueing.states import Spoken
from app.security.actors import Actor
from tests.ui.page_seat import asked
from ui.parts.background import Background


@dataclass
class Hall:
    """A hall with a clerk at window 1."""

    counter: Counter
    clerk: Actor
    clock: SteppingClock
    background: Background
    heard_at: int | None = None
    gone: int = 0
    """What a clock nobody can set has told since the hall opened, in microseconds."""

    def steady(self) -> int:
        """Tell the moment of that clock."""
        return self.gone

    def wire(self) -> int | None:
        """Tell when the centre was last heard."""
        return self.heard_at

    def call(self) -> str:
        """Call the next visitor; gives the number."""
        return asked(lambda: self.counter.case_desk.call_next(actor=self.clerk)).value.number

    def serve(self) -> None:
        """Note that the called visitor has come."""
        asked(lambda: self.counter.case_desk.serve(self.busy(), actor=self.clerk))

    def put_back(self) -> None:
        """Take the call back; the visitor keeps the place."""
        asked(lambda: self.counter.taking_back.take_back_last(actor=self.clerk))

    def busy(self) -> str:
        """Give the key of the ticket at the window."""
        ticket = asked(lambda: self.counter.queue.at_window(self.clerk.window_id or ""))
        assert ticket is not None
        return ticket.id

    def calls_noted(self) -> dict[str, tuple[Spoken, str]]:
        """Look at the calls in the store, as the audit would."""
        return asked(self._calls)

    def _calls(self) -> dict[str, tuple[Spoken, str]]:
        text = "SELECT t.number, c.spoken, c.spoken_detail FROM call c JOIN ticket t ON t.id = c.ticket_id"
        with self.counter.store.look() as session:
            rows = session.connection().exec_driver_sql(text)
            return {number: (Spoken(spoken), detail) for number, spoken, detail in rows}


def a_hall(counter: Counter, clerk: Actor, background: Background) -> Hall:
    """A hall whose changes are heard."""
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    background.follow(counter.store.listen)
    return Hall(counter, clerk, clock, background)
