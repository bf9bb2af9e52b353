"""Square codes (QR) as matrices: paper draws them as rectangles, never as a picture."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from app.documents.code_words import code_words

QUIET_MODULES = 4
SMALLEST_MODULE_MM = 0.55  # read at 200 dpi after a rough scan or two photocopies

MASK = 3
TIMING = 6  # the column of the timing pattern: no stripe goes over it

Matrix = tuple[bytes, ...]
"""Rows of modules from the top, one byte each: 1 is dark."""


@functools.lru_cache(maxsize=32)
def matrix(payload: str) -> Matrix:
    """Make the modules of a code, level M, without the quiet zone.

    The mask is always the same one: weighing all eight takes ten times as long, and every reader takes any.
    Raises ValueError where no code holds so much.
    """
    made = code_words(payload)
    ground, places = _ground(made.version, len(made.words))
    modules = bytearray(ground)
    bits = f"{int.from_bytes(made.words, 'big'):0{8 * len(made.words)}b}"
    for place, bit in zip(places, bits, strict=True):
        if bit == "1":
            modules[place] ^= 1
    side = math.isqrt(len(modules))
    return tuple(bytes(modules[start : start + side]) for start in range(0, len(modules), side))


@functools.cache
def _ground(version: int, count: int) -> tuple[bytes, list[int]]:
    """Let qrcode draw a code whose words are 0, and tell where each bit of the words goes.

    A bit turns its module over; which modules are bits shows where a code of other words differs.
    """
    ground, other = (_drawn(version, bytes([word]) * count) for word in (0, 0xFF))
    side = math.isqrt(len(ground))
    return ground, [place for place in _winding(side) if ground[place] != other[place]]


def _drawn(version: int, words: bytes) -> bytes:
    code = QRCode(version=version, error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    code.data_cache = words
    code.make(fit=False)
    return bytes(bool(module) for row in code.modules for module in row)


def _winding(side: int) -> Iterator[int]:
    """Walk up and down in stripes of two columns from the lower right corner (ISO/IEC 18004:2015, 7.7.3)."""
    upward = True
    for right in (*range(side - 1, TIMING, -2), *range(TIMING - 1, 0, -2)):
        for row in range(side - 1, -1, -1) if upward else range(side):
            yield row * side + right
            yield row * side + right - 1
        upward = not upward
