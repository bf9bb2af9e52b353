"""The ways the contract desk says no."""

from __future__ import annotations

from dataclasses import dataclass

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
class SealUnusable(Refusal):
    """The hall's keys cannot seal: ``missing``, ``expired``, ``not_yet_valid`` or ``locked``."""

    problem: str


@dataclass(eq=False)
class AttachmentMissing(Refusal):
    """An attachment that lies inside the contract's file is at another terminal."""

    name: str
