"""Two records of one become one and two again; doubles are seen before they are made."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.counter import Counter
from app.kernel.errors import FieldRefused
from app.reception.documents import DocumentKind
from app.reception.priority import proposed_priority
from app.reception.queries import Draft
from app.reception.refusals import RecordEnded, SameRecord
from app.reception.service import OrganisationEntry, PersonEntry, VisitEntry
from app.reception.similar import Facts, alike, spelling_distance
from app.reception.states import Alike, Priority
from app.security.actors import Actor

ID, PERMIT = DocumentKind.RESIDENT_ID, DocumentKind.RESIDENCE_PERMIT
NUMBER, OTHER = "810000190001010018", "830000190001010011"


def registered(counter: Counter, clerk: Actor, name: str, number: str = "", phone: str = "") -> str:
    kind = PERMIT if number else DocumentKind.NONE
    return counter.reception.register_person(PersonEntry(name, kind, number, phone), actor=clerk).value.id


def come(counter: Counter, clerk: Actor, person_id: str) -> str:
    entry = VisitEntry(counter.catalogue.matters()[0].id, person_id)
    return counter.queueing.take_number(entry, actor=clerk).value.visit_id


def test_visits_of_both_are_those_of_the_one_that_stays(counter: Counter, clerk: Actor) -> None:
    keep, other = (
        registered(counter, clerk, "高明", NUMBER),
        registered(counter, clerk, "高明", phone="13900139001"),
    )
    visits = [come(counter, clerk, key) for key in (keep, other)]
    counter.merging.merge_people(keep, other, actor=clerk)
    assert counter.people.person(other) == counter.people.person(keep)
    assert (counter.people.person(keep).visits, counter.people.person(keep).phone) == (2, "139****9001")
    assert [counter.people.visit(visit).person_id for visit in visits] == [keep, keep]
    assert [row.id for row in counter.people.find_people("高明")] == [keep]


def test_a_merging_is_taken_back_as_if_it_had_never_been(counter: Counter, clerk: Actor) -> None:
    keep, other = (
        registered(counter, clerk, "高明", NUMBER),
        registered(counter, clerk, "高明", phone="13900139001"),
    )
    before = counter.people.person(keep), counter.people.person(other)
    counter.merging.merge_people(keep, other, actor=clerk)
    counter.taking_back.take_back_last(actor=clerk)
    assert (counter.people.person(keep), counter.people.person(other)) == before
    assert {row.id for row in counter.people.find_people("高明")} == {keep, other}


def test_who_was_merged_before_follows(counter: Counter, clerk: Actor) -> None:
    first, second, third = (registered(counter, clerk, name) for name in ("甲", "乙", "丙"))
    counter.merging.merge_people(second, first, actor=clerk)
    counter.merging.merge_people(third, second, actor=clerk)
    assert counter.people.person(first).id == third


def test_a_merged_number_registers_the_one_that_stands_for_it(counter: Counter, clerk: Actor) -> None:
    keep, other = registered(counter, clerk, "高明"), registered(counter, clerk, "高明", NUMBER)
    counter.merging.merge_people(keep, other, actor=clerk)
    outcome = counter.reception.register_person(PersonEntry("高明", PERMIT, NUMBER), actor=clerk).value
    assert (outcome.id, outcome.was_known) == (keep, True)
    assert [row.id for row in counter.people.find_people(NUMBER)] == [keep]


def test_only_two_live_records_are_merged(counter: Counter, clerk: Actor) -> None:
    keep, other = registered(counter, clerk, "甲"), registered(counter, clerk, "乙")
    with pytest.raises(SameRecord):
        counter.merging.merge_people(keep, keep, actor=clerk)
    counter.merging.merge_people(keep, other, actor=clerk)
    with pytest.raises(RecordEnded):
        counter.merging.merge_people(other, keep, actor=clerk)


def test_organisations_are_merged_too(counter: Counter, clerk: Actor) -> None:
    here = counter.reception.register_organisation(
        OrganisationEntry("兰州试验公司", "91620100MA0000015W"), actor=clerk
    ).value.id
    abroad = counter.reception.register_organisation(
        OrganisationEntry("兰州试验", country="CN", address="东岗西路"), actor=clerk
    ).value.id
    counter.merging.merge_organisations(here, abroad, actor=clerk)
    assert counter.people.organisation(abroad).id == here
    assert counter.people.organisation(here).address == "东岗西路"


def test_a_corrected_number_is_a_new_identity_linked_to_the_old(counter: Counter, clerk: Actor) -> None:
    wrong = registered(counter, clerk, "高明", OTHER, "13900139001")
    visit = come(counter, clerk, wrong)
    right = counter.merging.correct_document(wrong, PERMIT, NUMBER, actor=clerk).value
    card = counter.people.person(wrong)
    assert (card.id, card.document, card.phone) == (right, "810000********0018", "139****9001")
    assert counter.people.visit(visit).person_id == right != wrong
    with pytest.raises(FieldRefused):
        counter.merging.correct_document(right, PERMIT, NUMBER[:-1] + "0", actor=clerk)


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (Draft("李振声", ID, "620102190001010010"), Alike.SAME_NUMBER),
        (Draft("李震声", phone="138 0013 8000"), Alike.SAME_PHONE),
        (Draft("李振声", phone="8000"), Alike.SAME_NAME),
        (Draft("李正声", phone="8000"), Alike.SOUNDS_ALIKE),
        (Draft("李振声", phone="9999"), None),
        (Draft("", phone="13800138000"), None),
        (Draft("\ud800"), None),
    ],
)
def test_doubles_are_seen_while_they_are_typed(counter: Counter, draft: Draft, reason: Alike | None) -> None:
    found = counter.people.similar(draft)
    assert [row.alike for row in found] == ([reason] if reason else [])


@given(
    st.sampled_from("李黎王汪张章"), st.text("振震声生明敏", max_size=3), st.text("0123456789", max_size=11)
)
def test_likeness_is_mutual_and_a_record_is_like_itself(surname: str, given_name: str, phone: str) -> None:
    one, other = Facts(surname + given_name, phone), Facts("李" + given_name, phone)
    assert alike(one, other) == alike(other, one)
    assert spelling_distance(one.name, one.name) == 0
    assert (alike(one, one) is None) == (len(phone) < 4)


@pytest.mark.parametrize(
    ("kind", "number", "today", "proposed"),
    [
        (ID, "620103198802290019", date(2048, 2, 28), Priority.NONE),
        (ID, "620103198802290019", date(2048, 2, 29), Priority.ELDERLY),
        (DocumentKind.FOREIGN_PERMANENT_ID, "911840198101010010", date(2041, 1, 1), Priority.ELDERLY),
        (DocumentKind.FOREIGN_PERMANENT_ID, "ABC123456789012", date(2041, 1, 1), Priority.NONE),
        (DocumentKind.PASSPORT, "E00000001", date(2041, 1, 1), Priority.NONE),
    ],
)
def test_age_proposes_priority(kind: DocumentKind, number: str, today: date, proposed: Priority) -> None:
    assert proposed_priority(kind, number, today, 60) is proposed
