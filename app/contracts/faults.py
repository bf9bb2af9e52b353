"""Kinds of faults of a draft, and one fault with its place and its law. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.contracts.template_rules import WARNING_RULES, RuleFault
from app.documents.words import word_or


class Fault(StrEnum):
    """Kinds of faults; those of WARNINGS do not stop a draft."""

    TITLE_MISSING = "title_missing"
    SIDE_MISSING = "side_missing"
    PARTY_NAME_MISSING = "party_name_missing"
    REPRESENTATIVE_MISSING = "representative_missing"
    PARTY_TWICE = "party_twice"
    CREDIT_CODE_MISSING = "credit_code_missing"
    CREDIT_CODE_INVALID = "credit_code_invalid"
    CREDIT_CODE_ODD = "credit_code_odd"
    PHONE_INVALID = "phone_invalid"
    COUNTRY_INVALID = "country_invalid"
    DIVISION_INVALID = "division_invalid"
    POSTCODE_INVALID = "postcode_invalid"
    EMAIL_INVALID = "email_invalid"
    NATURE_UNKNOWN = "nature_unknown"
    DEPARTMENT_WITHOUT_AUTHORITY = "department_without_authority"
    ACCOUNT_MISSING = "account_missing"
    ACCOUNT_INCOMPLETE = "account_incomplete"
    ACCOUNT_INVALID = "account_invalid"
    AGENT_NAME_MISSING = "agent_name_missing"
    AGENT_DOCUMENT_MISSING = "agent_document_missing"
    AGENT_SCOPE_MISSING = "agent_scope_missing"
    AGENT_PERIOD_MISSING = "agent_period_missing"
    AGENT_PERIOD_OVER = "agent_period_over"
    AGENT_NOT_YET = "agent_not_yet"
    AGENT_DOUBLE = "agent_double"
    TOTAL_MISSING = "total_missing"
    TOTAL_OPEN = "total_open"
    AMOUNT_TOO_LARGE = "amount_too_large"
    AMOUNT_NEGATIVE = "amount_negative"
    TECHNICAL_ABOVE_TOTAL = "technical_above_total"
    TECHNICAL_MISSING = "technical_missing"
    TECHNICAL_SHARE_SMALL = "technical_share_small"
    TECHNICAL_DIFFERS = "technical_differs"
    COSTS_UNLISTED = "costs_unlisted"
    COST_NAME_MISSING = "cost_name_missing"
    COST_EMPTY = "cost_empty"
    EQUIPMENT_MANY = "equipment_many"
    INSTALMENTS_DIFFER = "instalments_differ"
    INSTALMENT_EMPTY = "instalment_empty"
    DUE_OUTSIDE_VALIDITY = "due_outside_validity"
    ENTRY_FEE_MISSING = "entry_fee_missing"
    ENTRY_FEE_ABOVE_TOTAL = "entry_fee_above_total"
    ROYALTY_MISSING = "royalty_missing"
    ROYALTY_YEARS_MISSING = "royalty_years_missing"
    ROYALTY_RATES_DIFFER = "royalty_rates_differ"
    ROYALTY_RATE_INVALID = "royalty_rate_invalid"
    ROYALTY_COURSE_DIFFERS = "royalty_course_differs"
    INSPECTION_MISSING = "inspection_missing"
    PAYMENT_UNSAID = "payment_unsaid"
    VALIDITY_REVERSED = "validity_reversed"
    VALIDITY_MISSING = "validity_missing"
    ANSWER_MISSING = "answer_missing"
    ANSWER_INVALID = "answer_invalid"
    COPIES_TOO_FEW = "copies_too_few"
    COPIES_DIFFER = "copies_differ"
    HOLDER_EMPTY = "holder_empty"
    PARTY_WITHOUT_COPY = "party_without_copy"
    REGISTRAR_WITHOUT_COPY = "registrar_without_copy"
    CLAUSE_EMPTY = "clause_empty"
    LAW_REPEALED = "law_repealed"
    DISPUTE_TWICE = "dispute_twice"
    BLANK_LEFT = "blank_left"
    CHARACTER_NOT_PRINTABLE = "character_not_printable"
    AMENDED_MISSING = "amended_missing"
    ATTACHMENT_MISSING = "attachment_missing"


WARNINGS = frozenset(
    {
        Fault.CREDIT_CODE_MISSING,
        Fault.CREDIT_CODE_ODD,
        Fault.ACCOUNT_MISSING,
        Fault.AGENT_NOT_YET,
        Fault.TOTAL_OPEN,
        Fault.TECHNICAL_SHARE_SMALL,
        Fault.COSTS_UNLISTED,
        Fault.EQUIPMENT_MANY,
        Fault.DUE_OUTSIDE_VALIDITY,
        Fault.INSPECTION_MISSING,
        Fault.DISPUTE_TWICE,
    }
)


@dataclass(frozen=True)
class Finding:
    """One fault: its kind, the field to go to, the value or name it is about, the article behind it.

    part: the place inside the field, such as ``credit_code`` of a party; "": the field itself.
    """

    fault: Fault | RuleFault
    field: str
    about: str = ""
    law: str = ""
    part: str = ""

    @property
    def stops(self) -> bool:
        """Whether the draft may not go on with it."""
        return self.fault not in WARNINGS and self.fault not in WARNING_RULES


def found(fault: Fault, field: str, about: str = "", part: str = "") -> Finding:
    """Make a finding with the article of its kind (words.toml, check_laws); there is not one behind each."""
    return Finding(fault, field, about, word_or("check_laws", fault.value), part)
