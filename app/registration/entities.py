"""Registrations of contracts and their history."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.registration.states import (
    OVER,
    REGISTRATION_STEPS,
    STEPS_AND_BACK,
    HistoryKind,
    RegistrationState,
)
from app.storage.base import Policy, Record, synced
from app.storage.columns import Count, Day, Fen, Key, Moment, StateOf, Words


class Registration(Record):
    """A contract's recognition and registration (技术合同认定登记), as the form has it (domain.md 1.4)."""

    __tablename__ = "registration"
    __table_args__ = synced(
        Policy(
            groups=(
                (
                    *("state", "state_at", "claims", "grounds", "reason", "accepted_on", "due_days"),
                    *("is_expert", "is_disputed", "criteria", "verified_fen", "verified_reason"),
                    *("decided_on", "decided_by", "registered_on", "cancelled_on"),
                ),
                ("revision", "profile", "kind", "form", "parties", "materials", "total_fen", "technical_fen"),
                ("objection", "objection_by", "objected_at"),
            ),
            unique=(("hall_id", "acceptance_number"), ("hall_id", "national_number"), ("claims",)),
            steps={"state": STEPS_AND_BACK},
        )
    )

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"), index=True)
    contract_number: Mapped[Words]
    acceptance_number: Mapped[Words]
    """The hall's own number (受理号), given at once, offline too."""
    national_number: Mapped[str | None] = mapped_column(Text)
    """The registration number of the national system (合同登记编号); none until it came back."""
    claims: Mapped[str | None] = mapped_column(Text)
    """The contract, while this registration is not over: a contract is registered once."""
    profile: Mapped[Words]
    kind: Mapped[Words]
    """The subtype the registrar finds, by rights and duties and not by the title (CT_TYPE)."""
    title: Mapped[Words]
    state: Mapped[RegistrationState] = mapped_column(StateOf(RegistrationState), index=True)
    state_at: Mapped[Moment]
    revision: Mapped[Count] = mapped_column(default=0)
    form: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    parties: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """The parties as the form names them."""
    materials: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """How each paper of the list stands, by its key."""
    total_fen: Mapped[Fen]
    technical_fen: Mapped[Fen]
    """What the parties ask to have recognised."""
    verified_fen: Mapped[int | None] = mapped_column(BigInteger)
    """The technical amount the registrar recognised (核定)."""
    verified_reason: Mapped[Words]
    signed_on: Mapped[Day]
    submitted_on: Mapped[Day]
    accepted_on: Mapped[dt.date | None] = mapped_column(Date)
    """The time limit counts from here; after a supplement from the day it was complete."""
    due_days: Mapped[Count] = mapped_column(default=0)
    is_expert: Mapped[bool] = mapped_column(default=False)
    is_disputed: Mapped[bool] = mapped_column(default=False)
    criteria: Mapped[list[str]] = mapped_column(JSON, default=list)
    grounds: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Codes of the last notice or of the refusal (CT_REFUSE)."""
    reason: Mapped[Words]
    decided_on: Mapped[dt.date | None] = mapped_column(Date)
    decided_by: Mapped[Words]
    registered_on: Mapped[dt.date | None] = mapped_column(Date, index=True)
    cancelled_on: Mapped[dt.date | None] = mapped_column(Date)
    opened_by: Mapped[Words]
    objection: Mapped[Words]
    objection_by: Mapped[Words]
    objected_at: Mapped[Moment | None]

    def step(self, after: RegistrationState, at: int) -> None:
        """Take a step of the life cycle; refuses with WrongStep. What is over lets go of its contract."""
        self.state = REGISTRATION_STEPS.check(self.state, after)
        self.state_at = at
        self.claims = None if after in OVER else self.contract_id


class RegistrationEvent(Record):
    """What happened to a registration (登记台账). A line whose step was taken back ends, and can be read."""

    __tablename__ = "registration_event"
    __table_args__ = synced(Policy(groups=(("kind", "at", "staff_id", "note", "facts"),)))

    registration_id: Mapped[Key] = mapped_column(ForeignKey("registration.id"), index=True)
    kind: Mapped[HistoryKind] = mapped_column(StateOf(HistoryKind))
    at: Mapped[Moment]
    staff_id: Mapped[Words]
    note: Mapped[Words]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Figures before and after, numbers, codes; no personal data."""
