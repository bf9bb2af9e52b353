"""Square codes (QR) as matrices: paper draws them as rectangles, never as a picture."""

from __future__ import annotations

import functools
import math
import re
from typing import Any

import zxingcpp

QUIET_MODULES = 4
SMALLEST_MODULE_MM = 0.55  # read at 200 dpi after a rough scan or two photocopies

Matrix = tuple[bytes, ...]
"""Rows of modules from the top, one byte each: 1 is dark."""

_DARK = re.compile(b"\x01+")
_MARKS = bytes((1,)) + bytes(255)


@functools.lru_cache(maxsize=32)
def matrix(payload: str) -> Matrix:
    """Make the modules of a code, level M, without the quiet zone."""
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    modules = memoryview(picture).tobytes().translate(_MARKS)
    side = math.isqrt(len(modules))
    return tuple(modules[start : start + side] for start in range(0, side * side, side))


def bars(modules: Matrix) -> list[tuple[int, int, int]]:
    """Join dark neighbours of a row to bars ``(row, first column, count)``."""
    return [
        (number, found.start(), found.end() - found.start())
        for number, row in enumerate(modules)
        for found in _DARK.finditer(row)
    ]
