"""Rooms: the hall's day, week and month, the booking form, the booking under the cursor."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.rooms.call_list import CallRow
from app.rooms.refusals import RoomNotGiven, RoomTaken
from app.rooms.rows import BookingCard, BookingRow
from app.security.actors import Actor, Permission
from ui import wording
from ui.parts.background import Background
from ui.parts.page import KeyAction, Page
from ui.rooms import jobs, phrases
from ui.rooms.asking import Pick
from ui.rooms.carrying import Move, first_part_ends
from ui.rooms.day import DayScene, Stretch
from ui.rooms.day_turner import DayTurner, turned
from ui.rooms.form_talk import FormTalk
from ui.rooms.hall_view import HallView, View
from ui.rooms.halves import Halves
from ui.rooms.jobs import Month, RoomsDoors
from ui.rooms.legend import Legend
from ui.rooms.lists_talk import ListsTalk
from ui.rooms.papers import Papers
from ui.rooms.reason_words import sentences
from ui.rooms.right_side import RightSide
from ui.rooms.series_talk import SeriesTalk
from ui.rooms.several_talk import SeveralTalk
from ui.rooms.side_tabs import Side

_MINUTE_MS = 60_000


class RoomsPage(Page):
    """Books rooms, moves bookings and gives rooms back.

    Signals:
        contract_requested: A contract is to be drafted. Carries the visit's key or "", and the booking's.
    """

    tables = (
        "room",
        "booking",
        "booking_party",
        "booking_equipment",
        "room_blocking",
        "opening_layer",
        "equipment_stock",
        "waiting_wish",
        "conflict",
        "outbox",
    )

    contract_requested = Signal(str, str)

    def __init__(
        self, doors: RoomsDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._today = doors.view.today
        self._shown_day = doors.view.today()
        self._point_to: Stretch | None = None
        self._build()
        self._connect()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Rooms")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the page."""
        return (
            KeyAction("F6", self.tr("Best rooms"), self._on_best_key),
            KeyAction("F7", self.tr("Day"), self._on_timeline_key),
            KeyAction("F3", self.tr("Week"), self._on_week_key),
            KeyAction("F4", self.tr("Month"), self._on_month_key, 2),
            KeyAction("F5", self.tr("List"), self._on_list_key, 2),
            KeyAction("F8", self.tr("Draft a contract"), self.panel.request_contract, 2),
            KeyAction("F9", self.tr("More facts"), self._on_more_key),
            KeyAction("F10", self.tr("Lists"), self.side.tabs.turn),
            KeyAction("Ctrl+R", self.tr("Repeat"), self._on_repeat, 2),
            KeyAction("Ctrl+J", self.tr("Several rooms and days"), self._on_several, 2),
            KeyAction("Ctrl+G", self.tr("Find a gap"), self.hall.gaps.take_focus, 2),
            KeyAction("Ctrl+E", self.tr("Meeting"), self._on_meeting, 2),
            *self.papers.keys(),
        )

    def refresh(self) -> None:
        """Read again what is shown."""
        self.lists.read()
        view, day = self.hall.view(), self._shown_day
        if view is View.MONTH:
            self.background.read(self, partial(jobs.read_month, self._doors, day), self._on_month)
        elif view is View.WEEK:
            week = partial(jobs.read_week, self._doors, self._room_id(), day, self._actor)
            self.background.read(self, week, self._on_scene)
        else:
            self.background.read(self, partial(jobs.read_day, self._doors, day, self._actor), self._on_scene)

    def open_for_visit(self, visit_id: str) -> None:
        """Prepare a booking for a visit: who comes, what about, the next free hour, the best rooms."""
        self.talk.begin_for_visit(visit_id)

    def open_record(self, key: str) -> None:
        """Show a visit another page sent the person to."""
        if key:
            self.open_for_visit(key)

    def show_room(self, room_id: str) -> None:
        """Show today with the cursor in a room; the floor plan sends people here."""
        self._on_day_opened(room_id, self._today())
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_day(self, day: dt.date) -> None:
        """Turn to another day; what is typed stays."""
        self._shown_day = day
        self._say_day()
        self.form.set_day(day)
        self.refresh()

    def show_view(self, view: View) -> None:
        """Look at the hall in another way, on the day under the cursor."""
        day = self._day_meant()
        self.hall.show_view(view)
        self._legend.setVisible(view in (View.DAY, View.WEEK))
        self.show_day(day)
        self.hall.take_focus()

    def take_focus(self) -> None:
        """Begin in the hall, or in the list of the best rooms for a visit."""
        if not self.talk.wants_list():
            self.hall.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back to the hall."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.turner = DayTurner(self)
        self._legend = Legend(self)
        self.head.addWidget(self._legend)
        self.head.addWidget(self.turner)
        self.hall = HallView(self._doors.zone, self)
        self.timeline = self.hall.timeline
        self.papers = Papers(self.hall, self._day_meant, self._room_id, self)
        self.lists = ListsTalk(self._doors, self.background, self._actor, self)
        may_oversee = self._actor.may(Permission.OVERSEE_ROOMS)
        self.side = RightSide(self._doors.zone, self.lists, may_oversee=may_oversee, parent=self)
        self.form, self.panel, self.series = self.side.form, self.side.panel, self.side.series
        self.body.addWidget(Halves(self.hall, self.side, self), 1)
        self.talk = FormTalk(self.form, self.hall.gaps, self._doors, self.background, self._actor, self)
        self.desk = self.talk.desk
        self.series_talk = SeriesTalk(self.series, self.talk, self._doors, self.background, self._actor, self)
        self.several_talk = SeveralTalk(
            self.side.several, self.talk, self._doors, self.background, self._actor, self
        )
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.start()
        self.form.set_day(self._shown_day)
        self._say_day()

    def _connect(self) -> None:
        self.papers.said.connect(self.said)
        self.turner.turned.connect(self._on_turn)
        self.turner.today_wanted.connect(self._on_today)
        self._minute.timeout.connect(self._on_minute)
        self.timeline.stretch_chosen.connect(self._on_stretch)
        self.timeline.move_requested.connect(self._on_move)
        self.hall.booking_pointed.connect(self._on_pointed)
        self.hall.booking_opened.connect(self._on_opened)
        self.hall.cancel_requested.connect(self._on_cancel_key)
        self.hall.turned.connect(self._on_turn)
        self.hall.month.day_opened.connect(self._on_day_opened)
        self.form.day_chosen.connect(self._on_day_typed)
        self.panel.cancel_confirmed.connect(self.desk.cancel)
        self.panel.change_requested.connect(self.talk.change)
        self.panel.contract_requested.connect(self.contract_requested)
        self.panel.meeting_requested.connect(self._on_meeting)
        self.panel.left.connect(self._on_back)
        self.talk.brought_forward.connect(self.side.show_form)
        self.talk.troubled.connect(self._on_form_refused)
        self.form.repeat_requested.connect(self._on_repeat)
        self.series.left.connect(self.side.show_form)
        self.series_talk.troubled.connect(self.show_trouble)
        self.series_talk.kept.connect(self.side.show_form)
        self.side.several.left.connect(self.side.show_form)
        self.several_talk.troubled.connect(self.show_trouble)
        self.several_talk.kept.connect(self.side.show_form)
        self._connect_lists()
        self.talk.begun.connect(self.clear_trouble)
        self.desk.kept.connect(self._on_kept)
        self.desk.refused.connect(self._on_refused)

    def _connect_lists(self) -> None:
        self.form.wish_requested.connect(self._on_wish)
        self.lists.kept.connect(self._on_list_kept)
        self.lists.troubled.connect(self._on_refused)
        self.lists.pick_wanted.connect(self._on_instead)
        self.lists.decision_wanted.connect(self._on_decision)
        self.lists.change_wanted.connect(self.talk.change)

    def _say_day(self) -> None:
        self.set_subtitle(self.turner.words(self.hall.view(), self._shown_day))

    def _day_meant(self) -> dt.date:
        return self.hall.day(self._shown_day)

    def _room_id(self) -> str:
        """Tell which room is meant: the one under the cursor, or the form's."""
        chosen = self.timeline.chosen()
        return chosen.room_id if chosen else self.form.form.text("room_id")

    def _on_month(self, month: Month) -> None:
        if month.first == self._shown_day.replace(day=1):
            self.hall.month.show_month(month, self._room_id(), self._shown_day)

    def _on_scene(self, scene: DayScene) -> None:
        is_week = self.hall.view() is View.WEEK
        day = self._shown_day - dt.timedelta(days=self._shown_day.weekday() if is_week else 0)
        if scene.day != day or (scene.is_week != is_week and scene.lines):
            return
        self.hall.show_scene(scene)
        if self._point_to is not None:
            to, self._point_to = self._point_to, None
            self.timeline.point_at(to.room_id, to.starts_at, to.starts_at + 1)
        self._show_pointed()
        self.talk.set_scene(scene)

    def _show_pointed(self) -> None:
        """Show what is under the cursor, unless the person is at work on the right side."""
        booking, scene = self.hall.pointed(), self.timeline.scene()
        if scene is None:
            return
        if booking is None:
            if self.side.is_on_booking():
                self.side.show_form()
        elif self.side.is_on_booking() or self.hall.has_keys():
            self._show_booking(booking, scene)

    def _show_booking(self, booking: BookingRow, scene: DayScene) -> None:
        room = scene.room(booking.room_id)
        if room is not None:
            self.panel.show_booking(booking, room)
            self.side.show_booking()
            job = partial(self._doors.view.booking, booking.id, self._actor.staff_id)
            self.background.read(self, job, self._on_card)

    def _on_card(self, card: BookingCard) -> None:
        scene = self.timeline.scene()
        room = scene.room(card.room_id) if scene else None
        if room is not None:
            self.panel.show_card(card, room, self.talk.staff.get(card.host_id, ""))

    def _on_pointed(self, booking_id: str) -> None:
        if self.hall.has_keys():
            self._show_pointed()

    def _on_opened(self, booking_id: str) -> None:
        self._show_pointed()
        self.panel.take_focus()

    def _on_cancel_key(self, booking_id: str) -> None:
        self._show_pointed()
        self.panel.ask_reason()

    def _on_stretch(self, stretch: Stretch, wants_form: bool) -> None:
        self.talk.begin_at(stretch, is_focused=wants_form)

    def _on_repeat(self) -> None:
        """Make a series of what the form holds."""
        if self.talk.is_ready():
            self.clear_trouble()
            self.series_talk.begin(self.form.entry(), self.talk.rooms())
            self.side.show_series()

    def _on_several(self) -> None:
        """Take several rooms and days for what the form holds."""
        if self.talk.is_ready():
            self.clear_trouble()
            self.side.show_several()
            self.several_talk.begin(self.form.entry(), self.talk.rooms())

    def _on_list_kept(self, sentence: str, to: Stretch | None) -> None:
        self.said.emit(sentence, True)
        self._point_to = to
        self.refresh()

    def _on_wish(self) -> None:
        """Put whoever the form is filled for on the waiting list."""
        if self.talk.is_ready():
            entry = self.form.entry()
            if entry.is_confidential:
                # The waiting list is read by everybody.
                entry = replace(entry, title=wording.label(entry.purpose))
            self.lists.waiting.begin(entry, entry.parties[0].name if entry.parties else "")
            self.side.show_list(Side.WAITING)

    def _on_instead(self, row: CallRow, pick: Pick) -> None:
        """Take what is free instead; all that is known of the booking is taken over."""
        self.talk.begin_instead(row, pick.stretch)

    def _on_decision(self, key: str) -> None:
        self.page_requested.emit("sync", key)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_turn(self, times: int) -> None:
        self.show_day(turned(self.hall.view(), self._shown_day, times))

    def _on_today(self) -> None:
        self.show_day(self._today())

    def _on_day_typed(self, day: dt.date) -> None:
        if day != self._shown_day:
            self.show_day(day)

    def _on_day_opened(self, room_id: str, day: dt.date) -> None:
        self._point_to = Stretch(room_id, phrases.morning(day, self._doors.zone), 0)
        self.show_view(View.DAY)
        self.show_day(day)

    def _on_meeting(self) -> None:
        booking = self.hall.pointed()
        if booking is not None:
            self.page_requested.emit("meeting", booking.id)
        else:
            self.said.emit(self.tr("Point at a meeting first: who is there and what came of it."), False)

    def _on_best_key(self) -> None:
        self.talk.go_to_best()

    def _on_timeline_key(self) -> None:
        if self.hall.view() is View.MONTH:
            self.hall.month.open_day()
        else:
            self.show_view(View.DAY)
        self._show_pointed()

    def _on_week_key(self) -> None:
        self.show_view(View.WEEK)

    def _on_month_key(self) -> None:
        self.show_view(View.MONTH)

    def _on_list_key(self) -> None:
        self.show_view(View.LIST)

    def _on_more_key(self) -> None:
        self.side.show_form()
        self.form.turn_more()

    def _on_back(self) -> None:
        self.hall.take_focus()
        self._show_pointed()

    def _on_form_refused(self, error: Exception) -> None:
        self.show_trouble(error)
        self.refresh()

    def _on_move(self, move: Move) -> None:
        self.clear_trouble()
        scene = self.timeline.scene()
        booking = scene.booking(move.booking_id) if scene else None
        if scene is not None and booking is not None:
            self.desk.move(move, first_part_ends(booking, move.to, scene))

    def _on_kept(self, sentence: str, to: Stretch | None) -> None:
        self.said.emit(sentence, True)
        self._point_to = to
        self.hall.take_focus()
        self.refresh()

    def _on_refused(self, error: Exception) -> None:
        """Say why not, with all the reasons there are."""
        self.show_trouble(error)
        if isinstance(error, RoomTaken | RoomNotGiven):
            told = [wording.sentence(error), *sentences(error.reasons, self.talk.known())]
            self.banner.say(" ".join(told))
        self.refresh()
