"""What the signer agrees to before handwriting is taken; whoever does not signs on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from app.contracts.statements import Consent
from ui import theme
from ui.contracts import phrases
from ui.contracts.reading_view import make_tall
from ui.parts.button import Button
from ui.parts.words import words

_TALL = 60
_WIDEST = 900


class ConsentView(QWidget):
    """Shows the text on pad signatures and handwriting data.

    Signals:
        agreed: The signer agrees.
        declined: The signer would rather sign on paper.
        back_requested: The signer wants to read the contract again.
    """

    agreed = Signal()
    declined = Signal()
    back_requested = Signal()

    def __init__(self, consent: Consent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build(consent)
        self.agree.clicked.connect(self.agreed)
        self.decline.clicked.connect(self.declined)
        self.back.clicked.connect(self.back_requested)

    def _build(self, consent: Consent) -> None:
        told = QWidget(self)
        told.setMaximumWidth(theme.px(_WIDEST))
        text = QVBoxLayout(told)
        text.setSpacing(theme.px(18))
        text.addWidget(words(self.tr("Before you sign on the screen"), "title", told, wrap=True))
        for chinese, english in zip(consent.text, consent.text_en, strict=True):
            text.addWidget(words(phrases.local_name(chinese, english), "heading", told, wrap=True))
        text.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(told)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.back = Button(self.tr("Read again"), icon="chevron-left", parent=self)
        self.decline = Button(self.tr("Sign on paper"), icon="printer", parent=self)
        self.agree = Button(self.tr("I agree"), "primary", "check", parent=self)
        foot_box = QWidget(self)
        foot_box.setFixedHeight(theme.px(_TALL))
        foot = QHBoxLayout(foot_box)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(16)
        foot.addWidget(self.back)
        foot.addStretch(1)
        for button in (self.decline, self.agree):
            foot.addWidget(button)
        for button in (self.back, self.decline, self.agree):
            make_tall(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addWidget(foot_box)
