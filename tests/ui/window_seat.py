"""A clerk before the window's page; visitors arrive by the hall's own door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pytestqt.qtbot import QtBot

from app.cases.service import CaseDesk
from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.kernel.confirm import Confirmation, Verdict
from app.queueing.queries import TicketRow
from app.queueing.states import TicketState
from app.reception.service import VisitEntry
from app.security.actors import Actor
from tests.ui.page_seat import Key, PageSeat, asked
from ui.parts.background import Background
from ui.queueing.page import WindowPage
from ui.queueing.window_scene import WindowDoors

Seat = PageSeat[WindowPage]


class CutOff:
    """A centre that does not answer."""

    def ask(self, txn: str) -> Confirmation:
        return Confirmation(Verdict.OFFLINE)

    def number(self, series: str, day: str) -> int | None:
        return None


def doors_of(counter: Counter, desk: CaseDesk | None = None) -> WindowDoors:
    c = counter
    return WindowDoors(
        desk or c.case_desk, c.duty, c.cases, c.queue, c.guests, c.contracts, c.hall_parts.known, c.accounts,
        c.store.clock,
    )  # fmt: skip


def seated(
    qtbot: QtBot, counter: Counter, actor: Actor, background: Background, *, calm_ms: int = 0,
    desk: CaseDesk | None = None,
) -> Seat:  # fmt: skip
    """Seat a clerk; ``calm_ms`` 0: keys may follow each other as fast as a test presses them."""
    background.follow(counter.store.listen)
    zone = counter.settings.zone
    page = WindowPage(doors_of(counter, desk), background, actor, zone, calm_ms=calm_ms)
    seat = PageSeat(qtbot, page, background, counter.store.clock, zone)
    seat.settle(lambda: page.telling._has_begun or actor.window_id is None)
    return seat


def clock_of(counter: Counter) -> SteppingClock:
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    return clock


def arrive(counter: Counter, actor: Actor, *codes: str, **entry: object) -> str:
    """Have a visitor take a number for matters; gives the ticket's key."""
    known = asked(counter.hall_parts.known.now)
    matters = {m.code: m.id for m in known.matters.values()}
    first, *further = (matters[code] for code in codes)
    visit = VisitEntry(first, matters=tuple(further), **entry)  # type: ignore[arg-type]
    return asked(lambda: counter.queueing.take_number(visit, actor=actor).value.ticket_id)


def state(seat: Seat) -> TicketState | None:
    """Tell in which state the page shows the visitor."""
    return seat.page.visitor.here.ticket.state if seat.page.visitor.here else None


def here(seat: Seat) -> TicketRow:
    assert seat.page.visitor.here is not None
    return seat.page.visitor.here.ticket


def call(seat: Seat) -> str:
    seat.press(Key.Key_F2)
    seat.settle(lambda: state(seat) is TicketState.CALLED)
    return here(seat).number


def serve(seat: Seat) -> str:
    number = call(seat)
    seat.press(Key.Key_Return)
    seat.settle(lambda: state(seat) is TicketState.SERVING)
    return number


def waiting(seat: Seat) -> list[str]:
    return [row.number for row in seat.page.waiting.table.rows()]


def aside(seat: Seat) -> list[str]:
    return [row.number for row in seat.page.aside.table.rows()]


def key_line(seat: Seat) -> list[str]:
    actions = seat.page.keys()
    return [action.key for action in actions]


@dataclass
class KeyCount:
    """Counts keys per step."""

    steps: dict[str, list[int]] = field(default_factory=dict)

    @contextmanager
    def of(self, seat: Seat, step: str) -> Iterator[None]:
        before = seat.keys
        yield
        self.steps.setdefault(step, []).append(seat.keys - before)
