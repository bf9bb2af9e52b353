"""Registrations that are complete, and steps up to a state."""

from __future__ import annotations

from dataclasses import replace

from app.counter import Counter
from app.registration.form import CaseEntry
from app.registration.profiles import criteria
from app.registration.queries import RegistrationCard
from app.registration.states import MaterialMark
from app.security.actors import Actor
from tests.builders import a_signed_contract


def opened(counter: Counter, actor: Actor, profile: str = "rules2000") -> str:
    """A registration just opened from a signed contract; gives its key."""
    contract = a_signed_contract(counter, actor)
    return counter.registering.intake.open(contract, actor=actor, profile_code=profile).value


def completed(card: RegistrationCard) -> CaseEntry:
    """What a registrar writes so that nothing stops the case."""
    buyer, seller = card.entry.parties
    buyer = replace(buyer, nature="150", size="small", country="156", division="620103")
    seller = replace(seller, nature="600", country="702", division="")
    form = replace(
        card.entry.form, rights="1", plan="0", field="05", objective="10", industry="M", served_industry="C"
    )
    brought = {paper.key: MaterialMark.BROUGHT for paper in card.papers} | {"rights": MaterialMark.BROUGHT}
    return replace(card.entry, parties=(buyer, seller), form=form, materials=brought)


def complete(counter: Counter, actor: Actor, profile: str = "rules2000", **changes: object) -> str:
    """A registration nothing stops; gives its key."""
    key = opened(counter, actor, profile)
    card = counter.registering.view.registration(key)
    entry = replace(completed(card), **changes)  # type: ignore[arg-type]
    counter.registering.intake.save(key, entry, card.revision, actor=actor)
    return key


def in_review(counter: Counter, actor: Actor, profile: str = "rules2000", **changes: object) -> str:
    """A registration that is being looked at; gives its key."""
    key = complete(counter, actor, profile, **changes)
    counter.registering.intake.accept(key, actor=actor)
    counter.registering.deciding.begin_review(key, actor=actor)
    return key


def all_criteria(kind: str = "DEV1") -> tuple[str, ...]:
    """Every line ticked."""
    return tuple(line.key for line in criteria(kind))


def registered(counter: Counter, actor: Actor, fen: int = 120_000_000) -> str:
    """A registered contract; gives the registration's key."""
    key = in_review(counter, actor)
    reason = "" if fen == 120_000_000 else "扣除设备费用"
    counter.registering.deciding.register(key, fen, all_criteria(), reason, actor=actor)
    return key
