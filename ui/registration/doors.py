"""What the registrar's page stands on."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.clock import Clock
from app.registration.deciding import Deciding
from app.registration.exporting import Exporting
from app.registration.fields import FieldTable
from app.registration.importing import Returns
from app.registration.paper import RegistrationPapers
from app.registration.queries import RegistrationsView
from app.registration.service import Intake
from app.registration.statistics import Statistics


@dataclass(frozen=True)
class RegistrationDoors:
    """The services the registrar needs, with the hall's clock and zone."""

    intake: Intake
    deciding: Deciding
    view: RegistrationsView
    papers: RegistrationPapers
    exporting: Exporting
    returns: Returns
    statistics: Statistics
    fields: FieldTable
    clock: Clock
    zone: str
