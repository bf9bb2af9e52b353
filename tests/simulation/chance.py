"""Everything that is left to chance in the production code, drawn from the seed for the time of a run."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import app.kernel.ids
import app.sync.confirm
import app.sync.upward
import app.sync.wire

OPTIONS = "-c statement_timeout=15000 -c lock_timeout=5ms -c idle_in_transaction_session_timeout=30000"
"""The wire's own options, but nobody waits seconds for a lock that a single thread cannot give free."""


class Inline:
    """A thread pool without threads."""

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def submit(self, question: Callable[[], Any]) -> Future[Any]:
        """Ask at once."""
        asked: Future[Any] = Future()
        try:
            asked.set_result(question())
        except Exception as error:  # noqa: BLE001 - it is handed on
            asked.set_exception(error)
        return asked

    def shutdown(self, **_: Any) -> None:
        """Nothing runs."""


@contextmanager
def seeded(chance: random.Random, now: Callable[[], int]) -> Iterator[None]:
    """Draw keys, incarnations and the time from the seed."""
    time = SimpleNamespace(
        time_ns=lambda: now() * 1000, monotonic=lambda: now() / 1e6, time=lambda: now() / 1e6
    )
    uuids = SimpleNamespace(uuid4=lambda: uuid.UUID(int=chance.getrandbits(128), version=4), UUID=uuid.UUID)
    with ExitStack() as stack:
        for module, name, value in (
            (app.kernel.ids, "secrets", SimpleNamespace(randbits=chance.getrandbits)),
            (app.kernel.ids, "time", time),
            (app.sync.confirm, "time", time),
            (app.sync.confirm, "ThreadPoolExecutor", Inline),
            (app.sync.upward, "uuid", uuids),
            (app.sync.wire, "OPTIONS", OPTIONS),
        ):
            stack.enter_context(patch.object(module, name, value))
        yield
