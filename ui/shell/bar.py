"""The bar above the pages: where and who, the search box, the lock; each part gives way in its turn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui import theme
from ui.parts.button import Button
from ui.parts.elided import Elided
from ui.parts.keys import key_name, with_key
from ui.parts.words import words

_WIDE = 1000
_LEAST_TAG = 72


@dataclass(frozen=True)
class Place:
    """Where and who: for the bar. ``person`` is masked."""

    hall: str
    window: str
    person: str
    role: str
    is_sample: bool


class Bar(QWidget):
    """Narrow, the hall's name and the role are cut first, then the window's; the lock keeps its picture."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = QLineEdit(self)
        self.lock = Button("", "quiet", "lock", parent=self)
        self.lock.setAccessibleName(self.tr("Lock"))
        self.lock.setToolTip(with_key(self.tr("Lock"), "F12"))
        self._window = _giving_way(place.window, "tag", self)
        self._role = _giving_way(place.role, "small", self)
        self._build(place)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let window, role and the words of the lock give way where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _build(self, place: Place) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 8, 16, 8)
        line.setSpacing(12)
        line.addWidget(_giving_way(place.hall, "strong", self), 4)
        self._window.setVisible(bool(place.window))
        line.addWidget(self._window, 8)
        if place.is_sample:
            line.addWidget(words(self.tr("Sample data"), "tag-waiting", self))
        line.addStretch(1)
        self._build_search()
        line.addWidget(self.search, 3)
        line.addStretch(1)
        line.addWidget(words(place.person, "strong", self))
        line.addWidget(self._role, 2)
        line.addWidget(self.lock)

    def _build_search(self) -> None:
        self.search.setObjectName("search")
        self.search.setMinimumWidth(theme.px(160))
        self.search.setMaximumWidth(theme.px(420))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.hide()

    def _fit(self) -> None:
        is_wide = self.width() >= theme.px(_WIDE)
        self.lock.setText(with_key(self.tr("Lock"), "F12") if is_wide else key_name("F12"))
        for label, least in ((self._window, theme.px(_LEAST_TAG)), (self._role, 0)):
            label.setMinimumWidth(label.maximumWidth() if is_wide else min(least, label.maximumWidth()))


def _giving_way(text: str, tone: str, parent: QWidget) -> Elided:
    """Make a label that is never wider than its words, and narrower where there is no room."""
    made = Elided(text, tone, parent)
    made.ensurePolished()
    made.setMaximumWidth(made.sizeHint().width())
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return made
