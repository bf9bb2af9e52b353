"""A contract signed on paper: printed, signed, scanned back, its pages compared with the prepared file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.contracts.entities import Contract
from app.contracts.prepared import Preparing
from app.contracts.refusals import NoScan
from app.contracts.states import CONTRACT_STEPS, ContractState
from app.documents.look_report import PageLook, SeenPlace
from app.documents.paper_codes import NoCode, PageCode, read_page_code
from app.kernel.changes import Outcome
from app.kernel.errors import Missing
from app.security.actors import Actor, Permission
from app.storage.spool import Paper, PrintOrder, queue_print
from app.storage.store import Store


class ScanFault(StrEnum):
    """What is wrong with a page that came back.

    FOREIGN: of another contract or text. DIFFERENT: something is missing from it or was added to it.
    OTHER_CHARACTER: another character seems to stand where the text has one. NOT_COMPARED: the picture could
    not be laid over the page, so no character was. UNREADABLE: its code could not be read, only its looks
    were compared.
    """

    MISSING = "missing"
    TWICE = "twice"
    FOREIGN = "foreign"
    OUT_OF_ORDER = "out_of_order"
    TOO_MANY = "too_many"
    DIFFERENT = "different"
    OTHER_CHARACTER = "other_character"
    NOT_COMPARED = "not_compared"
    UNREADABLE = "unreadable"


DECIDED_BY_A_PERSON = frozenset(
    {ScanFault.DIFFERENT, ScanFault.OTHER_CHARACTER, ScanFault.NOT_COMPARED, ScanFault.UNREADABLE}
)
"""What a comparison of pictures cannot know for sure: the clerk looks and may keep it with a reason."""


@dataclass(frozen=True)
class ScanFinding:
    """One fault, with the page it is about, from 1, and where on it."""

    kind: ScanFault
    page: int
    places: tuple[SeenPlace, ...] = ()


@dataclass(frozen=True)
class Scan:
    """What came back from paper, compared with the prepared file of a digest.

    No finding means that no difference was seen. covered: where ink lies over the text, outside the pages
    on which parties sign: there nothing could be told.
    """

    content: bytes = field(repr=False)
    text_digest: str
    pages: int
    findings: tuple[ScanFinding, ...]
    covered: tuple[SeenPlace, ...] = ()

    def refused(self) -> tuple[ScanFinding, ...]:
        """List what no reason sets aside."""
        return tuple(f for f in self.findings if f.kind not in DECIDED_BY_A_PERSON)


class PageReader(Protocol):
    """Reads pictures of pages."""

    def codes_of_picture(self, content: bytes) -> list[str]:
        """Read the codes of a picture; none where it is no picture."""
        ...

    def signature_pages(self, pdf: bytes) -> frozenset[int]:
        """Tell on which pages, from 1, parties sign."""
        ...

    def differs(self, page: bytes, scan: bytes, *, may_be_added: bool) -> bool:
        """Tell whether a scanned page lacks ink of the page, or has more where none may be added."""
        ...

    def look(self, pdf: bytes, page: int, scan: bytes) -> PageLook:
        """Compare a scanned page with a page of our own file, from 1, character by character."""
        ...


Pictures = Callable[[bytes], list[bytes]]
"""Draws the pages of a PDF, or gives a picture itself, as grey pictures of 200 dpi; none: unreadable."""


class WetInk:
    """The way by paper: as good as the one by pad."""

    def __init__(self, store: Store, preparing: Preparing, reader: PageReader) -> None:
        self._store = store
        self._preparing = preparing
        self._reader = reader

    def print_text(self, contract_id: str, copies: int, *, actor: Actor) -> Outcome[str]:
        """Send the prepared file to the page printer to be signed by hand; gives the job's key."""
        actor.must(Permission.PRINT)
        pdf, _ = self._preparing.text(contract_id)
        with self._store.change(actor, "print_for_signing") as work:
            contract = work.get(Contract, contract_id)
            if contract.state is not ContractState.SIGNING:
                CONTRACT_STEPS.check(contract.state, ContractState.SIGNING)
            work.subject("contract", contract_id)
            order = PrintOrder(Paper.PAGE, contract.number, f"contract:{contract_id}", pdf, copies=copies)
            job = queue_print(work.session, order, work.now)
        return work.outcome(job)

    def compare(self, contract_id: str, files: Sequence[bytes], pictures: Pictures) -> Scan:
        """Compare what was scanned with the prepared file, page by page; writes nothing.

        Refuses with NoScan (a file is neither a PDF nor a picture), TextChanged.
        """
        pdf, digest = self._preparing.text(contract_id)
        with self._store.look() as session:
            contract = session.get(Contract, contract_id)
            if contract is None:
                raise Missing("contract", contract_id)
            number, content_digest = contract.number, contract.digest
        scanned: list[bytes] = []
        for place, content in enumerate(files, start=1):
            pages = pictures(content)
            if not pages:
                raise NoScan(str(place))
            scanned += pages
        signed_on = self._reader.signature_pages(pdf)
        comparing = _Comparing(self._reader, pdf, pictures(pdf), number, content_digest, signed_on)
        found = comparing.findings(scanned)
        return Scan(_kept(files), digest, len(scanned), found, tuple(comparing.covered))


class _Comparing:
    """One comparison of a scan with the pages of the text."""

    def __init__(
        self,
        reader: PageReader,
        pdf: bytes,
        originals: list[bytes],
        number: str,
        digest: str,
        signed_on: frozenset[int],
    ) -> None:
        self.covered: list[SeenPlace] = []
        self._reader = reader
        self._pdf = pdf
        self._signed_on = signed_on
        self._originals = originals
        self._number = number
        self._digest = digest

    def findings(self, scanned: Sequence[bytes]) -> tuple[ScanFinding, ...]:
        found: list[ScanFinding] = []
        seen: list[int] = []
        for place, picture in enumerate(scanned, start=1):
            code = self._code(picture)
            if code is not None and not self._is_ours(code):
                found.append(ScanFinding(ScanFault.FOREIGN, place))
                continue
            page = code.page if code else place
            if page > len(self._originals):
                found.append(ScanFinding(ScanFault.TOO_MANY, place))
                continue
            found += self._of_page(page, place, picture, seen, is_read=code is not None)
            seen.append(page)
        missing = [n for n in range(1, len(self._originals) + 1) if n not in seen]
        found += [ScanFinding(ScanFault.MISSING, page) for page in missing]
        return tuple(found)

    def _of_page(
        self, page: int, place: int, picture: bytes, seen: list[int], *, is_read: bool
    ) -> list[ScanFinding]:
        kinds = []
        if not is_read:
            kinds.append(ScanFault.UNREADABLE)
        if page in seen:
            kinds.append(ScanFault.TWICE)
        elif page != place:
            kinds.append(ScanFault.OUT_OF_ORDER)
        original, may_be_added = self._originals[page - 1], page in self._signed_on
        found = [ScanFinding(kind, page) for kind in kinds]
        if original != picture:
            found += self._by_looks(page, picture, original, may_be_added=may_be_added)
        return found

    def _by_looks(
        self, page: int, picture: bytes, original: bytes, *, may_be_added: bool
    ) -> list[ScanFinding]:
        """Compare by lost and added ink, then character by character; one finding names all the places."""
        look = self._reader.look(self._pdf, page, picture)
        if not may_be_added:
            self.covered += look.covered
        if self._reader.differs(original, picture, may_be_added=may_be_added):
            return [ScanFinding(ScanFault.DIFFERENT, page, look.changed)]
        if not look.is_compared:
            return [ScanFinding(ScanFault.NOT_COMPARED, page)]
        return [ScanFinding(ScanFault.OTHER_CHARACTER, page, look.changed)] if look.changed else []

    def _code(self, picture: bytes) -> PageCode | None:
        for text in self._reader.codes_of_picture(picture):
            try:
                return read_page_code(text)
            except NoCode:
                continue
        return None

    def _is_ours(self, code: PageCode) -> bool:
        return code.number == self._number and code.pages == len(self._originals) and code.fits(self._digest)


def _kept(files: Sequence[bytes]) -> bytes:
    """Keep one file as it came; several as one, each behind its length, so that their bytes stay theirs."""
    if len(files) == 1:
        return files[0]
    return b"".join(b"%d\n%b" % (len(content), content) for content in files)
