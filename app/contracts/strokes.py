"""What was drawn on a pad: is it likely a signature, and how it is kept. Pure (contracts.md 6)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import dist

from app.documents.sheets import Stroke

LEAST_PATH = 2500
"""Hundredths of a millimetre of drawn line. The shortest usual names have three strokes or so; written a
centimetre high they take about 30 mm. A tap or a slip of the hand stays below 10."""
LEAST_TIME_MS = 400
"""A single stroke that took less is a flick; whoever joins a whole name into one line takes longer."""
STRAIGHT = 0.97
"""Of a straight line the ends are as far apart as it is long; the least wave of a hand is below."""
RECORD_FORMAT = 2

Tilts = tuple[tuple[tuple[int, int] | None, ...], ...]
"""Degrees to the right and towards the signer, point by point of each stroke; None where not measured."""


class Doubt(StrEnum):
    """Why a drawing hardly looks like a signature."""

    SHORT = "short"
    HASTY = "hasty"
    STRAIGHT = "straight"


@dataclass(frozen=True)
class Drawing:
    """Strokes with what drew them. ``pad_mm``: width and height of the pad."""

    strokes: tuple[Stroke, ...]
    tilts: Tilts = ()
    device: str = ""
    pad_mm: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Bound:
    """What a drawing is bound to: the text that was shown, the contract, the party and who signed for it."""

    text_digest: str
    number: str
    party: str
    signer: str


def doubts(strokes: Sequence[Stroke]) -> tuple[Doubt, ...]:
    """Tell why a drawing hardly looks like a signature; nothing for one that does."""
    lines = [stroke for stroke in strokes if stroke]
    if not lines:
        return (Doubt.SHORT,)
    found = []
    if sum(_length(line) for line in lines) < LEAST_PATH:
        found.append(Doubt.SHORT)
    if len(lines) == 1:
        if lines[0][-1][3] - lines[0][0][3] < LEAST_TIME_MS:
            found.append(Doubt.HASTY)
        if _is_straight(lines[0]):
            found.append(Doubt.STRAIGHT)
    return tuple(found)


def drawing_record(drawing: Drawing, bound: Bound) -> bytes:
    """Write a drawing as it is kept and hashed: raw points together with the text they were drawn under."""
    told = {
        "format": RECORD_FORMAT,
        "text_sha256": bound.text_digest,
        "contract": bound.number,
        "party": bound.party,
        "signer": bound.signer,
        "device": drawing.device,
        "pad_mm": [round(side, 1) for side in drawing.pad_mm],
        "strokes": drawing.strokes,
        "tilts": drawing.tilts,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def strokes_in(record: bytes) -> tuple[Stroke, ...]:
    """Give the strokes of a kept drawing."""
    told = json.loads(record)["strokes"]
    return tuple(tuple((x, y, pressure, t_ms) for x, y, pressure, t_ms in stroke) for stroke in told)


def _length(line: Stroke) -> float:
    return sum(dist(a[:2], b[:2]) for a, b in pairwise(line))


def _is_straight(line: Stroke) -> bool:
    length = _length(line)
    return length > 0 and dist(line[0][:2], line[-1][:2]) / length > STRAIGHT
