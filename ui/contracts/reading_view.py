"""The text as the signer reads it: page by page; the way to the pad opens on the last line."""

from __future__ import annotations

import time

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QScroller, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.parts.button import Button
from ui.parts.elided import Elided
from ui.parts.words import words

_STEP = 0.85
_TALL = 60
_WIDE = 170
_MARGIN = 12
_WIDEST = 1000


def make_tall(button: Button) -> None:
    """Let a button be as high as its line: the look gives buttons only their least height."""
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)


class ReadingView(QWidget):
    """Shows a document one page at a time.

    Signals:
        read_through: The last page was seen to its end.
        sign_requested: The signer goes on to the pad; only after the last page was seen.
        moved: Another part of the text is in sight.
    """

    read_through = Signal()
    sign_requested = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._has_seen_all = False
        self._is_turning = False
        self._read: dict[int, float] = {}
        self._since = time.monotonic()
        self._counted = 0
        self._build()
        self.view.verticalScrollBar().valueChanged.connect(self._look)
        self.view.verticalScrollBar().rangeChanged.connect(self._look)
        self.before.clicked.connect(self.step_back)
        self.onward.clicked.connect(self.step_on)
        self.sign.clicked.connect(self._on_sign)

    def show_text(self, pdf: bytes) -> None:
        """Show a text from its first page; it counts as unread."""
        self._is_turning = True
        self._has_seen_all = False
        self._read, self._counted = {}, 0
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._turn_to(0)
        self.onward.setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self) -> int:
        """Tell the page in sight, from 1."""
        return self.view.pageNavigator().currentPage() + 1

    def page_count(self) -> int:
        """Count the pages."""
        return max(self._document.pageCount(), 0)

    def has_seen_all(self) -> bool:
        """Tell whether the last page was seen to its end."""
        return self._has_seen_all

    def seconds(self) -> tuple[int, ...]:
        """Tell how many seconds each page was on the screen, at least one for a page that was."""
        self._count_time()
        return tuple(max(1, round(self._read[page])) for page in sorted(self._read))

    def pause(self) -> None:
        """Stop counting: something else is on the screen."""
        self._count_time()
        self._counted = 0

    def resume(self) -> None:
        """Count again: the text is on the screen."""
        self._since, self._counted = time.monotonic(), self.page()

    def step_on(self) -> None:
        """Go on by a part of the page, then to the next page."""
        bar = self.view.verticalScrollBar()
        if bar.value() < bar.maximum():
            bar.setValue(bar.value() + round(self.view.viewport().height() * _STEP))
        elif self.page() < self.page_count():
            self._turn_to(self.page())
        self._look()

    def step_back(self) -> None:
        """Go back by a part of the page, then to the end of the page before."""
        bar = self.view.verticalScrollBar()
        if bar.value() > bar.minimum():
            bar.setValue(bar.value() - round(self.view.viewport().height() * _STEP))
        elif self.page() > 1:
            self._turn_to(self.page() - 2)
            bar.setValue(bar.maximum())
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages by the usual keys as well."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Down):
            self.step_on()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            self.step_back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.view = QPdfView(self)
        self.view.setDocument(self._document)
        self.view.setPageMode(QPdfView.PageMode.SinglePage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setMaximumWidth(theme.px(_WIDEST))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        QScroller.grabGesture(self.view.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.before = Button(self.tr("Back"), icon="chevron-left", parent=self)
        self.onward = Button(self.tr("Read on"), "primary", "chevron-right", parent=self)
        self.sign = Button(self.tr("I have read it: sign"), "primary", "pen-tool", parent=self)
        for button in (self.before, self.onward, self.sign):
            make_tall(button)
            button.setMinimumWidth(_WIDE)
        self._place = words("", "heading", self)
        self._advice = Elided("", "small", self)
        foot_box = QWidget(self)
        foot_box.setFixedHeight(theme.px(_TALL))
        foot = QHBoxLayout(foot_box)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(16)
        told = QHBoxLayout()
        told.setSpacing(16)
        told.addWidget(self._place)
        told.addWidget(self._advice, 1)
        foot.addWidget(self.before)
        foot.addStretch(1)
        for button in (self.onward, self.sign):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_MARGIN)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.view, 100)
        middle.addStretch(1)
        column.addLayout(middle, 1)
        column.addLayout(told)
        column.addWidget(foot_box)

    def _turn_to(self, index: int) -> None:
        """Show the top of a page; the scroll bar's old place says nothing about the new page."""
        self._is_turning = True
        self.view.pageNavigator().jump(index, QPointF(), 0)
        self.view.verticalScrollBar().setValue(0)
        self._is_turning = False
        self._look()

    def _look(self) -> None:
        """See how far the reading is, and open the way to the pad at the end."""
        if self._is_turning:
            return
        self._count_time()
        bar = self.view.verticalScrollBar()
        is_end = bool(self.page_count()) and self.page() == self.page_count() and bar.value() >= bar.maximum()
        if is_end and self.isVisible() and not self._has_seen_all:
            self._has_seen_all = True
            self.read_through.emit()
        self._say_place()
        if is_end and self.onward.hasFocus():
            self.sign.setFocus(Qt.FocusReason.OtherFocusReason)
        self.onward.setVisible(not is_end)
        self.moved.emit()

    def _count_time(self) -> None:
        """Add the time since the last look to the page that was in sight."""
        now = time.monotonic()
        if self._counted:
            self._read[self._counted] = self._read.get(self._counted, 0.0) + now - self._since
        self._since = now
        self._counted = self.page() if self.isVisible() and self.page_count() else 0

    def _say_place(self) -> None:
        bar = self.view.verticalScrollBar()
        self.sign.setVisible(self._has_seen_all)
        self.before.setEnabled(self.page() > 1 or bar.value() > bar.minimum())
        count = self.page_count()
        self._place.setText(self.tr("Page {0} of {1}").format(self.page(), count) if count else "")
        done = self.tr("Every page was seen. Go back, or sign.")
        todo = self.tr("Please read every page; then you can sign.")
        self._advice.set_words(done if self._has_seen_all else todo)

    def _on_sign(self) -> None:
        if self._has_seen_all:
            self.sign_requested.emit()
