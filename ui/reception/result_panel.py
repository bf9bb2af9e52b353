"""The number in hand: large, with its slip, and what became of the paper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import wording
from ui.parts.big_number import BigNumber
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.elided import Elided
from ui.parts.keys import with_key
from ui.parts.pdf_preview import PdfPreview
from ui.parts.print_jobs import JobState, PrintJob, state_role, trouble_words
from ui.parts.status_dot import Light, StatusDot
from ui.parts.words import set_tone, words
from ui.reception.search_line import SearchLine

_LIGHTS = {"good": Light.GOOD, "waiting": Light.WAITING, "trouble": Light.TROUBLE, "muted": Light.NONE}


@dataclass(frozen=True)
class TakenTicket:
    """A number that was just given out."""

    ticket_id: str
    number: str
    person: str
    matter: str
    ahead: int | None
    """None: not just taken, but found again."""


@dataclass(frozen=True)
class SlipNow:
    """What became of a number's paper. ``is_void``: the number itself was taken back meanwhile."""

    ticket_id: str
    job: PrintJob
    pdf: bytes
    is_void: bool


class ResultPanel(Card):
    """Shown after a number was taken; typing begins the next visitor, Enter or Esc asks for one.

    Signals:
        next_wanted: The next visitor can come.
        typed_on: The next visitor is being typed already. Carries the text.
        reprint_wanted: The slip shall be printed again.
        came_out: The slip of which nobody could tell is there.
        print_wanted: It is not there and shall be printed.
    """

    next_wanted = Signal()
    typed_on = Signal(str)
    reprint_wanted = Signal()
    came_out = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.ticket: TakenTicket | None = None
        self.slip: SlipNow | None = None
        self.number = BigNumber(66, self)
        self._person = Elided("", "heading", self)
        self._matter = Elided("", "", self)
        self._ahead = words("", "muted", self)
        self._dot = StatusDot(Light.NONE, self)
        self.paper = words("", "", self, wrap=True)
        self.line = SearchLine(self.tr("Next visitor: name, initials, digit for the business"), self)
        self.line.setAccessibleName(self.tr("Search for the next visitor"))
        self.go_on = Button(with_key(self.tr("Next visitor"), "Return"), "primary", "check", parent=self)
        self.again = Button(self.tr("Print again") + "   Ctrl+P", "plain", "printer", parent=self)
        # Both keys are there as long as their buttons are: while the slip is unsure.
        self.yes = Button(self.tr("It came out"), "plain", "check", key="F7", parent=self)
        self.no = Button(self.tr("Print it"), "plain", "printer", key="F4", parent=self)
        self.preview = PdfPreview(self)
        self._build()
        self.line.textEdited.connect(self.typed_on)
        self.line.confirmed.connect(self.next_wanted)
        self.line.went_back.connect(self.next_wanted)
        self.go_on.clicked.connect(self.next_wanted)
        self.again.clicked.connect(self.reprint_wanted)
        self.yes.clicked.connect(self.came_out)
        self.no.clicked.connect(self.print_wanted)

    def show_ticket(self, ticket: TakenTicket) -> None:
        """Show a number; the slip follows."""
        self.ticket, self.slip = ticket, None
        self._ask(is_unsure=False)
        self.number.show_number(ticket.number)
        self._person.set_words(ticket.person or self.tr("Enquiry without a name"))
        self._matter.set_words(ticket.matter)
        waiting = ticket.ahead
        self._ahead.setText("" if waiting is None else self.tr("%n waiting before this number", "", waiting))
        self.paper.setText(self.tr("The slip is on its way to the printer."))
        self._dot.set_light(Light.WAITING)
        self.again.setEnabled(True)
        self.preview.show_pdf(b"")
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_slip(self, slip: SlipNow) -> None:
        """Show the slip and what became of it; a number that was taken back is no number any more."""
        job, self.slip = slip.job, slip
        self._ask(is_unsure=job.state == JobState.UNSURE and not slip.is_void)
        self.number.show_number(self.number.text(), "muted" if slip.is_void else "accent")
        self.again.setEnabled(not slip.is_void)
        self.preview.show_pdf(slip.pdf)
        if slip.is_void:
            self._ahead.clear()
            self._dot.set_light(Light.NONE)
            set_tone(self.paper, "trouble")
            self.paper.setText(self.tr("This number was taken back: it is void."))
            return
        role = state_role(job.state, job.trouble)
        self._dot.set_light(_LIGHTS[role])
        set_tone(self.paper, "" if role == "muted" else role)
        if job.state == JobState.PRINTED:
            self.paper.setText(self.tr("The slip is printed."))
        elif job.state == JobState.UNSURE:
            self.paper.setText(self.tr("Printing was cut short. Look at the printer: did the slip come out?"))
        else:
            said = (wording.label(job.state), trouble_words(job.trouble))
            self.paper.setText(self.tr("Slip: {0}").format("  ".join(x for x in said if x)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go on too."""
        if event.key() == Qt.Key.Key_Escape:
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self, *, is_unsure: bool) -> None:
        self.yes.setVisible(is_unsure)
        self.no.setVisible(is_unsure)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(words(self.tr("The number is"), "label", self))
        left.addWidget(self.number)
        for part in (self._person, self._matter, self._ahead):
            left.addWidget(part)
        left.addSpacing(8)
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self._dot)
        state.addWidget(self.paper, 1)
        left.addLayout(state)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self.yes)
        answers.addWidget(self.no)
        answers.addStretch(1)
        left.addLayout(answers)
        left.addSpacing(12)
        left.addWidget(self.line)
        left.addStretch(1)
        left.addWidget(self.again)
        left.addWidget(self.go_on)
        whole = QHBoxLayout()
        whole.setSpacing(24)
        whole.addLayout(left, 1)
        whole.addWidget(self.preview, 1)
        self.body.addLayout(whole, 1)
        self.body.setContentsMargins(8, 0, 8, 0)
