"""Wires that fail on purpose, around the real one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.sync.wire import Call, Connect, Wire


class Around:
    """A wire that does what the one inside it does."""

    def __init__(self, inner: Wire) -> None:
        self._inner = inner

    def ask(self, gate: str, *values: str) -> Any:
        """Ask."""
        return self._inner.ask(gate, *values)

    def ask_many(self, gate: str, messages: Iterable[str]) -> Iterator[str]:
        """Ask many."""
        return self._inner.ask_many(gate, messages)

    def listen(self, channel: str) -> None:
        """Listen."""
        self._inner.listen(channel)

    def heard(self, timeout_s: float) -> list[Call]:
        """Hear."""
        return self._inner.heard(timeout_s)

    def hang_up(self) -> None:
        """Break the line."""
        self._inner.hang_up()

    def close(self) -> None:
        """Hang up."""
        self._inner.close()


class Unanswered(Around):
    """The centre takes what is pushed and its answer never arrives."""

    def ask_many(self, gate: str, messages: Iterable[str]) -> Iterator[str]:
        """Send everything, then break."""
        for _ in self._inner.ask_many(gate, messages):
            pass
        yield from ()
        raise ConnectionError("the answer was lost")


class Deaf(Around):
    """The centre's calls do not come through."""

    def heard(self, timeout_s: float) -> list[Call]:
        """Wait the whole time and hear nothing."""
        self._inner.heard(timeout_s)
        return []


def through(kind: type[Around], connect: Connect) -> Connect:
    """Give the way to open such wires."""
    return lambda: kind(connect())
