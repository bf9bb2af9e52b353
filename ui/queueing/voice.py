"""Spoken calls: one after the other, each noted as spoken or not spoken and why."""

from __future__ import annotations

import ctypes
import importlib
import logging
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QLocale, QObject, Signal

from app.kernel.changes import ChangeSet
from app.kernel.clock import MINUTE, Clock
from app.queueing.queries import CallLine, QueueView
from app.queueing.service import Queueing
from app.queueing.states import Spoken
from ui.parts.background import Background

log = logging.getLogger(__name__)

LATE_AFTER = 2 * MINUTE
"""A call older than this is not spoken any more: the visitor is here or has gone."""
NO_ENGINE, TOO_LATE = "no_engine", "too_late"
_MODULE = "PySide6.QtTextToSpeech"
_SILENT = "mock"
_LIBRARIES = {"speechd": "libspeechd.so.2", "flite": "libflite.so.1"}


class Speech(QObject):
    """Whatever can speak one sentence at a time.

    Signals:
        ended: The sentence is over. Carries why it failed, or "".
    """

    ended = Signal(str)

    def say(self, text: str) -> None:
        """Begin to speak."""
        raise NotImplementedError


class EngineSpeech(Speech):
    """Qt's text to speech."""

    def __init__(self, engine: Any, states: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._states = states
        self._is_speaking = False
        engine.setLocale(QLocale())
        engine.stateChanged.connect(self._on_state)

    def say(self, text: str) -> None:
        """Begin to speak."""
        self._is_speaking = True
        self._engine.say(text)

    def _on_state(self, state: Any) -> None:
        if not self._is_speaking or state not in (self._states.Ready, self._states.Error):
            return
        self._is_speaking = False
        self.ended.emit(self._engine.errorString() if state is self._states.Error else "")


def open_speech(parent: QObject | None = None) -> Speech | None:
    """Find a voice; None where the computer has none that can be heard."""
    try:
        # On Linux this module needs libpulse0; a hall without it shows its calls and stays silent.
        module = importlib.import_module(_MODULE)
    except ImportError as error:
        log.warning("no voice: %s", error)
        return None
    engines = module.QTextToSpeech.availableEngines()
    found = [name for name in engines if name != _SILENT and _is_loadable(name)]
    if not found:
        log.warning("no voice: no engine is installed")
        return None
    engine = module.QTextToSpeech(found[0])
    if engine.state() is module.QTextToSpeech.State.Error:
        log.warning("no voice: %s", engine.errorString())
        return None
    return EngineSpeech(engine, module.QTextToSpeech.State, parent)


def _is_loadable(engine: str) -> bool:
    """Tell whether the library an engine stands on is here; Qt lists engines that then do not load."""
    library = _LIBRARIES.get(engine) if sys.platform.startswith("linux") else None
    if library is None:
        return True
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


@dataclass(frozen=True)
class VoiceDoors:
    """What the voice reads and tells. ``window_numbers``: whose calls it speaks; empty for every window's."""

    queue: QueueView
    queueing: Queueing
    clock: Clock
    window_numbers: frozenset[int] = frozenset()


class Voice(QObject):
    """Speaks every new call once; never cuts one short for the next."""

    def __init__(
        self, doors: VoiceDoors, background: Background, speech: Speech | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._doors = doors
        self._background = background
        self._speech = speech
        self._waiting: deque[CallLine] = deque()
        self._taken: set[str] = set()
        self._now: CallLine | None = None
        if speech is not None:
            speech.ended.connect(self._on_ended)
        background.changed.connect(self._on_changed)

    def start(self) -> None:
        """Look for calls that were made before; those that are old are noted as not spoken."""
        self._background.read(self, self._doors.queue.unspoken, self._on_calls)

    def show_trouble(self, error: Exception) -> None:
        """Leave what could not be noted: a call is shown in any case."""
        log.error("the voice could not note a call: %s", type(error).__name__)

    def sentence(self, call: CallLine) -> str:
        """Word a call; digits are parted so that each is spoken by itself."""
        number, window = spelled(call.number), call.window_number
        return self.tr("Number {number}, please come to window {window}").format(number=number, window=window)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("call"):
            self.start()

    def _on_calls(self, calls: tuple[CallLine, ...]) -> None:
        wanted = self._doors.window_numbers
        for call in calls:
            if call.call_id in self._taken or (wanted and call.window_number not in wanted):
                continue
            self._taken.add(call.call_id)
            if self._speech is None:
                self._note(call, NO_ENGINE)
            elif self._doors.clock.now() - call.called_at > LATE_AFTER:
                self._note(call, TOO_LATE)
            else:
                self._waiting.append(call)
        self._speak_next()

    def _speak_next(self) -> None:
        if self._now is None and self._waiting and self._speech is not None:
            self._now = self._waiting.popleft()
            self._speech.say(self.sentence(self._now))

    def _on_ended(self, trouble: str) -> None:
        call, self._now = self._now, None
        if call is not None:
            self._note(call, trouble)
        self._speak_next()

    def _note(self, call: CallLine, trouble: str) -> None:
        spoken = Spoken.NOT_SPOKEN if trouble else Spoken.SPOKEN
        job: Callable[[], object] = partial(self._doors.queueing.note_voice, call.call_id, spoken, trouble)
        self._background.write(self, job, later=True)


def spelled(number: str) -> str:
    """Part the characters of a number: "A3-07" is read A 3, 0 7."""
    return ", ".join(" ".join(part) for part in number.split("-"))
