"""Where messages of PostgreSQL's protocol begin and end in a stream of bytes."""

from __future__ import annotations

TYPED = 5
"""A byte for the kind and four for the length, which counts itself."""
UNTYPED = 4
"""The first message of a client has no kind."""


class Framing:
    """Follows one direction of a connection; knows whether it stands inside a message."""

    def __init__(self, *, begins_untyped: bool) -> None:
        self._head = b""
        self._left = 0
        self._untyped = begins_untyped

    @property
    def inside(self) -> bool:
        """Tell whether a message has begun and not ended."""
        return bool(self._head) or self._left > 0

    def feed(self, data: bytes) -> None:
        """Follow some more bytes."""
        place = 0
        while place < len(data):
            if self._left:
                step = min(self._left, len(data) - place)
                self._left -= step
                place += step
                continue
            size = UNTYPED if self._untyped else TYPED
            step = min(size - len(self._head), len(data) - place)
            self._head += data[place : place + step]
            place += step
            if len(self._head) == size:
                self._left = int.from_bytes(self._head[-4:], "big") - 4
                self._head, self._untyped = b"", False
