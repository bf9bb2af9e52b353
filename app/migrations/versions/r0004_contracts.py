"""Contracts: versions, agents, royalties, the clause library, copies handed out, digests of the files.

Nothing is computed for old rows: a contract frozen before keeps the record it was frozen with.
"""

from __future__ import annotations

from alembic import op

from app.migrations.completing import complete
from app.migrations.versions.r0003_rooms import forget_staged
from app.schema import METADATA

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what is declared and not there."""
    connection = op.get_bind()
    complete(connection, METADATA)
    forget_staged(connection)
