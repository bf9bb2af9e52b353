"""A visitor's record: what is hidden is shown for a reason, papers on request, doubles are merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.reception.documents import DocumentKind
from app.reception.queries import PersonRow
from app.reception.states import PersonalField
from ui import wording
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.choice_list import Choice
from ui.parts.elided import Elided
from ui.parts.forms import Form, buttons_row
from ui.parts.words import rule, words
from ui.reception.double_search import DoubleSearch
from ui.reception.search_line import let_shrink

_SHOWN_MS = 30_000


@dataclass(frozen=True)
class LookWish:
    """Somebody wishes to see a hidden value; ``whole_record`` wishes it on paper."""

    person_id: str
    field: PersonalField
    purpose: str


@dataclass(frozen=True)
class NumberWish:
    """Another number for a person's document."""

    person_id: str
    kind: DocumentKind
    text: str


class PersonPanel(Card):
    """In the place of the business list, for the visitor in front.

    Signals:
        look_wanted: Carries a LookWish; answer by ``show_value``.
        notice_wanted: The notice of what is stored shall be printed.
        searched: A text for the other record. Carries it; answer by ``show_found``.
        merge_wanted: Carries a MergeWish.
        number_wanted: Carries a NumberWish.
        went_back: Esc or the button.
    """

    look_wanted = Signal(object)
    notice_wanted = Signal()
    searched = Signal(str)
    merge_wanted = Signal(object)
    number_wanted = Signal(object)
    went_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.person: PersonRow | None = None
        self.set_title(self.tr("Record of the visitor"))
        self._name = Elided("", "strong", self)
        self.form = Form(self, columns=1)
        self.value = words("", "strong", self)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.look_document = Button(self.tr("Show number"), parent=self)
        self.look_phone = Button(self.tr("Show phone"), parent=self)
        self.paper = Button(self.tr("Print record"), parent=self)
        self.notice = Button(self.tr("Print notice"), parent=self)
        self.double = DoubleSearch(self.tr("The same person once more: name or phone"), self)
        self.line = self.double.line
        self.number = Form(self, columns=2)
        self.correct = Button(self.tr("Correct the number"), "plain", "pencil", parent=self)
        self._away = Button(self.tr("Back") + "   Esc", parent=self)
        self._showing = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._build()
        self._connect()

    def show_person(self, person: PersonRow) -> None:
        """Show the record of a visitor; what was shown of another goes."""
        if self.person is None or person.id != self.person.id:
            self.reset()
            self.double.begin(person.id)
        self.person = person
        self._name.set_words(person.name)
        self.form.focus_first()

    def reset(self) -> None:
        """Empty everything."""
        self.person = None
        self.form.set_text("purpose", "")
        self.number.set_text("document_number", "")
        self.double.begin("")
        self.form.clear_errors()
        self.number.clear_errors()
        self._hide_value()

    def show_value(self, field: PersonalField, value: str) -> None:
        """Show a hidden value for half a minute."""
        told = value or self.tr("none")
        self.value.setText(wording.named(wording.label(field), told))
        self.value.show()
        self._showing.start()

    def show_found(self, text: str, people: Sequence[PersonRow]) -> None:
        """Show which record may be the other one."""
        self.double.show_found(text, [_choice(row) for row in people])

    def show_refusal(self, error: Exception) -> bool:
        """Show a refused field at its place; tells whether there was one."""
        return self.form.show_refusal(error) or self.number.show_refusal(error)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing in sight that was hidden."""
        super().hideEvent(event)
        self._hide_value()

    def _build(self) -> None:
        self.form.add_line("purpose", self.tr("Reason, kept in the access log"), required=True)
        kinds = [(kind.value, wording.label(kind)) for kind in DocumentKind if kind is not DocumentKind.NONE]
        let_shrink(self.number.add_choice("document_kind", self.tr("Document"), kinds))
        self.number.add_line("document_number", self.tr("Right number"))
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.form)
        for pair in ((self.look_document, self.look_phone), (self.paper, self.notice)):
            line = QHBoxLayout()
            for button in pair:
                line.addWidget(button, 1)
            column.addLayout(line)
        column.addWidget(self.value)
        column.addWidget(rule(self))
        column.addWidget(self.double)
        column.addWidget(rule(self))
        column.addWidget(self.number)
        column.addWidget(self.correct)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.body.addWidget(self._name)
        self.body.addWidget(area, 1)
        self.body.addWidget(buttons_row(self._away, parent=self))

    def _connect(self) -> None:
        self._away.clicked.connect(self.went_back)
        self.look_document.clicked.connect(self._on_look_document)
        self.look_phone.clicked.connect(self._on_look_phone)
        self.form.submitted.connect(self._on_look_phone)
        self.paper.clicked.connect(self._on_paper)
        self.notice.clicked.connect(self.notice_wanted)
        self._showing.timeout.connect(self._hide_value)
        self.double.searched.connect(self.searched)
        self.double.merge_wanted.connect(self.merge_wanted)
        self.double.went_back.connect(self.went_back)
        self.correct.clicked.connect(self._on_correct)
        self.number.submitted.connect(self._on_correct)

    def _on_look_document(self) -> None:
        self._look(PersonalField.DOCUMENT_NUMBER)

    def _on_look_phone(self) -> None:
        self._look(PersonalField.PHONE)

    def _on_paper(self) -> None:
        self._look(PersonalField.WHOLE_RECORD)

    def _look(self, field: PersonalField) -> None:
        if self.person is not None and self.form.is_complete():
            self.look_wanted.emit(LookWish(self.person.id, field, self.form.text("purpose")))

    def _on_correct(self) -> None:
        if self.person is not None:
            kind = DocumentKind(self.number.text("document_kind"))
            wish = NumberWish(self.person.id, kind, self.number.text("document_number"))
            self.number_wanted.emit(wish)

    def _hide_value(self) -> None:
        self._showing.stop()
        self.value.setText("")
        self.value.hide()


def _choice(row: PersonRow) -> Choice:
    return Choice(row.id, row.name, "  ".join(x for x in (row.organisation, row.phone, row.document) if x))
