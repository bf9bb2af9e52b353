"""Two texts of a contract: what was put in, taken out, moved, reworded, and which figures are others."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.contracts.comparing import Difference, Fact, Fate, Mark, compare, compare_lines, runs_between
from app.contracts.comparison_sheet import comparison_sheet
from app.contracts.content import (
    AccountContent,
    ClauseContent,
    ContractContent,
    InstalmentContent,
    PartyContent,
)
from app.contracts.states import Payment, Side
from app.contracts.text_of_contract import Line, text_of_contract
from app.documents.comparison_pdf import render_comparison
from app.documents.file_parts import FileParts
from app.documents.templates import load_template

TEMPLATE = load_template("free")
WORDS = (
    "交付",
    "研究",
    "成果",
    "验收",
    "甲方",
    "乙方",
    "技术",
    "资料",
    "保密",
    "期限",
    "30日",
    "违约金",
    "3,000元",
)
CLAUSES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map("".join)
LINES = st.lists(st.builds(Line, CLAUSES, st.sampled_from(["", "1.1", "2"]), st.booleans()), max_size=25)


def a_text(clauses: list[str], **changes: object) -> ContractContent:
    content = ContractContent(
        title="样例",
        parties=(PartyContent(Side.BUYER, "甲公司"), PartyContent(Side.SELLER, "乙公司")),
        clauses=tuple(ClauseContent(text, title=f"第{n}节") for n, text in enumerate(clauses)),
    )
    return replace(content, **changes)  # type: ignore[arg-type]


def between(before: ContractContent, after: ContractContent) -> Difference:
    return compare(text_of_contract(TEMPLATE, before), text_of_contract(TEMPLATE, after))


def many(count: int) -> list[str]:
    return [
        f"第{n}项：乙方应当在{n + 3}日内完成第{n * 7}号任务的研究，并提交编号为K{n * 13}的报告。"
        for n in range(count)
    ]


@given(LINES, LINES)
def test_a_difference_gives_either_text_back(before: list[Line], after: list[Line]) -> None:
    difference = Difference((), tuple(compare_lines(before, after)))
    assert difference.lines_before() == tuple(line.text for line in before)
    assert difference.lines_after() == tuple(line.text for line in after)


@given(LINES)
def test_the_same_text_has_no_difference(lines: list[Line]) -> None:
    assert all(p.fate is Fate.SAME for p in compare_lines(lines, lines))


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_runs_of_a_line_give_both_lines_back(before: str, after: str) -> None:
    runs = runs_between(before, after)
    assert "".join(r.text for r in runs if r.mark is not Mark.INSERTED) == before
    assert "".join(r.text for r in runs if r.mark is not Mark.DELETED) == after
    assert all(one.mark is not other.mark for one, other in pairwise(runs))


@given(st.integers(2, 30), st.data())
def test_a_clause_put_elsewhere_is_moved_not_taken_out_and_put_in(count: int, data: st.DataObject) -> None:
    lines = [Line(text) for text in many(count)]
    place = data.draw(st.integers(0, count - 1))
    rest = lines[:place] + lines[place + 1 :]
    target = data.draw(st.integers(0, count - 1).filter(lambda n: n != place))
    found = list(compare_lines(lines, [*rest[:target], lines[place], *rest[target:]]))
    fates = [p.fate for p in found if p.fate is not Fate.SAME]
    assert fates == [Fate.MOVED]


def test_a_moved_and_reworded_clause_is_still_one() -> None:
    lines = [Line(text) for text in many(12)]
    changed = Line(lines[2].text.replace("报告", "书面报告"))
    found = list(compare_lines(lines, [*lines[:2], *lines[3:10], changed, *lines[10:]]))
    moved = [p for p in found if p.fate is Fate.MOVED]
    assert [(p.place_before, p.place_after, p.is_reworded) for p in moved] == [(2, 9, True)]
    assert [p for p in found if p.fate in (Fate.ADDED, Fate.REMOVED)] == []


def test_one_changed_word_is_marked_alone_and_numbers_stay_whole() -> None:
    runs = runs_between("乙方应当在30日内交付第1,200号样品。", "乙方应当在15日内交付第1,250号样品。")
    assert [(r.mark, r.text) for r in runs if r.mark is not Mark.SAME] == [
        (Mark.DELETED, "30"),
        (Mark.INSERTED, "15"),
        (Mark.DELETED, "1,200"),
        (Mark.INSERTED, "1,250"),
    ]


def test_added_and_removed_clauses_are_told_with_their_numbers() -> None:
    before = a_text(many(6))
    after = a_text([*many(6)[:4], "完全不同的一条新约定，涉及争议期间的费用。", *many(6)[5:]])
    difference = between(before, after)
    assert (difference.count(Fate.ADDED), difference.count(Fate.REMOVED)) == (1, 1)
    assert difference.count(Fate.MOVED) == 0
    assert not difference.is_empty


def test_a_new_section_renumbers_the_others_and_changes_none_of_them() -> None:
    before, after = a_text(many(5)), a_text([many(9)[8], *many(5)])
    difference = between(
        before, replace(after, clauses=(ClauseContent(many(9)[8], title="新节"), *before.clauses))
    )
    assert {p.fate for p in difference.passages} == {Fate.SAME, Fate.ADDED}
    shifted = next(p for p in difference.passages if p.text_after() == "第0节")
    assert (shifted.before, shifted.after) == ("第一条", "第二条")


def test_changed_figures_names_and_days_are_named() -> None:
    before = a_text(
        [],
        total_fen=10_000,
        payment=Payment.INSTALMENTS,
        instalments=(InstalmentContent(10_000, date(2027, 1, 1), "签订后"),),
        valid_to=date(2027, 1, 1),
    )
    renamed = replace(before.parties[1], name="丙公司", account=AccountContent("丙公司", "银行", "123"))
    after = replace(
        before,
        total_fen=20_000,
        instalments=(InstalmentContent(10_000, date(2027, 1, 1), "签订后"), InstalmentContent(10_000)),
        parties=(replace(before.parties[0], phone="0931-1"), renamed),
        valid_to=None,
    )
    told = {(c.fact, c.about, c.before, c.after) for c in between(before, after).facts}
    assert told == {
        (Fact.TOTAL, "", "100.00", "200.00"),
        (Fact.VALID_TO, "", "2027-01-01", ""),
        (Fact.INSTALMENT, "2", "", "100.00"),
        (Fact.PARTY, "乙方", "乙公司", "丙公司"),
        (Fact.PARTY_FIELD, "甲公司：联系电话", "", "0931-1"),
        (Fact.PARTY_FIELD, "丙公司：账户", "", "丙公司 银行 123"),
    }


def test_parties_in_another_order_are_the_same_parties() -> None:
    before = a_text([])
    assert between(before, replace(before, parties=before.parties[::-1])).facts == ()


def test_two_hundred_clauses_are_compared_at_once() -> None:
    before = a_text(many(200))
    texts = many(200)
    texts[10], texts[150] = texts[150], texts[10]
    texts[50] = texts[50].replace("报告", "总结报告")
    del texts[80]
    after = a_text(texts)
    old, new = text_of_contract(TEMPLATE, before), text_of_contract(TEMPLATE, after)
    start = time.perf_counter()
    difference = compare(old, new)
    # The bench measures it; here only a slow way of comparing shall be seen, on a loaded machine as well.
    assert time.perf_counter() - start < 2
    assert difference.lines_after() == tuple(line.text for line in new.lines)


def test_a_text_written_anew_is_compared_in_bounded_time() -> None:
    before = [Line(f"{text}甲乙双方另行约定的内容如下。" * 3) for text in many(100)]
    after = [Line(f"{text}丙丁各方共同确认之事项在此。" * 3) for text in many(200)[100:]]
    start = time.perf_counter()
    found = Difference((), tuple(compare_lines(before, after)))
    assert time.perf_counter() - start < 2
    assert found.lines_after() == tuple(line.text for line in after)


def test_a_comparison_is_set_with_what_changed_and_the_heading_above_it() -> None:
    texts = many(40)
    texts[4], texts[30] = texts[30], texts[4]
    texts[20] = texts[20].replace("报告", "书面报告")
    difference = between(a_text(many(40)), a_text(texts, total_fen=500))
    sheet = comparison_sheet("HT-1", "样例", "样例大厅", ("第 1 稿", ""), difference)
    shown = ["".join(run.text for run in line.runs) for line in sheet.lines]
    assert len(shown) < 30
    assert sum("移自 第" in line for line in shown) == 2
    place = next(n for n, line in enumerate(shown) if "书面报告" in line)
    assert (sheet.lines[place - 1].is_heading, sheet.lines[place].has_bar) == (True, True)
    assert sheet.facts is not None
    assert sheet.facts.rows == (("合同总金额（元）", "", "", "5.00"),)
    pdf = render_comparison(sheet)
    pages = FileParts(pdf).page_texts(0)
    assert "书面" in "".join(pages)
    assert render_comparison(sheet) == pdf


def test_two_equal_texts_say_so_on_paper() -> None:
    same = between(a_text(many(3)), a_text(many(3)))
    sheet = comparison_sheet("HT-1", "样例", "样例大厅", ("第 1 稿", ""), same)
    assert (sheet.facts, len(sheet.lines)) == (None, 1)
    assert "一致" in sheet.lines[0].runs[0].text


def test_a_line_of_many_lines_and_long_numbers_is_set() -> None:
    before, after = "第一行\n第二行" * 40, "第一行\n另一行" * 40 + "1" * 300
    difference = Difference((), tuple(compare_lines([Line(before)], [Line(after)])))
    sheet = comparison_sheet("HT-1", "样例", "样例大厅", ("第 1 稿", ""), difference)
    assert render_comparison(sheet).startswith(b"%PDF")
