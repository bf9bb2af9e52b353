"""Rooms stand on a floor and are prepared before a meeting; older rows are completed first."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Compute what follows from a room's key and a booking's room, as every terminal computes it.

    A new centre has no such tables yet; they are made from the declarations.
    """
    bind = op.get_bind()
    if bind.exec_driver_sql("SELECT to_regclass('guitai.booking')").scalar() is None:
        return
    bind.exec_driver_sql(
        """
        ALTER TABLE guitai.room ADD COLUMN IF NOT EXISTS space_from bigint,
            ADD COLUMN IF NOT EXISTS space_to bigint;
        UPDATE guitai.room SET space_from = ('x' || left(md5(id), 15))::bit(60)::bigint,
            space_to = ('x' || left(md5(id), 15))::bit(60)::bigint + 1
        WHERE space_to IS NULL;
        ALTER TABLE guitai.booking ADD COLUMN IF NOT EXISTS prepare_from bigint,
            ADD COLUMN IF NOT EXISTS space_from bigint, ADD COLUMN IF NOT EXISTS space_to bigint;
        UPDATE guitai.booking b SET prepare_from = b.starts_at,
            space_from = r.space_from, space_to = r.space_to
        FROM guitai.room r WHERE r.hall_id = b.hall_id AND r.id = b.room_id AND b.prepare_from IS NULL;
        """
    )
