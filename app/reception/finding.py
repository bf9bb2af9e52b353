"""Finding whoever stands at the desk by whatever the clerk types: the best hit first."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.clock import DAY, day_of
from app.kernel.errors import FieldRefused
from app.kernel.identity import derived_key
from app.reception.documents import DocumentKind, check_credit_code, check_document, tidy_number
from app.reception.entities import Appointment
from app.reception.index_words import SHORTEST_TAIL, Family, Kind
from app.reception.readings import readings_of, spellings, squeezed, syllable_beginnings
from app.reception.similar import WHOLE_PHONE
from app.storage.store import Store

CANDIDATES = 80
"""Of one range of words: ranked are the best of few, never all."""
LOOKED_THROUGH = 5_000
"""So many words of a range are held against a pattern at most."""
RECENT = 2_000
"""So many of those seen last are looked through as a whole: nobody whom the desk knows is overlooked."""
MOST_RECENT = 100
LATELY = 30 * DAY
LONGEST_TYPED = 64
MOST_CUTS = 6
SHORTEST_SHORT_NAME = 3
_LAST = "\U0010ffff"


class Rank(IntEnum):
    """How well a record fits; the least stands first."""

    EXACT = 0
    LATELY = 1
    ALL_INITIALS = 2
    BEGINNING = 3
    INSIDE = 4


class HitKind(StrEnum):
    """What was found."""

    PERSON = "person"
    ORGANISATION = "organisation"
    TICKET = "ticket"
    CONTRACT = "contract"
    REGISTRATION = "registration"


@dataclass(frozen=True)
class Elsewhere:
    """A record of another slice that bears the number typed; ``visit_id`` is the visit it is of."""

    kind: HitKind
    key: str
    text: str
    detail: str
    visit_id: str | None = None


FoundElsewhere = Callable[[Session, str], Sequence[Elsewhere]]
"""Looks for a number of another slice in an open session: a ticket of today, a contract."""


@dataclass(frozen=True)
class Found:
    """A record by its key, with how well it fits."""

    kind: HitKind
    key: str
    rank: Rank
    seen_at: int
    name: str
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True)
class Range:
    """Words to look through: a beginning, what they have to match besides, how well they fit then."""

    beginning: str
    rank: Rank
    pattern: str = ""
    is_short_name: bool = False


class Finder:
    """Looks things up in the index, in the records by key, and in other slices by number."""

    def __init__(
        self, store: Store, market_secret: bytes, zone: str, elsewhere: Sequence[FoundElsewhere] = ()
    ) -> None:
        self._store = store
        self._secret = market_secret
        self._zone = zone
        self._elsewhere = tuple(elsewhere)

    def find(
        self, session: Session, typed: str, limit: int, kinds: Sequence[Kind] = tuple(Kind)
    ) -> list[Found]:
        """Find at most so many records, the best first; nothing where nothing was typed."""
        typed = typed.encode(errors="ignore").decode()[:LONGEST_TYPED]
        text = squeezed(typed)
        if not text:
            return []
        found = {f.key: f for f in self._by_number(session, typed)}
        for kind in kinds:
            for candidate in self._by_words(session, kind, text, limit):
                known = found.get(candidate.key)
                if known is None or candidate.rank < known.rank:
                    found[candidate.key] = candidate
        of_papers = {HitKind.TICKET, HitKind.CONTRACT, HitKind.REGISTRATION}
        wanted = {HitKind(k.name.lower()) for k in kinds} | of_papers
        return sorted((f for f in found.values() if f.kind in wanted), key=_order)[:limit]

    def keys_sounding_like(self, session: Session, name: str, phone: str) -> set[str]:
        """Give the people whose name may be misheard for one, or who have a telephone number."""
        ways = spellings(readings_of(name), MOST_CUTS)
        family = Kind.PERSON + Family.INITIALS
        beginnings = {f"{family}{''.join(syllable[0] for syllable in way)} " for way in ways if way}
        if squeezed(name):
            beginnings.add(Kind.PERSON + Family.CHARACTERS + squeezed(name))
        if len(phone) >= WHOLE_PHONE:
            beginnings.add(Kind.PERSON + Family.PHONE_TAIL + phone[::-1])
        ranges = [Range(beginning, Rank.BEGINNING) for beginning in sorted(beginnings)]
        return {found.key for wanted in ranges for found in _ranged(session, wanted, "")}

    def key_of_document(self, kind: DocumentKind, text: str) -> str:
        """Give the key of whoever bears a document's number; "" where the number is none."""
        with suppress(FieldRefused):
            return derived_key(self._secret, kind, check_document(kind, text, self.today()).number)
        return ""

    def today(self) -> date:
        """Give the hall's day."""
        return day_of(self._store.clock.now(), self._zone)

    def _by_number(self, session: Session, typed: str) -> Iterator[Found]:
        number = tidy_number(typed)
        if len(number) < SHORTEST_TAIL or not any(c.isdigit() for c in number):
            return
        for look in self._elsewhere:
            for hit in look(session, number):
                yield Found(hit.kind, hit.key, Rank.EXACT, 0, hit.text, hit)
        keys = self._keys_of_number(number)
        yield from _live(session, HitKind.PERSON, "person", [*keys, *self._expected(session, number)])
        yield from _live(session, HitKind.ORGANISATION, "organisation", keys)

    def _keys_of_number(self, number: str) -> list[str]:
        """Give the keys of whoever bears a number as a document of any kind, or as a credit code."""
        known = (kind for kind in DocumentKind if kind is not DocumentKind.NONE)
        keys = [key for kind in known if (key := self.key_of_document(kind, number))]
        with suppress(FieldRefused):
            keys.append(derived_key(self._secret, "credit_code", check_credit_code(number).number))
        return keys

    def _expected(self, session: Session, code: str) -> list[str]:
        """Give who has an appointment today under the code they were given."""
        today = day_of(self._store.clock.now(), self._zone)
        query = select(Appointment.person_id).where(
            Appointment.day == today, func.upper(Appointment.code) == code, Appointment.ended_at.is_(None)
        )
        return [key for key in session.execute(query).scalars() if key is not None]

    def _by_words(self, session: Session, kind: Kind, text: str, limit: int) -> list[Found]:
        now, found = self._store.clock.now(), _recent(session, kind, text)
        for ranges in (whole_ranges(kind, text), inner_ranges(kind, text)):
            for wanted in ranges:
                found += _ranged(session, wanted, text)
            if len(found) >= limit:
                break
        return [_lately(f, now) for f in found]


def recent_keys(session: Session, kind: Kind, limit: int) -> list[str]:
    """Give those who came last."""
    query = "SELECT key FROM search_entry WHERE kind = ? ORDER BY seen_at DESC, name LIMIT ?"
    return [key for (key,) in session.connection().exec_driver_sql(query, (str(kind), limit))]


def whole_ranges(kind: Kind, text: str) -> Iterator[Range]:
    """Give the words of whole names that what was typed may begin."""
    yield Range(kind + Family.CHARACTERS + text, Rank.BEGINNING)
    if text.isascii() and text.isdigit():
        if len(text) >= SHORTEST_TAIL:
            yield Range(kind + Family.PHONE_TAIL + text[::-1], Rank.BEGINNING)
    elif _is_latin(text):
        yield Range(kind + Family.INITIALS + text, Rank.BEGINNING)
        yield Range(kind + Family.SYLLABLES + text, Rank.BEGINNING)
        yield from _mixed(kind + Family.INITIALS, text, Rank.BEGINNING)
        yield from _short_names(kind, kind + Family.INITIALS, text)


def inner_ranges(kind: Kind, text: str) -> Iterator[Range]:
    """Give the words that begin inside a name."""
    yield Range(kind + Family.INNER_CHARACTERS + text, Rank.INSIDE)
    if _is_latin(text):
        yield Range(kind + Family.INNER_INITIALS + text, Rank.INSIDE)
        yield Range(kind + Family.INNER_SYLLABLES + text, Rank.INSIDE)
        yield from _mixed(kind + Family.INNER_INITIALS, text, Rank.INSIDE)
        yield from _short_names(kind, kind + Family.INNER_INITIALS, text)


def _mixed(family: str, text: str, rank: Rank) -> Iterator[Range]:
    """Read what was typed as beginnings of syllables, some longer than one letter: ``lizs``, ``lzsheng``."""
    for pieces in cuts(text):
        initials = "".join(piece[0] for piece in pieces)
        pattern = f"{family}{initials}* " + " ".join(f"{piece}*" for piece in pieces)
        yield Range(family + initials, rank, pattern)


def _short_names(kind: Kind, family: str, text: str) -> Iterator[Range]:
    """Read what was typed as the short name of an organisation: its place, then initials of what follows."""
    if kind is Kind.ORGANISATION and len(text) >= SHORTEST_SHORT_NAME:
        rest = "*".join(text[2:])
        yield Range(family + text[:2], Rank.INSIDE, f"{family}{text[:2]}*{rest}*", is_short_name=True)


@functools.lru_cache(maxsize=256)
def cuts(text: str) -> tuple[tuple[str, ...], ...]:
    """Cut what was typed into beginnings of syllables, long ones first; not into single letters only."""
    found: list[tuple[str, ...]] = []

    def go_on(rest: str, pieces: tuple[str, ...]) -> None:
        if len(found) >= MOST_CUTS:
            return
        if not rest:
            if 1 < len(pieces) < len(text):
                found.append(pieces)
            return
        for end in range(min(len(rest), 6), 0, -1):
            if rest[:end] in syllable_beginnings():
                go_on(rest[end:], (*pieces, rest[:end]))

    go_on(text, ())
    return tuple(found)


def fits(word: str, wanted: Range, text: str) -> bool:
    """Tell whether a word that matches a range's pattern is what was typed; the pattern is a little wide."""
    if not wanted.pattern:
        return True
    initials, *way = word[2:].split(" ")
    if wanted.is_short_name:
        letters = iter(initials)
        return all(letter in letters for letter in text)
    return any(len(pieces) <= len(way) and all(map(str.startswith, way, pieces)) for pieces in cuts(text))


def _rank(word: str, wanted: Range, text: str) -> Rank:
    family, said = Family(word[1]), word[2:]
    if family in (Family.CHARACTERS, Family.SYLLABLES) and said == text:
        return Rank.EXACT
    if family is Family.INITIALS and said.split(" ")[0] == text:
        return Rank.ALL_INITIALS
    return wanted.rank


def _ranged(session: Session, wanted: Range, text: str) -> list[Found]:
    words = "SELECT word, ref FROM search_word WHERE word >= ? AND word < ? LIMIT ?"
    values: tuple[Any, ...] = (wanted.beginning, wanted.beginning + _LAST)
    if wanted.pattern:
        words = f"SELECT word, ref FROM ({words}) WHERE word GLOB ? LIMIT ?"
        values += (LOOKED_THROUGH, wanted.pattern)
    columns = "e.kind, e.key, e.seen_at, e.name, w.word"
    query = f"SELECT {columns} FROM ({words}) w JOIN search_entry e USING (ref)"
    rows = session.connection().exec_driver_sql(query, (*values, CANDIDATES))
    return [
        Found(_kind(kind), key, _rank(word, wanted, text), seen_at, name)
        for kind, key, seen_at, name, word in rows
        if fits(word, wanted, text)
    ]


def _recent(session: Session, kind: Kind, text: str) -> list[Found]:
    """Look through those seen last as a whole: in a long range they may stand far behind."""
    ranges = tuple(wanted for wanted in whole_ranges(kind, text) if wanted.beginning[1] != Family.PHONE_TAIL)
    lines = [f"{kind}*{_line(wanted)}*" for wanted in ranges]
    is_one = " OR ".join(["forms GLOB ?"] * len(lines))
    query = (
        "SELECT key, seen_at, name, e.forms FROM (SELECT ref FROM (SELECT ref, forms FROM search_entry "
        f"WHERE seen_at > 0 ORDER BY seen_at DESC LIMIT ?) WHERE {is_one} LIMIT ?) "
        "JOIN search_entry e USING (ref)"
    )
    rows = session.connection().exec_driver_sql(query, (RECENT, *lines, MOST_RECENT))
    return [
        Found(_kind(kind), key, rank, seen_at, name)
        for key, seen_at, name, forms in rows
        for rank in _ranks(kind, forms, ranges, text)
    ]


def _line(wanted: Range) -> str:
    """Write the pattern of a line of ``forms`` that a range means."""
    return "\n" + (wanted.pattern or _plain(wanted.beginning))[1:]


def _ranks(kind: Kind, forms: str, ranges: Sequence[Range], text: str) -> Iterator[Rank]:
    for form in forms.split("\n")[1:]:
        word = kind + form
        for wanted in ranges:
            if word.startswith(wanted.beginning) and fits(word, wanted, text):
                yield _rank(word, wanted, text)


def _live(session: Session, kind: HitKind, table: str, keys: Sequence[str]) -> Iterator[Found]:
    if not keys:
        return
    marks = ", ".join("?" * len(keys))
    query = (
        f"SELECT coalesce(merged_into, id), name FROM {table} "
        f"WHERE id IN ({marks}) AND (ended_at IS NULL OR merged_into IS NOT NULL)"
    )
    for key, name in session.connection().exec_driver_sql(query, tuple(keys)):
        yield Found(kind, key, Rank.EXACT, 0, name)


def _lately(found: Found, now: int) -> Found:
    if found.rank in (Rank.ALL_INITIALS, Rank.BEGINNING) and now - found.seen_at < LATELY:
        return Found(found.kind, found.key, Rank.LATELY, found.seen_at, found.name)
    return found


def _order(found: Found) -> tuple[int, int, int, int, str]:
    return found.rank, found.kind is not HitKind.PERSON, -found.seen_at, len(found.name), found.name


def _kind(kind: str) -> HitKind:
    return HitKind.PERSON if kind == Kind.PERSON else HitKind.ORGANISATION


def _is_latin(text: str) -> bool:
    return bool(re.fullmatch("[a-z0-9]*[a-z][a-z0-9]*", text))


def _plain(text: str) -> str:
    """Take what GLOB would read as a pattern as the letter it is."""
    return re.sub(r"[\[?*]", r"[\g<0>]", text)
