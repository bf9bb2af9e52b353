"""The balance sheet finds what it is there to find: each breach, made on purpose, is named."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.kernel.confirm import Verdict
from app.storage.outbox import Sending
from tests.chaos.balance import met_between, sums, violations
from tests.chaos.evidence import Answered, Evidence, Sent, TerminalEvidence
from tests.chaos.journal import Line
from tests.chaos.market import FIRST_FEN, NUMBERED, PURSES, purse_key
from tests.chaos.website import MADE

GIVER, TAKER, OTHER = purse_key(0), purse_key(1), purse_key(2)


def _insert(table: str, key: str, **values: Any) -> dict[str, Any]:
    return {"table": table, "key": key, "op": "insert", "old": {}, "new": {"id": key, **values}}


def _moved(key: str, before: int, after: int) -> dict[str, Any]:
    return {
        "table": "test_purse", "key": key, "op": "update", "old": {"fen": before}, "new": {"fen": after}
    }  # fmt: skip


def _booking(key: str, room: str, hour: int) -> dict[str, Any]:
    return {"id": key, "room": room, "starts_at": hour, "ends_at": hour + 1, "ended_at": None}


def honest() -> Evidence:
    """A run of two terminals in which all went well: a transfer, a booking taken, one refused, a print."""
    content: dict[str, list[dict[str, Any]]] = {
        "test_purse": [{"id": purse_key(n), "fen": FIRST_FEN} for n in range(PURSES)],
        "test_booking": [_booking("b1", "301", 9)],
        "test_print": [{"id": "p1", "title": f"{NUMBERED}1"}, {"id": "w1", "title": f"{MADE}2 0 5"}],
        "conflict": [
            {"id": "t2", "txn": "t2", "kind": "refused"},
            {"id": "c1", "txn": "t4", "kind": "overwritten"},
        ],
    }
    for key, change in ((GIVER, -7 + 5), (TAKER, 7), (OTHER, -5)):
        next(row for row in content["test_purse"] if row["id"] == key)["fen"] += change
    revisions = {(name, row["id"]): 1 for name, rows in content.items() for row in rows}
    revisions |= {("test_purse", GIVER): 3, ("test_purse", TAKER): 2, ("test_purse", OTHER): 2}
    transfer = [_moved(GIVER, FIRST_FEN, FIRST_FEN - 7), _moved(TAKER, FIRST_FEN, FIRST_FEN + 7)]
    first = TerminalEvidence(
        1,
        [
            {"line": Line.BORN, "at": 0.0, "waiting": [], "half_fetched": False},
            {"line": Line.SAVED, "at": 1.0, "txn": "t1"},
            {"line": Line.SAVED, "at": 1.0, "txn": "t2"},
            {"line": Line.VERDICT, "at": 1.0, "txn": "t2", "verdict": Verdict.REFUSED},
            {"line": Line.BORN, "at": 9.0, "waiting": ["t1"], "half_fetched": True},
        ],
        [
            Sent("t1", Sending.ACCEPTED, True, transfer),
            Sent("t2", Sending.REFUSED, True, [_insert("test_booking", "b2")]),
        ],
        copy.deepcopy(content),
        dict(revisions),
        [],
    )
    second = TerminalEvidence(
        2,
        [
            {"line": Line.NUMBER, "at": 1.0, "number": 1},
            {"line": Line.SAVED, "at": 1.0, "txn": "t3"},
            {"line": Line.VERDICT, "at": 1.0, "txn": "t3", "verdict": Verdict.CONFIRMED},
        ],
        [
            Sent("t3", Sending.ACCEPTED, True, [_insert("test_booking", "b1")]),
            Sent("t4", Sending.ACCEPTED, True, [_insert("test_print", "p1")]),
        ],
        copy.deepcopy(content),
        dict(revisions),
        [],
    )
    answered = [
        Answered(1, "i1", 1, "t1", "accepted", 5.0),
        Answered(1, "i1", 2, "t2", "refused", 5.0),
        Answered(2, "i2", 1, "t3", "accepted", 5.0),
        Answered(2, "i2", 2, "t4", "merged", 5.0),
    ]
    return Evidence(answered, content, revisions, [first, second], seconds_to_step=1.0)


def test_an_honest_run_is_found_honest() -> None:
    evidence = honest()
    assert violations(evidence) == []
    assert sums(evidence)["reported as saved"] == 3
    assert sums(evidence)["saved, killed before it was reported"] == 1
    assert met_between(evidence)["committed, then killed before the answer was kept"] == 1
    assert met_between(evidence)["killed with a pull half fetched"] == 1


Falsifying = Callable[[Evidence], None]


def _answer_again(evidence: Evidence) -> None:
    evidence.answered.append(replace(evidence.answered[0], seq=3))


def _forget_an_answer(evidence: Evidence) -> None:
    del evidence.answered[0]


def _forget_a_changeset(evidence: Evidence) -> None:
    del evidence.terminals[0].outbox[0]


def _confuse_the_terminal(evidence: Evidence) -> None:
    outbox = evidence.terminals[0].outbox
    outbox[0] = replace(outbox[0], state=Sending.REFUSED)


def _leave_an_overlay(evidence: Evidence) -> None:
    outbox = evidence.terminals[0].outbox
    outbox[0] = replace(outbox[0], is_shown=False)


def _everywhere(evidence: Evidence, act: Callable[[dict[str, list[dict[str, Any]]]], None]) -> None:
    for held in (evidence.content, *(terminal.content for terminal in evidence.terminals)):
        act(held)


def _move_money_twice(evidence: Evidence) -> None:
    def move(held: dict[str, list[dict[str, Any]]]) -> None:
        held["test_purse"][0]["fen"] -= 7
        held["test_purse"][1]["fen"] += 7

    _everywhere(evidence, move)


def _make_money(evidence: Evidence) -> None:
    _everywhere(evidence, lambda held: held["test_purse"][3].update(fen=FIRST_FEN + 1))


def _write_twice(evidence: Evidence) -> None:
    for revisions in (evidence.revisions, *(terminal.revisions for terminal in evidence.terminals)):
        revisions["test_booking", "b1"] = 2


def _keep_the_refused(evidence: Evidence) -> None:
    _everywhere(evidence, lambda held: held["test_booking"].append(_booking("b2", "302", 9)))
    for revisions in (evidence.revisions, *(terminal.revisions for terminal in evidence.terminals)):
        revisions["test_booking", "b2"] = 1


def _lose_the_accepted(evidence: Evidence) -> None:
    _everywhere(evidence, lambda held: held["test_booking"].clear())
    for revisions in (evidence.revisions, *(terminal.revisions for terminal in evidence.terminals)):
        del revisions["test_booking", "b1"]


def _differ(evidence: Evidence) -> None:
    evidence.terminals[1].content["test_booking"][0]["room"] = "999"


def _see_an_older_version(evidence: Evidence) -> None:
    evidence.terminals[1].revisions["test_purse", GIVER] = 2


def _tell_nobody(evidence: Evidence) -> None:
    _everywhere(evidence, lambda held: held["conflict"].pop(0))


def _overwrite_silently(evidence: Evidence) -> None:
    _everywhere(evidence, lambda held: held["conflict"].pop(1))


def _give_a_number_twice(evidence: Evidence) -> None:
    evidence.terminals[0].journal.append({"line": Line.NUMBER, "at": 1.0, "number": 1})


def _print_a_number_twice(evidence: Evidence) -> None:
    _everywhere(evidence, lambda held: held["test_print"].append({"id": "p2", "title": f"{NUMBERED}1"}))


def _confirm_what_was_refused(evidence: Evidence) -> None:
    evidence.terminals[0].journal[3]["verdict"] = Verdict.CONFIRMED


def _book_twice(evidence: Evidence) -> None:
    _everywhere(evidence, lambda held: held["test_booking"].append(_booking("b3", "301", 9)))


def _damage(evidence: Evidence) -> None:
    evidence.terminals[0].damage.append("integrity_check: row 3 missing from index")


def _never_arrive(evidence: Evidence) -> None:
    evidence.seconds_to_step = None


def _see_a_torn_state(evidence: Evidence) -> None:
    evidence.terminals[0].journal.append({"line": Line.VIOLATION, "at": 1.0, "rule": "torn state"})


def _log_an_error(evidence: Evidence) -> None:
    evidence.terminals[0].journal.append({"line": Line.UNEXPECTED, "at": 1.0, "text": "Traceback"})


def _fork(evidence: Evidence) -> None:
    evidence.answered[1] = replace(evidence.answered[1], incarnation="i9")


def _skip_a_number(evidence: Evidence) -> None:
    evidence.answered[1] = replace(evidence.answered[1], seq=3)


@pytest.mark.parametrize(
    ("falsify", "sentence"),
    [
        (_answer_again, "t1 has 2 outcomes"),
        (_forget_an_answer, "t1 has 0 outcomes"),
        (_forget_a_changeset, "t1 was reported as saved and is not in its store"),
        (_confuse_the_terminal, "t1 is accepted there and refused here"),
        (_leave_an_overlay, "t1 still lies over"),
        (_move_money_twice, "and its transfers make"),
        (_make_money, "the purses hold"),
        (_write_twice, "b1 was written 2 times for 1 changes"),
        (_keep_the_refused, "b2 was refused and is at the centre"),
        (_lose_the_accepted, "b1 was accepted and is not at the centre"),
        (_differ, "terminal 2: test_booking:b1 is"),
        (_see_an_older_version, "terminal 2: its rows have other versions"),
        (_tell_nobody, "t2 was refused and nobody is told"),
        (_overwrite_silently, "t4: merged without a line"),
        (_give_a_number_twice, "number 1 was given 2 times"),
        (_print_a_number_twice, f"number {NUMBERED}1 was given 2 times"),
        (_confirm_what_was_refused, "heard confirmed of t2"),
        (_book_twice, "room 301 is booked twice"),
        (_damage, "integrity_check"),
        (_never_arrive, "not everybody came into step"),
        (_see_a_torn_state, "torn state"),
        (_log_an_error, "Traceback"),
        (_fork, "terminal 1 took another incarnation"),
        (_skip_a_number, "the sequence of terminal 1 has holes"),
    ],
)
def test_each_breach_is_named(falsify: Falsifying, sentence: str) -> None:
    evidence = honest()
    falsify(evidence)
    assert any(sentence in found for found in violations(evidence))
