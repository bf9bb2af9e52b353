"""The visitor's head: number, state, name, what is known, what they came for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.kernel.confirm import Confirmation, Verdict
from app.queueing.queries import TicketRow
from app.queueing.states import TicketState
from ui import wording
from ui.parts.big_number import BigNumber
from ui.parts.elided import Elided
from ui.parts.names import hour, local_name
from ui.parts.words import set_tone, words
from ui.queueing.reasons import day_of_visit
from ui.queueing.window_scene import AtWindow

_TAGS = {
    Verdict.OFFLINE: "tag-waiting",
    Verdict.CONFIRMED: "tag-good",
    Verdict.STANDALONE: "tag-plain",
    Verdict.REFUSED: "tag-trouble",
}
_DONE, _NOW, _LATER = "\u2713", "\u25b8", "\u00b7"


class VisitorCard(QWidget):
    """Only shows; which keys there are is the panel's business."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._words: dict[str, Confirmation] = {}
        self.number = BigNumber(42, self)
        self.state = words("", "tag", self)
        self.word = words("", "tag-plain", self)
        self._paused = words(self.tr("Paused: nobody is called after this"), "tag-waiting", self)
        self._person = Elided("", "heading", self)
        self._person.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._party = Elided("", "", self)
        self._past = Elided("", "muted", self)
        self.business = Elided("", "strong", self)
        self._subject = Elided("", "", self)
        self._remark = Elided("", "accent", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._head())
        name = QHBoxLayout()
        name.setSpacing(12)
        name.addWidget(self._person)
        name.addWidget(self._party, 1)
        column.addLayout(name)
        for part in (self._past, self.business, self._subject, self._remark):
            column.addWidget(part)

    def show_visitor(self, here: AtWindow, most_calls: int, *, is_paused: bool) -> None:
        """Show who is here."""
        ticket, guest = here.ticket, here.guest
        self.number.show_number(ticket.number)
        self._person.set_words(guest.person or self.tr("Enquiry without a name"))
        party = self.tr("party of {0}").format(guest.party_size) if guest.party_size > 1 else ""
        priority = wording.label(guest.priority) if ticket.is_priority else ""
        self._show(self._party, guest.organisation, party, priority)
        self._show(self._past, guest.phone, guest.document, *self._told(here))
        self._show(self.business, self._business(here))
        self._show(self._subject, guest.subject)
        self._show(self._remark, self.tr("Note: {0}").format(ticket.remark) if ticket.remark else "")
        self._say_state(ticket, most_calls)
        self._say_word(ticket)
        self._paused.setVisible(is_paused)

    def note_word(self, ticket_id: str, confirmation: Confirmation) -> None:
        """Remember the centre's word on a call; it is shown beside the number."""
        if confirmation.verdict is not Verdict.NOT_ASKED:
            self._words[ticket_id] = confirmation

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.number, 1)
        tags = QVBoxLayout()
        tags.setSpacing(4)
        for tag in (self.state, self.word, self._paused):
            tags.addWidget(tag, 0, Qt.AlignmentFlag.AlignRight)
        tags.addStretch(1)
        head.addLayout(tags)
        return head

    def _told(self, here: AtWindow) -> list[str]:
        guest, told = here.guest, []
        if guest.visits:
            told.append(self.tr("visit no. {0}").format(guest.visits))
        if guest.last_visit_at is not None:
            told.append(self.tr("last {0}").format(day_of_visit(guest.last_visit_at, self._zone)))
        if here.contracts:
            told.append(self.tr("contracts in work: {0}").format(here.contracts))
        return told

    def _business(self, here: AtWindow) -> str:
        """Name the matter in turn; of several, all with a mark for done, now and later."""
        if len(here.matters) < 2:
            return local_name(here.ticket.matter, here.ticket.matter_en)
        now = here.ticket.position
        marks = ((_DONE if p < now else _NOW if p == now else _LATER, p, m) for p, m in here.matters)
        return "   ".join(
            f"{mark} {local_name(here.ticket.matter, here.ticket.matter_en)}"
            if place == now
            else f"{mark} {local_name(matter.name, matter.name_en)}"
            for mark, place, matter in marks
        )

    def _say_state(self, ticket: TicketRow, most_calls: int) -> None:
        if ticket.state is TicketState.CALLED:
            at = hour(ticket.called_at, self._zone) if ticket.called_at else ""
            self.state.setText(self.tr("Called {0}, {1} of {2} times").format(at, ticket.calls, most_calls))
        else:
            self.state.setText(wording.label(ticket.state))

    def _say_word(self, ticket: TicketRow) -> None:
        confirmation = self._words.get(ticket.id)
        tag = _TAGS.get(confirmation.verdict) if confirmation else None
        self.word.setVisible(tag is not None)
        if confirmation is not None and tag is not None:
            set_tone(self.word, tag)
            self.word.setText(wording.label(confirmation.verdict))

    def _show(self, line: Elided, *parts: str) -> None:
        text = "   ".join(part for part in parts if part)
        line.set_words(text)
        line.setVisible(bool(text))
