"""The questions of the window: how a case rests, to whom it is handed on, what follows, why it is void."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.cases.service import TransferTo
from app.queueing.queries import TicketRow, WindowNow
from app.queueing.states import Suspension, WindowState
from app.security.accounts import StaffRow
from ui import wording
from ui.parts.background import Background
from ui.parts.choice_list import Choice
from ui.parts.names import local_name
from ui.queueing.telling import Telling
from ui.queueing.visitor_panel import VisitorPanel
from ui.queueing.window_scene import WindowDoors, WindowScene

_RESTS = (Suspension.AWAY, Suspension.HELD, Suspension.HERE)
_WINDOW, _MATTER, _STAFF = "window:", "matter:", "staff:"


@dataclass(frozen=True)
class _About:
    """Whom an open question is about; it stays about them whatever happens on the page meanwhile."""

    ticket: TicketRow
    case_id: str = ""
    result: str = ""


class Asking(QObject):
    """Opens a question in the visitor's panel and tells the answer; a refused answer stays typed."""

    def __init__(
        self,
        doors: WindowDoors,
        background: Background,
        panel: VisitorPanel,
        telling: Telling,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._doors = doors
        self._background = background
        self._panel = panel
        self._telling = telling
        self._scene: WindowScene | None = None
        self._about: _About | None = None
        self._answer: Callable[[_About, str, str], None] | None = None
        panel.box.picked.connect(self._on_picked)
        telling.done.connect(self._on_done)

    def rest(self, ticket: TicketRow, case_id: str) -> None:
        """Ask how a case shall rest: 1, 2, 3."""
        details = {
            Suspension.AWAY: self.tr("Comes back with them and stands at the head of the line"),
            Suspension.HELD: self.tr("The visitor is free and is called when it is ready"),
            Suspension.HERE: self.tr("Goes on here as soon as it comes"),
        }
        choices = [Choice(kind.value, wording.label(kind), details[kind]) for kind in _RESTS]
        self._about, self._answer = _About(ticket, case_id), self._tell_rest
        self._panel.ask(self.tr("How does {0} rest?").format(ticket.number), choices)

    def follow_up(self, scene: WindowScene, ticket: TicketRow, case_id: str, result: str) -> None:
        """Ask which business follows; the case is finished with the answer."""
        self._about, self._answer = _About(ticket, case_id, result), self._tell_follow_up
        question = self.tr("Finish {0}; what follows?").format(ticket.number)
        self._panel.ask(question, _matters(scene, ticket.matter_id))

    def transfer(self, scene: WindowScene, ticket: TicketRow) -> None:
        """Ask to which window, business or colleague a visitor is handed on, and what to say to them."""
        self._scene = scene
        self._about, self._answer = _About(ticket), self._tell_transfer
        question = self.tr("To whom is {0} handed on?").format(ticket.number)
        remark = self.tr("A word for the next clerk, then Enter")
        self._panel.ask(question, self._targets(scene, ticket, ()), remark=remark)
        self._background.read(self, self._doors.accounts.staff, self._on_staff)

    def void(self, ticket: TicketRow) -> None:
        """Ask why a ticket is taken out of the line."""
        reasons = (
            self.tr("The visitor has left"),
            self.tr("The number was taken by mistake"),
            self.tr("Settled without a case"),
        )
        self._about, self._answer = _About(ticket), self._tell_void
        question = self.tr("Why is {0} void?").format(ticket.number)
        choices = [Choice(reason, reason) for reason in reasons]
        self._panel.ask(question, choices, own_words=self.tr("Digit, or another reason"))

    def show_trouble(self, error: Exception) -> None:
        """Leave the question as it is: it can be answered without the names of colleagues."""

    def _on_picked(self, key: str, said: str) -> None:
        if self._about is not None and self._answer is not None:
            self._answer(self._about, key, said)

    def _on_done(self, done: object) -> None:
        self._about = self._answer = None
        self._panel.stop_asking()

    def _on_staff(self, staff: tuple[StaffRow, ...]) -> None:
        # The names stand last, so that no digit means somebody else than a moment ago.
        if self._scene is not None and self._about is not None and self._answer == self._tell_transfer:
            self._panel.box.offer(self._targets(self._scene, self._about.ticket, staff))

    def _tell_rest(self, about: _About, key: str, said: str) -> None:
        self._telling.suspend(about.case_id, about.ticket.number, Suspension(key))

    def _tell_follow_up(self, about: _About, key: str, said: str) -> None:
        self._telling.finish(about.case_id, about.result, key.removeprefix(_MATTER))

    def _tell_void(self, about: _About, key: str, said: str) -> None:
        self._telling.void(about.ticket, said)

    def _tell_transfer(self, about: _About, key: str, said: str) -> None:
        if key.startswith(_WINDOW):
            to = TransferTo(window_id=key.removeprefix(_WINDOW), remark=said)
        elif key.startswith(_STAFF):
            to = TransferTo(staff_id=key.removeprefix(_STAFF), remark=said)
        else:
            to = TransferTo(matter_id=key.removeprefix(_MATTER), remark=said)
        self._telling.transfer(about.ticket, to)

    def _targets(self, scene: WindowScene, ticket: TicketRow, staff: tuple[StaffRow, ...]) -> list[Choice]:
        own = scene.window.id if scene.window else ""
        windows = sorted((w for w in scene.windows if w.id != own), key=_is_off)
        at = {w.staff_id: w.number for w in scene.windows if w.staff_id}
        colleagues = [s for s in staff if s.id != scene.staff_id]
        return [
            *(self._window(w) for w in windows),
            *_matters(scene, ticket.matter_id),
            *(self._colleague(s, at.get(s.id)) for s in colleagues),
        ]

    def _window(self, window: WindowNow) -> Choice:
        name = local_name(window.name, window.name_en)
        text = self.tr("Window {0}").format(window.number)
        return Choice(_WINDOW + window.id, text, name, wording.label(window.state), "monitor")

    def _colleague(self, staff: StaffRow, number: int | None) -> Choice:
        where = self.tr("at window {0}").format(number) if number is not None else ""
        return Choice(_STAFF + staff.id, staff.name, wording.label(staff.role), where, "users")


def _is_off(window: WindowNow) -> bool:
    return window.state is WindowState.OFF


def _matters(scene: WindowScene, present: str) -> list[Choice]:
    offered = (m for m in (scene.matters or {}).values() if not m.is_ended and m.id != present)
    return [Choice(_MATTER + m.id, local_name(m.name, m.name_en), remark=m.code) for m in offered]
