"""Contracts: the list by stage, and one view for each step of a contract's life."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.contracts.queries import ContractCard
from app.contracts.review import ReviewTicks, SigningTerms
from app.contracts.sealing import SealedFile
from app.contracts.states import Amends, ContractState
from app.kernel.changes import Outcome
from app.security.actors import Actor
from ui.contracts.contract_panel import Step
from ui.contracts.desk import ContractDesk
from ui.contracts.drafting_views import DraftingViews, Start
from ui.contracts.overview import Overview
from ui.contracts.review_view import ReviewView
from ui.contracts.sealed_view import SealedView
from ui.contracts.signing_session import SigningSession
from ui.contracts.verify_panel import VerifyPanel
from ui.parts.background import Background
from ui.parts.busy import Busy
from ui.parts.page import KeyAction, Page
from ui.parts.views import Views


class ShowsCard(Protocol):
    """A view that shows one contract."""

    def open_card(self, card: ContractCard) -> None:
        """Show a contract."""
        ...


_AMENDING = {Step.SUPPLEMENT: Amends.SUPPLEMENT, Step.REPLACEMENT: Amends.REPLACEMENT}


class ContractsPage(Page):
    """Drafts, reviews, signs, seals and checks contracts."""

    tables = ("contract", "contract_party", "signature")

    def __init__(
        self, desk: ContractDesk, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(background, parent)
        self._desk, self._actor = desk, actor
        self.session: SigningSession | None = None
        self._build()
        self._connect()
        self._show_view(self.overview)

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Contracts")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the view in sight."""
        if self._views.currentWidget() is self.overview:
            return (
                KeyAction("Ctrl+N", self.tr("New contract"), self.begin_new),
                KeyAction("Ctrl+O", self.tr("Check a file"), self.show_check),
                KeyAction("F5", self.tr("Versions"), self.show_versions),
                KeyAction("F7", self.tr("Clause library"), self.writing.show_library),
                KeyAction("F9", self.tr("Templates"), self.writing.show_shelf),
                KeyAction("Ctrl+R", self.tr("Registration"), self.register),
            )
        for view in (self.review, self.sealed, self.verify):
            if self._views.currentWidget() is view:
                return view.keys()
        return self.writing.keys(self._views.currentWidget())

    def refresh(self) -> None:
        """Read the list again, and look whether the draft that is open was saved elsewhere."""
        self.overview.refresh()
        self.editor.hear_saved()

    def open_for_visit(self, visit_id: str, booking_id: str | None = None) -> None:
        """Open the contract of a visit, or begin one with what the visit and the booking tell."""
        job = partial(_start, self._desk, visit_id, booking_id)
        self.background.read(self, job, self._on_start)

    def open_record(self, key: str) -> None:
        """Show a contract another page sent the person to."""
        self._show_view(self.overview)
        self.overview.show_contract(key)

    def search(self, text: str) -> None:
        """Show the contracts that fit a text."""
        self._show_view(self.overview)
        self.overview.filter_by(text)

    def begin_new(self) -> None:
        """Begin a contract from nothing."""
        self.writing.begin(
            Start(None, None, self.tr("An empty draft: the parties are typed or searched for."))
        )

    def show_versions(self) -> None:
        """Show the kept texts of the chosen contract."""
        card = self.overview.panel.card()
        if card is not None:
            self.writing.show_versions(card)

    def show_check(self) -> None:
        """Show the place where files are checked."""
        self.verify.begin()
        self._show_view(self.verify)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back one step."""
        shown = self._views.currentWidget()
        if event.key() != Qt.Key.Key_Escape or shown is self.overview:
            super().keyPressEvent(event)
        elif shown is self.editor:
            self.editor.leave()
        else:
            self._back()

    def _build(self) -> None:
        self.busy = Busy(self)
        self.overview = Overview(self._desk, self.background, self)
        self.writing = DraftingViews(self._desk, self.background, self._actor, self)
        self.editor, self.chooser = self.writing.editor, self.writing.chooser
        self.review = ReviewView(self._desk, self.background, self)
        self.sealed = SealedView(self._desk, self.background, self._actor, self)
        self.verify = VerifyPanel(self._desk, self.background, self)
        self._views = Views(self)
        for view in (self.overview, *self.writing.views(), self.review, self.sealed, self.verify):
            self._views.addWidget(view)
        self.head.addWidget(self.overview.tools)
        self.head.addWidget(self.editor.tools)
        self.body.addWidget(self.busy)
        self.body.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.overview.new_requested.connect(self.begin_new)
        self.overview.check_requested.connect(self.show_check)
        self.overview.panel.step_requested.connect(self._on_step)
        self.overview.panel.reason_given.connect(self._on_reason)
        self.writing.wanted.connect(self._show_named)
        self.writing.said.connect(self._say)
        self.writing.contract_requested.connect(self._on_contract_wanted)
        self.writing.troubled.connect(self.show_trouble)
        self.writing.keys_moved.connect(self.keys_changed)
        self.editor.handed_in.connect(self._on_handed_in)
        self.review.approved.connect(self._on_approved)
        self.review.sent_back.connect(self._on_sent_back)
        self.sealed.refused.connect(self.show_trouble)
        self.sealed.registration_requested.connect(self._on_registration)
        self.sealed.said.connect(self._say)
        self.sealed.stamp.owing_changed.connect(self.keys_changed)
        self.verify.contract_requested.connect(self.open_record)
        for view in (self.review, self.sealed, self.verify):
            view.left.connect(self._back)

    def _show_view(self, view: QWidget) -> None:
        self.clear_trouble()
        self._views.setCurrentWidget(view)
        self.overview.tools.setVisible(view is self.overview)
        self.editor.tools.setVisible(view is self.editor)
        if view is self.overview:
            self.set_subtitle("")
            self.overview.take_focus()
        self.keys_changed.emit()

    def _back(self) -> None:
        self._show_view(self.overview)
        self.overview.refresh()

    def _say(self, sentence: str) -> None:
        self.said.emit(sentence, False)

    def _show_named(self, view: QWidget, subtitle: str) -> None:
        self._show_view(view)
        self.set_subtitle(subtitle)

    def _on_contract_wanted(self, key: str) -> None:
        if key:
            self.open_record(key)
        else:
            self._back()

    def _on_start(self, start: Start) -> None:
        if start.existing:
            self.open_record(start.existing)
        else:
            self.writing.begin(start)

    def _open_in(self, view: QWidget, shows: ShowsCard, card: ContractCard) -> None:
        self._show_view(view)
        self.set_subtitle(card.number)
        shows.open_card(card)

    def _on_step(self, key: str, step: Step) -> None:
        """Take a step of the panel that needs no reason."""
        self.clear_trouble()
        openers = {
            Step.EDIT: self.writing.edit,
            Step.VERSIONS: self.writing.show_versions,
            Step.REVIEW: self._on_review,
            Step.SHOW_SEALED: self._on_sealed,
        }
        if step in _AMENDING:
            self.writing.amend(key, _AMENDING[step])
        elif step in openers:
            self.background.read(self, partial(self._desk.view.contract, key), openers[step])
        else:
            self._take_step(key, step)

    def _take_step(self, key: str, step: Step) -> None:
        if step in (Step.SIGN, Step.RECORD):
            self.open_session(key)
        elif step is Step.WITHDRAW:
            back = partial(self._desk.drafting.withdraw, key, actor=self._actor)
            self.background.write(self, back, self._on_withdrawn)
        elif step is Step.SEAL:
            self.busy.begin(self.tr("The contract is being sealed \u2026"))
            job = partial(self._desk.sealing.seal, key, actor=self._actor)
            self.background.write(self, job, self._on_seal_done, self._on_seal_refused)
        elif step is Step.HAND_IN:
            self.background.write(self, partial(_hand_in, self._desk, key, self._actor), self._on_handed_in)

    def open_session(self, key: str) -> None:
        """Open the signing session of a contract, full screen."""
        self.session = SigningSession(self._desk, self.background, self._actor, key, self)
        self.session.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session.finished.connect(self._on_session_over)
        self.session.begin()
        # Where no window manager makes it full, it fills the screen all the same.
        self.session.setGeometry(self.screen().geometry())
        self.session.showFullScreen()

    def keeps_cards(self) -> bool:
        """Tell whether a card is for the signing session that is open."""
        return self.session is not None

    def _on_session_over(self) -> None:
        self.session = None
        self.overview.refresh()
        self.overview.take_focus()

    def _on_review(self, card: ContractCard) -> None:
        self._open_in(self.review, self.review, card)

    def _on_sealed(self, card: ContractCard) -> None:
        self._open_in(self.sealed, self.sealed, card)

    def _on_reason(self, key: str, step: Step, reason: str) -> None:
        self.clear_trouble()
        if step is Step.VOID:
            job = partial(self._desk.sign_off.voiding.void, key, reason, actor=self._actor)
            self.background.write(self, job, self._on_voided)
        else:
            self._on_sent_back(key, reason)

    def _on_withdrawn(self, outcome: Outcome[None]) -> None:
        self._say(self.tr("Taken back from review"))
        self._back()

    def _on_voided(self, outcome: Outcome[None]) -> None:
        self._say(self.tr("The contract is void"))
        self._back()

    def _on_handed_in(self, key: str) -> None:
        self._say(self.tr("Handed in for review"))
        self.open_record(key)

    def _on_approved(self, key: str, ticks: ReviewTicks, terms: SigningTerms) -> None:
        job = partial(self._desk.review.approve, key, ticks, terms, actor=self._actor)
        self.background.write(self, job, self._on_approve_done)

    def _on_approve_done(self, outcome: Outcome[str]) -> None:
        self._say(self.tr("Approved: the text is frozen and can be signed"))
        self._back()

    def _on_sent_back(self, key: str, reason: str) -> None:
        job = partial(self._desk.review.send_back, key, reason, actor=self._actor)
        self.background.write(self, job, self._on_send_back_done)

    def _on_send_back_done(self, outcome: Outcome[None]) -> None:
        self._say(self.tr("Sent back to its drafter"))
        self._back()

    def _on_seal_done(self, outcome: Outcome[SealedFile]) -> None:
        self.busy.finish()
        told = self.tr("{0} is sealed")
        if outcome.value.owes_time_stamp:
            told = self.tr("{0} is sealed, its time stamp is owed: the authority did not answer")
        self._say(told.format(outcome.value.number))
        self._on_step(outcome.value.contract_id, Step.SHOW_SEALED)

    def _on_seal_refused(self, error: Exception) -> None:
        self.busy.finish()
        self.show_trouble(error)

    def register(self) -> None:
        """Hand the chosen contract in for registration, or show the one it has."""
        row = self.overview.table.current()
        if row is not None:
            self._on_registration(row.id)

    def _on_registration(self, key: str) -> None:
        self.page_requested.emit("registration", f"contract:{key}")


def _start(desk: ContractDesk, visit_id: str, booking_id: str | None) -> Start:
    if not visit_id:
        # A meeting that was booked without a visit: the people at its table are known all the same.
        return Start(None, booking_id, "")
    visit = desk.people.visit(visit_id)
    over = (ContractState.VOID, ContractState.EXPIRED)
    living = [row for row in desk.view.of_visit(visit_id) if row.state not in over]
    told = " \u00b7 ".join(text for text in (visit.person_name, visit.organisation, visit.subject) if text)
    return Start(visit_id, booking_id, told, living[0].id if living else "")


def _hand_in(desk: ContractDesk, key: str, actor: Actor) -> str:
    desk.drafting.hand_in(key, actor=actor)
    return key
