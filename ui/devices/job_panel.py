"""One sheet: its state in words, what a person can decide, the sheet itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.elided import Elided
from ui.parts.empty_state import EmptyState
from ui.parts.keys import with_key
from ui.parts.pdf_preview import PdfPreview
from ui.parts.print_jobs import (
    TICKET_OF,
    JobState,
    PaperSight,
    PrintJob,
    state_role,
    trouble_words,
)
from ui.parts.words import set_tone, words

CAN_CANCEL = (JobState.WAITING, JobState.FAILED, JobState.UNSURE)

CAME_OUT_KEY, PRINT_KEY, CANCEL_KEY = "F7", "F4", "F10"


class JobPanel(Card):
    """The right of the printing page.

    Signals:
        came_out: The paper of an unsure job is there.
        print_wanted: It is not there and shall be printed.
        cancel_wanted: It shall not be printed.
        reprint_wanted: The slip shall be printed once more, marked.
    """

    came_out = Signal()
    print_wanted = Signal()
    cancel_wanted = Signal()
    reprint_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._name = Elided("", "heading", self)
        self.said = words("", "", self, wrap=True)
        self.preview = PdfPreview(self)
        self.yes = Button(with_key(self.tr("It came out"), CAME_OUT_KEY), "primary", "check", parent=self)
        self.no = Button(with_key(self.tr("Print it"), PRINT_KEY), "plain", "printer", parent=self)
        self.cancel = Button(with_key(self.tr("Take off"), CANCEL_KEY), "danger", "x", parent=self)
        self.again = Button(self.tr("Print again") + "   Ctrl+P", "plain", "printer", parent=self)
        self.personal = EmptyState(
            "eye-off",
            self.tr("Not shown on the screen"),
            self.tr("Personal data stands on it. It is printed, and wiped once it is out or taken off."),
            self,
        )
        self.gone = EmptyState(
            "file-text",
            self.tr("The content is wiped"),
            self.tr("Old paper is not kept here. It can be printed anew from what it is of."),
            self,
        )
        self.sheet = QStackedWidget(self)
        self._stack = QStackedWidget(self)
        self._build()
        for button, wish in (
            (self.yes, self.came_out),
            (self.no, self.print_wanted),
            (self.cancel, self.cancel_wanted),
            (self.again, self.reprint_wanted),
        ):
            button.clicked.connect(wish)

    def show_job(self, job: PrintJob | None) -> None:
        """Show a job, or the hint where none is chosen."""
        self._stack.setCurrentIndex(1 if job else 0)
        if job is None:
            return
        is_slip = job.subject.startswith(TICKET_OF)
        self._name.set_words(job.title)
        self.said.setText(self._words(job))
        set_tone(self.said, state_role(job.state, job.trouble))
        self.sheet.setCurrentWidget(
            {PaperSight.PERSONAL: self.personal, PaperSight.GONE: self.gone}.get(
                PaperSight(job.sight), self.preview
            )
        )
        self.yes.setVisible(job.state == JobState.UNSURE)
        self.no.setVisible(job.state == JobState.UNSURE)
        self.cancel.setVisible(job.state in CAN_CANCEL)
        self.again.setVisible(is_slip and job.state == JobState.PRINTED)

    def _words(self, job: PrintJob) -> str:
        if job.state == JobState.UNSURE:
            return self.tr("Printing was cut short. Look at the printer: did this paper come out?")
        trouble = trouble_words(job.trouble)
        if trouble and job.state == JobState.FAILED:
            return self.tr("{0} Tried {1} times; it is tried again by itself.").format(trouble, job.attempts)
        return wording.label(job.state)

    def _build(self) -> None:
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addWidget(self.said)
        for sight in (self.preview, self.personal, self.gone):
            self.sheet.addWidget(sight)
        column.addWidget(self.sheet, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.cancel)
        line.addStretch(1)
        for part in (self.again, self.no, self.yes):
            line.addWidget(part)
        column.addLayout(line)
        self._stack.addWidget(
            EmptyState(
                "file-text", self.tr("Choose a sheet"), self.tr("It is shown here as it prints."), self
            )
        )
        self._stack.addWidget(shown)
        self.body.addWidget(self._stack, 1)
