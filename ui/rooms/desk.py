"""Carries out what the rooms' page wishes: booking, changing, moving, copying, splitting, giving back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.kernel.changes import Outcome
from app.kernel.periods import Period
from app.rooms.entries import BookingEntry
from app.rooms.refusals import DateAgainst
from app.rooms.rows import BookingCard, BookingRow
from app.rooms.series import Scope, SeriesBooked
from app.rooms.service import Split
from app.security.actors import Actor
from ui.parts.background import Background
from ui.rooms import jobs, phrases, telling
from ui.rooms.carrying import Carry, Move
from ui.rooms.day import Stretch
from ui.rooms.jobs import RoomsDoors

T = TypeVar("T")


class BookingDesk(QObject):
    """One method for each wish; what came of it is told by signals.

    Signals:
        form_kept: What was typed in the form is saved.
        form_refused: What was typed cannot be. Carries the error.
        kept: Something was saved. Carries the sentence and the Stretch to look at, or None.
        refused: Something cannot be. Carries the error.
    """

    form_kept = Signal()
    form_refused = Signal(object)
    kept = Signal(str, object)
    refused = Signal(object)

    def __init__(self, doors: RoomsDoors, background: Background, actor: Actor, parent: QObject) -> None:
        super().__init__(parent)
        self._doors = doors
        self._background = background
        self._actor = actor

    def book(self, entry: BookingEntry) -> None:
        """Book what was typed."""
        self._from_form(partial(self._doors.rooms.book, entry, actor=self._actor), self._on_booked)

    def change(
        self,
        card: BookingCard,
        scope: Scope,
        entry: BookingEntry,
        against: tuple[DateAgainst, ...] = (),
    ) -> None:
        """Write a booking anew, or several dates of its series; ``against``: those that stay as they are."""
        if card.series_id is None or scope is Scope.ONE:
            job = partial(self._doors.rooms.change, card.id, entry, actor=self._actor)
            self._from_form(job, self._on_changed)
        else:
            several = partial(jobs.change_series, self._doors, card, scope, entry, against, self._actor)
            self._from_form(several, self._on_series_changed)

    def move(self, move: Move, first_ends_at: int) -> None:
        """Move, copy or split a booking; ``first_ends_at``: where the first part of a split one ends."""
        to, rooms, actor = move.to, self._doors.rooms, self._actor
        if move.how is Carry.COPY:
            copy = partial(rooms.copy, move.booking_id, to.room_id, to.starts_at, actor=actor)
            self._write(copy, self._on_copied)
        elif move.how is Carry.SPLIT:
            split = partial(
                rooms.split, move.booking_id, first_ends_at, to.room_id, to.starts_at, actor=actor
            )
            self._write(split, self._on_split)
        else:
            period = Period(to.starts_at, to.ends_at)
            self._write(partial(rooms.move, move.booking_id, to.room_id, period, actor=actor), self._on_moved)

    def cancel(self, booking: BookingRow, scope: Scope, reason: str) -> None:
        """Give a room back, or those of several dates."""
        if booking.series_id is None or scope is Scope.ONE:
            job = partial(self._doors.rooms.cancel, booking.id, reason, actor=self._actor)
            self._write(job, self._on_cancelled)
        else:
            several = partial(self._doors.series.cancel, booking.id, scope, reason, actor=self._actor)
            self._write(several, self._on_series_cancelled)

    def _from_form(self, job: Callable[[], T], on_value: Callable[[T], None]) -> None:
        self._background.write(self, job, on_value, self._on_form_refused)

    def _write(self, job: Callable[[], T], on_value: Callable[[T], None]) -> None:
        self._background.write(self, job, on_value, self._on_refused)

    def _on_form_refused(self, error: Exception) -> None:
        self.form_refused.emit(error)

    def _on_refused(self, error: Exception) -> None:
        self.refused.emit(error)

    def _on_booked(self, outcome: Outcome[BookingCard]) -> None:
        self.form_kept.emit()
        self._tell(outcome, outcome.value, self.tr("Booked: {room}, {hours}"), self._asked())

    def _on_copied(self, outcome: Outcome[BookingCard]) -> None:
        self._tell(outcome, outcome.value, self.tr("Booked once more: {room}, {hours}"), self._asked())

    def _on_changed(self, outcome: Outcome[BookingCard]) -> None:
        self.form_kept.emit()
        asked = self.tr("Changed; the hall has yet to agree: {room}, {hours}")
        self._tell(outcome, outcome.value, self.tr("Changed: {room}, {hours}"), asked)

    def _on_moved(self, outcome: Outcome[BookingCard]) -> None:
        asked = self.tr("Asked for: {room}, {hours}; the place before is given up")
        self._tell(outcome, outcome.value, self.tr("Moved: {room}, {hours}"), asked)

    def _on_split(self, outcome: Outcome[Split]) -> None:
        asked = self.tr("Split; its second part is asked for: {room}, {hours}")
        self._tell(outcome, outcome.value.second, self.tr("Split; goes on in {room}, {hours}"), asked)

    def _on_cancelled(self, outcome: Outcome[BookingCard]) -> None:
        done = self.tr("The room is free again: {room}, {hours}")
        self._tell(outcome, outcome.value, done, done)

    def tell_series(self, outcome: Outcome[SeriesBooked]) -> None:
        """Tell that a series was booked."""
        self.form_kept.emit()
        self._tell_several(outcome, self.tr("Booked: {count} dates"), self.tr("Asked for: {count} dates"))

    def tell_booked(self, outcome: Outcome[tuple[BookingCard, ...]]) -> None:
        """Tell that several rooms and days were booked together."""
        self.form_kept.emit()
        asked = self.tr("Asked for together: {count}")
        self._tell_rows(outcome, outcome.value, self.tr("Booked together: {count}"), asked)

    def _on_series_changed(self, outcome: Outcome[SeriesBooked]) -> None:
        self.form_kept.emit()
        self._tell_several(outcome, self.tr("Changed: {count} dates"))

    def _on_series_cancelled(self, outcome: Outcome[SeriesBooked]) -> None:
        self._tell_several(outcome, self.tr("Given back: {count} dates"))

    def _asked(self) -> str:
        return self.tr("Asked for: {room}, {hours}")

    def _tell(self, outcome: Outcome[Any], card: BookingCard, done: str, asked: str) -> None:
        room = phrases.local_name(card.room, card.room_en)
        hours = phrases.stretch(card.starts_at, card.ends_at, self._doors.zone)
        text = telling.of_one(outcome, card, done, asked).format(room=room, hours=hours)
        self.kept.emit(text, Stretch(card.room_id, card.starts_at, card.ends_at))

    def _tell_several(self, outcome: Outcome[SeriesBooked], done: str, asked: str = "") -> None:
        self._tell_rows(outcome, outcome.value.bookings, done, asked)

    def _tell_rows(
        self, outcome: Outcome[Any], rows: Sequence[BookingRow], done: str, asked: str = ""
    ) -> None:
        text = telling.of_several(outcome, rows, done, asked).format(count=len(rows))
        first = Stretch(rows[0].room_id, rows[0].starts_at, rows[0].ends_at) if rows else None
        self.kept.emit(text, first)
