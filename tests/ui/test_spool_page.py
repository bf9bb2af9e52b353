"""The page on paper: every sheet with its fate, and a person's word where nobody else can tell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.devices.ports import PrinterStatus, PrinterTrouble, Trouble
from app.devices.spooling import PrintLanes
from app.security.actors import Actor
from app.storage.spool import Paper, Printing, PrintJobRow
from tests.ui.page_seat import Key, PageSeat, asked
from ui import wording
from ui.devices.page import DevicesDoors, DevicesPage
from ui.parts.background import Background
from ui.parts.print_jobs import JobState

Ctrl = Qt.KeyboardModifier.ControlModifier
Seat = PageSeat[DevicesPage]


class Printer:
    """A slip printer that is off until somebody switches it on."""

    def __init__(self) -> None:
        self.is_on = False
        self.printed: list[bytes] = []

    def send(self, data: bytes) -> None:
        if not self.is_on:
            raise PrinterTrouble(Trouble.OFF, "slips")
        self.printed.append(data)

    def status(self) -> PrinterStatus:
        return PrinterStatus(None if self.is_on else Trouble.OFF)

    def print_pages(self, pdf: bytes, title: str, copies: int) -> str:
        return title


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def seat(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background, printer: Printer
) -> Iterator[Seat]:
    background.follow(counter.store.listen)
    clock, zone = counter.store.clock, counter.settings.zone
    lanes = PrintLanes(counter.spool, printer, printer, pauses_s=(3600.0,))
    doors = DevicesDoors(counter.spool, lanes, counter.queueing, clock)
    yield PageSeat(qtbot, DevicesPage(doors, background, clerk, zone), background, clock, zone)
    lanes.stop()
    background.close()


@pytest.fixture(autouse=True)
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def unsure_job(counter: Counter) -> str:
    """Cut a job short, as an end of the program while printing does."""
    taken = asked(lambda: counter.spool.take(Paper.SLIP))
    assert taken is not None
    asked(lambda: counter.spool.doubt(taken.id, Trouble.UNREACHABLE))
    return taken.id


def job(counter: Counter, key: str) -> PrintJobRow:
    return next(row for row in asked(counter.spool.jobs) if row.id == key)


def choose(seat: Seat, key: str) -> None:
    seat.settle(lambda: any(row.id == key for row in seat.page.table.rows()))
    seat.page.table.select_key(key)
    seat.settle()


def test_the_words_of_states_are_those_of_the_spool() -> None:
    assert [state.value for state in JobState] == [state.value for state in Printing]


def test_every_job_is_listed_and_the_chosen_one_is_shown(seat: Seat, counter: Counter) -> None:
    seat.settle(lambda: seat.page.panel.preview.page_count() == 1)
    assert [row.id for row in seat.page.table.rows()] == [row.id for row in asked(counter.spool.jobs)]


def test_an_unsure_job_asks_and_it_came_out_settles_it(seat: Seat, counter: Counter) -> None:
    key = unsure_job(counter)
    seat.settle(lambda: "Look at the printer" in seat.page.banner.text())
    choose(seat, key)
    seat.page.panel.yes.click()
    seat.settle(lambda: job(counter, key).state is Printing.PRINTED)
    seat.settle(lambda: seat.page.banner.isHidden())


def test_an_unsure_job_can_be_printed(seat: Seat, counter: Counter) -> None:
    key = unsure_job(counter)
    choose(seat, key)
    seat.settle(lambda: not seat.page.panel.no.isHidden())
    seat.page.panel.no.click()
    seat.settle(lambda: job(counter, key).state is Printing.WAITING)


def test_a_waiting_job_can_be_taken_off(seat: Seat, counter: Counter) -> None:
    key = seat.page.table.rows()[0].id
    choose(seat, key)
    seat.page.panel.cancel.click()
    seat.settle(lambda: job(counter, key).state is Printing.CANCELLED)
    seat.settle(lambda: seat.page.panel.cancel.isHidden())


def test_a_printer_without_paper_is_said_in_words(seat: Seat, counter: Counter) -> None:
    taken = asked(lambda: counter.spool.take(Paper.SLIP))
    assert taken is not None
    asked(lambda: counter.spool.give_back(taken.id, Trouble.PAPER_OUT))
    words = wording.label(Trouble.PAPER_OUT)
    seat.settle(lambda: words in seat.page.banner.text())
    choose(seat, taken.id)
    assert words in seat.page.panel.said.text()


def test_a_printed_slip_can_be_printed_again_with_its_mark(seat: Seat, counter: Counter) -> None:
    taken = asked(lambda: counter.spool.take(Paper.SLIP))
    assert taken is not None
    asked(lambda: counter.spool.finish(taken.id))
    choose(seat, taken.id)
    seat.press(Key.Key_P, Ctrl)
    seat.settle(lambda: seat.page.table.rows()[0].is_reprint)
    assert seat.page.table.rows()[0].subject == job(counter, taken.id).subject


def test_f9_cuts_the_pause_after_trouble_short(seat: Seat, counter: Counter, printer: Printer) -> None:
    asked(seat.page._doors.lanes.start)
    words = wording.label(Trouble.OFF)
    seat.settle(lambda: words in seat.page.banner.text())
    printer.is_on = True
    seat.press(Key.Key_F9)
    seat.settle(lambda: all(row.state is Printing.PRINTED for row in asked(counter.spool.jobs)))
    assert len(printer.printed) == len(asked(counter.spool.jobs))
