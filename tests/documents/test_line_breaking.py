"""No line begins or ends with a mark that may not stand there; nothing is lost; numbers stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.line_breaking import NO_END, NO_START, break_lines


def ems(text: str) -> float:
    return sum(0.5 if character < "\u0080" else 1.0 for character in text)


words = st.one_of(
    st.text("技术合同研究开发成果𠮷䶮", min_size=1, max_size=6),
    st.sampled_from(
        ["￥1,234,567.89元", "０．８５", "100%", "PM2.5", "W/(m·K)", "2026-12-01", "——", "……", "a b"]
    ),
)
openings = st.sampled_from(["", "（", "《", "“", "￥", "（“", "《【"])
closings = st.sampled_from(["", "，", "。", "；", "：", "？", "！", "、", "）", "》，", "。”", "”）。", "……"])
pieces = st.tuples(openings, words, closings).map("".join)
paragraphs = st.lists(pieces, min_size=1, max_size=60).map("".join)
rooms = st.integers(min_value=18, max_value=45)


@given(paragraphs, rooms)
def test_nothing_is_lost(text: str, room: int) -> None:
    assert "".join(line.text for line in break_lines(text, room, ems, 2)) == text


@given(paragraphs, rooms)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str, room: int) -> None:
    lines = [line.text for line in break_lines(text, room, ems, 2)]
    assert [line for line in lines[1:] if line[0] in NO_START] == []
    assert [line for line in lines[:-1] if line.rstrip()[-1] in NO_END] == []


@given(paragraphs, rooms)
def test_lines_keep_to_their_room(text: str, room: int) -> None:
    first, *others = break_lines(text, room, ems, 2)
    assert ems(first.text.rstrip()) <= room - 2
    assert all(ems(line.text.rstrip()) <= room for line in others)


@given(st.text(max_size=200), rooms)
def test_any_text_at_all_comes_back(text: str, room: int) -> None:
    assert "".join(line.text for line in break_lines(text, room, ems)) == text


@pytest.mark.parametrize(
    "whole",
    [
        *("￥1,234,567.89元", "０．８５", "１２３４５６７", "2026-12-01", "￥3万元", "PM2.5", "……", "——"),
        *("1100 0000 0000 0000 226", "6222-0202-0000-1234", "91620100MA0000012XX", "2026年11月26日", "2.5 %"),
        *("0931-8100000", "(0931) 810 0000", "（0931）8100000", "+86 139 0000 0000", "1,300,000.00 元"),
        *("人民币壹佰贰拾叁万肆仟元整", "玖仟零伍元伍角"),
    ],
)
@pytest.mark.parametrize("before", range(1, 24))
def test_amounts_numbers_and_dashes_are_never_parted(whole: str, before: int) -> None:
    text = "甲" * before + whole + "乙" * 12
    assert any(whole in line.text for line in break_lines(text, 16, ems))


def test_a_line_widens_only_beside_ideographs() -> None:
    (line,) = break_lines("支付￥1,234.00元给ABC公司……好", 40, ems)
    text = line.text
    parted = [text[start:end] for start, end in zip((0, *line.gaps), (*line.gaps, len(text)), strict=True)]
    assert parted == ["支", "付", "￥1,234.00元", "给", "ABC", "公", "司", "……", "好"]


def test_a_word_wider_than_the_line_is_cut_rather_than_lost() -> None:
    lines = break_lines("x" * 50, 10, ems)
    assert [len(line.text) for line in lines] == [20, 20, 10]


def test_a_last_line_of_one_character_gets_company() -> None:
    lines = break_lines("技" * 30 + "果。", 30, ems)
    assert [line.text for line in lines] == ["技" * 29, "技果。"]


def test_a_torn_line_is_left_ragged() -> None:
    first, *_ = break_lines("乙方" + "x" * 30, 16, ems)
    assert first.text == "乙方"
    assert first.stretch(16, 1.0) == 0.0
    assert first.stretch(2.2, 1.0) == pytest.approx(0.2)
