"""The editor of a draft: sections and open points, the form, the live page beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.contracts.checks import Fault, Finding
from app.contracts.content import ContractContent
from app.contracts.drafting import Drafting
from app.contracts.queries import ContractCard
from app.contracts.refusals import DraftIncomplete
from app.security.actors import Actor
from ui import theme, wording
from ui.contracts import phrases
from ui.contracts.desk import ContractDesk
from ui.contracts.draft_form import ASKED_ELSEWHERE, DraftForm
from ui.contracts.marked_list import MarkedLine, MarkedList
from ui.contracts.party_card import Known
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.button import Button
from ui.parts.empty_state import EmptyState
from ui.parts.pdf_preview import PdfPreview
from ui.parts.status_dot import Light
from ui.parts.words import set_tone, words

_TYPING_MS = 700
_LEFT, _FORM, _PAGE = 250, 530, 430
_LEAST_LEFT, _LEAST_FORM, _LEAST_PAGE = 200, 420, 220
"""Pixels; only the form grows with the text: all must fit 1366 with large text as well."""


@dataclass(frozen=True)
class Proof:
    """What a saved draft looks like and what is open in it; ``turn`` tells which save it belongs to."""

    turn: int
    findings: tuple[Finding, ...]
    pdf: bytes


class Editor(QWidget):
    """Edits one draft. What is typed is saved after a pause and on leaving.

    Signals:
        left: The person is done here; everything that can be kept is kept. Carries the contract's key.
        handed_in: The draft went to review. Carries the contract's key.
    """

    left = Signal(str)
    handed_in = Signal(str)

    def __init__(
        self, desk: ContractDesk, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._background, self._actor = desk, background, actor
        self._card: ContractCard | None = None
        self._saved: ContractContent | None = None
        self._findings: tuple[Finding, ...] = ()
        self._turn = 0
        self._is_leaving = self._was_warned = self._was_refused = self._is_handing_in = False
        self.form: DraftForm | None = None
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()

    def open_card(self, card: ContractCard) -> None:
        """Open a draft."""
        self._drop_form()
        self._card, self._saved = card, card.content
        self._is_leaving = self._was_warned = self._was_refused = self._is_handing_in = False
        self.form = DraftForm(card.template, card.content, self._middle)
        self._middle_column.insertWidget(1, self.form, 1)
        self.form.edited.connect(self._on_edited)
        self.form.section_shown.connect(self._on_section_shown)
        self.form.known_wanted.connect(self._on_wanted)
        self.banner.hide()
        if card.remark:
            self.banner.say(self.tr("Sent back: {0}").format(card.remark), Tint.WAITING)
        self.preview.show_pdf(b"")
        self._show_open((), is_known=False)
        self._say_saved()
        self._look()

    def contract_id(self) -> str:
        """Tell which draft is open, or ""."""
        return self._card.id if self._card is not None else ""

    def findings(self) -> tuple[Finding, ...]:
        """Give the open points as last checked."""
        return self._findings

    def is_saved(self) -> bool:
        """Tell whether everything that can be kept is kept."""
        return self.form is None or self.form.content() == self._saved

    def save(self) -> None:
        """Keep what was typed."""
        self._typing.stop()
        if self.form is None or self._card is None:
            return
        content = self.form.content()
        if content == self._saved:
            self._after_save()
            return
        job = partial(_save, self._desk.drafting, self._card.id, content, self._actor)
        self._background.write(self, job, self._on_saved)

    def leave(self) -> None:
        """Save and go; warns once where something cannot be kept as it is typed, or is refused."""
        if self.form is None:
            return
        if self._was_refused:
            self.left.emit(self.contract_id())
        elif self._was_warned or not self._warn_of_wrong(self.form):
            self._is_leaving = True
            self.save()

    def hand_in(self) -> None:
        """Save and give the draft to review."""
        if self.form is None or self._card is None or self._is_handing_in:
            return
        wrong = self.form.wrong_field()
        if wrong:
            self.form.go_to(wrong)
            return
        self._is_handing_in = True
        self._typing.stop()
        content, key = self.form.content(), self._card.id
        job = partial(_hand_in, self._desk.drafting, key, content, self._actor)
        self._background.write(self, job, self._on_handed_in)

    def go_to_findings(self) -> None:
        """Put the focus into the list of open points."""
        self.open_points.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.open_points.current_key() and self.open_points.count():
            self.open_points.setCurrentRow(0)

    def next_section(self) -> None:
        """Go to the next section."""
        if self.form is not None:
            self.form.step(1)

    def section_before(self) -> None:
        """Go to the section before."""
        if self.form is not None:
            self.form.step(-1)

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be; what was typed stays."""
        self._was_refused, self._is_leaving = self._is_leaving, False
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

    def _build(self) -> None:
        self.tools = QWidget(self)
        line = QHBoxLayout(self.tools)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._state = words("", "small", self.tools)
        self.back = Button(self.tr("Back to the list"), "quiet", "chevron-left", parent=self.tools)
        self.submit = Button(self.tr("Hand in for review"), "primary", "check", parent=self.tools)
        for part in (self._state, self.back, self.submit):
            line.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(12)
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_left())
        split.addWidget(self._build_middle())
        self._page = QStackedWidget(split)
        self._page.setMinimumWidth(_LEAST_PAGE)
        self.preview = PdfPreview(self._page)
        advice = self.tr("It appears here as soon as the first party is named.")
        no_page = EmptyState("file-text", self.tr("No page to show yet"), advice, self._page)
        self._page.addWidget(self.preview)
        self._page.addWidget(no_page)
        split.addWidget(self._page)
        split.setSizes([_LEFT, theme.px(_FORM), _PAGE])
        for place, stretch in enumerate((0, 5, 4)):
            split.setStretchFactor(place, stretch)
        row.addWidget(split)

    def _build_left(self) -> QWidget:
        left = QWidget(self)
        left.setMinimumWidth(_LEAST_LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.sections = MarkedList(left)
        self.sections.setAccessibleName(self.tr("Sections"))
        self._open_title = words(self.tr("Open points"), "label", left)
        self.open_points = MarkedList(left)
        self.open_points.setAccessibleName(self.tr("Open points"))
        column.addWidget(words(self.tr("Sections"), "label", left))
        column.addWidget(self.sections, 3)
        column.addWidget(self._open_title)
        column.addWidget(self.open_points, 2)
        return left

    def _build_middle(self) -> QWidget:
        self._middle = QFrame(self)
        self._middle.setProperty("part", "card")
        self._middle.setMinimumWidth(_LEAST_FORM)
        self._middle_column = QVBoxLayout(self._middle)
        self._middle_column.setContentsMargins(16, 12, 4, 8)
        self.banner = Banner(self._middle)
        self._middle_column.addWidget(self.banner)
        foot = QHBoxLayout()
        self.before = Button(self.tr("Section before"), "quiet", "chevron-left", parent=self._middle)
        self.after = Button(self.tr("Next section"), "quiet", "chevron-right", parent=self._middle)
        foot.addWidget(self.before)
        foot.addStretch(1)
        foot.addWidget(self.after)
        self._middle_column.addLayout(foot)
        return self._middle

    def _connect(self) -> None:
        self._typing.timeout.connect(self.save)
        self.back.clicked.connect(self.leave)
        self.submit.clicked.connect(self.hand_in)
        self.before.clicked.connect(self.section_before)
        self.after.clicked.connect(self.next_section)
        self.sections.stepped.connect(self._on_section)
        self.sections.chosen.connect(self._on_section_chosen)
        self.open_points.chosen.connect(self._on_open_point)

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
            self._middle_column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _on_edited(self) -> None:
        self._was_warned = self._was_refused = False
        self._say_saved()
        self._typing.start()

    def _on_saved(self, saved: tuple[str, ContractContent]) -> None:
        key, content = saved
        if key != self.contract_id():
            return
        self._saved = content
        self._after_save()

    def _after_save(self) -> None:
        self._say_saved()
        if self._is_leaving and self.is_saved():
            key, self._is_leaving = self.contract_id(), False
            self.left.emit(key)
        elif not self.is_saved():
            self._typing.start()
        else:
            self._look()

    def _on_handed_in(self, key: str) -> None:
        self._saved = self.form.content() if self.form is not None else None
        self._is_handing_in = False
        self.handed_in.emit(key)

    def _look(self) -> None:
        """Have the saved draft checked and set, away from the window's thread."""
        self._turn += 1
        job = partial(_proof, self._desk, self.contract_id(), self._turn)
        self._background.read(self, job, self._on_proof, self._on_no_proof)

    def _on_proof(self, proof: Proof) -> None:
        if proof.turn != self._turn or self.form is None:
            return
        self._show_open(proof.findings, is_known=True)
        self.preview.show_pdf(proof.pdf)
        self._page.setCurrentIndex(0 if proof.pdf else 1)

    def _on_no_proof(self, error: Exception) -> None:
        self.banner.say(wording.sentence(error))

    def _show_open(self, findings: tuple[Finding, ...], *, is_known: bool) -> None:
        form = self.form
        if form is None:
            return
        self._findings = tuple(
            f for f in findings if not (f.fault is Fault.ANSWER_MISSING and f.field in ASKED_ELSEWHERE)
        )
        stopping = {form.section_of(f.field) for f in self._findings if f.stops}
        stopping |= {form.section_of(field) for field in [form.wrong_field()] if field}
        unknown = Light.WAITING if stopping or is_known else Light.NONE
        self.sections.show_lines(
            [
                MarkedLine(h.key, h.heading, unknown if h.key in stopping or not is_known else Light.GOOD)
                for h in form.heads()
            ]
        )
        self.sections.go_to(form.current_section())
        self.open_points.show_lines([self._line(n, f) for n, f in enumerate(self._findings)])
        self._open_title.setText(self.tr("Open points: {0}").format(len(self._findings)))
        if is_known and not self._findings:
            self._open_title.setText(self.tr("Nothing is open."))

    def _line(self, number: int, found: Finding) -> MarkedLine:
        assert self.form is not None
        light = Light.WAITING if found.stops else Light.NONE
        return MarkedLine(str(number), phrases.finding(found, self.form.label_of(found)), light)

    def _say_saved(self) -> None:
        if self.form is not None and self.form.wrong_field():
            self._state.setText(self.tr("One field cannot be saved yet"))
            set_tone(self._state, "trouble")
            return
        is_saved = self.is_saved()
        self._state.setText(self.tr("Everything is saved") if is_saved else self.tr("Typing \u2026"))
        set_tone(self._state, "small" if is_saved else "waiting")

    def _on_section(self, key: str) -> None:
        if self.form is not None:
            self.form.show_section(key)
            self.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_section_chosen(self, key: str) -> None:
        if self.form is not None:
            self.form.show_section(key)

    def _on_section_shown(self, key: str) -> None:
        self.sections.go_to(key)

    def _on_open_point(self, key: str) -> None:
        if self.form is not None and int(key) < len(self._findings):
            found = self._findings[int(key)]
            self.form.go_to(found.field, found.fault)

    def _on_wanted(self, text: str) -> None:
        self._background.read(self, partial(_find, self._desk, text), self._on_found)

    def _on_found(self, found: tuple[str, Known]) -> None:
        if self.form is not None:
            self.form.show_matches(*found)


def _save(
    drafting: Drafting, key: str, content: ContractContent, actor: Actor
) -> tuple[str, ContractContent]:
    drafting.save(key, content, actor=actor)
    return key, content


def _hand_in(drafting: Drafting, key: str, content: ContractContent, actor: Actor) -> str:
    drafting.save(key, content, actor=actor)
    drafting.hand_in(key, actor=actor)
    return key


def _proof(desk: ContractDesk, key: str, turn: int) -> Proof:
    """Check and set a saved draft; without anybody who could sign it there is no page to set yet."""
    findings = desk.drafting.check(key)
    has_parties = bool(desk.view.contract(key).content.parties)
    return Proof(turn, findings, desk.drafting.preview(key) if has_parties else b"")


def _find(desk: ContractDesk, text: str) -> tuple[str, Known]:
    return text, Known(desk.people.find_organisations(text, 5), desk.people.find_people(text, 3))
