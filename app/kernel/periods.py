"""Stretches of time, half-open: the end belongs to what follows."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.errors import FieldRefused


@dataclass(frozen=True, order=True)
class Period:
    """From a moment up to, not including, another."""

    starts_at: int
    ends_at: int

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise FieldRefused("ends_at", "not_after_start")

    def contains(self, moment: int) -> bool:
        """Tell whether a moment lies inside."""
        return self.starts_at <= moment < self.ends_at

    def widened(self, before: int, after: int) -> Period:
        """Give the period with room before and behind."""
        return Period(self.starts_at - before, self.ends_at + after)

    @property
    def length(self) -> int:
        """The length in microseconds."""
        return self.ends_at - self.starts_at
