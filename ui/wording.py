"""Words for what the core says in facts: refusals and states. The core itself speaks no language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.kernel.errors import FieldRefused, Refusal

_SENTENCES: dict[str, str] = {
    "Forbidden": QT_TRANSLATE_NOOP(
        "Wording",
        "Your role may not do this ({permission}). Nothing was changed. Ask a colleague who may.",
    ),
    "Missing": QT_TRANSLATE_NOOP(
        "Wording",
        "This record is no longer here. Nothing was changed. Search for it again.",
    ),
    "WrongStep": QT_TRANSLATE_NOOP(
        "Wording",
        "This step is not possible now, the state is already: {state}. Nothing was changed.",
    ),
    "WrongPassword": QT_TRANSLATE_NOOP(
        "Wording",
        "Login and password do not fit. Tries left before the account is locked: {left}.",
    ),
    "AccountLocked": QT_TRANSLATE_NOOP(
        "Wording",
        "Too many failed tries. This account is locked until {until}. Other accounts can sign in.",
    ),
    "WeakPassword": QT_TRANSLATE_NOOP("Wording", "This password is too easy to guess: {problem}"),
    "LoginTaken": QT_TRANSLATE_NOOP(
        "Wording",
        "Somebody already signs in as {login}. Nothing was changed. Choose another login.",
    ),
    "SecretsUnreachable": QT_TRANSLATE_NOOP(
        "Wording",
        "The key of the data cannot be read ({place}). Nothing was changed. Ask the administrator.",
    ),
    "StoreFromNewerVersion": QT_TRANSLATE_NOOP(
        "Wording",
        "The data were written by a newer program (version {found}, this one knows {known}). "
        "They were not touched. Install the newer program.",
    ),
    "StoreNotReadable": QT_TRANSLATE_NOOP(
        "Wording",
        "The data file does not open with this computer's key: {path}. It was not touched. "
        "Restore the key or a backup.",
    ),
    "StoreUnsafe": QT_TRANSLATE_NOOP(
        "Wording",
        "The database library {found} can damage data, {needed} is needed. Nothing was opened. "
        "Install the program again.",
    ),
    "NobodyWaiting": QT_TRANSLATE_NOOP(
        "Wording", "Nobody is waiting for window {window_number}. The last case stays as it is."
    ),
    "CalledOften": QT_TRANSLATE_NOOP(
        "Wording",
        "{number} was called {calls} times already. Set the ticket aside as missed; it can be called later.",
    ),
    "TicketTaken": QT_TRANSLATE_NOOP(
        "Wording", "Another window has called {number} already. Nothing was changed here. Call the next."
    ),
    "NoWindow": QT_TRANSLATE_NOOP(
        "Wording", "You are signed in without a window. Sign in again and choose one to call visitors."
    ),
    "VisitorCalled": QT_TRANSLATE_NOOP(
        "Wording", "{number} is called. Say first whether the visitor came (Enter) or not (F4)."
    ),
    "DraftIncomplete": QT_TRANSLATE_NOOP(
        "Wording",
        "The draft is not complete yet. Everything typed is kept. The list of open points "
        "says what is missing.",
    ),
    "OwnDraft": QT_TRANSLATE_NOOP(
        "Wording",
        "You drafted {number} yourself. Nothing was changed. A colleague who may review has "
        "to look at it.",
    ),
    "TicksMissing": QT_TRANSLATE_NOOP(
        "Wording", "Not every line of the list is ticked, {missing} are left. Nothing was changed."
    ),
    "ReasonMissing": QT_TRANSLATE_NOOP(
        "Wording", "This step needs a reason that others can read later. Nothing was changed. Write one."
    ),
    "SignedAlready": QT_TRANSLATE_NOOP(
        "Wording", "{party} has signed already. The first signature stands, nothing was added."
    ),
    "SignatureEmpty": QT_TRANSLATE_NOOP(
        "Wording", "Nothing was drawn for {party}. No signature was kept. Sign on the pad."
    ),
    "AuthorityMissing": QT_TRANSLATE_NOOP(
        "Wording",
        "An agent signs for {party} by a power of attorney. No signature was kept. Write its "
        "number and period.",
    ),
    "SameAgent": QT_TRANSLATE_NOOP(
        "Wording",
        "{signer} has signed for another party already. No signature was kept. Somebody else "
        "has to sign.",
    ),
    "TextChanged": QT_TRANSLATE_NOOP(
        "Wording",
        "The text of {number} is not the one that was reviewed. Nothing was signed or sealed. "
        "Send it back to review.",
    ),
    "NotSealedHere": QT_TRANSLATE_NOOP(
        "Wording",
        "The sealed file of {number} lies at the terminal where it was sealed. Print or save "
        "it there.",
    ),
    "SealUnusable": QT_TRANSLATE_NOOP(
        "Wording",
        "The hall's seal cannot be used. Nothing was sealed, the signatures are safe. Ask the "
        "administrator.",
    ),
}

_PROBLEMS: dict[str, str] = {
    "empty": QT_TRANSLATE_NOOP("Wording", "Please fill this in."),
    "too_long": QT_TRANSLATE_NOOP("Wording", "This is too long."),
    "too_short": QT_TRANSLATE_NOOP("Wording", "at least 8 characters are needed."),
    "too_plain": QT_TRANSLATE_NOOP(
        "Wording", "use three kinds of characters: small and capital letters, digits, signs."
    ),
    "like_login": QT_TRANSLATE_NOOP("Wording", "it contains the login."),
    "not_equal": QT_TRANSLATE_NOOP("Wording", "The two passwords differ. Type the second once more."),
    "wrong_form": QT_TRANSLATE_NOOP("Wording", "This does not have the right form. Compare every character."),
    "wrong_length": QT_TRANSLATE_NOOP("Wording", "There are too many or too few characters."),
    "wrong_check_digit": QT_TRANSLATE_NOOP(
        "Wording", "The check digit does not fit: one character is wrong or two are swapped."
    ),
    "other_kind": QT_TRANSLATE_NOOP("Wording", "This number belongs to another kind of document."),
    "impossible_date": QT_TRANSLATE_NOOP("Wording", "The date of birth in this number does not exist."),
    "future_date": QT_TRANSLATE_NOOP("Wording", "The date of birth in this number is in the future."),
    "out_of_range": QT_TRANSLATE_NOOP("Wording", "This number is out of range."),
    "not_after_start": QT_TRANSLATE_NOOP("Wording", "The end must be after the start."),
    "negative": QT_TRANSLATE_NOOP("Wording", "The amount cannot be negative."),
    "not_an_amount": QT_TRANSLATE_NOOP("Wording", "This is not an amount. Example: 120,000.50"),
    "too_many_decimals": QT_TRANSLATE_NOOP("Wording", "An amount has two decimals at most."),
    "too_large": QT_TRANSLATE_NOOP("Wording", "The amount is larger than a form can show."),
}

_LABELS: dict[str, str] = {
    "Role.clerk": QT_TRANSLATE_NOOP("Wording", "Clerk"),
    "Role.registrar": QT_TRANSLATE_NOOP("Wording", "Registrar"),
    "Role.supervisor": QT_TRANSLATE_NOOP("Wording", "Supervisor"),
    "Role.administrator": QT_TRANSLATE_NOOP("Wording", "Administrator"),
    "Role.auditor": QT_TRANSLATE_NOOP("Wording", "Auditor"),
    "Permission.receive": QT_TRANSLATE_NOOP("Wording", "receive visitors"),
    "Permission.call": QT_TRANSLATE_NOOP("Wording", "call visitors"),
    "Permission.book_room": QT_TRANSLATE_NOOP("Wording", "book rooms"),
    "Permission.draft_contract": QT_TRANSLATE_NOOP("Wording", "draft contracts"),
    "Permission.review_contract": QT_TRANSLATE_NOOP("Wording", "review contracts"),
    "Permission.witness_signing": QT_TRANSLATE_NOOP("Wording", "witness signing"),
    "Permission.seal_contract": QT_TRANSLATE_NOOP("Wording", "seal contracts"),
    "Permission.print": QT_TRANSLATE_NOOP("Wording", "print"),
    "Permission.arrange_hall": QT_TRANSLATE_NOOP("Wording", "arrange the hall"),
    "Permission.arrange_staff": QT_TRANSLATE_NOOP("Wording", "arrange staff"),
    "Permission.decide_conflict": QT_TRANSLATE_NOOP("Wording", "decide differences with the centre"),
    "Permission.read_trail": QT_TRANSLATE_NOOP("Wording", "read the audit trail"),
    "Permission.found_hall": QT_TRANSLATE_NOOP("Wording", "set up a hall"),
    "DocumentKind.resident_id": QT_TRANSLATE_NOOP("Wording", "Resident identity card"),
    "DocumentKind.residence_permit": QT_TRANSLATE_NOOP("Wording", "Residence permit (HK, Macau, Taiwan)"),
    "DocumentKind.home_return_permit": QT_TRANSLATE_NOOP("Wording", "Mainland travel permit (HK, Macau)"),
    "DocumentKind.taiwan_permit": QT_TRANSLATE_NOOP("Wording", "Mainland travel permit (Taiwan)"),
    "DocumentKind.foreign_permanent_id": QT_TRANSLATE_NOOP("Wording", "Foreign permanent resident ID card"),
    "DocumentKind.passport": QT_TRANSLATE_NOOP("Wording", "Passport"),
    "DocumentKind.none": QT_TRANSLATE_NOOP("Wording", "No document"),
    "DocumentWarning.area_unknown": QT_TRANSLATE_NOOP(
        "Wording", "The area code of this number is unknown. Look at the card once more."
    ),
    "DocumentWarning.converted_from_15": QT_TRANSLATE_NOOP(
        "Wording", "An old number of 15 digits; it is kept with 18."
    ),
    "DocumentWarning.organisation_code_odd": QT_TRANSLATE_NOOP(
        "Wording", "The organisation code inside this number does not fit. Compare it once more."
    ),
    "Priority.none": QT_TRANSLATE_NOOP("Wording", "No priority"),
    "Priority.elderly": QT_TRANSLATE_NOOP("Wording", "Elderly"),
    "Priority.disabled": QT_TRANSLATE_NOOP("Wording", "Disabled"),
    "Priority.military": QT_TRANSLATE_NOOP("Wording", "Military"),
    "Priority.with_infant": QT_TRANSLATE_NOOP("Wording", "With an infant"),
    "Priority.other": QT_TRANSLATE_NOOP("Wording", "Other reason"),
    "CaseState.open": QT_TRANSLATE_NOOP("Wording", "In hand"),
    "CaseState.closed": QT_TRANSLATE_NOOP("Wording", "Completed"),
    "TicketState.waiting": QT_TRANSLATE_NOOP("Wording", "Waiting"),
    "TicketState.called": QT_TRANSLATE_NOOP("Wording", "Called"),
    "TicketState.serving": QT_TRANSLATE_NOOP("Wording", "At the window"),
    "TicketState.missed": QT_TRANSLATE_NOOP("Wording", "Did not come"),
    "TicketState.done": QT_TRANSLATE_NOOP("Wording", "Served"),
    "TicketState.void": QT_TRANSLATE_NOOP("Wording", "Taken back"),
    "Spoken.not_yet": QT_TRANSLATE_NOOP("Wording", "Not spoken yet"),
    "Spoken.spoken": QT_TRANSLATE_NOOP("Wording", "Spoken"),
    "Spoken.not_spoken": QT_TRANSLATE_NOOP("Wording", "Shown, not spoken"),
    "Verdict.not_asked": QT_TRANSLATE_NOOP("Wording", "Not asked yet"),
    "Verdict.confirmed": QT_TRANSLATE_NOOP("Wording", "Confirmed"),
    "Verdict.refused": QT_TRANSLATE_NOOP("Wording", "Refused by the centre"),
    "Verdict.offline": QT_TRANSLATE_NOOP("Wording", "To be confirmed"),
    "Verdict.standalone": QT_TRANSLATE_NOOP("Wording", "Without a centre"),
    "Paper.slip": QT_TRANSLATE_NOOP("Wording", "Ticket slip"),
    "Paper.page": QT_TRANSLATE_NOOP("Wording", "Page"),
    "Printing.waiting": QT_TRANSLATE_NOOP("Wording", "Waiting"),
    "Printing.printing": QT_TRANSLATE_NOOP("Wording", "Printing"),
    "Printing.printed": QT_TRANSLATE_NOOP("Wording", "Printed"),
    "Printing.unsure": QT_TRANSLATE_NOOP("Wording", "Not sure: please look"),
    "Printing.cancelled": QT_TRANSLATE_NOOP("Wording", "Taken off"),
    "Sending.waiting": QT_TRANSLATE_NOOP("Wording", "Waiting for the centre"),
    "Sending.accepted": QT_TRANSLATE_NOOP("Wording", "At the centre"),
    "Sending.refused": QT_TRANSLATE_NOOP("Wording", "Refused by the centre"),
    "Trouble.off": QT_TRANSLATE_NOOP("Wording", "The printer is off."),
    "Trouble.paper_out": QT_TRANSLATE_NOOP("Wording", "The printer has no paper."),
    "Trouble.cover_open": QT_TRANSLATE_NOOP("Wording", "The printer's cover is open."),
    "Trouble.unreachable": QT_TRANSLATE_NOOP("Wording", "The printer does not answer."),
    "Trouble.refused": QT_TRANSLATE_NOOP("Wording", "The printer refused the sheet."),
    "ContractState.draft": QT_TRANSLATE_NOOP("Wording", "Draft"),
    "ContractState.review": QT_TRANSLATE_NOOP("Wording", "In review"),
    "ContractState.ready": QT_TRANSLATE_NOOP("Wording", "Ready to sign"),
    "ContractState.signing": QT_TRANSLATE_NOOP("Wording", "Being signed"),
    "ContractState.signed": QT_TRANSLATE_NOOP("Wording", "Signed"),
    "ContractState.sealed": QT_TRANSLATE_NOOP("Wording", "Sealed"),
    "ContractState.void": QT_TRANSLATE_NOOP("Wording", "Void"),
    "Side.buyer": QT_TRANSLATE_NOOP("Wording", "Party A (buyer)"),
    "Side.seller": QT_TRANSLATE_NOOP("Wording", "Party B (seller)"),
    "Payment.lump_sum": QT_TRANSLATE_NOOP("Wording", "In one sum"),
    "Payment.instalments": QT_TRANSLATE_NOOP("Wording", "In instalments"),
    "Capacity.legal_representative": QT_TRANSLATE_NOOP("Wording", "Legal representative"),
    "Capacity.agent": QT_TRANSLATE_NOOP("Wording", "Agent with authority"),
    "Pen.pen": QT_TRANSLATE_NOOP("Wording", "Pen"),
    "Pen.touch": QT_TRANSLATE_NOOP("Wording", "Finger"),
    "Pen.mouse": QT_TRANSLATE_NOOP("Wording", "Mouse"),
}

_OTHER = QT_TRANSLATE_NOOP("Wording", "This is not possible now. Nothing was changed.")
_FAULT = QT_TRANSLATE_NOOP(
    "Wording",
    "Something went wrong in the program. What was saved is safe, nothing was half written. "
    "Try once more, and give this number when you report it: {reference}",
)
_OTHER_PROBLEM = QT_TRANSLATE_NOOP("Wording", "This cannot be taken as it stands.")


@dataclass(eq=False)
class Fault(Exception):
    """A bug as the clerk is told of it; the log has the rest under the reference."""

    reference: str


def sentence(error: Exception) -> str:
    """Word a refusal: what happened, what is safe, what to do."""
    if isinstance(error, Fault):
        return _translated(_FAULT).format(reference=error.reference)
    if isinstance(error, FieldRefused):
        return problem(error.problem)
    if isinstance(error, Refusal):
        known = _SENTENCES.get(error.code, _OTHER)
        return _translated(known).format_map(_worded(error.facts()))
    return _translated(_OTHER)


def problem(word: str) -> str:
    """Word what is wrong with one field."""
    return _translated(_PROBLEMS.get(word, _OTHER_PROBLEM))


def label(state: StrEnum) -> str:
    """Word a state, a kind or a role."""
    known = _LABELS.get(f"{type(state).__name__}.{state.value}")
    return _translated(known) if known else state.value


def has_sentence(code: str) -> bool:
    """Tell whether a refusal has words of its own."""
    return code in _SENTENCES or code == FieldRefused.__name__


def has_problem(word: str) -> bool:
    """Tell whether a problem of a field has words."""
    return word in _PROBLEMS


def has_label(state: StrEnum) -> bool:
    """Tell whether a state has words."""
    return f"{type(state).__name__}.{state.value}" in _LABELS


def _translated(text: str) -> str:
    return QCoreApplication.translate("Wording", text)


def _worded(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: _word(name, value) for name, value in facts.items()}


def _word(name: str, value: object) -> object:
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, int) and (name == "until" or name.endswith("_at")):
        return datetime.fromtimestamp(value / 1_000_000).strftime("%H:%M")
    if isinstance(value, str):
        return _word_of_code(name, value)
    return value


def _word_of_code(name: str, value: str) -> str:
    """Word a fact that names a permission, a problem or a state by its value."""
    if name == "problem":
        return problem(value)
    ending = f".{value}"
    if name in ("permission", "state", "step"):
        kind = "Permission" if name == "permission" else ""
        for key, text in _LABELS.items():
            if key.endswith(ending) and key.startswith(kind):
                return _translated(text)
    return value
