"""The page on paper: every sheet with its fate, and a person's word where nobody else can tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.devices.card_lane import CardLane
from app.devices.ports import PrinterStatus, PrinterTrouble, ReaderFault, Trouble
from app.devices.simulated_reader import FolderCardReader
from app.devices.spooling import PrintLanes
from app.kernel.clock import SteppingClock
from app.reception.retention import KEEP_PAPER_DAYS
from app.security.actors import Actor, Role
from app.storage.spool import Paper, Printing, PrintJobRow, Sight
from tests.ui.page_seat import Key, PageSeat, asked
from ui import wording
from ui.devices.layout_pane import LayoutPane
from ui.devices.page import DevicesDoors, DevicesPage
from ui.parts.background import Background
from ui.parts.print_jobs import JobState, PaperKind, PaperSight

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
    cards = CardLane(FolderCardReader(counter.home / "cards", wait_s=0.2))
    doors = DevicesDoors(
        counter.spool, lanes, cards, counter.queueing, counter.slips, counter.settings, clock
    )
    yield PageSeat(qtbot, DevicesPage(doors, background, clerk), background, clock, zone)
    lanes.stop()
    cards.stop()
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


def keys_told(seat: Seat) -> set[str]:
    return {action.key for action in seat.page.keys()}  # noqa: SIM118 - no dict


def test_the_words_of_states_are_those_of_the_spool() -> None:
    assert [state.value for state in JobState] == [state.value for state in Printing]
    assert [kind.value for kind in PaperKind] == [kind.value for kind in Paper]
    assert [sight.value for sight in PaperSight] == [sight.value for sight in Sight]


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


def test_what_an_unsure_sheet_asks_is_answered_by_keys(seat: Seat, counter: Counter) -> None:
    key = unsure_job(counter)
    choose(seat, key)
    seat.settle(lambda: seat.page.panel.yes.isVisible())
    seat.press(Key.Key_F4)
    seat.settle(lambda: job(counter, key).state is Printing.WAITING)
    seat.settle(lambda: seat.page.panel.yes.isHidden())
    # Its keys are told only while it asks.
    assert "F7" not in keys_told(seat)
    taken = asked(lambda: counter.spool.take(Paper.SLIP))
    assert taken is not None and taken.id == key
    asked(lambda: counter.spool.doubt(key, Trouble.UNREACHABLE))
    seat.settle(lambda: seat.page.panel.yes.isVisible())
    seat.press(Key.Key_F7)
    seat.settle(lambda: job(counter, key).state is Printing.PRINTED)


def test_a_sheet_is_taken_off_by_a_key(seat: Seat, counter: Counter) -> None:
    key = unsure_job(counter)
    choose(seat, key)
    seat.press(Key.Key_F10)
    seat.settle(lambda: job(counter, key).state is Printing.CANCELLED)
    seat.settle(lambda: "F10" not in keys_told(seat))


def test_a_persons_record_is_a_sentence_and_no_page(seat: Seat, counter: Counter, clerk: Actor) -> None:
    person = asked(lambda: counter.people.find_people("李振声"))[0].id
    key = asked(lambda: counter.privacy.print_record(person, "本人申请查阅", actor=clerk)).value
    choose(seat, key)
    assert seat.page.panel.sheet.currentWidget() is seat.page.panel.personal
    assert seat.page.panel.preview.page_count() == 0
    other = next(row.id for row in seat.page.table.rows() if row.id != key)
    choose(seat, other)
    seat.settle(lambda: seat.page.panel.preview.page_count() == 1)
    assert seat.page.panel.sheet.currentWidget() is seat.page.panel.preview


def test_old_paper_says_that_it_is_wiped(seat: Seat, counter: Counter, clerk: Actor) -> None:
    key = asked(lambda: counter.privacy.print_notice(actor=clerk)).value
    asked(lambda: counter.spool.cancel(key))
    choose(seat, key)
    seat.settle(lambda: seat.page.panel.preview.page_count() == 1)
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step((KEEP_PAPER_DAYS + 1) * 24 * 3600)
    asked(counter.retention.empty_old_paper)
    seat.settle(lambda: seat.page.panel.sheet.currentWidget() is seat.page.panel.gone)


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


LAYOUT, DEVICES = 1, 2


@pytest.fixture
def layout(seat: Seat) -> LayoutPane:
    """The layout's editor, opened by its key."""
    seat.press(Key.Key_Tab, Ctrl)
    seat.settle(lambda: seat.page.layout_pane.preview.page_count() == 1)
    return seat.page.layout_pane


def type_below(seat: Seat, text: str) -> None:
    seat.press(Key.Key_End, Ctrl)
    seat.press(Key.Key_Return)
    seat.type(text)


def test_a_layout_is_typed_seen_and_saved_by_keys(seat: Seat, counter: Counter, layout: LayoutPane) -> None:
    before = layout.preview._document.pagePointSize(0).height()
    type_below(seat, "Welcome to {hall}")
    seat.settle(lambda: layout.preview._document.pagePointSize(0).height() > before)
    assert asked(counter.slips.layout).is_usual
    seat.press(Key.Key_S, Ctrl)
    seat.settle(lambda: seat.said[-1:] != [])
    assert asked(counter.slips.layout).text.endswith("Welcome to {hall}")
    assert not layout.is_typed()


def test_a_wrong_line_is_named_and_nothing_typed_is_lost(
    seat: Seat, counter: Counter, layout: LayoutPane
) -> None:
    type_below(seat, "{colour}")
    seat.press(Key.Key_S, Ctrl)
    seat.settle(lambda: layout.trouble.isVisible())
    assert "Line 14" in layout.trouble.text()
    assert "{colour}" in layout.trouble.text()
    assert layout.editor.toPlainText().endswith("{colour}")
    assert asked(counter.slips.layout).is_usual
    for _ in "{colour}":
        seat.press(Key.Key_Backspace)
    seat.settle(lambda: not layout.trouble.isVisible())


def test_the_narrow_roll_is_seen_too(seat: Seat, layout: LayoutPane) -> None:
    wide = layout.preview._document.pagePointSize(0).width()
    layout.widths.setCurrentIndex(1)
    seat.settle(lambda: layout.preview._document.pagePointSize(0).width() < wide)


def test_a_fact_is_put_in_at_the_cursor(seat: Seat, layout: LayoutPane) -> None:
    layout.pieces.setFocus()
    seat.press(Key.Key_2)
    assert layout.editor.toPlainText().startswith("{hall}")
    assert layout.editor.hasFocus()


def test_the_usual_layout_comes_back_and_can_be_undone(
    seat: Seat, counter: Counter, layout: LayoutPane, clerk: Actor
) -> None:
    asked(lambda: counter.slips.save_layout("{number}", actor=clerk))
    seat.settle(lambda: layout.editor.toPlainText() == "{number}")
    layout.usual_button.click()
    usual = asked(counter.slips.layout).usual
    assert layout.editor.toPlainText() == usual
    layout.editor.undo()
    assert layout.editor.toPlainText() == "{number}"
    layout.editor.redo()
    seat.press(Key.Key_S, Ctrl)
    seat.settle(lambda: asked(counter.slips.layout).is_usual)


def test_what_is_typed_stays_when_another_terminal_changes_the_layout(
    seat: Seat, counter: Counter, layout: LayoutPane, clerk: Actor
) -> None:
    type_below(seat, "mine")
    asked(lambda: counter.slips.save_layout("{number} theirs", actor=clerk))
    seat.settle(lambda: "another terminal" in layout.note.text())
    assert layout.editor.toPlainText().endswith("mine")


def pane_of(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> LayoutPane:
    """The editor as it is made after the next sign-in."""
    pane = LayoutPane(counter.slips, background, clerk)
    qtbot.addWidget(pane)
    pane.refresh()
    qtbot.waitUntil(lambda: "{number}" in pane.editor.toPlainText())
    return pane


def test_what_is_typed_and_not_saved_is_there_again_after_the_next_sign_in(
    seat: Seat, qtbot: QtBot, counter: Counter, layout: LayoutPane, clerk: Actor, background: Background
) -> None:
    type_below(seat, "{colour} half don")
    seat.frame.hide()
    seat.settle(lambda: asked(counter.slips.layout).draft != "")
    again = pane_of(qtbot, counter, clerk, background)
    assert again.editor.toPlainText().endswith("{colour} half don") and again.is_typed()
    assert "Not saved yet" in again.note.text()
    assert asked(counter.slips.layout).is_usual
    reader = pane_of(qtbot, counter, replace(clerk, role=Role.CLERK), background)
    assert "half don" not in reader.editor.toPlainText()


def test_a_draft_is_forgotten_when_it_is_saved_or_put_away(
    seat: Seat, qtbot: QtBot, counter: Counter, layout: LayoutPane, clerk: Actor, background: Background
) -> None:
    assert layout.as_saved.isHidden()
    type_below(seat, "mine")
    seat.settle(lambda: asked(counter.slips.layout).draft.endswith("mine"))
    layout.as_saved.click()
    seat.settle(lambda: asked(counter.slips.layout).draft == "")
    assert not layout.is_typed() and layout.as_saved.isHidden()
    type_below(seat, "mine again")
    seat.settle(lambda: asked(counter.slips.layout).draft.endswith("again"))
    seat.press(Key.Key_S, Ctrl)
    seat.settle(lambda: asked(counter.slips.layout).draft == "" and not layout.is_typed())
    assert not pane_of(qtbot, counter, clerk, background).is_typed()


def test_a_clerk_sees_the_layout_and_cannot_change_it(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background
) -> None:
    pane = LayoutPane(counter.slips, background, replace(clerk, role=Role.CLERK))
    qtbot.addWidget(pane)
    pane.refresh()
    qtbot.waitUntil(lambda: "{number}" in pane.editor.toPlainText())
    assert pane.editor.isReadOnly()
    assert not pane.save_button.isEnabled()


def test_the_devices_say_how_they_are(seat: Seat, printer: Printer) -> None:
    seat.page.tabs.setCurrentIndex(DEVICES)
    seat.settle(lambda: wording.label(Trouble.OFF) == seat.page.printers.slips.said.text())
    printer.is_on = True
    seat.press(Key.Key_F9)
    seat.settle(lambda: seat.page.printers.slips.said.text() == "Ready")


def test_a_trial_goes_to_each_printer(seat: Seat, counter: Counter) -> None:
    seat.page.tabs.setCurrentIndex(DEVICES)
    seat.page.printers.try_slip.click()
    seat.page.printers.try_page.click()
    seat.settle(lambda: len(seat.said) == 2)
    subjects = [row.subject for row in asked(counter.spool.jobs)]
    assert {"trial:slip", "trial:page"} <= set(subjects)


def test_the_reader_tells_of_a_card_and_of_its_faults_without_a_name(seat: Seat) -> None:
    pane, cards = seat.page.printers, seat.page._doors.cards
    cards.start()
    seat.page.tabs.setCurrentIndex(DEVICES)
    assert pane.reader.said.text() == "Ready for a card"
    pane.lay_card.click()
    seat.settle(lambda: pane.reader.said.text().startswith("A card was read at "))
    reader = cards.reader
    assert isinstance(reader, FolderCardReader)
    (reader._folder / "b.card").write_bytes(b"scratched")
    seat.settle(lambda: wording.label(ReaderFault.UNREADABLE) in pane.reader.said.text())
