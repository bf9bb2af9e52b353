"""The window at work: who is next, who is here, who is aside; the clerk's whole day by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.cases.queries import CaseCard
from app.queueing.queries import TicketRow
from app.queueing.states import TicketState
from app.security.actors import Actor
from ui import theme, wording
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.calm import CALM_MS
from ui.parts.names import local_name
from ui.parts.page import KeyAction, Page
from ui.queueing.aside_panel import AsidePanel
from ui.queueing.asking import Asking
from ui.queueing.cut_banner import CutBanner
from ui.queueing.deeds import KEYS, Deed
from ui.queueing.early_keys import EarlyKeys
from ui.queueing.hall_strip import HallStrip
from ui.queueing.lists import go_to_next, selected_with_focus
from ui.queueing.possible import possible_deeds, rank
from ui.queueing.reasons import seconds_left
from ui.queueing.telling import Done, Telling
from ui.queueing.visitor_panel import Notes, VisitorPanel
from ui.queueing.waiting_panel import WaitingPanel
from ui.queueing.way_on import WayOn, way_on
from ui.queueing.window_scene import WindowDoors, WindowScene, read_scene

_MINUTE_MS = 60_000
_SECOND_MS = 1000
_LEFT, _RIGHT, _WIDE = 380, 208, 1000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WindowPage(Page):
    """F2 calls the next visitor; everything else is about the one who is here, or about who is selected.

    Signals:
        room_requested: A room is wanted for the visit. Carries its key.
        contract_requested: A contract is to be drafted for the visit. Carries its key.
    """

    tables = (
        "ticket", "call", "case", "visit", "visit_matter", "person", "organisation", "matter", "window",
        "duty", "contract", "contract_party", "hall_rule", "business_group", "skill", "local_fact",
    )  # fmt: skip

    room_requested = Signal(str)
    contract_requested = Signal(str)

    def __init__(
        self,
        doors: WindowDoors,
        background: Background,
        actor: Actor,
        zone: str,
        parent: QWidget | None = None,
        *,
        calm_ms: int = CALM_MS,
    ) -> None:
        super().__init__(background, parent)
        self._doors = doors
        self._actor = actor
        self._zone = zone
        self._scene: WindowScene | None = None
        self._passed_over: frozenset[str] = frozenset()
        self._is_reading = self._is_outdated = self._is_narrow = False
        self._way_on: WayOn | None = None
        self.cut = CutBanner(zone, self)
        self.strip = HallStrip(self)
        self.waiting = WaitingPanel(zone, self)
        self.visitor = VisitorPanel(zone, self)
        self.aside = AsidePanel(zone, self)
        self.telling = Telling(doors, background, actor, self)
        self.early = EarlyKeys(self.telling, calm_ms, self)
        self.asking = Asking(doors, background, self.visitor, self.telling, self)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._second = QTimer(self, interval=_SECOND_MS)
        self._build()
        self._connect()
        self._minute.start()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Window")

    def keys(self) -> tuple[KeyAction, ...]:
        """List what is possible now."""
        slots, possible = self._actions(), self._possible()
        return tuple(KeyAction(KEYS[deed], text, slots[deed], rank(deed)) for deed, text in possible)

    def refresh(self) -> None:
        """Read the scene again; while it is being read, once more after that."""
        if self._is_reading:
            self._is_outdated = True
            return
        self._is_reading, self._is_outdated = True, False
        job = partial(read_scene, self._doors, self._actor, self._passed_over, self.telling.turn)
        self.background.read(self, job, self._on_scene, self._on_unread)

    def take_focus(self) -> None:
        """Go on where the clerk was."""
        if self.visitor.is_asking():
            self.visitor.box.take_focus()
        else:
            self.visitor.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter say that the visitor is here, and Esc lead from a list back to the visitor."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.do(Deed.SERVE)
        elif event.key() == Qt.Key.Key_Escape:
            self.take_focus()
        else:
            self.early.explain(event)
            super().keyPressEvent(event)

    def do(self, deed: Deed) -> None:
        """Do what a button wishes; keys come straight to the deed."""
        self._actions()[deed]()

    def _build(self) -> None:
        self.body.addWidget(self.cut)
        self.head.addWidget(self.strip, 6)
        line, left = QHBoxLayout(), QVBoxLayout()
        for box in (line, left):
            box.setSpacing(12)
        self._right, self._left = line, left
        self.waiting.setMinimumWidth(theme.px(_LEFT))
        self.aside.setMinimumWidth(theme.px(_RIGHT))
        left.addWidget(self.waiting, 3)
        line.addLayout(left, 8)
        line.addWidget(self.visitor, 12)
        line.addWidget(self.aside, 4)
        self.body.addLayout(line, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put who is aside below who waits where the page is narrow: large text on a small screen."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(_WIDE)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            (self._left if is_narrow else self._right).addWidget(self.aside, 2 if is_narrow else 4)

    def _actions(self) -> dict[Deed, Callable[[], None]]:
        return {
            Deed.NEXT: self._next,
            Deed.SKIP: self._skip,
            Deed.SERVE: self._serve,
            Deed.RECALL: self._recall,
            Deed.MISS: self._miss,
            Deed.PUT_BACK: self._put_back,
            Deed.FINISH: self._finish,
            Deed.FOLLOW_UP: self._ask_follow_up,
            Deed.SUSPEND: self._ask_rest,
            Deed.TO_LINE: self._to_line,
            Deed.TRANSFER: self._ask_transfer,
            Deed.VOID: self._ask_void,
            Deed.ROOM: self._room,
            Deed.CONTRACT: self._contract,
            Deed.PAUSE: self._pause,
            Deed.LISTS: self._lists,
            Deed.SHARE: self.telling.share_line,
            Deed.ON_PURPOSE: self._call_on_purpose,
        }

    def _connect(self) -> None:
        self._minute.timeout.connect(self.refresh)
        self._second.timeout.connect(self._on_second)
        self.waiting.call_wanted.connect(self._on_chosen)
        self.waiting.skip_wanted.connect(self._skip)
        self.aside.back_wanted.connect(self._on_back)
        self.aside.line.wished.connect(self.do)
        self.visitor.wished.connect(self.do)
        self.visitor.notes_written.connect(self._on_notes)
        self.banner.remedy_requested.connect(self._on_remedy)
        self.cut.remedy_requested.connect(self.telling.share_line)
        self.early.said.connect(self.said)
        self.telling.began.connect(self._on_began)
        self.telling.done.connect(self._on_done)
        self.telling.refused.connect(self._on_refused)

    def _possible(self) -> tuple[tuple[Deed, str], ...]:
        is_refused = self._way_on is not None and self._way_on.row is not None
        return possible_deeds(self._scene, is_refused=is_refused)

    def _on_scene(self, scene: WindowScene) -> None:
        self._is_reading = False
        if scene.turn != self.telling.turn or self._is_outdated:
            self.refresh()
        if scene.turn == self.telling.turn:
            self._show(scene)

    def _on_unread(self, error: Exception) -> None:
        self._is_reading = False
        self.early.see_nothing_new()
        self.show_trouble(error)

    def _show(self, scene: WindowScene) -> None:
        before = self._possible()
        self._scene = scene
        if self._way_on is not None and not self._way_on.holds(scene):
            self._way_on = None
            self.clear_trouble()
        self.early.see(scene)
        self.telling.come_on_duty(scene)
        self._say_window(scene)
        self.cut.show_standing(scene.standing)
        self.strip.show_hall(scene)
        self.waiting.show_waiting(scene)
        self.aside.show_aside(scene)
        self.visitor.show_visitor(scene)
        is_called = scene.here is not None and scene.here.ticket.state is TicketState.CALLED
        self._second.start() if is_called else self._second.stop()
        if self._possible() != before:
            self.keys_changed.emit()

    def _say_window(self, scene: WindowScene) -> None:
        if scene.window is None:
            self.set_subtitle(self.tr("Signed in without a window"))
        else:
            name = local_name(scene.window.name, scene.window.name_en)
            self.set_subtitle(self.tr("{0}  {1}").format(scene.window.number, name))

    def _next(self) -> None:
        """Close what is running and call; notes go first."""
        if not self.early.are_for_another_visitor():
            self.visitor.write_notes()
            self.telling.call_next(self.visitor.own_result(), self._passed_over)

    def _skip(self) -> None:
        """Propose another; when everybody was passed over it begins anew."""
        ahead = self._scene.next_up if self._scene else None
        if ahead is None or self.early.are_for_another_next():
            return
        is_round = ahead.ticket.id in self._passed_over
        self._passed_over = frozenset({ahead.ticket.id}) | (frozenset() if is_round else self._passed_over)
        self.refresh()

    def _serve(self) -> None:
        row = self._called_row()
        if row is not None:
            self.telling.serve(row)

    def _recall(self) -> None:
        row = self._called_row()
        if row is not None and self._scene is not None:
            rules, now = self._scene.rules, self._doors.clock.now()
            left = seconds_left(row.called_at or now, now, rules.recall_lock_s)
            if left and row.calls < rules.most_calls:
                self.said.emit(self.tr("{0} can be called again in {1} s").format(row.number, left), False)
            else:
                self.telling.recall(row)

    def _miss(self) -> None:
        row = self._called_row()
        if row is not None:
            self.telling.miss(row)

    def _put_back(self) -> None:
        row = self._called_row()
        if row is not None:
            self.telling.put_back(row)

    def _finish(self) -> None:
        case = self._case_in_hand()
        if case is not None:
            self.visitor.write_notes()
            self.telling.finish(case.id, self.visitor.result())

    def _ask_follow_up(self) -> None:
        case, here = self._case_in_hand(), self.visitor.here
        if case is not None and here is not None and self._scene is not None:
            self.visitor.write_notes()
            self.asking.follow_up(self._scene, here.ticket, case.id, self.visitor.result())

    def _ask_rest(self) -> None:
        case, here = self._case_in_hand(), self.visitor.here
        if case is not None and here is not None:
            self.visitor.write_notes()
            self.asking.rest(here.ticket, case.id)

    def _ask_transfer(self) -> None:
        if self.early.are_for_another_visitor():
            return
        here = self.visitor.ticket_in(TicketState.SERVING)
        row = selected_with_focus(self.focusWidget(), self.waiting.table) or here
        if row is not None and self._scene is not None:
            self.visitor.write_notes()
            self.asking.transfer(self._scene, row)

    def _ask_void(self) -> None:
        if self.early.are_for_another_visitor():
            return
        called = self.visitor.ticket_in(TicketState.CALLED)
        row = selected_with_focus(self.focusWidget(), self.waiting.table, self.aside.table) or called
        if row is not None:
            self.asking.void(row)

    def _case_in_hand(self) -> CaseCard | None:
        """Give the open case, unless the key may have been meant for somebody else."""
        return None if self.early.are_for_another_visitor() else self.visitor.case_in_hand()

    def _called_row(self) -> TicketRow | None:
        """Give who is called and has not come, unless the key may have been meant for somebody else."""
        is_other = self.early.are_for_another_visitor()
        return None if is_other else self.visitor.ticket_in(TicketState.CALLED)

    def _to_line(self) -> None:
        row = self.aside.resting()
        if row is not None and not self.early.are_for_another_list():
            self.telling.resume(row, to_line=True)

    def _pause(self) -> None:
        if self._scene is not None and self._scene.is_paused:
            self.telling.go_on()
        else:
            self.telling.pause()

    def _lists(self) -> None:
        """Lead from the visitor to those who wait, to those aside, and back."""
        if not go_to_next(self.focusWidget(), self.waiting.table, self.aside.table):
            self.take_focus()

    def _call_on_purpose(self) -> None:
        row = self._way_on.row if self._way_on else None
        if row is not None:
            self.telling.call_chosen(row, self.visitor.own_result(), on_purpose=True)

    def _room(self) -> None:
        if self.visitor.here is not None:
            self.visitor.write_notes()
            self.room_requested.emit(self.visitor.here.ticket.visit_id)

    def _contract(self) -> None:
        if self.visitor.here is not None:
            self.visitor.write_notes()
            self.contract_requested.emit(self.visitor.here.ticket.visit_id)

    def _on_chosen(self, row: TicketRow) -> None:
        if not self.early.are_for_another_list():
            self.visitor.write_notes()
            self.telling.call_chosen(row, self.visitor.own_result())

    def _on_back(self, row: TicketRow) -> None:
        if not self.early.are_for_another_list():
            is_at_rest = row.state is TicketState.SUSPENDED
            self.telling.resume(row) if is_at_rest else self.telling.bring_back(row)

    def _on_notes(self, notes: Notes) -> None:
        job = partial(self._doors.desk.note, notes.case_id, notes.text, actor=self._actor)
        self.background.write(self, job, self._on_notes_kept)

    def _on_notes_kept(self, outcome: object) -> None:
        self.visitor.show_notes_kept()

    def _on_second(self) -> None:
        if self._scene is not None:
            self.visitor.tick(self._doors.clock.now(), self._scene.rules.recall_lock_s)

    def _on_began(self) -> None:
        self.clear_trouble()
        self._way_on = None

    def _on_done(self, done: Done) -> None:
        if done.is_call:
            self.visitor.card.note_word(done.outcome.value.id, done.outcome.confirmation)
            self._passed_over = frozenset()
        self.said.emit(done.sentence, done.has_way_back)
        self.refresh()

    def _on_refused(self, error: Exception, chosen: TicketRow | None) -> None:
        self._way_on = way_on(error, chosen)
        self.banner.say(wording.sentence(error), Tint.TROUBLE, self._way_on.button() if self._way_on else "")
        self.keys_changed.emit()
        self.refresh()

    def _on_remedy(self) -> None:
        if self._way_on is not None:
            self.do(self._way_on.deed)
