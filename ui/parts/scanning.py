"""A scanner that types like a keyboard: recognised by its speed or its frame, whatever has the focus.

Characters are held back for as long as they may belong to a scan, and given back in their order when they do
not: a typist's key comes at most ``GAP_MS`` late. What an input method commits, what is pasted and what a
held key repeats is never taken for a scan. The scanner looks at one window and one focused object, not at
every event of the program.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodQueryEvent, QKeyEvent, QWindow

GAP_MS = 30
"""Characters nearer to each other than this may come from a scanner; fingers are slower over six of them."""
FRAME_GAP_MS = 100
"""The same within a frame of STX and ETX, where wireless scanners may pause."""
LEAST_CHARACTERS = 6

_STX, _ETX = "\x02", "\x03"
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_Control)
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
_INTERRUPTIONS = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.FocusAboutToChange)


class _State(Enum):
    IDLE = auto()
    BURST = auto()
    """Characters that came fast, or a first one."""
    FRAME = auto()
    """Between STX and ETX."""
    TAIL = auto()
    """Behind ETX: an Enter that the scanner adds belongs to it."""


def time_of(event: QKeyEvent) -> int:
    """Tell when a key was pressed, in ms by the display system's clock; a busy window does not change it."""
    return int(event.timestamp())


class Scanner(QObject):
    """Watches the keys of whatever window is in front; one for the program.

    Signals:
        scanned: A code was read. Carries its text.
    """

    scanned = Signal(str)

    def __init__(
        self,
        app: QGuiApplication,
        parent: QObject,
        moment: Callable[[QKeyEvent], int] = time_of,
        silence: QTimer | None = None,
    ) -> None:
        """``moment`` tells when a key was pressed, in milliseconds; ``silence`` that no key came since."""
        super().__init__(parent)
        self._moment = moment
        self._state = _State.IDLE
        self._held: list[QKeyEvent] = []
        self._text = ""
        self._last_at = 0
        self._swallowed: set[int] = set()
        """Keys whose press belonged to a scan; their release does, too."""
        self._window: QWindow | None = None
        self._object: QObject | None = None
        self._is_giving_back = False
        self._is_quiet = False
        self._silence = silence or QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._give_back)
        app.focusWindowChanged.connect(self._on_window)
        app.focusObjectChanged.connect(self._on_object)
        self._on_window(app.focusWindow())
        self._on_object(app.focusObject())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back what may be a scan; true where an event is not to go on."""
        kind = event.type()
        if self._is_giving_back:
            return False
        if isinstance(event, QKeyEvent):
            return watched is self._window and self._heed(event)
        if kind == QEvent.Type.InputMethodQuery and isinstance(event, QInputMethodQueryEvent):
            return self._answer(event)
        if kind in _INTERRUPTIONS or kind == QEvent.Type.InputMethod:
            self._give_back()
        return False

    def _heed(self, event: QKeyEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            return self._shield(event)
        if kind not in _KEYS:
            return False
        if kind == QEvent.Type.KeyRelease:
            return self._heed_release(event)
        moment = self._moment(event)
        if self._state is not _State.IDLE and moment - self._last_at >= self._limit():
            self._give_back()
        if event.isAutoRepeat():
            self._give_back()
            return False
        if event.key() in _MODIFIERS:
            return False
        taken = self._take(event)
        if taken:
            self._last_at = moment
        return taken

    def _take(self, event: QKeyEvent) -> bool:
        """Take a pressed key; false where it is none of a scanner's and goes its way."""
        if self._is_control(event, _STX, Qt.Key.Key_B):
            self._give_back()
            self._begin(_State.FRAME, event)
            return True
        if self._state is _State.FRAME:
            return self._take_in_frame(event)
        if self._state is _State.TAIL:
            self._give_back()
            if event.key() in _ENDS:
                self._swallowed.add(event.key())
                return True
        if event.key() in _ENDS and self._state is _State.BURST and len(self._text) >= LEAST_CHARACTERS:
            self._swallowed.add(event.key())
            self._finish(_State.IDLE)
            return True
        if not _is_character(event):
            self._give_back()
            return False
        if self._state is _State.IDLE:
            self._begin(_State.BURST, event)
        else:
            self._hold(event)
            self._text += event.text()
            self._quieten()
        return True

    def _take_in_frame(self, event: QKeyEvent) -> bool:
        self._hold(event)
        if self._is_control(event, _ETX, Qt.Key.Key_C):
            self._finish(_State.TAIL)
        else:
            self._text += event.text()
        return True

    def _heed_release(self, event: QKeyEvent) -> bool:
        if event.key() in self._swallowed:
            self._swallowed.discard(event.key())
            return True
        if any(held.key() == event.key() for held in self._held):
            self._held.append(event.clone())
            return True
        return False

    def _shield(self, event: QKeyEvent) -> bool:
        """Keep shortcuts from taking what belongs to a frame; its STX is a Ctrl+B to Qt."""
        if self._state is _State.FRAME or self._is_control(event, _STX, Qt.Key.Key_B):
            event.accept()
            return True
        return False

    def _begin(self, state: _State, event: QKeyEvent) -> None:
        self._state = state
        self._text = event.text() if state is _State.BURST else ""
        self._hold(event)
        self._quieten()

    def _hold(self, event: QKeyEvent) -> None:
        self._held.append(event.clone())
        self._silence.start(self._limit())

    def _finish(self, after: _State) -> None:
        """The scan is whole: what was held is gone for the field."""
        text, self._text = self._text, ""
        pressed = [key.key() for key in self._held if key.type() == QEvent.Type.KeyPress]
        released = {key.key() for key in self._held if key.type() == QEvent.Type.KeyRelease}
        self._swallowed |= set(pressed) - released
        self._held.clear()
        self._state = after
        if after is _State.IDLE:
            self._silence.stop()
        self._quieten()
        if text:
            self.scanned.emit(text)

    def _give_back(self) -> None:
        """It was no scan: let the window have the keys, in their order."""
        if self._is_giving_back:
            return
        held, self._held = self._held, []
        self._state, self._text = _State.IDLE, ""
        self._silence.stop()
        self._quieten()
        self._is_giving_back = True
        try:
            for event in held:
                if self._window is not None and shiboken6.isValid(self._window):
                    QCoreApplication.sendEvent(self._window, event)
        finally:
            self._is_giving_back = False

    def _limit(self) -> int:
        return GAP_MS if self._state is _State.BURST else FRAME_GAP_MS

    def _quieten(self) -> None:
        """Switch the input method off while a scan is likely: it would swallow the letters."""
        if self._is_quiet == self._is_scan_likely():
            return
        self._is_quiet = not self._is_quiet
        method = QGuiApplication.inputMethod()
        if self._is_quiet:
            method.reset()
        method.update(Qt.InputMethodQuery.ImEnabled)

    def _answer(self, event: QInputMethodQueryEvent) -> bool:
        """Answer for the field while a scan is likely: no input method, please."""
        if not self._is_quiet or not event.queries() & Qt.InputMethodQuery.ImEnabled:
            return False
        event.setValue(Qt.InputMethodQuery.ImEnabled, False)
        event.accept()
        return True

    def _is_scan_likely(self) -> bool:
        return self._state is _State.FRAME or len(self._text) > 1

    def _is_control(self, event: QKeyEvent, text: str, key: Qt.Key) -> bool:
        return event.text() == text or (event.key() == key and event.modifiers() == _CONTROL)

    def _on_window(self, window: QWindow | None) -> None:
        self._give_back()
        # A key given back may have opened a dialog, which is scanned into like any other window.
        self._is_giving_back = False
        self._watch(self._window, window)
        self._window = window

    def _on_object(self, focused: QObject | None) -> None:
        self._give_back()
        self._watch(self._object, focused)
        self._object = focused

    def _watch(self, before: QObject | None, now: QObject | None) -> None:
        if before is not None and shiboken6.isValid(before):
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)


def _is_character(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~_PLAIN == Qt.KeyboardModifier.NoModifier
    return plain and len(event.text()) == 1 and event.text().isprintable()
