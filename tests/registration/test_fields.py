"""The second level of technical fields is the hall's list: taken whole, asked for, printed with its name."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.counter import Counter
from app.documents.workbook import write_workbook
from app.kernel.clock import DAY, SteppingClock
from app.kernel.errors import FieldRefused, Forbidden
from app.registration.refusals import ListRefused, PrecheckStops
from app.registration.sheets import form_fields
from app.security.actors import Actor, Role
from tests.registration.filled import complete, completed, in_review, opened

LIST = "领域名称,代码,上级代码\n金属材料,0501,05\n高分子材料,0502,05\n软件,0101,01\n"


def test_without_a_list_no_second_level_is_asked_for(counter: Counter, clerk: Actor) -> None:
    key = complete(counter, clerk)
    assert counter.registering.view.registration(key).findings == ()
    assert counter.registering.fields.subfields() == ()


def test_a_list_is_taken_and_asked_for_from_then_on(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    key = complete(counter, clerk)
    assert desk.fields.take(LIST.encode("gb18030"), actor=clerk).value == 3
    with pytest.raises(PrecheckStops) as refused:
        desk.intake.accept(key, actor=clerk)
    assert refused.value.rules == "21"
    card = desk.view.registration(key)
    assert [finding.field for finding in card.findings] == ["subfield"]
    for subfield, stops in (("0101", True), ("0502", False)):
        card = desk.view.registration(key)
        form = replace(card.entry.form, subfield=subfield)
        desk.intake.save(key, replace(card.entry, form=form), card.revision, actor=clerk)
        assert bool(desk.view.registration(key).findings) is stops
    desk.intake.accept(key, actor=clerk)
    assert ("技术领域（二级）", "0502\u3000高分子材料") in form_fields(desk.view.registration(key))


def test_a_field_that_has_no_second_level_needs_none(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    desk.fields.take(LIST.encode(), actor=clerk)
    key = opened(counter, clerk)
    card = desk.view.registration(key)
    entry = completed(card)
    entry = replace(entry, form=replace(entry.form, field="08"))
    desk.intake.save(key, entry, card.revision, actor=clerk)
    assert desk.view.registration(key).findings == ()


def test_what_a_new_list_lacks_is_no_longer_offered_and_keeps_its_name(
    counter: Counter, clerk: Actor
) -> None:
    desk = counter.registering
    desk.fields.take(LIST.encode(), actor=clerk)
    subfield = replace(completed(desk.view.registration(opened(counter, clerk))).form, subfield="0501")
    key = in_review(counter, clerk, form=subfield)
    clock = counter.store.clock
    assert isinstance(clock, SteppingClock)
    clock.step(2 * DAY / 1_000_000)
    shorter = [{"code": "0502", "parent": "05", "name": "高分子"}]
    assert desk.fields.take(json.dumps(shorter).encode(), actor=clerk).value == 1
    card = desk.view.registration(key)
    assert ("技术领域（二级）", "0501\u3000金属材料") in form_fields(card)
    assert {row.code for row in card.subfields if row.is_valid(card.today)} == {"0502"}
    # Taken once more, the row that was left out holds again.
    desk.fields.take(LIST.encode(), actor=clerk)
    assert {row.code for row in desk.fields.subfields() if row.is_valid(card.today)} >= {"0501", "0502"}


def test_one_wrong_line_takes_nothing_and_every_one_is_named(counter: Counter, clerk: Actor) -> None:
    rows = [
        ("0501", "05", "金属材料"),
        ("", "05", "无代码"),
        ("0503", "99", "无上级"),
        ("0504", "05", ""),
        ("0501", "05", "又一次"),
        ("05", "05", "一级"),
    ]
    book = write_workbook("表", ("代码", "上级代码", "名称"), rows)
    with pytest.raises(ListRefused) as refused:
        counter.registering.fields.take(book, actor=clerk)
    assert refused.value.lines == "3: no_code; 4: no_parent; 5: no_name; 6: twice; 7: no_code"
    assert counter.registering.fields.subfields() == ()


def test_another_list_and_another_person_are_refused(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    with pytest.raises(FieldRefused):
        desk.fields.take("受理号,合同登记编号\nSL-1,2026620101000001".encode(), actor=clerk)
    with pytest.raises(Forbidden):
        desk.fields.take(LIST.encode(), actor=Actor("s", "s", "s", Role.CLERK))
