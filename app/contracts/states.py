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
    EXPIRED = "expired"


CONTRACT_STEPS = StepTable(
    "contract",
    {
        ContractState.DRAFT: frozenset({ContractState.REVIEW, ContractState.VOID}),
        ContractState.REVIEW: frozenset({ContractState.READY, ContractState.DRAFT, ContractState.VOID}),
        ContractState.READY: frozenset(
            {ContractState.SIGNING, ContractState.DRAFT, ContractState.VOID, ContractState.EXPIRED}
        ),
        ContractState.SIGNING: frozenset({ContractState.SIGNED, ContractState.VOID, ContractState.EXPIRED}),
        ContractState.SIGNED: frozenset({ContractState.SEALED, ContractState.VOID}),
        ContractState.SEALED: frozenset(),
        ContractState.VOID: frozenset(),
        ContractState.EXPIRED: frozenset(),
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
    ROYALTY = "royalty"
    ENTRY_AND_ROYALTY = "entry_and_royalty"
    OTHER = "other"


class RoyaltyBase(StrEnum):
    """Of what a royalty is a share (Civil Code art. 846)."""

    PRICE = "price"
    NEW_OUTPUT = "new_output"
    NEW_PROFIT = "new_profit"
    SALES = "sales"


class RateCourse(StrEnum):
    """How the rate of a royalty goes from year to year."""

    FIXED = "fixed"
    RISING = "rising"
    FALLING = "falling"


class CostKind(StrEnum):
    """Kinds of costs that are no price of technology (domain.md 1.7)."""

    EQUIPMENT = "equipment"
    INSTRUMENT = "instrument"
    PARTS = "parts"
    MATERIAL = "material"
    OTHER = "other"


class Holder(StrEnum):
    """Who keeps copies of a contract (domain.md 3.5)."""

    PARTY = "party"
    REGISTRAR = "registrar"
    TAX = "tax"
    BANK = "bank"
    HALL = "hall"
    OTHER = "other"


class SeamSeal(StrEnum):
    """Whose page-crossing seal (骑缝章) was seen on a copy (domain.md 3.4)."""

    BUYER = "buyer"
    SELLER = "seller"
    REGISTRAR = "registrar"


class Amends(StrEnum):
    """How a contract changes an older one; what was sealed stays as it is."""

    SUPPLEMENT = "supplement"
    REPLACEMENT = "replacement"


class SigningOrder(StrEnum):
    """Whether the parties sign one after the other as they stand in the contract, or as they come."""

    ANY = "any"
    IN_ORDER = "in_order"


class Capacity(StrEnum):
    """By what right somebody signs for a party."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    AGENT = "agent"


class Pen(StrEnum):
    """What drew a signature. PAPER: by hand on the printed contract, scanned back."""

    PEN = "pen"
    TOUCH = "touch"
    MOUSE = "mouse"
    PAPER = "paper"


class IdentityCheck(StrEnum):
    """How the identity of a signer was established (domain.md 3.7)."""

    CARD_READER = "card_reader"
    DOCUMENT_SEEN = "document_seen"
    KNOWN_ON_RECORD = "known_on_record"


class KeyKind(StrEnum):
    """What a public key of the hall is for: ROOT of the seals' certificates, CODE on paper."""

    ROOT = "root"
    CODE = "code"


class Stage(StrEnum):
    """Why a version of a text was kept."""

    SAVED = "saved"
    HANDED_IN = "handed_in"
    SENT_BACK = "sent_back"
    FROZEN = "frozen"
    IMPORTED = "imported"
