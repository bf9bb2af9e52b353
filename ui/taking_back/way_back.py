"""Ctrl+Z and the list of the day, wired to the counter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.kernel.changes import ChangeSet, Outcome
from app.kernel.confirm import Verdict
from app.security.actors import Actor
from app.taking_back.service import ActionRow, TakenBack, TakingBack
from ui import wording
from ui.parts.background import Background
from ui.parts.page import KeyAction
from ui.taking_back.panel import ActionsPanel


class WayBack(QObject):
    """Takes back at once and says what it was; what cannot be opens the list and says why.

    Signals:
        said: Something was taken back, or done again. Carries the sentence.
    """

    said = Signal(str)

    def __init__(
        self, desk: TakingBack, background: Background, actor: Actor, zone: str, over: QWidget
    ) -> None:
        """``over`` is the window the list floats on."""
        super().__init__(over)
        self._desk = desk
        self._background = background
        self._actor = actor
        self._over = over
        self._before: QWidget | None = None
        self.panel = ActionsPanel(zone, over)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.closed.connect(self._on_closed)
        background.changed.connect(self._on_changed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def key_actions(self) -> tuple[KeyAction, ...]:
        """List the keys that work on every page."""
        return (
            KeyAction("Ctrl+Z", self.tr("Take back"), self.take_back, 0),
            KeyAction("Ctrl+Shift+Z", self.tr("My day"), self.open_list, 2),
        )

    def take_back(self) -> None:
        """Take the last action back."""
        self._background.write(self, _Last(self._desk, self._actor), self._on_done, self._on_trouble)

    def open_list(self) -> None:
        """Show what was done today, or put the list away."""
        if self.panel.isVisible():
            self.panel.hide()
            return
        self._before = self._over.focusWidget()
        self.panel.open()
        self._ask()

    def show_trouble(self, error: Exception) -> None:
        """Say why the list could not be read."""
        self._on_trouble(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys through where a field has nothing of its own to take back or to do again."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        is_free = (event.matches(QKeySequence.StandardKey.Undo) and not _has_own_way_back(watched)) or (
            event.matches(QKeySequence.StandardKey.Redo) and not _has_own_way_forth(watched)
        )
        if is_free:
            event.ignore()
        return is_free

    def _ask(self) -> None:
        self._background.read(self, _List(self._desk, self._actor), self.panel.show_actions)

    def _on_chosen(self, txn: str) -> None:
        job = _Chosen(self._desk, self._actor, txn)
        self._background.write(self, job, self._on_done, self._on_trouble)

    def _on_done(self, outcome: Outcome[TakenBack]) -> None:
        done = outcome.value
        deed = f"{wording.deed(done.use_case)} {done.name}".rstrip()
        text = self.tr("Done again: {0}") if done.is_again else self.tr("Taken back: {0}")
        said = text.format(deed)
        if outcome.confirmation.verdict is Verdict.OFFLINE:
            said += f" \u00b7 {wording.label(Verdict.OFFLINE)}"
        self.said.emit(said)

    def _on_trouble(self, error: Exception) -> None:
        if not self.panel.isVisible():
            self.open_list()
        self.panel.show_trouble(error)

    def _on_changed(self, changes: ChangeSet) -> None:
        if self.panel.isVisible():
            self._ask()

    def _on_closed(self) -> None:
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit | QTextEdit) and self._over.isAncestorOf(new):
            new.installEventFilter(self)


def _has_own_way_back(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        # A field the program has emptied remembers what stood in it; the clerk does not mean that.
        return field.isUndoAvailable() and bool(field.text())
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable()
    return False


def _has_own_way_forth(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return isinstance(field, QPlainTextEdit | QTextEdit) and field.document().isRedoAvailable()


@dataclass(frozen=True)
class _List:
    """Reads the list on a reader."""

    desk: TakingBack
    actor: Actor

    def __call__(self) -> tuple[ActionRow, ...]:
        return self.desk.actions(self.actor)


@dataclass(frozen=True)
class _Last:
    """Takes the last action back on the writer."""

    desk: TakingBack
    actor: Actor

    def __call__(self) -> Outcome[TakenBack]:
        return self.desk.take_back_last(actor=self.actor)


@dataclass(frozen=True)
class _Chosen:
    """Takes a chosen action back, or does it again."""

    desk: TakingBack
    actor: Actor
    txn: str

    def __call__(self) -> Outcome[TakenBack]:
        return self.desk.take_back(self.txn, actor=self.actor)
