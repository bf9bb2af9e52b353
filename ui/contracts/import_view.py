"""A text from outside (docx) becomes a draft: what was recognised is shown, mended and confirmed first."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.contracts.content import AccountContent, PartyContent
from app.contracts.importing import FREE_CODE, GuessedParty, ImportChoice, ImportedText
from app.documents.templates import load_template
from app.kernel.changes import Outcome
from app.security.actors import Actor
from ui import wording
from ui.contracts import editor_jobs
from ui.contracts.attachments_section import local_paths
from ui.contracts.desk import ContractDesk
from ui.contracts.fields import DayRefused, read_day
from ui.contracts.kept_form import KeptForm
from ui.contracts.party_card import Known
from ui.contracts.party_section import PartySection
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.forms import TextField, buttons_row
from ui.parts.page import KeyAction
from ui.parts.squeezed import Squeezed
from ui.parts.words import words

log = logging.getLogger(__name__)
_CONFIRM = 1
_NO_LIMIT = 16_777_215
_LEAST_TEXT = 120
_PLAIN = ("credit_code", "legal_representative", "contact", "phone", "address", "postcode", "email")


@dataclass(frozen=True)
class NotRead:
    """A file that could not be opened."""

    name: str


class ImportView(Squeezed):
    """Takes a file by chooser or drop, then asks for confirmation.

    Signals:
        left: No draft is to be made.
        begun: A draft was made. Carries its key.
    """

    left = Signal()
    begun = Signal(str)

    def __init__(
        self, desk: ContractDesk, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._background, self._actor = desk, background, actor
        self._text: ImportedText | None = None
        self._visit: tuple[str | None, str | None] = (None, None)
        self._parties: PartySection | None = None
        self._was_warned = False
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the view."""
        return (
            KeyAction("Ctrl+O", self.tr("Choose a file"), self.choose_file),
            KeyAction("F10", self.tr("Begin the draft"), self.confirm, 0),
        )

    def begin(self, visit_id: str | None = None, booking_id: str | None = None) -> None:
        """Ask for a file; a visit and a booking go with the draft."""
        self._visit, self._text, self._was_warned = (visit_id, booking_id), None, False
        self.banner.hide()
        self._views.setCurrentIndex(0)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_file(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, self.tr("Which text shall be taken over?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Word files (*.docx)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read_file)
        dialog.open()

    def read_file(self, path: str) -> None:
        """Read a file and show what was recognised."""
        self._background.read(self, partial(_read, self._desk, Path(path)), self._on_read)

    def confirm(self) -> None:
        """Begin the draft with what stands in the form."""
        if self._text is None or self._parties is None:
            return
        wrong = self.form.wrong_field()
        if wrong:
            self.form.focus_field(wrong)
            return
        choice = self._choice(self._text, self._parties.parties())
        job = partial(self._desk.texts.importing.start, self._text.name, choice, actor=self._actor)
        self._background.write(self, job, self._on_begun)

    def parties(self) -> PartySection | None:
        """Give the parties as they stand in the form."""
        return self._parties

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be; what was typed stays."""
        self.banner.say(wording.sentence(error))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file of this computer."""
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was let fall."""
        for path in local_paths(event.mimeData())[:1]:
            self.read_file(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back; warns once where a text was read."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._text is not None and not self._was_warned:
            self._was_warned = True
            self.banner.say(
                self.tr("No draft was made yet. F10 begins it, Esc again drops it."), Tint.WAITING
            )
        else:
            self.left.emit()

    def _choice(self, text: ImportedText, parties: tuple[PartyContent, ...]) -> ImportChoice:
        form = self.form
        return ImportChoice(
            title=form.text("title"),
            clauses=text.clauses,
            parties=parties,
            total_fen=form.fen("total"),
            technical_fen=form.fen("technical"),
            valid_from=form.day("valid_from"),
            valid_to=form.day("valid_to"),
            visit_id=self._visit[0],
            booking_id=self._visit[1],
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.banner = Banner(self)
        column.addWidget(self.banner)
        self._views = QStackedWidget(self)
        self._views.addWidget(self._build_choice())
        self._views.addWidget(self._build_confirmation())
        column.addWidget(self._views, 1)

    def _build_choice(self) -> QWidget:
        page = Card("", self)
        advice = self.tr(
            "A Word file (.docx) becomes a draft in the parties' own words. Let it fall here, or choose it."
        )
        page.body.addWidget(
            EmptyState("download", self.tr("Which text shall be taken over?"), advice, page), 1
        )
        self.back = Button(self.tr("Back to the list"), parent=page)
        self.choose = Button(self.tr("Choose a file"), "primary", "file-text", parent=page)
        page.body.addWidget(buttons_row(self.back, self.choose, parent=page))
        return page

    def _build_confirmation(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        inner = QWidget(page)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(2, 2, 14, 16)
        self._column.setSpacing(12)
        self._column.addWidget(words(self.tr("Is this right?"), "heading", inner))
        advice = self.tr(
            "These were read out of the text. Nothing of it is taken before you begin the draft."
        )
        self._column.addWidget(words(advice, "muted", inner, wrap=True))
        self.form = KeptForm(inner)
        self.form.add_line("title", self.tr("Project name"), required=True, span=2)
        self.form.add_amount("total", self.tr("Total amount in yuan"))
        self.form.add_amount("technical", self.tr("Of it technical amount"))
        self.form.add_day("valid_from", self.tr("Valid from"))
        self.form.add_day("valid_to", self.tr("Valid to"))
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        area = QScrollArea(page)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        row.addWidget(area, 1)
        row.addWidget(self._build_reading(page), 1)
        return page

    def _build_reading(self, page: QWidget) -> QWidget:
        card = Card(self.tr("The text as it will stand"), page)
        self.notes = words("", "waiting", card, wrap=True)
        self.reading = TextField(card)
        self.reading.setMaximumHeight(_NO_LIMIT)
        self.reading.setMinimumHeight(_LEAST_TEXT)
        self.reading.setReadOnly(True)
        self.reading.setAccessibleName(self.tr("The text as it will stand"))
        self.start = Button(self.tr("Begin the draft"), "primary", "check", parent=card)
        self.other = Button(self.tr("Another file"), parent=card)
        card.body.addWidget(self.notes)
        card.body.addWidget(self.reading, 1)
        card.body.addWidget(buttons_row(self.other, self.start, parent=card))
        return card

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_file)
        self.other.clicked.connect(self.choose_file)
        self.back.clicked.connect(self.left)
        self.start.clicked.connect(self.confirm)

    def _on_read(self, text: ImportedText | NotRead) -> None:
        if isinstance(text, NotRead):
            self.banner.say(self.tr("{0} could not be opened.").format(text.name))
            return
        self._text, self._was_warned = text, False
        self.banner.hide()
        # Only what is in sight finds the height its hints need.
        self._views.setCurrentIndex(_CONFIRM)
        self._show_guesses(text)
        self._show_parties(tuple(_party(guessed) for guessed in text.guesses.parties))
        told = [f"{n}  {c.title}\n{c.text}".strip() for n, c in enumerate(text.clauses, start=1)]
        self.reading.setPlainText("\n\n".join(told))
        self._show_notes(text)
        self.form.focus_first()

    def _show_guesses(self, text: ImportedText) -> None:
        """Below each field stands the line it was read from."""
        guesses, form = text.guesses, self.form
        form.set_text("title", guesses.title.value if guesses.title else "")
        for name, amount in (("total", guesses.total), ("technical", guesses.technical)):
            form.show_fen(name, amount.fen if amount else 0)
            told = self._from(amount.line) if amount else self.tr("Not found in the text.")
            if amount is not None and amount.words_differ:
                told = self.tr("Figures and words differ there: {0}").format(amount.line)
            form.show_hint(name, told, "waiting" if amount is None or amount.words_differ else "small")
        for name, day in (("valid_from", guesses.valid_from), ("valid_to", guesses.valid_to)):
            form.show_day(name, _day(day.value) if day else None)
            told = self._from(day.line) if day else self.tr("Not found in the text.")
            form.show_hint(name, told, "small" if day else "waiting")

    def _show_parties(self, parties: tuple[PartyContent, ...]) -> None:
        if self._parties is not None:
            self._column.removeWidget(self._parties)
            self._parties.hide()
            self._parties.deleteLater()
        self._parties = PartySection(load_template(FREE_CODE), self)
        self._parties.show_parties(parties)
        self._parties.wanted.connect(self._on_wanted)
        self._column.insertWidget(3, self._parties)

    def _show_notes(self, text: ImportedText) -> None:
        told = [
            self.tr("Section {0} names a law that is no longer in force: {1}").format(place + 1, law)
            for place, law in text.repealed
        ]
        if text.left_out:
            named = ", ".join(f"{name} \u00d7 {count}" for name, count in text.left_out)
            told.append(self.tr("Not text, therefore left out: {0}").format(named))
        self.notes.setText("\n".join(told))
        self.notes.setVisible(bool(told))

    def _from(self, line: str) -> str:
        return self.tr("Read from: {0}").format(line)

    def _on_wanted(self, text: str) -> None:
        self._background.read(self, partial(editor_jobs.find_known, self._desk, text), self._on_found)

    def _on_found(self, found: tuple[str, Known]) -> None:
        if self._parties is not None:
            self._parties.show_matches(*found)

    def _on_begun(self, outcome: Outcome[str]) -> None:
        self._text = None
        self.begun.emit(outcome.value)


def _read(desk: ContractDesk, path: Path) -> ImportedText | NotRead:
    try:
        if path.stat().st_size > editor_jobs.LARGEST_FILE:
            return NotRead(path.name)
        content = path.read_bytes()
    except OSError:
        log.warning("a text to be taken over could not be read")
        return NotRead(path.name)
    return desk.texts.importing.read(path.name, content)


def _party(guessed: GuessedParty) -> PartyContent:
    told = {name: found.value for name, found in guessed.fields.items()}
    account = AccountContent(*(told.get(f"account_{part}", "") for part in ("holder", "bank", "number")))
    party = PartyContent(guessed.side, guessed.name.value, account=account)
    plain: dict[str, Any] = {name: told.get(name, "") for name in _PLAIN}
    return replace(party, **plain)


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except DayRefused:
        return None
