"""The layout of slips, and trial prints of both printers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.catalogue.queries import HallCard, hall_card
from app.documents.sheets import PrinterTrialSheet, SlipSheet
from app.documents.slip_template import TRIAL, USUAL, LayoutRefused, check_layout, compose, shipped_layout
from app.documents.words import word
from app.kernel.changes import ChangeSet, Outcome
from app.kernel.clock import MINUTE, local
from app.kernel.errors import Missing
from app.queueing.entities import SlipLayout
from app.queueing.slips import SlipFacts, SlipPress, ticket_sheet
from app.security.actors import Actor, Permission
from app.storage.outbox import read_fact, write_fact
from app.storage.spool import Paper, PrintOrder, queue_print
from app.storage.store import Store

log = logging.getLogger(__name__)

TRIAL_CODE = "GT1:TRIAL"
_DRAFT = "slip_layout_draft"
TRIAL_OF = "trial:"
"""Opens the subject of a trial print; the kind of paper follows."""
_SAMPLE_KEY = "0198c0de-1234-7abc-8def-0123456789ab"


class DeskPress(SlipPress, Protocol):
    """Makes bytes of slips and of trial pages."""

    def preview(self, sheet: SlipSheet, width_mm: int) -> bytes:
        """Set a slip as a PDF for a roll of 80 or 58 mm."""
        ...

    def press_page(self, sheet: PrinterTrialSheet) -> bytes:
        """Set a trial page of A4."""
        ...


@dataclass(frozen=True)
class LayoutView:
    """The layout in force and the usual one. ``is_usual``: the hall has none of its own.

    draft: what was typed at this terminal and not saved, "" where nothing was.
    """

    text: str
    usual: str
    is_usual: bool
    draft: str = ""


class SlipDesk:
    """Where the hall arranges its slips and tries its printers."""

    def __init__(self, store: Store, press: DeskPress, printers: Mapping[Paper, str], zone: str) -> None:
        """``printers`` are the names of the printers as the settings have them, for trial prints."""
        self._store = store
        self._press = press
        self._printers = printers
        self._zone = zone

    def layout(self) -> LayoutView:
        """Read the layout in force as it was written, for the editor."""
        with self._store.look() as session:
            own, draft = _own(session), read_fact(session, _DRAFT, "")
        usual = shipped_layout(USUAL)
        text = usual if own is None else own.text
        return LayoutView(text, usual, own is None, "" if draft == text else draft)

    def keep_draft(self, text: str, *, actor: Actor) -> None:
        """Keep what is typed and not saved for whoever goes on at this terminal; "" forgets it.

        It may be wrong and is nobody's layout; refuses with Forbidden.
        """
        actor.must(Permission.ARRANGE_HALL)
        with self._store.keep() as session:
            write_fact(session, _DRAFT, text)

    def preview(self, text: str, width_mm: int) -> bytes:
        """Set a sample slip in a layout that is not saved yet; refuses with LayoutRefused, Missing."""
        check_layout(text)
        now = self._store.clock.now()
        facts = SlipFacts(
            ticket_id="",
            visit_id=_SAMPLE_KEY,
            number="A012",
            matter=word("slip_sample", "matter"),
            ahead=3,
            taken_at=now - now % MINUTE,
            window=word("slip_sample", "window"),
            estimate_s=(600, 1500),
            notice=word("slip_sample", "notice"),
            rating_code=TRIAL_CODE,
        )
        return self._press.preview(ticket_sheet(facts, self._hall(), self._zone, text), width_mm)

    def save_layout(self, text: str, *, actor: Actor) -> Outcome[None]:
        """Make a layout that of the hall, at every terminal; refuses with LayoutRefused, Forbidden."""
        actor.must(Permission.ARRANGE_HALL)
        check_layout(text)
        with self._store.change(actor, "save_slip_layout") as work:
            own = _own(work.session)
            if own is None:
                work.add(SlipLayout(text=text))
            else:
                own.text = text
            write_fact(work.session, _DRAFT, "")
        return work.outcome(None)

    def reset_layout(self, *, actor: Actor) -> Outcome[None]:
        """Go back to the usual layout; refuses with Forbidden."""
        actor.must(Permission.ARRANGE_HALL)
        with self._store.change(actor, "reset_slip_layout") as work:
            own = _own(work.session)
            if own is not None:
                own.ended_at, own.end_reason = work.now, "reset"
            write_fact(work.session, _DRAFT, "")
        return work.outcome(None)

    def print_trial(self, paper: str, *, actor: Actor) -> Outcome[str]:
        """Send a trial print to a printer: characters, sizes, code, ruler; gives the job's key.

        ``paper`` is a word of ``Paper``: windows do not reach into the store's modules.
        """
        actor.must(Permission.PRINT)
        order = self._slip_trial() if Paper(paper) is Paper.SLIP else self._page_trial()
        with self._store.change(actor, "print_trial") as work:
            job = queue_print(work.session, order, work.now)
        return work.outcome(job)

    def _slip_trial(self) -> PrintOrder:
        hall, title = self._hall(), word("trial", "title")
        facts = {"hall": hall.name, "printer": self._printers[Paper.SLIP], "printed_at": self._now()}
        sheet = SlipSheet(title, hall.name, compose(shipped_layout(TRIAL), facts, {"code": TRIAL_CODE}))
        return PrintOrder(
            paper=Paper.SLIP,
            title=title,
            subject=TRIAL_OF + Paper.SLIP,
            content=sheet.words(),
            has_printer=self._press.has_printer,
        )

    def _page_trial(self) -> PrintOrder:
        sheet = PrinterTrialSheet(self._hall().name, self._printers[Paper.PAGE], self._now(), TRIAL_CODE)
        pdf = self._press.press_page(sheet)
        return PrintOrder(Paper.PAGE, word("trial", "title"), TRIAL_OF + Paper.PAGE, pdf)

    def _hall(self) -> HallCard:
        with self._store.look() as session:
            hall = hall_card(session)
        if hall is None:
            raise Missing("hall", "")
        return hall

    def _now(self) -> str:
        return f"{local(self._store.clock.now(), self._zone):%Y-%m-%d %H:%M}"


class KnownLayout:
    """The layout slips are set in, read once and again only when it was changed, here or elsewhere."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._text: str | None = None
        store.listen(self._hear)

    def text(self) -> str:
        """Give the layout; one that this program does not understand never keeps a number back."""
        with self._lock:
            if self._text is None:
                self._text = self._read()
            return self._text

    def _read(self) -> str:
        with self._store.look() as session:
            own = _own(session)
        if own is None:
            return shipped_layout(USUAL)
        try:
            check_layout(own.text)
        except LayoutRefused as refused:
            log.warning("the hall's layout of slips is not understood, the usual one is used: %s", refused)
            return shipped_layout(USUAL)
        return own.text

    def _hear(self, changes: ChangeSet) -> None:
        if changes.touches(SlipLayout.__tablename__):
            with self._lock:
                self._text = None


def _own(session: Session) -> SlipLayout | None:
    query = select(SlipLayout).where(SlipLayout.ended_at.is_(None)).order_by(SlipLayout.id).limit(1)
    return session.execute(query).scalar_one_or_none()
