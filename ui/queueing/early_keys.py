"""A key meant for what stood on the screen a moment ago is not carried out, and it is said why."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.parts.calm import Calm
from ui.queueing.deeds import KEYS
from ui.queueing.possible import words_of
from ui.queueing.telling import Telling
from ui.queueing.window_scene import WindowScene


class EarlyKeys(QObject):
    """Knows since when the visitor and the lists of a window stand as they stand, and what is on its way.

    Signals:
        said: A key was not carried out. Carries the sentence, and that there is nothing to take back.
    """

    said = Signal(str, bool)

    def __init__(self, telling: Telling, calm_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._telling = telling
        self._here, self._lists, self._next = (Calm(calm_ms) for _ in range(3))
        self._is_anybody_here = False
        self._turn = telling.turn
        telling.pressed_early.connect(self._say_on_its_way)

    def see(self, scene: WindowScene) -> None:
        """Note what is shown now."""
        here, ahead = scene.here, scene.next_up
        self._turn, self._is_anybody_here = scene.turn, here is not None
        self._here.see((here.ticket.id, here.ticket.leg, here.ticket.state) if here else None)
        self._lists.see((tuple(r.id for r in scene.waiting), tuple(r.id for r in scene.aside)))
        self._next.see(ahead.ticket.id if ahead else "")

    def see_nothing_new(self) -> None:
        """Note that what was done cannot be shown: the keys go on with what is there."""
        self._turn = self._telling.turn

    def are_for_another_visitor(self) -> bool:
        """Tell whether a key may have been meant for the visitor who was here a moment ago."""
        if self._is_on_its_way():
            return True
        if not self._is_anybody_here or self._here.is_over():
            return False
        self.said.emit(self.tr("The visitor has just changed. Look, then press again."), False)
        return True

    def are_for_another_list(self) -> bool:
        """Tell whether a key may have been meant for a line that stood there a moment ago."""
        return self._is_on_its_way() or self._has_changed(self._lists)

    def are_for_another_next(self) -> bool:
        """Tell whether a key may have been meant for whoever was proposed a moment ago."""
        return self._is_on_its_way() or self._has_changed(self._next)

    def explain(self, event: QKeyEvent) -> None:
        """Say why a key of the window did nothing: it came too soon, or there is nobody it could be for."""
        name = QKeySequence(event.keyCombination()).toString()
        deed = next((deed for deed, key in KEYS.items() if key == name), None)
        if deed is not None and not event.isAutoRepeat() and not self._is_on_its_way():
            self.said.emit(self.tr("Not possible now: {0}").format(words_of(deed)), False)

    def _has_changed(self, calm: Calm) -> bool:
        if calm.is_over():
            return False
        self.said.emit(self.tr("The list has just changed. Look, then press again."), False)
        return True

    def _is_on_its_way(self) -> bool:
        """Tell whether a deed is on its way, or what came of it is not on the screen yet."""
        if not self._telling.is_busy() and self._turn == self._telling.turn:
            return False
        self._say_on_its_way()
        return True

    def _say_on_its_way(self) -> None:
        said = self.tr("The key before is still being carried out. Look, then press again.")
        self.said.emit(said, False)
