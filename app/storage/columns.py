"""Typed columns: what a value means is said once."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar

from sqlalchemy import BigInteger, Column, Date, Dialect, Integer, Text
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

E = TypeVar("E", bound=StrEnum)

Key = Annotated[str, mapped_column(Text)]
"""The key of another record."""

Words = Annotated[str, mapped_column(Text, default="")]
"""Text; empty where there is none, never NULL."""

Moment = Annotated[int, mapped_column(BigInteger)]
"""Microseconds since 1970, UTC."""

Fen = Annotated[int, mapped_column(BigInteger)]
"""An amount of money in fen."""

Count = Annotated[int, mapped_column(Integer)]
"""A whole number of things."""

Day = Annotated[dt.date, mapped_column(Date)]
"""A day of the hall's calendar."""


class StateOf(TypeDecorator[E], Generic[E]):
    """A StrEnum kept as its word."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | str | None, dialect: Dialect) -> str | None:
        """Keep the word."""
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> E | None:
        """Read the word."""
        return None if value is None else self.words(value)


def default_of(column: Column[Any]) -> Any:
    """Give what stands in a column nobody filled, or None."""
    default: Any = column.default
    if default is None or column.name == "id":
        return None
    value = default.arg(None) if default.is_callable else default.arg
    if isinstance(value, bool | int | list | dict):
        return value
    return value.isoformat() if isinstance(value, dt.date) else str(value)
