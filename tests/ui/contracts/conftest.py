"""The contracts' page with a clerk before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.security.actors import Actor
from tests.ui.contract_seat import Seat
from ui.parts.background import Background


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Seat]:
    background.follow(counter.store.listen)
    yield Seat(qtbot, counter, clerk, background)
    background.close()


@pytest.fixture
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""
