"""One-time codes at a server that asks for passwords: what they open, and for how long."""

from __future__ import annotations

import json

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.sync.codes import in_groups, read_code, role_of
from app.sync.enrolment import (
    Enrolment,
    HallIdentity,
    Invitation,
    accept,
    asked_again,
    enrol,
    init_centre,
    invite,
    withdraw,
)
from app.sync.refusals import (
    CentreUnreachable,
    CodeRefused,
    ForeignHall,
    HallUnclear,
    HistoryMissing,
    SampleMixed,
    SecretDiffers,
    UnknownTerminal,
)
from tests.postgres_server import PostgresServer
from tests.sync.small_market import HALL, SMALL, Centre

pytestmark = pytest.mark.centre

SECRET = "ab" * 32
OTHER = HallIdentity("00000000-0000-7000-8000-0000000000bb", True)


@pytest.fixture
def guarded(guarded_url: str) -> Centre:
    """A centre on a server that asks for passwords."""
    return Centre(guarded_url)


def _with_code(centre: Centre, invitation: Invitation) -> str:
    code = invitation.code
    return make_conninfo(centre.url, user=role_of(code), password=code)


def _refused_by(url: str, query: str) -> str | None:
    with psycopg.connect(url, autocommit=True) as connection, pytest.raises(psycopg.Error) as caught:
        connection.execute(query)
    return caught.value.sqlstate


def _join(centre: Centre, hall: HallIdentity | None = HALL, secret: str | None = SECRET) -> Enrolment:
    return accept(centre.url, invite(centre.url, "one", new_hall=True).code, hall, secret)


def test_before_its_code_is_used_a_role_can_do_nothing_but_use_it(guarded: Centre) -> None:
    url = _with_code(guarded, invite(guarded.url, "one", new_hall=True))
    for gate in ("gate_hello('{}')", "gate_pull('{}')", "gate_push('{}')", "gate_number('a', 'b')"):
        assert _refused_by(url, f"SELECT guitai.{gate}") == "GT101"
    for query in ("SELECT * FROM guitai.test_account", "SELECT market_secret FROM guitai.sync_centre"):
        assert _refused_by(url, query) == "42501"


def test_a_code_opens_the_door_once(guarded: Centre) -> None:
    invitation = invite(guarded.url, "one", new_hall=True)
    enrolment = accept(guarded.url, in_groups(invitation.code).lower(), HALL, SECRET)
    assert (enrolment.number, enrolment.hall_id, enrolment.market_secret) == (1, HALL.id, SECRET)
    with pytest.raises(CodeRefused):
        accept(guarded.url, invitation.code, HALL, SECRET)
    with psycopg.connect(enrolment.url) as connection:
        row = connection.execute("SELECT guitai.gate_hello('{}')").fetchone()
    assert row is not None


def test_the_centre_never_hears_the_terminals_password(
    guarded: Centre, debian_server: PostgresServer
) -> None:
    enrolment = _join(guarded)
    password = str(conninfo_to_dict(enrolment.url)["password"])
    kept = guarded.ask("SELECT rolpassword FROM pg_authid WHERE rolname = %s", enrolment.role)
    log = debian_server.log.read_text(encoding="utf-8")
    assert "gate_enrol" in log
    assert password not in log
    assert kept[0]["rolpassword"].startswith("SCRAM-SHA-256$")


def test_an_expired_code_opens_nothing_and_another_one_does(guarded: Centre) -> None:
    late = invite(guarded.url, "one", new_hall=True, valid_hours=-0.01)
    with pytest.raises(CodeRefused):
        accept(guarded.url, late.code, HALL, SECRET)
    row = guarded.ask("SELECT enrolled_at, hall_id FROM sync_terminal")[0]
    assert row == {"enrolled_at": None, "hall_id": None}
    assert _join(guarded).number == 2


def test_a_connection_made_with_a_code_does_not_outlive_the_code(guarded: Centre) -> None:
    invitation = invite(guarded.url, "one", new_hall=True)
    with psycopg.connect(_with_code(guarded, invitation), autocommit=True) as connection:
        guarded.ask(f"ALTER ROLE {role_of(invitation.code)} VALID UNTIL '2020-01-01'")
        row = connection.execute("SELECT guitai.gate_enrol('{}')").fetchone()
    assert row == ('{"refused": "CodeRefused"}',)


def test_a_code_of_another_centre_is_refused(guarded: Centre, debian_server: PostgresServer) -> None:
    elsewhere = debian_server.create_database(f"{conninfo_to_dict(guarded.url)['dbname']}_elsewhere")
    init_centre(elsewhere, SMALL, None)
    invitation = invite(guarded.url, "one", new_hall=True)
    with pytest.raises(CodeRefused):
        accept(elsewhere, invitation.code, HALL, SECRET)
    assert accept(guarded.url, invitation.code, HALL, SECRET).number == 1


def test_two_centres_on_one_server_leave_each_other_alone(
    guarded: Centre, debian_server: PostgresServer
) -> None:
    first = _join(guarded)
    elsewhere = Centre(debian_server.create_database(f"{conninfo_to_dict(guarded.url)['dbname']}_beside"))
    second = _join(elsewhere, OTHER)
    init_centre(guarded.url, SMALL, None)
    for enrolment, other in ((first, elsewhere), (second, guarded)):
        with psycopg.connect(enrolment.url) as connection:
            assert connection.execute("SELECT guitai.gate_hello('{}')").fetchone() is not None
        crossed = make_conninfo(enrolment.url, dbname=conninfo_to_dict(other.url)["dbname"])
        assert _refused_by(crossed, "SELECT guitai.gate_hello('{}')") == "GT101"


def test_a_lost_answer_can_be_asked_for_again(guarded: Centre) -> None:
    kept: list[str] = []
    given = accept(
        guarded.url, invite(guarded.url, "one", new_hall=True).code, HALL, SECRET, remember=kept.append
    )
    assert asked_again(kept[0]) == given


def test_what_was_never_granted_is_not_there_when_asked_for_again(guarded: Centre) -> None:
    kept: list[str] = []
    _join(guarded)
    invitation = invite(guarded.url, "two")
    with pytest.raises(ForeignHall):
        accept(guarded.url, invitation.code, OTHER, SECRET, remember=kept.append)
    assert asked_again(kept[0]) is None
    assert accept(guarded.url, invitation.code, None, None).number == 2


def test_who_does_not_belong_keeps_the_code(guarded: Centre) -> None:
    _join(guarded)
    here, new = invite(guarded.url, "here").code, invite(guarded.url, "new", new_hall=True).code
    for code, hall, secret, kept, refusal in (
        (here, OTHER, SECRET, 1, ForeignHall),
        (here, HallIdentity(HALL.id, False), SECRET, 1, SampleMixed),
        (here, HALL, "cd" * 32, 1, SecretDiffers),
        (new, HALL, SECRET, 1, ForeignHall),
        (new, OTHER, "cd" * 32, 1, SecretDiffers),
        (new, OTHER, SECRET, 400, HistoryMissing),
    ):
        with pytest.raises(refusal):
            accept(guarded.url, code, hall, secret, kept)
    assert accept(guarded.url, here, HALL, SECRET, 400).hall_id == HALL.id
    assert accept(guarded.url, new, OTHER, SECRET, 1).hall_id == OTHER.id


def test_a_bare_terminal_with_a_code_for_a_new_hall_is_given_its_key(guarded: Centre) -> None:
    first = _join(guarded)
    founder = accept(guarded.url, invite(guarded.url, "two", new_hall=True).code, None, None)
    assert founder.hall_id != first.hall_id
    assert (founder.hall_is_new, founder.is_sample, founder.market_secret) == (True, True, SECRET)


def test_with_several_halls_the_administrator_says_which(guarded: Centre) -> None:
    with pytest.raises(HallUnclear):
        invite(guarded.url, "nowhere")
    _join(guarded)
    _join(guarded, OTHER)
    for hall in (None, "not here"):
        with pytest.raises(HallUnclear):
            invite(guarded.url, "somewhere", hall)
    assert accept(guarded.url, invite(guarded.url, "there", OTHER.id).code, None, None).hall_id == OTHER.id
    assert len(guarded.ask("SELECT 1 FROM sync_terminal")) == 3


def test_an_invitation_can_be_taken_back_until_it_was_used(guarded: Centre) -> None:
    invitation = invite(guarded.url, "one", new_hall=True)
    withdraw(guarded.url, invitation.number)
    with pytest.raises(CodeRefused):
        accept(guarded.url, invitation.code, HALL, SECRET)
    number = _join(guarded).number
    with pytest.raises(UnknownTerminal):
        withdraw(guarded.url, number)


def test_an_enrolment_that_is_refused_leaves_no_role_behind(guarded: Centre) -> None:
    _join(guarded)
    count = "SELECT count(*) AS n FROM pg_roles WHERE rolname LIKE 'guitai\\_________'"
    before = guarded.ask(count)
    with pytest.raises(SecretDiffers):
        enrol(guarded.url, "x", HALL, "cd" * 32)
    assert guarded.ask(count) == before


@pytest.mark.parametrize(
    "message",
    [
        "",
        "no json",
        "[]",
        '{"verifier": "secret"}',
        '{"verifier": "md53175bce1d3201d16594cebf9d7eb3f9d"}',
        '{"verifier": "SCRAM-SHA-256$4096:x\' SUPERUSER --", "fresh_id": "x"}',
        '{"fresh_id": "' + "x" * 5000 + '"}',
    ],
)
def test_a_code_with_nonsense_is_refused_and_stays_good(guarded: Centre, message: str) -> None:
    invitation = invite(guarded.url, "one", new_hall=True)
    with psycopg.connect(_with_code(guarded, invitation), autocommit=True) as connection:
        with pytest.raises(psycopg.Error) as caught:
            connection.execute("SELECT guitai.gate_enrol(%s)", (message,))
        assert caught.value.sqlstate == "GT108"
    assert accept(guarded.url, read_code(invitation.code), HALL, SECRET).number == 1


def test_a_code_for_a_new_hall_is_no_way_into_another(guarded: Centre) -> None:
    verifier = f"SCRAM-SHA-256$4096:{'A' * 22}==${'A' * 43}=:{'A' * 43}="
    first = _join(guarded)
    invitation = invite(guarded.url, "two", new_hall=True)
    message = json.dumps({"verifier": verifier, "fresh_id": first.hall_id})
    url = _with_code(guarded, invitation)
    with psycopg.connect(url, autocommit=True) as connection, pytest.raises(psycopg.Error) as caught:
        connection.execute("SELECT guitai.gate_enrol(%s)", (message,))
    assert caught.value.sqlstate == "GT108"
    assert guarded.ask("SELECT hall_id FROM sync_terminal WHERE number = 2") == [{"hall_id": None}]


def test_a_server_that_is_gone_is_not_taken_for_a_wrong_code(guarded: Centre) -> None:
    code = invite(guarded.url, "one", new_hall=True).code
    with pytest.raises(CentreUnreachable):
        accept("postgresql://127.0.0.1:1/market", code, HALL, SECRET)
