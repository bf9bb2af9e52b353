"""An organisation that was registered twice becomes one, by keys, and two again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.counter import Counter
from app.reception.service import OrganisationEntry, PersonEntry
from app.security.actors import Actor
from tests.ui.page_seat import Key, PageSeat, asked
from ui.parts.background import Background
from ui.reception.jobs import ReceptionDoors
from ui.reception.page import ReceptionPage

Seat = PageSeat[ReceptionPage]
KEPT = "甘肃尚德机电有限公司"
DOUBLE = "甘肃尚德机电"


@pytest.fixture
def seat(qtbot: QtBot, counter: Counter, clerk: Actor, background: Background) -> Iterator[Seat]:
    background.follow(counter.store.listen)
    clock, zone = counter.store.clock, counter.settings.zone
    doors = ReceptionDoors(
        counter.reception,
        counter.people,
        counter.queueing,
        counter.queue,
        counter.catalogue,
        counter.spool,
        clock,
        counter.merging,
        counter.privacy,
        counter.appointments,
    )
    seat = PageSeat(qtbot, ReceptionPage(doors, background, clerk, zone), background, clock, zone)
    seat.press(Key.Key_F1)
    seat.settle()
    yield seat
    background.close()


@pytest.fixture
def double(counter: Counter, clerk: Actor, seat: Seat) -> str:
    entry = OrganisationEntry(DOUBLE, country="CN", address="东岗西路 1 号")
    return asked(lambda: counter.reception.register_organisation(entry, actor=clerk)).value.id


@pytest.fixture(autouse=True)
def watched(double: str, no_sql_in_the_window: None) -> None:
    """From here on the window's thread may not ask the database."""


def record_of(seat: Seat, text: str) -> None:
    """Choose an organisation by keys, without naming anybody, and open its record."""
    seat.type(text)
    seat.settle()
    seat.press(Key.Key_Return)
    seat.settle()
    last = len(seat.page.visitor.found.choices())
    seat.type(str(last))
    seat.settle(lambda: seat.page.visitor.organisation is not None)
    seat.press(Key.Key_F10)


def merge(seat: Seat, text: str) -> None:
    seat.type(text)
    seat.settle(lambda: seat.page.records.organisation.double.line.has_choices)
    seat.press(Key.Key_Return)
    seat.press(Key.Key_Return)
    seat.settle(lambda: len(seat.said) > 0)


def kept(seat: Seat) -> str:
    body = seat.page.visitor.organisation
    assert body is not None
    return body.id


def test_two_organisations_are_one_by_keys_and_two_again(
    seat: Seat, counter: Counter, clerk: Actor, double: str
) -> None:
    record_of(seat, "gssdjdyxgs")
    merge(seat, "gssd")
    now = asked(lambda: counter.people.organisation(double))
    assert (now.id, now.name) == (kept(seat), KEPT)
    assert [row.name for row in asked(lambda: counter.people.find_organisations("gssd"))] == [KEPT]
    asked(lambda: counter.taking_back.take_back_last(actor=clerk))
    assert asked(lambda: counter.people.organisation(double)).id == double
    assert len(asked(lambda: counter.people.find_organisations("gssd"))) == 2


def test_an_organisation_is_not_its_own_double(seat: Seat) -> None:
    record_of(seat, "gssdjdyxgs")
    panel = seat.page.records.organisation
    seat.type("gssd")
    seat.settle(lambda: panel.double.line.has_choices)
    assert [choice.text for choice in panel.double.others.choices()] == [DOUBLE]
    assert not panel.double.merge.isEnabled()


def test_esc_leads_back_to_the_business_of_the_same_organisation(seat: Seat) -> None:
    record_of(seat, "gssdjdyxgs")
    seat.press(Key.Key_Escape)
    assert seat.page.records.isHidden()
    assert kept(seat)


def test_whom_the_double_sent_belongs_to_the_one_that_stays(
    seat: Seat, counter: Counter, clerk: Actor, double: str
) -> None:
    person = asked(
        lambda: counter.reception.register_person(PersonEntry("钱文", organisation_id=double), actor=clerk)
    ).value.id
    record_of(seat, "gssdjdyxgs")
    merge(seat, "gssd")
    assert asked(lambda: counter.people.person_row(person)).organisation == KEPT
    assert "钱文" in [row.name for row in asked(lambda: counter.people.people_of(kept(seat)))]
