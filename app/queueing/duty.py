"""Windows with somebody on duty, paused for a while, left."""

from __future__ import annotations

from sqlalchemy import select

from app.kernel.changes import Outcome
from app.kernel.ids import new_key
from app.queueing.entities import Duty
from app.queueing.refusals import NoWindow
from app.security.actors import Actor, Permission
from app.storage.store import Store, Work


class WindowDuty:
    """Who is on duty at which window. Windows on duty share the line when the hall is cut off."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, actor: Actor) -> Outcome[None]:
        """Come on duty at one's window; whoever was there before has left. Refuses with NoWindow."""
        window_id = window_of(actor)
        with self._store.change(actor, "begin_duty") as work:
            for duty in _at(work, window_id):
                duty.ended_at, duty.end_reason = work.now, "relieved"
            work.session.flush()
            duty = Duty(id=new_key(), window_id=window_id, staff_id=actor.staff_id, began_at=work.now)
            work.add(duty)
        return work.outcome(None)

    def pause(self, actor: Actor) -> Outcome[None]:
        """Call nobody for a while; the window stays manned."""
        return self._set_paused(actor, "pause_duty", is_paused=True)

    def resume(self, actor: Actor) -> Outcome[None]:
        """Call again; comes on duty where nobody was."""
        return self._set_paused(actor, "resume_duty", is_paused=False)

    def end(self, actor: Actor) -> Outcome[None]:
        """Leave the window."""
        window_id = window_of(actor)
        with self._store.change(actor, "end_duty") as work:
            for duty in _at(work, window_id):
                duty.ended_at, duty.end_reason = work.now, "left"
        return work.outcome(None)

    def leave(self, actor: Actor) -> Outcome[None]:
        """End the duty of somebody who signs out; nothing where it is not theirs."""
        mine = (Duty.window_id == actor.window_id, Duty.staff_id == actor.staff_id)
        query = select(Duty).where(*mine, Duty.ended_at.is_(None))
        with self._store.look() as session:
            if session.execute(query.limit(1)).first() is None:
                return Outcome(None)
        with self._store.change(actor, "end_duty") as work:
            for duty in work.session.execute(query).scalars():
                duty.ended_at, duty.end_reason = work.now, "left"
        return work.outcome(None)

    def _set_paused(self, actor: Actor, use_case: str, *, is_paused: bool) -> Outcome[None]:
        window_id = window_of(actor)
        with self._store.change(actor, use_case) as work:
            found = _at(work, window_id)
            for duty in found:
                duty.is_paused = is_paused
            if not found:
                work.add(
                    Duty(
                        id=new_key(),
                        window_id=window_id,
                        staff_id=actor.staff_id,
                        began_at=work.now,
                        is_paused=is_paused,
                    )
                )
        return work.outcome(None)


def window_of(actor: Actor) -> str:
    """Tell the window of somebody who may call; refuses with Forbidden, NoWindow."""
    actor.must(Permission.CALL)
    if actor.window_id is None:
        raise NoWindow()
    return actor.window_id


def _at(work: Work, window_id: str) -> list[Duty]:
    query = select(Duty).where(Duty.window_id == window_id, Duty.ended_at.is_(None))
    return list(work.session.execute(query).scalars())


def end_all(work: Work) -> None:
    """Let every window end its duty in an open transaction: the day is closed."""
    for duty in work.session.execute(select(Duty).where(Duty.ended_at.is_(None))).scalars():
        duty.ended_at, duty.end_reason = work.now, "day_closed"
