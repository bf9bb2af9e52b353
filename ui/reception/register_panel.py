"""Registering a visitor, in the place of the business list beside the search box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.devices.ports import CardFacts
from app.kernel.errors import FieldRefused
from app.reception.documents import CheckedNumber, DocumentKind, tidy_number
from app.reception.queries import Draft, PersonRow, SimilarRow
from app.reception.service import OrganisationEntry, PersonEntry
from ui import theme, wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.forms import Form, buttons_row
from ui.parts.keys import with_key
from ui.parts.words import words
from ui.reception.organisation_picker import OrganisationPicker
from ui.reception.search_line import let_shrink

_SIMILAR_SHOWN = 3
_SIMILAR_HEIGHT = 44
_TYPING_MS = 120
_UNFINISHED = ("empty", "wrong_form", "wrong_length")
_LONG, _PHONE = 15, 7
_PERSON_FIELDS = ("name", "document_number", "phone")


@dataclass(frozen=True)
class Registration:
    """Whom to register: the person, and the organisation where it is new too."""

    person: PersonEntry
    organisation: OrganisationEntry | None


@dataclass(frozen=True)
class NumberQuestion:
    """A document number to be checked while it is typed."""

    kind: DocumentKind
    text: str


class RegisterPanel(Card):
    """What was typed stays until it is registered.

    Signals:
        submitted: Carries a Registration.
        number_asked: Carries a NumberQuestion; answer by ``show_number``.
        similar_asked: Carries a Draft; answer by ``show_similar``.
        known_chosen: The clerk says it is somebody who is known. Carries the PersonRow.
        notice_wanted: The notice of what is stored shall be printed, before anything is (PIPL article 17).
        went_back: Esc or the button.
    """

    submitted = Signal(object)
    number_asked = Signal(object)
    similar_asked = Signal(object)
    known_chosen = Signal(object)
    notice_wanted = Signal()
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Register a visitor"))
        self._opened_with: str | None = None
        self.form = Form(self, columns=5)
        self.organisation = OrganisationPicker(self)
        self._similar: tuple[SimilarRow, ...] = ()
        self._similar_words = words(self.tr("May be known already   F9"), "label", self)
        self.similar = ChoiceList(self)
        self.save = Button(with_key(self.tr("Register"), "Ctrl+Return"), "primary", "check", parent=self)
        self.notice = Button(self.tr("Print notice"), parent=self)
        # With its key in the words, the form is too wide for large text.
        self.notice.setToolTip("Ctrl+Shift+P")
        self._away = Button(self.tr("Back") + "   Esc", parent=self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()
        self.show_similar(self._draft(), ())

    def open_with(self, typed: str) -> None:
        """Begin an empty form with what was typed into the search box."""
        self.reset()
        self._opened_with = typed
        self.form.set_text(_field_for(typed), typed)
        self.resume()

    def resume(self) -> None:
        """Put the focus where typing goes on."""
        empty = [name for name in _PERSON_FIELDS if not self.form.text(name)]
        target = "document_kind" if "name" not in empty else "name"
        self.form.editor(target).setFocus(Qt.FocusReason.OtherFocusReason)

    def is_begun(self) -> bool:
        """Tell whether anything was typed that is not registered."""
        line = self.organisation
        typed = [self.form.text(name) for name in _PERSON_FIELDS]
        return any(typed) or line.chosen is not None or bool(line.line.text()) or line.new_entry() is not None

    def was_opened_with(self, typed: str) -> bool:
        """Tell whether this is the draft that a searched text began."""
        return typed == self._opened_with

    def take_card(self, card: CardFacts) -> None:
        """Fill in what a card told; a name without public characters is to be compared with it."""
        self.form.set_text("document_kind", card.kind.value)
        self.form.set_text("document_number", card.number)
        self.form.set_text("name", card.name)
        self.form.show_hint("name", self.tr("Compare every character of the name with the card."), "waiting")
        self.form.editor("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def set_number(self, number: int) -> None:
        """Say which draft this is where there are several."""
        title = self.tr("Register a visitor")
        self.set_title(f"{title} ({number})" if number > 1 else title)

    def show_similar(self, draft: Draft, rows: Sequence[SimilarRow]) -> None:
        """Show who may be the one; an answer to an older draft is dropped."""
        if draft != self._draft():
            return
        self._similar = tuple(rows)
        self.similar.show_choices([_similar_choice(row) for row in rows])
        self.similar.setFixedHeight(theme.px(_SIMILAR_HEIGHT) * min(len(rows), _SIMILAR_SHOWN) + 12)
        self.similar.setVisible(bool(rows))
        self._similar_words.setVisible(bool(rows))

    def point_at_similar(self) -> None:
        """Put the focus on those who may be known."""
        if self._similar:
            self.similar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reset(self) -> None:
        """Empty everything."""
        self._opened_with = None
        self._similar = ()
        self.similar.hide()
        self._similar_words.hide()
        for name in _PERSON_FIELDS:
            self.form.set_text(name, "")
        self.form.set_text("document_kind", DocumentKind.RESIDENT_ID.value)
        self.form.clear_errors()
        self.form.show_hint("name", "")
        self.organisation.reset()

    def show_number(self, question: NumberQuestion, answer: CheckedNumber | FieldRefused) -> None:
        """Say what was found about a number; an answer to an older question is dropped."""
        if question != self._question():
            return
        if isinstance(answer, FieldRefused):
            is_told = answer.problem not in _UNFINISHED
            self.form.show_hint("document_number", wording.sentence(answer) if is_told else "", "error")
            return
        if answer.warnings:
            text = " ".join(wording.label(warning) for warning in answer.warnings)
            self.form.show_hint("document_number", text, "waiting")
        else:
            self.form.show_hint("document_number", self.tr("The number is right."), "good")

    def show_refusal(self, error: Exception) -> bool:
        """Show a refused field at its place; tells whether there was one."""
        self.form.show_hint("document_number", "")
        return self.form.show_refusal(error) or self.organisation.form.show_refusal(error)

    def set_sending(self, *, is_sending: bool) -> None:
        """Keep a second Enter from registering twice."""
        self.save.setEnabled(not is_sending)

    def _build(self) -> None:
        self.form.add_line("name", self.tr("Name"), required=True, span=2)
        kinds = [(kind.value, wording.label(kind)) for kind in DocumentKind]
        let_shrink(self.form.add_choice("document_kind", self.tr("Document"), kinds, span=3))
        self.form.add_line("document_number", self.tr("Document number"), span=3)
        self.form.add_line("phone", self.tr("Telephone"), span=2)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self.form)
        column.addWidget(self._similar_words)
        column.addWidget(self.similar)
        column.addWidget(self.organisation)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self.body.addWidget(buttons_row(self._away, self.notice, self.save, parent=self))

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self._on_person_done)
        self.organisation.submitted.connect(self._on_submit)
        self.organisation.went_back.connect(self.went_back)
        self.save.clicked.connect(self._on_submit)
        self.notice.clicked.connect(self.notice_wanted)
        self._away.clicked.connect(self.went_back)
        self._typing.timeout.connect(self._ask)
        self.similar.chosen.connect(self._on_similar)

    def _question(self) -> NumberQuestion:
        kind = DocumentKind(self.form.text("document_kind"))
        return NumberQuestion(kind, self.form.text("document_number"))

    def _draft(self) -> Draft:
        chosen, question = self.organisation.chosen, self._question()
        return Draft(
            name=self.form.text("name"),
            document_kind=question.kind,
            document_number=question.text,
            phone=self.form.text("phone"),
            organisation_id=chosen.id if chosen else None,
        )

    def _on_similar(self, key: str) -> None:
        person = next((row.person for row in self._similar if row.person.id == key), None)
        if person is not None:
            self.known_chosen.emit(person)

    def _on_edited(self, name: str) -> None:
        self._typing.start()
        if name not in ("document_kind", "document_number"):
            return
        has_document = self._question().kind is not DocumentKind.NONE
        self.form.show_field("document_number", is_shown=has_document)
        self.form.show_hint("document_number", "")

    def _ask(self) -> None:
        question = self._question()
        self.similar_asked.emit(self._draft())
        if question.text and question.kind is not DocumentKind.NONE:
            self.number_asked.emit(question)

    def _on_person_done(self) -> None:
        """Go on to the organisation after the last field."""
        if self.organisation.form.isHidden():
            self.organisation.line.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.organisation.form.focus_first()

    def _on_submit(self) -> None:
        self.form.clear_errors()
        self.organisation.form.clear_errors()
        if not (self.save.isEnabled() and self.form.is_complete() and self.organisation.is_complete()):
            return
        question, chosen = self._question(), self.organisation.chosen
        has_document = question.kind is not DocumentKind.NONE
        person = PersonEntry(
            name=self.form.text("name"),
            document_kind=question.kind,
            document_number=question.text if has_document else "",
            phone=self.form.text("phone"),
            organisation_id=chosen.id if chosen else None,
        )
        self.submitted.emit(Registration(person, self.organisation.new_entry()))

    def submit(self) -> None:
        """Register what was typed; for the key."""
        self._on_submit()


def _similar_choice(row: SimilarRow) -> Choice:
    person: PersonRow = row.person
    detail = "  ".join(x for x in (person.organisation, person.phone, person.document) if x)
    return Choice(person.id, person.name, detail, wording.label(row.alike))


def _field_for(typed: str) -> str:
    """Tell which field a searched text belongs into."""
    number = tidy_number(typed)
    digits = sum(c.isdigit() for c in number)
    if len(number) >= _LONG and digits >= _LONG - 1:
        return "document_number"
    return "phone" if digits >= _PHONE and digits >= len(number) - 1 else "name"
