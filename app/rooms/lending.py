"""What the centre counts for every writer: movable equipment is never out more often than the hall owns it.

The same as ``stock.py`` counts at a terminal, in the server's words, at the end of each transaction.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.rooms.states import HOLDING
from app.rooms.stock import Use
from app.storage.base import Watch

ENOUGH = "booking_equipment_enough"
"""The name of the rule, as the centre tells it when it refuses."""

_HOLDS = "ended_at IS NULL AND {0}.state IN (" + ", ".join(f"'{state}'" for state in HOLDING) + ")"

_COUNT = """
DECLARE
    _asks booking;
    _short record;
    _out jsonb;
BEGIN
    {unless}
    SELECT * INTO _asks FROM booking b WHERE b.hall_id = NEW.hall_id AND b.id = {booking} AND b.{holds_b};
    IF _asks.id IS NULL OR NOT EXISTS (
        SELECT 1 FROM booking_equipment e
        WHERE e.hall_id = NEW.hall_id AND e.booking_id = _asks.id AND e.ended_at IS NULL
    ) THEN
        RETURN NULL;
    END IF;
    INSERT INTO sync_turn VALUES (NEW.hall_id, 'equipment')
        ON CONFLICT (hall_id, thing) DO UPDATE SET times = sync_turn.times + 1;
    -- What stands in a room for good is not carried there.
    WITH uses AS (
        SELECT e.kind, b.id, e.quantity - (r.equipment ? e.kind)::int AS count, b.starts_at, b.busy_until
        FROM booking b
        JOIN booking_equipment e ON e.hall_id = b.hall_id AND e.booking_id = b.id AND e.ended_at IS NULL
        JOIN room r ON r.hall_id = b.hall_id AND r.id = b.room_id
        WHERE b.hall_id = NEW.hall_id AND b.{holds_b}
            AND b.starts_at < _asks.busy_until AND _asks.starts_at < b.busy_until
    ), moments AS (
        SELECT DISTINCT kind, greatest(starts_at, _asks.starts_at) AS at FROM uses WHERE count > 0
    ), levels AS (
        SELECT m.kind, sum(u.count) AS out FROM moments m
        JOIN uses u ON u.kind = m.kind AND u.count > 0 AND u.starts_at <= m.at AND m.at < u.busy_until
        GROUP BY m.kind, m.at
    )
    SELECT w.kind, w.count, coalesce(s.quantity, 0) AS owned, max(l.out) AS most INTO _short
    FROM uses w
    JOIN levels l ON l.kind = w.kind
    LEFT JOIN equipment_stock s ON s.hall_id = NEW.hall_id AND s.kind = w.kind AND s.ended_at IS NULL
    WHERE w.id = _asks.id AND w.count > 0
    GROUP BY w.kind, w.count, s.quantity
    HAVING max(l.out) > coalesce(s.quantity, 0)
    ORDER BY w.kind LIMIT 1;
    IF _short.kind IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'booking_id', b.id, 'kind', e.kind, 'count', e.quantity - (r.equipment ? e.kind)::int,
        'starts_at', b.starts_at, 'busy_until', b.busy_until
    ) ORDER BY b.starts_at, b.id), '[]') INTO _out
    FROM booking b
    JOIN booking_equipment e ON e.hall_id = b.hall_id AND e.booking_id = b.id AND e.ended_at IS NULL
    JOIN room r ON r.hall_id = b.hall_id AND r.id = b.room_id
    WHERE b.hall_id = NEW.hall_id AND b.id <> _asks.id AND b.{holds_b} AND e.kind = _short.kind
        AND e.quantity > (r.equipment ? e.kind)::int
        AND b.starts_at < _asks.busy_until AND _asks.starts_at < b.busy_until;
    RAISE EXCEPTION 'not so many are there' USING ERRCODE = '23514', TABLE = 'booking_equipment',
        CONSTRAINT = '{name}', DETAIL = jsonb_build_object(
            'kind', _short.kind, 'wanted', _short.count, 'owned', _short.owned, 'out', _out
        )::text;
END
"""

_NO_MORE = """IF OLD.{holds_old} AND NEW.room_id = OLD.room_id
        AND NEW.starts_at >= OLD.starts_at AND NEW.busy_until <= OLD.busy_until THEN
        -- Checking in, ending early: no more is out than before, even where a piece has broken meanwhile.
        RETURN NULL;
    END IF;"""


def _text(booking: str, unless: str = "") -> str:
    return _COUNT.format(booking=booking, unless=unless, holds_b=_HOLDS.format("b"), name=ENOUGH)


WHAT_IS_CARRIED = Watch("INSERT OR UPDATE", _text("NEW.booking_id"))
WHERE_IT_IS_CARRIED = Watch("UPDATE", _text("NEW.id", unless=_NO_MORE.format(holds_old=_HOLDS.format("OLD"))))


def told_of_equipment(facts: Mapping[str, Any]) -> tuple[tuple[Use, ...], dict[str, int]]:
    """Read who has a kind of equipment out and how many the hall owns, as the centre's refusal tells it.

    Nothing where it refuses for another reason.
    """
    if facts.get("constraint") != ENOUGH:
        return (), {}
    detail = json.loads(facts["detail"])
    names = ("booking_id", "kind", "count", "starts_at", "busy_until")
    uses = tuple(Use(**{name: row[name] for name in names}) for row in detail["out"])
    return uses, {detail["kind"]: detail["owned"]}
