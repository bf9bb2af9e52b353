"""Reads ESC/POS as a slip printer does: lines of text and pictures, and nothing it does not know."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image


@dataclass
class Paper:
    """What came out: printed lines (text or picture, in order), how set, how far fed and cut."""

    printed: list[str | Image.Image] = field(default_factory=list)
    looks: list[tuple[str, int, bool]] = field(default_factory=list)
    """Alignment, width and weight of each text line."""
    fed: int = 0
    cuts: int = 0

    @property
    def lines(self) -> list[str]:
        return [part for part in self.printed if isinstance(part, str)]

    @property
    def pictures(self) -> list[Image.Image]:
        return [part for part in self.printed if isinstance(part, Image.Image)]


class Reader:
    """A small interpreter of the commands slips are made of; raises on every other command."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._text = b""
        self._is_chinese = False
        self._align, self._width, self._bold = "left", 1, False
        self.paper = Paper()

    def read(self) -> Paper:
        while self._at < len(self._data):
            byte = self._take(1)[0]
            if byte == 0x1B:
                self._escape()
            elif byte == 0x1D:
                self._group()
            elif byte == 0x1C:
                self._chinese()
            elif byte == 0x0A:
                self._end_line()
            elif byte >= 0x20:
                self._text += bytes([byte])
            else:
                raise AssertionError(f"control byte {byte:#x} at {self._at}")
        assert not self._text, "the last line was not ended"
        return self.paper

    def _take(self, count: int) -> bytes:
        piece = self._data[self._at : self._at + count]
        assert len(piece) == count, "the bytes end inside a command"
        self._at += count
        return piece

    def _escape(self) -> None:
        command = self._take(1)
        if command == b"@":
            self._is_chinese, self._align, self._width, self._bold = False, "left", 1, False
        elif command == b"a":
            assert not self._text, "alignment counts only at the beginning of a line"
            self._align = ("left", "center", "right")[self._take(1)[0]]
        elif command == b"E":
            self._bold = bool(self._take(1)[0] & 1)
        elif command == b"d":
            self.paper.fed += self._take(1)[0]
        else:
            raise AssertionError(f"unknown ESC {command!r}")

    def _group(self) -> None:
        command = self._take(1)
        if command == b"!":
            size = self._take(1)[0]
            assert size >> 4 == size & 0x0F
            self._width = (size >> 4) + 1
        elif command == b"V":
            if self._take(1)[0] in (65, 66):
                self._take(1)
            self.paper.cuts += 1
        elif command == b"v":
            self._picture()
        else:
            raise AssertionError(f"unknown GS {command!r}")

    def _chinese(self) -> None:
        command = self._take(1)
        if command == b"&":
            self._is_chinese = True
        elif command == b"!":
            assert self._take(1)[0] in (0x00, 0x0C)
        else:
            raise AssertionError(f"unknown FS {command!r}")

    def _picture(self) -> None:
        assert self._take(2) == b"0\x00"
        assert not self._text, "a picture inside a line"
        assert self._align == "left"
        wide = int.from_bytes(self._take(2), "little")
        high = int.from_bytes(self._take(2), "little")
        bits = bytes(byte ^ 0xFF for byte in self._take(wide * high))
        self.paper.printed.append(Image.frombytes("1", (wide * 8, high), bits))

    def _end_line(self) -> None:
        assert self._is_chinese or self._text.isascii(), "Chinese without FS &"
        self.paper.printed.append(self._text.decode("gb18030"))
        self.paper.looks.append((self._align, self._width, self._bold))
        self._text = b""


def read(data: bytes) -> Paper:
    """Read what a slip's bytes print."""
    return Reader(data).read()
