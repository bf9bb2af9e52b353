"""Reading square codes out of a picture of a page."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image

LARGEST_PIXELS = 60_000_000


class NoPicture(ValueError):
    """The file is no picture that can be read."""


def codes_of_picture(content: bytes) -> list[str]:
    """Read every square code of a picture, from the top to the bottom; raises NoPicture."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                raise NoPicture("too large")
            grey = picture.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoPicture(type(error).__name__) from error
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [code.text for code in sorted(found, key=lambda one: one.position.top_left.y)]
