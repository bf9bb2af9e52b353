"""Series of bookings by keys: every date with a tick or a reason, single ones left out or moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from tests.rooms.small_hall import DAY, SmallHall, at
from tests.ui.rooms.test_rooms_page import Key, Modifier, booked, hall, open_page, press, settled
from ui.rooms.page import RoomsPage

__all__ = ["hall", "open_page"]


def begun(qtbot: QtBot, page: RoomsPage, room_id: str, title: str = "例会") -> None:
    """Type a meeting from ten to eleven and go to its series."""
    page.timeline.point_at(room_id, at(10), at(11))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("title", title)
    QTest.mouseClick(page.form.repeat, Qt.MouseButton.LeftButton)
    settled(qtbot, page, lambda: bool(page.series.dates.rows()) and not page.series_talk._typing.isActive())


def ask(qtbot: QtBot, page: RoomsPage) -> None:
    settled(qtbot, page, lambda: not page.series_talk._typing.isActive())


def test_each_date_has_a_tick_or_a_reason_and_single_ones_are_left_out_or_moved(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    second, third = (DAY + dt.timedelta(days=7 * n) for n in (1, 2))
    booked(hall, hall.small, at(10, 30, day=second), at(11, 30, day=second), "别家")
    booked(hall, hall.small, at(9, 30, day=third), at(10, 30, day=third), "也有")
    page = open_page()
    begun(qtbot, page, hall.small)
    page.series.rule.form.set_text("count", "4")
    ask(qtbot, page)
    told = [(row.day, row.tone) for row in page.series.dates.rows()]
    assert told == [
        ("2026-03-03", "good"), ("2026-03-10", "trouble"), ("2026-03-17", "trouble"), ("2026-03-24", "good"),
    ]  # fmt: skip
    assert "别家" in page.series.dates.rows()[1].words
    assert not page.series.book.isEnabled()
    # The second is left out by Del, the third is moved by Enter, both without the mouse.
    page.series.dates.select_key("2026-03-10")
    press(page.series.dates.focusProxy(), Key.Key_Delete)
    ask(qtbot, page)
    assert [row.tone for row in page.series.dates.rows()] == ["good", "muted", "trouble", "good"]
    page.series.dates.select_key("2026-03-17")
    press(page.series.dates.focusProxy(), Key.Key_Return)
    assert page.series.place.editor("room_id").hasFocus()
    page.series.place.set_text("room_id", hall.large)
    page.series.place.set_text("starts_at", "14:00")
    page.series.place.set_text("ends_at", "15:00")
    press(page.series.place.editor("day"), Key.Key_Return)
    ask(qtbot, page)
    assert "Room 2" in page.series.dates.rows()[2].words
    assert page.series.verdict() == "3 dates, all free."
    press(page.series.book, Key.Key_Return)
    settled(qtbot, page, lambda: len(hall.view().day(DAY)) == 1)
    (first,) = hall.view().day(DAY)
    assert hall.view().day(second)[0].title == "别家"
    moved = next(b for b in hall.view().day(third) if b.series_id == first.series_id)
    assert (moved.room_id, moved.starts_at) == (hall.large, at(14, day=third))


def test_months_without_the_day_are_shown_as_left_out(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    begun(qtbot, page, hall.small)
    for name, value in (("kind", "by_day"), ("day", "31"), ("count", "3")):
        page.series.rule.form.set_text(name, value)
    ask(qtbot, page)
    days = [row.day for row in page.series.dates.rows()]
    assert days == ["2026-03-31", "2026-04", "2026-05-31", "2026-06", "2026-07-31"]
    assert "no such day" in page.series.dates.rows()[1].words
    for name, value in (("kind", "by_weekday"), ("ordinal", "-1"), ("weekday", "4"), ("count", "2")):
        page.series.rule.form.set_text(name, value)
    ask(qtbot, page)
    assert [row.day for row in page.series.dates.rows()] == ["2026-03-27", "2026-04-24"]


def test_the_unit_of_the_rhythm_follows_its_number(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    begun(qtbot, page, hall.small)
    every = page.series.rule.form.editor("every")
    assert isinstance(every, QSpinBox)
    shown = []
    for kind, count in (("weekly", 1), ("weekly", 2), ("daily", 2), ("daily", 1), ("by_day", 1)):
        page.series.rule.form.set_text("kind", kind)
        every.setValue(count)
        shown.append(every.text())
    assert shown == ["1 week", "2 weeks", "2 days", "1 day", "1 month"]
    ask(qtbot, page)


def test_a_rule_that_makes_no_sense_is_told_at_once_and_nothing_is_lost(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    begun(qtbot, page, hall.small)
    rule = page.series.rule.form
    rule.set_text("kind", "listed")
    rule.set_text("dates", "2026-03-05 2026-02-30")
    ask(qtbot, page)
    assert "2026-02-30" in page.series.verdict()
    assert not page.series.book.isEnabled()
    rule.set_text("dates", "2026-03-05\n2026-04-01, 2026-03-05")
    ask(qtbot, page)
    assert [row.day for row in page.series.dates.rows()] == ["2026-03-05", "2026-04-01"]
    rule.set_text("kind", "daily")
    rule.set_text("end", "until")
    rule.set_text("until", "2031-01-01")
    ask(qtbot, page)
    assert "1000" in page.series.verdict()
    for box in page.series.rule.weekdays:
        box.setChecked(False)
    rule.set_text("kind", "weekly")
    ask(qtbot, page)
    assert "weekday" in page.series.verdict()
    press(page.series, Key.Key_Escape)
    assert page.form.isVisible()
    assert page.form.form.text("title") == "例会"


def test_one_date_this_and_following_or_all_are_changed_and_given_back(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    begun(qtbot, page, hall.small)
    page.series.rule.form.set_text("count", "3")
    ask(qtbot, page)
    press(page.series.book, Key.Key_Return)
    days = [DAY + dt.timedelta(days=7 * n) for n in range(3)]
    settled(qtbot, page, lambda: all(len(hall.view().day(day)) == 1 for day in days))
    page.show_day(days[1])
    settled(qtbot, page, lambda: page.timeline.scene().day == days[1] and page.timeline.scene().bookings)
    page.timeline.point_at(hall.small, at(10, day=days[1]), at(10, day=days[1]) + 1)
    page.timeline.setFocus()
    press(page.timeline, Key.Key_Return)
    press(page.panel.edit, Key.Key_Return)
    settled(qtbot, page, lambda: page.form.changing() is not None)
    assert not page.form.form.editor("scope").isHidden()
    page.form.form.set_text("scope", "following")
    page.form.form.set_text("starts_at", "14:00")
    page.form.form.set_text("ends_at", "15:30")
    press(page.form.form.editor("title"), Key.Key_Return, modifier=Modifier.ControlModifier)
    settled(qtbot, page, lambda: hall.view().day(days[2])[0].starts_at == at(14, day=days[2]))
    starts = [hall.view().day(day)[0].starts_at for day in days]
    assert starts == [at(10), at(14, day=days[1]), at(14, day=days[2])]
    settled(qtbot, page, lambda: page.timeline.pointed() is not None)
    press(page.timeline, Key.Key_Delete)
    page.panel.scope.setCurrentIndex(2)
    press(page.panel.usual, Key.Key_1)
    settled(qtbot, page, lambda: not any(hall.view().day(day) for day in days))


def test_dates_that_cannot_follow_a_change_are_told_and_may_stay_as_they_are(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    begun(qtbot, page, hall.small)
    page.series.rule.form.set_text("count", "3")
    ask(qtbot, page)
    press(page.series.book, Key.Key_Return)
    days = [DAY + dt.timedelta(days=7 * n) for n in range(3)]
    settled(qtbot, page, lambda: all(len(hall.view().day(day)) == 1 for day in days))
    booked(hall, hall.small, at(14, day=days[1]), at(15, day=days[1]), "挡住")
    page.talk.change(hall.view().day(DAY)[0].id)
    settled(qtbot, page, lambda: page.form.changing() is not None)
    for name, value in (("scope", "all"), ("starts_at", "14:00"), ("ends_at", "15:00")):
        page.form.form.set_text(name, value)
    press(page.form.form.editor("title"), Key.Key_Return, modifier=Modifier.ControlModifier)
    settled(qtbot, page, page.form.leave.isVisible)
    assert "1 of 3" in page.banner.text()
    assert page.form.form.text("starts_at") == "14:00"
    press(page.form.leave, Key.Key_Return)
    settled(qtbot, page, lambda: hall.view().day(days[2])[0].starts_at == at(14, day=days[2]))
    mine = [b for day in days for b in hall.view().day(day) if b.series_id]
    assert [b.starts_at for b in mine] == [at(14), at(10, day=days[1]), at(14, day=days[2])]
