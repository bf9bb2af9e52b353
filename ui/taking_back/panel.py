"""The list of what somebody did today: each line with its way back, or why it has none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.kernel.clock import local
from app.taking_back.service import ActionRow, Hindrance
from ui import theme, wording
from ui.parts.banner import Banner, Tint
from ui.parts.button import IconButton
from ui.parts.card import Card
from ui.parts.choice_list import Choice, ChoiceList
from ui.parts.empty_state import EmptyState
from ui.parts.words import words

_WIDE, _HIGH = 620, 560
_BESIDE, _ABOVE_FOOT = 16, 84


class ActionsPanel(Card):
    """Floats over the page at the right; nothing behind it stops.

    Signals:
        chosen: A line was chosen. Carries the transaction that shall be reversed.
        closed: The panel went away.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, zone: str, over: QWidget) -> None:
        super().__init__("", over)
        self._zone = zone
        self.set_title(self.tr("What I did today"))
        self._targets: dict[str, str] = {}
        self._away = IconButton("x", self.tr("Close"), self)
        self.head.addWidget(self._away)
        self.banner = Banner(self)
        self.list = ChoiceList(self)
        self._empty = EmptyState(
            "undo-2",
            self.tr("Nothing to take back yet"),
            self.tr("What you do today at this terminal is listed here."),
            self,
        )
        self.body.addWidget(self.banner)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._empty, 1)
        hint = self.tr("A digit or Enter takes back; once more does it again.  PgDn: earlier  Esc: close")
        self.body.addWidget(words(hint, "small", self, wrap=True))
        self._away.clicked.connect(self.hide)
        self.list.chosen.connect(self._on_chosen)
        over.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the panel with the keys on its list."""
        self._settle()
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_actions(self, rows: Sequence[ActionRow]) -> None:
        """Show the actions, newest first."""
        self._targets = {row.txn: row.taken_back_by or row.txn for row in rows}
        self.list.show_choices([self._choice(row) for row in rows])
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if self.isVisible():
            (self.list if rows else self._away).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be taken back."""
        self.banner.say(wording.sentence(error), Tint.TROUBLE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that the keys go back to the page."""
        super().hideEvent(event)
        self.banner.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return False

    def _choice(self, row: ActionRow) -> Choice:
        return Choice(
            key=row.txn,
            text=f"{wording.deed(row.use_case)}  {row.name}".rstrip(),
            detail=self._told(row),
            remark=f"{local(row.at, self._zone):%H:%M}",
        )

    def _told(self, row: ActionRow) -> str:
        if row.taken_back_by is not None:
            return self.tr("taken back")
        if row.hindrance is Hindrance.BUILT_UPON:
            return self.tr("first take back: {0}").format(wording.deed(row.later))
        return "" if row.hindrance is Hindrance.NONE else wording.label(row.hindrance)

    def _on_chosen(self, txn: str) -> None:
        self.banner.hide()
        self.chosen.emit(self._targets[txn])

    def _settle(self) -> None:
        over = self.parentWidget()
        assert over is not None
        width = min(theme.px(_WIDE), over.width() - 2 * _BESIDE)
        height = min(theme.px(_HIGH), over.height() - theme.px(_ABOVE_FOOT) - _BESIDE)
        self.resize(width, height)
        top = over.height() - height - theme.px(_ABOVE_FOOT)
        self.move(over.width() - width - _BESIDE, top)
