"""Words of contracts that change with law and place: settings of the hall, never part of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from app.documents.words import word


@dataclass(frozen=True)
class Wordings:
    """What the placeholders of these names stand for in every template.

    legal_basis: the law a contract names (domain.md 2.4: the Civil Code).
    printing_authority: who issues the form, told on the cover; empty: nobody is told.
    registrar: where contracts are registered. mediator: who mediates.
    arbitration_seat: the arbitration commission of the place.
    """

    legal_basis: str
    printing_authority: str
    registrar: str
    mediator: str
    arbitration_seat: str

    def told(self) -> dict[str, str]:
        """Give them by name, as a contract's record keeps them."""
        return asdict(self)


WORDING_KEYS = tuple(field.name for field in fields(Wordings))


def wordings_with(chosen: Mapping[str, str] | None = None) -> Wordings:
    """Give the usual words, those chosen instead of them; empty ones and strange keys count for nothing."""
    chosen = chosen or {}
    return Wordings(**{key: chosen.get(key, "").strip() or word("wordings", key) for key in WORDING_KEYS})
