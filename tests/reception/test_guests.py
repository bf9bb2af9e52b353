"""Whom the clerk sees before the call: who it is, when they were here last, what they have in work."""

from __future__ import annotations

from app.contracts.drafting import DraftEntry
from app.contracts.queries import ContractsOf
from app.counter import Counter
from app.kernel.clock import HOUR, SECOND
from app.reception.service import VisitEntry
from app.security.actors import Actor


def test_a_guest_is_told_with_the_coming_before_and_everything_they_came_for(
    counter: Counter, clerk: Actor
) -> None:
    first = counter.queue.today()[-1]
    assert first.person_id is not None
    counter.store.clock.step(2 * HOUR // SECOND)  # type: ignore[attr-defined]
    matters = [m.id for m in counter.catalogue.matters()][:3]
    entry = VisitEntry(matters[0], person_id=first.person_id, matters=tuple(matters[1:]), party_size=3)
    visit = counter.queueing.take_number(entry, actor=clerk).value.visit_id
    guests = counter.guests.guests([visit, first.visit_id, "nobody's"])
    assert set(guests) == {visit, first.visit_id}
    guest, before = guests[visit], guests[first.visit_id]
    assert (guest.person, guest.visits, guest.party_size) == (first.person, 2, 3)
    assert guest.last_visit_at == before.arrived_at and before.last_visit_at is None
    assert [key for _, key in guest.matters] == matters
    assert "*" in guest.phone and "*" in guest.document


def test_a_guest_nobody_knows_has_no_past(counter: Counter, clerk: Actor) -> None:
    matter = counter.catalogue.matters()[0].id
    visit = counter.queueing.take_number(VisitEntry(matter), actor=clerk).value.visit_id
    guest = counter.guests.guests([visit])[visit]
    assert (guest.person, guest.visits, guest.last_visit_at, guest.visit_ids) == ("", 0, None, (visit,))


def test_contracts_in_work_are_counted_by_visit_and_by_organisation(counter: Counter, clerk: Actor) -> None:
    rows = [r for r in counter.queue.today() if r.person_id]
    guests = counter.guests.guests([r.visit_id for r in rows[:2]])
    mine, other = (guests[r.visit_id] for r in rows[:2])
    key = counter.drafting.draft(DraftEntry("dev1", visit_id=mine.visit_id), actor=clerk).value

    def counted() -> tuple[int, ...]:
        wanted = [ContractsOf(g.visit_ids, g.organisation_id) for g in (mine, other)]
        return counter.contracts.count_open(wanted)

    assert counted()[0] == 1
    assert counted()[1] == (1 if other.organisation_id == mine.organisation_id else 0)
    counter.voiding.void(key, "begun by mistake", actor=clerk)
    assert counted() == (0, 0)
