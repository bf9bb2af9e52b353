"""Appointments at the desk: a day's list, a new one, calling off, excusing, checking in."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.changes import Outcome
from app.queueing.refusals import QuotaReached
from app.reception.appointments import AppointmentRow
from app.reception.queries import PersonRow
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.page import KeyAction, Page
from ui.reception import appointment_jobs, jobs
from ui.reception import appointment_phrases as phrases
from ui.reception.appointment_form import AppointmentForm
from ui.reception.appointment_jobs import DayOfAppointments, Standing
from ui.reception.appointment_list import AppointmentList
from ui.reception.appointment_strip import AppointmentStrip, Ending
from ui.reception.jobs import Offer, ReceptionDoors
from ui.reception.matter_panel import MatterPanel
from ui.reception.result_panel import SlipNow, TakenTicket

_MINUTE_MS = 60_000


class AppointmentPage(Page):
    """Ctrl+B: who is expected, and what becomes of it."""

    tables = (
        "appointment",
        "person",
        "organisation",
        "matter",
        "platform",
        "hall_rule",
        "calendar_day",
        "print_job",
    )

    def __init__(
        self,
        doors: ReceptionDoors,
        background: Background,
        actor: Actor,
        zone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._zone = zone
        self._read: DayOfAppointments | None = None
        self._day: dt.date | None = None
        """The day in sight; None: today, also after midnight."""
        self._is_busy = False
        self._refused_over = ""
        """What the day's quota refused; asked for once more its number is given on purpose."""
        self.list = AppointmentList(zone, self)
        self.strip = AppointmentStrip(zone, self)
        self.form = AppointmentForm(zone, self)
        self.matter = MatterPanel(self, is_single=True)
        self._overview, self._making = QWidget(self), QWidget(self)
        self._stage = QStackedWidget(self)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._build()
        self._connect()
        self._minute.start()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Appointments")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of what is in sight."""
        if self.is_making():
            return (KeyAction("Ctrl+Return", self.tr("Make the appointment"), self._on_submit),)
        if self.strip.is_asking():
            return ()
        return (
            KeyAction("Ctrl+N", self.tr("New appointment"), self.begin),
            KeyAction("F9", self.tr("Call off"), self._on_cancel_key),
            KeyAction("F10", self.tr("Excuse"), self._on_excuse_key),
            KeyAction("PgUp", self.tr("Day before"), self._on_before),
            KeyAction("PgDown", self.tr("Day after"), self._on_after),
            KeyAction("F7", self.tr("Today"), self._on_today),
            KeyAction("Ctrl+P", self.tr("Print the slip again"), self._on_reprint),
        )

    def is_making(self) -> bool:
        """Tell whether a new appointment is being made."""
        return self._stage.currentWidget() is self._making

    def refresh(self) -> None:
        """Read the day, the offer and the slip in sight again."""
        job = partial(appointment_jobs.read_day, self._doors, self._day, self._zone)
        self.background.read(self, job, self._on_day)
        self.background.read(self, partial(jobs.read_offer, self._doors.catalogue), self._on_offer)
        if self.strip.ticket is not None:
            self._read_slip(self.strip.ticket.ticket_id)

    def begin(self) -> None:
        """Ask for a new appointment; one that was begun is gone on with."""
        self.clear_trouble()
        if not self.form.is_begun() and self._read is not None:
            self.form.propose(max(self._read.day, self._read.today), self._read.now)
        self._show(self._making)

    def open_record(self, key: str) -> None:
        """Ask for an appointment of a person whom the reception has before it; what was begun stays."""
        self.form.line.clear()
        self.begin()
        self._read_standing(key)

    def take_focus(self) -> None:
        """Begin with the list, or with what is being asked."""
        if self.is_making():
            self.form.take_focus()
        else:
            self.list.take_focus()

    def heightForWidth(self, width: int) -> int:
        """Ask for the least height: the lists give way, so the frame need not scroll."""
        return self.minimumSizeHint().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back one step, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        column = QVBoxLayout(self._overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.list, 1)
        column.addWidget(self.strip)
        line = QHBoxLayout(self._making)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.form, 1)
        line.addWidget(self.matter, 1)
        self._stage.addWidget(self._overview)
        self._stage.addWidget(self._making)
        self.body.addWidget(self._stage, 1)

    def _connect(self) -> None:
        self._minute.timeout.connect(self._on_minute)
        self.list.day_wanted.connect(self._on_day_wanted)
        self.list.check_in_wanted.connect(self._on_check_in)
        self.list.selected.connect(self.strip.show_row)
        self.strip.check_in_wanted.connect(self._on_check_in_button)
        self.strip.reasoned.connect(self._on_reasoned)
        self.strip.asking_changed.connect(self._on_asking)
        self.form.searched.connect(self._on_searched)
        self.form.person_chosen.connect(self._read_standing)
        self.form.submitted.connect(self._on_submit)
        self.form.went_back.connect(self._on_back)
        self.matter.take_wanted.connect(self.form.take_focus)
        self.matter.went_back.connect(self._on_matter_left)

    def _show(self, part: QWidget) -> None:
        self._stage.setCurrentWidget(part)
        self.keys_changed.emit()
        self.take_focus()

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_day(self, read: DayOfAppointments) -> None:
        if read.day != (self._day or read.today):
            return
        self._read = read
        self.list.show_day(read)
        self.set_subtitle(self.list.counted())

    def _on_offer(self, offer: Offer) -> None:
        self.matter.show_offer(offer.platforms, offer.matters)

    def _on_day_wanted(self, day: dt.date | None) -> None:
        self._day = day
        self.refresh()

    def _on_before(self) -> None:
        self.list.step(-1)

    def _on_after(self) -> None:
        self.list.step(1)

    def _on_today(self) -> None:
        self._on_day_wanted(None)

    def _on_back(self) -> None:
        """Go back one step: from the hour to the business, to who, to the list, to the reception."""
        self.clear_trouble()
        if not self.is_making():
            self.page_requested.emit("reception", "")
        elif self.form.has_focus_below():
            self.matter.take_focus()
        else:
            self._show(self._overview)

    def _on_matter_left(self) -> None:
        self.form.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_searched(self, text: str) -> None:
        self.background.read(self, partial(jobs.find_people, self._doors.people, text), self._on_found)

    def _on_found(self, found: tuple[str, tuple[PersonRow, ...]]) -> None:
        self.form.show_found(*found)

    def _read_standing(self, person_id: str) -> None:
        job = partial(appointment_jobs.read_standing, self._doors, person_id)
        self.background.read(self, job, self._on_standing)

    def _on_standing(self, read: Standing) -> None:
        self.form.show_standing(read)
        if self.matter.matter() is None:
            self.matter.take_focus()
        else:
            self.form.take_focus()

    def _on_submit(self) -> None:
        """Make the appointment, or go where something is missing."""
        matter = self.matter.matter()
        if self.form.person is None:
            self.form.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.said.emit(self.tr("Choose whom it is for first"), False)
        elif matter is None:
            self.matter.take_focus()
            self.said.emit(self.tr("Choose the business first"), False)
        elif not self._is_under_way():
            self._is_busy = True
            self.clear_trouble()
            job = partial(self._doors.appointments.book, self.form.entry(matter.id), actor=self._actor)
            self.background.write(self, job, self._on_made, self._on_not_made)

    def _is_under_way(self) -> bool:
        """Tell whether the key before is still being carried out, and say so."""
        if self._is_busy:
            said = self.tr("The key before is still being carried out. Look, then press again.")
            self.said.emit(said, False)
        return self._is_busy

    def _on_made(self, outcome: Outcome[str]) -> None:
        self._is_busy = False
        name = self.form.person.name if self.form.person else ""
        self.said.emit(self.tr("Agreed: {0}, {1}").format(name, self.form.day().isoformat()), True)
        self._day = self.form.day()
        self.form.reset()
        self.matter.reset()
        self._show(self._overview)
        self.list.point_at(outcome.value)
        self.refresh()

    def _on_not_made(self, error: Exception) -> None:
        self._is_busy = False
        if not self.form.show_refusal(error):
            self.show_trouble(error)

    def _on_cancel_key(self) -> None:
        self._ask(Ending.CANCEL)

    def _on_excuse_key(self) -> None:
        self._ask(Ending.EXCUSE)

    def _ask(self, ending: Ending) -> None:
        """Ask why, where there is something to call off or excuse."""
        can = self.strip.cancel if ending is Ending.CANCEL else self.strip.excuse
        if self.strip.row is None:
            self.said.emit(self.tr("Choose an appointment first"), False)
        elif can.isEnabled():
            self.clear_trouble()
            self.strip.ask(ending)
        else:
            told = self.tr("Not possible now: {0}").format(phrases.stands(self.strip.row))
            self.said.emit(told, False)

    def _on_asking(self) -> None:
        self.keys_changed.emit()
        if not self.strip.is_asking():
            self.list.take_focus()

    def _on_reasoned(self, ending: Ending, reason: str) -> None:
        if self.strip.row is None or self._is_under_way():
            return
        self._is_busy = True
        self.clear_trouble()
        desk = self._doors.appointments
        use_case = desk.cancel if ending is Ending.CANCEL else desk.excuse
        job = partial(use_case, self.strip.row.id, reason, actor=self._actor)
        done = self._on_cancelled if ending is Ending.CANCEL else self._on_excused
        self.background.write(self, job, done, self._on_not_ended)

    def _on_cancelled(self, outcome: Outcome[None]) -> None:
        self._on_ended(self.tr("The appointment is called off"))

    def _on_excused(self, outcome: Outcome[None]) -> None:
        self._on_ended(self.tr("It does not count as missed any more"))

    def _on_ended(self, told: str) -> None:
        self._is_busy = False
        self.strip.leave()
        self.said.emit(told, True)

    def _on_not_ended(self, error: Exception) -> None:
        self._is_busy = False
        if not self.strip.show_refusal(error):
            self.show_trouble(error)

    def _on_check_in_button(self) -> None:
        if self.strip.row is not None:
            self._on_check_in(self.strip.row)

    def _on_check_in(self, row: AppointmentRow) -> None:
        if self._is_under_way():
            return
        self._is_busy = True
        self.clear_trouble()
        is_extra, self._refused_over = self._refused_over == row.id, row.id
        job = partial(appointment_jobs.check_in, self._doors, row, self._actor, is_extra=is_extra)
        self.background.write(self, job, self._on_taken, self._on_not_taken)

    def _on_taken(self, ticket: TakenTicket) -> None:
        self._is_busy, self._refused_over = False, ""
        self.strip.show_taken(ticket)
        self._read_slip(ticket.ticket_id)
        self.said.emit(self.tr("Checked in: {0}").format(ticket.number), True)

    def _on_not_taken(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, QuotaReached):
            more = self.tr("Enter once more gives one more number on purpose.")
            self.banner.say(f"{wording.sentence(error)} {more}", Tint.WAITING)
            return
        self._refused_over = ""
        self.show_trouble(error)

    def _read_slip(self, ticket_id: str) -> None:
        self.background.read(self, partial(jobs.read_slip, self._doors, ticket_id), self._on_slip)

    def _on_slip(self, slip: SlipNow | None) -> None:
        ticket = self.strip.ticket
        if slip is not None and ticket is not None and slip.ticket_id == ticket.ticket_id:
            self.strip.show_slip(slip)

    def _on_reprint(self) -> None:
        if self.strip.ticket is None:
            return
        job = partial(self._doors.queueing.reprint_slip, self.strip.ticket.ticket_id, actor=self._actor)
        self.background.write(self, job, self._on_reprinted)

    def _on_reprinted(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The slip is printed again, marked as a reprint"), False)
