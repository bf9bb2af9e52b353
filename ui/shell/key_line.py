"""The keys of the page in sight, at the foot of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from ui import theme
from ui.parts.keys import key_name
from ui.parts.page import KeyAction

_GAP, _SPACE, _MORE = 6, 4, 44


class KeyButton(QAbstractButton):
    """A key in its frame with the words beside it; does the same as the key."""

    def __init__(self, action: KeyAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key_name(action.key)
        self.rank = action.rank
        self.setText(action.text)
        self.setAccessibleName(f"{self.key} {action.text}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.slot)

    def sizeHint(self) -> QSize:
        """As wide as key and words."""
        strong, plain = QFontMetrics(theme.font("small", bold=True)), QFontMetrics(theme.font("small"))
        chip = strong.horizontalAdvance(self.key) + 12
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
        width = painter.fontMetrics().horizontalAdvance(self.key) + 12
        height = theme.px(21)
        chip = QRectF(_GAP, (place.height() - height) / 2, width, height)
        painter.setPen(QPen(theme.colour("accent_line"), 1))
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour("accent"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, self.key)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        rest = QRectF(chip.right() + _GAP, 0, place.width(), place.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.text())


class MoreButton(QToolButton):
    """How many keys found no room, and a menu of them for the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._left_out: tuple[KeyButton, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(theme.px(_MORE), theme.px(28))
        self.clicked.connect(self._on_clicked)

    def show_left_out(self, buttons: Sequence[KeyButton]) -> None:
        """Count what found no room; hidden where everything did."""
        self._left_out = tuple(buttons)
        self.setText(f"+{len(buttons)}")
        told = "\n".join(button.accessibleName() for button in buttons)
        self.setToolTip(told)
        self.setAccessibleName(self.tr("More keys"))
        self.setAccessibleDescription(told)
        self.setVisible(bool(buttons))

    def menu_of_keys(self) -> QMenu:
        """Make the menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._left_out:
            menu.addAction(f"{button.text()}\t{button.key}").triggered.connect(button.click)
        return menu

    def _on_clicked(self) -> None:
        menu = self.menu_of_keys()
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


class KeyLine(QWidget):
    """One line; what does not fit is left out by its rank, is still on the keyboard and in a menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(_SPACE)
        self._line.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._buttons: list[KeyButton] = []
        self.more = MoreButton(self)
        self._line.addWidget(self.more)
        self._line.addStretch(1)

    def show_keys(self, actions: Sequence[KeyAction]) -> None:
        """Show other keys."""
        for old in self._buttons:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [KeyButton(action, self) for action in actions]
        for place, button in enumerate(self._buttons):
            self._line.insertWidget(place, button)
        self._leave_out()

    def shown(self) -> list[str]:
        """Name the keys that are seen."""
        return [button.key for button in self._buttons if not button.isHidden()]

    def sizeHint(self) -> QSize:
        """One line high, also when no key is shown."""
        return QSize(0, theme.px(30))

    def event(self, event: QEvent) -> bool:
        """Look again at what fits when the size changes."""
        if event.type() == QEvent.Type.Resize:
            self._leave_out()
        return super().event(event)

    def _leave_out(self) -> None:
        shown = list(self._buttons)
        if _width(shown) > self.width():
            room = self.width() - theme.px(_MORE) - _SPACE
            for _, button in sorted(enumerate(self._buttons), key=_least, reverse=True):
                if button.rank and _width(shown) > room:
                    shown.remove(button)
        for button in self._buttons:
            button.setVisible(button in shown)
        self.more.show_left_out([button for button in self._buttons if button not in shown])


def _least(placed: tuple[int, KeyButton]) -> tuple[int, int]:
    place, button = placed
    return button.rank, place


def _width(buttons: Sequence[KeyButton]) -> int:
    return sum(button.sizeHint().width() + _SPACE for button in buttons)
