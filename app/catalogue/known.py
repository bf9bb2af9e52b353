"""What the hall offers and by which rules, read once and again only when some of it changes.

A clerk's step asks for matters, windows and rules every time; they change some times a year.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.entities import BusinessGroup, Skill, Window
from app.catalogue.queries import HallCard, MatterRow, WindowRow, all_matters, all_windows, hall_card
from app.catalogue.rules import Rules, read_rules
from app.kernel.changes import ChangeSet
from app.kernel.errors import Missing
from app.storage.store import Store

_TABLES = ("hall", "platform", "matter", "window", "business_group", "skill", "hall_rule")


@dataclass(frozen=True)
class GroupRow:
    """A line of its own with its range of numbers; quota 0: as many as come."""

    letter: str
    name: str = ""
    name_en: str = ""
    first_number: int = 1
    last_number: int = 999
    quota: int = 0


@dataclass(frozen=True)
class HallNow:
    """The hall's offer, windows and rules at one moment."""

    card: HallCard | None
    rules: Rules
    matters: Mapping[str, MatterRow] = field(default_factory=dict)
    windows: Mapping[str, WindowRow] = field(default_factory=dict)
    groups: Mapping[str, GroupRow] = field(default_factory=dict)
    helping: frozenset[str] = frozenset()
    """Keys of the windows that take tickets of other groups when a line is long."""
    skills: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Weights of each member of staff by letter; 3 where nothing is said."""

    def hall(self) -> HallCard:
        """Give the hall; refuses with Missing before it is founded."""
        if self.card is None:
            raise Missing("hall", "")
        return self.card

    def matter(self, matter_id: str) -> MatterRow:
        """Give a matter that is offered today; refuses with Missing."""
        matter = self.matters.get(matter_id)
        if matter is None or matter.is_ended:
            raise Missing("matter", matter_id)
        return matter

    def window(self, window_id: str) -> WindowRow:
        """Give an open window; refuses with Missing."""
        window = self.windows.get(window_id)
        if window is None or window.is_ended:
            raise Missing("window", window_id)
        return window

    def serving(self, letter: str, window_ids: Iterable[str]) -> list[str]:
        """List, of these windows, those that serve a line."""
        found = (self.windows[w] for w in window_ids if w in self.windows)
        return [w.id for w in found if not w.letters or letter in w.letters]

    def group(self, letter: str) -> GroupRow:
        """Give a business group; one nobody arranged has the usual numbers and no quota."""
        return self.groups.get(letter) or GroupRow(letter)


class KnownHall:
    """Gives the hall as it is now; shared by all services and views of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._turn = 0
        self._known: HallNow | None = None
        store.listen(self._hear)

    def now(self) -> HallNow:
        """Give the hall's offer and rules."""
        with self._lock:
            known, turn = self._known, self._turn
        if known is not None:
            return known
        with self._store.look() as session:
            read = read_hall(session)
        with self._lock:
            # What was read before a change that has been told meanwhile is not kept.
            if turn == self._turn:
                self._known = read
        return read

    def _hear(self, changes: ChangeSet) -> None:
        if changes.touches(*_TABLES):
            with self._lock:
                self._turn += 1
                self._known = None


def read_hall(session: Session) -> HallNow:
    """Read the hall's offer and rules in an open session."""
    groups = session.execute(select(BusinessGroup).where(BusinessGroup.ended_at.is_(None))).scalars()
    skills: dict[str, dict[str, int]] = {}
    for skill in session.execute(select(Skill).where(Skill.ended_at.is_(None))).scalars():
        skills.setdefault(skill.staff_id, {})[skill.letter] = skill.weight
    helping = session.execute(select(Window.id).where(Window.is_help, Window.ended_at.is_(None))).scalars()
    return HallNow(
        card=hall_card(session),
        rules=read_rules(session),
        matters=all_matters(session),
        windows=all_windows(session),
        groups={g.letter: _group_row(g) for g in groups},
        helping=frozenset(helping),
        skills=skills,
    )


def _group_row(g: BusinessGroup) -> GroupRow:
    return GroupRow(g.letter, g.name, g.name_en, g.first_number, g.last_number, g.quota)
