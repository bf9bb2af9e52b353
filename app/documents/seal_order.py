"""What is sealed: the prepared file with every party's signature. Light: no signer is behind it."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.sheets import PartyMark


@dataclass(frozen=True)
class PartySeal:
    """A party's signature as it goes into the file.

    holder: whom its certificate names. text_digest and strokes_digest bind the signature to the file that
    was shown and to the strokes as they were drawn (contracts.md 6).
    """

    holder: str
    signer: str
    mark: PartyMark
    text_digest: str
    strokes_digest: str


@dataclass(frozen=True)
class SealOrder:
    """What is sealed: the prepared file, every party's signature, and the words beside the hall's own.

    shown_owing: the words where a time stamp was wanted and none came.
    """

    pdf: bytes
    parties: tuple[PartySeal, ...]
    hall: str
    location: str
    reason: str
    shown: str
    shown_owing: str
    at: int


@dataclass(frozen=True)
class Sealed:
    """A sealed file with the number of its signatures and pages."""

    pdf: bytes
    signatures: int
    pages: int
    owes_stamp: bool = False
