"""The steps of the journey, in the order a visitor takes them."""

from __future__ import annotations

import json
import threading
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.contracts.checklists import checklist
from app.contracts.drafting import DraftEntry
from app.contracts.review import ReviewTicks
from app.contracts.signing import SignatureEntry
from app.contracts.statements import consent
from app.contracts.states import Capacity, Pen
from app.counter import Counter
from app.demo.checks import Check, centre_checks
from app.demo.journal import Journal
from app.devices.simulated import SimulatedTicketPrinter
from app.documents.seal_report import SealVerdict
from app.kernel.changes import ChangeSet
from app.kernel.clock import DAY, HOUR, MINUTE, day_of
from app.kernel.confirm import Verdict
from app.kernel.money import figures
from app.kernel.periods import Period
from app.kernel.places import resource
from app.reception.documents import DocumentKind
from app.reception.service import OrganisationEntry, PersonEntry, VisitEntry
from app.rooms.entries import BookingEntry, PartyEntry
from app.rooms.refusals import RoomTaken
from app.rooms.states import PartyRole, Purpose
from app.rooms.verdict import Meeting
from app.sample_contract import TOTAL_FEN, drawn_strokes, filled_content
from app.security.actors import Actor, Role
from app.storage.spool import Printing
from app.sync.status import Mode

QUARTER = 15 * MINUTE
LOOKED_AHEAD = 31 * DAY
PEOPLE = 4
PATIENCE_S = 20.0


class DemoFailed(Exception):
    """A step did not do what it must; the message says which."""


@dataclass
class Journey:
    """A visitor's way through the hall: reception at one terminal, window at the other."""

    desk: Counter
    window: Counter
    administrator: Actor
    printer: SimulatedTicketPrinter
    out: Path
    journal: Journal
    centre_rows: Callable[[], dict[str, list[dict[str, Any]]]]
    password: str
    facts: dict[str, str] = field(default_factory=dict)
    meeting: Period | None = None
    """When the parties meet, once it was looked for."""

    def __post_init__(self) -> None:
        self._data = tomllib.loads(resource("sample/demo.toml").read_text(encoding="utf-8"))

    def steps(self) -> tuple[Callable[[], None], ...]:
        """List the steps."""
        return (
            self._take_in_staff,
            self._register,
            self._take_number,
            self._print_slip,
            self._call,
            self._book_room,
            self._refuse_second_booking,
            self._draft,
            self._review,
            self._sign,
            self._seal,
            self._print_copies,
            self._finish,
            self._compare_with_centre,
        )

    def _take_in_staff(self) -> None:
        names = self._data["staff"]
        for login, role in (("clerk", Role.CLERK), ("registrar", Role.REGISTRAR)):
            self.desk.accounts.add_staff(login, names[login], role, self.password, actor=self.administrator)
        self._exchange()
        windows = self.window.catalogue.windows()
        self._clerk = self.window.accounts.sign_in("clerk", self.password, windows[0].id).value
        self._registrar = self.desk.accounts.sign_in("registrar", self.password, None).value
        self.journal.write("staff", "A clerk and a registrar signed in at two terminals.")

    def _register(self) -> None:
        for side in ("buyer", "seller"):
            told = OrganisationEntry(**self._data[side])
            found = self.desk.reception.register_organisation(told, actor=self.administrator).value
            self.facts[f"{side}_id"] = found.id
        typed = self._data["visitor"]
        entry = PersonEntry(
            name=typed["name"],
            document_kind=DocumentKind(typed["document_kind"]),
            document_number=typed["document_number"],
            phone=typed["phone"],
            organisation_id=self.facts["buyer_id"],
        )
        person = self.desk.reception.register_person(entry, actor=self.administrator).value
        self.facts["person_id"], self.facts["visitor"] = person.id, person.name
        warned = ", ".join(person.warnings) or "nothing odd"
        self.journal.write("register", f"The visitor was registered ({warned}).", person_id=person.id)

    def _take_number(self) -> None:
        matter = next(m for m in self.desk.catalogue.matters() if m.letter == "A")
        entry = VisitEntry(
            matter_id=matter.id,
            person_id=self.facts["person_id"],
            party_size=3,
            subject=self._data["visitor"]["subject"],
        )
        taken = self.desk.queueing.take_number(entry, actor=self.administrator).value
        self.facts |= {"visit_id": taken.visit_id, "ticket_id": taken.ticket_id, "job_id": taken.print_job_id}
        self.journal.write(
            "take_number",
            f"Number {taken.number} was taken.",
            ticket_id=taken.ticket_id,
            visit_id=taken.visit_id,
        )

    def _print_slip(self) -> None:
        if not self.printer.wait_for(1, PATIENCE_S):
            raise DemoFailed("the ticket printer got no slip")
        self._wait_for_jobs(self.desk)
        folder = self.out / "slip"
        folder.mkdir(exist_ok=True)
        (folder / "slip.escpos").write_bytes(self.printer.slips[0])
        (folder / "slip.pdf").write_bytes(self.desk.spool.preview(self.facts["job_id"]))
        self._must(len(self.printer.slips) == 1, "the slip came out once")
        self.journal.write("print_slip", "The slip came out of the ticket printer, once.")

    def _call(self) -> None:
        self._exchange()
        called = self.window.case_desk.call_next(actor=self._clerk)
        self._must(called.value.id == self.facts["ticket_id"], "the visitor was called")
        self._must(called.confirmation.verdict is Verdict.CONFIRMED, "the centre confirmed the call")
        self.facts["case_id"] = self.window.case_desk.serve(called.value.id, actor=self._clerk).value
        self.journal.write(
            "call",
            "The window called; the visitor came.",
            case_id=self.facts["case_id"],
            number=called.value.number,
        )

    def _book_room(self) -> None:
        booked = self.window.rooms.book(self._booking(self._data["booking"]["title"]), actor=self._clerk)
        self._must(booked.confirmation.verdict is Verdict.CONFIRMED, "the centre confirmed the room")
        self.facts["booking_id"] = booked.value.id
        card = {"id": booked.value.id, "room": booked.value.room, "title": booked.value.title}
        moments = {"starts_at": booked.value.starts_at, "ends_at": booked.value.ends_at}
        text = json.dumps(card | moments, ensure_ascii=False, indent=2)
        (self.out / "booking.json").write_text(text, encoding="utf-8")
        self.journal.write("book_room", f"{booked.value.room} was booked.", booking_id=booked.value.id)

    def _refuse_second_booking(self) -> None:
        # Whether the desk has heard of the window's booking already or not, here or at the centre: no.
        try:
            second = self._booking(self._data["booking"]["second_title"])
            self.desk.rooms.book(second, actor=self.administrator)
        except RoomTaken:
            # Whoever is told so at once has nothing left to decide.
            self._exchange()
            self.journal.write("refuse_booking", "The same room at the same hour was refused.")
            return
        raise DemoFailed("two bookings of one room were accepted")

    def _draft(self) -> None:
        entry = DraftEntry("dev1", visit_id=self.facts["visit_id"], booking_id=self.facts["booking_id"])
        contract_id = self.window.drafting.draft(entry, actor=self._clerk).value
        self.facts["contract_id"] = contract_id
        today = day_of(self.window.store.clock.now(), self.window.settings.zone)
        content = filled_content(self.window.contracts.contract(contract_id).content, today)
        self.window.drafting.save(contract_id, content, actor=self._clerk)
        stopping = [f for f in self.window.drafting.check(contract_id) if f.stops]
        self._must(not stopping, f"the draft has no faults {[(str(f.fault), f.field) for f in stopping]}")
        (self.out / "draft").mkdir(exist_ok=True)
        (self.out / "draft" / "draft.pdf").write_bytes(self.window.drafting.preview(contract_id))
        self.window.drafting.hand_in(contract_id, actor=self._clerk)
        self.journal.write(
            "draft", f"A contract over {figures(TOTAL_FEN)} yuan was drafted.", contract_id=contract_id
        )

    def _review(self) -> None:
        self._exchange()
        contract_id = self.facts["contract_id"]
        ticks = ReviewTicks(frozenset(line.key for line in checklist("dev1")))
        approved = self.desk.review.approve(contract_id, ticks, actor=self._registrar)
        self._must(approved.confirmation.verdict is Verdict.CONFIRMED, "the centre confirmed the review")
        self._exchange()
        self.journal.write(
            "review", "A second pair of eyes passed it; the text is frozen.", digest=approved.value
        )

    def _sign(self) -> None:
        contract_id = self.facts["contract_id"]
        _, digest = self.window.sealing.signing_text(contract_id)
        for turn, party in enumerate(self.window.contracts.contract(contract_id).parties):
            entry = SignatureEntry(
                party_id=party.id,
                signer=party.legal_representative,
                capacity=Capacity.LEGAL_REPRESENTATIVE,
                strokes=drawn_strokes(turn),
                pen=Pen.PEN,
                text_digest=digest,
                identity_checked=True,
                agreed_to=consent().name,
            )
            self.window.signing.sign(contract_id, entry, actor=self._clerk)
            self.journal.write("sign", f"Party {turn + 1} signed on the screen.", party_id=party.id)

    def _seal(self) -> None:
        self._exchange()
        sealer = self.window.accounts.sign_in("registrar", self.password, None).value
        sealed = self.window.sealing.seal(self.facts["contract_id"], actor=sealer).value
        self.facts["sealed_digest"] = sealed.digest
        pdf = self.window.sealing.sealed_pdf(self.facts["contract_id"])
        (self.out / f"{sealed.number}.pdf").write_bytes(pdf)
        found = self.window.verifying.verify(pdf)
        self._must(found.verdict is SealVerdict.CONSISTENT, "the seal holds")
        self._must(found.contract_id == self.facts["contract_id"], "the file is known again")
        self.journal.write("seal", f"Contract {sealed.number} was sealed.", sealed_digest=sealed.digest)

    def _print_copies(self) -> None:
        self.window.copies.print_all(self.facts["contract_id"], actor=self._clerk)
        self._wait_for_jobs(self.window)
        printed = sorted((self.window.home / "printed").glob("*.pdf"))
        self._must(len(printed) == 4, "four copies came out of the page printer")
        self.journal.write("print_copies", "Four numbered copies came out.", files=[p.name for p in printed])

    def _finish(self) -> None:
        finished = self.window.case_desk.finish(self.facts["case_id"], actor=self._clerk).value
        self.journal.write("finish", "The case was closed.", result=finished.result)

    def _compare_with_centre(self) -> None:
        self._exchange()
        rows = self.centre_rows()
        (self.out / "centre.json").write_text(
            json.dumps(rows, ensure_ascii=False, indent=2), encoding="utf-8"
        )
        for check in self._last_checks(rows):
            self._must(check.holds, check.says)
        self.journal.write("centre", "The centre knows visitor, ticket, booking and contract, each once.")

    def _last_checks(self, rows: dict[str, list[dict[str, Any]]]) -> Iterator[Check]:
        yield from centre_checks(rows, self.facts)
        for name, counter in (("reception", self.desk), ("window", self.window)):
            status = counter.sync.status()
            yield Check(
                f"the {name} terminal is in step", status.mode is Mode.IN_STEP and status.waiting == 0
            )
        there = self.desk.contracts.contract(self.facts["contract_id"])
        yield Check("the other terminal sees the seal", there.sealed_digest == self.facts["sealed_digest"])

    def _booking(self, title: str) -> BookingEntry:
        room = self.window.rooms_view.rooms()[0]
        self.meeting = self.meeting or self._next_hour(room.id)
        parties = tuple(
            PartyEntry(self._data[side]["name"], PartyRole(side), self.facts[f"{side}_id"])
            for side in ("buyer", "seller")
        )
        return BookingEntry(
            room_id=room.id,
            starts_at=self.meeting.starts_at,
            ends_at=self.meeting.ends_at,
            purpose=Purpose.SIGNING,
            title=title,
            party_size=PEOPLE,
            visit_id=self.facts["visit_id"],
            parties=parties,
        )

    def _next_hour(self, room_id: str) -> Period:
        """Find the first hour a room can be had: in the evening that is the next morning."""
        start = (self.window.store.clock.now() // QUARTER + 1) * QUARTER
        wish = Meeting(Period(start, start + HOUR), PEOPLE)
        gaps = self.window.rooms_view.gaps(wish, [Period(start, start + LOOKED_AHEAD)])
        first = next((gap for gap in gaps if gap.room_id == room_id), None)
        if first is None:
            raise DemoFailed("the room cannot be had for a month")
        return Period(first.starts_at, first.starts_at + HOUR)

    def _exchange(self) -> None:
        for counter in (self.desk, self.window, self.desk):
            if counter.link is not None:
                counter.link.exchange.run()

    def _wait_for_jobs(self, counter: Counter) -> None:
        changed = threading.Event()

        def heard(changes: ChangeSet) -> None:
            if changes.touches("print_job"):
                changed.set()

        stop = counter.store.listen(heard)
        try:
            while any(job.state is not Printing.PRINTED for job in counter.spool.jobs()):
                if not changed.wait(PATIENCE_S):
                    raise DemoFailed("a print job did not come out")
                changed.clear()
        finally:
            stop()

    def _must(self, holds: bool, says: str) -> None:
        if not holds:
            raise DemoFailed(says)
