"""The way down: what is new comes from the centre, page by page, and is put in place at once."""

from __future__ import annotations

import json
from collections.abc import Callable
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

# One text: it stands between a change and every other terminal's screen.
_QUESTION = f"""
SELECT name, value FROM local_fact WHERE name IN ('{STAGING}', '{EPOCH}', '{TOKEN}', '{PULLED_SHAPE}')
UNION ALL SELECT '', txn FROM outbox WHERE state = 'parked'
"""


class Downward:
    """Brings the centre's rows into a store. ``note_epoch`` hears the life of the centre that answers."""

    def __init__(
        self, store: Store, shapes: dict[str, RowShape], page: int, note_epoch: Callable[[str], None]
    ) -> None:
        self._store = store
        self._shapes = shapes
        self._page = page
        self._note_epoch = note_epoch

    def pull(self, wire: Wire) -> ChangeSet:
        """Bring all that is new; gives the rows that were touched.

        A large pull goes on where it broke off.
        """
        while True:
            staging, question = self._question()
            page = Page.read(wire.ask("gate_pull", json.dumps(question)))
            self._note_epoch(page.epoch)
            if staging is not None and staging["epoch"] != page.epoch:
                # Another life of the centre: what was staged of the old one means nothing.
                self._forget_staged()
                staging = None
            if page.token is None:
                self._stage(page, staging, question)
                continue
            if staging is not None or page.anew:
                anew = page.anew or (staging or {}).get("anew", False)
                changes = swap_staged(self._store, self._shapes, page, anew=anew, is_first=staging is None)
            else:
                changes = apply_page(self._store, self._shapes, page)
            self._store.announce(changes)
            return changes

    def _question(self) -> tuple[dict[str, Any] | None, dict[str, Any]]:
        found = self._store.glance(_QUESTION)
        facts = {name: json.loads(value) for name, value in found if name}
        staging, epoch, token = (facts.get(name) for name in (STAGING, EPOCH, TOKEN))
        question: dict[str, Any] = {"page": self._page, "parked": [txn for name, txn in found if not name]}
        if facts.get(PULLED_SHAPE) != self._shape:
            # This program knows other columns than the one that pulled: what they hold must come again.
            self._forget_staged()
            with self._store.keep() as session:
                write_fact(session, PULLED_SHAPE, self._shape)
                write_fact(session, TOKEN, None)
            staging, token = None, None
        if staging is None:
            return None, question | {"epoch": epoch, "token": token}
        return staging, question | {
            "epoch": staging["epoch"],
            "token": staging["since"],
            "as_of": staging["as_of"],
            "cursor": staging["cursor"],
        }

    def _stage(self, page: Page, staging: dict[str, Any] | None, question: dict[str, Any]) -> None:
        before = staging or {"done": 0, "of": page.of, "anew": page.anew}
        after: dict[str, Any] = {
            "epoch": page.epoch,
            "anew": before["anew"],
            "since": None if staging is None and page.anew else question["token"],
            "as_of": page.as_of,
            "cursor": page.next,
            "done": before["done"] + page.size,
            "of": before["of"],
        }
        if page.next is None:
            # The round is through; what has changed meanwhile is a smaller one.
            after |= {"since": page.as_of, "as_of": None, "cursor": None}
        with self._store.rewrite() as connection:
            stage_rows(connection, self._shapes, page, is_first=staging is None)
            write_facts(connection, {STAGING: after})
        self._store.announce(ChangeSet(frozenset({("outbox", "*")})))

    def _forget_staged(self) -> None:
        with self._store.rewrite() as connection:
            drop_staged(connection, self._shapes)
            write_facts(connection, {STAGING: None})

    @cached_property
    def _shape(self) -> str:
        return ";".join(f"{name}:{','.join(shape.names)}" for name, shape in sorted(self._shapes.items()))
