"""Seals a contract in child after child, each killed one statement later; the last one lives.

    python -m tests.contracts.dying_at_the_seal HOME FOLDER CONTRACT [stamp]

stamp: it is sealed already, and the time stamp it owes is fetched.
HOME is copied to FOLDER/1, FOLDER/2 ...; the number of the last copy is printed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from app.counter import open_counter
from app.documents import detached_stamp, inspecting, key_ring
from app.documents.contract_pdf import render_contract
from app.kernel.clock import SteppingClock
from app.security.secrets import FileSecrets
from tests.builders import MORNING, PASSWORD
from tests.documents.sheets_for_tests import contract


def seal(home: Path, contract_id: str, die_at: int, deed: str) -> None:
    counter = open_counter(home, SteppingClock(MORNING + 3_600_000_000), FileSecrets(home))
    actor = counter.accounts.sign_in("admin", PASSWORD, None).value
    done = 0

    def step(*_: object) -> None:
        nonlocal done
        done += 1
        if done == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    # To die after one statement is to die before the next.
    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, step)
    if deed == "stamp":
        counter.stamping.fetch(contract_id, actor=actor)
    else:
        counter.sealing.seal(contract_id, actor=actor)


def main() -> None:
    home, folder, contract_id = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    deed = sys.argv[4] if len(sys.argv) > 4 else "seal"
    # Fonts and libraries are loaded once, here; every child finds them ready.
    render_contract(contract(sections=1))
    assert None not in (inspecting, key_ring, detached_stamp)
    for die_at in count(1):
        copy = folder / str(die_at)
        shutil.copytree(home, copy)
        child = os.fork()
        if child == 0:
            try:
                seal(copy, contract_id, die_at, deed)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            print(die_at)
            return


if __name__ == "__main__":
    main()
