"""What follows from a ticket that was reversed: its slip, and the window its visitor stands at."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement

from app.documents.words import word
from app.queueing.line import BUSY, number_beside
from app.queueing.pace import HallParts
from app.queueing.refusals import WindowBusy
from app.queueing.service import find_slip_facts
from app.queueing.slips import SlipPress, slip_order, void_slip_order
from app.storage.reversing import Change, Turn
from app.storage.spool import PrintOrder, replace_paper
from app.storage.store import Work


class TicketEffect:
    """Keeps paper and windows true."""

    def __init__(self, press: SlipPress, hall: HallParts) -> None:
        self._press = press
        self._hall = hall

    def question(self, change: Change, beside: tuple[str, ...]) -> ColumnElement[Any] | None:
        """Ask for another visitor at the window where this one stands then."""
        # A ticket's state and its window are told together: neither is there where neither was touched.
        before = change["old"]
        return number_beside(before["window_id"], beside) if before.get("state") in BUSY else None

    def follow(self, work: Work, key: str, turn: Turn, answer: Any) -> None:
        """Refuses with WindowBusy where the visitor would be the second one at a window.

        A number that never was: a slip that has not come out never will, one that has is followed by a void
        slip. A number that holds after all: its slip comes again.
        """
        if answer is not None:
            raise WindowBusy(answer)
        if turn is not Turn.CHANGED:
            is_void = turn is Turn.ENDED
            order = self._void_slip(work, key) if is_void else self._slip_again(work, key)
            for job in replace_paper(work.session, order, work.now, only_where_out=is_void):
                work.subject("print_job", job)

    def _void_slip(self, work: Work, key: str) -> PrintOrder:
        hall = self._hall.known.now()
        facts = find_slip_facts(work.session, key, hall)
        return void_slip_order(facts, hall.hall(), self._hall.zone, self._press)

    def _slip_again(self, work: Work, key: str) -> PrintOrder:
        hall = self._hall.known.now()
        facts = find_slip_facts(work.session, key, hall)
        return slip_order(facts, hall.hall(), self._hall.zone, self._press, word("slip", "reprint"), key)
