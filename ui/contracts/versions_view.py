"""The kept texts of a contract: who, when, at which stage, and what any two of them differ in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QWidget

from app.contracts.comparing import Difference
from app.contracts.content import ContractContent
from app.contracts.versions import VersionRow
from app.kernel.changes import Outcome
from app.security.actors import Actor
from ui import theme, wording
from ui.contracts import phrases
from ui.contracts.desk import ContractDesk
from ui.contracts.difference_text import DifferenceText
from ui.contracts.files import Written, write_copy
from ui.parts.background import Background
from ui.parts.banner import Banner, Tint
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.empty_state import EmptyState
from ui.parts.forms import LineField, buttons_row
from ui.parts.page import KeyAction
from ui.parts.row_table import Column, RowTable
from ui.parts.squeezed import Squeezed
from ui.parts.words import words

_WIDTH = 450
_LEAST_LEFT = 300
_LEAST_LETTERS = 14
NOW, TYPED = "", "typed"


@dataclass(frozen=True)
class Compared:
    """A difference with the question it answers."""

    question: tuple[str, str, str]
    difference: Difference


class VersionsView(Squeezed):
    """Lists versions, keeps one with a note, compares two, brings one back.

    Signals:
        left: Back to where the person came from. Carries the contract's key.
        restored: An old text is the draft's again. Carries the contract's key.
    """

    left = Signal(str)
    restored = Signal(str)

    def __init__(
        self, desk: ContractDesk, background: Background, actor: Actor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._background, self._actor = desk, background, actor
        self._key = ""
        self._is_draft = False
        self._typed: ContractContent | None = None
        self._question = ("", "", "")
        self._build()
        self._connect()

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys of the view."""
        return (
            KeyAction("F3", self.tr("Next difference"), self.next_place),
            KeyAction("Shift+F3", self.tr("Difference before"), self.place_before),
            KeyAction("F4", self.tr("Keep this text"), self.begin_note),
            KeyAction("Ctrl+P", self.tr("As PDF"), self.choose_file),
        )

    def open_contract(self, key: str, *, is_draft: bool) -> None:
        """Show the versions of a contract, the newest compared with the text as it stands."""
        self._open(key, None, is_draft=is_draft)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_typed(self, key: str, typed: ContractContent) -> None:
        """Show what is saved of a draft beside what is typed and not saved."""
        self._open(key, typed, is_draft=True)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_place(self) -> None:
        """Go to the next difference."""
        self.text.step(1)

    def place_before(self) -> None:
        """Go to the difference before."""
        self.text.step(-1)

    def begin_note(self) -> None:
        """Ask for the note a version is kept with."""
        if self._is_draft and self._typed is None:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_file(self) -> None:
        """Ask where the comparison shall be written."""
        if not self._compares_versions():
            return
        dialog = QFileDialog(self, self.tr("Where shall the comparison be written?"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    def write_to(self, path: str) -> None:
        """Write the comparison as a PDF."""
        job = partial(_write, self._desk, self._before(), self._after(), Path(path))
        self._background.read(self, job, self._on_written)

    def show_trouble(self, error: Exception) -> None:
        """Say why something could not be."""
        self.banner.say(wording.sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(self._key)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._build_left(), 2)
        card = Card("", self)
        self._sides = QComboBox(card)
        self._sides.setAccessibleName(self.tr("Compared with"))
        self._sides.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._sides.setMinimumContentsLength(_LEAST_LETTERS)
        self._place = words("", "small", card)
        self.before = Button(self.tr("Before"), "quiet", "chevron-left", parent=card)
        self.after = Button(self.tr("Next"), "quiet", "chevron-right", parent=card)
        line = QHBoxLayout()
        line.addWidget(words(self.tr("Compared with"), "label", card))
        line.addWidget(self._sides, 1)
        for part in (self.before, self._place, self.after):
            card.head.addWidget(part)
        self.text = DifferenceText(card)
        card.body.addLayout(line)
        card.body.addWidget(self.text, 1)
        row.addWidget(card, 3)

    def _build_left(self) -> QWidget:
        left = Card(self.tr("Versions"), self)
        left.setMinimumWidth(theme.px(_LEAST_LEFT))
        left.setMaximumWidth(theme.px(_WIDTH))
        advice = self.tr("A text is kept when it is handed in, sent back or frozen, and with F4 at any time.")
        empty = EmptyState("list", self.tr("No version yet"), advice)
        self.table: RowTable[VersionRow] = RowTable(self._columns(), _row_key, empty, parent=left)
        self.banner = Banner(left)
        self.note = LineField(left, placeholder=self.tr("What this version is, e.g. after the talk"))
        self.note.setAccessibleName(self.tr("Note"))
        self.keep = Button(self.tr("Keep this text"), icon="plus", parent=left)
        self.bring_back = Button(self.tr("Bring back"), icon="undo-2", parent=left)
        self.pdf = Button(self.tr("As PDF"), icon="download", parent=left)
        self.back = Button(self.tr("Back"), parent=left)
        left.body.addWidget(self.banner)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.note)
        left.body.addWidget(buttons_row(self.bring_back, self.keep, parent=left))
        left.body.addWidget(buttons_row(self.back, self.pdf, parent=left))
        return left

    def _columns(self) -> tuple[Column[VersionRow], ...]:
        return (
            Column("#", _number, 40, right=True),
            Column(self.tr("When, why, who"), self._line, wraps=True),
        )

    def _connect(self) -> None:
        self.table.selected.connect(self._on_selected)
        self._sides.currentIndexChanged.connect(self._on_side)
        self.text.place_shown.connect(self._on_place)
        self.before.clicked.connect(self.place_before)
        self.after.clicked.connect(self.next_place)
        self.keep.clicked.connect(self._on_keep)
        self.note.returnPressed.connect(self._on_keep)
        self.bring_back.clicked.connect(self._on_bring_back)
        self.pdf.clicked.connect(self.choose_file)
        self.back.clicked.connect(self._on_back)

    def _open(self, key: str, typed: ContractContent | None, *, is_draft: bool) -> None:
        self._key, self._typed, self._is_draft = key, typed, is_draft
        self.banner.hide()
        self.text.clear()
        can_keep = is_draft and typed is None
        for part in (self.note, self.keep, self.bring_back):
            part.setVisible(can_keep)
        self._refresh()

    def _refresh(self) -> None:
        self._background.read(self, partial(self._desk.texts.versions.versions, self._key), self._on_rows)

    def _on_rows(self, rows: tuple[VersionRow, ...]) -> None:
        if any(row.contract_id != self._key for row in rows):
            return
        was_blocked = self._sides.blockSignals(True)
        self._sides.clear()
        if self._typed is not None:
            self._sides.addItem(self.tr("What is typed here, with what is saved"), TYPED)
        self._sides.addItem(self.tr("The text as it stands now"), NOW)
        for row in rows:
            self._sides.addItem(f"{row.number}  {self._when(row)}  {_told(row)}", row.id)
        self._sides.blockSignals(was_blocked)
        self.table.show_rows(rows)
        if self.table.current() is None:
            self.table.select_first()
        self._compare()

    def _on_selected(self, row: VersionRow | None) -> None:
        self._compare()

    def _on_side(self) -> None:
        self._compare()

    def _before(self) -> str:
        row = self.table.current()
        return row.id if row is not None else ""

    def _after(self) -> str:
        return str(self._sides.currentData() or NOW)

    def _compares_versions(self) -> bool:
        return bool(self._before()) and self._after() != TYPED

    def _compare(self) -> None:
        """Ask for the difference of the two that are chosen; the last question wins."""
        before, after = self._before(), self._after()
        self.pdf.setEnabled(self._compares_versions())
        self._question = (self._key, before, after)
        if after == TYPED and self._typed is not None:
            job = partial(_compare_typed, self._desk, self._question, self._typed)
        elif before:
            job = partial(_compare, self._desk, self._question)
        else:
            self.text.setPlainText(self.tr("Two versions are compared here once there are any."))
            return
        self._background.read(self, job, self._on_compared)

    def _on_compared(self, compared: Compared) -> None:
        if compared.question == self._question:
            self.text.show_difference(compared.difference)

    def _on_place(self, place: int, places: int) -> None:
        self._place.setText(self.tr("{0} of {1}").format(place, places) if places else "")
        for button in (self.before, self.after):
            button.setEnabled(places > 0)

    def _on_keep(self) -> None:
        job = partial(self._desk.texts.versions.keep, self._key, self.note.text().strip(), actor=self._actor)
        self._background.write(self, job, self._on_kept)

    def _on_kept(self, outcome: Outcome[str]) -> None:
        self.note.clear()
        self.banner.say(self.tr("This text is kept as a version."), Tint.GOOD)
        self._refresh()

    def _on_bring_back(self) -> None:
        row = self.table.current()
        if row is not None:
            job = partial(
                _bring_back, self._desk, row, self.tr("before an older text was brought back"), self._actor
            )
            self._background.write(self, job, self._on_restored)

    def _on_restored(self, key: str) -> None:
        self.restored.emit(key)

    def _on_written(self, written: Written) -> None:
        if written.is_written:
            self.banner.say(self.tr("Written to {0}").format(written.path), Tint.GOOD)
        else:
            self.banner.say(self.tr("The file could not be written there."))

    def _on_back(self) -> None:
        self.left.emit(self._key)

    def _line(self, row: VersionRow) -> str:
        told = (self._when(row), _told(row), row.saved_by_name)
        return " \u00b7 ".join(part for part in told if part)

    def _when(self, row: VersionRow) -> str:
        return phrases.moment(row.saved_at, self._desk.zone)


def _compare(desk: ContractDesk, question: tuple[str, str, str]) -> Compared:
    return Compared(question, desk.texts.versions.compare(question[1], question[2]))


def _compare_typed(desk: ContractDesk, question: tuple[str, str, str], typed: ContractContent) -> Compared:
    return Compared(question, desk.texts.versions.compare_typed(question[0], typed))


def _bring_back(desk: ContractDesk, row: VersionRow, note: str, actor: Actor) -> str:
    """The text as it stands is kept first: bringing back loses nothing."""
    desk.texts.versions.keep(row.contract_id, note, actor=actor)
    desk.texts.versions.restore(row.id, actor=actor)
    return row.contract_id


def _write(desk: ContractDesk, before: str, after: str, path: Path) -> Written:
    return write_copy(path, desk.texts.versions.comparison_pdf(before, after))


def _row_key(row: VersionRow) -> str:
    return row.id


def _number(row: VersionRow) -> str:
    return str(row.number)


def _told(row: VersionRow) -> str:
    return " \u00b7 ".join(part for part in (wording.label(row.stage), row.note) if part)
