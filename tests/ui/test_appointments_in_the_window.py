"""The way to the appointments and back, in the window as the program makes it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.security.actors import Actor
from tests.ui.page_seat import Key
from tests.ui.whole_desk import Ctrl, WholeDesk
from ui.parts.background import Background
from ui.reception.appointment_page import AppointmentPage


def test_in_the_whole_window_ctrl_b_leads_here_and_ctrl_z_takes_back(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background
) -> None:
    desk = WholeDesk(qtbot, counter, clerk, background)
    desk.press((Key.Key_B, Ctrl))
    page = desk.page("appointments")
    assert isinstance(page, AppointmentPage)
    desk.settle(lambda: page.list.day is not None)
    desk.press((Key.Key_N, Ctrl))
    desk.type("lz1")
    desk.settle(page.matter.line.hasFocus)
    desk.type("11")
    desk.press(Key.Key_Return)
    desk.press((Key.Key_Return, Ctrl))
    desk.settle(lambda: len(page.list.table.rows()) == 1)
    desk.press((Key.Key_Z, Ctrl))
    desk.settle(lambda: page.list.table.rows() == ())
    desk.press(Key.Key_Escape)
    assert desk.frame.current_name() == "reception"
