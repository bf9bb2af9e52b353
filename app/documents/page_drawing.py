"""Draws pages of our own files and tells where each character stands, with the faces that lie in the file.

Only what this program writes is understood: text, lines, rectangles, forms. Dashed lines and curves are
faint guides for pens and seals and are left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from app.documents.page_text import FontMap, font_map, page_content, unescaped

DPI = 200
POINTS = 72
_FINER = 3
"""Drawn so many times larger, then made smaller: the hinting of small letters is no part of a print."""
_TOKEN = re.compile(rb"\((?:\\.|[^\\()])*\)|\[[^\]]*\]|/[^\s/\[\]()]+|[^\s/\[\]()]+", re.DOTALL)
_NUMBER = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)")
_APPLE = "armn"
"""FreeType's name of the one map that the parts of faces in our files have: a code is a glyph's place."""
_LINE_FEED, _UNUSED = 10, 0
_MAP_HEAD = 22
"""Bytes of the map of a face before its first glyph."""
_BLACK = 0.2
_ABOVE, _BELOW = 0.88, 0.12
"""Of an em, above and below the base line."""
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Glyph:
    """A character as it stands on a page; lengths in pixels of 200 dpi from the top left.

    box: its em square. base: the base line. face: the name of the face it is set in. size: of an em.
    is_grey: it is no part of the text but of what surrounds it.
    """

    text: str
    box: Box
    base: float
    face: str
    size: float
    is_grey: bool = False


@dataclass(frozen=True)
class DrawnPage:
    """A page as a grey picture of 200 dpi, with its characters in the order they were drawn."""

    picture: Image.Image
    glyphs: tuple[Glyph, ...]


@dataclass
class _Face:
    name: str
    program: bytes
    texts: FontMap
    widths: dict[int, float]
    sizes: dict[float, Any] = field(default_factory=dict)

    def at(self, pixels: float) -> Any:
        if pixels not in self.sizes:
            program = io.BytesIO(_line_feed_moved(self.program))
            self.sizes[pixels] = ImageFont.truetype(
                program, pixels, encoding=_APPLE, layout_engine=ImageFont.Layout.BASIC
            )
        return self.sizes[pixels]


@dataclass(frozen=True)
class _State:
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    fill: float = 0.0
    line: float = 0.0
    wide: float = 1.0
    is_dashed: bool = False
    spacing: float = 0.0


def draw_page(page: Any) -> DrawnPage:
    """Draw a page of a file that was read by pyHanko."""
    wide, high = (float(page["/MediaBox"][place]) for place in (2, 3))
    drawing = _Drawing(wide, high)
    drawing.run(page_content(page), page["/Resources"], _State())
    return DrawnPage(drawing.picture.reduce(_FINER), tuple(drawing.glyphs))


class _Drawing:
    """One page; a stream of operators is run on it."""

    def __init__(self, wide: float, high: float) -> None:
        self._scale = DPI * _FINER / POINTS
        self._high = high
        size = (round(wide * DPI / POINTS) * _FINER, round(high * DPI / POINTS) * _FINER)
        self.picture = Image.new("L", size, 255)
        self.glyphs: list[Glyph] = []
        self._pen = ImageDraw.Draw(self.picture)
        self._faces: dict[int, _Face] = {}

    def run(self, content: bytes, resources: Any, state: _State) -> None:
        """Do what a stream says."""
        stack: list[_State] = []
        given: list[bytes] = []
        path = _Path()
        text = _Text()
        for token in _TOKEN.findall(content):
            if token[:1] in b"([/" or _NUMBER.fullmatch(token):
                given.append(token)
                continue
            if token == b"q":
                stack.append(state)
            elif token == b"Q":
                state = stack.pop()
            elif token == b"Do":
                form = resources["/XObject"][given[-1].decode()]
                self.run(form.data, form.get("/Resources", resources), state)
            elif token in (b"Tm", b"Tf", b"Tj"):
                self._write(token, given, text, state, resources)
            elif token in (b"m", b"l", b"re", b"c", b"n"):
                path.take(token, given)
            elif token in (b"S", b"f", b"f*", b"B"):
                self._paint(token, path, state)
                path = _Path()
            else:
                state = _stated(token, given, state)
            given = []

    def _write(self, token: bytes, given: list[bytes], text: _Text, state: _State, resources: Any) -> None:
        if token == b"Tm":
            text.x, text.y = float(given[4]), float(given[5])
        elif token == b"Tf":
            text.face, text.size = self._face(resources["/Font"], given[0].decode()), float(given[1])
        elif text.face is not None:
            for code in unescaped(given[0][1:-1]):
                self._glyph(text, code, state)
                text.x += text.face.widths.get(code, 0.0) * text.size / 1000 + state.spacing

    def _face(self, fonts: Any, name: str) -> _Face:
        place = fonts.raw_get(name)
        key = getattr(place, "idnum", id(place))
        if key not in self._faces:
            self._faces[key] = _face_of(fonts[name])
        return self._faces[key]

    def _glyph(self, text: _Text, code: int, state: _State) -> None:
        assert text.face is not None
        a, b, c, d, _, _ = state.matrix
        x, y = self._at(state.matrix, text.x, text.y)
        shade = round(255 * state.fill)
        if b or c:
            return self._tilted(text, code, state)
        shown = text.face.texts.get(code, "")
        if shown.strip():
            font = text.face.at(text.size * a * self._scale)
            self._pen.text((x, y), _sign(code), fill=shade, font=font, anchor="ls")
            wide = text.face.widths.get(code, 0.0) * text.size / 1000 * a * self._scale
            em = text.size * d * self._scale
            box = (x / _FINER, (y - _ABOVE * em) / _FINER, (x + wide) / _FINER, (y + _BELOW * em) / _FINER)
            is_grey = state.fill > _BLACK
            self.glyphs.append(Glyph(shown, box, y / _FINER, text.face.name, em / _FINER, is_grey))
        return None

    def _tilted(self, text: _Text, code: int, state: _State) -> None:
        """Draw a sign of a watermark, which stands askew and is no character of the text."""
        assert text.face is not None
        a, b = state.matrix[0], state.matrix[1]
        font = text.face.at(text.size * self._scale)
        x, y = self._at(state.matrix, text.x, text.y)
        reach = round(text.size * self._scale * 2)
        small = Image.new("L", (2 * reach, 2 * reach), 0)
        ImageDraw.Draw(small).text((reach, reach), _sign(code), fill=255, font=font, anchor="ls")
        data = (a, -b, reach - reach * a + reach * b, b, a, reach - reach * b - reach * a)
        turned = small.transform(small.size, Image.Transform.AFFINE, data, Image.Resampling.BILINEAR)
        self.picture.paste(round(255 * state.fill), (round(x) - reach, round(y) - reach), turned)

    def _paint(self, token: bytes, path: _Path, state: _State) -> None:
        if token in (b"f", b"f*", b"B"):
            for x, y, wide, high in path.boxes:
                left, foot = self._at(state.matrix, x, y)
                right, top = self._at(state.matrix, x + wide, y + high)
                corners = (left, top, right - 1, foot - 1)
                if corners[2] >= corners[0] and corners[3] >= corners[1]:
                    self._pen.rectangle(corners, fill=round(255 * state.fill))
        if token in (b"S", b"B") and not state.is_dashed and not path.is_curved:
            wide_px = max(1, round(state.wide * self._scale * abs(state.matrix[0])))
            lines = [*path.lines, *(_outline(box) for box in path.boxes)]
            for line in lines:
                points = [self._at(state.matrix, x, y) for x, y in line]
                self._pen.line(points, fill=round(255 * state.line), width=wide_px)

    def _at(self, matrix: Matrix, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        across, up = a * x + c * y + e, b * x + d * y + f
        return across * self._scale, (self._high - up) * self._scale


@dataclass
class _Text:
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    face: _Face | None = None


class _Path:
    """What was outlined and not painted yet."""

    def __init__(self) -> None:
        self.lines: list[list[tuple[float, float]]] = []
        self.boxes: list[Box] = []
        self.is_curved = False

    def take(self, token: bytes, given: list[bytes]) -> None:
        numbers = [float(value) for value in given]
        if token == b"m":
            self.lines.append([(numbers[0], numbers[1])])
        elif token == b"l":
            self.lines[-1].append((numbers[0], numbers[1]))
        elif token == b"re":
            self.boxes.append((numbers[0], numbers[1], numbers[2], numbers[3]))
        elif token == b"c":
            self.is_curved = True


def _stated(token: bytes, given: list[bytes], state: _State) -> _State:
    if token == b"cm":
        return replace(state, matrix=_joined([float(value) for value in given], state.matrix))
    if token == b"d":
        return replace(state, is_dashed=bool(_NUMBER.search(given[0])))
    # Of a colour the red part is taken: what a scan is judged by, too, since red ink is light in it.
    value = float(given[0]) if given and _NUMBER.fullmatch(given[0]) else 0.0
    if token in (b"g", b"rg"):
        return replace(state, fill=value)
    if token in (b"G", b"RG"):
        return replace(state, line=value)
    if token == b"w":
        return replace(state, wide=value)
    return replace(state, spacing=value) if token == b"Tc" else state


def _joined(inner: list[float], outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _outline(box: Box) -> list[tuple[float, float]]:
    x, y, wide, high = box
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)]


def _face_of(font: Any) -> _Face:
    first = int(font["/FirstChar"])
    widths = {first + place: float(value) for place, value in enumerate(font["/Widths"])}
    name = str(font["/BaseFont"]).partition("+")[2]
    return _Face(name, font["/FontDescriptor"]["/FontFile2"].data, font_map(font), widths)


def _sign(code: int) -> str:
    return chr(_UNUSED if code == _LINE_FEED else code)


def _line_feed_moved(program: bytes) -> bytes:
    """Let the code 0, which no text uses, draw the glyph of the code 10: Pillow ends a line with that.

    The map is the one reportlab writes: one table of format 6 that begins with the code 0.
    """
    tables = int.from_bytes(program[4:6], "big")
    entries = (program[12 + 16 * n : 28 + 16 * n] for n in range(tables))
    place = next(int.from_bytes(entry[8:12], "big") for entry in entries if entry[:4] == b"cmap")
    glyphs = place + _MAP_HEAD
    feed, blank = glyphs + 2 * _LINE_FEED, glyphs + 2 * _UNUSED
    return program[:blank] + program[feed : feed + 2] + program[blank + 2 :]


def lines_of(glyphs: tuple[Glyph, ...]) -> Iterator[list[Glyph]]:
    """Give the characters line by line, from the top; what stands beside each other is one line."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        rows.setdefault(round(glyph.base / 4), []).append(glyph)
    for base in sorted(rows):
        yield sorted(rows[base], key=_left)


def _left(glyph: Glyph) -> float:
    return glyph.box[0]
