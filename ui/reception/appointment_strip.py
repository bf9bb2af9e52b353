"""Below the list: what can be done with the line in sight, why something is called off, the number taken."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.reception.appointments import AppointmentRow, CheckIn
from app.reception.states import AppointmentState
from ui import wording
from ui.parts.big_number import BigNumber
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.elided import Elided
from ui.parts.forms import Form
from ui.parts.keys import with_key
from ui.parts.print_jobs import JobState, state_role, trouble_words
from ui.parts.words import set_tone, words
from ui.reception import appointment_phrases as phrases
from ui.reception.result_panel import SlipNow, TakenTicket

_REASON = "reason"


class Ending(Enum):
    """What needs a reason."""

    CANCEL = auto()
    EXCUSE = auto()


class AppointmentStrip(Card):
    """One line of the list in short, the question for a reason, or the number that was just taken.

    Signals:
        check_in_wanted: The line's visitor has come.
        reasoned: A reason was typed. Carries the Ending and the text; answer by ``show_row``.
        asking_changed: The question was opened or left.
    """

    check_in_wanted = Signal()
    reasoned = Signal(object, str)
    asking_changed = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self._ending: Ending | None = None
        self.row: AppointmentRow | None = None
        self.ticket: TakenTicket | None = None
        self._who = Elided("", "strong", self)
        self.advice = Elided("", "muted", self)
        self.check_in = Button(with_key(self.tr("Check in"), "Return"), "primary", "user-check", parent=self)
        self.cancel = Button(with_key(self.tr("Call off"), "F9"), "plain", "x", parent=self)
        self.excuse = Button(with_key(self.tr("Excuse"), "F10"), "plain", "hand-helping", parent=self)
        self._question = Elided("", "strong", self)
        self.form = Form(self)
        self._keep = Button(with_key(self.tr("Leave it"), "Esc"), parent=self)
        self.confirm = Button("", "danger", parent=self)
        self.number = BigNumber(40, self)
        self._taken_by = Elided("", "strong", self)
        self._ahead = words("", "muted", self)
        self.paper = words("", "muted", self)
        self._stack = QStackedWidget(self)
        self._build()
        self._connect()

    def show_row(self, row: AppointmentRow | None) -> None:
        """Show a line of the list and what can be done with it; a question that is open stays."""
        is_same = row is not None and self.row is not None and row.id == self.row.id
        self.row = row
        if is_same and (self.is_asking() or self.ticket is not None):
            return
        self.leave()
        self.ticket = None
        self.setVisible(row is not None)
        if row is None:
            return
        named = (row.person or row.organisation, phrases.matter(row), row.subject)
        self._who.set_words("   ".join(word for word in named if word))
        self.advice.set_words(phrases.advice(row, self._zone))
        self.check_in.setEnabled(row.check_in in (CheckIn.IN_TIME, CheckIn.LATE))
        self.cancel.setEnabled(row.state is AppointmentState.BOOKED)
        self.excuse.setEnabled(row.state is AppointmentState.NO_SHOW)
        self._stack.setCurrentWidget(self._short)

    def ask(self, ending: Ending) -> None:
        """Ask why; nothing happens without a reason."""
        if self.row is None or self._ending is ending:
            return
        self._ending, self.ticket = ending, None
        name = self.row.person or self.row.organisation
        is_cancel = ending is Ending.CANCEL
        question = self.tr("Why is it called off? {0} {1}") if is_cancel else self.tr("Why excused? {0} {1}")
        self._question.set_words(question.format(phrases.with_day(self.row, self._zone), name))
        verb = self.tr("Call off") if is_cancel else self.tr("Excuse")
        self.confirm.setText(with_key(verb, "Return"))
        self.form.set_text(_REASON, "")
        self.form.clear_errors()
        self._stack.setCurrentWidget(self._reason)
        self.form.focus_first()
        self.asking_changed.emit()

    def is_asking(self) -> bool:
        """Tell whether a reason is asked for."""
        return self._ending is not None

    def leave(self) -> None:
        """Leave the question; nothing is changed."""
        if self._ending is None:
            return
        self._ending = None
        self._stack.setCurrentWidget(self._short)
        self.asking_changed.emit()

    def show_refusal(self, error: Exception) -> bool:
        """Show why a reason is not taken; what was typed stays."""
        return self.form.show_refusal(error)

    def show_taken(self, ticket: TakenTicket) -> None:
        """Show the number that was taken; the slip follows."""
        self.ticket = ticket
        self.number.show_number(ticket.number)
        self._taken_by.set_words("   ".join(word for word in (ticket.person, ticket.matter) if word))
        self._ahead.setText(self.tr("%n waiting before this number", "", ticket.ahead or 0))
        self.paper.setText(self.tr("The slip is on its way to the printer."))
        set_tone(self.paper, "muted")
        self._stack.setCurrentWidget(self._taken)

    def show_slip(self, slip: SlipNow) -> None:
        """Show what became of the slip; a number that was taken back is no number any more."""
        job = slip.job
        self.number.show_number(self.number.text(), "muted" if slip.is_void else "accent")
        if slip.is_void:
            set_tone(self.paper, "trouble")
            self.paper.setText(self.tr("This number was taken back: it is void."))
            return
        role = state_role(job.state, job.trouble)
        set_tone(self.paper, role)
        if job.state == JobState.PRINTED:
            self.paper.setText(self.tr("The slip is printed."))
        else:
            said = (wording.label(job.state), trouble_words(job.trouble))
            self.paper.setText(self.tr("Slip: {0}").format("  ".join(word for word in said if word)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave the question."""
        if event.key() == Qt.Key.Key_Escape and self.is_asking():
            self.leave()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.form.add_line(
            _REASON, "", required=True, placeholder=self.tr("Reason, kept with the appointment")
        )
        self._short, self._reason, self._taken = self._short_page(), self._reason_page(), self._taken_page()
        for page in (self._short, self._reason, self._taken):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack)
        self.hide()

    def _short_page(self) -> QWidget:
        page = QWidget(self)
        grid = _grid(page)
        grid.addWidget(self._who, 0, 0)
        grid.addWidget(self.advice, 1, 0)
        for place, button in enumerate((self.cancel, self.excuse, self.check_in), start=1):
            grid.addWidget(button, 0, place, 2, 1)
        return page

    def _reason_page(self) -> QWidget:
        page = QWidget(self)
        grid = _grid(page)
        grid.addWidget(self._question, 0, 0)
        grid.addWidget(self.form, 1, 0)
        grid.addWidget(self._keep, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.confirm, 1, 2, Qt.AlignmentFlag.AlignTop)
        return page

    def _taken_page(self) -> QWidget:
        page = QWidget(self)
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(24)
        line.addWidget(self.number)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._taken_by)
        foot = QHBoxLayout()
        foot.setSpacing(24)
        foot.addWidget(self._ahead)
        foot.addWidget(self.paper)
        foot.addStretch(1)
        column.addLayout(foot)
        line.addLayout(column, 1)
        return page

    def _connect(self) -> None:
        self.check_in.clicked.connect(self.check_in_wanted)
        self.cancel.clicked.connect(self._on_cancel)
        self.excuse.clicked.connect(self._on_excuse)
        self._keep.clicked.connect(self.leave)
        self.form.submitted.connect(self._on_confirm)
        self.confirm.clicked.connect(self._on_confirm)

    def _on_cancel(self) -> None:
        self.ask(Ending.CANCEL)

    def _on_excuse(self) -> None:
        self.ask(Ending.EXCUSE)

    def _on_confirm(self) -> None:
        if self._ending is not None and self.form.is_complete():
            self.reasoned.emit(self._ending, self.form.text(_REASON))


def _grid(page: QWidget) -> QGridLayout:
    made = QGridLayout(page)
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(8)
    made.setVerticalSpacing(4)
    made.setColumnStretch(0, 1)
    return made
