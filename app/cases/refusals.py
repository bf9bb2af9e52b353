"""The ways a window says no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class VisitorCalled(Refusal):
    """A visitor is called and nobody has said yet whether they came."""

    number: str
