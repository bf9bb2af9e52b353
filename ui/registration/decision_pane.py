"""Deciding: grounds, criteria, the recognised amount, a reason, and the steps that are possible now."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.kernel.money import figures
from app.registration.queries import HistoryRow, RegistrationCard
from app.registration.service import CURABLE
from app.registration.states import IN_FORCE, RegistrationState
from ui import theme, wording
from ui.parts.button import Button, Kind
from ui.parts.card import Card
from ui.parts.forms import Form
from ui.parts.names import day_and_hour, local_name
from ui.parts.words import words
from ui.registration.phrases import code_words

_S = RegistrationState


class Wish(Enum):
    """What can be done with a case; the first possible one is the next step (F10)."""

    ACCEPT = auto()
    REVIEW = auto()
    REGISTER = auto()
    CHANGE = auto()
    CANCEL = auto()
    EXPERTS = auto()
    NOTICE = auto()
    REFUSE = auto()
    WITHDRAW = auto()
    BEGIN_CHANGE = auto()
    BEGIN_CANCELLING = auto()
    DROP = auto()
    OBJECT = auto()
    REOPEN = auto()
    NUMBER = auto()


_AFTER: dict[Wish, RegistrationState] = {
    Wish.ACCEPT: _S.ACCEPTED,
    Wish.REGISTER: _S.REGISTERED,
    Wish.EXPERTS: _S.EXPERT,
    Wish.NOTICE: _S.SUPPLEMENT,
    Wish.REFUSE: _S.REFUSED,
    Wish.WITHDRAW: _S.WITHDRAWN,
    Wish.BEGIN_CHANGE: _S.CHANGING,
    Wish.CHANGE: _S.CHANGED,
    Wish.BEGIN_CANCELLING: _S.CANCELLING,
    Wish.CANCEL: _S.CANCELLED,
}
_WIDE = 900
ISSUED = (Wish.REGISTER, Wish.REFUSE, Wish.NOTICE, Wish.CHANGE, Wish.CANCEL)
"""What goes to a party: it is not taken back."""
_BUSY = (_S.CHANGING, _S.CANCELLING)


def possible(card: RegistrationCard) -> tuple[Wish, ...]:
    """List what can be done with a case now, the next step first."""
    state = card.row.state
    told = {wish: card.may(after) for wish, after in _AFTER.items()}
    told[Wish.REGISTER] = card.may(_S.REGISTERED) and state not in _BUSY
    told[Wish.CHANGE] = state is _S.CHANGING
    told[Wish.DROP] = state in _BUSY
    told[Wish.REVIEW] = state is _S.ACCEPTED
    told[Wish.REOPEN] = state is _S.REFUSED and bool(card.objection)
    told[Wish.OBJECT] = state in (_S.REFUSED, *IN_FORCE)
    told[Wish.NUMBER] = state in IN_FORCE and not card.row.national_number
    return tuple(wish for wish in Wish if told[wish])


class DecisionPane(QWidget):
    """Shows what can be decided; what is typed stays until the step was taken.

    Signals:
        wished: Carries a Wish.
    """

    wished = Signal(object)

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._shown: tuple[str, object, str] = ("", None, "")
        self._inside = QWidget(self)
        self.form = Form(self._inside, columns=2)
        self.ticks = Form(self._inside)
        self._grid = QGridLayout()
        self._history = words("", "", self._inside, wrap=True)
        self._buttons = self._made_buttons()
        self._build()

    def show_card(self, card: RegistrationCard) -> None:
        """Show a case with the steps that are possible."""
        shown = (card.row.id, card.row.state, card.entry.kind + card.profile.code)
        if shown != self._shown:
            self._shown = shown
            self._refill(card)
        self._history.setText("\n".join(self._line(row) for row in reversed(card.history)))
        wishes = possible(card)
        for wish, button in self._buttons.items():
            button.setVisible(wish in wishes)
        self._arrange(wishes)

    def button(self, wish: Wish) -> Button:
        """Give the button of a step."""
        return self._buttons[wish]

    def grounds(self) -> tuple[str, ...]:
        """Give the grounds that are ticked."""
        return tuple(name for name, value in self.ticks.values().items() if value and name.startswith("R"))

    def criteria(self) -> tuple[str, ...]:
        """Give the criteria that are ticked."""
        ticked = (name for name, value in self.ticks.values().items() if value)
        return tuple(name.removeprefix("is:") for name in ticked if name.startswith("is:"))

    def forget(self) -> None:
        """Empty the reason once it was kept."""
        self.form.set_text("reason", "")

    def take_focus(self) -> None:
        """Begin in the first field."""
        self.form.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the history below the decision where both have no room beside each other."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.px(_WIDE)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(beside if is_wide else below)

    def _made_buttons(self) -> dict[Wish, Button]:
        named: tuple[tuple[Wish, str, Kind], ...] = (
            (Wish.ACCEPT, self.tr("Accept the application"), "primary"),
            (Wish.REVIEW, self.tr("Begin the review"), "primary"),
            (Wish.REGISTER, self.tr("Register the contract"), "primary"),
            (Wish.CHANGE, self.tr("Register the change"), "primary"),
            (Wish.CANCEL, self.tr("Cancel the registration"), "danger"),
            (Wish.EXPERTS, self.tr("Give to experts"), "plain"),
            (Wish.NOTICE, self.tr("Give a one-time notice"), "plain"),
            (Wish.REFUSE, self.tr("Refuse"), "danger"),
            (Wish.WITHDRAW, self.tr("Applicant withdraws"), "danger"),
            (Wish.BEGIN_CHANGE, self.tr("Begin a change"), "plain"),
            (Wish.BEGIN_CANCELLING, self.tr("Begin a cancellation"), "plain"),
            (Wish.DROP, self.tr("Give it up"), "plain"),
            (Wish.OBJECT, self.tr("Note an objection"), "plain"),
            (Wish.REOPEN, self.tr("Take up again"), "plain"),
            (Wish.NUMBER, self.tr("Keep the registration number"), "plain"),
        )
        made = {wish: Button(text, kind, parent=self._inside) for wish, text, kind in named}
        for button in made.values():
            button.clicked.connect(self._on_button)
        return made

    def _build(self) -> None:
        form = self.form
        form.add_line("verified", self.tr("Recognised technical amount in yuan"))
        form.add_line("total", self.tr("Total in yuan"))
        form.add_text("reason", self.tr("Reason, or what the applicant is told"), lines=2, span=2)
        form.add_line("objection_by", self.tr("Objection by"))
        form.add_line("number", self.tr("Registration number (16 digits)"))
        left, right = Card(self.tr("Decision"), self._inside), Card(self.tr("History"), self._inside)
        left.body.addWidget(form)
        left.body.addLayout(self._grid)
        left.body.addWidget(self.ticks)
        left.body.addStretch(1)
        right.body.addWidget(self._history)
        right.body.addStretch(1)
        line = self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        line.setContentsMargins(0, 8, 8, 0)
        line.setSpacing(12)
        line.addWidget(left, 3)
        line.addWidget(right, 2)
        self._left = left
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _refill(self, card: RegistrationCard) -> None:
        """Offer the grounds and criteria of the case as it stands now."""
        state, form = card.row.state, self.form
        asked = card.verified_fen if card.verified_fen is not None else card.entry.technical_fen
        form.set_text("total", figures(card.entry.total_fen))
        form.set_text("verified", figures(asked))
        decides = state in (_S.REVIEW, _S.EXPERT)
        form.show_field("total", is_shown=state is _S.CHANGING)
        form.show_field("verified", is_shown=decides or state is _S.CHANGING)
        form.show_field("objection_by", is_shown=state in (_S.REFUSED, *IN_FORCE))
        form.show_field("number", is_shown=state in IN_FORCE and not card.row.national_number)
        fresh = Form(self._inside)
        if decides:
            for line in card.criteria:
                fresh.add_tick(f"is:{line.key}", local_name(line.text, line.text_en))
        if card.may(_S.SUPPLEMENT) or card.may(_S.REFUSED):
            found = {finding.words.ground for finding in card.findings if finding.stops}
            for row in card.profile.refusal_codes():
                fresh.add_tick(row.code, code_words(row))
                is_asked = row.mark == CURABLE and row.code in found
                fresh.set_text(row.code, "1" if is_asked else "")
        self._left.body.replaceWidget(self.ticks, fresh)
        self.ticks.deleteLater()
        self.ticks = fresh

    def _arrange(self, wishes: tuple[Wish, ...]) -> None:
        for place, wish in enumerate(wishes):
            self._grid.addWidget(self._buttons[wish], place // 2, place % 2)

    def _line(self, row: HistoryRow) -> str:
        facts = wording.listed(value for key, value in row.facts if not key.endswith("_fen"))
        back = self.tr("(taken back)") if row.is_taken_back else ""
        parts = (day_and_hour(row.at, self._zone), wording.label(row.kind), row.by, row.note, facts, back)
        return "  ".join(part for part in parts if part)

    def _on_button(self) -> None:
        sender = self.sender()
        for wish, button in self._buttons.items():
            if button is sender:
                self.wished.emit(wish)
