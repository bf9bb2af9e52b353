"""Where a picture of a page differs from the sealed page, in words for the clerk."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.documents.look_report import SeenPlace

MOST_PLACES = 6
_CONTEXT = "SeenPlaces"
_IN_TEXT = QT_TRANSLATE_NOOP("SeenPlaces", "page {page}, line {line}: {words}")
_MORE = QT_TRANSLATE_NOOP("SeenPlaces", "and {0} more places")


def place_lines(places: Iterable[SeenPlace]) -> list[str]:
    """Tell the first places, each in a line: what stood there in brackets, what is seen behind a bar."""
    every = list(places)
    lines = [_line(place) for place in every[:MOST_PLACES]]
    if len(every) > MOST_PLACES:
        lines.append(_said(_MORE).format(len(every) - MOST_PLACES))
    return lines


def _line(place: SeenPlace) -> str:
    return _said(_IN_TEXT).format(page=place.page, line=place.line, words=place.words)


def _said(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))
