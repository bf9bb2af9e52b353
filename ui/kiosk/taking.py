"""What a visitor told the self-service screen, and how it becomes a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from app.catalogue.queries import CatalogueView, HallCard, MatterRow, PlatformRow
from app.catalogue.rules import Rules
from app.devices.card_lane import CardLane
from app.devices.ports import CardFacts, ReaderFault
from app.kernel.clock import Clock
from app.queueing.service import Queueing, TakenNumber
from app.queueing.slips import RATING_PREFIX
from app.ratings.queries import RateRequest, RatingsView
from app.ratings.service import Ratings
from app.reception.documents import DocumentKind
from app.reception.queries import ReceptionView
from app.reception.service import PersonEntry, Reception, VisitEntry
from app.reception.states import ShownAs
from app.security.actors import Actor


class Way(Enum):
    """How a visitor says who they are."""

    NOBODY = auto()
    PHONE = auto()
    CARD = auto()


@dataclass(frozen=True)
class KioskDoors:
    """What the screen reads and tells."""

    catalogue: CatalogueView
    reception: Reception
    people: ReceptionView
    queueing: Queueing
    ratings: Ratings
    ratings_view: RatingsView
    clock: Clock
    has_printer: bool
    cards: CardLane

    def reads_cards(self) -> bool:
        """Tell whether a card can be laid down now: there is a reader, and it does not report a fault."""
        return self.cards.reader is not None and self.cards.fault in (None, ReaderFault.UNREADABLE)


@dataclass(frozen=True)
class Wish:
    """What was chosen so far. The phone and the card go no further than this and the registration."""

    platform: PlatformRow | None = None
    matter: MatterRow | None = None
    way: Way = Way.NOBODY
    phone: str = ""
    card: CardFacts | None = None
    shown_as: ShownAs = ShownAs.NUMBER


@dataclass(frozen=True)
class Offer:
    """What the hall offers, read when the screen begins anew."""

    hall: HallCard | None
    platforms: tuple[PlatformRow, ...]
    matters: tuple[MatterRow, ...]
    rules: Rules


def read_offer(doors: KioskDoors) -> Offer:
    """Read what can be chosen; a platform without matters is left out."""
    catalogue = doors.catalogue
    matters = catalogue.matters()
    served = {matter.platform_id for matter in matters}
    platforms = tuple(platform for platform in catalogue.platforms() if platform.id in served)
    return Offer(catalogue.hall(), platforms, matters, catalogue.rules())


def take(doors: KioskDoors, wish: Wish, actor: Actor) -> TakenNumber:
    """Take the number. Whether a phone is known here is told to nobody: the slip looks the same.

    Refuses like Reception.register_person and Queueing.take_number.
    """
    assert wish.matter is not None
    person_id = _person_of(doors, wish, actor)
    entry = VisitEntry(wish.matter.id, person_id, shown_as=wish.shown_as)
    return doors.queueing.take_number(entry, actor=actor).value


def cases_to_rate(doors: KioskDoors, code: str) -> Callable[[], tuple[RateRequest, ...]] | None:
    """Give what reads the cases a slip's code lets its visitor rate; None for any other code."""
    if not code.startswith(RATING_PREFIX):
        return None
    visit_id = code.removeprefix(RATING_PREFIX).strip()
    return lambda: doors.ratings_view.of_visit(visit_id)


def _person_of(doors: KioskDoors, wish: Wish, actor: Actor) -> str | None:
    if wish.way is Way.CARD and wish.card is not None:
        card = wish.card
        entry = PersonEntry(card.name, DocumentKind(card.kind.value), card.number)
        return doors.reception.register_person(entry, actor=actor).value.id
    if wish.way is Way.PHONE:
        found = doors.people.find_people(wish.phone, limit=2)
        # Two people with one phone: the screen may not ask which of them it is.
        return found[0].id if len(found) == 1 else None
    return None
