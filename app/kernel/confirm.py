"""How a use case asks the centre for something only one may have (architecture.md, decision 2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Verdict(StrEnum):
    """The centre's word on a transaction."""

    NOT_ASKED = "not_asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    OFFLINE = "offline"
    STANDALONE = "standalone"


@dataclass(frozen=True)
class Confirmation:
    """A verdict with the reason and the facts that came with a refusal."""

    verdict: Verdict = Verdict.NOT_ASKED
    reason: str = ""
    facts: dict[str, object] = field(default_factory=dict, hash=False)


class Confirm(Protocol):
    """Asks the centre about a transaction that is already saved here; never inside a transaction."""

    def ask(self, txn: str) -> Confirmation:
        """Send what waits up to this transaction and bring the verdict, within about a second."""
        ...

    def number(self, series: str, day: str) -> int | None:
        """Reserve the next number of a series at the centre, or None when it cannot be asked."""
        ...


class Standalone:
    """The answer of a program that has no centre."""

    def ask(self, txn: str) -> Confirmation:
        """Say that there is nobody to ask."""
        return Confirmation(Verdict.STANDALONE)

    def number(self, series: str, day: str) -> int | None:
        """Say that there is nobody to ask."""
        return None
