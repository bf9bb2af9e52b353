"""What a text from outside seems to say: parties, amounts, days. Guesses to be confirmed, each with its line.

Pure. The patterns are data (resources/templates/words.toml, importing).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.contracts.states import Side
from app.documents.amounts import in_words, same_words
from app.documents.words import word_list, word_or
from app.kernel.errors import FieldRefused
from app.kernel.money import LARGEST_FEN, parse_yuan

PARTY_FIELDS = (
    *("credit_code", "legal_representative", "contact", "phone", "address", "postcode", "email"),
    *("account_holder", "account_bank", "account_number"),
)
_TEN_THOUSAND = 10_000


@dataclass(frozen=True)
class Guess:
    """A value read from a text, and the line it was read from."""

    value: str
    line: str


@dataclass(frozen=True)
class GuessedParty:
    """A party as a text names it; ``fields`` by the names of PARTY_FIELDS."""

    side: Side
    name: Guess
    fields: dict[str, Guess] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class GuessedAmount:
    """An amount in fen; ``words_differ``: the same line writes another in words (domain.md 2.4)."""

    fen: int
    line: str
    words_differ: bool = False


@dataclass(frozen=True)
class Guesses:
    """Everything a text seems to say."""

    title: Guess | None = None
    parties: tuple[GuessedParty, ...] = ()
    total: GuessedAmount | None = None
    technical: GuessedAmount | None = None
    valid_from: Guess | None = None
    valid_to: Guess | None = None


def guess(lines: Sequence[str]) -> Guesses:
    """Read what can be read from the lines of a text, tables included."""
    valid = _term(lines)
    return Guesses(
        title=_labelled(lines, "project") or _first(lines),
        parties=tuple(_parties(lines)),
        total=_amount(lines, "total"),
        technical=_amount(lines, "technical"),
        valid_from=valid[0],
        valid_to=valid[1],
    )


def _first(lines: Sequence[str]) -> Guess | None:
    return next((Guess(line.strip(), line) for line in lines if line.strip()), None)


def _labelled(lines: Sequence[str], key: str) -> Guess | None:
    for line in lines:
        text = _after_label(line, key)
        if text:
            return Guess(text, line)
    return None


def _after_label(line: str, key: str) -> str:
    """Give what stands behind one of a field's labels and its colon; "" where none stands there."""
    for label in word_list("importing", key):
        match = re.search(re.escape(label) + word_or("importing", "colon") + r"(?P<text>[^\u3000\t]+)", line)
        if match:
            return match["text"].strip(" _\uff3f")
    return ""


def _parties(lines: Sequence[str]) -> Iterator[GuessedParty]:
    """Find the lines that name a party; its details stand below, up to the next party."""
    starts = [
        (place, side, name)
        for place, line in enumerate(lines)
        if (who := _named(line))
        for side, name in [who]
    ]
    seen: set[tuple[Side, str]] = set()
    for number, (place, side, name) in enumerate(starts):
        if (side, name) in seen:
            continue
        seen.add((side, name))
        end = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
        below = lines[place : min(end, place + int(word_or("importing", "party_lines")))]
        fields = {key: found for key in PARTY_FIELDS if (found := _labelled(below, key))}
        yield GuessedParty(side, Guess(name, lines[place]), fields)


def _named(line: str) -> tuple[Side, str] | None:
    for side in Side:
        for label in word_list("importing", str(side)):
            match = re.match(r"\s*" + re.escape(label) + word_or("importing", "side_ending"), line)
            name = re.split(r"[\u3000\t]", match["text"].strip())[0].strip() if match else ""
            if len(name) > 1:
                return side, name
    return None


def _amount(lines: Sequence[str], key: str) -> GuessedAmount | None:
    for line in lines:
        label = next((label for label in word_list("importing", key) if label in line), "")
        fen = _fen_in(line[line.index(label) :]) if label else None
        if fen is not None:
            told = re.findall(word_or("importing", "amount_words"), line)
            return GuessedAmount(
                fen, line, bool(told) and not any(same_words(t, in_words(fen)) for t in told)
            )
    return None


def _fen_in(text: str) -> int | None:
    match = re.search(word_or("importing", "amount"), text)
    if match is None:
        return None
    try:
        fen = parse_yuan(match["figures"].replace("\uff0c", ",").replace("\uff0e", "."))
    except FieldRefused:
        return None
    fen *= _TEN_THOUSAND if match["unit"] == word_or("importing", "ten_thousand") else 1
    return fen if fen <= LARGEST_FEN else None


def _term(lines: Sequence[str]) -> tuple[Guess | None, Guess | None]:
    for line in lines:
        if any(label in line for label in word_list("importing", "term")):
            days = [day for found in re.finditer(word_or("importing", "day"), line) if (day := _day(found))]
            if len(days) >= 2 and days[0] <= days[1]:
                return Guess(days[0].isoformat(), line), Guess(days[1].isoformat(), line)
    return None, None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
