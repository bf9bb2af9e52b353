"""Keys that follow from a number, and masks that hide one."""

from __future__ import annotations

import hashlib
import hmac

from app.kernel.ids import key_from_digest


def derived_key(secret: bytes, kind: str, number: str) -> str:
    """Make the key of whoever bears a number.

    Two windows registering one person offline make the same row (decision 1). The hash is keyed by
    the market's secret because the space of identity numbers is small enough to be tried through.
    """
    message = f"{kind}\x1f{number}".encode()
    return key_from_digest(hmac.new(secret, message, hashlib.sha256).digest())


def masked_number(number: str) -> str:
    """Hide the middle of a document number: first 6 and last 4 of long ones (domain.md 9.3)."""
    if len(number) >= 15:
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    if len(number) <= 5:
        return "*" * len(number)
    return number[:2] + "*" * (len(number) - 5) + number[-3:]


def masked_phone(phone: str) -> str:
    """Hide the middle of a telephone number: 138****1234 (domain.md 9.3)."""
    if len(phone) < 8:
        return "*" * len(phone)
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]


def masked_name(name: str) -> str:
    """Hide a name for the hall's screens, by code point, never by UTF-16 unit (domain.md 9.3)."""
    first = name.split("\u00b7", maxsplit=1)[0]
    if first != name:
        return first + "\u00b7*"
    if len(name) <= 1:
        return name
    if len(name) == 2:
        return name[0] + "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]
