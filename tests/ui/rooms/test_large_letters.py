"""The rooms' page where letters are so large that hall and right side have no width beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.rooms.small_hall import DAY, SmallHall, at
from tests.ui.rooms.test_rooms_page import (
    Key,
    booked,
    hall,
    open_page,
    press,
    press_page_key,
    scene_of,
    settled,
)
from ui import theme
from ui.rooms.page import RoomsPage

__all__ = ["hall", "open_page"]


@pytest.fixture
def open_large(qapp: QApplication, open_page: Callable[..., RoomsPage]) -> Iterator[Callable[..., RoomsPage]]:
    """Open the page in letters half as large again."""

    def opened() -> RoomsPage:
        theme.apply(qapp, theme.Theme(text_scale=1.5))
        page = open_page()
        page.resize(1230, 640)
        return page

    yield opened
    theme.apply(qapp, theme.Theme())


def is_seen(page: RoomsPage, *widgets: QWidget) -> bool:
    """Tell whether widgets lie wholly within the page and nothing cuts them."""
    return all(w.isVisible() and w.visibleRegion().boundingRect() == w.rect() for w in widgets)


def test_week_and_month_have_all_the_width_until_the_right_side_is_called(
    qtbot: QtBot, hall: SmallHall, open_large: Callable[..., RoomsPage]
) -> None:
    booked(hall, hall.small, at(9), at(10))
    page = open_large()
    assert page.hall.isVisible() and page.side.isVisible()
    page.timeline.point_at(hall.small, at(9), at(9) + 1)
    for key in ("F3", "F4"):
        press_page_key(page, key)
        settled(qtbot, page, page.side.isHidden)
        assert page.hall.width() > theme.px(700)
        press_page_key(page, "F9")
        assert page.side.isVisible() and page.hall.isVisible()
        press(page.form.more.people.add, Key.Key_Escape)
        assert page.side.isHidden()
    press_page_key(page, "F3")
    settled(qtbot, page, lambda: scene_of(page).is_week)
    # Going over a booking does not call it, opening it does.
    press(page.timeline, Key.Key_Left, Key.Key_Right)
    assert page.timeline.pointed() is not None and page.side.isHidden()
    press(page.timeline, Key.Key_Return)
    assert page.panel.isVisible() and page.panel.contract.hasFocus()
    press_page_key(page, "F7")
    settled(qtbot, page, lambda: not scene_of(page).is_week)
    assert page.hall.isVisible() and page.side.isVisible()


def test_a_series_has_all_the_width_while_it_is_typed(
    qtbot: QtBot, hall: SmallHall, open_large: Callable[..., RoomsPage]
) -> None:
    page = open_large()
    page.timeline.point_at(hall.small, at(10), at(11))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("title", "例会")
    press_page_key(page, "Ctrl+R")
    settled(qtbot, page, lambda: len(page.series.dates.rows()) == 8)
    rule = page.series.rule
    assert page.hall.isHidden() and rule.form.editor("kind").hasFocus()
    ends = (rule.form.editor("end"), rule.form.editor("count"))
    qtbot.waitUntil(lambda: is_seen(page, *rule.weekdays, *ends, page.series.book))
    press(rule.form.editor("kind"), Key.Key_Escape)
    assert page.hall.isVisible() and page.form.isVisible()
    press_page_key(page, "Ctrl+J")
    settled(qtbot, page, lambda: bool(page.side.several.places.rows()))
    assert page.hall.isHidden() and page.side.several.width() > theme.px(700)


def test_the_months_cursor_is_in_sight(
    qtbot: QtBot, hall: SmallHall, open_large: Callable[..., RoomsPage]
) -> None:
    page = open_large()
    page.show_day(DAY.replace(day=30))
    press_page_key(page, "F4")
    month = page.hall.month
    settled(qtbot, page, lambda: month.currentIndex().column() == 29)
    press_page_key(page, "F9")
    qtbot.waitUntil(lambda: month.viewport().rect().contains(month.visualRect(month.currentIndex())))


def test_what_bars_have_no_room_for_stands_below_them_in_words(
    qtbot: QtBot, hall: SmallHall, open_large: Callable[..., RoomsPage]
) -> None:
    booked(hall, hall.small, at(9), at(10), "碳纤维气凝胶中试合作洽谈")
    booked(hall, hall.large, at(11), at(12), "抗旱节水技术服务洽谈")
    page = open_large()
    timeline, told = page.timeline, page.hall.told
    timeline.point_at(hall.small, at(9), at(9) + 1)
    whole = "碳纤维气凝胶中试合作洽谈 \u00b7 Room 1 09:00\u201310:00"
    assert (told.words(), told.text(), is_seen(page, told)) == (whole, whole, True)
    # All rooms lie side by side with their hours: nothing is scrolled away sideways.
    assert timeline.visibleRegion().boundingRect().width() == timeline.width()
    grid = timeline.grid()
    assert grid is not None
    second = QPoint(round(grid.x_of(at(11, 30))), round(grid.top + 1.5 * grid.row_height))
    QTest.mouseMove(timeline, second)
    assert told.words().startswith("抗旱节水技术服务洽谈 \u00b7 Room 2")
    QTest.mouseMove(timeline, second + QPoint(0, round(grid.row_height)))
    assert told.words() == whole
    press(timeline, Key.Key_Right)
    timeline.point_at(hall.stage, at(15), at(16))
    assert told.words() == "Roadshow hall, 15:00\u201316:00: free"


def test_the_field_that_is_typed_in_is_in_sight(
    qtbot: QtBot, hall: SmallHall, open_large: Callable[..., RoomsPage]
) -> None:
    page = open_large()
    page.timeline.point_at(hall.small, at(10), at(11))
    press(page.timeline, Key.Key_Return)
    title = page.form.form.editor("title")
    assert title.hasFocus()
    qtbot.waitUntil(lambda: is_seen(page, title))
    page.form.form.editor("day").setFocus()
    qtbot.waitUntil(lambda: is_seen(page, page.form.form.editor("day")))
