"""What the inspection of a sealed file tells: findings and where. Light: no reader of files is behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from app.documents.look_report import PageLook
from app.documents.paper_codes import ContractFacts, PageCode

SEAL = "Seal"
"""The field of the hall's own signature."""
TEXT = "text"
"""Among what differs on a page: a character of its text."""


class SealProblem(StrEnum):
    """What is wrong with a sealed file."""

    UNREADABLE = "unreadable"
    UNSIGNED = "unsigned"
    BROKEN = "broken"
    ADDED_TO = "added_to"
    CHANGES_ALLOWED = "changes_allowed"
    UNKNOWN_SIGNER = "unknown_signer"
    SEVERAL_SIGNATURES = "several_signatures"
    SIGNATURE_MISSING = "signature_missing"
    WRONG_SIGNER = "wrong_signer"
    FIELD_CHANGED = "field_changed"
    PAGE_CHANGED = "page_changed"
    ENCLOSURE_CHANGED = "enclosure_changed"
    DESCRIPTION_CHANGED = "description_changed"
    REVISION_CHANGED = "revision_changed"
    OTHER_TEXT = "other_text"
    CODE_FALSE = "code_false"
    REVOKED = "revoked"
    NOT_THE_SEALED_FILE = "not_the_sealed_file"


class SealVerdict(StrEnum):
    """What a file or a code is worth, in a word.

    CONSISTENT: it is what the hall sealed. UNKNOWN_HERE: the hall's, but not in this register.
    """

    CONSISTENT = "consistent"
    ALTERED = "altered"
    NOT_OURS = "not_ours"
    UNREADABLE = "unreadable"
    UNKNOWN_HERE = "unknown_here"
    REVOKED = "revoked"
    VOID = "void"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and where. Revisions count from 0, the prepared file; pages from 1."""

    problem: SealProblem
    revision: int | None = None
    page: int | None = None
    field: str = ""
    detail: str = ""


@dataclass(frozen=True)
class SignatureFound:
    """A signature of a file, as far as it could be read."""

    field: str
    signer: str
    holder: str
    signed_at: int | None
    is_stamped: bool


@dataclass(frozen=True)
class StampFound:
    """A time stamp kept beside a sealed file: the moment it tells, and whose it is.

    problem: ``unreadable``, ``broken``, ``no_authority`` (its certificate is not one for stamps),
    ``other_file`` (it is about another digest); empty: it is true.
    """

    at: int | None
    authority: str
    problem: str = ""

    @property
    def is_true(self) -> bool:
        """Whether the stamp says of this very file that it was there."""
        return not self.problem


@dataclass(frozen=True)
class SealReport:
    """What the inspection of a file found; no finding means: this very file was sealed by the hall.

    text_digest: SHA-256 of the prepared revision. facts: what the signed code inside says of the contract.
    """

    findings: tuple[Finding, ...]
    signatures: tuple[SignatureFound, ...] = ()
    pages: int = 0
    text_digest: str = ""
    content_digest: str = ""
    facts: ContractFacts | None = None

    @property
    def problems(self) -> tuple[SealProblem, ...]:
        """The kinds of findings, each once."""
        return tuple(dict.fromkeys(finding.problem for finding in self.findings))

    @property
    def verdict(self) -> SealVerdict:
        """What the file is worth by itself, without a register."""
        return judged(self.problems)

    @property
    def signer(self) -> str:
        """Whom the hall's seal names."""
        return next((s.holder for s in self.signatures if s.field == SEAL), "")

    @property
    def signed_at(self) -> int | None:
        """When the hall sealed."""
        return next((s.signed_at for s in self.signatures if s.field == SEAL), None)


@dataclass(frozen=True)
class CodeReport:
    """What the codes of a page tell. ``differs``: in what they contradict each other or the register.

    A short code alone proves nothing: it only names the contract and the page. look: how the picture of the
    page compares with the sealed one, where that was at hand; a picture never proves a text.
    """

    verdict: SealVerdict
    facts: ContractFacts | None = None
    page: PageCode | None = None
    differs: tuple[str, ...] = ()
    look: PageLook | None = None

    @property
    def number(self) -> str:
        """The number of the contract the codes name."""
        return self.facts.number if self.facts else self.page.number if self.page else ""


@dataclass(frozen=True)
class ScanReport:
    """What the pages of a scanned file are worth, one at least, in their order: each by codes and looks."""

    pages: tuple[CodeReport, ...]

    @property
    def worst(self) -> int:
        """The place of the page that is worth least, from 1; the first of several."""
        places = range(len(self.pages))
        return min(places, key=lambda place: (_worth(self.pages[place]), place)) + 1

    @property
    def missing(self) -> tuple[int, ...]:
        """The pages that its codes speak of and that are not in it."""
        named = [report.page for report in self.pages if report.page is not None]
        total = max((page.pages for page in named), default=0)
        return tuple(sorted(set(range(1, total + 1)) - {page.page for page in named}))

    @property
    def numbers(self) -> tuple[str, ...]:
        """The contracts its pages name; more than one: pages were put together."""
        return tuple(dict.fromkeys(report.number for report in self.pages if report.number))

    @property
    def is_whole(self) -> bool:
        """Whether every page of one contract is in it."""
        return len(self.numbers) == 1 and not self.missing


_LEAST_FIRST = (
    SealVerdict.ALTERED,
    SealVerdict.REVOKED,
    SealVerdict.VOID,
    SealVerdict.NOT_OURS,
    SealVerdict.UNREADABLE,
    SealVerdict.UNKNOWN_HERE,
    SealVerdict.CONSISTENT,
)


def _worth(report: CodeReport) -> tuple[int, int]:
    if report.look is not None and report.look.changed:
        return -1, 0
    return _LEAST_FIRST.index(report.verdict), int(report.look is None or report.look.is_clear)


@dataclass(frozen=True)
class Registered:
    """What the register knows of a contract."""

    number: str
    digest: str
    total_fen: int
    pages: int
    code: str
    is_void: bool


def judged(problems: tuple[SealProblem, ...]) -> SealVerdict:
    """Tell in a word what a set of problems comes to."""
    found = set(problems)
    others = found - {SealProblem.UNKNOWN_SIGNER, SealProblem.CODE_FALSE}
    if not found:
        return SealVerdict.CONSISTENT
    if found == {SealProblem.UNREADABLE}:
        return SealVerdict.UNREADABLE
    if not others or SealProblem.UNSIGNED in found:
        return SealVerdict.NOT_OURS
    return SealVerdict.REVOKED if others == {SealProblem.REVOKED} else SealVerdict.ALTERED


def with_look(report: CodeReport, look: PageLook) -> CodeReport:
    """Join what the codes of a page tell with how the page looks: a character that differs spoils it."""
    if look.changed and report.verdict in (SealVerdict.CONSISTENT, SealVerdict.UNKNOWN_HERE):
        return replace(report, verdict=SealVerdict.ALTERED, differs=(*report.differs, TEXT), look=look)
    return replace(report, look=look)
