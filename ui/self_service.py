"""``--kiosk``: after somebody of the staff has signed in, only visitors touch this terminal.

Numbers are taken in the name of whoever signed in, with a clerk's rights and no more. Neither closing the
window nor a key leads out: only the password of the same person.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from app.counter import Counter
from app.devices.choosing import NONE
from app.kernel.identity import masked_name
from app.security.actors import Actor, Role
from app.settings import Settings
from ui import theme
from ui.kiosk.leaving import LeavingPanel
from ui.kiosk.screen import KioskScreen, Tongues
from ui.kiosk.taking import KioskDoors
from ui.parts.background import Background
from ui.parts.card_feed import CardFeed
from ui.parts.scanning import Scanner
from ui.shell.language import NAMES, Language
from ui.shell.stage import Stage

TEXT_SCALE = 1.5
"""Read standing, at arm's length."""


class SelfService(QObject):
    """Holds the self-service screen on the stage until the password lets go of it.

    Signals:
        left: The password was right. The terminal signs the person out.
    """

    left = Signal()

    def __init__(
        self, stage: Stage, counter: Counter, background: Background, actor: Actor, tongue: Language
    ) -> None:
        super().__init__(stage)
        self._stage = stage
        self._counter = counter
        self._background = background
        self._actor = actor
        self._tongue = tongue
        self._usual = counter.settings.language
        self._leaving: LeavingPanel | None = None
        self.kiosk: KioskScreen | None = None
        stage.installEventFilter(self)
        self.speak(self._usual)
        stage.setGeometry(stage.screen().geometry())
        stage.showFullScreen()

    def speak(self, code: str) -> None:
        """Begin anew in a language."""
        self._tongue.speak(code)
        _dress(self._counter.settings)
        self.kiosk = self._made(code)
        self._stage.put_on(self.kiosk)

    def ask_to_leave(self) -> None:
        """Ask for the password over the screen."""
        if self._leaving is None:
            self._leaving = LeavingPanel(masked_name(self._actor.name))
            self._leaving.leave_requested.connect(self._on_leave)
            self._leaving.stayed.connect(self._on_stayed)
            self._stage.cover(self._leaving)
            self._leaving.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse to be closed."""
        if event.type() == QEvent.Type.Close:
            event.ignore()
            self.ask_to_leave()
            return True
        return False

    def _made(self, code: str) -> KioskScreen:
        other = next(known for known in NAMES if known != code)
        tongues = Tongues(code, self._usual, other, NAMES[other])
        narrow = replace(self._actor, role=Role.CLERK, window_id=None)
        zone = self._counter.settings.zone
        kiosk = KioskScreen(_doors(self._counter), self._background, narrow, zone, tongues)
        kiosk.language_chosen.connect(self.speak)
        kiosk.leave_requested.connect(self.ask_to_leave)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        Scanner(app, kiosk).scanned.connect(kiosk.take_code)
        feed = CardFeed(self._counter.cards, kiosk)
        feed.card_read.connect(kiosk.take_card)
        feed.fault_changed.connect(kiosk.take_fault)
        return kiosk

    def _on_stayed(self) -> None:
        self._leaving = None
        self._stage.uncover()

    def _on_leave(self, password: str) -> None:
        if self._leaving is not None:
            job = partial(self._counter.accounts.unlock, self._actor, password)
            self._background.write(self._leaving, job, self._on_left, self._leaving.show_refusal)

    def _on_left(self, outcome: object) -> None:
        self._stage.removeEventFilter(self)
        self._stage.showNormal()
        self.left.emit()


def _doors(counter: Counter) -> KioskDoors:
    return KioskDoors(
        catalogue=counter.catalogue,
        reception=counter.reception,
        people=counter.people,
        queueing=counter.queueing,
        ratings=counter.ratings,
        ratings_view=counter.ratings_view,
        clock=counter.store.clock,
        has_printer=counter.settings.ticket_printer != NONE,
        cards=counter.cards,
    )


def _dress(settings: Settings) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look = theme.Theme(theme.mode_named(settings.theme), TEXT_SCALE)
    if not theme.is_applied(look):
        theme.apply(app, look)
