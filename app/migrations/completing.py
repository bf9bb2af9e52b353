"""Adding what is declared and not there: tables, columns with their defaults, indexes."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, inspect
from sqlalchemy.schema import CreateColumn

from app.storage.columns import default_of


def complete(connection: Connection, metadata: MetaData) -> None:
    """Bring every declared table to its declaration, in the open transaction.

    A column that may not be empty must declare a default; it stands in the rows that are there already.
    """
    metadata.create_all(connection)
    for table in metadata.sorted_tables:
        there = {column["name"] for column in inspect(connection).get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                connection.exec_driver_sql(_adding(table, column, connection))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection, checkfirst=True)


def _adding(table: Table, column: Column[Any], connection: Connection) -> str:
    declared = CreateColumn(column).compile(dialect=connection.dialect)
    text = f'ALTER TABLE "{table.name}" ADD COLUMN {declared}'
    default = default_of(column)
    if default is not None and not column.nullable:
        text += f" DEFAULT {_literal(default)}"
    for key in column.foreign_keys:
        target, named = key.target_fullname.split(".")
        text += f' REFERENCES "{target}" ("{named}")'
    return text


def _literal(value: Any) -> str:
    if isinstance(value, bool | int):
        return str(int(value))
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    return "'" + text.replace("'", "''") + "'"
