"""The clerk's part of a signature: who signs, by what right, and how identity was established."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.contracts.content import AgentContent, PartyContent
from app.contracts.powers import told_power
from app.contracts.states import Capacity, IdentityCheck
from app.devices.ports import CardFacts
from app.kernel.errors import Refusal
from app.reception.documents import DocumentKind
from ui import wording
from ui.parts.forms import Form
from ui.parts.words import words

_LEAST_LETTERS = 8
"""A choice may be narrower than its longest words."""


class SignerForm(QWidget):
    """Filled in by the clerk; a card on the reader fills it by itself.

    Signals:
        submitted: Enter in the last field.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agents: dict[str, AgentContent] = {}
        self._representative = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words(self.tr("Filled in by the clerk"), "label", self))
        self.form = Form(self)
        self._build()
        column.addWidget(self.form)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.submitted)
        self._settle()

    def begin(self, party: PartyContent) -> None:
        """Prepare for a party: its legal representative signs, or the one agent the contract names."""
        self._agents = {agent.name: agent for agent in party.agents}
        self._representative = party.legal_representative
        only = next(iter(self._agents)) if len(self._agents) == 1 else ""
        self.form.set_text("document_kind", DocumentKind.RESIDENT_ID.value)
        self.form.set_text("document_number", "")
        self.form.set_text("identity_by", IdentityCheck.DOCUMENT_SEEN.value)
        self.form.set_text("identity_checked", "")
        self._show_signer(only or party.legal_representative)
        self.form.clear_errors()

    def take_card(self, card: CardFacts) -> None:
        """Take who somebody is from the card that lies on the reader."""
        self._show_signer(card.name)
        self.form.set_text("document_kind", card.kind.value)
        self.form.set_text("document_number", card.number)
        self.form.set_text("identity_by", IdentityCheck.CARD_READER.value)
        self.form.set_text("identity_checked", "" if card.name_needs_check else "1")

    def is_complete(self) -> bool:
        """Tell whether nothing is missing; marks what is."""
        self.form.clear_errors()
        missing = []
        if not self.form.text("signer"):
            missing.append(("signer", wording.problem("empty")))
        if self._is_agent() and not self.form.text("authority"):
            missing.append(("authority", self.tr("Write by which power of attorney the agent signs.")))
        if not self.form.text("identity_checked"):
            missing.append(("identity_checked", self.tr("Look at the identity document first.")))
        for name, sentence in reversed(missing):
            self.form.show_error(name, sentence)
        return not missing

    def show_refusal(self, error: Exception) -> bool:
        """Show at its field what was refused; tells whether there is one."""
        if self.form.show_refusal(error):
            return True
        if isinstance(error, Refusal) and error.code in ("AuthorityMissing", "PowerNotValid"):
            self.form.show_error("authority", wording.sentence(error))
            return True
        if isinstance(error, Refusal) and error.code in ("AgentUnknown", "SameAgent"):
            self.form.show_error("signer", wording.sentence(error))
        return False

    def _build(self) -> None:
        form = self.form
        form.add_line("signer", self.tr("Who signs"), required=True)
        form.add_choice(
            "capacity", self.tr("As"), [(right.value, wording.label(right)) for right in Capacity]
        )
        hint = self.tr("Number and period of the power of attorney")
        form.add_line("authority", self.tr("Authority"), required=True, hint=hint)
        ways = [(way.value, wording.label(way)) for way in IdentityCheck]
        form.add_choice("identity_by", self.tr("Identity established"), ways)
        kinds = [(kind.value, wording.label(kind)) for kind in DocumentKind]
        form.add_choice("document_kind", self.tr("Document"), kinds)
        kept = self.tr("Only its first and last characters are kept.")
        form.add_line("document_number", self.tr("Document number"), hint=kept)
        form.add_tick("identity_checked", self.tr("Identity document seen"))
        for name in ("capacity", "identity_by", "document_kind"):
            choice = form.editor(name)
            assert isinstance(choice, QComboBox)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(_LEAST_LETTERS)

    def _show_signer(self, name: str) -> None:
        agent = self._agents.get(name)
        is_agent = agent is not None or (bool(self._representative) and name != self._representative)
        self.form.set_text("signer", name)
        right = Capacity.AGENT if is_agent else Capacity.LEGAL_REPRESENTATIVE
        self.form.set_text("capacity", right.value)
        self.form.set_text("authority", told_power(agent) if agent else "")
        self._settle()

    def _is_agent(self) -> bool:
        return Capacity(self.form.text("capacity")) is Capacity.AGENT

    def _on_edited(self, name: str) -> None:
        if name == "capacity":
            self._settle()

    def _settle(self) -> None:
        self.form.show_field("authority", is_shown=self._is_agent())
