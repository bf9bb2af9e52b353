"""The end of the day by keys: who is left is carried over or closed, the report balances, paper comes out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from app.cases.closing import Rest
from app.cases.closing_report import Difference
from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.queueing.states import TicketState
from app.security.actors import Actor
from tests.ui.page_seat import Key, PageSeat, asked
from tests.ui.window_seat import arrive
from ui import theme, wording
from ui.closing.page import ClosingPage
from ui.closing.phrases import WHO_IS_LEFT
from ui.parts.background import Background
from ui.parts.empty_state import EmptyState
from ui.parts.print_jobs import PaperKind

Ctrl = Qt.KeyboardModifier.ControlModifier
Seat = PageSeat[ClosingPage]
PAGES = ("reception", "queueing", "devices", "sync")


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Seat]:
    background.follow(counter.store.listen)
    zone = counter.settings.zone
    page = ClosingPage(counter.closing, background, clerk, zone, PAGES, calm_ms=0)
    yield PageSeat(qtbot, page, background, counter.store.clock, zone)
    background.close()


@pytest.fixture(autouse=True)
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def begin(seat: Seat) -> None:
    seat.settle(lambda: bool(seat.page.left.table.rows()))


def close_day(seat: Seat) -> None:
    """Press twice: the first press says what will happen."""
    seat.press(Key.Key_Return, Ctrl)
    assert seat.page.left.is_asking()
    seat.press(Key.Key_Return, Ctrl)


def numbers(seat: Seat) -> list[str]:
    return [number for row in seat.page.left.table.rows() for number in row.numbers]


def test_who_is_left_stands_there_by_business_and_is_carried_over(seat: Seat, counter: Counter) -> None:
    begin(seat)
    waiting = asked(counter.queue.waiting)
    assert sorted(numbers(seat)) == sorted(row.number for row in waiting)
    assert set(seat.page.left.choices().values()) == {Rest.CARRY}
    close_day(seat)
    seat.settle(lambda: seat.said != [])
    assert all(row.is_carried for row in asked(counter.queue.waiting))
    assert seat.said == ["The day is closed. Ctrl+P prints the report."]


def test_a_digit_closes_a_business_and_needs_a_reason(seat: Seat, counter: Counter) -> None:
    begin(seat)
    first = seat.page.left.table.rows()[0]
    seat.type("1")
    assert seat.page.left.reason.isVisible()
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: seat.page.left.error.isVisible())
    assert seat.page.left.error.text() == wording.problem("empty")
    seat.type("left without a word")
    seat.press(Key.Key_Return)
    question = seat.page.left.question
    assert f"Closed: {len(first.numbers)}" in question.closed.text()
    assert "left without a word" in question.closed.text()
    assert f"Carried over: {len(numbers(seat)) - len(first.numbers)}" in question.carried.text()
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.said != [])
    closed = [row for row in asked(counter.queue.today) if row.number in first.numbers]
    assert {row.state for row in closed} == {TicketState.VOID}
    assert {row.remark for row in closed} == {"left without a word"}


def test_the_digit_again_carries_over_after_all(seat: Seat) -> None:
    begin(seat)
    seat.type("11")
    assert set(seat.page.left.choices().values()) == {Rest.CARRY}
    assert not seat.page.left.reason.isVisible()


def test_what_does_not_fit_is_said_by_name_and_what_fits_is_ticked(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    begin(seat)
    assert "Differences" in seat.page.report.verdict.text()
    open_tickets = next(line for line in seat.page.report.differences() if "Tickets not ended" in line)
    assert open_tickets.endswith(f": {len(numbers(seat))}")
    close_day(seat)
    seat.settle(lambda: not any("Tickets not ended" in d for d in seat.page.report.differences()))


def test_the_sum_of_all_lines_stands_below_them(seat: Seat) -> None:
    begin(seat)
    *lines, total = seat.page.report.lines.rows()
    assert total.line.taken == sum(row.line.taken for row in lines) > 0
    assert total.line.balances


def test_somebody_at_a_window_keeps_the_day_open_and_is_named(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    called = asked(lambda: counter.case_desk.call_next(actor=clerk).value)
    asked(lambda: counter.case_desk.serve(called.id, actor=clerk))
    begin(seat)
    close_day(seat)
    seat.settle(lambda: called.number in seat.page.banner.text())
    assert not seat.page.left.is_asking()
    assert asked(lambda: counter.queue.ticket(called.id)).state is TicketState.SERVING


def test_somebody_who_comes_meanwhile_is_not_closed_unasked(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    """The page has not heard of them yet when the key is pressed."""
    begin(seat)
    offered = asked(counter.hall_parts.known.now).matters.values()
    left = {row.matter_id for row in seat.page.left.table.rows()}
    seat.background.changed.disconnect(seat.page._on_changed)
    arrive(counter, clerk, next(m.code for m in offered if m.id not in left))
    close_day(seat)
    seat.settle(lambda: "Somebody came meanwhile" in seat.page.banner.text())
    assert not any(row.is_carried for row in asked(counter.queue.waiting))
    assert len(seat.page.left.table.rows()) == len(left) + 1


def test_enter_alone_never_closes_the_day(seat: Seat, counter: Counter) -> None:
    begin(seat)
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return)
    seat.settle()
    assert seat.said == [] and set(seat.page.left.choices().values()) == {Rest.CARRY}


def test_the_report_is_printed_by_a_key(seat: Seat, counter: Counter) -> None:
    seat.press(Key.Key_P, Ctrl)
    seat.settle(lambda: seat.said != [])
    jobs = asked(counter.spool.jobs)
    assert any(job.paper == PaperKind.PAGE for job in jobs)


def test_a_refusal_keeps_what_was_chosen_and_typed(seat: Seat, counter: Counter, clerk: Actor) -> None:
    called = asked(lambda: counter.case_desk.call_next(actor=clerk).value)
    asked(lambda: counter.case_desk.serve(called.id, actor=clerk))
    begin(seat)
    seat.type("1")
    chosen = dict(seat.page.left.choices())
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: seat.page.left.error.isVisible())
    seat.type("left without a word")
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return)
    seat.settle(lambda: called.number in seat.page.banner.text())
    assert seat.said == []
    assert Rest.CLOSE in chosen.values() and seat.page.left.choices() == chosen
    assert seat.page.left.reason.text() == "left without a word"


def test_when_nobody_is_left_the_page_says_so(seat: Seat) -> None:
    begin(seat)
    empty = seat.page.left.table.findChildren(EmptyState)[0]
    assert not empty.isVisible()
    seat.type("".join(str(place + 1) for place in range(len(seat.page.left.table.rows()))))
    seat.press(Key.Key_Return, Ctrl)
    seat.settle(lambda: seat.page.left.error.isVisible())
    seat.type("the hall closes")
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return)
    seat.settle(lambda: empty.isVisible())
    assert seat.page.left.table.rows() == () and not seat.page.left.reason.isVisible()


def test_the_first_press_says_what_will_happen_and_esc_goes_back(seat: Seat, counter: Counter) -> None:
    begin(seat)
    seat.type("1")
    seat.press(Key.Key_Return, Ctrl)
    seat.type("the hall closes")
    seat.press(Key.Key_Return, Ctrl)
    left = seat.page.left
    for row in left.table.rows():
        told = left.question.closed if left.choices()[row.matter_id] is Rest.CLOSE else left.question.carried
        assert f"{row.matter_en}\u00a0\u00d7{len(row.numbers)}" in told.text()
    assert left.question.confirm.hasFocus() and not left.close_day.isVisible()
    seat.press(Key.Key_Escape)
    assert not left.is_asking() and left.table._view.hasFocus()
    assert left.reason.text() == "the hall closes"
    seat.settle()
    assert seat.said == [] and not any(row.is_carried for row in asked(counter.queue.waiting))


def test_a_changed_choice_is_asked_about_anew(seat: Seat) -> None:
    begin(seat)
    seat.press(Key.Key_Return, Ctrl)
    seat.page.left.table.setFocus()
    seat.type("1")
    assert not seat.page.left.is_asking()


def test_whoever_comes_while_it_is_asked_is_asked_about_too(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    begin(seat)
    seat.press(Key.Key_Return, Ctrl)
    arrive(counter, clerk, next(iter(asked(counter.hall_parts.known.now).matters.values())).code)
    seat.settle(lambda: not seat.page.left.is_asking())
    assert seat.said == []


def test_a_second_press_that_comes_too_soon_closes_nothing(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background, seat: Seat
) -> None:
    page = ClosingPage(counter.closing, background, clerk, counter.settings.zone, PAGES, calm_ms=60_000)
    hasty = PageSeat(qtbot, page, background, counter.store.clock, counter.settings.zone)
    begin(hasty)
    close_day(hasty)
    hasty.settle(lambda: hasty.said != [])
    assert hasty.said == ["Look at what will happen, then press again."] and page.left.is_asking()
    assert not any(row.is_carried for row in asked(counter.queue.waiting))


def test_a_press_while_the_day_is_being_closed_is_not_lost_unsaid(
    seat: Seat, counter: Counter, hold_writer: Callable[[], threading.Event]
) -> None:
    begin(seat)
    gate = hold_writer()
    close_day(seat)
    seat.press(Key.Key_Return, Ctrl)
    assert seat.said == ["The key before is still being carried out. Look, then press again."]
    gate.set()
    seat.settle()
    assert any(row.is_carried for row in asked(counter.queue.waiting))


def test_every_difference_says_what_to_do_and_leads_there(seat: Seat) -> None:
    begin(seat)
    for difference in Difference:
        line = seat.page.report.line(difference)
        assert line.advice.text() and line.way.text()
        with seat.qtbot.waitSignal(line.way_wanted) as heard:
            line.way.click()
        assert heard.args[0] in (*PAGES, "settings", WHO_IS_LEFT)
    slips = seat.page.report.line(Difference.SLIPS_WAITING)
    with seat.qtbot.waitSignal(seat.page.page_requested) as wished:
        slips.way.click()
    assert wished.args == ["devices", ""]
    seat.page.report.line(Difference.TICKETS_OPEN).way.click()
    assert seat.page.left.table._view.hasFocus()


def test_a_way_to_a_page_one_does_not_have_is_not_offered(seat: Seat) -> None:
    """The clerk of this test has no settings."""
    assert seat.page.report.line(Difference.CALLS_UNSPOKEN).way.isHidden()
    assert not seat.page.report.line(Difference.SLIPS_WAITING).way.isHidden()


def test_what_is_rarely_other_than_nought_is_told_only_then(seat: Seat, counter: Counter) -> None:
    begin(seat)
    report = asked(counter.closing.report)
    rare = ("not spoken yet", "perhaps printed", "another window won")
    names = ("calls", "slips", "centre")
    assert not any(text in seat.page.report.count(name) for text, name in zip(rare, names, strict=True))
    seat.page.report.show_report(
        replace(
            report,
            calls=replace(report.calls, unspoken=2),
            slips=replace(report.slips, unsure=3),
            centre=replace(report.centre, is_joined=True, beaten=4),
        )
    )
    told = [seat.page.report.count(name) for name in names]
    assert "2 not spoken yet" in told[0] and "3 perhaps printed" in told[1] and "4 calls" in told[2]


def test_the_name_of_a_business_is_never_cut(seat: Seat) -> None:
    begin(seat)
    view = seat.page.left.table._view
    column = 1
    for row in range(view.model().rowCount()):
        index = view.model().index(row, column)
        room = view.visualRect(index).width() - 22
        words = QFontMetrics(theme.font(bold=True)).boundingRect(
            0, 0, room, 1000, Qt.TextFlag.TextWordWrap.value, index.data()
        )
        assert words.width() <= room and words.height() < view.rowHeight(row)
        assert index.data(Qt.ItemDataRole.ToolTipRole) == index.data()


def _next_day(seat: Seat, counter: Counter, clerk: Actor) -> list[str]:
    """Nobody closed the day; the next morning somebody comes. Gives who was left."""
    left = [row.number for row in asked(counter.queue.waiting)]
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step(26 * 3600)
    arrive(counter, clerk, next(iter(asked(counter.hall_parts.known.now).matters.values())).code)
    seat.page.refresh()
    seat.settle(seat.page.earlier.isVisible)
    return left


def test_a_day_that_was_not_closed_is_said_shown_by_a_key_closed_and_printed(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    begin(seat)
    yesterday = asked(counter.queue.today)[0].day
    left = _next_day(seat, counter, clerk)
    said = f"{yesterday.isoformat()} was not closed. Left: {len(left)}"
    assert seat.page.earlier.text() == said
    assert {number[:6] for number in numbers(seat) if number[6:] in left} == {f"{yesterday:%m-%d} "}
    seat.press(Key.Key_PageUp, Ctrl)
    seat.settle(lambda: len(numbers(seat)) == len(left))
    assert sorted(numbers(seat)) == sorted(left)
    assert not seat.page.earlier.isVisible() and seat.page.left.table._view.hasFocus()
    seat.press(Key.Key_P, Ctrl)
    seat.settle(lambda: seat.said == ["The report is with the printer"])
    close_day(seat)
    seat.settle(lambda: len(seat.said) == 2)
    assert asked(counter.closing.not_closed) == ()
    assert {row.number for row in asked(counter.queue.waiting) if row.is_carried} == set(left)
    seat.press(Key.Key_Return, Ctrl)
    assert "Nobody is left of this day" in seat.said[-1]
    seat.press(Key.Key_PageDown, Ctrl)
    seat.settle(lambda: len(numbers(seat)) == len(left) + 1)
    seat.press(Key.Key_PageDown, Ctrl)
    assert seat.said[-1] == "This is today."


def test_what_was_chosen_for_one_day_is_not_chosen_for_another(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    begin(seat)
    _next_day(seat, counter, clerk)
    seat.type("1")
    assert Rest.CLOSE in seat.page.left.choices().values()
    seat.press(Key.Key_PageUp, Ctrl)
    seat.settle(lambda: bool(numbers(seat)))
    assert set(seat.page.left.choices().values()) == {Rest.CARRY}
    seat.press(Key.Key_PageUp, Ctrl)
    assert seat.said == ["There is no earlier day."]
