"""The chosen contract: how it stands, the one next step, and the quiet others."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.contracts.queries import ContractCard, PartyRow
from app.contracts.states import ContractState
from app.documents.amounts import in_words
from ui import theme, wording
from ui.contracts import phrases
from ui.contracts.reason_box import ReasonBox
from ui.parts.button import Button
from ui.parts.card import Card, Facts
from ui.parts.words import set_tone, words

WIDTH = 264

_LEAST_TOLD = 32


class Step(StrEnum):
    """What can be done with a contract."""

    EDIT = "edit"
    HAND_IN = "hand_in"
    REVIEW = "review"
    SIGN = "sign"
    SEAL = "seal"
    SHOW_SEALED = "show_sealed"
    VERSIONS = "versions"
    SUPPLEMENT = "supplement"
    REPLACEMENT = "replacement"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    RECORD = "record"
    VOID = "void"


_FIRST = {
    ContractState.DRAFT: Step.EDIT,
    ContractState.REVIEW: Step.REVIEW,
    ContractState.READY: Step.SIGN,
    ContractState.SIGNING: Step.SIGN,
    ContractState.SIGNED: Step.SEAL,
    ContractState.SEALED: Step.SHOW_SEALED,
}
_OTHERS = {
    ContractState.DRAFT: (Step.HAND_IN, Step.VERSIONS, Step.VOID),
    ContractState.REVIEW: (Step.WITHDRAW, Step.VERSIONS, Step.VOID),
    ContractState.READY: (Step.SEND_BACK, Step.VERSIONS, Step.VOID),
    ContractState.SIGNING: (Step.VERSIONS, Step.VOID),
    ContractState.SIGNED: (Step.RECORD, Step.VERSIONS, Step.VOID),
    ContractState.SEALED: (Step.RECORD, Step.SUPPLEMENT, Step.REPLACEMENT, Step.VERSIONS),
}
_TO_SIGN = (ContractState.READY, ContractState.SIGNING)
_BROKEN_OFF = (ContractState.VOID, ContractState.EXPIRED)
_WITH_REASON = (Step.SEND_BACK, Step.VOID)
_QUIET = (Step.VERSIONS, Step.VOID)
"""Side by side: the facts above keep their room."""


class ContractPanel(Card):
    """Shows one contract.

    Signals:
        step_requested: A step that needs no reason. Carries the contract's key and a Step.
        reason_given: A step with its reason. Carries the contract's key, a Step and the reason.
    """

    step_requested = Signal(str, object)
    reason_given = Signal(str, object, str)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setFixedWidth(theme.px(WIDTH) + 80)
        self._zone = zone
        self._card: ContractCard | None = None
        self._build()
        for step, button in self._buttons.items():
            button.setObjectName(step.value)
            button.clicked.connect(self._on_button)
        self.reason.given.connect(self._on_reason)
        self.reason.over.connect(self._show_steps)

    def show_card(self, card: ContractCard) -> None:
        """Show a contract."""
        if self._card is None or self._card.id != card.id or self._card.state is not card.state:
            self.reason.hide()
        self._card = card
        self._title.setText(card.content.title or self.tr("Without a name yet"))
        self._state.setText(wording.label(card.state))
        set_tone(self._state, phrases.STATE_TONES[card.state])
        self._remark.setText(card.remark)
        self._remark.setVisible(bool(card.remark))
        self._show_facts(card)
        self._show_steps()

    def card(self) -> ContractCard | None:
        """Give the contract shown."""
        return self._card

    def button(self, step: Step) -> Button:
        """Give the button of a step."""
        return self._buttons[step]

    def take_first_step(self) -> None:
        """Take the step that is next."""
        if self._card is not None and self._card.state in _FIRST:
            self.step_requested.emit(self._card.id, _FIRST[self._card.state])

    def _build(self) -> None:
        self._state = words("", "tag-plain", self)
        self._title = words("", "heading", self, wrap=True)
        self._remark = words("", "waiting", self, wrap=True)
        self._facts = Facts(self)
        for name, title in (
            ("number", self.tr("Number")),
            ("parties", self.tr("Parties")),
            ("amount", self.tr("Amount")),
            ("term", self.tr("Term")),
            ("sign_until", self.tr("Sign until")),
            ("signed", self.tr("Signatures")),
            ("stamp", self.tr("Time stamp")),
        ):
            self._facts.add_fact(name, title)
        told = QWidget(self)
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self._state, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._title)
        column.addWidget(self._remark)
        column.addWidget(self._facts)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(told)
        area.setMinimumHeight(theme.px(_LEAST_TOLD))
        self.body.addWidget(area, 1)
        self.reason = ReasonBox(self)
        self.body.addWidget(self.reason)
        self._build_buttons()

    def _build_buttons(self) -> None:
        self._buttons = {
            Step.EDIT: Button(self.tr("Edit"), "primary", "pencil", parent=self),
            Step.REVIEW: Button(self.tr("Review"), "primary", "eye", parent=self),
            Step.SIGN: Button(self.tr("Open the signing session"), "primary", "pen-tool", parent=self),
            Step.SEAL: Button(self.tr("Seal"), "primary", "stamp", parent=self),
            Step.SHOW_SEALED: Button(self.tr("Show the sealed file"), "primary", "file-text", parent=self),
            Step.HAND_IN: Button(self.tr("Hand in for review"), icon="check", parent=self),
            Step.RECORD: Button(self.tr("Record of the signing"), icon="clipboard-check", parent=self),
            Step.WITHDRAW: Button(self.tr("Take back from review"), icon="undo-2", parent=self),
            Step.SEND_BACK: Button(self.tr("Send back to draft"), icon="undo-2", parent=self),
            Step.SUPPLEMENT: Button(self.tr("Draft a supplement"), icon="plus", parent=self),
            Step.REPLACEMENT: Button(self.tr("Draft a new contract for it"), icon="pencil", parent=self),
            Step.VERSIONS: Button(self.tr("Versions"), "quiet", "list", parent=self),
            Step.VOID: Button(self.tr("Declare void"), "quiet", "x", parent=self),
        }
        quiet = QHBoxLayout()
        quiet.setSpacing(8)
        for step, button in self._buttons.items():
            if step in _QUIET:
                quiet.addWidget(button)
            else:
                self.body.addWidget(button)
            button.hide()
        self.body.addLayout(quiet)

    def _show_steps(self) -> None:
        """Offer what can be done now; while a reason is asked for, nothing else."""
        card = self._card
        shown: set[Step | None] = set()
        if card is not None and not self.reason.isVisibleTo(self):
            shown = {_FIRST.get(card.state), *_OTHERS.get(card.state, ())}
            if card.state in _BROKEN_OFF and any(party.signed_at for party in card.parties):
                shown.add(Step.RECORD)
        for step, button in self._buttons.items():
            button.setVisible(step in shown)

    def _show_facts(self, card: ContractCard) -> None:
        facts, content = self._facts, card.content
        facts.set_fact("number", card.number)
        facts.set_fact("parties", "\n".join(p.name or "?" for p in card.parties))
        amount = phrases.yuan(content.total_fen)
        facts.set_fact("amount", f"{amount}\n{in_words(content.total_fen)}" if amount else "")
        facts.set_fact("term", phrases.term(content.valid_from, content.valid_to))
        until = card.sign_before if card.state in _TO_SIGN else None
        facts.set_fact("sign_until", phrases.moment(until, self._zone) if until else "")
        facts.set_fact("signed", "\n".join(self._signed(party) for party in card.parties if party.signed_at))

        facts.set_fact("stamp", self._stamp(card))
        facts.show_fact("stamp", is_shown=card.stamp_owed or card.stamped_at is not None)

    def _stamp(self, card: ContractCard) -> str:
        if card.stamped_at is None:
            return self.tr("owed, it is asked for again")
        return self.tr("later, at {0}").format(phrases.moment(card.stamped_at, self._zone))

    def _signed(self, party: PartyRow) -> str:
        at = phrases.moment(party.signed_at, self._zone) if party.signed_at else ""
        return f"{party.signer}  {at}"

    def _on_button(self) -> None:
        step = Step(self.sender().objectName())
        if self._card is None:
            return
        if step in _WITH_REASON:
            self._ask(step)
        else:
            self.step_requested.emit(self._card.id, step)

    def _ask(self, step: Step) -> None:
        if step is Step.VOID:
            question = self.tr("Why is the contract not concluded? This cannot be taken back.")
            self.reason.ask(step.value, question, self.tr("Declare void"))
        else:
            self.reason.ask(step.value, self.tr("What has to be mended?"), self.tr("Send back"))
        self._show_steps()

    def _on_reason(self, word: str, reason: str) -> None:
        if self._card is not None:
            self.reason_given.emit(self._card.id, Step(word), reason)
