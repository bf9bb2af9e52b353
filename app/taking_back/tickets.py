"""What follows from a ticket that was reversed: its slip, and the window its visitor stands at."""

from __future__ import annotations

from app.catalogue.queries import HallCard, hall_card
from app.documents.words import word
from app.kernel.errors import Missing
from app.queueing.line import number_beside
from app.queueing.queries import ticket_row
from app.queueing.refusals import WindowBusy
from app.queueing.slips import SlipFacts, SlipPress, slip_order, void_slip_order
from app.storage.reversing import Turn
from app.storage.spool import queue_print, withdraw_paper
from app.storage.store import Work


class TicketEffect:
    """Keeps paper and windows true."""

    def __init__(self, press: SlipPress, zone: str) -> None:
        self._press = press
        self._zone = zone

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
            facts, hall = _facts(work, key)
            again = slip_order(facts, hall, self._zone, self._press, word("slip", "reprint"), key)
            queue_print(work.session, again, work.now)

    def _withdraw(self, work: Work, key: str) -> None:
        if withdraw_paper(work.session, f"ticket:{key}"):
            facts, hall = _facts(work, key)
            queue_print(work.session, void_slip_order(facts, hall, self._zone, self._press), work.now)


def _check_window(work: Work, key: str) -> None:
    other = number_beside(work.session, key)
    if other is not None:
        raise WindowBusy(other)


def _facts(work: Work, key: str) -> tuple[SlipFacts, HallCard]:
    ticket, hall = ticket_row(work.session, key), hall_card(work.session)
    if ticket is None or hall is None:
        raise Missing("ticket", key)
    return SlipFacts(ticket.id, ticket.visit_id, ticket.number, ticket.matter, None, ticket.taken_at), hall
