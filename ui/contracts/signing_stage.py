"""What the signer has before them: the text page by page, what is agreed to, the pad, and what is done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.contracts.statements import Consent
from ui.contracts.consent_view import ConsentView
from ui.contracts.pad_view import PadView
from ui.contracts.reading_view import ReadingView
from ui.parts.banner import Banner, Tint
from ui.parts.empty_state import EmptyState


class SigningStage(QWidget):
    """Leads a signer from the first page to the pad. It stands in the clerk's window or on its own screen.

    Signals:
        signed: The drawn signature stands.
        kept: It hardly looks like one and shall be kept; the clerk says why.
        paper_wanted: The signer would rather sign on paper.
        pad_opened: The signer agreed and may sign.
        moved: Something else is to be seen.
    """

    signed = Signal()
    kept = Signal()
    paper_wanted = Signal()
    pad_opened = Signal()
    moved = Signal()

    def __init__(self, consent: Consent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self._has_agreed = False
        self.banner = Banner(self)
        self.reading = ReadingView(self)
        self.consent = ConsentView(consent, self)
        self.pad = PadView(self)
        self.waiting = EmptyState("file-signature", "", "", self)
        self._views = QStackedWidget(self)
        for view in (self.reading, self.consent, self.pad, self.waiting):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(self._views, 1)
        self._connect()

    def begin(self, pdf: bytes, party: str, number: str, title: str) -> None:
        """Show the text from its first page; nothing is agreed to and nothing drawn yet."""
        self._has_agreed = False
        self.banner.hide()
        self.pad.begin(party, number, title)
        self._show(self.reading)
        self.reading.show_text(pdf)

    def rest(self, title: str, told: str) -> None:
        """Show words instead: nothing is to be done here."""
        self.pad.pad.clear_pad()
        self.banner.hide()
        self.waiting.say(title, told)
        self._show(self.waiting)

    def open_pad(self) -> None:
        """Let the signer sign, after what there is to agree to."""
        self.banner.hide()
        self._show(self.pad if self._has_agreed else self.consent)
        if self._has_agreed:
            self.pad_opened.emit()
        else:
            self.consent.agree.setFocus()

    def has_agreed(self) -> bool:
        """Tell whether the signer agreed to the taking of handwriting."""
        return self._has_agreed

    def view(self) -> QWidget | None:
        """Give what is to be seen."""
        return self._views.currentWidget()

    def _connect(self) -> None:
        self.reading.sign_requested.connect(self.open_pad)
        self.reading.moved.connect(self.moved)
        self.consent.agreed.connect(self._on_agreed)
        self.consent.declined.connect(self.paper_wanted)
        self.consent.back_requested.connect(self._on_back)
        self.pad.back_requested.connect(self._on_back)
        self.pad.confirmed.connect(self.signed)
        self.pad.kept.connect(self.kept)
        self.pad.pad.changed.connect(self.moved)
        self.pad.pad.device_lost.connect(self._on_device_lost)

    def _show(self, view: QWidget) -> None:
        if view is self.reading:
            self.reading.resume()
        else:
            self.reading.pause()
        self._views.setCurrentWidget(view)
        self.moved.emit()

    def _on_agreed(self) -> None:
        self._has_agreed = True
        self.open_pad()

    def _on_back(self) -> None:
        self._show(self.reading)

    def _on_device_lost(self) -> None:
        if self.view() is self.pad:
            told = self.tr(
                "The pen or screen was unplugged. What was drawn is still here: go on with another."
            )
            self.banner.say(told, Tint.WAITING)
            self.moved.emit()
