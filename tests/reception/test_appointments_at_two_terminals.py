"""Two terminals and a real centre: who has come has come, whatever the other noted while it was cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from app.cases.closing import Rest
from app.counter import Counter, open_counter
from app.joining import join_centre
from app.kernel.clock import HOUR, MINUTE, SteppingClock
from app.kernel.errors import WrongStep
from app.reception.appointments import AppointmentEntry
from app.reception.service import VisitEntry
from app.reception.states import AppointmentState
from app.schema import METADATA
from app.security.actors import Actor
from app.security.secrets import FileSecrets
from app.sync.enrolment import init_centre
from app.sync.states import ConflictKind
from tests.builders import MORNING, PASSWORD

pytestmark = pytest.mark.centre
START = MORNING + HOUR


class Desk:
    """A terminal with its clerk; it meets the centre only when it is told to."""

    def __init__(self, counter: Counter, window: int) -> None:
        self.counter = counter
        window_id = counter.catalogue.windows()[window].id
        self.clerk: Actor = counter.accounts.sign_in("admin", PASSWORD, window_id).value

    def meet(self) -> None:
        """Send and fetch."""
        assert self.counter.link is not None
        self.counter.link.exchange.run()

    def check_in(self, key: str) -> str:
        """Take the number of an appointment."""
        row = self.counter.appointments.appointment(key)
        entry = VisitEntry(row.matter_id, row.person_id, appointment_id=key)
        return self.counter.queueing.take_number(entry, actor=self.clerk).value.ticket_id

    def state(self, key: str) -> AppointmentState:
        """Tell where it stands."""
        return self.counter.appointments.appointment(key).state

    def passes(self, minutes: int) -> None:
        """Let time pass here."""
        assert isinstance(self.counter.store.clock, SteppingClock)
        self.counter.store.clock.step(minutes * 60)

    def close_day(self) -> None:
        """End the day; who is left is carried over."""
        left = {row.matter_id for row in self.counter.closing.left_over()}
        self.counter.closing.close_day(dict.fromkeys(left, Rest.CARRY), actor=self.clerk)


@pytest.fixture
def desks(
    open_copy: Callable[[str], Counter], tmp_path: Path, centre_url: str
) -> Iterator[tuple[Desk, Desk]]:
    """The terminal where the hall was founded, and one that took it over."""
    init_centre(centre_url, METADATA, None)
    open_copy("first").close()
    opened = []
    for number, name in enumerate(("first", "second")):
        home = tmp_path / name
        home.mkdir(exist_ok=True)
        join_centre(home, centre_url, name, SteppingClock(MORNING), FileSecrets(home))
        opened.append(Desk(open_counter(home, SteppingClock(START), FileSecrets(home)), number))
    yield opened[0], opened[1]
    for desk in opened:
        desk.counter.close()


def agreed(desk: Desk) -> str:
    """An appointment in ten minutes."""
    person, starts = desk.counter.people.find_people("李")[0], START + 10 * MINUTE
    matter = desk.counter.catalogue.matters()[0]
    entry = AppointmentEntry(matter.id, starts, starts + 20 * MINUTE, person_id=person.id)
    return desk.counter.appointments.book(entry, actor=desk.clerk).value


def at_the_centre(url: str, key: str) -> tuple[str, int]:
    """What is written at the centre, and how many visits that stand are for it."""
    query = (
        "SELECT a.state, (SELECT count(*) FROM guitai.visit v WHERE v.hall_id = a.hall_id"
        " AND v.appointment_id = a.id AND v.ended_at IS NULL) FROM guitai.appointment a WHERE a.id = %s"
    )
    with psycopg.connect(url) as connection:
        row = connection.execute(query, (key,)).fetchone()
    assert row is not None
    return row[0], row[1]


def test_who_has_come_is_known_everywhere_and_is_taken_back_everywhere(
    desks: tuple[Desk, Desk], centre_url: str
) -> None:
    first, second = desks
    key = agreed(first)
    first.check_in(key)
    first.meet()
    second.meet()
    assert (second.state(key), at_the_centre(centre_url, key)[1]) == (AppointmentState.ARRIVED, 1)
    with pytest.raises(WrongStep):
        second.check_in(key)
    with pytest.raises(WrongStep):
        second.counter.appointments.cancel(key, "来电取消", actor=second.clerk)
    first.counter.taking_back.take_back_last(actor=first.clerk)
    first.meet()
    second.meet()
    assert (second.state(key), at_the_centre(centre_url, key)) == (AppointmentState.BOOKED, ("booked", 0))
    second.check_in(key)
    second.meet()
    first.meet()
    assert (first.state(key), at_the_centre(centre_url, key)[1]) == (AppointmentState.ARRIVED, 1)


def test_two_numbers_for_one_appointment_are_one_too_many(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    key = agreed(first)
    first.meet()
    second.meet()
    first.check_in(key)
    ticket = second.check_in(key)
    first.meet()
    second.meet()
    assert [row.kind for row in second.counter.conflicts.rows()] == [ConflictKind.REFUSED]
    assert ticket not in {row.id for row in second.counter.queue.waiting()}
    assert second.state(key) is AppointmentState.ARRIVED


@pytest.mark.parametrize("cut_off_first", [True, False])
def test_a_day_closed_by_somebody_cut_off_takes_no_arrival_away(
    desks: tuple[Desk, Desk], centre_url: str, cut_off_first: bool
) -> None:
    first, second = desks
    key = agreed(first)
    first.meet()
    second.meet()
    first.check_in(key)
    second.passes(60)
    second.close_day()
    assert second.state(key) is AppointmentState.NO_SHOW
    for desk in (second, first, second) if cut_off_first else (first, second, first):
        desk.meet()
    assert [desk.counter.conflicts.rows() for desk in desks] == [(), ()]
    assert [desk.state(key) for desk in desks] == [AppointmentState.ARRIVED] * 2
    first.passes(60)
    first.close_day()
    first.meet()
    assert at_the_centre(centre_url, key) == ("arrived", 1)


def test_who_called_off_and_came_all_the_same_keeps_the_number(desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    key = agreed(first)
    first.meet()
    second.meet()
    first.counter.appointments.cancel(key, "来电取消", actor=first.clerk)
    ticket = second.check_in(key)
    for desk in (first, second, first):
        desk.meet()
    assert [desk.counter.conflicts.rows() for desk in desks] == [(), ()]
    assert [desk.state(key) for desk in desks] == [AppointmentState.ARRIVED] * 2
    assert ticket in {row.id for row in first.counter.queue.waiting()}
