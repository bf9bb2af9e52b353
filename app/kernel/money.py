"""Yuan and fen. Amounts are whole fen everywhere; text is read once and written once."""

from __future__ import annotations

import re
import unicodedata

from app.kernel.errors import FieldRefused

LARGEST_FEN = 10**16 - 1
_AMOUNT = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?")


def parse_yuan(text: str, field: str = "amount") -> int:
    """Read an amount in yuan as fen.

    Full-width digits, spaces, line breaks, thousands commas and a leading currency sign are taken.
    Refused: empty, not a number, negative, more than two decimals, more than fits a form.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).lstrip("\u00a5\uffe5")
    if not plain:
        raise FieldRefused(field, "empty")
    if plain.startswith("-"):
        raise FieldRefused(field, "negative", text)
    match = _AMOUNT.fullmatch(plain)
    if match is None:
        raise FieldRefused(field, "not_an_amount", text)
    if len(match[1] or "") > 2:
        raise FieldRefused(field, "too_many_decimals", text)
    yuan, _, part = plain.replace(",", "").partition(".")
    fen = int(yuan) * 100 + int(part.ljust(2, "0") or "0")
    if fen > LARGEST_FEN:
        raise FieldRefused(field, "too_large", text)
    return fen


def figures(fen: int) -> str:
    """Write fen as yuan with thousands commas and two decimals."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
