"""The administrator's eyes: what is checked, what is told, what is put right."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from app.sync.centre.checking import Finding, check_centre
from app.sync.centre.roles import TERMINALS, WEBSITE, TerminalRole, repair_role, terminal_roles
from app.sync.enrolment import connected, declare_restored, enrol, init_centre, invite, revoke, withdraw
from app.sync.refusals import CentreNotPrepared
from tests.postgres_server import PostgresServer
from tests.sync.small_market import HALL, SMALL, Centre

pytestmark = pytest.mark.centre

SECRET = "ab" * 32
CHANGED = "CREATE OR REPLACE FUNCTION sync_tidy() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'"


@pytest.fixture
def guarded(guarded_url: str) -> Centre:
    """A centre with a terminal, on a server that asks for passwords."""
    centre = Centre(guarded_url)
    enrol(guarded_url, "one", HALL, SECRET)
    return centre


@pytest.fixture(scope="module")
def shared(debian_server: PostgresServer) -> Centre:
    """The same for tests that leave it as it was."""
    centre = Centre(debian_server.create_database("guarded_shared"))
    enrol(centre.url, "one", HALL, SECRET)
    return centre


@pytest.fixture(scope="module")
def careless() -> Iterator[PostgresServer]:
    """A server as nobody should run one."""
    options = {
        "fsync": "off",
        "full_page_writes": "off",
        "password_encryption": "md5",
        "max_prepared_transactions": "5",
        "synchronous_commit": "off",
        "listen_addresses": "*",
    }
    with PostgresServer(options) as running:
        yield running


def _checked(url: str, notes: Path | None = None) -> dict[str, Finding]:
    with connected(url) as connection:
        findings = check_centre(connection, SMALL, notes)
    found = {finding.what: finding for finding in findings}
    assert len(found) == len(findings)
    return found


def _failed(url: str, notes: Path | None = None) -> dict[str, str]:
    return {what: f.told for what, f in _checked(url, notes).items() if f.level == "fail"}


def _roles(centre: Centre) -> list[TerminalRole]:
    with connected(centre.url) as connection:
        return terminal_roles(connection)


def _role(url: str) -> TerminalRole:
    with connected(url) as connection:
        return terminal_roles(connection)[0]


def test_a_centre_that_is_set_up_well_has_nothing_to_answer_for(guarded: Centre) -> None:
    found = _checked(guarded.url)
    assert _failed(guarded.url) == {}
    assert {what for what, f in found.items() if f.level == "warn"} == {
        "idle_in_transaction_session_timeout",
        "standbys",
    }
    guarded.ask(f"ALTER DATABASE {_name(guarded)} SET idle_in_transaction_session_timeout = '5min'")
    assert _checked(guarded.url)["idle_in_transaction_session_timeout"].level == "ok"


def test_a_careless_server_is_told_so(careless: PostgresServer) -> None:
    url = careless.create_database("careless")
    with psycopg.connect(url, autocommit=True, options="-c synchronous_commit=on") as connection:
        connection.execute("ALTER DATABASE careless SET synchronous_commit = on")
    init_centre(url, SMALL, None)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER DATABASE careless SET synchronous_commit = off")
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE forgotten ()")
        connection.execute("PREPARE TRANSACTION 'forgotten'")
    found = _checked(url)
    assert {what for what, f in found.items() if f.level == "fail"} == {
        "fsync",
        "full_page_writes",
        "password_encryption",
        "synchronous_commit",
        "encryption",
        "prepared transactions",
    }
    assert found["max_prepared_transactions"].level == "warn"
    careless.ask("ROLLBACK PREPARED 'forgotten'", database="careless")


def test_what_is_no_centre_and_what_is_no_primary_is_told(
    debian_server: PostgresServer, guarded_url: str
) -> None:
    with pytest.raises(CentreNotPrepared):
        _checked(guarded_url)
    with debian_server.standby() as standby:
        assert set(_failed(standby.url())) == {"primary"}


@pytest.mark.parametrize(
    ("harm", "what"),
    [
        ("ALTER TABLE test_account DISABLE TRIGGER stamp", "triggers"),
        ("DROP TRIGGER stamp ON test_account", "triggers"),
        ("DROP EXTENSION btree_gist CASCADE", "btree_gist"),
        ("DROP FUNCTION gate_number", "functions"),
        (CHANGED, "functions"),
        ("UPDATE alembic_version SET version_num = '0001'", "version of its tables"),
        ("UPDATE sync_centre SET schema_version = 0", "schema"),
        ("GRANT SELECT ON test_account TO PUBLIC", "rights"),
        ("GRANT DELETE ON test_account TO guitai_website", "rights"),
        ("GRANT EXECUTE ON FUNCTION sync_new_epoch TO guitai_terminal", "rights"),
    ],
)
def test_what_somebody_has_changed_is_found(guarded: Centre, harm: str, what: str) -> None:
    guarded.ask(harm)
    assert set(_failed(guarded.url)) == {what}


@pytest.mark.parametrize(
    "harm",
    [
        "DROP TRIGGER stamp ON test_account",
        "DROP EXTENSION btree_gist CASCADE",
        "DROP FUNCTION gate_number",
        CHANGED,
        "UPDATE sync_centre SET schema_version = 0",
        "GRANT SELECT ON test_account TO PUBLIC",
        "GRANT SELECT ON sync_centre TO guitai_website",
        "GRANT EXECUTE ON FUNCTION sync_new_epoch TO PUBLIC",
    ],
)
def test_an_upgrade_puts_it_right(guarded: Centre, harm: str) -> None:
    guarded.ask(harm)
    init_centre(guarded.url, SMALL, None)
    assert _failed(guarded.url) == {}


def test_functions_of_another_version_are_told_without_alarm(guarded: Centre) -> None:
    guarded.ask("UPDATE sync_centre SET made_from = 'another'")
    assert _checked(guarded.url)["functions"].level == "warn"


def test_a_forgotten_transaction_and_a_terminal_that_stays_away_are_told(guarded: Centre) -> None:
    guarded.ask("UPDATE sync_terminal SET seen_at = now() - interval '20 days'")
    found = _checked(guarded.url)
    assert found["terminal 1 one"].level == "warn"
    assert "not seen since" in found["terminal 1 one"].told
    revoke(guarded.url, 1)
    assert "terminal 1 one" not in _checked(guarded.url)


@pytest.mark.parametrize(
    ("harm", "differs"),
    [
        ("ALTER ROLE {role} NOLOGIN", "may not sign in"),
        ("ALTER ROLE {role} CREATEDB", "has powers of an administrator"),
        ("ALTER ROLE {role} SUPERUSER", "has powers of an administrator"),
        ("ALTER ROLE {role} CONNECTION LIMIT -1", "connection limit -1"),
        ("ALTER ROLE {role} SET synchronous_commit = off", "lacks synchronous_commit=on"),
        ("ALTER ROLE {role} RESET statement_timeout", "lacks statement_timeout=30s"),
        ("REVOKE guitai_terminal FROM {role}", "is no member of guitai_terminal"),
        ("GRANT guitai_website TO {role}", "is a member of guitai_website"),
        ("GRANT SELECT ON test_account TO {role}", "has rights of its own on test_account"),
        ("GRANT EXECUTE ON FUNCTION sync_new_epoch TO {role}", "has rights of its own on sync_new_epoch"),
    ],
)
def test_a_role_that_differs_is_found_and_put_right(shared: Centre, harm: str, differs: str) -> None:
    role = _role(shared.url)
    assert role.differs == ()
    shared.ask(harm.format(role=role.role))
    assert differs in _role(shared.url).differs
    assert set(_failed(shared.url)) == {"role of terminal 1"}
    with connected(shared.url) as connection:
        repair_role(connection, _role(shared.url))
    assert _role(shared.url) == role
    assert _failed(shared.url) == {}


def test_a_revoked_role_that_was_let_in_again_is_shut_out_again(guarded: Centre) -> None:
    revoke(guarded.url, 1)
    guarded.ask(f"ALTER ROLE {_role(guarded.url).role} LOGIN")
    assert _role(guarded.url).differs == ("may sign in although revoked",)
    with connected(guarded.url) as connection:
        repair_role(connection, _role(guarded.url))
    assert (_role(guarded.url).state, _role(guarded.url).differs) == ("revoked", ())


@pytest.mark.parametrize("server", ["debian_server", "centre_server"])
def test_the_owner_of_the_centre_need_not_be_a_superuser(server: str, request: pytest.FixtureRequest) -> None:
    running = request.getfixturevalue(server)
    admin_url = running.url() if isinstance(running, PostgresServer) else running.get_uri()
    owner = f"owner_{secrets.token_hex(4)}"
    with psycopg.connect(admin_url, autocommit=True) as connection:
        powers = "CREATEROLE IN ROLE pg_monitor, pg_signal_backend"
        connection.execute(f"CREATE ROLE {owner} LOGIN PASSWORD 'x' {powers}")
        connection.execute(f"CREATE DATABASE {owner} OWNER {owner}")
        # Where another owner's centre here has made the groups, they must be shared (docs/centre.md).
        query = "SELECT rolname FROM pg_roles WHERE rolname IN (%s, %s)"
        for (group,) in connection.execute(query, (TERMINALS, WEBSITE)).fetchall():
            connection.execute(f"GRANT {group} TO {owner} WITH ADMIN OPTION")
    url = make_conninfo(admin_url, user=owner, password="x", dbname=owner)
    centre = Centre(url)
    enrol(url, "one", HALL, SECRET)
    terminal = enrol(url, "two", HALL, SECRET)
    assert _failed(url) == {}
    with connected(url) as connection, psycopg.connect(terminal.url, autocommit=True) as line:
        connection.execute(f"ALTER ROLE {terminal.role} CONNECTION LIMIT -1")
        repair_role(connection, terminal_roles(connection)[1])
        assert [role.differs for role in terminal_roles(connection)] == [(), ()]
        revoke(url, 2)
        with pytest.raises(psycopg.OperationalError):
            line.execute("SELECT 1")
    withdraw(url, invite(url, "three").number)
    init_centre(url, SMALL, None)
    declare_restored(url)
    assert [role.state for role in _roles(centre)] == ["enrolled", "revoked"]


def test_a_role_that_is_gone_is_told_and_not_made_anew(guarded: Centre) -> None:
    role = _role(guarded.url).role
    guarded.ask(f"REVOKE ALL ON DATABASE {_name(guarded)} FROM {role}")
    guarded.ask(f"DROP ROLE {role}")
    with connected(guarded.url) as connection:
        repair_role(connection, _role(guarded.url))
    assert _role(guarded.url).differs == ("missing",)


def test_every_terminal_has_a_state(guarded: Centre) -> None:
    invite(guarded.url, "invited")
    invite(guarded.url, "late", valid_hours=-1)
    enrol(guarded.url, "gone", HALL, SECRET)
    revoke(guarded.url, 4)
    assert [role.state for role in _roles(guarded)] == ["enrolled", "invited", "expired", "revoked"]


def test_a_promoted_standby_is_noticed_until_it_is_declared() -> None:
    with PostgresServer() as primary:
        init_centre(primary.create_database("market"), SMALL, None)
        with primary.standby() as standby:
            primary.kill()
            standby.promote()
            url = standby.url("market")
            assert "centre restored" in _failed(url)["same life"]
            # Looking at it a second time does not make it well.
            assert set(_failed(url)) == {"same life"}
            declare_restored(url)
            assert _failed(url) == {}


def test_a_dump_on_another_server_is_noticed_and_its_terminals_find_in_again() -> None:
    with PostgresServer() as before, PostgresServer() as after:
        url = before.create_database("market")
        init_centre(url, SMALL, None)
        terminal = enrol(url, "one", HALL, SECRET)
        roles, dump = str(after.folder / "roles"), str(after.folder / "dump")
        before.run("pg_dumpall", "-d", before.socket_url, "--roles-only", "-f", roles)
        before.run("pg_dump", "-d", before.url("market"), "-Fc", "-f", dump)
        moved = after.create_database("market")
        after.run("psql", "-d", after.socket_url, "-f", roles)
        after.run("pg_restore", "--exit-on-error", "-d", moved, dump)
        assert set(_failed(moved)) == {"same life"}
        declare_restored(moved)
        assert _failed(moved) == {}
        way = make_conninfo(terminal.url, port=after.port)
        with psycopg.connect(way) as connection:
            assert connection.execute("SELECT guitai.gate_hello('{}')").fetchone() is not None


def test_an_older_copy_of_the_data_is_noticed_by_the_notes_kept_outside(tmp_path: Path) -> None:
    notes = tmp_path / "notes.json"
    with PostgresServer() as server:
        url = server.create_database("market")
        init_centre(url, SMALL, None)
        assert _failed(url, notes) == {}
        server.stop()
        copy = shutil.copytree(server.data, tmp_path / "yesterday")
        server.start()
        centre = Centre(url)
        for number in range(30):
            centre.web_account(str(number), number)
        assert _failed(url, notes) == {}
        server.stop()
        shutil.copytree(copy, server.data, dirs_exist_ok=True)
        server.run("pg_resetwal", "-f", "-D", str(server.data))
        server.start()
        assert centre.ask("SELECT 1 FROM test_account") == []
        assert "older copy" in _failed(url, notes)["same life"]
        declare_restored(url)
        assert _failed(url, notes) == {}


def _name(centre: Centre) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(centre.url)["dbname"])
