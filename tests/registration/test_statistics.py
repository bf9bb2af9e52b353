"""Figures are sums of whole fen, by every dimension the same; shown without drift."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.contracts.codes import codes
from app.contracts.states import Side
from app.counter import Counter
from app.registration.form import FormParty
from app.registration.states import Dimension
from app.registration.statistics import WAN_FEN, YI_FEN, Counted, in_unit, percent, size_step, tabulated
from app.security.actors import Actor
from tests.registration.filled import registered

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
        st.integers(1, 10**13), st.integers(1, 10**13),
    ),
    max_size=12,
)  # fmt: skip


@given(CONTRACTS, st.sampled_from(Dimension))
def test_the_lines_hold_every_contract_once(counted: list[Counted], dimension: Dimension) -> None:
    found = tabulated(dimension, tuple(counted), *YEAR)
    assert sum(line.count for line in found.lines) == found.total.count == len(counted)
    assert sum(line.total_fen for line in found.lines) == sum(c.total_fen for c in counted)
    assert sum(line.technical_fen for line in found.lines) == found.total.technical_fen
    assert all(line.name and line.name_en for line in found.lines)
    assert len({line.key for line in found.lines}) == len(found.lines)


@given(st.integers(0, 10**16), st.sampled_from([WAN_FEN, YI_FEN]))
def test_a_figure_is_never_off_by_more_than_half_a_hundredth(fen: int, unit: int) -> None:
    shown = Fraction(in_unit(fen, unit).replace(",", ""))
    assert abs(shown - Fraction(fen, unit)) <= Fraction(1, 200)


def test_known_figures() -> None:
    assert in_unit(20_500_000_000, YI_FEN) == "2.05"
    assert in_unit(130_000_000, WAN_FEN) == "130.00"
    assert in_unit(5_000, WAN_FEN) == "0.01"
    assert (percent(1, 3), percent(0, 0)) == ("33.3 %", "\u2014")
    assert [size_step(wan * WAN_FEN) for wan in (9, 10, 999, 1000)] == [0, 1, 4, 5]


def test_what_is_registered_is_counted_and_what_is_cancelled_is_not(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    keys = [registered(counter, clerk), registered(counter, clerk, 100_000_000)]
    found = desk.statistics.figures(Dimension.KIND, *YEAR)
    assert [(line.key, line.count, line.technical_fen) for line in found.lines] == [("DEV1", 2, 220_000_000)]
    desk.deciding.begin_cancelling(keys[0], "解除", actor=clerk)
    desk.deciding.cancel(keys[0], "解除", actor=clerk)
    after = desk.statistics.figures(Dimension.SELLER_REGION, *YEAR)
    assert [(line.key, line.total_fen) for line in after.lines] == [("abroad", 130_000_000)]
    assert desk.statistics.figures(Dimension.MONTH, date(2026, 12, 1), date(2026, 12, 31)).lines == ()


def test_the_table_leaves_the_house_as_csv_and_pdf(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    registered(counter, clerk)
    found = desk.statistics.figures(Dimension.FIELD, *YEAR)
    text = desk.statistics.csv(found).decode("utf-8-sig").splitlines()
    assert text[1].startswith("新材料及其应用,1,100.0 %,130.00,120.00") and text[1].endswith(
        "130000000,120000000"
    )
    assert desk.statistics.pdf((found,)).startswith(b"%PDF")
