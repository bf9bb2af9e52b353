"""The call display as a program of its own: killed, it loses nothing; two screens, it takes the right one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import SECOND
from app.queueing.states import Spoken
from app.security.actors import Actor
from tests.conftest import Opener
from tests.ui.fake_screens import FakeScreens
from tests.ui.hall_seat import a_hall
from ui.parts.background import Background
from ui.queueing.display import CallDisplay, DisplayDoors, DisplayLook

ROOT = Path(__file__).resolve().parents[2]
TWO_SCREENS = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from ui.parts.screens import QtScreens, ScreenSeat
app = QApplication(sys.argv[:1])
window = QWidget()
seat = ScreenSeat(window, QtScreens(), sys.argv[1])
taken = seat.take(any_screen=False)
print(taken, window.screen().name() if taken else "", window.isFullScreen(), window.geometry().getRect())
"""


@contextmanager
def the_program(home: Path) -> Iterator[subprocess.Popen[str]]:
    """``guitai --display`` as a process, once it is open."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "GUITAI_SET_VOICE": "no"}
    command = [sys.executable, "-m", "ui", "--display", "--home", str(home)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        said = iter(process.stderr.readline, "")
        assert any("the call display is open" in line for line in said)
        yield process
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def test_a_killed_display_loses_nothing(
    qtbot: QtBot, counter: Counter, clerk: Actor, open_copy: Opener, background: Background
) -> None:
    number = counter.case_desk.call_next(actor=clerk).value.number
    home = counter.home
    counter.close()
    with the_program(home) as process:
        process.send_signal(signal.SIGKILL)
    with the_program(home):
        pass
    again = open_copy()
    hall = a_hall(again, clerk, background)
    doors = DisplayDoors(again.queue, again.catalogue, again.store.clock, hall.wire)
    display = CallDisplay(doors, background, FakeScreens(), DisplayLook(again.settings.zone))
    qtbot.addWidget(display)
    display.open_on_second_screen()
    qtbot.waitUntil(lambda: [call.number for call in display.scene().current] == [number])
    assert display.scene().current[0].called_at < again.store.clock.now() + SECOND
    assert hall.calls_noted()[number][0] is not Spoken.SPOKEN
    background.close()


@pytest.mark.parametrize(
    ("remembered", "said"),
    [
        ("wall", "True wall True (1366, 0, 1920, 1080)"),
        ("", "True wall True (1366, 0, 1920, 1080)"),
        ("other", "False  False"),
    ],
)
def test_of_two_real_screens_it_takes_the_second_and_never_a_strange_one_by_itself(
    tmp_path: Path, remembered: str, said: str
) -> None:
    sizes = (("desk", 0, 1366, 768), ("wall", 1366, 1920, 1080))
    screens = [
        {
            "name": name,
            "x": x,
            "y": 0,
            "width": w,
            "height": h,
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": 1,
        }
        for name, x, w, h in sizes
    ]
    plan = tmp_path / "screens.json"
    plan.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    environment = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={plan}"}
    command = [sys.executable, "-c", TWO_SCREENS, remembered]
    answer = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.startswith(said)
