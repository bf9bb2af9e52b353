"""The ways the contract desk says no."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.errors import Refusal


@dataclass(eq=False)
class DraftIncomplete(Refusal):
    """The draft has faults that must be mended before it goes on; their codes and fields."""

    faults: tuple[tuple[str, str], ...]


@dataclass(eq=False)
class OwnDraft(Refusal):
    """Whoever drafted a contract does not review it while somebody else can (four eyes)."""

    number: str


@dataclass(eq=False)
class TicksMissing(Refusal):
    """Lines of the reviewer's list are not ticked."""

    missing: int


@dataclass(eq=False)
class ReasonMissing(Refusal):
    """This step needs a reason that others can read later."""

    step: str


@dataclass(eq=False)
class SignedAlready(Refusal):
    """The party has signed; a signature is given once."""

    party: str


@dataclass(eq=False)
class SignatureEmpty(Refusal):
    """Nothing was drawn."""

    party: str


@dataclass(eq=False)
class AuthorityMissing(Refusal):
    """An agent signs by a power of attorney: its reference and period are needed (Civil Code art. 165)."""

    party: str


@dataclass(eq=False)
class SameAgent(Refusal):
    """One natural person signs for both sides (Civil Code art. 168)."""

    signer: str


@dataclass(eq=False)
class TextChanged(Refusal):
    """The text is not the one that was reviewed; nothing was signed."""

    number: str


@dataclass(eq=False)
class NotSealedHere(Refusal):
    """The sealed file lies at the terminal where it was sealed."""

    number: str


@dataclass(eq=False)
class CopiesDone(Refusal):
    """All copies the text speaks of are printed; one more is a reprint with its reason."""

    number: str
    copies: int


@dataclass(eq=False)
class CopyReceived(Refusal):
    """This copy was handed out already."""

    position: int


@dataclass(eq=False)
class ArchiveUnusable(Refusal):
    """The folder holds something that is no archive, or cannot be written."""

    folder: str


@dataclass(eq=False)
class HoldersDiffer(Refusal):
    """The holders' copies are not as many as the text says (domain.md 3.5)."""

    copies: int
    held: int


@dataclass(eq=False)
class SealUnusable(Refusal):
    """The hall's keys cannot seal.

    problem: ``missing``, ``locked``, ``expired``, ``not_yet_valid``, ``revoked``, ``token``.
    """

    problem: str


@dataclass(eq=False)
class TokenUnsupported(Refusal):
    """This installation was made without what speaks to tokens (the extra ``token``)."""


@dataclass(eq=False)
class StampNotOwed(Refusal):
    """No time stamp is owed for a contract: it has one, or none was wanted when it was sealed."""

    number: str


@dataclass(eq=False)
class NoStampAuthority(Refusal):
    """No time-stamp authority is named at this terminal."""


@dataclass(eq=False)
class AttachmentMissing(Refusal):
    """An attachment that lies inside the contract's file is at another terminal."""

    name: str


@dataclass(eq=False)
class ContractOvertaken(Refusal):
    """Another terminal has moved the contract; the centre did not take this step. ``state``: where it is."""

    number: str
    state: str
    reason: str = ""


@dataclass(eq=False)
class SigningOver(Refusal):
    """The time in which the contract could be signed has passed; its last day in ISO."""

    number: str
    last_day: str


@dataclass(eq=False)
class OutOfTurn(Refusal):
    """The parties sign one after the other; ``first`` is whose turn it is."""

    party: str
    first: str


@dataclass(eq=False)
class AgentUnknown(Refusal):
    """The contract names other agents for the party (Civil Code art. 165)."""

    signer: str
    party: str


@dataclass(eq=False)
class PowerNotValid(Refusal):
    """The power of attorney has not begun or is over today (Civil Code art. 173); ISO days, "" for none."""

    signer: str
    valid_from: str
    valid_to: str


@dataclass(eq=False)
class SignatureDoubtful(Refusal):
    """What was drawn hardly looks like a signature; kept only with a reason."""

    party: str
    doubts: tuple[str, ...]


@dataclass(eq=False)
class ScanDiffers(Refusal):
    """What came back from paper is not the prepared text: kinds of findings with their pages."""

    number: str
    findings: tuple[tuple[str, int], ...]


@dataclass(eq=False)
class NoScan(Refusal):
    """A file is no picture and no page that can be read."""

    name: str


@dataclass(eq=False)
class RecordedAlready(Refusal):
    """The record of this signing is written; what is to be added goes into a note."""

    number: str


@dataclass(eq=False)
class NobodySigned(Refusal):
    """There is no signing to record."""

    number: str


@dataclass(eq=False)
class DraftMoved(Refusal):
    """Somebody else saved the draft meanwhile: nothing was written, what was typed is still on the screen."""

    number: str
    by: str
    """The name of who saved it."""
    moved_at: int
    revision: int


@dataclass(eq=False)
class OthersDraft(Refusal):
    """Only who drafted a contract takes it back from review; the reviewer sends it back instead."""

    number: str


@dataclass(eq=False)
class NotSealed(Refusal):
    """Only a sealed contract is changed by another one; before that its own text is changed."""

    number: str


class AttachmentProblem(StrEnum):
    """Why a file is not taken as an attachment."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NOT_ACCEPTED = "not_accepted"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TWICE = "twice"


@dataclass(eq=False)
class AttachmentRefused(Refusal):
    """A file is not taken as an attachment; the draft stays as it is."""

    name: str
    why: AttachmentProblem


class ImportProblem(StrEnum):
    """Why a file is not read as a text."""

    NOT_DOCX = "not_docx"
    TOO_LARGE = "too_large"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    NO_TEXT = "no_text"


@dataclass(eq=False)
class ImportRefused(Refusal):
    """A file is not read as a contract; nothing was begun."""

    name: str
    why: ImportProblem
