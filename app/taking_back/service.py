"""Taking back what a clerk did today, and doing it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from app.kernel.changes import Outcome
from app.kernel.clock import day_bounds, day_of
from app.kernel.confirm import Confirm, Verdict
from app.kernel.errors import Refusal
from app.security.actors import Actor
from app.storage.reversing import REVERSED, Change, Turn, Turned, reverse
from app.storage.store import Store, Work
from app.taking_back.as_left import Look, look_at
from app.taking_back.day import Day, Done, read_entries
from app.taking_back.diary import Diary
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

    def question(self, change: Change, beside: tuple[str, ...]) -> ColumnElement[Any] | None:
        """Ask what must be known, in the statement that brings the rows; None: nothing.

        beside: the keys of all rows of its table that are reversed together.
        """
        ...

    def follow(self, work: Work, key: str, turn: Turn, answer: Any) -> None:
        """Do it in the same transaction; ``answer`` is None where nothing was asked."""
        ...


class TakingBack:
    """The way back from every action of the day that has one."""

    def __init__(self, store: Store, confirm: Confirm, zone: str, effects: Mapping[str, Effect]) -> None:
        self._store = store
        self._confirm = confirm
        self._zone = zone
        self._effects = effects
        self._diary = Diary(store, zone)

    def actions(self, actor: Actor, limit: int = 200) -> tuple[ActionRow, ...]:
        """List what a member of staff did at this terminal today, newest first."""
        with self._store.look() as session:
            since, _ = day_bounds(day_of(self._store.clock.now(), self._zone), self._zone)
            day = Day(read_entries(session, since))
            mine = [entry for entry in day.newest_first() if _is_listed(entry, actor)][:limit]
            subjects = {entry.txn: subject_of(session, entry) for entry in mine}
            names = names_of(session, subjects.values(), actor.staff_id)
            return tuple(_row(day, entry, subjects[entry.txn], names) for entry in mine)

    def take_back_last(self, *, actor: Actor) -> Outcome[TakenBack]:
        """Take back the newest action that stands. Refuses with NothingToTakeBack, and like take_back."""
        return self._reverse(actor, _last_of)

    def take_back(self, txn: str, *, actor: Actor) -> Outcome[TakenBack]:
        """Reverse a transaction of today as a whole; that of a taking back: do it again.

        Refuses with NotToday, NotRegrettable, Forbidden, TakenBackAlready, BuiltUpon, with RoomTaken,
        RoomNotGiven, RoomTooSmall and WindowBusy where what was had is not to be had any more, and by the
        centre's word with CentreKeepsIt.
        """

        def chosen(day: Day, actor: Actor) -> Done:
            entry = day.get(txn)
            if entry is None or entry.actor_id != actor.staff_id:
                raise NotToday()
            return entry

        return self._reverse(actor, chosen)

    def _reverse(self, actor: Actor, choose: Callable[[Day, Actor], Done]) -> Outcome[TakenBack]:
        with self._store.change(actor, TAKE_BACK) as work:
            found = self._found(work, actor, choose)
            entry, origin = found.entry, found.origin
            if not found.look.is_as_left:
                # Not from here: another terminal's change came with a pull.
                raise BuiltUpon(origin.use_case, "", None)
            subject = subject_of(work.session, origin)
            name = name_of(work.session, subject, actor.staff_id)
            self._follow(work, reverse(work, entry.changes), found.answers)
            work.subject(REVERSED, entry.txn)
            done = TakenBack(origin.use_case, subject[0], name, work.foretold_txn(), entry is not origin)
        outcome = work.outcome(done)
        confirmation = self._confirm.ask(outcome.txn or "")
        if confirmation.verdict is Verdict.REFUSED:
            raise CentreKeepsIt(origin.use_case, confirmation.reason)
        return outcome.confirmed(confirmation)

    def _found(self, work: Work, actor: Actor, choose: Callable[[Day, Actor], Done]) -> _Found:
        """Choose by the day as it is remembered, by the day as it stands where that is another."""
        session = work.session
        try:
            entry, origin = _checked(self._diary.today(session, work.now), actor, choose)
        except Refusal:
            day = self._diary.read(session, work.now)
            return self._looked_at(session, *_checked(day, actor, choose))
        found = self._looked_at(session, entry, origin)
        other = self._diary.learn(session, found.unheard)
        if other is None:
            return found
        entry, origin = _checked(other, actor, choose)
        return found if entry.txn == found.entry.txn else self._looked_at(session, entry, origin)

    def _looked_at(self, session: Session, entry: Done, origin: Done) -> _Found:
        asked: dict[tuple[str, str], ColumnElement[Any]] = {}
        for change in entry.changes:
            table = change["table"]
            if table in self._effects:
                beside = tuple(other["key"] for other in entry.changes if other["table"] == table)
                question = self._effects[table].question(change, beside)
                if question is not None:
                    asked[table, change["key"]] = question
        look = look_at(session, entry, (self._diary.unheard(), *asked.values()))
        unheard, *answers = look.answers
        return _Found(entry, origin, look, unheard, dict(zip(asked, answers, strict=True)))

    def _follow(self, work: Work, turned: tuple[Turned, ...], answers: Mapping[tuple[str, str], Any]) -> None:
        for row in turned:
            if row.table in self._effects:
                answer = answers.get((row.table, row.key))
                self._effects[row.table].follow(work, row.key, row.turn, answer)


@dataclass(frozen=True)
class _Found:
    """A transaction that can be reversed, and what its look told; ``origin`` is the action it is about."""

    entry: Done
    origin: Done
    look: Look
    unheard: str
    answers: Mapping[tuple[str, str], Any]


def _checked(day: Day, actor: Actor, choose: Callable[[Day, Actor], Done]) -> tuple[Done, Done]:
    entry = choose(day, actor)
    origin = _origin(day, entry)
    _check(day, entry, origin, actor)
    return entry, origin


def _check(day: Day, entry: Done, origin: Done, actor: Actor) -> None:
    regret = REGRETS.get(origin.use_case)
    if regret is None or entry.is_refused:
        raise NotRegrettable(origin.use_case)
    actor.must(regret.permission)
    if day.taken_back_by(entry) is not None:
        raise TakenBackAlready(origin.use_case)
    newer = day.built_upon_by(entry)
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
        if _is_listed(entry, actor) and not entry.is_refused and day.taken_back_by(entry) is None:
            return entry
    raise NothingToTakeBack()


def _is_listed(entry: Done, actor: Actor) -> bool:
    return entry.actor_id == actor.staff_id and entry.use_case not in ASIDE


def _row(day: Day, entry: Done, subject: Subject, names: Mapping[Subject, str]) -> ActionRow:
    newer = day.built_upon_by(entry)
    reversal = day.taken_back_by(entry)
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
