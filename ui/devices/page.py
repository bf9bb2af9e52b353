"""Paper: what waits for a printer, what came out, what nobody can tell but a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from app.devices.card_lane import CardLane
from app.devices.spooling import PrintLanes
from app.kernel.changes import Outcome
from app.kernel.clock import Clock, local
from app.queueing.service import Queueing
from app.queueing.slip_desk import SlipDesk
from app.security.actors import Actor
from app.settings import Settings
from ui import wording
from ui.devices.job_panel import CAME_OUT_KEY, CAN_CANCEL, CANCEL_KEY, PRINT_KEY, JobPanel
from ui.devices.layout_pane import LayoutPane
from ui.devices.printers_pane import PrintersDoors, PrintersPane
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.button import Button
from ui.parts.empty_state import EmptyState
from ui.parts.names import day_and_hour
from ui.parts.page import KeyAction, Page
from ui.parts.print_jobs import (
    TICKET_OF,
    JobState,
    PaperKind,
    PaperSight,
    PrintJob,
    PrintJobs,
    state_role,
    trouble_words,
)
from ui.parts.row_table import Column, RowTable
from ui.parts.squeezed import Squeezed

_SHEETS, _LAYOUT, _DEVICES = range(3)
_OPEN = (JobState.WAITING, JobState.PRINTING, JobState.FAILED, JobState.UNSURE)


@dataclass(frozen=True)
class DevicesDoors:
    """The spool, the lanes of printers and card reader, who prints a slip again, and the slips' layout."""

    spool: PrintJobs
    lanes: PrintLanes
    cards: CardLane
    queueing: Queueing
    slips: SlipDesk
    settings: Settings
    clock: Clock


class DevicesPage(Page):
    """Every sheet with its fate; nothing is printed twice without a person's word. Beside it, the slips'
    layout and the devices themselves.
    """

    tables = ("print_job", "slip_layout")

    def __init__(
        self,
        doors: DevicesDoors,
        background: Background,
        actor: Actor,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._zone = doors.settings.zone
        self._previewed = ""
        self._keys_of: StrEnum | None = None
        """The state of the job whose keys are shown."""
        self.tabs = QTabBar(self)
        self._stack = QStackedWidget(self)
        self.table: RowTable[PrintJob] = RowTable(
            (
                Column(self.tr("Paper"), self._paper, 124, icon=_icon),
                Column(self.tr("What"), self._what, strong=True),
                Column(self.tr("When"), self._when, 76),
                Column(self.tr("State"), self._state, 232, tone=_role),
            ),
            _key,
            EmptyState(
                "printer",
                self.tr("Nothing was printed yet"),
                self.tr("Slips and contracts appear here with what became of them."),
            ),
            parent=self,
        )
        self.panel = JobPanel(self)
        self.layout_pane = LayoutPane(doors.slips, background, actor, self)
        self.printers = PrintersPane(
            PrintersDoors(doors.lanes, doors.cards, doors.settings, doors.clock), background, self
        )
        self.retry = Button(self.tr("Try now") + "   F9", "plain", "refresh-cw", parent=self)
        self._build()
        self._connect()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Printing")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of what is shown."""
        further = KeyAction("Ctrl+Tab", self.tr("Next part"), self._on_next_part)
        if self.tabs.currentIndex() == _LAYOUT:
            return (KeyAction("Ctrl+S", self.tr("Save"), self.layout_pane.save), further)
        if self.tabs.currentIndex() == _DEVICES:
            return (KeyAction("F9", self.tr("Ask again"), self.printers.refresh), further)
        return (
            *self._deciding_keys(),
            KeyAction("F9", self.tr("Try now"), self._on_retry),
            KeyAction("Ctrl+P", self.tr("Print the slip again"), self._on_reprint),
            further,
        )

    def _deciding_keys(self) -> tuple[KeyAction, ...]:
        """List what can be said of the chosen job."""
        found: list[KeyAction] = []
        if self._keys_of == JobState.UNSURE:
            found.append(KeyAction(CAME_OUT_KEY, self.tr("It came out"), self._on_came_out, 0))
            found.append(KeyAction(PRINT_KEY, self.tr("Print it"), self._on_print, 0))
        if self._keys_of in CAN_CANCEL:
            found.append(KeyAction(CANCEL_KEY, self.tr("Take off"), self._on_cancel))
        return tuple(found)

    def refresh(self) -> None:
        """Read the jobs and the layout again."""
        self.background.read(self, self._doors.spool.jobs, self._on_jobs)
        self.layout_pane.refresh()

    def take_focus(self) -> None:
        """Begin in the part that is shown."""
        (self.table, self.layout_pane.editor, self.printers.try_slip)[self.tabs.currentIndex()].setFocus()

    def _build(self) -> None:
        self.head.addWidget(self.retry)
        for text in (self.tr("Sheets"), self.tr("Layout of slips"), self.tr("Devices")):
            self.tabs.addTab(text)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.body.addWidget(self.tabs)
        sheets = Squeezed(self)
        line = QHBoxLayout(sheets)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self.table, 2)
        line.addWidget(self.panel, 1)
        for part in (sheets, self.layout_pane, self.printers):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_part)
        self.layout_pane.said.connect(self.said)
        self.printers.slip_trial_wanted.connect(self._on_slip_trial)
        self.printers.page_trial_wanted.connect(self._on_page_trial)
        self.retry.clicked.connect(self._on_retry)
        self.table.selected.connect(self._on_selected)
        self.panel.came_out.connect(self._on_came_out)
        self.panel.print_wanted.connect(self._on_print)
        self.panel.cancel_wanted.connect(self._on_cancel)
        self.panel.reprint_wanted.connect(self._on_reprint)

    def _on_part(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.retry.setVisible(place == _SHEETS)
        if place == _DEVICES:
            self.printers.refresh()
        self.keys_changed.emit()
        self.take_focus()

    def _on_next_part(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _on_slip_trial(self) -> None:
        self._try(PaperKind.SLIP)

    def _on_page_trial(self) -> None:
        self._try(PaperKind.PAGE)

    def _try(self, paper: PaperKind) -> None:
        wish = partial(self._doors.slips.print_trial, paper, actor=self._actor)
        self.background.write(self, wish, self._on_tried)

    def _on_tried(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The trial print is on its way; it is among the sheets"), False)

    def _on_jobs(self, jobs: Sequence[PrintJob]) -> None:
        self.table.show_rows(jobs)
        waiting = [job for job in jobs if job.state in _OPEN]
        self.set_subtitle(
            self.tr("{0} not out yet").format(len(waiting)) if waiting else self.tr("Everything is out")
        )
        self._say_trouble(waiting)
        if jobs and self.table.current() is None:
            # What a person must decide comes first.
            wanted = next((job for job in jobs if job.state == JobState.UNSURE), jobs[0])
            self.table.select_key(wanted.id)
        self._on_selected(self.table.current())

    def _say_trouble(self, waiting: Sequence[PrintJob]) -> None:
        if any(job.state == JobState.UNSURE for job in waiting):
            self.banner.say(self.tr("Some paper may have come out or not. Look at the printer and say so."))
        elif any(job.trouble for job in waiting):
            first = next(job for job in waiting if job.trouble)
            advice = self.tr("Nothing is lost; it is tried again by itself.")
            self.banner.say(f"{trouble_words(first.trouble)} {advice}", Tint.WAITING)
        else:
            self.clear_trouble()

    def _on_selected(self, job: PrintJob | None) -> None:
        self.panel.show_job(job)
        self._show_keys_of(job)
        key = job.id if job else ""
        if key != self._previewed:
            self._previewed = key
            self.panel.preview.show_pdf(b"")
            if job is not None and job.sight == PaperSight.SHOWN:
                self.background.read(self, partial(_read_preview, self._doors.spool, key), self._on_preview)

    def _show_keys_of(self, job: PrintJob | None) -> None:
        state = job.state if job else None
        if state != self._keys_of:
            self._keys_of = state
            self.keys_changed.emit()

    def _on_preview(self, answer: tuple[str, bytes]) -> None:
        if answer[0] == self._previewed:
            self.panel.preview.show_pdf(answer[1])

    def _on_came_out(self) -> None:
        self._decide(came_out=True)

    def _on_print(self) -> None:
        self._decide(came_out=False)

    def _decide(self, *, came_out: bool) -> None:
        job = self.table.current()
        if job is not None:
            self._tell(partial(self._doors.spool.decide, job.id, came_out=came_out))

    def _on_cancel(self) -> None:
        job = self.table.current()
        if job is not None:
            self._tell(partial(self._doors.spool.cancel, job.id))

    def _tell(self, job: Callable[[], None]) -> None:
        self.background.write(self, job, self._on_told, self._on_refused)

    def _on_told(self, _: None) -> None:
        self.refresh()

    def _on_refused(self, error: Exception) -> None:
        self.refresh()
        self.show_trouble(error)

    def _on_retry(self) -> None:
        self._doors.lanes.retry_now()
        self.said.emit(self.tr("The printers are tried now"), False)

    def _on_reprint(self) -> None:
        job = self.table.current()
        if job is None or not job.subject.startswith(TICKET_OF):
            return
        ticket = job.subject.removeprefix(TICKET_OF)
        wish = partial(self._doors.queueing.reprint_slip, ticket, actor=self._actor)
        self.background.write(self, wish, self._on_reprinted)

    def _on_reprinted(self, outcome: Outcome[str]) -> None:
        self.said.emit(self.tr("The slip is printed again, marked as a reprint"), False)

    def _paper(self, job: PrintJob) -> str:
        return wording.label(job.paper)

    def _what(self, job: PrintJob) -> str:
        copies = self.tr("  {0} copies").format(job.copies) if job.copies > 1 else ""
        return job.title + copies + (self.tr("  (reprint)") if job.is_reprint else "")

    def _when(self, job: PrintJob) -> str:
        text = day_and_hour(job.made_at, self._zone)
        same = local(job.made_at, self._zone).date() == local(self._doors.clock.now(), self._zone).date()
        return text[11:] if same else text[5:10]

    def _state(self, job: PrintJob) -> str:
        if job.trouble and job.state == JobState.FAILED:
            return trouble_words(job.trouble)
        return wording.label(job.state)


def _read_preview(spool: PrintJobs, job_id: str) -> tuple[str, bytes]:
    return job_id, spool.preview(job_id)


def _icon(job: PrintJob) -> str:
    return "qr-code" if job.subject.startswith(TICKET_OF) else "file-text"


def _role(job: PrintJob) -> str:
    role = state_role(job.state, job.trouble)
    return "" if role == "good" else role


def _key(job: PrintJob) -> str:
    return job.id
