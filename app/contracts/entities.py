"""Contracts, their parties, instalments and signatures."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.contracts.states import CONTRACT_STEPS, Capacity, ContractState, Payment, Pen, Side
from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Fen, Key, Moment, StateOf, Words


class Contract(Record):
    """A technology contract (技术合同), from the first draft to the sealed file."""

    __tablename__ = "contract"
    __table_args__ = synced(
        Policy(
            groups=(("state", "state_at", "digest", "frozen"), ("total_fen", "technical_fen", "payment")),
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
    drafted_by: Mapped[Words]
    reviewed_by: Mapped[Words]
    reviewed_at: Mapped[Moment | None]
    remark: Mapped[Words]
    """The reviewer's or withdrawer's last reason."""
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The canonical record that was reviewed; what is signed and sealed is made from this alone."""
    digest: Mapped[Words]
    """SHA-256 of the canonical record."""
    sealed_digest: Mapped[Words]
    """SHA-256 of the sealed file."""
    sealed_at: Mapped[Moment | None]
    sealed_by: Mapped[Words]

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
    """The digest of the text that was on the screen."""
    strokes_digest: Mapped[str] = mapped_column(Text)
    """SHA-256 of the strokes; the strokes themselves are biometric and stay in this terminal's store."""
    witness_id: Mapped[Key]


class ContractCopy(Record):
    """A numbered paper copy of a sealed contract (合同份)."""

    __tablename__ = "contract_copy"
    __table_args__ = synced(Policy(append_only=True))

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"), index=True)
    position: Mapped[Count]
    of: Mapped[Count]
    sealed_digest: Mapped[Words]
    is_reprint: Mapped[bool]
