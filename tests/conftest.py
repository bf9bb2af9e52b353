"""Fixtures for every test: a sample hall on a real store file, copied rather than built."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.counter import Counter, open_counter
from app.founding import AdminEntry
from app.kernel.clock import SteppingClock
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from tests.builders import MORNING, PASSWORD

pytest_plugins = ["tests.centre_fixture"]

Opener = Callable[..., Counter]


TOLD_AT_THE_END = "told at the end"
"""The property of a test whose words stand in the summary of the run: what it counted."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have counted, with workers too and without -s."""
    for report in terminalreporter.stats.get("passed", []):
        for name, told in report.user_properties:
            if name == TOLD_AT_THE_END:
                terminalreporter.section(report.nodeid.rpartition("::")[2])
                terminalreporter.line(str(told))


@pytest.fixture(scope="session")
def founded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample hall, founded once; tests work on copies."""
    home = tmp_path_factory.mktemp("founded")
    counter = open_counter(home, SteppingClock(MORNING), FileSecrets(home))
    counter.founding.found_sample(AdminEntry("管理员", "admin", PASSWORD), lambda done, of: None)
    counter.close()
    return home


@pytest.fixture
def open_copy(founded_home: Path, tmp_path: Path) -> Iterator[Opener]:
    """Opens counters on copies of the founded folder, or on folders that exist already."""
    opened: list[Counter] = []

    def open_one(name: str = "home") -> Counter:
        home = tmp_path / name
        if not home.exists():
            shutil.copytree(founded_home, home)
        counter = open_counter(home, SteppingClock(MORNING + 60_000_000), FileSecrets(home))
        opened.append(counter)
        return counter

    yield open_one
    for counter in opened:
        counter.close()


@pytest.fixture
def counter(open_copy: Opener) -> Counter:
    """The sample hall's counter."""
    return open_copy()


@pytest.fixture
def clerk(counter: Counter) -> Actor:
    """The administrator of the sample hall at window 1."""
    return counter.accounts.sign_in("admin", PASSWORD, counter.catalogue.windows()[0].id).value
