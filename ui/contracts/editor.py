"""The editor of a draft: what is typed is saved, checked and set while the person types on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.contracts.checks import Fault, Finding
from app.contracts.content import ClauseContent, ContractContent
from app.contracts.queries import ContractCard
from app.contracts.refusals import DraftIncomplete, DraftMoved
from app.contracts.states import ContractState
from app.security.actors import Actor
from ui import wording
from ui.contracts import draft_words, editor_jobs
from ui.contracts.desk import ContractDesk
from ui.contracts.draft_form import ASKED_ELSEWHERE, CLAUSES, DraftForm, place_of_finding
from ui.contracts.editor_files import EditorFiles
from ui.contracts.editor_frame import EditorFrame
from ui.contracts.editor_jobs import NoFile, Proof, Saved
from ui.contracts.party_card import Known
from ui.parts.background import Background
from ui.parts.banner import Tint
from ui.parts.page import KeyAction

_TYPING_MS = 700


class Editor(EditorFrame):
    """Edits one draft. What is typed is saved after a pause and on leaving.

    Signals:
        left: The person is done here; everything that can be kept is kept. Carries the contract's key.
        handed_in: The draft went to review. Carries the contract's key.
        library_requested: A clause of the library is wanted.
        versions_requested: The kept texts are wanted. Carries the contract's key.
        difference_requested: What is typed shall be compared with what is saved. Carries the content.
    """

    left = Signal(str)
    handed_in = Signal(str)
    library_requested = Signal()
    versions_requested = Signal(str)
    difference_requested = Signal(object)

    def __init__(
        self, desk: ContractDesk, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.zone, parent)
        self._desk, self._background, self._actor = desk, background, actor
        self._card: ContractCard | None = None
        self._saved: ContractContent | None = None
        self._saved_at: int | None = None
        self._findings: tuple[Finding, ...] = ()
        self._pages: Mapping[str, int] = {}
        self._turn = self._revision = self._writing = 0
        self._is_leaving = self._was_warned = self._was_refused = self._is_handing_in = False
        self.form: DraftForm | None = None
        self._files = EditorFiles(desk, actor, self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._connect()

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the editor."""
        return (
            KeyAction("Ctrl+PgDown", self.tr("Next section"), self.next_section),
            KeyAction("Ctrl+PgUp", self.tr("Section before"), self.section_before),
            KeyAction("F9", self.tr("Open points"), self.go_to_findings),
            KeyAction("F7", self.tr("Clause library"), self.show_library),
            KeyAction("F5", self.tr("Versions"), self.show_versions),
            KeyAction("Ctrl+S", self.tr("Save"), self.save),
            KeyAction("F10", self.tr("Hand in"), self.hand_in, 0),
        )

    def open_card(self, card: ContractCard) -> None:
        """Open a draft."""
        self._drop_form()
        self._is_leaving = self._was_warned = self._was_refused = self._is_handing_in = False
        self._writing, self._saved_at = 0, None
        self.form = DraftForm(card.template, card.content, self.middle)
        self._take_card(card)
        self.middle_column.insertWidget(2, self.form, 1)
        self.form.edited.connect(self._on_edited)
        self.form.section_shown.connect(self._on_section_shown)
        self.form.known_wanted.connect(self._on_wanted)
        self.form.clauses.library_requested.connect(self.show_library)
        self._files.follow(card.id, self.form.attachments)
        self.banner.hide()
        self.moved.hide()
        if card.remark:
            self.banner.say(self.tr("Sent back: {0}").format(card.remark), Tint.WAITING)
        self.preview.show_pdf(b"")
        self._show_open((), is_known=False)
        self._say_saved()
        self._look()

    def contract_id(self) -> str:
        """Tell which draft is open, or ""."""
        return self._card.id if self._card is not None else ""

    def card(self) -> ContractCard | None:
        """Give the draft as it was opened."""
        return self._card

    def findings(self) -> tuple[Finding, ...]:
        """Give the open points as last checked."""
        return self._findings

    def is_saved(self) -> bool:
        """Tell whether everything that can be kept is kept."""
        return self.form is None or self.form.content() == self._saved

    def save(self) -> None:
        """Keep what was typed."""
        self._typing.stop()
        if self.form is None or self._card is None or self.moved.isVisibleTo(self):
            return
        content = self.form.content()
        if content == self._saved:
            self._after_save()
        elif self._writing:
            self._typing.start()
        else:
            job = partial(editor_jobs.save, self._desk, self._card.id, content, self._revision, self._actor)
            self._write(job, self._on_saved)

    def leave(self) -> None:
        """Save and go; warns once where something cannot be kept as it is typed, or is refused."""
        if self.form is None:
            return
        if self._was_refused:
            self.left.emit(self.contract_id())
        elif self.moved.isVisibleTo(self):
            self.moved.compare.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._was_warned or not self._warn_of_wrong(self.form):
            self._is_leaving = True
            self.save()

    def hand_in(self) -> None:
        """Save and give the draft to review."""
        if self.form is None or self._is_handing_in or self._writing or self.moved.isVisibleTo(self):
            return
        wrong = self.form.wrong_field()
        if wrong:
            self.form.go_to(wrong)
            return
        self._is_handing_in = True
        self.save()

    def next_section(self) -> None:
        """Go to the next section."""
        if self.form is not None:
            self.form.step(1)

    def section_before(self) -> None:
        """Go to the section before."""
        if self.form is not None:
            self.form.step(-1)

    def show_library(self) -> None:
        """Ask for the library of clauses."""
        self.save()
        self.library_requested.emit()

    def show_versions(self) -> None:
        """Ask for the kept texts."""
        self.save()
        self.versions_requested.emit(self.contract_id())

    def add_clause(self, clause: ClauseContent) -> None:
        """Put a clause of the library into the draft and go to it."""
        if self.form is not None:
            self.form.show_section(CLAUSES)
            self.form.clauses.add_clause(clause)

    def hear_saved(self) -> None:
        """Look whether somebody else saved the open draft."""
        if self.form is not None and not self._writing and self._card is not None:
            self._background.read(self, partial(self._desk.view.contract, self._card.id), self._on_seen)

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be; what was typed stays."""
        self.banner.say(wording.sentence(error))

    def _on_refused(self, error: Exception) -> None:
        """What could not be written is said; what was typed stays, and leaving again lets go of it."""
        self._written()
        was_leaving, self._is_leaving = self._is_leaving, False
        if isinstance(error, DraftMoved):
            self._is_handing_in = False
            self.banner.hide()
            self.moved.ask(error)
            return
        self._was_refused = was_leaving
        self.banner.say(wording.sentence(error))
        if self._is_handing_in and isinstance(error, DraftIncomplete):
            self.go_to_findings()
        self._is_handing_in = False
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when another page is shown."""
        super().hideEvent(event)
        if not self.is_saved():
            self.save()

    def _connect(self) -> None:
        self._typing.timeout.connect(self.save)
        self.back.clicked.connect(self.leave)
        self.submit.clicked.connect(self.hand_in)
        self.before.clicked.connect(self.section_before)
        self.after.clicked.connect(self.next_section)
        self.sections.stepped.connect(self._on_section)
        self.sections.chosen.connect(self._on_section_chosen)
        self.open_points.chosen.connect(self._on_open_point)
        self.moved.compare_requested.connect(self._on_compare)
        self.moved.theirs_chosen.connect(self._on_theirs)
        self.moved.mine_chosen.connect(self._on_mine)
        self._files.wanted.connect(self._on_files_wanted)
        self._files.kept.connect(self._on_files)
        self._files.unread.connect(self._on_unread)

    def _write(self, job: Callable[[], Any], on_value: Callable[[Any], None]) -> None:
        """Have something written; until it comes home nothing else of this draft is."""
        self._writing += 1
        self._background.write(self, job, on_value, self._on_refused)

    def _written(self) -> None:
        self._writing = max(self._writing - 1, 0)

    def _take_card(self, card: ContractCard) -> None:
        """What the form makes of a card untouched counts as kept."""
        assert self.form is not None
        self._card, self._revision = card, card.revision
        self._saved = self.form.content()

    def _warn_of_wrong(self, form: DraftForm) -> bool:
        """Lead to a field that cannot be kept as it stands; tells whether there is one."""
        wrong = form.wrong_field()
        if wrong:
            self._was_warned = True
            form.go_to(wrong)
            told = self.tr("This cannot be saved as it is typed; the last good value stays. Esc leaves.")
            self.banner.say(told, Tint.WAITING)
        return bool(wrong)

    def _drop_form(self) -> None:
        if self.form is not None:
            self.middle_column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _on_edited(self) -> None:
        self._was_warned = self._was_refused = False
        self._say_saved()
        self._typing.start()

    def _on_saved(self, saved: Saved) -> None:
        self._written()
        if saved.key != self.contract_id():
            return
        self._saved, self._revision, self._saved_at = saved.content, saved.revision, saved.at
        self._after_save()

    def _after_save(self) -> None:
        self._say_saved()
        if self._is_leaving and self.is_saved():
            key, self._is_leaving = self.contract_id(), False
            self.left.emit(key)
        elif self._is_handing_in and self.is_saved():
            self._write(
                partial(editor_jobs.hand_in, self._desk, self.contract_id(), self._actor), self._on_handed_in
            )
        elif not self.is_saved():
            self._typing.start()
        else:
            self._look()

    def _on_handed_in(self, key: str) -> None:
        self._written()
        self._saved = self.form.content() if self.form is not None else None
        self._is_handing_in = False
        self.handed_in.emit(key)

    def _on_seen(self, card: ContractCard) -> None:
        """Somebody else's text is shown at once where nothing is typed, and decided upon where there is."""
        if card.id != self.contract_id() or card.revision <= self._revision or self._writing:
            return
        if card.state is not ContractState.DRAFT or not self.is_saved() or self.moved.isVisibleTo(self):
            return
        self._show_again(card)
        self.banner.say(self.tr("Somebody else saved this draft; it is shown as it stands now."), Tint.NOTE)

    def _show_again(self, card: ContractCard) -> None:
        section = self.form.current_section() if self.form is not None else ""
        self.open_card(card)
        if self.form is not None and section:
            self.form.show_section(section)

    def _on_compare(self) -> None:
        if self.form is not None:
            self.difference_requested.emit(self.form.content())

    def _on_theirs(self) -> None:
        self._decide(editor_jobs.take_theirs)

    def _on_mine(self) -> None:
        self._decide(editor_jobs.take_mine)

    def _decide(self, take: Callable[..., ContractCard]) -> None:
        assert self.form is not None
        notes = (self.tr("saved meanwhile by somebody else"), self.tr("typed at the same time"))
        job = partial(take, self._desk, self.contract_id(), self.form.content(), notes, self._actor)
        self._write(job, self._on_decided)

    def _on_decided(self, card: ContractCard) -> None:
        self._written()
        if card.id == self.contract_id():
            self.moved.hide()
            self._show_again(card)
            self.banner.say(self.tr("The other text is kept under the versions (F5)."), Tint.GOOD)

    def _look(self) -> None:
        """Have the saved draft checked and set, away from the window's thread."""
        if self.form is None:
            return
        self._turn += 1
        headings = self.form.paper_headings()
        job = partial(editor_jobs.proof, self._desk, self.contract_id(), self._turn, headings)
        self._background.read(self, job, self._on_proof)

    def _on_proof(self, proof: Proof) -> None:
        if proof.turn != self._turn or self.form is None:
            return
        self._pages = proof.pages
        self._show_open(proof.findings, is_known=True)
        self.preview.show_pdf(proof.pdf)
        self.paper.setCurrentIndex(0 if proof.pdf else 1)

    def _show_open(self, findings: tuple[Finding, ...], *, is_known: bool) -> None:
        asked = [f for f in findings if not (f.fault is Fault.ANSWER_MISSING and f.field in ASKED_ELSEWHERE)]
        # What stops the draft comes first: F9 and Enter lead there, remarks can wait.
        self._findings = tuple(sorted(asked, key=lambda found: not found.stops))
        if self.form is not None:
            self.show_open(self.form, self._findings, is_known=is_known)

    def _say_saved(self) -> None:
        is_wrong = self.form is not None and bool(self.form.wrong_field())
        at = draft_words.clock(self._saved_at, self._desk.zone) if self._saved_at is not None else ""
        self.say_saved(at, is_wrong=is_wrong, is_saved=self.is_saved())

    def _on_section(self, key: str) -> None:
        if self.form is not None:
            self.form.show_section(key)
            self.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_section_chosen(self, key: str) -> None:
        if self.form is not None:
            self.form.show_section(key)

    def _on_section_shown(self, key: str) -> None:
        self.sections.go_to(key)
        if key in self._pages:
            self.preview.go_to_page(self._pages[key])

    def _on_open_point(self, key: str) -> None:
        if self.form is not None and int(key) < len(self._findings):
            found = self._findings[int(key)]
            self.form.go_to(place_of_finding(found))

    def _on_wanted(self, text: str) -> None:
        self._background.read(self, partial(editor_jobs.find_known, self._desk, text), self._on_found)

    def _on_found(self, found: tuple[str, Known]) -> None:
        if self.form is not None:
            self.form.show_matches(*found)

    def _on_files_wanted(self, job: Callable[[], Any]) -> None:
        self._write(job, self._on_files_done)

    def _on_files_done(self, card: ContractCard | NoFile) -> None:
        self._written()
        self._files.take(card)

    def _on_files(self, card: ContractCard) -> None:
        if self.form is not None:
            was_saved = self.is_saved()
            self.form.show_attachments(card.content)
            self._revision = card.revision
            self._saved = self.form.content() if was_saved else self._saved
            self._look()

    def _on_unread(self, name: str) -> None:
        self.banner.say(self.tr("{0} could not be read, or is too large.").format(name))
