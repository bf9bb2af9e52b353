"""The signing session: full screen, made for a pen display or touch; one party after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.contracts.queries import ContractCard, PartyRow
from app.contracts.states import ContractState
from app.kernel.changes import Outcome
from app.security.actors import Actor
from ui import theme, wording
from ui.contracts import phrases
from ui.contracts.desk import ContractDesk
from ui.contracts.marked_list import MarkedLine, MarkedList
from ui.contracts.pad_view import PadView, SignerForm
from ui.contracts.reading_view import ReadingView
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.status_dot import Light
from ui.parts.words import words

_SIDE = 260
_TALL = 56


@dataclass(frozen=True)
class Scene:
    """The contract as it stands and the text that is signed, with its digest."""

    card: ContractCard
    pdf: bytes
    digest: str


class SigningSession(QDialog):
    """Lets the parties read and sign. A signature is kept whole or not at all.

    Signals:
        signed: A party has signed. Carries the contract's key.
    """

    signed = Signal(str)

    def __init__(
        self,
        desk: ContractDesk,
        background: Background,
        actor: Actor,
        contract_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Signing"))
        self.setObjectName("stage")
        self._desk, self._background, self._actor = desk, background, actor
        self._contract_id = contract_id
        self._scene: Scene | None = None
        self._party: PartyRow | None = None
        self._was_warned = self._is_sending = False
        self._build()
        self._connect()

    def begin(self) -> None:
        """Read the text and open the session."""
        self.read_again()

    def read_again(self) -> None:
        """Read how the contract stands, and show the text to whoever signs next."""
        self._background.read(self, partial(_scene, self._desk, self._contract_id), self._on_scene)

    def party(self) -> PartyRow | None:
        """Tell whose turn it is."""
        return self._party

    def is_done(self) -> bool:
        """Tell whether everybody has signed."""
        return self._stack.currentWidget() is self._done

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be; what was drawn and typed stays."""
        self._is_sending = False
        self.pad.set_sending(is_sending=False)
        if not self.signer.form.show_refusal(error):
            self.banner.say(wording.sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press only the button that has the focus, never a default one."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave: what is signed stays signed; what is only drawn is not kept, which is said once before."""
        if self._is_sending:
            return
        if not self.pad.pad.is_empty() and not self._was_warned and not self.is_done():
            self._was_warned = True
            told = self.tr("The drawn signature is not given yet and will not be kept. Once more leaves.")
            self.banner.say(told, Tint.WAITING)
            return
        super().reject()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 20, 20, 20)
        row.setSpacing(20)
        row.addWidget(self._build_side())
        column = QVBoxLayout()
        column.setSpacing(12)
        self.banner = Banner(self)
        column.addWidget(self.banner)
        self._stack = QStackedWidget(self)
        self.reading = ReadingView(self)
        self.pad = PadView(self)
        self._done = self._build_done()
        for view in (self.reading, self.pad, self._done):
            self._stack.addWidget(view)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)

    def _build_side(self) -> QWidget:
        side = Card("", self)
        side.setFixedWidth(theme.px(_SIDE) + 60)
        self._number = words("", "label", side)
        self._title = words("", "heading", side, wrap=True)
        self._amount = words("", "accent", side)
        self.parties = MarkedList(side)
        self.parties.setAccessibleName(self.tr("Who signs"))
        self.parties.setMinimumHeight(theme.px(110))
        self.signer = SignerForm(side)
        self.signer.hide()
        self.leave = Button(self.tr("Interrupt"), "quiet", "pause", parent=side)
        self.leave.setMinimumHeight(theme.px(44))
        told = QWidget(side)
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 6, 0)
        for part in (self._number, self._title, self._amount, words(self.tr("Who signs"), "label", side)):
            column.addWidget(part)
        column.addWidget(self.parties, 1)
        column.addWidget(self.signer)
        area = self._area = QScrollArea(side)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(told)
        side.body.addWidget(area, 1)
        side.body.addWidget(self.leave)
        return side

    def _build_done(self) -> QWidget:
        done = QWidget(self)
        column = QVBoxLayout(done)
        self._done_words = EmptyState("circle-check", self.tr("Everybody has signed"), "", done)
        self.finish = Button(self.tr("Back to the contract"), "primary", "check", parent=done)
        self.finish.setMinimumHeight(theme.px(_TALL))
        column.addStretch(2)
        column.addWidget(self._done_words)
        column.addWidget(self.finish, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return done

    def _connect(self) -> None:
        self.parties.chosen.connect(self._on_party)
        self.reading.sign_requested.connect(self._on_sign_requested)
        self.pad.back_requested.connect(self._on_read_again)
        self.pad.confirmed.connect(self._on_confirmed)
        self.leave.clicked.connect(self.reject)
        self.finish.clicked.connect(self.accept)

    def _on_scene(self, scene: Scene) -> None:
        self._scene = scene
        card = scene.card
        self._number.setText(card.number)
        self._title.setText(card.content.title)
        self._amount.setText(phrases.yuan(card.content.total_fen))
        waiting = [party for party in card.parties if party.signed_at is None]
        if waiting:
            self._call(waiting[0])
        else:
            self._finish(card)

    def _call(self, party: PartyRow) -> None:
        """Begin with a party: unread text, empty pad, unticked identity."""
        assert self._scene is not None
        self._party, self._was_warned = party, False
        self._show_parties()
        self.signer.begin(party)
        self.pad.begin(party, self._scene.card.number, self._scene.card.content.title)
        self.signer.hide()
        self.setWindowTitle(self.tr("Signing"))
        self._stack.setCurrentWidget(self.reading)
        self.reading.show_text(self._scene.pdf)

    def _finish(self, card: ContractCard) -> None:
        self._party = None
        self._show_parties()
        self.signer.hide()
        self.pad.pad.clear_pad()
        told = self.tr("{0} can be sealed now.").format(card.number)
        self._done_words.say(self.tr("Everybody has signed"), told)
        self.leave.hide()
        self._stack.setCurrentWidget(self._done)
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parties(self) -> None:
        assert self._scene is not None
        self.parties.show_lines([self._line(party) for party in self._scene.card.parties])
        if self._party is not None:
            self.parties.go_to(self._party.id)

    def _line(self, party: PartyRow) -> MarkedLine:
        if party.signed_at is not None:
            at = phrases.moment(party.signed_at, self._desk.zone)
            told = self.tr("signed by {0}, {1}").format(party.signer, at)
            return MarkedLine(party.id, f"{party.name}\n{told}", Light.GOOD)
        is_next = self._party is not None and party.id == self._party.id
        told = self.tr("signs now") if is_next else self.tr("not yet")
        return MarkedLine(party.id, f"{party.name}\n{told}", Light.WAITING if is_next else Light.NONE)

    def _on_party(self, key: str) -> None:
        """Let another party sign first, while nothing is drawn for this one."""
        if self._scene is None or self._party is None or self._is_sending:
            return
        waiting = {p.id: p for p in self._scene.card.parties if p.signed_at is None}
        if key in waiting and key != self._party.id and self.pad.pad.is_empty():
            self._call(waiting[key])
        else:
            self.parties.go_to(self._party.id)

    def _on_sign_requested(self) -> None:
        self.banner.hide()
        self.signer.show()
        self.setWindowTitle(self.tr("Signature"))
        self._stack.setCurrentWidget(self.pad)
        self.signer.form.focus_first()

    def _on_read_again(self) -> None:
        self._stack.setCurrentWidget(self.reading)

    def _on_confirmed(self) -> None:
        if self._party is None or self._scene is None or self._is_sending:
            return
        if not self.signer.is_complete():
            self._area.ensureWidgetVisible(self.signer.form.focusWidget() or self.signer)
            return
        self._is_sending = True
        self.banner.hide()
        self.pad.set_sending(is_sending=True)
        entry = self.pad.entry(self._party, self.signer.form, self._scene.digest)
        job = partial(self._desk.signing.sign, self._contract_id, entry, actor=self._actor)
        self._background.write(self, job, self._on_signed)

    def _on_signed(self, outcome: Outcome[ContractState]) -> None:
        self._is_sending = False
        self.pad.set_sending(is_sending=False)
        self.signed.emit(self._contract_id)
        if self._party is not None:
            self.banner.say(self.tr("Signed for {0}.").format(self._party.name), Tint.GOOD)
        self.read_again()


def _scene(desk: ContractDesk, contract_id: str) -> Scene:
    pdf, digest = desk.sealing.signing_text(contract_id)
    return Scene(desk.view.contract(contract_id), pdf, digest)
