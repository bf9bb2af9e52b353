"""The slip of a ticket whose taking is taken back."""

from __future__ import annotations

from app.catalogue.queries import HallCard, hall_card
from app.documents.words import word
from app.kernel.errors import Missing
from app.queueing.queries import ticket_row
from app.queueing.slips import SlipFacts, SlipPress, slip_order, void_slip_order
from app.storage.spool import queue_print, withdraw_paper
from app.storage.store import Work
from app.taking_back.reversing import Turn


class SlipEffect:
    """Takes a slip off the spool, or tells the visitor who holds it that it is void."""

    def __init__(self, press: SlipPress, zone: str) -> None:
        self._press = press
        self._zone = zone

    def follow(self, work: Work, key: str, turn: Turn) -> None:
        """A void number: what has not come out never will, what has is followed by a void slip.

        A number that holds after all: the slip comes again.
        """
        if turn is Turn.CHANGED:
            return
        is_out = withdraw_paper(work.session, f"ticket:{key}")
        if turn is Turn.OPENED:
            facts, hall = self._facts(work, key)
            again = slip_order(facts, hall, self._zone, self._press, word("slip", "reprint"), key)
            queue_print(work.session, again, work.now)
        elif is_out:
            facts, hall = self._facts(work, key)
            queue_print(work.session, void_slip_order(facts, hall, self._zone, self._press), work.now)

    def _facts(self, work: Work, key: str) -> tuple[SlipFacts, HallCard]:
        ticket, hall = ticket_row(work.session, key), hall_card(work.session)
        if ticket is None or hall is None:
            raise Missing("ticket", key)
        return SlipFacts(
            ticket.id, ticket.visit_id, ticket.number, ticket.matter, None, ticket.taken_at
        ), hall
