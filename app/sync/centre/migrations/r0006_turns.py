"""Turns: what is counted at the end of a transaction is counted by one writer after the other."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table every writer of something countable changes a row of.

    A row that is changed, not one that is locked: whoever reads an older snapshot is sent back by the server
    instead of counting what he cannot see.
    """
    op.get_bind().exec_driver_sql(
        """
        CREATE TABLE IF NOT EXISTS guitai.sync_turn (
            hall_id text NOT NULL,
            thing text NOT NULL,
            times bigint NOT NULL DEFAULT 1,
            PRIMARY KEY (hall_id, thing)
        );
        """
    )
