"""Own changes lie over what was pulled: taken back, put again, never lost to sight on their way."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.sync.merge import Changes, Row, RowKey, Rows, Token, keys_of, rebase, redo, undo
from tests.sync.small_market import SmallBooking, Terminal, booking

COLUMNS = ("a", "b", "c")
KEYS: tuple[RowKey, ...] = (("t", "1"), ("t", "2"), ("u", "1"))
values = st.one_of(st.none(), st.integers(0, 3), st.sampled_from(["", "x"]), st.lists(st.just("x")))
whole_rows = st.fixed_dictionaries(dict.fromkeys(COLUMNS, values))
maybe_rows: st.SearchStrategy[Row] = st.one_of(st.none(), whole_rows)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Rows, list[Changes], Rows]:
    """Rows, changesets that were truly made on them, and the rows they led to."""
    start: Rows = {key: draw(maybe_rows) for key in KEYS}
    now = dict(start)
    made: list[Changes] = []
    for _ in range(draw(st.integers(0, 5))):
        changes: Changes = []
        for key in draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True)):
            row, wanted = now[key], draw(whole_rows)
            if row is None:
                changes.append({"table": key[0], "key": key[1], "op": "insert", "old": {}, "new": wanted})
                now[key] = wanted
            else:
                names = [n for n in draw(st.sets(st.sampled_from(COLUMNS))) if row[n] != wanted[n]]
                old, new = {n: row[n] for n in names}, {n: wanted[n] for n in names}
                changes.append({"table": key[0], "key": key[1], "op": "update", "old": old, "new": new})
                now[key] = row | new
        made.append(changes)
    return start, made, now


@given(histories())
def test_taking_back_and_putting_again_is_nothing(history: tuple[Rows, list[Changes], Rows]) -> None:
    start, made, now = history
    back = now
    for changes in reversed(made):
        back = undo(back, changes)
    assert back == start
    for changes in made:
        back = redo(back, changes)
    assert back == now


@given(histories())
def test_a_pull_without_rows_changes_nothing(history: tuple[Rows, list[Changes], Rows]) -> None:
    start, made, now = history
    result = rebase(now, {}, {}, made, made)
    assert result.shown == now
    assert result.base == {key: start[key] for key in keys_of(made)}
    again = rebase(result.shown, result.base, {}, made, made)
    assert again == result


@given(histories(), st.dictionaries(st.sampled_from(KEYS), whole_rows))
def test_a_pulled_row_beneath_waiting_changes_is_not_forgotten(
    history: tuple[Rows, list[Changes], Rows], pulled: dict[RowKey, Row]
) -> None:
    start, made, now = history
    laid = rebase(now, {}, pulled, made, made)
    cleared = rebase(laid.shown, laid.base, {}, made, [])
    assert cleared.shown == start | pulled and cleared.base == {}


@given(histories(), st.data())
@settings(max_examples=60)
def test_refused_changes_leave_and_shown_ones_become_the_base(
    history: tuple[Rows, list[Changes], Rows], data: st.DataObject
) -> None:
    start, made, now = history
    cut = data.draw(st.integers(0, len(made)))
    halfway = start
    for changes in made[:cut]:
        halfway = redo(halfway, changes)
    refused = rebase(now, {}, {}, made, made[:cut])
    assert refused.shown == halfway
    brought = rebase(now, {}, halfway, made, made[cut:])
    assert brought.shown == now
    assert brought.base == {key: halfway[key] for key in keys_of(made[cut:])}


def test_a_token_shows_what_its_snapshot_shows() -> None:
    token = Token.read("10:20:12,15")
    assert [xid for xid in (9, 10, 12, 14, 15, 19, 20, 21) if token.shows(xid)] == [9, 10, 14, 19]
    assert Token.read("7:7:").shows(6) and not Token.read("7:7:").shows(7)


@pytest.mark.centre
def test_an_own_change_stays_in_sight_from_saving_to_showing(first: Terminal) -> None:
    keys: list[str] = []
    missing: list[str] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            known = list(keys)
            shown = {row.id for row in first.rows(SmallBooking)}
            missing.extend(key for key in known if key not in shown)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for hour in range(15):
            keys.append(first.add(booking(hour=hour))[0])
            first.exchange.run()
    finally:
        stop.set()
        watcher.join()
    assert missing == [] and len(first.rows(SmallBooking)) == 15


@pytest.mark.centre
def test_an_accepted_change_stays_until_a_pull_has_shown_it(first: Terminal, second: Terminal) -> None:
    first.exchange.run()
    key, _ = first.add(booking())
    first.exchange.run()
    entry = first.outbox()[0]
    assert entry.shown and entry.centre_xid is not None
    row = first.row(SmallBooking, key)
    # The version is the centre's word; it comes by the pull alone.
    assert row is not None and row.version is not None
    assert row.version.split(".")[1] == entry.centre_xid


@pytest.mark.centre
def test_waiting_changes_survive_any_number_of_pulls(first: Terminal, second: Terminal) -> None:
    key, _ = first.add(booking(title="mine"))
    for hour in range(10, 14):
        second.add(booking(hour=hour))
        second.exchange.run()
        first.pull_only()
        row = first.row(SmallBooking, key)
        assert row is not None and row.title == "mine" and row.version is None
    assert len(first.rows(SmallBooking)) == 5
    assert first.view.status().waiting == 1
