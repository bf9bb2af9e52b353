"""The slow libraries behind the slices' ports, loaded when first needed: paper, seal."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import Any

from app.contracts.refusals import SealUnusable
from app.contracts.sealing import Verification
from app.documents.meetings import Meeting, Reading
from app.documents.sheets import ContractSheet, PrinterTrialSheet, ReportSheet, SlipSheet, read_slip
from app.kernel.clock import Clock
from app.security.secrets import SEAL_PASSPHRASE, Secrets, kept_or_made
from app.storage.outbox import read_fact, write_fact
from app.storage.store import Store

SEAL_KEY_FACT = "seal_key"
SEAL_CERTIFICATE_FACT = "seal_certificate"
CERTIFICATE_DAYS = 1095
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


class HallSeal:
    """The hall's certificate: its key lies encrypted in the store, the passphrase among the secrets."""

    def __init__(self, store: Store, secrets: Secrets, clock: Clock) -> None:
        self._store = store
        self._secrets = secrets
        self._clock = clock

    def make(self, hall_name: str) -> None:
        """Make the certificate of a newly founded hall."""
        passphrase = kept_or_made(self._secrets, SEAL_PASSPHRASE).hex()
        key, certificate = _documents("sealing").make_certificate(
            hall_name, self._clock.now(), CERTIFICATE_DAYS, passphrase
        )
        with self._store.keep() as session:
            write_fact(session, SEAL_KEY_FACT, key.decode())
            write_fact(session, SEAL_CERTIFICATE_FACT, certificate.decode())

    def certify(self, pdf: bytes, reason: str, location: str, at: int) -> bytes:
        """Seal a PDF so that no later change goes unseen; refuses with SealUnusable."""
        sealing = _documents("sealing")
        key, certificate = self._kept()
        passphrase = self._secrets.read(SEAL_PASSPHRASE)
        if not key or not certificate or passphrase is None:
            raise SealUnusable("missing")
        opened = sealing.open_seal_key(key.encode(), certificate.encode(), passphrase)
        if at > opened.valid_until:
            raise SealUnusable("expired")
        if at < opened.valid_from:
            raise SealUnusable("not_yet_valid")
        sealed: bytes = sealing.certify(pdf, opened, reason, location, at)
        return sealed

    def inspect(self, pdf: bytes) -> Verification:
        """Tell what the seal of a file is worth, trusting this hall's own root."""
        sealing = _documents("sealing")
        _, certificate = self._kept()
        roots = [sealing.root_of(certificate.encode())] if certificate else []
        report = sealing.inspect_seal(pdf, roots)
        return Verification(
            intact=report.intact,
            covers_whole_document=report.covers_whole_document,
            signer=report.signer,
            signed_at=report.signed_at,
            problems=tuple(str(p) for p in report.problems),
            contract_id=None,
            number="",
        )

    def certificate_pem(self) -> str:
        """Give the hall's certificates, for whoever wants to check a file elsewhere."""
        return self._kept()[1]

    def _kept(self) -> tuple[str, str]:
        with self._store.look() as session:
            return read_fact(session, SEAL_KEY_FACT, ""), read_fact(session, SEAL_CERTIFICATE_FACT, "")
