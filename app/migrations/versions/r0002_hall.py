"""The hall's day: periods, matters of a visit, suspensions, appointments, business groups, rules.

Nothing is computed for old rows. A ticket keeps the rank 0, which stands for the moment it was taken; its
visit has the one matter it came for; its first period is added, as a past one, with the next step it takes.
The centre compares columns that move together as a whole: values only this terminal had computed would have
the next step of every such ticket refused. Terminals one version back make such rows every day anyway.
"""

from __future__ import annotations

from alembic import op

from app.migrations.completing import complete
from app.schema import METADATA

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what is declared and not there."""
    complete(op.get_bind(), METADATA)
