"""The review: the text at the left, the reviewer's list at the right."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.contracts.checklists import CheckLine, checklist
from app.contracts.checks import Finding
from app.contracts.drafting import Drafting
from app.contracts.queries import ContractCard
from app.contracts.review import ReviewTicks, SigningTerms
from app.contracts.states import SigningOrder
from app.settings import MOST_SIGNING_DAYS
from ui import theme, wording
from ui.contracts import phrases
from ui.contracts.desk import ContractDesk
from ui.contracts.reason_box import ReasonBox
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.forms import Form, buttons_row
from ui.parts.page import KeyAction
from ui.parts.pdf_preview import PdfPreview
from ui.parts.squeezed import Squeezed
from ui.parts.words import words

_WIDTH = 440
SEND_BACK = "send_back"


class ReviewView(Squeezed):
    """Looks at a contract before its text is frozen.

    Signals:
        approved: Every line is ticked. Carries the contract's key, ReviewTicks and SigningTerms.
        sent_back: The drafter has to mend something. Carries the contract's key and the reason.
        left: Back to the list; nothing was decided.
    """

    approved = Signal(str, object, object)
    sent_back = Signal(str, str)
    left = Signal()

    def __init__(self, desk: ContractDesk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._contract_id = ""
        self._ticks: dict[str, QCheckBox] = {}
        self._build()
        self.approve.clicked.connect(self._on_approve)
        self.send_back.clicked.connect(self._on_send_back)
        self.reason.given.connect(self._on_reason)
        self.reason.over.connect(self._show_decision)
        self.back.clicked.connect(self.left)

    def open_card(self, card: ContractCard) -> None:
        """Show a contract that was handed in."""
        self._contract_id = card.id
        self._title.setText(card.content.title)
        self._amount.setText(phrases.yuan(card.content.total_fen))
        self._show_lines(checklist(card.template_code))
        self.terms.set_text("order", SigningOrder.ANY.value)
        self.terms.set_text("days", str(self._desk.review.usual_days))
        self._warnings.hide()
        self.reason.hide()
        self._show_decision()
        self.preview.show_pdf(b"")
        self._background.read(self, partial(_text, self._desk.drafting, card.id), self._on_text)
        first = next(iter(self._ticks.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the view."""
        return (
            KeyAction("PgDown", self.tr("Next page"), self.preview.next_page),
            KeyAction("PgUp", self.tr("Page before"), self.preview.page_before),
            KeyAction("F4", self.tr("Send back"), self._on_send_back),
            KeyAction("F10", self.tr("Approve"), self.go_on, 0),
        )

    def go_on(self) -> None:
        """Approve, or go to the first line that is not ticked."""
        open_boxes = [box for box in self._ticks.values() if not box.isChecked()]
        if open_boxes:
            open_boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._on_approve()

    def ticks(self) -> dict[str, QCheckBox]:
        """Give the boxes by the keys of their lines."""
        return dict(self._ticks)

    def _build(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.preview = PdfPreview(self)
        line.addWidget(self.preview, 1)
        card = Card("", self)
        card.setFixedWidth(theme.px(_WIDTH))
        self._title = words("", "heading", card, wrap=True)
        self._amount = words("", "accent", card)
        self._warnings = words("", "waiting", card, wrap=True)
        for part in (self._title, self._amount):
            card.body.addWidget(part)
        card.body.addWidget(words(self.tr("Reviewer's list"), "label", card))
        area = QScrollArea(card)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(self._warnings)
        self._lines = QWidget(inside)
        self._lines_column = QVBoxLayout(self._lines)
        self._lines_column.setContentsMargins(0, 0, 0, 0)
        self._lines_column.setSpacing(10)
        column.addWidget(self._lines, 1)
        area.setWidget(inside)
        card.body.addWidget(area, 1)
        self._count = words("", "small", card)
        self.terms = Form(card, columns=2)
        orders = [(order.value, wording.label(order)) for order in SigningOrder]
        self.terms.add_choice("order", self.tr("Signing order"), orders)
        days = self.tr("Days to sign (0: no end)")
        self.terms.add_number("days", days, 0, MOST_SIGNING_DAYS)
        self.reason = ReasonBox(card)
        self.back = Button(self.tr("Back"), icon="chevron-left", parent=card)
        self.send_back = Button(self.tr("Send back"), "danger", "undo-2", parent=card)
        self.approve = Button(self.tr("Approve"), "primary", "check", parent=card)
        card.body.addWidget(self._count)
        card.body.addWidget(self.terms)
        card.body.addWidget(self.reason)
        self._decision = buttons_row(self.back, self.send_back, self.approve, parent=card)
        card.body.addWidget(self._decision)
        line.addWidget(card)

    def _show_lines(self, lines: tuple[CheckLine, ...]) -> None:
        while self._lines_column.count():
            item = self._lines_column.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self._ticks = {}
        for line in lines:
            self._lines_column.addWidget(self._line(line))
        self._lines_column.addStretch(1)
        # The boxes are made anew; Tab still goes down the list and then to the decision.
        terms = [self.terms.editor("order"), self.terms.editor("days")]
        order = [*self._ticks.values(), *terms, self.back, self.send_back, self.approve]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._on_tick()

    def _line(self, line: CheckLine) -> QWidget:
        """A box and its words in a line of their own, since the words of a box do not wrap."""
        text = phrases.local_name(line.text, line.text_en)
        row = QWidget(self._lines)
        grid = QHBoxLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        box = QCheckBox(row)
        box.setAccessibleName(text)
        box.toggled.connect(self._on_tick)
        self._ticks[line.key] = box
        grid.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.setContentsMargins(0, 4, 0, 0)
        name = words(text, "", row, wrap=True)
        name.setBuddy(box)
        told.addWidget(name)
        told.addWidget(words(line.law, "small", row, wrap=True))
        grid.addLayout(told, 1)
        return row

    def _on_text(self, text: tuple[str, bytes, tuple[Finding, ...]]) -> None:
        key, pdf, findings = text
        if key != self._contract_id:
            return
        self.preview.show_pdf(pdf)
        self._warnings.setText("\n".join(phrases.finding(f) for f in findings))
        self._warnings.setVisible(bool(findings))

    def _on_tick(self) -> None:
        ticked = sum(box.isChecked() for box in self._ticks.values())
        self._count.setText(self.tr("{0} of {1} ticked").format(ticked, len(self._ticks)))
        self.approve.setEnabled(ticked == len(self._ticks))

    def _on_approve(self) -> None:
        ticked = frozenset(key for key, box in self._ticks.items() if box.isChecked())
        terms = SigningTerms(SigningOrder(self.terms.text("order")), int(self.terms.text("days")))
        self.approved.emit(self._contract_id, ReviewTicks(ticked), terms)

    def _on_send_back(self) -> None:
        self.reason.ask(SEND_BACK, self.tr("What has to be mended?"), self.tr("Send back"))
        self._show_decision()

    def _show_decision(self) -> None:
        """While a reason is asked for, the list above keeps the room of what is not needed."""
        for part in (self.terms, self._decision):
            part.setVisible(not self.reason.isVisibleTo(self))

    def _on_reason(self, word: str, reason: str) -> None:
        self.sent_back.emit(self._contract_id, reason)


def _text(drafting: Drafting, key: str) -> tuple[str, bytes, tuple[Finding, ...]]:
    return key, drafting.preview(key), drafting.check(key)
