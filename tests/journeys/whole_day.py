"""A hall's whole day on real parts: terminals with their stores, a real centre, a network that is cut."""

from __future__ import annotations

import random
from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo
from sqlalchemy import select

from app.cases.closing import Rest
from app.cases.closing_report import ClosingReport
from app.cases.refusals import VisitorCalled
from app.cases.service import TransferTo
from app.counter import Counter, open_counter
from app.founding import AdminEntry, HallPlan
from app.joining import join_centre
from app.kernel.clock import SteppingClock
from app.kernel.errors import Refusal
from app.queueing.entities import Call
from app.queueing.queries import TicketRow
from app.queueing.refusals import CutOff, NobodyWaiting, TicketTaken
from app.queueing.states import Spoken, Suspension, TicketState
from app.reception.service import VisitEntry
from app.reception.states import Priority
from app.schema import METADATA
from app.security.actors import Actor
from app.security.secrets import CENTRE_URL, FileSecrets
from app.storage.spool import Paper
from app.sync.enrolment import init_centre
from app.sync.refusals import CentreUnreachable
from tests.builders import MORNING, PASSWORD
from tests.chaos.proxy import Door, Lane, Proxy
from tests.postgres_server import PostgresServer

TICK_S = 20
MOST_TICKS = 6_000


@dataclass
class Seat:
    """A terminal with whoever sits at it."""

    name: str
    counter: Counter
    actor: Actor
    lane: Lane
    number: int = 0
    """The window's number."""
    is_cut: bool = False
    serving_until: int = 0
    rests: dict[str, int] = field(default_factory=dict)
    """Suspended tickets of this window and the tick at which they go on."""

    def exchange(self) -> None:
        """Send and fetch, where the line is not cut."""
        link = self.counter.link
        if link is None or self.is_cut:
            return
        try:
            link.exchange.run()
        except CentreUnreachable:
            # The line came back a moment ago; the next exchange finds it.
            return

    def cut(self) -> None:
        """Pull the cable."""
        self.is_cut = True
        self.lane.set_weather(door=Door.SLAMMED)
        self.lane.cut(reset=True)

    def mend(self) -> None:
        """Plug it in again."""
        self.is_cut = False
        self.lane.clear()


@dataclass
class Announced:
    """A ticket of a leg that a window called by itself or on purpose, as the hall heard it."""

    ticket: str
    leg: int
    window: str


@dataclass
class Hall:
    """The hall of the day."""

    desks: list[Seat]
    windows: list[Seat]
    clock: SteppingClock
    admin_url: str

    @property
    def seats(self) -> list[Seat]:
        return [*self.desks, *self.windows]

    def all_in_step(self, rounds: int = 4) -> None:
        """Mend every line and exchange until nobody has news for anybody."""
        for seat in self.seats:
            seat.mend()
        for _ in range(rounds):
            for seat in self.seats:
                seat.exchange()


@contextmanager
def opened_hall(
    folder: Path, server: PostgresServer, desks: int, windows: int, chance: random.Random
) -> Iterator[Hall]:
    """A founded hall with its terminals in step with a centre, each through a lane of its own."""
    clock = SteppingClock(MORNING)
    url = server.create_database(f"day_{folder.name.replace('-', '_')}".lower()[:50])
    proxy = Proxy(desks + windows, server.port, chance)
    first = _founded(folder / "founder", windows, clock)
    init_centre(url, METADATA, None)
    join_centre(first, url, "founder", clock, FileSecrets(first), new_hall=True)
    seats = []
    try:
        for number, lane in enumerate(proxy.lanes):
            name = f"desk {number}" if number < desks else f"window {number - desks + 1}"
            seats.append(_seated(folder / name, url, name, lane, clock, max(0, number - desks)))
        yield Hall(seats[:desks], seats[desks:], clock, url)
    finally:
        for seat in seats:
            seat.counter.close()
        proxy.close()


def _founded(home: Path, windows: int, clock: SteppingClock) -> Path:
    counter = open_counter(home, clock, FileSecrets(home))
    plan = HallPlan("兰州科技大市场", tuple(f"{n}号窗口" for n in range(1, windows + 1)), ("洽谈室",))
    admin = AdminEntry("管理员", "admin", PASSWORD)
    counter.founding.found_hall(plan, admin, lambda done, of: None)
    counter.close()
    return home


def _seated(home: Path, url: str, name: str, lane: Lane, clock: SteppingClock, place: int) -> Seat:
    home.mkdir()
    secrets = FileSecrets(home)
    # From a place of its own: each has its own number, its own role at the gate.
    join_centre(home, url, name, clock, secrets)
    own = secrets.read(CENTRE_URL)
    assert own is not None
    secrets.write(CENTRE_URL, make_conninfo(own, host="127.0.0.1", port=lane.port))
    counter = open_counter(home, clock, secrets)
    window = counter.catalogue.windows()[place]
    actor = counter.accounts.sign_in("admin", PASSWORD, window.id).value
    return Seat(name, counter, actor, lane, window.number)


class Day:
    """Visitors come, windows call, cables are pulled: everything by chance, from a seed."""

    def __init__(self, hall: Hall, visits: int, chance: random.Random, cuts: float) -> None:
        self.hall = hall
        self._visits = visits
        self._chance = chance
        self._cuts = cuts
        self._tick = 0
        self.taken: list[str] = []
        self.announced: list[Announced] = []
        self.counted: Tally[str] = Tally()

    def go(self) -> None:
        """Let the day pass until everybody was served; the lines are mended at its end."""
        for seat in self.hall.windows:
            seat.counter.duty.begin(seat.actor)
        for _ in range(MOST_TICKS):
            self._tick += 1
            self.hall.clock.step(TICK_S)
            self._weather()
            self._arrivals()
            for seat in self._chance.sample(self.hall.windows, len(self.hall.windows)):
                self._at_window(seat)
            for seat in self.hall.seats:
                if self._chance.random() < 0.3:
                    seat.exchange()
            if self._is_over():
                break
        self.hall.all_in_step()

    def close(self) -> dict[str, ClosingReport]:
        """Let printers and voice come after, close the day at the first desk, have every terminal report."""
        for seat in self.hall.seats:
            while (job := seat.counter.spool.take(Paper.SLIP)) is not None:
                seat.counter.spool.finish(job.id)
        first = self.hall.desks[0]
        # Calls of visitors who stand in the line again, too: the voice was there when they were called.
        silent = select(Call.id).where(Call.spoken == Spoken.NOT_YET, Call.ended_at.is_(None))
        with first.counter.store.look() as session:
            calls = session.execute(silent).scalars().all()
        for call_id in calls:
            first.counter.queueing.note_voice(call_id, Spoken.SPOKEN)
        choices = {left.matter_id: Rest.CLOSE for left in first.counter.closing.left_over()}
        first.counter.closing.close_day(choices, "nobody came any more", actor=first.actor)
        self.hall.all_in_step()
        return {seat.name: seat.counter.closing.report() for seat in self.hall.seats}

    def _is_over(self) -> bool:
        if len(self.taken) < self._visits:
            return False
        self._cuts = 0.0
        self.hall.all_in_step(1)
        count = self.hall.windows[0].counter.queue.count()
        busy = any(seat.counter.queue.at_window(seat.actor.window_id or "") for seat in self.hall.windows)
        return count.waiting == 0 and not busy and not any(seat.rests for seat in self.hall.windows)

    def _weather(self) -> None:
        for seat in self.hall.seats:
            if seat.is_cut and self._chance.random() < 0.08:
                seat.mend()
                self.counted["mended"] += 1
            elif not seat.is_cut and self._chance.random() < self._cuts:
                seat.cut()
                self.counted["cut"] += 1

    def _arrivals(self) -> None:
        for seat in self.hall.desks:
            if len(self.taken) < self._visits and self._chance.random() < 0.8:
                matters = seat.counter.catalogue.matters()
                first, second = self._chance.sample(matters, 2)
                entry = VisitEntry(
                    first.id,
                    priority=self._chance.choice([Priority.NONE] * 5 + [Priority.ELDERLY]),
                    matters=(second.id,) if self._chance.random() < 0.1 else (),
                    party_size=self._chance.randint(1, 3),
                )
                made = seat.counter.queueing.take_number(entry, actor=seat.actor).value
                self.taken.append(made.visit_id)
                self.counted["number with the terminal" if "-" in made.number else "number"] += 1

    def _at_window(self, seat: Seat) -> None:
        for ticket, until in list(seat.rests.items()):
            if until <= self._tick:
                self._resume(seat, ticket)
                return
        here = seat.counter.queue.at_window(seat.actor.window_id or "")
        if here is None:
            self._next(seat)
        elif here.state is TicketState.CALLED:
            self._came_or_not(seat, here)
        elif self._tick >= seat.serving_until:
            self._after_service(seat, here)

    def _next(self, seat: Seat) -> None:
        try:
            outcome = seat.counter.case_desk.call_next(actor=seat.actor)
        except NobodyWaiting:
            self._missed_comes_back(seat)
        except CutOff:
            self.counted["cut off"] += 1
        except TicketTaken:
            self.counted["others were quicker"] += 1
        else:
            self._heard(seat, outcome.value)

    def _heard(self, seat: Seat, row: TicketRow) -> None:
        if row.state is TicketState.SERVING:
            self._begin_service(seat)
            return
        self.announced.append(Announced(row.id, row.leg, seat.actor.window_id or ""))
        self.counted["called"] += 1

    def _came_or_not(self, seat: Seat, here: TicketRow) -> None:
        desk = seat.counter.case_desk
        if self._chance.random() < 0.9:
            desk.serve(here.id, actor=seat.actor)
            self._begin_service(seat)
            return
        desk.miss(here.id, actor=seat.actor)
        self.counted["missed"] += 1

    def _begin_service(self, seat: Seat) -> None:
        seat.serving_until = self._tick + self._chance.randint(3, 30)

    def _missed_comes_back(self, seat: Seat) -> None:
        for row in seat.counter.queue.missed():
            if row.window_number == seat.number and not seat.is_cut and self._chance.random() < 0.2:
                try:
                    seat.counter.case_desk.bring_back(row.id, actor=seat.actor)
                except Refusal:
                    self._void(seat, row)
                    return
                self.counted["brought back"] += 1
                self._forget(row)
                seat.exchange()
                return

    def _void(self, seat: Seat, row: TicketRow) -> None:
        seat.counter.case_desk.void(row.id, "did not come back", actor=seat.actor)
        self.counted["voided"] += 1

    def _forget(self, row: TicketRow) -> None:
        """Who is back in the line may be called again, by anybody."""
        self.announced = [a for a in self.announced if a.ticket != row.id]

    def _after_service(self, seat: Seat, here: TicketRow) -> None:
        draw = self._chance.random()
        case = seat.counter.cases.of_ticket(here.id)
        assert case is not None
        if draw < 0.06:
            self._suspend(seat, here, case.id)
        elif draw < 0.10:
            other = self._chance.choice(seat.counter.catalogue.windows())
            seat.counter.case_desk.transfer(here.id, TransferTo(window_id=other.id), actor=seat.actor)
            self.counted["transferred"] += 1
            self._forget(here)
        else:
            try:
                self._heard(seat, seat.counter.case_desk.call_next(actor=seat.actor).value)
            except (NobodyWaiting, CutOff, TicketTaken, VisitorCalled):
                self._finish(seat, case.id)

    def _finish(self, seat: Seat, case_id: str) -> None:
        here = seat.counter.queue.at_window(seat.actor.window_id or "")
        if here is None or here.state is not TicketState.SERVING:
            return
        finished = seat.counter.case_desk.finish(case_id, actor=seat.actor).value
        if finished.ticket.state is TicketState.SERVING:
            self._begin_service(seat)

    def _suspend(self, seat: Seat, here: TicketRow, case_id: str) -> None:
        kind = self._chance.choice([Suspension.AWAY, Suspension.HELD, Suspension.HERE])
        seat.counter.case_desk.suspend(case_id, kind, actor=seat.actor)
        seat.rests[here.id] = self._tick + self._chance.randint(3, 15)
        self.counted[f"suspended {kind}"] += 1

    def _resume(self, seat: Seat, ticket: str) -> None:
        if seat.counter.queue.at_window(seat.actor.window_id or "") is not None:
            self._at_busy_window(seat)
            return
        del seat.rests[ticket]
        row = seat.counter.case_desk.resume(ticket, actor=seat.actor).value
        self.counted["resumed"] += 1
        if row.state is TicketState.SERVING:
            self._begin_service(seat)
        else:
            self._forget(row)

    def _at_busy_window(self, seat: Seat) -> None:
        rests, seat.rests = seat.rests, {}
        try:
            self._at_window(seat)
        finally:
            seat.rests = rests | seat.rests


def spans_of(periods: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The periods of each visit that count, in order."""
    found: dict[str, list[dict[str, Any]]] = {}
    for period in sorted(periods, key=lambda p: (p["began_at"], p["ended_at"] or 0)):
        if period["end_reason"] != "taken_back":
            found.setdefault(period["visit_id"], []).append(period)
    return found
