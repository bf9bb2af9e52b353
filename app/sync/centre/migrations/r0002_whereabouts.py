"""The centre notes which server it lives on, so that a restored or promoted one is noticed."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the server's identity and its line of history."""
    op.get_bind().exec_driver_sql(
        """
        ALTER TABLE guitai.sync_centre ADD COLUMN system_identifier text, ADD COLUMN timeline bigint,
            ADD COLUMN noted_epoch text;
        COMMENT ON COLUMN guitai.sync_centre.timeline IS
            'Together with system_identifier: where this database lived when the epoch noted_epoch began.';
        """
    )
