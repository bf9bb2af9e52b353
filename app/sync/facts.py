"""What a terminal knows of its own place at the centre: names of its local facts."""

from __future__ import annotations

TERMINAL_NUMBER = "terminal_number"
TERMINAL_ROLE = "terminal_role"
INCARNATION = "incarnation"
SENT_EPOCH = "sent_epoch"
"""The life of the centre for which the outbox's states hold."""
EPOCH = "epoch"
TOKEN = "token"  # noqa: S105 - a cursor, no secret
"""Epoch and token of the last whole pull."""
STAGING = "staging"
"""How far a large pull has come: epoch, anew, since, as_of, cursor, done, of."""
PULLED_SHAPE = "pulled_shape"
"""Which columns the pulled rows were read into; another program version may know more."""
NUMBERS = "numbers_given"
"""The last numbers the centre gave, by series and day: a restored centre is told of them."""
LAST_SUCCESS = "last_success_at"
TROUBLE = "centre_trouble"
CLOCK_SKEW = "clock_skew_us"
"""The centre's clock minus this terminal's, at the last greeting (``hall_clock.py``)."""
HALL_TO_FOUND = "hall_to_found"
"""Joined for a hall that is not there yet: whether it is to be a sample hall; None where it is there."""
