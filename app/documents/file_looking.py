"""What a file from outside is, told by its content and never by its name; how many pages it has."""

from __future__ import annotations

import io
import logging
import warnings
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

log = logging.getLogger(__name__)

PDF_TYPE, PNG_TYPE, JPEG_TYPE = "application/pdf", "image/png", "image/jpeg"
ENDINGS = {PDF_TYPE: ".pdf", PNG_TYPE: ".png", JPEG_TYPE: ".jpg"}
_PDF_HEAD = 1024
"""A PDF begins within so many bytes (ISO 32000-2, 7.5.2 and what readers take)."""
_MOST_PIXELS = 120_000_000
_MOST_PAGES = 5000


class FileTrouble(StrEnum):
    """Why a file is no use."""

    NOT_ACCEPTED = "not_accepted"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"


class Unfit(Exception):
    """A file from outside cannot be used."""

    def __init__(self, trouble: FileTrouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True)
class FileFacts:
    """What a file is; a picture is one page."""

    media_type: str
    pages: int


def look_into(content: bytes) -> FileFacts:
    """Tell what a file is; raises Unfit for what is neither PDF nor PNG nor JPEG, locked or damaged."""
    if b"%PDF-" in content[:_PDF_HEAD]:
        return FileFacts(PDF_TYPE, _pdf_pages(content))
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _picture(content, PNG_TYPE, "PNG")
    if content.startswith(b"\xff\xd8\xff"):
        return _picture(content, JPEG_TYPE, "JPEG")
    raise Unfit(FileTrouble.NOT_ACCEPTED)


def _pdf_pages(content: bytes) -> int:
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        if reader.encrypted:
            raise Unfit(FileTrouble.ENCRYPTED)
        pages = int(reader.root["/Pages"]["/Count"])
    except Unfit:
        raise
    except Exception as error:
        # A stranger's file may break a reader in any way.
        log.info("a PDF from outside does not open: %s", type(error).__name__)
        raise Unfit(FileTrouble.BROKEN) from error
    if not 0 < pages <= _MOST_PAGES:
        raise Unfit(FileTrouble.BROKEN)
    return pages


def _picture(content: bytes, media_type: str, form: str) -> FileFacts:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=(form,)) as picture:
                width, height = picture.size
                picture.verify()
    except Exception as error:
        log.info("a picture from outside does not open: %s", type(error).__name__)
        raise Unfit(FileTrouble.BROKEN) from error
    if width * height > _MOST_PIXELS:
        raise Unfit(FileTrouble.BROKEN)
    return FileFacts(media_type, 1)
