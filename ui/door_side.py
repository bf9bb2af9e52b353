"""What stands beside a door: the panel of a room, with the scanner below it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.counter import Counter
from app.sync.status import Mode
from ui.doors.panel import DoorPanel
from ui.doors.reading import PanelDoors
from ui.parts.background import Background
from ui.parts.scanning import Scanner


class _Wire:
    """Tells when the centre was last heard; None without a centre. Asked on a reader."""

    def __init__(self, counter: Counter) -> None:
        self._sync = counter.sync

    def __call__(self) -> int | None:
        status = self._sync.status()
        return None if status.mode is Mode.STANDALONE else status.last_success_at


def panel_of(counter: Counter, background: Background, number: str, app: QApplication) -> DoorPanel:
    """Make the panel of a room by the number on its door; codes scanned in this program go to it."""
    doors = PanelDoors(
        counter.door,
        counter.door_view,
        counter.rooms_view,
        counter.catalogue,
        counter.store.clock,
        _Wire(counter),
    )
    panel = DoorPanel(doors, background, number, counter.settings.zone)
    Scanner(app, panel).scanned.connect(panel.take_code)
    return panel


def open_door(counter: Counter, background: Background, number: str, app: QApplication) -> DoorPanel:
    """Open the panel of a room over the whole screen."""
    panel = panel_of(counter, background, number, app)
    # A tablet at the wall may have no window manager that makes a full-screen window fill it.
    panel.setGeometry(panel.screen().geometry())
    panel.showFullScreen()
    return panel
