"""The words of a file that somebody brings, whatever was done to it: they tell what it claims to be."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.file_parts import READING_ERRORS
from app.documents.page_text import page_text

log = logging.getLogger(__name__)
_MOST_PAGES = 20
"""So many pages tell what a file claims to be."""


def words_of(pdf: bytes) -> str:
    """Tell the words of a file, page by page, as far as they can be read; never a crash."""
    words: list[str] = []
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        words.extend(page_text(page) for page in islice(_pages(reader.root["/Pages"]), _MOST_PAGES))
    except READING_ERRORS:
        log.info("the words of a file could not be read to the end")
    except Exception:
        # A stranger's file may break a reader in any way.
        log.exception("the words of a file could not be read to the end")
    return "\n".join(words)


def _pages(node: Any) -> Iterator[Any]:
    for kid in node["/Kids"]:
        page = kid.get_object()
        if "/Kids" in page:
            yield from _pages(page)
        else:
            yield page
