"""Pieces over pages: nothing is lost, no page overflows, space is spread so that no page stays half empty."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.documents.flow import Page, Piece, blank, flow, flow_evenly, kept

ROOM = 680.0


def line(height: float = 18.0, before: float = 0.0) -> Piece:
    return Piece(height, lambda canvas, x, y: None, before)


def emptiest(pages: list[Page]) -> float:
    return max((blank(page, ROOM) for page in pages[:-1]), default=0.0)


heights = st.lists(st.sampled_from([18.0, 36.0, 90.0]), min_size=1, max_size=120)


@given(heights, st.floats(200, 460))
def test_spacing_leaves_pages_no_emptier_than_they_would_be(told: list[float], ending: float) -> None:
    pieces = [line(height, 6.0) for height in told] + [line(ending)]
    pages = flow_evenly(pieces, ROOM, 1)
    assert [placed.piece for page in pages for placed in page] == pieces
    assert all(blank(page, ROOM) >= 0 for page in pages)
    assert emptiest(pages) <= max(emptiest(flow(pieces, ROOM)), ROOM / 6)


def test_what_is_a_little_too_long_for_its_page_is_set_closer() -> None:
    text = [line(18.0, 6.0) for _ in range(10)]
    ending = kept([line(230.0), line(230.0)])
    assert [len(page) for page in flow([*text, *ending], ROOM)] == [10, 2]
    assert [len(page) for page in flow_evenly([*text, *ending], ROOM, 1)] == [12]


def test_pages_that_are_full_keep_their_usual_spacing() -> None:
    pieces = [line(18.0, 6.0) for _ in range(100)]
    assert flow_evenly(pieces, ROOM, 1) == flow(pieces, ROOM)
