"""Pages of scanned files as pictures, drawn away from the window's thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from app.contracts.refusals import NoScan

DPI = 200
_POINTS = 72
MOST_PAGES = 200
LARGEST = 200 * 1024 * 1024
"""Bytes of one scanned file."""


def pictures_of(content: bytes) -> list[bytes]:
    """Draw the pages of a PDF as PNG, or give a picture itself; nothing for what is neither."""
    if not content.startswith(b"%PDF"):
        return [content] if not QImage.fromData(QByteArray(content)).isNull() else []
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = [_page(document, place) for place in range(min(document.pageCount(), MOST_PAGES))]
    document.close()
    return pages


def read_files(paths: tuple[str, ...]) -> tuple[bytes, ...]:
    """Read chosen files; refuses with NoScan what cannot be read or is too large."""
    return tuple(_read(Path(path)) for path in paths)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise NoScan(path.name)
        return path.read_bytes()
    except OSError as error:
        raise NoScan(path.name) from error


def _page(document: QPdfDocument, place: int) -> bytes:
    points = document.pagePointSize(place)
    size = QSize(round(points.width() * DPI / _POINTS), round(points.height() * DPI / _POINTS))
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(0xFFFFFFFF)
    painter = QPainter(page)
    painter.drawImage(0, 0, document.render(place, size))
    painter.end()
    told, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(told)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(told.data())
