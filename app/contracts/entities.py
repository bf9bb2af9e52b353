"""Contracts, their parties, instalments and signatures."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.contracts.states import (
    CONTRACT_STEPS,
    Amends,
    Capacity,
    ContractState,
    IdentityCheck,
    KeyKind,
    Payment,
    Pen,
    Side,
    SigningOrder,
    Stage,
)
from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Fen, Key, Moment, StateOf, Words


class Contract(Record):
    """A technology contract (技术合同), from the first draft to the sealed file."""

    __tablename__ = "contract"
    __table_args__ = synced(
        Policy(
            groups=(
                ("state", "state_at", "digest", "frozen", "digest_sm3", "text_digest", "paper_code"),
                (
                    *(
                        "revision",
                        "saved_by",
                        "saved_at",
                        "title",
                        "total_fen",
                        "technical_fen",
                        "payment",
                        "answers",
                        "terms",
                        "costs",
                    ),
                    *("valid_from", "valid_to", "place", "copies", "holders", "clauses", "attachments"),
                    *("wordings", "amends_id", "amends_kind", "amends_number", "amends_digest"),
                ),
                ("sealed_digest", "sealed_sm3", "sealed_at", "sealed_by", "signature_count", "page_count"),
                ("stamp_owed", "stamp_digest", "stamped_at"),
            ),
            unique=(("hall_id", "number"),),
            steps={"state": CONTRACT_STEPS},
        )
    )

    number: Mapped[Words]
    template_code: Mapped[Words]
    template_version: Mapped[Words]
    title: Mapped[Words]
    visit_id: Mapped[Key | None] = mapped_column(ForeignKey("visit.id"), index=True)
    booking_id: Mapped[Key | None] = mapped_column(ForeignKey("booking.id"))
    state: Mapped[ContractState] = mapped_column(StateOf(ContractState), index=True)
    state_at: Mapped[Moment]
    total_fen: Mapped[Fen] = mapped_column(default=0)
    technical_fen: Mapped[Fen] = mapped_column(default=0)
    payment: Mapped[Payment] = mapped_column(StateOf(Payment), default=Payment.LUMP_SUM)
    answers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """What fills the template's variables, by key."""
    valid_from: Mapped[dt.date | None] = mapped_column(Date)
    valid_to: Mapped[dt.date | None] = mapped_column(Date)
    place: Mapped[Words]
    copies: Mapped[Count] = mapped_column(default=4)
    revision: Mapped[Count] = mapped_column(default=0)
    """Counts the savings of the draft; whoever saves names the one they read, so that nobody overwrites."""
    saved_by: Mapped[Words]
    saved_at: Mapped[Moment | None]
    terms: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    costs: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    holders: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    clauses: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Their files lie in the store where they were added."""
    wordings: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    amends_id: Mapped[Key | None] = mapped_column(ForeignKey("contract.id"), index=True)
    amends_kind: Mapped[Amends | None] = mapped_column(StateOf(Amends))
    amends_number: Mapped[Words]
    amends_digest: Mapped[Words]
    signing_order: Mapped[SigningOrder] = mapped_column(StateOf(SigningOrder), default=SigningOrder.ANY)
    sign_before: Mapped[Moment | None]
    """The moment the offer to sign ends; none: it does not."""
    drafted_by: Mapped[Words]
    reviewed_by: Mapped[Words]
    reviewed_at: Mapped[Moment | None]
    remark: Mapped[Words]
    """The reviewer's or withdrawer's last reason."""
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The canonical record that was reviewed; what is signed and sealed is made from this alone."""
    digest: Mapped[Words]
    """SHA-256 of the canonical record."""
    digest_sm3: Mapped[Words]
    text_digest: Mapped[Words]
    """SHA-256 of the prepared file: what is read, signed, sealed and printed."""
    paper_code: Mapped[Words]
    """The signed code printed on the first and the signature page."""
    review_ticks: Mapped[list[str]] = mapped_column(JSON, default=list)
    formed_at: Mapped[Moment | None]
    """When the last party signed: the contract is formed (Civil Code art. 490)."""
    sealed_digest: Mapped[Words]
    """SHA-256 of the sealed file."""
    sealed_sm3: Mapped[Words]
    signature_count: Mapped[Count] = mapped_column(default=0)
    """How many digital signatures the sealed file carries; one fewer is a file cut short."""
    page_count: Mapped[Count] = mapped_column(default=0)
    witness_digest: Mapped[Words]
    """SHA-256 of the sealed record of the signing (见证记录), a file of its own."""
    sealed_at: Mapped[Moment | None]
    sealed_by: Mapped[Words]
    stamp_owed: Mapped[bool] = mapped_column(default=False)
    """A time stamp was wanted while sealing and none came (RFC 3161)."""
    stamp_digest: Mapped[Words]
    """SHA-256 of the stamp fetched later; it lies beside the sealed file."""
    stamped_at: Mapped[Moment | None]
    """The moment that stamp tells."""

    def step(self, after: ContractState, at: int) -> None:
        """Take a step of the life cycle; refuses with WrongStep."""
        self.state = CONTRACT_STEPS.check(self.state, after)
        self.state_at = at


class ContractParty(Record):
    """A party of a contract (合同当事人) as it stood when it was written down."""

    __tablename__ = "contract_party"
    __table_args__ = synced(Policy(unique=(("contract_id", "position"),)))

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"), index=True)
    position: Mapped[Count]
    side: Mapped[Side] = mapped_column(StateOf(Side))
    organisation_id: Mapped[Key | None] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[Words]
    credit_code: Mapped[Words]
    legal_representative: Mapped[Words]
    contact: Mapped[Words]
    phone: Mapped[Words]
    address: Mapped[Words]
    nature: Mapped[Words]
    country: Mapped[Words]
    division: Mapped[Words]
    postcode: Mapped[Words]
    email: Mapped[Words]
    account_holder: Mapped[Words]
    account_bank: Mapped[Words]
    account_number: Mapped[Words]
    agents: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Who acts for the party, by which power of attorney (授权委托书)."""


class Instalment(Record):
    """A part of the price with its day (分期)."""

    __tablename__ = "instalment"
    __table_args__ = synced(Policy(unique=(("contract_id", "position"),)))

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"), index=True)
    position: Mapped[Count]
    due_on: Mapped[dt.date | None] = mapped_column(Date)
    fen: Mapped[int] = mapped_column(BigInteger)
    condition: Mapped[Words]


class Signature(Record):
    """A party's signature given on the screen (签字): evidence bound to the text by its digest."""

    __tablename__ = "signature"
    __table_args__ = synced(Policy(append_only=True, unique=(("contract_id", "party_id"),)))

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"), index=True)
    party_id: Mapped[Key] = mapped_column(ForeignKey("contract_party.id"))
    signer: Mapped[Words]
    capacity: Mapped[Capacity] = mapped_column(StateOf(Capacity))
    authority: Mapped[Words]
    """The power of attorney an agent signs by: its reference and period."""
    identity_checked: Mapped[bool]
    pen: Mapped[Pen] = mapped_column(StateOf(Pen))
    signed_at: Mapped[Moment]
    text_digest: Mapped[Words]
    """The digest of the file that was on the screen or on the table."""
    strokes_digest: Mapped[str] = mapped_column(Text)
    """SHA-256 of the strokes; the strokes themselves are biometric and stay in this terminal's store."""
    witness_id: Mapped[Key]
    identity_by: Mapped[IdentityCheck] = mapped_column(
        StateOf(IdentityCheck), default=IdentityCheck.DOCUMENT_SEEN
    )
    document_kind: Mapped[Words]
    document_hint: Mapped[Words]
    """The document's number, masked (domain.md 9)."""
    device: Mapped[Words]
    """Name of the pad or screen the strokes came from, with what it measured."""
    reading: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Seconds each page was on the screen before the signature."""
    has_fingerprint: Mapped[bool] = mapped_column(default=False)
    """On the paper, beside the signature (按指印)."""
    has_company_seal: Mapped[bool] = mapped_column(default=False)
    """The party's seal was put on the paper (盖章)."""
    scan_digest: Mapped[Words]
    """SHA-256 of the scan that came back, for a signature on paper."""
    agreed_to: Mapped[Words]
    """Which text on pad signatures and handwriting data the signer agreed to; its key and version."""
    kept_because: Mapped[Words]
    """Why the clerk kept what hardly looks like a signature, or a scan that differs from the text."""


class WitnessRecord(Record):
    """The record of a signing (见证记录, domain.md 3.7); what is added later stands in notes."""

    __tablename__ = "witness_record"
    __table_args__ = synced(Policy(append_only=True, unique=(("contract_id",), ("hall_id", "number"))))

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"))
    number: Mapped[Words]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    file_digest: Mapped[Words]
    """SHA-256 of the sealed page."""
    written_by: Mapped[Words]


class WitnessNote(Record):
    """Something added to the record of a signing: a correction, or why the signing was broken off."""

    __tablename__ = "witness_note"
    __table_args__ = synced(Policy(append_only=True))

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"), index=True)
    text: Mapped[Words]
    written_by: Mapped[Words]


class ContractCopy(Record):
    """A numbered paper copy of a sealed contract (合同份)."""

    __tablename__ = "contract_copy"
    __table_args__ = synced(Policy(append_only=True))

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"), index=True)
    position: Mapped[Count]
    of: Mapped[Count]
    sealed_digest: Mapped[Words]
    is_reprint: Mapped[bool]
    reason: Mapped[Words]
    """Why it was printed again (补打)."""


class ContractVersion(Record):
    """A text of a contract as it stood at a stage (合同稿次)."""

    __tablename__ = "contract_version"
    __table_args__ = synced(Policy(append_only=True))

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"), index=True)
    revision: Mapped[Count]
    stage: Mapped[Stage] = mapped_column(StateOf(Stage))
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[Words]
    saved_by: Mapped[Words]
    note: Mapped[Words]


class ClauseEntry(Record):
    """A clause of the hall's own library (条款库); a changed one is a new edition of its code."""

    __tablename__ = "clause"
    __table_args__ = synced(Policy(unique=(("hall_id", "code", "edition"),)))

    code: Mapped[Words]
    edition: Mapped[Count] = mapped_column(default=1)
    section: Mapped[Words]
    fits: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Codes of the templates it fits; none: all."""
    title: Mapped[Words]
    text: Mapped[Words]
    law: Mapped[Words]


class TemplateEdition(Record):
    """The hall's own edition of a template (合同范本); old contracts keep the one they began with."""

    __tablename__ = "template_edition"
    __table_args__ = synced(Policy(unique=(("hall_id", "code", "edition"),)))

    code: Mapped[Words]
    edition: Mapped[Words]
    body: Mapped[Words]
    note: Mapped[Words]
    is_current: Mapped[bool] = mapped_column(default=False)


class CopyReceipt(Record):
    """Who received which paper copy (领取记录)."""

    __tablename__ = "copy_receipt"
    __table_args__ = synced(Policy(append_only=True, unique=(("copy_id",),)))

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"), index=True)
    copy_id: Mapped[Key] = mapped_column(ForeignKey("contract_copy.id"))
    holder: Mapped[Words]
    received_by: Mapped[Words]
    received_at: Mapped[Moment]
    strokes_digest: Mapped[Words]
    seam_seals: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Whose page-crossing seal (骑缝章) was seen on it."""


class HallKey(Record):
    """A public key of the hall (公开密钥), so that every terminal can check what any of them sealed."""

    __tablename__ = "hall_key"
    __table_args__ = synced(Policy(unique=(("hall_id", "content"),)))

    kind: Mapped[KeyKind] = mapped_column(StateOf(KeyKind))
    content: Mapped[Words]
    """A root certificate as PEM, or the 32 bytes of a code key as hex."""
    valid_from: Mapped[Moment]
    valid_to: Mapped[Moment]
    revoked_at: Mapped[Moment | None]
    revoked_for: Mapped[Words]
