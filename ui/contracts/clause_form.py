"""One clause of the library, to be read or changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.contracts.clauses import LONGEST_CLAUSE, ClausePlan, ClauseRow, known_sections
from app.documents.templates import templates
from ui.contracts import draft_words
from ui.parts.button import Button
from ui.parts.card import Card, Facts
from ui.parts.forms import Form, TextField, buttons_row
from ui.parts.words import words

_LINES = 9
_FORM = 1


class ClauseForm(Card):
    """Shows a clause; while it is changed what was typed stays until it is saved or left.

    Signals:
        change_requested: The clause shown is to be changed.
        end_requested: The clause shown shall not be used any more.
        planned: A clause is typed. Carries its code, "" for a new one, and a ClausePlan.
        closed: Nothing is to be changed after all.
        turned: A clause is read that was typed before, or the other way round.
    """

    change_requested = Signal()
    end_requested = Signal()
    planned = Signal(str, object)
    closed = Signal()
    turned = Signal(int)

    def __init__(self, may_change: bool, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self._names = section_names()
        self._editing = ""
        self._given: ClausePlan | None = None
        self._was_warned = False
        self._views = QStackedWidget(self)
        self._views.addWidget(self._build_reading(may_change))
        self._views.addWidget(self._build_form())
        self.body.addWidget(self._views)
        self._views.currentChanged.connect(self.turned)
        self.change.clicked.connect(self.change_requested)
        self.end.clicked.connect(self.end_requested)
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.leave)
        self.form.submitted.connect(self.submit)

    def section_name(self, key: str) -> str:
        """Name a section as the templates head it."""
        return self._names.get(key, self.tr("A section of its own"))

    def show_row(self, row: ClauseRow | None) -> None:
        """Show a clause, or nothing."""
        self._views.setCurrentIndex(0)
        self.set_title(row.title if row is not None else " ")
        self._text.setText(row.text if row is not None else "")
        self._facts.set_fact("section", self.section_name(row.section) if row is not None else "")
        self._facts.set_fact("law", row.law if row is not None else "")
        fits = row.fits if row is not None else ()
        self._facts.set_fact("fits", _fits_told(fits) if fits else self.tr("Every class"))
        for button in (self.change, self.end):
            button.setEnabled(row is not None)

    def is_open(self) -> bool:
        """Tell whether a clause is being typed."""
        return self._views.currentIndex() == _FORM

    def begin(self, row: ClauseRow | None) -> None:
        """Type a new clause, or the next edition of one."""
        self._editing = row.code if row is not None else ""
        self.set_title(
            self.tr("New clause") if row is None else self.tr("Next edition of: {0}").format(row.title)
        )
        told = row or ClauseRow("", 0, "", "", "", "", (), is_own=True)
        self.form.clear_errors()
        for name in ("title", "text", "law", "section"):
            self.form.set_text(name, getattr(told, name))
        self.form.set_text("fits", " ".join(told.fits))
        self._given, self._was_warned = self._plan(), False
        self._warning.hide()
        self._views.setCurrentIndex(_FORM)
        self.form.focus_first()

    def submit(self) -> None:
        """Hand on what was typed."""
        if self.form.is_complete():
            self.planned.emit(self._editing, self._plan())

    def leave(self) -> None:
        """Leave the form; warns once where something was typed."""
        if self._plan() != self._given and not self._was_warned:
            self._was_warned = True
            self._warning.show()
            return
        self.close_form()
        self.closed.emit()

    def close_form(self) -> None:
        """Go back to reading."""
        self._views.setCurrentIndex(0)

    def show_refusal(self, error: Exception) -> bool:
        """Show a refused field's reason at the field; tells whether there was one to show it at."""
        return self.is_open() and self.form.show_refusal(error)

    def _build_reading(self, may_change: bool) -> QWidget:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        self._text = words("", "", inner, wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts = Facts(inner)
        self._facts.add_fact("section", self.tr("Stands in"))
        self._facts.add_fact("law", self.tr("Law"))
        self._facts.add_fact("fits", self.tr("Offered for"))
        self.change = Button(self.tr("Change it"), icon="pencil", parent=inner)
        self.end = Button(self.tr("End it"), "quiet", "x", parent=inner)
        row = buttons_row(self.end, self.change, parent=inner)
        row.setVisible(may_change)
        column.addWidget(self._text)
        column.addSpacing(12)
        column.addWidget(self._facts)
        column.addStretch(1)
        column.addWidget(row)
        return _scrolled(inner, self)

    def _build_form(self) -> QWidget:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        self.form = Form(inner, columns=1)
        self.form.add_line("title", self.tr("Heading"), required=True)
        text = self.form.add_text("text", self.tr("Text"), required=True, lines=_LINES)
        assert isinstance(text, TextField)
        hint = self.tr("At most {0} characters; each line is a paragraph.").format(LONGEST_CLAUSE)
        self.form.set_hint("text", hint)
        options = [("", self.tr("A section of its own")), *self._names.items()]
        self.form.add_choice("section", self.tr("Stands in"), options)
        self.form.add_line("law", self.tr("Law"))
        hint = self.tr("Classes or templates, e.g. dev lic1; nothing: every class.")
        self.form.add_line("fits", self.tr("Offered for"), hint=hint)
        self._warning = words(
            self.tr("What you typed is not saved yet. Esc again drops it."), "waiting", inner, wrap=True
        )
        self._warning.hide()
        self.cancel = Button(self.tr("Leave it"), parent=inner)
        self.save = Button(self.tr("Save the clause"), "primary", "check", parent=inner)
        column.addWidget(self.form)
        column.addWidget(self._warning)
        column.addWidget(buttons_row(self.cancel, self.save, parent=inner))
        column.addStretch(1)
        return _scrolled(inner, self)

    def _plan(self) -> ClausePlan:
        form = self.form
        return ClausePlan(
            title=form.text("title"),
            text=form.text("text"),
            section=form.text("section"),
            law=form.text("law"),
            fits=tuple(form.text("fits").replace(",", " ").split()),
        )


def section_names() -> dict[str, str]:
    """Give the headings of the sections by their keys, as the first template that has them heads them."""
    names: dict[str, str] = {}
    for template in templates():
        for section in template.sections:
            names.setdefault(section.key, section.heading)
    return {key: names[key] for key in known_sections()}


def _fits_told(fits: tuple[str, ...]) -> str:
    kinds = {t.kind for t in templates()}
    return "  ".join(draft_words.template_kind(fit) if fit in kinds else fit.upper() for fit in fits)


def _scrolled(inner: QWidget, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
