"""When exchanges happen: at a local change, at the centre's call, by the clock, for ever."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import psycopg

from app.kernel.changes import ChangeSet
from app.kernel.errors import Refusal
from app.sync.exchange import Exchange

log = logging.getLogger(__name__)

EVERY_S = 20.0
PAUSES_S = (1.0, 2.0, 5.0, 10.0, 20.0)
HEARING_S = 1.0


class Rhythm:
    """Two threads: one exchanges, one listens to the centre."""

    def __init__(self, exchange: Exchange, every_s: float = EVERY_S) -> None:
        self._exchange = exchange
        self._every_s = every_s
        self._signal = threading.Condition()
        self._wanted = True
        self._stopping = False
        self._quiet: Callable[[], None] | None = None
        self._threads = [
            threading.Thread(target=self._exchanging, name="sync-exchange", daemon=True),
            threading.Thread(target=self._hearing, name="sync-listen", daemon=True),
        ]

    def start(self) -> None:
        """Begin; the first exchange comes at once."""
        self._quiet = self._exchange.store.listen(self._heard)
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Ask for an exchange soon."""
        with self._signal:
            self._wanted = True
            self._signal.notify_all()

    def stop(self) -> None:
        """End both threads after what they have in hand."""
        with self._signal:
            self._stopping = True
            self._signal.notify_all()
        if self._quiet is not None:
            self._quiet()
            for thread in self._threads:
                thread.join(timeout=10)
        self._exchange.close()

    def _heard(self, changes: ChangeSet) -> None:
        # The exchange itself announces the outbox as a whole; only new changesets name their number.
        if any(table == "outbox" and key != "*" for table, key in changes.rows):
            self.wake()

    def _exchanging(self) -> None:
        failures = 0
        while self._wait(failures):
            try:
                self._exchange.run()
                failures = 0
            except Refusal as refusal:
                log.info("no exchange: %s", refusal)
                failures += 1
            except Exception:
                log.exception("an exchange failed for a reason nobody thought of")
                failures += 1

    def _wait(self, failures: int) -> bool:
        pause = PAUSES_S[min(failures, len(PAUSES_S)) - 1] if failures else self._every_s
        with self._signal:
            if failures:
                # After a failure only time wakes us, or every keystroke would knock at a closed door.
                self._signal.wait_for(lambda: self._stopping, timeout=pause)
            else:
                self._signal.wait_for(lambda: self._wanted or self._stopping, timeout=pause)
            self._wanted = False
            return not self._stopping

    def _hearing(self) -> None:
        while not self._is_stopping():
            try:
                with self._exchange.listening() as connection:
                    # What came while nobody listened made no sound.
                    self.wake()
                    while not self._is_stopping():
                        if any(True for _ in connection.notifies(timeout=HEARING_S, stop_after=1)):
                            self.wake()
            except psycopg.Error as error:
                log.info("not listening: %s", error.sqlstate or type(error).__name__)
                with self._signal:
                    self._signal.wait_for(lambda: self._stopping, timeout=PAUSES_S[-2])

    def _is_stopping(self) -> bool:
        with self._signal:
            return self._stopping
