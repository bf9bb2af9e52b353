"""What ours is held against: COPY as the limit, one commit per record through an ORM as the usual way."""

from __future__ import annotations

import random
import time
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Column, MetaData, Table, create_engine
from sqlalchemy.orm import DeclarativeBase, Session

from app.kernel.ids import new_key
from app.reception.entities import Visit
from tests.bench.market import Market

Rows = list[dict[str, Any]]


class PlainBase(DeclarativeBase):
    """The mapping of a plain table, without any of our machinery."""

    metadata = MetaData()


class PlainVisit(PlainBase):
    """A visit as a program without synchronisation would keep it."""

    __table__ = Table(
        "plain_visit",
        PlainBase.metadata,
        *(
            Column(column.name, column.type, primary_key=column.primary_key, nullable=column.nullable)
            for column in Visit.__table__.columns
        ),
    )


def plain_rows(market: Market, many: int) -> Rows:
    """The same rows as ours, column by column and byte by byte."""
    rows = []
    for number in range(many):
        visit = market.visit(number)
        values = {column.name: _filled(visit, column) for column in Visit.__table__.columns}
        stamps = {"id": new_key(), "hall_id": market.hall_id, "made_at": 1_800_000_000_000_000}
        rows.append(values | stamps | {"end_reason": ""})
    return rows


def _filled(visit: Visit, column: Any) -> Any:
    value = getattr(visit, column.name)
    # What nobody has set gets its default only when it is saved.
    return column.default.arg if value is None and getattr(column.default, "is_scalar", False) else value


class Plain:
    """The plain table at the centre, by an address of the administrator's."""

    def __init__(self, market: Market, url: str | None = None) -> None:
        self._url = url or market.url
        self._engine = create_engine("postgresql+psycopg://", creator=self._connected)

    def empty(self) -> None:
        """Make the table anew."""
        PlainBase.metadata.drop_all(self._engine)
        PlainBase.metadata.create_all(self._engine)

    def copy(self, rows: Rows) -> float:
        """COPY all rows in one transaction; gives rows per second."""
        self.empty()
        names = PlainVisit.__table__.columns.keys()
        lines = [[_told(row[name]) for name in names] for row in rows]
        began = time.perf_counter()
        with self._connected() as connection, connection.cursor() as cursor:
            columns = sql.SQL(", ").join(map(sql.Identifier, names))
            with cursor.copy(sql.SQL("COPY plain_visit ({}) FROM STDIN").format(columns)) as copy:
                for line in lines:
                    copy.write_row(line)
        return len(rows) / (time.perf_counter() - began)

    def copy_updates(self, rows: Rows) -> float:
        """Change three columns of all rows: COPY into a table beside, then one joined UPDATE."""
        ids = [row["id"] for row in rows]
        random.Random(7).shuffle(ids)
        began = time.perf_counter()
        with self._connected() as connection, connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMP TABLE fresh (id text, ended_at bigint, end_reason text, party_size int)"
                " ON COMMIT DROP"
            )
            with cursor.copy("COPY fresh FROM STDIN") as copy:
                for key in ids:
                    copy.write_row((key, 1_800_000_000_000_000, "办结", 2))
            cursor.execute(
                "UPDATE plain_visit p SET ended_at = f.ended_at, end_reason = f.end_reason,"
                " party_size = f.party_size FROM fresh f WHERE f.id = p.id"
            )
        return len(rows) / (time.perf_counter() - began)

    def insert_one_by_one(self, rows: Rows) -> float:
        """One INSERT and COMMIT per record through the ORM; gives rows per second."""
        self.empty()
        began = time.perf_counter()
        with Session(self._engine) as session:
            for row in rows:
                session.add(PlainVisit(**row))
                session.commit()
        return len(rows) / (time.perf_counter() - began)

    def update_one_by_one(self, rows: Rows) -> float:
        """SELECT, UPDATE and COMMIT per record through the ORM; gives rows per second."""
        ids = [row["id"] for row in rows]
        random.Random(7).shuffle(ids)
        began = time.perf_counter()
        with Session(self._engine) as session:
            for key in ids:
                visit: Any = session.get_one(PlainVisit, key)
                visit.ended_at, visit.end_reason, visit.party_size = 1_800_000_000_000_000, "办结", 2
                session.commit()
        return len(rows) / (time.perf_counter() - began)

    def close(self) -> None:
        """Let go of the connections."""
        self._engine.dispose()

    def _connected(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self._url)


def _told(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
