"""A hall counts the batches it was told of; their rows are told on a channel of its own."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the count, and a name of the channel that nobody can guess."""
    op.get_bind().exec_driver_sql(
        """
        ALTER TABLE guitai.sync_hall ADD COLUMN told bigint NOT NULL DEFAULT 0,
            ADD COLUMN channel text NOT NULL DEFAULT 'guitai_' || replace(gen_random_uuid()::text, '-', '');
        COMMENT ON COLUMN guitai.sync_hall.told IS 'How many batches were taken; each call names its number.';
        COMMENT ON COLUMN guitai.sync_hall.channel IS
            'Where the rows of small batches are told. Every role may hear any channel whose name it knows:'
            ' only terminals of the hall are told this one; another is taken when one of them is revoked.';
        """
    )
