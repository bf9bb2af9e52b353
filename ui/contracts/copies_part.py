"""The copies of a sealed contract: who keeps which, what is printed, who has received it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QVBoxLayout, QWidget

from app.contracts.copies import Copies, CopyRow, Handing
from app.contracts.states import SeamSeal
from app.contracts.strokes import Drawing
from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused
from app.security.actors import Actor
from ui import wording
from ui.contracts import phrases
from ui.contracts.pad_view import PadView
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.empty_state import EmptyState
from ui.parts.forms import Form
from ui.parts.row_table import Column, RowTable

_LIST, _PAD = 0, 1
_BESIDE = 3
_SEALS = {
    "buyer_seal": SeamSeal.BUYER,
    "seller_seal": SeamSeal.SELLER,
    "registrar_seal": SeamSeal.REGISTRAR,
}


class CopiesPart(QWidget):
    """Lists copies; one is chosen, printed again or handed out.

    Signals:
        said: Something was done. Carries the sentence.
        refused: Carries why something could not be.
    """

    said = Signal(str)
    refused = Signal(object)

    def __init__(
        self, copies: Copies, background: Background, actor: Actor, zone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._copies, self._background, self._actor, self._zone = copies, background, actor, zone
        self._key = self._number = ""
        self.table: RowTable[CopyRow] = RowTable(
            (
                Column(self.tr("Copy"), _place, 70, strong=True),
                Column(self.tr("Holder"), _holder, wraps=True),
                Column(self.tr("Printed"), self._printed, 130, wraps=True),
                Column(self.tr("Received"), self._received, wraps=True),
            ),
            _row_key,
            EmptyState("file-text", self.tr("Copies")),
            parent=self,
        )
        self.form = Form(self, columns=2)
        self._build()
        self.print_all.clicked.connect(self.on_print_all)
        self.again.clicked.connect(self._on_again)
        self.hand_out.clicked.connect(self.on_hand_out)
        self.sheet.clicked.connect(self._on_sheet)
        self.sign.clicked.connect(self.on_sign)
        self.pad.back_requested.connect(self.show_list)
        self.pad.confirmed.connect(self._on_signed)
        self.pad.kept.connect(self._on_signed)
        self.form.submitted.connect(self.on_hand_out)

    def open_contract(self, key: str, number: str) -> None:
        """Show the copies of a contract."""
        self._key, self._number = key, number
        self.show_list()
        for name in self.form.values():
            self.form.set_text(name, "")
        self.refresh()

    def refresh(self) -> None:
        """Read the copies again."""
        if self._key:
            self._background.read(self, partial(self._copies.copies, self._key), self._on_rows, self._refuse)

    def take_focus(self) -> None:
        """Begin in the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_list(self) -> None:
        """Show the copies again; what is on the pad is not kept."""
        self._pages.setCurrentIndex(_LIST)
        self.pad.pad.clear_pad()

    def on_sign(self) -> None:
        """Let whoever receives the chosen copy sign for it on the pad."""
        row, name = self.table.current(), self.form.text("received_by").strip()
        if row is None or row.received_at is not None or row.copy_id is None:
            return
        if not name:
            self.form.show_refusal(FieldRefused("received_by", "empty"))
            return
        self.pad.begin_with(self._receipt(row, name), self.tr("Back to the copies"))
        self._pages.setCurrentIndex(_PAD)
        self.pad.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_print_all(self) -> None:
        """Print every copy that was not printed yet."""
        job = partial(self._copies.print_all, self._key, actor=self._actor)
        self._background.write(self, job, self._on_printed, self._refuse)

    def on_hand_out(self) -> None:
        """Note who receives the chosen copy and signs for it on the sheet of paper."""
        self._hand_out(None)

    def _on_signed(self) -> None:
        drawn = self.pad.drawn()
        self.pad.set_sending(is_sending=True)
        self._hand_out(Drawing(drawn.strokes, drawn.tilts, drawn.device, drawn.pad_mm))

    def _hand_out(self, drawing: Drawing | None) -> None:
        row = self.table.current()
        if row is None:
            return
        seals = tuple(seal for name, seal in _SEALS.items() if self.form.text(name))
        handing = Handing(self.form.text("received_by"), seals, drawing)
        job = partial(_handed, self._copies, self._key, row.position, handing, self._actor)
        self._background.write(self, job, self._on_handed, self._refuse)

    def _build(self) -> None:
        self.form.add_line("received_by", self.tr("Received by"))
        self.form.add_line("reason", self.tr("Why is it printed again?"))
        self.form.add_tick("buyer_seal", self.tr("Seal of party A seen"))
        self.form.add_tick("seller_seal", self.tr("Seal of party B seen"))
        self.form.add_tick("registrar_seal", self.tr("Registrar's seal seen"))
        self.print_all = Button(self.tr("Print all copies"), "primary", "printer", parent=self)
        self.hand_out = Button(self.tr("Hand out"), "plain", "hand-helping", parent=self)
        self.sign = Button(self.tr("Sign for it on the pad"), "plain", "pen-tool", parent=self)
        self.again = Button(self.tr("Print again"), "plain", "refresh-cw", parent=self)
        self.sheet = Button(self.tr("Sheet to sign"), "plain", "printer", parent=self)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, button in enumerate((self.print_all, self.sign, self.hand_out, self.again, self.sheet)):
            grid.addWidget(button, place // _BESIDE, place % _BESIDE)
        listed = QWidget(self)
        self.pad = PadView(self)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(listed)
        self._pages.addWidget(self.pad)
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.form)
        column.addLayout(grid)

    def _on_rows(self, rows: tuple[CopyRow, ...]) -> None:
        self.table.show_rows(rows)
        if self.table.current() is None:
            self.table.select_first()
        self.print_all.setEnabled(any(row.copy_id is None for row in rows))

    def _on_again(self) -> None:
        row = self.table.current()
        if row is not None:
            reason = self.form.text("reason")
            job = partial(_again, self._copies, self._key, row.position, reason, self._actor)
            self._background.write(self, job, self._on_printed_again, self._refuse)

    def _on_sheet(self) -> None:
        job = partial(self._copies.print_receipt_sheet, self._key, actor=self._actor)
        self._background.write(self, job, self._on_sheet_done, self._refuse)

    def _on_printed(self, outcome: Outcome[int]) -> None:
        self.said.emit(self.tr("Copies go to the printer: {0}").format(outcome.value))
        self.refresh()

    def _on_printed_again(self, position: int) -> None:
        self.form.set_text("reason", "")
        self.said.emit(self.tr("Copy {0} goes to the printer again").format(position))
        self.refresh()

    def _on_handed(self, position: int) -> None:
        self.pad.set_sending(is_sending=False)
        self.show_list()
        self.take_focus()
        for name in ("received_by", *_SEALS):
            self.form.set_text(name, "")
        self.said.emit(self.tr("Copy {0} was handed out").format(position))
        self.refresh()

    def _on_sheet_done(self, outcome: object) -> None:
        self.said.emit(self.tr("The sheet goes to the printer"))

    def _receipt(self, row: CopyRow, name: str) -> str:
        """Say what is signed on the pad."""
        told = self.tr(
            "I, {name}, received copy {position} of {of} of {number}. My strokes are kept with it; "
            "signing on the sheet of paper is as good."
        )
        return told.format(name=name, position=row.position, of=row.of, number=self._number)

    def _refuse(self, error: Exception) -> None:
        self.pad.set_sending(is_sending=False)
        if isinstance(error, FieldRefused):
            self._pages.setCurrentIndex(_LIST)
        if not (isinstance(error, FieldRefused) and self.form.show_refusal(error)):
            self.refused.emit(error)

    def _printed(self, row: CopyRow) -> str:
        if row.printed_at is None:
            return ""
        told, again = phrases.moment(row.printed_at, self._zone), self.tr("again {0}").format(row.reprints)
        return f"{told}  {again}" if row.reprints else told

    def _received(self, row: CopyRow) -> str:
        if row.received_at is None:
            return ""
        signed = self.tr("signed on the pad") if row.strokes_digest else ""
        seals = " ".join(wording.label(seal) for seal in row.seam_seals)
        return "  ".join(part for part in (row.received_by, signed, seals) if part)


def _again(copies: Copies, key: str, position: int, reason: str, actor: Actor) -> int:
    copies.reprint(key, position, reason, actor=actor)
    return position


def _handed(copies: Copies, key: str, position: int, handing: Handing, actor: Actor) -> int:
    copies.hand_out(key, position, handing, actor=actor)
    return position


def _place(row: CopyRow) -> str:
    return f"{row.position} / {row.of}"


def _holder(row: CopyRow) -> str:
    return row.holder


def _row_key(row: CopyRow) -> str:
    return str(row.position)
