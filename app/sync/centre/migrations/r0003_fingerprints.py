"""The centre notes which texts its functions were made from, so that foreign or outdated ones are noticed."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the two fingerprints: of the program's texts, and of the functions as the server holds them."""
    op.get_bind().exec_driver_sql(
        "ALTER TABLE guitai.sync_centre ADD COLUMN made_from text, ADD COLUMN functions_are text"
    )
