"""Large buttons for fingers: a number, an icon, words that wrap. Never lower than 64 pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui import theme

LEAST_SIDE = 64
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)

_BELOW = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class TileFacts:
    """A button: what it stands for, its words, what stands smaller below, an icon."""

    key: str
    text: str
    detail: str = ""
    icon: str = ""


class Tile(QAbstractButton):
    """One large button. Stays pressed where it is checkable."""

    def __init__(
        self,
        facts: TileFacts,
        number: int = 0,
        parent: QWidget | None = None,
        *,
        upright: bool = False,
        is_main: bool = False,
    ) -> None:
        super().__init__(parent)
        self.facts = facts
        self._number = number
        self._upright = upright
        self._is_main = is_main
        policy = QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)
        self.setMaximumHeight(theme.px(320 if upright else 128))
        self.setText(facts.text)
        self.setAccessibleName(f"{facts.text} {facts.detail}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(self.minimumSizeHint())

    def show_facts(self, facts: TileFacts) -> None:
        """Show other words on the same button."""
        if facts == self.facts:
            return
        self.facts = facts
        self.setText(facts.text)
        self.setAccessibleName(f"{facts.text} {facts.detail}".strip())
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Give a finger room."""
        return QSize(LEAST_SIDE * 2, theme.px(96) if self._upright else LEAST_SIDE)

    def sizeHint(self) -> QSize:
        """Ask for more where there is more."""
        metrics = QFontMetrics(theme.font("large", bold=True))
        words = metrics.horizontalAdvance(self.facts.text) + theme.px(40)
        wide = words + theme.px(50) * bool(self.facts.icon) + theme.px(22) * bool(self._number)
        return QSize(min(wide, theme.px(320)), theme.px(160 if self._upright else 72))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, edge, number, icon and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        is_on = self.isDown() or self.isChecked()
        is_main = self._is_main and self.isEnabled()
        ground = "accent" if is_main else "selected" if is_on else "card"
        painter.setBrush(theme.colour(ground if self.isEnabled() else "disabled_ground"))
        edge = "focus" if self.hasFocus() else "accent" if is_on else "line_strong"
        painter.setPen(QPen(theme.colour(edge), 3 if self.hasFocus() or is_on else 1))
        painter.drawRoundedRect(place, 14, 14)
        if self._upright:
            self._paint_upright(painter, place)
        else:
            self._paint_line(painter, place)

    def _paint_line(self, painter: QPainter, place: QRectF) -> None:
        inner = place.adjusted(theme.px(16), 6, -theme.px(12), -6)
        if self.facts.icon:
            side = min(theme.px(36), inner.height())
            top = inner.center().y() - side / 2
            theme.draw_icon(
                painter, self.facts.icon, QRectF(inner.left(), top, side, side), self._role("accent")
            )
            inner.setLeft(inner.left() + side + theme.px(14))
        self._paint_number(painter, place)
        inner.setRight(inner.right() - theme.px(22) * bool(self._number))
        upper = QRectF(inner)
        if self.facts.detail:
            upper.setHeight(inner.height() * 0.56)
            lower = QRectF(inner.left(), upper.bottom(), inner.width(), inner.height() * 0.44)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour(self._role("muted")))
            painter.drawText(
                lower, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), self.facts.detail
            )
        painter.setFont(theme.font("large", bold=True))
        painter.setPen(theme.colour(self._role("text")))
        alone = not self.facts.icon and not self._number
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter if alone else _WRAPPED, self.facts.text)

    def _role(self, usual: str) -> str:
        """Name the colour of words and pictures: on the main button white, on one that is off muted."""
        if not self.isEnabled():
            return "muted"
        return "on_accent" if self._is_main else usual

    def _paint_upright(self, painter: QPainter, place: QRectF) -> None:
        inner = place.adjusted(8, theme.px(12), -8, -8)
        side = min(theme.px(120), inner.height() * 0.48, inner.width() * 0.6)
        spare = inner.height() - side - theme.px(88)
        inner.setTop(inner.top() + max(0.0, spare / 2))
        theme.draw_icon(
            painter, self.facts.icon, QRectF(inner.center().x() - side / 2, inner.top(), side, side), "accent"
        )
        self._paint_number(painter, place)
        words = QRectF(inner.left(), inner.top() + side + theme.px(8), inner.width(), inner.height() - side)
        painter.setFont(theme.font("large", bold=True))
        painter.setPen(theme.colour("text"))
        taken = painter.boundingRect(words, _BELOW, self.facts.text)
        painter.drawText(words, _BELOW, self.facts.text)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(words.adjusted(0, taken.height() + theme.px(4), 0, 0), _BELOW, self.facts.detail)

    def _paint_number(self, painter: QPainter, place: QRectF) -> None:
        if not self._number:
            return
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(theme.colour(self._role("muted")))
        corner = place.adjusted(0, theme.px(8), -theme.px(12), 0)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, str(self._number))


class TileBoard(QWidget):
    """Tiles in columns; a finger, the digit or Enter chooses.

    Signals:
        chosen: Carries the key of the tile.
    """

    chosen = Signal(str)

    def __init__(
        self,
        tiles: Sequence[TileFacts],
        columns: int = 2,
        parent: QWidget | None = None,
        *,
        upright: bool = False,
    ) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(12))
        self.tiles: list[Tile] = []
        for place, facts in enumerate(tiles):
            tile = Tile(facts, place + 1 if place < 9 else 0, self, upright=upright)
            tile.clicked.connect(self._on_clicked)
            grid.addWidget(tile, place // columns, place % columns)
            self.tiles.append(tile)
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def choose_digit(self, digit: int) -> bool:
        """Choose the tile of a number; tells whether there is one."""
        if not 1 <= digit <= min(9, len(self.tiles)):
            return False
        self.chosen.emit(self.tiles[digit - 1].facts.key)
        return True

    def take_focus(self) -> None:
        """Put the focus on the first tile."""
        if self.tiles:
            self.tiles[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the tile that has the focus."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, Tile):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self.chosen.emit(tile.facts.key)
