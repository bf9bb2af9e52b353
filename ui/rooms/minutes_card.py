"""What came of a meeting, and its minutes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.rooms.rows import BookingCard
from app.rooms.states import MeetingOutcome
from ui import theme, wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import Form
from ui.parts.words import words

_LINE = 44
OUTCOMES = (MeetingOutcome.INTENTION, MeetingOutcome.CONTINUE, MeetingOutcome.NONE)


class MinutesCard(Card):
    """A digit says what came of it; what was decided is written below.

    Signals:
        save_wanted: Outcome and minutes are to be kept. Carries the MeetingOutcome and the text.
        contract_wanted: A contract is to be drafted.
    """

    save_wanted = Signal(object, str)
    contract_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Outcome and minutes"))
        self._kept: tuple[str, MeetingOutcome, str] = ("", MeetingOutcome.OPEN, "")
        self._outcome = MeetingOutcome.OPEN
        self.outcome = ChoiceList(self)
        self.outcome.setAccessibleName(self.tr("What came of the meeting"))
        self.outcome.setFixedHeight(theme.px(_LINE) * len(OUTCOMES) + 12)
        self.form = Form(self)
        self.text = self.form.add_text("minutes", self.tr("Minutes"), lines=6)
        self._note = words("", "small", self, wrap=True)
        self.save = Button(self.tr("Keep outcome and minutes"), "primary", "check", parent=self)
        self.contract = Button(self.tr("Draft a contract"), "plain", "file-signature", parent=self)
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        for label in (self._note, self.save, self.contract):
            self.body.addWidget(label)
        self.outcome.chosen.connect(self._on_outcome)
        self.form.submitted.connect(self.request_save)
        self.save.clicked.connect(self.request_save)
        self.contract.clicked.connect(self.contract_wanted)

    def show_card(self, card: BookingCard) -> None:
        """Show what is kept; what is typed for the same meeting stays until it is kept."""
        kept = (card.id, card.outcome, card.minutes)
        if kept != self._kept and (card.id != self._kept[0] or not self.is_changed()):
            self._outcome = card.outcome
            self.form.set_text("minutes", card.minutes)
        self._kept = kept
        for part in (self.outcome, self.form, self.save):
            part.setEnabled(not card.is_hidden)
        self.contract.setEnabled(not card.is_hidden)
        self._show_outcome()

    def is_changed(self) -> bool:
        """Tell whether something is typed that is not kept."""
        return (self._outcome, self.form.text("minutes")) != (self._kept[1], self._kept[2].strip())

    def request_save(self) -> None:
        """Ask for what is typed to be kept; an outcome has to be chosen first."""
        if self._outcome is MeetingOutcome.OPEN:
            self._note.setText(self.tr("Choose what came of the meeting first: a digit."))
            self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.save_wanted.emit(self._outcome, self.form.text("minutes"))

    def show_kept(self) -> None:
        """Lead on where a contract is intended."""
        if self._outcome is MeetingOutcome.INTENTION:
            self._note.setText(self.tr("F8 drafts the contract with both parties filled in."))
            self.contract.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_outcome(self, key: str) -> None:
        self._outcome = MeetingOutcome(key)
        self._note.setText("")
        self._show_outcome()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_outcome(self) -> None:
        chosen = self.tr("chosen")
        self.outcome.show_choices(
            [
                Choice(
                    one.value,
                    wording.label(one),
                    remark=chosen if one is self._outcome else "",
                    icon="check" if one is self._outcome else "",
                )
                for one in OUTCOMES
            ]
        )
