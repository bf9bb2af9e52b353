"""Technical fields (CT_FIELD, domain.md 1.5): the first level is the national one, the second the hall's.

The national tree has a second level, whose names and codes were not to be had with certainty: it is a list
the hall takes in once it has it (docs/registration-export.md). Until then no second level is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.catalogue.hall_codes import read_hall_codes, set_hall_codes
from app.contracts.codes import CodeRow, codes
from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.registration.lists import ListLine, read_list
from app.registration.refusals import WrongLine, list_refused
from app.security.actors import Actor, Permission
from app.storage.store import Store

TABLE = "field"
LONGEST_CODE, LONGEST_NAME = 12, 60
_COLUMNS = ("code", "parent", "name", "name_en")
_CELLS = len(_COLUMNS) + 2
"""With the first and the last day."""

Subfields = tuple[CodeRow, ...]
"""The second level: rows whose parent is a code of the first; those of the past too."""


def read_subfields(session: Session) -> Subfields:
    """Read the second level as the hall has it; none where it has none."""
    return tuple(_row(cells) for cells in read_hall_codes(session, TABLE) if len(cells) == _CELLS)


def offered(subfields: Subfields, field: str, today: date, kept: str = "") -> Subfields:
    """Give what may be chosen below a field on a day, and what was chosen before."""
    return tuple(r for r in subfields if r.parent == field and (r.is_valid(today) or r.code == kept))


def subfield_name(subfields: Subfields, code: str) -> str:
    """Tell the name of a second level; the code itself where the hall has no such row."""
    return next((row.name for row in subfields if row.code == code), code)


class FieldTable:
    """The hall's second level of technical fields."""

    def __init__(self, store: Store, zone: str) -> None:
        self._store = store
        self._zone = zone

    def subfields(self) -> Subfields:
        """Give the second level, those of the past too."""
        with self._store.look() as session:
            return read_subfields(session)

    def take(self, content: bytes, *, actor: Actor) -> Outcome[int]:
        """Take a second level in (.xlsx, .csv, .json) in place of the one that is; gives how many rows.

        Columns by their headings: code, code of the first level, name, English name. What the list no
        longer has ends yesterday and keeps its name in cases that have it. One wrong line and nothing is
        taken (ListRefused). Refuses with Forbidden, FieldRefused ("list").
        """
        actor.must(Permission.REGISTER_CONTRACT)
        lines = read_list(content, "fields", ("parent",))
        wrong = tuple(_wrong(lines))
        if wrong:
            raise list_refused(wrong)
        fresh = [_row([*(line.cell(name) for name in _COLUMNS), "", ""]) for line in lines]
        with self._store.change(actor, "take_fields") as work:
            today = day_of(work.now, self._zone)
            rows = [*fresh, *_ended(read_subfields(work.session), fresh, today)]
            set_hall_codes(work, TABLE, [_cells(row) for row in rows])
        return work.outcome(len(fresh))


def _wrong(lines: Iterable[ListLine]) -> Iterable[WrongLine]:
    tops = {row.code for row in codes(TABLE)}
    seen: set[str] = set()
    for line in lines:
        code, name = line.cell("code"), line.cell("name")
        if not (code.isascii() and code.isalnum() and len(code) <= LONGEST_CODE) or code in tops:
            yield WrongLine(line.line, "no_code")
        elif line.cell("parent") not in tops:
            yield WrongLine(line.line, "no_parent")
        elif not 0 < len(name) <= LONGEST_NAME or len(line.cell("name_en")) > LONGEST_NAME:
            yield WrongLine(line.line, "no_name")
        elif code in seen:
            yield WrongLine(line.line, "twice")
        seen.add(code)


def _ended(before: Subfields, fresh: Sequence[CodeRow], today: date) -> Iterable[CodeRow]:
    """Keep what the new list lacks as rows of the past."""
    known = {row.code for row in fresh}
    yesterday = today - timedelta(days=1)
    for row in before:
        if row.code not in known:
            yield row if row.valid_to else replace(row, valid_to=yesterday)


def _row(cells: Sequence[str]) -> CodeRow:
    code, parent, name, name_en, first, last = cells
    return CodeRow(code, parent, name, name_en or name, _day(first), _day(last))


def _cells(row: CodeRow) -> tuple[str, ...]:
    first, last = (day.isoformat() if day else "" for day in (row.valid_from, row.valid_to))
    return row.code, row.parent, row.name, row.name_en, first, last


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
