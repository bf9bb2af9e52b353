"""The way down: what is new comes from the centre, page by page, and is put in place at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from app.kernel.changes import ChangeSet
from app.storage.outbox import write_fact
from app.storage.store import Store
from app.sync.facts import EPOCH, PULLED_SHAPE, STAGING, TOKEN
from app.sync.merge import RowKey
from app.sync.overlay import (
    apply_page,
    apply_told,
    drop_staged,
    stage_rows,
    swap_staged,
    write_facts,
)
from app.sync.pages import Page, Told
from app.sync.rows import RowShape
from app.sync.wire import Call, Wire

PAGE = 1_000
"""A page of a pull brings so many rows at most."""
AT_HAND = 20
"""So many pages are kept at hand; a larger pull is staged, so that it goes on where it broke off."""

# One text: it stands between a change and every other terminal's screen.
_QUESTION = f"""
SELECT name, value FROM local_fact WHERE name IN ('{STAGING}', '{EPOCH}', '{TOKEN}', '{PULLED_SHAPE}')
UNION ALL SELECT '', txn FROM outbox WHERE state = 'parked'
"""


class Downward:
    """Brings the centre's rows into a store. ``note_epoch`` hears which life of the centre answers."""

    def __init__(
        self, store: Store, shapes: dict[str, RowShape], page: int, note_epoch: Callable[[Wire, str], None]
    ) -> None:
        self._store = store
        self._shapes = shapes
        self._page = page
        self._note_epoch = note_epoch
        self._step: _Step | None = None
        self._due: set[RowKey] = set()
        """Rows that calls have brought: the next pull must bring them too."""

    @property
    def channel(self) -> str | None:
        """Where the hall's rows are told, as far as the last pull knew."""
        return self._step.channel if self._step is not None else None

    def hear(self, wire: Wire, calls: Sequence[Call]) -> Heard:
        """Put rows in place that came with the centre's calls, as far as they follow on what is here.

        Each call is a commit, in the order of the commits. So a store that a pull over this wire brought in
        step stays so with every batch that is the next one; anything else is left to a pull.
        """
        heard = self._heard(wire, calls)
        if heard is Heard.NEWS:
            # What these calls told of is not here; until it is, no later batch is the next one.
            self._step = None
        return heard

    def _heard(self, wire: Wire, calls: Sequence[Call]) -> Heard:
        step = self._step
        if step is None or step.wire is not wire:
            return Heard.NEWS
        batches: list[Told] = []
        for call in calls:
            number = step.number + len(batches)
            if call.channel == step.channel:
                told = Told.read(call.said)
                if told is None or told.epoch != step.epoch:
                    return Heard.NEWS
                place = place_of(number, told.number)
                if place is Place.NEXT:
                    batches.append(told)
            else:
                place = _announced(call.said, step.epoch, number)
            if place is Place.BEYOND:
                return Heard.NEWS
        if not batches:
            return Heard.NOTHING
        shown = step.shown | {told.xid for told in batches}
        touched = apply_told(self._store, self._shapes, batches, step.token, shown)
        if touched is None:
            return Heard.NEWS
        step.number, step.shown = batches[-1].number, shown
        self._due.update(*(told.keys(self._shapes) for told in batches))
        self._store.announce(ChangeSet(frozenset(touched)))
        return Heard.ROWS

    def pull(self, wire: Wire) -> ChangeSet:
        """Bring all that is new; gives the rows that were touched.

        A large pull goes on where it broke off.
        """
        stored: _Stored | None = None
        held: list[_Held] = []
        while True:
            found = self._found()
            if found != stored:
                # The beginning, a page was staged, or somebody sends this terminal back to the start.
                stored, held, reached = found, [], found.staging
            question = self._question(found, reached)
            page = Page.read(wire.ask("gate_pull", json.dumps(question)))
            self._note_epoch(wire, page.epoch)
            is_staged = found.staging is not None
            if reached is not None and reached["epoch"] != page.epoch:
                # Another life of the centre: what was staged of the old one means nothing.
                self._forget_staged()
                held, reached, is_staged = [], None, False
            if page.token is not None:
                changes = self._finished(page, held, reached, is_staged=is_staged)
                self._step, self._due = _Step.after(page, wire), set()
                self._store.announce(changes)
                return changes
            reached = _reached(page, reached, question)
            held.append(_Held(page, reached))
            if is_staged or page.anew or reached["anew"] or len(held) > AT_HAND:
                self._stage(held, is_staged=is_staged)

    def _finished(
        self, page: Page, held: list[_Held], reached: dict[str, Any] | None, *, is_staged: bool
    ) -> ChangeSet:
        if is_staged or page.anew:
            anew = page.anew or (reached or {}).get("anew", False)
            return swap_staged(self._store, self._shapes, page, self._due, anew=anew, is_first=not is_staged)
        return apply_page(self._store, self._shapes, page, [each.page for each in held], self._due)

    def _found(self) -> _Stored:
        found = self._store.glance(_QUESTION)
        facts = {name: json.loads(value) for name, value in found if name}
        parked = tuple(txn for name, txn in found if not name)
        if facts.get(PULLED_SHAPE) != self._shape:
            # This program knows other columns than the one that pulled: what they hold must come again.
            self._forget_staged()
            with self._store.keep() as session:
                write_fact(session, PULLED_SHAPE, self._shape)
                write_fact(session, TOKEN, None)
            return _Stored(None, facts.get(EPOCH), None, parked)
        return _Stored(facts.get(STAGING), facts.get(EPOCH), facts.get(TOKEN), parked)

    def _question(self, found: _Stored, reached: dict[str, Any] | None) -> dict[str, Any]:
        question: dict[str, Any] = {"page": self._page, "parked": list(found.parked)}
        if reached is None:
            return question | {"epoch": found.epoch, "token": found.token}
        return question | {
            "epoch": reached["epoch"],
            "token": reached["since"],
            "as_of": reached["as_of"],
            "cursor": reached["cursor"],
        }

    def _stage(self, held: list[_Held], *, is_staged: bool) -> None:
        for each in held:
            with self._store.rewrite() as connection:
                stage_rows(connection, self._shapes, each.page, is_first=not is_staged)
                write_facts(connection, {STAGING: each.reached})
            is_staged = True
            self._store.announce(ChangeSet(frozenset({("outbox", "*")})))

    def _forget_staged(self) -> None:
        with self._store.rewrite() as connection:
            drop_staged(connection, self._shapes)
            write_facts(connection, {STAGING: None})

    @cached_property
    def _shape(self) -> str:
        return ";".join(f"{name}:{','.join(shape.names)}" for name, shape in sorted(self._shapes.items()))


class Heard(Enum):
    """What calls of the centre have brought."""

    NOTHING = "nothing"
    ROWS = "rows"
    """Rows, which are in place; the exact pull may come a little later."""
    NEWS = "news"
    """The word that something is new: a pull is to bring it."""


class Place(Enum):
    """Where a batch stands to what is here."""

    BEFORE = "before"
    NEXT = "next"
    BEYOND = "beyond"


def place_of(here: int, number: int) -> Place:
    """Tell where a batch stands to the last one that is here."""
    if number <= here:
        return Place.BEFORE
    return Place.NEXT if number == here + 1 else Place.BEYOND


def _announced(said: str, epoch: str, here: int) -> Place:
    """Tell where a batch stands that came by its number alone; other writers' calls have none."""
    life, _, number = said.partition(".")
    if life != epoch[:8] or not number.isdecimal() or place_of(here, int(number)) is not Place.BEFORE:
        return Place.BEYOND
    return Place.BEFORE


@dataclass
class _Step:
    """Where the last pull and the calls since have brought the store; it holds for one wire."""

    wire: Wire
    channel: str
    epoch: str
    number: int
    token: str
    shown: set[int] = field(default_factory=set)
    """The transactions of the batches since."""

    @classmethod
    def after(cls, page: Page, wire: Wire) -> _Step | None:
        """None where the centre tells no rows: an older one, or a hall that has sent nothing yet."""
        if page.channel is None or page.told is None or page.token is None:
            return None
        return cls(wire, page.channel, page.epoch, page.told, page.token)


@dataclass(frozen=True)
class _Stored:
    """What the store says of the pulls so far."""

    staging: dict[str, Any] | None
    epoch: str | None
    token: str | None
    parked: tuple[str, ...] = field(compare=False)


@dataclass(frozen=True)
class _Held:
    """A page at hand, and how far the pull has come with it."""

    page: Page
    reached: dict[str, Any]


def _reached(page: Page, before: dict[str, Any] | None, question: dict[str, Any]) -> dict[str, Any]:
    first = before or {"done": 0, "of": page.of, "anew": page.anew}
    after: dict[str, Any] = {
        "epoch": page.epoch,
        "anew": first["anew"],
        "since": None if before is None and page.anew else question["token"],
        "as_of": page.as_of,
        "cursor": page.next,
        "done": first["done"] + page.size,
        "of": first["of"],
    }
    if page.next is None:
        # The round is through; what has changed meanwhile is a smaller one.
        after |= {"since": page.as_of, "as_of": None, "cursor": None}
    return after
