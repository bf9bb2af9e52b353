"""The registration form with all its fields; the contract has filled in what it tells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.kernel.money import figures, parse_yuan
from app.registration.fields import offered
from app.registration.form import CaseEntry, FormContent
from app.registration.profiles import PROFILES, profile
from app.registration.queries import RegistrationCard
from app.registration.states import BEFORE_DECISION
from ui.parts.card import Card
from ui.parts.forms import Form
from ui.parts.names import local_name
from ui.registration.party_box import PartyBox
from ui.registration.phrases import kinds, narrow, options, subfields

_CODES = (
    ("field", "field"),
    ("objective", "seo"),
    ("industry", "industry"),
    ("served_industry", "industry"),
    ("plan", "plan"),
    ("rights", "ipr"),
)
_TICKS = ("is_related", "is_import", "is_foreign", "is_secret", "is_foreign_text", "is_first")
_MOST_ORIGINALS = 99


class FormPane(QWidget):
    """Fields of a case.

    Signals:
        submitted: Ctrl+Enter or Enter in the last field: keep it.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._revision = -1
        self._card: RegistrationCard | None = None
        self.boxes: list[PartyBox] = []
        self.form = Form(self, columns=3)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._build()
        self.form.submitted.connect(self.submitted)
        self.form.edited.connect(self._on_edited)

    def show_card(self, card: RegistrationCard) -> None:
        """Show a case; what is typed stays while the same one is read again unchanged."""
        if card.row.id == self._key and card.revision == self._revision:
            return
        self._key, self._revision, self._card = card.row.id, card.revision, card
        names = [(str(place), party.name) for place, party in enumerate(card.entry.parties)]
        self.form.set_options("applicant", names)
        self._fill(card.entry)
        for box in self.boxes:
            self._column.removeWidget(box)
            box.deleteLater()
        self.boxes = [PartyBox(party, self._inside) for party in card.entry.parties]
        for box in self.boxes:
            self._column.insertWidget(self._column.count() - 1, box)
        self._inside.setEnabled(card.row.state in BEFORE_DECISION)

    @property
    def revision(self) -> int:
        """The revision the fields were filled from."""
        return self._revision

    def entry(self) -> CaseEntry | None:
        """Give the case as it stands in the fields; refuses with FieldRefused an amount that is none."""
        if self._card is None:
            return None
        form = self.form
        return replace(
            self._card.entry,
            profile=form.text("profile"),
            kind=form.text("kind"),
            total_fen=parse_yuan(form.text("total"), "total"),
            technical_fen=parse_yuan(form.text("technical"), "technical"),
            form=self._form_content(),
            parties=tuple(box.party() for box in self.boxes),
            is_disputed=bool(form.text("is_disputed")),
        )

    def go_to(self, field: str, party: int | None) -> None:
        """Put the focus where a finding is mended."""
        form = self.form if party is None or field == "applicant" else self.boxes[party].form
        names = form.values()
        if field in names:
            editor = form.editor(field)
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(editor, 0, 80)
        else:
            form.focus_first()

    def take_focus(self) -> None:
        """Begin in the first field."""
        self.form.focus_first()

    def _form_content(self) -> FormContent:
        form = self.form
        coded: dict[str, Any] = {name: form.text(name) for name, _ in _CODES}
        coded |= {name: bool(form.text(name)) for name in _TICKS}
        coded["subfield"] = form.text("subfield")
        assert self._card is not None
        return replace(
            self._card.entry.form,
            applicant=int(form.text("applicant") or 0),
            originals=int(form.text("originals")),
            invest_fen=parse_yuan(form.text("invest") or "0", "invest"),
            output_fen=parse_yuan(form.text("output") or "0", "output"),
            responsible=form.text("responsible"),
            preparer=form.text("preparer"),
            **coded,
        )

    def _build(self) -> None:
        card = Card(self.tr("Form"), self._inside)
        self._add_fields()
        card.body.addWidget(self.form)
        self._column.setContentsMargins(0, 8, 8, 0)
        self._column.setSpacing(12)
        self._column.addWidget(card)
        self._column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def _add_fields(self) -> None:
        form = self.form
        rules = [(code, local_name(profile(code).name, profile(code).name_en)) for code in PROFILES]
        form.add_choice("profile", self.tr("Rules"), rules)
        form.add_choice("kind", self.tr("Class, by rights and duties"), kinds())
        form.add_choice("applicant", self.tr("Applicant"), [])
        form.add_line("total", self.tr("Total in yuan"))
        form.add_line("technical", self.tr("Technical amount in yuan"))
        form.add_number("originals", self.tr("Originals brought"), 0, _MOST_ORIGINALS)
        titles = (
            self.tr("Technical field"),
            self.tr("Socio-economic objective"),
            self.tr("Industry of the applicant"),
            self.tr("Industry served"),
            self.tr("Programme"),
            self.tr("Intellectual property"),
        )
        for (name, table), title in zip(_CODES, titles, strict=True):
            form.add_choice(name, title, options(table))
            if name == "field":
                form.add_choice("subfield", self.tr("Field, second level"), [])
        form.add_tick("is_related", self.tr("Related parties"))
        form.add_tick("is_import", self.tr("Technology import"))
        form.add_tick("is_foreign", self.tr("Party abroad"))
        form.add_tick("is_secret", self.tr("State secret involved"))
        form.add_tick("is_foreign_text", self.tr("Foreign text"))
        form.add_tick("is_first", self.tr("First registration of the applicant"))
        form.add_tick("is_disputed", self.tr("Disputed: to experts"))
        form.add_line("invest", self.tr("Expected investment in yuan"))
        form.add_line("output", self.tr("Expected output in yuan"))
        form.add_line("responsible", self.tr("Responsible person"))
        form.add_line("preparer", self.tr("Prepared by"))
        narrow(form)

    def _fill(self, entry: CaseEntry) -> None:
        content = entry.form
        told = {name: getattr(content, name) for name, _ in _CODES}
        told |= {name: "1" if getattr(content, name) else "" for name in _TICKS}
        told |= {
            "profile": entry.profile,
            "kind": entry.kind,
            "applicant": str(content.applicant),
            "total": figures(entry.total_fen),
            "technical": figures(entry.technical_fen),
            "originals": str(content.originals),
            "invest": figures(content.invest_fen),
            "output": figures(content.output_fen),
            "responsible": content.responsible,
            "preparer": content.preparer,
            "is_disputed": "1" if entry.is_disputed else "",
        }
        for name, value in told.items():
            self.form.set_text(name, str(value))
        self._offer_subfields(content.subfield)
        self.form.set_text("subfield", content.subfield)

    def _offer_subfields(self, kept: str = "") -> None:
        """Offer what is below the chosen field; where nothing is, there is nothing to choose."""
        assert self._card is not None
        below = offered(self._card.subfields, self.form.text("field"), self._card.today, kept)
        self.form.set_options("subfield", subfields(below))
        self.form.editor("subfield").setEnabled(bool(below))

    def _on_edited(self, name: str) -> None:
        if name == "field" and self._card is not None:
            self._offer_subfields()
