"""What a transaction touched, and what it answered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from app.kernel.confirm import Confirmation

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class ChangeSet:
    """The records a transaction touched: pairs of table and key."""

    rows: frozenset[tuple[str, str]] = frozenset()

    def touches(self, *tables: str) -> bool:
        """Tell whether a row of one of these tables is among them."""
        return any(table in tables for table, _ in self.rows)

    def of(self, table: str) -> frozenset[str]:
        """List the keys touched in one table."""
        return frozenset(key for name, key in self.rows if name == table)

    def __or__(self, other: ChangeSet) -> ChangeSet:
        return ChangeSet(self.rows | other.rows)


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """A use case's answer: a value, the rows it touched, the centre's word on it.

    ``txn`` is the transaction's identity in the outbox, None where nothing was written.
    """

    value: T
    changes: ChangeSet = field(default_factory=ChangeSet)
    txn: str | None = None
    confirmation: Confirmation = field(default_factory=Confirmation)

    def confirmed(self, confirmation: Confirmation) -> Outcome[T]:
        """Give the same answer with the centre's word on it."""
        return replace(self, confirmation=confirmation)
