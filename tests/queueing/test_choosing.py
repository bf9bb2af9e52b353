"""Who is next and why: the order of reasons, the ratio, the bound on waiting."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.rules import Rules
from app.kernel.clock import MINUTE, SECOND
from app.queueing.choosing import Candidate, Reason, Seat, choose, fits, waited_s

NOW = 1_000 * MINUTE
RULES = Rules()
WINDOW = Seat("w1", "me", ("A",))


def came(minutes: float, name: str = "x", letter: str = "A") -> Candidate:
    return Candidate(name, letter, NOW - round(minutes * MINUTE))


def first(line: list[Candidate], seat: Seat = WINDOW, rules: Rules = RULES) -> tuple[str, Reason]:
    choice = choose(line, seat, rules, NOW)
    assert choice is not None
    return choice.id, choice.reason


def test_reasons_have_their_order() -> None:
    kept = replace(came(1, "kept"), for_window_id="w1")
    carried = replace(came(2, "carried"), is_carried=True)
    long = came(21, "long")
    due = replace(came(3, "due"), due_at=NOW + 119 * SECOND)
    urgent = replace(came(4, "priority"), is_priority=True)
    line = [came(5, "ordinary"), urgent, due, long, carried, kept]
    for expected in (
        ("kept", Reason.KEPT),
        ("carried", Reason.CARRIED),
        ("due", Reason.DUE),
        ("long", Reason.WAITED_TOO_LONG),
        ("priority", Reason.PRIORITY),
        ("ordinary", Reason.FIRST_COME),
    ):
        assert first(line) == expected
        line = [c for c in line if c.id != expected[0]]
    assert choose(line, WINDOW, RULES, NOW) is None


def test_due_appointments_go_before_walk_ins_however_long_these_have_waited() -> None:
    """A full day: fifteen walk-ins over the limit, and two who came for their hour."""
    walk_ins = [came(40 - n, f"walk-in {n}") for n in range(15)]
    ten = replace(came(30, "at ten"), due_at=NOW)
    half_past = replace(came(31, "at half past nine"), due_at=NOW - 30 * MINUTE)
    line = [*walk_ins, ten, half_past]
    assert first(line) == ("at half past nine", Reason.DUE)
    assert first([*walk_ins, ten]) == ("at ten", Reason.DUE)
    assert first(walk_ins) == ("walk-in 0", Reason.WAITED_TOO_LONG)


def test_an_appointment_that_is_not_due_waits_like_everybody_and_from_its_hour() -> None:
    early = replace(came(25, "early"), due_at=NOW + 5 * MINUTE)
    assert first([early, came(26, "walk-in")])[0] == "walk-in"
    assert first([early, came(10, "walk-in")]) == ("early", Reason.FIRST_COME)
    assert waited_s(early, NOW) == 0


def test_two_ordinary_visitors_for_each_with_priority() -> None:
    line = [replace(came(1, "p"), is_priority=True), came(9, "o")]
    called = []
    recent: tuple[bool, ...] = ()
    for _ in range(7):
        name, _ = first(line, replace(WINDOW, recent=recent))
        called.append(name)
        recent = (name == "p", *recent)
    assert called == ["p", "o", "o", "p", "o", "o", "p"]
    always = replace(RULES, ordinary_per_priority=0)
    assert first(line, replace(WINDOW, recent=(True,)), always) == ("p", Reason.PRIORITY)
    assert first(line, replace(WINDOW, recent=(True,))) == ("o", Reason.ORDINARY_TURN)


def test_a_clerks_own_field_makes_waiting_count_more() -> None:
    seat = replace(WINDOW, letters=("A", "B"), weights={"B": 6})
    assert first([came(10, "a"), came(6, "b", "B")], seat) == ("b", Reason.WEIGHT)
    assert first([came(10, "a"), came(4, "b", "B")], seat) == ("a", Reason.FIRST_COME)


def test_who_was_called_a_moment_ago_is_passed_over_unless_nobody_else_waits() -> None:
    lately = replace(came(15, "lately"), called_at=NOW - 299 * SECOND)
    assert first([lately, came(1, "other")])[0] == "other"
    assert first([lately])[0] == "lately"
    assert first([replace(lately, called_at=NOW - 300 * SECOND), came(1, "other")])[0] == "lately"
    # A clock that was set back must not lock anybody out.
    assert first([replace(lately, called_at=NOW + 60 * MINUTE), came(1, "other")])[0] == "lately"


def test_skipping_costs_nothing_and_ends_where_everybody_was_skipped() -> None:
    line = [came(2, "a"), came(1, "b")]
    skipped = choose(line, WINDOW, RULES, NOW, {"a"})
    assert skipped is not None and skipped.id == "b"
    again = choose(line, WINDOW, RULES, NOW, {"a", "b"})
    assert again is not None and again.id == "a"


def test_another_windows_visitor_is_not_taken_and_long_lines_are_helped() -> None:
    kept = replace(came(9, "theirs"), for_window_id="w2")
    mine = replace(came(1, "mine"), for_staff_id="me")
    assert first([kept, mine]) == ("mine", Reason.KEPT)
    strangers = [came(9 + n, f"c{n}", "C") for n in range(RULES.busy_line + 1)]
    assert choose(strangers, WINDOW, RULES, NOW) is None
    helping = replace(WINDOW, is_help=True)
    assert choose(strangers, helping, RULES, NOW) is not None
    assert choose(strangers[1:], helping, RULES, NOW) is None


candidates = st.builds(
    Candidate,
    id=st.uuids().map(str),
    letter=st.sampled_from("ABC"),
    place=st.integers(NOW - 90 * MINUTE, NOW + MINUTE),
    is_priority=st.booleans(),
    due_at=st.none() | st.integers(NOW - 60 * MINUTE, NOW + 60 * MINUTE),
    for_window_id=st.sampled_from([None, None, None, "w1", "w2"]),
    called_at=st.none() | st.integers(NOW - 20 * MINUTE, NOW),
    is_carried=st.booleans(),
)
seats = st.builds(
    Seat,
    window_id=st.sampled_from(["w1", "w2"]),
    staff_id=st.just("me"),
    letters=st.sampled_from([(), ("A",), ("A", "B")]),
    is_help=st.booleans(),
    weights=st.dictionaries(st.sampled_from("ABC"), st.integers(1, 9)),
    recent=st.lists(st.booleans(), max_size=12).map(tuple),
)


@given(st.lists(candidates, max_size=30, unique_by=lambda c: c.id), seats)
def test_walk_ins_beyond_the_longest_wait_let_nobody_past_but_due_appointments(
    line: list[Candidate], seat: Seat
) -> None:
    choice = choose(line, seat, RULES, NOW)
    fitting = fits(line, seat, RULES)
    assert (choice is None) == (not fitting)
    if choice is None:
        return
    chosen = next(c for c in fitting if c.id == choice.id)
    lately = [
        c for c in fitting if c.called_at is not None and NOW - c.called_at < RULES.pass_over_s * SECOND
    ]
    over = [c for c in fitting if c not in lately and waited_s(c, NOW) > RULES.most_wait_min * 60]
    is_due = chosen.due_at is not None and chosen.due_at <= NOW + RULES.due_within_s * SECOND
    if over and not is_due and choice.reason not in (Reason.KEPT, Reason.CARRIED):
        assert chosen in over
        assert waited_s(chosen, NOW) == max(waited_s(c, NOW) for c in over)
    assert chosen not in lately or len(lately) == len(fitting)
