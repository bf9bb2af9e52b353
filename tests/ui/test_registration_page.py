"""The registrar's page by keys: what is due first, a fault leads to its field, a case goes to its number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.documents.workbook import read_workbook
from app.registration.states import RegistrationState
from app.security.actors import Actor
from tests.builders import a_signed_contract
from tests.registration.filled import complete, in_review, opened, registered
from tests.ui.page_seat import Key, PageSeat, asked
from ui import theme
from ui.parts.background import Background
from ui.parts.row_table import RowTable
from ui.registration.case_view import CHECK, DECISION, FORM, PAPERS, PRINT
from ui.registration.decision_pane import Wish
from ui.registration.doors import RegistrationDoors
from ui.registration.figures_view import WORKLOAD
from ui.registration.page import OF_CONTRACT, RegistrationPage
from ui.shell.language import Language

Seat = PageSeat[RegistrationPage]
Ctrl = Qt.KeyboardModifier.ControlModifier
S = RegistrationState


@pytest.fixture
def seat(
    qtbot: QtBot, counter: Counter, clerk: Actor, background: Background, no_sql_in_the_window: None
) -> Iterator[Seat]:
    background.follow(counter.store.listen)
    desk = counter.registering
    doors = RegistrationDoors(
        desk.intake,
        desk.deciding,
        desk.view,
        desk.papers,
        desk.exporting,
        desk.returns,
        desk.statistics,
        desk.fields,
        counter.store.clock,
        counter.settings.zone,
    )
    page = RegistrationPage(doors, background, clerk)
    made = PageSeat(qtbot, page, background, counter.store.clock, counter.settings.zone)
    yield made
    background.close()


def state_of(counter: Counter, key: str) -> RegistrationState:
    return asked(lambda: counter.registering.view.registration(key)).row.state


def show(seat: Seat, key: str) -> None:
    seat.page.open_record(key)
    seat.settle(lambda: seat.page.case.card() is not None)


def test_an_empty_list_says_what_to_do(seat: Seat) -> None:
    assert seat.page.table.rows() == ()
    assert not seat.page.table._stack.currentWidget().isHidden()


def test_a_contract_of_another_page_is_handed_in_prefilled(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    contract = asked(lambda: a_signed_contract(counter, clerk))
    seat.page.open_record(OF_CONTRACT + contract)
    seat.settle(lambda: seat.page.case.card() is not None)
    assert seat.page.case.form.form.text("total") == "1,300,000.00"
    first = seat.page.case.card()
    seat.page.open_record(OF_CONTRACT + contract)
    seat.settle()
    again = seat.page.case.card()
    assert first is not None and again is not None and again.row.id == first.row.id


def test_a_fault_leads_to_its_field(seat: Seat, counter: Counter, clerk: Actor) -> None:
    show(seat, asked(lambda: opened(counter, clerk)))
    rules = [finding.rule for finding in seat.page.case.check.table.rows()]
    seat.press(getattr(Key, f"Key_{rules.index('p05') + 1}"))
    assert seat.page.case.tabs.currentIndex() == FORM
    assert seat.focus() is seat.page.case.form.boxes[1].form.editor("division")
    seat.page.case.tabs.setCurrentIndex(CHECK)
    papers = next(f for f in seat.page.case.check.table.rows() if f.rule == "p23")
    seat.page.case.check.chosen.emit(papers)
    assert seat.page.case.tabs.currentIndex() == PAPERS


def test_a_case_is_brought_to_its_number_by_keys(seat: Seat, counter: Counter, clerk: Actor) -> None:
    key = asked(lambda: complete(counter, clerk))
    seat.page.refresh()
    seat.settle(lambda: bool(seat.page.table.rows()))
    seat.page.take_focus()
    seat.press(Key.Key_Return)
    seat.settle(lambda: seat.page.case.card() is not None)
    assert seat.page.case.check.table.rows() == ()
    for after in (S.ACCEPTED, S.REVIEW):
        seat.page.case.go_on()
        seat.settle(lambda after=after: seat.page.case.card().row.state is after)
    assert seat.page.case.tabs.currentIndex() == DECISION
    seat.page.case.go_on()
    seat.settle(lambda: seat.page.banner.isVisible())
    assert state_of(counter, key) is S.REVIEW
    pane = seat.page.case.decision
    for name in tuple(pane.ticks.values()):
        if name.startswith("is:"):
            pane.ticks.set_text(name, "1")
    seat.page.case.go_on()
    seat.settle(lambda: seat.page.case.tabs.currentIndex() == PRINT)
    seat.settle(lambda: seat.page.case.print.preview.page_count() > 0)
    assert state_of(counter, key) is S.REGISTERED
    seat.page.case.tabs.setCurrentIndex(DECISION)
    pane.form.set_text("number", "2026 6201 01 000001")
    pane.button(Wish.NUMBER).click()
    seat.settle(lambda: seat.page.case.card().row.national_number == "2026620101000001")
    seat.press(Key.Key_Escape)
    assert seat.page.table.isVisible()


def test_what_was_typed_is_kept_by_ctrl_s_and_a_wrong_amount_stays_at_its_field(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    key = asked(lambda: opened(counter, clerk))
    show(seat, key)
    form = seat.page.case.form.form
    form.set_text("technical", "a lot")
    seat.page.case.save()
    seat.settle(lambda: form.error("technical") != "")
    form.set_text("technical", "1,100,000")
    form.set_text("field", "05")
    seat.page.case.papers.all_brought()
    seat.page.case.save()
    seat.settle(lambda: bool(seat.said))
    entry = asked(lambda: counter.registering.view.registration(key)).entry
    assert (entry.technical_fen, entry.form.field) == (110_000_000, "05")
    assert all(str(mark) == "brought" for mark in entry.materials.values())


def test_a_decision_taken_elsewhere_is_told(seat: Seat, counter: Counter, clerk: Actor) -> None:
    key = asked(lambda: in_review(counter, clerk))
    show(seat, key)
    desk = counter.registering.deciding
    seat.page.background.changed.disconnect(seat.page._on_changed)
    asked(lambda: desk.refuse(key, ("R02",), "承揽合同", actor=clerk))
    seat.page.case.decision.form.set_text("reason", "双方有争议")
    seat.page.case._on_wished(Wish.EXPERTS)
    seat.settle(lambda: seat.page.banner.isVisible())
    seat.settle(lambda: seat.page.case.card().row.state is S.REFUSED)


def test_the_second_level_of_a_field_is_chosen_by_its_digits(
    seat: Seat, counter: Counter, clerk: Actor, tmp_path: Path
) -> None:
    key = asked(lambda: opened(counter, clerk))
    show(seat, key)
    assert not seat.page.case.form.form.editor("subfield").isEnabled()
    table = tmp_path / "fields.csv"
    table.write_text(
        "代码,上级代码,名称\n0501,05,金属材料\n0502,05,高分子材料\n0101,01,软件\n", encoding="utf-8"
    )
    seat.page.figures.take_fields(str(table))
    seat.settle(lambda: seat.said == ["Rows of the second level taken in: 3"])
    show(seat, asked(lambda: opened(counter, clerk)))
    form = seat.page.case.form.form
    seat.page.case.tabs.setCurrentIndex(FORM)
    form.editor("field").setFocus()
    seat.type("05")
    seat.press(Key.Key_Return)
    assert seat.focus() is form.editor("subfield")
    seat.type("0502")
    seat.press(Key.Key_S, Ctrl)
    seat.settle(lambda: seat.said[-1] == "Saved")
    kept = asked(lambda: counter.registering.view.registration(seat.page.case.card().row.id)).entry.form
    assert (kept.field, kept.subfield) == ("05", "0502")
    form.set_text("field", "01")
    assert form.text("subfield") == ""


def test_figures_lists_and_numbers(seat: Seat, counter: Counter, clerk: Actor, tmp_path: Path) -> None:
    asked(lambda: registered(counter, clerk))
    seat.page.show_figures()
    figures = seat.page.figures
    seat.settle(lambda: bool(figures.tables.figures.rows()))
    assert figures.sum.text().startswith("1 contracts (\u2014)")
    for name in ("list.xlsx", "list.json"):
        figures.write_list_to(str(tmp_path / name))
        seat.settle(lambda name=name: (tmp_path / name).exists())
    figures.span.set_text("dimension", WORKLOAD)
    seat.settle(lambda: bool(figures.tables.work.rows()))
    assert figures.sum.text().startswith("Accepted 1 (\u2014), registered 1")
    for name in ("table.csv", "table.xlsx"):
        figures.write_table_to(str(tmp_path / name))
        seat.settle(lambda name=name: (tmp_path / name).exists())
    assert read_workbook((tmp_path / "table.xlsx").read_bytes())[1][1] == "1"
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("受理号,合同登记编号\nSL-1,2026620101000001\n", encoding="utf-8")
    seat.page.figures.take_numbers(str(wrong))
    seat.settle(lambda: seat.page.banner.isVisible())
    assert "2: There is nothing of this name." in seat.page.banner.text()
    seat.page.figures.take_numbers(str(tmp_path / "list.xlsx"))
    seat.settle(lambda: seat.said[-1] == "Numbers taken in: 0")


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720)])
def test_every_tab_fits_without_scrolling_the_page(
    seat: Seat, counter: Counter, clerk: Actor, size: tuple[int, int]
) -> None:
    """1280 x 720: 1920 x 1080 at 150 %."""
    seat.frame.resize(*size)
    show(seat, asked(lambda: opened(counter, clerk)))
    for tab in (CHECK, FORM, PAPERS, DECISION, PRINT):
        seat.page.case.tabs.setCurrentIndex(tab)
        seat.settle()
        assert scrolled(seat) == []


@pytest.fixture(params=["en", "zh_CN"])
def large_text(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    speaking = Language()
    speaking.speak(request.param)
    theme.apply(qapp, theme.Theme("light", 1.5))
    yield
    speaking.speak("C")
    theme.apply(qapp, theme.Theme())


def test_lists_and_figures_fit_a_small_screen_with_large_text(
    large_text: None, seat: Seat, counter: Counter, clerk: Actor
) -> None:
    asked(lambda: [in_review(counter, clerk), registered(counter, clerk), opened(counter, clerk)])
    seat.page.refresh()
    seat.settle(lambda: len(seat.page.table.rows()) == 2)
    assert scrolled(seat) == []
    figures = seat.page.figures
    seat.page.show_figures()
    seat.settle(lambda: bool(figures.tables.figures.rows()))
    assert scrolled(seat) == [] and names_are_whole(figures.tables.figures)
    figures.span.set_text("dimension", WORKLOAD)
    seat.settle(lambda: bool(figures.tables.work.rows()))
    assert scrolled(seat) == [] and names_are_whole(figures.tables.work)
    seat.press(Key.Key_Escape)
    seat.settle()
    assert scrolled(seat) == []


def scrolled(seat: Seat) -> list[int]:
    """How far the page scrolls, by each bar that is seen."""
    area = seat.page.parentWidget().parentWidget()
    bars = [bar for bar in area.findChildren(QScrollBar) if bar.parentWidget().parentWidget() is area]
    return [bar.maximum() for bar in bars if bar.isVisible()]


def names_are_whole(table: RowTable[Any]) -> bool:
    """Whether the first column has room for its words."""
    view = table._view
    index = view.model().index(0, 0)
    words = QFontMetrics(theme.font(bold=True)).horizontalAdvance(index.data())
    return words < view.visualRect(index).width()


def test_the_keys_stay_in_the_page_where_a_tab_cannot_be_filled_in(
    seat: Seat, counter: Counter, clerk: Actor
) -> None:
    show(seat, asked(lambda: registered(counter, clerk)))
    for tab in (FORM, PAPERS, DECISION, PRINT, CHECK):
        seat.page.case.tabs.setCurrentIndex(tab)
        seat.settle()
        assert seat.page.isAncestorOf(seat.focus()), tab
