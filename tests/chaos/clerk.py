"""A clerk who works without pause: what people at a counter do, in small."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import func, select

from app.kernel.confirm import Verdict
from app.kernel.ids import new_key
from app.storage.base import Record
from app.storage.store import Store, Work
from app.sync.confirm import CentreConfirm
from app.sync.entities import Conflict, Decision
from tests.chaos.journal import Journal, Line
from tests.chaos.market import DAY, HOURS, NUMBERED, PERSONS, ROOMS, SERIES, Purse, person_key
from tests.sync.small_market import HOUR, START, SmallBooking, SmallGuest, SmallPerson, SmallPrint
from tests.sync.small_market import Clerk as Staff

R = TypeVar("R", bound=Record)
NAMES = ("王伟", "李娜", "张敏", "刘洋", "陈静", "杨磊", "赵倩", "黄勇")
MOST_FEN = 1_000_000_000
"""Amounts are so large that two transfers by chance the same do not happen."""


class Clerk:
    """Does one thing after another and swears to each that the store says it has saved."""

    def __init__(self, store: Store, confirm: CentreConfirm, journal: Journal, chance: random.Random) -> None:
        self._store = store
        self._confirm = confirm
        self._journal = journal
        self._chance = chance
        self._acts: tuple[tuple[int, Callable[[Work], bool]], ...] = (
            (30, self._move_money),
            (14, self._book),
            (8, self._change_booking),
            (4, self._end_booking),
            (10, self._add_guest),
            (10, self._change_guest),
            (10, self._write_down_person),
            (8, self._print),
            (3, self._decide),
        )

    def act(self) -> str | None:
        """Do something in one transaction; gives its identity, or None where there was nothing to do."""
        if self._chance.random() < 0.08:
            return self._print_numbered()
        weights = [weight for weight, _ in self._acts]
        doing = self._chance.choices([doing for _, doing in self._acts], weights)[0]
        txn = self._saved(doing)
        if txn is not None and doing == self._book and self._chance.random() < 0.5:
            self._ask(txn)
        return txn

    def _saved(self, doing: Callable[[Work], bool]) -> str | None:
        name = doing.__name__.strip("_")
        with self._store.change(Staff(), name) as work:
            if not doing(work):
                return None
        if work.txn is None:
            return None
        rows = sorted(f"{table}:{key}" for table, key in work.changes.rows)
        self._journal.swear(Line.SAVED, txn=work.txn, act=name, rows=rows)
        return work.txn

    def _ask(self, txn: str) -> None:
        verdict = self._confirm.ask(txn).verdict
        if verdict in (Verdict.CONFIRMED, Verdict.REFUSED):
            self._journal.swear(Line.VERDICT, txn=txn, verdict=verdict)

    def _print_numbered(self) -> str | None:
        number = self._confirm.number(SERIES, DAY)
        if number is None:
            return None
        self._journal.swear(Line.NUMBER, number=number)

        def print_numbered(work: Work) -> bool:
            work.add(SmallPrint(title=f"{NUMBERED}{number}"))
            return True

        return self._saved(print_numbered)

    # --- what is done ------------------------------------------------------------------------------

    def _move_money(self, work: Work) -> bool:
        keys = list(work.session.execute(select(Purse.id)).scalars())
        if len(keys) < 3:
            return False
        fen = self._chance.randint(1, MOST_FEN)
        chosen = [work.get(Purse, key) for key in self._chance.sample(keys, self._chance.choice((2, 2, 3)))]
        for purse in chosen[1:]:
            chosen[0].fen -= fen
            purse.fen += fen
        return True

    def _book(self, work: Work) -> bool:
        hour, length = self._chance.randrange(HOURS), self._chance.randint(1, 3)
        starts_at = START + hour * HOUR
        room = self._chance.choice(ROOMS)
        made = SmallBooking(
            id=new_key(),
            room=room,
            starts_at=starts_at,
            ends_at=starts_at + length * HOUR,
            title=self._word(),
        )
        work.add(made)
        for name in self._chance.sample(NAMES, self._chance.randint(0, 3)):
            work.add(SmallGuest(booking_id=made.id, name=name, tags=[self._word()]))
        return True

    def _change_booking(self, work: Work) -> bool:
        found = self._any(work, SmallBooking)
        if found is None:
            return False
        if self._chance.random() < 0.4:
            found.starts_at += HOUR
            found.ends_at += HOUR
        else:
            found.note = self._word()
        return True

    def _end_booking(self, work: Work) -> bool:
        found = self._any(work, SmallBooking)
        if found is None:
            return False
        found.ended_at, found.end_reason = work.now, "cancelled"
        return True

    def _add_guest(self, work: Work) -> bool:
        found = self._any(work, SmallBooking)
        if found is None:
            return False
        born = dt.date(1970, 1, 1) + dt.timedelta(days=self._chance.randrange(12_000))
        work.add(SmallGuest(booking_id=found.id, name=self._chance.choice(NAMES), born=born))
        return True

    def _change_guest(self, work: Work) -> bool:
        found = self._any(work, SmallGuest)
        if found is None:
            return False
        change = self._chance.randrange(4)
        if change == 0:
            found.visits += 1
        elif change == 1:
            found.is_vip = not found.is_vip
        elif change == 2:
            found.tags = [*found.tags, self._word()]
        else:
            found.name = self._chance.choice(NAMES)
        return True

    def _write_down_person(self, work: Work) -> bool:
        key = person_key(self._chance.randrange(PERSONS))
        known = work.session.get(SmallPerson, key)
        if known is None:
            phone = self._word() if self._chance.random() < 0.5 else None
            work.add(SmallPerson(id=key, name=self._chance.choice(NAMES), phone=phone))
        else:
            known.phone = self._word()
        return True

    def _print(self, work: Work) -> bool:
        work.add(SmallPrint(title=self._word()))
        return True

    def _decide(self, work: Work) -> bool:
        found = self._any(work, Conflict, Conflict.decision == Decision.OPEN)
        if found is None:
            return False
        found.decision, found.decided_at = Decision.TOOK_THEIRS, work.now
        found.decided_by, found.decision_note = work.actor.staff_id, self._word()
        return True

    def _any(self, work: Work, kind: type[R], *wanted: object) -> R | None:
        query = select(kind).where(kind.ended_at.is_(None), *wanted)  # type: ignore[arg-type]
        return work.session.execute(query.order_by(func.random()).limit(1)).scalar_one_or_none()

    def _word(self) -> str:
        return f"{self._chance.getrandbits(48):012x}"
