"""The text of the pages of our own files, as a reader copies it out. Best effort on others' files."""

from __future__ import annotations

import re
from typing import Any

_SHOWN = re.compile(rb"/(F[0-9+]+) [0-9.]+ Tf|\(((?:\\.|[^\\()])*)\) Tj|(T\*)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]+)>")
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

FontMap = dict[int, str]


def page_text(page: Any) -> str:
    """Tell the text of a page, in the order it was drawn."""
    fonts = {name[1:]: font_map(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    text, current = [], FontMap()
    for found in _SHOWN.finditer(page_content(page)):
        name, shown, _ = found.groups()
        if name is not None:
            current = fonts.get(name.decode(), FontMap())
        elif shown is not None:
            text.append("".join(current.get(code, "\ufffd") for code in unescaped(shown)))
    return "".join(text)


def page_content(page: Any) -> bytes:
    """Give what draws a page."""
    content = page["/Contents"]
    parts = content if isinstance(content, list) else [content]
    return b"\n".join(part.get_object().data for part in parts)


def font_map(font: Any) -> FontMap:
    """Tell which text each code of a font stands for."""
    if "/ToUnicode" not in font:
        return FontMap()
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", errors="replace")
        for code, text in _ENTRY.findall(font["/ToUnicode"].data)
    }


def unescaped(shown: bytes) -> bytes:
    """Give the codes of a text as it stands between its brackets."""
    return _ESCAPED.sub(_one, shown)


def _one(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit():
        return bytes((int(sign, 8) & 0xFF,))
    return _LETTERS.get(sign, sign)
