"""A moment in a narrow column."""

from __future__ import annotations

from app.kernel.clock import local


def short_moment(moment: int, now: int, zone: str) -> str:
    """Write the hour of a moment of today, the day and hour of an earlier one."""
    wall, today = local(moment, zone), local(now, zone)
    if wall.date() == today.date():
        return f"{wall:%H:%M}"
    return f"{wall:%m-%d %H:%M}" if wall.year == today.year else f"{wall:%Y-%m-%d}"
