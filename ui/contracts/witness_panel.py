"""The record of the signing: what was said, what was seen, who else witnessed; notes afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.contracts.queries import PartyRow
from app.contracts.statements import statements
from app.contracts.witness import WitnessCard, WitnessEntry
from app.kernel.changes import Outcome
from app.security.accounts import StaffRow
from app.security.actors import Actor
from ui import theme, wording
from ui.contracts import phrases
from ui.contracts.sign_off import SignOff
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.button import Button
from ui.parts.forms import Form, buttons_row
from ui.parts.upright import UprightArea
from ui.parts.words import words

_WIDEST = 760


@dataclass(frozen=True)
class _Known:
    """What the panel starts from."""

    card: WitnessCard
    staff: tuple[StaffRow, ...]


class WitnessPanel(QWidget):
    """Writes the record once, then takes notes.

    Signals:
        left: Back to the contract.
    """

    left = Signal()

    def __init__(
        self,
        sign_off: SignOff,
        background: Background,
        actor: Actor,
        zone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sign_off, self._background, self._actor, self._zone = sign_off, background, actor, zone
        self._contract_id = ""
        self._parties: tuple[PartyRow, ...] = ()
        self.form: Form | None = None
        self._build()
        self.write.clicked.connect(self._on_write)
        self.print.clicked.connect(self._on_print)
        self.add_note.clicked.connect(self._on_note)
        self.back.clicked.connect(self.left)

    def begin(self, contract_id: str, parties: tuple[PartyRow, ...], told: str) -> None:
        """Show the record of a contract's signing, or the form that writes it."""
        self._contract_id, self._parties = contract_id, parties
        self._told.setText(told)
        self.banner.hide()
        self._background.read(self, partial(_known, self._sign_off, contract_id), self._on_known)

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be; what was filled in stays."""
        for form in (self.form, self.note):
            if form is not None and form.show_refusal(error):
                return
        self.banner.say(wording.sentence(error))

    def _build(self) -> None:
        told = QWidget(self)
        told.setMaximumWidth(theme.px(_WIDEST))
        self._told = words("", "heading", told, wrap=True)
        self.banner = Banner(told)
        self._record = words("", "strong", told, wrap=True)
        self._place = QVBoxLayout()
        self.note = Form(told)
        self.note.add_line("note", self.tr("Correction or note to the record"))
        self.back = Button(self.tr("Back to the contract"), icon="chevron-left", parent=told)
        self.print = Button(self.tr("Print the record"), icon="printer", parent=told)
        self.add_note = Button(self.tr("Add the note"), icon="plus", parent=told)
        self.write = Button(self.tr("Write and seal the record"), "primary", "stamp", parent=told)
        column = QVBoxLayout(told)
        column.setSpacing(theme.px(10))
        for part in (self._told, self.banner, self._record):
            column.addWidget(part)
        column.addLayout(self._place)
        column.addWidget(self.note)
        column.addWidget(buttons_row(self.print, self.add_note, parent=told))
        column.addWidget(buttons_row(self.back, self.write, parent=told))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(UprightArea(told, self))

    def _on_known(self, known: _Known) -> None:
        self._show_card(known.card)
        if known.card.number:
            return
        if not any(party.signed_at is not None for party in self._parties):
            self._record.setText(self.tr("Nobody has signed: there is nothing to record."))
            self.write.hide()
            return
        if self.form is not None:
            # Read twice, as by a change that came home meanwhile: one form is enough.
            return
        self.form = self._made_form(known.staff)
        self._place.addWidget(self.form)
        self.form.focus_first()

    def _made_form(self, staff: tuple[StaffRow, ...]) -> Form:
        form = Form(self)
        for said in statements():
            told = phrases.local_name(said.text, said.text_en)
            form.add_tick(f"said_{said.key}", phrases.local_name(said.law, said.law), hint=told)
        for party in self._parties:
            form.add_tick(f"seal_{party.id}", self.tr("Seal seen: {0}").format(party.name))
            form.add_tick(f"seam_{party.id}", self.tr("Page-crossing seal seen: {0}").format(party.name))
        others = [(row.id, row.name) for row in staff if row.id != self._actor.staff_id]
        form.add_choice("second_id", self.tr("Second clerk"), [("", self.tr("nobody")), *others])
        form.add_line("photos", self.tr("Pictures or film: where they are kept"))
        form.add_tick("photos_agreed", self.tr("Everybody agreed to pictures or film"))
        form.add_text("remarks", self.tr("Remarks"), lines=2)
        return form

    def _show_card(self, card: WitnessCard) -> None:
        is_written = bool(card.number)
        lines = []
        if is_written and card.written_at is not None:
            told = self.tr("The record {number} was written and sealed, {at}.")
            lines.append(told.format(number=card.number, at=phrases.moment(card.written_at, self._zone)))
        lines += [
            f"{phrases.moment(note.written_at, self._zone)}  {note.written_by}  {note.text}"
            for note in card.notes
        ]
        self._record.setText("\n".join(lines) or self.tr("The record of this signing is not written yet."))
        if self.form is not None:
            self.form.setVisible(not is_written)
        self.write.setVisible(not is_written)
        for part in (self.print, self.note, self.add_note):
            part.setVisible(is_written)

    def _entry(self) -> WitnessEntry:
        assert self.form is not None
        ticked = {name for name, value in self.form.values().items() if value == "1"}
        return WitnessEntry(
            said=frozenset(said.key for said in statements() if f"said_{said.key}" in ticked),
            second_id=self.form.text("second_id"),
            seals=frozenset(p.id for p in self._parties if f"seal_{p.id}" in ticked),
            seam_seals=frozenset(p.id for p in self._parties if f"seam_{p.id}" in ticked),
            photos=self.form.text("photos"),
            photos_agreed="photos_agreed" in ticked,
            remarks=self.form.text("remarks"),
        )

    def _on_write(self) -> None:
        if self.form is None:
            return
        self.banner.hide()
        job = partial(self._sign_off.witness.write, self._contract_id, self._entry(), actor=self._actor)
        self._background.write(self, job, self._on_written)

    def _on_written(self, outcome: Outcome[WitnessCard]) -> None:
        self._show_card(outcome.value)
        self.print.setFocus()

    def _on_print(self) -> None:
        job = partial(self._sign_off.witness.print, self._contract_id, 1, actor=self._actor)
        self._background.write(self, job, self._on_printed)

    def _on_printed(self, outcome: Outcome[str]) -> None:
        self.banner.say(self.tr("The record goes to the printer."), Tint.GOOD)

    def _on_note(self) -> None:
        job = partial(
            self._sign_off.witness.note, self._contract_id, self.note.text("note"), actor=self._actor
        )
        self._background.write(self, job, self._on_noted)

    def _on_noted(self, outcome: Outcome[WitnessCard]) -> None:
        self.note.set_text("note", "")
        self._show_card(outcome.value)


def _known(sign_off: SignOff, contract_id: str) -> _Known:
    return _Known(sign_off.witness.card(contract_id), sign_off.staff())
