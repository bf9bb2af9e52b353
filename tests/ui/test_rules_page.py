"""The rules of the hall by keys: sections by digits, numbers typed, Ctrl+S saves, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from app.catalogue.arranging import Arrangement, Arranging
from app.catalogue.known import KnownHall
from app.catalogue.rules import Rules
from app.counter import Counter
from app.security.actors import Actor, Role
from tests.ui.page_seat import Key, PageSeat, asked
from ui.parts.background import Background
from ui.rules.lists import ListSection
from ui.rules.page import RulesPage
from ui.rules.phrases import RULES, SECTIONS

Ctrl = Qt.KeyboardModifier.ControlModifier
Seat = PageSeat[RulesPage]


@pytest.fixture
def arranging(counter: Counter) -> Arranging:
    return Arranging(counter.store, KnownHall(counter.store))


@pytest.fixture
def seat(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background, arranging: Arranging
) -> Iterator[Seat]:
    yield seated(qtbot, counter, clerk, background, arranging)
    background.close()


def seated(
    qtbot: QtBot, counter: Counter, actor: Actor, background: Background, arranging: Arranging
) -> Seat:
    background.follow(counter.store.listen)
    page = RulesPage(arranging, background, actor)
    return PageSeat(qtbot, page, background, counter.store.clock, counter.settings.zone)


@pytest.fixture(autouse=True)
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def retype(seat: Seat, text: str) -> None:
    """Replace what stands in the field with the focus."""
    seat.press(Key.Key_A, Ctrl)
    seat.type(text)


def save(seat: Seat) -> None:
    seat.press(Key.Key_S, Ctrl)
    seat.settle(lambda: not seat.page.save.isEnabled() or seat.page.banner.isVisible())


def now(arranging: Arranging) -> Arrangement:
    return asked(arranging.arrangement)


def test_every_rule_stands_in_one_section_with_its_words() -> None:
    shown = [name for section in SECTIONS for name in section.rules]
    assert sorted(shown) == sorted(vars(Rules())) == sorted(RULES)


def test_a_rule_is_changed_by_keys_alone(seat: Seat, arranging: Arranging) -> None:
    seat.type("1")
    retype(seat, "4")
    seat.press(Key.Key_Return)
    retype(seat, "25")
    save(seat)
    assert now(arranging).rules == replace(Rules(), ordinary_per_priority=4, most_wait_min=25)
    assert seat.said == ["Saved. Every terminal follows with its next contact."]


def test_what_is_typed_survives_rules_that_arrive_meanwhile(
    seat: Seat, arranging: Arranging, clerk: Actor
) -> None:
    seat.type("1")
    retype(seat, "7")
    asked(lambda: arranging.set_rules({"most_calls": 5}, actor=clerk))
    box = seat.page.views["calling"].findChild(QSpinBox, "most_calls")
    assert isinstance(box, QSpinBox)
    seat.settle(lambda: box.value() == 5)
    save(seat)
    assert now(arranging).rules == replace(Rules(), ordinary_per_priority=7, most_calls=5)


def test_an_amber_light_above_the_red_one_is_refused_at_its_field(seat: Seat, arranging: Arranging) -> None:
    seat.type("2")
    seat.press(Key.Key_Return)
    retype(seat, "40")
    save(seat)
    assert "Load and help" in seat.page.banner.text()
    assert seat.focus().objectName() == "light_red"
    assert now(arranging).rules == Rules()
    retype(seat, "50")
    save(seat)
    assert now(arranging).rules == replace(Rules(), light_amber=40, light_red=50)


def test_typed_lines_are_kept_for_each_row_and_saved_together(seat: Seat, arranging: Arranging) -> None:
    seat.type("6")
    seat.type("1")
    retype(seat, "Contracts")
    seat.press(Key.Key_Escape)
    seat.type("6")
    seat.type("3")
    for _ in range(4):
        seat.press(Key.Key_Return)
    retype(seat, "60")
    save(seat)
    groups = {g.letter: g for g in now(arranging).groups}
    assert groups["A"].name == "Contracts" or groups["A"].name_en == "Contracts"
    assert groups["C"].quota == 60


def test_a_window_takes_its_letters_as_typed(seat: Seat, arranging: Arranging) -> None:
    seat.type("7")
    seat.type("2")
    retype(seat, "c, a")
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Space)
    save(seat)
    window = now(arranging).windows[1]
    assert (window.window.letters, window.is_help) == (("A", "C"), True)


def test_an_unknown_letter_is_refused_and_stays_typed(seat: Seat, arranging: Arranging) -> None:
    before = now(arranging).windows
    seat.type("7")
    seat.type("1")
    retype(seat, "AZ")
    save(seat)
    section = seat.page.views["windows"]
    assert isinstance(section, ListSection)
    assert section.form.text("letters") == "AZ"
    assert now(arranging).windows == before


def test_skills_are_set_for_a_member_of_staff(seat: Seat, arranging: Arranging, clerk: Actor) -> None:
    seat.type("8")
    seat.type("1")
    retype(seat, "9")
    save(seat)
    assert now(arranging).weight(clerk.staff_id, "A") == 9


def test_who_may_not_arrange_is_told(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background, arranging: Arranging
) -> None:
    plain = seated(qtbot, counter, replace(clerk, role=Role.CLERK), background, arranging)
    plain.type("1")
    retype(plain, "4")
    save(plain)
    assert "role" in plain.page.banner.text()
    assert now(arranging).rules == Rules()
