"""Several rooms and days in one go, by keys: each with a tick or a reason, all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.kernel.confirm import Confirmation, Verdict
from tests.rooms.small_hall import DAY, FixedWord, SmallHall, at
from tests.ui.rooms.test_rooms_page import Key, booked, hall, open_page, press, press_page_key, settled
from ui.rooms.page import RoomsPage

__all__ = ["hall", "open_page"]

NEXT = DAY + dt.timedelta(days=1)


def begun(qtbot: QtBot, page: RoomsPage, room_id: str) -> None:
    """Type a meeting from ten to eleven and press the key of several places."""
    page.timeline.point_at(room_id, at(10), at(11))
    press(page.timeline, Key.Key_Return)
    page.form.form.set_text("title", "供需对接会")
    press_page_key(page, "Ctrl+J")
    looked(qtbot, page)


def looked(qtbot: QtBot, page: RoomsPage) -> None:
    settled(qtbot, page, lambda: not page.several_talk._typing.isActive())


def told(page: RoomsPage) -> list[tuple[str, dt.date, str]]:
    return [(row.where[0], row.where[1], row.tone) for row in page.side.several.places.rows()]


def test_two_rooms_on_two_days_are_booked_together_by_keys_alone(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    begun(qtbot, page, hall.small)
    panel = page.side.several
    assert panel.rooms.hasFocus()
    assert told(page) == [(hall.small, DAY, "good")]
    # The digit takes the second room in; a day later is typed into the second date.
    press(panel.rooms, Key.Key_2)
    panel.form.set_text("last_day", NEXT.isoformat())
    looked(qtbot, page)
    assert told(page) == [
        (hall.small, DAY, "good"), (hall.large, DAY, "good"),
        (hall.small, NEXT, "good"), (hall.large, NEXT, "good"),
    ]  # fmt: skip
    assert panel.verdict() == "4 places, all free."
    press(panel.book, Key.Key_Space)
    settled(qtbot, page, lambda: len(hall.view().day(NEXT)) == 2)
    assert {(b.room_id, b.title) for b in hall.view().day(DAY)} == {
        (hall.small, "供需对接会"), (hall.large, "供需对接会"),
    }  # fmt: skip
    assert not panel.isVisible()


def test_a_place_that_cannot_be_says_why_and_is_left_out_by_del(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    booked(hall, hall.large, at(10, 30), at(11, 30), "别家")
    page = open_page()
    begun(qtbot, page, hall.small)
    panel = page.side.several
    press(panel.rooms, Key.Key_2)
    looked(qtbot, page)
    assert told(page) == [(hall.small, DAY, "good"), (hall.large, DAY, "trouble")]
    assert "别家" in panel.places.rows()[1].words
    assert not panel.book.isEnabled()
    panel.form.submitted.emit()
    press(panel.places.focusProxy() or panel.places, Key.Key_Down, Key.Key_Delete)
    looked(qtbot, page)
    assert told(page) == [(hall.small, DAY, "good"), (hall.large, DAY, "muted")]
    assert panel.verdict() == "1 places, all free."
    assert panel.book.isEnabled()


def test_what_makes_no_sense_is_told_and_nothing_is_lost(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    begun(qtbot, page, hall.small)
    panel = page.side.several
    press(panel.rooms, Key.Key_1)
    looked(qtbot, page)
    assert panel.verdict() == "Choose at least one room."
    press(panel.rooms, Key.Key_1)
    panel.form.set_text("last_day", (DAY - dt.timedelta(days=1)).isoformat())
    looked(qtbot, page)
    assert panel.verdict() and not panel.book.isEnabled()
    panel.form.set_text("last_day", (DAY + dt.timedelta(days=80)).isoformat())
    looked(qtbot, page)
    assert panel.verdict() == "60 places at most in one go."
    panel.form.set_text("last_day", DAY.isoformat())
    panel.form.set_text("ends_at", "09:00")
    looked(qtbot, page)
    assert not panel.book.isEnabled()
    press(panel, Key.Key_Escape)
    assert page.form.isVisible()
    assert page.form.form.text("title") == "供需对接会"


def test_somebody_quicker_leaves_nothing_behind_and_is_named(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page()
    begun(qtbot, page, hall.small)
    panel = page.side.several
    press(panel.rooms, Key.Key_2)
    looked(qtbot, page)
    booked(hall, hall.large, at(9, 30), at(10, 30), "更快")
    press(panel.book, Key.Key_Space)
    settled(qtbot, page, lambda: page.banner.isVisible() and len(panel.places.rows()) == 2)
    looked(qtbot, page)
    assert [b.title for b in hall.view().day(DAY)] == ["更快"]
    assert told(page) == [(hall.small, DAY, "good"), (hall.large, DAY, "trouble")]


def test_booked_together_while_cut_off_all_of_it_is_to_be_confirmed(
    qtbot: QtBot, hall: SmallHall, open_page: Callable[..., RoomsPage]
) -> None:
    page = open_page(FixedWord(Confirmation(Verdict.OFFLINE)))
    said: list[str] = []
    page.said.connect(lambda text, can_undo: said.append(text))
    begun(qtbot, page, hall.small)
    press(page.side.several.rooms, Key.Key_2)
    looked(qtbot, page)
    press(page.side.several.book, Key.Key_Space)
    settled(qtbot, page, lambda: bool(said))
    assert "to be confirmed" in said[0]
