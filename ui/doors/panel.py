"""The panel beside a room's door: how the room stands, and the few things that can be done at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.kernel.changes import ChangeSet, Outcome
from app.kernel.clock import MINUTE, SECOND, day_of
from app.rooms.arriving import LONGER
from app.rooms.queries import RoomDay
from app.rooms.rows import BookingCard
from app.security.actors import AT_THE_DOOR
from ui import theme, wording
from ui.doors import phrases
from ui.doors.asking import Question
from ui.doors.number_pad import NumberPad
from ui.doors.reading import DoorReading, PanelDoors, read_door
from ui.doors.sign_view import DayStrip, SignScene, SignView
from ui.doors.standing import Face, Standing, standing, why_not
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.names import day_and_hour, hour
from ui.parts.scanned_codes import CodeKind, read_code
from ui.parts.touch import Tile, TileFacts
from ui.parts.words import words

READ_EVERY = 5 * SECOND
STALE_AFTER = 20 * SECOND
"""The panel says so when it could not read its own store for so long."""
FAR_AFTER = 2 * MINUTE
"""And when the centre was not heard for so long: what other terminals booked may be missing."""
SILENT_S = 30
"""A number begun and a question asked go away after so many seconds without a touch."""
SAID_S = 8
_TICK_MS = 1000
TABLES = ("room", "booking", "booking_party", "room_blocking", "opening_layer", "calendar_day")
_CHECK_IN, _END = "check_in", "end"


class DoorPanel(QWidget):
    """A finger, the digits of the buttons or Tab and Enter; a scanned ticket checks in from any step.

    It keeps nothing: whatever it shows follows from the store, so it may be killed at any moment.
    """

    def __init__(self, doors: PanelDoors, background: Background, number: str, zone: str) -> None:
        super().__init__()
        self._doors = doors
        self._background = background
        self._number = number
        self._zone = zone
        self._reading: DoorReading | None = None
        self._asked_at = 0
        self._silent = self._said = 0
        self._is_busy = False
        self.setObjectName("ground")
        self.setWindowTitle(self.tr("Door panel"))
        self._room = words("", "title", self)
        self._clock = words("", "title", self)
        self.note = Banner(self)
        self.sign = SignView(self)
        self.strip = DayStrip(zone, self)
        self.pad: NumberPad | None = None
        self.question: Question | None = None
        self.stack = QStackedWidget(self)
        facts = [TileFacts(_CHECK_IN, self.tr("Check in"), icon="ticket")]
        facts += [TileFacts(str(m), self.tr("+{0} min").format(m), icon="clock") for m in LONGER]
        facts.append(TileFacts(_END, self.tr("End now"), icon="log-out"))
        self.tiles = [Tile(f, n, self, is_main=n == 1) for n, f in enumerate(facts, start=1)]
        self._build()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        background.changed.connect(self._on_changed)
        self._show()

    def refresh(self) -> None:
        """Read the room again."""
        self._asked_at = self._doors.clock.now()
        self._background.read(self, partial(read_door, self._doors, self._number), self._on_read)

    def show_trouble(self, error: Exception) -> None:
        """Say what could not be; what was typed stays."""
        self._is_busy = False
        text = wording.sentence(error)
        if self.pad is not None:
            self.pad.say(text, "error")
        else:
            self._say(text, Tint.TROUBLE)

    def take_code(self, text: str) -> None:
        """Take a scanned ticket: whoever holds it is here."""
        now = self._doors.clock.now()
        code = read_code(text, day_of(now, self._zone))
        if code.kind not in (CodeKind.VISIT, CodeKind.MEETING):
            self._say(self.tr("This code is not that of a ticket. Please scan your ticket."), Tint.WAITING)
            return
        self._do(partial(self._doors.door.check_in_by_code, code=text), self._on_checked_in)

    def stand(self) -> Standing | None:
        """Tell how the room stands now; None before it was read, or where there is no such room."""
        read = self._reading
        if read is None or read.state is None or read.day is None:
            return None
        return standing(read.state, read.day, self._doors.clock.now(), self._zone)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the state of this moment."""
        super().showEvent(event)
        self._tick.start()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons into one row, or into two where the panel stands upright."""
        super().resizeEvent(event)
        columns = 2 if self.width() < self.height() else len(self.tiles)
        for place, tile in enumerate(self.tiles):
            self._buttons.addWidget(tile, place // columns, place % columns)
        for column in range(len(self.tiles)):
            is_wide = column == 0 and columns > 2
            self._buttons.setColumnStretch(column, 2 if is_wide else 1 if column < columns else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(QRectF(self.rect()), theme.colour("ground"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits press the buttons, Enter the one in focus, Esc goes back to the sign."""
        place, focused = event.key() - Qt.Key.Key_1, self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._show_sign()
        elif self.stack.currentWidget() is self._front and 0 <= place < len(self.tiles):
            self.tiles[place].click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, Tile):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.addWidget(self._room, 1)
        head.addWidget(self._clock)
        self._front = QWidget(self.stack)
        front = QVBoxLayout(self._front)
        front.setContentsMargins(0, 0, 0, 0)
        front.setSpacing(theme.px(10))
        front.addWidget(self.sign, 1)
        front.addWidget(self.strip)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(theme.px(10))
        front.addLayout(self._buttons)
        for tile in self.tiles:
            tile.setFixedHeight(theme.px(76))
            tile.clicked.connect(self._on_tile)
        self.stack.addWidget(self._front)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.stack, 1)

    def _on_tick(self) -> None:
        now = self._doors.clock.now()
        if now - self._asked_at > READ_EVERY:
            self.refresh()
        if self._silent:
            self._silent -= 1
            if not self._silent:
                self._show_sign()
        if self._said:
            self._said -= 1
        self._show()

    def _on_changed(self, changes: ChangeSet) -> None:
        if self.isVisible() and changes.touches(*TABLES):
            self.refresh()

    def _on_read(self, reading: DoorReading) -> None:
        self._reading = reading
        self._show()

    def _on_tile(self) -> None:
        tile = self.sender()
        if not isinstance(tile, Tile):
            return
        if tile.facts.key == _CHECK_IN:
            self._show_pad()
        elif tile.facts.key == _END:
            self._show_question()
        else:
            self._extend(int(tile.facts.key))

    def _extend(self, minutes: int) -> None:
        booking = self._current()
        if booking is not None:
            job = partial(self._doors.door.extend, booking, minutes)
            self._run(job, self._on_extended)

    def _on_number(self, number: str) -> None:
        self._do(partial(self._doors.door.check_in_by_number, number=number), self._on_checked_in)

    def _on_ended(self) -> None:
        booking = self._current()
        if booking is not None:
            self._run(partial(self._doors.door.end_early, booking), self._on_freed)

    def _do(
        self, job: Callable[..., Outcome[BookingCard]], on_done: Callable[[Outcome[BookingCard]], None]
    ) -> None:
        read = self._reading
        if read is not None and read.state is not None:
            self._run(partial(job, room_id=read.state.room.id), on_done)

    def _run(
        self, job: Callable[..., Outcome[BookingCard]], on_done: Callable[[Outcome[BookingCard]], None]
    ) -> None:
        """Run a use case in the terminal's own name, one at a time."""
        if not self._is_busy:
            self._is_busy = True
            self._background.write(self, partial(job, actor=AT_THE_DOOR), on_done)

    def _on_checked_in(self, outcome: Outcome[BookingCard]) -> None:
        self._told(self.tr("You are checked in: {0}").format(phrases.hours(outcome.value, self._zone)))

    def _on_extended(self, outcome: Outcome[BookingCard]) -> None:
        self._told(self.tr("The room is yours until {0}").format(hour(outcome.value.ends_at, self._zone)))

    def _on_freed(self, outcome: Outcome[BookingCard]) -> None:
        self._told(self.tr("The meeting is over. Thank you."))

    def _told(self, text: str) -> None:
        self._is_busy = False
        self._show_sign()
        self._say(text, Tint.GOOD)
        self.refresh()

    def _say(self, text: str, tint: Tint) -> None:
        self._said = SAID_S
        self.note.say(text, tint)

    def _show_pad(self) -> None:
        read = self._reading
        pad = NumberPad(read.letters if read is not None else (), self)
        pad.entered.connect(self._on_number)
        pad.touched.connect(self._touch)
        self._put(pad)
        self.pad = pad
        pad.take_focus()

    def _show_question(self) -> None:
        question = Question(self)
        question.agreed.connect(self._on_ended)
        question.declined.connect(self._show_sign)
        self._put(question)
        self.question = question
        question.take_focus()

    def _put(self, step: QWidget) -> None:
        self._show_sign()
        self.stack.addWidget(step)
        self.stack.setCurrentWidget(step)
        self._touch()

    def _touch(self) -> None:
        self._silent = SILENT_S

    def _show_sign(self) -> None:
        self.stack.setCurrentWidget(self._front)
        for step in (self.pad, self.question):
            if step is not None:
                self.stack.removeWidget(step)
                step.deleteLater()
        self.pad = self.question = None
        self._silent = 0
        self.setFocus()

    def _show(self) -> None:
        now, read, stand = self._doors.clock.now(), self._reading, self.stand()
        self._clock.setText(hour(now, self._zone))
        if not self._said:
            self._show_age(now)
        if stand is None or read is None or read.state is None or read.day is None:
            self._show_nothing()
            return
        room = read.state.room
        self._room.setText(f"{room.number}  {phrases.room_name(room)}")
        self.sign.show_scene(self._scene(stand, now))
        self.strip.show_day(read.day, now)
        self._show_tiles(read, read.day, stand)

    def _show_nothing(self) -> None:
        self._room.setText(self._number)
        for tile in self.tiles:
            tile.setEnabled(False)
        word = self.tr("Reading the room\u2026")
        if self._reading is not None:
            word = self.tr("There is no room {0} in this hall").format(self._number)
        self.sign.show_scene(SignScene(Face.CLOSED, word))

    def _scene(self, stand: Standing, now: int) -> SignScene:
        is_urgent = stand.is_release_near or stand.ends_in is not None
        return SignScene(
            stand.face,
            phrases.face(stand.face),
            phrases.until(stand, now, self._zone),
            phrases.title(stand.shown) if stand.shown is not None and not stand.shown.is_hidden else "",
            phrases.warning(stand, self._zone),
            phrases.next_line(stand, now, self._zone),
            is_lit=not is_urgent or now // SECOND % 2 == 0,
        )

    def _show_tiles(self, read: DoorReading, day: RoomDay, stand: Standing) -> None:
        assert read.state is not None
        check_in, *longer, end = self.tiles
        check_in.setEnabled(read.state.may_check_in)
        check_in.show_facts(TileFacts(_CHECK_IN, self.tr("Check in"), self._check_in_word(read), "ticket"))
        is_on = self._current() is not None
        for tile in longer:
            why = why_not(read.state, day, int(tile.facts.key), self._zone)
            tile.setEnabled(is_on and why is None)
            detail = phrases.reason(why, self._zone) if why is not None else ""
            text = self.tr("+{0} min").format(tile.facts.key)
            tile.show_facts(TileFacts(tile.facts.key, text, detail, "clock"))
        end.setEnabled(is_on)

    def _check_in_word(self, read: DoorReading) -> str:
        state = read.state
        assert state is not None
        if state.may_check_in:
            return self.tr("scan your ticket or type its number")
        meant = state.current or state.next
        if meant is not None and meant.checked_in_at is not None:
            return self.tr("done at {0}").format(hour(meant.checked_in_at, self._zone))
        return self.tr("from 15 min before the start")

    def _show_age(self, now: int) -> None:
        read = self._reading
        text = ""
        if read is not None and now - read.at > STALE_AFTER:
            text = self.tr("Nothing new since {0}").format(day_and_hour(read.at, self._zone))
        elif read is not None and read.heard_at is not None and now - read.heard_at > FAR_AFTER:
            text = self.tr("No data from the centre since {0}. What was booked elsewhere may be missing.")
            text = text.format(day_and_hour(read.heard_at, self._zone))
        if text:
            self.note.say(text, Tint.WAITING)
        else:
            self.note.hide()

    def _current(self) -> str | None:
        """Name the meeting that is going on, as far as is known."""
        read = self._reading
        state = read.state if read is not None else None
        return state.current.id if state is not None and state.current is not None else None
