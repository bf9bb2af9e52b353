"""Sync: how this terminal stands with the centre, what needs a decision, what waits, what went up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QTabBar, QWidget

from app.kernel.changes import Outcome
from app.kernel.clock import Clock
from app.kernel.confirm import Verdict
from app.security.actors import Actor, Permission
from app.sync.conflicts import ConflictCard, ConflictRow, ConflictsView
from app.sync.deciding import ConflictDesk
from app.sync.states import Decision
from app.sync.status import Mode, SendingRow, SyncStatus, SyncView
from ui import wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.page import KeyAction, Page
from ui.sync import phrases
from ui.sync.conflicts_pane import ConflictsPane
from ui.sync.sending_pane import SendingPane
from ui.sync.status_card import StatusCard

_TICK_MS = 10_000
_OPEN, _WAITING, _DECIDED, _ANSWERED = range(4)


@dataclass(frozen=True)
class SyncDoors:
    """What the page asks; ``pages`` names the pages this person has.

    ``exchange`` runs one exchange with the centre; None where none is joined.
    """

    view: SyncView
    conflicts: ConflictsView
    desk: ConflictDesk
    clock: Clock
    exchange: Callable[[], object] | None
    pages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Read:
    """The page as read."""

    status: SyncStatus
    conflicts: tuple[ConflictRow, ...]
    waiting: tuple[SendingRow, ...]
    answered: tuple[SendingRow, ...]
    now: int


class SyncPage(Page):
    """Says the truth about the wire; what the centre did not take stays in sight until a person decides."""

    def __init__(
        self,
        doors: SyncDoors,
        background: Background,
        actor: Actor,
        zone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._is_exchanging = False
        self._is_new = True
        self.status = StatusCard(zone, self)
        self.now_button = Button(self.tr("Exchange now") + "   F9", "primary", "refresh-cw", parent=self)
        self.tabs = QTabBar(self)
        self.open_pane = ConflictsPane(zone, doors.clock, is_open=True, parent=self)
        self.decided_pane = ConflictsPane(zone, doors.clock, is_open=False, parent=self)
        self.waiting_pane = SendingPane(zone, doors.clock, has_centre=doors.exchange is not None, parent=self)
        self.answered_pane = SendingPane(zone, doors.clock, has_centre=True, is_history=True, parent=self)
        self._stack = QStackedWidget(self)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._build()
        self._connect()
        self._tick.start()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Centre")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        bar = self.open_pane.panel.bar
        if bar.is_asking():
            return ()
        found = [KeyAction("Ctrl+Tab", self.tr("Next list"), self._on_next_list)]
        if self._doors.exchange is not None:
            found.insert(0, KeyAction("F9", self.tr("Exchange now"), self._on_exchange))
        if self.tabs.currentIndex() == _OPEN and self.open_pane.panel.card() is not None:
            found += [
                KeyAction("1", self.tr("Take theirs"), bar.ask_theirs),
                KeyAction("2", self.tr("Submit again"), bar.ask_again),
                KeyAction("3", self.tr("Make new"), bar.ask_new),
            ]
        return tuple(found)

    def needs(self, changes: object) -> bool:
        """Every change goes to the centre."""
        return True

    def refresh(self) -> None:
        """Read the state, the conflicts and what waits again."""
        self.background.read(self, partial(_read, self._doors, self._actor.staff_id), self._on_read)

    def take_focus(self) -> None:
        """Begin in the list that is shown."""
        self._pane().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back from the question to the list."""
        if event.key() == Qt.Key.Key_Escape and self.open_pane.panel.bar.is_asking():
            self.open_pane.panel.bar.go_back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.head.addWidget(self.now_button)
        self.now_button.setVisible(self._doors.exchange is not None)
        self.body.addWidget(self.status)
        for _ in range(4):
            self.tabs.addTab("")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.body.addWidget(self.tabs)
        for pane in (self.open_pane, self.waiting_pane, self.decided_pane, self.answered_pane):
            self._stack.addWidget(pane)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._tick.timeout.connect(self._on_tick)
        self.now_button.clicked.connect(self._on_exchange)
        self.tabs.currentChanged.connect(self._on_tab)
        for pane in (self.open_pane, self.decided_pane):
            pane.selected.connect(self._on_selected)
            pane.panel.other_wanted.connect(self._on_other_wanted)
        bar = self.open_pane.panel.bar
        bar.decided.connect(self._on_decided)
        bar.asking_changed.connect(self._on_asking)

    def _pane(self) -> ConflictsPane | SendingPane:
        panes: dict[int, ConflictsPane | SendingPane] = {
            _OPEN: self.open_pane,
            _WAITING: self.waiting_pane,
            _DECIDED: self.decided_pane,
            _ANSWERED: self.answered_pane,
        }
        return panes[self.tabs.currentIndex()]

    def _on_tick(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_read(self, read: _Read) -> None:
        self.status.show_status(read.status, read.now)
        still_open = [row for row in read.conflicts if row.is_open]
        decided = [row for row in read.conflicts if not row.is_open]
        self._name_tabs(len(still_open), read.status, len(decided))
        is_first, self._is_new = self._is_new, False
        if is_first:
            # Where nothing needs a decision, what waits is looked at first.
            self.tabs.setCurrentIndex(_OPEN if still_open or not read.waiting else _WAITING)
        self.open_pane.say_nothing_open(read.status.mode is Mode.STANDALONE)
        self.open_pane.show_rows(still_open)
        self.decided_pane.show_rows(decided)
        self.waiting_pane.show_rows(read.waiting)
        self.answered_pane.show_rows(read.answered)
        if is_first and self.isVisible():
            self.take_focus()

    def _name_tabs(self, still_open: int, status: SyncStatus, decided: int) -> None:
        for place, text in (
            (_OPEN, self.tr("To decide: {0}").format(still_open)),
            (_WAITING, self.tr("Waiting: {0}").format(status.waiting)),
            (_DECIDED, self.tr("Decided: {0}").format(decided)),
            (_ANSWERED, self.tr("Answered by the centre")),
        ):
            self.tabs.setTabText(place, text)

    def _on_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.keys_changed.emit()

    def _on_next_list(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())
        self.take_focus()

    def _on_selected(self, key: str) -> None:
        if key:
            job = partial(self._doors.conflicts.conflict, key, self._actor.staff_id)
            self.background.read(self, job, self._on_card)
        self.keys_changed.emit()

    def _on_card(self, card: ConflictCard) -> None:
        for pane in (self.open_pane, self.decided_pane):
            pane.show_card(card, self._off(card))
        self.keys_changed.emit()

    def _off(self, card: ConflictCard) -> dict[Decision, str]:
        """Name the decisions that cannot be taken, with the reason."""
        every = (Decision.TOOK_THEIRS, Decision.SENT_AGAIN, Decision.MADE_NEW)
        if not self._actor.may(Permission.DECIDE_CONFLICT):
            may = wording.label(Permission.DECIDE_CONFLICT)
            reason = self.tr("Your role may not decide this ({0}). Ask a colleague who may.").format(may)
            # One's own may be left at what the centre has.
            is_own = card.row.actor_id == self._actor.staff_id
            return dict.fromkeys(every[1:] if is_own else every, reason)
        if not card.row.is_heard:
            return dict.fromkeys(every, self.tr("It can be decided after the next exchange with the centre."))
        if phrases.page_for(card.row.table) not in self._doors.pages:
            return {Decision.MADE_NEW: self.tr("Here is no page on which it could be made anew.")}
        return {}

    def _on_other_wanted(self, key: str) -> None:
        for place, pane in ((_OPEN, self.open_pane), (_DECIDED, self.decided_pane)):
            if pane.select(key):
                self.tabs.setCurrentIndex(place)
                pane.setFocus()

    def _on_asking(self) -> None:
        self.keys_changed.emit()
        bar = self.open_pane.panel.bar
        if not bar.is_asking():
            self.open_pane.setFocus()
        else:
            # Once the question has its place.
            QTimer.singleShot(0, self._bring_question_into_sight)

    def _bring_question_into_sight(self) -> None:
        """With large text on a small screen the page is scrolled, and the question stands at its foot."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self.open_pane.panel.bar)

    def _on_decided(self, decision: Decision, note: str) -> None:
        card = self.open_pane.panel.card()
        if card is None:
            return
        desk, key = self._doors.desk, card.row.key
        self.clear_trouble()
        if decision is Decision.TOOK_THEIRS:
            job = partial(desk.take_theirs, key, actor=self._actor, note=note)
            self.background.write(self, job, self._on_taken, self._on_refused)
        elif decision is Decision.SENT_AGAIN:
            again = partial(desk.submit_again, key, actor=self._actor, note=note)
            self.background.write(self, again, self._on_sent, self._on_refused)
        else:
            anew = partial(_made_new, desk, card, self._actor, note)
            self.background.write(self, anew, self._on_made, self._on_refused)

    def _on_taken(self, outcome: Outcome[None]) -> None:
        self.said.emit(self.tr("The centre's version stays"), False)
        self.refresh()

    def _on_sent(self, outcome: Outcome[None]) -> None:
        verdict = outcome.confirmation.verdict
        if verdict is Verdict.REFUSED:
            facts = outcome.confirmation.facts
            reason = phrases.why_refused(outcome.confirmation.reason, str(facts.get("code") or ""))
            self.banner.say(self.tr("The centre did not take it again: {0}").format(reason))
        elif verdict is Verdict.CONFIRMED:
            self.said.emit(self.tr("Submitted again; the centre has taken it"), False)
        else:
            self.said.emit(self.tr("Submitted again; it goes up with the next exchange"), False)
        self.refresh()

    def _on_made(self, card: ConflictCard) -> None:
        self.said.emit(self.tr("Noted; please make the new one here"), False)
        page = phrases.page_for(card.row.table)
        self.page_requested.emit(page, card.visit_id if page == phrases.BOOKINGS else "")
        self.refresh()

    def _on_refused(self, error: Exception) -> None:
        self.refresh()
        self.show_trouble(error)

    def _on_exchange(self) -> None:
        if self._doors.exchange is None or self._is_exchanging:
            return
        self._is_exchanging = True
        self.now_button.setEnabled(False)
        self.clear_trouble()
        self.background.on_lane("centre", self, self._doors.exchange, self._on_exchanged, self._on_failed)

    def _on_exchanged(self, report: object) -> None:
        self._end_exchange()
        self.said.emit(self.tr("Exchanged with the centre"), False)

    def _on_failed(self, error: Exception) -> None:
        self._end_exchange()
        self.show_trouble(error)

    def _end_exchange(self) -> None:
        self._is_exchanging = False
        self.now_button.setEnabled(True)
        self.refresh()


def _read(doors: SyncDoors, reader: str) -> _Read:
    return _Read(
        doors.view.status(),
        doors.conflicts.rows(reader),
        doors.view.waiting_rows(),
        doors.view.answered_rows(),
        doors.clock.now(),
    )


def _made_new(desk: ConflictDesk, card: ConflictCard, actor: Actor, note: str) -> ConflictCard:
    desk.make_new(card.row.key, actor=actor, note=note)
    return card
