"""All tables in one place: whoever imports this knows the whole store."""

from __future__ import annotations

from sqlalchemy import MetaData

import app.cases.entities
import app.catalogue.entities
import app.contracts.entities
import app.queueing.entities
import app.ratings.entities
import app.reception.entities
import app.registration.entities
import app.rooms.entities
import app.security.entities
import app.storage.files
import app.storage.outbox
import app.storage.spool
import app.storage.trail
import app.sync.entities  # noqa: F401 - importing registers the tables
from app.contracts.expiring import EXPIRE_CONTRACTS
from app.queueing.cut_off import YIELDING_CASES
from app.rooms.rows import BY_THE_CLOCK
from app.storage.base import YIELDING, Base

METADATA: MetaData = Base.metadata
METADATA.info[YIELDING] = (*YIELDING_CASES, *BY_THE_CLOCK, EXPIRE_CONTRACTS)
