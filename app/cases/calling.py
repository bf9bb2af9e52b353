"""Calling: F2, a chosen visitor, and what the centre says to it."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from app.cases.entities import Case
from app.cases.handling import Ending, Handling, with_cases
from app.cases.refusals import VisitorCalled
from app.catalogue.known import HallNow
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.confirm import Confirm, Confirmation, Verdict
from app.kernel.errors import Missing, WrongStep
from app.queueing.choosing import Seat, choose, fits, is_kept
from app.queueing.cut_off import CALL_ALONE, CALL_CHOSEN, CALL_NEXT, UNDO_CALL, share_line, withheld_calls
from app.queueing.duty import window_of
from app.queueing.line import (
    BUSY,
    CallLook,
    InLine,
    Scope,
    call_query,
    candidate,
    in_line,
    in_line_query,
    is_ticket,
    read_call_look,
)
from app.queueing.moves import Moves
from app.queueing.pace import HallParts
from app.queueing.putting_back import end_calls
from app.queueing.queries import free_line, seat_of
from app.queueing.refusals import (
    CutOff,
    KeptForAnother,
    NobodyWaiting,
    OthersShare,
    TicketTaken,
    WindowPaused,
)
from app.queueing.rows import TicketRow, shown_ticket
from app.queueing.states import TICKET_STEPS, TicketState
from app.security.actors import Actor
from app.storage.reversing import REVERSED, changes_of, reverse
from app.storage.store import Store, Work

TRIES = 5
"""So many visitors may be snatched away by other windows before calling is given up."""


@dataclass(frozen=True)
class _Wish:
    """Whom the clerk wants: the next one, or a chosen one; how the running case ends."""

    window_id: str
    result: str = ""
    passed_over: Collection[str] = ()
    ticket_id: str | None = None
    on_purpose: bool = False


@dataclass(frozen=True)
class _Called:
    """What came of it. Without ``is_call`` the same visitor goes on with the next matter."""

    row: TicketRow
    is_call: bool
    is_alone: bool


class Calling:
    """Calls visitors to windows; what only one window may have is asked for at the centre."""

    def __init__(self, store: Store, confirm: Confirm, hall: HallParts) -> None:
        self._store = store
        self._confirm = confirm
        self._hall = hall
        self._turn = threading.RLock()

    def call_next(
        self, *, result: str = "", passed_over: Collection[str] = frozenset(), actor: Actor
    ) -> Outcome[TicketRow]:
        """Close the running case, with its usual result where none is given, and call the next visitor.

        All in one transaction. Where the visitor has another matter this window serves, it is put in turn and
        nobody is called: the ticket comes back as served. A visitor whom another window got first is left to
        it and the next one is called.

        Refuses with NoWindow, NobodyWaiting, WindowPaused, CutOff, TicketTaken, and with VisitorCalled while
        a called visitor is unanswered for.
        """
        return self._calls(_Wish(window_of(actor), result, frozenset(passed_over)), actor)

    def call_chosen(
        self, ticket_id: str, *, result: str = "", on_purpose: bool = False, actor: Actor
    ) -> Outcome[TicketRow]:
        """Call a chosen visitor, waiting or missed (指呼); the running case is closed as with F2.

        on_purpose: although the centre cannot be asked, or the visitor is kept for another window.
        Refuses like call_next, with KeptForAnother, with TicketTaken who is at another window, and with
        WrongStep who is served here or gone.
        """
        wish = _Wish(window_of(actor), result, ticket_id=ticket_id, on_purpose=on_purpose)
        return self._calls(wish, actor)

    def put_back(self, ticket_id: str, *, actor: Actor) -> Outcome[TicketRow]:
        """Put a wrongly called visitor back in the old place; the display forgets the call.

        Refuses with TicketTaken, WrongStep.
        """
        window_of(actor)
        with self._store.change(actor, "put_back") as work:
            entry, _ = self._reached(work, ticket_id, actor)
            must_be(entry, TicketState.CALLED, TicketState.WAITING)
            self._moves(work).wait(entry)
            end_calls(work, ticket_id)
        return work.outcome(self._shown(entry))

    def settle(self, *, actor: Actor) -> Outcome[int]:
        """Settle calls whose verdict was never heard, the program having ended; counts who was put back."""
        with self._turn:
            with self._store.look() as session:
                open_calls = withheld_calls(session)
            touched, put_back = ChangeSet(), 0
            for call_id, txn in open_calls.items():
                verdict = self._confirm.ask(txn).verdict
                touched |= ChangeSet(frozenset({("call", call_id)}))
                if verdict is Verdict.OFFLINE:
                    touched |= self._undo(txn, actor)
                    put_back += 1
            self._store.announce(touched)
        return Outcome(put_back, touched)

    def share_line(self, *, actor: Actor) -> Outcome[None]:
        """Note that the whole hall is cut off: its windows share the line until the next contact."""
        window_of(actor)
        with self._store.change(actor, "share_line") as work:
            share_line(work.session)
        self._store.announce(changes := ChangeSet(frozenset({("local_fact", "line")})))
        return Outcome(None, changes)

    def _calls(self, wish: _Wish, actor: Actor) -> Outcome[TicketRow]:
        with self._turn:
            try:
                return self._called(wish, actor)
            except VisitorCalled:
                if not self.settle(actor=actor).value:
                    raise
                return self._called(wish, actor)

    def _called(self, wish: _Wish, actor: Actor) -> Outcome[TicketRow]:
        touched, is_cut = ChangeSet(), False
        for _ in range(TRIES):
            outcome = self._call_once(wish, actor, is_cut=is_cut)
            called, touched = outcome.value, touched | outcome.changes
            if not called.is_call or called.is_alone:
                word = Confirmation(Verdict.OFFLINE) if called.is_alone else Confirmation()
                return Outcome(called.row, touched, outcome.txn, word)
            word = self._confirm.ask(outcome.txn or "")
            if word.verdict is Verdict.OFFLINE:
                # Nobody has heard of this call. Whom nobody else can have may be called all the same. Were
                # the visitor alone put back, a refusal later would take the closing of the case along.
                touched |= self._undo(outcome.txn or "", actor)
                is_cut = True
            elif word.verdict is Verdict.REFUSED and wish.ticket_id is not None:
                raise TicketTaken(called.row.number)
            elif word.verdict is not Verdict.REFUSED:
                self._store.announce(outcome.changes)
                return Outcome(called.row, touched, outcome.txn, word)
        raise TicketTaken(called.row.number)

    def _undo(self, txn: str, actor: Actor) -> ChangeSet:
        with self._store.change(actor, UNDO_CALL) as work:
            reverse(work, changes_of(work.session, txn))
            work.subject(REVERSED, txn)
        return work.changes

    def _call_once(self, wish: _Wish, actor: Actor, *, is_cut: bool) -> Outcome[_Called]:
        use_case = CALL_NEXT if wish.ticket_id is None else CALL_CHOSEN
        hall = self._hall.known.now()
        window = hall.window(wish.window_id)
        with self._store.change(actor, use_case) as work:
            query = with_cases(call_query(self._scope(work), window.id, wish.ticket_id, is_cut=is_cut))
            look = read_call_look(list(work.session.execute(query)), window.id)
            if window.id in look.duty.paused:
                raise WindowPaused(window.number)
            moves = self._moves(work)
            staying = self._close_running(look, wish, self._handling(work, moves, actor))
            if staying is not None:
                return_value = _Called(self._shown(staying), is_call=False, is_alone=False)
            else:
                is_alone = is_cut or look.standing.is_cut
                entry = self._wanted(look, wish, actor, work.now, is_alone=is_alone)
                moves.call(entry, window.id)
                if is_alone:
                    work.use_case = CALL_ALONE
                return_value = _Called(self._shown(entry), is_call=True, is_alone=is_alone)
        return work.outcome(return_value)

    def _close_running(self, look: CallLook, wish: _Wish, handling: Handling) -> InLine | None:
        """Close what runs at the window; gives its visitor where they stay with another matter."""
        if not look.here:
            return None
        row = look.here[0]
        entry = in_line(row)
        if entry.ticket.state is TicketState.CALLED:
            raise VisitorCalled(entry.ticket.number)
        if entry.ticket.id == wish.ticket_id:
            # Whoever is being served cannot be called; closed first, they might for their next matter.
            TICKET_STEPS.check(entry.ticket.state, TicketState.CALLED)
        handling.finish(entry, row.Case, Ending(wish.result, may_stay=wish.ticket_id is None))
        return entry if entry.ticket.state is TicketState.SERVING else None

    def _wanted(self, look: CallLook, wish: _Wish, actor: Actor, now: int, *, is_alone: bool) -> InLine:
        hall = self._hall.known.now()
        window = hall.window(wish.window_id)
        seat = seat_of(hall, window, actor.staff_id, look)

        if wish.ticket_id is not None:
            return _chosen(look, wish, seat, hall, is_alone=is_alone)
        line = free_line(look, seat, hall, is_alone=is_alone)
        choice = choose(line, seat, hall.rules, now, wish.passed_over)
        if choice is not None:
            return look.entry(choice.id)
        others = len(fits(look.candidates(), seat, hall.rules))
        if others:
            refusal = OthersShare if look.standing.is_shared else CutOff
            raise refusal(look.standing.last_contact, others)
        raise NobodyWaiting(window.number)

    def _found(self, work: Work, ticket_id: str) -> tuple[InLine, Case | None]:
        query = with_cases(in_line_query(*is_ticket(ticket_id)))
        row: Any = work.session.execute(query).one_or_none()
        if row is None:
            raise Missing("ticket", ticket_id)
        return in_line(row), row.Case

    def _reached(self, work: Work, ticket_id: str, actor: Actor) -> tuple[InLine, Case | None]:
        """Give a ticket with its case, unless its visitor is at another window."""
        entry, case = self._found(work, ticket_id)
        leave_to_its_window(entry, actor.window_id)
        return entry, case

    def _scope(self, work: Work) -> Scope:
        return Scope(work.now, self._hall.zone)

    def _moves(self, work: Work) -> Moves:
        return Moves(work, self._hall.zone)

    def _handling(self, work: Work, moves: Moves, actor: Actor) -> Handling:
        hall = self._hall.known.now()
        return Handling(work, moves, hall, hall.window(window_of(actor)), actor)

    def _shown(self, entry: InLine) -> TicketRow:
        return shown_ticket(entry.ticket, entry.visit, self._hall.known.now())


def _chosen(look: CallLook, wish: _Wish, seat: Seat, hall: HallNow, *, is_alone: bool) -> InLine:
    entry = look.chosen
    if entry is None:
        raise Missing("ticket", wish.ticket_id or "")
    ticket = entry.ticket
    leave_to_its_window(entry, wish.window_id)
    if wish.on_purpose:
        return entry
    kept_for = (ticket.for_window_id, ticket.for_staff_id)
    if kept_for != (None, None) and not is_kept(candidate(ticket), seat):
        raise KeptForAnother(ticket.number)
    if is_alone and not look.is_callable_alone(ticket, seat, hall):
        raise CutOff(look.standing.last_contact, 1)
    return entry


def leave_to_its_window(entry: InLine, window_id: str | None) -> None:
    """Refuse with TicketTaken a step about a visitor whom another window has called or serves.

    The centre need not know this rule: a step taken without knowing of the other's call names the ticket's
    state as it was before, and is refused there as overtaken.
    """
    ticket = entry.ticket
    if ticket.state in BUSY and ticket.window_id != window_id:
        raise TicketTaken(ticket.number)


def must_be(entry: InLine, state: TicketState, wanted: TicketState) -> None:
    """Refuse with WrongStep a step that is for one state alone, though others lead there too."""
    if entry.ticket.state is not state:
        raise WrongStep("ticket", str(entry.ticket.state), str(wanted))
