"""The signer's own screen: the second one, or the pen display; the clerk sees the same in small."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QInputDevice,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.parts.screens import Screens, ScreenSeat, key_of


class SignerScreen(QWidget):
    """A window of its own that holds the stage while its screen is there.

    Signals:
        came: It is on its screen.
        went: Its screen is gone; the stage is needed elsewhere.
    """

    came = Signal()
    went = Signal()

    def __init__(self, screens: Screens, remembered: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("stage")
        self.setWindowTitle(self.tr("Signing"))
        self.seat = ScreenSeat(self, screens, remembered or pen_screen())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)

    def take(self) -> bool:
        """Go to the second screen; tells whether there is one."""
        return self.seat.take()

    def hold(self, stage: QWidget) -> None:
        """Take the stage."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(stage)
        stage.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is there."""
        super().showEvent(event)
        self.came.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is gone."""
        super().hideEvent(event)
        self.went.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay: it is the clerk who ends the session."""
        event.ignore()


class Mirror(QWidget):
    """Shows the clerk in small what the signer sees."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("What the signer sees"))

    def follow(self, stage: QWidget) -> None:
        """Show a widget that stands on another screen."""
        self._stage = stage
        self.update()

    def sizeHint(self) -> QSize:
        """Room for a page."""
        return QSize(480, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the stage, as large as there is room."""
        if self._stage is None or not self._stage.isVisible():
            return
        picture = self._stage.grab()
        room = (
            picture.deviceIndependentSize().toSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        left = (self.width() - room.width()) // 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(left, 0, room.width(), room.height(), picture)
        painter.setPen(theme.colour("line"))
        painter.drawRect(left, 0, room.width() - 1, room.height() - 1)


def pen_screen() -> str:
    """Name the screen a pen writes on, where the system tells; "" otherwise."""
    for device in QInputDevice.devices():
        if device.type() is QInputDevice.DeviceType.Stylus:
            place = device.availableVirtualGeometry()
            for screen in QGuiApplication.screens():
                if screen.geometry() == place:
                    return key_of(screen)
    return ""
