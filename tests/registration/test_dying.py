"""Killed at any statement, a step of a case is taken wholly or not at all, and no number is used twice."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from app.counter import Counter
from app.kernel.errors import Refusal
from app.registration.entities import Registration, RegistrationEvent
from app.registration.states import HistoryKind
from app.security.actors import Actor
from app.storage.outbox import OutboxEntry
from app.storage.trail import AuditEntry, first_broken_link
from tests.builders import a_signed_contract
from tests.dying import opened_at
from tests.registration.dying_at_a_step import REGISTRAR, STEPS
from tests.registration.filled import complete, in_review, registered

ROOT = Path(__file__).parents[2]
_VOLATILE = ("id", "made_at")


@dataclass(frozen=True)
class Told:
    """All that a store tells of its cases: rows, histories, what waits for the centre, the trail."""

    cases: tuple[object, ...]
    histories: tuple[object, ...]
    outbox: tuple[str, ...]
    trail: tuple[str, ...]


def told(counter: Counter) -> Told:
    with counter.store.look() as session:
        assert first_broken_link(session) is None
        cases = session.execute(select(Registration).order_by(Registration.acceptance_number)).scalars()
        events = session.execute(select(RegistrationEvent).order_by(RegistrationEvent.at)).scalars()
        outbox = session.execute(select(OutboxEntry.use_case).order_by(OutboxEntry.seq)).scalars()
        trail = session.execute(select(AuditEntry.use_case).order_by(AuditEntry.seq)).scalars()
        return Told(
            tuple(_columns(row) for row in cases),
            tuple(sorted((str(e.kind), e.at, e.note, _facts(e)) for e in events)),
            tuple(outbox),
            tuple(trail),
        )


def _facts(event: RegistrationEvent) -> str:
    return "" if event.kind is HistoryKind.OPENED else str(event.facts)


def _columns(row: Registration) -> tuple[tuple[str, str], ...]:
    # A number that was given to the dead is passed over: the next one is as good.
    left_out = (*_VOLATILE, "acceptance_number")
    return tuple((c.name, str(getattr(row, c.name))) for c in row.__table__.columns if c.name not in left_out)


def prepared(counter: Counter, clerk: Actor, step: str) -> str:
    """Bring a case to where a step can be taken; gives the key it is taken by."""
    if step == "open_case":
        return a_signed_contract(counter, clerk)
    if step == "accept":
        return complete(counter, clerk)
    return registered(counter, clerk) if step == "numbers" else in_review(counter, clerk)


@pytest.mark.slow
@pytest.mark.parametrize("step", list(STEPS))
def test_a_step_is_taken_wholly_or_not_at_all(
    counter: Counter, clerk: Actor, tmp_path: Path, step: str
) -> None:
    key = prepared(counter, clerk, step)
    another = a_signed_contract(counter, clerk)
    before = told(counter)
    counter.close()
    command = [sys.executable, "-m", "tests.registration.dying_at_a_step"]
    done = subprocess.run(
        [*command, str(counter.home), str(tmp_path / "deaths"), step, key],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    last = int(done.stdout)
    assert last > 5
    homes = [tmp_path / "deaths" / str(n) for n in range(1, last + 1)]
    outcomes = [_outcome(home, step, key, another, before) for home in homes]
    after, _ = outcomes[-1]
    assert outcomes[0][0] == before != after
    assert all(found in (before, after) for found, _ in outcomes)
    taken = [found == after for found, _ in outcomes]
    assert taken == sorted(taken)
    # What was not taken was taken after all, and left the same behind.
    assert {then for _, then in outcomes} == {after}


def _outcome(home: Path, step: str, key: str, another: str, before: Told) -> tuple[Told, Told]:
    """Tell what is there after a death, and then: what was not taken can be taken, once."""
    counter = opened_at(home)
    try:
        found = told(counter)
        if found == before:
            STEPS[step](counter, key)
        then = told(counter)
        if step != "numbers":
            with pytest.raises(Refusal):
                STEPS[step](counter, key)
            assert told(counter) == then
        counter.registering.intake.open(another, actor=REGISTRAR)
        rows = counter.registering.view.rows()
        given = [row.acceptance_number for row in rows]
        assert len(set(given)) == len(given)
        return found, then
    finally:
        counter.close()
