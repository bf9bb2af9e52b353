"""The ways the store says no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class StoreFromNewerVersion(Refusal):
    """The file was written by a newer program; this one would not understand it."""

    found: int
    known: int


@dataclass(eq=False)
class StoreNotReadable(Refusal):
    """The file does not open with this key: another key, or damage."""

    path: str


@dataclass(eq=False)
class StoreUnsafe(Refusal):
    """The SQLite in use can corrupt a store with two connections (architecture.md, decision 11)."""

    found: str
    needed: str
