"""Signs a contract in child after child, each killed one statement later; the last one lives.

    python -m tests.contracts.dying_at_the_pad HOME FOLDER CONTRACT

HOME is copied to FOLDER/1, FOLDER/2 ...; the number of the last copy is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.counter import Counter
from tests.builders import PASSWORD, a_signature
from tests.dying import until_one_lives


def ready(counter: Counter, contract_id: str) -> Callable[[], object]:
    actor = counter.accounts.sign_in("admin", PASSWORD, None).value
    entry = a_signature(counter, contract_id, 1)
    return partial(counter.signing.sign, contract_id, entry, actor=actor)


def main() -> None:
    home, folder, contract_id = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    until_one_lives(home, folder, partial(ready, contract_id=contract_id))


if __name__ == "__main__":
    main()
