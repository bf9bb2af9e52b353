"""The window of a terminal in a process of its own; notes the longest time it could not answer.

    python -m tests.bench.window FOLDER

Every real page is open, the garbage is swept as in the program, the rhythm runs, and a clerk saves a visit
twenty times a second all the while. A timer that wants to fire every millisecond tells how long the window's
thread was not to be had.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from sqlalchemy import func, select

from app.catalogue.entities import Matter
from app.counter import Counter, open_counter
from app.kernel.clock import SystemClock
from app.reception.entities import Person, Visit
from app.security.secrets import FileSecrets
from tests.bench.market import PASSWORD, Clerk, a_visit
from ui import theme
from ui.__main__ import made_application
from ui.parts.background import Background
from ui.sample_terminal import SampleTerminal
from ui.shell.language import Language
from ui.tour import Tour

CLERK_EVERY_S = 0.05
LOOK_EVERY_S = 0.25
MS = 1e6


class Watch(QObject):
    """Notes the gaps between the beats of the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.gaps: list[float] = []
        self._last = time.monotonic_ns()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def anew(self) -> None:
        """Forget what was."""
        self.gaps.clear()
        self._last = time.monotonic_ns()

    def _beat(self) -> None:
        now = time.monotonic_ns()
        self.gaps.append((now - self._last) / MS)
        self._last = now


class BusyClerk:
    """Saves visits on a thread of its own and notes how long each took."""

    def __init__(self, counter: Counter) -> None:
        self.took: list[float] = []
        self._counter = counter
        self._done = threading.Event()
        with counter.store.look() as session:
            self._matter = session.execute(select(Matter.id).limit(1)).scalar_one()
            self._person = session.execute(select(Person.id).limit(1)).scalar_one()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _work(self) -> None:
        number = 0
        while not self._done.wait(CLERK_EVERY_S):
            began = time.monotonic_ns()
            with self._counter.store.change(Clerk(), "open_visit") as work:
                work.add(a_visit(self._matter, self._person, number))
            self.took.append((time.monotonic_ns() - began) / MS)
            number += 1


class Asked(QObject):
    """Brings the parent's lines to the window's thread."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.asked.emit(json.loads(line))
        self.asked.emit(None)


class Measuring(QObject):
    """Answers the parent: how the window is without a pull, and with one."""

    finished = Signal()

    def __init__(self, counter: Counter, parent: QObject) -> None:
        super().__init__(parent)
        self._counter = counter
        self._watch = Watch(self)
        self.finished.connect(self._tell)
        self._clerk = BusyClerk(counter)

    def answer(self, question: dict[str, Any] | None) -> None:
        if question is None:
            self._clerk.stop()
            self.parent().quit()  # type: ignore[union-attr]
            return
        self._begin()
        if "seconds" in question:
            QTimer.singleShot(int(question["seconds"] * 1000), self, self._tell)
        else:
            threading.Thread(target=self._until, args=(question["visits"],), daemon=True).start()

    def _begin(self) -> None:
        self._watch.anew()
        self._clerk.took.clear()

    def _until(self, wanted: int) -> None:
        pause = threading.Event()
        while pulled_visits(self._counter) < wanted:
            pause.wait(LOOK_EVERY_S)
        self.finished.emit()

    def _tell(self) -> None:
        gaps, clerk = list(self._watch.gaps), list(self._clerk.took)
        told = {"gaps": sorted(gaps)[-2000:], "beats": len(gaps), "took": sum(gaps), "clerk": clerk}
        print(json.dumps(told), flush=True)


def pulled_visits(counter: Counter) -> int:
    """How many visits of the other program are here."""
    with counter.store.look() as session:
        query = select(func.count()).select_from(Visit).where(Visit.made_at == 1)
        return session.execute(query).scalar_one()


def main(folder: str) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = made_application(["guitai"])
    language = Language()
    language.speak("zh_CN")
    theme.apply(app, theme.Theme())
    home = Path(folder)
    counter = open_counter(home, SystemClock(), FileSecrets(home))
    place = counter.catalogue.windows()[0]
    actor = counter.accounts.sign_in("admin", PASSWORD, place.id).value
    background = Background()
    background.follow(counter.store.listen)
    terminal = SampleTerminal(counter, SystemClock(), actor, background)  # type: ignore[arg-type]
    frame = terminal.frame("zh_CN")
    frame.resize(1366, 768)
    frame.show()
    Tour(frame, background, lambda name: None).walk()
    frame.open_page("queueing")
    counter.start()
    measuring = Measuring(counter, app)
    asked = Asked()
    asked.asked.connect(measuring.answer)
    print(json.dumps({"ready": True}), flush=True)
    app.exec()
    frame.close()
    terminal.close()


if __name__ == "__main__":
    main(sys.argv[1])
