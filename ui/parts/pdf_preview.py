"""A PDF from memory: pages below each other, zoom, page x of y."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.button import IconButton
from ui.parts.words import words

_ZOOM_STEP = 1.2
_SMALLEST, _LARGEST = 0.25, 4.0


class PdfPreview(QWidget):
    """Shows a document as it will be printed.

    Signals:
        page_shown: Another page is in sight. Carries its number from 1 (for records of what was shown).
    """

    page_shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._place = words("", "small", self)
        self._back = IconButton("chevron-left", self.tr("Page before"), self)
        self._on = IconButton("chevron-right", self.tr("Next page"), self)
        self._out = IconButton("zoom-out", self.tr("Smaller"), self)
        self._in = IconButton("zoom-in", self.tr("Larger"), self)
        self._fit = IconButton("move-horizontal", self.tr("Fit the width"), self)
        self._build()
        self._connect()

    def show_pdf(self, content: bytes) -> None:
        """Show a document; an empty one shows nothing. The place in sight stays while it exists."""
        page, bar = self._view.pageNavigator().currentPage(), self._view.verticalScrollBar()
        scrolled = bar.value()
        self._document.close()
        self._buffer.close()
        if content:
            self._buffer.setData(QByteArray(content))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document.load(self._buffer)
        self.go_to_page(min(page + 1, self.page_count()))
        if self.page() == page + 1:
            bar.setValue(scrolled)
        self._show_place()

    def page_count(self) -> int:
        """Count the pages."""
        return max(self._document.pageCount(), 0)

    def page(self) -> int:
        """Tell the page in sight, from 1; 0 when there is none."""
        return self._view.pageNavigator().currentPage() + 1 if self.page_count() else 0

    def go_to_page(self, number: int) -> None:
        """Show a page, from 1."""
        if 1 <= number <= self.page_count():
            self._view.pageNavigator().jump(number - 1, QPointF(), self._view.zoomFactor())

    def page_before(self) -> None:
        """Show the page before."""
        self.go_to_page(self.page() - 1)

    def next_page(self) -> None:
        """Show the next page."""
        self.go_to_page(self.page() + 1)

    def zoom(self, factor: float) -> None:
        """Show larger or smaller."""
        wanted = min(max(self._view.zoomFactor() * factor, _SMALLEST), _LARGEST)
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(wanted)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(2)
        for part in (self._back, self._place, self._on):
            line.addWidget(part)
        line.addStretch(1)
        for part in (self._out, self._fit, self._in):
            line.addWidget(part)
        column.addLayout(line)
        column.addWidget(self._view, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.page_before)
        self._on.clicked.connect(self.next_page)
        self._out.clicked.connect(self._on_smaller)
        self._in.clicked.connect(self._on_larger)
        self._fit.clicked.connect(self._on_fit)
        self._view.pageNavigator().currentPageChanged.connect(self._on_page)

    def _on_smaller(self) -> None:
        self.zoom(1 / _ZOOM_STEP)

    def _on_larger(self) -> None:
        self.zoom(_ZOOM_STEP)

    def _on_fit(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _on_page(self) -> None:
        self._show_place()
        if self.page_count():
            self.page_shown.emit(self.page())

    def _show_place(self) -> None:
        count = self.page_count()
        told = self.tr("Page {0} of {1}").format(self.page(), count) if count else ""
        self._place.setText(f"{self.page()} / {count}" if count else "")
        self._place.setToolTip(told)
        self._place.setAccessibleName(told)
        self._back.setEnabled(self.page() > 1)
        self._on.setEnabled(self.page() < count)
