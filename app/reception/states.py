"""The fixed words of reception."""

from __future__ import annotations

from enum import StrEnum


class Priority(StrEnum):
    """Who may be called before others (优先办理, domain.md 5.3); the hall's screens never tell why."""

    NONE = "none"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    MILITARY = "military"
    WITH_INFANT = "with_infant"
    OTHER = "other"
