"""What a person decides about a conflict: each one transaction, synchronised and audited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.confirm import Confirm
from app.kernel.errors import Refusal
from app.security.actors import Actor, Permission
from app.storage.base import Base, Policy, Record
from app.storage.plain import class_of, plain, typed
from app.storage.store import Store, Work
from app.sync.entities import Conflict
from app.sync.states import ConflictKind, Decision
from app.sync.tries import carried
from app.sync.values import STAFF, names_of, target_of

_ROOTS = frozenset({"id", "hall_id", "made_at"})


@dataclass(eq=False)
class AlreadyDecided(Refusal):
    """Somebody has decided this conflict before."""

    decided_by: str
    decided_at: int
    decision: Decision


@dataclass(eq=False)
class CannotSendAgain(Refusal):
    """What was wanted cannot be laid on what is here today. ``problem`` is a word of a fixed list:
    needed_missing, append_only, central_only, unknown_here.
    """

    table: str
    key: str
    problem: str


class ConflictDesk:
    """Decides conflicts. A decision is final; what it wants anew may be refused anew and is told then."""

    def __init__(self, store: Store, confirm: Confirm) -> None:
        self._store = store
        self._confirm = confirm

    def take_theirs(self, key: str, *, actor: Actor, note: str = "") -> Outcome[None]:
        """Leave it at what the centre has. Refuses with AlreadyDecided, Forbidden, Missing.

        Everybody may leave their own at that: a clerk who was told at once that the room is taken.
        """
        with self._store.change(actor, "take_theirs") as work:
            if work.get(Conflict, key).actor_id != actor.staff_id:
                actor.must(Permission.DECIDE_CONFLICT)
            _decide(work, key, Decision.TOOK_THEIRS, note)
        return work.outcome(None)

    def make_new(self, key: str, *, actor: Actor, note: str = "") -> Outcome[None]:
        """Note that it is done anew by hand. Refuses with AlreadyDecided, Forbidden, Missing."""
        actor.must(Permission.DECIDE_CONFLICT)
        with self._store.change(actor, "make_new") as work:
            _decide(work, key, Decision.MADE_NEW, note)
        return work.outcome(None)

    def submit_again(self, key: str, *, actor: Actor, note: str = "") -> Outcome[None]:
        """Lay what was wanted on the rows of today, and have the centre confirm it.

        Decision and rows are one transaction: the centre takes both or refuses both, and then the conflict
        is open as before. Refuses with AlreadyDecided, CannotSendAgain, Forbidden, Missing, and WrongStep
        where a row has gone on to a state that does not lead to the one that was wanted.
        """
        actor.must(Permission.DECIDE_CONFLICT)
        with self._store.change(actor, "submit_again") as work:
            conflict = _decide(work, key, Decision.SENT_AGAIN, note)
            conflict.again_txn = work.foretold_txn()
            # First of all: where somebody else was quicker, the centre stumbles on the decision and says so.
            work.session.flush()
            for change in _in_order(_wishes(conflict)):
                _lay(work, change)
                work.session.flush()
        outcome = work.outcome(None)
        return outcome.confirmed(self._confirm.ask(outcome.txn)) if outcome.txn else outcome


def _decide(work: Work, key: str, decision: Decision, note: str) -> Conflict:
    conflict = work.get(Conflict, key)
    if conflict.decision is not Decision.OPEN:
        who = names_of(work.session, {(STAFF, conflict.decided_by)}).get((STAFF, conflict.decided_by))
        raise AlreadyDecided(who.name if who else "", conflict.decided_at or 0, conflict.decision)
    conflict.decide(decision, work.actor.staff_id, work.now, note.strip())
    return conflict


def _wishes(conflict: Conflict) -> list[dict[str, Any]]:
    """Give the changes that were wanted; decisions about other conflicts are not made again."""
    if conflict.kind is ConflictKind.REFUSED:
        return carried(conflict.wanted)
    new = {conflict.column_name: conflict.wanted}
    return [{"table": conflict.table_name, "key": conflict.key, "op": "update", "new": new}]


def _in_order(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put rows that others name before those that name them."""
    places = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    return sorted(changes, key=lambda change: places.get(change["table"], len(places)))


def _lay(work: Work, change: dict[str, Any]) -> None:
    table, key = change["table"], change["key"]
    kind = class_of(table)
    if kind is None:
        raise CannotSendAgain(table, key, "unknown_here")
    values = _typed_values(kind, key, change["new"])
    _need(work.session, table, change["new"])
    row = work.session.get(kind, key)
    if row is not None:
        _overwrite(kind, row, {name: value for name, value in values.items() if name not in _ROOTS})
    elif change["op"] == "insert":
        made_at = values["made_at"]
        # It is the record of then, not one of today.
        work.add(kind(**values)).made_at = made_at
    else:
        raise CannotSendAgain(table, key, "needed_missing")


def _typed_values(kind: type[Record], key: str, new: dict[str, Any]) -> dict[str, Any]:
    columns = Base.metadata.tables[kind.__tablename__].c
    try:
        return {name: typed(columns[name], value) for name, value in new.items()}
    except (KeyError, ValueError) as error:
        # A newer terminal wrote a column or a word that this program does not know.
        raise CannotSendAgain(kind.__tablename__, key, "unknown_here") from error


def _need(session: Session, table: str, new: dict[str, Any]) -> None:
    """Refuse when a record that is named is not here."""
    for name, value in new.items():
        target = target_of(table, name)
        named = class_of(target) if target and value is not None else None
        if named is not None and session.get(named, value) is None:
            raise CannotSendAgain(target, str(value), "needed_missing")


def _overwrite(kind: type[Record], row: Record, values: dict[str, Any]) -> None:
    policy: Policy = Base.metadata.tables[kind.__tablename__].info["sync"]
    if policy.append_only:
        raise CannotSendAgain(kind.__tablename__, row.id, "append_only")
    own = {name: value for name, value in values.items() if name not in policy.central}
    if values and not own:
        raise CannotSendAgain(kind.__tablename__, row.id, "central_only")
    for name, value in own.items():
        today = getattr(row, name)
        if plain(today) == plain(value):
            continue
        if name in policy.steps:
            policy.steps[name].check(today, value)
        setattr(row, name, value)
