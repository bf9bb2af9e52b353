"""Tells the counter what the clerk does: one deed at a time, each about the ticket it was meant for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.cases.service import Finished, TransferTo
from app.kernel.changes import Outcome
from app.queueing.queries import TicketRow
from app.queueing.states import Suspension, TicketState
from app.security.actors import Actor
from ui.parts.background import Background
from ui.queueing.window_scene import WindowDoors, WindowScene

Wording = Callable[[Any], str]


@dataclass(frozen=True)
class Done:
    """What was done, in a sentence, with the counter's answer; ``is_call``: somebody was called.

    has_way_back: Ctrl+Z takes this very deed back.
    """

    sentence: str
    outcome: Outcome[Any]
    is_call: bool = False
    has_way_back: bool = True


class Telling(QObject):
    """A second press while a deed is on its way does nothing but say so.

    Signals:
        began: A deed is on its way.
        pressed_early: Another one was wished for meanwhile.
        done: Carries Done.
        refused: Carries the reason, and the TicketRow that was chosen or None.
    """

    began = Signal()
    pressed_early = Signal()
    done = Signal(object)
    refused = Signal(object, object)

    def __init__(
        self, doors: WindowDoors, background: Background, actor: Actor, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._doors = doors
        self._background = background
        self._actor = actor
        self._is_busy = self._has_begun = False
        self._wording: Wording = str
        self._is_call, self._has_way_back = False, True
        self._chosen: TicketRow | None = None
        self.turn = 0
        """Grows with every beginning and end of a deed: what was read before is older than what was done."""

    def is_busy(self) -> bool:
        """Tell whether a deed is on its way."""
        return self._is_busy

    def call_next(self, result: str, passed_over: frozenset[str]) -> None:
        """Close what runs and call."""
        desk = self._doors.desk
        job = partial(desk.call_next, result=result, passed_over=passed_over, actor=self._actor)
        self._tell(job, self._called_words, is_call=True)

    def call_chosen(self, row: TicketRow, result: str, *, on_purpose: bool = False) -> None:
        """Call a visitor of the clerk's own choice."""
        job = partial(
            self._doors.desk.call_chosen, row.id, result=result, on_purpose=on_purpose, actor=self._actor
        )
        self._tell(job, self._called_words, is_call=True, chosen=row)

    def recall(self, row: TicketRow) -> None:
        """Call once more."""
        job = partial(self._doors.desk.recall, row.id, actor=self._actor)
        self._tell(job, self._called_words, is_call=True)

    def serve(self, row: TicketRow) -> None:
        """The visitor came."""
        words = self.tr("{0} is served").format(row.number)
        self._tell(partial(self._doors.desk.serve, row.id, actor=self._actor), _always(words))

    def miss(self, row: TicketRow) -> None:
        """Nobody came."""
        words = self.tr("{0} is set aside as missed").format(row.number)
        self._tell(partial(self._doors.desk.miss, row.id, actor=self._actor), _always(words))

    def put_back(self, row: TicketRow) -> None:
        """The call was a mistake."""
        words = self.tr("{0} has the old place again; the display forgets the call").format(row.number)
        job = partial(self._doors.desk.put_back, row.id, actor=self._actor)
        self._tell(job, _always(words), has_way_back=False)

    def bring_back(self, row: TicketRow) -> None:
        """A missed visitor came after all."""
        words = self.tr("{0} is back in the line").format(row.number)
        self._tell(partial(self._doors.desk.bring_back, row.id, actor=self._actor), _always(words))

    def suspend(self, case_id: str, number: str, kind: Suspension) -> None:
        """Let a case rest."""
        words = self.tr("{0} rests; the window is free").format(number)
        self._tell(partial(self._doors.desk.suspend, case_id, kind, actor=self._actor), _always(words))

    def resume(self, row: TicketRow, *, to_line: bool = False) -> None:
        """Go on with a case that rested."""
        job = partial(self._doors.desk.resume, row.id, to_line=to_line, actor=self._actor)
        self._tell(job, self._resumed_words)

    def transfer(self, row: TicketRow, to: TransferTo) -> None:
        """Hand a visitor on."""
        words = self.tr("{0} is handed on and keeps the place").format(row.number)
        self._tell(partial(self._doors.desk.transfer, row.id, to, actor=self._actor), _always(words))

    def finish(self, case_id: str, result: str, follow_up_matter_id: str | None = None) -> None:
        """Close a case."""
        job = partial(self._doors.desk.finish, case_id, result, follow_up_matter_id, actor=self._actor)
        self._tell(job, self._finished_words)

    def void(self, row: TicketRow, reason: str) -> None:
        """Take a ticket out of the line for good."""
        words = self.tr("{0} is void").format(row.number)
        self._tell(partial(self._doors.desk.void, row.id, reason, actor=self._actor), _always(words))

    def pause(self) -> None:
        """Call nobody for a while."""
        words = self.tr("The window is paused")
        self._tell(partial(self._doors.duty.pause, self._actor), _always(words), has_way_back=False)

    def go_on(self) -> None:
        """Call again."""
        words = self.tr("The window goes on")
        self._tell(partial(self._doors.duty.resume, self._actor), _always(words), has_way_back=False)

    def share_line(self) -> None:
        """The whole hall is cut off."""
        words = self.tr("The windows share the line until the next contact")
        job = partial(self._doors.desk.share_line, actor=self._actor)
        self._tell(job, _always(words), has_way_back=False)

    def come_on_duty(self, scene: WindowScene) -> None:
        """Come on duty once, when the page opens; who is on duty here already stays so, paused or not."""
        own = next((w for w in scene.windows if scene.window and w.id == scene.window.id), None)
        if own is None or self._has_begun:
            return
        self._has_begun = True
        if own.staff_id != self._actor.staff_id:
            job = partial(self._doors.duty.begin, self._actor)
            self._background.write(self, job, self._on_begun)

    def show_trouble(self, error: Exception) -> None:
        """Tell a refusal that no deed of the clerk's met."""
        self.refused.emit(error, None)

    def _tell(
        self, job: Callable[[], Any], wording: Wording, *, is_call: bool = False,
        chosen: TicketRow | None = None, has_way_back: bool = True,
    ) -> None:  # fmt: skip
        if self._is_busy:
            self.pressed_early.emit()
            return
        self._is_busy = True
        self.turn += 1
        self._wording, self._is_call, self._chosen = wording, is_call, chosen
        self._has_way_back = has_way_back
        self.began.emit()
        self._background.write(self, job, self._on_value, self._on_trouble)

    def _on_begun(self, outcome: object) -> None:
        """Nothing is said: it is so from now on."""

    def _on_value(self, outcome: Outcome[Any]) -> None:
        self._is_busy = False
        self.turn += 1
        sentence = self._wording(outcome.value)
        self.done.emit(Done(sentence, outcome, self._is_call, self._has_way_back))

    def _on_trouble(self, error: Exception) -> None:
        self._is_busy = False
        self.turn += 1
        self.refused.emit(error, self._chosen)

    def _called_words(self, row: TicketRow) -> str:
        if row.state is TicketState.SERVING:
            return self.tr("{0} goes on with the next matter").format(row.number)
        return self.tr("{0} is called").format(row.number)

    def _resumed_words(self, row: TicketRow) -> str:
        if row.state is TicketState.SERVING:
            return self.tr("{0} goes on").format(row.number)
        return self.tr("{0} stands at the head of the line").format(row.number)

    def _finished_words(self, finished: Finished) -> str:
        words = self.tr("Finished: {0}").format(finished.result)
        if finished.ticket.state is TicketState.SERVING:
            return words + "   " + self.tr("{0} goes on with the next matter").format(finished.ticket.number)
        if finished.ticket.state is TicketState.WAITING:
            return words + "   " + self.tr("{0} waits for the next matter").format(finished.ticket.number)
        return words


def _always(words: str) -> Wording:
    def say(_value: object) -> str:
        return words

    return say
