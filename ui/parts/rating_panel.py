"""Five large faces, what can be ticked, a word of thanks. Voluntary: leaving costs one touch."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.changes import Outcome
from app.ratings.options import option_list
from app.ratings.queries import RateRequest
from app.ratings.service import Ratings
from app.ratings.states import SaidBy
from ui import theme, wording
from ui.parts.names import local_name
from ui.parts.touch import Tile, TileBoard, TileFacts
from ui.parts.words import words

ASK_S = 30
"""The request goes away by itself after so long without a touch."""
THANKS_MS = 4000
_ICONS = {5: "laugh", 4: "smile", 3: "meh", 2: "frown", 1: "angry"}
_STARS = "\u2605"


class _Part(Enum):
    LEVELS = auto()
    OPTIONS = auto()
    THANKS = auto()


class RatingPanel(QWidget):
    """Asks one visitor about one case.

    Signals:
        rated: Carries the level and the codes that were ticked.
        finished: It is over, with or without a rating.
    """

    rated = Signal(int, list)
    finished = Signal()

    def __init__(self, request: RateRequest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.request = request
        self._level = 0
        self._left = ASK_S
        self._stack = QStackedWidget(self)
        self._title = words(self._question(), "huge", self, wrap=True)
        self._who = words(self._served_by(), "heading", self, wrap=True)
        self._countdown = words("", "muted", self)
        self._skip = Tile(TileFacts("skip", self.tr("Do not rate"), icon="x"), parent=self)
        self._send = Tile(TileFacts("send", self.tr("Send"), icon="check"), parent=self, is_main=True)
        self._levels = TileBoard([_level_tile(value) for value in _ICONS], 5, self, upright=True)
        self._options = QWidget(self)
        self._ticks: list[Tile] = []
        self._build()
        self._levels.chosen.connect(self._on_level)
        self._skip.clicked.connect(self.finished)
        self._send.clicked.connect(self._on_send)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)
        self._after = QTimer(self, interval=THANKS_MS, singleShot=True)
        self._after.timeout.connect(self.finished)
        self._second.start()
        self._show_left()

    def part(self) -> str:
        """Name what is shown: levels, options or thanks."""
        return self._part.name.lower()

    def show_refusal(self, error: Exception) -> None:
        """Say why nothing was kept, and leave."""
        self._thank(wording.sentence(error))

    def thank(self) -> None:
        """Say thanks, and leave after a moment."""
        self._thank(self.tr("Thank you. Your word is kept."))

    def take_focus(self) -> None:
        """Let the keyboard choose, too."""
        self._levels.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Enter sends, Esc leaves."""
        self._left = ASK_S
        digit, key = event.key() - Qt.Key.Key_0, event.key()
        if key == Qt.Key.Key_Escape:
            self.finished.emit()
        elif self._part is _Part.LEVELS and 1 <= digit <= len(_ICONS):
            self._levels.choose_digit(digit)
        elif self._part is _Part.OPTIONS and 1 <= digit <= len(self._ticks):
            self._ticks[digit - 1].toggle()
        elif self._part is _Part.OPTIONS and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_send()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._part = _Part.LEVELS
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(24), theme.px(40), theme.px(24))
        column.setSpacing(theme.px(12))
        for line in (self._title, self._who):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addSpacing(theme.px(8))
        self._stack.addWidget(self._levels)
        self._stack.addWidget(self._options)
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._countdown)
        foot.addStretch(1)
        for tile in (self._skip, self._send):
            tile.setFixedSize(tile.sizeHint())
            foot.addWidget(tile)
        self._send.hide()
        column.addLayout(foot)

    def _question(self) -> str:
        if self.request.is_follow_up:
            return self.tr("Was your trouble settled to your satisfaction?")
        return self.tr("How satisfied are you with this service?")

    def _served_by(self) -> str:
        request = self.request
        matter = local_name(request.matter, request.matter_en)
        parts = [self.tr("Window {0}").format(request.window_number), matter]
        if request.staff is not None:
            parts.insert(1, wording.with_aside(request.staff.name, wording.label(request.staff.role)))
        return "   ".join(parts)

    def _on_level(self, key: str) -> None:
        self._level, self._left = int(key), ASK_S
        self._part = _Part.OPTIONS
        self._fill_options()
        self._title.setText(self.tr("What was it? Tick any, or none."))
        self._stack.setCurrentWidget(self._options)
        self._who.hide()
        self._send.show()
        self._send.setFocus()

    def _fill_options(self) -> None:
        level = option_list().level(self._level)
        facts = [TileFacts(option.code, local_name(option.text, option.text_en)) for option in level.options]
        board = TileBoard(facts, 2, self._options)
        for tile in board.tiles:
            tile.setCheckable(True)
        self._ticks = board.tiles
        column = QVBoxLayout(self._options)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(board)
        column.addStretch(1)

    def _on_send(self) -> None:
        if self._part is _Part.OPTIONS:
            self._send.setEnabled(False)
            self._part = _Part.THANKS
            self.rated.emit(self._level, [tile.facts.key for tile in self._ticks if tile.isChecked()])

    def _thank(self, text: str) -> None:
        self._part = _Part.THANKS
        for hidden in (self._skip, self._send, self._who, self._countdown, self._title):
            hidden.hide()
        said: QLabel = words(text, "huge", self, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(said)
        self._stack.setCurrentWidget(said)
        self._second.stop()
        self._after.start()

    def _on_second(self) -> None:
        self._left -= 1
        self._show_left()
        if self._left <= 0:
            self._second.stop()
            self.finished.emit()

    def _show_left(self) -> None:
        self._countdown.setText(self.tr("Closes in {0} s").format(self._left))


def _level_tile(value: int) -> TileFacts:
    found = option_list().level(value)
    return TileFacts(str(value), local_name(found.name, found.name_en), _STARS * value, _ICONS[value])


def rating_job(
    ratings: Ratings, request: RateRequest, level: int, options: list[str], said_by: SaidBy
) -> partial[Outcome[str]]:
    """Give what keeps a rating: the first of a case, or one after an answered bad one."""
    if request.is_follow_up:
        return partial(ratings.rate_again, request.case_id, level, options)
    return partial(ratings.rate, request.case_id, level, options, said_by)
