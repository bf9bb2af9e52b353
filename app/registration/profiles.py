"""Rule profiles, papers and criteria of the registration: data of resources/templates/registration. Pure."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from typing import Any

from app.contracts.codes import CodeRow, codes
from app.kernel.errors import Missing
from app.kernel.places import resource
from app.registration.states import Counting

PROFILES = ("rules2000", "draft2024")
USUAL_PROFILE = PROFILES[0]
"""The measures in force; the others are a draft no final text of which was found (domain.md 1.1)."""


@dataclass(frozen=True)
class Profile:
    """The rules a registration goes by (domain.md 1.8).

    days, expert_days: from the acceptance to the decision, without and with experts.
    expert_from_fen: the technical amount from which experts look first; 0: never by amount.
    apply_within_days: how long after a contract was formed it may be handed in; 0: no such limit.
    needs_effect: it is handed in while it is in force. without_marks: marks of refusal codes it has not.
    """

    code: str
    name: str
    name_en: str
    law: str
    days: int
    counting: Counting
    expert_from_fen: int
    expert_days: int
    expert_counting: Counting
    least_originals: int
    apply_within_days: int
    needs_effect: bool
    without_marks: tuple[str, ...]
    certificate_shows_total: bool

    def refusal_codes(self) -> tuple[CodeRow, ...]:
        """Give the grounds this profile knows."""
        return tuple(row for row in codes("refuse") if row.mark not in self.without_marks)

    def limit(self, *, is_expert: bool) -> tuple[int, Counting]:
        """Give the days of the time limit and what they are told in."""
        return (self.expert_days, self.expert_counting) if is_expert else (self.days, self.counting)


@dataclass(frozen=True)
class PaperRule:
    """A paper that is brought. ``kinds``: subtypes or classes it is asked of; ``when``: which fact asks."""

    key: str
    name: str
    name_en: str
    law: str
    ground: str
    kinds: tuple[str, ...] = ()
    when: str = ""

    def is_asked(self, kind: str, facts: frozenset[str]) -> bool:
        """Tell whether it is asked of a subtype with some facts."""
        fits = not self.kinds or any(kind.startswith(wanted) for wanted in self.kinds)
        return fits and (not self.when or self.when in facts)


@dataclass(frozen=True)
class Criterion:
    """A line the registrar ticks."""

    key: str
    text: str
    text_en: str


@functools.cache
def profile(code: str) -> Profile:
    """Give a profile; refused (Missing): there is none of that code."""
    if code not in PROFILES:
        raise Missing("profile", code)
    told = _told(code)
    told["counting"] = Counting(told["counting"])
    told["expert_counting"] = Counting(told["expert_counting"])
    told["without_marks"] = tuple(told["without_marks"])
    return Profile(**told)


@functools.cache
def paper_rules() -> tuple[PaperRule, ...]:
    """Give the list of papers."""
    return tuple(
        PaperRule(
            **{key: value for key, value in line.items() if key != "for"}, kinds=tuple(line.get("for", ()))
        )
        for line in _told("materials")["paper"]
    )


def papers(kind: str, facts: frozenset[str]) -> tuple[PaperRule, ...]:
    """Give the papers that are asked of a subtype with some facts of the case."""
    return tuple(rule for rule in paper_rules() if rule.is_asked(kind, facts))


@functools.cache
def criteria(kind: str) -> tuple[Criterion, ...]:
    """Give the criteria of a subtype: its own list, else its class's (domain.md 1.3)."""
    told = _told("criteria")
    lines = told.get(kind) or told.get(kind.rstrip("0123456789"), [])
    return tuple(Criterion(**line) for line in lines)


def _told(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(f"templates/registration/{name}.toml").read_text(encoding="utf-8"))
