"""What the window's page shows, as read at one moment by one job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.cases.queries import CaseCard, CaseView
from app.cases.service import CaseDesk
from app.catalogue.known import HallNow, KnownHall
from app.catalogue.queries import MatterRow, WindowRow
from app.catalogue.rules import Rules
from app.contracts.queries import ContractsOf, ContractsView
from app.kernel.clock import Clock
from app.queueing.choosing import Choice
from app.queueing.cut_off import Standing
from app.queueing.duty import WindowDuty
from app.queueing.queries import LineNow, QueueView, TicketRow, WindowNow, calling_order
from app.queueing.states import TicketState
from app.reception.guests import Guest, GuestView
from app.security.accounts import Accounts
from app.security.actors import Actor

_HERE = (TicketState.CALLED, TicketState.SERVING)
_ASIDE = (TicketState.MISSED, TicketState.SUSPENDED)


@dataclass(frozen=True)
class WindowDoors:
    """The services and views the page asks and tells."""

    desk: CaseDesk
    duty: WindowDuty
    cases: CaseView
    queue: QueueView
    guests: GuestView
    contracts: ContractsView
    hall: KnownHall
    accounts: Accounts
    clock: Clock


@dataclass(frozen=True)
class AtWindow:
    """The visitor called to this window or being served here; ``contracts`` are those still in work."""

    ticket: TicketRow
    guest: Guest
    matter: MatterRow | None
    case: CaseCard | None
    contracts: int
    matters: tuple[tuple[int, MatterRow], ...]
    """What they came for, by position: those before the ticket's are done."""


@dataclass(frozen=True)
class NextUp:
    """Who F2 would call, why, and what the clerk should know before."""

    ticket: TicketRow
    choice: Choice
    guest: Guest
    contracts: int


@dataclass(frozen=True)
class WindowScene:
    """The window, who is at it, who is next, who waits for it, who is aside, what the hall is doing.

    turn: how many deeds the page had told when this was asked for; an older one shows what was.
    """

    turn: int
    now: int
    rules: Rules
    staff_id: str
    standing: Standing
    window: WindowRow | None = None
    is_help: bool = False
    is_paused: bool = False
    here: AtWindow | None = None
    next_up: NextUp | None = None
    waiting: tuple[TicketRow, ...] = ()
    on_purpose: frozenset[str] = frozenset()
    """Who waits for this window and, while it is cut off, is called by others or on purpose."""
    aside: tuple[TicketRow, ...] = ()
    windows: tuple[WindowNow, ...] = ()
    lines: tuple[LineNow, ...] = ()
    matters: Mapping[str, MatterRow] | None = None
    states: Mapping[str, TicketState] = field(default_factory=dict)
    """Where everybody stands whose visit is not over, at whatever window."""

    def has_another(self) -> bool:
        """Tell whether F2 could call somebody else than the next."""
        return self.next_up is not None and len(self.waiting) - len(self.on_purpose) > 1

    def serves(self, letter: str) -> bool:
        """Tell whether a line is one of this window's own."""
        return self.window is not None and (not self.window.letters or letter in self.window.letters)

    def is_kept_here(self, row: TicketRow) -> bool:
        """Tell whether a visitor was handed on to this window or this clerk."""
        window_id = self.window.id if self.window else ""
        return row.for_window_id == window_id or row.for_staff_id == self.staff_id


def read_scene(doors: WindowDoors, actor: Actor, passed_over: frozenset[str], turn: int) -> WindowScene:
    """Read everything; how many statements it takes does not depend on how many wait."""
    hall, now = doors.hall.now(), doors.clock.now()
    standing, windows, lines = doors.queue.standing(), doors.queue.windows(), doors.queue.lines()
    window = hall.windows.get(actor.window_id or "")
    if window is None:
        return WindowScene(turn, now, hall.rules, actor.staff_id, standing, windows=windows, lines=lines)
    rows = doors.queue.on_the_way()
    here = _here(rows, window)
    ahead = doors.queue.ahead(window.id, actor.staff_id, passed_over)
    preview = ahead.preview
    shown = [row for row in (here, preview.ticket if preview else None) if row is not None]
    guests = doors.guests.guests([row.visit_id for row in shown])
    of_guests = [guests[row.visit_id] for row in shown]
    counts = doors.contracts.count_open([ContractsOf(g.visit_ids, g.organisation_id) for g in of_guests])
    contracts = dict(zip((g.visit_id for g in of_guests), counts, strict=True))
    own = next((w for w in windows if w.id == window.id), None)
    return WindowScene(
        turn=turn,
        now=now,
        rules=hall.rules,
        staff_id=actor.staff_id,
        standing=standing,
        window=window,
        is_help=window.id in hall.helping,
        is_paused=own is not None and own.is_paused,
        here=_at_window(here, guests[here.visit_id], contracts, hall, doors.cases) if here else None,
        next_up=NextUp(
            preview.ticket,
            preview.choice,
            guests[preview.ticket.visit_id],
            contracts[preview.ticket.visit_id],
        )
        if preview
        else None,
        waiting=_waiting(rows, window, hall, actor.staff_id, preview.ticket.id if preview else ""),
        on_purpose=ahead.on_purpose,
        aside=tuple(r for r in rows if r.state in _ASIDE and _concerns(r, window)),
        windows=windows,
        lines=lines,
        matters=hall.matters,
        states={row.id: row.state for row in rows},
    )


def _here(rows: Sequence[TicketRow], window: WindowRow) -> TicketRow | None:
    at_it = (row for row in rows if row.state in _HERE and row.window_number == window.number)
    return max(at_it, key=lambda row: row.called_at or 0, default=None)


def _at_window(
    ticket: TicketRow, guest: Guest, contracts: Mapping[str, int], hall: HallNow, cases: CaseView
) -> AtWindow:
    case = cases.of_ticket(ticket.id)
    matters = tuple((place, hall.matters[key]) for place, key in guest.matters if key in hall.matters)
    is_its_own = case is not None and case.matter_id == ticket.matter_id
    return AtWindow(
        ticket=ticket,
        guest=guest,
        matter=hall.matters.get(ticket.matter_id),
        case=case if ticket.state is TicketState.SERVING or is_its_own else None,
        contracts=contracts[guest.visit_id],
        matters=matters,
    )


def _waiting(
    rows: Sequence[TicketRow], window: WindowRow, hall: HallNow, staff_id: str, first: str
) -> tuple[TicketRow, ...]:
    """Give whom this window may call, the next one first, the others in the order of the line."""
    line = [row for row in rows if row.state is TicketState.WAITING]
    length = Counter(row.letter for row in line)
    helps = window.id in hall.helping

    def is_mine(row: TicketRow) -> bool:
        if row.for_window_id is not None or row.for_staff_id is not None:
            return row.for_window_id == window.id or row.for_staff_id == staff_id
        is_long = helps and length[row.letter] > hall.rules.busy_line
        return not window.letters or row.letter in window.letters or is_long

    mine = sorted((row for row in line if is_mine(row)), key=calling_order)
    return tuple(sorted(mine, key=lambda row: row.id != first))


def _concerns(row: TicketRow, window: WindowRow) -> bool:
    """Tell whether a missed or resting visitor is shown here: of its lines, or last at this window."""
    is_own = not window.letters or row.letter in window.letters
    if row.state is TicketState.SUSPENDED:
        return row.window_number == window.number
    return is_own or row.window_number == window.number
