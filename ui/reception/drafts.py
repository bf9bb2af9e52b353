"""Registrations begun beside each other: whoever comes between does not cost the first what was typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.reception.register_panel import RegisterPanel

MOST = 5


class Drafts(QStackedWidget):
    """The registration in sight and those put aside; the panels' wishes come out of here.

    Signals:
        submitted: Carries a Registration.
        number_asked: Carries a NumberQuestion.
        similar_asked: Carries a Draft.
        organisation_searched: Carries the text.
        known_chosen: Carries a PersonRow.
        notice_wanted: The notice of what is stored shall be printed.
        went_back: Esc in the first draft.
        full: As many are begun as can be.
    """

    submitted = Signal(object)
    number_asked = Signal(object)
    similar_asked = Signal(object)
    organisation_searched = Signal(str)
    known_chosen = Signal(object)
    notice_wanted = Signal()
    went_back = Signal()
    full = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panels: list[RegisterPanel] = []
        self._add()

    def panel(self) -> RegisterPanel:
        """Give the draft in sight."""
        return self._panels[self.currentIndex()]

    def begun(self) -> int:
        """Count the drafts in which something was typed."""
        return sum(panel.is_begun() for panel in self._panels)

    def open_with(self, typed: str) -> None:
        """Show the draft that a searched text began before; else an empty one that begins with it."""
        known = [p for p in self._panels if p.is_begun() and (not typed or p.was_opened_with(typed))]
        self._show(known[0] if known else self._empty() or self._panels[-1], typed)

    def open_another(self) -> None:
        """Put the draft in sight aside and show an empty one."""
        if not self.panel().is_begun():
            return
        empty = self._empty()
        if empty is None:
            self.full.emit()
        else:
            self._show(empty, "")

    def _show(self, panel: RegisterPanel, typed: str) -> None:
        self.setCurrentWidget(panel)
        if typed and not panel.is_begun():
            panel.open_with(typed)
        else:
            panel.resume()

    def _empty(self) -> RegisterPanel | None:
        empty = next((p for p in self._panels if not p.is_begun()), None)
        return empty or (self._add() if len(self._panels) < MOST else None)

    def _add(self) -> RegisterPanel:
        panel = RegisterPanel(self)
        self._panels.append(panel)
        self.addWidget(panel)
        panel.set_number(len(self._panels))
        panel.submitted.connect(self.submitted)
        panel.number_asked.connect(self.number_asked)
        panel.similar_asked.connect(self.similar_asked)
        panel.known_chosen.connect(self.known_chosen)
        panel.organisation.searched.connect(self.organisation_searched)
        panel.notice_wanted.connect(self.notice_wanted)
        panel.went_back.connect(self.go_back)
        return panel

    def go_back(self) -> None:
        """Show the draft before this one; from the first, leave."""
        at = self.currentIndex()
        if at == 0:
            self.went_back.emit()
        else:
            self._show(self._panels[at - 1], "")
