"""Windows without a screen: the shipped look, a background that is closed, no SQL on the window's thread."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import event
from sqlalchemy.engine import Engine

from ui import theme
from ui.__main__ import made_application
from ui.parts.background import Background


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], QApplication]:
    return made_application


@pytest.fixture(autouse=True)
def swept_on_the_windows_thread() -> Iterator[None]:
    """Garbage with widgets in it never dies in a reader's thread, as in the program (parts/sweeping.py)."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    if not theme.is_applied(theme.Theme()):
        theme.apply(qapp, theme.Theme())


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def hold_writer(background: Background) -> Iterator[Callable[[], threading.Event]]:
    """Gives a way to hold the one writer, as a use case that takes long does, until the event is set."""
    gates: list[threading.Event] = []

    def hold() -> threading.Event:
        gates.append(threading.Event())
        background.write(background, gates[-1].wait)
        return gates[-1]

    yield hold
    for gate in gates:
        gate.set()


@pytest.fixture
def no_sql_in_the_window() -> Iterator[None]:
    """Fails a test whose window asks the database itself instead of the background."""
    found: list[str] = []

    def watch(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if threading.current_thread() is threading.main_thread():
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", watch)
    yield
    event.remove(Engine, "before_cursor_execute", watch)
    assert not found, f"SQL on the window's thread: {found[0]}"
