"""The list of papers: what is asked of this case, by which rule, and how it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.registration.queries import RegistrationCard
from app.registration.states import BEFORE_DECISION, MaterialMark
from ui import wording
from ui.parts.card import Card
from ui.parts.forms import Form
from ui.parts.names import local_name


class PapersPane(QWidget):
    """Papers of a case.

    Signals:
        submitted: Keep how they stand.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, int, tuple[str, ...]] = ("", -1, ())
        self._kept: dict[str, MaterialMark] = {}
        self._card = Card(self.tr("Papers that are asked for"), self)
        self.form = Form(self._card, columns=2)
        self._card.body.addWidget(self.form)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(area)

    def show_card(self, card: RegistrationCard) -> None:
        """Show the papers of a case; other ones are asked for when the form says otherwise."""
        shown = (card.row.id, card.revision, tuple(paper.key for paper in card.papers))
        self._card.setEnabled(card.row.state in BEFORE_DECISION)
        if shown == self._shown:
            return
        self._shown, self._kept = shown, dict(card.entry.materials)
        fresh = Form(self._card, columns=2)
        marks = [(str(mark), wording.label(mark)) for mark in MaterialMark]
        for paper in card.papers:
            fresh.add_choice(paper.key, local_name(paper.name, paper.name_en), marks, hint=paper.law)
            fresh.set_text(paper.key, str(self._kept.get(paper.key, MaterialMark.MISSING)))
        self._card.body.replaceWidget(self.form, fresh)
        self.form.deleteLater()
        self.form = fresh
        self.form.submitted.connect(self.submitted)

    def marks(self) -> dict[str, MaterialMark]:
        """Give how every paper stands; papers no longer asked for keep their mark."""
        return self._kept | {key: MaterialMark(mark) for key, mark in self.form.values().items()}

    def all_brought(self) -> None:
        """Mark everything as brought."""
        for key in self.form.values():
            self.form.set_text(key, str(MaterialMark.BROUGHT))

    def go_to(self, key: str) -> None:
        """Put the focus to a paper."""
        if key in self.form.values():
            self.form.editor(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Begin with the first paper."""
        self.form.focus_first()
