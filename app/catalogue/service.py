"""Arranging what the hall offers."""

from __future__ import annotations

from dataclasses import dataclass

from app.catalogue.entities import Hall, Matter, Platform, Window
from app.kernel.errors import FieldRefused
from app.kernel.ids import new_key
from app.storage.outbox import write_fact
from app.storage.store import HALL_FACT, Work


@dataclass(frozen=True)
class MatterPlan:
    """A matter to be offered."""

    code: str
    name: str
    name_en: str
    documents: tuple[str, ...] = ()
    usual_result: str = ""


@dataclass(frozen=True)
class PlatformPlan:
    """A platform to be offered with its matters; the letter is that of its tickets."""

    code: str
    name: str
    name_en: str
    letter: str
    matters: tuple[MatterPlan, ...]


@dataclass(frozen=True)
class WindowPlan:
    """A window to be opened; no letters means it serves everything."""

    name: str
    name_en: str = ""
    letters: tuple[str, ...] = ()


def open_hall(work: Work, name: str, name_en: str, address: str, *, is_sample: bool) -> str:
    """Make the hall itself in an open transaction and give its key; refuses an empty name.

    A terminal that joined a centre first was given the key of its hall there.
    """
    if not name.strip():
        raise FieldRefused("hall_name", "empty")
    hall = Hall(
        id=work.hall_id or new_key(),
        name=name.strip(),
        name_en=name_en.strip(),
        address=address.strip(),
        is_sample=is_sample,
    )
    hall.hall_id = work.hall_id = hall.id
    write_fact(work.session, HALL_FACT, hall.id)
    work.add(hall)
    return hall.id


def offer_platform(work: Work, plan: PlatformPlan, position: int) -> None:
    """Offer a platform and its matters in an open transaction."""
    platform = work.add(
        Platform(id=new_key(), code=plan.code, name=plan.name, name_en=plan.name_en, position=position)
    )
    for place, matter in enumerate(plan.matters, start=1):
        work.add(
            Matter(
                code=matter.code,
                platform_id=platform.id,
                name=matter.name,
                name_en=matter.name_en,
                letter=plan.letter,
                documents=list(matter.documents),
                usual_result=matter.usual_result,
                position=place,
            )
        )


def open_window(work: Work, plan: WindowPlan, number: int) -> str:
    """Open a window in an open transaction and give its key."""
    window = Window(
        id=new_key(), number=number, name=plan.name.strip(), name_en=plan.name_en, letters=list(plan.letters)
    )
    work.add(window)
    return window.id
