"""What clerks do at a terminal: each act one local transaction."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import select

from app.kernel.confirm import Confirmation
from app.kernel.errors import Refusal
from app.kernel.ids import new_key
from app.security.actors import Actor, Role
from app.storage.base import Record
from app.storage.store import Work
from app.sync.deciding import ConflictDesk
from app.sync.entities import Conflict
from app.sync.states import Decision
from tests.simulation.market import CASE_STEPS, Case, CaseState, Purse
from tests.simulation.terminal import SimTerminal
from tests.sync.small_market import SmallAccount, SmallBooking, SmallGuest, SmallPerson, SmallPrint

R = TypeVar("R", bound=Record)
Act = Callable[[Work, random.Random, bool], None]

REGISTRAR = Actor("00000000-0000-7000-8000-0000000000cc", "li", "李", Role.REGISTRAR)
ROOMS = "ABC"
HOURS = 12


class NothingToDo(Refusal):
    """There is no record for this act."""


class NoCentre:
    """The clerk does not wait for the centre."""

    def ask(self, txn: str) -> Confirmation:
        """Know nothing."""
        return Confirmation()

    def number(self, series: str, day: str) -> int | None:
        """Give none."""
        return None


def _some(work: Work, kind: type[R], chance: random.Random, *conditions: Any) -> R:
    query = select(kind).where(kind.hall_id == work.hall_id, *conditions).order_by(kind.id)
    found = list(work.session.execute(query).scalars())
    if not found:
        raise NothingToDo
    return chance.choice(found)


def transfer(work: Work, chance: random.Random, is_older: bool) -> None:
    """Move money between two purses."""
    purses = list(work.session.execute(select(Purse).order_by(Purse.id)).scalars())
    if len(purses) < 2:
        raise NothingToDo
    source, target = chance.sample(purses, 2)
    fen = chance.randint(1, 50)
    source.fen -= fen
    target.fen += fen


def book(work: Work, chance: random.Random, is_older: bool) -> None:
    """Book a room."""
    start = chance.randint(0, HOURS - 1)
    work.add(
        SmallBooking(
            room=chance.choice(ROOMS),
            starts_at=start,
            ends_at=start + chance.randint(1, 2),
            title=_word(chance),
        )
    )


def move_booking(work: Work, chance: random.Random, is_older: bool) -> None:
    """Give a booking another room or another hour."""
    row = _some(work, SmallBooking, chance, SmallBooking.ended_at.is_(None))
    if chance.random() < 0.5:
        row.room = chance.choice(ROOMS)
    else:
        row.starts_at = chance.randint(0, HOURS - 1)
        row.ends_at = row.starts_at + 1


def note_booking(work: Work, chance: random.Random, is_older: bool) -> None:
    """Write on a booking."""
    row = _some(work, SmallBooking, chance)
    if chance.random() < 0.5:
        row.title = _word(chance)
    else:
        row.note = _word(chance)


def end_booking(work: Work, chance: random.Random, is_older: bool) -> None:
    """Cancel a booking."""
    row = _some(work, SmallBooking, chance, SmallBooking.ended_at.is_(None))
    row.ended_at, row.end_reason = work.now, "cancelled"


def guest(work: Work, chance: random.Random, is_older: bool) -> None:
    """Add somebody to a booking, perhaps one that nobody else knows of yet."""
    row = _some(work, SmallBooking, chance)
    work.add(SmallGuest(booking_id=row.id, name=chance.choice("甲乙丙丁"), born=None, tags=[_word(chance)]))


def change_guest(work: Work, chance: random.Random, is_older: bool) -> None:
    """Write about somebody."""
    row = _some(work, SmallGuest, chance)
    row.visits += 1
    row.is_vip = not row.is_vip
    row.tags = [*row.tags[:2], _word(chance)]


def person(work: Work, chance: random.Random, is_older: bool) -> None:
    """Register a person whose key follows from a number, or correct one."""
    key = f"{work.hall_id[-2:]}-person-{chance.randint(1, 6)}"
    row = work.session.get(SmallPerson, key)
    phone = None if chance.random() < 0.5 else f"138{chance.randint(0, 99):08}"
    if row is None:
        work.add(SmallPerson(id=key, name=_word(chance), phone=phone))
    elif chance.random() < 0.5:
        row.name = _word(chance)
    else:
        row.phone = phone


def give_paper(work: Work, chance: random.Random, is_older: bool) -> None:
    """Hand out paper."""
    work.add(SmallPrint(title=_word(chance)))


def account(work: Work, chance: random.Random, is_older: bool) -> None:
    """Open an account or write on one; every column merges by itself."""
    if chance.random() < 0.3:
        work.add(SmallAccount(name=_word(chance), fen=chance.randint(0, 9)))
        return
    row = _some(work, SmallAccount, chance)
    if chance.random() < 0.6:
        row.name = _word(chance)
    else:
        row.fen = chance.randint(0, 999)


def open_case(work: Work, chance: random.Random, is_older: bool) -> None:
    """Receive somebody."""
    case = work.add(Case(title=_word(chance), state=CaseState.OPEN, state_at=work.now, number="mine"))
    if not is_older and chance.random() < 0.5:
        case.wish = _word(chance)


def step_case(work: Work, chance: random.Random, is_older: bool) -> None:
    """Take a case one step further."""
    row = _some(work, Case, chance)
    allowed = sorted(CASE_STEPS.allowed(row.state))
    if not allowed:
        raise NothingToDo
    row.state = CASE_STEPS.check(row.state, chance.choice(allowed))
    row.state_at = work.now


def note_case(work: Work, chance: random.Random, is_older: bool) -> None:
    """Write on a case, sometimes where only the centre writes."""
    row = _some(work, Case, chance)
    if chance.random() < 0.5:
        row.note = _word(chance)
    elif chance.random() < 0.5 and not is_older:
        row.wish = _word(chance)
    else:
        row.number = _word(chance)


def book_with_deposit(work: Work, chance: random.Random, is_older: bool) -> None:
    """Book and pay in one transaction: both or neither."""
    transfer(work, chance, is_older)
    book(work, chance, is_older)
    work.session.flush()
    guest(work, chance, is_older)


def pile_up(work: Work, chance: random.Random, is_older: bool) -> None:
    """A large transaction."""
    for _ in range(chance.randint(3, 8)):
        work.add(SmallAccount(name=_word(chance), fen=1))


ACTS: tuple[tuple[str, Act, int], ...] = (
    ("transfer", transfer, 14),
    ("book", book, 12),
    ("move_booking", move_booking, 8),
    ("note_booking", note_booking, 8),
    ("end_booking", end_booking, 4),
    ("guest", guest, 8),
    ("change_guest", change_guest, 5),
    ("person", person, 9),
    ("give_paper", give_paper, 6),
    ("account", account, 10),
    ("open_case", open_case, 6),
    ("step_case", step_case, 10),
    ("note_case", note_case, 6),
    ("book_with_deposit", book_with_deposit, 5),
    ("pile_up", pile_up, 2),
)


def act_once(terminal: SimTerminal, chance: random.Random) -> str:
    """Do something in one transaction; gives what it was. Refuses with NothingToDo and the rules' own."""
    name, act, _ = chance.choices(ACTS, [weight for _, _, weight in ACTS])[0]
    with terminal.store.change(REGISTRAR, name) as work:
        act(work, chance, terminal.is_older)
    return name


def decide_conflict(terminal: SimTerminal, chance: random.Random) -> str:
    """Decide one of the open conflicts; gives how."""
    with terminal.store.look() as session:
        query = select(Conflict.id, Conflict.subjects).where(Conflict.decision == Decision.OPEN)
        found = list(session.execute(query.order_by(Conflict.id)))
    if not found:
        raise NothingToDo
    desk = ConflictDesk(terminal.store, NoCentre())
    key, subjects = chance.choice(found)
    how = chance.choice(("take_theirs", "submit_again", "make_new"))
    if how == "submit_again" and any(subject.startswith(Purse.__tablename__) for subject in subjects):
        # The sums of then, laid over those of today, would make money.
        how = "make_new"
    getattr(desk, how)(key, actor=REGISTRAR, note="")
    return how


def give_number(terminal: SimTerminal, series: str, day: str, number: int) -> None:
    """Put a number on paper."""
    with terminal.store.change(REGISTRAR, "number") as work:
        work.add(SmallPrint(id=new_key(), title=f"{series}|{day}|{number}"))


def _word(chance: random.Random) -> str:
    return f"字{chance.randint(0, 9999)}"
