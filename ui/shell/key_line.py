"""The keys of the page in sight, at the foot of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.parts.keys import key_name
from ui.parts.page import KeyAction

_GAP = 6


class KeyButton(QAbstractButton):
    """A key in its frame with the words beside it; does the same as the key."""

    def __init__(self, action: KeyAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key_name(action.key)
        self.setText(action.text)
        self.setAccessibleName(f"{self._key} {action.text}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.slot)

    def sizeHint(self) -> QSize:
        """As wide as key and words."""
        strong, plain = QFontMetrics(theme.font("small", bold=True)), QFontMetrics(theme.font("small"))
        chip = strong.horizontalAdvance(self._key) + 12
        width = _GAP + chip + _GAP + plain.horizontalAdvance(self.text()) + _GAP
        return QSize(width, theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint key and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(place, 6, 6)
        painter.setFont(theme.font("small", bold=True))
        width = painter.fontMetrics().horizontalAdvance(self._key) + 12
        height = theme.px(21)
        chip = QRectF(_GAP, (place.height() - height) / 2, width, height)
        painter.setPen(QPen(theme.colour("accent_line"), 1))
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour("accent"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        rest = QRectF(chip.right() + _GAP, 0, place.width(), place.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.text())


class KeyLine(QWidget):
    """One line; what does not fit is left out from the right and is still on the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(4)
        self._line.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._buttons: list[KeyButton] = []

    def show_keys(self, actions: Sequence[KeyAction]) -> None:
        """Show other keys."""
        while self._line.count():
            item = self._line.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self._buttons = [KeyButton(action, self) for action in actions]
        for button in self._buttons:
            self._line.addWidget(button)
        self._line.addStretch(1)
        self._leave_out()

    def sizeHint(self) -> QSize:
        """One line high, also when no key is shown."""
        return QSize(0, theme.px(30))

    def event(self, event: QEvent) -> bool:
        """Look again at what fits when the size changes."""
        if event.type() == QEvent.Type.Resize:
            self._leave_out()
        return super().event(event)

    def _leave_out(self) -> None:
        room = self.width()
        for button in self._buttons:
            room -= button.sizeHint().width() + self._line.spacing()
            button.setVisible(room >= 0)
