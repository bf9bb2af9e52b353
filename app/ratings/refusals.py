"""The ways ratings say no."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import Refusal


@dataclass(eq=False)
class RatedAlready(Refusal):
    """This case was rated; one case has one rating."""

    level: int


@dataclass(eq=False)
class CaseNotOver(Refusal):
    """A case can be rated when it has ended."""


@dataclass(eq=False)
class RatingTooLate(Refusal):
    """The days in which a visit can be rated are over."""

    days: int


@dataclass(eq=False)
class NotAnswered(Refusal):
    """A follow-up rating comes after the answer to a bad one, and there are only so many."""


@dataclass(eq=False)
class ExtendedAlready(Refusal):
    """A deadline is put off once."""
