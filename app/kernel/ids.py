"""Keys of records: time-ordered UUIDs made at the terminal (architecture.md, decision 1)."""

from __future__ import annotations

import secrets
import time
import uuid


def new_key() -> str:
    """Make a UUIDv7 (RFC 9562): milliseconds first, so that new rows lie together in an index."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
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
