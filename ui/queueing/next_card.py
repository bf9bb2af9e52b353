"""The next visitor before the call: number, reason, and what the clerk should know."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import wording
from ui.parts.big_number import BigNumber
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.elided import Elided
from ui.parts.names import local_name
from ui.parts.words import words
from ui.queueing.deeds import KEYS, Deed
from ui.queueing.reasons import day_of_visit, reason_line
from ui.queueing.window_scene import NextUp, WindowScene


class NextCard(Card):
    """Seen before F2; nobody else in the hall sees it.

    Signals:
        skip_wanted: Somebody else shall be proposed; whoever is passed over loses nothing.
    """

    skip_wanted = Signal()

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, tinted=True)
        self._zone = zone
        self.number = BigNumber(30, self)
        self._priority = words("", "tag-waiting", self)
        self.skip = Button(self.tr("Another") + f"   {KEYS[Deed.SKIP]}", "quiet", "skip-forward", parent=self)
        self.why = Elided("", "strong", self)
        self._who = Elided("", "", self)
        self._matter = Elided("", "muted", self)
        self._past = Elided("", "muted", self)
        self._subject = Elided("", "", self)
        self._remark = Elided("", "accent", self)
        head, name = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.number, 1)
        head.addWidget(self.skip)
        name.setSpacing(8)
        name.addWidget(self._who, 1)
        name.addWidget(self._priority)
        self.body.addLayout(head)
        self.body.addWidget(self.why)
        self.body.addLayout(name)
        for part in (self._matter, self._past, self._subject, self._remark):
            self.body.addWidget(part)
        self.body.setSpacing(2)
        self.skip.clicked.connect(self.skip_wanted)
        self.hide()

    def show_next(self, scene: WindowScene) -> None:
        """Show who F2 would call; hidden where nobody would be."""
        following = scene.next_up
        self.setVisible(following is not None)
        if following is None:
            return
        ticket, guest = following.ticket, following.guest
        self.number.show_number(ticket.number)
        self._priority.setText(wording.label(guest.priority))
        self._priority.setVisible(ticket.is_priority)
        self.skip.setVisible(scene.has_another())
        self.why.set_words(reason_line(following.choice, ticket, self._zone))
        name = guest.person or self.tr("Enquiry without a name")
        self._who.set_words("   ".join(x for x in (name, guest.organisation) if x))
        self._show(self._matter, self._business(following))
        self._show(self._past, self._told(following))
        self._show(self._subject, guest.subject)
        self._show(self._remark, self.tr("Note: {0}").format(ticket.remark) if ticket.remark else "")

    def told(self) -> str:
        """Give what is whispered about the visitor's past."""
        return self._past.words()

    def _business(self, following: NextUp) -> str:
        ticket = following.ticket
        parts = [local_name(ticket.matter, ticket.matter_en)]
        if ticket.further_matters:
            parts.append(self.tr("and {0} more").format(ticket.further_matters))
        if following.guest.party_size > 1:
            parts.append(self.tr("party of {0}").format(following.guest.party_size))
        return "   ".join(parts)

    def _told(self, following: NextUp) -> str:
        guest, parts = following.guest, []
        if guest.last_visit_at is not None:
            day = day_of_visit(guest.last_visit_at, self._zone)
            parts.append(self.tr("last here {0}").format(day))
        elif guest.visits:
            parts.append(self.tr("first visit"))
        if following.contracts:
            parts.append(self.tr("contracts in work: {0}").format(following.contracts))
        return "   ".join(parts)

    def _show(self, line: Elided, text: str) -> None:
        line.set_words(text)
        line.setVisible(bool(text))
