"""What is at stake: the small market's tables, purses whose total tells a torn state, and the first state."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, MetaData, select
from sqlalchemy.orm import Mapped, Session

from app.kernel.ids import key_from_digest
from app.storage.base import Base, Policy, Record, synced
from app.storage.columns import Fen, Words
from app.sync.entities import Conflict
from tests.sync.small_market import SmallBooking, SmallGuest, SmallPerson, SmallPrint

PURSES = 40
FIRST_FEN = 10_000_000_000
TOTAL = PURSES * FIRST_FEN
ROOMS = ("301", "302", "303", "305", "306", "308")
HOURS = 300
PERSONS = 80
SERIES, DAY = "chaos", "2027-01-15"
NUMBERED = "number "
"""How the title of a print with a reserved number begins."""


class Purse(Record):
    """Money that is moved and never made; a transfer goes through whole or not at all."""

    __tablename__ = "test_purse"
    __table_args__ = synced(Policy(groups=(("fen",),)))

    name: Mapped[Words]
    fen: Mapped[Fen]


KINDS: tuple[type[Record], ...] = (Purse, SmallBooking, SmallGuest, SmallPerson, SmallPrint, Conflict)


def market_metadata() -> MetaData:
    """The tables of the chaos alone."""
    alone = MetaData()
    for kind in KINDS:
        Base.metadata.tables[kind.__tablename__].to_metadata(alone)
    return alone


MARKET = market_metadata()


def purse_key(number: int) -> str:
    """The key of a purse."""
    return f"00000000-0000-7000-8000-0000000b{number:04d}"


def person_key(number: int) -> str:
    """The key of a person follows from a number, wherever it is written down first."""
    return key_from_digest(hashlib.sha256(f"person {number}".encode()).digest())


def content(session: Session | Connection) -> dict[str, list[dict[str, Any]]]:
    """Everything a terminal shows of these tables, without the local version."""
    found = {}
    for table in MARKET.sorted_tables:
        rows = session.execute(select(table).order_by(table.c.id)).mappings()
        found[table.name] = [{k: v for k, v in row.items() if k != "version"} for row in rows]
    return found


def digest_of_content(found: dict[str, list[dict[str, Any]]]) -> str:
    """A fingerprint that terminals and centre have in common when they hold the same."""
    text = json.dumps(found, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
