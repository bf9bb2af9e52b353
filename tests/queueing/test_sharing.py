"""Cut off, the windows share the line without a word."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.queueing.sharing import owner_of

keys = st.uuids().map(str)


@given(st.sets(keys, min_size=1, max_size=40), st.lists(keys, min_size=1, max_size=12, unique=True))
def test_every_ticket_has_one_owner_in_whatever_order_the_windows_stand(
    tickets: set[str], windows: list[str]
) -> None:
    owners = {ticket: owner_of(ticket, windows) for ticket in tickets}
    assert owners == {ticket: owner_of(ticket, list(reversed(windows))) for ticket in tickets}
    assert set(owners.values()) <= set(windows)


@given(st.sets(keys, min_size=1, max_size=40), st.lists(keys, min_size=2, max_size=12, unique=True))
def test_only_the_tickets_of_a_window_that_leaves_find_another_owner(
    tickets: set[str], windows: list[str]
) -> None:
    gone, *rest = windows
    for ticket in tickets:
        before = owner_of(ticket, windows)
        assert owner_of(ticket, rest) == before or before == gone


def test_a_line_is_shared_about_evenly() -> None:
    windows = [f"window {n}" for n in range(6)]
    shares = Counter(owner_of(f"ticket {n}", windows) for n in range(600))
    assert min(shares.values()) > 60
    assert owner_of("ticket", ()) is None
