"""Files that belong to the contract: with kind, size and digest, inside the sealed file or beside it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.contracts.content import AttachmentContent
from ui.parts.button import Button, IconButton
from ui.parts.card import Card
from ui.parts.words import words

_UNITS = ("B", "kB", "MB")


class AttachmentCard(Card):
    """One file.

    Signals:
        removed: It shall not belong to the contract any more. Carries its digest.
        placed: It shall lie inside the sealed file, or beside it. Carries its digest and whether inside.
    """

    removed = Signal(str)
    placed = Signal(str, bool)

    def __init__(self, attachment: AttachmentContent, parent: QWidget | None = None) -> None:
        super().__init__(attachment.name, parent)
        self._digest = attachment.digest
        self.remove = IconButton("trash-2", self.tr("Take this file out"), self, role="trouble")
        self.head.addWidget(self.remove)
        told = [size_text(attachment.size), attachment.media_type]
        if attachment.pages:
            told.insert(0, self.tr("{0} pages").format(attachment.pages))
        told.append(f"SHA-256 {attachment.digest[:16]} \u2026")
        self.body.addWidget(words(" \u00b7 ".join(told), "small", self, wrap=True))
        self.inside = QCheckBox(self.tr("Part of the sealed file"), self)
        self.inside.setChecked(attachment.is_inside)
        self.body.addWidget(self.inside)
        self.remove.clicked.connect(self._on_remove)
        self.inside.toggled.connect(self._on_placed)

    def _on_remove(self) -> None:
        self.removed.emit(self._digest)

    def _on_placed(self, is_inside: bool) -> None:
        self.placed.emit(self._digest, is_inside)


class AttachmentsSection(QWidget):
    """The files of a contract; each change is kept at once.

    Signals:
        add_requested: A file is to be chosen.
        dropped: Files were let fall here. Carries their paths.
        removed: A file shall go. Carries its digest.
        placed: A file shall lie inside the sealed file or beside it. Carries its digest and whether inside.
    """

    add_requested = Signal()
    dropped = Signal(list)
    removed = Signal(str)
    placed = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._cards: list[AttachmentCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        advice = self.tr("PDF files and pictures. Each is listed in the contract by name and digest.")
        self._none = words(self.tr("No file yet: choose one, or let it fall here."), "muted", self, wrap=True)
        self._column.addWidget(words(advice, "small", self, wrap=True))
        self._column.addWidget(self._none)
        foot = QHBoxLayout()
        self.add = Button(self.tr("Add a file"), "quiet", "plus", parent=self)
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.add.clicked.connect(self.add_requested)

    def show_attachments(self, attachments: tuple[AttachmentContent, ...]) -> None:
        """Show the files as they are kept by now."""
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [AttachmentCard(attachment, self) for attachment in attachments]
        for place, card in enumerate(self._cards):
            card.removed.connect(self.removed)
            card.placed.connect(self.placed)
            self._column.insertWidget(2 + place, card)
        self._none.setVisible(not attachments)

    def cards(self) -> tuple[AttachmentCard, ...]:
        """Give the cards of the files."""
        return tuple(self._cards)

    def has_field(self, name: str) -> bool:
        """Tell whether a field of a finding is here."""
        return name == "attachments" or name.startswith("attachment_")

    def wrong_field(self) -> str:
        """Nothing here can be typed wrong."""
        return ""

    def focus_field(self, name: str) -> None:
        """Go to the files."""
        self.focus_first()

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        if self._cards:
            self._cards[0].inside.setFocus()
        else:
            self.add.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this computer."""
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was let fall."""
        self.dropped.emit(local_paths(event.mimeData()))


def local_paths(mime: QMimeData) -> list[str]:
    """Give the paths of dropped files."""
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]


def size_text(size: int) -> str:
    """Write a size in bytes in its largest unit."""
    for unit in _UNITS[:-1]:
        if size < 1000:
            return f"{size} {unit}"
        size = -(-size // 1000)
    return f"{size} {_UNITS[-1]}"
