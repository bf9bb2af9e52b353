"""Changes on their way to the centre, or those it has answered."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.kernel.clock import Clock
from app.sync.status import SendingRow
from ui import wording
from ui.parts.empty_state import EmptyState
from ui.parts.row_table import Column, RowTable
from ui.sync import phrases
from ui.sync.moments import short_moment


class SendingState(StrEnum):
    """How far a change has come, as the outbox writes it."""

    WAITING = "waiting"
    PARKED = "parked"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class SendingPane(QWidget):
    """One table over the whole width."""

    def __init__(
        self,
        zone: str,
        clock: Clock,
        *,
        has_centre: bool,
        is_history: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._zone = zone
        self._clock = clock
        self._has_centre = has_centre
        self.table: RowTable[SendingRow] = RowTable(
            (
                Column(self.tr("What"), _done, strong=not is_history),
                Column(self.tr("Records"), _records),
                Column(self.tr("Made"), self._made, 110),
                *((Column(self.tr("Answered"), self._answered, 110),) if is_history else ()),
                Column(self.tr("State"), self._state, 280, tone=_tone),
            ),
            _key,
            self._nothing(is_history),
            parent=self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.setFocusProxy(self.table)

    def show_rows(self, rows: Sequence[SendingRow]) -> None:
        """Show changes; what was chosen stays chosen."""
        self.table.show_rows(rows)

    def _nothing(self, is_history: bool) -> EmptyState:
        if is_history:
            advice = self.tr("What the centre has taken or refused is listed here.")
            return EmptyState("list", self.tr("Nothing was sent yet"), advice, self)
        if self._has_centre:
            return EmptyState(
                "circle-check", self.tr("Nothing waits"), self.tr("The centre has everything."), self
            )
        advice = self.tr("Changes are kept for a centre joined later.")
        return EmptyState("circle-check", self.tr("Nothing waits yet"), advice, self)

    def _made(self, row: SendingRow) -> str:
        return short_moment(row.made_at, self._clock.now(), self._zone)

    def _answered(self, row: SendingRow) -> str:
        return short_moment(row.answered_at, self._clock.now(), self._zone) if row.answered_at else ""

    def _state(self, row: SendingRow) -> str:
        if row.is_merged:
            return self.tr("At the centre, a value was kept there")
        if not self._has_centre:
            return self.tr("Kept for a centre")
        return wording.label(row.state)


def _done(row: SendingRow) -> str:
    return wording.deed(row.use_case)


def _records(row: SendingRow) -> str:
    return phrases.records(row.tables)


def _tone(row: SendingRow) -> str:
    tones = {SendingState.ACCEPTED: "", SendingState.REFUSED: "trouble"}
    return "waiting" if row.is_merged else tones.get(SendingState(row.state), "waiting")


def _key(row: SendingRow) -> str:
    return str(row.seq)
