"""The documents a matter needs, to be ticked off while the visitor lays them down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.parts.words import words


class CheckList(QWidget):
    """Ticks help the clerk at the counter; they are nobody's record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = words("", "label", self)
        self._boxes: list[QCheckBox] = []
        self._inner = QWidget(self)
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(area, 1)

    def show_documents(self, documents: Sequence[str]) -> None:
        """Show other documents, none ticked."""
        for box in self._boxes:
            self._lines.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = [QCheckBox(document, self._inner) for document in documents]
        for place, box in enumerate(self._boxes):
            box.setToolTip(box.text())
            box.toggled.connect(self._on_toggled)
            self._lines.insertWidget(place, box)
        self._on_toggled()

    def _on_toggled(self) -> None:
        if not self._boxes:
            self._title.setText(self.tr("This business needs no documents"))
            return
        seen = sum(box.isChecked() for box in self._boxes)
        self._title.setText(self.tr("Documents: {0} of {1} seen").format(seen, len(self._boxes)))
