"""All tables in one place: whoever imports this knows the whole store."""

from __future__ import annotations

from sqlalchemy import MetaData

import app.cases.entities
import app.catalogue.entities
import app.contracts.entities
import app.queueing.entities
import app.ratings.entities
import app.reception.entities
import app.rooms.entities
import app.security.entities
import app.storage.files
import app.storage.outbox
import app.storage.spool
import app.storage.trail
import app.sync.entities  # noqa: F401 - importing registers the tables
from app.queueing.cut_off import CALL_CHOSEN, CALL_NEXT, UNDO_CALL
from app.storage.base import YIELDING, Base

METADATA: MetaData = Base.metadata
# Another window was quicker: the next visitor has been called, or the clerk told, before anybody reads it.
METADATA.info[YIELDING] = (CALL_NEXT, CALL_CHOSEN, UNDO_CALL)
