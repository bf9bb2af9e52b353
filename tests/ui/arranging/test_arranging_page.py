"""Arranging rooms by keys: what is set, what is refused and stays typed, what a week becomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.kernel.clock import DAY, MINUTE
from app.kernel.errors import FieldRefused
from app.rooms.entries import BookingEntry
from app.rooms.opening import Span
from app.rooms.rows import RoomRow
from app.rooms.states import Purpose
from app.security.actors import Actor
from tests.ui.page_seat import PageSeat, asked
from ui.arranging.hours_section import HoursSection
from ui.arranging.page import ArrangingPage
from ui.arranging.reading import ArrangingDoors
from ui.arranging.room_section import RoomSection
from ui.arranging.week_words import spans_of, words_of
from ui.parts.background import Background

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> PageSeat[ArrangingPage]:
    background.follow(counter.store.listen)
    doors = ArrangingDoors(counter.rooms_view, counter.room_arranging, counter.settings.zone)
    page = ArrangingPage(doors, background, clerk)
    made = PageSeat(qtbot, page, background, counter.store.clock, counter.settings.zone)
    made.settle(lambda: page.shown().hall is not None)
    return made


def rooms(counter: Counter) -> tuple[RoomRow, ...]:
    return asked(counter.rooms_view.rooms)


def go_to(seat: PageSeat[ArrangingPage], section: str, line: str) -> None:
    """Open a section by its digit, then a line of it."""
    seat.press(Key.Key_Escape)
    seat.type(str(list(seat.page.sections).index(section) + 1))
    seat.page.shown().table.select_key(line)
    seat.settle()


def fill(seat: PageSeat[ArrangingPage], **typed: str) -> None:
    """Type into fields, each from its beginning."""
    for name, text in typed.items():
        editor = seat.page.shown().form.findChild(object, name)
        editor.setFocus()
        editor.selectAll()
        seat.type(text)


def save(seat: PageSeat[ArrangingPage]) -> None:
    seat.press(Key.Key_S, CTRL)
    seat.settle()


def test_a_room_is_opened_and_arranged_by_keys(
    seat: PageSeat[ArrangingPage], counter: Counter, no_sql_in_the_window: None
) -> None:
    before = len(rooms(counter))
    go_to(seat, "rooms", "new")
    fill(seat, number="9", room_name="Room nine", seats="10", release_minutes="12", plan="10 20 300 200")
    save(seat)
    assert len(rooms(counter)) == before + 1
    made = rooms(counter)[-1]
    assert (made.number, made.seats, made.release_minutes) == ("9", 10, 12)
    assert made.plan == (10, 20, 300, 200)
    assert any("Saved" in said for said in seat.said)
    assert seat.page.shown().typed("new")["number"] == ""


def test_what_is_refused_stays_typed_at_its_field(seat: PageSeat[ArrangingPage], counter: Counter) -> None:
    before = len(rooms(counter))
    go_to(seat, "rooms", "new")
    fill(seat, number="3", room_name="Another three")
    save(seat)
    section = seat.page.shown()
    assert len(rooms(counter)) == before
    assert "already" in section.form.error("number") and section.form.text("room_name") == "Another three"
    fill(seat, number="31", plan="1 2 3")
    save(seat)
    assert section.form.error("plan") and len(rooms(counter)) == before
    assert section.form.text("number") == "31"


def test_rules_are_set_and_leave_the_room_alone(seat: PageSeat[ArrangingPage], counter: Counter) -> None:
    room = rooms(counter)[0]
    go_to(seat, "rules", room.id)
    fill(seat, notice_minutes="30", longest_minutes="120", quota_limit="3")
    section = seat.page.shown()
    section.form.findChild(object, "wants_approval").setFocus()
    seat.press(Key.Key_Space)
    save(seat)
    now = rooms(counter)[0]
    assert (now.rules.notice_minutes, now.rules.longest_minutes, now.rules.wants_approval) == (30, 120, True)
    assert [q.limit for q in now.rules.quotas] == [3] and now.rules.advance_days is None
    assert (now.name, now.seats, now.equipment) == (room.name, room.seats, room.equipment)


def test_a_week_is_shown_before_its_hours_are_set(seat: PageSeat[ArrangingPage], counter: Counter) -> None:
    go_to(seat, "hours", "new")
    section = seat.page.shown()
    assert isinstance(section, HoursSection)
    section.form.set_text("last_day", "2026-12-31")
    fill(seat, day_0="09:00-12:00 13:30-17:00", day_5="closed?")
    assert "Write hours like" in section.preview.text()
    save(seat)
    assert section.form.error("day_5") and not asked(counter.rooms_view.layers)
    editor = section.form.findChild(object, "day_5")
    editor.setFocus()
    editor.selectAll()
    seat.press(Key.Key_Delete)
    assert (
        "09:00\u201312:00 13:30\u201317:00" in section.preview.text() and "closed" in section.preview.text()
    )
    save(seat)
    layers = asked(counter.rooms_view.layers)
    assert len(layers) == 1 and layers[0].week[0] == (Span(540, 720), Span(810, 1020))
    assert layers[0].week[5] == ()


def test_hours_are_changed_in_place_and_withdrawn(seat: PageSeat[ArrangingPage], counter: Counter) -> None:
    go_to(seat, "hours", "new")
    fill(seat, day_0="10:00-11:00")
    save(seat)
    old = asked(counter.rooms_view.layers)[0]
    go_to(seat, "hours", old.id)
    fill(seat, day_0="10:00-12:00")
    save(seat)
    changed = asked(counter.rooms_view.layers)
    assert [layer.week[0] for layer in changed] == [(Span(600, 720),)]
    go_to(seat, "hours", changed[0].id)
    seat.page.removal.open.setFocus()
    seat.press(Key.Key_Space)
    seat.page.removal.go.setFocus()
    seat.press(Key.Key_Space)
    seat.settle()
    assert asked(counter.rooms_view.layers) == ()


def test_a_blocking_goes_around_what_is_booked_only_where_that_is_said(
    seat: PageSeat[ArrangingPage], counter: Counter, clerk: Actor
) -> None:
    room = next(r for r in rooms(counter) if r.number == "3")
    day = asked(lambda: counter.rooms_view.day_sheet(counter.rooms_view.today(), room.id))[0]
    assert day.bookings
    go_to(seat, "blockings", "new")
    fill(seat, rooms="3", first_time="08:00", ends_at="20:00", reason="Paint")
    save(seat)
    assert not asked(counter.rooms_view.blockings_to_come)
    assert "stand in the way" in seat.page.banner.text()
    assert seat.page.shown().form.text("reason") == "Paint"
    seat.page.shown().form.findChild(object, "around").setFocus()
    seat.press(Key.Key_Space)
    save(seat)
    assert [b.room_id for b in asked(counter.rooms_view.blockings_to_come)] == [room.id]
    assert day.bookings[0].title in seat.page.banner.text()


def test_a_room_is_closed_with_a_reason_and_its_bookings_are_named(
    seat: PageSeat[ArrangingPage], counter: Counter, clerk: Actor
) -> None:
    room = rooms(counter)[0]
    start = counter.store.clock.now() // DAY * DAY + 2 * DAY + 4 * 60 * MINUTE
    entry = BookingEntry(room.id, start, start + 60 * MINUTE, Purpose.TALK, "Later talk", 2)
    asked(lambda: counter.rooms.book(entry, actor=clerk))
    go_to(seat, "rooms", room.id)
    removal = seat.page.removal
    removal.open.setFocus()
    seat.press(Key.Key_Space)
    seat.press(Key.Key_Return)
    seat.settle()
    assert removal.is_asking() and room.id in {r.id for r in rooms(counter)}
    seat.type("Rebuilt")
    seat.press(Key.Key_Return)
    seat.settle()
    assert "stand in the way" in seat.page.banner.text() and removal.reason.text() == "Rebuilt"
    removal.keeps.setFocus()
    seat.press(Key.Key_Space)
    removal.go.setFocus()
    seat.press(Key.Key_Space)
    seat.settle()
    assert room.id not in {r.id for r in rooms(counter)} and "Later talk" in seat.page.banner.text()


def test_a_hall_is_divided_by_the_numbers_of_its_parts(
    seat: PageSeat[ArrangingPage], counter: Counter
) -> None:
    stage, first, second = (next(r for r in rooms(counter) if r.number == n) for n in ("R", "1", "2"))
    go_to(seat, "rooms", stage.id)
    fill(seat, parts="1 77")
    save(seat)
    assert "No room has this number" in seat.page.shown().form.error("parts")
    fill(seat, parts="1 2")
    save(seat)
    now = {r.id: r.space for r in rooms(counter)}
    whole, one, two = now[stage.id], now[first.id], now[second.id]
    assert whole is not None and one is not None and two is not None
    assert whole.meets(one) and whole.meets(two) and not one.meets(two)
    assert seat.page.shown().typed(stage.id)["parts"] == "1 2"


def test_a_room_is_placed_on_the_plan_by_arrows_and_by_the_mouse(
    seat: PageSeat[ArrangingPage], counter: Counter
) -> None:
    room = rooms(counter)[0]
    go_to(seat, "rooms", room.id)
    section = seat.page.shown()
    assert isinstance(section, RoomSection)
    section.form.set_text("plan", "")
    plan = section.place
    plan.setFocus()
    shift = Qt.KeyboardModifier.ShiftModifier
    seat.press(Key.Key_Right)
    assert section.form.text("plan") == "20 20 180 140"
    seat.press(Key.Key_Right)
    seat.press(Key.Key_Down, shift)
    seat.press(Key.Key_Left, shift)
    assert section.form.text("plan") == "30 20 170 150"
    for _ in range(20):
        seat.press(Key.Key_Left)
    assert section.form.text("plan") == "0 20 170 150"
    scale = plan.width() / 1000
    start, end = QPoint(int(80 * scale), int(60 * scale)), QPoint(int(300 * scale), int(60 * scale))
    QTest.mousePress(plan, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(plan, end)
    QTest.mouseRelease(plan, Qt.MouseButton.LeftButton, pos=end)
    save(seat)
    left, *rest = rooms(counter)[0].plan
    assert left > 100 and rest == [20, 170, 150]


def test_equipment_is_counted(seat: PageSeat[ArrangingPage], counter: Counter) -> None:
    go_to(seat, "stock", "new")
    fill(seat, kind="Projector", quantity="3")
    save(seat)
    assert [(s.kind, s.quantity) for s in asked(counter.rooms_view.stock)] == [("Projector", 3)]


spans = st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True).map(
    lambda marks: tuple(Span(a, b) for a, b in zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False))
)


@given(spans)
def test_hours_are_read_back_as_they_are_written(day: tuple[Span, ...]) -> None:
    assert spans_of("day_0", words_of(day)) == day
    assert spans_of("day_0", words_of(day, " \u2013 ").replace(":", "\uff1a")) == day


@given(st.text(max_size=20))
def test_anything_typed_is_hours_or_refused(text: str) -> None:
    try:
        spans_of("day_0", text)
    except FieldRefused as refused:
        assert refused.field == "day_0"


def test_the_way_from_the_windows_is_typed_and_what_is_no_way_is_told(
    seat: PageSeat[ArrangingPage], counter: Counter
) -> None:
    room = rooms(counter)[0]
    assert room.walks and room.plan and room.release_minutes == 10, "as the sample hall has it"
    go_to(seat, "rooms", room.id)
    fill(seat, walks="1:12, 2:15")
    seat.press(Key.Key_S, CTRL)
    seat.settle(lambda: rooms(counter)[0].walks == {"1": 12, "2": 15})
    go_to(seat, "rooms", room.id)
    for wrong in ("12", "1:far", "1:-4"):
        fill(seat, walks=wrong)
        seat.press(Key.Key_S, CTRL)
        seat.settle(lambda: bool(seat.page.shown().form.error("walks")))
    assert rooms(counter)[0].walks == {"1": 12, "2": 15}


def test_a_picture_is_made_small_kept_shown_and_taken_away(
    seat: PageSeat[ArrangingPage], counter: Counter, tmp_path: Path
) -> None:
    large, broken = tmp_path / "room.png", tmp_path / "broken.png"
    picture = QImage(2400, 1200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    assert picture.save(str(large))
    broken.write_bytes(b"no picture")
    section = seat.page.shown()
    assert isinstance(section, RoomSection)
    key = rooms(counter)[1].id
    go_to(seat, "rooms", key)
    assert section.picture.note.text().startswith("No picture yet")
    section.picture.chosen.emit(str(broken))
    seat.press(Key.Key_S, CTRL)
    seat.settle(lambda: bool(section.form.error("picture")))
    assert rooms(counter)[1].picture == ""
    section.picture.chosen.emit(str(large))
    seat.press(Key.Key_S, CTRL)
    seat.settle(lambda: bool(rooms(counter)[1].picture))
    seat.settle(lambda: section.picture.picture.isVisible())
    (content,) = asked(counter.room_arranging.pictures).values()
    kept = QImage.fromData(content)
    assert (kept.width(), kept.height()) == (800, 400)
    # Another change of the room leaves the picture as it is.
    fill(seat, walks="1:7")
    seat.press(Key.Key_S, CTRL)
    seat.settle(lambda: rooms(counter)[1].walks == {"1": 7})
    assert rooms(counter)[1].picture
    seat.settle(lambda: section.form.text("picture") == "\u2713")
    section.picture.chosen.emit("")
    seat.press(Key.Key_S, CTRL)
    seat.settle(lambda: rooms(counter)[1].picture == "")
    seat.settle(lambda: not section.picture.picture.isVisible())


def test_the_picture_of_another_terminal_is_told_of(seat: PageSeat[ArrangingPage], counter: Counter) -> None:
    section = seat.page.shown()
    assert isinstance(section, RoomSection)
    section.picture.show_picture("0" * 64, None)
    assert section.picture.note.text() == "The picture is at the terminal where it was chosen."
