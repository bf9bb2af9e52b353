"""The one window of the terminal: shows first start, sign-in or the frame, and the lock over it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

_SMALLEST = QSize(1180, 680)
_USUAL = QSize(1366, 768)


class Stage(QMainWindow):
    """Holds what is on.

    Signals:
        closed: The window is closing; the program ends.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.setWindowTitle("Guitai")
        self.setMinimumSize(_SMALLEST)
        self.resize(_USUAL)
        self._stack = QStackedWidget(self)
        self.setCentralWidget(self._stack)

    def put_on(self, part: QWidget) -> None:
        """Show a part alone; what was on before is gone."""
        before = [self._stack.widget(i) for i in range(self._stack.count())]
        self._add(part)
        for old in before:
            self._take_off(old)

    def cover(self, part: QWidget) -> None:
        """Show a part over what is on, which stays as it is."""
        self._add(part)

    def uncover(self) -> None:
        """Take the cover away."""
        if self._stack.count() > 1:
            self._take_off(self._stack.currentWidget())
            self._on_title()

    def shown(self) -> QWidget | None:
        """Give what is on."""
        return self._stack.currentWidget()

    def _add(self, part: QWidget) -> None:
        self._stack.addWidget(part)
        self._stack.setCurrentWidget(part)
        part.windowTitleChanged.connect(self._on_title)
        self._on_title()

    def _on_title(self) -> None:
        """Say in the title what is on: for the task bar and for screen readers."""
        part = self._stack.currentWidget()
        title = part.windowTitle() if part is not None else ""
        self.setWindowTitle(f"{title} - Guitai" if title else "Guitai")

    def _take_off(self, part: QWidget | None) -> None:
        if part is not None:
            self._stack.removeWidget(part)
            part.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the program ends."""
        self.closed.emit()
        super().closeEvent(event)
