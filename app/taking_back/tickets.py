"""What follows from a ticket that was reversed: its slip, and the window its visitor stands at."""

from __future__ import annotations

from app.documents.words import word
from app.queueing.line import number_beside
from app.queueing.pace import HallParts
from app.queueing.refusals import WindowBusy
from app.queueing.service import find_slip_facts
from app.queueing.slips import SlipPress, slip_order, void_slip_order
from app.storage.reversing import Turn
from app.storage.spool import queue_print, withdraw_paper
from app.storage.store import Work


class TicketEffect:
    """Keeps paper and windows true."""

    def __init__(self, press: SlipPress, hall: HallParts) -> None:
        self._press = press
        self._hall = hall

    def follow(self, work: Work, key: str, turn: Turn) -> None:
        """Refuses with WindowBusy where the visitor would be the second one at a window.

        A number that never was: a slip that has not come out never will, one that has is followed by a void
        slip. A number that holds after all: its slip comes again.
        """
        if turn is Turn.ENDED:
            self._withdraw(work, key)
            return
        _check_window(work, key)
        if turn is Turn.OPENED:
            withdraw_paper(work.session, f"ticket:{key}")
            hall = self._hall.known.now()
            facts = find_slip_facts(work.session, key, hall)
            mark = word("slip", "reprint")
            again = slip_order(facts, hall.hall(), self._hall.zone, self._press, mark, key)
            queue_print(work.session, again, work.now)

    def _withdraw(self, work: Work, key: str) -> None:
        if withdraw_paper(work.session, f"ticket:{key}"):
            hall = self._hall.known.now()
            facts = find_slip_facts(work.session, key, hall)
            void = void_slip_order(facts, hall.hall(), self._hall.zone, self._press)
            queue_print(work.session, void, work.now)


def _check_window(work: Work, key: str) -> None:
    other = number_beside(work.session, key)
    if other is not None:
        raise WindowBusy(other)
