"""Seals a contract in child after child, each killed one statement later; the last one lives.

    python -m tests.contracts.dying_at_the_seal HOME FOLDER CONTRACT [stamp]

stamp: it is sealed already, and the time stamp it owes is fetched.
HOME is copied to FOLDER/1, FOLDER/2 ...; the number of the last copy is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.counter import Counter
from app.documents import detached_stamp, inspecting, key_ring
from app.documents.contract_pdf import render_contract
from tests.builders import PASSWORD
from tests.documents.sheets_for_tests import contract
from tests.dying import until_one_lives


def ready(counter: Counter, contract_id: str, deed: str) -> Callable[[], object]:
    actor = counter.accounts.sign_in("admin", PASSWORD, None).value
    act = counter.stamping.fetch if deed == "stamp" else counter.sealing.seal
    return partial(act, contract_id, actor=actor)


def main() -> None:
    home, folder, contract_id = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    deed = sys.argv[4] if len(sys.argv) > 4 else "seal"
    # Fonts and libraries are loaded once, here; every child finds them ready.
    render_contract(contract(sections=1))
    assert None not in (inspecting, key_ring, detached_stamp)
    until_one_lives(home, folder, partial(ready, contract_id=contract_id, deed=deed))


if __name__ == "__main__":
    main()
