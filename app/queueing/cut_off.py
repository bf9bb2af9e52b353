"""Whether the centre can be asked who has which visitor, and what may be called while it cannot.

A call that asked the centre stands in the outbox as ``call_next`` or ``call_chosen``. Until its verdict is
known nobody hears of it, and after a sudden end of the program it is still seen that it was never known. A
call that was made without the centre is ``call_alone`` and heard at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, cast, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from app.queueing.entities import Call, Duty, Ticket
from app.storage.outbox import LocalFact, OutboxEntry, Sending, read_fact, write_fact
from app.sync.facts import LAST_SUCCESS, TERMINAL_ROLE, TROUBLE

CALL_NEXT, CALL_CHOSEN, CALL_ALONE = "call_next", "call_chosen", "call_alone"
UNDO_CALL = "undo_call"
"""A call nobody heard of is undone: the centre could not be asked about it."""
ASKING = (CALL_NEXT, CALL_CHOSEN)
YIELDING_CASES = (CALL_NEXT, CALL_CHOSEN, UNDO_CALL)
"""Refused, they have gone on by themselves: another window was quicker, and the clerk was told."""
TAKE_NUMBER = "take_number"
SHARED_SINCE = "line_shared_since"
"""The last contact as it was when the clerk shared the line; another contact ends the sharing."""
_NEVER = -1
_UNDECIDED = (Sending.WAITING, Sending.PARKED)


@dataclass(frozen=True)
class Standing:
    """How this terminal stands: whether it is cut off, since when, and whether windows share the line."""

    is_cut: bool
    last_contact: int | None
    is_shared: bool


@dataclass(frozen=True)
class WindowsOnDuty:
    """The windows with somebody on duty, and those of them that are paused."""

    window_ids: frozenset[str]
    paused: frozenset[str]


def standing_column() -> ColumnElement[Any]:
    """Give the standing as a column of another question; ``read_standing`` reads it."""
    pairs = func.json_group_object(LocalFact.name, func.json(LocalFact.value))
    names = (TERMINAL_ROLE, TROUBLE, LAST_SUCCESS, SHARED_SINCE)
    return select(pairs).where(LocalFact.name.in_(names)).scalar_subquery().label("standing")


def read_standing(text: str) -> Standing:
    """Read what ``standing_column`` gave."""
    facts = json.loads(text)
    is_cut = facts.get(TERMINAL_ROLE) is not None and bool(facts.get(TROUBLE))
    contact = facts.get(LAST_SUCCESS)
    shared = facts.get(SHARED_SINCE)
    is_shared = shared is not None and shared == (_NEVER if contact is None else contact)
    return Standing(is_cut, contact, is_shared)


def duty_column() -> ColumnElement[Any]:
    """Give who is on duty as a column of another question; ``read_duty`` reads it."""
    pairs = func.json_group_object(Duty.window_id, Duty.is_paused)
    return select(pairs).where(Duty.ended_at.is_(None)).scalar_subquery().label("duty")


def read_duty(text: str) -> WindowsOnDuty:
    """Read what ``duty_column`` gave."""
    windows: dict[str, int] = json.loads(text)
    return WindowsOnDuty(frozenset(windows), frozenset(w for w, is_paused in windows.items() if is_paused))


def sharing_column() -> ColumnElement[Any]:
    """Give, as a column, the windows that share the line: those every terminal knew to be on duty at the cut.

    Whoever came or left since is known here alone, and lists that differ would call one visitor twice.
    """
    contact = func.coalesce(
        select(LocalFact.value).where(LocalFact.name == LAST_SUCCESS).scalar_subquery(), 0
    )
    at_the_cut = (
        Duty.version.is_not(None),
        or_(Duty.ended_at.is_(None), Duty.ended_at > cast(contact, Integer)),
    )
    return select(func.json_group_array(Duty.window_id)).where(*at_the_cut).scalar_subquery().label("sharing")


def own_column(*, is_cut: bool) -> ColumnElement[bool]:
    """Tell, as a column beside a ticket, whether no other terminal can know of it.

    It was made here and has not gone up. Its number was not the centre's either: where the line broke between
    the centre's commit and its answer, the ticket may be in the others' lists already.
    """
    made_here = _tickets_on_their_way(OutboxEntry.use_case == TAKE_NUMBER)
    return _where_cut(Ticket.id.in_(made_here) & Ticket.number.contains("-"), is_cut).label("is_own")


def changed_column(*, is_cut: bool) -> ColumnElement[bool]:
    """Tell, as a column beside a ticket, whether the others know it otherwise: in another line, or served."""
    harmless = (TAKE_NUMBER, *ASKING, "put_back")
    changed = Ticket.id.in_(_tickets_on_their_way(OutboxEntry.use_case.not_in(harmless)))
    return _where_cut(changed, is_cut).label("is_changed")


def _where_cut(answer: ColumnElement[bool], is_cut: bool) -> ColumnElement[bool]:
    # Only then it is asked; reading the changesets of a day takes longer than everything else in a call.
    has_trouble = exists().where(LocalFact.name == TROUBLE, LocalFact.value != "")
    return case((or_(literal(is_cut), has_trouble), answer), else_=False)


def _tickets_on_their_way(condition: ColumnElement[bool]) -> Select[Any]:
    change = func.json_each(OutboxEntry.changes).table_valued("value")
    return (
        select(func.json_extract(change.c.value, "$.key"))
        .select_from(OutboxEntry)
        .join(change, func.json_extract(change.c.value, "$.table") == Ticket.__tablename__)
        .where(OutboxEntry.state.in_(_UNDECIDED), condition)
    )


def share_line(session: Session) -> None:
    """Keep in mind, until the next contact, that the whole hall is cut off."""
    contact = read_fact(session, LAST_SUCCESS)
    write_fact(session, SHARED_SINCE, _NEVER if contact is None else contact)


def withheld_calls(session: Session) -> dict[str, str]:
    """Give the calls nobody may hear of yet, each with the transaction whose verdict is not known."""
    if read_fact(session, TERMINAL_ROLE) is None:
        return {}
    query = select(OutboxEntry.txn, OutboxEntry.changes).where(
        OutboxEntry.state.in_(_UNDECIDED), OutboxEntry.use_case.in_(ASKING)
    )
    return {
        change["key"]: txn
        for txn, changes in session.execute(query)
        for change in changes
        if change["table"] == Call.__tablename__ and change["op"] == "insert"
    }
