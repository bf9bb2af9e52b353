"""Settings of this terminal: language, look, printers, call display, voice, calendars, words of contracts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.documents.wordings import WORDING_KEYS, wordings_with
from app.settings import MOST_SIGNING_DAYS, Settings
from ui import wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.forms import Form
from ui.parts.page import KeyAction, Page
from ui.shell.language import NAMES

_NETWORK = "network"
_PROGRAM = "program"
_SYSTEM = "system"
LOOK = ("language", "theme", "text_scale")
CALLS = ("display", "voice", "rating", "marquee")
SettingValue = str | float | int | bool


class SettingsDoor(Protocol):
    """Where settings come from and go to."""

    def values(self) -> Settings:
        """Give what is in force."""
        ...

    def save(self, changes: Mapping[str, SettingValue]) -> Settings:
        """Write changes and give what is in force now; refuses with FieldRefused."""
        ...


class SettingsPage(Page):
    """Saved at once by Ctrl+S; language, look, display, voice and passing text change without a restart.

    Signals:
        look_changed: Language, theme or text size are others now. Carries the Settings.
        calls_changed: What the hall sees and hears is another now. Carries the Settings.
    """

    look_changed = Signal(object)
    calls_changed = Signal(object)

    def __init__(self, door: SettingsDoor, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self._door = door
        self._look = Form(self, columns=3)
        self._paper = Form(self, columns=2)
        self._calls = Form(self, columns=2)
        self._rooms = Form(self, columns=2)
        self._contracts = Form(self, columns=2)
        self._save = Button(self.tr("Save"), "primary", "check", parent=self)
        self._build()
        self._connect()

    def title(self) -> str:
        """Give the heading."""
        return self.tr("Settings")

    def keys(self) -> tuple[KeyAction, ...]:
        """List the keys."""
        return (KeyAction("Ctrl+S", self.tr("Save"), self._on_save),)

    def refresh(self) -> None:
        """Show what is in force."""
        self._show_settings(self._door.values())

    def _build(self) -> None:
        self._look.add_choice("language", self.tr("Language"), list(NAMES.items()))
        self._look.add_choice(
            "theme", self.tr("Theme"), [("light", self.tr("Light")), ("dark", self.tr("Dark"))]
        )
        self._look.add_choice(
            "text_scale",
            self.tr("Text size"),
            [("1.0", self.tr("Usual")), ("1.25", self.tr("Large")), ("1.5", self.tr("Very large"))],
        )
        self._build_paper()
        self._calls.add_tick("display", self.tr("Open the call display as a second window"))
        self._calls.add_tick("voice", self.tr("Speak calls where a voice is installed"))
        self._calls.add_tick("rating", self.tr("Ask for a rating on a second screen"))
        self._calls.add_line("marquee", self.tr("Text that passes at the foot of the call display"))
        self._rooms.add_line(
            "calendar_folder",
            self.tr("Folder for calendar files, one for each room"),
            hint=self.tr("Whoever can read it can subscribe. Taken at the next start; empty: none."),
        )
        self._build_contracts()
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for title, form in (
            (self.tr("Look"), self._look),
            (self.tr("Printers and card reader"), self._paper),
            (self.tr("Calling"), self._calls),
            (self.tr("Calendars"), self._rooms),
            (self.tr("Contracts"), self._contracts),
        ):
            card = Card(title, inside)
            card.body.addWidget(form)
            column.addWidget(card)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._save)
        column.addLayout(foot)
        column.addStretch(1)
        inside.setMaximumWidth(960)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignLeft)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.body.addWidget(area, 1)

    def _build_contracts(self) -> None:
        """The usual words stand grey in the empty fields."""
        days = self.tr("Days an approved contract can be signed (0: for ever)")
        self._contracts.add_number("signing_days", days, 0, MOST_SIGNING_DAYS)
        labels = {
            "legal_basis": self.tr("The law a contract names"),
            "printing_authority": self.tr("Who issues the form"),
            "registrar": self.tr("Where contracts are registered"),
            "mediator": self.tr("Who mediates a dispute"),
            "arbitration_seat": self.tr("Arbitration commission of the place"),
        }
        usual = wordings_with().told()
        for key, label in labels.items():
            self._contracts.add_line(key, label, placeholder=usual[key])
        self._contracts.set_hint(
            "legal_basis", self.tr("Taken by drafts begun after the next start; empty: the usual words.")
        )

    def _build_paper(self) -> None:
        self._paper.add_choice(
            "ticket_kind",
            self.tr("Ticket printer"),
            [
                ("folder", self.tr("Into a folder, as files")),
                (_NETWORK, self.tr("Network printer (ESC/POS)")),
                ("none", self.tr("None")),
            ],
        )
        self._paper.add_line(
            "ticket_address", self.tr("Address of the ticket printer"), placeholder="192.168.1.50:9100"
        )
        self._paper.add_choice(
            "slip_width_mm", self.tr("Width of the slip"), [("80", "80 mm"), ("58", "58 mm")], span=1
        )
        self._paper.add_choice(
            "page_kind",
            self.tr("Page printer"),
            [("folder", self.tr("Into a folder, as files")), (_SYSTEM, self.tr("This computer's printer"))],
        )
        self._paper.add_line(
            "page_queue", self.tr("Name of the printer"), hint=self.tr("Empty: the usual one.")
        )
        self._paper.add_choice(
            "reader_kind",
            self.tr("Card reader"),
            [
                ("none", self.tr("None")),
                (_PROGRAM, self.tr("Program of the maker")),
                ("simulated", self.tr("Simulated, to try")),
            ],
        )
        self._paper.add_line(
            "reader_command",
            self.tr("Program of the card reader"),
            hint=self.tr("Printers and reader are taken at the next start."),
        )

    def _connect(self) -> None:
        self._save.clicked.connect(self._on_save)
        for form in (self._look, self._paper, self._calls, self._rooms, self._contracts):
            form.submitted.connect(self._on_save)
        self._paper.edited.connect(self._show_addresses)

    def _show_settings(self, settings: Settings) -> None:
        self._look.set_text("language", settings.language)
        self._look.set_text("theme", settings.theme)
        self._look.set_text("text_scale", str(settings.text_scale))
        is_address = settings.ticket_printer not in ("folder", "none")
        self._paper.set_text("ticket_kind", _NETWORK if is_address else settings.ticket_printer)
        self._paper.set_text("ticket_address", settings.ticket_printer if is_address else "")
        self._paper.set_text("slip_width_mm", str(settings.slip_width_mm))
        kind, _, queue = settings.page_printer.partition(":")
        self._paper.set_text("page_kind", kind)
        self._paper.set_text("page_queue", queue)
        self._calls.set_text("display", "1" if settings.display else "")
        self._calls.set_text("voice", "1" if settings.voice else "")
        self._calls.set_text("rating", "1" if settings.rating else "")
        self._calls.set_text("marquee", settings.marquee)
        self._rooms.set_text("calendar_folder", settings.calendar_folder)
        self._contracts.set_text("signing_days", str(settings.signing_days))
        for key in WORDING_KEYS:
            self._contracts.set_text(key, str(getattr(settings, key)))
        is_program = settings.card_reader not in ("none", "simulated")
        self._paper.set_text("reader_kind", _PROGRAM if is_program else settings.card_reader)
        self._paper.set_text("reader_command", settings.card_reader if is_program else "")
        self._show_addresses()

    def _show_addresses(self) -> None:
        self._paper.editor("ticket_address").setEnabled(self._paper.text("ticket_kind") == _NETWORK)
        self._paper.editor("page_queue").setEnabled(self._paper.text("page_kind") == _SYSTEM)
        self._paper.editor("reader_command").setEnabled(self._paper.text("reader_kind") == _PROGRAM)

    def _on_save(self) -> None:
        self.clear_trouble()
        if self._is_right():
            self.background.write(self, self._saving(), self._on_saved)

    def _is_right(self) -> bool:
        """Tell whether what is typed can be saved; says what is wrong."""
        paper, folder = self._paper.values(), self._rooms.text("calendar_folder")
        if paper["ticket_kind"] == _NETWORK and not _is_address(paper["ticket_address"]):
            wrong = self.tr("Host and port are needed, like 192.168.1.50:9100")
            self._paper.show_error("ticket_address", wrong)
            return False
        if paper["reader_kind"] == _PROGRAM and not paper["reader_command"]:
            self._paper.show_error("reader_command", wording.problem("empty"))
            return False
        if folder and not Path(folder).is_absolute():
            self._rooms.show_error("calendar_folder", self.tr("The whole path is needed."))
            return False
        return True

    def _saving(self) -> _Saving:
        look, paper, calls = self._look.values(), self._paper.values(), self._calls.values()
        ticket = paper["ticket_address"] if paper["ticket_kind"] == _NETWORK else paper["ticket_kind"]
        reader = paper["reader_command"] if paper["reader_kind"] == _PROGRAM else paper["reader_kind"]
        page = paper["page_kind"] + (f":{paper['page_queue']}" if paper["page_queue"] else "")
        changes: dict[str, SettingValue] = {
            "language": look["language"],
            "theme": look["theme"],
            "text_scale": float(look["text_scale"]),
            "ticket_printer": ticket,
            "slip_width_mm": int(paper["slip_width_mm"]),
            "card_reader": reader,
            "page_printer": page if paper["page_kind"] == _SYSTEM else paper["page_kind"],
            "display": bool(calls["display"]),
            "voice": bool(calls["voice"]),
            "rating": bool(calls["rating"]),
            "marquee": calls["marquee"],
            "calendar_folder": self._rooms.text("calendar_folder"),
            "signing_days": int(self._contracts.text("signing_days")),
            **{key: self._contracts.text(key) for key in WORDING_KEYS},
        }
        return _Saving(self._door, changes)

    def _on_saved(self, saved: tuple[Settings, Settings]) -> None:
        before, now = saved
        self.said.emit(self.tr("Saved."), False)
        self._show_settings(now)
        if _differ(before, now, CALLS):
            self.calls_changed.emit(now)
        if _differ(before, now, LOOK):
            self.look_changed.emit(now)


def _differ(before: Settings, now: Settings, names: Sequence[str]) -> bool:
    return any(getattr(before, name) != getattr(now, name) for name in names)


class _Saving:
    """The job of saving, made so that it holds no widget."""

    def __init__(self, door: SettingsDoor, changes: Mapping[str, SettingValue]) -> None:
        self._door = door
        self._changes = changes

    def __call__(self) -> tuple[Settings, Settings]:
        before = self._door.values()
        return before, self._door.save(self._changes)


def _is_address(text: str) -> bool:
    host, colon, port = text.rpartition(":")
    return bool(host and colon) and port.isdigit() and 0 < int(port) < 65536
