"""Terminals of one hall with a real centre, which lives on the hall's day too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from app.kernel.clock import SteppingClock
from app.rooms.call_list import TOLD_AT_ONCE
from app.rooms.service import Rooms
from app.schema import METADATA
from app.storage.store import Store
from app.sync.confirm import PATIENCE_S, CentreConfirm
from app.sync.enrolment import HallIdentity, enrol, init_centre, keep_enrolment
from app.sync.exchange import Exchange
from app.sync.wire import centre_wire
from tests.rooms.small_hall import SmallHall, at

SECRET = "5e" * 32


@dataclass
class Terminal:
    """A terminal of the hall with its wire."""

    hall: SmallHall
    exchange: Exchange
    confirm: CentreConfirm
    clock: SteppingClock

    def rooms(self) -> Rooms:
        return self.hall.desk(self.confirm)


@contextmanager
def terminals(
    hall: SmallHall, url: str, folder: Path, more: int, patience_s: float = PATIENCE_S
) -> Iterator[list[Terminal]]:
    """The one where the hall was founded, and others that took everything over from the centre."""
    init_centre(url, METADATA, SECRET)
    set_centre_clock(url, at(8, 30))
    identity = HallIdentity(hall.key(), is_sample=True)
    with ExitStack() as stack:
        made = [_joined(hall, "desk", url, identity, stack, patience_s)]
        for n in range(more):
            clock = SteppingClock(at(8, 30))
            store = Store(folder / f"terminal-{n}.db", b"k" * 32, clock)
            store.create_tables()
            stack.callback(store.close)
            other = SmallHall(store, clock, hall.small, hall.large, hall.stage)
            made.append(_joined(other, f"window-{n}", url, None, stack, patience_s))
        yield made


def set_centre_clock(url: str, moment: int) -> None:
    """Let the centre's clock stand at a moment of the hall's day."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "CREATE OR REPLACE FUNCTION guitai.sync_moment() RETURNS bigint"
            f" LANGUAGE sql AS $$ SELECT {moment:d}::bigint $$"
        )


def _joined(
    hall: SmallHall,
    name: str,
    url: str,
    identity: HallIdentity | None,
    stack: ExitStack,
    patience_s: float,
) -> Terminal:
    enrolment = enrol(url, name, identity, SECRET if identity else None)
    keep_enrolment(hall.store, enrolment)
    exchange = Exchange(hall.store, centre_wire(enrolment.url), METADATA)
    confirm = CentreConfirm(exchange, patience_s, TOLD_AT_ONCE)
    stack.callback(exchange.close)
    stack.callback(confirm.close)
    exchange.run()
    return Terminal(hall, exchange, confirm, hall.clock)
