"""The numbers Word gives to paragraphs: they stand in no text and are counted by its lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, Self

from app.documents.words import word

_DEEPEST = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Element(Protocol):
    """What this needs of an element."""

    name: str
    facts: dict[str, str]
    children: list[Self]

    def first(self, name: str) -> Self | None:
        """Give the first child of a name."""
        ...

    def value(self, *names: str) -> str:
        """Give the ``val`` of a child reached by names."""
        ...


@dataclass(frozen=True)
class Level:
    """How one depth of a list counts."""

    start: int = 1
    form: str = "decimal"
    shape: str = "%1."


@dataclass
class Numbering:
    """The lists of a document and where each stands."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    family: dict[str, str] = field(default_factory=dict)
    """Which lists count together: those of one abstract definition."""
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def next(self, list_id: str, depth: int) -> str:
        """Count on and give the number before the paragraph; "" for bullets and strange lists."""
        levels = self.lists.get(list_id)
        if levels is None or not 0 <= depth < _DEEPEST:
            return ""
        starts = [levels.get(d, Level()).start for d in range(_DEEPEST)]
        counts = self._counts.setdefault(self.family.get(list_id, list_id), [s - 1 for s in starts])
        counts[depth] += 1
        for deeper in range(depth + 1, _DEEPEST):
            counts[deeper] = starts[deeper] - 1
        level = levels.get(depth, Level())
        if level.form in ("bullet", "none"):
            return ""
        told = level.shape
        for d in range(depth + 1):
            form = levels.get(d, Level()).form
            told = told.replace(f"%{d + 1}", _written(max(counts[d], starts[d]), form))
        return told.strip()


def read_numbering(part: Element | None) -> Numbering:
    """Read the lists of a document."""
    if part is None:
        return Numbering()
    kinds = {
        node.facts.get("abstractNumId", ""): dict(_levels(node))
        for node in part.children
        if node.name == "abstractNum"
    }
    lists, family = {}, {}
    for node in part.children:
        if node.name == "num":
            key, kind = node.facts.get("numId", ""), node.value("abstractNumId")
            lists[key] = kinds.get(kind, {})
            restarts = node.first("lvlOverride") is not None
            family[key] = key if restarts else f"kind {kind}"
    return Numbering(lists, family)


def read_styles(part: Element | None) -> dict[str, tuple[int | None, tuple[str, int] | None]]:
    """Read by style how deep a heading it is and which list it counts in."""
    if part is None:
        return {}
    own = {node.facts.get("styleId", ""): node for node in part.children if node.name == "style"}
    return {key: (_depth(own, key), _list_of(own, key)) for key in own}


def _levels(kind: Element) -> list[tuple[int, Level]]:
    found = []
    for node in kind.children:
        depth = node.facts.get("ilvl", "")
        if node.name == "lvl" and depth.isascii() and depth.isdigit() and len(depth) < 3:
            start = node.value("start")
            is_number = start.isascii() and start.isdigit() and len(start) < 6
            level = Level(int(start) if is_number else 1, node.value("numFmt"), node.value("lvlText"))
            found.append((int(depth), level))
    return found


def _depth(own: dict[str, Element], key: str) -> int | None:
    for node in _line(own, key):
        outline = node.value("pPr", "outlineLvl")
        if outline.isascii() and outline.isdigit():
            return int(outline) if len(outline) < 3 and int(outline) < _DEEPEST else None
    return None


def _list_of(own: dict[str, Element], key: str) -> tuple[str, int] | None:
    for node in _line(own, key):
        list_id = node.value("pPr", "numPr", "numId")
        if list_id:
            depth = node.value("pPr", "numPr", "ilvl")
            return list_id, int(depth) if depth.isascii() and depth.isdigit() and len(depth) < 3 else 0
    return None


def _line(own: dict[str, Element], key: str) -> list[Element]:
    """Give a style and those it is based on, the nearest first; a circle ends where it closes."""
    line: list[Element] = []
    seen: set[str] = set()
    while key in own and key not in seen:
        seen.add(key)
        line.append(own[key])
        key = own[key].value("basedOn")
    return line


def _written(number: int, form: str) -> str:
    write = _FORMS.get(form)
    return write(number) if write else str(number)


def _chinese(number: int) -> str:
    """Write up to 99 as a numeral; beyond, in figures."""
    if not 0 <= number < 100:
        return str(number)
    digits, ten = word("importing", "numerals"), word("importing", "ten")
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return (digits[tens] if tens > 1 else "") + ten + (digits[ones] if ones else "")


def _circled(number: int) -> str:
    signs = word("importing", "circled")
    return signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + number - 1) if 1 <= number <= 26 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    told = ""
    for value, sign in (*_ROMAN, *_ROMAN_LOW):
        while number >= value:
            told += sign
            number -= value
    return told


def _upper(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: write(number).upper()


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": _upper(_letter),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
}
