"""Is the centre's server set up so that nothing acknowledged can be lost, and nobody gets in who should not?

Every check gives findings: what was looked at, and what is so. A warning can wait until tomorrow, a failure
cannot: data may be lost or seen by strangers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from psycopg import Connection
from sqlalchemy import MetaData

from app.storage.store import SCHEMA_VERSION
from app.sync.centre.fingerprint import functions_fingerprint, program_fingerprint
from app.sync.centre.generate import watch_name
from app.sync.centre.prepare import OLDEST_SERVER, synced_tables
from app.sync.centre.roles import (
    GATES,
    TERMINALS,
    WEBSITE,
    gate_functions,
    rights_too_many,
    terminal_roles,
)
from app.sync.centre.upgrading import newest_revision
from app.sync.centre.whereabouts import signs_of_another_life
from app.sync.refusals import CentreNotPrepared

Level = Literal["ok", "warn", "fail"]
AWAY_DAYS = 14
LONG_TRANSACTION_MINUTES = 10
RESTORED = "say so with: guitai-admin centre restored URL"
UPGRADE = "run: guitai-admin centre upgrade URL"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``told`` says what to do where it is not well."""

    level: Level
    what: str
    told: str


Found = Iterator[Finding]
Check = Callable[[Connection[Any], MetaData], Found]


def check_centre(connection: Connection[Any], metadata: MetaData, notes: Path | None) -> list[Finding]:
    """Look at everything; refuses with CentreNotPrepared. ``notes`` is a file kept outside the database."""
    findings = list(_server(connection))
    if _one(connection, "SELECT pg_is_in_recovery()"):
        told = "this server is a standby; name the primary, or use target_session_attrs=read-write"
        return [*findings, Finding("fail", "primary", told)]
    findings.append(Finding("ok", "primary", "takes writes"))
    if not _one(connection, "SELECT to_regclass('guitai.sync_centre') IS NOT NULL"):
        raise CentreNotPrepared
    for check in _CHECKS:
        findings.extend(check(connection, metadata))
    signs = signs_of_another_life(connection, notes)
    findings.extend(Finding("fail", "same life", f"{sign}; {RESTORED}") for sign in signs)
    if not signs:
        findings.append(Finding("ok", "same life", "the server on which this epoch began"))
    return findings


def _server(connection: Connection[Any]) -> Found:
    version = connection.info.server_version
    told = f"PostgreSQL {version // 10000}.{version % 10000}"
    if version < OLDEST_SERVER:
        yield Finding("fail", "server version", f"{told}; at least 15 is needed")
    else:
        yield Finding("ok", "server version", told)
    for name, wanted in (
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("password_encryption", "scram-sha-256"),
    ):
        yield _setting(connection, name, wanted, "fail")
    yield _setting(connection, "max_prepared_transactions", "0", "warn")
    commit = _show(connection, "synchronous_commit")
    if commit == "off":
        yield Finding("fail", "synchronous_commit", "off: acknowledged changes can be lost; set it to on")
    else:
        yield Finding("ok", "synchronous_commit", commit)
    idle = _show(connection, "idle_in_transaction_session_timeout")
    if idle == "0":
        told = "not set: a forgotten transaction of another program holds things up; set 5min"
        yield Finding("warn", "idle_in_transaction_session_timeout", told)
    else:
        yield Finding("ok", "idle_in_transaction_session_timeout", idle)
    yield from _ways_in(connection)


def _ways_in(connection: Connection[Any]) -> Found:
    listening = {word.strip() for word in _show(connection, "listen_addresses").split(",") if word.strip()}
    outside = sorted(listening - {"localhost", "127.0.0.1", "::1"})
    ssl = _show(connection, "ssl")
    if outside and ssl != "on":
        told = f"listens on {', '.join(outside)} without TLS; set ssl = on and a certificate"
        yield Finding("fail", "encryption", told)
    else:
        yield Finding("ok", "encryption", "TLS is on" if ssl == "on" else "listens on this computer only")
    if _one(connection, "SELECT pg_has_role(current_user, 'pg_read_all_settings', 'USAGE')") and _one(
        connection, "SELECT has_function_privilege('pg_hba_file_rules()', 'EXECUTE')"
    ):
        query = (
            "SELECT count(*) FROM pg_hba_file_rules"
            " WHERE auth_method IN ('trust', 'password', 'md5') AND type <> 'local'"
        )
        weak = int(_one(connection, query) or 0)
        if weak:
            told = f"{weak} line(s) let programs in without scram-sha-256; change them and reload"
            yield Finding("warn", "pg_hba.conf", told)
        else:
            yield Finding("ok", "pg_hba.conf", "every way over the network asks for scram-sha-256 or more")


def _own_version(connection: Connection[Any], metadata: MetaData) -> Found:
    if _one(connection, "SELECT to_regclass('guitai.alembic_version') IS NOT NULL"):
        revision = str(_one(connection, "SELECT version_num FROM guitai.alembic_version"))
    else:
        revision = "none"
    newest = newest_revision()
    if revision != newest:
        yield Finding("fail", "version of its tables", f"{revision}, this program knows {newest}; {UPGRADE}")
        return
    yield Finding("ok", "version of its tables", revision)
    schema = int(_one(connection, "SELECT schema_version FROM guitai.sync_centre"))
    if schema < SCHEMA_VERSION:
        told = f"{schema}, this program's is {SCHEMA_VERSION}: its terminals are turned away; {UPGRADE}"
        yield Finding("fail", "schema", told)
    elif schema > SCHEMA_VERSION:
        yield Finding("fail", "schema", f"{schema} is newer than this program ({SCHEMA_VERSION}); update it")
    else:
        yield Finding("ok", "schema", str(schema))
    made_from = _one(connection, "SELECT made_from FROM guitai.sync_centre")
    functions_are = _one(connection, "SELECT functions_are FROM guitai.sync_centre")
    gates = {name.split(".")[-1].split("(")[0] for name in gate_functions(connection)}
    if missing := sorted(set(GATES) - gates):
        yield Finding("fail", "functions", f"missing: {', '.join(missing)}; {UPGRADE}")
    elif functions_are != functions_fingerprint(connection):
        yield Finding("fail", "functions", f"somebody has changed them since the last upgrade; {UPGRADE}")
    elif made_from != program_fingerprint(metadata):
        yield Finding("warn", "functions", f"made by another version of this program; {UPGRADE}")
    else:
        yield Finding("ok", "functions", "as this program makes them")


def _tables(connection: Connection[Any], metadata: MetaData) -> Found:
    if _one(connection, "SELECT count(*) FROM pg_extension WHERE extname = 'btree_gist'"):
        yield Finding("ok", "btree_gist", "installed")
    else:
        yield Finding("fail", "btree_gist", f"missing: rooms can be booked twice; {UPGRADE}")
    query = """
        SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'guitai'::regnamespace AND t.tgname = 'stamp' AND t.tgenabled IN ('O', 'A')
        """
    guarded = {str(row[0]) for row in connection.execute(query)}
    bare = [table.name for table in synced_tables(metadata) if table.name not in guarded]
    if bare:
        told = (
            f"missing or disabled on {', '.join(bare)}: changes there do not reach the terminals; {UPGRADE}"
        )
        yield Finding("fail", "triggers", told)
    else:
        yield Finding("ok", "triggers", f"enabled on {len(guarded)} tables")
    yield from _watches(connection, metadata)


def _watches(connection: Connection[Any], metadata: MetaData) -> Found:
    query = """
        SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'guitai'::regnamespace AND t.tgdeferrable AND t.tgenabled IN ('O', 'A')
        """
    there = {str(row[0]) for row in connection.execute(query)}
    tables = synced_tables(metadata)
    declared = [watch_name(table, name) for table in tables for name in table.info["sync"].watches]
    missing = [name for name in declared if name not in there]
    if missing:
        yield Finding("fail", "watches", f"missing or disabled: {', '.join(missing)}; {UPGRADE}")
    else:
        yield Finding("ok", "watches", f"{len(declared)} in force")


def _roles(connection: Connection[Any], metadata: MetaData) -> Found:
    open_doors = [f"{group} may {what}" for group, what in rights_too_many(connection, metadata)]
    if open_doors:
        yield Finding("fail", "rights", f"{'; '.join(open_doors)}; {UPGRADE}")
    else:
        yield Finding("ok", "rights", f"{TERMINALS} and {WEBSITE} have theirs and no others")
    wrong = [terminal for terminal in terminal_roles(connection) if terminal.differs]
    for terminal in wrong:
        told = f"{'; '.join(terminal.differs)}; run: guitai-admin centre roles URL --repair"
        yield Finding("fail", f"role of terminal {terminal.number}", told)
    if not wrong:
        yield Finding("ok", "terminal roles", "may call the gate and nothing else")


def _work(connection: Connection[Any], _metadata: MetaData) -> Found:
    usage = float(_one(connection, "SELECT pg_notification_queue_usage()"))
    level: Level = "fail" if usage > 0.5 else "warn" if usage > 0.1 else "ok"
    told = f"{usage:.0%} full" + ("" if level == "ok" else "; end the oldest session that listens")
    yield Finding(level, "notification queue", told)
    query = """
        SELECT count(*), coalesce(max(extract(epoch FROM now() - xact_start)), 0)::bigint
        FROM pg_stat_activity
        WHERE (backend_xid IS NOT NULL OR backend_xmin IS NOT NULL) AND pid <> pg_backend_pid()
            AND backend_type <> 'autovacuum worker' AND xact_start < now() - make_interval(mins => %s)
        """
    count, seconds = _row(connection, query, LONG_TRANSACTION_MINUTES)
    if count:
        told = f"{count} open for long, the oldest for {seconds // 60} minutes; see pg_stat_activity"
        yield Finding("warn", "transactions", told)
    else:
        yield Finding("ok", "transactions", f"none is open for {LONG_TRANSACTION_MINUTES} minutes")
    if prepared := int(_one(connection, "SELECT count(*) FROM pg_prepared_xacts")):
        yield Finding("fail", "prepared transactions", f"{prepared} forgotten; ROLLBACK PREPARED them")
    parked = int(_one(connection, "SELECT count(*) FROM guitai.sync_parked"))
    if parked:
        told = f"{parked} wait until every terminal has sent again; connect or revoke the missing ones"
        yield Finding("warn", "parked changesets", told)
    else:
        yield Finding("ok", "parked changesets", "none")


def _standbys(connection: Connection[Any], _metadata: MetaData) -> Found:
    names = _show(connection, "synchronous_standby_names")
    query = (
        "SELECT count(*) FILTER (WHERE state = 'streaming'),"
        " count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')) FROM pg_stat_replication"
    )
    streaming, in_step = _row(connection, query)
    if names and not in_step:
        told = f"synchronous_standby_names = {names}, but none streams: every commit waits"
        yield Finding("fail", "standbys", told)
    elif names:
        yield Finding("ok", "standbys", f"{in_step} synchronous: what is acknowledged is on two servers")
    elif streaming:
        told = f"{streaming}, none synchronous: the last moments are lost with the primary"
        yield Finding("warn", "standbys", told)
    else:
        told = "none: with this disk go all changes since the last backup that terminals no longer keep"
        yield Finding("warn", "standbys", told)


def _terminals(connection: Connection[Any], _metadata: MetaData) -> Found:
    query = """
        SELECT number, name, coalesce(seen_at, enrolled_at)::date::text FROM guitai.sync_terminal
        WHERE enrolled_at IS NOT NULL AND revoked_at IS NULL
            AND coalesce(seen_at, enrolled_at) < now() - make_interval(days => %s) ORDER BY number
        """
    away = connection.execute(query, (AWAY_DAYS,)).fetchall()
    for number, name, last in away:
        told = f"not seen since {last}; connect it, or revoke it"
        yield Finding("warn", f"terminal {number} {name}", told)
    if not away:
        yield Finding("ok", "terminals", f"none was away for {AWAY_DAYS} days")


_CHECKS: tuple[Check, ...] = (_own_version, _tables, _roles, _work, _standbys, _terminals)


def _setting(connection: Connection[Any], name: str, wanted: str, level: Level) -> Finding:
    value = _show(connection, name)
    return (
        Finding("ok", name, value)
        if value == wanted
        else Finding(level, name, f"{value}; set it to {wanted}")
    )


def _show(connection: Connection[Any], name: str) -> str:
    return str(_one(connection, "SELECT current_setting(%s)", name))


def _one(connection: Connection[Any], query: str, *values: Any) -> Any:
    return _row(connection, query, *values)[0]


def _row(connection: Connection[Any], query: str, *values: Any) -> tuple[Any, ...]:
    row: tuple[Any, ...] | None = connection.execute(query, values).fetchone()
    return row or (None,)
