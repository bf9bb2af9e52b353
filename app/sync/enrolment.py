"""Preparing a centre and joining terminals to it, with an administrator's address of the database."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import make_conninfo
from sqlalchemy import MetaData

from app.storage.outbox import write_fact
from app.storage.store import HALL_FACT, Store
from app.sync.centre.prepare import prepare_centre
from app.sync.facts import INCARNATION, TERMINAL_NUMBER, TERMINAL_ROLE
from app.sync.refusals import CentreNotPrepared, CentreUnreachable, ForeignHall, SampleMixed, SecretDiffers

GATES = ("gate_hello(jsonb)", "gate_push(jsonb)", "gate_pull(jsonb)", "gate_number(text, text)")


@dataclass(frozen=True)
class CentreInfo:
    """A prepared centre."""

    epoch: str


@dataclass(frozen=True)
class HallIdentity:
    """The hall a terminal has of its own."""

    id: str
    is_sample: bool


@dataclass(frozen=True)
class Enrolment:
    """What a terminal takes home: its number, its own address of the centre, the market's secret."""

    number: int
    role: str
    url: str
    hall_id: str
    market_secret: str


def init_centre(admin_url: str, metadata: MetaData, market_secret: str | None) -> CentreInfo:
    """Prepare a database as the centre; harmless when done already. Refuses with CentreTooOld."""
    with _connected(admin_url) as connection:
        return CentreInfo(prepare_centre(connection, metadata, market_secret or secrets.token_hex(32)))


def enrol(admin_url: str, name: str, hall: HallIdentity | None, market_secret: str | None) -> Enrolment:
    """Give a terminal its place: a role of its own that may call the gate and nothing else.

    Refuses with CentreNotPrepared, ForeignHall, SampleMixed, SecretDiffers, CentreUnreachable.
    """
    with _connected(admin_url) as connection, connection.transaction():
        connection.execute("SET LOCAL search_path = guitai, public")
        hall_id, secret = _agreed(connection, hall, market_secret)
        number, role, password = _new_role(connection, name, hall_id)
        address = _address(connection, admin_url)
    url = make_conninfo(**{**address, "user": role, "password": password})
    return Enrolment(number, role, url, hall_id, secret)


def revoke(admin_url: str, number: int) -> None:
    """Lock a terminal out at once: no more signing in, running connections end."""
    with _connected(admin_url) as connection, connection.transaction():
        connection.execute("SET LOCAL search_path = guitai, public")
        query = "UPDATE sync_terminal SET revoked_at = now() WHERE number = %s RETURNING role"
        row = connection.execute(query, (number,)).fetchone()
        if row is None:
            raise CentreNotPrepared
        connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(row[0])))
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", row)


def declare_restored(admin_url: str) -> str:
    """Begin a new epoch after the database came back from a backup: all is sent and fetched anew."""
    with _connected(admin_url) as connection, connection.transaction():
        connection.execute("SET LOCAL search_path = guitai, public")
        row = connection.execute("SELECT sync_new_epoch()").fetchone()
        if row is None:
            raise CentreNotPrepared
        return str(row[0])


def keep_enrolment(store: Store, enrolment: Enrolment) -> None:
    """Keep what the terminal was given, except what is secret."""
    with store.keep() as session:
        write_fact(session, TERMINAL_NUMBER, enrolment.number)
        write_fact(session, TERMINAL_ROLE, enrolment.role)
        write_fact(session, INCARNATION, str(uuid.uuid4()))
        write_fact(session, HALL_FACT, enrolment.hall_id)


def _agreed(
    connection: Connection[Any], hall: HallIdentity | None, market_secret: str | None
) -> tuple[str, str]:
    known = connection.execute("SELECT to_regclass('guitai.sync_centre') IS NOT NULL").fetchone()
    if known is None or not known[0]:
        raise CentreNotPrepared
    # The first terminals of two halls must not both find the centre empty.
    row = connection.execute("SELECT market_secret, is_sample FROM sync_centre FOR UPDATE").fetchone()
    there = connection.execute("SELECT hall_id FROM sync_terminal ORDER BY number LIMIT 1").fetchone()
    if row is None:
        raise CentreNotPrepared
    secret, is_sample = row
    if hall is None:
        if there is None:
            # A centre without a hall has nothing a bare terminal could take over.
            raise ForeignHall("")
        return str(there[0]), str(secret)
    if is_sample is not None and is_sample != hall.is_sample:
        raise SampleMixed(is_sample)
    if there is not None and there[0] != hall.id:
        raise ForeignHall(str(there[0]))
    if there is None:
        own = market_secret or str(secret)
        connection.execute("UPDATE sync_centre SET is_sample = %s, market_secret = %s", (hall.is_sample, own))
        return hall.id, own
    if market_secret != secret:
        raise SecretDiffers
    return hall.id, str(secret)


def _new_role(connection: Connection[Any], name: str, hall_id: str) -> tuple[int, str, str]:
    found = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM sync_terminal").fetchone()
    number = int(found[0]) if found else 1
    database = connection.execute("SELECT current_database()").fetchone()
    # Roles belong to the whole server: the name carries a chance part, so that two centres do not meet.
    role, password = f"guitai_{number}_{secrets.token_hex(4)}", secrets.token_urlsafe(24)
    connection.execute(
        "INSERT INTO sync_terminal (number, role, name, hall_id) VALUES (%s, %s, %s, %s)",
        (number, role, name.strip() or role, hall_id),
    )
    who = sql.Identifier(role)
    connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(who, sql.Literal(password)))
    if database is not None:
        granting = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
        connection.execute(granting.format(sql.Identifier(database[0]), who))
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA guitai TO {}").format(who))
    for gate in GATES:
        granting = sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}")
        connection.execute(granting.format(sql.SQL(gate), who))
    return number, role, password


def _address(connection: Connection[Any], admin_url: str) -> dict[str, Any]:
    keep = ("host", "hostaddr", "port", "dbname", "sslmode", "sslrootcert")
    given = psycopg.conninfo.conninfo_to_dict(admin_url)
    address = {name: value for name, value in given.items() if name in keep and value}
    return {
        "host": connection.info.host,
        "port": connection.info.port,
        "dbname": connection.info.dbname,
    } | address


def _connected(admin_url: str) -> Connection[Any]:
    try:
        return psycopg.connect(admin_url, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError as error:
        raise CentreUnreachable(error.sqlstate or type(error).__name__) from error
