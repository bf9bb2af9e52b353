"""A word on what was just done, over the last line of the window; goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.parts.banner import Glyph
from ui.parts.elided import Elided
from ui.parts.words import words

_SHOWN_MS = 6000


class Toast(QFrame):
    """Floats over the right end of its parent and is no higher: no key and no button of a page is covered.

    Nothing waits for it and it takes no focus.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("part", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(12)
        self._words = Elided("", "", self)
        self._key = words("Ctrl+Z", "chip", self)
        self._undo = words(self.tr("take back"), "", self)
        line.addWidget(Glyph("check", "rail_mark", 20, self))
        line.addWidget(self._words, 1)
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
        self._words.set_words(text)
        self._key.setVisible(can_undo)
        self._undo.setVisible(can_undo)
        self.show()
        self._settle()
        self.raise_()
        self._timer.start()

    def text(self) -> str:
        """Tell what is said."""
        return self._words.words()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def _settle(self) -> None:
        over = self.parentWidget()
        assert over is not None
        width = min(self.sizeHint().width(), over.width())
        self.setGeometry(over.width() - width, 0, width, over.height())
