"""What the centre did not take as it was: listed, and one in detail side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kernel.errors import Missing
from app.storage.outbox import OutboxEntry, Sending
from app.storage.store import Store
from app.sync import tries
from app.sync.entities import Conflict
from app.sync.states import ConflictKind, Decision
from app.sync.values import (
    STAFF,
    Keys,
    Named,
    Names,
    Value,
    companions,
    distinct,
    keys_in,
    names_of,
    row_of,
    shown,
    shown_beside,
    shown_columns,
    title_in,
)
from app.sync.veil import Veil

DECIDING = ("take_theirs", "submit_again", "make_new")
"""The use cases by which a conflict is decided."""
_MOST = 500
_LATEST = 100


@dataclass(frozen=True)
class ConflictRow:
    """A conflict in a list. ``name`` names the record at its heart; people of the hall arrive masked."""

    key: str
    kind: ConflictKind
    use_case: str
    acted_at: int
    actor_id: str
    actor: str
    terminal: int | None
    table: str
    name: Named
    column: str
    reason: str
    code: str
    decision: Decision = Decision.OPEN
    decided_at: int | None = None
    decided_by: str = ""
    note: str = ""
    is_heard: bool = True
    """False: known by the centre's answer alone; its record comes with the next exchange."""
    is_on_way: bool = False
    """The decision has not reached the centre yet."""

    @property
    def is_open(self) -> bool:
        """Tell whether it still needs a decision."""
        return self.decision is Decision.OPEN


@dataclass(frozen=True)
class Line:
    """A column side by side. ``now`` is what the centre has today, where that is another value again."""

    column: str
    mine: Value
    theirs: Value
    differs: bool
    now: Value = None
    is_moved_on: bool = False


@dataclass(frozen=True)
class Part:
    """A row of the changeset beside what the centre has.

    rival: the name of another record that stood in the way, None where the same record is shown;
    is_here: whether the centre has anything to show beside it.
    """

    table: str
    is_new: bool
    name: Named
    lines: tuple[Line, ...]
    rival: Named | None = None
    is_here: bool = True


@dataclass(frozen=True)
class FailedTry:
    """A decision that was refused in its turn; told with the conflict it was about."""

    decision: Decision
    acted_at: int
    actor: str
    reason: str


@dataclass(frozen=True)
class ConflictCard:
    """A conflict in detail."""

    row: ConflictRow
    parts: tuple[Part, ...]
    goes_with: ConflictRow | None
    took_along: tuple[ConflictRow, ...]
    tries: tuple[FailedTry, ...]
    rival_decision: ConflictRow | None
    """For a decision that came second: the conflict as somebody else has decided it."""
    visit_id: str


class ConflictsView:
    """Looks at conflicts; everything in words a clerk may see."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(self, reader: str = "") -> tuple[ConflictRow, ...]:
        """List what is open, the oldest first, then what was decided last, as a reader may see it."""
        with self._store.look() as session:
            waiting = select(Conflict).where(Conflict.decision == Decision.OPEN)
            found = list(session.execute(waiting.order_by(Conflict.acted_at).limit(_MOST)).scalars())
            done = select(Conflict).where(Conflict.decision != Decision.OPEN)
            found += session.execute(done.order_by(Conflict.decided_at.desc()).limit(_LATEST)).scalars()
            matters = [conflict for conflict in found if tries.is_matter(session, conflict)]
            return (*_unheard_rows(session, reader), *_rows(session, matters, reader))

    def conflict(self, key: str, reader: str = "") -> ConflictCard:
        """Show one conflict; refuses with Missing."""
        with self._store.look() as session:
            conflict = session.get(Conflict, key)
            if conflict is not None:
                return _card(session, conflict, reader)
            entry = next((e for e in tries.unheard(session) if e.txn == key), None)
            if entry is None:
                raise Missing(Conflict.__tablename__, key)
            parts = _refused_parts(session, entry.changes, tries.stumbled_on(entry), "", None, reader)
            veil = Veil(session, reader, entry.changes)
            row = _unheard_row(entry, _names_for(session, [], [entry], reader), veil)
            return ConflictCard(row, parts, None, (), (), None, _visit_in(entry.changes))


def _rows(session: Session, conflicts: list[Conflict], reader: str) -> list[ConflictRow]:
    names = _names_for(session, conflicts, [], reader)
    on_way = _on_way(session)
    return [
        _row(conflict, names, on_way, Veil(session, reader, tries.changes_of(conflict)))
        for conflict in conflicts
    ]


def _row(conflict: Conflict, names: Names, on_way: frozenset[str], veil: Veil) -> ConflictRow:
    table, key = _subject(conflict)
    return ConflictRow(
        key=conflict.id,
        kind=conflict.kind,
        use_case=conflict.use_case,
        acted_at=conflict.acted_at,
        actor_id=conflict.actor_id,
        actor=_person(names, conflict.actor_id),
        terminal=conflict.terminal,
        table=table,
        name=names.get((table, key)) or _name_wanted(conflict, table, veil),
        column=conflict.column_name,
        reason=conflict.reason,
        code=str((conflict.facts or {}).get("code") or ""),
        decision=conflict.decision,
        decided_at=conflict.decided_at,
        decided_by=_person(names, conflict.decided_by),
        note=conflict.decision_note,
        is_on_way=conflict.id in on_way,
    )


def _unheard_rows(session: Session, reader: str) -> list[ConflictRow]:
    entries = tries.unheard(session)
    names = _names_for(session, [], entries, reader)
    return [_unheard_row(entry, names, Veil(session, reader, entry.changes)) for entry in entries]


def _unheard_row(entry: OutboxEntry, names: Names, veil: Veil) -> ConflictRow:
    answer = entry.answer or {}
    heart = _heart(entry.changes, tries.stumbled_on(entry))
    return ConflictRow(
        key=entry.txn,
        kind=ConflictKind.REFUSED,
        use_case=entry.use_case,
        acted_at=entry.made_at,
        actor_id=entry.actor_id,
        actor=_person(names, entry.actor_id),
        terminal=None,
        table=heart["table"],
        name=names.get((heart["table"], heart["key"]))
        or title_in(veil.row(heart["table"], heart["key"], heart["new"])),
        column=str(answer.get("column") or ""),
        reason=str(answer.get("constraint") or answer.get("reason") or ""),
        code=str(answer.get("code") or ""),
        is_heard=False,
    )


def _card(session: Session, conflict: Conflict, reader: str) -> ConflictCard:
    vain = _tries_of(session, conflict)
    origin, root = _origin(session, conflict), _root(conflict)
    # What was built on a try went down with the try; here it goes with what was tried.
    built_on = Conflict.because_of.in_([conflict.id, *(refused.id for refused in vain)])
    along = session.execute(select(Conflict).where(built_on).order_by(Conflict.acted_at)).scalars()
    went_along = [found for found in along if tries.is_matter(session, found)]
    named = session.execute(select(Conflict).where(Conflict.id.in_([origin, root]))).scalars()
    rows = {row.key: row for row in _rows(session, [conflict, *went_along, *named], reader)}
    return ConflictCard(
        row=rows[conflict.id],
        parts=_parts(session, conflict, reader),
        goes_with=rows.get(origin),
        took_along=tuple(rows[found.id] for found in went_along),
        tries=_failed(session, vain, reader),
        rival_decision=rows.get(root),
        visit_id=_visit_in(conflict.wanted) if conflict.kind is ConflictKind.REFUSED else "",
    )


def _origin(session: Session, conflict: Conflict) -> str:
    """Name the conflict it goes with; of one that was only tried again, the one that was tried."""
    found = session.get(Conflict, conflict.because_of)
    return conflict.because_of if found is None or tries.is_matter(session, found) else _root(found)


def _root(conflict: Conflict) -> str:
    within = tries.try_in(conflict.wanted) if conflict.kind is ConflictKind.REFUSED else None
    return within.root if within else ""


def _tries_of(session: Session, conflict: Conflict) -> list[Conflict]:
    """Bring the refused decisions about a conflict, the latest first."""
    about = func.json_each(Conflict.subjects).table_valued("value")
    query = (
        select(Conflict)
        .join(about, about.c.value == f"{tries.TABLE}:{conflict.id}")
        .where(Conflict.kind == ConflictKind.REFUSED)
        .order_by(Conflict.acted_at.desc())
    )
    return [refused for refused in session.execute(query).scalars() if _root(refused) == conflict.id]


def _failed(session: Session, vain: list[Conflict], reader: str) -> tuple[FailedTry, ...]:
    names = _names_for(session, vain, [], reader)
    return tuple(
        FailedTry(within.decision, refused.acted_at, _person(names, refused.actor_id), refused.reason)
        for refused in vain
        if (within := tries.try_in(refused.wanted)) is not None
    )


def _parts(session: Session, conflict: Conflict, reader: str) -> tuple[Part, ...]:
    if conflict.kind is ConflictKind.OVERWRITTEN:
        return (_overwritten_part(session, conflict, reader),)
    changes = tries.carried(conflict.wanted)
    return _refused_parts(session, changes, conflict.table_name, conflict.key, conflict.kept, reader)


def _overwritten_part(session: Session, conflict: Conflict, reader: str) -> Part:
    table, column = conflict.table_name, conflict.column_name
    today = row_of(session, table, conflict.key)
    now = conflict.kept if today is None else today.get(column)
    keys: Keys = set()
    for value in (conflict.wanted, conflict.kept, now):
        keys |= keys_in(table, {column: value})
    names = names_of(session, keys | {(table, conflict.key)}, reader)
    mine, theirs = shown_beside(table, column, *distinct(conflict.wanted, conflict.kept), names)
    is_hidden = Veil(session, reader).hides(table, conflict.key, column)
    if is_hidden:
        mine = theirs = None
    line = Line(
        column=column,
        mine=mine,
        theirs=theirs,
        differs=conflict.wanted != conflict.kept,
        now=None if is_hidden else shown(table, column, now, names),
        is_moved_on=now != conflict.kept,
    )
    name = names.get((table, conflict.key), Named(table))
    return Part(table, is_new=False, name=name, lines=(line,), is_here=today is not None)


def _refused_parts(
    session: Session,
    changes: list[dict[str, Any]],
    table: str,
    key: str,
    kept: dict[str, Any] | None,
    reader: str,
) -> tuple[Part, ...]:
    veil = Veil(session, reader, changes)
    return tuple(
        _refused_part(
            session, change, kept if (change["table"], change["key"]) == (table, key) else None, veil
        )
        for change in changes
    )


def _refused_part(session: Session, change: dict[str, Any], kept: dict[str, Any] | None, veil: Veil) -> Part:
    table, is_new = change["table"], change["op"] == "insert"
    today = row_of(session, table, change["key"])
    has_rival = kept is not None and kept.get("id") != change["key"]
    theirs = (row_of(session, table, str(kept["id"])) or kept) if has_rival and kept else today or kept
    # Beside a rival the whole record is wanted: a moved booking is told by the room it stands in. Columns
    # that move together are told together, also those that stay as they are.
    mine = (today or {} if has_rival else companions(table, change["new"], today)) | change["new"]
    mine = veil.row(table, change["key"], mine)
    named = veil.row(table, change["key"], (today or {}) | change["new"])
    if theirs is not None:
        theirs = veil.row(table, str(theirs.get("id") or change["key"]), theirs)
    beside = theirs or {}
    names = names_of(session, keys_in(table, mine) | keys_in(table, beside), veil.reader)
    columns = shown_columns(table, mine, beside) if has_rival else shown_columns(table, mine)
    columns += [name for name in shown_columns(table, beside) if name in mine and name not in columns]
    return Part(
        table=table,
        is_new=is_new,
        name=title_in(named),
        lines=tuple(_line(table, name, mine.get(name), theirs, names) for name in columns),
        rival=title_in(theirs) if has_rival and theirs else None,
        is_here=theirs is not None,
    )


def _line(table: str, column: str, mine: Any, theirs: Mapping[str, Any] | None, names: Names) -> Line:
    held = None if theirs is None else theirs.get(column)
    left, right = shown_beside(table, column, *distinct(mine, held), names)
    return Line(
        column=column,
        mine=left,
        theirs=right,
        differs=theirs is not None and (mine or None) != (held or None),
    )


def _names_for(
    session: Session, conflicts: Iterable[Conflict], entries: Iterable[OutboxEntry], reader: str
) -> Names:
    keys: Keys = set()
    for conflict in conflicts:
        keys |= {(STAFF, conflict.actor_id), (STAFF, conflict.decided_by)}
        keys.add(_subject(conflict))
    for entry in entries:
        keys.add((STAFF, entry.actor_id))
        keys |= {(change["table"], change["key"]) for change in entry.changes}
    return names_of(session, keys, reader)


def _subject(conflict: Conflict) -> tuple[str, str]:
    """Name the record it is about; of a decision that came second, what it carried."""
    if conflict.table_name == tries.TABLE and conflict.kind is ConflictKind.REFUSED:
        for change in tries.carried(conflict.wanted):
            return change["table"], change["key"]
    return conflict.table_name, conflict.key


def _name_wanted(conflict: Conflict, table: str, veil: Veil) -> Named:
    """Name the record by what was wanted, where it is not here."""
    if conflict.kind is not ConflictKind.REFUSED or not tries.carried(conflict.wanted):
        return Named(table)
    heart = _heart(tries.carried(conflict.wanted), table)
    return title_in(veil.row(heart["table"], heart["key"], heart["new"]))


def _heart(changes: list[dict[str, Any]], table: str) -> dict[str, Any]:
    return next((change for change in changes if change["table"] == table), changes[0])


def _person(names: Names, staff_id: str) -> str:
    found = names.get((STAFF, staff_id))
    return found.name if found else ""


def _visit_in(changes: list[dict[str, Any]]) -> str:
    return next((str(c["new"]["visit_id"]) for c in changes if c["new"].get("visit_id")), "")


def _on_way(session: Session) -> frozenset[str]:
    """Name the conflicts whose decision has not reached the centre."""
    waits = OutboxEntry.state.not_in((Sending.ACCEPTED, Sending.REFUSED))
    query = select(OutboxEntry.changes).where(waits, OutboxEntry.use_case.in_(DECIDING))
    found = (tries.try_in(changes) for changes in session.execute(query).scalars())
    return frozenset(within.root for within in found if within is not None)
