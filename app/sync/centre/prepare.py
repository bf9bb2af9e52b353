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

from app.storage.base import LOCAL_COLUMNS, Policy
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
        tables = synced_tables(metadata)
        for table in tables:
            _make_table(connection, table)
            _fill_in(connection, table)
        connection.execute(_text(files("app.sync.centre").joinpath("gate.sql").read_text(encoding="utf-8")))
        for table in tables:
            _declare(connection, table)
            _constrain(connection, table)
        connection.execute(
            "INSERT INTO sync_centre (epoch, market_secret) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            (str(uuid.uuid4()), market_secret),
        )
        row = connection.execute("SELECT epoch FROM sync_centre").fetchone()
    return str(row[0]) if row else ""


def synced_tables(metadata: MetaData) -> list[Table]:
    """List the tables that declare a policy, those that are named by others first."""
    return [table for table in metadata.sorted_tables if "sync" in table.info]


def travelling_columns(table: Table) -> list[Column[Any]]:
    """List the columns that leave the terminal."""
    return [column for column in table.columns if column.name not in LOCAL_COLUMNS]


def _make_table(connection: Connection[Any], table: Table) -> None:
    name = sql.Identifier(table.name)
    connection.execute(sql.SQL("CREATE TABLE IF NOT EXISTS {} (id text PRIMARY KEY, ver xid8)").format(name))
    for stamp in ("rev bigint NOT NULL DEFAULT 0", "group_revs jsonb NOT NULL DEFAULT '{}'"):
        adding = sql.SQL("ALTER TABLE {} ADD COLUMN IF NOT EXISTS {}")
        connection.execute(adding.format(name, sql.SQL(stamp)))
    for column in travelling_columns(table):
        if column.name != "id":
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
    default: Any = column.default
    if default is None:
        return None
    value = default.arg(None) if default.is_callable else default.arg
    if isinstance(value, list | dict):
        return sql.Literal(json.dumps(value, ensure_ascii=False))
    return sql.Literal(str(value) if _kind(column.type) == "text" else value)


def _constrain(connection: Connection[Any], table: Table) -> None:
    policy: Policy = table.info["sync"]
    name = sql.Identifier(table.name)
    wanted: list[tuple[str, sql.Composed]] = []
    for column in table.columns:
        for key in column.foreign_keys:
            body = sql.SQL("FOREIGN KEY ({}) REFERENCES {} (id) DEFERRABLE INITIALLY DEFERRED")
            target = sql.Identifier(key.column.table.name)
            wanted.append(
                (f"{table.name}_{column.name}_fk", body.format(sql.Identifier(column.name), target))
            )
    for place, text in enumerate(policy.exclude, start=1):
        wanted.append(
            (f"{table.name}_exclude_{place}", sql.Composed([_text(f"EXCLUDE USING gist ({text})")]))
        )
    for constraint, clause in wanted:
        if not _has_constraint(connection, constraint):
            adding = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
            connection.execute(adding.format(name, sql.Identifier(constraint), clause))
    for columns in policy.unique:
        index = sql.Identifier(f"{table.name}_{'_'.join(columns)}_unique")
        making = sql.SQL("CREATE UNIQUE INDEX IF NOT EXISTS {} ON {} ({}) WHERE ended_at IS NULL")
        connection.execute(making.format(index, name, sql.SQL(", ").join(map(sql.Identifier, columns))))
    index = sql.Identifier(f"{table.name}_by_version")
    connection.execute(sql.SQL("CREATE INDEX IF NOT EXISTS {} ON {} (hall_id, ver)").format(index, name))
    trigger = "CREATE OR REPLACE TRIGGER {} {} ON {} FOR EACH {} EXECUTE FUNCTION {}()"
    for words in (
        ("stamp", "BEFORE INSERT OR UPDATE OR DELETE", "ROW", "sync_stamp"),
        ("tell", "AFTER INSERT OR UPDATE", "STATEMENT", "sync_tell"),
    ):
        what, moment, each, function = map(sql.SQL, words)
        connection.execute(_text(trigger).format(what, moment, name, each, function))


def _declare(connection: Connection[Any], table: Table) -> None:
    policy: Policy = table.info["sync"]
    connection.execute(
        """
        INSERT INTO sync_policy (table_name, columns, central, groups, append_only, same_row, finders)
        VALUES (%s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT (table_name) DO UPDATE SET columns = EXCLUDED.columns, central = EXCLUDED.central,
            groups = EXCLUDED.groups, append_only = EXCLUDED.append_only, same_row = EXCLUDED.same_row,
            finders = EXCLUDED.finders
        """,
        (
            table.name,
            [column.name for column in travelling_columns(table)],
            list(policy.central),
            json.dumps([list(group) for group in policy.groups]),
            policy.append_only,
            policy.same_row,
            json.dumps(_finders(table)),
        ),
    )


def _finders(table: Table) -> dict[str, str]:
    """For each rule on rows that may not meet: the query that finds the row which was there first."""
    policy: Policy = table.info["sync"]
    rules = {
        f"{table.name}_{'_'.join(columns)}_unique": (
            ", ".join(f"{column} WITH =" for column in columns) + ") WHERE (ended_at IS NULL"
        )
        for columns in policy.unique
    }
    rules |= {f"{table.name}_exclude_{n}": text for n, text in enumerate(policy.exclude, start=1)}
    return {name: _finder(table.name, text) for name, text in rules.items()}


def _finder(name: str, rule: str) -> str:
    body, _, condition = rule.partition(") WHERE (")
    parts = [part.rsplit(" WITH ", 1) for part in re.split(r"(?<= WITH =), |(?<= WITH &&), ", body)]
    values = ", ".join(f"({value}) AS v{n}" for n, (value, _) in enumerate(parts))
    meeting = " AND ".join(f"o.v{n} {operator} w.v{n}" for n, (_, operator) in enumerate(parts))
    there = f"SELECT id, to_jsonb(t) AS row, {values} FROM {name} t WHERE {condition or 'true'}"
    wanted = f"SELECT {values} FROM jsonb_populate_record(NULL::{name}, $1)"
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
