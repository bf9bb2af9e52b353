"""What a clerk does at the window, and buttons that do it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.parts.button import Button, Kind
from ui.parts.keys import with_key


class Deed(StrEnum):
    """One key, one button."""

    NEXT = "next"
    SKIP = "skip"
    SERVE = "serve"
    RECALL = "recall"
    MISS = "miss"
    PUT_BACK = "put_back"
    FINISH = "finish"
    FOLLOW_UP = "follow_up"
    SUSPEND = "suspend"
    TRANSFER = "transfer"
    TO_LINE = "to_line"
    VOID = "void"
    ROOM = "room"
    CONTRACT = "contract"
    PAUSE = "pause"
    LISTS = "lists"
    SHARE = "share"
    ON_PURPOSE = "on_purpose"


KEYS: dict[Deed, str] = {
    Deed.NEXT: "F2",
    Deed.SKIP: "Shift+F2",
    Deed.RECALL: "F3",
    Deed.MISS: "F4",
    Deed.PUT_BACK: "Shift+F4",
    Deed.SUSPEND: "F5",
    Deed.TO_LINE: "Shift+F5",
    Deed.ROOM: "F6",
    Deed.TRANSFER: "F7",
    Deed.CONTRACT: "F8",
    Deed.PAUSE: "F9",
    Deed.LISTS: "F10",
    Deed.FINISH: "Ctrl+Return",
    Deed.FOLLOW_UP: "Shift+F7",
    Deed.VOID: "Ctrl+Del",
    Deed.SHARE: "Ctrl+F2",
    Deed.ON_PURPOSE: "Ctrl+Shift+F2",
}
"""The keys; Enter says that the visitor came, where nothing else has the focus."""


class DeedButton(Button):
    """A button that says which deed is wished for.

    Signals:
        wished: It was pressed. Carries the Deed.
    """

    wished = Signal(object)

    def __init__(
        self, deed: Deed, text: str, kind: Kind = "plain", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("", kind, icon, parent=parent)
        self._deed = deed
        self.say(text)
        self.clicked.connect(self._on_clicked)

    def say(self, text: str) -> None:
        """Change the words; the key stays behind them."""
        self.setText(with_key(text, KEYS.get(self._deed, "Return")))

    def _on_clicked(self) -> None:
        self.wished.emit(self._deed)
