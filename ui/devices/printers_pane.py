"""The devices of this terminal: how each is, and a trial of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.devices.card_lane import CardLane
from app.devices.ports import CardFacts, PrinterStatus, ReaderFault
from app.devices.simulated_reader import FolderCardReader
from app.devices.spooling import PrintLanes
from app.kernel.clock import Clock, local
from app.settings import Settings
from ui import wording
from ui.parts.background import Background
from ui.parts.button import Button
from ui.parts.card import Card
from ui.parts.card_feed import CardFeed
from ui.parts.elided import Elided
from ui.parts.squeezed import Squeezed
from ui.parts.status_dot import Light, StatusDot
from ui.parts.words import words


@dataclass(frozen=True)
class PrintersDoors:
    """The printers' lanes, the card reader's, and what the settings say of them."""

    lanes: PrintLanes
    cards: CardLane
    settings: Settings
    clock: Clock


class PrintersPane(Squeezed):
    """Printers and reader.

    Signals:
        slip_trial_wanted: The slip printer shall be tried.
        page_trial_wanted: The page printer shall be tried.
    """

    slip_trial_wanted = Signal()
    page_trial_wanted = Signal()

    def __init__(self, doors: PrintersDoors, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doors = doors
        self._background = background
        self.slips = _DeviceCard(self.tr("Ticket printer"), self)
        self.pages = _DeviceCard(self.tr("Page printer"), self)
        self.reader = _DeviceCard(self.tr("Card reader"), self)
        self.try_slip = Button(self.tr("Print a test slip"), "plain", "printer", parent=self)
        self.try_page = Button(self.tr("Print a test page"), "plain", "printer", parent=self)
        self.lay_card = Button(self.tr("Lay the sample card down"), "plain", "user-plus", parent=self)
        self._feed = CardFeed(doors.cards, self)
        self._build()
        self._connect()
        self._show_fault(doors.cards.fault)

    def refresh(self) -> None:
        """Ask the slip printer how it is."""
        self._background.on_lane("printer", self, self._doors.lanes.slip_status, self._on_status)

    def show_trouble(self, error: Exception) -> None:
        """Show why a printer cannot be asked."""
        self.slips.say(Light.TROUBLE, wording.sentence(error))

    def _build(self) -> None:
        settings = self._doors.settings
        self.slips.name_it(_named(settings.ticket_printer, self.tr("Into a folder, as files")))
        self.pages.name_it(_named(settings.page_printer, self.tr("Into a folder, as files")))
        self.reader.name_it(_named(settings.card_reader, ""))
        self.slips.add_button(self.try_slip)
        self.pages.add_button(self.try_page)
        self.reader.add_button(self.lay_card)
        is_twin = isinstance(self._doors.cards.reader, FolderCardReader)
        self.lay_card.setVisible(is_twin)
        self.pages.say(Light.NONE, self.tr("It tells how it is when something is printed."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.slips, self.pages, self.reader):
            column.addWidget(card)
        column.addStretch(1)

    def _connect(self) -> None:
        self.try_slip.clicked.connect(self.slip_trial_wanted)
        self.try_page.clicked.connect(self.page_trial_wanted)
        self.lay_card.clicked.connect(self._on_lay_card)
        self._feed.card_read.connect(self._on_card)
        self._feed.fault_changed.connect(self._show_fault)

    def _on_status(self, status: PrinterStatus | None) -> None:
        if status is None:
            self.slips.say(Light.NONE, self.tr("This terminal has no ticket printer (Settings)."))
        elif status.trouble is not None:
            self.slips.say(Light.TROUBLE, wording.label(status.trouble))
        elif status.paper_low:
            self.slips.say(Light.WAITING, self.tr("Ready; the paper is nearly used up."))
        elif not status.answered:
            self.slips.say(Light.WAITING, self.tr("It can be reached, but does not say how it is."))
        else:
            self.slips.say(Light.GOOD, self.tr("Ready"))

    def _show_fault(self, fault: ReaderFault | None) -> None:
        if self._doors.cards.reader is None:
            self.reader.say(Light.NONE, self.tr("This terminal has no card reader (Settings)."))
        elif fault is None:
            self.reader.say(Light.GOOD, self.tr("Ready for a card"))
        else:
            advice = self.tr("It is tried again by itself; documents can be typed meanwhile.")
            self.reader.say(Light.TROUBLE, f"{wording.label(fault)} {advice}")

    def _on_card(self, card: CardFacts) -> None:
        at = local(self._doors.clock.now(), self._doors.settings.zone)
        said = self.tr("A card was read at {0}.").format(f"{at:%H:%M:%S}")
        self.reader.say(Light.GOOD, said)

    def _on_lay_card(self) -> None:
        reader = self._doors.cards.reader
        if isinstance(reader, FolderCardReader):
            self._background.on_lane("cards", self, partial(FolderCardReader.lay_sample, reader))


class _DeviceCard(Card):
    """A device: which one, how it is, what can be tried."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._name = Elided("", "muted", self)
        self._dot = StatusDot(Light.NONE, self)
        self.said = words("", "", self, wrap=True)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addWidget(self._dot)
        self._foot.addWidget(self.said, 1)
        self.body.addWidget(self._name)
        self.body.addLayout(self._foot)

    def name_it(self, name: str) -> None:
        """Say which device it is."""
        self._name.set_words(name)
        self._name.setVisible(bool(name))

    def add_button(self, button: Button) -> None:
        """Add what can be tried."""
        self._foot.addWidget(button)

    def say(self, light: Light, text: str) -> None:
        """Say how the device is."""
        self._dot.set_light(light)
        self.said.setText(text)


def _named(choice: str, folder: str) -> str:
    return {"folder": folder, "none": "", "simulated": ""}.get(choice, choice)
