"""A party of the registration form: codes and flags beside what the contract says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.registration.form import SIZES, FormParty, is_enterprise
from ui import wording
from ui.parts.card import Card
from ui.parts.forms import Form
from ui.registration.phrases import narrow, options

_CODED = ("credit_code", "country", "division", "nature", "size")
_LINES = ("legal_representative", "contact", "phone", "address", "postcode")
_TICKS = ("is_transfer_body", "is_research_body", "is_converted_institute", "is_in_zone", "is_listed")


class PartyBox(Card):
    """The fields of one party; size, zone and listing are asked of enterprises alone."""

    def __init__(self, party: FormParty, parent: QWidget | None = None) -> None:
        super().__init__(f"{wording.label(party.side)}  {party.name}", parent)
        self._party = party
        self.form = Form(self, columns=3)
        self._build()
        self.body.addWidget(self.form)
        self._fill()
        self.form.edited.connect(self._on_edited)
        self._on_edited("nature")

    def party(self) -> FormParty:
        """Give the party as it stands in the fields."""
        typed: dict[str, Any] = {name: self.form.text(name) for name in (*_CODED, *_LINES)}
        typed |= {name: bool(self.form.text(name)) for name in _TICKS}
        return replace(self._party, **typed)

    def _build(self) -> None:
        form = self.form
        form.add_line("credit_code", self.tr("Credit code"))
        form.add_line("country", self.tr("Country (3 digits)"))
        form.add_line("division", self.tr("Division (6 digits)"))
        form.add_choice("nature", self.tr("Nature"), options("party"), span=2)
        form.add_choice("size", self.tr("Size"), list(zip(SIZES, self._sizes(), strict=True)))
        form.add_line("legal_representative", self.tr("Legal representative"))
        form.add_line("contact", self.tr("Contact"))
        form.add_line("phone", self.tr("Phone"))
        form.add_line("address", self.tr("Address"), span=2)
        form.add_line("postcode", self.tr("Postcode"))
        form.add_tick("is_transfer_body", self.tr("Technology transfer body"))
        form.add_tick("is_research_body", self.tr("Research body"))
        form.add_tick("is_converted_institute", self.tr("Converted institute"))
        form.add_tick("is_in_zone", self.tr("In a national high-tech zone"))
        form.add_tick("is_listed", self.tr("Listed company"))
        narrow(form)

    def _sizes(self) -> tuple[str, ...]:
        return (
            self.tr("Not chosen"),
            self.tr("Large"),
            self.tr("Medium"),
            self.tr("Small"),
            self.tr("Micro"),
        )

    def _fill(self) -> None:
        for name in (*_CODED, *_LINES):
            self.form.set_text(name, str(getattr(self._party, name)))
        for name in _TICKS:
            self.form.set_text(name, "1" if getattr(self._party, name) else "")

    def _on_edited(self, name: str) -> None:
        if name == "nature":
            is_one = is_enterprise(self.form.text("nature"))
            for asked in ("size", "is_in_zone", "is_listed"):
                self.form.show_field(asked, is_shown=is_one)
