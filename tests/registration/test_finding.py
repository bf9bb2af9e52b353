"""A case is found by each of its numbers in the one search box."""

from __future__ import annotations

from app.counter import Counter
from app.reception.finding import HitKind
from app.security.actors import Actor
from tests.registration.filled import opened, registered

NUMBER = "2026620101000123"


def cases(counter: Counter, typed: str) -> list[str]:
    return [hit.key for hit in counter.people.find(typed) if hit.kind is HitKind.REGISTRATION]


def test_a_case_is_found_by_its_numbers(counter: Counter, clerk: Actor) -> None:
    desk = counter.registering
    key, other = registered(counter, clerk), opened(counter, clerk)
    row = desk.view.registration(key).row
    assert cases(counter, NUMBER) == []
    desk.deciding.set_number(key, NUMBER, actor=clerk)
    for typed in (
        row.acceptance_number,
        row.acceptance_number.lower(),
        row.contract_number,
        NUMBER,
        "2026 6201 01 000123",
        "2026-6201-01-000123",
        "20266201",
    ):
        assert cases(counter, typed) == [key], typed
    assert set(cases(counter, "SL-2026-T1")) == {key, other}
    assert cases(counter, "2026") == [] and cases(counter, "SL-2027") == [] and cases(counter, "%%%1") == []
    hit = next(hit for hit in counter.people.find(NUMBER) if hit.kind is HitKind.REGISTRATION)
    assert hit.elsewhere is not None
    assert hit.elsewhere.text == row.acceptance_number
    assert hit.elsewhere.detail == f"2026 6201 01 000123  {row.title}"


def test_the_contract_stands_beside_its_case(counter: Counter, clerk: Actor) -> None:
    row = counter.registering.view.registration(opened(counter, clerk)).row
    kinds = [hit.kind for hit in counter.people.find(row.contract_number)]
    assert sorted(kinds) == [HitKind.CONTRACT, HitKind.REGISTRATION]
