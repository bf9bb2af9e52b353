"""Fixtures of the tests on rooms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rooms.small_hall import SmallHall, founded


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[SmallHall]:
    with founded(tmp_path / "counter.db") as made:
        yield made
