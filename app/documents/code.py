"""Square codes (QR) as matrices: paper draws them as rectangles, never as a picture."""

from __future__ import annotations

import functools

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET_MODULES = 4
SMALLEST_MODULE_MM = 0.55  # read at 200 dpi after a rough scan or two photocopies

Matrix = tuple[tuple[bool, ...], ...]


@functools.lru_cache(maxsize=32)
def matrix(payload: str, mask: int | None = None) -> Matrix:
    """Make the modules of a code, level M, without the quiet zone.

    A given mask (0 to 7) spares the search for the best one, which costs more than all the rest.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=mask)
    code.add_data(payload, optimize=0 if mask is not None else 20)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def bars(modules: Matrix) -> list[tuple[int, int, int]]:
    """Join dark neighbours of a row to bars ``(row, first column, count)``."""
    found: list[tuple[int, int, int]] = []
    for row_number, row in enumerate(modules):
        start = None
        for column, dark in enumerate((*row, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                found.append((row_number, start, column - start))
                start = None
    return found
