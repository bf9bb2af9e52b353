"""Printing the registrar's papers, through the spool like every page; showing them first."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from app.catalogue.queries import hall_card
from app.documents.sheets import ReportSheet
from app.kernel.changes import Outcome
from app.kernel.clock import day_of
from app.kernel.errors import WrongStep
from app.registration.queries import RegistrationCard, RegistrationsView
from app.registration.sheets import Issuer, certificate_sheet, form_sheet, notice_sheet, refusal_sheet
from app.registration.states import IN_FORCE, RegistrationState
from app.security.actors import Actor, Permission
from app.storage.spool import Paper, PrintOrder, queue_print
from app.storage.store import Store


class RegistrationPaper(StrEnum):
    """What is printed of a registration."""

    FORM = "form"
    NOTICE = "notice"
    REFUSAL = "refusal"
    CERTIFICATE = "certificate"


class SheetPress(Protocol):
    """Makes a page of a sheet."""

    def press(self, sheet: ReportSheet) -> bytes:
        """Set a sheet as a PDF."""
        ...


_SHEETS: dict[RegistrationPaper, Callable[[RegistrationCard, Issuer], ReportSheet]] = {
    RegistrationPaper.FORM: form_sheet,
    RegistrationPaper.NOTICE: notice_sheet,
    RegistrationPaper.REFUSAL: refusal_sheet,
    RegistrationPaper.CERTIFICATE: certificate_sheet,
}
_WHEN: dict[RegistrationPaper, tuple[RegistrationState, ...]] = {
    RegistrationPaper.FORM: tuple(RegistrationState),
    RegistrationPaper.NOTICE: (RegistrationState.SUPPLEMENT,),
    RegistrationPaper.REFUSAL: (RegistrationState.REFUSED,),
    RegistrationPaper.CERTIFICATE: IN_FORCE,
}


def papers_of(state: RegistrationState) -> tuple[RegistrationPaper, ...]:
    """List what can be printed in a state."""
    return tuple(paper for paper, states in _WHEN.items() if state in states)


class RegistrationPapers:
    """What of registrations is printed."""

    def __init__(self, store: Store, view: RegistrationsView, press: SheetPress, zone: str) -> None:
        self._store = store
        self._view = view
        self._press = press
        self._zone = zone

    def show(self, registration_id: str, paper: RegistrationPaper, *, actor: Actor) -> bytes:
        """Set a paper as a PDF; refuses with Missing, and WrongStep where there is none of that kind."""
        card = self._view.registration(registration_id)
        if card.row.state not in _WHEN[paper]:
            raise WrongStep("registration", str(card.row.state), f"print_{paper}")
        return self._press.press(_SHEETS[paper](card, self._issuer(actor)))

    def print(self, registration_id: str, paper: RegistrationPaper, *, actor: Actor) -> Outcome[str]:
        """Send a paper to the page printer; gives the job's key. Refuses as ``show``, and with Forbidden."""
        actor.must(Permission.PRINT)
        pdf = self.show(registration_id, paper, actor=actor)
        card = self._view.registration(registration_id)
        title = f"{card.row.acceptance_number} {paper}"
        with self._store.change(actor, f"print_registration_{paper}") as work:
            order = PrintOrder(Paper.PAGE, title, f"registration:{registration_id}", pdf)
            job = queue_print(work.session, order, work.now)
            work.subject("registration", registration_id)
        return work.outcome(job)

    def _issuer(self, actor: Actor) -> Issuer:
        with self._store.look() as session:
            hall = hall_card(session)
        day = day_of(self._store.clock.now(), self._zone).isoformat()
        return Issuer(hall.name if hall else "", bool(hall and hall.is_sample), actor.name, day)
