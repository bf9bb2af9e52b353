"""The self-service screen: what for, who, confirm, number. Forgets everything after a minute of silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.devices.ports import CardFacts, ReaderFault
from app.kernel.changes import Outcome
from app.kernel.clock import local
from app.queueing.service import TakenNumber
from app.ratings.queries import RateRequest
from app.ratings.states import SaidBy
from app.reception.states import ShownAs
from app.security.actors import Actor
from ui import theme, wording
from ui.kiosk.keypad import Keypad
from ui.kiosk.steps import CardStep, ConfirmStep, MessageStep, ResultStep, WayBoard
from ui.kiosk.taking import KioskDoors, Offer, Way, Wish, cases_to_rate, read_offer, take
from ui.parts.background import Background
from ui.parts.names import local_name
from ui.parts.rating_panel import RatingPanel, rating_job
from ui.parts.touch import Tile, TileBoard, TileFacts
from ui.parts.words import words

_NOBODY, _PHONE, _CARD = "nobody", "phone", "card"
_RESULT_S = 20
_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress)


@dataclass(frozen=True)
class Tongues:
    """The language spoken now, the hall's usual one, and the other one with its own name."""

    spoken: str
    usual: str
    other: str
    other_name: str


class KioskScreen(QWidget):
    """One visitor at a time.

    Signals:
        language_chosen: Carries the code of the other language, or of the usual one after a silence.
        leave_requested: F12: somebody of the staff wants to end it.
    """

    language_chosen = Signal(str)
    leave_requested = Signal()

    def __init__(
        self, doors: KioskDoors, background: Background, actor: Actor, zone: str, tongues: Tongues
    ) -> None:
        super().__init__()
        self._doors = doors
        self._background = background
        self._actor = actor
        self._zone = zone
        self._tongues = tongues
        self._offer: Offer | None = None
        self._requests: list[RateRequest] = []
        self.wish = Wish()
        self._left = 0
        self._is_busy = False
        self.setObjectName("ground")
        self.setWindowTitle(self.tr("Self-service numbers"))
        self._hall = words("", "heading", self)
        self._clock = words("", "heading", self)
        self._title = words("", "title", self, wrap=True)
        self._countdown = words("", "muted", self)
        self._stack = QStackedWidget(self)
        other = TileFacts(tongues.other, tongues.other_name, icon="languages")
        self._tongue = Tile(other, parent=self)
        self._again = Tile(TileFacts("again", self.tr("Start again"), icon="undo-2"), parent=self)
        self._build()
        self._tongue.clicked.connect(self._on_tongue)
        self._again.clicked.connect(self.begin)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)
        self._second.start()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self.begin()

    def begin(self) -> None:
        """Forget what was chosen and typed, and read the offer anew."""
        self.wish, self._requests, self._is_busy = Wish(), [], False
        self._left = 0
        self._background.read(self, partial(read_offer, self._doors), self._on_offer)

    def step(self) -> QWidget | None:
        """Give the page that is shown."""
        return self._stack.currentWidget()

    def left_s(self) -> int:
        """Tell after how many silent seconds it begins anew; 0 while nobody is at it."""
        return self._left

    def take_card(self, card: CardFacts) -> None:
        """Take a card laid on the reader: it says who, as soon as it is clear what for."""
        if self._is_busy or self._requests:
            return
        self.wish = replace(self.wish, way=Way.CARD, card=card, phone="")
        self._touch()
        if self.wish.matter is not None:
            self._show_confirm()

    def take_fault(self, fault: ReaderFault | None) -> None:
        """Follow the reader: who waits for it is told, and led back where it reads nothing any more."""
        step = self.step()
        if isinstance(step, CardStep) and not self._doors.reads_cards():
            self._ask_way(self.tr("Cards cannot be read at the moment. Please choose another way."))
        elif isinstance(step, CardStep) and fault is not None:
            self._show(CardStep(wording.label(fault), self), "")
        elif isinstance(step, WayBoard):
            self._ask_way(self.tr("How may we know you?"))

    def take_code(self, text: str) -> None:
        """Take a scanned code: that of a slip opens the rating of its visit."""
        job = cases_to_rate(self._doors, text)
        if job is not None and not self._is_busy:
            self._touch()
            self._background.read(self, job, self._on_requests)

    def show_trouble(self, error: Exception) -> None:
        """Say what could not be; nothing was taken."""
        self._is_busy = False
        self._show(MessageStep(wording.sentence(error), self), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear every touch and key, so that nobody is interrupted."""
        if self._left and event.type() in _TOUCHES:
            self._touch()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Esc begins anew, F12 is for the staff."""
        step, digit = self.step(), event.key() - Qt.Key.Key_0
        if event.key() == Qt.Key.Key_F12:
            self.leave_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.begin()
        elif isinstance(step, TileBoard | ConfirmStep) and 1 <= digit <= 9:
            step.choose_digit(digit)
        elif isinstance(step, ConfirmStep) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            step.go.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(QRectF(self.rect()), theme.colour("ground"))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(32), theme.px(16), theme.px(32), theme.px(16))
        column.setSpacing(theme.px(10))
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._hall)
        head.addStretch(1)
        head.addWidget(self._clock)
        for tile in (self._tongue, self._again):
            tile.setFixedSize(tile.sizeHint())
        foot.addWidget(self._tongue)
        foot.addWidget(self._countdown)
        foot.addStretch(1)
        foot.addWidget(self._again)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _on_offer(self, offer: Offer) -> None:
        self._offer = offer
        self._hall.setText(local_name(offer.hall.name, offer.hall.name_en) if offer.hall else "")
        facts = [TileFacts(p.id, local_name(p.name, p.name_en)) for p in offer.platforms]
        board = TileBoard(facts, 2, self)
        board.chosen.connect(self._on_platform)
        self._show(board, self.tr("What have you come for?"))
        self._stand_still()

    def _on_platform(self, key: str) -> None:
        assert self._offer is not None
        platform = next(p for p in self._offer.platforms if p.id == key)
        self.wish = replace(self.wish, platform=platform)
        matters = [m for m in self._offer.matters if m.platform_id == key]
        board = TileBoard([TileFacts(m.id, local_name(m.name, m.name_en)) for m in matters], 2, self)
        board.chosen.connect(self._on_matter)
        self._show(board, local_name(platform.name, platform.name_en))
        self._touch()

    def _on_matter(self, key: str) -> None:
        assert self._offer is not None
        self.wish = replace(self.wish, matter=next(m for m in self._offer.matters if m.id == key))
        if self.wish.way is Way.CARD:
            self._show_confirm()
        else:
            self._ask_way(self.tr("How may we know you?"))

    def _ask_way(self, title: str) -> None:
        """Offer the ways that work now; the card is the last one, so the others keep their keys."""
        facts = [
            TileFacts(_PHONE, self.tr("Mobile number"), icon="smartphone"),
            TileFacts(_NOBODY, self.tr("Without a name"), icon="ticket"),
        ]
        if self._doors.reads_cards():
            card = TileFacts(_CARD, self.tr("Identity card"), self.tr("Lay it on the reader"), "id-card")
            facts.append(card)
        board = WayBoard(facts, self)
        board.chosen.connect(self._on_way)
        self._show(board, title)

    def _on_way(self, key: str) -> None:
        if key == _PHONE:
            keypad = Keypad(self)
            keypad.entered.connect(self._on_phone)
            self._show(keypad, self.tr("Your mobile number"))
        elif key == _CARD:
            self._show(CardStep(self.tr("Please lay your card on the reader."), self), "")
        else:
            self.wish = replace(self.wish, way=Way.NOBODY)
            self._show_confirm()

    def _on_phone(self, digits: str) -> None:
        self.wish = replace(self.wish, way=Way.PHONE, phone=digits)
        self._show_confirm()

    def _show_confirm(self) -> None:
        step = ConfirmStep(self.wish, self)
        step.confirmed.connect(self._on_confirmed)
        self._show(step, self.tr("Is this right?"))

    def _on_confirmed(self, shown_as: ShownAs) -> None:
        if self._is_busy:
            return
        self._is_busy = True
        self.wish = replace(self.wish, shown_as=shown_as)
        self._background.write(self, partial(take, self._doors, self.wish, self._actor), self._on_taken)

    def _on_taken(self, taken: TakenNumber) -> None:
        matter = self.wish.matter
        name = local_name(matter.name, matter.name_en) if matter else ""
        self.wish, self._is_busy = Wish(), False
        self._show(ResultStep(taken, name, has_printer=self._doors.has_printer, parent=self), "")
        self._left = _RESULT_S

    def _on_requests(self, requests: tuple[RateRequest, ...]) -> None:
        self._requests = list(requests)
        if not requests:
            self._show(MessageStep(self.tr("There is nothing to rate for this slip now."), self), "")
        else:
            self._ask_next()

    def _ask_next(self) -> None:
        if not self._requests:
            self.begin()
            return
        panel = RatingPanel(self._requests.pop(0), self)
        panel.rated.connect(self._on_rated)
        panel.finished.connect(self._ask_next)
        self._show(panel, "")

    def _on_rated(self, level: int, options: list[str]) -> None:
        panel = self.step()
        if isinstance(panel, RatingPanel):
            job = rating_job(self._doors.ratings, panel.request, level, options, SaidBy.SLIP)
            self._background.write(self, job, self._on_kept, panel.show_refusal)

    def _on_kept(self, outcome: Outcome[str]) -> None:
        panel = self.step()
        if isinstance(panel, RatingPanel):
            panel.thank()

    def _on_tongue(self) -> None:
        self.language_chosen.emit(self._tongue.facts.key)

    def _on_second(self) -> None:
        self._clock.setText(local(self._doors.clock.now(), self._zone).strftime("%H:%M"))
        if not self._left:
            return
        self._left -= 1
        self._say_left()
        if self._left == 0:
            self._on_silence()

    def _on_silence(self) -> None:
        self.begin()
        if self._tongues.spoken != self._tongues.usual:
            self.language_chosen.emit(self._tongues.usual)

    def _touch(self) -> None:
        self._left = self._offer.rules.kiosk_reset_s if self._offer else 0
        self._say_left()

    def _stand_still(self) -> None:
        self._left = 0
        self._say_left()

    def _say_left(self) -> None:
        text = self.tr("Begins anew in {0} s").format(self._left) if self._left else ""
        self._countdown.setText(text)
        self._again.setVisible(bool(self._left))

    def _show(self, step: QWidget, title: str) -> None:
        before = self._stack.currentWidget()
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._stack.addWidget(step)
        self._stack.setCurrentWidget(step)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        focus = getattr(step, "take_focus", None)
        if focus is not None:
            focus()
        else:
            self.setFocus()
