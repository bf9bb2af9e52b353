"""Satisfaction on paper: the rate never stands without the count of those who were silent."""

from __future__ import annotations

import datetime as dt

import pytest

from app.catalogue.known import KnownHall
from app.counter import Counter
from app.documents.sheets import ReportSheet, Table, texts
from app.kernel.errors import FieldRefused, Forbidden
from app.presses import ReportMaker
from app.ratings.paper import RatingsPaper
from app.ratings.states import SaidBy, TaskState
from app.security.actors import Actor, Role
from tests.builders import ZONE
from tests.ratings.test_ratings import TODAY, a_bad_one, a_case

YESTERDAY = TODAY - dt.timedelta(days=1)


class Press:
    """Keeps the sheets it is handed, and sets them too."""

    def __init__(self) -> None:
        self.sheets: list[ReportSheet] = []

    def press(self, sheet: ReportSheet) -> bytes:
        self.sheets.append(sheet)
        return ReportMaker().press(sheet)

    def rows(self, section: int) -> tuple[tuple[str, ...], ...]:
        table = self.sheets[-1].sections[section].items[0]
        assert isinstance(table, Table)
        return table.rows


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def paper(counter: Counter, press: Press) -> RatingsPaper:
    return RatingsPaper(counter.store, counter.ratings_view, KnownHall(counter.store), press, ZONE)


def test_the_sheet_has_both_counts_the_rate_and_the_levels_and_names_no_visitor(
    counter: Counter, clerk: Actor, paper: RatingsPaper, press: Press
) -> None:
    for level in (5, 3, None):
        case_id = a_case(counter, clerk)
        if level is not None:
            counter.ratings.rate(case_id, level, [], SaidBy.SCREEN)
    a_bad_one(counter, clerk)
    task = a_bad_one(counter, clerk, level=2)
    counter.ratings.assign(task, clerk.staff_id, actor=clerk)
    counter.ratings.set_aside(task, TaskState.MISTAKEN, "meant another", actor=clerk)
    job = paper.print_satisfaction(TODAY, TODAY, actor=clerk).value
    assert press.rows(0) == (("5", "3", "1", "1", "66.6 %"),)
    shares = ("33.3 %", "0.0 %", "33.3 %", "0.0 %", "33.3 %")
    assert [row[1:] for row in press.rows(1)] == list(zip("10101", shares, strict=True))
    assert "2026-11-23" in "\n".join(texts(press.sheets[-1]))
    assert counter.spool.jobs()[0].id == job


def test_where_nobody_rated_there_is_no_rate(
    counter: Counter, clerk: Actor, paper: RatingsPaper, press: Press
) -> None:
    a_case(counter, clerk)
    paper.print_satisfaction(YESTERDAY, TODAY, actor=clerk)
    assert [row[:4] for row in press.rows(0)] == [("1", "0", "1", "0")]
    assert "%" not in press.rows(0)[0][4]


def test_days_that_make_no_sense_and_whoever_may_not_print_are_refused(
    counter: Counter, clerk: Actor, paper: RatingsPaper, press: Press
) -> None:
    with pytest.raises(FieldRefused):
        paper.print_satisfaction(TODAY, YESTERDAY, actor=clerk)
    with pytest.raises(Forbidden):
        paper.print_satisfaction(TODAY, TODAY, actor=Actor("a", "a", "A", Role.AUDITOR))
    assert not press.sheets
