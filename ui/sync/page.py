"""Sync: how this terminal stands with the centre, what waits, what was refused and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.kernel.changes import Outcome
from app.kernel.clock import Clock, local
from app.security.actors import Actor, Permission
from app.sync.status import Mode, SyncDesk, SyncStatus, SyncView, WaitingRow
from ui import wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.empty_state import EmptyState
from ui.parts.names import day_and_hour
from ui.parts.page import KeyAction, Page
from ui.parts.row_table import Column, RowTable
from ui.sync import phrases
from ui.sync.detail_card import DetailCard
from ui.sync.status_card import StatusCard

_TICK_MS = 10_000


class SendingState(StrEnum):
    """How far a change has come, as the outbox writes it."""

    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True)
class SyncDoors:
    """What the page asks. ``exchange`` runs one exchange with the centre; None where none is joined."""

    view: SyncView
    desk: SyncDesk
    clock: Clock
    exchange: Callable[[], object] | None


@dataclass(frozen=True)
class _Read:
    """The page as read."""

    status: SyncStatus
    rows: tuple[WaitingRow, ...]
    now: int


class SyncPage(Page):
    """Says the truth about the wire; a refusal stays in sight until somebody took note."""

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
        self._zone = zone
        self._is_exchanging = False
        self.status = StatusCard(zone, self)
        self.detail = DetailCard(zone, self)
        self.now_button = Button(self.tr("Exchange now") + "   F9", "primary", "refresh-cw", parent=self)
        self._nothing = EmptyState("circle-check", self.tr("Nothing waits"), "", self)
        self.table: RowTable[WaitingRow] = RowTable(
            (
                Column(self.tr("What"), _done, strong=True),
                Column(self.tr("Records"), _records),
                Column(self.tr("When"), self._when, 132),
                Column(self.tr("State"), self._state, 190, tone=_role),
            ),
            _key,
            self._nothing,
            parent=self,
        )
        self._tick = QTimer(self, interval=_TICK_MS)
        self._build()
        self._connect()
        self._tick.start()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Centre")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        if self._doors.exchange is None:
            return ()
        return (KeyAction("F9", self.tr("Exchange now"), self._on_exchange),)

    def needs(self, changes: object) -> bool:
        """Every change goes to the centre."""
        return True

    def refresh(self) -> None:
        """Read the state and what waits again."""
        self.background.read(self, partial(_read, self._doors), self._on_read)

    def _build(self) -> None:
        self.head.addWidget(self.now_button)
        self.now_button.setVisible(self._doors.exchange is not None)
        self.body.addWidget(self.status)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.table, 5)
        line.addWidget(self.detail, 3)
        self.body.addLayout(line, 1)

    def _connect(self) -> None:
        self._tick.timeout.connect(self._on_tick)
        self.now_button.clicked.connect(self._on_exchange)
        self.table.selected.connect(self._on_selected)
        self.detail.noted.connect(self._on_noted)

    def _on_tick(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_read(self, read: _Read) -> None:
        self.status.show_status(read.status, read.now)
        if read.status.mode is Mode.STANDALONE:
            self._nothing.say(
                self.tr("Nothing waits yet"), self.tr("Changes are kept for a centre joined later.")
            )
        else:
            self._nothing.say(self.tr("Nothing waits"), self.tr("The centre has everything."))
        self.table.show_rows(read.rows)
        if read.rows and self.table.current() is None:
            self.table.select_first()
        self._on_selected(self.table.current())

    def _on_selected(self, row: WaitingRow | None) -> None:
        may = self._actor.may(Permission.DECIDE_CONFLICT)
        open_refusal = row is not None and _is_refused(row) and not row.is_settled
        self.detail.show_row(row, self._reason(row), can_note=may and open_refusal)

    def _reason(self, row: WaitingRow | None) -> str:
        if row is None:
            return ""
        if _is_refused(row):
            return phrases.why_refused(row.reason)
        if self._doors.exchange is None:
            return self.tr("Kept here, safe. It goes up as soon as a centre is joined.")
        return self.tr("Saved here, safe. It goes up with the next exchange.")

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

    def _on_noted(self, seq: int) -> None:
        job = partial(self._doors.desk.take_note, seq, actor=self._actor)
        self.background.write(self, job, self._on_note_kept)

    def _on_note_kept(self, outcome: Outcome[None]) -> None:
        self.said.emit(self.tr("Taken note of"), False)
        self.refresh()

    def _when(self, row: WaitingRow) -> str:
        today = local(self._doors.clock.now(), self._zone).date()
        text = day_and_hour(row.made_at, self._zone)
        return text[11:] if local(row.made_at, self._zone).date() == today else text

    def _state(self, row: WaitingRow) -> str:
        if row.is_settled:
            return self.tr("Refused, taken note of")
        if self._doors.exchange is None:
            return self.tr("Kept for a centre")
        return wording.label(row.state)


def _read(doors: SyncDoors) -> _Read:
    return _Read(doors.view.status(), doors.view.waiting_rows(), doors.clock.now())


def _is_refused(row: WaitingRow) -> bool:
    return SendingState(row.state) is SendingState.REFUSED


def _done(row: WaitingRow) -> str:
    return phrases.done(row.use_case)


def _records(row: WaitingRow) -> str:
    return phrases.records(row.tables)


def _role(row: WaitingRow) -> str:
    if _is_refused(row):
        return "muted" if row.is_settled else "trouble"
    return "waiting"


def _key(row: WaitingRow) -> str:
    return str(row.seq)
