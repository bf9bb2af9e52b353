"""The balance sheet: is anything lost, doubled, torn, or silently changed? Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from app.kernel.confirm import Verdict
from app.storage.outbox import Sending
from tests.chaos.evidence import Answered, Evidence, Sent, TerminalEvidence
from tests.chaos.journal import Line
from tests.chaos.market import FIRST_FEN, NUMBERED, PURSES, TOTAL, Purse, purse_key
from tests.chaos.website import MADE

REFUSED = "refused"
MERGED = "merged"
OUTCOMES = {"accepted": Sending.ACCEPTED, MERGED: Sending.ACCEPTED, REFUSED: Sending.REFUSED}
PUT_BACK = "centre put back to its backup"
PURSE = Purse.__tablename__
RowKey = tuple[str, str]


def violations(evidence: Evidence) -> list[str]:
    """Every breach of a guarantee, as a sentence; nothing where all holds."""
    rules = (
        _told, _outcomes, _sequences, _refusals_are_listed, _overwritten_values_are_listed, _rows_of_outcomes,
        _money, _once, _the_same_everywhere, _numbers, _verdicts, _no_rooms_twice, _stores,
    )  # fmt: skip
    return [sentence for rule in rules for sentence in rule(evidence)]


def met_between(evidence: Evidence) -> Counter[str]:
    """What was under way when terminals died or lost the line; it shows only afterwards."""
    at = {answer.txn: answer.at for answer in evidence.answered}
    found: dict[str, set[str]] = {Line.BORN: set(), Line.TROUBLE: set()}
    for terminal in evidence.terminals:
        for line in terminal.journal:
            if line["line"] in found:
                found[line["line"]] |= {txn for txn in line["waiting"] if at.get(txn, 1e18) < line["at"]}
    return Counter(
        {
            "committed, then killed before the answer was kept": len(found[Line.BORN]),
            "committed, then the answer was lost on its way": len(found[Line.TROUBLE]),
            "killed with a pull half fetched": sum(
                line["half_fetched"]
                for terminal in evidence.terminals
                for line in terminal.journal
                if line["line"] == Line.BORN
            ),
        }
    )


def sums(evidence: Evidence) -> dict[str, int]:
    """The sheet's figures."""
    statuses = Counter(answer.status for answer in evidence.answered)
    reported = {txn for terminal in evidence.terminals for txn in _of(terminal, Line.SAVED, "txn")}
    verdicts = Counter(v for terminal in evidence.terminals for v in _of(terminal, Line.VERDICT, "verdict"))
    return {
        "reported as saved": len(reported),
        "saved, killed before it was reported": sum(map(len, _outboxes(evidence))) - len(reported),
        "answered at the centre": len(evidence.answered),
        **{f"of these {status}": statuses[status] for status in OUTCOMES},
        "transfers of the website": sum(
            row["title"].startswith(MADE) for row in evidence.content["test_print"]
        ),
        "numbers given": sum(len(_of(terminal, Line.NUMBER, "number")) for terminal in evidence.terminals),
        "heard as confirmed": verdicts[Verdict.CONFIRMED],
        "heard as refused": verdicts[Verdict.REFUSED],
        "lives of terminals": sum(len(_of(terminal, Line.BORN, "at")) for terminal in evidence.terminals),
        "rows at the centre": sum(map(len, evidence.content.values())),
    }


# --- the rules -----------------------------------------------------------------------------------------


def _told(evidence: Evidence) -> Iterator[str]:
    """What the terminals and the conductor saw go wrong while it ran."""
    yield from evidence.troubles
    if evidence.seconds_to_step is None:
        yield "not everybody came into step after the faults had stopped"
    for terminal in evidence.terminals:
        for line in terminal.journal:
            if line["line"] in (Line.VIOLATION, Line.UNEXPECTED):
                yield f"terminal {terminal.number}: {line}"


def _outcomes(evidence: Evidence) -> Iterator[str]:
    """Every changeset that was ever saved has exactly one outcome, the same on both sides (I2)."""
    answers = Counter(answer.txn for answer in evidence.answered)
    status = {answer.txn: answer.status for answer in evidence.answered}
    known: set[str] = set()
    for terminal in evidence.terminals:
        sent = {entry.txn: entry for entry in terminal.outbox}
        known |= set(sent)
        for txn in _of(terminal, Line.SAVED, "txn"):
            if txn not in sent:
                yield f"terminal {terminal.number}: {txn} was reported as saved and is not in its store"
        for txn, entry in sent.items():
            if answers[txn] != 1:
                yield f"terminal {terminal.number}: {txn} has {answers[txn]} outcomes at the centre"
            elif OUTCOMES.get(status[txn]) is not entry.state:
                yield f"terminal {terminal.number}: {txn} is {status[txn]} there and {entry.state} here"
            if not entry.is_shown:
                yield f"terminal {terminal.number}: {txn} still lies over what the centre has"
    for txn in set(answers) - known:
        yield f"{txn} has an outcome at the centre and is in no store"


def _sequences(evidence: Evidence) -> Iterator[str]:
    """Nobody's store was put back, so no terminal changed its name, and its sequence has no holes."""
    by_terminal: dict[int, list[Answered]] = {}
    for answer in evidence.answered:
        by_terminal.setdefault(answer.terminal, []).append(answer)
    for number, answers in by_terminal.items():
        if len({answer.incarnation for answer in answers}) > 1:
            yield f"terminal {number} took another incarnation"
        elif [answer.seq for answer in answers] != list(range(1, len(answers) + 1)):
            yield f"the sequence of terminal {number} has holes at the centre"


def _refusals_are_listed(evidence: Evidence) -> Iterator[str]:
    """A refusal is a row of the conflicts, and nothing else is."""
    refused = {answer.txn for answer in evidence.answered if answer.status == REFUSED}
    listed = {row["id"] for row in evidence.content["conflict"] if row["kind"] == "refused"}
    for txn in refused - listed:
        yield f"{txn} was refused and nobody is told"
    for txn in listed - refused:
        yield f"{txn} is listed as refused and was not"


def _overwritten_values_are_listed(evidence: Evidence) -> Iterator[str]:
    merged = {answer.txn for answer in evidence.answered if answer.status == MERGED}
    listed = {row["txn"] for row in evidence.content["conflict"] if row["kind"] == "overwritten"}
    for txn in merged ^ listed:
        yield f"{txn}: merged without a line of what was overwritten, or the reverse"


def _rows_of_outcomes(evidence: Evidence) -> Iterator[str]:
    """What was accepted is there; what was refused has left nothing (I4, I11)."""
    there = set(evidence.revisions)
    taken, refused = _inserted(evidence, taken=True), _inserted(evidence, taken=False)
    for name, key in taken - there:
        yield f"{name}:{key} was accepted and is not at the centre"
    for name, key in refused & there - taken:
        yield f"{name}:{key} was refused and is at the centre"


def _money(evidence: Evidence) -> Iterator[str]:
    """Each purse holds what it held at first and every transfer that went through, once (I3, I10)."""
    fen = Counter({purse_key(number): FIRST_FEN for number in range(PURSES)})
    writes = Counter(dict.fromkeys(fen, 1))
    for _, change in _taken_changes(evidence):
        if change["table"] == PURSE:
            fen[change["key"]] += change["new"]["fen"] - change["old"]["fen"]
            writes[change["key"]] += 1
    for row in evidence.content["test_print"]:
        if row["title"].startswith(MADE):
            giver, taker, amount = map(int, row["title"].removeprefix(MADE).split())
            fen[purse_key(giver)] -= amount
            fen[purse_key(taker)] += amount
            writes.update((purse_key(giver), purse_key(taker)))
    held = {row["id"]: row["fen"] for row in evidence.content[PURSE]}
    if sum(held.values()) != TOTAL:
        yield f"the purses hold {sum(held.values())} and not {TOTAL}"
    for key in fen:
        if held.get(key) != fen[key]:
            yield f"purse {key} holds {held.get(key)} and its transfers make {fen[key]}"
        written = evidence.revisions.get((PURSE, key))
        if written != writes[key]:
            yield f"purse {key} was written {written} times for {writes[key]} changes"


def _once(evidence: Evidence) -> Iterator[str]:
    """No row was written more often than changesets that touch it were accepted (I3)."""
    touched: Counter[RowKey] = Counter()
    made = _inserted(evidence, taken=True)
    for _, change in _taken_changes(evidence):
        touched[change["table"], change["key"]] += 1
    for (name, key), revision in evidence.revisions.items():
        allowed = touched[name, key] + ((name, key) not in made)
        if name != PURSE and revision > allowed:
            yield f"{name}:{key} was written {revision} times for {allowed} changes"


def _the_same_everywhere(evidence: Evidence) -> Iterator[str]:
    """Every terminal holds what the centre holds, row by row, at the same revision (I1)."""
    for terminal in evidence.terminals:
        for name, rows in evidence.content.items():
            here = {row["id"]: row for row in terminal.content[name]}
            there = {row["id"]: row for row in rows}
            for key in sorted(set(here) | set(there)):
                if here.get(key) != there.get(key):
                    yield f"terminal {terminal.number}: {name}:{key} is {here.get(key)}, not {there.get(key)}"
        if terminal.revisions != evidence.revisions:
            yield f"terminal {terminal.number}: its rows have other versions than the centre's"


def _numbers(evidence: Evidence) -> Iterator[str]:
    """No number was given twice, none stands on two papers (I12)."""
    given = Counter(n for terminal in evidence.terminals for n in _of(terminal, Line.NUMBER, "number"))
    printed = Counter(
        row["title"] for row in evidence.content["test_print"] if row["title"].startswith(NUMBERED)
    )
    for what, times in (given + printed).items():
        if times > 1:
            yield f"number {what} was given {times} times"


def _verdicts(evidence: Evidence) -> Iterator[str]:
    """What a clerk heard as confirmed is taken, what he heard as refused is refused (I5).

    A centre that was put back may have given its word before, and decide anew in another order.
    """
    if evidence.counted[PUT_BACK]:
        return
    status = {answer.txn: answer.status for answer in evidence.answered}
    for terminal in evidence.terminals:
        for line in terminal.journal:
            if line["line"] == Line.VERDICT:
                is_refused = status.get(line["txn"], REFUSED) == REFUSED
                if is_refused != (line["verdict"] == Verdict.REFUSED):
                    yield f"terminal {terminal.number} heard {line['verdict']} of {line['txn']}"


def _no_rooms_twice(evidence: Evidence) -> Iterator[str]:
    living = [row for row in evidence.content["test_booking"] if row["ended_at"] is None]
    living.sort(key=lambda row: (row["room"], row["starts_at"]))
    for row, following in pairwise(living):
        if row["room"] == following["room"] and following["starts_at"] < row["ends_at"]:
            yield f"room {row['room']} is booked twice: {row['id']}, {following['id']}"


def _stores(evidence: Evidence) -> Iterator[str]:
    for terminal in evidence.terminals:
        for damage in terminal.damage:
            yield f"terminal {terminal.number}: {damage}"


# --- reading the evidence ------------------------------------------------------------------------------


def _of(terminal: TerminalEvidence, line: Line, name: str) -> list[Any]:
    return [entry[name] for entry in terminal.journal if entry["line"] == line]


def _outboxes(evidence: Evidence) -> list[list[Sent]]:
    return [terminal.outbox for terminal in evidence.terminals]


def _taken_changes(evidence: Evidence) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every change of every changeset the centre took."""
    taken = {answer.txn for answer in evidence.answered if answer.status != REFUSED}
    for outbox in _outboxes(evidence):
        for entry in outbox:
            if entry.txn in taken:
                for change in entry.changes:
                    yield entry.txn, change


def _inserted(evidence: Evidence, *, taken: bool) -> set[RowKey]:
    """The rows that were made by changesets the centre took, or by those it refused."""
    which = {answer.txn for answer in evidence.answered if (answer.status != REFUSED) == taken}
    return {
        (change["table"], change["key"])
        for outbox in _outboxes(evidence)
        for entry in outbox
        if entry.txn in which
        for change in entry.changes
        if change["op"] == "insert"
    }
