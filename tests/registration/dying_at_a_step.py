"""Takes a step of a case in child after child, each killed one statement later; the last one lives.

    python -m tests.registration.dying_at_a_step HOME FOLDER STEP KEY

HOME is copied to FOLDER/1, FOLDER/2 ...; the number of the last copy is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.counter import Counter
from app.security.actors import Actor, Role
from tests.dying import until_one_lives
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


def main() -> None:
    home, folder, step, key = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    until_one_lives(home, folder, lambda counter: partial(STEPS[step], counter, key))


if __name__ == "__main__":
    main()
