"""An ending or ended seal stands in the window, with the way to its page or with whom to ask."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.security.actors import Actor, Role
from tests.builders import PASSWORD
from tests.contracts.test_sealing_desk import bought
from tests.ui.page_seat import asked
from ui.parts.background import Background
from ui.parts.button import Button
from ui.sample_terminal import SampleTerminal
from ui.seal_watch import SealWatch
from ui.shell.frame import Frame

ROOT = Path(__file__).parents[3]
DAY_S = 86_400


class Window:
    """The program's frame, its watch asked to look at once."""

    def __init__(self, qtbot: QtBot, counter: Counter, actor: Actor, background: Background) -> None:
        self.qtbot, self.counter, self.background = qtbot, counter, background
        background.follow(counter.store.listen)
        clock = counter.store.clock
        assert isinstance(clock, SteppingClock)
        self.clock = clock
        self.frame: Frame = SampleTerminal(counter, clock, actor, background).frame("en")
        qtbot.addWidget(self.frame)
        self.frame.resize(1366, 768)
        self.frame.show()
        self.watches = self.frame.findChildren(SealWatch)
        for watch in self.watches:
            watch.look()
        self.settle()

    def settle(self, is_so: Callable[[], bool] = lambda: True) -> None:
        self.qtbot.waitUntil(lambda: is_so() and self.background.is_idle(), timeout=15_000)

    def told(self) -> str:
        return self.frame.standing.text() if self.frame.standing.isVisible() else ""


@pytest.fixture
def open_window(qtbot: QtBot, counter: Counter, background: Background) -> Callable[[Actor], Window]:
    def opened(actor: Actor) -> Window:
        return Window(qtbot, counter, actor, background)

    return opened


def test_a_seal_that_stands_well_says_nothing(open_window: Callable[[Actor], Window], clerk: Actor) -> None:
    window = open_window(clerk)
    assert len(window.watches) == 1
    assert window.told() == ""


def test_what_ends_soon_stands_in_the_window_until_it_is_mended(
    open_window: Callable[[Actor], Window], counter: Counter, clerk: Actor
) -> None:
    asked(lambda: counter.seal_box.take_bought(bought(20), "pw", actor=clerk))
    window = open_window(clerk)
    window.settle(lambda: "ends on 2026-12-13, in 19 days" in window.told())
    window.settle(lambda: "ends on 2026-12-13" in window.frame._status.text())
    (remedy,) = (
        b for b in window.frame.standing.findChildren(Button) if b.text() == "Open the page of the seal"
    )
    remedy.click()
    window.settle(lambda: window.frame.current_name() == "seal")
    asked(lambda: counter.seal_box.make_anew(actor=clerk))
    window.settle(lambda: window.told() == "")
    window.settle(lambda: "ends on" not in window.frame._status.text())


def test_what_has_ended_is_trouble_also_while_the_program_runs(
    open_window: Callable[[Actor], Window], counter: Counter, clerk: Actor
) -> None:
    asked(lambda: counter.seal_box.take_bought(bought(60), "pw", actor=clerk))
    window = open_window(clerk)
    assert window.told() == ""
    window.clock.step(61 * DAY_S)
    window.watches[0].look()
    window.settle(lambda: window.told().startswith("The hall's seal ended on 2027-01-22."))
    assert window.frame.standing.property("mood") == "trouble"


def test_a_lost_passphrase_is_told_at_the_start(
    open_window: Callable[[Actor], Window], counter: Counter, clerk: Actor
) -> None:
    counter.secrets.write("seal-passphrase", "00" * 32)
    window = open_window(clerk)
    window.settle(lambda: "does not open" in window.told())


def test_a_registrar_is_told_whom_to_ask(
    open_window: Callable[[Actor], Window], counter: Counter, clerk: Actor
) -> None:
    asked(lambda: counter.seal_box.take_bought(bought(20), "pw", actor=clerk))
    asked(lambda: counter.accounts.add_staff("zhang", "张䶮", Role.REGISTRAR, PASSWORD, actor=clerk))
    window = open_window(asked(lambda: counter.accounts.sign_in("zhang", PASSWORD, None)).value)
    window.settle(lambda: window.told().endswith("Ask an administrator."))
    assert "seal" not in window.frame.names()
    shown: list[QWidget] = [b for b in window.frame.standing.findChildren(Button) if b.isVisible()]
    assert shown == []


def test_a_clerk_who_never_seals_is_not_troubled(
    open_window: Callable[[Actor], Window], counter: Counter, clerk: Actor
) -> None:
    asked(lambda: counter.accounts.add_staff("zhang", "张䶮", Role.CLERK, PASSWORD, actor=clerk))
    window = open_window(asked(lambda: counter.accounts.sign_in("zhang", PASSWORD, None)).value)
    assert window.watches == []
    assert "seal" not in window.frame.names()


def test_the_window_opens_without_what_seals() -> None:
    command = "import sys, ui.pages; print(sorted({'pyhanko', 'asn1crypto', 'pkcs11'} & set(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
