"""Words of the contracts' pages: findings, ages, names in the person's language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from app.contracts.checks import Fault, Finding
from app.contracts.states import ContractState, Side
from app.kernel.clock import local
from app.kernel.money import figures
from ui import wording

_FINDINGS: dict[Fault, object] = {
    Fault.TITLE_MISSING: QT_TRANSLATE_NOOP("Contracts", "The project has no name yet."),
    Fault.SIDE_MISSING: QT_TRANSLATE_NOOP("Contracts", "Nobody stands on this side yet: {about}."),
    Fault.PARTY_NAME_MISSING: QT_TRANSLATE_NOOP("Contracts", "A party has no name."),
    Fault.REPRESENTATIVE_MISSING: QT_TRANSLATE_NOOP("Contracts", "Legal representative missing: {about}"),
    Fault.PARTY_TWICE: QT_TRANSLATE_NOOP("Contracts", "This party is named twice: {about}"),
    Fault.TOTAL_MISSING: QT_TRANSLATE_NOOP("Contracts", "The total amount is missing."),
    Fault.TECHNICAL_ABOVE_TOTAL: QT_TRANSLATE_NOOP(
        "Contracts", "The technical amount is larger than the total."
    ),
    Fault.TECHNICAL_MISSING: QT_TRANSLATE_NOOP("Contracts", "The technical amount is missing."),
    Fault.INSTALMENTS_DIFFER: QT_TRANSLATE_NOOP("Contracts", "The instalments do not add up to the total."),
    Fault.INSTALMENT_EMPTY: QT_TRANSLATE_NOOP("Contracts", "An instalment has no amount."),
    Fault.VALIDITY_REVERSED: QT_TRANSLATE_NOOP("Contracts", "The term ends before it begins."),
    Fault.VALIDITY_MISSING: QT_TRANSLATE_NOOP(
        "Contracts", "The first or the last day of the term is missing."
    ),
    Fault.ANSWER_MISSING: QT_TRANSLATE_NOOP("Contracts", "Not filled in: {about}"),
    Fault.ANSWER_INVALID: QT_TRANSLATE_NOOP("Contracts", "Not in the right form: {about}"),
    Fault.COPIES_TOO_FEW: QT_TRANSLATE_NOOP("Contracts", "At least {about} copies are needed."),
    Fault.CHARACTER_NOT_PRINTABLE: QT_TRANSLATE_NOOP(
        "Contracts", "This character cannot be printed: {about}"
    ),
    Fault.DUE_OUTSIDE_VALIDITY: QT_TRANSLATE_NOOP(
        "Contracts", "An instalment is due outside the term: {about}"
    ),
    Fault.TECHNICAL_SHARE_SMALL: QT_TRANSLATE_NOOP(
        "Contracts", "The technical amount is below 5 % of the total; the registrar will ask."
    ),
    Fault.CREDIT_CODE_MISSING: QT_TRANSLATE_NOOP("Contracts", "Credit code missing: {about}"),
}

STATE_TONES = {
    ContractState.DRAFT: "tag-plain",
    ContractState.REVIEW: "tag-waiting",
    ContractState.READY: "tag",
    ContractState.SIGNING: "tag-waiting",
    ContractState.SIGNED: "tag",
    ContractState.SEALED: "tag-good",
    ContractState.VOID: "tag-trouble",
}
STATE_COLOURS = {
    ContractState.REVIEW: "waiting",
    ContractState.READY: "accent",
    ContractState.SIGNING: "waiting",
    ContractState.SIGNED: "accent",
    ContractState.SEALED: "good",
    ContractState.VOID: "faint",
}
_MICROS_PER_MINUTE = 60_000_000


def local_name(name: str, name_en: str) -> str:
    """Give the name for the language of the program; what has no English name keeps its own."""
    is_chinese = QLocale().language() == QLocale.Language.Chinese
    return name if is_chinese or not name_en else name_en


def finding(found: Finding, label: str = "") -> str:
    """Word a finding; ``label`` names the field in the person's language."""
    about = label or found.about
    if found.fault is Fault.SIDE_MISSING:
        about = wording.label(Side(found.about))
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


def term(start: date | None, end: date | None) -> str:
    """Write from which day to which."""
    if start is None and end is None:
        return ""
    return f"{start.isoformat() if start else '?'} \u2013 {end.isoformat() if end else '?'}"
