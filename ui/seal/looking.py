"""The sections of the seal's page that show: how it stands, and the keys, each of which can be revoked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.contracts.hall_keys import KeyRow
from app.contracts.states import KeyKind
from app.seal_box import SealStanding
from ui import wording
from ui.parts.banner import Tint
from ui.parts.button import Button
from ui.parts.card import Facts
from ui.parts.empty_state import EmptyState
from ui.parts.forms import buttons_row
from ui.parts.row_table import Column, RowTable
from ui.parts.words import set_tone, words
from ui.seal.doors import Revoke, SealRead, Wish, WriteCard
from ui.seal.phrases import condition, day, is_well
from ui.seal.question import Question
from ui.seal.sections import SealSection

CARD_FILE = "keys.json"
_ID_PART, _ID_SHOWN = 4, 16


class StandingSection(SealSection):
    """Shows whose certificate seals and until when."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._zone = zone
        self.condition = words("", "strong", self, wrap=True)
        self._facts = Facts(self, beside=True)
        for name, title in (
            ("holder", self.tr("Seals as")),
            ("kind", self.tr("Certificate")),
            ("since", self.tr("Valid from")),
            ("until", self.tr("Valid until")),
            ("authority", self.tr("The hall's own authority until")),
            ("token", self.tr("Token")),
            ("stamps", self.tr("Time stamps from")),
        ):
            self._facts.add_fact(name, title)
        self.column.addWidget(self.condition)
        self.column.addWidget(self._facts)
        self.column.addStretch(1)

    def show_read(self, read: SealRead) -> None:
        """Show it."""
        standing = read.standing
        self.condition.setText(condition(standing, self._zone))
        set_tone(self.condition, _tint(standing).value)
        told = {
            "holder": standing.holder,
            "kind": wording.label(standing.kind),
            "since": day(standing.valid_from, self._zone),
            "until": day(standing.valid_until, self._zone),
            "authority": day(standing.authority_until, self._zone),
            "token": read.ways.token,
            "stamps": read.ways.stamp_url or self.tr("nobody"),
        }
        for name, value in told.items():
            self._facts.set_fact(name, value)
        self._facts.show_fact("token", is_shown=bool(read.ways.token))


class KeysSection(SealSection):
    """Lists the hall's keys; one that is lost or stolen is revoked, with its reason."""

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._zone = zone
        self._asked = ""
        columns: tuple[Column[KeyRow], ...] = (
            Column(self.tr("Kind"), _kind, 112, wraps=True),
            Column(self.tr("Id"), _short_id, strong=True, wraps=True),
            Column(self.tr("Valid until"), self._until, 124),
            Column(self.tr("State"), self._state, 130, tone=_tone, wraps=True),
        )
        advice = self.tr("Make the hall's own keys anew in section 5.")
        empty = EmptyState("lock", self.tr("The hall has no keys yet"), advice)
        self.table: RowTable[KeyRow] = RowTable(columns, _key, empty, parent=self)
        self.table.setAccessibleName(self.tr("Keys of the hall"))
        self.export = Button(self.tr("Write the key card for checkers"), "plain", "download", parent=self)
        self.revoke = Button(self.tr("Revoke the chosen key"), "danger", "x", parent=self)
        self.question = Question(self.tr("Yes, revoke it"), self, wants_reason=True)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(buttons_row(self.export, self.revoke, parent=self))
        self.column.addWidget(self.question)
        self.table.selected.connect(self._on_selected)
        self.export.clicked.connect(self.choose_place)
        self.revoke.clicked.connect(self._on_revoke)
        self.question.confirmed.connect(self._on_confirmed)
        self.question.left.connect(self.begin)
        self._on_selected(None)

    def show_read(self, read: SealRead) -> None:
        """Show the keys."""
        self.table.show_rows(read.keys)
        self._on_selected(self.table.current())

    def begin(self) -> None:
        """Begin in the list."""
        if self.table.current() is None:
            self.table.select_first()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_place(self) -> None:
        """Ask where the key card shall be written."""
        dialog = QFileDialog(self, self.tr("Where shall the key card go?"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Key cards (*.json)"))
        dialog.setDefaultSuffix("json")
        dialog.selectFile(CARD_FILE)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    def write_to(self, path: str) -> None:
        """Write the key card."""
        said = self.tr("The key card was written: {0}").format(Path(path).name)
        self.wanted.emit(Wish(WriteCard(Path(path)), said))

    def _on_selected(self, row: KeyRow | None) -> None:
        may_be_revoked = row is not None and row.revoked_at is None
        self.revoke.setEnabled(may_be_revoked)
        # A list that is read again does not take a half-typed reason away.
        if not may_be_revoked or row is None or row.id != self._asked:
            self.question.hide()

    def _on_revoke(self) -> None:
        row = self.table.current()
        if row is not None:
            self._asked = row.id
            self.question.ask(self._meaning(row))

    def _meaning(self, row: KeyRow) -> str:
        """Say what revoking a key means."""
        told = self.tr(
            "Every printed code of this key is called revoked from now on, whenever it was printed. "
            "This cannot be taken back. Why?"
        )
        if row.kind is KeyKind.ROOT:
            told = self.tr(
                "What is sealed under this certificate from now on is called revoked; what was sealed "
                "before stays true. This cannot be taken back. Why?"
            )
        if not row.is_in_use:
            return told
        own = self.tr("This terminal seals with it and gets new keys.")
        return f"{own} {told}"

    def _on_confirmed(self, reason: str) -> None:
        row = self.table.current()
        if row is not None:
            said = self.tr("The key is revoked. Hand the new key card to all who check.")
            self.wanted.emit(Wish(Revoke(row.id, reason), said))

    def _until(self, row: KeyRow) -> str:
        return day(row.valid_to, self._zone)

    def _state(self, row: KeyRow) -> str:
        if row.revoked_at is not None:
            told = self.tr("Revoked on {0}: {1}")
            return told.format(day(row.revoked_at, self._zone), row.revoked_for)
        return self.tr("In use here") if row.is_in_use else self.tr("Believed")


def _tint(standing: SealStanding) -> Tint:
    if is_well(standing):
        return Tint.GOOD
    return Tint.TROUBLE if standing.problem else Tint.WAITING


def _key(row: KeyRow) -> str:
    return row.id


def _kind(row: KeyRow) -> str:
    return wording.label(row.kind)


def _short_id(row: KeyRow) -> str:
    shown = row.id[:_ID_SHOWN]
    parts = [shown[at : at + _ID_PART] for at in range(0, len(shown), _ID_PART)]
    return " ".join(parts) + (" \u2026" if len(row.id) > _ID_SHOWN else "")


def _tone(row: KeyRow) -> str:
    if row.revoked_at is not None:
        return "trouble"
    return "good" if row.is_in_use else ""
