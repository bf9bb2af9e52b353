"""The signing session: the clerk's window, and what the signer sees in it or on a screen of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.contracts.queries import ContractCard, PartyRow
from app.contracts.signing import SignatureEntry
from app.contracts.statements import consent
from app.contracts.states import Capacity, ContractState, IdentityCheck, Pen
from app.devices.ports import CardFacts
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.errors import Refusal
from app.security.actors import Actor
from ui import wording
from ui.contracts.desk import ContractDesk
from ui.contracts.paper_panel import PaperPanel
from ui.contracts.signer_screen import Mirror, SignerScreen
from ui.contracts.signing_side import KEPT, SigningSide
from ui.contracts.signing_stage import SigningStage
from ui.contracts.witness_panel import WitnessPanel
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.card_feed import CardFeed
from ui.parts.screens import QtScreens, Screens

_OPEN = (ContractState.READY, ContractState.SIGNING)


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
        screens: Screens | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Signing"))
        self.setObjectName("stage")
        self._desk, self._background, self._actor = desk, background, actor
        self._contract_id = contract_id
        self._scene: Scene | None = None
        self._party: PartyRow | None = None
        self._was_warned = self._is_sending = False
        self._consent = consent()
        self._build(screens or QtScreens(self))
        self._connect()

    def begin(self) -> None:
        """Read the text and open the session, on the signer's own screen where there is one."""
        self.signer_screen.take()
        self.read_again()

    def read_again(self) -> None:
        """Read how the contract stands, and show the text to whoever signs next."""
        self._background.read(self, partial(_scene, self._desk, self._contract_id), self._on_scene)

    def party(self) -> PartyRow | None:
        """Tell whose turn it is."""
        return self._party

    def is_done(self) -> bool:
        """Tell whether the signing is over."""
        return self._main.currentWidget() is self.witness

    def take_card(self, card: CardFacts) -> None:
        """Take a card as the identity of whoever signs now."""
        if self._party is not None and not self._is_sending:
            self.side.signer.take_card(card)

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be; what was drawn and typed stays."""
        self._set_sending(is_sending=False)
        if isinstance(error, Refusal) and error.code == "SignatureDoubtful":
            self.side.ask_why_kept()
        elif not self.side.signer.show_refusal(error):
            self.banner.say(wording.sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the signer's pages by the clerk's keys; Enter presses only the button that has the focus."""
        key, is_ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        reading, pad = self.stage.reading, self.stage.pad
        is_reading, is_signing = self.stage.view() is reading, self.stage.view() is pad
        if is_reading and key == Qt.Key.Key_PageDown:
            reading.step_on()
        elif is_reading and key == Qt.Key.Key_PageUp:
            reading.step_back()
        elif is_signing and is_ctrl and key == Qt.Key.Key_Z:
            pad.undo.click()
        elif is_signing and is_ctrl and key == Qt.Key.Key_Delete:
            pad.again.click()
        elif key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave: what is signed stays signed; what is only drawn is not kept, which is said once before."""
        if self._is_sending:
            return
        if not self.stage.pad.pad.is_empty() and not self._was_warned and not self.is_done():
            self._was_warned = True
            told = self.tr("The drawn signature is not given yet and will not be kept. Once more leaves.")
            self.banner.say(told, Tint.WAITING)
            return
        super().reject()

    def done(self, result: int) -> None:
        """Take the signer's screen away with the session."""
        self.signer_screen.seat.give_up()
        self.signer_screen.hide()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close like Esc, so that nothing drawn is lost unasked."""
        event.ignore()
        self.reject()

    def _build(self, screens: Screens) -> None:
        sign_off = self._desk.sign_off
        self.side = SigningSide(self._desk.zone, self)
        self.stage = SigningStage(self._consent, self)
        self.mirror = Mirror(self)
        self.mirror.hide()
        self.paper = PaperPanel(sign_off.wet_ink, self._background, self._actor, self)
        self.witness = WitnessPanel(sign_off, self._background, self._actor, self._desk.zone, self)
        self.signer_screen = SignerScreen(screens, sign_off.screen, self)
        self._here = QWidget(self)
        place = QVBoxLayout(self._here)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.stage, 1)
        place.addWidget(self.mirror, 1)
        self._main = QStackedWidget(self)
        for view in (self._here, self.paper, self.witness):
            self._main.addWidget(view)
        self.banner = Banner(self)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(self._main, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 20, 20, 20)
        row.setSpacing(20)
        row.addWidget(self.side)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        self.side.parties.chosen.connect(self._on_party)
        self.side.reason_given.connect(self._on_reason)
        self.side.paper.clicked.connect(self._on_paper)
        self.side.leave.clicked.connect(self.reject)
        self.stage.pad_opened.connect(self._on_pad)
        self.stage.signed.connect(self._on_confirmed)
        self.stage.kept.connect(self.side.ask_why_kept)
        self.stage.paper_wanted.connect(self._on_paper)
        self.stage.moved.connect(self._on_moved)
        self.paper.signed.connect(self._on_paper_signed)
        self.paper.left.connect(self._on_screen_again)
        self.witness.left.connect(self.accept)
        self.signer_screen.came.connect(self._on_screen_came)
        self.signer_screen.went.connect(self._on_screen_went)
        self.signer_screen.seat.settled.connect(self._on_screen_settled)
        self._background.changed.connect(self._on_changed)
        CardFeed(self._desk.sign_off.cards, self).card_read.connect(self.take_card)

    def _on_scene(self, scene: Scene) -> None:
        is_same = self._scene is not None and self._scene.digest == scene.digest
        self._scene = scene
        self.side.show_card(scene.card)
        waiting = [party for party in scene.card.parties if party.signed_at is None]
        if scene.card.state not in _OPEN:
            self._finish(scene.card)
        elif is_same and self._party is not None and self._party.id in {party.id for party in waiting}:
            self.side.show_parties(scene.card.parties, self._party.id)
        elif waiting:
            self._call(waiting[0])

    def _call(self, party: PartyRow) -> None:
        """Begin with a party: unread text, empty pad, identity not established."""
        assert self._scene is not None
        self._party, self._was_warned = party, False
        card = self._scene.card
        self.side.show_parties(card.parties, party.id)
        self.side.signer.begin(card.content.parties[card.parties.index(party)])
        self._main.setCurrentWidget(self._here)
        self.setWindowTitle(self.tr("Signing"))
        self.stage.begin(self._scene.pdf, party.name, card.number, card.content.title)

    def _finish(self, card: ContractCard) -> None:
        self._party = None
        self.side.show_parties(card.parties, "")
        self.side.end()
        told = self.tr("{number}: {state}").format(number=card.number, state=wording.label(card.state))
        is_formed = all(party.signed_at is not None for party in card.parties)
        self.stage.rest(self.tr("Thank you. Everybody has signed.") if is_formed else told, card.number)
        self.side.state.setText(told)
        self._main.setCurrentWidget(self.witness)
        self.witness.begin(card.id, card.parties, told)

    def _on_party(self, key: str) -> None:
        """Let another party sign first, while nothing is drawn for this one."""
        if self._scene is None or self._party is None or self._is_sending:
            return
        waiting = {p.id: p for p in self._scene.card.parties if p.signed_at is None}
        if key in waiting and key != self._party.id and self.stage.pad.pad.is_empty():
            self._call(waiting[key])
        else:
            self.side.parties.go_to(self._party.id)

    def _on_pad(self) -> None:
        self.banner.hide()
        self.setWindowTitle(self.tr("Signature"))
        if not self.signer_screen.isVisible():
            self.side.signer.form.focus_first()

    def _on_moved(self) -> None:
        """Tell the clerk what the signer is at."""
        reading, pad = self.stage.reading, self.stage.pad
        told = ""
        if self.stage.view() is reading:
            told = self.tr("reads page {0} of {1}").format(reading.page(), reading.page_count())
        elif self.stage.view() is self.stage.consent:
            told = self.tr("reads what is agreed to")
        elif self.stage.view() is pad:
            told = self.tr("signs: {0} strokes").format(len(pad.pad.strokes()))
        self.side.state.setText(told)
        self.mirror.update()

    def _on_paper(self) -> None:
        if self._party is None:
            return
        told = self.tr("The clerk prints the text. Please sign on the paper.")
        self.stage.rest(self.tr("Signing on paper"), told)
        self._main.setCurrentWidget(self.paper)
        self.paper.begin(self._contract_id, self._party.name)

    def _on_screen_again(self) -> None:
        if self._party is not None:
            self._call(self._party)

    def _on_confirmed(self) -> None:
        self._send("")

    def _on_reason(self, word: str, reason: str) -> None:
        if word == KEPT:
            self._send(reason)
            return
        job = partial(self._desk.sign_off.voiding.void, self._contract_id, reason, actor=self._actor)
        self._background.write(self, job, self._on_broken_off)

    def _on_broken_off(self, outcome: Outcome[None]) -> None:
        self.accept()

    def _on_paper_signed(self) -> None:
        if self._can_send():
            form = self.paper.form
            entry = self._entry(Pen.PAPER, form.text("reason") if self.paper.scan() else "")
            self._write(entry)

    def _send(self, reason: str) -> None:
        if self._can_send() and not self.stage.pad.pad.is_empty():
            self._write(self._entry(self.stage.pad.drawn().pen, reason))

    def _can_send(self) -> bool:
        if self._party is None or self._scene is None or self._is_sending:
            return False
        if not self.side.signer.is_complete():
            self.side.show_field()
            if self.signer_screen.isVisible():
                self.stage.banner.say(self.tr("One moment: the clerk completes your data."), Tint.WAITING)
            return False
        return True

    def _entry(self, pen: Pen, reason: str) -> SignatureEntry:
        assert self._party is not None and self._scene is not None
        form, is_paper = self.side.signer.form, pen is Pen.PAPER
        drawn = None if is_paper else self.stage.pad.drawn()
        capacity = Capacity(form.text("capacity"))
        return SignatureEntry(
            party_id=self._party.id,
            signer=form.text("signer"),
            capacity=capacity,
            authority=form.text("authority") if capacity is Capacity.AGENT else "",
            strokes=drawn.strokes if drawn else (),
            tilts=drawn.tilts if drawn else (),
            pen=pen,
            device=drawn.device if drawn else "",
            pad_mm=drawn.pad_mm if drawn else (0.0, 0.0),
            text_digest=self._scene.digest,
            identity_checked=bool(form.text("identity_checked")),
            identity_by=IdentityCheck(form.text("identity_by")),
            document_kind=form.text("document_kind"),
            document_number=form.text("document_number"),
            reading=self.stage.reading.seconds(),
            agreed_to=self._consent.name if self.stage.has_agreed() and not is_paper else "",
            scan=self.paper.scan() if is_paper else None,
            has_fingerprint=is_paper and bool(self.paper.form.text("fingerprint")),
            has_company_seal=is_paper and bool(self.paper.form.text("company_seal")),
            kept_because=reason,
        )

    def _write(self, entry: SignatureEntry) -> None:
        self.banner.hide()
        self.stage.banner.hide()
        self._set_sending(is_sending=True)
        job = partial(self._desk.signing.sign, self._contract_id, entry, actor=self._actor)
        self._background.write(self, job, self._on_signed)

    def _set_sending(self, *, is_sending: bool) -> None:
        self._is_sending = is_sending
        self.stage.pad.set_sending(is_sending=is_sending)

    def _on_signed(self, outcome: Outcome[ContractState]) -> None:
        self._set_sending(is_sending=False)
        self.signed.emit(self._contract_id)
        self.stage.pad.pad.clear_pad()
        if self._party is not None:
            self.banner.say(self.tr("Signed for {0}.").format(self._party.name), Tint.GOOD)
        self.read_again()

    def _on_changed(self, changes: ChangeSet) -> None:
        """Hear of what another terminal or window did with this contract."""
        is_ours = self._contract_id in changes.of("contract")
        if is_ours and not self._is_sending and self.stage.pad.pad.is_empty() and not self.is_done():
            self.read_again()

    def _on_screen_came(self) -> None:
        self.signer_screen.hold(self.stage)
        self.mirror.follow(self.stage)
        self.mirror.show()

    def _on_screen_went(self) -> None:
        """Bring the stage back: nothing drawn is lost when its screen is unplugged."""
        self.mirror.hide()
        layout = self._here.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.stage, 1)
        self.stage.show()

    def _on_screen_settled(self, key: str) -> None:
        if key != self._desk.sign_off.screen:
            self._background.write(self, partial(self._desk.sign_off.keep_screen, key), later=True)


def _scene(desk: ContractDesk, contract_id: str) -> Scene:
    pdf, digest = desk.sealing.signing_text(contract_id)
    return Scene(desk.view.contract(contract_id), pdf, digest)
