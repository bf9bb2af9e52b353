"""The ways the world says no. Facts only: the sentences are the window's (ui/wording.py)."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(eq=False)
class Refusal(Exception):
    """Something the clerk asked for cannot be; nothing was changed."""

    @property
    def code(self) -> str:
        """The name by which the window knows the reason."""
        return type(self).__name__

    def facts(self) -> dict[str, object]:
        """The facts of the reason by name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    def __str__(self) -> str:
        return f"{self.code} {self.facts()}"


@dataclass(eq=False)
class Forbidden(Refusal):
    """The actor's role may not do this."""

    permission: str


@dataclass(eq=False)
class Missing(Refusal):
    """The record asked for is not here."""

    kind: str
    key: str


@dataclass(eq=False)
class WrongStep(Refusal):
    """A record in this state does not take this step."""

    kind: str
    state: str
    step: str


@dataclass(eq=False)
class FieldRefused(Refusal):
    """One field of what was typed cannot be taken. ``problem`` is a word of a fixed list."""

    field: str
    problem: str
    value: str = ""
