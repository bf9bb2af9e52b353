"""Work that is done again and again beside the clerks', while the program runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)


class Rounds:
    """A thread that does one job in rounds; a round that fails is logged and tried again.

    job: gives the seconds until the next round. every_s: the seconds before the first round, unless
    ``first_s`` says another number, and after one that failed.
    """

    def __init__(
        self, name: str, job: Callable[[], float], every_s: float, first_s: float | None = None
    ) -> None:
        self._name, self._job, self._every_s = name, job, every_s
        self._first_s = every_s if first_s is None else first_s
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the round in hand."""
        self._ending.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        wait = self._first_s
        while not self._ending.wait(wait):
            try:
                wait = self._job()
            except Exception:
                log.exception("a round of %s failed; it is tried again", self._name)
                wait = self._every_s
