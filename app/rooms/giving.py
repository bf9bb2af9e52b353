"""What the centre looks at before it gives a room to anybody: no blocking stands in the way, it is in use.

The same as ``verdict.py`` asks at a terminal, in the server's words, at the end of each transaction. A
blocking set around what is booked, and a room closed despite it, leave those bookings where they are: only
who comes, or wants more, is asked. So nobody takes a turn here: what was written first stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.rooms.availability import Busy
from app.rooms.states import HOLDING, LIVING, BookingState
from app.storage.base import Watch

GIVEN = "booking_given"
"""The name of the rule, as the centre tells it when it refuses."""


def _words(states: tuple[BookingState, ...]) -> str:
    return ", ".join(f"'{state}'" for state in states)


WHETHER_IT_IS_GIVEN = Watch(
    "INSERT OR UPDATE",
    f"""
DECLARE
    _asks booking;
    _blocking room_blocking;
BEGIN
    SELECT * INTO _asks FROM booking b
    WHERE b.hall_id = NEW.hall_id AND b.id = NEW.id AND b.ended_at IS NULL
        AND b.state IN ({_words(LIVING)});
    IF _asks.id IS NULL THEN
        RETURN NULL;
    ELSIF TG_OP = 'UPDATE' THEN
        IF OLD.ended_at IS NULL AND (OLD.state IN ({_words(HOLDING)}) OR OLD.state = _asks.state)
            AND _asks.room_id = OLD.room_id
            AND _asks.starts_at >= OLD.starts_at AND _asks.ends_at <= OLD.ends_at THEN
            -- It was given that much before: other words, checking in, ending early.
            RETURN NULL;
        END IF;
    END IF;
    IF EXISTS (
        SELECT 1 FROM room r
        WHERE r.hall_id = _asks.hall_id AND r.id = _asks.room_id AND r.ended_at < _asks.ends_at
    ) THEN
        RAISE EXCEPTION 'out of use' USING ERRCODE = '23514', TABLE = 'booking', CONSTRAINT = '{GIVEN}',
            DETAIL = jsonb_build_object('closed', _asks.room_id)::text;
    END IF;
    SELECT k.* INTO _blocking FROM room_blocking k JOIN room r ON r.hall_id = k.hall_id AND r.id = k.room_id
    WHERE k.hall_id = _asks.hall_id AND k.ended_at IS NULL AND r.ended_at IS NULL
        AND k.starts_at < _asks.busy_until AND _asks.prepare_from < k.ends_at
        AND r.space_from < _asks.space_to AND _asks.space_from < r.space_to
    ORDER BY k.starts_at, k.id LIMIT 1;
    IF _blocking.id IS NULL THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'blocked' USING ERRCODE = '23514', TABLE = 'booking', CONSTRAINT = '{GIVEN}',
        DETAIL = jsonb_build_object('blocking', jsonb_build_object(
            'booking_id', _blocking.id, 'room_id', _blocking.room_id,
            'starts_at', _blocking.starts_at, 'ends_at', _blocking.ends_at
        ))::text;
END
""",
)


def told_of_rooms(facts: Mapping[str, Any]) -> tuple[tuple[Busy, ...], frozenset[str]]:
    """Read what blocks a room, and which room is out of use, as the centre's refusal tells it.

    Nothing where it refuses for another reason.
    """
    if facts.get("constraint") != GIVEN:
        return (), frozenset()
    detail = json.loads(facts["detail"])
    if "closed" in detail:
        return (), frozenset({detail["closed"]})
    told = detail["blocking"]
    return (Busy(**told, busy_until=told["ends_at"], is_blocking=True),), frozenset()
