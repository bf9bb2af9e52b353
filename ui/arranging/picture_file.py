"""A picture of a room from a file: read, made small, shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QDir, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.kernel.errors import FieldRefused
from ui.parts.button import Button
from ui.parts.words import words

_SIDE, _QUALITY = 800, 82
_SHOWN = QSize(240, 132)


def read_picture(path: str) -> bytes:
    """Read a picture and give it as a small JPEG, off the window's thread; refuses with FieldRefused."""
    reader = QImageReader(str(Path(path)))
    reader.setAutoTransform(True)
    picture: QImage = reader.read()
    if picture.isNull():
        raise FieldRefused("picture", "wrong_form", Path(path).name)
    if max(picture.width(), picture.height()) > _SIDE:
        picture = picture.scaled(
            _SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.convertToFormat(QImage.Format.Format_RGB888).save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class PictureEdit(QWidget):
    """Shows a room's picture; another is chosen, or it is taken away.

    Signals:
        chosen: Another picture is wanted. Carries the path of its file, or "" where there shall be none.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QLabel(self)
        self.picture.setFixedSize(_SHOWN)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note = words("", "small", self, wrap=True)
        self.choose = Button(self.tr("Choose a picture"), "plain", "file-text", parent=self)
        self.remove = Button(self.tr("Take it away"), "quiet", "x", parent=self)
        line = QHBoxLayout()
        line.addWidget(self.choose)
        line.addWidget(self.remove)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture)
        column.addWidget(self.note)
        column.addLayout(line)
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(self._on_remove)

    def show_picture(self, key: str, content: bytes | None) -> None:
        """Show what a room has: its picture, a hint where there is none, or where it is."""
        shown = QPixmap()
        if content:
            shown.loadFromData(content)
            shown = shown.scaled(
                _SHOWN * self.devicePixelRatio(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            shown.setDevicePixelRatio(self.devicePixelRatio())
        self.picture.setPixmap(shown)
        self.picture.setVisible(not shown.isNull())
        text = self.tr("No picture yet. A JPEG or PNG file helps guests and colleagues to know the room.")
        if key and content is None:
            text = self.tr("The picture is at the terminal where it was chosen.")
        elif not shown.isNull():
            text = ""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.remove.setVisible(bool(key))

    def _on_choose(self) -> None:
        pictures = self.tr("Pictures (*.jpg *.jpeg *.png)")
        dialog = QFileDialog(self, self.tr("Which picture?"), QDir.homePath(), pictures)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_remove(self) -> None:
        self.chosen.emit("")
