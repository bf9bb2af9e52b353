"""Taking back what a clerk did today, and doing it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.clock import day_bounds, day_of
from app.kernel.confirm import Confirm, Verdict
from app.security.actors import Actor
from app.storage.reversing import REVERSED, Turn, Turned, reverse
from app.storage.store import Store, Work
from app.taking_back.as_left import rows_as_left
from app.taking_back.day import Day, Done, read_day
from app.taking_back.naming import Subject, name_of, names_of, subject_of
from app.taking_back.refusals import (
    BuiltUpon,
    CentreKeepsIt,
    NothingToTakeBack,
    NotRegrettable,
    NotToday,
    TakenBackAlready,
)
from app.taking_back.regrets import ASIDE, REGRETS, TAKE_BACK


class Hindrance(StrEnum):
    """Why an action cannot be taken back as it stands."""

    NONE = "none"
    BUILT_UPON = "built_upon"
    NOT_REGRETTABLE = "not_regrettable"
    REFUSED = "refused"
    """The centre refused it; it never was."""


@dataclass(frozen=True)
class ActionRow:
    """An action of the day in the list."""

    txn: str
    use_case: str
    at: int
    about: str
    """The table of what it was about: ticket, person, organisation, booking, appointment, contract."""
    name: str
    """The ticket's number, a person's masked name, a title."""
    hindrance: Hindrance
    later: str
    """The use case that stands on it, where it is built upon."""
    later_at: int | None
    taken_back_by: str | None
    """The transaction that took it back; taking that one back does it again."""


@dataclass(frozen=True)
class TakenBack:
    """What was taken back, or done again (``is_again``), and the transaction that did it."""

    use_case: str
    about: str
    name: str
    txn: str
    is_again: bool


class Effect(Protocol):
    """What a reversed row brings with it: paper, a room that must be free. May refuse."""

    def follow(self, work: Work, key: str, turn: Turn) -> None:
        """Do it in the same transaction."""
        ...


class TakingBack:
    """The way back from every action of the day that has one."""

    def __init__(self, store: Store, confirm: Confirm, zone: str, effects: Mapping[str, Effect]) -> None:
        self._store = store
        self._confirm = confirm
        self._zone = zone
        self._effects = effects

    def actions(self, actor: Actor, limit: int = 200) -> tuple[ActionRow, ...]:
        """List what a member of staff did at this terminal today, newest first."""
        with self._store.look() as session:
            day = self._day(session)
            mine = [entry for entry in day.newest_first() if _is_listed(entry, actor)][:limit]
            subjects = {entry.txn: subject_of(session, entry) for entry in mine}
            names = names_of(session, subjects.values(), actor.staff_id)
            return tuple(_row(day, entry, subjects[entry.txn], names) for entry in mine)

    def take_back_last(self, *, actor: Actor) -> Outcome[TakenBack]:
        """Take back the newest action that stands. Refuses with NothingToTakeBack, and like take_back."""
        return self._reverse(actor, _last_of)

    def take_back(self, txn: str, *, actor: Actor) -> Outcome[TakenBack]:
        """Reverse a transaction of today as a whole; that of a taking back: do it again.

        Refuses with NotToday, NotRegrettable, Forbidden, TakenBackAlready, BuiltUpon, with RoomTaken and
        WindowBusy where somebody else is there now, and by the centre's word with CentreKeepsIt.
        """

        def chosen(day: Day, actor: Actor) -> Done:
            entry = day.get(txn)
            if entry is None or entry.actor_id != actor.staff_id:
                raise NotToday()
            return entry

        return self._reverse(actor, chosen)

    def _reverse(self, actor: Actor, choose: Callable[[Day, Actor], Done]) -> Outcome[TakenBack]:
        with self._store.change(actor, TAKE_BACK) as work:
            day = self._day(work.session)
            entry = choose(day, actor)
            origin = _origin(day, entry)
            _check(day, entry, origin, actor)
            # Held here, they are not read again.
            rows = rows_as_left(work.session, entry)
            if rows is None:
                # Not from here: another terminal's change came with a pull.
                raise BuiltUpon(origin.use_case, "", None)
            subject = subject_of(work.session, origin)
            name = name_of(work.session, subject, actor.staff_id)
            self._follow(work, reverse(work, entry.changes))
            work.subject(REVERSED, entry.txn)
            done = TakenBack(origin.use_case, subject[0], name, work.foretold_txn(), entry is not origin)
        outcome = work.outcome(done)
        confirmation = self._confirm.ask(outcome.txn or "")
        if confirmation.verdict is Verdict.REFUSED:
            raise CentreKeepsIt(origin.use_case, confirmation.reason)
        return outcome.confirmed(confirmation)

    def _day(self, session: Session) -> Day:
        since, _ = day_bounds(day_of(self._store.clock.now(), self._zone), self._zone)
        return read_day(session, since)

    def _follow(self, work: Work, turned: tuple[Turned, ...]) -> None:
        for row in turned:
            if row.table in self._effects:
                self._effects[row.table].follow(work, row.key, row.turn)


def _check(day: Day, entry: Done, origin: Done, actor: Actor) -> None:
    regret = REGRETS.get(origin.use_case)
    if regret is None or entry.is_refused:
        raise NotRegrettable(origin.use_case)
    actor.must(regret.permission)
    if entry.txn in day.taken_back_by:
        raise TakenBackAlready(origin.use_case)
    newer = day.built_upon.get(entry.txn)
    if newer is not None:
        raise BuiltUpon(origin.use_case, newer.use_case, newer.at)


def _origin(day: Day, entry: Done) -> Done:
    """Follow takings back to the action they are about."""
    while entry.takes_back is not None:
        reversed_entry = day.get(entry.takes_back)
        if reversed_entry is None:
            raise NotToday()
        entry = reversed_entry
    return entry


def _last_of(day: Day, actor: Actor) -> Done:
    for entry in day.newest_first():
        if _is_listed(entry, actor) and not entry.is_refused and entry.txn not in day.taken_back_by:
            return entry
    raise NothingToTakeBack()


def _is_listed(entry: Done, actor: Actor) -> bool:
    return entry.actor_id == actor.staff_id and entry.use_case not in ASIDE


def _row(day: Day, entry: Done, subject: Subject, names: Mapping[Subject, str]) -> ActionRow:
    newer = day.built_upon.get(entry.txn)
    reversal = day.taken_back_by.get(entry.txn)
    if entry.is_refused:
        hindrance = Hindrance.REFUSED
    elif entry.use_case not in REGRETS:
        hindrance = Hindrance.NOT_REGRETTABLE
    else:
        hindrance = Hindrance.BUILT_UPON if newer else Hindrance.NONE
    return ActionRow(
        txn=entry.txn,
        use_case=entry.use_case,
        at=entry.at,
        about=subject[0],
        name=names.get(subject, ""),
        hindrance=hindrance,
        later=newer.use_case if newer else "",
        later_at=newer.at if newer else None,
        taken_back_by=reversal.txn if reversal else None,
    )
