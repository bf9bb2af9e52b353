"""The clerk's part of the signing session: the contract, who signs, who they are, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.contracts.queries import ContractCard, PartyRow
from ui import theme
from ui.contracts import phrases
from ui.contracts.marked_list import MarkedLine, MarkedList
from ui.contracts.reason_box import ReasonBox
from ui.contracts.signer_form import SignerForm
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.forms import buttons_row
from ui.parts.status_dot import Light
from ui.parts.upright import UprightArea
from ui.parts.words import words

_WIDTH = 320
KEPT, BROKEN_OFF = "kept", "broken_off"


class SigningSide(Card):
    """Stands beside what the signer sees.

    Signals:
        reason_given: Why a poor signature is kept, or the signing broken off. Carries KEPT or BROKEN_OFF
            and the reason.
    """

    reason_given = Signal(str, str)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._zone = zone
        self.setFixedWidth(theme.px(_WIDTH))
        self._build()
        self.break_off.clicked.connect(self._on_break_off)
        self.reason.given.connect(self.reason_given)

    def show_card(self, card: ContractCard) -> None:
        """Show the contract."""
        self._number.setText(card.number)
        self._title.setText(card.content.title)
        self._amount.setText(phrases.yuan(card.content.total_fen))

    def show_parties(self, parties: tuple[PartyRow, ...], now: str) -> None:
        """Show who has signed and whose turn it is; ``now`` is that party's key or ""."""
        self.parties.show_lines([self._line(party, now) for party in parties])
        if now:
            self.parties.go_to(now)

    def ask_why_kept(self) -> None:
        """Ask why what hardly looks like a signature is kept."""
        question = self.tr("Why is this signature kept although it hardly looks like one?")
        self.reason.ask(KEPT, question, self.tr("Keep it"))

    def show_field(self) -> None:
        """Bring the field with the focus into sight."""
        self._area.ensureWidgetVisible(self.signer.form.focusWidget() or self.signer)

    def end(self) -> None:
        """Everybody has signed: nothing is left to fill in."""
        for part in (self.signer, self.paper, self.break_off, self.leave, self.reason):
            part.hide()

    def _build(self) -> None:
        self._number = words("", "label", self)
        self._title = words("", "heading", self, wrap=True)
        self._amount = words("", "accent", self)
        self.state = words("", "waiting", self, wrap=True)
        self.parties = MarkedList(self)
        self.parties.setAccessibleName(self.tr("Who signs"))
        self.parties.setMinimumHeight(theme.px(92))
        self.signer = SignerForm(self)
        told = QWidget(self)
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 6, 0)
        heading = words(self.tr("Who signs"), "label", self)
        for part in (self._number, self._title, self._amount, self.state, heading):
            column.addWidget(part)
        column.addWidget(self.parties, 1)
        column.addWidget(self.signer)
        area = self._area = UprightArea(told, self)
        self.reason = ReasonBox(self)
        self.paper = Button(self.tr("Sign on paper"), icon="printer", key="F4", parent=self)
        self.break_off = Button(self.tr("Break off"), "quiet", "x", parent=self)
        self.leave = Button(self.tr("Interrupt"), "quiet", "pause", key="F10", parent=self)
        self.body.addWidget(area, 1)
        for foot in (self.reason, self.paper, buttons_row(self.break_off, self.leave, parent=self)):
            self.body.addWidget(foot)

    def _line(self, party: PartyRow, now: str) -> MarkedLine:
        if party.signed_at is not None:
            at = phrases.moment(party.signed_at, self._zone)
            told = self.tr("signed by {0}, {1}").format(party.signer, at)
            return MarkedLine(party.id, f"{party.name}\n{told}", Light.GOOD)
        is_next = party.id == now
        told = self.tr("signs now") if is_next else self.tr("not yet")
        return MarkedLine(party.id, f"{party.name}\n{told}", Light.WAITING if is_next else Light.NONE)

    def _on_break_off(self) -> None:
        question = self.tr("Why is the signing broken off? The contract becomes void; this stays on record.")
        self.reason.ask(BROKEN_OFF, question, self.tr("Break off for good"))
