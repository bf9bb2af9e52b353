"""The first version, which was made whole."""

from __future__ import annotations

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Leave it: every store there is has been made with these tables."""
