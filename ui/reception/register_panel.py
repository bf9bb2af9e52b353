"""Registering a visitor, in the place of the business list beside the search box."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.kernel.errors import FieldRefused
from app.reception.documents import CheckedNumber, DocumentKind, tidy_number
from app.reception.service import OrganisationEntry, PersonEntry
from ui import wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.forms import Form, buttons_row
from ui.reception.organisation_picker import OrganisationPicker
from ui.reception.search_line import let_shrink

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
        went_back: Esc or the button.
    """

    submitted = Signal(object)
    number_asked = Signal(object)
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Register a visitor"))
        self._opened_with: str | None = None
        self.form = Form(self, columns=5)
        self.organisation = OrganisationPicker(self)
        self.save = Button(self.tr("Register") + "   Ctrl+Enter", "primary", "check", parent=self)
        self._away = Button(self.tr("Back") + "   Esc", parent=self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._build()
        self._connect()

    def open_with(self, typed: str) -> None:
        """Begin with what was typed into the search box; the same text brings the same draft back."""
        if typed != self._opened_with:
            self.reset()
            self._opened_with = typed
            self.form.set_text(_field_for(typed), typed)
        empty = [name for name in _PERSON_FIELDS if not self.form.text(name)]
        target = "document_kind" if "name" not in empty else "name"
        self.form.editor(target).setFocus(Qt.FocusReason.OtherFocusReason)

    def reset(self) -> None:
        """Empty everything."""
        self._opened_with = None
        for name in _PERSON_FIELDS:
            self.form.set_text(name, "")
        self.form.set_text("document_kind", DocumentKind.RESIDENT_ID.value)
        self.form.clear_errors()
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
        column.addWidget(self.organisation)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self.body.addWidget(buttons_row(self._away, self.save, parent=self))

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self._on_person_done)
        self.organisation.submitted.connect(self._on_submit)
        self.organisation.went_back.connect(self.went_back)
        self.save.clicked.connect(self._on_submit)
        self._away.clicked.connect(self.went_back)
        self._typing.timeout.connect(self._ask_number)

    def _question(self) -> NumberQuestion:
        kind = DocumentKind(self.form.text("document_kind"))
        return NumberQuestion(kind, self.form.text("document_number"))

    def _on_edited(self, name: str) -> None:
        if name not in ("document_kind", "document_number"):
            return
        has_document = self._question().kind is not DocumentKind.NONE
        self.form.show_field("document_number", is_shown=has_document)
        self.form.show_hint("document_number", "")
        self._typing.start()

    def _ask_number(self) -> None:
        question = self._question()
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


def _field_for(typed: str) -> str:
    """Tell which field a searched text belongs into."""
    number = tidy_number(typed)
    digits = sum(c.isdigit() for c in number)
    if len(number) >= _LONG and digits >= _LONG - 1:
        return "document_number"
    return "phone" if digits >= _PHONE and digits >= len(number) - 1 else "name"
