"""A party of a contract: found among the organisations or typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.contracts.content import PartyContent
from app.contracts.states import Side
from app.reception.queries import OrganisationRow
from ui import theme, wording
from ui.parts.button import IconButton
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import Form, LineField
from ui.parts.words import words

_SHOWN = 3
_DETAILS = ("credit_code", "legal_representative", "contact", "phone", "address")


class PartyCard(Card):
    """One party with its fields.

    Signals:
        edited: Something was typed.
        wanted: A name was typed that may be an organisation's. Carries the card and the text.
        removed: The party is to be taken out. Carries the card.
    """

    edited = Signal()
    wanted = Signal(object, str)
    removed = Signal(object)

    def __init__(self, party: PartyContent, role: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._organisation_id = party.organisation_id
        self._matches: dict[str, OrganisationRow] = {}
        self._build(role)
        self._fill(party)
        self._connect()

    def party(self) -> PartyContent:
        """Give what was typed."""
        return PartyContent(
            side=Side(self.top.text("side")),
            name=self.top.text("name"),
            organisation_id=self._organisation_id,
            credit_code=self.details.text("credit_code"),
            legal_representative=self.details.text("legal_representative"),
            contact=self.details.text("contact"),
            phone=self.details.text("phone"),
            address=self.details.text("address"),
        )

    def show_role(self, role: str) -> None:
        """Show how the contract calls this party."""
        self._role.setText(role)

    def show_matches(self, text: str, rows: Sequence[OrganisationRow]) -> None:
        """Offer organisations for what was typed, unless something else stands there by now."""
        if text != self.top.text("name") or self._organisation_id is not None:
            return
        self._matches = {row.id: row for row in rows}
        self.matches.show_choices([Choice(r.id, r.name, r.credit_code) for r in rows])
        self.matches.setFixedHeight(theme.px(44) * min(len(rows), _SHOWN) + 8)
        self.matches.setVisible(bool(rows))

    def focus_field(self, field: str) -> None:
        """Put the focus into a field."""
        form = self.details if field in _DETAILS else self.top
        form.editor(field).setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.matches.setAccessibleName(self.tr("Organisations found"))
        self.matches.hide()
        self.details = Form(self, columns=2)
        self.details.add_line("credit_code", self.tr("Unified social credit code"))
        self.details.add_line("legal_representative", self.tr("Legal representative"), required=True)
        self.details.add_line("contact", self.tr("Contact"))
        self.details.add_line("phone", self.tr("Telephone"))
        self.details.add_line("address", self.tr("Address"), span=2)
        for part in (self.top, self.matches, self.details):
            self.body.addWidget(part)

    def _fill(self, party: PartyContent) -> None:
        self.top.set_text("side", party.side.value)
        self.top.set_text("name", party.name)
        for field in _DETAILS:
            self.details.set_text(field, getattr(party, field))

    def _connect(self) -> None:
        name = self.top.editor("name")
        assert isinstance(name, LineField)
        name.textEdited.connect(self._on_name)
        name.installEventFilter(self)
        self.top.edited.connect(self.edited)
        self.details.edited.connect(self.edited)
        self.top.submitted.connect(self._on_top_done)
        self.matches.chosen.connect(self._on_match)
        self.remove.clicked.connect(self._on_remove)

    def _on_name(self, text: str) -> None:
        self._organisation_id = None
        if text.strip():
            self.wanted.emit(self, self.top.text("name"))
        else:
            self.matches.hide()

    def _on_match(self, key: str) -> None:
        row = self._matches[key]
        self._organisation_id = row.id
        self.matches.hide()
        self.top.set_text("name", row.name)
        told = (row.credit_code, row.legal_representative, row.legal_representative, row.phone, row.address)
        for field, text in zip(_DETAILS, told, strict=True):
            self.details.set_text(field, text)
        self.focus_field("legal_representative")
        self.edited.emit()

    def _on_top_done(self) -> None:
        self.details.focus_first()

    def _on_remove(self) -> None:
        self.removed.emit(self)
