"""The hall's offer as screens and sheets read it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.entities import Hall, Matter, Platform, Window
from app.catalogue.rules import Rules, rules_in_force
from app.storage.store import Store


@dataclass(frozen=True)
class HallCard:
    """The hall as headings show it."""

    id: str
    name: str
    name_en: str
    address: str
    is_sample: bool


@dataclass(frozen=True)
class PlatformRow:
    """A platform in a list."""

    id: str
    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class MatterRow:
    """A matter in a list."""

    id: str
    code: str
    platform_id: str
    platform_name: str
    platform_name_en: str
    name: str
    name_en: str
    letter: str
    documents: tuple[str, ...]
    usual_result: str
    is_ended: bool = False


@dataclass(frozen=True)
class WindowRow:
    """A window in a list."""

    id: str
    number: int
    name: str
    name_en: str
    letters: tuple[str, ...]
    is_ended: bool = False


class CatalogueView:
    """Looks up what the hall offers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def hall(self) -> HallCard | None:
        """Give the hall, or None before it is founded."""
        with self._store.look() as session:
            return hall_card(session)

    def platforms(self) -> tuple[PlatformRow, ...]:
        """List the platforms in their order."""
        query = select(Platform).where(Platform.ended_at.is_(None)).order_by(Platform.position)
        with self._store.look() as session:
            found = session.execute(query).scalars()
            return tuple(PlatformRow(p.id, p.code, p.name, p.name_en) for p in found)

    def matters(self, platform_id: str | None = None) -> tuple[MatterRow, ...]:
        """List the matters in their order, of one platform or of all."""
        with self._store.look() as session:
            every = all_matters(session).values()
        return tuple(m for m in every if not m.is_ended and platform_id in (None, m.platform_id))

    def windows(self) -> tuple[WindowRow, ...]:
        """List the windows by number."""
        with self._store.look() as session:
            return tuple(w for w in all_windows(session).values() if not w.is_ended)

    def rules(self) -> Rules:
        """Give the hall's rules in force."""
        return rules_in_force(self._store)


def hall_card(session: Session) -> HallCard | None:
    """Give the hall in an open session, or None before it is founded."""
    hall = session.execute(select(Hall).where(Hall.ended_at.is_(None)).limit(1)).scalar_one_or_none()
    return HallCard(hall.id, hall.name, hall.name_en, hall.address, hall.is_sample) if hall else None


def all_matters(session: Session) -> dict[str, MatterRow]:
    """Give every matter by key, in the hall's order, ended ones too: old tickets name them."""
    query = (
        select(Matter, Platform)
        .join(Platform, Platform.id == Matter.platform_id)
        .order_by(Platform.position, Matter.position)
    )
    return {m.id: _matter_row(m, p) for m, p in session.execute(query)}


def all_windows(session: Session) -> dict[str, WindowRow]:
    """Give every window by key, in the order of numbers, ended ones too."""
    found = session.execute(select(Window).order_by(Window.number)).scalars()
    return {w.id: WindowRow(w.id, w.number, w.name, w.name_en, tuple(w.letters), _ended(w)) for w in found}


def _ended(record: Matter | Window) -> bool:
    return record.ended_at is not None


def _matter_row(m: Matter, p: Platform) -> MatterRow:
    return MatterRow(
        id=m.id,
        code=m.code,
        platform_id=p.id,
        platform_name=p.name,
        platform_name_en=p.name_en,
        name=m.name,
        name_en=m.name_en,
        letter=m.letter,
        documents=tuple(m.documents),
        usual_result=m.usual_result,
        is_ended=_ended(m),
    )
