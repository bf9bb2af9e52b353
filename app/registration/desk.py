"""The registrar's services, put together."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.confirm import Confirm
from app.registration.deciding import Deciding
from app.registration.exporting import Exporting
from app.registration.fields import FieldTable
from app.registration.importing import Returns
from app.registration.paper import RegistrationPapers, SheetPress
from app.registration.queries import RegistrationsView
from app.registration.service import Intake
from app.registration.statistics import Statistics
from app.storage.store import Store


@dataclass(frozen=True)
class RegistrarDesk:
    """All that a registrar does and looks at."""

    intake: Intake
    deciding: Deciding
    view: RegistrationsView
    papers: RegistrationPapers
    exporting: Exporting
    returns: Returns
    statistics: Statistics
    fields: FieldTable


def registrar_desk(store: Store, confirm: Confirm, press: SheetPress, zone: str) -> RegistrarDesk:
    """Make the desk of a store."""
    view = RegistrationsView(store, zone)
    return RegistrarDesk(
        Intake(store, confirm, zone),
        Deciding(store, confirm, zone),
        view,
        RegistrationPapers(store, view, press, zone),
        Exporting(store, view, zone),
        Returns(store, zone),
        Statistics(store, press, zone),
        FieldTable(store, zone),
    )
