"""What goes out comes back; a list with one wrong line is not taken at all."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counter import Counter
from app.documents.workbook import NotAWorkbook, read_workbook, write_workbook
from app.kernel.errors import FieldRefused
from app.registration.importing import read_returned
from app.registration.refusals import ListRefused
from app.security.actors import Actor
from tests.registration.filled import registered

SPAN = (date(2026, 1, 1), date(2026, 12, 31))
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z", "Cn")), min_size=1, max_size=12
).filter(lambda text: text not in ("\ufffe", "\uffff") and "\ufffe" not in text and "\uffff" not in text)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_a_workbook_reads_back_what_was_written(rows: list[tuple[str, str]]) -> None:
    told = [["甲", "乙"], *(list(row) for row in rows)]
    assert read_workbook(write_workbook("表", ("甲", "乙"), rows)) == told


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"[", b'{"registrations":'):
        try:
            read_returned(start + content)
        except FieldRefused as refused:
            assert refused.field == "list"


def test_a_formula_stays_a_text() -> None:
    assert read_workbook(write_workbook("表", ("甲",), (("=1+1",),)))[1] == ["=1+1"]
    with pytest.raises(NotAWorkbook):
        read_workbook(b"PK\x03\x04 no workbook")


def test_the_table_that_went_out_comes_back_with_numbers(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    keys = [registered(counter, clerk), registered(counter, clerk)]
    assert set(desk.exporting.registered(*SPAN, without_number=True)) == set(keys)
    out = desk.exporting.workbook(desk.exporting.registered(*SPAN), actor=clerk).value
    rows = read_workbook(out)
    rows[1][2] = "2026620101000001"
    back = write_workbook("表", rows[0], rows[1:])
    assert desk.returns.take(back, actor=clerk).value == 1
    assert desk.returns.take(back, actor=clerk).value == 0
    assert len(desk.exporting.registered(*SPAN, without_number=True)) == 1


def test_one_wrong_line_takes_nothing(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    numbers = [desk.view.registration(registered(counter, clerk)).row.acceptance_number for _ in range(2)]
    lines = [f"{numbers[0]},2026620101000001", f"{numbers[1]},2026620101000001", "SL-0,2026620101000003"]
    content = "\n".join(["受理号,合同登记编号", *lines]).encode("gb18030")
    with pytest.raises(ListRefused) as refused:
        desk.returns.take(content, actor=clerk)
    assert refused.value.lines == "3: twice; 4: not_known"
    assert all(row.national_number == "" for row in desk.view.rows())


def test_a_list_of_another_program_is_read_by_its_headings(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    keys = [registered(counter, clerk), registered(counter, clerk)]
    rows = [desk.view.registration(key).row for key in keys]
    table = [
        ["2026 年技术合同登记结果", "", "", "", ""],
        [],
        ["序号", "登记编号（16位）", "卖方", "项目名称*", "合 同 编 号"],
        ["1", "2026620101000001", "x", rows[0].title, rows[0].contract_number],
        [],
        ["2", "2026620101000002", "x", "", rows[1].contract_number],
        ["3", "", "x", "没有编号的项目", ""],
    ]
    back = write_workbook("表", table[0], table[1:])
    assert desk.returns.take(back, actor=clerk).value == 2
    taken = [desk.view.registration(key).row.national_number for key in keys]
    assert taken == ["2026620101000001", "2026620101000002"]


def test_a_name_that_several_have_or_another_name_is_told_by_its_line(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    rows = [desk.view.registration(registered(counter, clerk)).row for _ in range(2)]
    assert rows[0].title == rows[1].title
    lines = [
        "登记编号,合同名称,合同号",
        f"2026620101000001,{rows[0].title},",
        "",
        f"2026620101000002,另一个项目,{rows[1].contract_number}",
        '"2026620101000003","两行\n名称",',
        "2.02662E+15,,HT-0",
    ]
    with pytest.raises(ListRefused) as refused:
        desk.returns.take("\n".join(lines).encode(), actor=clerk)
    assert refused.value.lines == "2: several; 4: other_title; 5: not_known; 7: not_known"
    assert all(row.national_number == "" for row in desk.view.rows())


def test_the_json_has_every_field_and_comes_back(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    key = registered(counter, clerk, 110_000_000)
    told = json.loads(desk.exporting.json((key,), actor=clerk).value)
    one = told["registrations"][0]
    assert one["verified_technical"] == {"fen": 110_000_000, "yuan": "1100000.00"}
    assert (told["is_sample"], one["contract_type"], len(one["parties"])) == (True, "DEV1", 2)
    one["registration_number"] = "2026620101000009"
    assert desk.returns.take(json.dumps(told).encode(), actor=clerk).value == 1
    assert desk.view.registration(key).row.national_number == "2026620101000009"


def test_a_list_without_its_columns_is_refused(counter: Counter, clerk: Actor) -> None:
    for content, problem in (("甲,乙\n1,2".encode(), "no_columns"), (b"", "empty"), (b"{}", "wrong_form")):
        with pytest.raises(FieldRefused) as refused:
            counter.registering.returns.look_through(content)
        assert refused.value.problem == problem
