"""Many want one hour of one floor at the same instant: one has it, the others hear why and what is free."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rooms.centre_hall import terminals
from tests.rooms.race import race
from tests.rooms.small_hall import SmallHall

pytestmark = [pytest.mark.centre, pytest.mark.slow]

SESSIONS = 8
ROUNDS = 60


def test_one_has_the_room_and_every_refusal_is_true(hall: SmallHall, centre_url: str, tmp_path: Path) -> None:
    with terminals(hall, centre_url, tmp_path, SESSIONS - 2) as made:
        told = race(made, centre_url, ROUNDS)
    assert told.wrong == []
    assert told.rounds == told.won == ROUNDS
    assert told.refused > ROUNDS
