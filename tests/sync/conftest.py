"""Fixtures of the tests on the exchange with the centre."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.storage.store import Store
from tests.sync.small_market import Centre, Terminal, joined, open_store

Joiner = Callable[..., Terminal]


@pytest.fixture
def centre(centre_url: str) -> Centre:
    """A prepared centre."""
    return Centre(centre_url)


@pytest.fixture
def join(centre: Centre, tmp_path: Path) -> Iterator[Joiner]:
    """Makes terminals that have joined the centre."""
    opened: list[Terminal] = []

    def one(name: str, kind: type[Store] = Store) -> Terminal:
        store = open_store(tmp_path / f"{name}.db", kind)
        terminal, enrolment = joined(store, centre.url, name, centre.secret)
        centre.secret = enrolment.market_secret
        opened.append(terminal)
        return terminal

    yield one
    for terminal in opened:
        terminal.close()


@pytest.fixture
def first(join: Joiner) -> Terminal:
    """A terminal at the centre."""
    return join("first")


@pytest.fixture
def second(first: Terminal, join: Joiner) -> Terminal:
    """Another one."""
    return join("second")
