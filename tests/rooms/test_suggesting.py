"""Best rooms, alternatives and gaps: what is offered can be had, and what could be had is offered."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.kernel.clock import moment_of
from app.kernel.periods import Period
from app.rooms.availability import Busy
from app.rooms.opening import Layer, OpeningHours
from app.rooms.rules import RoomRules, last_on_grid, next_on_grid
from app.rooms.suggesting import How, Offer, alternatives, best, gaps
from app.rooms.verdict import Meeting, RoomTime, Situation, Space, by_room
from tests.rooms.slow_rooms import MINUTE, is_open, slow_verdict, wall
from tests.rooms.worlds import CELL, NATIONAL_DAY, OFFICE, YEAR, World, meetings, worlds

HOUR = 60 * MINUTE
LIKED = frozenset({"screen"})


def is_free(world: World, room: RoomTime, meeting: Meeting) -> bool:
    return not slow_verdict(meeting, room, world.busy, world.situation)


def moved(meeting: Meeting, start: int) -> Meeting:
    if start == meeting.period.starts_at:
        return meeting
    return replace(meeting, period=Period(start, start + meeting.period.length), keeps_start=False)


def offered(meeting: Meeting, offer: Offer) -> Meeting:
    """The meeting an offer speaks of."""
    if (offer.starts_at, offer.ends_at) == (meeting.period.starts_at, meeting.period.ends_at):
        return meeting
    keeps = meeting.keeps_start and offer.starts_at == meeting.period.starts_at
    return replace(meeting, period=Period(offer.starts_at, offer.ends_at), keeps_start=keeps)


@st.composite
def wishes(draw: st.DrawFn, longest: int = 24) -> tuple[World, Meeting]:
    world = draw(worlds())
    return world, draw(meetings(world, longest))


def first_start(world: World, room: RoomTime, meeting: Meeting, until: int) -> int | None:
    """Try every start from the wished one on, five minutes at a time."""
    length, now = meeting.period.length, world.situation.now
    start = meeting.period.starts_at
    if wall(start, world.situation.zone).date() != wall(start + length - 1, world.situation.zone).date():
        return start if start + length <= until and is_free(world, room, meeting) else None
    if start <= now - 15 * MINUTE or start + length <= now:
        start = now // MINUTE * MINUTE
    while start + length <= until:
        if is_free(world, room, moved(meeting, start)):
            return start
        # What was not had at the wished start is not had in a minute that is gone.
        start = max(start + CELL, now // MINUTE * MINUTE)
    return None


@settings(max_examples=60, deadline=None)
@given(wishes(), st.integers(0, 200).map(lambda n: n * CELL))
def test_the_best_rooms_are_those_of_a_try_at_every_start(made: tuple[World, Meeting], reach: int) -> None:
    world, meeting = made
    # A running meeting keeps its start; looking for a room is for those that do not run.
    meeting = replace(meeting, keeps_start=False)
    until = meeting.period.ends_at + reach
    slow = []
    for place, room in enumerate(world.rooms):
        start = first_start(world, room, meeting, until)
        if start is not None:
            shift = start - meeting.period.starts_at
            lacks = len(LIKED - room.equipment)
            spare = room.seats - meeting.people
            slow.append(
                ((not room.is_meant, shift > 0, lacks, shift, room.walk, spare, place), room.room_id, start)
            )
    found = best(meeting, world.rooms, world.situation, until, LIKED, limit=9)
    assert [(o.room_id, o.starts_at) for o in found] == [(room, start) for _, room, start in sorted(slow)]
    assert all(o.ends_at - o.starts_at == meeting.period.length for o in found)
    assert found[:2] == best(meeting, world.rooms, world.situation, until, LIKED, limit=2)


def near_starts(world: World, room: RoomTime, meeting: Meeting) -> dict[bool, list[int]]:
    """Every free start on the grid up to 20 minutes away, nearest first; by whether it is later."""
    wished = meeting.period.starts_at
    found: dict[bool, list[int]] = {True: [], False: []}
    for shift in range(CELL, 20 * MINUTE + 1, CELL):
        for is_later, start in ((False, wished - shift), (True, wished + shift)):
            shown = wall(start, world.situation.zone)
            is_gone = start <= world.situation.now - MINUTE
            is_on_grid = (shown.hour * 60 + shown.minute) % room.rules.grid_minutes == 0
            if is_on_grid and not is_gone and is_free(world, room, moved(meeting, start)):
                found[is_later].append(start)
    return found


def longest_part(world: World, room: RoomTime, meeting: Meeting) -> int:
    """The length of the longest free part of the wished period, at least three quarters of it; 0: none."""
    start, end = meeting.period.starts_at, meeting.period.ends_at
    for length in range(end - start - CELL, 0, -CELL):
        if 4 * length < 3 * (end - start):
            return 0
        for begin in range(start, end - length + 1, CELL):
            if begin != start and begin <= world.situation.now - MINUTE:
                continue
            keeps = meeting.keeps_start and begin == start
            part = replace(meeting, period=Period(begin, begin + length), keeps_start=keeps)
            if is_free(world, room, part):
                return length
    return 0


def next_open_days(world: World, room: RoomTime, meeting: Meeting) -> list[int]:
    """The same time by the clock on the wall, on the next five days with opening hours."""
    zone = world.situation.zone
    shown = wall(meeting.period.starts_at, zone)
    starts: list[int] = []
    open_days = 0
    for ahead in range(1, 32):
        when = shown + dt.timedelta(days=ahead)
        noon = moment_of(when.replace(hour=12, minute=0), zone)
        # Every day with hours in these worlds is open at some moment of the hour before and after noon.
        if any(is_open(room.hours, noon + n * CELL) for n in range(-12, 12)):
            open_days += 1
            start = moment_of(when, zone)
            if wall(start, zone) == when and is_free(world, room, moved(meeting, start)):
                starts.append(start)
        if open_days == 5:
            break
    return starts


@settings(max_examples=60, deadline=None)
@given(wishes(), st.integers(0, 3))
def test_alternatives_are_all_there_is_near_a_wish(made: tuple[World, Meeting], place: int) -> None:
    world, meeting = made
    room = world.rooms[place]
    assume(not is_free(world, room, meeting))
    found = alternatives(meeting, room, world.rooms, world.situation, LIKED)
    by_how = {how: [o for o in found if o.how is how] for how in How}
    for offer in found:
        assert is_free(world, world.room(offer.room_id), offered(meeting, offer))
        assert offer.shift == offer.starts_at - meeting.period.starts_at

    near = near_starts(world, room, meeting)
    shifted = {starts[0] for starts in near.values() if starts}
    longest = longest_part(world, room, meeting)
    elsewhere = {r.room_id for r in world.rooms if r != room and is_free(world, r, meeting)}
    days = next_open_days(world, room, meeting)[:3]
    if not (shifted or longest or elsewhere or days):
        until = meeting.period.starts_at + 31 * 24 * HOUR
        assert found == best(meeting, world.rooms, world.situation, until, LIKED)
        return
    assert {o.starts_at for o in by_how[How.SHIFTED]} == shifted
    assert [o.ends_at - o.starts_at for o in by_how[How.SHORTENED]] == ([longest] if longest else [])
    assert {o.room_id for o in by_how[How.OTHER_ROOM]} == elsewhere
    assert [o.starts_at for o in by_how[How.OTHER_DAY]] == days
    assert len(found) == len(shifted) + bool(longest) + len(elsewhere) + len(days)


OF_TIME = {"ClosedThen", "Taken", "Excluded", "Blocked", "EquipmentTaken", "EquipmentMissing"}


def free_runs(world: World, room: RoomTime, meeting: Meeting, window: Period) -> list[list[int]]:
    """The cells of a window in which a meeting of one cell could lie, those beside each other together."""
    runs: list[list[int]] = []
    for m in range(window.starts_at, window.ends_at, CELL):
        against = slow_verdict(
            replace(meeting, period=Period(m, m + CELL)), room, world.busy, world.situation
        )
        if not OF_TIME & {name for name, _ in against}:
            if runs and runs[-1][-1] + CELL == m:
                runs[-1].append(m)
            else:
                runs.append([m])
    return runs


@settings(max_examples=60, deadline=None)
@given(wishes(), st.integers(0, 150), st.integers(1, 90))
def test_gaps_are_the_runs_of_free_time(made: tuple[World, Meeting], first: int, cells: int) -> None:
    world, meeting = made
    meeting = replace(meeting, people=1, keeps_start=False)
    # Notice moves the first start of a window, as the best rooms show; here the window begins later.
    rooms = tuple(replace(r, rules=replace(r.rules, notice_minutes=0)) for r in world.rooms)
    begins = world.situation.now // CELL * CELL + (first + 1) * CELL
    window = Period(begins, begins + cells * CELL)
    slow = []
    for room in rooms:
        for run in free_runs(world, room, meeting, window):
            shown = ((m, wall(m, world.situation.zone)) for m in run)
            starts = [m for m, at in shown if (at.hour * 60 + at.minute) % room.rules.grid_minutes == 0]
            ends_at = run[-1] + CELL
            fits = bool(starts) and starts[0] + meeting.period.length <= ends_at
            if fits and is_free(world, room, moved(meeting, starts[0])):
                slow.append((room.room_id, starts[0], ends_at))
    found = gaps(meeting, rooms, world.situation, [window])
    assert [(g.room_id, g.starts_at, g.ends_at) for g in found] == sorted(slow, key=lambda gap: gap[1])


GRIDS = st.sampled_from([1, 15, 45, 50, 60, 90])
AROUND_A_CHANGE = st.sampled_from(
    [("Asia/Shanghai", 2026, 11, 26), ("Europe/Berlin", 2026, 3, 29), ("Europe/Berlin", 2026, 10, 25),
     ("Africa/Cairo", 2024, 4, 26), ("Australia/Lord_Howe", 2026, 4, 5), ("America/St_Johns", 2006, 10, 29)]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(AROUND_A_CHANGE, st.integers(-120, 240), GRIDS)
def test_the_grid_is_that_of_the_clock_on_the_wall(
    place: tuple[str, int, int, int], minute: int, grid: int
) -> None:
    zone, *day = place
    moment = moment_of(dt.datetime(*day), zone) + minute * MINUTE
    ticks = range(moment - 1500 * MINUTE, moment + 1500 * MINUTE, MINUTE)

    def is_tick(m: int) -> bool:
        shown = wall(m, zone)
        return (shown.hour * 60 + shown.minute) % grid == 0

    assert next_on_grid(moment, grid, zone) == next(m for m in ticks if m >= moment and is_tick(m))
    assert last_on_grid(moment, grid, zone) == next(m for m in reversed(ticks) if m <= moment and is_tick(m))
    assert next_on_grid(moment - 1, grid, zone) == next(m for m in ticks if m >= moment and is_tick(m))


EIGHT = moment_of(dt.datetime(2026, 11, 26, 8), "Asia/Shanghai")
HOURS = OpeningHours((Layer(*YEAR, OFFICE),), NATIONAL_DAY, "Asia/Shanghai")
NOW = Situation(EIGHT, "Asia/Shanghai")
TEN = Meeting(Period(EIGHT + 2 * HOUR, EIGHT + 3 * HOUR), people=4)


def plain(name: str, *busy: Busy, **more: object) -> RoomTime:
    made = RoomTime(name, 4, HOURS, clearing=15 * MINUTE, busy=busy)
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_taken_hour_has_ways_out_that_say_what_was_done() -> None:
    until_ten_five = Busy("a", EIGHT + HOUR, EIGHT + 2 * HOUR - 10 * MINUTE, EIGHT + 2 * HOUR + 5 * MINUTE)
    taken = plain("taken", until_ten_five)
    found = alternatives(TEN, taken, [taken, plain("far", walk=60), plain("near", walk=5)], NOW)
    assert [
        (o.how, o.room_id, o.shift // MINUTE, (o.ends_at - o.starts_at) // MINUTE) for o in found[:4]
    ] == [
        (How.SHIFTED, "taken", 15, 60),
        (How.SHORTENED, "taken", 15, 45),
        (How.OTHER_ROOM, "near", 0, 60),
        (How.OTHER_ROOM, "far", 0, 60),
    ]
    # Friday, then Monday: on Saturday ten o'clock is open too, Sunday is closed.
    assert [wall(o.starts_at, "Asia/Shanghai").day for o in found[4:]] == [27, 28, 30]


def test_twenty_minutes_are_a_shift_and_thirty_another_meeting() -> None:
    ten = TEN.period.starts_at
    for ends, offered in ((15, [15]), (20, [20]), (25, [])):
        # Taken all morning until so many minutes past ten, by somebody who needs no clearing.
        taken = plain("taken", Busy("a", EIGHT, ten + ends * MINUTE, ten + ends * MINUTE))
        fine = replace(taken, rules=RoomRules(grid_minutes=5))
        found = alternatives(TEN, fine, [fine], NOW)
        assert [o.shift // MINUTE for o in found if o.how is How.SHIFTED] == offered


def test_nobody_is_offered_a_start_that_is_gone() -> None:
    ten = TEN.period.starts_at
    later = Busy("a", ten + 45 * MINUTE, ten + 3 * HOUR, ten + 3 * HOUR)
    taken = plain("taken", later, clearing=0)
    for minutes_to_ten, offered in ((16, [-15]), (15, [-15]), (13, []), (2, [])):
        found = alternatives(TEN, taken, [taken], replace(NOW, now=ten - minutes_to_ten * MINUTE))
        assert [o.shift // MINUTE for o in found if o.how is How.SHIFTED] == offered


def test_other_days_are_the_next_five_on_which_the_room_is_open() -> None:
    # Blocked from Thursday to Monday evening; Sunday is closed and does not count.
    until_monday = EIGHT + (4 * 24 + 10) * HOUR
    taken = plain("taken", Busy("a", EIGHT, until_monday, until_monday, is_blocking=True))
    found = alternatives(TEN, taken, [taken], NOW)
    assert [(o.how, wall(o.starts_at, "Asia/Shanghai").day) for o in found] == [
        (How.OTHER_DAY, 1),
        (How.OTHER_DAY, 2),
    ]


def test_where_nothing_is_near_the_next_free_start_is_offered() -> None:
    month = Busy("a", EIGHT, EIGHT + 8 * 24 * HOUR, EIGHT + 8 * 24 * HOUR, is_blocking=True)
    (offer,) = alternatives(TEN, plain("blocked", month), [plain("blocked", month)], NOW)
    assert (offer.how, wall(offer.starts_at, "Asia/Shanghai")) == (How.NEXT_FREE, dt.datetime(2026, 12, 4, 8))


def test_the_best_room_is_meant_for_the_talk_then_near() -> None:
    screen = frozenset({"screen"})
    rooms = [
        plain("too small", seats=3),
        plain("stage", equipment=screen, is_meant=False),
        plain("bare"),
        plain("far", equipment=screen, walk=50),
        plain("near", equipment=screen, walk=5, seats=8),
        plain("taken", Busy("a", EIGHT, EIGHT + 3 * HOUR, EIGHT + 3 * HOUR), equipment=screen),
    ]
    found = best(TEN, rooms, NOW, EIGHT + 10 * HOUR, screen, limit=9)
    assert [o.room_id for o in found] == ["near", "far", "bare", "taken", "stage"]
    assert (found[0].how, found[0].has, found[2].lacks) == (How.AS_WISHED, ("screen",), ("screen",))
    # Free at eleven, over at noon when the room closes.
    assert (found[3].how, found[3].shift) == (How.NEXT_FREE, HOUR)


def test_twenty_rooms_over_a_fortnight_are_looked_through_at_once() -> None:
    names = [f"room {n}" for n in range(20)]
    # A hundred bookings a room, seven on each day: little is left, and much has to be looked at.
    busy = [
        Busy(f"{name} {n}", start, start + HOUR, start + HOUR + 15 * MINUTE, 10 * MINUTE, name)
        for name in names
        for n in range(100)
        for start in [EIGHT + (n // 7 * 24 + n % 7) * HOUR + 30 * MINUTE]
    ]
    taken = by_room({name: Space(n, n + 1) for n, name in enumerate(names)}, busy)
    rooms = [plain(name, *taken[name]) for name in names]
    fortnight = Period(EIGHT, EIGHT + 14 * 24 * HOUR)
    questions = (
        lambda: best(TEN, rooms, NOW, fortnight.ends_at, LIKED),
        lambda: alternatives(TEN, rooms[0], rooms, NOW, LIKED),
        lambda: gaps(TEN, rooms, NOW, [fortnight]),
    )
    for question in questions:
        spent = []
        for _ in range(3):
            begun = time.thread_time()
            assert question()
            spent.append(time.thread_time() - begun)
        # Several times what it takes; the processor's time, which waiting does not lengthen.
        assert min(spent) < 0.05
