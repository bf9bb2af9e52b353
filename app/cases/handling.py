"""Cases in an open transaction: opened when the visitor comes, closed with the next matter in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_

from app.cases.entities import Case
from app.cases.states import CaseState
from app.catalogue.known import HallNow
from app.catalogue.queries import WindowRow
from app.kernel.errors import Missing
from app.kernel.ids import new_key
from app.queueing.line import TICKET_ID, TICKET_LEG, InLine
from app.queueing.moves import Moves
from app.reception.service import add_matter
from app.security.actors import Actor
from app.storage.store import Work


def with_cases(query: Select[Any]) -> Select[Any]:
    """Join a question about tickets to the cases of their present legs; each row then has a ``Case``."""
    its_own = and_(Case.ticket_id == TICKET_ID, Case.leg == TICKET_LEG, Case.ended_at.is_(None))
    return query.add_columns(Case).outerjoin(Case, its_own)


@dataclass(frozen=True)
class Ending:
    """How a case ends: its result, empty for the usual one; a follow-up matter; whether the next may stay."""

    result: str = ""
    follow_up_matter_id: str | None = None
    may_stay: bool = True


class Handling:
    """The window's cases in one open transaction."""

    def __init__(self, work: Work, moves: Moves, hall: HallNow, window: WindowRow, actor: Actor) -> None:
        self._work = work
        self._moves = moves
        self._hall = hall
        self._window = window
        self._actor = actor

    def open(self, entry: InLine, case: Case | None) -> Case:
        """Open the case of a ticket's leg, or take up again the one that rested."""
        if case is not None:
            case.window_id, case.staff_id = self._window.id, self._actor.staff_id
            return case
        ticket = entry.ticket
        opened = Case(
            id=new_key(),
            ticket_id=ticket.id,
            leg=ticket.leg,
            visit_id=ticket.visit_id,
            matter_id=ticket.matter_id,
            window_id=self._window.id,
            staff_id=self._actor.staff_id,
            state=CaseState.OPEN,
            opened_at=self._work.now,
        )
        return self._work.add(opened)

    def finish(self, entry: InLine, case: Case | None, ending: Ending) -> str:
        """Close a case and put the next matter of the visit in turn; gives the result.

        The next matter goes on at this window where it serves that line, else in its own line with the old
        place. A follow-up matter is queued; kept for this window where it serves it.
        """
        if case is None:
            raise Missing("case", entry.ticket.id)
        given = ending.result.strip() or self._hall.matters[case.matter_id].usual_result
        case.close(given, self._work.now)
        if ending.follow_up_matter_id is not None:
            self._add_follow_up(entry, ending.follow_up_matter_id)
        self._next_matter(entry, stays=ending.may_stay and ending.follow_up_matter_id is None)
        return given

    def _add_follow_up(self, entry: InLine, matter_id: str) -> None:
        position = max(entry.visit.matters, default=entry.ticket.position) + 1
        matter = self._hall.matter(matter_id)
        add_matter(self._work, entry.ticket.visit_id, matter.id, position)
        entry.visit.matters[position] = matter.id

    def _next_matter(self, entry: InLine, *, stays: bool) -> None:
        ticket = entry.ticket
        following = min((p for p in entry.visit.matters if p > ticket.position), default=None)
        if following is None:
            self._moves.close(entry)
            return
        matter = self._hall.matters[entry.visit.matters[following]]
        ticket.take_up(matter.id, matter.letter, following)
        serves_it = not self._window.letters or matter.letter in self._window.letters
        if serves_it and stays:
            self._moves.keep_serving(entry)
            self.open(entry, None)
        else:
            self._moves.wait(entry)
            ticket.keep_for(self._window.id if serves_it else None)
