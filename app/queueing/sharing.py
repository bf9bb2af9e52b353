"""Cut off: the waiting visitors shared among the windows without a word between them (decision 3)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection


def owner_of(ticket_id: str, window_ids: Collection[str]) -> str | None:
    """Tell whose a ticket is: of all windows the one with the highest draw (rendezvous hashing).

    Windows with the same list agree; where one leaves, only its own tickets find another owner.
    """
    return max(window_ids, key=lambda window_id: (_draw(ticket_id, window_id), window_id), default=None)


def _draw(ticket_id: str, window_id: str) -> bytes:
    return hashlib.sha256(f"{ticket_id}\x1f{window_id}".encode()).digest()
