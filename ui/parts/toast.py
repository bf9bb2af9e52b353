"""A word at the foot of the window on what was just done; goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.parts.banner import Glyph
from ui.parts.words import words

_SHOWN_MS = 6000
_BESIDE, _BENEATH = 16, 6


class Toast(QFrame):
    """Floats over its parent; nothing waits for it and it takes no focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("part", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(12)
        self._words = words("", "", self)
        self._key = words("Ctrl+Z", "chip", self)
        self._undo = words(self.tr("take back"), "", self)
        line.addWidget(Glyph("check", "rail_mark", 20, self))
        line.addWidget(self._words)
        line.addWidget(self._key)
        line.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, can_undo: bool = False) -> None:
        """Show a sentence for six seconds; ``can_undo`` adds the key that takes it back."""
        self._words.setText(text)
        self._key.setVisible(can_undo)
        self._undo.setVisible(can_undo)
        self.show()
        self._settle()
        self.raise_()
        self._timer.start()

    def text(self) -> str:
        """Tell what is said."""
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _settle(self) -> None:
        self.adjustSize()
        over = self.parentWidget()
        assert over is not None
        # Over the empty end of the foot: never over a button of the page.
        self.move(over.width() - self.width() - _BESIDE, over.height() - self.height() - _BENEATH)
