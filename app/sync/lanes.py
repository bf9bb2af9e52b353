"""A wire that is kept open, one question at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from app.sync.wire import Connect, Wire


class Lane:
    """A wire that is opened and greeted when it is needed; one question at a time."""

    def __init__(self, connect: Connect, greet: Callable[[Wire], dict[str, Any]]) -> None:
        self.turn = threading.Lock()
        self.is_stale = False
        """Another lane has learnt of a restore: the next question greets anew."""
        self.hello: dict[str, Any] = {}
        self._connect = connect
        self._greet = greet
        self._wire: Wire | None = None
        self._listens: set[str] = set()

    def wire(self) -> Wire:
        """Give the wire, opened and greeted."""
        if self.is_stale:
            self.drop()
        if self._wire is None:
            self.is_stale = False
            wire = self._connect()
            try:
                self.hello = self._greet(wire)
            except BaseException:
                wire.close()
                raise
            self._wire, self._listens = wire, set()
        return self._wire

    def listening(self, besides: str | None = None) -> Wire:
        """Give the wire, hearing the centre's calls, those of another channel too."""
        wire = self.wire()
        for channel in (self.hello["channel"], besides):
            if channel is not None and channel not in self._listens:
                wire.listen(channel)
                self._listens.add(channel)
        return wire

    def hang_up(self) -> None:
        """Break the line from outside."""
        wire = self._wire
        if wire is not None:
            wire.hang_up()

    def drop(self) -> None:
        """Let go of the wire; the next question opens another."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.close()
