"""Square codes (QR) as matrices: paper draws them as rectangles, never as a picture."""

from __future__ import annotations

import functools
import re

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET_MODULES = 4
SMALLEST_MODULE_MM = 0.55  # read at 200 dpi after a rough scan or two photocopies

MASK = 3

Matrix = tuple[bytes, ...]
"""Rows of modules from the top, one byte each: 1 is dark."""

_DARK = re.compile(b"\x01+")


@functools.lru_cache(maxsize=32)
def matrix(payload: str) -> Matrix:
    """Make the modules of a code, level M, without the quiet zone.

    The mask is always the same one: weighing all eight takes ten times as long, and every reader takes any.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    code.add_data(payload, optimize=0)
    code.make(fit=True)
    return tuple(bytes(map(bool, row)) for row in code.modules)


def bars(modules: Matrix) -> list[tuple[int, int, int]]:
    """Join dark neighbours of a row to bars ``(row, first column, count)``."""
    return [
        (number, found.start(), found.end() - found.start())
        for number, row in enumerate(modules)
        for found in _DARK.finditer(row)
    ]
