"""Who signs, by what right, and the pad."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.contracts.queries import PartyRow
from app.contracts.signing import SignatureEntry
from app.contracts.states import Capacity, Pen
from ui import theme, wording
from ui.contracts.reading_view import make_tall
from ui.contracts.verdict import VerdictLine
from ui.parts.banner import Tint
from ui.parts.button import Button
from ui.parts.forms import Form
from ui.parts.signature_pad import SignaturePad
from ui.parts.words import words

_TALL = 60


class SignerForm(QWidget):
    """The clerk's part: who signs, by what right, identity seen.

    Signals:
        submitted: Enter in the last field.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words(self.tr("Filled in by the clerk"), "label", self))
        self.form = Form(self)
        self.form.add_line("signer", self.tr("Who signs"), required=True)
        rights = [(right.value, wording.label(right)) for right in Capacity]
        self.form.add_choice("capacity", self.tr("As"), rights)
        hint = self.tr("Number and period of the power of attorney")
        self.form.add_line("authority", self.tr("Authority"), required=True, hint=hint)
        self.form.add_tick("identity_checked", self.tr("Identity document seen"))
        column.addWidget(self.form)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.submitted)
        self._settle()

    def begin(self, party: PartyRow) -> None:
        """Prepare for a party: usually its legal representative signs."""
        self.form.set_text("signer", party.legal_representative)
        self.form.set_text("capacity", Capacity.LEGAL_REPRESENTATIVE.value)
        self.form.set_text("authority", "")
        self.form.set_text("identity_checked", "")
        self.form.clear_errors()

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

    def _is_agent(self) -> bool:
        return Capacity(self.form.text("capacity")) is Capacity.AGENT

    def _on_edited(self, name: str) -> None:
        if name == "capacity":
            self._settle()

    def _settle(self) -> None:
        self.form.show_field("authority", is_shown=self._is_agent())


class PadView(QWidget):
    """Where the signer signs.

    Signals:
        confirmed: The signature stands as it is.
        back_requested: The signer wants to read again.
    """

    confirmed = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self.undo.clicked.connect(self.pad.undo_stroke)
        self.again.clicked.connect(self.pad.clear_pad)
        self.back.clicked.connect(self.back_requested)
        self.confirm.clicked.connect(self._on_confirm)
        self.keep.clicked.connect(self.confirmed)
        self.sign_again.clicked.connect(self._on_sign_again)
        self.pad.changed.connect(self._on_changed)

    def begin(self, party: PartyRow, number: str, title: str) -> None:
        """Empty the pad for a party."""
        told = self.tr("I sign {number}, {title}, for {party}.")
        self._who.setText(told.format(number=number, title=title, party=party.name))
        self.pad.clear_pad()

    def entry(self, party: PartyRow, form: Form, digest: str) -> SignatureEntry:
        """Give what was recorded."""
        strokes = self.pad.strokes()
        pens = Counter(stroke.pointer for stroke in strokes)
        return SignatureEntry(
            party_id=party.id,
            signer=form.text("signer"),
            capacity=Capacity(form.text("capacity")),
            strokes=tuple(tuple((p.x, p.y, p.pressure, p.t_ms) for p in stroke.points) for stroke in strokes),
            pen=Pen(pens.most_common(1)[0][0].value),
            text_digest=digest,
            identity_checked=bool(form.text("identity_checked")),
            authority=form.text("authority") if Capacity(form.text("capacity")) is Capacity.AGENT else "",
        )

    def set_sending(self, *, is_sending: bool) -> None:
        """Take no second confirmation while the first is on its way."""
        for part in (self.confirm, self.keep, self.undo, self.again, self.back):
            part.setEnabled(not is_sending)
        if not is_sending:
            self._on_changed()

    def _build(self) -> None:
        self._who = words("", "heading", self, wrap=True)
        self.pad = SignaturePad(self, hint=self.tr("Sign here with pen, finger or mouse"))
        self.pad.setMinimumHeight(theme.px(200))
        self.warning = VerdictLine(self)
        self.sign_again = Button(self.tr("Sign again"), parent=self)
        self.keep = Button(self.tr("Keep this one"), parent=self)
        self._choice = QWidget(self)
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(8)
        choice.addWidget(self.warning, 1)
        choice.addWidget(self.sign_again)
        choice.addWidget(self.keep)
        self._choice.hide()
        self.undo = Button(self.tr("Undo stroke"), icon="undo-2", parent=self)
        self.again = Button(self.tr("Clear"), icon="eraser", parent=self)
        self.back = Button(self.tr("Read again"), icon="chevron-left", parent=self)
        self.confirm = Button(self.tr("Confirm"), "primary", "check", parent=self)
        foot_box = QWidget(self)
        foot_box.setFixedHeight(theme.px(_TALL))
        foot = QHBoxLayout(foot_box)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(12)
        for button in (self.back, self.undo, self.again):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.confirm)
        for button in (self.back, self.undo, self.again, self.confirm, self.sign_again, self.keep):
            make_tall(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._who)
        column.addWidget(self.pad, 1)
        column.addWidget(self._choice)
        column.addWidget(foot_box)
        self._on_changed()

    def _on_changed(self) -> None:
        self._choice.hide()
        for part in (self.confirm, self.undo, self.again):
            part.setEnabled(not self.pad.is_empty())

    def _on_sign_again(self) -> None:
        self.pad.clear_pad()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_confirm(self) -> None:
        if self.pad.is_plausible():
            self.confirmed.emit()
            return
        told = self.tr("It is very short. If it is the usual one, keep it.")
        self.warning.say(Tint.WAITING, self.tr("This hardly looks like a signature."), told)
        self._choice.show()
        self.sign_again.setFocus(Qt.FocusReason.OtherFocusReason)
