"""Base, overlay and token as pure functions: a centre and a terminal of dictionaries, in any order."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.sync.merge import Changes, Rows, Token, keys_of, rebase, redo, undo

KEYS = st.sampled_from(["a", "b", "c"])
COLUMNS = st.sampled_from(["x", "y"])
VALUES = st.integers(0, 9)


class OneTerminal(RuleBasedStateMachine):
    """One terminal of a centre that others write to; transactions there may commit late."""

    def __init__(self) -> None:
        super().__init__()
        self.centre: Rows = {}
        self.written: dict[tuple[str, str], int] = {}
        """Which transaction wrote a row of the centre last."""
        self.next_xid = 10
        self.open: dict[int, tuple[tuple[str, str], dict[str, Any]]] = {}
        self.shown: Rows = {}
        self.kept: Rows = {}
        self.base: Rows = {}
        """What the terminal should have beneath its changes: the rows of its last pull."""
        self.token: Token | None = None
        self.laid: list[tuple[Changes, str, int]] = []
        """Own changesets that lie over the base: the changes, their state, the transaction that took them."""

    # --- At the terminal ----------------------------------------------------------------------------

    @rule(key=KEYS, column=COLUMNS, value=VALUES)
    def change_here(self, key: str, column: str, value: int) -> None:
        row = self.shown.get(("t", key))
        if row is None:
            new = {"x": 0, "y": 0, column: value}
            change = {"table": "t", "key": key, "op": "insert", "old": {}, "new": new}
        else:
            change = {
                "table": "t",
                "key": key,
                "op": "update",
                "old": {column: row[column]},
                "new": {column: value},
            }
        self.shown = redo(self.shown, [change])
        self.laid.append(([change], "waiting", 0))

    @precondition(lambda self: any(state == "waiting" for _, state, _ in self.laid))
    @rule(refuses=st.booleans())
    def push_one(self, refuses: bool) -> None:
        place = next(n for n, (_, state, _) in enumerate(self.laid) if state == "waiting")
        (change,), _, _ = self.laid[place]
        key = (change["table"], change["key"])
        held = self.centre.get(key)
        is_locked = any(locked == key for locked, _ in self.open.values())
        if is_locked:
            return
        if refuses or (change["op"] == "update") != (held is not None):
            self.laid[place] = ([change], "refused", 0)
            self._apply({}, self.token)
            return
        xid = self._begin()
        self.centre[key] = {**(held or {}), **change["new"]}
        self.written[key] = xid
        self.laid[place] = ([change], "accepted", xid)

    @rule()
    def pull(self) -> None:
        running = frozenset(self.open)
        token = Token(min(running, default=self.next_xid), self.next_xid, running)
        old = self.token
        news = {k: row for k, row in self.centre.items() if old is None or not old.shows(self.written[k])}
        self.base |= news
        self._apply(news, token)
        self.token = token

    # --- At the centre ------------------------------------------------------------------------------

    @rule(key=KEYS, column=COLUMNS, value=VALUES)
    def others_begin(self, key: str, column: str, value: int) -> None:
        if all(locked != ("t", key) for locked, _ in self.open.values()):
            self.open[self._begin()] = (("t", key), {column: value})

    @precondition(lambda self: self.open)
    @rule(pick=st.integers(0, 99), commits=st.booleans())
    def others_end(self, pick: int, commits: bool) -> None:
        xid = sorted(self.open)[pick % len(self.open)]
        key, values = self.open.pop(xid)
        if commits:
            self.centre[key] = {"x": 0, "y": 0, **(self.centre.get(key) or {}), **values}
            self.written[key] = xid

    # --- What must hold -----------------------------------------------------------------------------

    @invariant()
    def what_is_shown_is_the_last_pull_with_own_changes_over_it(self) -> None:
        expected = dict(self.base)
        for (change,), state, _ in self.laid:
            assert state != "refused"
            key = (change["table"], change["key"])
            if change["op"] == "insert" or expected.get(key) is not None:
                expected[key] = {**(expected.get(key) or {}), **change["new"]}
        assert _there(self.shown) == _there(expected)

    @invariant()
    def taking_back_and_laying_again_changes_nothing(self) -> None:
        here = self.shown
        undone = here
        pending = [changes for changes, _, _ in self.laid]
        if self._stands_on_its_own(pending):
            for changes in reversed(pending):
                undone = undo(undone, changes)
            for changes in pending:
                undone = redo(undone, changes)
            assert _there(undone) == _there(here)

    def teardown(self) -> None:
        """After everything has ended and been sent and fetched both sides are the same."""
        for xid in sorted(self.open):
            key, values = self.open.pop(xid)
            self.centre[key] = {"x": 0, "y": 0, **(self.centre.get(key) or {}), **values}
            self.written[key] = xid
        while any(state == "waiting" for _, state, _ in self.laid):
            self.push_one(refuses=False)
        self.pull()
        assert self.laid == [] and _there(self.shown) == _there(self.centre)

    def _begin(self) -> int:
        self.next_xid += 1
        return self.next_xid - 1

    def _apply(self, news: Rows, token: Token | None) -> None:
        before = [changes for changes, _, _ in self.laid]
        stays = [each for each in self.laid if not _is_done(each, token)]
        keys = keys_of(before)
        current = {key: self.shown.get(key) for key in keys}
        pulled = {key: row for key, row in news.items() if key in keys}
        result = rebase(current, {k: r for k, r in self.kept.items() if k in keys}, pulled, before,
                        [changes for changes, _, _ in stays])  # fmt: skip
        self.shown = {**self.shown, **news, **result.shown}
        self.kept, self.laid = result.base, stays

    @staticmethod
    def _stands_on_its_own(pending: list[Changes]) -> bool:
        inserted = [c["key"] for changes in pending for c in changes if c["op"] == "insert"]
        return not inserted


def _is_done(each: tuple[Changes, str, int], token: Token | None) -> bool:
    _, state, xid = each
    return state == "refused" or (state == "accepted" and token is not None and token.shows(xid))


def _there(rows: Rows) -> Rows:
    return {key: row for key, row in rows.items() if row is not None}


OneTerminal.TestCase.settings = settings(max_examples=300, stateful_step_count=60, deadline=None)
test_one_terminal = OneTerminal.TestCase
