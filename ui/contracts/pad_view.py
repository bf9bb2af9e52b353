"""The pad, with what belongs to it: undo, clear, a second look at what hardly looks like a signature."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.contracts.states import Pen
from app.contracts.strokes import Tilts, doubts
from app.documents.sheets import Stroke
from ui import theme, wording
from ui.contracts.reading_view import make_tall
from ui.contracts.verdict import VerdictLine
from ui.parts.banner import Tint
from ui.parts.button import Button
from ui.parts.signature_pad import SignaturePad
from ui.parts.words import words

_TALL = 60
_HIGHEST = 640
"""On a screen that stands upright a pad higher than wide invites no signature."""


@dataclass(frozen=True)
class Drawn:
    """What is on the pad, as the core takes it."""

    strokes: tuple[Stroke, ...]
    tilts: Tilts
    pen: Pen
    device: str
    pad_mm: tuple[float, float]


class PadView(QWidget):
    """Where the signer signs.

    Signals:
        confirmed: The signature stands as it is.
        kept: It hardly looks like one and shall be kept all the same; the clerk says why.
        back_requested: The signer wants to read again.
    """

    confirmed = Signal()
    kept = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self.undo.clicked.connect(self.pad.undo_stroke)
        self.again.clicked.connect(self.pad.clear_pad)
        self.back.clicked.connect(self.back_requested)
        self.confirm.clicked.connect(self._on_confirm)
        self.keep.clicked.connect(self._on_keep)
        self.sign_again.clicked.connect(self._on_sign_again)
        self.pad.changed.connect(self._on_changed)

    def begin(self, party: str, number: str, title: str) -> None:
        """Empty the pad for a party."""
        told = self.tr("I sign {number}, {title}, for {party}.")
        self.begin_with(told.format(number=number, title=title, party=party), self.tr("Read again"))

    def begin_with(self, words: str, way_back: str) -> None:
        """Empty the pad for whatever is signed here; the words stand above it."""
        self._who.setText(words)
        self.back.setText(way_back)
        self.pad.clear_pad()

    def drawn(self) -> Drawn:
        """Give what was drawn; raw, nothing smoothed."""
        ink = self.pad.strokes()
        pens = Counter(stroke.pointer for stroke in ink)
        names = {stroke.device_name for stroke in ink if stroke.device_name}
        measures = sorted({word for stroke in ink for word in stroke.measures})
        return Drawn(
            strokes=tuple(tuple((p.x, p.y, p.pressure, p.t_ms) for p in stroke.points) for stroke in ink),
            tilts=tuple(tuple(p.tilt for p in stroke.points) for stroke in ink),
            pen=Pen(pens.most_common(1)[0][0].value),
            device=", ".join((*sorted(names), *measures)),
            pad_mm=self.pad.size_mm(),
        )

    def set_sending(self, *, is_sending: bool) -> None:
        """Take no second confirmation while the first is on its way."""
        for part in (self.confirm, self.keep, self.undo, self.again, self.back):
            part.setEnabled(not is_sending)
        if not is_sending:
            self._on_changed()

    def _build(self) -> None:
        self._who = words("", "heading", self, wrap=True)
        self._who.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.pad = SignaturePad(self, hint=self.tr("Sign here with pen, finger or mouse"))
        self.pad.setMinimumHeight(theme.px(200))
        self.pad.setMaximumHeight(theme.px(_HIGHEST))
        self.warning = VerdictLine(self)
        self.sign_again = Button(self.tr("Sign again"), parent=self)
        self.keep = Button(self.tr("It is the usual one"), parent=self)
        self._choice = QWidget(self)
        choice = QHBoxLayout(self._choice)
        choice.setContentsMargins(0, 0, 0, 0)
        choice.setSpacing(8)
        choice.addWidget(self.warning, 1)
        choice.addWidget(self.sign_again)
        choice.addWidget(self.keep)
        self._choice.hide()
        self.undo = Button(self.tr("Undo stroke"), icon="undo-2", parent=self)
        self.again = Button(self.tr("Clear"), icon="eraser", parent=self)
        self.back = Button(self.tr("Read again"), icon="chevron-left", parent=self)
        self.confirm = Button(self.tr("Confirm"), "primary", "check", parent=self)
        foot_box = QWidget(self)
        foot_box.setFixedHeight(theme.px(_TALL))
        foot = QHBoxLayout(foot_box)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(12)
        for button in (self.back, self.undo, self.again):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.confirm)
        for button in (self.back, self.undo, self.again, self.confirm, self.sign_again, self.keep):
            make_tall(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        # Height to spare goes above the words once the pad is as high as it may be.
        column.addWidget(self._who, 1)
        column.addWidget(self.pad, 100)
        column.addWidget(self._choice)
        column.addWidget(foot_box)
        self._on_changed()

    def _on_changed(self) -> None:
        self._choice.hide()
        for part in (self.confirm, self.undo, self.again):
            part.setEnabled(not self.pad.is_empty())

    def _on_sign_again(self) -> None:
        self.pad.clear_pad()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_confirm(self) -> None:
        found = doubts(self.drawn().strokes)
        if not found:
            self.confirmed.emit()
            return
        told = " ".join(wording.label(doubt) for doubt in found)
        self.warning.say(Tint.WAITING, self.tr("This hardly looks like a signature."), told)
        self._choice.show()
        self.sign_again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        self._choice.hide()
        self.kept.emit()
