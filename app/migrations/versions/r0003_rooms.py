"""Rooms: preparation, the floor they stand on, rules, layers of opening hours, series, the waiting list.

The floor of a room follows from its key and that of a booking from its room, here as at the centre (r0005),
so that both have computed the same and neither's next step is refused.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Connection

from app.migrations.completing import complete
from app.rooms.floor import own_space
from app.schema import METADATA

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what is declared and not there, and put rooms and bookings on their floor."""
    connection = op.get_bind()
    complete(connection, METADATA)
    _put_on_floor(connection)
    forget_staged(connection)


def forget_staged(connection: Connection) -> None:
    """Throw away the pages of a large pull that broke off: they have the older columns. It begins anew."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'staged_*'"
    for (name,) in connection.exec_driver_sql(query).all():
        connection.exec_driver_sql(f'DROP TABLE "{name}"')
    connection.exec_driver_sql("DELETE FROM local_fact WHERE name = 'staging'")


def _put_on_floor(connection: Connection) -> None:
    for (room_id,) in connection.exec_driver_sql("SELECT id FROM room").all():
        space = own_space(room_id)
        place = (space.space_from, space.space_to, room_id)
        connection.exec_driver_sql("UPDATE room SET space_from = ?, space_to = ? WHERE id = ?", place)
        connection.exec_driver_sql(
            "UPDATE booking SET space_from = ?, space_to = ?, prepare_from = starts_at WHERE room_id = ?",
            place,
        )
