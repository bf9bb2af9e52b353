"""The hall's rules, lines, windows and skills are arranged while it works."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.arranging import Arranging
from app.catalogue.known import GroupRow, KnownHall
from app.catalogue.rules import Rules, range_of
from app.counter import Counter
from app.kernel.errors import FieldRefused, Forbidden, Missing
from app.security.actors import Actor, Role


@pytest.fixture
def arranging(counter: Counter) -> Arranging:
    return Arranging(counter.store, KnownHall(counter.store))


def test_every_letter_in_use_is_a_line_named_by_its_platform(arranging: Arranging) -> None:
    groups = arranging.arrangement().groups
    assert [g.letter for g in groups] == list("ABCDEFGH")
    assert all(g.name and (g.first_number, g.last_number, g.quota) == (1, 999, 0) for g in groups)


def test_rules_are_set_together_and_read_everywhere(
    arranging: Arranging, counter: Counter, clerk: Actor
) -> None:
    arranging.set_rules({"light_amber": 3, "light_red": 6}, actor=clerk)
    assert arranging.arrangement().rules == replace(Rules(), light_amber=3, light_red=6)
    assert counter.catalogue.rules() == arranging.arrangement().rules


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"most_calls": 0}, "most_calls"),
        ({"most_calls": 10}, "most_calls"),
        ({"nobody_knows": 1}, "rule"),
        ({"light_amber": 21}, "light_red"),
        ({"light_red": 5}, "light_red"),
    ],
)
def test_a_rule_out_of_range_is_refused_and_nothing_is_set(
    arranging: Arranging, clerk: Actor, values: dict[str, int], field: str
) -> None:
    with pytest.raises(FieldRefused) as refused:
        arranging.set_rules({"speak_times": 3} | values, actor=clerk)
    assert refused.value.field == field
    assert arranging.arrangement().rules == Rules()


@given(st.sampled_from(sorted(vars(Rules()))))
def test_the_usual_value_of_every_rule_is_in_its_range(name: str) -> None:
    least, most = range_of(name)
    assert least <= getattr(Rules(), name) <= most


def test_a_line_gets_its_name_range_and_quota(arranging: Arranging, clerk: Actor) -> None:
    arranging.set_group(GroupRow("A", " Contracts ", "Contracts", 1, 200, 60), actor=clerk)
    arranging.set_group(GroupRow("A", "Contracts", "Contracts", 101, 200, 0), actor=clerk)
    groups = {g.letter: g for g in arranging.arrangement().groups}
    assert groups["A"] == GroupRow("A", "Contracts", "Contracts", 101, 200, 0)
    assert groups["B"].quota == 0


@pytest.mark.parametrize(
    ("group", "field"),
    [
        (GroupRow("A", "x" * 41), "name"),
        (GroupRow("A", "", "", 0, 10), "first_number"),
        (GroupRow("A", "", "", 20, 10), "last_number"),
        (GroupRow("A", "", "", 1, 10_000), "last_number"),
        (GroupRow("A", "", "", 1, 10, -1), "quota"),
    ],
)
def test_a_line_that_cannot_be_is_refused_at_its_field(
    arranging: Arranging, clerk: Actor, group: GroupRow, field: str
) -> None:
    with pytest.raises(FieldRefused) as refused:
        arranging.set_group(group, actor=clerk)
    assert refused.value.field == field


def test_a_letter_no_matter_has_is_no_line(arranging: Arranging, counter: Counter, clerk: Actor) -> None:
    window = counter.catalogue.windows()[0].id
    for wish in (
        lambda: arranging.set_group(GroupRow("Z"), actor=clerk),
        lambda: arranging.set_window(window, ("A", "Z"), False, actor=clerk),
        lambda: arranging.set_skills(clerk.staff_id, {"Z": 5}, actor=clerk),
    ):
        with pytest.raises(Missing):
            wish()


def test_a_window_serves_other_lines_and_helps(arranging: Arranging, counter: Counter, clerk: Actor) -> None:
    window = counter.catalogue.windows()[1].id
    arranging.set_window(window, ("C", "A", "C"), True, actor=clerk)
    found = next(w for w in arranging.arrangement().windows if w.window.id == window)
    assert (found.window.letters, found.is_help) == (("A", "C"), True)


def test_skills_are_one_to_nine_and_three_where_nothing_is_said(arranging: Arranging, clerk: Actor) -> None:
    arranging.set_skills(clerk.staff_id, {"A": 9, "B": 3}, actor=clerk)
    arranging.set_skills(clerk.staff_id, {"A": 8}, actor=clerk)
    now = arranging.arrangement()
    assert [s.id for s in now.staff] == [clerk.staff_id]
    assert (now.weight(clerk.staff_id, "A"), now.weight(clerk.staff_id, "B")) == (8, 3)
    for weight in (0, 10):
        with pytest.raises(FieldRefused):
            arranging.set_skills(clerk.staff_id, {"B": 5, "A": weight}, actor=clerk)
    with pytest.raises(Missing):
        arranging.set_skills("nobody", {"A": 5}, actor=clerk)


def test_only_who_may_arrange_the_hall_does(arranging: Arranging, counter: Counter, clerk: Actor) -> None:
    plain = replace(clerk, role=Role.CLERK)
    window = counter.catalogue.windows()[0].id
    for wish in (
        lambda: arranging.set_rules({"most_calls": 2}, actor=plain),
        lambda: arranging.set_group(GroupRow("A"), actor=plain),
        lambda: arranging.set_window(window, (), False, actor=plain),
        lambda: arranging.set_skills(clerk.staff_id, {"A": 5}, actor=plain),
    ):
        with pytest.raises(Forbidden):
            wish()
