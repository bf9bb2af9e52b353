"""Yuan and fen. Amounts are whole fen everywhere; text is read once and written once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from app.kernel.errors import FieldRefused

LARGEST_FEN = 10**16 - 1
WHOLE = 10_000
"""Hundredths of a percent in a whole."""
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


def percent(hundredths: int) -> str:
    """Write hundredths of a percent with no more decimals than they need: 3%, 2.5%, 38.46%."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").removesuffix(".") + "%" if rest else f"{whole}%"


def shares(parts: Sequence[int], whole: int) -> list[int]:
    """Tell what each part is of a whole above zero, in hundredths of a percent.

    Rounded so that their sum is what the parts together are: those whose rest is largest are rounded up.
    """
    cut = [divmod(part * WHOLE, whole) for part in parts]
    made = [share for share, _ in cut]
    short = (sum(parts) * WHOLE + whole // 2) // whole - sum(made)
    for place in sorted(range(len(parts)), key=lambda place: -cut[place][1])[:short]:
        made[place] += 1
    return made
