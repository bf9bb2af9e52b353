"""What pages stand in: the bar above, the rail at the left, keys and the status line below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.kernel.clock import Clock
from ui import theme
from ui.parts.banner import Banner, Tint
from ui.parts.page import KeyAction, Page
from ui.parts.toast import Toast
from ui.shell.artwork import Sign
from ui.shell.bar import Bar, Place
from ui.shell.key_line import KeyLine
from ui.shell.status_line import Status, StatusLine

__all__ = ["Frame", "PageSlot", "Place"]


@dataclass(frozen=True)
class PageSlot:
    """A page of the rail; it is made when it is first opened."""

    name: str
    title: str
    icon: str
    make: Callable[[], Page]


class Frame(QWidget):
    """Holds pages; does no work and knows no rule.

    Signals:
        lock_requested: F12 or the button.
    """

    lock_requested = Signal()

    def __init__(self, place: Place, clock: Clock, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._slots: dict[str, PageSlot] = {}
        self._pages: dict[str, Page] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._everywhere: list[KeyAction] = []
        self._shortcuts: list[QShortcut] = []
        self._rail_keys: dict[str, str] = {}
        self._search_page = ""
        self._column = QVBoxLayout()
        self._stack = QStackedWidget(self)
        self._rail = QWidget(self)
        self._rail_area = QScrollArea(self)
        self._group = QButtonGroup(self)
        self._bar = Bar(place, self)
        self.standing = Banner(self)
        self._standing_page = ""
        self._keys = KeyLine(self)
        self._status = StatusLine(clock, zone, self)
        self._build()
        self.toast = Toast(self._status)
        self._connect()

    def add_page(self, slot: PageSlot) -> None:
        """Add a page to the rail; Ctrl and its number open it, Ctrl+0 the tenth."""
        button = QToolButton(self._rail)
        button.setProperty("part", "rail")
        button.setText(slot.title)
        keys = f"Ctrl+{(len(self._group.buttons()) + 1) % 10}"
        button.setToolTip(f"{slot.title}  {keys}")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(theme.px(22), theme.px(22)))
        button.setFixedSize(theme.px(80), theme.px(60))
        button.setCheckable(True)
        theme.set_icon(button, slot.icon, "rail_text", "rail_mark")
        self._group.addButton(button)
        button.setObjectName(slot.name)
        self._rail_column.insertWidget(self._rail_column.count() - 1, button)
        self._slots[slot.name], self._buttons[slot.name] = slot, button
        self._rail_keys[slot.name] = keys
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(button.click)

    def add_side_page(self, slot: PageSlot, beside: str) -> None:
        """Add a page without its own place in the rail: a key opens it, the rail marks the one beside."""
        self._slots[slot.name], self._buttons[slot.name] = slot, self._buttons[beside]

    def add_key(self, action: KeyAction) -> None:
        """Add a key that works on every page; a page's own key of the same name goes before it."""
        self._everywhere.append(action)
        self._show_keys()

    def open_page(self, name: str, key: str = "") -> Page | None:
        """Show a page, with a record where a key is given; None where there is no such page."""
        slot = self._slots.get(name)
        if slot is None:
            return None
        page = self._pages.get(name) or self._made(slot)
        self._buttons[name].setChecked(True)
        self._rail_area.ensureWidgetVisible(self._buttons[name])
        self._stack.setCurrentIndex(list(self._pages).index(name))
        self.setWindowTitle(slot.title)
        page.take_focus()
        if key:
            page.open_record(key)
        self._show_keys()
        return page

    def key_of(self, name: str) -> str:
        """Tell the key that opens a page of the rail."""
        return self._rail_keys[name]

    def current_name(self) -> str:
        """Tell the name of the page that is shown, or ""."""
        at = self._stack.currentIndex()
        return list(self._pages)[at] if at >= 0 else ""

    def current_page(self) -> Page | None:
        """Give the page that is shown."""
        return self._shown()

    def names(self) -> tuple[str, ...]:
        """List the names of the pages in their order."""
        return tuple(self._slots)

    def set_search_page(self, name: str, hint: str) -> None:
        """Say which page answers the search box, and what can be searched for."""
        self._search_page = name
        self._bar.search.setPlaceholderText(hint)
        self._bar.search.show()

    def show_status(self, status: Status) -> None:
        """Show the last line."""
        self._status.show_status(status)

    def show_standing(self, text: str, tint: Tint, remedy: str, page: str) -> None:
        """Say above every page what stays true until it is mended; ``remedy`` opens the page for it."""
        self._standing_page = page
        self.standing.say(text, tint, remedy)

    def clear_standing(self) -> None:
        """Take away what was said above every page."""
        self.standing.hide()

    def add_standing(self, line: QWidget) -> None:
        """Add a line above every page that shows and hides itself."""
        self._column.insertWidget(self._column.indexOf(self._stack), line)

    def say(self, text: str, can_undo: bool = False) -> None:
        """Say at the foot what was done."""
        self.toast.say(text, can_undo=can_undo)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the page, not in the search box."""
        super().showEvent(event)
        page = self._shown()
        if page is not None:
            page.take_focus()

    def _build(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._build_rail_area())
        column = self._column
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.standing)
        column.addWidget(self._stack, 1)
        column.addWidget(self._build_foot())
        whole.addLayout(column, 1)

    def _build_rail(self) -> QWidget:
        self._rail.setObjectName("rail")
        self._rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rail_column = QVBoxLayout(self._rail)
        self._rail_column.setContentsMargins(8, 12, 8, 12)
        self._rail_column.setSpacing(4)
        self._rail_column.addWidget(Sign(36, self._rail), 0, Qt.AlignmentFlag.AlignHCenter)
        self._rail_column.addSpacing(10)
        self._rail_column.addStretch(1)
        return self._rail

    def _build_rail_area(self) -> QScrollArea:
        """Large text on a small screen: the rail scrolls and keeps the window low."""
        area = self._rail_area
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for turn in (area.setHorizontalScrollBarPolicy, area.setVerticalScrollBarPolicy):
            turn(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._build_rail())
        area.setFixedWidth(theme.px(80) + 16)
        return area

    def _build_foot(self) -> QWidget:
        foot = QWidget(self)
        foot.setObjectName("foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 4, 16, 4)
        column.setSpacing(0)
        column.addWidget(self._keys)
        column.addWidget(self._status)
        return foot

    def _connect(self) -> None:
        self._bar.lock.clicked.connect(self.lock_requested)
        self.standing.remedy_requested.connect(self._on_remedy)
        self._group.buttonClicked.connect(self._on_rail)
        self._bar.search.returnPressed.connect(self._on_search)
        self._status.page_requested.connect(self.open_page)
        for keys, slot in (
            ("F12", self.lock_requested.emit),
            ("Ctrl+K", self._on_search_key),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _made(self, slot: PageSlot) -> Page:
        page = slot.make()
        self._pages[slot.name] = page
        # Large text on a small screen: a page that does not fit scrolls instead of being squeezed.
        area = QScrollArea(self._stack)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        self._stack.addWidget(area)
        page.said.connect(self.say)
        page.page_requested.connect(self.open_page)
        page.keys_changed.connect(self._show_keys)
        return page

    def _shown(self) -> Page | None:
        return self._pages.get(self.current_name())

    def _show_keys(self) -> None:
        page = self._shown()
        own = page.keys() if page is not None else ()
        taken = {action.key for action in own}
        shown = [*own, *(action for action in self._everywhere if action.key not in taken)]
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = [self._bound(action) for action in shown]
        self._keys.show_keys(shown)

    def _bound(self, action: KeyAction) -> QShortcut:
        shortcut = QShortcut(QKeySequence(action.key), self)
        # A key that is held down is one press: a deed is not done again by a heavy hand.
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(action.slot)
        return shortcut

    def _on_rail(self, button: QToolButton) -> None:
        self.open_page(button.objectName())

    def _on_remedy(self) -> None:
        self.open_page(self._standing_page)

    def _on_search_key(self) -> None:
        self._bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.search.selectAll()

    def _on_search(self) -> None:
        page = self.open_page(self._search_page)
        if page is not None:
            page.search(self._bar.search.text().strip())
