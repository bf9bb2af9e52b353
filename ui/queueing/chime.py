"""A sound for a call that cannot be spoken: the chime, or the computer's own beep."""

from __future__ import annotations

import importlib
import logging
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QApplication

from app.kernel.places import resource

log = logging.getLogger(__name__)

_MODULE = "PySide6.QtMultimedia"


class Chime(QObject):
    """Rings once for every call; a ring that is not over yet begins anew."""

    def __init__(self, effect: Any = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effect = effect
        if effect is not None:
            effect.setSource(QUrl.fromLocalFile(str(resource("sounds/chime.wav"))))

    def ring(self) -> None:
        """Make the sound; does not wait for its end."""
        if self._effect is None:
            QApplication.beep()
        else:
            self._effect.play()


def open_chime(parent: QObject | None = None) -> Chime:
    """Find something to ring with; the computer's beep where no sound comes out."""
    try:
        # Like the voice, this module needs libraries a bare Linux has not.
        module = importlib.import_module(_MODULE)
    except ImportError as error:
        log.warning("no chime: %s", error)
        return Chime(None, parent)
    if not module.QMediaDevices.audioOutputs():
        log.warning("no chime: nothing here can play a sound")
        return Chime(None, parent)
    return Chime(module.QSoundEffect(), parent)
