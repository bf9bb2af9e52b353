"""The life of a contract at the counter (screens.md)."""

from __future__ import annotations

from enum import StrEnum

from app.kernel.steps import StepTable


class ContractState(StrEnum):
    """Where a contract stands. READY: the text is frozen and may be signed."""

    DRAFT = "draft"
    REVIEW = "review"
    READY = "ready"
    SIGNING = "signing"
    SIGNED = "signed"
    SEALED = "sealed"
    VOID = "void"


CONTRACT_STEPS = StepTable(
    "contract",
    {
        ContractState.DRAFT: frozenset({ContractState.REVIEW, ContractState.VOID}),
        ContractState.REVIEW: frozenset({ContractState.READY, ContractState.DRAFT, ContractState.VOID}),
        ContractState.READY: frozenset({ContractState.SIGNING, ContractState.DRAFT, ContractState.VOID}),
        ContractState.SIGNING: frozenset({ContractState.SIGNED, ContractState.VOID}),
        ContractState.SIGNED: frozenset({ContractState.SEALED, ContractState.VOID}),
        ContractState.SEALED: frozenset(),
        ContractState.VOID: frozenset(),
    },
)


class Side(StrEnum):
    """On which side of the contract a party stands: who pays (买方), who provides the technology (卖方)."""

    BUYER = "buyer"
    SELLER = "seller"


class Payment(StrEnum):
    """How the price is paid (domain.md 1.5 CT_PAY)."""

    LUMP_SUM = "lump_sum"
    INSTALMENTS = "instalments"


class Capacity(StrEnum):
    """By what right somebody signs for a party."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    AGENT = "agent"


class Pen(StrEnum):
    """What drew a signature."""

    PEN = "pen"
    TOUCH = "touch"
    MOUSE = "mouse"
