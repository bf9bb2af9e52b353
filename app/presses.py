"""The slow libraries behind the slices' ports, loaded when first needed: paper, seal."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.catalogue.queries import hall_card
from app.contracts.hall_keys import HallKeys, PublicKey
from app.contracts.refusals import AttachmentProblem, AttachmentRefused, SealUnusable
from app.contracts.states import KeyKind
from app.documents.comparison import ComparisonSheet
from app.documents.key_card import KeyCard
from app.documents.meetings import Meeting, Reading
from app.documents.paper_codes import ContractFacts
from app.documents.seal_order import Sealed, SealOrder
from app.documents.seal_report import CodeReport, Finding, Registered, SealReport
from app.documents.sheets import ContractSheet, PrinterTrialSheet, ReportSheet, SlipSheet, read_slip
from app.kernel.clock import Clock
from app.security.secrets import SEAL_PASSPHRASE, Secrets, kept_or_made
from app.storage.outbox import read_fact, write_fact
from app.storage.store import Store

log = logging.getLogger(__name__)

RING_FACT = "seal_ring"
SEAL_KEY_FACT = "seal_key"
SEAL_CERTIFICATE_FACT = "seal_certificate"
"""What the program's third version kept: a seal without an authority."""
DOTS = {80: 576, 58: 384}
"""Printable dots of a slip by the width of its paper in millimetres."""


def _documents(module: str) -> Any:
    # reportlab, Pillow and pyHanko cost half a second; whoever never prints shall not pay it at start.
    return importlib.import_module(f"app.documents.{module}")


class SlipMaker:
    """Sets ticket slips for the printer and for the screen."""

    def __init__(self, width_mm: int, read_layout: Callable[[], str], *, has_printer: bool) -> None:
        self._width_mm = width_mm
        self._read_layout = read_layout
        self._has_printer = has_printer

    @property
    def has_printer(self) -> bool:
        """Whether slips come out anywhere."""
        return self._has_printer

    def layout(self) -> str:
        """Give the hall's own layout of slips, or the usual one."""
        return self._read_layout()

    def for_printer(self, words: bytes) -> bytes:
        """Set a slip in the printer's language, from its words (``SlipSheet.words``)."""
        content: bytes = _documents("slip_escpos").slip_bytes(read_slip(words), DOTS[self._width_mm])
        return content

    def for_screen(self, words: bytes) -> bytes:
        """Set a slip as a PDF, from its words."""
        return self.preview(read_slip(words), self._width_mm)

    def preview(self, sheet: SlipSheet, width_mm: int) -> bytes:
        """Set a slip as a PDF for a roll of 80 or 58 mm."""
        pdf: bytes = _documents("slip_pdf").render_slip_pdf(sheet, width_mm)
        return pdf

    def press_page(self, sheet: PrinterTrialSheet) -> bytes:
        """Set a trial page of A4."""
        pdf: bytes = _documents("trial_pdf").render_trial_page(sheet)
        return pdf


class ContractMaker:
    """Sets contracts."""

    def press(self, sheet: ContractSheet) -> bytes:
        """Set a contract as a PDF; the same sheet gives the same bytes."""
        pdf: bytes = _documents("contract_pdf").render_contract(sheet)
        return pdf

    def unprintable(self, text: str) -> list[str]:
        """List the characters no shipped face draws."""
        characters: list[str] = _documents("fonts").missing(text)
        return characters


class ComparisonMaker:
    """Sets comparisons, and looks into files that were set."""

    def press(self, sheet: ComparisonSheet) -> bytes:
        """Set a comparison as a PDF."""
        pdf: bytes = _documents("comparison_pdf").render_comparison(sheet)
        return pdf

    def enclosed(self, pdf: bytes, name: str) -> bytes | None:
        """Give a file that lies inside a PDF, in its last revision; None: there is none of that name."""
        parts = _documents("file_parts").FileParts(pdf)
        found: bytes | None = parts.enclosures(parts.revisions - 1).get(name)
        return found


class CopyMaker:
    """Makes paper copies of sealed contracts."""

    def mark(self, pdf: bytes, mark: str) -> bytes:
        """Give a derivative of a PDF with a mark on every page, for printing."""
        content: bytes = _documents("copy_mark").marked(pdf, mark)
        return content

    def press(self, sheet: ReportSheet) -> bytes:
        """Set a page."""
        return ReportMaker().press(sheet)


class FileLook:
    """Looks into files from outside."""

    def look_into(self, name: str, content: bytes) -> tuple[str, str, int]:
        """Tell type, usual ending and pages of a file by its content; refuses with AttachmentRefused."""
        looking = _documents("file_looking")
        try:
            facts = looking.look_into(content)
        except looking.Unfit as error:
            raise AttachmentRefused(name, AttachmentProblem(error.trouble.value)) from error
        return facts.media_type, looking.ENDINGS[facts.media_type], facts.pages


class CalendarMaker:
    """Writes and reads calendar files."""

    def write(self, name: str, meetings: Iterable[Meeting]) -> bytes:
        """Write meetings as a calendar to subscribe to."""
        content: bytes = _documents("calendar_file").write_calendar(name, meetings)
        return content

    def read(self, content: bytes, zone: str) -> Reading:
        """Read a file of whatever origin."""
        reading: Reading = _documents("calendar_file").read_calendar(content, zone)
        return reading


class ReportMaker:
    """Sets reports."""

    def press(self, sheet: ReportSheet) -> bytes:
        """Set a report as a PDF."""
        pdf: bytes = _documents("report_pdf").render_report(sheet)
        return pdf


class ScanReader:
    """Reads what was scanned."""

    def codes_of_picture(self, content: bytes) -> list[str]:
        """Read the codes of a picture; none where it is no picture."""
        reading = _documents("code_reading")
        try:
            codes: list[str] = reading.codes_of_picture(content)
        except reading.NoPicture:
            return []
        return codes

    def signature_pages(self, pdf: bytes) -> frozenset[int]:
        """Tell on which pages, from 1, parties sign."""
        pages: frozenset[int] = _documents("page_likeness").signature_pages(pdf)
        return pages

    def differs(self, page: bytes, scan: bytes, *, may_be_added: bool) -> bool:
        """Tell whether a scanned page lacks ink of the page, or has more where none may be added."""
        return bool(_documents("page_likeness").spots(page, scan, may_be_added=may_be_added))


class HallSeal:
    """The hall's seal: its keys lie encrypted in the store, the passphrase among the secrets.

    stamp_url: where time stamps are asked for; empty: nowhere.
    """

    def __init__(self, store: Store, secrets: Secrets, clock: Clock, stamp_url: str = "") -> None:
        self._store = store
        self._secrets = secrets
        self._clock = clock
        self._stamp_url = stamp_url
        self._keys = HallKeys(store)
        self._opened: Any = None

    def make(self, hall_name: str) -> None:
        """Make the keys of a newly founded or joined hall, and make the public ones known."""
        ring = _documents("key_ring").make_ring(hall_name, self._clock.now(), self._passphrase())
        self._keep(ring)

    def make_ready(self) -> None:
        """Renew what ends soon, and make what an older version had not; refuses with SealUnusable."""
        self._ready(self._clock.now())

    def seal(self, order: SealOrder) -> Sealed:
        """Seal a prepared contract; refuses with SealUnusable.

        Where an authority for time stamps is named and does not answer, the contract is sealed without:
        nothing may be added to a sealed file, so its paper says that the stamp is owed.
        """
        keys = self._ready(order.at).keys(order.at)
        sealing = _documents("sealing")
        if not self._stamp_url:
            plain: Sealed = sealing.seal_contract(order, keys)
            return plain
        try:
            stamper = _documents("time_stamping").HttpStamper(self._stamp_url)
            stamped: Sealed = sealing.seal_contract(order, keys, stamper)
        except sealing.TimeStampUnreachable:
            log.warning("the time-stamp authority did not answer; sealed without")
            unstamped = replace(order, shown=order.shown_owing)
            owing: Sealed = sealing.seal_contract(unstamped, keys)
            return replace(owing, owes_stamp=True)
        return stamped

    def certify(self, pdf: bytes, reason: str, location: str) -> bytes:
        """Seal a page of the hall's own, such as the record of a signing; refuses with SealUnusable."""
        at = self._clock.now()
        keys = self._ready(at).keys(at)
        sealed: bytes = _documents("page_seal").certify(pdf, keys, reason, location, at)
        return sealed

    def sign_code(self, facts: ContractFacts) -> str:
        """Sign what a code says of a contract; refuses with SealUnusable."""
        opened = self._ready(self._clock.now())
        code: str = _documents("code_signing").sign_code(facts, opened.code)
        return code

    def sm3(self, content: bytes) -> str:
        """Hash by GB/T 32905, as hex."""
        told: str = _documents("sm3").sm3(content)
        return told

    def take_bought(self, content: bytes, password: str) -> None:
        """Seal from now on with a certificate bought outside (PKCS#12).

        Refuses with SealLocked (wrong password), CertificateNotFit.
        """
        opened = self._ready(self._clock.now())
        key_ring = _documents("key_ring")
        passphrase = self._passphrase()
        self._keep(key_ring.with_bought_seal(opened.ring, content, password, passphrase, self._clock.now()))

    def inspect(self, pdf: bytes) -> SealReport:
        """Inspect a file by itself, trusting the hall's own roots."""
        report: SealReport = _documents("inspecting").inspect_file(pdf, self.key_card())
        return report

    def differences(self, sealed: bytes, given: bytes) -> tuple[Finding, ...]:
        """Tell where a file differs from the sealed one."""
        found: tuple[Finding, ...] = _documents("differences").differences(sealed, given)
        return found

    def check_codes(self, texts: Sequence[str], registered: Registered | None) -> CodeReport:
        """Check the codes of a page against each other and the register."""
        checking = _documents("code_checking")
        report: CodeReport = checking.check_codes(texts, self.key_card(), registered, has_register=True)
        return report

    def number_of(self, texts: Sequence[str]) -> str:
        """Tell which contract codes name."""
        number: str = _documents("code_checking").number_of(texts)
        return number

    def codes_of_picture(self, content: bytes) -> list[str]:
        """Read the codes of a picture; none where it is no picture."""
        reading = _documents("code_reading")
        try:
            codes: list[str] = reading.codes_of_picture(content)
        except reading.NoPicture:
            return []
        return codes

    def key_card(self) -> KeyCard:
        """Give everything public that a checker needs, of all terminals of the hall."""
        with self._store.look() as session:
            hall = hall_card(session)
            old = read_fact(session, SEAL_CERTIFICATE_FACT, "")
        card = self._keys.card(hall.name if hall else "")
        if not old:
            return card
        # What was sealed before the hall had an authority of its own stands under its first root.
        first = _documents("certificates").root_of(old)
        return replace(card, roots=tuple(dict.fromkeys((*card.roots, first))))

    def has_keys(self) -> bool:
        """Tell whether this terminal can seal."""
        with self._store.look() as session:
            return bool(read_fact(session, RING_FACT, "") or read_fact(session, SEAL_KEY_FACT, ""))

    def _ready(self, at: int) -> Any:
        """Open the ring, renewed where something ends soon; refuses with SealUnusable."""
        key_ring = _documents("key_ring")
        if self._opened is None:
            self._open()
        ring = key_ring.renewed(self._opened.ring, at, self._passphrase())
        if ring != self._opened.ring:
            self._keep(ring)
        seal = self._opened.ring.seal
        if at > seal.valid_until:
            raise SealUnusable("expired")
        if at < seal.valid_from:
            raise SealUnusable("not_yet_valid")
        return self._opened

    def _open(self) -> None:
        with self._store.look() as session:
            kept, first = read_fact(session, RING_FACT, ""), read_fact(session, SEAL_CERTIFICATE_FACT, "")
            hall = hall_card(session)
        if self._secrets.read(SEAL_PASSPHRASE) is None or not (kept or first):
            raise SealUnusable("missing")
        if not kept:
            self.make(hall.name if hall else "")
            return
        key_ring = _documents("key_ring")
        self._opened = self._unlocked(key_ring.read_ring(kept))

    def _keep(self, ring: Any) -> None:
        with self._store.keep() as session:
            write_fact(session, RING_FACT, ring.written())
        roots = [
            PublicKey(KeyKind.ROOT, pem, ring.authority.kept.valid_from, ring.authority.kept.valid_until)
            for pem in ring.roots
        ]
        code = PublicKey(KeyKind.CODE, ring.code.public, ring.code.valid_from, ring.code.valid_until)
        self._keys.publish((*roots, code))
        self._opened = self._unlocked(ring)

    def _unlocked(self, ring: Any) -> Any:
        try:
            return _documents("key_ring").open_ring(ring, self._passphrase())
        except _documents("certificates").SealLocked as error:
            raise SealUnusable("locked") from error

    def _passphrase(self) -> str:
        return kept_or_made(self._secrets, SEAL_PASSPHRASE).hex()
