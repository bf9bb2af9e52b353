"""The page of the seal by keys: what ends something is asked twice, nothing typed is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.documents.key_card import read_key_card
from app.kernel.clock import SteppingClock
from app.seal_box import SealKind
from app.security.actors import Actor
from tests.contracts.test_sealing_desk import bought
from tests.ui.page_seat import Key, PageSeat, asked
from ui.parts.background import Background
from ui.seal.doors import SealDoors
from ui.seal.looking import KeysSection, StandingSection
from ui.seal.page import SealPage
from ui.seal.sections import BoughtSection, OwnSection, StampSection

Seat = PageSeat[SealPage]
S = TypeVar("S")
BUYER = "兰州科技大市场有限公司"


@dataclass
class Kept:
    """Settings as they were last saved."""

    values: dict[str, str] = field(default_factory=dict)

    def save(self, changes: object) -> object:
        self.values.update(dict(changes))  # type: ignore[call-overload]
        return None


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background, kept: Kept) -> Iterator[Seat]:
    background.follow(counter.store.listen)
    doors = SealDoors(counter.seal_box, kept, counter.settings.zone)
    page = SealPage(doors, background, clerk)
    made = PageSeat(qtbot, page, background, counter.store.clock, counter.settings.zone)
    made.settle(lambda: bool(section(made, StandingSection).condition.text()))
    yield made
    background.close()


@pytest.fixture(autouse=True)
def watched(seat: Seat, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def section(seat: Seat, kind: type[S]) -> S:
    return next(found for found in seat.page.sections.values() if isinstance(found, kind))


def a_file(tmp_path: Path, days: int = 400) -> Path:
    file = tmp_path / "seal.p12"
    file.write_bytes(bought(days))
    return file


def take(seat: Seat, file: Path, password: str) -> None:
    seat.press(Key.Key_3)
    bought_section = section(seat, BoughtSection)
    bought_section.form.set_text("password", "")
    bought_section.take_path(str(file))
    seat.type(password)
    seat.press(Key.Key_Return)


def test_it_tells_whose_certificate_seals_and_until_when(seat: Seat) -> None:
    shown = section(seat, StandingSection)
    assert shown.condition.text() == "It seals."
    assert shown._facts._values["until"].text() == "2029-11-22"
    assert shown._facts._values["kind"].text() == "The hall's own, renewed by itself"


def test_a_bought_certificate_is_taken_with_its_password(
    seat: Seat, counter: Counter, tmp_path: Path
) -> None:
    take(seat, a_file(tmp_path), "pw")
    seat.settle(lambda: seat.said == ["The bought certificate seals from now on"])
    seat.settle(lambda: section(seat, StandingSection)._facts._values["holder"].text() == BUYER)
    form = section(seat, BoughtSection).form
    assert (form.text("file"), form.text("password")) == ("", "")
    assert asked(counter.seal_box.standing).kind is SealKind.BOUGHT


def test_a_wrong_password_is_told_and_what_was_typed_stays(
    seat: Seat, counter: Counter, tmp_path: Path
) -> None:
    file = a_file(tmp_path)
    take(seat, file, "wrong")
    seat.settle(lambda: seat.page.banner.isVisible())
    assert "password does not open this file" in seat.page.banner.text()
    form = section(seat, BoughtSection).form
    assert (form.text("file"), form.text("password")) == (str(file), "wrong")
    assert asked(counter.seal_box.standing).kind is SealKind.OWN


def test_an_ended_certificate_and_a_missing_file_are_refused(
    seat: Seat, counter: Counter, tmp_path: Path
) -> None:
    take(seat, tmp_path / "nothing.p12", "pw")
    form = section(seat, BoughtSection).form
    seat.settle(lambda: form.error("file") == "This file cannot be read. Choose another.")
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step(3 * 86_400)
    seat.page.take_focus()
    take(seat, a_file(tmp_path, days=2), "pw")
    seat.settle(lambda: seat.page.banner.isVisible())
    assert "its certificate has ended." in seat.page.banner.text()


def test_the_halls_own_is_made_anew_after_a_second_yes(seat: Seat, counter: Counter, tmp_path: Path) -> None:
    before = asked(counter.seal_box.key_ids)
    seat.press(Key.Key_5)
    seat.press(Key.Key_Return)
    question = section(seat, OwnSection).question
    assert question.isVisible()
    seat.press(Key.Key_Return)
    assert not question.isVisible()
    assert asked(counter.seal_box.key_ids) == before
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Escape)
    assert not question.isVisible()
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Tab)
    seat.press(Key.Key_Return)
    seat.settle(lambda: len(seat.said) == 1)
    assert len(asked(counter.seal_box.key_ids)) == len(before) + 2


def test_a_key_is_revoked_with_a_reason_alone(seat: Seat, counter: Counter) -> None:
    keys = section(seat, KeysSection)
    seat.press(Key.Key_2)
    chosen = keys.table.current()
    assert chosen is not None
    keys.revoke.click()
    assert "This cannot be taken back." in keys.question._meaning.text()
    seat.press(Key.Key_Return)
    assert keys.question.isVisible()
    seat.type("lost")
    seat.press(Key.Key_Return)
    seat.settle(lambda: len(seat.said) == 1)
    seat.settle(lambda: any(row.revoked_for == "lost" for row in keys.table.rows()))
    card = asked(counter.seal_box.card)
    assert card.revocation(chosen.id) is not None
    assert len(keys.table.rows()) > 2
    assert not keys.revoke.isEnabled()


def test_the_key_card_is_written_whole_or_the_reason_is_told(
    seat: Seat, counter: Counter, tmp_path: Path
) -> None:
    keys = section(seat, KeysSection)
    keys.write_to(str(tmp_path / "nowhere" / "keys.json"))
    seat.settle(lambda: seat.page.banner.isVisible())
    file = tmp_path / "keys.json"
    keys.write_to(str(file))
    seat.settle(lambda: seat.said == ["The key card was written: keys.json"])
    text = file.read_text(encoding="utf-8")
    assert read_key_card(text) == asked(counter.seal_box.card)
    assert "PRIVATE" not in json.dumps(text)
    assert sorted(path.name for path in tmp_path.glob("keys*")) == ["keys.json"]


def test_an_address_that_is_none_is_told_at_its_field(seat: Seat, counter: Counter, kept: Kept) -> None:
    seat.press(Key.Key_6)
    seat.type("stamps.example")
    seat.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = section(seat, StampSection).form
    seat.settle(lambda: bool(form.error("stamp_url")))
    assert form.text("stamp_url") == "stamps.example"
    assert kept.values == {}


def test_escape_goes_back_to_the_sections(seat: Seat) -> None:
    seat.press(Key.Key_4)
    assert seat.focus() is not seat.page.list
    seat.press(Key.Key_Escape)
    assert seat.page.list.hasFocus()
