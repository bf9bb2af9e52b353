"""The layout of slips as a text anybody can edit: each line of it is a line on the slip.

A line may begin with its looks in brackets, ``[center bold x4] {number}``; facts stand in braces. ``[code]``
and ``[rating]`` are the square codes, ``[ruler]`` a ruler. Lines that begin with ``#`` are not printed. A
line whose facts are all empty is left out, so one layout serves slips with and without an estimate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.documents.sheets import Align, SlipCode, SlipLine, SlipPart, SlipRuler
from app.kernel.errors import Refusal
from app.kernel.places import resource

FACTS = ("hall", "number", "matter", "window", "ahead", "estimate", "taken_at", "notice")
"""What a ticket slip can tell."""
CODES = ("code", "rating")
RULER = "ruler"
USUAL, VOID, TRIAL = "slip.txt", "slip_void.txt", "slip_trial.txt"

MOST_LINES = 60
MOST_CHARACTERS = 200
COMMENT = "#"

_HEAD = re.compile(r"\[([^\[\]]*)\] ?")
_FACT = re.compile(r"\{([^{}]*)\}")
_ALIGNS: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}
_SCALES = {"x1": 1, "x2": 2, "x3": 3, "x4": 4}
_FLAGS = {"bold": "bold", "box": "boxed"}


class LayoutProblem(StrEnum):
    """What is wrong with a line of a layout."""

    UNKNOWN_FACT = "unknown_fact"
    UNKNOWN_LOOK = "unknown_look"
    OPEN_BRACE = "open_brace"
    TOO_LONG = "too_long"
    TOO_MANY_LINES = "too_many_lines"
    CONTROL_CHARACTER = "control_character"
    NUMBER_MISSING = "number_missing"


@dataclass(eq=False)
class LayoutRefused(Refusal):
    """A layout cannot be used. ``line`` counts from 1; ``word`` is what is not understood, or empty."""

    line: int
    problem: LayoutProblem
    word: str = ""


@dataclass(frozen=True)
class _Piece:
    """A line of the layout: a line with its looks, or a word in brackets that stands alone."""

    line: SlipLine
    alone: str = ""


def shipped_layout(name: str) -> str:
    """Read a layout that comes with the program."""
    return resource(f"templates/{name}").read_text(encoding="utf-8")


def check_layout(text: str) -> None:
    """Check the layout of ticket slips; refuses with LayoutRefused, naming the line.

    The number must stand on it: a slip without one is of no use to anybody.
    """
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise LayoutRefused(MOST_LINES + 1, LayoutProblem.TOO_MANY_LINES)
    told = {name for piece in _pieces(text, FACTS) for name in _FACT.findall(piece.line.text)}
    if "number" not in told:
        raise LayoutRefused(max(len(lines), 1), LayoutProblem.NUMBER_MISSING, "{number}")


def compose(text: str, facts: Mapping[str, str], codes: Mapping[str, str]) -> tuple[SlipPart, ...]:
    """Fill a layout; ``codes`` are the payloads of ``[code]`` and ``[rating]``, an empty one is left out.

    Refuses with LayoutRefused what it does not understand.
    """
    return tuple(_parts(text, {name: _clean(value) for name, value in facts.items()}, codes))


def _parts(text: str, facts: Mapping[str, str], codes: Mapping[str, str]) -> Iterator[SlipPart]:
    for piece in _pieces(text, tuple(facts)):
        if piece.alone == RULER:
            yield SlipRuler()
        elif piece.alone:
            if codes.get(piece.alone):
                yield SlipCode(codes[piece.alone])
        else:
            names = _FACT.findall(piece.line.text)
            if not names or any(facts[name] for name in names):
                yield _filled(piece.line, facts)


def _filled(line: SlipLine, facts: Mapping[str, str]) -> SlipLine:
    text = _FACT.sub(lambda found: facts[found[1]], line.text)
    return SlipLine(text, line.scale, line.bold, line.align, line.boxed)


def _pieces(text: str, facts: tuple[str, ...]) -> Iterator[_Piece]:
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.startswith(COMMENT):
            yield _piece(number, raw.rstrip(), facts)


def _piece(number: int, raw: str, facts: tuple[str, ...]) -> _Piece:
    """Read one line; refuses with LayoutRefused."""
    if len(raw) > MOST_CHARACTERS:
        raise LayoutRefused(number, LayoutProblem.TOO_LONG)
    if _clean(raw) != raw:
        raise LayoutRefused(number, LayoutProblem.CONTROL_CHARACTER)
    head = _HEAD.match(raw)
    words = head[1].split() if head else []
    body = raw[head.end() :] if head else raw
    if len(words) == 1 and words[0] in (*CODES, RULER) and not body:
        return _Piece(SlipLine(""), words[0])
    looks: dict[str, Any] = {}
    for word in words:
        looks |= _look(number, word)
    for name in _FACT.findall(body):
        if name not in facts:
            raise LayoutRefused(number, LayoutProblem.UNKNOWN_FACT, f"{{{name}}}")
    if set(_FACT.sub("", body)) & set("{}"):
        raise LayoutRefused(number, LayoutProblem.OPEN_BRACE)
    return _Piece(SlipLine(body, **looks))


def _look(number: int, word: str) -> dict[str, Any]:
    if word in _ALIGNS:
        return {"align": _ALIGNS[word]}
    if word in _SCALES:
        return {"scale": _SCALES[word]}
    if word in _FLAGS:
        return {_FLAGS[word]: True}
    raise LayoutRefused(number, LayoutProblem.UNKNOWN_LOOK, f"[{word}]")


def _clean(text: str) -> str:
    """Take control characters out: to a slip printer some of them are commands."""
    return "".join(character for character in text if character >= " " and not "\x7f" <= character <= "\x9f")
