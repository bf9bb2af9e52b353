"""The way down: what is new comes from the centre, page by page, and is put in place at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.kernel.changes import ChangeSet
from app.storage.outbox import write_fact
from app.storage.store import Store
from app.sync.facts import EPOCH, PULLED_SHAPE, STAGING, TOKEN
from app.sync.overlay import Page, apply_page, drop_staged, stage_rows, swap_staged, write_facts
from app.sync.rows import RowShape
from app.sync.wire import Wire

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
            return swap_staged(self._store, self._shapes, page, anew=anew, is_first=not is_staged)
        return apply_page(self._store, self._shapes, page, [each.page for each in held])

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
