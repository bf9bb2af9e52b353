"""The window at work: who is next, who is here, who did not come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.cases.queries import CaseCard, CaseView
from app.cases.service import CaseDesk, Finished
from app.catalogue.queries import CatalogueView, MatterRow, WindowRow
from app.kernel.changes import Outcome
from app.kernel.clock import Clock
from app.queueing.queries import QueueView, TicketRow
from app.queueing.states import TicketState
from app.reception.queries import ReceptionView
from app.security.actors import Actor
from ui import theme
from ui.parts.background import Background
from ui.parts.names import local_name
from ui.parts.page import KeyAction, Page
from ui.queueing.missed_panel import MissedPanel
from ui.queueing.visitor_panel import Notes, VisitorPanel
from ui.queueing.waiting_panel import WaitingPanel
from ui.queueing.window_scene import AtWindow, WindowScene

_MINUTE_MS = 60_000
_LEFT, _RIGHT = 320, 224
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class WindowDoors:
    """The services and views the page asks and tells."""

    desk: CaseDesk
    cases: CaseView
    queue: QueueView
    people: ReceptionView
    catalogue: CatalogueView
    clock: Clock


class WindowPage(Page):
    """F2 calls the next visitor; everything else is about the one who is here.

    Signals:
        room_requested: A room is wanted for the visit. Carries its key.
        contract_requested: A contract is to be drafted for the visit. Carries its key.
    """

    tables = ("ticket", "call", "case", "visit", "person", "organisation", "matter", "window")

    room_requested = Signal(str)
    contract_requested = Signal(str)

    def __init__(
        self,
        doors: WindowDoors,
        background: Background,
        actor: Actor,
        zone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._window: WindowRow | None = None
        self._is_busy = False
        self.waiting = WaitingPanel(self)
        self.visitor = VisitorPanel(zone, self)
        self.missed = MissedPanel(zone, self)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._build()
        self._connect()
        self._minute.start()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Window")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the page."""
        return (
            KeyAction("F2", self.tr("Next visitor"), self._on_next),
            KeyAction("F3", self.tr("Call again"), self._on_recall),
            KeyAction("F4", self.tr("Did not come"), self._on_miss),
            KeyAction("Ctrl+Return", self.tr("Finish"), self._on_finish),
            KeyAction("F6", self.tr("Room"), self._on_room),
            KeyAction("F8", self.tr("Contract"), self._on_contract),
        )

    def refresh(self) -> None:
        """Read the window, the line and the missed again."""
        self.background.read(self, partial(_read_scene, self._doors, self._actor), self._on_scene)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter say that the visitor is here."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_serve()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        self.waiting.setMinimumWidth(theme.px(_LEFT))
        self.missed.setMinimumWidth(theme.px(_RIGHT))
        line.addWidget(self.waiting, 7)
        line.addWidget(self.visitor, 12)
        line.addWidget(self.missed, 4)
        self.body.addLayout(line, 1)

    def _connect(self) -> None:
        self._minute.timeout.connect(self.refresh)
        self.waiting.call_wanted.connect(self._on_next)
        self.missed.back_wanted.connect(self._on_bring_back)
        visitor = self.visitor
        visitor.next_wanted.connect(self._on_next)
        visitor.serve_wanted.connect(self._on_serve)
        visitor.recall_wanted.connect(self._on_recall)
        visitor.miss_wanted.connect(self._on_miss)
        visitor.finish_wanted.connect(self._on_finish)
        visitor.room_wanted.connect(self._on_room)
        visitor.contract_wanted.connect(self._on_contract)
        visitor.notes_written.connect(self._on_notes)

    def _on_scene(self, scene: WindowScene) -> None:
        self._window = scene.window
        if scene.window is None:
            self.set_subtitle(self.tr("Signed in without a window"))
        else:
            name = local_name(scene.window.name, scene.window.name_en)
            self.set_subtitle(self.tr("{0}  {1}").format(scene.window.number, name))
        self.waiting.show_waiting(scene.waiting, scene.now)
        self.missed.show_missed(scene.missed)
        if not self._is_busy:
            self.visitor.show_visitor(scene.here, scene.window is not None, bool(scene.waiting))

    def _on_next(self) -> None:
        """Close what is running and call; notes and a result of the clerk's own go first."""
        result = self.visitor.own_result()
        self.visitor.write_notes()
        self._tell(partial(self._doors.desk.call_next, result=result, actor=self._actor), self._on_called)

    def _on_called(self, outcome: Outcome[TicketRow]) -> None:
        self._is_busy = False
        row = outcome.value
        self.visitor.note_word(row.id, outcome.confirmation)
        self.said.emit(self.tr("{0} is called").format(row.number), False)
        self.refresh()

    def _on_serve(self) -> None:
        row = self.visitor.ticket_in(TicketState.CALLED)
        if row is not None:
            self._tell(partial(self._doors.desk.serve, row.id, actor=self._actor), self._on_done)

    def _on_recall(self) -> None:
        row = self.visitor.ticket_in(TicketState.CALLED)
        if row is not None:
            self._tell(partial(self._doors.desk.recall, row.id, actor=self._actor), self._on_called)

    def _on_miss(self) -> None:
        row = self.visitor.ticket_in(TicketState.CALLED)
        if row is not None:
            self._tell(partial(self._doors.desk.miss, row.id, actor=self._actor), self._on_missed)

    def _on_missed(self, outcome: Outcome[TicketRow]) -> None:
        self._is_busy = False
        self.said.emit(self.tr("{0} is set aside as missed").format(outcome.value.number), False)
        self.refresh()

    def _on_bring_back(self, row: TicketRow) -> None:
        self._tell(partial(self._doors.desk.bring_back, row.id, actor=self._actor), self._on_back)

    def _on_back(self, outcome: Outcome[TicketRow]) -> None:
        self._is_busy = False
        self.said.emit(self.tr("{0} is back in the line").format(outcome.value.number), False)
        self.refresh()

    def _on_finish(self) -> None:
        case = self.visitor.case_in_hand()
        if case is not None:
            self.visitor.write_notes()
            job = partial(self._doors.desk.finish, case.id, self.visitor.result(), actor=self._actor)
            self._tell(job, self._on_finished)

    def _on_finished(self, outcome: Outcome[Finished]) -> None:
        self._is_busy = False
        self.said.emit(self.tr("Finished: {0}").format(outcome.value.result), False)
        self.refresh()

    def _on_done(self, outcome: Outcome[str]) -> None:
        self._is_busy = False
        self.refresh()

    def _on_notes(self, notes: Notes) -> None:
        job = partial(self._doors.desk.note, notes.case_id, notes.text, actor=self._actor)
        self.background.write(self, job, self._on_notes_kept)

    def _on_notes_kept(self, outcome: Outcome[None]) -> None:
        self.visitor.show_notes_kept()

    def _on_room(self) -> None:
        if self.visitor.here is not None:
            self.visitor.write_notes()
            self.room_requested.emit(self.visitor.here.ticket.visit_id)

    def _on_contract(self) -> None:
        if self.visitor.here is not None:
            self.visitor.write_notes()
            self.contract_requested.emit(self.visitor.here.ticket.visit_id)

    def _tell(self, job: Callable[[], object], on_done: Callable[..., None]) -> None:
        """Run a use case; a second key while one is on its way does nothing."""
        if self._is_busy:
            return
        self._is_busy = True
        self.clear_trouble()
        self.background.write(self, job, on_done, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        self._is_busy = False
        self.show_trouble(error)
        self.refresh()


def _read_scene(doors: WindowDoors, actor: Actor) -> WindowScene:
    window = next((w for w in doors.catalogue.windows() if w.id == actor.window_id), None)
    letters = window.letters if window else ()
    ticket = doors.queue.at_window(window.id) if window else None
    return WindowScene(
        window=window,
        here=_read_visitor(doors, ticket) if ticket else None,
        waiting=doors.queue.waiting(letters),
        missed=tuple(r for r in doors.queue.missed() if not letters or r.letter in letters),
        now=doors.clock.now(),
    )


def _read_visitor(doors: WindowDoors, ticket: TicketRow) -> AtWindow:
    matter: MatterRow | None = next((m for m in doors.catalogue.matters() if m.id == ticket.matter_id), None)
    case: CaseCard | None = doors.cases.of_ticket(ticket.id)
    return AtWindow(
        ticket=ticket,
        visit=doors.people.visit(ticket.visit_id),
        person=doors.people.person(ticket.person_id) if ticket.person_id else None,
        matter=matter,
        case=case,
    )
