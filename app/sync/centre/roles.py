"""Who may do what at the centre. Roles belong to the whole server, rights to one database.

Terminals are members of ``guitai_terminal``, which may call the gate and nothing else. Other programs of the
market are members of ``guitai_website``, which may read and write the declared tables but not delete. Several
centres may live on one server: the two groups are shared, every terminal's role has a name of its own, and
the gate knows only the terminals of its own database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from psycopg import Connection, sql
from sqlalchemy import MetaData

from app.sync.centre.prepare import synced_tables

TERMINALS = "guitai_terminal"
WEBSITE = "guitai_website"
GATES = ("gate_hello", "gate_push", "gate_pull", "gate_number", "gate_sums", "gate_enrol")
CONNECTIONS = 8
REVOKED = "revoked"
POWERS = "has powers of an administrator"
NO_POWERS = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
LARGE_OBJECTS = (
    *("lo_create(oid)", "lo_creat(integer)", "lo_from_bytea(oid, bytea)", "lo_put(oid, bigint, bytea)"),
    *("lowrite(integer, bytea)", "lo_truncate(integer, integer)", "lo_truncate64(integer, bigint)"),
)
"""PostgreSQL gives these to everybody; with them a terminal's role could fill the centre's disk."""
SESSION = {
    # A role's own settings: those of a group do not reach its members.
    "statement_timeout": "30s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
    "synchronous_commit": "on",
    # A terminal whose line was cut must not fill its places with connections nobody hears any more.
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}


@dataclass(frozen=True)
class TerminalRole:
    """One terminal's role: its state, and in what it differs from what it should be."""

    number: int
    name: str
    role: str
    hall_id: str
    state: str
    differs: tuple[str, ...]


def grant_groups(connection: Connection[Any], metadata: MetaData) -> None:
    """Make the two groups where they are missing and give them their rights in this database, no others."""
    for group in (TERMINALS, WEBSITE):
        _make_group(connection, group)
    terminals, website = sql.Identifier(TERMINALS), sql.Identifier(WEBSITE)
    everything = sql.SQL("REVOKE ALL ON ALL {} IN SCHEMA guitai FROM {}, {}")
    for kind in ("TABLES", "FUNCTIONS", "SEQUENCES"):
        connection.execute(everything.format(sql.SQL(kind), terminals, website))
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA guitai TO {}, {}").format(terminals, website))
    for gate in gate_functions(connection):
        connection.execute(sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(sql.SQL(gate), terminals))
    for table in synced_tables(metadata):
        granting = sql.SQL("GRANT SELECT, INSERT, UPDATE ON guitai.{} TO {}")
        connection.execute(granting.format(sql.Identifier(table.name), website))
    taking = sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC")
    connection.execute(taking.format(sql.Identifier(connection.info.dbname)))
    if connection.info.parameter_status("is_superuser") == "on":
        # Only who owns the whole server may take them back.
        for function in LARGE_OBJECTS:
            taking = sql.SQL("REVOKE EXECUTE ON FUNCTION pg_catalog.{} FROM PUBLIC")
            connection.execute(taking.format(sql.SQL(function)))


def gate_functions(connection: Connection[Any]) -> list[str]:
    """List the gate's functions with their arguments, as they are in this database."""
    query = (
        "SELECT oid::regprocedure::text FROM pg_proc"
        " WHERE pronamespace = 'guitai'::regnamespace AND proname = ANY (%s)"
    )
    return [str(row[0]) for row in connection.execute(query, (list(GATES),))]


def rights_too_many(connection: Connection[Any], metadata: MetaData) -> list[tuple[str, str]]:
    """List what the two groups may do beyond what they are given, be it by a right of everybody's."""
    declared = [table.name for table in synced_tables(metadata)]
    query = """
        SELECT g.role, format('%%s %%s', lower(w.what), c.relname)
        FROM pg_class c, unnest(ARRAY[%(terminals)s, %(website)s]) g(role),
            unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) w(what)
        WHERE c.relnamespace = 'guitai'::regnamespace AND c.relkind = 'r'
            AND has_table_privilege(g.role, c.oid, w.what)
            AND NOT (g.role = %(website)s AND c.relname = ANY (%(declared)s)
                     AND w.what IN ('SELECT', 'INSERT', 'UPDATE'))
        UNION ALL
        SELECT g.role, format('call %%s', p.proname)
        FROM pg_proc p, unnest(ARRAY[%(terminals)s, %(website)s]) g(role)
        WHERE p.pronamespace = 'guitai'::regnamespace AND has_function_privilege(g.role, p.oid, 'EXECUTE')
            AND NOT (g.role = %(terminals)s AND p.proname = ANY (%(gates)s))
        ORDER BY 1, 2
        """
    facts = {"terminals": TERMINALS, "website": WEBSITE, "declared": declared, "gates": list(GATES)}
    return [(str(row[0]), str(row[1])) for row in connection.execute(query, facts)]


def make_terminal_role(
    connection: Connection[Any], role: str, password: str, name: str, valid_hours: float
) -> datetime:
    """Make the role of a terminal that has not come yet; gives the moment its password ends."""
    ends = datetime.now(UTC) + timedelta(hours=valid_hours)
    making = sql.SQL("CREATE ROLE {} LOGIN CONNECTION LIMIT {} PASSWORD {} VALID UNTIL {} IN ROLE {}")
    connection.execute(
        making.format(
            sql.Identifier(role),
            sql.Literal(CONNECTIONS),
            sql.Literal(password),
            sql.Literal(ends.isoformat()),
            sql.Identifier(TERMINALS),
        )
    )
    _settings(connection, role, SESSION)
    commenting = sql.SQL("COMMENT ON ROLE {} IS {}")
    connection.execute(commenting.format(sql.Identifier(role), sql.Literal(f"Guitai: {name}")))
    granting = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
    connection.execute(granting.format(sql.Identifier(connection.info.dbname), sql.Identifier(role)))
    return ends


def lock_out(connection: Connection[Any], role: str) -> None:
    """Let a role in no more and end what it has running."""
    if _exists(connection, role):
        connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN").format(sql.Identifier(role)))
    query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s"
    connection.execute(query, (role,))


def drop_role(connection: Connection[Any], role: str) -> None:
    """Take away a role that was never used."""
    revoking = sql.SQL("REVOKE ALL ON DATABASE {} FROM {}")
    connection.execute(revoking.format(sql.Identifier(connection.info.dbname), sql.Identifier(role)))
    connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def terminal_roles(connection: Connection[Any]) -> list[TerminalRole]:
    """List every terminal with the state of its role."""
    query = (
        "SELECT number, name, role, coalesce(hall_id, ''), enrolled_at, revoked_at"
        " FROM guitai.sync_terminal ORDER BY number"
    )
    found = connection.execute(query).fetchall()
    return [_looked_at(connection, *row) for row in found]


def repair_role(connection: Connection[Any], terminal: TerminalRole) -> None:
    """Put right in what a role differs; one that is gone cannot come back, its terminal needs a new code."""
    if not terminal.differs or "missing" in terminal.differs:
        return
    role, revoked = sql.Identifier(terminal.role), terminal.state == REVOKED
    login = sql.SQL("NOLOGIN" if revoked else "LOGIN")
    altering = sql.SQL("ALTER ROLE {} {} CONNECTION LIMIT {}")
    connection.execute(altering.format(role, login, sql.Literal(CONNECTIONS)))
    if POWERS in terminal.differs:
        connection.execute(sql.SQL("ALTER ROLE {} {}").format(role, sql.SQL(NO_POWERS)))
    connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(TERMINALS), role))
    for group in _groups(connection, terminal.role) - {TERMINALS}:
        connection.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(group), role))
    for kind in ("TABLES", "FUNCTIONS", "SEQUENCES"):
        taking = sql.SQL("REVOKE ALL ON ALL {} IN SCHEMA guitai FROM {}")
        connection.execute(taking.format(sql.SQL(kind), role))
    connection.execute(sql.SQL("ALTER ROLE {} RESET ALL").format(role))
    _settings(connection, terminal.role, SESSION)
    if revoked:
        lock_out(connection, terminal.role)


def _looked_at(
    connection: Connection[Any],
    number: int,
    name: str,
    role: str,
    hall_id: str,
    enrolled_at: datetime | None,
    revoked_at: datetime | None,
) -> TerminalRole:
    row = connection.execute(
        "SELECT rolcanlogin, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls,"
        " rolconnlimit, coalesce(rolvaliduntil < now(), false), coalesce(rolconfig, '{}')"
        " FROM pg_roles WHERE rolname = %s",
        (role,),
    ).fetchone()
    state = _state(enrolled_at, revoked_at, expired=row is not None and row[3])
    if row is None:
        return TerminalRole(number, name, role, hall_id, state, ("missing",))
    differs = list(_of_role(row, revoked=revoked_at is not None))
    differs += list(_of_rights(connection, role))
    return TerminalRole(number, name, role, hall_id, state, tuple(differs))


def _state(enrolled_at: datetime | None, revoked_at: datetime | None, *, expired: bool) -> str:
    if revoked_at is not None:
        return REVOKED
    if enrolled_at is not None:
        return "enrolled"
    return "expired" if expired else "invited"


def _of_role(row: tuple[Any, ...], *, revoked: bool) -> Iterable[str]:
    can_login, has_powers, limit, _, config = row
    if can_login == revoked:
        yield "may sign in although revoked" if revoked else "may not sign in"
    if has_powers:
        yield POWERS
    if limit != CONNECTIONS:
        yield f"connection limit {limit}"
    wanted = {f"{name}={value}" for name, value in SESSION.items()}
    for word in sorted(wanted - set(config)):
        yield f"lacks {word}"
    for word in sorted(set(config) - wanted):
        yield f"has {word}"


def _of_rights(connection: Connection[Any], role: str) -> Iterable[str]:
    groups = _groups(connection, role)
    if TERMINALS not in groups:
        yield f"is no member of {TERMINALS}"
    for group in sorted(groups - {TERMINALS}):
        yield f"is a member of {group}"
    query = """
        SELECT c.relname FROM pg_class c, aclexplode(c.relacl) a
        WHERE c.relnamespace = 'guitai'::regnamespace AND a.grantee = %(role)s::regrole
        UNION SELECT p.proname FROM pg_proc p, aclexplode(p.proacl) a
        WHERE p.pronamespace = 'guitai'::regnamespace AND a.grantee = %(role)s::regrole
        """
    for row in connection.execute(query, {"role": f'"{role}"'}):
        yield f"has rights of its own on {row[0]}"


def _groups(connection: Connection[Any], role: str) -> set[str]:
    query = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole"
    return {str(row[0]) for row in connection.execute(query, (f'"{role}"',))}


def _make_group(connection: Connection[Any], group: str) -> None:
    if _exists(connection, group):
        return
    try:
        with connection.transaction():
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(group)))
    except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
        # Another centre of this server has made it in the same moment.
        return


def _settings(connection: Connection[Any], role: str, settings: dict[str, str]) -> None:
    for name, value in settings.items():
        setting = sql.SQL("ALTER ROLE {} SET {} = {}")
        connection.execute(setting.format(sql.Identifier(role), sql.Identifier(name), sql.Literal(value)))


def _exists(connection: Connection[Any], role: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is not None
