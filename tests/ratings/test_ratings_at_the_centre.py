"""Two terminals and a real PostgreSQL: one case has one rating, and a bad one is handled at either."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.catalogue.queries import CatalogueView
from app.counter import Counter
from app.ratings.queries import RatingsView
from app.ratings.service import Ratings
from app.ratings.states import SaidBy, TaskState
from app.schema import METADATA
from app.security.actors import Actor
from app.storage.store import Store
from app.sync.conflicts import ConflictsView
from app.sync.enrolment import HallIdentity, enrol, init_centre, keep_enrolment
from app.sync.exchange import Exchange
from app.sync.wire import centre_wire
from tests.builders import ZONE
from tests.ratings.test_ratings import a_case

pytestmark = pytest.mark.centre
SECRET = "5e" * 32


def joined(store: Store, url: str, name: str, own: HallIdentity | None) -> Exchange:
    """A terminal's wire to the centre."""
    enrolment = enrol(url, name, own, SECRET if own else None)
    keep_enrolment(store, enrolment)
    return Exchange(store, centre_wire(enrolment.url), METADATA)


def test_the_centre_keeps_one_rating_and_every_step_of_its_task(
    counter: Counter, clerk: Actor, centre_url: str, tmp_path: Path
) -> None:
    init_centre(centre_url, METADATA, SECRET)
    hall = CatalogueView(counter.store).hall()
    assert hall is not None
    here = joined(counter.store, centre_url, "window", HallIdentity(hall.id, is_sample=True))
    other = Store(tmp_path / "kiosk.db", b"k" * 32, counter.store.clock)
    other.create_tables()
    there = joined(other, centre_url, "kiosk", None)
    kiosk, view = Ratings(other, ZONE), RatingsView(other, ZONE)
    case_id = a_case(counter, clerk)
    here.run()
    there.run()
    kiosk.rate(case_id, 1, ["b8"], SaidBy.SLIP)
    there.run()
    counter.ratings.rate(case_id, 5, [], SaidBy.SCREEN)
    here.run()
    assert len(ConflictsView(counter.store).rows()) == 1
    task = counter.ratings_view.tasks()[0]
    assert (task.level, task.id) == (1, view.tasks()[0].id)
    counter.ratings.assign(task.id, clerk.staff_id, actor=clerk)
    counter.ratings.note_contact(task.id, "reached", was_reached=True, actor=clerk)
    counter.ratings.extend(task.id, 5, "experts", actor=clerk)
    counter.ratings.answer(task.id, "mended", actor=clerk)
    counter.ratings.settle(task.id, actor=clerk)
    counter.calendar.import_days("2031-01-24,rest", actor=clerk)
    here.run()
    there.run()
    assert len(ConflictsView(counter.store).rows()) == 1
    card = view.task(task.id)
    assert (card.row.state, card.row.is_extended, len(card.contacts)) == (TaskState.SETTLED, True, 1)
    for wire in (here, there):
        wire.close()
    other.close()
