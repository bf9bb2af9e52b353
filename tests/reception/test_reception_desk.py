"""Registering and finding people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from app.counter import Counter
from app.kernel.clock import DAY, HOUR
from app.kernel.errors import FieldRefused
from app.reception.appointments import AppointmentEntry
from app.reception.documents import DocumentKind
from app.reception.service import OrganisationEntry, PersonEntry, VisitEntry
from app.security.actors import Actor, Role
from tests.conftest import Opener

ID = DocumentKind.RESIDENT_ID


@pytest.mark.parametrize(
    "typed",
    [
        "李振声",
        "振声",
        "lzs",
        "lizhensheng",
        "8000",
        "620102190001010010",
        "６２０１０２１９０００１０１００１０",
    ],
)
def test_a_person_is_found_by_what_people_type(counter: Counter, typed: str) -> None:
    assert "李振声" in [row.name for row in counter.people.find_people(typed)]


def test_what_is_found_is_masked(counter: Counter) -> None:
    row = counter.people.find_people("李振声")[0]
    assert (row.phone, row.document) == ("138****8000", "620102********0010")


def test_percent_and_underscore_are_letters_like_others(counter: Counter) -> None:
    assert counter.people.find_people("%") == ()
    assert counter.people.find_organisations("_") == ()


@pytest.mark.parametrize("name", ["孙䶮", "吴𠮷明", "㛃星", "买买提·艾力"])
def test_rare_characters_stay_as_typed(counter: Counter, clerk: Actor, name: str) -> None:
    key = counter.reception.register_person(PersonEntry(name), actor=clerk).value.id
    assert counter.people.person(key).name == name
    assert name in [row.name for row in counter.people.find_people(name)]


def test_a_pasted_name_loses_its_line_breaks_and_odd_dots(counter: Counter, clerk: Actor) -> None:
    key = counter.reception.register_person(PersonEntry(" 买买提•\n艾力 "), actor=clerk).value.id
    assert counter.people.person(key).name == "买买提· 艾力"


def test_the_same_document_is_the_same_person_and_a_new_phone_is_kept(counter: Counter, clerk: Actor) -> None:
    entry = PersonEntry("李振声", ID, "620102190001010010", phone="15900159000")
    outcome = counter.reception.register_person(entry, actor=clerk)
    assert outcome.value.was_known
    assert counter.people.person(outcome.value.id).phone == "159****9000"
    assert len(counter.people.find_people("李振声")) == 1


def test_two_terminals_register_one_person_as_one_row(open_copy: Opener) -> None:
    entry = PersonEntry("张三", ID, "11010519491231002X")
    keys = set()
    for name in ("one", "two"):
        counter = open_copy(name)
        actor = Actor("staff", "x", "x", Role.CLERK)
        keys.add(counter.reception.register_person(entry, actor=actor).value.id)
    assert len(keys) == 1


@pytest.mark.parametrize("name", ["a\x00b", "\ud800王", "王😀", "王\x07"])
def test_pictures_and_control_characters_are_no_name(counter: Counter, clerk: Actor, name: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        counter.reception.register_person(PersonEntry(name), actor=clerk)
    assert (refused.value.field, refused.value.problem) == ("name", "odd_character")
    assert refused.value.value == name


def test_what_is_never_seen_goes_and_too_much_is_refused(counter: Counter, clerk: Actor) -> None:
    key = counter.reception.register_person(PersonEntry("\ufeff王\u200b小\u202e明"), actor=clerk).value.id
    assert counter.people.person(key).name == "王小明"
    with pytest.raises(FieldRefused) as refused:
        counter.reception.register_person(PersonEntry("王" * 5000), actor=clerk)
    assert (refused.value.problem, len(refused.value.value)) == ("too_long", 5000)


@pytest.mark.parametrize("number", ["", "620102190001010029"])
def test_registering_costs_no_more_than_eight_statements(counter: Counter, clerk: Actor, number: str) -> None:
    entry = PersonEntry("钱多多", ID if number else DocumentKind.NONE, number, "13900139001")
    for typed in (PersonEntry("先来"), entry, entry):
        asked: list[str] = []

        def note(_c: object, _k: object, statement: str, *_: object) -> None:
            asked.append(statement)  # noqa: B023

        event.listen(Engine, "before_cursor_execute", note)
        try:
            counter.reception.register_person(typed, actor=clerk)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        told = [s for s in asked if not s.startswith(("BEGIN", "PRAGMA"))]
        assert 0 < len(told) <= 8, told


def test_a_wrong_number_writes_nothing(counter: Counter, clerk: Actor) -> None:
    with pytest.raises(FieldRefused) as refused:
        counter.reception.register_person(PersonEntry("王", ID, "620102190001010011"), actor=clerk)
    assert refused.value.value == "620102190001010011"
    assert counter.people.find_people("王") == counter.people.find_people("王海")


def test_an_organisation_abroad_needs_no_credit_code_but_one_here_does(
    counter: Counter, clerk: Actor
) -> None:
    abroad = OrganisationEntry("洛桑大学", country="瑞士")
    assert counter.reception.register_organisation(abroad, actor=clerk).value.name == "洛桑大学"
    with pytest.raises(FieldRefused) as refused:
        counter.reception.register_organisation(OrganisationEntry("某公司"), actor=clerk)
    assert refused.value.field == "credit_code"


def test_an_organisation_registered_again_keeps_what_was_not_typed(counter: Counter, clerk: Actor) -> None:
    entry = OrganisationEntry("甘肃尚德机电有限公司", credit_code="91620100MA00001116")
    outcome = counter.reception.register_organisation(entry, actor=clerk)
    assert outcome.value.was_known
    assert counter.people.organisation(outcome.value.id).legal_representative == "李振声"


@pytest.mark.parametrize("field", ["country", "address", "legal_representative"])
def test_what_stands_beside_an_organisations_name_has_an_end(
    counter: Counter, clerk: Actor, field: str
) -> None:
    entry = OrganisationEntry("NTU Singapore", country="SG")
    with pytest.raises(FieldRefused) as refused:
        counter.reception.register_organisation(replace(entry, **{field: "x" * 201}), actor=clerk)
    assert (refused.value.field, refused.value.problem) == (field, "too_long")
    counter.reception.register_organisation(replace(entry, **{field: "x" * 200}), actor=clerk)


def test_a_subject_fits_on_a_card_and_on_a_slip(counter: Counter, clerk: Actor) -> None:
    matter = counter.catalogue.matters()[0].id
    day = counter.store.clock.now() + DAY
    before = counter.queue.count()
    agreed = AppointmentEntry(matter, day, day + HOUR, counter.people.find_people("李振声")[0].id)
    with pytest.raises(FieldRefused) as refused:
        counter.queueing.take_number(VisitEntry(matter, subject="x" * 50_000), actor=clerk)
    assert (refused.value.field, refused.value.problem) == ("subject", "too_long")
    with pytest.raises(FieldRefused, match="subject"):
        counter.appointments.book(replace(agreed, subject="x" * 50_000), actor=clerk)
    assert counter.queue.count() == before
    counter.queueing.take_number(VisitEntry(matter, subject="\n".join(["x" * 50] * 3)), actor=clerk)
