"""A hall on a real server: a prepared centre and terminals whose address can change."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.storage.store import Store
from app.sync.enrolment import HallIdentity, enrol, keep_enrolment
from app.sync.refusals import CentreUnreachable
from tests.sync.small_market import HALL, Centre, Terminal, open_store, wired


class RealHall:
    """A prepared centre and its terminals, by name."""

    def __init__(self, admin_url: str, folder: Path, identity: HallIdentity = HALL) -> None:
        self.centre = Centre(admin_url)
        self.identity = identity
        self._folder = folder
        self.terminals: dict[str, Terminal] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for terminal in self.terminals.values():
            terminal.close()

    def join(self, *names: str, kind: type[Store] = Store) -> list[Terminal]:
        """Have new terminals join."""
        for name in names:
            store = open_store(self._folder / f"{name}.db", kind)
            enrolment = enrol(self.centre.url, name, self.identity, self.centre.secret)
            keep_enrolment(store, enrolment)
            self.centre.secret = enrolment.market_secret
            self.terminals[name] = wired(store, enrolment.url)
        return [self.terminals[name] for name in names]

    def rewire(self, **address: object) -> list[Terminal]:
        """Give every terminal another address of its centre (host, port, ...); gives them in order."""
        for name, terminal in self.terminals.items():
            terminal.confirm.close()
            terminal.exchange.close()
            known = conninfo_to_dict(terminal.url)
            self.terminals[name] = wired(terminal.store, make_conninfo(**{**known, **address}))
        return list(self.terminals.values())

    def converge(self, rounds: int = 3) -> None:
        """Let every terminal exchange until nobody has news for anybody."""
        for _ in range(rounds):
            for terminal in self.terminals.values():
                terminal.exchange.run()

    def in_step(self) -> bool:
        """Tell whether every terminal shows what the centre holds and has nothing left to send."""
        there = self.centre.content()
        return all(
            terminal.content() == there and terminal.view.status().waiting == 0
            for terminal in self.terminals.values()
        )


def in_the_end(terminal: Terminal, tries: int = 4) -> None:
    """Exchange again after every broken line, as the rhythm does; raises the last refusal."""
    for left in reversed(range(tries)):
        try:
            terminal.exchange.run()
            return
        except CentreUnreachable:
            if not left:
                raise
