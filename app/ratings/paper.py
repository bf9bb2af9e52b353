"""Printing satisfaction, through the spool like every page."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from app.catalogue.known import KnownHall
from app.documents.sheets import ReportSheet
from app.kernel.changes import Outcome
from app.kernel.errors import FieldRefused
from app.ratings.queries import RatingsView
from app.ratings.satisfaction_sheet import satisfaction_sheet
from app.security.actors import Actor, Permission
from app.storage.spool import Paper, PrintOrder, queue_print
from app.storage.store import Store


class RatingsPress(Protocol):
    """Makes a page of a sheet."""

    def press(self, sheet: ReportSheet) -> bytes:
        """Set a sheet as a PDF."""
        ...


class RatingsPaper:
    """What of ratings is printed."""

    def __init__(
        self, store: Store, view: RatingsView, known: KnownHall, press: RatingsPress, zone: str
    ) -> None:
        self._store = store
        self._view = view
        self._known = known
        self._press = press
        self._zone = zone

    def print_satisfaction(self, since: dt.date, until: dt.date, *, actor: Actor) -> Outcome[str]:
        """Send the figures of some days, both included, to the page printer; gives the job's key.

        Refuses with FieldRefused a last day before the first.
        """
        actor.must(Permission.PRINT)
        if until < since:
            raise FieldRefused("until", "not_after_start")
        found, hall = self._view.satisfaction(since, until), self._known.now().hall()
        sheet = satisfaction_sheet(found, hall, actor.name, self._store.clock.now(), self._zone)
        order = PrintOrder(Paper.PAGE, sheet.title, f"hall:{hall.id}", self._press.press(sheet))
        with self._store.change(actor, "print_satisfaction") as work:
            job = queue_print(work.session, order, work.now)
            work.subject("hall", hall.id)
        return work.outcome(job)
