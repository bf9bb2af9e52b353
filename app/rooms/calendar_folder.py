"""A folder of calendar files that follows the bookings, and what is told where it cannot be written."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path

from app.kernel.changes import ChangeSet
from app.rooms.calendars import RoomCalendars

log = logging.getLogger(__name__)

CALM_S = 2.0
"""A folder is written when nothing more has changed for so long."""
RETRY_S = 60.0
"""So long after it could not be written it is tried again, also where nothing has changed."""


@dataclass(frozen=True)
class FolderTrouble:
    """Subscribers see what is older than ``since``: the folder could not be written then, nor later."""

    folder: str
    since: int


class CalendarFolder:
    """Keeps a folder of calendar files in step with the bookings, in a thread of its own."""

    def __init__(
        self, calendars: RoomCalendars, folder: Path, calm_s: float = CALM_S, retry_s: float = RETRY_S
    ) -> None:
        self._calendars = calendars
        self._folder = folder
        self._calm_s = calm_s
        self._retry_s = retry_s
        self._signal = threading.Condition()
        self._news = 1
        self._is_ending = False
        self._trouble: FolderTrouble | None = None
        self._thread = threading.Thread(target=self._run, name="calendars", daemon=True)

    def start(self) -> None:
        """Write what there is, then whatever changes."""
        self._thread.start()

    def hear(self, changes: ChangeSet) -> None:
        """Listen to the store."""
        if changes.touches("booking") or changes.touches("room"):
            with self._signal:
                self._news += 1
                self._signal.notify_all()

    def trouble(self) -> FolderTrouble | None:
        """Tell since when the folder cannot be written; None where all is well. Takes no time."""
        return self._trouble

    def stop(self) -> None:
        """End after the file in hand; what has changed last is written."""
        with self._signal:
            self._is_ending = True
            self._signal.notify_all()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        written = 0
        while (news := self._calm_after(written)) != written:
            self._publish()
            written = news

    def _publish(self) -> None:
        try:
            self._calendars.publish(self._folder)
        except OSError as error:
            # A share that is away comes back; the next turn writes everything that differs.
            if self._trouble is None:
                log.warning("the calendars could not be written: %s", error)
            self._note_trouble()
        except Exception:
            log.exception("the calendars could not be written for a reason nobody thought of")
            self._note_trouble()
        else:
            self._trouble = None

    def _note_trouble(self) -> None:
        self._trouble = self._trouble or FolderTrouble(str(self._folder), self._calendars.clock.now())

    def _calm_after(self, written: int) -> int:
        """Wait for news, then until there are no more; gives how many there were, the same at the end."""
        with self._signal:
            patience_s = None if self._trouble is None else self._retry_s
            if not self._signal.wait_for(lambda: self._news != written or self._is_ending, patience_s):
                self._news += 1
                return self._news
            while not self._is_ending:
                heard = self._news
                self._signal.wait_for(lambda: self._news != heard or self._is_ending, self._calm_s)  # noqa: B023
                if self._news == heard:
                    break
            return self._news
