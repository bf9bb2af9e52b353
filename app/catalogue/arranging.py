"""Arranging the hall while it works: its rules, its lines, what windows serve, who is best at what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.entities import BusinessGroup, Matter, Skill, Window
from app.catalogue.known import GroupRow, HallNow, KnownHall
from app.catalogue.queries import WindowRow
from app.catalogue.rules import Rules, set_rule
from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused, Missing
from app.security.accounts import StaffRow, staff_row, staff_rows
from app.security.actors import Actor, Permission
from app.storage.store import Store, Work

LONGEST_NAME = 40
LAST_NUMBER = 9999
MOST_QUOTA = 9999
USUAL_WEIGHT = 3
LEAST_WEIGHT, MOST_WEIGHT = 1, 9
_NOT_ABOVE = (("light_amber", "light_red"),)
"""Pairs of rules of which the first may not be above the second."""


@dataclass(frozen=True)
class WindowArranged:
    """A window with what it serves; no letters: everything. ``is_help``: takes from a line that is long."""

    window: WindowRow
    is_help: bool


@dataclass(frozen=True)
class Arrangement:
    """All that can be arranged, as it is now: one group for each letter in use, open windows, staff."""

    rules: Rules
    groups: tuple[GroupRow, ...]
    windows: tuple[WindowArranged, ...]
    staff: tuple[StaffRow, ...]
    skills: Mapping[str, Mapping[str, int]]

    def weight(self, staff_id: str, letter: str) -> int:
        """Tell how good somebody is at a line: 1 to 9, 3 where nothing is said."""
        return self.skills.get(staff_id, {}).get(letter, USUAL_WEIGHT)


class Arranging:
    """The desk of whoever arranges the hall (Permission.ARRANGE_HALL); what is set is the same everywhere."""

    def __init__(self, store: Store, known: KnownHall) -> None:
        self._store = store
        self._known = known

    def arrangement(self) -> Arrangement:
        """Give everything as it is."""
        hall = self._known.now()
        with self._store.look() as session:
            staff = staff_rows(session)
        windows = (w for w in hall.windows.values() if not w.is_ended)
        return Arrangement(
            rules=hall.rules,
            groups=tuple(_named(hall, letter) for letter in _letters_offered(hall)),
            windows=tuple(WindowArranged(w, w.id in hall.helping) for w in windows),
            staff=staff,
            skills=hall.skills,
        )

    def set_rules(self, values: Mapping[str, int], *, actor: Actor) -> Outcome[None]:
        """Set rules, all or none.

        Refuses with FieldRefused what is unknown, out of range, or an amber light above the red one.
        """
        actor.must(Permission.ARRANGE_HALL)
        self._check_together(values)
        with self._store.change(actor, "set_rules") as work:
            for name, value in values.items():
                set_rule(work, name, value)
        return work.outcome(None)

    def set_group(self, group: GroupRow, *, actor: Actor) -> Outcome[None]:
        """Name a line and set its range of numbers and its quota (0: as many as come).

        Refuses with Missing a letter no matter has, with FieldRefused a name over 40 characters and
        numbers outside 1 to 9999 or the wrong way round.
        """
        actor.must(Permission.ARRANGE_HALL)
        _check_group(group)
        with self._store.change(actor, "set_group") as work:
            _check_letters(work.session, (group.letter,))
            row = _group_of(work, group.letter)
            row.name, row.name_en = group.name.strip(), group.name_en.strip()
            row.first_number, row.last_number = group.first_number, group.last_number
            row.quota = group.quota
        return work.outcome(None)

    def set_window(
        self, window_id: str, letters: tuple[str, ...], is_help: bool, *, actor: Actor
    ) -> Outcome[None]:
        """Say which lines a window serves (none named: all) and whether it helps where a line is long.

        Refuses with Missing.
        """
        actor.must(Permission.ARRANGE_HALL)
        with self._store.change(actor, "set_window") as work:
            _check_letters(work.session, letters)
            window = work.get(Window, window_id)
            if window.ended_at is not None:
                raise Missing("window", window_id)
            window.letters, window.is_help = sorted(set(letters)), is_help
        return work.outcome(None)

    def set_skills(self, staff_id: str, weights: Mapping[str, int], *, actor: Actor) -> Outcome[None]:
        """Say how good somebody is at lines, 1 to 9 for each letter; 3 is usual.

        All or none; refuses with Missing and FieldRefused.
        """
        actor.must(Permission.ARRANGE_HALL)
        for letter, weight in weights.items():
            if type(weight) is not int or not LEAST_WEIGHT <= weight <= MOST_WEIGHT:
                raise FieldRefused(letter, "out_of_range", f"{LEAST_WEIGHT}\u2013{MOST_WEIGHT}")
        with self._store.change(actor, "set_skills") as work:
            _check_letters(work.session, tuple(weights))
            if staff_row(work.session, staff_id) is None:
                raise Missing("staff", staff_id)
            for letter, weight in weights.items():
                _skill_of(work, staff_id, letter).weight = weight
        return work.outcome(None)

    def _check_together(self, values: Mapping[str, int]) -> None:
        now = self._known.now().rules
        for lower, upper in _NOT_ABOVE:
            least, most = values.get(lower, getattr(now, lower)), values.get(upper, getattr(now, upper))
            if least > most:
                raise FieldRefused(upper, "out_of_range", str(most))


def _letters_offered(hall: HallNow) -> list[str]:
    return sorted({m.letter for m in hall.matters.values() if not m.is_ended})


def _named(hall: HallNow, letter: str) -> GroupRow:
    """Give a line; one without a name of its own is called as the platform of its first matter."""
    group = hall.group(letter)
    if group.name:
        return group
    first = next(m for m in hall.matters.values() if m.letter == letter and not m.is_ended)
    return GroupRow(
        letter, first.platform_name, first.platform_name_en, group.first_number, group.last_number,
        group.quota,
    )  # fmt: skip


def _check_group(group: GroupRow) -> None:
    for field in ("name", "name_en"):
        if len(getattr(group, field).strip()) > LONGEST_NAME:
            raise FieldRefused(field, "too_long")
    if not 1 <= group.first_number <= LAST_NUMBER:
        raise FieldRefused("first_number", "out_of_range", str(group.first_number))
    if not group.first_number <= group.last_number <= LAST_NUMBER:
        raise FieldRefused("last_number", "out_of_range", str(group.last_number))
    if not 0 <= group.quota <= MOST_QUOTA:
        raise FieldRefused("quota", "out_of_range", str(group.quota))


def _check_letters(session: Session, letters: tuple[str, ...]) -> None:
    query = select(Matter.letter).where(Matter.ended_at.is_(None)).distinct()
    known = set(session.execute(query).scalars())
    for letter in letters:
        if letter not in known:
            raise Missing("business_group", letter)


def _group_of(work: Work, letter: str) -> BusinessGroup:
    query = select(BusinessGroup).where(BusinessGroup.letter == letter, BusinessGroup.ended_at.is_(None))
    found = work.session.execute(query).scalar_one_or_none()
    return found if found is not None else work.add(BusinessGroup(letter=letter))


def _skill_of(work: Work, staff_id: str, letter: str) -> Skill:
    query = select(Skill).where(Skill.staff_id == staff_id, Skill.letter == letter, Skill.ended_at.is_(None))
    found = work.session.execute(query).scalar_one_or_none()
    return (
        found if found is not None else work.add(Skill(staff_id=staff_id, letter=letter, weight=USUAL_WEIGHT))
    )
