"""Nobody is at the window: what the window does, and what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.empty_state import EmptyState
from ui.parts.names import hour
from ui.parts.words import words
from ui.queueing.deeds import KEYS, Deed, DeedButton
from ui.queueing.window_scene import WindowScene


class NobodyHere(QWidget):
    """Says large that the window is paused; otherwise who can be called, or why nobody can."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._empty = EmptyState("users", "", "", self)
        self.paused = words(self.tr("Paused"), "huge", self)
        self._since = words("", "muted", self)
        self.call = DeedButton(Deed.NEXT, self.tr("Next visitor"), "primary", "volume-2", self)
        self.go_on = DeedButton(Deed.PAUSE, self.tr("Go on"), "primary", "play", self)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for part in (self.paused, self._since):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addWidget(self._empty)
        for button in self.buttons():
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def buttons(self) -> tuple[DeedButton, ...]:
        """Give the buttons."""
        return self.call, self.go_on

    def target(self) -> QWidget | None:
        """Give the button that Enter shall press, None where there is none."""
        return next((button for button in self.buttons() if button.isVisibleTo(self)), None)

    def show_window(self, scene: WindowScene) -> None:
        """Show how the window stands."""
        is_paused = scene.window is not None and scene.is_paused
        for part in (self.paused, self._since, self.go_on):
            part.setVisible(is_paused)
        self._empty.setVisible(not is_paused)
        self.call.setVisible(scene.next_up is not None and not is_paused)
        if is_paused:
            self._since.setText(self._since_words(scene))
        elif scene.window is None:
            self._empty.say(
                self.tr("You are signed in without a window"),
                self.tr("Sign in again and choose a window to call visitors. F12 locks, then sign in anew."),
            )
        elif scene.next_up is not None:
            self._empty.say(self.tr("Nobody is at the window"), self.tr("F2 calls the next visitor."))
        elif scene.on_purpose:
            self._empty.say(self.tr("Nobody is at the window"), self._cut_words(scene))
        else:
            self._empty.say(
                self.tr("Nobody is at the window, nobody waits"),
                self.tr("New numbers appear at the left; F1 takes one."),
            )

    def _cut_words(self, scene: WindowScene) -> str:
        """Say how somebody is called whom another window may call as well."""
        choose = self.tr("F10 and a digit choose one of them, {0} then calls on purpose.").format(
            KEYS[Deed.ON_PURPOSE]
        )
        if scene.standing.is_shared:
            return self.tr("Whoever waits belongs to other windows.") + " " + choose
        others = self.tr(
            "Other windows know of whoever waits. {0} shares the line if the whole hall is cut off."
        )
        return others.format(KEYS[Deed.SHARE]) + " " + choose

    def _since_words(self, scene: WindowScene) -> str:
        own = next((w for w in scene.windows if scene.window and w.id == scene.window.id), None)
        since = hour(own.since, self._zone) if own and own.since is not None else ""
        return self.tr("On duty since {0}. {1} wait; nobody is called until you go on.").format(
            since, len(scene.waiting)
        )
