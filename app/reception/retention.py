"""Records of people end when nobody needs them any more (PIPL art. 19, domain.md 9.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.catalogue.rules import read_rules
from app.kernel.changes import Outcome
from app.kernel.clock import DAY
from app.kernel.rounds import Rounds
from app.reception.entities import Appointment, Person, Visit
from app.reception.states import ENDED_BY_RETENTION
from app.security.actors import Machine
from app.storage.outbox import read_fact
from app.storage.spool import Spool
from app.storage.store import Store
from app.sync.facts import TERMINAL_NUMBER
from app.sync.hall_clock import hall_now

AT_ONCE = 200
"""Records ended in one transaction: a clerk waits no longer for it than for a pull."""
EVERY_S = 24 * 3600.0
KEEP_PAPER_DAYS = 30
"""So long the spool keeps what stands on paper that came out (domain.md 9.4 asks to wipe it and names no
days): bad ratings are settled within 15 working days, which are three weeks and a holiday; until then it can
be seen what the visitor was given. What it is of can be printed anew from its record at any time.
"""
FIRST_TERMINAL = 1
"""One terminal does it for its hall: two would end the same records at two moments."""

NeededVisits = Callable[[Session], frozenset[str]]
"""Names the visits another slice is not done with, in an open session."""


class Retention:
    """Ends what is old, once a day."""

    def __init__(self, store: Store, spool: Spool, needed: Sequence[NeededVisits]) -> None:
        self._store = store
        self._spool = spool
        self._needed = tuple(needed)
        # Apart: neither is read again while the other is worked off, nor waits for it where it fails.
        self._paper = Rounds("retention of paper", self._paper_round, EVERY_S, first_s=0.0)
        self._people = Rounds("retention", self._people_round, EVERY_S, first_s=0.0)

    def start(self) -> None:
        """Look after it in the background: every terminal after its own paper, the first after people."""
        with self._store.look() as session:
            is_first = read_fact(session, TERMINAL_NUMBER, FIRST_TERMINAL) == FIRST_TERMINAL
        self._paper.start()
        if is_first:
            self._people.start()

    def stop(self) -> None:
        """End after the transaction in hand."""
        self._paper.stop()
        self._people.stop()

    def end_old_people(self) -> Outcome[int]:
        """End the records of people who were not here for so long as the hall's rule says; gives how many.

        Their names, numbers and telephones are emptied, also in records merged or taken back; visits stay
        without a name. At most ``AT_ONCE`` a time: asked again until it gives 0. Whoever has an appointment
        to come, and whoever other slices are not done with, is left. By the hall's time: a clock that is
        years ahead would empty everybody.
        """
        # Whole tables are read for it: not while a clerk waits to write.
        with self._store.look() as session:
            since = hall_now(session, self._store.clock.now()) - read_rules(session).keep_people_days * DAY
            visits = frozenset[str]().union(*(needed(session) for needed in self._needed))
            keys = _long_not_seen(session, since, _people_of(session, visits))
        if not keys:
            return Outcome(0)
        with self._store.change(Machine(), "end_old_people") as work:
            came = _came_meanwhile(work.session, keys, since)
            old = [work.get(Person, key) for key in keys if key not in came]
            for person in old:
                _empty(person, work.now)
        return work.outcome(len(old))

    def empty_old_paper(self) -> int:
        """Wipe what stands on this terminal's old paper; gives how many sheets, 0 once none is left.

        By the hall's time, as with people.
        """
        with self._store.look() as session:
            before = hall_now(session, self._store.clock.now()) - KEEP_PAPER_DAYS * DAY
        return self._spool.empty_old(before)

    def _paper_round(self) -> float:
        return _until_next(self.empty_old_paper())

    def _people_round(self) -> float:
        return _until_next(self.end_old_people().value)


def _until_next(ended: int) -> float:
    """What is left is ended at once, in a transaction of its own."""
    return 0.0 if ended else EVERY_S


def _people_of(session: Session, visits: frozenset[str]) -> frozenset[str]:
    query = select(func.coalesce(Person.merged_into, Person.id)).join(Visit, Visit.person_id == Person.id)
    return frozenset(session.execute(query.where(Visit.id.in_(visits))).scalars()) if visits else frozenset()


def _came_meanwhile(session: Session, keys: list[str], since: int) -> frozenset[str]:
    """Name those of them who came, or were expected, since they were read; their merged records too."""
    stands_for = func.coalesce(Person.merged_into, Person.id)
    found = session.execute(select(Person.id, stands_for).where(Person.id.in_(keys)))
    groups: dict[str, str] = {row[0]: row[1] for row in found}
    ids = select(Person.id).where(
        or_(Person.id.in_(groups.values()), Person.merged_into.in_(groups.values()))
    )
    seen = select(Visit.person_id).where(Visit.person_id.in_(ids), Visit.arrived_at >= since)
    expected = select(Appointment.person_id).where(
        Appointment.person_id.in_(ids), Appointment.ends_at >= since
    )
    alive = select(stands_for).where(or_(Person.id.in_(seen), Person.id.in_(expected)))
    here = frozenset(session.execute(alive).scalars())
    return frozenset(key for key, group in groups.items() if group in here)


def _long_not_seen(session: Session, since: int, protected: frozenset[str]) -> list[str]:
    """Find records that still hold a name, of people neither seen nor expected since a moment."""
    stands_for = func.coalesce(Person.merged_into, Person.id)
    seen = select(stands_for).join(Visit, Visit.person_id == Person.id).where(Visit.arrived_at >= since)
    expected = select(stands_for).join(Appointment, Appointment.person_id == Person.id)
    query = (
        select(Person.id, stands_for)
        .where(
            Person.name != "",
            Person.made_at < since,
            or_(Person.ended_at.is_(None), Person.ended_at < since),
            stands_for.not_in(seen),
            stands_for.not_in(expected.where(Appointment.ends_at >= since)),
        )
        .order_by(Person.made_at)
    )
    found = session.execute(query)
    return list(islice((key for key, group in found if group not in protected), AT_ONCE))


def _empty(person: Person, at: int) -> None:
    person.name = person.initials = person.document_number = person.phone = ""
    person.organisation_id = None
    if person.ended_at is None:
        person.ended_at, person.end_reason = at, ENDED_BY_RETENTION
