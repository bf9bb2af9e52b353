"""What goes on between the booking form and the services: checking while typing, finding, submitting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.kernel.clock import DAY, HOUR
from app.kernel.errors import FieldRefused
from app.rooms.availability import rounded_up
from app.rooms.call_list import CallRow, Why
from app.rooms.hall_time import words_of
from app.rooms.reasons import Reason
from app.rooms.refusals import DateAgainst, DatesRefused, RoomGivenAway, RoomNotGiven, RoomTaken
from app.rooms.rows import BookingCard, RoomRow
from app.rooms.rules import QuotaUse
from app.rooms.suggesting import Gap
from app.security.actors import Actor
from ui.parts.background import Background
from ui.rooms import jobs, reason_words
from ui.rooms.asking import Answer, Question, picks_of, picks_of_gaps
from ui.rooms.booking_form import BookingForm, usual_stretch
from ui.rooms.carrying import Move
from ui.rooms.day import DayScene, Stretch
from ui.rooms.desk import BookingDesk
from ui.rooms.gap_line import GapLine
from ui.rooms.jobs import FormOptions, RoomsDoors, Visiting
from ui.rooms.reason_words import Known
from ui.rooms.sheet import known_of

_TYPING_MS = 120


class FormTalk(QObject):
    """Checks what is typed at once by the rules on the day that is loaded, then by the service.

    Signals:
        brought_forward: The form is to be seen.
        troubled: Something cannot be. Carries the error.
        begun: Something is tried; what was said before is over.
        kept: What was typed is saved.
    """

    brought_forward = Signal()
    troubled = Signal(object)
    begun = Signal()
    kept = Signal()

    def __init__(
        self,
        form: BookingForm,
        gaps: GapLine,
        doors: RoomsDoors,
        background: Background,
        actor: Actor,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.form = form
        self.desk = BookingDesk(doors, background, actor, self)
        self._gaps, self._doors, self._background, self._actor = gaps, doors, background, actor
        self._scene: DayScene | None = None
        self._rooms: Mapping[str, RoomRow] = {}
        self._wants_list = self._is_visit_awaited = self._is_filled = False
        self._gap_minutes = 0
        self._against: tuple[DateAgainst, ...] = ()
        self.staff: Mapping[str, str] = {}
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._ask)
        form.asked.connect(self._on_asked)
        form.submitted.connect(self._on_submitted)
        form.leave_requested.connect(self._on_leave)
        form.more.number_typed.connect(self._on_number)
        gaps.search_requested.connect(self._on_gaps_wanted)
        self.desk.form_kept.connect(self._on_kept)
        self.desk.form_refused.connect(self._on_refused)

    def set_scene(self, scene: DayScene) -> None:
        """Take over a day that was read; the first fills the form with the next free hour."""
        is_first, self._scene = self._scene is None, scene
        if not scene.is_week:
            self._rooms = {room.id: room for room in scene.rooms}
            self.form.set_rooms(scene.rooms)
        if is_first and scene.lines and self.form.question() is None:
            self._prefill()
        if not self._is_filled:
            self._background.read(self, partial(jobs.read_options, self._doors), self._on_options)
        self._on_asked()

    def wants_list(self) -> bool:
        """Tell whether the list of the best rooms is waited for."""
        return self._wants_list

    def begin_for_visit(self, visit_id: str) -> None:
        """Fill the form for a visit and go to the best rooms."""
        self._wants_list = self._is_visit_awaited = True
        self.brought_forward.emit()
        # What was offered for somebody else must not be taken for this visit.
        self.form.show_picks(())
        self.form.best.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._background.read(self, partial(jobs.read_visit, self._doors, visit_id), self._on_visit)

    def begin_at(self, stretch: Stretch, *, is_focused: bool) -> None:
        """Take over a stretch from the hall."""
        self.brought_forward.emit()
        self.form.set_stretch(stretch)
        self._on_asked()
        if is_focused:
            self.form.focus_title()

    def begin_instead(self, row: CallRow, stretch: Stretch) -> None:
        """Take what is free instead: a booking that stands is moved, another is filled in anew, whole."""
        self.begun.emit()
        if row.why is Why.LOST:
            self.desk.move(Move(row.booking_id, stretch), stretch.ends_at)
            return
        self.brought_forward.emit()
        self.form.set_again(row.entry)
        self.form.set_stretch(stretch)
        self._on_asked()
        self.form.book.setFocus(Qt.FocusReason.OtherFocusReason)

    def change(self, booking_id: str) -> None:
        """Open a booking in the form."""
        job = partial(self._doors.view.booking, booking_id, self._actor.staff_id)
        self._background.read(self, job, self._on_to_change)

    def go_to_best(self) -> None:
        """Put the focus on the list of the best rooms."""
        self.brought_forward.emit()
        self.form.unfold(is_open=False)
        self.form.best.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rooms(self) -> tuple[RoomRow, ...]:
        """Give the rooms there are."""
        return tuple(self._rooms.values())

    def is_ready(self) -> bool:
        """Tell whether the form is filled; goes to what is missing."""
        if not self.form.form.is_complete():
            self.form.unfold(is_open=False)
            self.form.focus_title()
        elif not self.form.more.is_complete():
            self.form.unfold(is_open=True)
        else:
            return True
        return False

    def known(self) -> Known:
        """Give what reasons are named with."""
        return known_of(self._scene) if self._scene else Known(self._doors.zone, {}, {})

    def show_trouble(self, error: Exception) -> None:
        """Hand on what cannot be."""
        self._wants_list = self._is_visit_awaited = False
        self.troubled.emit(error)

    def _on_options(self, options: FormOptions) -> None:
        self._is_filled = True
        self.staff = dict(options.staff)
        self.form.more.set_staff(options.staff)
        self.form.more.set_stock(options.stock)

    def _prefill(self) -> None:
        if self._rooms:
            room = self.form.form.text("room_id") or next(iter(self._rooms))
            self.form.set_stretch(usual_stretch(room, self._next_start()))

    def _next_start(self) -> int:
        """Give the next quarter of an hour with an hour left before closing, today or tomorrow."""
        now, scene = self._doors.view.now(), self._scene
        if scene is None or scene.day != self._doors.view.today():
            return rounded_up(now)
        start = max(rounded_up(now), scene.hours.starts_at + HOUR)
        is_today = start + HOUR <= scene.hours.ends_at
        return start if is_today else scene.hours.starts_at + DAY + HOUR

    def _on_visit(self, visiting: Visiting) -> None:
        self._is_visit_awaited = False
        self.form.set_visit(visiting.visit)
        self.form.more.set_subjects(visiting.subjects)
        if visiting.subjects:
            self.form.more.choose_subject(visiting.subjects[0])
        self._prefill()
        self._typing.stop()
        self._ask()

    def _on_to_change(self, card: BookingCard) -> None:
        self.brought_forward.emit()
        self.form.set_booking(card)
        self._on_asked()
        self.form.focus_title()

    def _on_asked(self) -> None:
        """Check by what is loaded, at once; the service is asked when the typing rests."""
        question, scene = self.form.question(), self._scene
        if question is not None and scene is not None and self._is_loaded(question, scene):
            found = scene.floor.against(question.room_id, question.meeting(words_of(self._actor)))
            self._say(question, question.left(found))
        self._typing.start()

    def _is_loaded(self, question: Question, scene: DayScene) -> bool:
        first = min((line.shift for line in scene.lines), default=0) + scene.hours.starts_at
        last = max((line.shift for line in scene.lines), default=0) + scene.hours.ends_at
        return first <= question.starts_at and question.ends_at <= last

    def _ask(self) -> None:
        if self.form.is_odd():
            self.form.show_odd_times()
            return
        question = self.form.question()
        if question is not None:
            job = partial(jobs.read_answer, self._doors, question, self._actor)
            self._background.read(self, job, self._on_answer)

    def _on_answer(self, answer: Answer) -> None:
        if self._is_visit_awaited or answer.question != self.form.question():
            return
        self._say(answer.question, answer.against, answer.quotas)
        day = dt.date.fromisoformat(self.form.form.text("day"))
        self.form.show_picks(picks_of(answer.best, self._rooms, self._doors.zone, day))
        if self._wants_list:
            self._wants_list = False
            self.go_to_best()

    def _say(
        self, question: Question, against: tuple[Reason, ...], quotas: tuple[QuotaUse, ...] = ()
    ) -> None:
        if not self.form.leave.isHidden():
            return  # What stands against single dates of a series is said until something is typed.
        room = self._rooms.get(question.room_id)
        wants_word = room is not None and room.rules.needs_approval(words_of(self._actor))
        notes = [self.tr("Free; this room wants the hall's word.")] if wants_word and not against else []
        told = reason_words.quota_words(against, quotas)
        reasons = reason_words.sentences(against, self.known())
        self.form.show_reasons((*reasons, *told) if reasons else (), "\n".join((*notes, *told)))

    def _on_submitted(self) -> None:
        self.begun.emit()
        self.form.form.clear_errors()
        if not self.form.book.isEnabled():
            return
        if not self.is_ready():
            return
        self.form.set_sending(is_sending=True)
        changing = self.form.changing()
        if changing is None:
            self.desk.book(self.form.entry())
        else:
            self.desk.change(changing, self.form.scope(), self.form.entry())

    def _on_leave(self) -> None:
        """Change the dates that can be; the others stay as they are."""
        changing = self.form.changing()
        if changing is not None and self.form.book.isEnabled():
            self.begun.emit()
            self.form.set_sending(is_sending=True)
            self.desk.change(changing, self.form.scope(), self.form.entry(), self._against)

    def _on_kept(self) -> None:
        self.form.set_sending(is_sending=False)
        self.form.reset()
        self.kept.emit()

    def _on_refused(self, error: Exception) -> None:
        """Say why not; everything typed stays, and the alternatives stand in the list."""
        self.form.set_sending(is_sending=False)
        self.brought_forward.emit()
        if self.form.show_refusal(error):
            return
        self.troubled.emit(error)
        self._tell_reasons(error)
        if isinstance(error, RoomTaken | RoomGivenAway | RoomNotGiven):
            day = dt.date.fromisoformat(self.form.form.text("day"))
            self.form.show_picks(picks_of(error.alternatives, self._rooms, self._doors.zone, day))
            self.go_to_best()

    def _tell_reasons(self, error: Exception) -> None:
        """Tell all the reasons a refusal carries; those of a series once each."""
        reasons: Iterable[Reason] = ()
        if isinstance(error, RoomTaken | RoomNotGiven):
            reasons = error.reasons
        if isinstance(error, DatesRefused):
            reasons = dict.fromkeys(reason for date in error.dates for reason in date.reasons)
        told = reason_words.sentences(reasons, self.known())
        if told:
            self.form.show_reasons(told)
        self._against = error.dates if isinstance(error, DatesRefused) else ()
        self.form.leave.setVisible(bool(self._against) and self.form.changing() is not None)

    def _on_number(self, number: str) -> None:
        self._background.read(self, partial(jobs.find_contract, self._doors, number), self._on_contract)

    def _on_contract(self, found: tuple[str, str, str]) -> None:
        self.form.more.show_contract(*found)

    def _on_gaps_wanted(self) -> None:
        self.begun.emit()
        try:
            wish = self._gaps.wish(
                dt.date.fromisoformat(self.form.form.text("day")),
                int(self.form.form.text("party_size")),
            )
        except FieldRefused as refused:
            self.troubled.emit(refused)
            return
        self._gap_minutes = wish.minutes
        whose = self.form.entry().organisation_id
        job = partial(jobs.read_gaps, self._doors, wish, self._actor, whose)
        self._background.read(self, job, self._on_gaps)

    def _on_gaps(self, gaps: tuple[Gap, ...]) -> None:
        picks = picks_of_gaps(gaps, self._gap_minutes, self._rooms, self._doors.zone)
        self._typing.stop()
        self.form.show_picks(picks)
        count = self.tr("{count} gaps; a digit takes one.") if picks else self.tr("No gap of this length.")
        self.form.show_reasons((), count.format(count=len(picks)))
        if picks:
            self.go_to_best()
