"""Counts what a piece of work asks of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine, event

_QUESTIONS = ("SELECT", "INSERT", "UPDATE", "WITH")


@dataclass
class Asked:
    """The statements that were run, in order."""

    texts: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.texts)


@contextmanager
def counted() -> Iterator[Asked]:
    """Count every question and every writing of every engine while the block runs."""
    asked = Asked()

    def hear(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith(_QUESTIONS):
            asked.texts.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def count_of(work: Callable[[], object]) -> int:
    """Tell how many statements a piece of work takes."""
    with counted() as asked:
        work()
    return asked.count
