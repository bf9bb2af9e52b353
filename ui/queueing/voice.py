"""Spoken calls: one after the other, each noted as spoken or not spoken and why."""

from __future__ import annotations

import ctypes
import importlib
import logging
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from app.catalogue.rules import Rules
from app.kernel.changes import ChangeSet
from app.kernel.clock import SECOND, Clock
from app.queueing.queries import CallLine, QueueView
from app.queueing.service import Queueing
from app.queueing.states import Spoken
from ui.parts.background import Background
from ui.queueing.chime import Chime

log = logging.getLogger(__name__)

LATE_AFTER = 90 * SECOND
"""A call older than this is not spoken any more: the visitor is here or has gone."""
LONGEST_MS = 20_000
"""An engine that has not ended a sentence by then has lost it; the next call is not kept waiting."""
NO_ENGINE, TOO_LATE, NEVER_ENDED = "no_engine", "too_late", "never_ended"
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

    def stop(self) -> None:
        """Be silent at once; ``ended`` is not told of this sentence."""
        raise NotImplementedError


class EngineSpeech(Speech):
    """Qt's text to speech."""

    def __init__(self, engine: Any, states: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._states = states
        self._is_speaking = self._has_begun = False
        engine.setLocale(QLocale())
        engine.stateChanged.connect(self._on_state)

    def say(self, text: str) -> None:
        """Begin to speak."""
        self._is_speaking, self._has_begun = True, False
        self._engine.say(text)

    def stop(self) -> None:
        """Be silent at once."""
        self._is_speaking = False
        self._engine.stop()

    def _on_state(self, state: Any) -> None:
        if state is self._states.Speaking:
            self._has_begun = True
        # The engine may still report the end of what was stopped when the next sentence is said already.
        is_over = state is self._states.Error or (state is self._states.Ready and self._has_begun)
        if self._is_speaking and is_over:
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
    if QLocale().language() not in {known.language() for known in engine.availableLocales()}:
        # A Chinese sentence in an English mouth is noise; the chime says more.
        log.warning("no voice: the engine does not speak %s", QLocale().name())
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
    rules: Callable[[], Rules]
    window_numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Heard:
    """The answer to a question, the rules in force, and which question it was."""

    asked: int
    calls: tuple[CallLine, ...]
    rules: Rules


class Voice(QObject):
    """Speaks every new call, as often as the rules say; never cuts one short for the next.

    A call that is taken back falls silent at once, and one that still waits for its turn is left out.
    """

    def __init__(
        self,
        doors: VoiceDoors,
        background: Background,
        speech: Speech | None,
        chime: Chime | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._doors = doors
        self._background = background
        self._speech = speech
        self._chime = chime
        self._asked = self._answered = 0
        self._waiting: deque[CallLine] = deque()
        self._taken: set[str] = set()
        self._now: CallLine | None = None
        self._times = self._said = 0
        self._patience = QTimer(self, interval=LONGEST_MS, singleShot=True)
        self._patience.timeout.connect(self._on_never_ended)
        if speech is not None:
            speech.ended.connect(self._on_ended)
        background.changed.connect(self._on_changed)

    def start(self) -> None:
        """Look for calls that were made before; those that are old are noted as not spoken."""
        self._asked += 1
        self._background.read(self, partial(_hear, self._doors, self._asked), self._on_heard)

    def end(self) -> None:
        """Be silent for good; what was not spoken to its end is left to the next voice."""
        self._background.changed.disconnect(self._on_changed)
        self._patience.stop()
        self._waiting.clear()
        self._now = None
        if self._speech is not None:
            self._speech.ended.disconnect(self._on_ended)
            self._speech.stop()
            self._speech = None
        self.deleteLater()

    def show_trouble(self, error: Exception) -> None:
        """Leave what could not be noted: a call is shown in any case."""
        log.error("the voice could not note a call: %s", type(error).__name__)

    def sentence(self, call: CallLine) -> str:
        """Word a call; every digit of its number is spoken by itself."""
        digits = self.tr("0 1 2 3 4 5 6 7 8 9").split()
        sentence = self.tr("Number {number}, please come to window {window}")
        return sentence.format(number=spelled(call.number, digits), window=call.window_number)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("call"):
            self.start()

    def _on_heard(self, heard: _Heard) -> None:
        if heard.asked < self._answered:
            return  # A later question was answered first; this answer may be older than it.
        self._answered = heard.asked
        self._times = heard.rules.speak_times
        self._leave_out(heard.calls)
        for call in heard.calls:
            if call.call_id not in self._taken and self._is_ours(call):
                self._taken.add(call.call_id)
                self._take(call)
        self._speak_next()

    def _is_ours(self, call: CallLine) -> bool:
        wanted = self._doors.window_numbers
        return not wanted or call.window_number in wanted

    def _take(self, call: CallLine) -> None:
        if self._doors.clock.now() - call.called_at > LATE_AFTER:
            self._note(call, TOO_LATE)
        elif self._speech is not None:
            self._waiting.append(call)
        else:
            if self._chime is not None:
                self._chime.ring()
            self._note(call, NO_ENGINE)

    def _leave_out(self, calls: tuple[CallLine, ...]) -> None:
        """Forget calls that were taken back, the one being spoken too."""
        standing = {call.call_id for call in calls}
        self._waiting = deque(call for call in self._waiting if call.call_id in standing)
        if self._now is not None and self._now.call_id not in standing:
            self._patience.stop()
            self._now = None
            if self._speech is not None:
                self._speech.stop()

    def _speak_next(self) -> None:
        if self._now is None and self._waiting:
            self._now, self._said = self._waiting.popleft(), 0
            self._say()

    def _say(self) -> None:
        if self._now is not None and self._speech is not None:
            self._said += 1
            self._patience.start()
            self._speech.say(self.sentence(self._now))

    def _on_ended(self, trouble: str) -> None:
        self._patience.stop()
        if self._now is not None and not trouble and self._said < self._times:
            self._say()
            return
        call, self._now = self._now, None
        if call is not None:
            self._note(call, trouble)
        self._speak_next()

    def _on_never_ended(self) -> None:
        if self._speech is not None:
            self._speech.stop()
        self._on_ended(NEVER_ENDED)

    def _note(self, call: CallLine, trouble: str) -> None:
        spoken = Spoken.NOT_SPOKEN if trouble else Spoken.SPOKEN
        job: Callable[[], object] = partial(self._doors.queueing.note_voice, call.call_id, spoken, trouble)
        self._background.write(self, job, later=True)


def _hear(doors: VoiceDoors, asked: int) -> _Heard:
    return _Heard(asked, doors.queue.unspoken(), doors.rules())


def spelled(number: str, digits: Sequence[str]) -> str:
    """Part the characters of a number and name its digits: "A3-07" is read A 3, 0 7."""
    named = number.translate({ord("0") + value: name for value, name in enumerate(digits)})
    return ", ".join(" ".join(part) for part in named.split("-"))
