"""Made-up halls for the tests on what is free: a hall of two halves, a room apart; times in fives or ones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st

from app.kernel.periods import Period
from app.rooms.availability import Busy
from app.rooms.opening import Layer, OpeningHours, Span, Week
from app.rooms.rules import Quota, QuotaSpan, QuotaUnit, RoomRules
from app.rooms.stock import Stock, Use
from app.rooms.verdict import Meeting, RoomTime, Situation, Space, by_room
from tests.rooms.slow_rooms import HALL_OF_TWO, MINUTE, Days, utc

CELL = 5 * MINUTE
"""The step in which times are drawn; by the minute some more are added."""
OWNED = ({}, {"screen": 4, "beamer": 4}, {"screen": 2, "beamer": 2}, {"screen": 3, "beamer": 1})
SPACES = {room: Space(*ends) for room, ends in HALL_OF_TWO.items()}

# The day before the clocks are put forward or back, and an ordinary Thursday.
PLACES = [
    ("Asia/Shanghai", dt.date(2026, 11, 26)),
    ("Asia/Shanghai", dt.date(2026, 9, 30)),
    ("Europe/Berlin", dt.date(2026, 3, 28)),
    ("Europe/Berlin", dt.date(2026, 10, 24)),
]
NATIONAL_DAY = Days(frozenset({dt.date(2026, 10, 1)}))
OFFICE: Week = ((Span(480, 720), Span(840, 1080)),) * 5 + ((Span(600, 900),), ())
ALWAYS: Week = ((Span(0, 1440),),) * 7
YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@dataclass(frozen=True)
class World:
    """A hall at a moment, with all that is booked."""

    rooms: tuple[RoomTime, ...]
    busy: tuple[Busy, ...]
    situation: Situation
    midnight: int

    def room(self, room_id: str) -> RoomTime:
        return next(r for r in self.rooms if r.room_id == room_id)


NONE = st.just(0)
SOME = st.sampled_from([0, 0, 1, 2, 4]).map(lambda minutes: minutes * MINUTE)


def moments(
    midnight: int, first: int, last: int, odd: st.SearchStrategy[int] = NONE
) -> st.SearchStrategy[int]:
    return st.tuples(st.integers(first, last), odd).map(lambda drawn: midnight + drawn[0] * CELL + drawn[1])


def setups(odd: st.SearchStrategy[int] = NONE) -> st.SearchStrategy[int]:
    """Preparation or clearing."""
    return st.tuples(st.sampled_from([0, 0, 1, 2, 3, 6]), odd).map(lambda drawn: drawn[0] * CELL + drawn[1])


@st.composite
def bookings(
    draw: st.DrawFn, midnight: int, most: int, odd: st.SearchStrategy[int] = NONE
) -> tuple[Busy, ...]:
    made = []
    for n in range(draw(st.integers(0, most))):
        start = draw(moments(midnight, 180, 400, odd))
        end = start + draw(st.integers(1, 30)) * CELL + draw(odd)
        is_blocking = draw(st.sampled_from([False, False, False, True]))
        made.append(
            Busy(
                booking_id=f"b{n}",
                starts_at=start,
                ends_at=end,
                busy_until=end if is_blocking else end + draw(setups(odd)),
                preparation=0 if is_blocking else draw(setups(odd)),
                room_id=draw(st.sampled_from(sorted(SPACES))),
                is_blocking=is_blocking,
            )
        )
    return tuple(made)


QUOTAS = st.builds(
    Quota,
    st.sampled_from([1, 2, 60, 90]),
    st.sampled_from(QuotaUnit),
    st.sampled_from(QuotaSpan),
)
STRICT = st.builds(
    RoomRules,
    notice_minutes=st.sampled_from([0, 30, 240, 1440]),
    advance_days=st.sampled_from([None, 0, 1]),
    shortest_minutes=st.sampled_from([1, 30]),
    longest_minutes=st.sampled_from([840, 90, 2880]),
    grid_minutes=st.sampled_from([5, 15, 30, 50]),
    allows_several_days=st.booleans(),
    who_may_book=st.sampled_from([frozenset(), frozenset({"manager"})]),
    quotas=st.lists(QUOTAS, max_size=2).map(tuple),
)
RULES = st.one_of(st.just(RoomRules(grid_minutes=5)), STRICT)


@st.composite
def worlds(
    draw: st.DrawFn,
    rules: st.SearchStrategy[RoomRules] = RULES,
    most: int = 9,
    odd: st.SearchStrategy[int] = NONE,
) -> World:
    zone, day = draw(st.sampled_from(PLACES))
    # Midnight by a clock eight hours ahead; what matters is only that days are crossed.
    midnight = utc(day.year, day.month, day.day) - 8 * 12 * CELL
    busy = draw(bookings(midnight, most, odd))
    taken = by_room(SPACES, busy)
    hours = [OpeningHours((Layer(*YEAR, week),), NATIONAL_DAY, zone) for week in (ALWAYS, ALWAYS, OFFICE)]
    rooms = tuple(
        RoomTime(
            room_id=name,
            seats=draw(st.sampled_from([4, 8])),
            hours=draw(st.sampled_from(hours)),
            equipment=draw(st.sampled_from([frozenset(), frozenset({"screen"})])),
            preparation=draw(setups(odd)),
            clearing=draw(setups(odd)),
            rules=draw(rules),
            busy=taken[name],
            walk=draw(st.sampled_from([0, 10, 20])),
            is_meant=draw(st.booleans()),
        )
        for name in SPACES
    )
    kinds = st.sampled_from(["screen", "beamer"])
    uses = tuple(
        Use(b.booking_id, draw(kinds), draw(st.integers(1, 2)), b.starts_at, b.busy_until)
        for b in busy
        if draw(st.booleans())
    )
    owned = draw(st.sampled_from(OWNED))
    booked = draw(st.lists(st.tuples(moments(midnight, -600, 900, odd), st.integers(1, 24)), max_size=3))
    situation = Situation(
        now=draw(moments(midnight, 150, 220, odd)) + draw(st.sampled_from([0, MINUTE // 2])),
        zone=zone,
        stock=Stock(owned, uses),
        booked=tuple(Period(start, start + length * CELL) for start, length in booked),
    )
    return World(rooms, busy, situation, midnight)


@st.composite
def meetings(draw: st.DrawFn, world: World, longest: int = 40, odd: st.SearchStrategy[int] = NONE) -> Meeting:
    start = draw(moments(world.midnight, 180, 400, odd))
    kinds = st.dictionaries(st.sampled_from(["screen", "beamer"]), st.integers(1, 2), max_size=2)
    return Meeting(
        period=Period(start, start + draw(st.integers(1, longest)) * CELL + draw(odd)),
        people=draw(st.sampled_from([1, 2, 4, 5])),
        equipment=draw(kinds),
        who=draw(st.sampled_from([frozenset({"manager"}), frozenset({"manager", "clerk"}), frozenset()])),
        preparation=draw(st.none() | setups(odd)),
        clearing=draw(st.none() | setups(odd)),
        booking_id=draw(st.sampled_from(["", *(b.booking_id for b in world.busy)])),
        keeps_start=draw(st.sampled_from([False, False, True])),
    )
