"""The colour profile every page names: sRGB (IEC 61966-2-1) as an ICC profile of version 2, made here.

PDF/A-1 takes no version 4, and profiles that ship with programs carry their makers' licences.
"""

from __future__ import annotations

import functools
import struct

_DATE = (2026, 1, 1, 0, 0, 0)
_D50 = (0.9642, 1.0, 0.8249)
# Primaries of sRGB, adapted to D50 (Bradford), as IEC 61966-2-1 profiles give them.
_PRIMARIES = {
    b"rXYZ": (0.4360747, 0.2225045, 0.0139322),
    b"gXYZ": (0.3850649, 0.7168786, 0.0971045),
    b"bXYZ": (0.1430804, 0.0606169, 0.7141733),
}
_STEPS = 1024
_LINEAR_UNTIL = 0.04045


@functools.cache
def srgb_profile() -> bytes:
    """Make the profile; always the same bytes."""
    curve = _curve()
    tags = [
        (b"desc", _description("sRGB")),
        (b"cprt", b"text\0\0\0\0" + b"No copyright, use freely.\0"),
        (b"wtpt", _xyz(_D50)),
        *((name, _xyz(values)) for name, values in _PRIMARIES.items()),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    return _assembled(tags)


def _assembled(tags: list[tuple[bytes, bytes]]) -> bytes:
    offset = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, content in tags:
        if content not in places:
            places[content] = offset + len(body)
            body += content + b"\0" * (-len(content) % 4)
        table += struct.pack(">4sII", name, places[content], len(content))
    size = 128 + len(table) + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", *_DATE, b"acsp")
    head = head.ljust(68, b"\0") + b"".join(_fixed(value) for value in _D50)
    return head.ljust(128, b"\0") + table + body


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(value) for value in values)


def _description(name: str) -> bytes:
    text = name.encode() + b"\0"
    head = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text
    return head + b"\0" * (4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    points = [_linear(step / (_STEPS - 1)) for step in range(_STEPS)]
    return struct.pack(f">4sII{_STEPS}H", b"curv", 0, _STEPS, *(round(65535 * point) for point in points))


def _linear(value: float) -> float:
    if value <= _LINEAR_UNTIL:
        return value / 12.92
    return float(((value + 0.055) / 1.055) ** 2.4)
