"""The slow libraries behind the slices' ports, loaded when first needed: paper, seal."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterable
from typing import Any

from app.contracts.refusals import AttachmentProblem, AttachmentRefused
from app.documents.comparison import ComparisonSheet
from app.documents.look_report import PageLook
from app.documents.meetings import Meeting, Reading
from app.documents.own_face import choose
from app.documents.sheets import ContractSheet, PrinterTrialSheet, ReportSheet, SlipSheet, read_slip

log = logging.getLogger(__name__)

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
    """Sets contracts, in the hall's own face where it supplies a file of one."""

    def __init__(self, own_face: str = "") -> None:
        choose(own_face)

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

    def write(self, name: str, meetings: Iterable[Meeting], uid: str = "") -> bytes:
        """Write meetings as a calendar to subscribe to, known by its UID."""
        content: bytes = _documents("calendar_file").write_calendar(name, meetings, uid)
        return content

    def own(self, content: bytes) -> str | None:
        """Give the UID of a calendar that was written here, "" where it has none; None of any other file."""
        uid: str | None = _documents("calendar_file").own_calendar(content)
        return uid

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

    def look(self, pdf: bytes, page: int, scan: bytes) -> PageLook:
        """Compare a scanned page with a page of our own file, from 1, character by character."""
        seen: PageLook = _documents("page_comparing").compare_page(pdf, page, scan)
        return seen
