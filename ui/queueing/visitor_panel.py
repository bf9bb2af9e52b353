"""The visitor in front of the window: number, person, business, documents, notes, result."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.cases.queries import CaseCard
from app.catalogue.rules import Rules
from app.kernel.confirm import Confirmation, Verdict
from app.queueing.queries import TicketRow
from app.queueing.states import TicketState
from ui import wording
from ui.parts.big_number import BigNumber
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.elided import Elided
from ui.parts.empty_state import EmptyState
from ui.parts.forms import LineField, TextField
from ui.parts.names import hour, local_name
from ui.parts.words import rule, set_tone, words
from ui.queueing.check_list import CheckList
from ui.queueing.window_scene import AtWindow

_NOTES_MS = 800
_TALL = 16_777_215
_TAGS = {
    Verdict.OFFLINE: "tag-waiting",
    Verdict.CONFIRMED: "tag-good",
    Verdict.STANDALONE: "tag-plain",
    Verdict.REFUSED: "tag-trouble",
}


@dataclass(frozen=True)
class Notes:
    """Notes to be kept on a case."""

    case_id: str
    text: str


class VisitorPanel(Card):
    """The middle of the window's page; which buttons there are depends on the visitor's state.

    Signals:
        next_wanted, serve_wanted, recall_wanted, miss_wanted, finish_wanted: The buttons.
        room_wanted, contract_wanted: The links.
        notes_written: The clerk paused while writing. Carries Notes.
    """

    next_wanted = Signal()
    serve_wanted = Signal()
    recall_wanted = Signal()
    miss_wanted = Signal()
    finish_wanted = Signal()
    room_wanted = Signal()
    contract_wanted = Signal()
    notes_written = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._zone = zone
        self.here: AtWindow | None = None
        self._words: dict[str, Confirmation] = {}
        self._kept_notes = ""
        self._usual = ""
        self._stack = QStackedWidget(self)
        self._nobody = EmptyState("users", "", "", self)
        self.call = Button(self.tr("Next visitor") + "   F2", "primary", "volume-2", parent=self)
        self.number = BigNumber(48, self)
        self._state = words("", "tag", self)
        self._word = words("", "tag-plain", self)
        self._person = Elided("", "heading", self)
        self._facts = [Elided("", tone, self) for tone in ("", "muted", "strong", "")]
        self.documents = CheckList(self)
        self.notes = TextField(self, lines=2)
        self.notes.setMaximumHeight(_TALL)
        self._kept = words("", "small", self)
        self._result = LineField(self)
        self._below = QWidget(self)
        self._make_buttons()
        self._pause = QTimer(self, singleShot=True, interval=_NOTES_MS)
        self._build()
        self._connect()
        self._show_parts(is_called=True)

    def show_visitor(self, here: AtWindow | None, has_window: bool, has_waiting: bool) -> None:
        """Show who is here; what is typed for the same visitor stays."""
        before, self.here = self.here, here
        if here is None:
            self._show_nobody(has_window, has_waiting)
            return
        is_other = before is None or before.ticket.id != here.ticket.id
        is_new_state = is_other or before is None or before.ticket.state is not here.ticket.state
        self._show_person(here)
        self._show_word(here.ticket)
        self._say_state(here.ticket)
        if is_other:
            self.documents.show_documents(here.matter.documents if here.matter else ())
        if is_new_state:
            self._show_case(here)
            self._show_state(here.ticket)
        self._stack.setCurrentIndex(1)

    def note_word(self, ticket_id: str, confirmation: Confirmation) -> None:
        """Remember the centre's word on a call; it is shown beside the number."""
        if confirmation.verdict is not Verdict.NOT_ASKED:
            self._words[ticket_id] = confirmation

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

    def _make_buttons(self) -> None:
        self.serve = Button(self.tr("Visitor is here") + "   Enter", "primary", "check", parent=self)
        self.recall = Button(self.tr("Call again") + "   F3", "plain", "volume-2", parent=self)
        self.miss = Button(self.tr("Did not come") + "   F4", "plain", "skip-forward", parent=self)
        self.finish = Button(self.tr("Finish") + "   Ctrl+Enter", "plain", "check", parent=self)
        self.then_next = Button(self.tr("Finish, next visitor") + "   F2", "primary", "volume-2", parent=self)
        self._room = Button(self.tr("Room") + "   F6", "quiet", "door-open", parent=self)
        self._contract = Button(self.tr("Contract") + "   F8", "quiet", "file-signature", parent=self)

    def _build(self) -> None:
        idle = QWidget(self)
        column = QVBoxLayout(idle)
        column.addStretch(1)
        column.addWidget(self._nobody)
        column.addWidget(self.call, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        busy = QWidget(self)
        page = QVBoxLayout(busy)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(4)
        page.addLayout(self._head())
        name = QHBoxLayout()
        name.setSpacing(8)
        for part in (self._person, self._room, self._contract):
            name.addWidget(part)
        page.addLayout(name)
        for fact in self._facts:
            page.addWidget(fact)
        page.addSpacing(4)
        page.addWidget(rule(self))
        page.addSpacing(4)
        page.addWidget(self._below, 1)
        page.addLayout(self._foot())
        self._build_below()
        self._stack.addWidget(idle)
        self._stack.addWidget(busy)
        self.body.addWidget(self._stack, 1)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.number, 1)
        tags = QVBoxLayout()
        tags.setSpacing(4)
        for tag in (self._state, self._word):
            tags.addWidget(tag, 0, Qt.AlignmentFlag.AlignRight)
        tags.addStretch(1)
        head.addLayout(tags)
        return head

    def _build_below(self) -> None:
        whole = QHBoxLayout(self._below)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(4)
        whole.addWidget(self.documents, 1)
        whole.addLayout(column, 1)
        line = QHBoxLayout()
        self._notes_label = words(self.tr("Notes"), "label", self)
        line.addWidget(self._notes_label)
        line.addStretch(1)
        line.addWidget(self._kept)
        column.addLayout(line)
        column.addWidget(self.notes, 1)
        self._result_label: QLabel = words(self.tr("Result"), "label", self)
        column.addWidget(self._result_label)
        column.addWidget(self._result)
        self.notes.setAccessibleName(self.tr("Notes"))
        self._result.setAccessibleName(self.tr("Result"))

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.setContentsMargins(0, 8, 0, 0)
        foot.addStretch(1)
        for part in (self.miss, self.recall, self.serve, self.finish, self.then_next):
            foot.addWidget(part)
        return foot

    def _connect(self) -> None:
        for button, wish in (
            (self.call, self.next_wanted),
            (self.then_next, self.next_wanted),
            (self.serve, self.serve_wanted),
            (self.recall, self.recall_wanted),
            (self.miss, self.miss_wanted),
            (self.finish, self.finish_wanted),
            (self._room, self.room_wanted),
            (self._contract, self.contract_wanted),
        ):
            button.clicked.connect(wish)
        self.notes.textChanged.connect(self._on_notes)
        self._pause.timeout.connect(self.write_notes)
        self._result.returnPressed.connect(self.finish_wanted)

    def _on_notes(self) -> None:
        if self.notes.toPlainText().strip() != self._kept_notes:
            self._kept.clear()
            self._pause.start()

    def _show_nobody(self, has_window: bool, has_waiting: bool) -> None:
        if not has_window:
            self._nobody.say(
                self.tr("You are signed in without a window"),
                self.tr("Sign in again and choose a window to call visitors. F12 locks, then sign in anew."),
            )
        elif has_waiting:
            self._nobody.say(self.tr("Nobody is at the window"), self.tr("F2 calls the next visitor."))
        else:
            self._nobody.say(
                self.tr("Nobody is at the window, nobody waits"),
                self.tr("New numbers appear at the left; F1 takes one."),
            )
        self.call.setVisible(has_window and has_waiting)
        self._stack.setCurrentIndex(0)
        if self.call.isVisibleTo(self) and self.isVisible():
            self.call.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_person(self, here: AtWindow) -> None:
        ticket, visit, person = here.ticket, here.visit, here.person
        self.number.show_number(ticket.number)
        self._person.set_words(visit.person_name or self.tr("Enquiry without a name"))
        facts = [visit.organisation or (self.tr("No organisation") if person else "")]
        if person:
            facts[0] += "   " + self.tr("party of {0}").format(visit.party_size)
        marks = [person.phone, person.document, self._visits(person.visits)] if person else []
        marks += [wording.label(visit.priority)] if ticket.is_priority else []
        matter = local_name(ticket.matter, ticket.matter_en)
        for label, text in zip(
            self._facts,
            (facts[0].strip(), "   ".join(x for x in marks if x), matter, visit.subject),
            strict=True,
        ):
            label.set_words(text)
            label.setVisible(bool(text))

    def _visits(self, count: int) -> str:
        return self.tr("visit no. {0}").format(count)

    def _show_word(self, ticket: TicketRow) -> None:
        confirmation = self._words.get(ticket.id)
        tag = _TAGS.get(confirmation.verdict) if confirmation else None
        self._word.setVisible(tag is not None)
        if confirmation is not None and tag is not None:
            set_tone(self._word, tag)
            self._word.setText(wording.label(confirmation.verdict))

    def _show_case(self, here: AtWindow) -> None:
        case = here.case
        self._usual = here.matter.usual_result if here.matter else ""
        self._kept_notes = case.notes if case else ""
        self.notes.setPlainText(self._kept_notes)
        self._result.setText((case.result if case else "") or self._usual)
        self._kept.clear()

    def _show_state(self, ticket: TicketRow) -> None:
        is_called = ticket.state is TicketState.CALLED
        self._show_parts(is_called=is_called)
        if self.isVisible():
            target: QWidget = self.serve if is_called else self.notes
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self, *, is_called: bool) -> None:
        for part in (self.serve, self.recall, self.miss):
            part.setVisible(is_called)
        for part in (self.finish, self.then_next, self._room, self._contract):
            part.setVisible(not is_called)
        for field in (self.notes, self._kept, self._notes_label, self._result, self._result_label):
            field.setVisible(not is_called)

    def _say_state(self, ticket: TicketRow) -> None:
        at = hour(ticket.called_at, self._zone) if ticket.called_at else ""
        called = self.tr("Called {0}, {1} of {2} times").format(at, ticket.calls, Rules().most_calls)
        is_called = ticket.state is TicketState.CALLED
        self._state.setText(called if is_called else wording.label(ticket.state))
