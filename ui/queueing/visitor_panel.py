"""The visitor in front of the window: who they are, documents, notes, result, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.cases.queries import CaseCard
from app.queueing.queries import TicketRow
from app.queueing.states import TicketState
from ui.parts.card import Card
from ui.parts.choice_list import Choice
from ui.parts.forms import LineField, TextField
from ui.parts.words import rule, words
from ui.queueing.check_list import CheckList
from ui.queueing.deeds import Deed, DeedButton
from ui.queueing.flow import FlowLayout
from ui.queueing.nobody_here import NobodyHere
from ui.queueing.pick_box import PickBox
from ui.queueing.reasons import seconds_left
from ui.queueing.visitor_card import VisitorCard
from ui.queueing.window_scene import AtWindow, WindowScene

_NOTES_MS = 800
_TALL = 16_777_215


@dataclass(frozen=True)
class Notes:
    """Notes to be kept on a case."""

    case_id: str
    text: str


class VisitorPanel(Card):
    """The middle of the window's page; which buttons there are depends on the visitor's state.

    Signals:
        wished: A button. Carries the Deed.
        notes_written: The clerk paused while writing, or went elsewhere. Carries Notes.
    """

    wished = Signal(object)
    notes_written = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self.here: AtWindow | None = None
        self._shown: tuple[object, QWidget | None] = ("", None)
        self._kept_notes = ""
        self._usual = ""
        self.card = VisitorCard(zone, self)
        self.nobody = NobodyHere(zone, self)
        self.box = PickBox(self)
        self.documents = CheckList(self)
        self.notes = TextField(self, lines=2)
        self.notes.setMaximumHeight(_TALL)
        self._kept = words("", "small", self)
        self._result = LineField(self)
        self._work = QWidget(self)
        self._is_asking = False
        self._head = QWidget(self)
        self._deeds = QWidget(self)
        self._foot = QWidget(self)
        self._make_buttons()
        self._pause = QTimer(self, singleShot=True, interval=_NOTES_MS)
        self._build()
        self._connect()
        self._show_parts()

    def show_visitor(self, scene: WindowScene) -> None:
        """Show who is here; what is typed for the same case stays."""
        before, self.here = self.here, scene.here
        here = scene.here
        self.nobody.show_window(scene)
        if here is not None:
            self.card.show_visitor(here, scene.rules.most_calls, is_paused=scene.is_paused)
            self.tick(scene.now, scene.rules.recall_lock_s)
            if before is None or _case_of(before) != _case_of(here):
                self.documents.show_documents(here.matter.documents if here.matter else ())
                self._show_case(here)
        what = _what(here), self.nobody.target()
        if what != self._shown:
            is_other, self._shown = what[0] != self._shown[0], what
            if is_other or not self.is_asking():
                self._show_parts()
                self._settle_focus()

    def tick(self, now: int, lock_s: int) -> None:
        """Show on the key how long it is until the visitor can be called again."""
        ticket = self.ticket_in(TicketState.CALLED)
        left = seconds_left(ticket.called_at or now, now, lock_s) if ticket else 0
        self.recall.say(self.tr("Again in {0} s").format(left) if left else self.tr("Call again"))

    def ticket_in(self, state: TicketState) -> TicketRow | None:
        """Give the ticket where it is in a state."""
        return self.here.ticket if self.here and self.here.ticket.state is state else None

    def case_in_hand(self) -> CaseCard | None:
        """Give the open case; None before the visitor has come."""
        return self.here.case if self.here and self.ticket_in(TicketState.SERVING) else None

    def result(self) -> str:
        """Give the result as typed."""
        return self._result.text().strip()

    def own_result(self) -> str:
        """Give the result where the clerk wrote another than the usual one, else ""."""
        return self.result() if self.case_in_hand() and self.result() != self._usual else ""

    def write_notes(self) -> None:
        """Have notes kept at once that are not kept yet."""
        self._pause.stop()
        case, text = self.case_in_hand(), self.notes.toPlainText().strip()
        if case is not None and text != self._kept_notes:
            self._kept_notes = text
            self.notes_written.emit(Notes(case.id, text))

    def show_notes_kept(self) -> None:
        """Say that the notes are safe."""
        self._kept.setText(self.tr("Kept"))

    def ask(self, question: str, choices: Sequence[Choice], *, remark: str = "", own_words: str = "") -> None:
        """Ask in the place of notes and documents, which wait behind it as they are."""
        self.box.ask(question, choices, remark=remark, own_words=own_words)
        self._show_parts(is_asking=True)
        self.box.take_focus()

    def stop_asking(self) -> None:
        """Show again what was before the question."""
        if self.is_asking():
            self._show_parts()
            self._settle_focus()

    def is_asking(self) -> bool:
        """Tell whether a question is open."""
        return self._is_asking

    def take_focus(self) -> None:
        """Put the focus where the clerk goes on."""
        self._settle_focus()

    def _make_buttons(self) -> None:
        made = DeedButton
        self.serve = made(Deed.SERVE, self.tr("Has come"), "primary", "check", self)
        self.recall = made(Deed.RECALL, self.tr("Call again"), "plain", "volume-2", self)
        self.miss = made(Deed.MISS, self.tr("Did not come"), parent=self)
        self.finish = made(Deed.FINISH, self.tr("Finish"), parent=self)
        self.then_next = made(Deed.NEXT, self.tr("Finish, next"), "primary", "volume-2", self)
        self._follow = made(Deed.FOLLOW_UP, self.tr("Other business"), "quiet", parent=self)
        self._called_deeds = (
            made(Deed.PUT_BACK, self.tr("Wrong call"), "quiet", "undo-2", self),
            made(Deed.VOID, self.tr("Void"), "quiet", "x", self),
        )
        self._serving_deeds = (
            made(Deed.SUSPEND, self.tr("Let it rest"), "quiet", "pause", self),
            made(Deed.ROOM, self.tr("Room"), "quiet", "door-open", self),
            made(Deed.TRANSFER, self.tr("Hand on"), "quiet", "arrow-right-left", self),
            made(Deed.CONTRACT, self.tr("Contract"), "quiet", "file-signature", self),
        )
        self._of_called = (*self._called_deeds, self.miss, self.recall, self.serve)
        self._of_served = (*self._serving_deeds, self._follow, self.finish, self.then_next)

    def _build(self) -> None:
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self.card)
        deeds = FlowLayout(self._deeds)
        for button in (*self._called_deeds, *self._serving_deeds):
            deeds.addWidget(button)
        head.addWidget(self._deeds)
        head.addWidget(rule(self))
        foot = FlowLayout(self._foot, at_right=True)
        for button in (self.miss, self.recall, self.serve, self.finish, self.then_next):
            foot.addWidget(button)
        self._build_work()
        self.body.addWidget(self._head)
        for part in (self.nobody, self._work, self.box):
            self.body.addWidget(part, 1)
        self.body.addWidget(self._foot)

    def _build_work(self) -> None:
        whole, upper = QVBoxLayout(self._work), QHBoxLayout()
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(8)
        upper.setSpacing(16)
        upper.addWidget(self.documents, 1)
        upper.addWidget(self._build_writing(), 1)
        whole.addLayout(upper, 1)
        whole.addWidget(self._build_ending())

    def _build_writing(self) -> QWidget:
        self._writing = QWidget(self._work)
        column, line = QVBoxLayout(self._writing), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line.addWidget(words(self.tr("Notes"), "label", self))
        line.addStretch(1)
        line.addWidget(self._kept)
        column.addLayout(line)
        column.addWidget(self.notes, 1)
        return self._writing

    def _build_ending(self) -> QWidget:
        """The result with what may follow it, in one line: the notes keep the height."""
        self._ending = QWidget(self._work)
        line = QHBoxLayout(self._ending)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(words(self.tr("Result"), "label", self))
        line.addWidget(self._result, 1)
        line.addWidget(self._follow)
        self.notes.setAccessibleName(self.tr("Notes"))
        self._result.setAccessibleName(self.tr("Result"))
        return self._ending

    def _connect(self) -> None:
        for button in (*self._of_called, *self._of_served, *self.nobody.buttons()):
            button.wished.connect(self.wished)
        self.notes.textChanged.connect(self._on_notes)
        self._pause.timeout.connect(self.write_notes)
        self.notes.installEventFilter(self)
        self._result.returnPressed.connect(self._on_result)
        self.box.left.connect(self.stop_asking)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the notes kept before the keys go elsewhere.

        Later they would be the newest deed of the day, and Ctrl+Z would take them back instead of what was
        done elsewhere meanwhile.
        """
        if event.type() == QEvent.Type.FocusOut:
            self.write_notes()
        return False

    def _on_notes(self) -> None:
        if self.notes.toPlainText().strip() != self._kept_notes:
            self._kept.clear()
            self._pause.start()

    def _on_result(self) -> None:
        self.wished.emit(Deed.FINISH)

    def _show_case(self, here: AtWindow) -> None:
        case = here.case
        self._usual = here.matter.usual_result if here.matter else ""
        self._kept_notes = case.notes if case else ""
        self.notes.setPlainText(self._kept_notes)
        self._result.setText((case.result if case else "") or self._usual)
        self._kept.clear()

    def _show_parts(self, *, is_asking: bool = False) -> None:
        is_called = self.ticket_in(TicketState.CALLED) is not None
        is_serving = self.ticket_in(TicketState.SERVING) is not None
        self._head.setVisible(self.here is not None)
        self._writing.setVisible(is_serving)
        self._ending.setVisible(is_serving)
        for part in self._of_called:
            part.setVisible(is_called)
        for part in self._of_served:
            part.setVisible(is_serving)
        is_here, self._is_asking = self.here is not None, is_asking
        self.box.setVisible(is_asking)
        self.nobody.setVisible(not is_here and not is_asking)
        for widget in (self._work, self._deeds, self._foot):
            widget.setVisible(is_here and not is_asking)

    def _settle_focus(self) -> None:
        if not self.isVisible() or self.is_asking():
            return
        target: QWidget | None = self.nobody.target()
        if self.here is not None:
            target = self.serve if self.ticket_in(TicketState.CALLED) else self.notes
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)


def _case_of(here: AtWindow) -> tuple[str, int, str]:
    return here.ticket.id, here.ticket.leg, here.case.id if here.case else ""


def _what(here: AtWindow | None) -> tuple[str, int, TicketState] | None:
    return (here.ticket.id, here.ticket.leg, here.ticket.state) if here else None
