"""One deed in child after child, each killed one statement later; the last one lives."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from app.counter import Counter, open_counter
from app.kernel.clock import SteppingClock
from app.security.secrets import FileSecrets
from tests.builders import MORNING

HOUR = 3_600_000_000
Ready = Callable[[Counter], Callable[[], object]]
"""Makes a deed ready on a counter; only the deed itself is killed."""


def opened_at(home: Path) -> Counter:
    """The counter of a folder, an hour later."""
    return open_counter(home, SteppingClock(MORNING + HOUR), FileSecrets(home))


def until_one_lives(home: Path, folder: Path, ready: Ready) -> None:
    """Copy HOME to FOLDER/1, FOLDER/2 ... and do it there; prints the number of the last copy."""
    for die_at in count(1):
        copy = folder / str(die_at)
        shutil.copytree(home, copy)
        child = os.fork()
        if child == 0:
            try:
                _do(copy, ready, die_at)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            print(die_at)
            return


def _do(home: Path, ready: Ready, die_at: int) -> None:
    deed = ready(opened_at(home))
    done = 0

    def one_more(*_: object) -> None:
        nonlocal done
        done += 1
        if done == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    # To die after one statement is to die before the next.
    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, one_more)
    deed()
