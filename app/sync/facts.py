"""What a terminal knows of its own place at the centre: names of its local facts."""

from __future__ import annotations

TERMINAL_NUMBER = "terminal_number"
TERMINAL_ROLE = "terminal_role"
INCARNATION = "incarnation"
EPOCH = "epoch"
TOKEN = "token"  # noqa: S105 - a cursor, no secret
LAST_SUCCESS = "last_success_at"
TROUBLE = "centre_trouble"
