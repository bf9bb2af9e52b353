"""A party of a contract: found among organisations and people, or typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.contracts.codes import code_row, codes
from app.contracts.content import AccountContent, AgentContent, PartyContent
from app.contracts.states import Side
from app.kernel.errors import Missing
from app.reception.queries import OrganisationRow, PersonRow
from ui import theme, wording
from ui.contracts import phrases
from ui.contracts.agent_cards import AgentCard
from ui.contracts.part_cards import PartStack
from ui.parts.button import IconButton
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import Form, LineField
from ui.parts.words import words

_SHOWN = 3
_LEAST_LETTERS = 12
_DETAILS = ("credit_code", "legal_representative", "contact", "phone", "address", "postcode", "email")
_PLACE = ("nature", "country", "division")
_ACCOUNT = ("holder", "bank", "number")
_PERSON_MARK = "person"
_LENGTHS = {"country": 3, "division": 6, "postcode": 6}
"""Digits of the codes (domain.md 1.4)."""


@dataclass(frozen=True)
class Known:
    """Who may be meant by a name that is typed."""

    organisations: tuple[OrganisationRow, ...] = ()
    people: tuple[PersonRow, ...] = ()


class PartyCard(Card):
    """One party with its fields.

    Signals:
        edited: Something was typed.
        wanted: A name was typed that may be known here. Carries the card and the text.
        removed: The party is to be taken out. Carries the card.
        grown: An agent was added that may be out of sight.
    """

    edited = Signal()
    wanted = Signal(object, str)
    removed = Signal(object)
    grown = Signal()

    def __init__(self, party: PartyContent, role: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._organisation_id = party.organisation_id
        self._known = Known()
        self._build(role)
        self._fill(party)
        self._settle()
        self._connect()

    def party(self) -> PartyContent:
        """Give what was typed."""
        told = {field: self.details.text(field) for field in _DETAILS}
        places = {field: self.place.text(field) for field in _PLACE}
        return PartyContent(
            side=Side(self.top.text("side")),
            name=self.top.text("name"),
            organisation_id=self._organisation_id,
            account=AccountContent(*(self.account.text(field) for field in _ACCOUNT)),
            agents=tuple(card.agent() for card in self.agents.cards()),
            **told,
            **places,
        )

    def show_role(self, role: str) -> None:
        """Show how the contract calls this party."""
        self._role.setText(role)

    def show_matches(self, text: str, known: Known) -> None:
        """Offer who may be meant, unless something else stands there by now."""
        if text != self.top.text("name") or self._organisation_id is not None:
            return
        self._known = known
        found = [Choice(r.id, r.name, r.credit_code, icon="building-2") for r in known.organisations]
        found += [Choice(r.id, r.name, r.organisation, r.phone, "users") for r in known.people]
        self.matches.show_choices(found)
        self.matches.setFixedHeight(theme.px(44) * min(len(found), _SHOWN) + 12)
        self.matches.setVisible(bool(found))

    def wrong_field(self) -> str:
        """Name the first field that cannot be read, or ""."""
        return "agents" if self.agents.wrong_place() >= 0 else ""

    def focus_field(self, field: str) -> None:
        """Put the focus into a field; ``agents`` and ``agent_0`` ... lead to the agents."""
        form = self._form_of(field)
        if form is not None:
            form.editor(field).setFocus(Qt.FocusReason.OtherFocusReason)
        elif field == "account":
            self.account.focus_first()
        else:
            digits = field.rpartition("_")[2]
            self.agents.focus_place(int(digits) if digits.isdigit() else max(self.agents.wrong_place(), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the name, Down goes into the offered list and Enter takes its first line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.matches.isVisible():
            if event.key() == Qt.Key.Key_Down:
                self.matches.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self.matches.choose_current()
            if event.key() == Qt.Key.Key_Escape:
                self.matches.hide()
                return True
        return False

    def _build(self, role: str) -> None:
        self._role = words(role, "heading", self)
        self.head.insertWidget(0, self._role)
        self.remove = IconButton("trash-2", self.tr("Take this party out"), self, role="trouble")
        self.head.addWidget(self.remove)
        self.top = Form(self, columns=3)
        sides = [(side.value, wording.label(side)) for side in Side]
        self.top.add_field("name", self.tr("Name as in the licence"), LineField(self), required=True, span=2)
        self.top.add_choice("side", self.tr("Side"), sides)
        self.matches = ChoiceList(self)
        self.matches.setAccessibleName(self.tr("Known here"))
        self.matches.hide()
        self.details = Form(self, columns=2)
        self.details.add_line("credit_code", self.tr("Unified social credit code"))
        self.details.add_line("legal_representative", self.tr("Legal representative"), required=True)
        self.details.add_line("contact", self.tr("Contact"))
        self.details.add_line("phone", self.tr("Telephone"))
        self.details.add_line("address", self.tr("Address"), span=2)
        self.details.add_line("postcode", self.tr("Postcode"), placeholder="730000")
        self.details.add_line("email", self.tr("E-mail"))
        self._build_place()
        self.account = Form(self, columns=2)
        self.account.add_line("holder", self.tr("Account holder"))
        self.account.add_line("number", self.tr("Account number"))
        self.account.add_line("bank", self.tr("Bank and branch"), span=2)
        title, add = self.tr("Agent {0}"), self.tr("Add an agent")
        self.agents: PartStack[AgentCard] = PartStack(title, add, self._fresh_agent, self)
        account = words(self.tr("Bank account"), "strong", self)
        for part in (self.top, self.matches, self.details, self.place, account, self.account, self.agents):
            self.body.addWidget(part)

    def _build_place(self) -> None:
        self.place = Form(self, columns=3)
        parents = {row.parent for row in codes("party")}
        natures = [("", self.tr("Not said"))]
        natures += [
            (row.code, f"{row.code}  {phrases.local_name(row.name, row.name_en)}")
            for row in codes("party")
            if row.code not in parents
        ]
        choice = self.place.add_choice("nature", self.tr("Nature of the party"), natures, span=3)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(_LEAST_LETTERS)
        self.place.add_line("country", self.tr("Country code"), placeholder="156")
        self.place.add_line("division", self.tr("Division code"), placeholder="620100", span=2)

    def _fill(self, party: PartyContent) -> None:
        self.top.set_text("side", party.side.value)
        self.top.set_text("name", party.name)
        for field in _DETAILS:
            self.details.set_text(field, getattr(party, field))
        for field in _PLACE:
            self.place.set_text(field, getattr(party, field))
        for field in _ACCOUNT:
            self.account.set_text(field, getattr(party.account, field))
        self.agents.show_cards([AgentCard(agent, self.agents) for agent in party.agents])

    def _connect(self) -> None:
        name = self.top.editor("name")
        assert isinstance(name, LineField)
        name.textEdited.connect(self._on_name)
        name.installEventFilter(self)
        for form in (self.top, self.details, self.place, self.account):
            form.edited.connect(self._on_edited)
        self.agents.edited.connect(self.edited)
        self.agents.grown.connect(self.grown)
        self.top.submitted.connect(self._on_top_done)
        self.details.submitted.connect(self.place.focus_first)
        self.place.submitted.connect(self.account.focus_first)
        self.matches.chosen.connect(self._on_match)
        self.remove.clicked.connect(self._on_remove)

    def _form_of(self, field: str) -> Form | None:
        if field in _DETAILS:
            return self.details
        if field in _PLACE:
            return self.place
        return self.top if field in ("name", "side") else None

    def _fresh_agent(self, parent: QWidget) -> AgentCard:
        return AgentCard(AgentContent(""), parent)

    def _settle(self) -> None:
        """A natural person has no legal representative; codes of another length are told."""
        is_person = _mark(self.place.text("nature")) == _PERSON_MARK
        self.details.show_field("legal_representative", is_shown=not is_person)
        for field, digits in _LENGTHS.items():
            form = self.details if field in _DETAILS else self.place
            text = form.text(field)
            is_odd = bool(text) and not re.fullmatch(rf"[0-9]{{{digits}}}", text)
            told = self.tr("{0} digits are expected.").format(digits) if is_odd else ""
            form.show_hint(field, told, "waiting")

    def _on_edited(self) -> None:
        self._settle()
        self.edited.emit()

    def _on_name(self, text: str) -> None:
        self._organisation_id = None
        if text.strip():
            self.wanted.emit(self, self.top.text("name"))
        else:
            self.matches.hide()

    def _on_match(self, key: str) -> None:
        self.matches.hide()
        person = next((row for row in self._known.people if row.id == key), None)
        if person is not None:
            self._take_person(person)
        else:
            self._take_organisation(next(row for row in self._known.organisations if row.id == key))
        self.edited.emit()

    def _take_person(self, person: PersonRow) -> None:
        """Take a natural person by name; masked numbers are not written into a contract."""
        self.top.set_text("name", person.name)
        natural = next(row.code for row in codes("party") if row.mark == _PERSON_MARK)
        self.place.set_text("nature", natural)
        self.focus_field("phone")

    def _take_organisation(self, row: OrganisationRow) -> None:
        self._organisation_id = row.id
        self.top.set_text("name", row.name)
        told = (row.credit_code, row.legal_representative, row.legal_representative, row.phone, row.address)
        for field, text in zip(_DETAILS, told, strict=False):
            self.details.set_text(field, text)
        self.focus_field("legal_representative")

    def _on_top_done(self) -> None:
        self.details.focus_first()

    def _on_remove(self) -> None:
        self.removed.emit(self)


def _mark(nature: str) -> str:
    try:
        return code_row("party", nature).mark
    except Missing:
        return ""
