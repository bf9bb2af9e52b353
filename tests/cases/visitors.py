"""A window without the sample's line, and visitors who come as a test needs them."""

from __future__ import annotations

from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.reception.service import VisitEntry
from app.reception.states import Priority
from app.security.actors import Actor


class Visitors:
    """Visitors of a hall whose own sample line stands aside."""

    def __init__(self, counter: Counter, clerk: Actor) -> None:
        self.counter, self.clerk, self.desk = counter, clerk, counter.case_desk
        letters = counter.catalogue.windows()[0].letters
        matters = counter.catalogue.matters()
        self.mine = [m.id for m in matters if m.letter in letters]
        self.others = [m.id for m in matters if m.letter not in letters]
        for row in counter.queue.waiting():
            self.desk.void(row.id, "test", actor=clerk)

    def takes(
        self,
        matter_id: str = "",
        *further: str,
        priority: Priority = Priority.NONE,
        override: bool = False,
    ) -> str:
        """Let somebody take a number; gives the ticket."""
        entry = VisitEntry(matter_id or self.mine[0], matters=further, priority=priority)
        taken = self.counter.queueing.take_number(entry, override=override, actor=self.clerk)
        return taken.value.ticket_id

    def called(self, *further: str) -> str:
        """Let somebody be called to the window."""
        ticket = self.takes(self.mine[0], *further)
        assert self.desk.call_chosen(ticket, actor=self.clerk).value.id == ticket
        return ticket

    def served(self, *further: str) -> tuple[str, str]:
        """Let somebody be served; gives ticket and case."""
        ticket = self.called(*further)
        return ticket, self.desk.serve(ticket, actor=self.clerk).value

    def passes(self, seconds: float) -> None:
        """Let time pass, backwards too."""
        assert isinstance(self.counter.store.clock, SteppingClock)
        self.counter.store.clock.step(seconds)
