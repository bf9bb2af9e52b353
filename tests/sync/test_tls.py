"""The way to the centre is encrypted, and the server has to prove that it is the centre."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from app.sync.codes import new_code
from app.sync.enrolment import Enrolment, accept, enrol, invite, keep_enrolment
from app.sync.exchange import Exchange
from app.sync.refusals import CentreNotVerified, CentreUnreachable
from app.sync.status import Mode, SyncView
from app.sync.wire import centre_wire
from tests.certificates import Authority, make_authority
from tests.postgres_server import PostgresServer
from tests.sync.small_market import HALL, SMALL, Centre, SmallAccount, give_hall, open_store, wired

pytestmark = pytest.mark.centre

HOST = "centre.market.test"
SECRET = "ab" * 32


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Vouches for the centre."""
    return make_authority(tmp_path_factory.mktemp("authority"), "The market")


@pytest.fixture(scope="module")
def server(authority: Authority) -> Iterator[PostgresServer]:
    """A server that is reached by TLS only."""
    with PostgresServer(ssl=authority.server(HOST)) as running:
        yield running


@pytest.fixture(scope="module")
def centre(server: PostgresServer, authority: Authority) -> Centre:
    """The centre on it."""
    return Centre(_way(server.create_database("market"), server, authority.file))


def _way(url: str, server: PostgresServer, ca: Path, host: str = HOST) -> str:
    # The name is the certificate's; the address spares the test a name server.
    return make_conninfo(
        url, host=host, hostaddr="127.0.0.1", port=server.port, sslmode="verify-full", sslrootcert=str(ca)
    )


@pytest.fixture(scope="module")
def enrolment(centre: Centre) -> Enrolment:
    """A terminal that joined by the verified way."""
    return accept(centre.url, invite(centre.url, "one", new_hall=True).code, HALL, SECRET)


def test_a_terminal_joins_and_exchanges_over_a_verified_line(enrolment: Enrolment, tmp_path: Path) -> None:
    store = open_store(tmp_path / "one.db")
    give_hall(store)
    keep_enrolment(store, enrolment)
    terminal = wired(store, enrolment.url)
    terminal.add(SmallAccount(name="safe", fen=1))
    assert terminal.exchange.run().sent == 1
    with psycopg.connect(enrolment.url) as connection:
        row = connection.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchone()
    assert row == (True,)
    terminal.close()


def test_a_server_somebody_else_vouches_for_is_not_the_centre(
    centre: Centre, server: PostgresServer, enrolment: Enrolment, tmp_path: Path
) -> None:
    stranger = make_authority(tmp_path / "stranger", "Somebody else")
    code = invite(centre.url, "two").code
    with pytest.raises(CentreUnreachable) as caught:
        accept(_way(centre.url, server, stranger.file), code, HALL, SECRET)
    assert caught.value.reason == "certificate"

    store = open_store(tmp_path / "deceived.db")
    give_hall(store)
    keep_enrolment(store, enrolment)
    exchange = Exchange(store, centre_wire(_way(enrolment.url, server, stranger.file)), SMALL)
    with pytest.raises(CentreUnreachable):
        exchange.run()
    status = SyncView(store).status()
    assert (status.mode, status.reason) == (Mode.OFFLINE, "certificate")
    store.close()


def test_a_server_of_another_name_is_not_the_centre(
    centre: Centre, server: PostgresServer, authority: Authority
) -> None:
    with pytest.raises(CentreUnreachable) as caught:
        enrol(_way(centre.url, server, authority.file, "else.market.test"), "x", HALL, SECRET)
    assert caught.value.reason == "certificate"


def test_an_open_line_is_refused_by_the_server(centre: Centre) -> None:
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        psycopg.connect(make_conninfo(centre.url, sslmode="disable"))


def test_a_line_nobody_verifies_is_refused_by_the_terminal(enrolment: Enrolment, tmp_path: Path) -> None:
    weak = make_conninfo(enrolment.url, hostaddr="", sslmode="require")
    with pytest.raises(CentreNotVerified):
        accept(weak, new_code(), HALL, SECRET)
    store = open_store(tmp_path / "careless.db")
    give_hall(store)
    keep_enrolment(store, enrolment)
    exchange = Exchange(store, centre_wire(weak), SMALL)
    with pytest.raises(CentreNotVerified):
        exchange.run()
    assert SyncView(store).status().reason == "CentreNotVerified"
    store.close()


def test_several_servers_of_one_centre_stay_in_the_terminals_address(
    centre: Centre, server: PostgresServer
) -> None:
    several = make_conninfo(
        centre.url,
        host=f"{HOST},{HOST}",
        hostaddr="127.0.0.1,127.0.0.1",
        port=f"1,{server.port}",
        target_session_attrs="read-write",
    )
    enrolment = enrol(several, "three", HALL, SECRET)
    parts = psycopg.conninfo.conninfo_to_dict(enrolment.url)
    assert (parts["host"], parts["port"]) == (f"{HOST},{HOST}", f"1,{server.port}")
    assert parts["target_session_attrs"] == "read-write"
    with psycopg.connect(enrolment.url) as connection:
        assert connection.execute("SELECT guitai.gate_hello('{}')").fetchone() is not None
