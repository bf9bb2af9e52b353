"""Words of the contracts' pages: findings, ages, names in the person's language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from app.contracts.checks import Fault, Finding
from app.contracts.states import ContractState, RateCourse, Side
from app.contracts.template_rules import RuleFault
from app.contracts.verifying import Verification
from app.kernel.clock import local
from app.kernel.money import figures
from ui import wording

_FINDINGS: dict[Fault, object] = {
    Fault.TITLE_MISSING: QT_TRANSLATE_NOOP("Contracts", "The project has no name yet."),
    Fault.SIDE_MISSING: QT_TRANSLATE_NOOP("Contracts", "Nobody stands on this side yet: {about}."),
    Fault.PARTY_NAME_MISSING: QT_TRANSLATE_NOOP("Contracts", "A party has no name."),
    Fault.REPRESENTATIVE_MISSING: QT_TRANSLATE_NOOP("Contracts", "Legal representative missing: {about}"),
    Fault.PARTY_TWICE: QT_TRANSLATE_NOOP("Contracts", "This party is named twice: {about}"),
    Fault.CREDIT_CODE_MISSING: QT_TRANSLATE_NOOP("Contracts", "Credit code missing: {about}"),
    Fault.CREDIT_CODE_INVALID: QT_TRANSLATE_NOOP("Contracts", "This is no valid credit code: {about}"),
    Fault.CREDIT_CODE_ODD: QT_TRANSLATE_NOOP(
        "Contracts", "The inner check sign of this credit code does not fit; look at the licence: {about}"
    ),
    Fault.PHONE_INVALID: QT_TRANSLATE_NOOP("Contracts", "This is no telephone number: {about}"),
    Fault.COUNTRY_INVALID: QT_TRANSLATE_NOOP("Contracts", "A country code has three digits: {about}"),
    Fault.DIVISION_INVALID: QT_TRANSLATE_NOOP("Contracts", "A division code has six digits: {about}"),
    Fault.POSTCODE_INVALID: QT_TRANSLATE_NOOP("Contracts", "This is no postcode: {about}"),
    Fault.EMAIL_INVALID: QT_TRANSLATE_NOOP("Contracts", "This is no e-mail address: {about}"),
    Fault.NATURE_UNKNOWN: QT_TRANSLATE_NOOP(
        "Contracts", "The code tables know no such nature of a party: {about}"
    ),
    Fault.DEPARTMENT_WITHOUT_AUTHORITY: QT_TRANSLATE_NOOP(
        "Contracts", "A department cannot contract without its legal entity's authority: {about}"
    ),
    Fault.ACCOUNT_MISSING: QT_TRANSLATE_NOOP("Contracts", "No account to pay to is given: {about}"),
    Fault.ACCOUNT_INCOMPLETE: QT_TRANSLATE_NOOP(
        "Contracts", "Bank or number of the account is missing: {about}"
    ),
    Fault.ACCOUNT_INVALID: QT_TRANSLATE_NOOP("Contracts", "This is no account number: {about}"),
    Fault.AGENT_NAME_MISSING: QT_TRANSLATE_NOOP("Contracts", "An agent has no name."),
    Fault.AGENT_DOCUMENT_MISSING: QT_TRANSLATE_NOOP(
        "Contracts", "The power of attorney of {about} is not named."
    ),
    Fault.AGENT_SCOPE_MISSING: QT_TRANSLATE_NOOP("Contracts", "For what {about} may act is missing."),
    Fault.AGENT_PERIOD_MISSING: QT_TRANSLATE_NOOP(
        "Contracts", "From when until when {about} may act is missing."
    ),
    Fault.AGENT_PERIOD_OVER: QT_TRANSLATE_NOOP("Contracts", "The power of attorney of {about} is over."),
    Fault.AGENT_NOT_YET: QT_TRANSLATE_NOOP(
        "Contracts", "The power of attorney of {about} has not begun yet."
    ),
    Fault.AGENT_DOUBLE: QT_TRANSLATE_NOOP("Contracts", "{about} acts for both sides; both must have agreed."),
    Fault.TOTAL_MISSING: QT_TRANSLATE_NOOP("Contracts", "The total amount is missing."),
    Fault.TOTAL_OPEN: QT_TRANSLATE_NOOP(
        "Contracts", "The total is open; the registrar takes the floor agreed on."
    ),
    Fault.AMOUNT_TOO_LARGE: QT_TRANSLATE_NOOP(
        "Contracts", "This amount is too large for a contract: {about}"
    ),
    Fault.AMOUNT_NEGATIVE: QT_TRANSLATE_NOOP("Contracts", "An amount cannot be negative: {about}"),
    Fault.TECHNICAL_ABOVE_TOTAL: QT_TRANSLATE_NOOP(
        "Contracts", "The technical amount is larger than the total."
    ),
    Fault.TECHNICAL_MISSING: QT_TRANSLATE_NOOP("Contracts", "The technical amount is missing."),
    Fault.TECHNICAL_SHARE_SMALL: QT_TRANSLATE_NOOP(
        "Contracts", "The technical amount is below 5 % of the total; the registrar will ask."
    ),
    Fault.TECHNICAL_DIFFERS: QT_TRANSLATE_NOOP(
        "Contracts", "The technical amount is not the total less the costs: {about}"
    ),
    Fault.COSTS_UNLISTED: QT_TRANSLATE_NOOP(
        "Contracts", "What is no technical amount is not listed: {about}"
    ),
    Fault.COST_NAME_MISSING: QT_TRANSLATE_NOOP("Contracts", "Cost {about} has no name."),
    Fault.COST_EMPTY: QT_TRANSLATE_NOOP("Contracts", "This cost has no amount or no quantity: {about}"),
    Fault.EQUIPMENT_MANY: QT_TRANSLATE_NOOP(
        "Contracts", "More than two sets of equipment; the registrar will ask: {about}"
    ),
    Fault.INSTALMENTS_DIFFER: QT_TRANSLATE_NOOP(
        "Contracts", "The instalments do not add up to the total: {about}"
    ),
    Fault.INSTALMENT_EMPTY: QT_TRANSLATE_NOOP("Contracts", "Instalment {about} has no amount."),
    Fault.DUE_OUTSIDE_VALIDITY: QT_TRANSLATE_NOOP(
        "Contracts", "An instalment is due outside the term: {about}"
    ),
    Fault.ENTRY_FEE_MISSING: QT_TRANSLATE_NOOP("Contracts", "The entry fee is missing."),
    Fault.ENTRY_FEE_ABOVE_TOTAL: QT_TRANSLATE_NOOP(
        "Contracts", "The entry fee is larger than the total: {about}"
    ),
    Fault.ROYALTY_MISSING: QT_TRANSLATE_NOOP("Contracts", "The terms of the royalty are missing."),
    Fault.ROYALTY_YEARS_MISSING: QT_TRANSLATE_NOOP(
        "Contracts", "For how many years a royalty is paid is missing."
    ),
    Fault.ROYALTY_RATES_DIFFER: QT_TRANSLATE_NOOP(
        "Contracts", "So many rates of the royalty are needed: {about}"
    ),
    Fault.ROYALTY_RATE_INVALID: QT_TRANSLATE_NOOP(
        "Contracts", "A rate of the royalty is above 0 and at most 100 %."
    ),
    Fault.ROYALTY_COURSE_DIFFERS: QT_TRANSLATE_NOOP(
        "Contracts", "The rates of the royalty do not go the way that is named: {about}"
    ),
    Fault.INSPECTION_MISSING: QT_TRANSLATE_NOOP(
        "Contracts", "How the accounts may be looked into is not said."
    ),
    Fault.PAYMENT_UNSAID: QT_TRANSLATE_NOOP("Contracts", "How the price is paid is not said."),
    Fault.VALIDITY_REVERSED: QT_TRANSLATE_NOOP("Contracts", "The term ends before it begins."),
    Fault.VALIDITY_MISSING: QT_TRANSLATE_NOOP(
        "Contracts", "The first or the last day of the term is missing."
    ),
    Fault.ANSWER_MISSING: QT_TRANSLATE_NOOP("Contracts", "Not filled in: {about}"),
    Fault.ANSWER_INVALID: QT_TRANSLATE_NOOP("Contracts", "Not in the right form: {about}"),
    Fault.COPIES_TOO_FEW: QT_TRANSLATE_NOOP("Contracts", "At least {about} copies are needed."),
    Fault.COPIES_DIFFER: QT_TRANSLATE_NOOP(
        "Contracts", "The copies handed out are another number than the copies made: {about}"
    ),
    Fault.HOLDER_EMPTY: QT_TRANSLATE_NOOP(
        "Contracts", "Somebody is named to keep copies but gets none: {about}"
    ),
    Fault.PARTY_WITHOUT_COPY: QT_TRANSLATE_NOOP("Contracts", "This party gets no copy: {about}"),
    Fault.REGISTRAR_WITHOUT_COPY: QT_TRANSLATE_NOOP("Contracts", "No copy is left for the registrar."),
    Fault.CLAUSE_EMPTY: QT_TRANSLATE_NOOP("Contracts", "A clause has no text: {about}"),
    Fault.LAW_REPEALED: QT_TRANSLATE_NOOP("Contracts", "A law is named that no longer is: {about}"),
    Fault.DISPUTE_TWICE: QT_TRANSLATE_NOOP("Contracts", "Arbitration or court, not both: {about}"),
    Fault.BLANK_LEFT: QT_TRANSLATE_NOOP("Contracts", "A blank is left in the text: {about}"),
    Fault.CHARACTER_NOT_PRINTABLE: QT_TRANSLATE_NOOP(
        "Contracts", "This character cannot be printed: {about}"
    ),
    Fault.AMENDED_MISSING: QT_TRANSLATE_NOOP("Contracts", "A supplement must name the contract it changes."),
    Fault.ATTACHMENT_MISSING: QT_TRANSLATE_NOOP(
        "Contracts", "The file of this attachment is not at this terminal: {about}"
    ),
}

STATE_TONES = {
    ContractState.DRAFT: "tag-plain",
    ContractState.REVIEW: "tag-waiting",
    ContractState.READY: "tag",
    ContractState.SIGNING: "tag-waiting",
    ContractState.SIGNED: "tag",
    ContractState.SEALED: "tag-good",
    ContractState.VOID: "tag-trouble",
    ContractState.EXPIRED: "tag-trouble",
}
STATE_COLOURS = {
    ContractState.REVIEW: "waiting",
    ContractState.READY: "accent",
    ContractState.SIGNING: "waiting",
    ContractState.SIGNED: "accent",
    ContractState.SEALED: "good",
    ContractState.VOID: "faint",
    ContractState.EXPIRED: "faint",
}
_OF = "{0} ({1})"
_MICROS_PER_MINUTE = 60_000_000


def local_name(name: str, name_en: str) -> str:
    """Give the name for the language of the program; what has no English name keeps its own."""
    is_chinese = QLocale().language() == QLocale.Language.Chinese
    return name if is_chinese or not name_en else name_en


def finding(found: Finding, label: str = "") -> str:
    """Word a finding; ``label`` names the field in the person's language."""
    about = label or found.about
    if isinstance(found.fault, RuleFault):
        return _OF.format(wording.label(found.fault), about) if about else wording.label(found.fault)
    if found.fault is Fault.SIDE_MISSING:
        about = wording.label(Side(found.about))
    if found.fault is Fault.ROYALTY_COURSE_DIFFERS:
        about = wording.label(RateCourse(found.about))
    return QCoreApplication.translate("Contracts", str(_FINDINGS[found.fault])).format(about=about)


def has_words(fault: Fault) -> bool:
    """Tell whether a kind of finding is worded."""
    return fault in _FINDINGS


def age(since: int, now: int) -> str:
    """Write how long something lasts, in its largest unit."""
    minutes = max(now - since, 0) // _MICROS_PER_MINUTE
    if minutes < 60:
        return QCoreApplication.translate("Contracts", "{0} min").format(minutes)
    if minutes < 24 * 60:
        return QCoreApplication.translate("Contracts", "{0} h").format(minutes // 60)
    return QCoreApplication.translate("Contracts", "{0} d").format(minutes // (24 * 60))


def yuan(fen: int) -> str:
    """Write an amount with the sign of the currency, or nothing for nothing."""
    return f"\u00a5 {figures(fen)}" if fen else ""


def moment(at: int, zone: str) -> str:
    """Write a moment as the hall's wall clock shows it."""
    return local(at, zone).strftime("%Y-%m-%d %H:%M")


def time_stamp(found: Verification, zone: str) -> str:
    """Say whether an authority certified when a checked file was sealed; empty where none did."""
    stamp = found.stamp
    if stamp is None and found.owes_stamp:
        return QCoreApplication.translate("Contracts", "owed, it is asked for again")
    if stamp is None:
        is_inside = any(signature.is_stamped for signature in found.signatures)
        return QCoreApplication.translate("Contracts", "while sealing, inside the file") if is_inside else ""
    if not stamp.is_true or stamp.at is None:
        return QCoreApplication.translate("Contracts", "The stamp kept beside the file is damaged.")
    told = QCoreApplication.translate("Contracts", "Stamped later, at {0}").format(moment(stamp.at, zone))
    return wording.with_aside(told, stamp.authority)


def term(start: date | None, end: date | None) -> str:
    """Write from which day to which."""
    if start is None and end is None:
        return ""
    return f"{start.isoformat() if start else '?'} \u2013 {end.isoformat() if end else '?'}"
