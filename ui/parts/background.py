"""Work away from the window's thread: one writer, several readers, a lane for each device.

Answers come home by a queued signal and are dropped when the asking widget is gone. All that a job holds
(often the page itself) is let go on the window's thread, since Qt objects must not die anywhere else.
"""

from __future__ import annotations

import itertools
import logging
import queue
import secrets
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from types import MethodType
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.kernel.changes import ChangeSet
from app.kernel.errors import Refusal
from ui.wording import Fault

log = logging.getLogger(__name__)

T = TypeVar("T")
READERS = 4
CLERK, LATER = 0, 10
_GATHER_MS = 20
_END = 1_000_000


@dataclass
class _Errand:
    """What was asked, by whom, and who wants the answer."""

    job: Callable[[], Any]
    owner: weakref.ref[QObject]
    on_value: Callable[[], Callable[[Any], None] | None]
    on_trouble: Callable[[], Callable[[Exception], None] | None]


class Background(QObject):
    """Runs jobs for pages and tells them what changed.

    Signals:
        changed: Records were written, here or by a pull. Carries a ChangeSet.
    """

    changed = Signal(object)
    _heard = Signal(object)
    _came_home = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands: dict[int, _Errand] = {}
        self._numbers = itertools.count()
        self._lanes: dict[str, _Lane] = {}
        self._stops: list[Callable[[], None]] = []
        self._gathered = ChangeSet()
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(_GATHER_MS)
        self._gathering.timeout.connect(self._tell_changes)
        self._came_home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._gather, Qt.ConnectionType.QueuedConnection)
        self._closed = False

    def read(
        self,
        owner: QObject,
        job: Callable[[], T],
        on_value: Callable[[T], None],
        on_trouble: Callable[[Exception], None] | None = None,
    ) -> None:
        """Look something up on a reader; ``on_value`` gets it on the window's thread."""
        self._ask("readers", owner, job, on_value, on_trouble, CLERK)

    def write(
        self,
        owner: QObject,
        job: Callable[[], T],
        on_value: Callable[[T], None] | None = None,
        on_trouble: Callable[[Exception], None] | None = None,
        *,
        later: bool = False,
    ) -> None:
        """Run a use case on the one writer; ``later`` lets the clerk's own wishes pass."""
        self._ask("writer", owner, job, on_value, on_trouble, LATER if later else CLERK)

    def on_lane(
        self,
        lane: str,
        owner: QObject,
        job: Callable[[], T],
        on_value: Callable[[T], None] | None = None,
        on_trouble: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run a job on the lane of a device (``printer``, ``voice`` ...), one after the other."""
        self._ask(f"lane {lane}", owner, job, on_value, on_trouble, CLERK)

    def follow(self, listen: Callable[[Callable[[ChangeSet], None]], Callable[[], None]]) -> None:
        """Bridge a source of changes (``store.listen``) to the signal ``changed``."""
        self._stops.append(listen(self._heard.emit))

    def is_idle(self) -> bool:
        """Tell whether every errand has come home."""
        return not self._errands

    def close(self) -> None:
        """Take no more errands, finish those that wait, and end the threads."""
        self._closed = True
        for stop in self._stops:
            stop()
        self._stops.clear()
        for lane in self._lanes.values():
            lane.end()
        for lane in self._lanes.values():
            lane.join()
        self._lanes.clear()
        self._errands.clear()
        self._gathering.stop()

    def _ask(
        self,
        name: str,
        owner: QObject,
        job: Callable[[], Any],
        on_value: Callable[[Any], None] | None,
        on_trouble: Callable[[Exception], None] | None,
        urgency: int,
    ) -> None:
        if self._closed:
            return
        lane = self._lanes.get(name)
        if lane is None:
            size = READERS if name == "readers" else 1
            lane = self._lanes[name] = _Lane(name, size, self._run)
        number = next(self._numbers)
        errand = _Errand(job, weakref.ref(owner), _kept_weakly(on_value), _kept_weakly(on_trouble))
        self._errands[number] = errand
        lane.put(urgency, number)

    def _run(self, number: int) -> None:
        """Do an errand; runs on a lane, and holds nothing of it once it has answered."""
        value, trouble = self._perform(number)
        self._came_home.emit(number, value, trouble)

    def _perform(self, number: int) -> tuple[object, Exception | None]:
        try:
            return self._errands[number].job(), None
        except Refusal as refusal:
            return None, refusal.with_traceback(None)
        except Exception:
            reference = secrets.token_hex(3).upper()
            log.exception("fault %s in a background job", reference)
            return None, Fault(reference)

    def _deliver(self, number: int, value: object, trouble: Exception | None) -> None:
        errand = self._errands.pop(number, None)
        owner = errand.owner() if errand else None
        if errand is None or owner is None or not shiboken6.isValid(owner):
            return
        if trouble is None:
            on_value = errand.on_value()
            if on_value is not None:
                on_value(value)
            return
        on_trouble = errand.on_trouble() or getattr(owner, "show_trouble", None)
        if on_trouble is not None:
            on_trouble(trouble)

    def _gather(self, changes: ChangeSet) -> None:
        self._gathered |= changes
        if not self._gathering.isActive():
            self._gathering.start()

    def _tell_changes(self) -> None:
        gathered, self._gathered = self._gathered, ChangeSet()
        self.changed.emit(gathered)


class _Lane:
    """Threads that take errands in the order of urgency, then of asking."""

    def __init__(self, name: str, size: int, run: Callable[[int], None]) -> None:
        self._waiting: queue.PriorityQueue[tuple[int, int]] = queue.PriorityQueue()
        self._run = run
        self._threads = [
            threading.Thread(target=self._work, name=f"{name} {i}", daemon=True) for i in range(size)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, urgency: int, number: int) -> None:
        """Queue an errand."""
        self._waiting.put((urgency, number))

    def end(self) -> None:
        """Have the threads end once nothing waits."""
        for _ in self._threads:
            self._waiting.put((_END, 0))

    def join(self) -> None:
        """Wait for the threads."""
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while True:
            urgency, number = self._waiting.get()
            if urgency == _END:
                return
            self._run(number)


def _kept_weakly(call: Callable[..., None] | None) -> Callable[[], Callable[..., None] | None]:
    """Keep a page's method without keeping the page."""
    if isinstance(call, MethodType):
        return weakref.WeakMethod(call)
    return lambda: call
