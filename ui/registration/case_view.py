"""One case: pre-check, form, papers, decision, print, each on its tab; F10 is the next step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.kernel.errors import FieldRefused
from app.kernel.money import parse_yuan
from app.registration.paper import RegistrationPaper
from app.registration.precheck import CheckFinding
from app.registration.queries import RegistrationCard
from app.registration.states import BEFORE_DECISION, MendedAt, RegistrationState
from app.security.actors import Actor
from ui import wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.words import set_tone, words
from ui.registration import phrases
from ui.registration.check_pane import CheckPane
from ui.registration.decision_pane import ISSUED, DecisionPane, Wish, possible
from ui.registration.doors import RegistrationDoors
from ui.registration.form_pane import FormPane
from ui.registration.papers_pane import PapersPane
from ui.registration.print_pane import PrintPane

W = TypeVar("W", Wish, Wish | None)
CHECK, FORM, PAPERS, DECISION, PRINT = range(5)
_TABS = {MendedAt.FORM: FORM, MendedAt.MATERIALS: PAPERS, MendedAt.COPIES: FORM, MendedAt.CONTRACT: FORM}


class CaseView(QWidget):
    """Shows one registration.

    Signals:
        said: Something was done. Carries the sentence and whether Ctrl+Z takes it back.
        refused: Carries why something could not be.
        shown: Another case or state is in sight.
    """

    said = Signal(str, bool)
    refused = Signal(object)
    shown = Signal()

    def __init__(
        self, doors: RegistrationDoors, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._doors, self._background, self._actor = doors, background, actor
        self._card: RegistrationCard | None = None
        self._wanted = ""
        self._next: Wish | None = None
        self._build()
        self._connect()

    def card(self) -> RegistrationCard | None:
        """Give the case in sight."""
        return self._card

    def open_case(self, key: str, tab: int = CHECK) -> None:
        """Show a case from a tab on."""
        if key != self._wanted:
            self._card = None
        self._wanted = key
        self.tabs.setCurrentIndex(tab)
        self.refresh()

    def refresh(self) -> None:
        """Read the case again."""
        if self._wanted:
            self._background.read(
                self, partial(self._doors.view.registration, self._wanted), self._on_card, self._on_refused
            )

    def next_tab(self) -> None:
        """Go to the next tab, after the last to the first."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def save(self) -> None:
        """Keep form and papers."""
        self._after_saving(None)

    def go_on(self) -> None:
        """Take the next step: accept, review, register."""
        wishes = possible(self._card) if self._card else ()
        if wishes:
            self._on_wished(wishes[0])

    def take_focus(self) -> None:
        """Begin in the tab that is shown."""
        self._panes[self.tabs.currentIndex()].take_focus()

    def heightForWidth(self, width: int) -> int:
        """Ask for the least height that squeezes nothing: the page scrolls only below it."""
        return self._column.totalMinimumHeightForWidth(width)

    def _build(self) -> None:
        self.heading = words("", "heading", self, wrap=True)
        self.state = words("", "tag", self)
        self.due = words("", "muted", self)
        self.keep = Button(self.tr("Save") + "   Ctrl+S", "plain", parent=self)
        self.step = Button("", "primary", parent=self)
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.check, self.form, self.papers = CheckPane(self), FormPane(self), PapersPane(self)
        self.decision, self.print = DecisionPane(self._doors.zone, self), PrintPane(self)
        self._panes = (self.check, self.form, self.papers, self.decision, self.print)
        self._stack = QStackedWidget(self)
        for pane, title in zip(self._panes, self._titles(), strict=True):
            self._stack.addWidget(pane)
            self.tabs.addTab(title)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.heading, 1)
        for part in (self.keep, self.step):
            top.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.tabs)
        middle.addStretch(1)
        for told in (self.due, self.state):
            middle.addWidget(told, 0, Qt.AlignmentFlag.AlignVCenter)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(middle)
        column.addWidget(self._stack, 1)

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Pre-check"),
            self.tr("Form"),
            self.tr("Papers"),
            self.tr("Decision"),
            self.tr("Print"),
        )

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.keep.clicked.connect(self.save)
        self.step.clicked.connect(self.go_on)
        self.check.chosen.connect(self._on_finding)
        self.form.submitted.connect(self.save)
        self.papers.submitted.connect(self.save)
        self.decision.wished.connect(self._on_wished)
        self.print.wanted.connect(self._on_paper)
        self.print.print_wanted.connect(self._on_print)

    def _on_card(self, card: RegistrationCard) -> None:
        if card.row.id != self._wanted:
            return
        is_new = self._card is None
        self._card = card
        row = card.row
        self.heading.setText(f"{row.acceptance_number}  {row.title}")
        self.state.setText(wording.label(row.state))
        set_tone(self.state, "tag-waiting" if row.state is RegistrationState.SUPPLEMENT else "tag")
        self.due.setText(phrases.due_words(row))
        self.due.setVisible(row.due is not None)
        for pane in (self.check, self.form, self.papers, self.decision):
            pane.show_card(card)
        if self.tabs.currentIndex() == PRINT or is_new:
            self.print.show_card(card)
        self._show_step(card)
        self.shown.emit()
        if is_new:
            self.take_focus()

    def _show_step(self, card: RegistrationCard) -> None:
        wishes = possible(card)
        self._next = wishes[0] if wishes else None
        self.step.setVisible(bool(wishes))
        if wishes:
            self.step.setText(self.decision.button(wishes[0]).text() + "   F10")
        self.keep.setVisible(card.row.state in BEFORE_DECISION)

    def _on_tab(self, tab: int) -> None:
        # A pane that cannot be filled in takes no focus; it must not fall into the search box of the frame.
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentIndex(tab)
        if tab == PRINT and self._card is not None:
            self.print.show_card(self._card)
        self.take_focus()

    def _on_finding(self, finding: CheckFinding) -> None:
        tab = _TABS[finding.words.place]
        self.tabs.setCurrentIndex(tab)
        if tab == PAPERS:
            self.papers.go_to(finding.field)
        else:
            self.form.go_to(finding.field, finding.party)

    def _on_wished(self, wish: Wish) -> None:
        """Keep what was typed first; a step must see what is on the screen."""
        if self._card is None:
            return
        self.decision.form.clear_errors()
        if self._card.row.state in BEFORE_DECISION:
            self._after_saving(wish)
        else:
            self._take(wish)

    def _after_saving(self, wish: Wish | None) -> None:
        if self._card is None or self._card.row.state not in BEFORE_DECISION:
            return
        try:
            entry = self.form.entry()
        except FieldRefused as error:
            self.tabs.setCurrentIndex(FORM)
            self.form.form.show_refusal(error)
            return
        if entry is None:
            return
        kept = replace(entry, materials=self.papers.marks())
        if kept == self._card.entry:
            self._on_kept(wish)
            return
        job = partial(self._doors.intake.save, self._wanted, kept, self.form.revision, actor=self._actor)
        self._background.write(self, partial(_then, job, wish), self._on_kept, self._on_refused)

    def _on_kept(self, wish: Wish | None) -> None:
        if wish is None:
            self.said.emit(self.tr("Saved"), True)
            self.refresh()
        else:
            self._take(wish)

    def _take(self, wish: Wish) -> None:
        try:
            job = self._job(wish)
        except FieldRefused as error:
            self._on_refused(error)
            return
        self._background.write(self, partial(_then, job, wish), self._on_done, self._on_refused)

    def _job(self, wish: Wish) -> Callable[[], object]:
        intake, deciding, pane = self._doors.intake, self._doors.deciding, self.decision
        key, actor, reason = self._wanted, self._actor, self.decision.form.text("reason")
        if wish is Wish.REGISTER:
            fen = parse_yuan(pane.form.text("verified"), "verified")
            return partial(deciding.register, key, fen, pane.criteria(), reason, actor=actor)
        if wish is Wish.CHANGE:
            total = parse_yuan(pane.form.text("total"), "total")
            fen = parse_yuan(pane.form.text("verified"), "verified")
            return partial(deciding.change, key, total, fen, reason, actor=actor)
        jobs: dict[Wish, Callable[[], object]] = {
            Wish.ACCEPT: partial(intake.accept, key, actor=actor),
            Wish.REVIEW: partial(deciding.begin_review, key, actor=actor),
            Wish.EXPERTS: partial(deciding.ask_experts, key, reason, actor=actor),
            Wish.NOTICE: partial(intake.give_notice, key, pane.grounds(), reason, actor=actor),
            Wish.REFUSE: partial(deciding.refuse, key, pane.grounds(), reason, actor=actor),
            Wish.WITHDRAW: partial(intake.withdraw, key, reason, actor=actor),
            Wish.BEGIN_CHANGE: partial(deciding.begin_change, key, reason, actor=actor),
            Wish.BEGIN_CANCELLING: partial(deciding.begin_cancelling, key, reason, actor=actor),
            Wish.CANCEL: partial(deciding.cancel, key, reason, actor=actor),
            Wish.DROP: partial(deciding.drop_change, key, reason, actor=actor),
            Wish.OBJECT: partial(deciding.object, key, pane.form.text("objection_by"), reason, actor=actor),
            Wish.REOPEN: partial(deciding.reopen, key, reason, actor=actor),
            Wish.NUMBER: partial(deciding.set_number, key, pane.form.text("number"), actor=actor),
        }
        return jobs[wish]

    def _on_done(self, wish: Wish) -> None:
        self.decision.forget()
        self.said.emit(self.tr("Done. It stands in the history."), wish not in ISSUED)
        if wish in (Wish.NOTICE, Wish.REFUSE, Wish.REGISTER):
            self.tabs.setCurrentIndex(PRINT)
        elif wish in (Wish.ACCEPT, Wish.REVIEW):
            self.tabs.setCurrentIndex(DECISION)
        self.refresh()

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, FieldRefused):
            for tab, form in ((DECISION, self.decision.form), (FORM, self.form.form)):
                if error.field in form.values():
                    self.tabs.setCurrentIndex(tab)
                    form.show_refusal(error)
                    return
        self.refused.emit(error)
        self.refresh()

    def _on_paper(self, paper: RegistrationPaper) -> None:
        if self._card is not None:
            job = partial(self._doors.papers.show, self._wanted, paper, actor=self._actor)
            self._background.read(self, job, self.print.show_pdf, self._on_refused)

    def _on_print(self, paper: RegistrationPaper) -> None:
        job = partial(self._doors.papers.print, self._wanted, paper, actor=self._actor)
        self._background.write(self, job, self._on_printed, self._on_refused)

    def _on_printed(self, outcome: object) -> None:
        self.said.emit(self.tr("The paper goes to the printer"), False)


def _then(job: Callable[[], object], wish: W) -> W:
    job()
    return wish
