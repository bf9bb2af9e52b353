"""What a scanned code means. Pure: it looks at the text alone and asks nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, runtime_checkable

from app.contracts.sheets import CODE_PREFIX as CONTRACT_PREFIX
from app.documents.paper_codes import SIGNED_PREFIX, NoCode, read_signed_code
from app.kernel.errors import FieldRefused
from app.queueing.slips import CODE_PREFIX as VISIT_PREFIX
from app.reception.documents import DocumentKind, check_credit_code, check_document, tidy_number
from app.rooms.arriving import MEETING_PREFIX

_EIGHTEEN = (DocumentKind.RESIDENT_ID, DocumentKind.RESIDENCE_PERMIT, DocumentKind.FOREIGN_PERMANENT_ID)
_NUMBER_LENGTH = 18


class CodeKind(StrEnum):
    """Kinds of codes a hall's scanner meets."""

    VISIT = "visit"
    CONTRACT = "contract"
    MEETING = "meeting"
    DOCUMENT = "document"
    CREDIT_CODE = "credit_code"
    UNKNOWN = "unknown"


@runtime_checkable
class TakesTickets(Protocol):
    """A page that does something of its own with a scanned ticket."""

    def take_code(self, text: str) -> None:
        """Take a ticket's code as it was scanned, whatever field has the focus."""
        ...


@dataclass(frozen=True)
class ScannedCode:
    """A code with what it stands for: a visit's or booking's key, a contract's or document's number, a credit
    code.
    """

    kind: CodeKind
    value: str


def read_code(text: str, today: date) -> ScannedCode:
    """Tell what a scanned text means; what fits nothing is unknown and comes back as it was.

    A number is only taken for a document where its check digit fits (domain.md 4): scanners do not mistype.
    """
    code = text.strip()
    if code.startswith(VISIT_PREFIX):
        return ScannedCode(CodeKind.VISIT, code.removeprefix(VISIT_PREFIX))
    if code.startswith(MEETING_PREFIX):
        return ScannedCode(CodeKind.MEETING, code.removeprefix(MEETING_PREFIX))
    if code.startswith(CONTRACT_PREFIX):
        return ScannedCode(CodeKind.CONTRACT, code.removeprefix(CONTRACT_PREFIX).split(":", maxsplit=1)[0])
    if code.startswith(SIGNED_PREFIX):
        return _of_signed(code)
    number = tidy_number(code)
    if len(number) == _NUMBER_LENGTH:
        if any(_is_document(kind, number, today) for kind in _EIGHTEEN):
            return ScannedCode(CodeKind.DOCUMENT, number)
        if _is_credit_code(number):
            return ScannedCode(CodeKind.CREDIT_CODE, number)
    return ScannedCode(CodeKind.UNKNOWN, code)


def _of_signed(code: str) -> ScannedCode:
    """Tell which contract a signed code names; whether it is believed is the checking page's business."""
    try:
        return ScannedCode(CodeKind.CONTRACT, read_signed_code(code).facts.number)
    except NoCode:
        return ScannedCode(CodeKind.UNKNOWN, code)


def _is_document(kind: DocumentKind, number: str, today: date) -> bool:
    try:
        check_document(kind, number, today)
    except FieldRefused:
        return False
    return True


def _is_credit_code(number: str) -> bool:
    try:
        check_credit_code(number)
    except FieldRefused:
        return False
    return True
