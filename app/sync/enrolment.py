"""Joining terminals to a centre, in two steps: the administrator invites, the terminal accepts.

An invitation is a role with a one-time code as its password; nothing is open to it but ``gate_enrol``. The
terminal comes with the code, brings the verifier of a password only it knows, and takes home its number, its
hall and the market's secret.
"""

from __future__ import annotations

import importlib
import json
import secrets
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.conninfo import make_conninfo
from sqlalchemy import MetaData, func, select

from app.kernel.errors import Refusal
from app.kernel.ids import new_key
from app.storage.outbox import OutboxEntry, write_fact
from app.storage.store import HALL_FACT, SCHEMA_VERSION, Store
from app.sync.address import checked_address, reason_of, way_to
from app.sync.centre.roles import drop_role, lock_out, make_terminal_role
from app.sync.centre.whereabouts import note
from app.sync.codes import new_code, read_code, role_of
from app.sync.facts import HALL_TO_FOUND, INCARNATION, TERMINAL_NUMBER, TERMINAL_ROLE
from app.sync.refusals import (
    CentreNotPrepared,
    CentreUnreachable,
    CodeRefused,
    ForeignHall,
    HallUnclear,
    HistoryMissing,
    SampleMixed,
    SecretDiffers,
    UnknownTerminal,
)

CONNECT_S = 5
VALID_HOURS = 24.0
WRONG_PASSWORD = ("28P01", "28000")


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
class Invitation:
    """A one-time code and until when it opens the door."""

    number: int
    code: str
    hall_id: str | None
    valid_until: datetime


@dataclass(frozen=True)
class Enrolment:
    """What a terminal takes home: its number, its own address of the centre, the market's secret."""

    number: int
    role: str
    url: str
    hall_id: str
    market_secret: str
    is_sample: bool = False
    hall_is_new: bool = False
    """Nobody has sent anything of this hall yet: a terminal without a hall is to found it."""


def init_centre(
    admin_url: str, metadata: MetaData, market_secret: str | None, schema_version: int = SCHEMA_VERSION
) -> CentreInfo:
    """Prepare a database as the centre, or bring one to this version; harmless when done already.

    Refuses with CentreTooOld, CentreTooNew, CentreOutdated, CentreBusy, CentreUnreachable.
    """
    # Only the administrator's commands need Alembic; a terminal never loads it.
    upgrading = importlib.import_module("app.sync.centre.upgrading")
    with connected(admin_url) as connection:
        return CentreInfo(upgrading.upgrade_centre(connection, metadata, market_secret, schema_version))


def invite(
    admin_url: str,
    name: str,
    hall_id: str | None = None,
    *,
    new_hall: bool = False,
    valid_hours: float = VALID_HOURS,
) -> Invitation:
    """Make a place for a terminal, of a hall that is named, the only one there is, or a new one.

    Refuses with CentreNotPrepared, HallUnclear, CentreUnreachable.
    """
    with _at_centre(admin_url) as connection:
        row = connection.execute("SELECT epoch FROM sync_centre FOR UPDATE").fetchone()
        if row is None:
            raise CentreNotPrepared
        place = None if new_hall else _hall_meant(connection, hall_id)
        code = new_code()
        last = connection.execute("SELECT coalesce(max(number), 0) FROM sync_terminal").fetchone()
        number = int(last[0]) + 1 if last else 1
        called = name.strip() or str(number)
        ends = make_terminal_role(
            connection, role_of(code), code, f"terminal {number}, {called}", valid_hours
        )
        connection.execute(
            "INSERT INTO sync_terminal (number, role, name, hall_id, epoch) VALUES (%s, %s, %s, %s, %s)",
            (number, role_of(code), called, place, row[0]),
        )
    return Invitation(number, code, place, ends)


def withdraw(admin_url: str, number: int) -> None:
    """Take back an invitation nobody has used; refuses with UnknownTerminal."""
    with _at_centre(admin_url) as connection:
        query = "DELETE FROM sync_terminal WHERE number = %s AND enrolled_at IS NULL RETURNING role"
        row = connection.execute(query, (number,)).fetchone()
        if row is None:
            raise UnknownTerminal(number)
        lock_out(connection, row[0])
        drop_role(connection, row[0])


def accept(
    url: str,
    code: str,
    hall: HallIdentity | None,
    market_secret: str | None,
    first_kept: int = 0,
    remember: Callable[[str], None] = lambda _url: None,
) -> Enrolment:
    """Use a code at the terminal: its role gets a password the centre never hears.

    ``first_kept`` is the oldest changeset the terminal still has. ``remember`` hears the new address before
    it counts, so that a lost answer can be asked for again (``asked_again``).
    Refuses with CodeMistyped, CodeRefused, ForeignHall, SampleMixed, SecretDiffers, HistoryMissing,
    CentreNotPrepared, CentreNotVerified, CentreUnreachable; the code is still good then.
    """
    code = read_code(code)
    role = role_of(code)
    password = secrets.token_urlsafe(24)
    home_url = make_conninfo("", **{**way_to(url), "user": role, "password": password})
    with _admitted(make_conninfo("", **{**way_to(url), "user": role, "password": code})) as connection:
        verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        asked = {
            "verifier": verifier.decode("ascii"),
            "hall_id": hall.id if hall else None,
            "is_sample": hall.is_sample if hall else None,
            "market_secret": market_secret if hall else None,
            "fresh_id": new_key(),
            "first_kept": first_kept,
        }
        remember(home_url)
        answer = _asked(connection, asked)
    return _enrolment(answer, role, home_url)


def asked_again(home_url: str) -> Enrolment | None:
    """Ask a second time for what an enrolment gave; None where it never came about."""
    try:
        with _admitted(home_url) as connection:
            answer = _asked(connection, {})
    except CodeRefused:
        return None
    return _enrolment(answer, str(psycopg.conninfo.conninfo_to_dict(home_url)["user"]), home_url)


def enrol(
    admin_url: str,
    name: str,
    hall: HallIdentity | None,
    market_secret: str | None,
    first_kept: int = 0,
    *,
    new_hall: bool = False,
) -> Enrolment:
    """Invite and accept in one go, where the administrator sits at the terminal.

    Refuses with CentreNotPrepared, ForeignHall, SampleMixed, SecretDiffers, HistoryMissing and
    CentreUnreachable; no invitation is left behind then.
    """
    here = halls_at(admin_url)
    founds = new_hall or (hall is not None and not here)
    if hall is not None and here and hall.id not in here and not new_hall:
        raise ForeignHall(here[0])
    if hall is None and not here and not new_hall:
        # A centre without a hall has nothing a bare terminal could take over.
        raise ForeignHall("")
    invitation = invite(admin_url, name, hall.id if hall and not founds else None, new_hall=founds)
    try:
        return accept(_reached(admin_url), invitation.code, hall, market_secret, first_kept)
    except Refusal:
        withdraw(admin_url, invitation.number)
        raise


def halls_at(admin_url: str) -> list[str]:
    """List the halls of a centre; refuses with CentreNotPrepared, CentreUnreachable."""
    with _at_centre(admin_url) as connection:
        return _halls(connection)


def revoke(admin_url: str, number: int) -> None:
    """Lock a terminal out at once: no more signing in, running connections end.

    Refuses with UnknownTerminal.
    """
    with _at_centre(admin_url) as connection:
        query = "UPDATE sync_terminal SET revoked_at = coalesce(revoked_at, now())"
        row = connection.execute(f"{query} WHERE number = %s RETURNING role", (number,)).fetchone()
        if row is None:
            raise UnknownTerminal(number)
        lock_out(connection, row[0])
        if connection.execute(_TELLS_ROWS).fetchone() is not None:
            connection.execute(_ANOTHER_CHANNEL, (number,))
    with connected(admin_url) as connection:
        # Only now: a connection that ended before the door was shut would have come back through it.
        lock_out(connection, row[0])


_TELLS_ROWS = """
SELECT 1 FROM pg_attribute WHERE attrelid = 'guitai.sync_hall'::regclass AND attname = 'channel'
"""
"""A centre that was not upgraded yet does not."""
# The revoked one knows where its hall's rows are told; the others learn of the new place at their next pull.
_ANOTHER_CHANNEL = """
UPDATE sync_hall SET channel = DEFAULT WHERE hall_id = (SELECT hall_id FROM sync_terminal WHERE number = %s)
"""


def declare_restored(admin_url: str) -> str:
    """Begin a new epoch after the database came back from a backup: all is sent and fetched anew."""
    with _at_centre(admin_url) as connection:
        row = connection.execute("SELECT sync_new_epoch()").fetchone()
        if row is None:
            raise CentreNotPrepared
        note(connection)
        return str(row[0])


def keep_enrolment(store: Store, enrolment: Enrolment) -> None:
    """Keep what the terminal was given, except what is secret."""
    with store.keep() as session:
        write_fact(session, TERMINAL_NUMBER, enrolment.number)
        write_fact(session, TERMINAL_ROLE, enrolment.role)
        write_fact(session, INCARNATION, str(uuid.uuid4()))
        write_fact(session, HALL_FACT, enrolment.hall_id)
        write_fact(session, HALL_TO_FOUND, enrolment.is_sample if enrolment.hall_is_new else None)


def oldest_kept(store: Store) -> int:
    """Number the oldest changeset a store still has; 0 where it has none."""
    with store.look() as session:
        return int(session.execute(select(func.coalesce(func.min(OutboxEntry.seq), 0))).scalar_one())


@contextmanager
def connected(admin_url: str) -> Iterator[Connection[Any]]:
    """Connect as the administrator; refuses with CentreUnreachable, CentreNotVerified."""
    try:
        connection = psycopg.connect(checked_address(admin_url), autocommit=True, connect_timeout=CONNECT_S)
    except psycopg.OperationalError as error:
        raise CentreUnreachable(reason_of(error)) from error
    with connection:
        yield connection


@contextmanager
def _at_centre(admin_url: str) -> Iterator[Connection[Any]]:
    with connected(admin_url) as connection, connection.transaction():
        connection.execute("SET LOCAL search_path = guitai, public")
        known = connection.execute("SELECT to_regclass('guitai.sync_centre') IS NOT NULL").fetchone()
        if known is None or not known[0]:
            raise CentreNotPrepared
        yield connection


@contextmanager
def _admitted(url: str) -> Iterator[Connection[Any]]:
    try:
        connection = psycopg.connect(checked_address(url), autocommit=True, connect_timeout=CONNECT_S)
    except psycopg.OperationalError as error:
        reason = reason_of(error)
        if reason in WRONG_PASSWORD:
            raise CodeRefused from error
        raise CentreUnreachable(reason) from error
    with connection:
        yield connection


def _asked(connection: Connection[Any], message: dict[str, Any]) -> dict[str, Any]:
    try:
        row = connection.execute("SELECT guitai.gate_enrol(%s)", (json.dumps(message),)).fetchone()
    except (psycopg.errors.InvalidSchemaName, psycopg.errors.UndefinedFunction) as error:
        raise CentreNotPrepared from error
    except psycopg.Error as error:
        if error.sqlstate == "GT101":
            raise CodeRefused from error
        raise CentreUnreachable(reason_of(error)) from error
    answer: dict[str, Any] = json.loads(row[0]) if row else {}
    _refuse(str(answer.get("refused", "")), answer.get("fact"))
    return answer


def _refuse(word: str, fact: Any) -> None:
    refusals: dict[str, Callable[[], Refusal]] = {
        "CodeRefused": CodeRefused,
        "SampleMixed": lambda: SampleMixed(bool(fact)),
        "ForeignHall": lambda: ForeignHall(str(fact)),
        "SecretDiffers": SecretDiffers,
        "HistoryMissing": lambda: HistoryMissing(int(fact)),
    }
    if word:
        raise refusals[word]()


def _enrolment(answer: dict[str, Any], role: str, url: str) -> Enrolment:
    return Enrolment(
        number=answer["number"],
        role=role,
        url=url,
        hall_id=answer["hall_id"],
        market_secret=answer["market_secret"],
        is_sample=answer["is_sample"],
        hall_is_new=answer["hall_is_new"],
    )


def _hall_meant(connection: Connection[Any], hall_id: str | None) -> str:
    here = _halls(connection)
    if hall_id is None and len(here) == 1:
        return here[0]
    if hall_id not in here:
        raise HallUnclear(", ".join(here))
    return str(hall_id)


def _halls(connection: Connection[Any]) -> list[str]:
    query = "SELECT hall_id FROM sync_terminal WHERE enrolled_at IS NOT NULL GROUP BY 1 ORDER BY min(number)"
    return [str(row[0]) for row in connection.execute(query)]


def _reached(admin_url: str) -> str:
    # An address that leaves the host or the port to the environment is completed with what was found.
    with connected(admin_url) as connection:
        found = {name: getattr(connection.info, name) for name in ("host", "port", "dbname")}
    return make_conninfo("", **{**found, **way_to(admin_url)})
