"""Two people in one draft, and the kept texts of a contract: nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.contracts.content import ContractContent
from app.contracts.states import Amends, ContractState, Stage
from app.security.actors import Actor
from tests.builders import a_signed_contract
from tests.ui.contract_seat import Seat, asked, drafted
from ui.contracts.contract_panel import Step

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("watched")


def saved_by_another(seat: Seat, clerk: Actor, key: str, title: str) -> None:
    content = replace(seat.card(key).content, title=title)
    asked(lambda: seat.counter.drafting.save(key, content, actor=clerk))


def kept(seat: Seat, key: str) -> list[ContractContent]:
    rows = asked(lambda: seat.counter.versions.versions(key))
    return [asked(lambda row=row: seat.counter.versions.content(row.id)) for row in rows]  # type: ignore[misc]


def in_conflict(seat: Seat, clerk: Actor) -> str:
    key = drafted(seat, clerk)
    seat.edit(key)
    seat.type("MINE")
    saved_by_another(seat, clerk, key, "THEIRS")
    seat.settle(seat.page.editor.moved.isVisible)
    assert clerk.name in seat.page.editor.moved.text()
    assert form_title(seat).endswith("MINE")
    assert seat.card(key).content.title == "THEIRS"
    return key


def form_title(seat: Seat) -> str:
    form = seat.page.editor.form
    assert form is not None
    return form.basics.form.text("title")


def test_what_another_saved_is_shown_where_nothing_is_typed(seat: Seat, clerk: Actor) -> None:
    key = drafted(seat, clerk)
    seat.edit(key)
    saved_by_another(seat, clerk, key, "Theirs")
    seat.settle(lambda: form_title(seat) == "Theirs")
    assert "Somebody else saved" in seat.page.editor.banner.text()
    assert not seat.page.editor.moved.isVisible()


def test_mine_is_taken_and_theirs_is_kept(seat: Seat, clerk: Actor) -> None:
    key = in_conflict(seat, clerk)
    seat.press(Key.Key_Tab)
    seat.press(Key.Key_Tab)
    seat.press(Key.Key_Space)
    seat.settle(lambda: not seat.page.editor.moved.isVisible())
    assert seat.card(key).content.title.endswith("MINE")
    assert form_title(seat).endswith("MINE")
    assert "THEIRS" in [content.title for content in kept(seat, key)]


def test_theirs_is_taken_and_mine_is_kept(seat: Seat, clerk: Actor) -> None:
    key = in_conflict(seat, clerk)
    seat.press(Key.Key_Tab)
    seat.press(Key.Key_Space)
    seat.settle(lambda: not seat.page.editor.moved.isVisible())
    assert seat.card(key).content.title == "THEIRS"
    assert form_title(seat) == "THEIRS"
    assert any(content.title.endswith("MINE") for content in kept(seat, key))
    seat.type("X")
    seat.wait_saved()
    assert seat.card(key).content.title.endswith("X")


def test_the_differences_are_looked_at_before_deciding(seat: Seat, clerk: Actor) -> None:
    in_conflict(seat, clerk)
    seat.press(Key.Key_Space)  # the first button has the focus
    versions = seat.page.writing.versions
    seat.settle(lambda: versions.isVisible() and versions.text.places() > 0)
    told = versions.text.toPlainText()
    assert "THEIRS" in told and "MINE" in told
    seat.press(Key.Key_Escape)
    assert seat.page.editor.moved.isVisible()
    assert form_title(seat).endswith("MINE")
    seat.press(Key.Key_Escape)  # leaving needs the decision
    assert seat.page.editor.isVisible()


def test_versions_are_kept_compared_written_and_brought_back(
    seat: Seat, clerk: Actor, tmp_path: Path
) -> None:
    key = drafted(seat, clerk, title="First")
    seat.edit(key)
    QTest.keyClick(seat.frame, Key.Key_F5)
    versions = seat.page.writing.versions
    seat.settle(versions.isVisible)
    QTest.keyClick(seat.frame, Key.Key_F4)
    seat.type("after the talk")
    seat.press(Key.Key_Return)
    seat.settle(lambda: [row.note for row in versions.table.rows()] == ["after the talk"])
    assert "say the same" in versions.text.toPlainText()
    seat.press(Key.Key_Escape)
    form = seat.page.editor.form
    assert form is not None
    form.show_section("basics")
    seat.press(Key.Key_End)
    seat.type(" and second")
    form.price.form.show_fen("total", 140_000_000)
    form.price.form.edited.emit("total")
    seat.wait_saved()
    QTest.keyClick(seat.frame, Key.Key_F5)
    seat.settle(lambda: versions.isVisible() and versions.text.places() >= 2)
    told = versions.text.toPlainText()
    assert "1,300,000.00" in told and "1,400,000.00" in told
    shown: list[tuple[int, int]] = []
    versions.text.place_shown.connect(lambda place, places: shown.append((place, places)))
    QTest.keyClick(seat.frame, Key.Key_F3)
    QTest.keyClick(seat.frame, Key.Key_F3)
    QTest.keyClick(seat.frame, Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(seat.frame, Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    count = versions.text.places()
    assert shown == [(1, count), (2, count), (1, count), (count, count)]
    versions.write_to(str(tmp_path / "compared.pdf"))
    seat.settle((tmp_path / "compared.pdf").exists)
    assert (tmp_path / "compared.pdf").read_bytes().startswith(b"%PDF")
    QTest.mouseClick(versions.bring_back, Qt.MouseButton.LeftButton)
    seat.settle(seat.page.editor.isVisible)
    assert seat.card(key).content.title == "First"
    assert [c.title for c in kept(seat, key)] == ["First and second", "First"]


def test_a_frozen_contract_shows_its_versions_and_changes_none(seat: Seat, clerk: Actor) -> None:
    key = asked(lambda: a_signed_contract(seat.counter, clerk))
    seat.choose(key)
    seat.take(Step.VERSIONS)
    versions = seat.page.writing.versions
    seat.settle(lambda: versions.isVisible() and bool(versions.table.rows()))
    assert {row.stage for row in versions.table.rows()} >= {Stage.HANDED_IN, Stage.FROZEN}
    assert not (versions.keep.isVisible() or versions.bring_back.isVisible())
    seat.press(Key.Key_Escape)
    assert seat.page.overview.isVisible()


@pytest.mark.parametrize(
    ("step", "kind", "code"),
    [(Step.SUPPLEMENT, Amends.SUPPLEMENT, "supp"), (Step.REPLACEMENT, Amends.REPLACEMENT, "dev1")],
)
def test_a_sealed_contract_is_changed_by_another(
    seat: Seat, clerk: Actor, step: Step, kind: Amends, code: str
) -> None:
    key = asked(lambda: a_signed_contract(seat.counter, clerk))
    asked(lambda: seat.counter.sealing.seal(key, actor=clerk))
    seat.choose(key)
    seat.take(step)
    seat.settle(lambda: seat.page.editor.isVisible() and seat.page.editor.form is not None)
    card = seat.card(seat.page.editor.contract_id())
    old = seat.card(key)
    assert (card.state, card.template_code) == (ContractState.DRAFT, code)
    assert card.content.amends is not None
    assert (card.content.amends.kind, card.content.amends.number) == (kind, old.number)
    seat.press(Key.Key_End)
    seat.type("X")
    seat.wait_saved()
    assert seat.saved().amends == card.content.amends
