"""Making the centre's tables from the terminal's own declarations, and the gate over them."""

from __future__ import annotations

import json
import re
import uuid
from importlib.resources import files
from typing import Any

from psycopg import Connection, sql
from sqlalchemy import JSON, Boolean, Column, Date, Integer, MetaData, Table
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.storage.base import YIELDING, Policy
from app.storage.columns import default_of
from app.storage.store import SCHEMA_VERSION
from app.sync.centre.generate import (
    function_of_yielding,
    functions_for_changes,
    named,
    travelling_columns,
    watch_name,
)
from app.sync.centre.generate_pulls import functions_for_pulls
from app.sync.refusals import CentreTooOld

OLDEST_SERVER = 150000
LOCK = 7_130_023
"""Two preparations at once wait for each other on this advisory lock."""


def prepare_centre(connection: Connection[Any], metadata: MetaData, market_secret: str) -> str:
    """Make or complete the schema ``guitai`` in one transaction and give the centre's epoch.

    Refuses with CentreTooOld below PostgreSQL 15.
    """
    if connection.info.server_version < OLDEST_SERVER:
        raise CentreTooOld(connection.info.server_version)
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        connection.execute("CREATE SCHEMA IF NOT EXISTS guitai")
        connection.execute("SET LOCAL search_path = guitai, public")
        # What waits for the end of the transaction would forbid completing the table it waits for.
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _make_own_tables(connection)
        tables = synced_tables(metadata)
        for table in tables:
            _make_table(connection, table)
            _fill_in(connection, table)
        connection.execute(_text(_file("gate.sql")))
        connection.execute(_text(functions_for_changes(tables) + functions_for_pulls(tables)))
        connection.execute(_text(function_of_yielding(metadata.info.get(YIELDING, ()))))
        for place, table in enumerate(tables):
            _declare(connection, table, place)
            _constrain(connection, table)
        connection.execute("CREATE INDEX IF NOT EXISTS conflict_by_subject ON conflict USING gin (subjects)")
        connection.execute("REVOKE ALL ON ALL TABLES IN SCHEMA guitai FROM PUBLIC")
        connection.execute("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA guitai FROM PUBLIC")
        connection.execute(
            "INSERT INTO sync_centre (epoch, market_secret, schema_version, oldest_schema)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            (str(uuid.uuid4()), market_secret, SCHEMA_VERSION, max(1, SCHEMA_VERSION - 1)),
        )
        connection.execute("INSERT INTO sync_epoch SELECT epoch FROM sync_centre ON CONFLICT DO NOTHING")
        row = connection.execute("SELECT epoch FROM sync_centre").fetchone()
    return str(row[0]) if row else ""


def synced_tables(metadata: MetaData) -> list[Table]:
    """List the tables that declare a policy, those that are named by others first."""
    return [table for table in metadata.sorted_tables if "sync" in table.info]


def _make_own_tables(connection: Connection[Any]) -> None:
    known = connection.execute("SELECT to_regclass('guitai.sync_centre') IS NOT NULL").fetchone()
    if known is not None and not known[0]:
        connection.execute(_text(_file("tables.sql")))


def _file(name: str) -> str:
    return files("app.sync.centre").joinpath(name).read_text(encoding="utf-8")


def _make_table(connection: Connection[Any], table: Table) -> None:
    # Two halls may know the same person: the market's secret gives both the same key.
    making = "CREATE TABLE IF NOT EXISTS {} (hall_id text, id text, ver xid8, PRIMARY KEY (hall_id, id))"
    name = sql.Identifier(table.name)
    connection.execute(sql.SQL(making).format(name))
    counting = sql.SQL("ALTER TABLE {} ADD COLUMN IF NOT EXISTS rev bigint NOT NULL DEFAULT 0")
    connection.execute(counting.format(name))
    for column in travelling_columns(table):
        if column.name not in ("id", "hall_id"):
            adding = sql.SQL("ALTER TABLE {} ADD COLUMN IF NOT EXISTS {} {}")
            kind = sql.SQL(_kind(column.type))
            connection.execute(adding.format(name, sql.Identifier(column.name), kind))


def _fill_in(connection: Connection[Any], table: Table) -> None:
    """Give columns their defaults and forbid gaps.

    Other programs of the market write plainly; a gap no terminal's table can hold would stop every pull.
    A terminal one version back sends rows without the newest columns: the default fills those too.
    """
    for column in travelling_columns(table):
        name = (sql.Identifier(table.name), sql.Identifier(column.name))
        default = _default(column)
        if default is not None:
            setting = sql.SQL("ALTER TABLE {} ALTER COLUMN {} SET DEFAULT {}")
            connection.execute(setting.format(*name, default))
            filling = sql.SQL("UPDATE {} SET {} = {} WHERE {} IS NULL")
            if not column.nullable:
                connection.execute(filling.format(*name, default, name[1]))
        if not column.nullable:
            empty = sql.SQL("SELECT 1 FROM {} WHERE {} IS NULL LIMIT 1").format(*name)
            if connection.execute(empty).fetchone() is None:
                connection.execute(sql.SQL("ALTER TABLE {} ALTER COLUMN {} SET NOT NULL").format(*name))


def _default(column: Column[Any]) -> sql.Composable | None:
    if column.name == "id":
        return sql.SQL("gen_random_uuid()::text")
    if column.name == "made_at":
        return sql.SQL("(extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
    if column.name == "id":
        return sql.SQL("gen_random_uuid()::text")
    if column.name == "made_at":
        return sql.SQL("(extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
    default = default_of(column)
    if isinstance(default, list | dict):
        return sql.Literal(json.dumps(default, ensure_ascii=False))
    return None if default is None else sql.Literal(default)


def _constrain(connection: Connection[Any], table: Table) -> None:
    policy: Policy = table.info["sync"]
    name = sql.Identifier(table.name)
    wanted: list[tuple[str, sql.Composed]] = []
    for column in table.columns:
        for key in column.foreign_keys:
            # Over the hall too: a row never names one of another hall.
            body = sql.SQL(
                "FOREIGN KEY (hall_id, {}) REFERENCES {} (hall_id, id) DEFERRABLE INITIALLY DEFERRED"
            )
            target = sql.Identifier(key.column.table.name)
            wanted.append(
                (f"{table.name}_{column.name}_fk", body.format(sql.Identifier(column.name), target))
            )
    _exclude(connection, table, policy)
    for constraint, clause in wanted:
        if not _has_constraint(connection, constraint):
            adding = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
            connection.execute(adding.format(name, sql.Identifier(constraint), clause))
    _forget_rules(connection, table, {_unique_name(table, columns) for columns in policy.unique})
    for columns in policy.unique:
        index = sql.Identifier(_unique_name(table, columns))
        making = sql.SQL("CREATE UNIQUE INDEX IF NOT EXISTS {} ON {} ({}) WHERE ended_at IS NULL")
        connection.execute(
            making.format(index, name, sql.SQL(", ").join(map(sql.Identifier, _of_hall(columns))))
        )
    # The pull's way through a table: a hall's rows in the order of their stamps, page by page.
    index = sql.Identifier(f"{table.name}_by_ver_id")
    connection.execute(sql.SQL("CREATE INDEX IF NOT EXISTS {} ON {} (hall_id, ver, id)").format(index, name))
    moment = "BEFORE INSERT OR UPDATE OR DELETE"
    trigger = f"CREATE OR REPLACE TRIGGER stamp {moment} ON {{}} FOR EACH ROW EXECUTE FUNCTION {{}}()"
    connection.execute(_text(trigger).format(name, sql.Identifier(f"stamp_{table.name}")))
    _watch(connection, table, policy)


def _watch(connection: Connection[Any], table: Table, policy: Policy) -> None:
    """Put the deferred triggers of a table as they are declared; there is no replacing one."""
    name = sql.Identifier(table.name)
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = ('guitai.' || quote_ident(%s))::regclass"
        " AND NOT tgisinternal AND tgdeferrable"
    )
    for (there,) in connection.execute(query, (table.name,)).fetchall():
        connection.execute(sql.SQL("DROP TRIGGER {} ON {}").format(sql.Identifier(there), name))
    for watch, declared in policy.watches.items():
        making = (
            f"CREATE CONSTRAINT TRIGGER {{}} AFTER {declared.moment} ON {{}}"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {}()"
        )
        called = sql.Identifier(watch_name(table, watch))
        connection.execute(_text(making).format(called, name, called))


def _exclude(connection: Connection[Any], table: Table, policy: Policy) -> None:
    """Make the rules on what may not overlap as they are declared; one of an older version gives way.

    A comment keeps the words a rule was made from: the server tells them in its own.
    """
    query = (
        "SELECT conname, obj_description(oid, 'pg_constraint') FROM pg_constraint"
        " WHERE conrelid = ('guitai.' || quote_ident(%s))::regclass AND contype = 'x'"
    )
    name = sql.Identifier(table.name)
    there = dict(connection.execute(query, (table.name,)).fetchall())
    declared = {f"{table.name}_exclude_{place}": text for place, text in enumerate(policy.exclude, start=1)}
    for rule in there:
        if there[rule] != declared.get(rule):
            connection.execute(
                sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(name, sql.Identifier(rule))
            )
    for rule, text in declared.items():
        if there.get(rule) != text:
            adding = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} EXCLUDE USING gist ({})")
            connection.execute(adding.format(name, sql.Identifier(rule), _text(text)))
            noting = sql.SQL("COMMENT ON CONSTRAINT {} ON {} IS {}")
            connection.execute(noting.format(sql.Identifier(rule), name, sql.Literal(text)))


def _unique_name(table: Table, columns: tuple[str, ...]) -> str:
    return f"{table.name}_{'_'.join(columns)}_unique"


def _forget_rules(connection: Connection[Any], table: Table, declared: set[str]) -> None:
    """Drop what an older version declared unique and this one does not: a case for each leg of a visit."""
    query = "SELECT indexname FROM pg_indexes WHERE schemaname = 'guitai' AND tablename = %s"
    for (found,) in connection.execute(query, (table.name,)).fetchall():
        if found.startswith(f"{table.name}_") and found.endswith("_unique") and found not in declared:
            connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(found)))


def _declare(connection: Connection[Any], table: Table, place: int) -> None:
    links = {c.name: key.column.table.name for c in table.columns for key in c.foreign_keys}
    connection.execute(
        """
        INSERT INTO sync_policy (table_name, columns, finders, links, place) VALUES (%s, %s, %s, %s, %s)
        ON CONFLICT (table_name) DO UPDATE SET columns = EXCLUDED.columns, finders = EXCLUDED.finders,
            links = EXCLUDED.links, place = EXCLUDED.place
        """,
        (
            table.name,
            [column.name for column in travelling_columns(table)],
            json.dumps(_finders(table)),
            json.dumps(links),
            place,
        ),
    )


def _finders(table: Table) -> dict[str, str]:
    """For each rule on rows that may not meet: the query that finds the row which was there first."""
    policy: Policy = table.info["sync"]
    rules = {
        _unique_name(table, columns): (
            ", ".join(f"{column} WITH =" for column in _of_hall(columns)) + ") WHERE (ended_at IS NULL"
        )
        for columns in policy.unique
    }
    rules |= {f"{table.name}_exclude_{n}": text for n, text in enumerate(policy.exclude, start=1)}
    return {name: _finder(table.name, text) for name, text in rules.items()}


def _of_hall(columns: tuple[str, ...]) -> tuple[str, ...]:
    # Halls share a centre, not their numbers.
    return ("hall_id", *(column for column in columns if column != "hall_id"))


def _finder(name: str, rule: str) -> str:
    body, _, condition = rule.partition(") WHERE (")
    parts = [part.rsplit(" WITH ", 1) for part in re.split(r"(?<= WITH =), |(?<= WITH &&), ", body)]
    values = ", ".join(f"({value}) AS v{n}" for n, (value, _) in enumerate(parts))
    meeting = " AND ".join(f"o.v{n} {operator} w.v{n}" for n, (_, operator) in enumerate(parts))
    table = named(name)
    there = f"SELECT id, to_jsonb(t) AS row, {values} FROM {table} t WHERE {condition or 'true'}"
    wanted = f"SELECT {values} FROM jsonb_populate_record(NULL::{table}, $1)"
    return f"SELECT o.row FROM ({there}) o, ({wanted}) w WHERE o.id <> $2 AND {meeting} LIMIT 1"


def _has_constraint(connection: Connection[Any], name: str) -> bool:
    query = "SELECT 1 FROM pg_constraint WHERE conname = %s AND connamespace = 'guitai'::regnamespace"
    return connection.execute(query, (name,)).fetchone() is not None


def _kind(kind: TypeEngine[Any]) -> str:
    plain = kind.impl if isinstance(kind, TypeDecorator) else kind
    for known, word in ((JSON, "jsonb"), (Boolean, "boolean"), (Date, "date"), (Integer, "bigint")):
        if isinstance(plain, known):
            return word
    return "text"


def _text(text: str) -> sql.SQL:
    # The words come from our own files and declarations, never from a message.
    return sql.SQL(text)
