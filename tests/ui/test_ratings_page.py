"""The manager's page: bad ratings with deadlines in words, steps by buttons, both counts beside the rate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import SteppingClock
from app.ratings.states import SaidBy, TaskState
from app.security.actors import Actor
from app.storage.spool import Paper
from tests.ui.page_seat import Key, PageSeat, asked
from ui.parts.background import Background
from ui.ratings.page import RatingsDoors, RatingsPage
from ui.ratings.task_panel import Wish

Seat = PageSeat[RatingsPage]


def a_rated_case(counter: Counter, clerk: Actor, level: int | None) -> None:
    called = counter.case_desk.call_next(actor=clerk).value
    case_id = counter.case_desk.serve(called.id, actor=clerk).value
    counter.case_desk.finish(case_id, actor=clerk)
    if level is not None:
        counter.ratings.rate(case_id, level, ["b8"] if level < 3 else [], SaidBy.SCREEN)


@pytest.fixture
def seat(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background, no_sql_in_the_window: None
) -> Iterator[Seat]:
    for level in (1, 5, None):
        asked(lambda level=level: a_rated_case(counter, clerk, level))
    background.follow(counter.store.listen)
    doors = RatingsDoors(
        counter.ratings_view,
        counter.ratings,
        counter.ratings_paper,
        counter.calendar,
        counter.store.clock,
    )
    page = RatingsPage(doors, background, clerk, counter.settings.zone)
    made = PageSeat(qtbot, page, background, counter.store.clock, counter.settings.zone)
    made.settle(lambda: bool(page.table.rows()))
    yield made
    background.close()


def do(seat: Seat, wish: Wish, state: TaskState, note: str = "") -> None:
    """Type a note and press a step's button."""
    if note:
        seat.page.panel.form.set_text("note", note)
    seat.page.panel.button(wish).click()
    seat.settle(lambda: all(row.state is state for row in seat.page.table.rows()))
    seat.settle()


def shown(seat: Seat) -> set[Wish]:
    return {wish for wish in Wish if not seat.page.panel.button(wish).isHidden()}


def test_both_counts_stand_beside_the_rate(seat: Seat) -> None:
    assert seat.page.rate.text() == "50.0 %"
    assert "2 rated, 1 not rated" in seat.page.counts.text()


def test_a_bad_one_is_walked_to_its_end_by_the_buttons_that_are_possible(seat: Seat) -> None:
    seat.settle(lambda: shown(seat) == {Wish.ASSIGN})
    do(seat, Wish.ASSIGN, TaskState.TO_CONTACT)
    do(seat, Wish.NOT_REACHED, TaskState.TO_CONTACT, "nobody answers")
    do(seat, Wish.REACHED, TaskState.MENDING, "sent away twice")
    seat.settle(lambda: "nobody answers" in seat.page.panel._log.text())
    do(seat, Wish.ANSWER, TaskState.ANSWERED, "papers are listed now")
    seat.settle(lambda: shown(seat) == {Wish.SETTLE, Wish.FOLLOW_UP})
    seat.page.panel.button(Wish.SETTLE).click()
    seat.settle(lambda: not seat.page.table.rows())
    seat.page.every.setChecked(True)
    seat.settle(lambda: [row.state for row in seat.page.table.rows()] == [TaskState.SETTLED])


def test_a_step_without_a_word_is_refused_at_the_field_and_the_rest_stays(seat: Seat) -> None:
    do(seat, Wish.ASSIGN, TaskState.TO_CONTACT)
    seat.page.panel.button(Wish.MISTAKEN).click()
    seat.settle(lambda: seat.page.panel.form.error("note") != "")
    assert seat.page.table.rows()[0].state is TaskState.TO_CONTACT
    seat.page.panel.form.set_text("note", "x" * 600)
    seat.page.panel.button(Wish.MISTAKEN).click()
    seat.settle(lambda: seat.page.panel.form.error("note") == "This is too long.")
    assert len(seat.page.panel.form.text("note")) == 600


def test_a_rating_set_aside_leaves_the_rate(seat: Seat) -> None:
    do(seat, Wish.ASSIGN, TaskState.TO_CONTACT)
    seat.page.panel.form.set_text("note", "meant the other end")
    seat.page.panel.button(Wish.MISTAKEN).click()
    seat.settle(lambda: seat.page.rate.text() == "100.0 %")
    assert "1 rated, 1 not rated, 1 do not count" in seat.page.counts.text()


def test_deadlines_are_words_and_colours(seat: Seat, counter: Counter) -> None:
    text = seat.page.table._columns[0].text
    row = seat.page.table.rows()[0]
    assert text(row) == "2026-11-24 (1 left)"
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step(3 * 86_400)
    seat.page.refresh()
    seat.settle(lambda: text(seat.page.table.rows()[0]) == "2026-11-24 (late by 2)")
    tone = seat.page.table._columns[0].tone
    assert tone is not None and tone(seat.page.table.rows()[0]) == "trouble"


def test_a_holiday_list_moves_the_deadline_and_a_broken_one_is_refused(seat: Seat, tmp_path: Path) -> None:
    good, bad = tmp_path / "days.csv", tmp_path / "bad.csv"
    good.write_text("2026-11-24,rest,closed\n", encoding="utf-8-sig")
    bad.write_bytes(b"\xff\xfe\x00")
    text = seat.page.table._columns[0].text
    seat.page.take_list(str(bad))
    seat.settle(lambda: seat.page.banner.isVisible())
    seat.page.take_list(str(good))
    seat.settle(lambda: text(seat.page.table.rows()[0]).startswith("2026-11-25"))
    assert "Days taken into the calendar: 1" in seat.said[-1]


def test_no_visitor_is_named_on_the_page(seat: Seat, counter: Counter) -> None:
    told = repr(seat.page.table.rows())
    assert not any(row.person and row.person in told for row in asked(counter.queue.today))


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720)])
def test_a_task_that_was_not_given_out_is_read_without_scrolling(seat: Seat, size: tuple[int, int]) -> None:
    """1280 x 720: 1920 x 1080 at 150 %."""
    seat.frame.resize(*size)
    seat.settle(lambda: shown(seat) == {Wish.ASSIGN})
    seat.page.panel.layout().activate()
    bars = seat.frame.findChildren(QScrollBar)
    assert bars and [bar.maximum() for bar in bars if bar.isVisible()] == []
    assert seat.page.table._view.hasFocus()


@pytest.mark.parametrize("by_key", [True, False])
def test_the_figures_of_the_period_in_sight_are_printed(
    seat: Seat, counter: Counter, *, by_key: bool
) -> None:
    seat.page.period.set_text("since", "2026-11-20")
    if by_key:
        seat.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    else:
        seat.page.print_button.click()
    seat.settle(lambda: bool(seat.said))
    assert seat.said == ["The satisfaction of 2026-11-20 to 2026-11-23 is on its way to the printer"]
    job = asked(counter.spool.jobs)[0]
    assert job.paper is Paper.PAGE and b"%PDF" in asked(lambda: counter.spool.preview(job.id))
