"""The right of the rooms' page: tabs, and below them the form, a booking, a series or one of the lists."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.rooms.booking_form import BookingForm
from ui.rooms.booking_panel import BookingPanel
from ui.rooms.lists_talk import ListsTalk
from ui.rooms.series_panel import SeriesPanel
from ui.rooms.several_panel import SeveralPanel
from ui.rooms.side_tabs import Side, SideTabs

_ALL = (1 << 24) - 1
"""The width Qt gives to what is held to none."""


class _CurrentStack(QStackedWidget):
    """A stack that asks for no more room than what it shows needs."""

    def sizeHint(self) -> QSize:
        """As large as what is shown."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As small as what is shown allows, its wrapped words included."""
        shown = self.currentWidget()
        inner = shown.layout() if shown else None
        if shown is None or inner is None:
            return super().minimumSizeHint()
        least = shown.minimumSizeHint()
        return QSize(least.width(), max(least.height(), inner.totalMinimumHeightForWidth(shown.width())))

    def hasHeightForWidth(self) -> bool:
        """Leave wrapped words to the panels."""
        return False

    def heightForWidth(self, width: int) -> int:
        """Leave wrapped words to the panels."""
        return -1


class RightSide(QWidget):
    """Shows one panel at a time; the tabs follow.

    Signals:
        called: The form, a series or a list is to be seen.
    """

    called = Signal()

    def __init__(
        self, zone: str, lists: ListsTalk, *, may_oversee: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.form = BookingForm(zone, may_override=may_oversee)
        self.panel = BookingPanel(zone)
        self.series = SeriesPanel(zone)
        self.several = SeveralPanel(zone)
        self.tabs = SideTabs(may_agree=may_oversee, parent=self)
        self._lists = {
            Side.REQUESTS: lists.requests,
            Side.WAITING: lists.waiting,
            Side.CALLS: lists.calls,
        }
        self._tables: dict[Side, QWidget] = {
            Side.REQUESTS: lists.requests.table,
            Side.WAITING: lists.waiting.table,
            Side.CALLS: lists.calls.table,
        }
        self._stack = _CurrentStack(self)
        for panel in (self.form, self.panel, self.series, self.several, *self._lists.values()):
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.set_alone(is_alone=False)
        self.tabs.chosen.connect(self._on_tab)
        lists.counted.connect(self._on_counted)

    def show_form(self) -> None:
        """Show the booking form."""
        self._show(self.form, Side.BOOKING)

    def show_booking(self) -> None:
        """Show the booking under the cursor; where the right side gave way it is not called back for that."""
        self._put(self.panel, Side.BOOKING)

    def show_series(self) -> None:
        """Show the series that is typed."""
        self._show(self.series, Side.BOOKING)

    def show_several(self) -> None:
        """Show several rooms and days that are chosen."""
        self._show(self.several, Side.BOOKING)

    def show_list(self, side: Side) -> None:
        """Show one of the lists."""
        self._show(self._lists[side], side)

    def is_on_booking(self) -> bool:
        """Tell whether a booking is shown."""
        return self._stack.currentWidget() is self.panel and not self.isHidden()

    def is_on_list(self) -> bool:
        """Tell whether one of the lists is shown."""
        return self.tabs.current() is not Side.BOOKING

    def wants_width(self) -> bool:
        """Tell whether what is shown is read better with more width: a series, or several at once."""
        return self._stack.currentWidget() in (self.series, self.several)

    def set_alone(self, *, is_alone: bool) -> None:
        """Take all the width there is and the place of the tabs, or only the width of the form."""
        self.setMinimumWidth(self.form.width())
        self.setMaximumWidth(_ALL if is_alone else self.form.width())
        self.tabs.setVisible(not is_alone)

    def _show(self, panel: QWidget, side: Side) -> None:
        self._put(panel, side)
        self.called.emit()

    def _put(self, panel: QWidget, side: Side) -> None:
        self._stack.setCurrentWidget(panel)
        self._stack.updateGeometry()
        self.tabs.press(side)

    def _on_tab(self, side: Side) -> None:
        if side in self._lists:
            self.show_list(side)
            self._tables[side].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.show_form()
            self.form.focus_title()

    def _on_counted(self, requests: int, wishes: int, calls: int) -> None:
        self.tabs.show_counts({Side.REQUESTS: requests, Side.WAITING: wishes, Side.CALLS: calls})
