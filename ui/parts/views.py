"""Views of which one is in sight, and only that one asks for room."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget


class Views(QStackedWidget):
    """A stack that is as small as the view it shows, not as its largest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._ask_for_room)

    def addWidget(self, view: QWidget) -> int:
        """Add a view; gives its place."""
        place = super().addWidget(view)
        self._ask_for_room()
        return place

    def _ask_for_room(self) -> None:
        for place in range(self.count()):
            view, is_shown = self.widget(place), place == self.currentIndex()
            policy = QSizePolicy.Policy.Preferred if is_shown else QSizePolicy.Policy.Ignored
            if view is not None:
                view.setSizePolicy(policy, policy)
