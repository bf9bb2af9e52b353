"""The frame of the editor: sections and open points at the left, the form, the live page at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.contracts.checks import Finding
from ui import theme
from ui.contracts import phrases
from ui.contracts.draft_form import DraftForm
from ui.contracts.marked_list import MarkedLine, MarkedList
from ui.contracts.moved_box import MovedBox
from ui.parts.banner import Banner
from ui.parts.button import Button
from ui.parts.elided import Elided
from ui.parts.empty_state import EmptyState
from ui.parts.pdf_preview import PdfPreview
from ui.parts.status_dot import Light
from ui.parts.words import set_tone, words

_LEFT, _FORM, _PAGE = 250, 530, 430
_LEAST_LEFT, _LEAST_FORM, _LEAST_PAGE = 200, 440, 220
"""Pixels; only the form grows with the text: all must fit 1366 with large text as well."""


class EditorFrame(QWidget):
    """Holds the parts of the editor; what they do is the editor's."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = QWidget(self)
        line = QHBoxLayout(self.tools)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.state = Elided("", "small", self.tools)
        self.back = Button(self.tr("Back to the list"), "quiet", "chevron-left", parent=self.tools)
        self.submit = Button(self.tr("Hand in for review"), "primary", "check", parent=self.tools)
        for part in (self.state, self.back, self.submit):
            line.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(12)
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_left())
        split.addWidget(self._build_middle(zone))
        split.addWidget(self._build_page())
        split.setSizes([_LEFT, theme.px(_FORM), _PAGE])
        for place, stretch in enumerate((0, 5, 4)):
            split.setStretchFactor(place, stretch)
        row.addWidget(split)

    def show_open(self, form: DraftForm, findings: Sequence[Finding], *, is_known: bool) -> None:
        """Show which sections are complete, and every open point with its article."""
        stopping = {form.section_of(f.field) for f in findings if f.stops}
        stopping |= {form.section_of(field) for field in [form.wrong_field()] if field}
        unknown = Light.WAITING if stopping or is_known else Light.NONE
        self.sections.show_lines(
            [
                MarkedLine(h.key, h.heading, unknown if h.key in stopping or not is_known else Light.GOOD)
                for h in form.heads()
            ]
        )
        self.sections.go_to(form.current_section())
        self.open_points.show_lines([_line(form, n, f) for n, f in enumerate(findings)])
        self.open_title.setText(self.tr("Open points: {0}").format(len(findings)))
        if is_known and not findings:
            self.open_title.setText(self.tr("Nothing is open."))

    def go_to_findings(self) -> None:
        """Put the focus into the list of open points."""
        self.open_points.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.open_points.current_key() and self.open_points.count():
            self.open_points.setCurrentRow(0)

    def say_saved(self, at: str, *, is_wrong: bool, is_saved: bool) -> None:
        """Say whether all is saved, and since when."""
        text, tone = self.tr("Typing \u2026"), "waiting"
        if is_wrong:
            text, tone = self.tr("One field cannot be saved yet"), "trouble"
        elif is_saved:
            text = self.tr("Saved at {0}").format(at) if at else self.tr("Everything is saved")
            tone = "small"
        self.state.set_words(text)
        set_tone(self.state, tone)

    def _build_left(self) -> QWidget:
        left = QWidget(self)
        left.setMinimumWidth(_LEAST_LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.sections = MarkedList(left)
        self.sections.setAccessibleName(self.tr("Sections"))
        self.open_title = words(self.tr("Open points"), "label", left)
        self.open_points = MarkedList(left)
        self.open_points.setAccessibleName(self.tr("Open points"))
        column.addWidget(words(self.tr("Sections"), "label", left))
        column.addWidget(self.sections, 3)
        column.addWidget(self.open_title)
        column.addWidget(self.open_points, 2)
        return left

    def _build_middle(self, zone: str) -> QWidget:
        self.middle = QFrame(self)
        self.middle.setProperty("part", "card")
        self.middle.setMinimumWidth(theme.px(_LEAST_FORM))
        self.middle_column = QVBoxLayout(self.middle)
        self.middle_column.setContentsMargins(16, 12, 4, 8)
        self.banner = Banner(self.middle)
        self.moved = MovedBox(zone, self.middle)
        self.middle_column.addWidget(self.banner)
        self.middle_column.addWidget(self.moved)
        foot = QHBoxLayout()
        self.before = Button(self.tr("Section before"), "quiet", "chevron-left", parent=self.middle)
        self.after = Button(self.tr("Next section"), "quiet", "chevron-right", parent=self.middle)
        foot.addWidget(self.before)
        foot.addStretch(1)
        foot.addWidget(self.after)
        self.middle_column.addLayout(foot)
        return self.middle

    def _build_page(self) -> QWidget:
        self.paper = QStackedWidget(self)
        self.paper.setMinimumWidth(_LEAST_PAGE)
        self.preview = PdfPreview(self.paper)
        advice = self.tr("It appears here as soon as the first party is named.")
        self.paper.addWidget(self.preview)
        self.paper.addWidget(EmptyState("file-text", self.tr("No page to show yet"), advice, self.paper))
        return self.paper


def _line(form: DraftForm, number: int, found: Finding) -> MarkedLine:
    light = Light.WAITING if found.stops else Light.NONE
    told = phrases.finding(found, form.label_of(found))
    return MarkedLine(str(number), "\n".join(text for text in (told, found.law) if text), light)
