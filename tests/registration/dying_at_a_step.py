"""Takes a step of a case in child after child, each killed one statement later; the last one lives.

    python -m tests.registration.dying_at_a_step HOME FOLDER STEP KEY

HOME is copied to FOLDER/1, FOLDER/2 ...; the number of the last copy is printed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from app.counter import Counter, open_counter
from app.kernel.clock import SteppingClock
from app.security.actors import Actor, Role
from app.security.secrets import FileSecrets
from tests.builders import MORNING
from tests.registration.filled import all_criteria

REGISTRAR = Actor("staff-3", "zhao", "赵敏", Role.REGISTRAR, None)
NUMBER = "2026620101000123"


def open_case(counter: Counter, key: str) -> object:
    return counter.registering.intake.open(key, actor=REGISTRAR)


def accept(counter: Counter, key: str) -> object:
    return counter.registering.intake.accept(key, actor=REGISTRAR)


def register(counter: Counter, key: str) -> object:
    return counter.registering.deciding.register(
        key, 110_000_000, all_criteria(), "扣除设备费用", actor=REGISTRAR
    )


def refuse(counter: Counter, key: str) -> object:
    return counter.registering.deciding.refuse(key, ("R02",), "承揽合同", actor=REGISTRAR)


def numbers(counter: Counter, key: str) -> object:
    card = counter.registering.view.registration(key)
    table = f"受理号,合同登记编号\n{card.row.acceptance_number},{NUMBER}\n"
    return counter.registering.returns.take(table.encode(), actor=REGISTRAR)


STEPS: dict[str, Callable[[Counter, str], object]] = {
    step.__name__: step for step in (open_case, accept, register, refuse, numbers)
}


def opened_at(home: Path) -> Counter:
    """The counter of a folder, an hour later."""
    return open_counter(home, SteppingClock(MORNING + 3_600_000_000), FileSecrets(home))


def die(home: Path, step: str, key: str, die_at: int) -> None:
    counter = opened_at(home)
    done = 0

    def one_more(*_: object) -> None:
        nonlocal done
        done += 1
        if done == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    # To die after one statement is to die before the next.
    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, one_more)
    STEPS[step](counter, key)


def main() -> None:
    home, folder, step, key = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    for die_at in count(1):
        copy = folder / str(die_at)
        shutil.copytree(home, copy)
        child = os.fork()
        if child == 0:
            try:
                die(copy, step, key, die_at)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            print(die_at)
            return


if __name__ == "__main__":
    main()
