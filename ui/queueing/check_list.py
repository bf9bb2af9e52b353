"""The documents a matter needs, to be ticked off while the visitor lays them down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.parts.words import words


class _Line(QWidget):
    """A box with its words, which wrap; a press on the words ticks as well."""

    def __init__(self, document: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = QCheckBox(self)
        self.box.setAccessibleName(document)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(4)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words(document, "", self, wrap=True), 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, or take the tick away."""
        self.box.toggle()
        self.box.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()


class CheckList(QWidget):
    """Ticks help the clerk at the counter; they are nobody's record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = words("", "label", self)
        self._rows: list[_Line] = []
        self._inner = QWidget(self)
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(area, 1)

    def show_documents(self, documents: Sequence[str]) -> None:
        """Show other documents, none ticked."""
        for row in self._rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_Line(document, self._inner) for document in documents]
        for place, row in enumerate(self._rows):
            row.box.toggled.connect(self._on_toggled)
            self._lines.insertWidget(place, row)
        self._on_toggled()

    def _on_toggled(self) -> None:
        if not self._rows:
            self._title.setText(self.tr("This business needs no documents"))
            return
        seen = sum(row.box.isChecked() for row in self._rows)
        self._title.setText(self.tr("Documents: {0} of {1} seen").format(seen, len(self._rows)))
