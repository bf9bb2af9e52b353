"""Where a sealed contract's time stamp is; one that is owed can be fetched by hand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.contracts.queries import ContractCard
from app.contracts.stamping import Stamped, Stamping
from app.kernel.changes import Outcome
from app.security.actors import Actor, Permission
from ui.contracts import phrases
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.words import set_tone, words

STAMP_LANE = "stamps"
"""The authority is asked there: it may be slow, and nobody shall wait behind it."""


class StampLine(QWidget):
    """Hidden where no stamp was wanted, or it came while sealing.

    Signals:
        fetched: The stamp has come. Carries the sentence.
        refused: Carries why it could not be fetched.
        owing_changed: Whether something can be fetched may be otherwise now.
    """

    fetched = Signal(str)
    refused = Signal(object)
    owing_changed = Signal()

    def __init__(
        self,
        stamping: Stamping,
        background: Background,
        actor: Actor,
        zone: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stamping, self._background, self._actor, self._zone = stamping, background, actor, zone
        self._owing = ""
        self._label = words(self.tr("Time stamp"), "label", self)
        self._told = words("", "", self, wrap=True)
        self.fetch = Button(self.tr("Fetch the time stamp"), "plain", "clock", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._label, self._told, self.fetch):
            column.addWidget(part)
        self.fetch.clicked.connect(self.ask)
        self.hide()

    def show_card(self, card: ContractCard) -> None:
        """Show how it stands with a contract."""
        self._owing = card.id if card.stamp_owed else ""
        self.fetch.setVisible(card.stamp_owed and self._actor.may(Permission.SEAL_CONTRACT))
        self.fetch.setEnabled(True)
        self.setVisible(card.stamp_owed or card.stamped_at is not None)
        if card.stamped_at is not None:
            self._say_stamped(card.stamped_at)
        else:
            set_tone(self._told, "waiting")
            self._told.setText(
                self.tr("Owed: the authority did not answer while sealing. It is asked again by itself.")
            )
        self.owing_changed.emit()

    def is_owing(self) -> bool:
        """Tell whether the stamp of the contract shown is owed and may be fetched here."""
        return bool(self._owing) and not self.fetch.isHidden()

    def text(self) -> str:
        """Tell what is said."""
        return self._told.text()

    def ask(self) -> None:
        """Ask the authority now."""
        if self.is_owing() and self.fetch.isEnabled():
            self.fetch.setEnabled(False)
            job = partial(self._stamping.fetch, self._owing, actor=self._actor)
            self._background.on_lane(STAMP_LANE, self, job, self._on_fetched, self._on_refused)

    def _on_fetched(self, outcome: Outcome[Stamped]) -> None:
        if outcome.value.contract_id == self._owing:
            self._owing = ""
            self.fetch.hide()
            self._say_stamped(outcome.value.at)
            self.owing_changed.emit()
        self.fetched.emit(self.tr("The time stamp of {0} has come").format(outcome.value.number))

    def _on_refused(self, error: Exception) -> None:
        self.fetch.setEnabled(True)
        self.refused.emit(error)

    def _say_stamped(self, at: int) -> None:
        set_tone(self._told, "")
        told = self.tr("Stamped later, at {0}; the stamp lies beside the file")
        self._told.setText(told.format(phrases.moment(at, self._zone)))
