"""The centre's own tables."""

from __future__ import annotations

from importlib.resources import files

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them in an empty schema."""
    text = files("app.sync.centre").joinpath("tables.sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(text)
