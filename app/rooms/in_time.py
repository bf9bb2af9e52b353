"""What the centre looks at before a room is given back by the clock: that its own clock says so too.

A terminal's clock may be hours ahead, and was perhaps set since the centre was last greeted. What was given
back before its time would be lost without anybody having a say: the people are still to come.
"""

from __future__ import annotations

from app.kernel.clock import MINUTE
from app.rooms.states import BookingState, WishState
from app.storage.base import Watch

RELEASE_IN_TIME = Watch(
    "UPDATE",
    f"""
DECLARE
    _due bigint;
BEGIN
    IF NEW.state <> '{BookingState.RELEASED}' OR OLD.state = '{BookingState.RELEASED}' THEN
        RETURN NULL;
    END IF;
    SELECT NEW.starts_at + r.release_minutes * {MINUTE} INTO _due
    FROM room r WHERE r.hall_id = NEW.hall_id AND r.id = NEW.room_id;
    IF sync_moment() < _due THEN
        RAISE EXCEPTION 'not due yet' USING ERRCODE = '23514', TABLE = 'booking',
            CONSTRAINT = 'booking_in_time', DETAIL = jsonb_build_object('due', _due)::text;
    END IF;
    RETURN NULL;
END
""",
)
"""A meeting nobody has checked in to keeps its room for the minutes the room allows."""

LAPSE_IN_TIME = Watch(
    "UPDATE",
    f"""
BEGIN
    IF NEW.state = '{WishState.LAPSED}' AND OLD.state = '{WishState.OFFERED}'
        AND sync_moment() < OLD.held_until THEN
        RAISE EXCEPTION 'not due yet' USING ERRCODE = '23514', TABLE = 'waiting_wish',
            CONSTRAINT = 'waiting_wish_in_time', DETAIL = jsonb_build_object('due', OLD.held_until)::text;
    END IF;
    RETURN NULL;
END
""",
)
"""What is held for somebody of the waiting list stays held until the moment they were told."""
