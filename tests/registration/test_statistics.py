"""Figures are sums of whole fen, by every dimension the same; shown without drift, beside the year before."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.contracts.codes import codes
from app.contracts.states import Side
from app.counter import Counter
from app.documents.workbook import read_workbook
from app.kernel.clock import SteppingClock
from app.registration.counting import (
    WAN_FEN,
    YI_FEN,
    Counted,
    Span,
    Sums,
    growth,
    in_unit,
    percent,
    size_step,
    tabulated,
)
from app.registration.form import FormParty
from app.registration.states import Dimension
from app.security.actors import Actor
from tests.registration.filled import completed, opened, registered

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
NATURES = st.sampled_from([row.code for row in codes("party")] + [""])
PLACES = st.sampled_from(["620102", "110101", "", "650101"])


def parties(side: Side) -> st.SearchStrategy[FormParty | None]:
    made = st.builds(FormParty, st.just(side), st.just("x"), nature=NATURES, division=PLACES,
                     country=st.sampled_from(["156", "702"]))  # fmt: skip
    return st.none() | made


def of(table: str) -> st.SearchStrategy[str]:
    return st.sampled_from([row.code for row in codes(table)] + [""])


CONTRACTS = st.lists(
    st.builds(
        Counted,
        of("type"), of("field"), of("seo"), of("ipr"), of("plan"), of("industry"),
        parties(Side.SELLER), parties(Side.BUYER), st.dates(*YEAR),
        st.integers(1, 10**13), st.integers(1, 10**13), st.sampled_from(["0501", "0502", ""]),
    ),
    max_size=12,
)  # fmt: skip


@given(CONTRACTS, CONTRACTS, st.sampled_from(Dimension))
def test_the_lines_hold_every_contract_once(
    counted: list[Counted], before: list[Counted], dimension: Dimension
) -> None:
    found = tabulated(dimension, Span(*YEAR), counted, before)
    for whole, of_line, contracts in (
        (found.total.now, [line.now for line in found.lines], counted),
        (found.total.before, [line.before for line in found.lines], before),
    ):
        assert sum(line.count for line in of_line) == whole.count == len(contracts)
        assert sum(line.total_fen for line in of_line) == whole.total_fen
        assert whole.total_fen == sum(c.total_fen for c in contracts)
        assert sum(line.technical_fen for line in of_line) == whole.technical_fen
    assert all(line.name and line.name_en for line in found.lines)
    assert len({line.key for line in found.lines}) == len(found.lines)


@given(CONTRACTS, st.sampled_from(Dimension))
def test_a_year_that_repeats_the_one_before_has_not_grown(
    counted: list[Counted], dimension: Dimension
) -> None:
    earlier = [replace(one, registered_on=one.registered_on.replace(year=2025)) for one in counted]
    found = tabulated(dimension, Span(*YEAR), counted, earlier)
    assert all(line.now == line.before for line in (*found.lines, found.total))
    assert {growth(line.now.total_fen, line.before.total_fen) for line in found.lines} <= {"0.0 %"}


@given(st.integers(0, 10**16), st.sampled_from([WAN_FEN, YI_FEN]))
def test_a_figure_is_never_off_by_more_than_half_a_hundredth(fen: int, unit: int) -> None:
    shown = Fraction(in_unit(fen, unit).replace(",", ""))
    assert abs(shown - Fraction(fen, unit)) <= Fraction(1, 200)


@given(st.integers(0, 10**15), st.integers(1, 10**15))
def test_a_growth_is_never_off_by_more_than_half_a_tenth(now: int, before: int) -> None:
    shown = Fraction(growth(now, before).replace("\u2212", "-").removesuffix(" %"))
    assert abs(shown - Fraction(100 * (now - before), before)) <= Fraction(1, 20)


@given(st.dates(date(2001, 1, 1), date(2400, 12, 31)))
def test_the_year_before_of_a_month_is_that_month(day: date) -> None:
    first = day.replace(day=1)
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    before = Span(first, last).year_before()
    assert before.since == first.replace(year=day.year - 1)
    assert (before.until + timedelta(days=1)).day == 1
    assert (before.until.year, before.until.month) == (day.year - 1, day.month)


def test_known_figures() -> None:
    assert in_unit(20_500_000_000, YI_FEN) == "2.05"
    assert in_unit(130_000_000, WAN_FEN) == "130.00"
    assert in_unit(5_000, WAN_FEN) == "0.01"
    assert (percent(1, 3), percent(0, 0)) == ("33.3 %", "\u2014")
    # The article's 40.89 % is really 40.85 (domain.md 11.1).
    assert growth(13_932, 23_555) == "\u221240.9 %"
    assert (growth(3, 2), growth(1, 0), growth(0, 4)) == ("+50.0 %", "\u2014", "\u2212100.0 %")
    assert [size_step(wan * WAN_FEN) for wan in (9, 10, 999, 1000)] == [0, 1, 4, 5]


def test_what_is_registered_is_counted_and_what_is_cancelled_is_not(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    keys = [registered(counter, clerk), registered(counter, clerk, 100_000_000)]
    found = desk.statistics.figures(Dimension.KIND, *YEAR)
    assert [(line.key, line.now) for line in found.lines] == [("DEV1", Sums(2, 260_000_000, 220_000_000))]
    desk.deciding.begin_cancelling(keys[0], "解除", actor=clerk)
    desk.deciding.cancel(keys[0], "解除", actor=clerk)
    after = desk.statistics.figures(Dimension.SELLER_REGION, *YEAR)
    assert [(line.key, line.now.total_fen) for line in after.lines] == [("abroad", 130_000_000)]
    assert desk.statistics.figures(Dimension.MONTH, date(2026, 12, 1), date(2026, 12, 31)).lines == ()


def test_the_same_days_of_the_year_before_stand_beside(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    registered(counter, clerk, 100_000_000)
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step(365 * 86_400)
    november = (date(2027, 11, 1), date(2027, 11, 30))
    gone = desk.statistics.figures(Dimension.CLASS, *november)
    assert [(line.key, line.now.count, line.before.count) for line in gone.lines] == [("DEV", 0, 1)]
    assert growth(gone.total.now.count, gone.total.before.count) == "\u2212100.0 %"
    # A year later the same case is registered under another number of days; it counts where it stands.
    months = desk.statistics.figures(Dimension.MONTH, date(2027, 1, 1), date(2027, 12, 31))
    assert [(line.key, line.before.technical_fen) for line in months.lines] == [("2027-11", 100_000_000)]
    assert desk.statistics.figures(Dimension.CLASS, *YEAR).total.before == Sums()


def test_the_second_level_is_counted_below_its_field(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    desk.fields.take("代码,上级代码,名称,英文\n0501,05,金属材料,Metals\n".encode(), actor=clerk)
    key = opened(counter, clerk)
    card = desk.view.registration(key)
    entry = completed(card)
    entry = replace(entry, form=replace(entry.form, subfield="0501"))
    counted = Counted("DEV1", "05", "", "", "", "", None, None, YEAR[0], 1, 1)
    lines = tabulated(
        Dimension.SUBFIELD,
        Span(*YEAR),
        [counted, replace(counted, subfield=entry.form.subfield), replace(counted, field="")],
        (),
        desk.fields.subfields(),
    ).lines
    assert [(line.name, line.name_en) for line in lines] == [
        ("新材料及其应用 / 金属材料", "New materials / Metals"),
        ("新材料及其应用 / 未填", "New materials / Not told"),
        ("未填", "Not told"),
    ]


def test_the_table_leaves_the_house_as_csv_excel_and_pdf(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    registered(counter, clerk)
    found = desk.statistics.figures(Dimension.FIELD, *YEAR)
    text = desk.statistics.csv(found).decode("utf-8-sig").splitlines()
    line = "新材料及其应用,1,100.0 %,—,130.00,100.0 %,—,120.00,100.0 %,—,130.00,130000000,120000000"
    assert text[1] == line
    work = desk.statistics.workload(*YEAR)
    book = read_workbook(desk.statistics.workbook((found, work)))
    assert (book[1][4], book[2][0], book[2][11]) == ("130", "合计", "130000000")
    assert desk.statistics.pdf((found, work)).startswith(b"%PDF")
