"""The whole program in one window and a clerk who has nothing but a keyboard: reception, window, day end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.devices.ports import CardFacts
from app.devices.simulated_reader import lay_card
from app.kernel.clock import SteppingClock
from app.queueing.queries import TicketRow
from app.queueing.states import TicketState
from app.security.actors import Actor
from tests.ui.page_seat import Key, asked
from tests.ui.window_seat import KeyCount, clock_of
from ui.closing.page import ClosingPage
from ui.parts.background import Background
from ui.parts.page import Page
from ui.queueing.page import WindowPage
from ui.reception.page import ReceptionPage
from ui.sample_terminal import SampleTerminal
from ui.taking_back.panel import ActionsPanel

Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
Alt = Qt.KeyboardModifier.AltModifier
Press = Key | tuple[Key, Qt.KeyboardModifier]
F1_FIRST, OTHER_MATTER = ", F1 first", ", F1 first, other matter"
PATIENCE_MS = 30_000
"""For a machine that has much else to do; nothing here waits longer than it must."""
RECEPTION, WINDOW, CLOSING = "reception", "queueing", "closing"


class WholeDesk:
    """The shell with every page, as the program makes it; keys go to whatever has the focus."""

    def __init__(self, qtbot: QtBot, counter: Counter, actor: Actor, background: Background) -> None:
        self.qtbot, self.counter, self.background = qtbot, counter, background
        self.clock: SteppingClock = clock_of(counter)
        background.follow(counter.store.listen)
        self.frame = SampleTerminal(counter, self.clock, actor, background).frame("en")
        self.keys, self.count = 0, KeyCount()
        self.came_by_f1 = False
        qtbot.addWidget(self.frame)
        self.frame.resize(1366, 768)
        self.frame.show()
        self.frame.activateWindow()
        qtbot.waitExposed(self.frame)
        self.settle(lambda: bool(self.reception.matter.offer.choices()))

    def page(self, name: str) -> Page:
        """Give a page that was opened."""
        return self.frame._pages[name]

    @property
    def reception(self) -> ReceptionPage:
        page = self.page(RECEPTION)
        assert isinstance(page, ReceptionPage)
        return page

    @property
    def window(self) -> WindowPage:
        page = self.page(WINDOW)
        assert isinstance(page, WindowPage)
        return page

    @property
    def closing(self) -> ClosingPage:
        page = self.page(CLOSING)
        assert isinstance(page, ClosingPage)
        return page

    def settle(self, is_so: Callable[[], bool] = lambda: True) -> None:
        """Wait until the pages have heard of everything that was done, and something is so."""

        def check() -> None:
            assert is_so() and self.is_quiet(), self.seen()

        self.qtbot.waitUntil(check, timeout=PATIENCE_MS)

    def is_quiet(self) -> bool:
        """Tell whether no errand is under way and no news waits to be told to the pages."""
        return self.background.is_idle() and not self.background._gathering.isActive()

    def seen(self) -> str:
        """Tell what the clerk sees, for whoever reads why a day went wrong."""
        page, panel = self.frame.current_page(), self.frame.findChild(ActionsPanel)
        assert page is not None and panel is not None
        said = {
            "page": self.frame.current_name(),
            "said last": self.frame.toast.text(),
            "trouble": page.banner.text() if page.banner.isVisible() else "",
            "my day": panel.banner.text() if panel.isVisible() else "closed",
            "focus": type(self.focus()).__name__,
            "is quiet": self.is_quiet(),
        }
        return "\n".join(f"{name}: {what}" for name, what in said.items())

    def press(self, *keys: Press) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.keys += 1
            QTest.keyClick(self.focus(), *(key if isinstance(key, tuple) else (key,)))

    def type(self, text: str) -> None:
        """Type characters, each one a key."""
        for character in text:
            self.keys += 1
            QTest.keyClick(self.focus(), character)

    def focus(self) -> QWidget:
        """Give what has the focus."""
        return self.frame.focusWidget() or self.frame

    def step(self, name: str, *keys: Press) -> None:
        """Press the keys of a step, and count them."""
        with self.count.of(self, name):  # type: ignore[arg-type]
            self.press(*keys)

    def go_to(self, name: str, key: Press) -> None:
        """Show another page."""
        if self.frame.current_name() != name:
            self.step("go to " + name, key)
            self.settle(lambda: self.frame.current_name() == name)

    # --- at the reception

    @contextmanager
    def visitor(self, name: str, business: str = "") -> Iterator[None]:
        """Count the keys from a visitor's first word to the number in hand; F1 from another page."""
        self.came_by_f1 = self.frame.current_name() != RECEPTION
        way = (OTHER_MATTER if len(business) > 1 else F1_FIRST) if self.came_by_f1 else ""
        with self.count.of(self, name + way):  # type: ignore[arg-type]
            if self.came_by_f1:
                self.press(Key.Key_F1)
                self.settle()
            yield
            self.settle(self.has_number)

    def take(self, business: str) -> None:
        """Choose platform and matter and take the number: by Enter, or the last digit with Alt."""
        if len(business) > 1 and self.came_by_f1:
            self.type(business[:-1])
            self.press((Key(Key.Key_0 + int(business[-1])), Alt))
        else:
            self.type(business)
            self.press(Key.Key_Return)

    def has_number(self) -> bool:
        """Tell whether a number and its slip are shown."""
        return self.reception.result.ticket is not None and self.reception.result.preview.page_count() == 1

    def lay_card(self, home: Path, card: CardFacts) -> None:
        """Lay a card on the reader: a gesture of the visitor, no key."""
        lay_card(home / "cards", card)
        self.settle(lambda: self.is_receiving() and self.named() == card.name)

    def is_receiving(self) -> bool:
        """Tell whether a visitor without a number yet is in front of the desk."""
        return self.frame.current_name() == RECEPTION and self.reception.result.ticket is None

    def named(self) -> str:
        """Give the name of the visitor at the reception."""
        person = self.reception.visitor.person
        return person.name if person is not None else ""

    def find(self, initials: str, name: str) -> None:
        """Type initials and take the line of a visitor: Enter for the first, its digit for another."""
        self.type(initials)
        self.settle()
        names = [choice.text for choice in self.reception.visitor.found.choices()]
        place = names.index(name)
        self.press(Key(Key.Key_1 + place) if place else Key.Key_Return)
        self.settle(lambda: self.named() == name)

    # --- at the window

    def state(self) -> TicketState | None:
        """Tell in which state the window shows its visitor."""
        return self.window.visitor.here.ticket.state if self.window.visitor.here else None

    def here(self) -> TicketRow:
        """Give who is at the window."""
        assert self.window.visitor.here is not None
        return self.window.visitor.here.ticket

    def waiting(self) -> list[str]:
        """List the numbers that wait for the window."""
        return [row.number for row in self.window.waiting.table.rows()]

    def aside(self) -> list[TicketRow]:
        """List who is aside."""
        return list(self.window.aside.table.rows())

    def see(self, wanted: TicketState | None) -> None:
        """Wait until the window shows its visitor in a state, or nobody."""
        self.settle(lambda: self.state() is wanted)

    def today(self) -> list[TicketRow]:
        """Look at all numbers of the day."""
        return list(asked(lambda: self.counter.queue.today(1000)))
