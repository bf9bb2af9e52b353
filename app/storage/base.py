"""What every table has, and how a table says that it is synchronised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.kernel.ids import new_key
from app.kernel.steps import StepTable
from app.storage.columns import Key, Moment, Words


class Base(DeclarativeBase):
    """Root of all mapped classes."""

    metadata = MetaData(
        naming_convention={
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )


YIELDING = "yielding"
"""In a metadata's ``info``: the use cases that go on by themselves where the centre refuses them."""


@dataclass(frozen=True)
class Watch:
    """What the centre looks at when a transaction ends, whoever wrote: the body of a deferred trigger.

    moment: as in ``AFTER <moment> ON``. body: plpgsql from DECLARE on, over ``NEW``; it raises what must not
    be, with an SQLSTATE of class 23, and takes a turn (``sync_turn``) before it counts.
    """

    moment: str
    body: str


@dataclass(frozen=True)
class Private:
    """Words of a row that one member of staff alone may read, while a flag is set.

    columns: the words. flag, owner: columns of the row itself; or belongs_to: the table of the row that has
    them, and the column that names it.
    """

    columns: tuple[str, ...]
    flag: str = ""
    owner: str = ""
    belongs_to: tuple[str, str] | None = None

    def is_closed(self, row: Mapping[str, Any], reader: str) -> bool:
        """Tell whether a row that has the flag itself keeps its words from a reader."""
        return bool(row.get(self.flag)) and row.get(self.owner) != reader


@dataclass(frozen=True)
class Policy:
    """How the centre treats a table's changes (sync.md, section 6, point 7). Columns not named merge singly.

    groups: columns that move together or not at all.
    append_only: rows are never changed after they were made.
    central: columns only the centre writes.
    unique: column tuples no two live rows of the centre may share.
    exclude: bodies of PostgreSQL exclusion constraints, for what may not overlap.
    watches: what is counted when a transaction ends, by name.
    private: words that are not everybody's.
    same_row: two inserts with one derived key are one row, merged.
    steps: columns that may only go from one state to the next; the centre refuses every other step, whoever
        writes. A use case that takes two steps at once declares that step too.
    derived: columns the centre computes by SQL expressions over ``NEW``, in this order, whenever a row comes
        new or a column of ``derived_from`` changes, whoever writes. One that gives NULL changes nothing.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    append_only: bool = False
    central: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    exclude: tuple[str, ...] = ()
    watches: Mapping[str, Watch] = field(default_factory=dict, hash=False)
    private: Private | None = None
    same_row: bool = False
    steps: Mapping[str, StepTable[Any]] = field(default_factory=dict, hash=False)
    derived: Mapping[str, str] = field(default_factory=dict, hash=False)
    derived_from: tuple[str, ...] = ()


def synced(policy: Policy | None = None) -> dict[str, Any]:
    """Declare a table as synchronised; goes into ``__table_args__``."""
    return {"info": {"sync": policy or Policy()}}


class Record(Base):
    """A synchronised record: one key, one hall, stamps; it ends, it is never deleted (decision 5)."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(Text, primary_key=True, default=new_key)
    hall_id: Mapped[Key]
    made_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    end_reason: Mapped[Words]
    version: Mapped[str | None] = mapped_column(Text)
    """The centre's version this row was last seen at; written by the pull alone, never sent up."""


TAKEN_BACK = "taken_back"
"""Why a record ended whose making was taken back: it never was (decision 8)."""

LOCAL_COLUMNS = frozenset({"version"})
"""Columns of a synchronised table that never leave the terminal."""
