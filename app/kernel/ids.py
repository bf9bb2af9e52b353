"""Keys of records: time-ordered UUIDs made at the terminal (architecture.md, decision 1)."""

from __future__ import annotations

import secrets
import time
import uuid


def new_key() -> str:
    """Make a UUIDv7 (RFC 9562): milliseconds first, so that new rows lie together in an index.

    The twelve bits behind them are parts of the millisecond (section 6.2, method 3): what one use case makes
    one after the other stands in that order, the copies of a contract at the printer for one.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    parts = nanoseconds * (1 << 12) // 1_000_000
    # The version's four bits stand between the milliseconds and their parts.
    value = (milliseconds & (1 << 48) - 1) << 80 | parts << 64 | secrets.randbits(64)
    return str(uuid.UUID(int=_stamped(value, version=7)))


def key_from_digest(digest: bytes) -> str:
    """Make a UUIDv8 (RFC 9562: meaning left to the maker) from the first 16 bytes of a digest."""
    return str(uuid.UUID(int=_stamped(int.from_bytes(digest[:16]), version=8)))


def is_key(text: str) -> bool:
    """Tell whether a text is a key in its one canonical spelling."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _stamped(value: int, version: int) -> int:
    value = value & ~(0xF << 76) | version << 76
    return value & ~(0b11 << 62) | 0b10 << 62
