"""A terminal that is killed after the centre has committed and before it notes the answer; run by a test."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from app.storage.store import Store
from tests.sync.small_market import open_store, wired


class Mortal(Store):
    """Dies when the first answer is to be noted."""

    @contextmanager
    def rewrite(self) -> Iterator[Connection]:
        """Die as in a power cut."""
        os.kill(os.getpid(), signal.SIGKILL)
        with super().rewrite() as connection:
            yield connection


if __name__ == "__main__":
    wired(open_store(Path(sys.argv[1]), Mortal), sys.argv[2]).exchange.run()
