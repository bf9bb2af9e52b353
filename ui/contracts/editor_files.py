"""The files of the open draft: chosen or dropped, added, placed and taken out, one after the other."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.contracts.queries import ContractCard
from app.security.actors import Actor
from ui.contracts import editor_jobs
from ui.contracts.attachments_section import AttachmentsSection
from ui.contracts.desk import ContractDesk
from ui.contracts.editor_jobs import NoFile


class EditorFiles(QObject):
    """Turns what is done to the files into jobs.

    Signals:
        wanted: A job shall be written. Carries the job; what it gives goes to ``take``.
        kept: The files are others now. Carries the ContractCard.
        unread: A file could not be read. Carries its name.
    """

    wanted = Signal(object)
    kept = Signal(object)
    unread = Signal(str)

    def __init__(self, desk: ContractDesk, actor: Actor, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._actor, self._window = desk, actor, parent
        self._key = ""

    def follow(self, key: str, section: AttachmentsSection) -> None:
        """Serve the files of another draft."""
        self._key = key
        section.add_requested.connect(self._on_add)
        section.dropped.connect(self.add)
        section.removed.connect(self._on_removed)
        section.placed.connect(self._on_placed)

    def add(self, paths: list[str]) -> None:
        """Add files of this computer."""
        for path in paths:
            self.wanted.emit(partial(editor_jobs.add_file, self._desk, self._key, Path(path), self._actor))

    def take(self, card: ContractCard | NoFile) -> None:
        """Tell what became of a job."""
        if isinstance(card, NoFile):
            self.unread.emit(card.name)
        elif card.id == self._key:
            self.kept.emit(card)

    def _on_add(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Which file belongs to the contract?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add)
        dialog.open()

    def _on_removed(self, digest: str) -> None:
        self.wanted.emit(partial(editor_jobs.remove_file, self._desk, self._key, digest, self._actor))

    def _on_placed(self, digest: str, is_inside: bool) -> None:
        job = partial(editor_jobs.place_file, self._desk, self._key, digest, is_inside, self._actor)
        self.wanted.emit(job)
