"""What the outbox may let go of: changesets that every restored backup would still know."""

from __future__ import annotations

from app.kernel.clock import DAY
from app.storage.outbox import read_fact, write_fact
from app.storage.store import Store

KEPT_US = 35 * DAY
"""So long an answered changeset is kept, to be sent again to a centre that comes back from a backup."""
TIDIED = "outbox_tidied_at"

_OLD = """
DELETE FROM outbox WHERE seq IN (
    SELECT o.seq FROM outbox o
    WHERE o.answered_at < ? AND o.shown = 1 AND o.seq < (SELECT max(seq) FROM outbox)
      AND (o.state = 'accepted' OR o.state = 'refused' AND EXISTS (
          SELECT 1 FROM conflict c WHERE c.id = o.txn AND c.decision <> 'open'))
    LIMIT 1000
)
"""


def tidy_outbox(store: Store) -> int:
    """Let go of what is old, once a day, a thousand at a time; gives how many went.

    Kept however old: what waits, what nobody has decided, what is not shown yet, and the last one, whose
    number tells the next.
    """
    now = store.clock.now()
    with store.look() as session:
        tidied = read_fact(session, TIDIED, 0)
    if abs(now - tidied) < DAY:
        return 0
    gone = 0
    while True:
        with store.rewrite() as connection:
            went: int = connection.execute(_OLD, (now - KEPT_US,)).rowcount
        gone += went
        if went < 1000:
            break
    with store.keep() as session:
        write_fact(session, TIDIED, now)
    return gone
