"""The centre at a glance: every terminal, what waits, what needs a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from psycopg import Connection

from app.sync.metrics import Metric, one

ENROLLED = "enrolled"
"""The state of a terminal that may work; others are "invited" and "revoked"."""


@dataclass(frozen=True)
class TerminalRow:
    """One terminal as the centre sees it. ``last_seen`` counts questions, not only greetings."""

    number: int
    name: str
    hall_id: str
    state: str
    connections: int
    last_seen: datetime | None
    waiting: int
    skew_s: float
    schema_version: int | None
    has_caught_up: bool
    """It has sent again all it keeps since the centre was last restored."""

    @property
    def standing(self) -> str:
        """Its state in a word or two."""
        return "sends again" if self.state == ENROLLED and not self.has_caught_up else self.state

    def away_s(self, now: datetime) -> float | None:
        """Tell for how many seconds nothing was heard of it."""
        return None if self.last_seen is None else max(0.0, (now - self.last_seen).total_seconds())


@dataclass(frozen=True)
class CentreView:
    """The whole of it at one moment."""

    at: datetime
    epoch: str
    terminals: tuple[TerminalRow, ...]
    open_conflicts: dict[str, int]
    """By hall."""
    parked: int
    longest_transaction_s: float
    notification_queue: float


def look_at(connection: Connection[Any]) -> CentreView:
    """See how the centre stands; needs an administrator's connection to a prepared centre."""
    with connection.transaction():
        connection.execute("SET LOCAL search_path = guitai, pg_temp")
        terminals = tuple(TerminalRow(*row) for row in connection.execute(_TERMINALS))
        row = connection.execute(_CENTRE).fetchone()
        conflicts = connection.execute(_CONFLICTS).fetchall()
    epoch, parked, longest, queue, now = row or ("", 0, 0.0, 0.0, datetime.now(UTC))
    return CentreView(now, epoch, terminals, dict(conflicts), parked, float(longest), float(queue))


def centre_metrics(view: CentreView) -> list[Metric]:
    """Tell it to a collector of metrics."""
    active = [row for row in view.terminals if row.state == ENROLLED]

    def of_terminals(name: str, told: str, value: Callable[[TerminalRow], float | None]) -> Metric:
        samples = tuple(
            ({"terminal": str(row.number), "name": row.name, "hall": row.hall_id}, found)
            for row in active
            if (found := value(row)) is not None
        )
        return Metric(f"guitai_centre_terminal_{name}", told, samples)

    halls = tuple(({"hall": hall}, float(count)) for hall, count in view.open_conflicts.items())
    return [
        of_terminals("connections", "Connections the terminal has open.", lambda row: row.connections),
        of_terminals("away_seconds", "Time since its last question.", lambda row: row.away_s(view.at)),
        of_terminals("waiting", "What waited there at its last call.", lambda row: row.waiting),
        of_terminals("clock_skew_seconds", "The centre's clock minus its own.", lambda row: row.skew_s),
        of_terminals("caught_up", "It has sent again what it keeps.", lambda row: float(row.has_caught_up)),
        Metric("guitai_centre_open_conflicts", "Conflicts nobody has decided.", halls),
        one("guitai_centre_parked", "Changesets that wait for other terminals.", view.parked),
        one(
            "guitai_centre_longest_transaction_seconds",
            "Age of the oldest open transaction of the database.",
            view.longest_transaction_s,
        ),
        one(
            "guitai_centre_notification_queue_ratio",
            "How full the queue of notifications is.",
            view.notification_queue,
        ),
        one("guitai_centre_metrics_time_seconds", "When this was looked up.", view.at.timestamp()),
    ]


_TERMINALS = """
    SELECT t.number, t.name, coalesce(t.hall_id, ''),
        CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked'
             WHEN t.enrolled_at IS NULL THEN 'invited' ELSE 'enrolled' END,
        count(a.pid), greatest(t.seen_at, max(a.state_change)), coalesce(t.waiting, 0),
        coalesce(t.clock_skew_us, 0)::float / 1000000, t.schema_version,
        t.epoch = (SELECT epoch FROM sync_centre)
    FROM sync_terminal t
    LEFT JOIN pg_stat_activity a ON a.usename = t.role AND a.datname = current_database()
    GROUP BY t.number ORDER BY t.number
    """
_CENTRE = """
    SELECT epoch, (SELECT count(*) FROM sync_parked),
        (SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0)
         FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
             AND backend_type = 'client backend'),
        pg_notification_queue_usage(), now()
    FROM sync_centre
    """
_CONFLICTS = """
    SELECT hall_id, count(*) FROM conflict WHERE decision = 'open' AND ended_at IS NULL GROUP BY hall_id
    """
