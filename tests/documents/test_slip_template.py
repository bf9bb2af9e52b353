"""The layout of slips: what it may say, and what is refused with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.sheets import SlipCode, SlipLine, SlipRuler, SlipSheet, read_slip
from app.documents.slip_escpos import slip_bytes
from app.documents.slip_template import (
    TRIAL,
    USUAL,
    VOID,
    LayoutProblem,
    LayoutRefused,
    check_layout,
    compose,
    shipped_layout,
)
from tests.documents.sheets_for_tests import SLIP_CODE, SLIP_FACTS, slip

CODES = {"code": SLIP_CODE, "rating": "https://rate.example/1"}


def test_the_shipped_layouts_are_understood() -> None:
    check_layout(shipped_layout(USUAL))
    check_layout(shipped_layout(VOID))
    facts = {"hall": "大厅", "printer": "1.2.3.4", "printed_at": "2026-11-25 10:00"}
    parts = compose(shipped_layout(TRIAL), facts, {"code": "GT1:TRIAL"})
    assert any(isinstance(part, SlipRuler) for part in parts)
    assert any(isinstance(part, SlipCode) for part in parts)


def test_a_line_has_its_looks_and_its_facts() -> None:
    parts = compose("[center bold x4] {number}\n{number} 到 {window}\n\n[]  [注意]", SLIP_FACTS, CODES)
    assert parts == (
        SlipLine("A012", scale=4, bold=True, align="center"),
        SlipLine("A012 到 3 号窗口"),
        SlipLine(""),
        SlipLine(" [注意]"),
    )


def test_codes_stand_where_the_layout_wants_them_and_go_where_there_is_none() -> None:
    parts = compose("[rating]\n{number}\n[code]", SLIP_FACTS, CODES | {"rating": ""})
    assert parts == (SlipLine("A012"), SlipCode(SLIP_CODE))


def test_a_line_goes_only_where_all_its_facts_are_empty() -> None:
    text = "到 {window}，{notice}\n{estimate}\n注意事项"
    parts = compose(text, SLIP_FACTS | {"notice": "", "estimate": ""}, CODES)
    assert parts == (SlipLine("到 3 号窗口，"), SlipLine("注意事项"))


@pytest.mark.parametrize(
    ("text", "line", "problem", "word"),
    [
        ("{number}\n# {anything}\n{name}", 3, LayoutProblem.UNKNOWN_FACT, "{name}"),
        ("{number}\n{}", 2, LayoutProblem.UNKNOWN_FACT, "{}"),
        ("[centre] {number}", 1, LayoutProblem.UNKNOWN_LOOK, "[centre]"),
        ("[code] {number}", 1, LayoutProblem.UNKNOWN_LOOK, "[code]"),
        ("[x9] {number}", 1, LayoutProblem.UNKNOWN_LOOK, "[x9]"),
        ("{number", 1, LayoutProblem.OPEN_BRACE, ""),
        ("{number}\n}", 2, LayoutProblem.OPEN_BRACE, ""),
        ("{number}\n" + "长" * 201, 2, LayoutProblem.TOO_LONG, ""),
        ("{number}\n" * 61, 61, LayoutProblem.TOO_MANY_LINES, ""),
        ("{number}\x1bp\x00", 1, LayoutProblem.CONTROL_CHARACTER, ""),
        ("{hall}\n{matter}", 2, LayoutProblem.NUMBER_MISSING, "{number}"),
        ("", 1, LayoutProblem.NUMBER_MISSING, "{number}"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(
    text: str, line: int, problem: LayoutProblem, word: str
) -> None:
    with pytest.raises(LayoutRefused) as refused:
        check_layout(text)
    assert (refused.value.line, refused.value.problem, refused.value.word) == (line, problem, word)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_taken_or_refused(text: str) -> None:
    try:
        check_layout(text)
    except LayoutRefused as refused:
        assert 1 <= refused.line <= max(len(text.splitlines()), 1)
    else:
        compose(text, SLIP_FACTS, CODES)


def test_a_fact_cannot_command_the_printer() -> None:
    # ESC p opens a cash drawer, GS V cuts: a matter's name must not reach the printer as a command.
    data = slip_bytes(slip(matter="登记\x1bp\x00\x1dV\x00\x9b"))
    assert b"\x1bp" not in data
    assert data.count(b"\x1dV") == 1


LINES = st.builds(
    SlipLine, st.text(), st.integers(1, 4), st.booleans(), st.sampled_from(["left", "center", "right"]),
    st.booleans(),
)  # fmt: skip


@given(st.lists(LINES | st.builds(SlipCode, st.text()) | st.just(SlipRuler())))
def test_a_slip_that_waits_is_set_from_what_was_written_down(parts: list[SlipLine]) -> None:
    sheet = SlipSheet("A012", "大厅", tuple(parts))
    assert read_slip(sheet.words()) == sheet
