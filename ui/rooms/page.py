"""Rooms: the day's timeline, the booking form, the booking under the cursor."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.changes import Outcome
from app.kernel.clock import DAY, HOUR
from app.kernel.confirm import Verdict
from app.kernel.periods import Period
from app.reception.queries import ReceptionView, VisitCard
from app.rooms.availability import rounded_up
from app.rooms.queries import RoomsView
from app.rooms.refusals import RoomGivenAway, RoomNotGiven, RoomTaken
from app.rooms.rows import BookingCard
from app.rooms.service import Rooms
from app.security.actors import Actor
from ui.parts.background import Background
from ui.parts.button import Button, IconButton
from ui.parts.empty_state import EmptyState
from ui.parts.page import KeyAction, Page
from ui.rooms import phrases
from ui.rooms.booking_form import Answer, BookingForm, Question, usual_stretch
from ui.rooms.booking_panel import BookingPanel
from ui.rooms.day import DayScene, Stretch
from ui.rooms.legend import Legend
from ui.rooms.timeline import Move, Timeline

_TYPING_MS = 120
_MINUTE_MS = 60_000


class RoomsPage(Page):
    """Books rooms, moves bookings and gives rooms back.

    Signals:
        contract_requested: A contract is to be drafted. Carries the visit's and the booking's key.
    """

    tables = ("room", "booking", "booking_party", "outbox")

    contract_requested = Signal(str, str)

    def __init__(
        self,
        rooms: Rooms,
        view: RoomsView,
        reception: ReceptionView,
        background: Background,
        actor: Actor,
        zone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(background, parent)
        self._rooms = rooms
        self._view = view
        self._reception = reception
        self._actor = actor
        self._zone = zone
        self._shown_day = view.today()
        self._point_to: Stretch | None = None
        self._wants_list = False
        self._build()
        self._connect()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Rooms")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the page."""
        return (
            KeyAction("F6", self.tr("Best rooms"), self._on_best_key),
            KeyAction("F7", self.tr("Timeline"), self._on_timeline_key),
            KeyAction("F8", self.tr("Draft a contract"), self.panel.request_contract),
        )

    def refresh(self) -> None:
        """Read the day again."""
        self.background.read(self, partial(_read_day, self._view, self._shown_day, self._zone), self._on_day)

    def open_for_visit(self, visit_id: str) -> None:
        """Prepare a booking for a visit: who comes, what about, the next free hour, the best rooms."""
        self.background.read(self, partial(self._reception.visit, visit_id), self._on_visit)

    def open_record(self, key: str) -> None:
        """Show a visit another page sent the person to."""
        if key:
            self.open_for_visit(key)

    def show_day(self, day: dt.date) -> None:
        """Turn to another day; what is typed stays."""
        self._shown_day = day
        self._say_day()
        self.form.set_day(day)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back to the timeline."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_timeline_key()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.head.addWidget(Legend(self))
        self._before = IconButton("chevron-left", self.tr("Previous day"), self)
        self._today = Button(self.tr("Today"), parent=self)
        self._after = IconButton("chevron-right", self.tr("Next day"), self)
        for part in (self._before, self._today, self._after):
            self.head.addWidget(part)
        self.timeline = Timeline(self)
        self.form = BookingForm(self._zone, self)
        self.panel = BookingPanel(self._zone, self)
        self._left = QStackedWidget(self)
        self._left.addWidget(_framed(self.timeline))
        self._left.addWidget(self._empty())
        self._side = QStackedWidget(self)
        self._side.addWidget(self.form)
        self._side.addWidget(self.panel)
        self._side.setFixedWidth(self.form.width())
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._left, 1)
        line.addWidget(self._side)
        self.body.addLayout(line, 1)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.start()
        self.form.set_day(self._shown_day)
        self._say_day()

    def _connect(self) -> None:
        self._before.clicked.connect(self._on_previous)
        self._after.clicked.connect(self._on_next)
        self._today.clicked.connect(self._on_today)
        self._typing.timeout.connect(self._ask)
        self._minute.timeout.connect(self._on_minute)
        self.timeline.stretch_chosen.connect(self._on_stretch)
        self.timeline.booking_pointed.connect(self._on_pointed)
        self.timeline.booking_opened.connect(self._on_opened)
        self.timeline.move_requested.connect(self._on_move)
        self.timeline.cancel_requested.connect(self._on_cancel_key)
        self.timeline.day_requested.connect(self._on_turn)
        self.form.asked.connect(self._typing.start)
        self.form.day_chosen.connect(self._on_day_typed)
        self.form.submitted.connect(self._on_submitted)
        self.panel.cancel_confirmed.connect(self._on_cancel)
        self.panel.contract_requested.connect(self.contract_requested)
        self.panel.left.connect(self._on_timeline_key)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "door-open",
            self.tr("There are no rooms yet"),
            self.tr("Rooms are named when the hall is set up."),
        )

    def _say_day(self) -> None:
        day = self._shown_day
        self.set_subtitle(
            QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
        )

    def _on_day(self, scene: DayScene) -> None:
        if scene.day != self._shown_day:
            return
        is_first = self.timeline.scene() is None
        self._left.setCurrentIndex(0 if scene.rooms else 1)
        self.form.set_rooms(scene.rooms)
        self.timeline.show_day(scene)
        if self._point_to is not None:
            to, self._point_to = self._point_to, None
            self.timeline.point_at(to.room_id, to.starts_at, to.starts_at + 1)
        self._show_pointed()
        if is_first and scene.rooms and self.form.question() is None:
            self._prefill()
        self._typing.start()

    def _prefill(self) -> None:
        start = self._next_start()
        scene = self.timeline.scene()
        if scene is not None:
            self.form.set_stretch(usual_stretch(self.form.form.text("room_id") or scene.rooms[0].id, start))

    def _next_start(self) -> int:
        """Give the next quarter of an hour with an hour left before closing, today or tomorrow."""
        now = self._view.now()
        hours = self._view.hours(self._view.today())
        start = max(rounded_up(now), hours.starts_at + HOUR)
        return start if start + HOUR <= hours.ends_at else hours.starts_at + DAY + HOUR

    def _show_pointed(self) -> None:
        """Show what is under the cursor, unless the person is typing in the form."""
        scene, booking = self.timeline.scene(), self.timeline.pointed()
        if scene is None:
            return
        if booking is None:
            self._side.setCurrentWidget(self.form)
        elif self._side.currentWidget() is self.panel or not self.form.isAncestorOf(
            self.focusWidget() or self
        ):
            self.panel.show_booking(booking, scene.rooms[scene.row_of(booking.room_id)])
            self._side.setCurrentWidget(self.panel)

    def _on_pointed(self, booking_id: str) -> None:
        if self.timeline.hasFocus():
            self._show_pointed()

    def _on_opened(self, booking_id: str) -> None:
        self._show_pointed()
        self.panel.take_focus()

    def _on_cancel_key(self, booking_id: str) -> None:
        self._show_pointed()
        self.panel.ask_reason()

    def _on_stretch(self, stretch: Stretch, wants_form: bool) -> None:
        self._side.setCurrentWidget(self.form)
        self.form.set_stretch(stretch)
        self._typing.start()
        if wants_form:
            self.form.focus_title()

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_turn(self, days: int) -> None:
        self.show_day(self._shown_day + dt.timedelta(days=days))

    def _on_previous(self) -> None:
        self._on_turn(-1)

    def _on_next(self) -> None:
        self._on_turn(1)

    def _on_today(self) -> None:
        self.show_day(self._view.today())

    def _on_day_typed(self, day: dt.date) -> None:
        if day != self._shown_day:
            self.show_day(day)

    def _on_best_key(self) -> None:
        self._side.setCurrentWidget(self.form)
        self.form.best.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_timeline_key(self) -> None:
        self.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_pointed()

    def _on_visit(self, visit: VisitCard) -> None:
        self._wants_list = True
        self._side.setCurrentWidget(self.form)
        self.form.set_visit(visit)
        self._prefill()
        self._typing.start()

    def _ask(self) -> None:
        question = self.form.question()
        if question is None:
            self.form.show_odd_times()
            return
        self.background.read(self, partial(_read_answer, self._view, question), self._on_answer)

    def _on_answer(self, answer: Answer) -> None:
        if answer.question != self.form.question():
            return
        self.form.show_answer(answer)
        if self._wants_list:
            self._wants_list = False
            self._on_best_key()

    def _on_submitted(self) -> None:
        self.clear_trouble()
        self.form.form.clear_errors()
        if not self.form.book.isEnabled() or not self.form.form.is_complete():
            return
        self.form.set_sending(is_sending=True)
        job = partial(self._rooms.book, self.form.entry(), actor=self._actor)
        self.background.write(self, job, self._on_booked, self._on_refused)

    def _on_booked(self, outcome: Outcome[BookingCard]) -> None:
        self.form.set_sending(is_sending=False)
        self.form.reset()
        self._tell_kept(outcome, self.tr("Booked: {room}, {hours}"))
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: Exception) -> None:
        """Say why not; everything typed stays, and the alternatives stand in the list."""
        self.form.set_sending(is_sending=False)
        self._side.setCurrentWidget(self.form)
        if self.form.form.show_refusal(error):
            return
        self.show_trouble(error)
        if isinstance(error, (RoomTaken, RoomGivenAway, RoomNotGiven)):
            self.form.show_best(error.alternatives)
            self._on_best_key()
        self.refresh()

    def _on_move(self, move: Move) -> None:
        self.clear_trouble()
        to = move.to
        period = Period(to.starts_at, to.ends_at)
        job = partial(self._rooms.move, move.booking_id, to.room_id, period, actor=self._actor)
        self.background.write(self, job, self._on_moved, self._on_not_moved)

    def _on_moved(self, outcome: Outcome[BookingCard]) -> None:
        self._tell_kept(outcome, self.tr("Moved: {room}, {hours}"))

    def _on_not_moved(self, error: Exception) -> None:
        self.show_trouble(error)
        self.refresh()

    def _on_cancel(self, booking_id: str, reason: str) -> None:
        self.clear_trouble()
        job = partial(self._rooms.cancel, booking_id, reason, actor=self._actor)
        self.background.write(self, job, self._on_cancelled)

    def _on_cancelled(self, outcome: Outcome[BookingCard]) -> None:
        self._tell_kept(outcome, self.tr("The room is free again: {room}, {hours}"))
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_kept(self, outcome: Outcome[BookingCard], sentence: str) -> None:
        card = outcome.value
        room = phrases.local_name(card.room, card.room_en)
        text = sentence.format(room=room, hours=phrases.stretch(card.starts_at, card.ends_at, self._zone))
        if outcome.confirmation.verdict is Verdict.OFFLINE:
            text = phrases.names((text, phrases.to_be_confirmed()))
        self.said.emit(text, False)
        self._point_to = Stretch(card.room_id, card.starts_at, card.ends_at)
        self.refresh()


def _read_day(view: RoomsView, day: dt.date, zone: str) -> DayScene:
    return DayScene(day, zone, view.rooms(), view.day(day), view.hours(day), view.now())


def _read_answer(view: RoomsView, question: Question) -> Answer:
    length = phrases.minutes(question.starts_at, question.ends_at)
    return Answer(
        question,
        view.standing_against(question.room_id, question.starts_at, question.ends_at),
        view.suggestions(question.starts_at, length, question.party_size, question.purpose),
    )


def _framed(timeline: Timeline) -> QWidget:
    """Put the timeline on a card that scrolls when there are many rooms."""
    frame = QFrame()
    frame.setProperty("part", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(8, 6, 8, 8)
    area = QScrollArea(frame)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(timeline)
    column.addWidget(area)
    return frame
