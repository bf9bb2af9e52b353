"""When exchanges happen: at a local change, at the centre's call, by the clock, for ever."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable

from app.kernel.changes import ChangeSet
from app.kernel.errors import Refusal
from app.sync.downward import Heard
from app.sync.exchange import Exchange
from app.sync.tidying import tidy_outbox

log = logging.getLogger(__name__)

EVERY_S = 20.0
TIDY_EVERY_S = 3600.0
COMPARE_EVERY_S = 24 * 3600.0
COMPARE_SOON_S = 60.0
"""So soon it is tried again where there was nothing to compare: somebody was at work."""
CLOCK_EVERY_S = 60.0
"""So often the clock is looked at: what it decides alone counts on how wrong it is."""
EXACT_S = (1.5, 4.5)
"""Between these, rows that came with a call are brought once more, by a pull with its exact token."""
PAUSES_S = (1.0, 2.0, 5.0, 10.0, 20.0)


class Rhythm:
    """Two threads: one sends, one fetches and listens; neither waits for the other."""

    def __init__(
        self, exchange: Exchange, every_s: float = EVERY_S, now_s: Callable[[], float] = time.monotonic
    ) -> None:
        self._exchange = exchange
        self._every_s = every_s
        self._now_s = now_s
        self._signal = threading.Condition()
        self._wanted = True
        self._stopping = False
        self._tidy_again = now_s()
        self._compare_again = now_s() + COMPARE_SOON_S
        self._clock_again = now_s() + CLOCK_EVERY_S
        self._quiet: Callable[[], None] | None = None
        self._threads = [
            threading.Thread(target=self._sending, name="sync-up", daemon=True),
            threading.Thread(target=self._fetching, name="sync-down", daemon=True),
        ]

    def start(self) -> None:
        """Begin; the first exchange comes at once."""
        self._quiet = self._exchange.store.listen(self._heard)
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Ask for a push soon."""
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
            self._exchange.stop_waiting()
            for thread in self._threads:
                thread.join(timeout=10)
        self._exchange.close()

    def _heard(self, changes: ChangeSet) -> None:
        # The exchange itself announces the outbox as a whole; only new changesets name their number.
        if any(table == "outbox" and key != "*" for table, key in changes.rows):
            self.wake()

    def _sending(self) -> None:
        failures = 0
        while self._wait(failures):
            failures = 0 if self._done(self._exchange.push) else failures + 1

    def _fetching(self) -> None:
        failures = 0
        while not self._is_stopping():
            failures = 0 if self._done(self._fetch) else failures + 1
            if failures:
                self._pause(failures)

    def _fetch(self) -> None:
        self._exchange.pull()
        self._keep_house(self._now_s())
        self._await_news()

    def _await_news(self) -> None:
        """Wait until a pull is due: at a call without its rows, soon after one with them, by the clock."""
        due = time.monotonic() + self._every_s
        while not self._is_stopping():
            left = due - time.monotonic()
            if left <= 0:
                return
            heard = self._exchange.await_call(left)
            if heard is Heard.NEWS:
                return
            if heard is Heard.ROWS:
                # Not all terminals of a hall at once: the next change would have to wait for them.
                due = min(due, time.monotonic() + random.uniform(*EXACT_S))  # noqa: S311 - no secret

    def _keep_house(self, now: float) -> None:
        """Do what is due now and then; a pull of one row would feel it each time."""
        if now >= self._clock_again:
            self._exchange.look_at_the_clock()
            self._clock_again = now + CLOCK_EVERY_S
        if now >= self._tidy_again:
            tidy_outbox(self._exchange.store)
            self._tidy_again = now + TIDY_EVERY_S
        if now >= self._compare_again:
            differing = self._exchange.compare()
            self._compare_again = now + (COMPARE_SOON_S if differing is None else COMPARE_EVERY_S)
            if differing:
                self._exchange.pull()

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refusal as refusal:
            log.info("no exchange: %s", refusal)
            return False
        except Exception:
            log.exception("an exchange failed for a reason nobody thought of")
            return False
        return True

    def _wait(self, failures: int) -> bool:
        if failures:
            # After a failure only time wakes us, or every keystroke would knock at a closed door.
            self._pause(failures)
        with self._signal:
            if not failures:
                self._signal.wait_for(lambda: self._wanted or self._stopping, timeout=self._every_s)
            self._wanted = False
            return not self._stopping

    def _pause(self, failures: int) -> None:
        with self._signal:
            pause = PAUSES_S[min(failures, len(PAUSES_S)) - 1]
            self._signal.wait_for(lambda: self._stopping, timeout=pause)

    def _is_stopping(self) -> bool:
        with self._signal:
            return self._stopping
